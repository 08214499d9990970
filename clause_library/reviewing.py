"""Reviews one contract against one library: the whole of what we conclude, as a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clause_library.agreement import agreement_type_by_clauses, agreement_type_by_title
from clause_library.case import Case
from clause_library.deviations import find_deviations
from clause_library.findings import find_findings
from clause_library.matching import match_contract, public_matches
from clause_library.normalize import Roles
from clause_library.places import Places
from clause_library.routing import route
from clause_library.tracked import Tracked
from clause_library.types import AgreementType, DocumentSummary, Library, Review
from extractor.fields import extract_fields
from extractor.types import Contract, Document, Field
from models.interfaces import Encoder, SentenceSplitter


def review(
    contract: Contract,
    library: Library,
    *,
    encoder: Encoder,
    sentences: SentenceSplitter,
    today: date,
    agreement_type: AgreementType | None = None,
) -> Review:
    """What the library says about the contract: matches, deviations, fields, findings and approvals.

    ``agreement_type`` None: what the title says, else what most matched clauses are used in. Equal arguments give an
    equal review.

    :raises models.interfaces.ModelError: when a language model cannot be run.
    """
    fields = extract_fields(contract, sentences)
    return review_fields(contract, library, fields, encoder=encoder, today=today, agreement_type=agreement_type)


def review_fields(
    contract: Contract,
    library: Library,
    fields: Sequence[Field],
    *,
    encoder: Encoder,
    today: date,
    agreement_type: AgreementType | None = None,
) -> Review:
    """The same, for a contract whose fields are known already.

    :raises models.interfaces.ModelError: when the encoder cannot be run.
    """
    roles = party_roles(library, fields)
    tracked, places = Tracked(contract.document), Places(contract)
    expected = agreement_type or agreement_type_by_title(contract)
    matching = match_contract(contract, tracked, library, encoder, roles, expected)
    settled = expected or agreement_type_by_clauses(match.entry for match in matching.matched)
    case = Case(contract, library, roles, tuple(fields), tracked, places)
    deviations = find_deviations(case, matching, settled)
    return Review(
        document=_summary(contract.document),
        agreement_type=settled,
        library=library.name,
        library_version=library.version,
        today=today.isoformat(),
        models=(encoder.id,),
        clauses=contract.clauses,
        matches=public_matches(matching, contract),
        deviations=deviations,
        fields=tuple(fields),
        findings=find_findings(contract, fields, places),
        approvals=route(deviations, library),
    )


def party_roles(library: Library, fields: Sequence[Field]) -> Roles:
    """The library's names for the two sides, after the contract's own where its parties can be told apart."""
    parties = [names for field in fields if field.name == "party" for names in [_party_names(field)] if names]
    ours = [names for names in parties if _any_in(names, library.our_roles)]
    theirs = [names for names in parties if _any_in(names, library.their_roles)]
    if len(parties) == 2 and len(ours) + len(theirs) == 1:
        rest = [names for names in parties if names not in (ours or theirs)]
        ours, theirs = (ours, rest) if ours else (rest, theirs)
    our_names = [name for names in ours for name in names]
    their_names = [name for names in theirs for name in names]
    return Roles(
        tuple(dict.fromkeys([*our_names, *library.our_roles])),
        tuple(dict.fromkeys([*their_names, *library.their_roles])),
    )


def _party_names(field: Field) -> tuple[str, ...]:
    """How a contract calls a party, its defined term first."""
    if not isinstance(field.value, dict):
        return ()
    names = [field.value.get(part) for part in ("defined_as", "role", "name")]
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name[:1].isupper()))


def _any_in(names: Sequence[str], roles: Sequence[str]) -> bool:
    known = {role.casefold() for role in roles}
    return any(name.casefold() in known for name in names)


def _summary(document: Document) -> DocumentSummary:
    return DocumentSummary(
        sha256=document.sha256,
        name=document.name,
        media_type=document.media_type,
        pages=document.pages,
        words=len(document.text.split()),
        text=document.text,
        original_text=document.original_text,
        revisions=document.revisions,
        comments=document.comments,
        problems=document.problems,
    )
