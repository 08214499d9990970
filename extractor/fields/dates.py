"""Dates as contracts write them, as ISO 8601; a date with a blank or a redaction in it is none.

Figures with slashes or hyphens are in the American order (5/4/2021 is May 4); with full stops and the whole year
in the continental one (4.5.2021 is the same day).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.fields.durations import Duration
from extractor.fields.numbers import ORDINAL, SPELLED_WORD, read_number, read_ordinal
from extractor.types import Span

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il\.?|\.)?|may|june?|july?|aug(?:ust|\.)?|"
_MONTH += r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)(?!\d)"
_YEAR_IN_WORDS = (
    r"(?P<words>(?:two\s{1,20}thousand(?:\s{1,20}and\b)?|nineteen(?:\s{1,20}hundred(?:\s{1,20}and\b)?)?)"
    rf"(?:[\s-]{{1,20}}{SPELLED_WORD}\b){{0,2}})"
)

DATE = "|".join(
    (
        rf"(?<![A-Za-z]){_MONTH}\s{{0,20}}(?P<day>\d{{1,2}})(?:\s?(?:s\s?t|n\s?d|r\s?d|"
        rf"t\s?h))?\s{{0,20}}[,.]?\s{{0,20}}(?:of\s{{1,20}})?{_YEAR}".replace("{0}", ""),
        rf"(?:\b(?P<dayB>{ORDINAL}|\d{{1,2}}))(?:\s{{0,20}}\(\s{{0,20}}\d{{1,2}}(?:st|nd|rd|"
        rf"th)?\s{{0,20}}\))?\s{{0,20}}(?:day\s{{0,20}})?(?:of\s{{0,20}})?(?:the\s{{1,20}}month\s{{1,20}}of\s{{1,20}})?"
        rf"[,-]?\s{{0,20}}{_MONTH}\s{{0,20}}[,-]?\s{{0,20}}(?:of\s{{1,20}}|"
        rf"in\s{{1,20}})?(?:the\s{{1,20}}year\s{{1,20}})?"
        rf"(?:{_YEAR}|{_YEAR_IN_WORDS})".replace("{0}", "B"),
        r"(?<![\d/.-])(?P<monthC>\d{1,2})(?P<mark>[/.-])(?P<dayC>\d{1,2})[/.-](?P<yearC>(?:19|20)\d\d|"
        r"\d\d)(?![\d/-]|\.\d)",
        r"(?<![\d/-])(?P<yearD>(?:19|20)\d\d)-(?P<monthD>\d\d)-(?P<dayD>\d\d)(?!\d)",
        rf"\b{_MONTH}\s{{0,20}},?\s{{0,20}}(?:of\s{{1,20}})?{_YEAR}".replace("{0}", "E"),
    )
)
"""Any date with a year; compile with ``re.IGNORECASE``. Its own groups carry suffixes, one set a notation."""

_DATE = re.compile(DATE, re.IGNORECASE)
_BLANK_DAY = re.compile(r"(?:\bday\s{1,20}of|[_\]*.]|\d)\s{0,20},?\s{0,20}$", re.IGNORECASE)
_TWO_DIGIT_YEAR_PIVOT = 50


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date (``2026-03-31``, or ``2026-03`` where no day is stated) and where it stands."""

    value: str
    span: Span

    @property
    def day(self) -> date | None:
        """The calendar day; None where only the month is known."""
        return date.fromisoformat(self.value) if len(self.value) == len("2026-03-31") else None


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """The dates in ``text[start:end]``, in order; spans count in ``text``."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = _value(match, text)
        if value is not None:
            yield FoundDate(value, Span(*match.span()))


def later(start: date, duration: Duration) -> date | None:
    """``start`` plus ``duration`` by the calendar; None where that is no whole number of days or leaves it."""
    step = duration.step
    if step is None:
        return None
    try:
        found: date = start + step
    except (ValueError, OverflowError):
        return None
    return found


def _value(match: re.Match[str], text: str) -> str | None:
    parts = match.groupdict()
    if parts["year"]:
        return _iso(int(parts["year"]), _month(parts["month"]), int(parts["day"]))
    if parts["yearB"] or parts["words"]:
        day = read_ordinal(parts["dayB"])
        return _iso(int(parts["yearB"] or _year_in_words(parts["words"])), _month(parts["monthB"]), day or 0)
    if parts["yearC"]:
        first, second = parts["monthC"], parts["dayC"]
        day_first = parts["mark"] == "." and len(parts["yearC"]) == 4 and int(second) <= 12
        return _by_figures(*((second, first) if day_first else (first, second)), parts["yearC"])
    if parts["yearD"]:
        return _iso(int(parts["yearD"]), int(parts["monthD"]), int(parts["dayD"]))
    if text[match.start()].islower() or _BLANK_DAY.search(text[max(0, match.start() - 12) : match.start()]):
        return None
    return f"{int(parts['yearE']):04d}-{_month(parts['monthE']):02d}"


def _by_figures(first: str, second: str, year: str) -> str | None:
    """The year with month and day; the other way round where the first figure can be no month."""
    number = int(year)
    if number < 100:
        number += 2000 if number < _TWO_DIGIT_YEAR_PIVOT else 1900
    month, day = int(first), int(second)
    if month > 12:
        month, day = day, month
    return _iso(number, month, day)


def _year_in_words(words: str) -> int:
    """``two thousand nineteen``, ``nineteen hundred and ninety-eight``, ``nineteen ninety-eight``."""
    century, _, rest = words.lower().partition("nineteen")
    if century:
        return int(read_number(words) or 0)
    return 1900 + int(read_number(rest.replace("hundred", "")) or 0)


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _iso(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
