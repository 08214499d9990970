"""Inconsistencies inside one contract: dates out of order, references to nothing, two values for one fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clause_library.places import Places
from clause_library.types import Finding
from extractor.types import Contract, Evidence, Field, Span

_REFERENCE = re.compile(
    r"\b(?:section|clause|article|paragraph)s?\s(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})(?![\d.]*\d)"
    r"(?P<after>[^.;\n]{0,60})",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:of|in|under|to)\s(?:the|that|such|its|any|our|your|each|title|regulation|directive|schedule|exhibit|annex|"
    r"appendix|attachment|\w+\s(?:act|code|law|regulation|agreement))\b|§|u\.s\.c|gdpr|c\.f\.r|ucc|\bact\b|\bcode\b",
    re.IGNORECASE,
)
_SINGLE_VALUED = {
    "payment_term": "The payment term",
    "governing_law": "The governing law",
    "effective_date": "The effective date",
    "expiration_date": "The expiration date",
    "initial_term": "The initial term",
    "renewal_term": "The renewal term",
    "renewal_notice_period": "The notice to prevent renewal",
    "confidentiality_term": "The confidentiality term",
}
"""Facts that a contract should state once, or the same each time."""

_LEAST_CONFIDENCE = 0.5


def find_findings(contract: Contract, fields: Sequence[Field], places: Places) -> tuple[Finding, ...]:
    """All findings in order of the first place that takes part."""
    found = [*_dates(fields), *_references(contract, places), *_conflicts(fields)]
    return tuple(sorted(found, key=lambda finding: (finding.evidence[0].start, finding.kind)))


def _dates(fields: Sequence[Field]) -> Iterator[Finding]:
    effective = next((field for field in fields if field.name == "effective_date"), None)
    expiration = next((field for field in fields if field.name == "expiration_date"), None)
    if effective is None or expiration is None:
        return
    if not isinstance(effective.value, str) or not isinstance(expiration.value, str):
        return
    dated = re.match(r"\d{4}", effective.value) and re.match(r"\d{4}", expiration.value)
    precision = min(len(effective.value), len(expiration.value))
    if dated and expiration.value[:precision] < effective.value[:precision]:
        yield Finding(
            kind="expires_before_effective",
            severity="high",
            message=f"The contract ends on {expiration.value}, before it takes effect on {effective.value}.",
            evidence=(effective, expiration),
            confidence=round(min(effective.confidence, expiration.confidence), 4),
        )


def _references(contract: Contract, places: Places) -> Iterator[Finding]:
    """References to clause numbers that this contract does not have, where it is numbered and they are its own."""
    numbers = {_plain(clause.number) for clause in contract.walk() if clause.number}
    known = {prefix for number in numbers for prefix in _prefixes(number)}
    if len(known) < 5:
        return
    for found in _REFERENCE.finditer(contract.document.text):
        number = found.group("number")
        if number in known or _ELSEWHERE.search(found.group("after")):
            continue
        evidence = places.evidence(Span(found.start(), found.end("number")))
        yield Finding(
            kind="dead_reference",
            severity="medium",
            message=f"“{evidence.quote}” is referred to, but there is no {number} in this contract.",
            evidence=(evidence,),
            confidence=0.7,
        )


def _plain(number: str) -> str:
    """``Section 8.2(b).`` is 8.2."""
    found = re.search(r"\d{1,3}(?:\.\d{1,3}){0,5}", number)
    return found.group() if found else ""


def _prefixes(number: str) -> Iterator[str]:
    parts = [part for part in number.split(".") if part]
    for length in range(1, len(parts) + 1):
        yield ".".join(parts[:length])


def _conflicts(fields: Sequence[Field]) -> Iterator[Finding]:
    for name, said in _SINGLE_VALUED.items():
        stated = [f for f in fields if f.name == name and not f.derived_from and f.confidence >= _LEAST_CONFIDENCE]
        by_value: dict[str, Field] = {}
        for field in stated:
            by_value.setdefault(_compared(field), field)
        if len(by_value) < 2:
            continue
        evidence: tuple[Evidence, ...] = tuple(by_value.values())
        values = " and ".join(f"“{' '.join(field.quote.split())[:60]}”" for field in by_value.values())
        yield Finding(
            kind="conflicting_values",
            severity="high" if name in ("payment_term", "governing_law") else "medium",
            message=f"{said} is stated differently: {values}.",
            evidence=evidence,
            confidence=round(min(field.confidence for field in by_value.values()), 4),
        )


def _compared(field: Field) -> str:
    """The part of a value that must agree; of a payment term, its duration."""
    if isinstance(field.value, dict):
        return str(field.value.get("duration", sorted(field.value.items(), key=str)))
    return str(field.value)
