"""Minimums, allowances, charges beyond them, indexes, times to pay: however they are put, with near-misses."""

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
        ("Dealer must order no less than $64,000 worth of spare parts by June 30.", "64000"),
        ("Distributor shall purchase a minimum of $4,500 worth of goods per month.", "4500"),
        ("Sponsor undertakes that its spend on advertising will not fall short of $150,000.", "150000"),
    ],
)
def test_an_amount_may_be_the_least_worth_of_what_is_bought(sentence: str, amount: str) -> None:
    assert [one["amount"] for one in parts("minimum_commitment", f"1. Orders. {sentence}")] == [amount]


@pytest.mark.parametrize(
    "sentence",
    [
        "If Buyer orders a minimum of $9,000 in a month, carriage is free.",
        "Provided that Dealer purchases a minimum of $45,000 worth of goods, the term is renewed.",
        "If Licensee commits to purchase licences for a minimum of 10,000 processors, the price falls.",
    ],
)
def test_what_somebody_may_buy_is_no_commitment(sentence: str) -> None:
    assert parts("minimum_commitment", f"1. Orders. {sentence}") == []


def test_a_minimum_charge_for_each_thing_has_a_unit_and_no_period() -> None:
    (minimum,) = parts("minimum_commitment", "1. Charges. A minimum charge of $90.00 per vehicle applies.")
    assert minimum == {"amount": "90.00", "currency": "USD", "unit": "vehicle"}


@pytest.mark.parametrize("words", ["(take or pay)", "which it takes and pays for"])
def test_taking_or_paying_commits_to_a_quantity(words: str) -> None:
    sentence = f"Customer must take and pay for, or pay for if not taken, 12,500 tonnes of cement a year {words}."
    assert [one["quantity"] for one in parts("minimum_commitment", f"1. Volumes. {sentence}")] == ["12500"]


@pytest.mark.parametrize(
    ("sentence", "threshold"),
    [
        (
            "Host gives Client up to 2 hours a month of administration at no additional charge.",
            {"quantity": "2", "unit": "hours", "period": "P1M"},
        ),
        ("Without charge, Vendor supplies up to 16 hours of training.", {"quantity": "16", "unit": "hours"}),
        (
            "Assistance costs $95 per hour for all hours in excess of 30 hours in any contract year.",
            {"quantity": "30", "unit": "hours", "period": "P1Y"},
        ),
        ("The monthly charge covers 250 GB of transfer.", {"quantity": "250", "unit": "gb"}),
        (
            "For hosting, twelve mailboxes are part of the package price.",
            {"quantity": "12", "unit": "mailboxes"},
        ),
        (
            "The overage rate is USD 4.50 for each shipment above 600,000 shipments in a contract year.",
            {"quantity": "600000", "unit": "shipments", "period": "P1Y"},
        ),
    ],
)
def test_what_is_included_or_free_before_more_is_charged(sentence: str, threshold: dict[str, str]) -> None:
    assert (
        parts("usage_threshold", f"1. Use. {sentence}")[0] | threshold
        == parts("usage_threshold", f"1. Use. {sentence}")[0]
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Artist appears in one photo session of up to two (2) hours and receives twelve (12) tickets.",
        "The brief shall not exceed twenty (20) pages.",
        "The network is free of faults for more than 20 hours a day.",
    ],
)
def test_limits_and_gifts_are_no_allowances(sentence: str) -> None:
    assert parts("usage_threshold", f"1. Use. {sentence}") == []


def test_an_allowance_that_is_named_twice_is_one() -> None:
    sentence = "The first 260 hours each month are included. Work in excess of 260 hours is charged at $150 per hour."
    assert [one["quantity"] for one in parts("usage_threshold", f"1. Work. {sentence}")] == ["260"]


@pytest.mark.parametrize(
    ("sentence", "amount", "unit"),
    [
        ("Beyond an allotment of 40 man-hours a quarter, work is charged at $175 per hour.", "175", "hour"),
        (
            "The overage rate is USD 4.50 for each one hundred (100) shipments above 600,000 shipments.",
            "4.50",
            "shipments",
        ),
        ("For each user over and above that number Licensee pays an extra EUR 310 a year.", "310", "year"),
    ],
)
def test_a_price_beyond_an_allowance(sentence: str, amount: str, unit: str) -> None:
    assert [(one["amount"], one["unit"]) for one in parts("overage", f"1. Fees. {sentence}")] == [(amount, unit)]


def test_a_charge_for_excess_makes_no_excess_of_the_amount_before_it() -> None:
    text = (
        "1. Fees. A retainer of GBP 6,200 per month is due, plus GBP 950 for every day on site in excess of four days."
    )
    assert [one["amount"] for one in parts("fee", text)] == ["6200"]
    assert [one["amount"] for one in parts("overage", text)] == ["950"]


@pytest.mark.parametrize(
    ("sentence", "index"),
    [
        ("The yearly price follows the growth of the Belgian CPI.", "Belgian CPI"),
        ("The fees are adjusted in line with the Austrian Consumer Price Index.", "Austrian Consumer Price Index"),
        ("Rent is linked to the Retail Price Index and reviewed annually.", "Retail Price Index"),
        ("This sum will be revised every year, according to the variation of the French CPI.", "French CPI"),
    ],
)
def test_a_price_may_follow_an_index_in_many_words(sentence: str, index: str) -> None:
    assert [one["index"] for one in parts("price_increase_cap", f"1. Price. {sentence}")] == [index]


@pytest.mark.parametrize(
    "sentence",
    [
        '"CPI" means the Consumer Price Index for All Urban Consumers.',
        "Licensee pays PPI a royalty, which is adjusted each year.",  # a company
        "Prices may be adjusted for the exchange rate if it moves by more than 5%.",
    ],
)
def test_definitions_names_and_exchange_rates_are_no_caps(sentence: str) -> None:
    assert parts("price_increase_cap", f"1. Price. {sentence}") == []


def test_the_lower_of_a_percentage_and_an_index_has_both() -> None:
    (cap,) = parts(
        "price_increase_cap",
        "1. Price. The fee may go up, but by no more than the lower of four per cent and the change in the CPI-U.",
    )
    assert (cap["percent"], cap["index"], cap["mode"]) == ("4", "CPI-U", "cap")


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("within 45 days from the end of each quarterly period.", {"duration": "P45D", "trigger": "end_of_quarter"}),
        ("Terms of payment: 20 days from date of invoice", {"duration": "P20D", "trigger": "invoice_date"}),
    ],
)
def test_a_line_may_hold_nothing_but_the_time_to_pay(line: str, term: dict[str, str]) -> None:
    assert parts("payment_term", "Order data.", line, "End of the table.") == [term]


def test_each_of_several_numbered_periods_is_an_event_of_its_own() -> None:
    sentences = (
        "Buyer shall pay half within 15 days after the end of the first year and half within 15 days "
        "after the end of the "
    )
    found = parts("payment_term", f"1. Payment. {sentences}second year.")

    assert [one["duration"] for one in found] == ["P15D", "P15D"]
    assert all(one["trigger"] == "other" for one in found)


def test_seconds_make_no_band_of_prices() -> None:
    text = (
        "1. Speed. Replies take 2 seconds (not to exceed six (6) seconds for 5%, not to exceed nine (9) "
        "seconds for 1%)."
    )
    assert parts("price_tier", text) == []


def test_bands_may_be_in_any_currency() -> None:
    text = "1. Commission. Agent earns 6% on the first EUR 500,000 of sales and 4.5% on the next EUR 500,000."
    assert [one["percent"] for one in parts("price_tier", text)] == ["6", "4.5"]


@pytest.mark.parametrize(
    "sentence",
    [
        "For a delay Carrier pays liquidated damages at the rate of $500 per trip.",
        "If you operate after the end, you agree to pay us $750 per day of violation.",
        "Buyer shall not be charged for the first $1,000 of changes in a month.",
        "As its contribution to capital Partner shall pay the venture $2,000,000.",
    ],
)
def test_damages_free_amounts_and_capital_are_no_fees(sentence: str) -> None:
    assert parts("fee", f"1. Payments. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "percent"),
    [
        (
            "Late fees: Provider may charge interest of one and one-half percent (1.5%) per month on overdue sums.",
            "1.5",
        ),
        ("What you owe accrues interest after the respective due dates at the rate of 18% per annum.", "18"),
        ("Each holder has an interest of 5% in the venture that is not paid.", None),
    ],
)
def test_interest_of_a_rate_is_late_interest_and_interest_of_a_holder_is_not(
    sentence: str, percent: str | None
) -> None:
    found = [one["percent"] for one in parts("late_interest", f"1. Payment. {sentence}")]
    assert found == ([percent] if percent else [])


def test_each_quantity_of_a_list_is_a_minimum() -> None:
    text = (
        "1. Sales. In the three years Licensee must sell at least 8,000 units, 10,000 units and 12,000 "
        "units respectively."
    )
    assert [one["quantity"] for one in parts("minimum_commitment", text)] == ["8000", "10000", "12000"]


def test_results_of_a_business_are_no_fees() -> None:
    assert parts("fee", "1. Report. Revenue rose by 12% to $48.2 million while costs fell by 3%.") == []


def test_overages_need_no_other_word_for_a_price() -> None:
    text = (
        "1. Hosting. The fee is $175 per month. It includes 10 G of traffic, with overages at $20 for "
        "each 1 G beyond 10."
    )
    assert [one["amount"] for one in parts("overage", text)] == ["20"]
