"""Deadlines, counted from the fields of a contract for a given today."""

from __future__ import annotations

from extractor.fields.deadlines.adding import (
    COUNTED_FROM,
    Counted,
    RenewalDeadline,
    counted,
    renewal_notice_deadline,
    with_deadline,
)
from extractor.fields.deadlines.calendars import WEEKDAYS, Calendar, weekday_name
from extractor.fields.deadlines.renewing import read_day

__all__ = [
    "COUNTED_FROM",
    "WEEKDAYS",
    "Calendar",
    "Counted",
    "RenewalDeadline",
    "counted",
    "read_day",
    "renewal_notice_deadline",
    "weekday_name",
    "with_deadline",
]
