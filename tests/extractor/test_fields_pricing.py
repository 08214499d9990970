"""The price's terms: fees, tiers, minimums, excess use, payment, late interest, increases, shares of revenue."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, value, values


def parts(name: str, *paragraphs: str) -> list[dict[str, Any]]:
    """The values of that name without the parts that are not stated."""
    found = values(name, PREAMBLE, *paragraphs)
    return [{key: part for key, part in one.items() if part is not None} for one in found if isinstance(one, dict)]


@pytest.mark.parametrize(
    ("sentence", "amount", "currency", "per"),
    [
        ("Customer shall pay a set-up fee of $2,500 upon signing.", "2500", "USD", "one_time"),
        ("Support is charged at a rate of $95 CAD per hour.", "95", "CAD", "hour"),
        ("The annual licence fee is EUR 1.250.000,00.", "1250000.00", "EUR", "year"),
        ("Customer pays CHF 12'500.-- per quarter for maintenance.", "12500", "CHF", "quarter"),
        ("A charge of ten cents (10 cents) applies per message.", "0.1", "USD", "unit"),
        ("Quarterly payments of US$ 1.2 million are due.", "1200000", "USD", "quarter"),
        ("A non-refundable deposit of Five Thousand Dollars is payable at signing.", "5000", "USD", "one_time"),
    ],
)
def test_fees_in_prose(sentence: str, amount: str, currency: str, per: str) -> None:
    [fee] = parts("fee", f"1. Fees. {sentence}")
    assert (fee["amount"], fee["currency"], fee["per"]) == (amount, currency, per)


@pytest.mark.parametrize(
    "sentence",
    [
        "Provider maintains insurance of $1,000,000 per occurrence and $2,000,000 in the aggregate.",
        "Provider's total liability shall not exceed $500,000.",
        "The Company issues 10,000 shares at an exercise price of $0.15.",
        "Distributor may end this if annual revenues of $500,000 are not reached.",
        "At opening you must have $50,000 in working capital.",
        "Provider pays Customer $10,000 for each month in which it fails to deliver.",
        "The fee is $[***] per month.",
        "For example, a fee of $279,000 gives a rebate of $41,850.",
    ],
)
def test_other_amounts_are_no_fees(sentence: str) -> None:
    assert parts("fee", f"1. Other. {sentence}") == []


def test_lines_with_a_label_and_an_amount_are_a_price_list() -> None:
    lines = ["Consulting    $120.00", "Training (per day)   $900.00", "Travel at cost"]
    assert [fee["amount"] for fee in parts("fee", "Schedule of fees", *lines)] == ["120.00", "900.00"]


def test_an_amount_that_is_stated_again_is_one_fee() -> None:
    again = "2. Renewal. On renewal the monthly fee of $40 applies."
    assert len(parts("fee", "1. Fees. The monthly fee is $40.", again)) == 1


def test_a_percentage_of_a_price_is_a_fee() -> None:
    text = "1. Maintenance. The annual maintenance fee is 18% of the licence fees."
    assert parts("fee", text) == [{"unit": "annual maintenance", "percent": "18", "of": "licence fees"}]


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        (
            "The price is $10.00 for 1-99 units, $9.00 for 100-499 units and $8.50 for 500 or more units.",
            [("1", "99", "10.00"), ("100", "499", "9.00"), ("500", None, "8.50")],
        ),
        (
            "The first 10,000 messages cost a fee of $0.50 each, the next 15,000 messages $0.40 and $0.30 thereafter.",
            [(None, "10000", "0.50"), ("10000", "25000", "0.40"), (None, None, "0.30")],
        ),
        (
            "Users: Price:   Less than 1,000    $3.00    1,000 - 4,999    $2.50    over 5,000    $2.00",
            [(None, "1000", "3.00"), ("1000", "4999", "2.50"), ("5000", None, "2.00")],
        ),
        (
            "Seats 0-24 25-49 50+ Price $500 $475 $450",
            [("0", "24", "500"), ("25", "49", "475"), ("50", None, "450")],
        ),
        (
            "Quantity    Unit price    1,000    $5.00    5,000    $4.50    10,000    $4.00",
            [("1000", None, "5.00"), ("5000", None, "4.50"), ("10000", None, "4.00")],
        ),
    ],
)
def test_price_tiers(text: str, tiers: list[tuple[str | None, str | None, str]]) -> None:
    found = parts("price_tier", f"1. Prices. {text}")
    assert [(tier.get("from"), tier.get("to"), tier["amount"]) for tier in found] == tiers


def test_discounts_by_volume_are_tiers_in_percent() -> None:
    found = parts(
        "price_tier", "1. Discounts. 10% on orders of 1,000 units or more and 15% on orders of 5,000 or more."
    )
    assert [(tier["from"], tier["percent"]) for tier in found] == [("1000", "10"), ("5000", "15")]


def test_years_and_days_are_no_tiers() -> None:
    assert parts("price_tier", "1. Fees. From 2019 to 2021 the fee is $500; within 10 to 20 days it is $600.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The minimum monthly fee shall not be less than $5,000.", {"amount": "5000", "period": "P1M"}),
        ('Reseller shall pay $300,000 per year (the "Annual Minimum").', {"amount": "300000", "period": "P1Y"}),
        ("Reseller shall purchase at least 250 units per quarter.", {"quantity": "250", "period": "P3M"}),
    ],
)
def test_minimum_commitments(sentence: str, expected: dict[str, str]) -> None:
    [minimum] = parts("minimum_commitment", f"1. Minimum. {sentence}")
    assert expected.items() <= minimum.items()


def test_a_table_under_a_heading_of_minimums_states_minimums() -> None:
    rows = "Year 1    $100,000    Year 2    $150,000    Year 3    $200,000"
    found = parts("minimum_commitment", "Minimum Annual Purchases", rows)
    assert [minimum["amount"] for minimum in found] == ["100000", "150000", "200000"]
    assert parts("fee", "Minimum Annual Purchases", rows) == []


def test_what_is_included_and_what_excess_use_costs() -> None:
    included = "The fee includes up to 100 hours per month."
    text = f"1. Use. {included} A charge of $80 per hour applies to hours in excess of these."
    assert parts("usage_threshold", text) == [{"quantity": "100", "unit": "hours", "period": "P1M"}]
    assert [overage["amount"] for overage in parts("overage", text)] == ["80"]


@pytest.mark.parametrize(
    ("sentence", "duration", "trigger"),
    [
        ("Invoices are payable net thirty (30) days from the date of invoice.", "P30D", "invoice_date"),
        ("Royalties are paid within 45 days after the end of each calendar quarter.", "P45D", "end_of_quarter"),
        (
            "Fees are due on or before the fifteenth (15th) day following each calendar quarter.",
            "P15D",
            "end_of_quarter",
        ),
        ("The first instalment is due thirty (30) days following the Effective Date.", "P30D", "effective_date"),
        ("The balance is due in 15 days after the products have shipped.", "P15D", "shipment"),
        ("Customer will have ten (10) days from the date of invoice to pay.", "P10D", "invoice_date"),
    ],
)
def test_payment_terms(sentence: str, duration: str, trigger: str) -> None:
    assert parts("payment_term", f"1. Payment. {sentence}") == [{"duration": duration, "trigger": trigger}]


def test_each_thing_that_is_paid_has_its_own_term() -> None:
    fees = "Fees are due 30 days after the invoice date."
    text = f"1. Payment. {fees} Expenses are paid within 45 days of receipt of the invoice."
    assert [term["duration"] for term in parts("payment_term", text)] == ["P30D", "P45D"]


def test_business_days_are_said_to_be_so() -> None:
    text = "1. Payment. Customer shall pay the deposit within 5 business days of acceptance."
    assert parts("payment_term", text) == [{"duration": "P5D", "trigger": "acceptance", "business": True}]


@pytest.mark.parametrize(
    "sentence",
    [
        "Customer may dispute an invoice within thirty (30) days of its receipt.",
        "Provider may terminate if an invoice is not paid within ten (10) days of notice.",
    ],
)
def test_other_periods_are_no_payment_terms(sentence: str) -> None:
    assert parts("payment_term", f"1. Other. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Overdue amounts bear interest at 1-1/2% per month.", {"percent": "1.5", "per": "month"}),
        ("Late payments bear interest at one and one-half percent per month.", {"percent": "1.5", "per": "month"}),
        (
            "Unpaid amounts bear annual interest at the Barclays Prime Rate.",
            {"per": "year", "index": "Barclays Prime Rate"},
        ),
    ],
)
def test_late_interest(sentence: str, expected: dict[str, str]) -> None:
    [interest] = parts("late_interest", f"1. Payment. {sentence}")
    assert interest == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rates shall not increase by more than ten ( 10% ) percent per year.", {"percent": "10", "mode": "cap"}),
        ("Fees increase each year by the Consumer Price Index.", {"index": "Consumer Price Index", "mode": "index"}),
        ("The fee increases by 3% each year.", {"percent": "3", "mode": "fixed"}),
    ],
)
def test_price_increases(sentence: str, expected: dict[str, str]) -> None:
    [increase] = parts("price_increase_cap", f"1. Prices. {sentence}")
    assert increase == {**expected, "period": "P1Y"}


@pytest.mark.parametrize(
    ("sentence", "percents"),
    [
        ("Licensee pays a royalty of eight percent (8%) on Net Sales of Licensed Products.", ["8"]),
        ("The royalty is 5% for books and 4% for videos.", ["5", "4"]),
        ("Agent receives a 15% commission on all orders.", ["15"]),
        ("Host keeps 70% of the revenue and remits 30% to Licensor.", ["70", "30"]),
        ("Provider charges its actual cost plus 10% for overhead.", ["10"]),
    ],
)
def test_royalties_and_commissions(sentence: str, percents: list[str]) -> None:
    assert [share["percent"] for share in parts("royalty_or_commission", f"1. Fees. {sentence}")] == percents


@pytest.mark.parametrize(
    "sentence",
    [
        "If an audit shows an underpayment of more than 5% of the royalties, Licensee bears its cost.",
        "The Investor holds 20% of the voting stock.",
        "Licensee pays 50% of the royalty upon signing.",
    ],
)
def test_other_percentages_are_no_shares(sentence: str) -> None:
    assert value("royalty_or_commission", PREAMBLE, f"1. Other. {sentence}") is None
