"""Business days with the public holidays of a country or a part of it, as an operator names it in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from extractor.fields.deadlines import WEEKDAYS, Calendar, weekday_name

_MOST_PARTS = 60
_SATURDAY_AND_SUNDAY = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Business days of ``country`` (ISO 3166) and ``part`` of it, None for the holidays of the whole country."""

    country: str
    part: str | None

    @property
    def name(self) -> str:
        """``US-NY``."""
        return f"{self.country}-{self.part}" if self.part else self.country

    @property
    def description(self) -> str:
        """``Monday to Friday, without holidays of US-NY``."""
        weekend = _weekend(self.country, self.part)
        if weekend == _SATURDAY_AND_SUNDAY:
            return f"Monday to Friday, without holidays of {self.name}"
        days = " and ".join(weekday_name(day) for day in sorted(weekend))
        return f"without {days} and holidays of {self.name}" if days else f"without holidays of {self.name}"

    def is_business_day(self, day: date) -> bool:
        """Whether it is neither of the weekend there nor a public holiday; a Saturday that is worked there is one."""
        return day not in _days_off(self.country, self.part, day.year)


def calendar_of(name: str) -> Calendar:
    """The calendar of that name; Monday to Friday for an empty one.

    :raises ValueError: when there is no such country or part, saying what there is but not the name.
    """
    if not name.strip():
        return WEEKDAYS
    country, _, asked = name.strip().partition("-")
    country, known = country.upper(), _countries()
    if country not in known:
        raise ValueError("no country whose holidays are known; name it by ISO 3166, such as US, or GB-ENG for a part")
    part = next((one for one in known[country] if one.upper() == asked.upper()), None)
    if asked and part is None:
        raise ValueError(f"no such part of {country}; {_parts(country, known[country])}")
    return HolidayCalendar(country, part)


def _parts(country: str, parts: tuple[str, ...]) -> str:
    if not parts:
        return f"it has none with holidays of its own, use {country}"
    more = ", …" if len(parts) > _MOST_PARTS else ""
    return f"known are {', '.join(f'{country}-{part}' for part in parts[:_MOST_PARTS])}{more}"


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, ...]]:
    """By each country's code its parts that have holidays of their own."""
    import holidays  # 30 ms, and not needed by who counts Monday to Friday

    return {code: tuple(parts) for code, parts in holidays.list_supported_countries().items() if len(code) == 2}


@lru_cache(maxsize=64)
def _weekend(country: str, part: str | None) -> frozenset[int]:
    """The days of the week, from 0 for Monday, on which nobody works there today."""
    import holidays

    return frozenset(holidays.country_holidays(country, subdiv=part).weekend)


@lru_cache(maxsize=1_024)
def _days_off(country: str, part: str | None, year: int) -> frozenset[date]:
    """The days of one year that are no business days.

    Made afresh for each year: the library fills its calendars as it is asked, which threads must not share.
    """
    import holidays

    known = holidays.country_holidays(country, subdiv=part, years=year)
    first = date(year, 1, 1)
    days = (first + timedelta(days=after) for after in range((date(year, 12, 31) - first).days + 1))
    return frozenset(day for day in days if not known.is_working_day(day))
