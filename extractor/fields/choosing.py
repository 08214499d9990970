"""Which of several statements of one fact counts: one rule for all names of which a contract has one value."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from extractor.fields.phrasing import phrase
from extractor.fields.places import lies_in
from extractor.fields.precedence import Prevailing, exhibit_at, prevailing
from extractor.fields.reading import Candidate, Reading
from extractor.types import FieldValue, Lost

AS_PLAIN = 0.65
"""Statements whose weights differ by more than this are not of one fact: the weaker one speaks of another thing.

On CUAD, by reading: most values that lost by more were of another thing, most that lost by less were not.
"""
PLAIN_ENOUGH: Mapping[str, float] = MappingProxyType(
    {
        "governing_law": 2.35,
        "initial_term": 2.55,
        "expiration_date": 3.7,
        "renewal_term": 3.5,
        "renewal_notice_period": 3.5,
        "confidentiality_term": 0.5,
        "termination_for_cause": 1.5,
    }
)
"""From this weight on a statement is of the thing itself, however much more plainly another speaks."""
ABOUT_TERM = frozenset({"initial_term", "expiration_date"})
FOR_EXHIBITS = 1.0
"""What the rules on these take from the weight of a statement because it stands in an exhibit."""
IN_PIECES = frozenset({"renewal_type", "renewal_limit", "taxes"})
"""Names whose sentences each say a part, or are of all kinds: what they say differently is no alternative."""
MOST_ALTERNATIVES = 3
_DURATION = re.compile(r"P(?:(\d{1,6}(?:\.\d{1,3})?)([YMWD])|T(\d{1,6}(?:\.\d{1,3})?)H)")
_UNITS = {"Y": (12, "M"), "M": (1, "M"), "W": (168, "H"), "D": (24, "H")}
_ABOUT_DAYS = {"M": Decimal(30), "H": Decimal(1) / 24}
_SHORTEST = 8
_LASTS_BY_ITSELF = phrase(
    r"\b(?:standstill|compet\w*|disparag\w*|confiden\w*|cancellation|reimburs\w*|waive\w*|"
    r"licen[cs]e (?:shall|will|granted)|books|records|warrant\w*)\b"
)
_OF_ITSELF = phrase(
    r"\bthis (?:exhibit|schedule|annex(?:ure)?|appendix|attachment|addendum|order form|sow|licen[cs]e)\b"
)
_COUNTED = frozenset({"expiration_computed", "expiration_as_made"})
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


def choose(reading: Reading, candidates: Iterable[Candidate]) -> Candidate | None:
    """The candidate that counts, with the others as ``others``; None where there is none.

    Of the statements that are plainly of the thing, by their weights, that of the part counts which the contract says
    prevails; then the more specific one (a day within a month, a state within a country, a date that is
    named over one that was computed); then the plainer one; then the first in the text. A candidate with an equal
    value is no alternative, and each other value is given once, by the plainest statement of it.
    """
    ranked = sorted(candidates, key=lambda one: (-one.weight, one.span.start))
    plain = [one for one in ranked if one.weight >= min(ranked[0].weight - AS_PLAIN, _enough(reading, one))]
    if len(plain) < 2:
        return plain[0] if plain else None
    above = _prevailing(reading, plain)
    order = sorted(
        plain, key=lambda one: (_is_own(reading, one), above is not None and not above.is_at(reading, one.span.start))
    )
    best = order[0]
    for other in order:
        if is_more_specific(other, best) and not _yields(reading, above, other, best):
            best = other
    others: list[Candidate] = []
    for other in order:
        if len(others) == MOST_ALTERNATIVES:
            break
        told = any(is_same(other.value, one.value) for one in (best, *others))
        if not told and not _is_time_limit(other.value, best.value) and not _is_of_other(reading, other):
            lost: Lost = "lower_precedence" if _yields(reading, above, other, best) else _why(reading, other, best)
            others.append(replace(other, lost=lost))
    return best if best.name in IN_PIECES else replace(best, others=tuple(others))


def _enough(reading: Reading, one: Candidate) -> float:
    bar = PLAIN_ENOUGH.get(one.name, math.inf)
    return bar - FOR_EXHIBITS if one.name in ABOUT_TERM and exhibit_at(reading, one.span.start) else bar


def choose_each(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidate that counts of each name, in the order in which the names come."""
    named: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        named.setdefault(candidate.name, []).append(candidate)
    chosen = (choose(reading, ones) for ones in named.values())
    return [one for one in chosen if one is not None]


def is_same(one: FieldValue, two: FieldValue) -> bool:
    """Whether two values of one name say the same: ``P12M`` and ``P1Y``, ``England`` and ``England and Wales``."""
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(is_same(value, two[part]) for part, value in one.items())
    if isinstance(one, str) and isinstance(two, str):
        return _plainly(one) == _plainly(two)
    return one == two


def is_more_specific(one: Candidate, two: Candidate) -> bool:
    """Whether ``one`` says the same as ``two`` but more exactly, or names what was only computed for ``two``."""
    if not isinstance(one.value, str) or not isinstance(two.value, str) or is_same(one.value, two.value):
        return False
    if _DATE.fullmatch(one.value) and _DATE.fullmatch(two.value):
        named = one.method not in _COUNTED and two.method in _COUNTED and len(one.value) >= len(two.value)
        return named or one.value.startswith(f"{two.value}-")
    return lies_in(one.value, two.value)


def _is_of_other(reading: Reading, one: Candidate) -> bool:
    """Whether a length or end is that of something which lasts by itself."""
    return one.name in ABOUT_TERM and _LASTS_BY_ITSELF.search(reading.text, one.span.start, one.span.end) is not None


def _is_time_limit(one: FieldValue, term: FieldValue) -> bool:
    """Whether a length is so short beside ``term`` that it is a time within it, whatever its words."""
    short, long = _days(one), _days(term)
    return short is not None and long is not None and short * _SHORTEST < long


def _days(value: FieldValue) -> Decimal | None:
    read = _plainly(value) if isinstance(value, str) else ""
    return read[0] * _ABOUT_DAYS[read[1]] if isinstance(read, tuple) else None


def _plainly(value: str) -> tuple[Decimal, str] | str:
    found = _DURATION.fullmatch(value)
    if found is None:
        return value.removesuffix(" and Wales")
    if found[3]:
        return Decimal(found[3]), "H"
    size, unit = _UNITS[found[2]]
    return Decimal(found[1]) * size, unit


def _prevailing(reading: Reading, plain: Sequence[Candidate]) -> Prevailing | None:
    """What prevails, where two values stand in different parts of the contract."""
    first = plain[0]
    parts = {exhibit_at(reading, one.span.start) for one in plain if not is_same(one.value, first.value)}
    return None if parts <= {exhibit_at(reading, first.span.start)} else prevailing(reading)


def _yields(reading: Reading, above: Prevailing | None, other: Candidate, best: Candidate) -> bool:
    """Whether ``other`` stands in a part that yields to that of ``best``."""
    if above is None:
        return False
    return above.is_at(reading, best.span.start) and not above.is_at(reading, other.span.start)


def _is_own(reading: Reading, one: Candidate) -> bool:
    """Whether it is an exhibit's word on itself ("the term of this Schedule"), which prevails over nothing."""
    if exhibit_at(reading, one.span.start) is None:
        return False
    return _OF_ITSELF.search(reading.text, one.span.start, one.span.end) is not None


def _why(reading: Reading, other: Candidate, best: Candidate) -> Lost:
    if is_more_specific(best, other):
        return "less_specific"
    plainer = other.weight >= best.weight and not _is_own(reading, other)
    return "stated_later" if plainer else "less_plain"
