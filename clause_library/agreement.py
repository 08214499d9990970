"""What type of agreement a contract is: what its title says, else what most of its clauses are used in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from clause_library.types import AgreementType, Entry
from extractor.types import Contract, Field, Problem

_TITLE_BLOCKS = 12
_TITLE_WORDS = 14
_OPENING_CHARS = 1_500
_CALLS_ITSELF = re.compile(
    r"\bthis\s.{0,80}?\b(?:agreement|addendum|order form|statement of work|undertaking|contract)\b", re.IGNORECASE
)

_TITLE_PATTERNS: tuple[tuple[str, AgreementType], ...] = (
    (r"\b(?:order form|purchase order|sales order|subscription order|statement of work|quote)\b", "order_form"),
    (r"\bdata (?:processing|protection)\b|\bDPA\b", "data_protection"),
    (r"\bservice[ -]levels?\b|\bSLA\b", "sla"),
    (
        r"\bnon-?\s?disclosure\b|\bNDA\b"
        r"|\b(?:confidentiality|(?:confidential|proprietary) information)\b.{0,60}\b(?:agreement|undertaking)\b",
        "nda",
    ),
    (
        r"\b(?:master|services?|subscription|licen[cs]e|software|saas|hosting|development|supply|distribution|"
        r"consulting|maintenance|reseller|framework)\b.{0,60}\b(?:agreement|terms|contract)\b",
        "master_agreement",
    ),
    (r"\bterms (?:of|and) (?:service|use|conditions)\b", "master_agreement"),
)
"""The first that fits a title decides: an order form may be "to the master services agreement", not the reverse."""

_TITLES = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _TITLE_PATTERNS)


NOT_COVERED = "not_covered"
"""The problem of a document that neither its title nor its clauses show to be a contract of the library's kinds."""

_FEW_ENTRIES = 3
"""Fewer are found in prose that is no contract as well: a notice period or a governing law is soon mentioned."""

_COVERED_KINDS: Mapping[str, AgreementType] = {
    "non_disclosure_agreement": "nda",
    "data_processing_agreement": "data_protection",
    "service_level_agreement": "sla",
    "order_form": "order_form",
    "statement_of_work": "order_form",
    "master_agreement": "master_agreement",
    "license_agreement": "master_agreement",
    "services_agreement": "master_agreement",
    "hosting_agreement": "master_agreement",
    "maintenance_agreement": "master_agreement",
}
"""What the extractor calls the kinds of agreement that the library's types are for."""

_IS_AGREEMENT = re.compile(r"\b(?:agreement|contract|lease|deed|addendum|undertaking)\b", re.IGNORECASE)


def not_covered(found: Collection[str]) -> Problem | None:
    """The problem of a document without a telling title in which only these clause types were found; None if enough."""
    if len(found) >= _FEW_ENTRIES:
        return None
    matched = {0: "no clause", 1: "only one clause"}.get(len(found), f"only {len(found)} clauses")
    return Problem(
        NOT_COVERED,
        f"This does not look like a contract that the library covers: {matched} matched, and the type of agreement was "
        "assumed. No clause is called missing for that reason; if it is a contract, name its type of agreement.",
    )


def kind_not_covered(fields: Iterable[Field]) -> str | None:
    """The kind that the contract's title names where the library has no such agreement, as words; None elsewhere."""
    stated = {field.name: field.value for field in fields if field.name in ("title", "agreement_type")}
    kind, title = stated.get("agreement_type"), stated.get("title")
    if isinstance(kind, str):
        return None if kind in _COVERED_KINDS else kind.replace("_", " ")
    if isinstance(title, str) and _IS_AGREEMENT.search(title) and len(title.split()) <= _TITLE_WORDS:
        named = _named(title) is not None or title.casefold().strip() in ("agreement", "contract", "this agreement")
        return None if named else title
    return None


def agreement_type_by_title(contract: Contract) -> AgreementType | None:
    """The type that the title names, or the first sentence (``This Data Processing Addendum ...``); None if neither."""
    titled = _by_lines(contract)
    if titled is not None:
        return titled
    opening = " ".join(contract.document.text[:_OPENING_CHARS].split())
    found = _CALLS_ITSELF.search(opening)
    return _named(found.group()) if found else None


def _by_lines(contract: Contract) -> AgreementType | None:
    seen = 0
    for block in contract.document.blocks:
        words = contract.document.quote(block.span).split()
        if not words:
            continue
        seen += 1
        if seen > _TITLE_BLOCKS:
            break
        if len(words) <= _TITLE_WORDS and block.kind != "table_row":
            named = _named(" ".join(words))
            if named is not None:
                return named
    return None


def agreement_type_by_clauses(entries: Iterable[Entry]) -> AgreementType:
    """The type in which most of the found entries are used, one vote shared by each; a master agreement by default."""
    votes: Counter[AgreementType] = Counter()
    for entry in entries:
        for used_in in entry.used_in:
            votes[used_in] += 1_000 // len(entry.used_in)
    if not votes:
        return "master_agreement"
    return max(sorted(votes), key=lambda kind: (votes[kind], kind == "master_agreement"))


def _named(title: str) -> AgreementType | None:
    return next((kind for pattern, kind in _TITLES if pattern.search(title)), None)
