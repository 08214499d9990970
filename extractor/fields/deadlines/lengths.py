"""Lengths of time as fields have them, and the days that lie so far apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from extractor.fields.deadlines.calendars import Calendar, business_days_before

_MOST_BUSINESS_DAYS = 400
"""They are counted one by one, and no contract asks for more."""
_DURATION = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?")


@dataclass(frozen=True, slots=True)
class Length:
    """``iso`` as the field has it; ``step`` by the calendar; ``business`` where its days are business days."""

    iso: str
    step: relativedelta
    business: bool = False

    def before(self, day: date, calendar: Calendar) -> date | None:
        """The day that lies so long before ``day``; a day that the month lacks is its last. None before all time."""
        if self.business:
            return business_days_before(day, self.step.days, calendar)
        return moved(day, -self.step)

    def in_words(self, calendar: Calendar) -> str:
        """``P60D``, or ``10 business days (Monday to Friday)``."""
        if not self.business:
            return self.iso
        days = self.step.days
        return f"{days} business day{'s' if days != 1 else ''} ({calendar.description})"


def read_length(value: object) -> Length | None:
    """The length in a field's value: ``P60D``, or ``{"value": "P10D", "business": true}``.

    None where it is none, is no whole number of days or longer, or counts business weeks or more than can be counted.
    """
    parts = value if isinstance(value, dict) else {"value": value}
    iso, business = parts.get("value") or parts.get("duration"), parts.get("business") is True
    found = _DURATION.fullmatch(iso) if isinstance(iso, str) else None
    if found is None or not isinstance(iso, str):
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    if business and (years or months or weeks or days > _MOST_BUSINESS_DAYS):
        return None
    step = relativedelta(years=years, months=months, days=7 * weeks + days)
    return Length(iso, step, business) if step else None


def moved(day: date, step: relativedelta) -> date | None:
    """``day`` and ``step``; None where the calendar ends before that."""
    try:
        return day + step
    except (OverflowError, ValueError):
        return None
