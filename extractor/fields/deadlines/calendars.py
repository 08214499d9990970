"""Which days are business days, and how to count them backwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

_LONGEST_REST = 60
"""Days; a calendar without a business day in so many has none."""
_DAYS_OF_A_COUNT = 4
"""Days of the calendar that one business day takes at most, on average."""
_SATURDAY = 5
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Calendar(Protocol):
    """Tells business days from weekends and holidays; equal answers for equal days."""

    @property
    def name(self) -> str:
        """Whose holidays it knows, such as ``US-NY``; empty where it knows none."""

    @property
    def description(self) -> str:
        """What is a business day, in words: ``Monday to Friday, without holidays of US-NY``."""

    def is_business_day(self, day: date) -> bool:
        """Whether people are at work on that day."""


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Monday to Friday, whatever the holidays."""

    @property
    def name(self) -> str:
        """Empty: it knows no holidays."""
        return ""

    @property
    def description(self) -> str:
        """``Monday to Friday``."""
        return "Monday to Friday"

    def is_business_day(self, day: date) -> bool:
        """Whether it is no Saturday and no Sunday."""
        return day.weekday() < _SATURDAY


WEEKDAYS = Weekdays()


def business_day_by(day: date, calendar: Calendar) -> date | None:
    """``day``, or the last business day before it; None where the calendar has none near."""
    return day if calendar.is_business_day(day) else business_days_before(day, 1, calendar)


def business_days_before(day: date, count: int, calendar: Calendar) -> date | None:
    """The business day from which ``count`` business days pass until ``day``, which is not counted itself.

    None where the calendar has not so many, or time itself.
    """
    left, earlier = count, day
    for _ in range(count * _DAYS_OF_A_COUNT + _LONGEST_REST):
        if left == 0:
            return earlier
        if earlier == date.min:
            return None
        earlier -= timedelta(days=1)
        left -= calendar.is_business_day(earlier)
    return None


def weekday_name(weekday: int) -> str:
    """``Monday`` for 0; in English, whatever the machine's language."""
    return _WEEKDAYS[weekday]


def closed_in_words(day: date, calendar: Calendar) -> str:
    """Why that day is no business day: ``a Saturday``, ``no business day of US-NY``."""
    is_weekend = day.weekday() >= _SATURDAY or not calendar.name
    return f"a {weekday_name(day.weekday())}" if is_weekend else f"no business day of {calendar.name}"
