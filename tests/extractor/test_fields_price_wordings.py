"""The many ways in which contracts state the same terms of the price."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, values


def parts(name: str, *paragraphs: str) -> list[dict[str, Any]]:
    """The values of that name without the parts that are not stated."""
    found = values(name, PREAMBLE, *paragraphs)
    return [{key: part for key, part in one.items() if part is not None} for one in found if isinstance(one, dict)]


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("Orders are subject to a minimum order value of $2,000.", "2000"),  # "value of" is else no price
        ("Agent shall achieve gross sales of not less than $800,000 in the first year.", "800000"),
        ("Licensee pays a Guaranteed Minimum of Fifty Thousand Dollars ($50,000) as a royalty.", "50000"),
        ("A minimum of a $25,000 purchase order must be placed each month.", "25000"),
    ],
)
def test_an_amount_that_is_called_a_minimum_is_one(sentence: str, amount: str) -> None:
    assert [minimum["amount"] for minimum in parts("minimum_commitment", f"1. Orders. {sentence}")] == [amount]


@pytest.mark.parametrize(
    "sentence",
    [
        "If gross sales are not less than $800,000 the agency is renewed.",
        "If Buyer falls short of its minimum purchases it pays $1.10 for each kilogram.",
        "Buyer orders a minimum of 3,300 photos at a price of $1.50 each.",
        "Borrower keeps a minimum of $50,000 in working capital.",
    ],
)
def test_conditions_shortfalls_and_unit_prices_are_no_minimum_amounts(sentence: str) -> None:
    assert [one for one in parts("minimum_commitment", f"1. Orders. {sentence}") if "amount" in one] == []


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        (
            "Minimum Purchase Requirements: Year 1: 500 units, Year 2: 1,250 units, Year 3: 2,000 units",
            ["500", "1250", "2000"],
        ),
        ("The Minimum Annual Quantity is 25,000 liters.", ["25000"]),
        ("Annual Volume Commitment: 60,000 kilograms.", ["60000"]),
        ("Buyer shall nevertheless pay for 40 tons (take or pay).", ["40"]),
        ("Year 1: 500 units are on stock, Year 2: 1,250 units.", []),
    ],
)
def test_minimum_quantities_in_lists_and_definitions(text: str, quantities: list[str]) -> None:
    assert [minimum["quantity"] for minimum in parts("minimum_commitment", f"1. Volumes. {text}")] == quantities


def test_a_list_of_minimums_goes_on_to_its_end() -> None:
    text = (
        "You agree to buy a minimum of the following: $10,000 of soup from us in 2015, $20,000 of soup from us in 2016 "
        "and $30,000 of soup from us each year after."
    )
    assert [one["amount"] for one in parts("minimum_commitment", f"1. Orders. {text}")] == ["10000", "20000", "30000"]
    assert parts("fee", f"1. Orders. {text}") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Annual increases of the fees shall be capped at 2.5%.", {"percent": "2.5", "mode": "cap"}),
        ("Any uplift to the maintenance fee is limited to five per cent.", {"percent": "5", "mode": "cap"}),
        ("Renewal pricing will not exceed 107% of the pricing in effect.", {"percent": "7", "mode": "cap"}),
        ("In no year may the aggregate of such price increases be greater than 6%.", {"percent": "6", "mode": "cap"}),
        ("The fee is fixed. Thereafter it may be increased by no more than the CPI.", {"index": "CPI", "mode": "cap"}),
    ],
)
def test_price_increase_caps(sentence: str, expected: dict[str, str]) -> None:
    [cap] = parts("price_increase_cap", f"1. Term. {sentence}")
    assert expected.items() <= cap.items()


@pytest.mark.parametrize(
    ("sentence", "duration"),
    [
        ("Terms: Net-30.", "P30D"),
        ("Sums not in dispute shall be paid within thirty days from receipt.", "P30D"),
        ("Buyer shall pay a non-refundable fee within 3 business days following signature.", "P3D"),
        ("Supplier shall reimburse expenses not more than 15 days after presentation of vouchers.", "P15D"),
        ("The balance shall be paid in full sixty (60) days after acceptance.", "P60D"),
        ("Agent shall remit all sums on the tenth day of each month for the preceding month.", "P10D"),
        ("Royalties net of refunds shall be payable within 60 days of the close of each quarter.", "P60D"),
    ],
)
def test_payment_terms(sentence: str, duration: str) -> None:
    assert [term["duration"] for term in parts("payment_term", f"1. Money. {sentence}")] == [duration]


@pytest.mark.parametrize(
    "sentence",
    [
        "Either party may end this if the other does not pay within 30 days of the due date.",
        "If an audit shows an underpayment, the fees are due within 15 days of notice.",
        "Customer shall pay and notify Provider of a dispute within 20 days of receipt.",
    ],
)
def test_other_duties_are_no_payment_terms(sentence: str) -> None:
    assert parts("payment_term", f"1. Money. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("The fee includes 500 GB. Transfer above that is billed at $0.15 per GB.", "0.15"),
        ("Storage beyond the 2 TB allowance is charged at $25 per 100 GB.", "25"),
        ("Forty hours are free of charge; additional hours cost $180 each.", "180"),
    ],
)
def test_excess_use(sentence: str, amount: str) -> None:
    assert [one["amount"] for one in parts("overage", f"1. Use. {sentence}")] == [amount]
    assert parts("fee", f"1. Use. {sentence}") == []


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        (
            "The price is $3.00 for the first 5,000 copies, $2.40 for the following 5,000 and $2.00 beyond 10,000.",
            [(None, "5000", "3.00"), ("5000", "10000", "2.40"), ("10000", None, "2.00")],
        ),
        (
            "Hits a month: 0 - 100,000: $500; 100,001 - 500,000: $900; over 500,000: $1,400",
            [("0", "100000", "500"), ("100001", "500000", "900"), ("500000", None, "1400")],
        ),
    ],
)
def test_price_tiers(text: str, tiers: list[tuple[str | None, str | None, str]]) -> None:
    found = parts("price_tier", f"1. Volumes. {text}")
    assert [(tier.get("from"), tier.get("to"), tier["amount"]) for tier in found] == tiers


def test_what_is_free_is_a_threshold_and_no_tier() -> None:
    text = "1. Work. The first three (3) revisions are free of charge; thereafter each will be billed at $200."
    assert parts("price_tier", text) == []
    assert [one["quantity"] for one in parts("usage_threshold", text)] == ["3"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Milestone fees: upon annual net sales of $50 million",
        "Fees: 15% of $279,000 = $41,850",
        "The fee would be $105,000 a month.",
        "Handling is charged per card, subject to a $10,000 maximum.",
    ],
)
def test_thresholds_sums_and_maximums_are_no_fees(sentence: str) -> None:
    assert parts("fee", f"1. Money. {sentence}") == []


def test_shares_in_items_of_a_list_and_with_a_hyphen() -> None:
    text = (
        "1. Shares. Partner receives the higher of: a) five-percent (5%) of gross proceeds or b) 20% of net proceeds."
    )
    assert [one["percent"] for one in parts("royalty_or_commission", text)] == ["5", "20"]
