"""What type of agreement a contract is: what its title says, else what most of its clauses are used in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from clause_library.types import AgreementType, Entry
from extractor.types import Contract

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
