"""Business days by the calendar that an operator names."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from extractor.fields.deadlines import WEEKDAYS
from service.errors import SettingsError
from service.holidays import calendar_of
from service.settings import load_settings
from service.wiring import Reviewer


def test_without_a_name_it_is_monday_to_friday() -> None:
    assert calendar_of("") == WEEKDAYS
    assert WEEKDAYS.is_business_day(date(2026, 12, 25))
    assert not WEEKDAYS.is_business_day(date(2026, 12, 26))


@pytest.mark.parametrize(
    ("name", "day", "is_business_day"),
    [
        ("US", date(2026, 7, 3), False),  # the fourth is a Saturday, so the third is kept
        ("US", date(2026, 7, 6), True),
        ("US", date(2026, 2, 12), True),
        ("US-NY", date(2026, 2, 12), False),  # Lincoln's Birthday
        ("GB-ENG", date(2026, 4, 6), False),  # Easter Monday
        ("GB-SCT", date(2026, 4, 6), True),
        ("GB-SCT", date(2026, 11, 30), False),  # St Andrew's Day
        ("IL", date(2026, 6, 7), True),  # a Sunday
        ("IL", date(2026, 6, 5), False),  # a Friday
    ],
)
def test_holidays_are_those_of_the_country_and_of_its_part(name: str, day: date, is_business_day: bool) -> None:
    assert calendar_of(name).is_business_day(day) is is_business_day


def test_it_says_what_its_business_days_are() -> None:
    assert calendar_of("us-ny").description == "Monday to Friday, without holidays of US-NY"
    assert calendar_of("IL").description == "without Friday and Saturday and holidays of IL"


def test_threads_that_ask_at_once_get_the_same_answer() -> None:
    days = [date(year, 12, 25) for year in range(1990, 2060)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(calendar_of("GB-ENG").is_business_day, days * 4))
    assert not any(answers)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Atlantis", "no country whose holidays are known"),
        ("USA", "no country whose holidays are known"),
        ("GB-XYZ", "no such part of GB; known are GB-ENG, GB-NIR, GB-SCT, GB-WLS"),
        ("FR-XYZ", "no such part of FR"),
    ],
)
def test_a_wrong_name_is_refused_at_the_start_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv("CLAUSECHECK_HOLIDAYS", name)
    with pytest.raises(SettingsError, match="CLAUSECHECK_HOLIDAYS: ") as caught:
        load_settings()
    assert said in str(caught.value)
    assert "Atlantis" not in str(caught.value)
    assert "XYZ" not in str(caught.value)


def test_reviews_are_made_with_the_calendar_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_HOLIDAYS", "us-ny")
    with Reviewer(load_settings()) as reviewer:
        assert reviewer.calendar.name == "US-NY"
