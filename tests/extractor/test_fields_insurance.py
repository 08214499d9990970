"""Limits of insurance, from prose, lists and tables."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, FullStops, fields, values

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment


def limit(kind: str, amount: str, per: str | None, currency: str = "USD") -> dict[str, Any]:
    return {"kind": kind, "amount": amount, "currency": currency, "per": per}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "commercial general liability insurance with limits of not less than $1,000,000 per"
            " occurrence and $2,000,000 "
            "in the aggregate",
            [
                limit("commercial_general_liability", "1000000", "occurrence"),
                limit("commercial_general_liability", "2000000", "aggregate"),
            ],
        ),
        (
            "errors and omissions insurance of at least five million dollars ($5,000,000) each claim",
            [limit("professional_liability", "5000000", "occurrence")],
        ),
        ("cyber liability coverage in the amount of €3 million", [limit("cyber", "3000000", None, "EUR")]),
        (
            "umbrella liability in excess of the commercial general liability policy of $10,000,000 per occurrence and "
            "aggregate",
            [limit("umbrella", "10000000", "occurrence"), limit("umbrella", "10000000", "aggregate")],
        ),
        (
            "general liability and product liability insurance with limits of $4,000,000",
            [limit("commercial_general_liability", "4000000", None), limit("product_liability", "4000000", None)],
        ),
        ("$2,000,000 of professional indemnity insurance", [limit("professional_liability", "2000000", None)]),
        (
            "workers' compensation insurance as required by law and employer's liability insurance of"
            " $500,000 each accident",
            [limit("employers_liability", "500000", "occurrence")],
        ),
        (
            "general liability insurance, including product liability, of $3,000,000",
            [limit("commercial_general_liability", "3000000", None)],
        ),
    ],
)
def test_limits_in_prose(words: str, expected: list[dict[str, Any]]) -> None:
    assert values("insurance_limit", PREAMBLE, f"9. Insurance. Provider shall maintain {words}.") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Provider maintains commercial general liability insurance in customary amounts.",
        "Provider maintains general liability insurance with limits of $[***] per occurrence.",
        "Provider's general liability insurance has a deductible of $10,000.",
        "Product liability insurance costs approximately $800 per million dollars of coverage.",
        "The fee for insurance is $500 a month.",
    ],
)
def test_what_is_no_limit(sentence: str) -> None:
    assert values("insurance_limit", PREAMBLE, f"9. Insurance. {sentence}") == []


def test_a_list_whose_lines_do_not_say_insurance() -> None:
    found = values(
        "insurance_limit",
        PREAMBLE,
        "9. Insurance. Provider shall carry the following insurance:",
        "(a) Commercial General Liability: $1,000,000 each occurrence;",
        "(b) Automobile Liability: $750,000 per accident; and",
        "(c) Technology Errors & Omissions: $5,000,000 aggregate.",
    )
    assert found == [
        limit("commercial_general_liability", "1000000", "occurrence"),
        limit("auto_liability", "750000", "occurrence"),
        limit("professional_liability", "5000000", "aggregate"),
    ]


def test_a_table_of_kinds_and_limits() -> None:
    table = (
        "| Insurance | Minimum limit |\n|---|---|\n| Public liability | GBP 5,000,000 each and every claim |\n"
        "| Cyber | GBP 2,000,000 in the aggregate |\n"
    )
    made = segment(read(f"# Schedule 4: Insurance\n\nSupplier carries:\n\n{table}".encode(), "schedule.md"))
    found = [field.value for field in extract_fields(made, FullStops()) if field.name == "insurance_limit"]
    assert found == [
        limit("commercial_general_liability", "5000000", "occurrence", "GBP"),
        limit("cyber", "2000000", "aggregate", "GBP"),
    ]


def test_the_quote_runs_from_the_kind_to_what_the_limit_is_for() -> None:
    words = "general liability insurance of $1,000,000 per occurrence"
    text = f"9. Insurance. Provider shall carry {words}, at its own cost."
    [field] = [field for field in fields(PREAMBLE, text) if field.name == "insurance_limit"]
    assert field.quote == words


def test_each_limit_is_given_once() -> None:
    first = "9.1 Provider carries general liability insurance of $1,000,000."
    again = "9.2 The general liability insurance of $1,000,000 is kept for two years."
    assert len(values("insurance_limit", PREAMBLE, "9. Insurance", first, again)) == 1
