"""Prices in columns: what heads a column tells what its amounts are, also where only blanks set the table."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, contract, values

from extractor.fields.pricing.columns import read_grid
from extractor.types import Span


def parts(name: str, *paragraphs: str) -> list[dict[str, Any]]:
    """The values of that name without the parts that are not stated."""
    found = values(name, PREAMBLE, *paragraphs)
    return [{key: part for key, part in one.items() if part is not None} for one in found if isinstance(one, dict)]


def amounts(name: str, *paragraphs: str) -> list[str]:
    return [one["amount"] for one in parts(name, *paragraphs)]


ROWS = "Year 1    $40,000    $5,000    $35,000    Year 2    $60,000    $5,000    $55,000"


def test_the_heading_of_a_table_may_stand_in_the_line_above() -> None:
    found = ["1. Payments.", "MINIMUM PAYMENT    ENTRY FEE    REMAINDER", ROWS]

    assert amounts("minimum_commitment", *found) == ["40000", "60000"]
    assert amounts("fee", *found) == []  # the other columns are parts of the minimum


def test_a_table_without_a_column_of_minimums_is_a_list_of_fees() -> None:
    assert amounts("fee", "1. Fees.", "BASE FEE    ENTRY FEE    STORAGE FEE", ROWS)[:3] == ["40000", "5000", "35000"]
    assert amounts("minimum_commitment", "1. Fees.", "BASE FEE    ENTRY FEE    STORAGE FEE", ROWS) == []


def test_a_lost_line_break_leaves_the_label_of_a_row_in_the_cell_before() -> None:
    table = (
        "Period   Guaranteed Royalty   Payable on One   $60,000   $20,000 on each of 1 May and 1 July Two   $75,000   "
        "$25,000 on each of 1 November and 1 March"
    )
    assert amounts("minimum_commitment", "1. Royalty.", table) == ["60000", "75000"]


def test_a_row_of_a_discount_table_has_the_discount_and_the_price_that_remains() -> None:
    table = (
        "Model        List Price      Discount      Dealer Price ------------------------------ "
        "Gate 4       $1,200.00       30%           $840.00      Gate 8       $1,900.00       35%           $1,235.00"
    )
    found = parts("price_tier", "1. Discounts.", table)

    assert [(one["percent"], one["amount"], one["unit"]) for one in found] == [
        ("30", "840.00", "gate 4"),
        ("35", "1235.00", "gate 8"),
    ]
    assert amounts("fee", "1. Discounts.", table) == []  # nobody pays the list price


def test_a_discount_table_without_a_price_that_remains_has_the_discounts_alone() -> None:
    table = (
        "GROUP        DISCOUNT OFF LIST        SHELF\n\nSensors      22.5%        $15.00      Cables    "
        "  40%      $9.00"
    )
    assert [(one["percent"], "amount" in one) for one in parts("price_tier", "1. Terms.", table)] == [
        ("22.5", False),
        ("40", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Item    Fee    Rent    Lamp    $1    $2    Chair    $3",  # rows of different length
        "The parties have agreed on these sums.  They are final.    Lamp    $1    $2    Chair    $3    "
        "$4",  # no heading
        "Lamp    $1    Chair    $3",  # one column
    ],
)
def test_what_is_no_grid_of_headed_columns_is_none(text: str) -> None:
    places = [Span(place, place + 2) for place in range(len(text)) if text[place] == "$"]
    assert read_grid(text, Span(0, len(text)), places) is None


def test_a_gap_between_the_sign_and_the_figures_parts_no_cell() -> None:
    text = "Item    Fee    Rent    Lamp    $   1    $   2    Chair    $   3    $   4"
    places = [Span(place, place + 5) for place in range(len(text)) if text[place] == "$"]
    grid = read_grid(text, Span(0, len(text)), places)

    assert grid is not None
    assert [row.label for row in grid.rows] == ["Lamp", "Chair"]
    assert [grid.head_of(place) for place in places] == ["Fee", "Rent", "Fee", "Rent"]
    assert grid.head_of(Span(0, 4)) == ""


def test_evidence_of_a_discount_is_its_row() -> None:
    from fields_builder import FullStops

    from extractor.fields import extract_fields

    text = (
        "Model        List Price      Discount      Net Price      Gate 4       $1,200.00       30%           $840.00"
    )
    made = contract("1. Discounts.", f"{text}      Gate 8       $1,900.00       35%           $1,235.00")
    quotes = [field.quote for field in extract_fields(made, FullStops()) if field.name == "price_tier"]

    assert [" ".join(quote.split()) for quote in quotes] == [
        "Gate 4 $1,200.00 30% $840.00",
        "Gate 8 $1,900.00 35% $1,235.00",
    ]
