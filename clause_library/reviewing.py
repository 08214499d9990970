"""Reviews one contract against one library: the whole of what we conclude, as a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clause_library.agreement import agreement_type_by_clauses, agreement_type_by_title, not_covered
from clause_library.classification import TypedSpan, classify, likely
from clause_library.deviations.case import Case
from clause_library.deviations.extra import find_extra
from clause_library.deviations.finding import find_deviations
from clause_library.findings import find_findings
from clause_library.matching.matcher import match_contract, public_matches
from clause_library.matching.told import Told
from clause_library.places import Places
from clause_library.profiles.joining import joined
from clause_library.profiles.judging import track
from clause_library.routing import route
from clause_library.sent.comparing import compare_with_sent, other_contract
from clause_library.tracked_changes import TrackedChanges
from clause_library.types import AgreementType, Baseline, DocumentSummary, Library, Review
from clause_library.wording.normalize import Roles
from extractor.fields import extract_fields
from extractor.fields.deadlines import WEEKDAYS, Calendar, with_deadline
from extractor.types import Contract, Document, Field, Problem
from models.interfaces import ClauseTyper, Encoders, SentenceSplitter


def review(
    contract: Contract,
    library: Library,
    *,
    encoders: Encoders,
    typer: ClauseTyper,
    sentences: SentenceSplitter,
    today: date,
    agreement_type: AgreementType | None = None,
    baseline: Document | None = None,
    calendar: Calendar = WEEKDAYS,
) -> Review:
    """What the library says about the contract: matches, deviations, fields, findings and approvals.

    ``agreement_type`` None: what the title says, else what most matched clauses are used in; where neither says
    anything, the review has the problem ``not_covered`` and no clause is missing. ``baseline`` is the version that we
    sent: what differs from it and no tracked change shows is told. ``calendar`` tells business days for the deadlines.
    Equal arguments give an equal review.

    :raises models.interfaces.ModelError: when a language model cannot be run.
    """
    fields = extract_fields(contract, sentences)
    typed = classify(contract, typer, sentences, fields)
    made = review_fields(
        contract,
        library,
        fields,
        encoders=encoders,
        typed=typed,
        today=today,
        agreement_type=agreement_type,
        baseline=baseline,
        calendar=calendar,
    )
    return replace(made, models=(*made.models, typer.id))


def review_fields(
    contract: Contract,
    library: Library,
    fields: Sequence[Field],
    *,
    encoders: Encoders,
    today: date,
    agreement_type: AgreementType | None = None,
    typed: Sequence[TypedSpan] = (),
    baseline: Document | None = None,
    calendar: Calendar = WEEKDAYS,
) -> Review:
    """The same, for a contract of which the fields, and what its sentences are about, are known already.

    :raises models.interfaces.ModelError: when an encoder cannot be run.
    """
    roles = party_roles(library, fields)
    changes, places = TrackedChanges(contract.document), Places(contract)
    expected = agreement_type or agreement_type_by_title(contract)
    sent = None if baseline is None else compare_with_sent(contract.document, baseline)
    other = None if sent is None or baseline is None else other_contract(sent, baseline)
    sent = None if other else sent
    gone = sent.gone if sent else ()
    matching = match_contract(contract, changes, library, encoders, roles, expected, typed, gone)
    settled = expected or agreement_type_by_clauses(match.entry for match in matching.matched)
    unknown = None if expected else not_covered({match.entry.clause_type for match in matching.matched})
    case = Case(contract, library, roles, tuple(fields), changes, places)
    known = None if unknown else settled
    deviations = find_deviations(case, matching, known, sent, typed)
    dated = with_deadline(fields, today, calendar)
    tracked_fields = joined(track(dated, library.profile, known), dated, deviations, library)
    return Review(
        document=_summary(contract.document, [problem for problem in (unknown, other) if problem], baseline),
        agreement_type=settled,
        library=library.name,
        library_version=library.version,
        today=today.isoformat(),
        models=encoders.ids,
        clauses=contract.clauses,
        matches=public_matches(matching, contract),
        deviations=deviations,
        fields=dated,
        findings=find_findings(contract, fields, places),
        approvals=route(deviations, library, fields, known, tracked_fields),
        types=likely(typed, places),
        extra=find_extra(case, matching, Told(typed), deviations),
        tracked_fields=tracked_fields,
    )


def party_roles(library: Library, fields: Sequence[Field]) -> Roles:
    """The library's names for the two sides, after the contract's own where its two parties can be told apart."""
    parties = [names for field in fields if field.name == "party" for names in [_party_names(field)] if names]
    ours, theirs = _sides(parties, library) if len(parties) == 2 else ((), ())
    return Roles(
        tuple(dict.fromkeys([*ours, *(role for role in library.our_roles if role not in theirs)])),
        tuple(dict.fromkeys([*theirs, *(role for role in library.their_roles if role not in ours)])),
    )


def _sides(parties: Sequence[tuple[str, ...]], library: Library) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which of two parties is us: who is called by the more typical of our names, or not by one of theirs."""
    first, second = parties
    lead = _claim(first, library) - _claim(second, library)
    if lead == 0:
        return (), ()
    return (first, second) if lead > 0 else (second, first)


def _claim(names: Sequence[str], library: Library) -> float:
    """How much these names are ours (positive) or theirs (negative); the first of a library's names says most."""
    folded = {name.casefold() for name in names}
    ours = [1 / rank for rank, role in enumerate(library.our_roles, start=1) if role.casefold() in folded]
    theirs = [1 / rank for rank, role in enumerate(library.their_roles, start=1) if role.casefold() in folded]
    return max(ours, default=0.0) - max(theirs, default=0.0)


def _party_names(field: Field) -> tuple[str, ...]:
    """How a contract calls a party, its defined term first."""
    if not isinstance(field.value, dict):
        return ()
    names = [field.value.get(part) for part in ("defined_as", "role", "name")]
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name[:1].isupper()))


def _summary(document: Document, problems: Sequence[Problem], baseline: Document | None) -> DocumentSummary:
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
        problems=(*document.problems, *problems),
        recognised=document.recognised,
        margins=document.margins,
        form_changes=document.form_changes,
        baseline=None if baseline is None else Baseline(baseline.name, baseline.sha256),
    )
