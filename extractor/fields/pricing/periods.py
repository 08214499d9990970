"""How often an amount is due, and for what unit of what: the words before and after it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.fields.numbers import SPELLED
from extractor.fields.phrasing import phrase, squeeze

_BY_PERIOD = (
    ("hour", r"(?:man[- ]|person[- ]|half )?(?:hours?|hrs?)", "hourly"),
    ("day", r"(?:working |business |calendar |man[- ]?|person[- ]?)?days?|diem|nights?", "daily|nightly|overnight"),
    ("week", r"(?:calendar )?weeks?", "weekly"),
    ("month", r"(?:calendar )?(?:months?|mo)", "monthly"),
    ("quarter", r"(?:calendar |fiscal )?quarters?", "quarterly"),
    ("year", r"(?:calendar |contract |fiscal |license |royalty )?(?:years?|yr|annum)|season", "annual(?:ly)?|yearly"),
)
PERIODS: Mapping[str, str] = {
    "hour": "PT1H",
    "day": "P1D",
    "week": "P7D",
    "month": "P1M",
    "quarter": "P3M",
    "year": "P1Y",
}
"""How long what is due so often lasts, as an ISO 8601 duration."""
_AFTER = tuple(
    (
        period,
        phrase(
            rf"^[^.;$]{{0,60}}?(?:\b(?:per|each|every|a|an|any|/)|/) ?(?:{unit})\b"
            rf"|^\W{{0,3}}(?:[a-z]+ ){{0,6}}(?:{adverb})\b"
            rf"|^[^.;,$]{{0,30}} for (?:the|each)(?: [a-z]+){{0,2}} (?:{unit})\b"
        ),
    )
    for period, unit, adverb in _BY_PERIOD
)
_BEFORE = tuple(
    (
        period,
        phrase(rf"(?:\b(?:{adverb})\b|\b(?:per|each|every|/) ?(?:{unit})\b|\bin any (?:{unit})\b)[^.;$]{{0,90}}$"),
    )
    for period, unit, adverb in _BY_PERIOD
)
_ONCE = phrase(
    r"\b(?:one[- ]?time|one-off|once|initial|set-?up|up-?front|lump[- ]sum|non-?recurring|non-?refundable|installation|"
    r"implementation|activation|signing|origination|flat|franchise|development|deposit|instal+ments?|milestone|"
    r"buy-?out|total|access fee|commencement|first payment)\b"
)
_ONCE_NEXT = phrase(r"^\W{0,4}(?:one[- ]?time|one-off|once|non-?recurring|up-?front|lump[- ]sum|flat)\b")
_ONCE_JUST_BEFORE = phrase(
    r"\b(?:one[- ]?time|one-off|non-?recurring|up-?front|lump[- ]sum|set-?up|installation|implementation|activation)\b"
    r"[^.;,$]{0,30}$"
)
"""What stands so near before an amount says more of it than the period of the amount before."""
_PAID_ONCE = phrase(
    r"\b(?:upon|on the|within|no later than|on or before|at the time of|completion|execution|signing|receipt|due on)\b"
)
_UNIT_AFTER = phrase(
    r"^[^.;$]{0,30}?(?:\b(?:per|for each|for every|each|every)\b|/) ?(?:additional |individual |such )?"
    rf"(?:{SPELLED}(?!-) ?(?:\(\d[\d,]{{0,9}}\) )?|\d[\d,]{{0,9}} )?"
    r"((?:[a-z'#-]{2,20})(?: [a-z'-]{2,20}){0,2})"
)
_EACH = phrase(r"^\W{0,3}(?:each|ea\.?)\b")
_STOPWORDS = frozenset(
    "the of for and or in to plus is will shall be on at by with as an a any such this that which during if from per "
    "that's may are was where when after before until applies apply above below over beyond exceeding thereof fraction "
    "subject".split()
)
_PERIOD_WORDS = frozenset(
    "mo yr hr hrs month months year years annum quarter hour hours day days week diem calendar contract fiscal working "
    "business half".split()
)


def period_of(before: str, after: str, heading: str = "") -> str | None:
    """How often the amount between ``before`` and ``after`` is due: a period, ``unit``, ``one_time`` or None."""
    stated = _first(_AFTER, after) or _first(_BEFORE, heading) or _heading(heading)
    if stated:
        return stated
    if unit_after(after) or _EACH.search(after):
        return "unit"
    if _ONCE_JUST_BEFORE.search(before):
        return "one_time"
    once = _ONCE.search(before) or _ONCE_NEXT.search(after) or _PAID_ONCE.search(after[:60])
    return _first(_BEFORE, before) or ("one_time" if once else None)


def unit_after(after: str) -> str | None:
    """What an amount is per: ``user`` of ``$5 per user per month``; None for a period alone."""
    for match in _UNIT_AFTER.finditer(after):
        words: list[str] = []
        for word in squeeze(match[1]).lower().split():
            if word in _STOPWORDS or word in _PERIOD_WORDS:
                break
            words.append(word)
        return " ".join(words) or None
    return None


def _heading(heading: str) -> str | None:
    if not heading:
        return None
    stated = _first(_AFTER, f" {heading}") or _first(_BEFORE, heading)
    return stated or ("one_time" if _ONCE.search(heading) else None)


def _first(patterns: Sequence[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    """The period whose words stand nearest to the amount; what follows an amount is searched from its start."""
    found = [(name, match) for name, pattern in patterns if (match := pattern.search(text))]
    if not found:
        return None
    if patterns is _AFTER:
        return min(found, key=lambda item: item[1].end())[0]
    return max(found, key=lambda item: item[1].start())[0]
