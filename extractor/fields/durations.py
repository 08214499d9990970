"""Durations: ``thirty (30) days``, ``18 months``, ``one-year``, ``two (2) business days`` as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.types import Span

_UNITS = "minute|hour|day|week|month|quarter|year"
_KINDS = (
    "business|working|calendar|consecutive|successive|additional|full|further|contract|more|continuous|natural|clear"
)
DURATION = (
    rf"(?P<number>{NUMBER})(?:\s{{0,20}}\(\s{{0,20}}[Il]?\s{{0,20}}\))?(?:[\s-]{{1,4}}"
    rf"|(?<=\)))(?:and\s{{1,20}}one-half\s{{1,20}})?"
    rf"(?:\(\s{{0,20}})?(?P<kind>{_KINDS})?[\s-]{{0,3}}(?:(?:{_KINDS})[\s-]{{1,3}})?"
    rf"(?P<unit>{_UNITS})s?\b(?:\s{{0,20}}\(\s{{0,20}}(?P<inner>\d{{1,4}})\s{{0,20}}\))?"
)
"""A number and a unit of time, in between at most two words such as "full calendar"; a 1 may be read as a letter.

Compile with ``re.IGNORECASE``.
"""

_DURATION = re.compile(DURATION, re.IGNORECASE)
_AND_MONTHS = re.compile(rf",?\s{{1,20}}(?:and\s{{1,20}})?{DURATION}(?<=onth|nths)", re.IGNORECASE)
_SHORT_UNITS = {"y": "year", "m": "month", "w": "week", "q": "quarter"}
_SHORT = re.compile(
    rf"(?P<number>{NUMBER})(?:[\s-]{{1,3}}(?P<unit>yrs?|mos?|mths?|mnths?|wks?|qtrs?)\b\.?|(?<=\d)(?P<letter>[ym])\b)",
    re.IGNORECASE,
)
_LONGEST_YEARS = 200


@dataclass(frozen=True, slots=True)
class Duration:
    """A count of one unit; never turned silently into days. ``business`` where business days or hours are meant."""

    count: Decimal
    unit: str
    business: bool = False
    months: Decimal = Decimal(0)
    """What months come on top of years: "two years and six months"."""

    @property
    def iso(self) -> str:
        """ISO 8601 in the unit that the contract uses: ``P18M``, ``P30D``, ``PT4H``."""
        if self.unit == "quarter":
            return f"P{as_text(self.count * 3)}M"
        if self.months:
            return f"P{as_text(self.count)}Y{as_text(self.months)}M"
        if self.unit in ("minute", "hour"):
            return f"PT{as_text(self.count)}{self.unit[0].upper()}"
        return f"P{as_text(self.count)}{self.unit[0].upper()}"

    @property
    def days(self) -> Decimal:
        """Roughly how long it is, for comparisons only."""
        sizes = {"minute": "0.0007", "hour": "0.0417", "day": "1", "week": "7", "month": "30.44", "quarter": "91.3"}
        return self.count * Decimal(sizes.get(self.unit, "365.25")) + self.months * Decimal(sizes["month"])

    @property
    def step(self) -> relativedelta | None:
        """What to add to a date; None where it is no whole number of days or longer."""
        months = {"month": 1, "quarter": 3, "year": 12}.get(self.unit)
        if months is not None:
            whole = self.count * months + self.months
            return relativedelta(months=int(whole)) if whole == whole.to_integral() else None
        days = {"day": 1, "week": 7}.get(self.unit)
        return relativedelta(days=int(self.count) * days) if days is not None and not self.business else None


@dataclass(frozen=True, slots=True)
class FoundDuration:
    """A duration and where it stands."""

    duration: Duration
    span: Span


def find_durations(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDuration]:
    """The durations in ``text[start:end]``, in order; spans count in ``text``."""
    limit, on_top = len(text) if end is None else end, -1
    for match in _DURATION.finditer(text, start, limit):
        duration = read_duration(match)
        if duration is None or match.start() == on_top:
            continue
        close = match.end()
        more = _AND_MONTHS.match(text, close, limit) if duration.unit == "year" else None
        months = read_duration(more) if more is not None else None
        if more is not None and months is not None and months.count < 12:
            duration, close, on_top = replace(duration, months=months.count), more.end(), more.start("number")
        yield FoundDuration(duration, Span(match.start(), close))


def find_short_durations(text: str) -> Iterator[FoundDuration]:
    """Durations whose unit is cut short, in order: ``2 yrs``, ``36 mo.``, ``12m``; for lists and tables alone."""
    for match in _SHORT.finditer(text):
        count = read_number(match["number"])
        duration = Duration(count or Decimal(0), _SHORT_UNITS[(match["unit"] or match["letter"])[0].lower()])
        if count is not None and count > 0 and duration.days <= _LONGEST_YEARS * 366:
            yield FoundDuration(duration, Span(*match.span()))


def read_duration(match: re.Match[str]) -> Duration | None:
    """The value of a ``DURATION`` match; None where it is zero or longer than any contract runs."""
    count = read_number(match["inner"] or match["number"])
    if count is None or count <= 0:
        return None
    business = (match["kind"] or "").lower() in ("business", "working")
    duration = Duration(count, match["unit"].lower(), business)
    return duration if duration.days <= _LONGEST_YEARS * 366 else None
