"""Numbers, durations, dates and money are read as contracts write them, and never out of a blank."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.fields.dates import find_dates
from extractor.fields.durations import find_durations
from extractor.fields.money import find_money
from extractor.fields.numbers import read_number, read_ordinal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("thirty (30)", "30"),  # figures win
        ("eighteen", "18"),
        ("one hundred and eighty", "180"),
        ("twenty-one", "21"),
        ("two thousand five hundred", "2500"),
        ("1,250.50", "1250.50"),
    ],
)
def test_numbers_in_words_and_figures(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


def test_words_that_are_no_number_have_no_value() -> None:
    assert read_number("several") is None


@pytest.mark.parametrize(("text", "day"), [("3rd", 3), ("twenty-first", 21), ("17t h", 17), ("ninth", 9)])
def test_ordinals(text: str, day: int) -> None:
    assert read_ordinal(text) == day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("thirty (30) days", "P30D"),
        ("30-day", "P30D"),
        ("one (1) year", "P1Y"),
        ("eighteen months", "P18M"),
        ("one hundred eighty days (180)", "P180D"),
        ("four (4) hours", "PT4H"),
        ("15 minutes", "PT15M"),
        ("two quarters", "P6M"),
        ("1.5 years", "P1.5Y"),
    ],
)
def test_durations_keep_the_unit_of_the_contract(text: str, iso: str) -> None:
    assert [found.duration.iso for found in find_durations(f"within {text} of it")] == [iso]


def test_business_days_are_told_from_days() -> None:
    five, ten = find_durations("five (5) business days, or 10 days")

    assert (five.duration.business, ten.duration.business) == (True, False)


@pytest.mark.parametrize("text", ["0 days", "9999 years", "Section 12.4 of the year-end", "[***] days", "___ months"])
def test_no_duration_where_none_is_stated(text: str) -> None:
    assert not list(find_durations(text))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("March 1, 2024", "2024-03-01"),
        ("May 3,2006", "2006-05-03"),  # the month, not the verb
        ("the 12th day of November, 2019", "2019-11-12"),
        ("this 17t h day of February 2016", "2016-02-17"),  # a superscript that a PDF tore off
        ("1 July 2010", "2010-07-01"),
        ("Sept. 9, 2005", "2005-09-09"),
        ("twenty-first day of June, 2001", "2001-06-21"),
        ("9/28/2004", "2004-09-28"),
        ("28/9/2004", "2004-09-28"),  # the first figure can be no month
        ("1/5/98", "1998-01-05"),
        ("2024-02-29", "2024-02-29"),
        ("November 2019", "2019-11"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert [found.value for found in find_dates(f"as of {text} by")] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "the ____ day of November, 2019",
        "the ___ day of ________, 2019",
        "the day of March, 2013",  # the blank was lost on the way
        "[***], 2019",
        "February 30, 2019",
        "we may 2019 times",
        "13/13/2013",
        "Section 1.2.3",
    ],
)
def test_no_date_from_blanks_redactions_and_impossible_days(text: str) -> None:
    assert not list(find_dates(text))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,250.00", "1250.00", "USD"),
        ("US$ 2.5 million", "2500000", "USD"),
        ("€500", "500", "EUR"),
        ("GBP 40,000", "40000", "GBP"),
        ("$.0519", "0.0519", "USD"),
        ("USD$0,5192", "0.5192", "USD"),
        ("CDN$300", "300", "CAD"),
        ("five thousand (5,000) dollars or 700 euros", "700", "EUR"),
    ],
)
def test_money(text: str, amount: str, currency: str) -> None:
    found = list(find_money(f"pay {text} now"))[-1]

    assert (found.amount, found.currency) == (amount, currency)


def test_a_quantity_before_a_price_is_no_money() -> None:
    found = [(money.amount, money.currency) for money in find_money("Site 250 USD 486.00 USD 121,500.00")]
    assert found == [("486.00", "USD"), ("121500.00", "USD")]


def test_no_money_from_a_redacted_amount() -> None:
    assert not list(find_money("$[***] and $____"))
