from __future__ import annotations

import re

import pytest

from clause_library.wording.values import DATE, QUANTITY, parse_value, read_date, read_quantity


def read(text: str) -> str:
    found = re.compile(QUANTITY, re.VERBOSE | re.IGNORECASE).search(text)
    assert found, text
    return read_quantity(found).key


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("45 days", "duration:45D"),
        ("forty-five (45) days", "duration:45D"),
        ("forty five days", "duration:45D"),
        ("45 (forty-five) days", "duration:45D"),
        ("thirty (30) calendar days", "duration:30D"),
        ("five (5) business days", "duration:5BD"),
        ("4 business hours", "duration:4BH"),
        ("four (4) hours", "duration:4H"),
        ("two (2) working weeks", "duration:14D"),
        ("two weeks", "duration:14D"),
        ("one (1) year", "duration:12M"),
        ("a 12-month period", "duration:12M"),
        ("seventy-two (72) hours", "duration:72H"),
        ("99.95%", "percent:99.95"),
        ("99.950 percent", "percent:99.95"),
        ("ninety-nine percent (99%)", "percent:99"),
        ("$1,000,000", "money:1000000USD"),
        ("$1 million", "money:1000000USD"),
        ("one million dollars ($1,000,000)", "money:1000000USD"),
        ("USD 5,000.00", "money:5000USD"),
        ("€250", "money:250EUR"),
        ("250 EUR", "money:250EUR"),
        ("250\tUSD 486.00", "number:250"),
        ("USD 486.00\tUSD 121,500.00", "money:486USD"),  # the next cell's currency is its own
        ("one hundred and twenty thousand", "number:120000"),
        ("3 times", "number:3"),
    ],
)
def test_a_quantity_reads_the_same_however_it_is_spelled(spelling: str, key: str) -> None:
    assert read(spelling) == key


@pytest.mark.parametrize("spelling", ["March 5, 2026", "5 March 2026", "5th march, 2026", "2026-03-05"])
def test_a_date_reads_the_same_however_it_is_spelled(spelling: str) -> None:
    found = re.compile(DATE, re.IGNORECASE).search(spelling)
    assert found
    assert read_date(found.group()).key == "date:20260305"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("P45D", "duration:45D"),
        ("P2W", "duration:14D"),
        ("P1Y", "duration:12M"),
        ("PT4H", "duration:4H"),
        ("PT30M", "duration:30MIN"),
        ("99.5", "number:99.5"),
        ("2026-03-31", "date:20260331"),
    ],
)
def test_limits_and_fields_are_read_as_they_are_stored(text: str, key: str) -> None:
    value = parse_value(text)
    assert value is not None
    assert value.key == key


@pytest.mark.parametrize("text", ["", "P", "New York", "NaN", "Infinity"])
def test_what_is_no_value_is_none(text: str) -> None:
    assert parse_value(text) is None


def test_periods_in_different_units_are_ordered_by_length() -> None:
    sizes = [value.size for text in ("PT72H", "P30D", "P2M", "P1Y") if (value := parse_value(text))]
    assert sizes == sorted(sizes)
    assert len(sizes) == 4


def test_amounts_in_different_currencies_are_not_compared() -> None:
    dollars, euros = (
        read_quantity(found)
        for text in ("$5", "€5")
        if (found := re.compile(QUANTITY, re.VERBOSE | re.IGNORECASE).search(text))
    )
    assert not dollars.comparable(euros)
