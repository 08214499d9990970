"""The values that a person may give a field, by its name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from service.decisions.values import SEVERAL, SHAPES, check_value
from service.errors import InvalidCorrection

FIELDS_PAGE = Path(__file__).parents[3] / "docs" / "fields.md"
ROW = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \| [^|\n]+ \| ([^|\n]*) \| [^\n]+ \|$", re.MULTILINE)
"""A row of the tables of fields, which have four columns."""


def documented() -> dict[str, str]:
    """Each field of docs/fields.md with its example."""
    rows = ROW.findall(FIELDS_PAGE.read_text("utf-8"))
    return {name: example.strip().strip("`") for names, example in rows for name in re.findall(r"\w+", names)}


def test_the_page_of_fields_is_read() -> None:
    assert len(documented()) > 30


def test_every_documented_field_has_a_shape() -> None:
    assert set(documented()) - set(SHAPES) == set()
    assert set(SHAPES) >= SEVERAL


@pytest.mark.parametrize(("name", "example"), documented().items())
def test_every_documented_example_is_a_value(name: str, example: str) -> None:
    value = json.loads(example) if example.startswith("{") else example
    assert check_value(name, value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("effective_date", "2024-02-29"),
        ("effective_date", "2024-02"),
        ("effective_date", "2024"),
        ("expiration_date", "perpetual"),
        ("initial_term", "P1Y6M"),
        ("renewal_notice_period", "P60D"),
        ("renewal_notice_period", {"value": "P10D", "business": True}),
        ("confidentiality_term", "P2.5Y"),
        ("breach_notification", {"duration": "PT72H"}),
        ("response_time", {"severity": "1", "duration": "PT1H30M", "business": True}),
        ("liability_cap", {"multiple": "2", "of": "fees", "carve_outs": ["fraud", "gross negligence"]}),
        ("liability_cap", {"amount": "1000000", "currency": "EUR"}),
        ("fee", {"percent": "20", "of": "license fee", "unit": None}),
        ("service_credit", {"condition": {"below_percent": "99.5"}, "credit": {"percent": "5", "of": None}}),
        ("a_field_of_a_newer_engine", {"count": 3, "of": ["x", {"deep": True}]}),
    ],
)
def test_values_in_the_form_of_the_table_are_taken(name: str, value: object) -> None:
    assert check_value(name, value) == value


@pytest.mark.parametrize(
    ("name", "value", "part", "told"),
    [
        ("effective_date", "2024-02-30", "value", "the calendar has no such date"),
        ("effective_date", "0000", "value", "the calendar has no such date"),
        ("effective_date", "1 March 2024", "value", "expected a date such as 2026-03-31"),
        ("effective_date", "perpetual", "value", "expected a date"),
        ("effective_date", "２０２４-01-01", "value", "expected a date"),
        ("expiration_date", "never", "value", "or perpetual"),
        ("initial_term", "30 days", "value", "ISO 8601 duration"),
        ("initial_term", "P", "value", "ISO 8601 duration"),
        ("initial_term", "PT", "value", "ISO 8601 duration"),
        ("initial_term", 12, "value", "ISO 8601 duration"),
        ("renewal_type", "Automatic", "value", "expected one of automatic, option"),
        ("renewal_limit", 2, "value", "whole number as text"),
        ("renewal_limit", "2.0", "value", "whole number as text"),
        ("governing_law", "   ", "value", "expected a text"),
        ("governing_law", "New \u202eYork", "value", "cannot be seen"),
        ("governing_law", "New\0York", "value", "cannot be seen"),
        ("governing_law", "half \ud800", "value", "cannot be seen"),
        ("governing_law", "x" * 1_001, "value", "longer than 1,000"),
        ("governing_law", {"name": "New York"}, "value", "expected a text"),
        ("party", "Acme, Inc.", "value", "expected an object with name, role, defined_as"),
        ("party", {"role": "customer"}, "value", "needs name"),
        ("party", {"name": None, "role": "customer"}, "value", "needs name"),
        ("party", {"name": "Acme", "email": "x"}, "value", "unknown parts; known are name, role"),
        ("fee", {"amount": "100", "per": "month"}, "value", "needs amount and currency or percent"),
        ("fee", {"amount": "1,200.00", "currency": "USD"}, "value.amount", "without sign and separators"),
        ("fee", {"amount": 1200, "currency": "USD"}, "value.amount", "decimal number as text"),
        ("fee", {"amount": "-5", "currency": "USD"}, "value.amount", "without sign"),
        ("fee", {"amount": "100", "currency": "$"}, "value.currency", "ISO 4217 code such as USD"),
        ("fee", {"amount": "100", "currency": "usd"}, "value.currency", "ISO 4217"),
        ("fee", {"amount": "100", "currency": "USX"}, "value.currency", "ISO 4217"),
        ("fee", {"amount": "100", "currency": "USD", "per": "fortnight"}, "value.per", "expected one of one_time"),
        ("uptime_commitment", {"percent": "99.9%"}, "value.percent", "decimal number as text"),
        ("response_time", {"duration": "PT1H", "business": "yes"}, "value.business", "true or false"),
        ("service_credit", {"condition": {}, "credit": {}}, "value.credit", "needs percent or amount"),
        ("service_credit", {"credit": {"percent": "high"}}, "value.credit.percent", "decimal number"),
        ("payment_term", {"duration": "net 30"}, "value.duration", "ISO 8601"),
        ("unheard_of", 1.5, "value", "expected a text, a whole number"),
        ("unheard_of", [[[[[["deep"]]]]]], "value", "small object"),
        ("unheard_of", ["x"] * 51, "value", "small object"),
        ("unheard_of", 10**400, "value", "whole number"),
    ],
)
def test_other_values_are_refused_with_what_is_expected(name: str, value: object, part: str, told: str) -> None:
    with pytest.raises(InvalidCorrection) as error:
        check_value(name, value)
    assert error.value.part == part
    assert told in error.value.reason


def test_white_space_around_a_text_is_none_of_it() -> None:
    assert check_value("governing_law", " New York\n") == "New York"
