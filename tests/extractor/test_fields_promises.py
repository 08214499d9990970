"""Law, money and service promises."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, FullStops, value, values

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment


@pytest.mark.parametrize(
    ("sentence", "law"),
    [
        ("This Agreement shall be governed by the laws of the State of New York.", "New York"),
        ("This Agreement is construed in accordance with the laws of England and Wales.", "England and Wales"),
        ("This Agreement is governed by the laws of the Province of Ontario.", "Ontario, Canada"),
        ("This Agreement is governed by the laws of the United States and the State of Ohio.", "Ohio"),
        ("This Agreement shall be governed by the laws of the People's Republic of China.", "China"),
        ("This Agreement is governed by Delaware law.", "Delaware"),
        ("The laws of California shall govern.", "California"),
        ("The laws of the State of Texas govern this Agreement.", "Texas"),
        ("The law of England and Wales controls in all disputes.", "England and Wales"),
        ("The laws of Ohio apply to this Agreement.", "Ohio"),
        ("The laws of Ohio, without regard to its choice of law rules, shall exclusively apply.", "Ohio"),
    ],
)
def test_governing_law(sentence: str, law: str) -> None:
    assert value("governing_law", PREAMBLE, f"1. Governing Law. {sentence}") == law


def test_where_a_party_is_incorporated_is_not_the_governing_law() -> None:
    assert value("governing_law", PREAMBLE, "1. Services. Provider performs them.") is None


def test_laws_that_a_party_obeys_do_not_govern_the_contract() -> None:
    obeyed = "Provider shall comply with the laws of Texas that apply to its business."
    assert value("governing_law", PREAMBLE, f"1. Compliance. {obeyed}") is None


def test_a_redacted_law_is_absent() -> None:
    assert value("governing_law", PREAMBLE, "1. Law. This Agreement is governed by the laws of [***].") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Customer shall pay each invoice within thirty (30) days of receipt of the invoice.",
            {"duration": "P30D", "trigger": "receipt_of_invoice"},
        ),
        ("Invoices are due net 45 days from invoice date.", {"duration": "P45D", "trigger": "invoice_date"}),
    ],
)
def test_payment_terms(sentence: str, expected: dict[str, str]) -> None:
    assert value("payment_term", PREAMBLE, f"1. Payment. {sentence}") == expected


@pytest.mark.parametrize("rate", ["one and one-half percent (1.5%)", "1.5%", "1.5 percent"])
def test_late_interest(rate: str) -> None:
    text = f"1. Payment. Overdue amounts bear interest at {rate} per month."

    assert value("late_interest", PREAMBLE, text) == {"percent": "1.5", "per": "month"}


def test_fees_have_amount_currency_period_and_unit() -> None:
    text = "1. Fees. Customer shall pay a subscription fee of $1,200.00 per month and an hourly rate of €150 per hour."

    assert values("fee", PREAMBLE, text) == [
        {"amount": "1200.00", "currency": "USD", "per": "month", "unit": "subscription"},
        {"amount": "150", "currency": "EUR", "per": "hour", "unit": None},
    ]


def test_insurance_limits_are_no_fees() -> None:
    text = "1. Insurance. Provider maintains insurance coverage of $1,000,000 per occurrence."

    assert values("fee", PREAMBLE, text) == []


def test_uptime() -> None:
    text = "1. Uptime. Provider shall make the Platform available at least 99.95% of the time in each calendar month."

    assert value("uptime_commitment", PREAMBLE, text) == {
        "percent": "99.95",
        "measurement_period": "P1M",
        "scope": "Platform",
    }


def test_the_threshold_of_a_credit_is_not_the_commitment() -> None:
    text = "1. Credits. If availability falls below 97.0%, Customer receives a credit."

    assert values("uptime_commitment", PREAMBLE, text) == []


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("the fees paid in the twelve (12) months preceding the claim", {"fees_paid_in": "P12M"}),
        ("two times the annual fees", {"multiple": "2", "of": "annual fees"}),
        ("$500,000", {"amount": "500000", "currency": "USD"}),
    ],
)
def test_liability_caps(limit: str, expected: dict[str, str]) -> None:
    text = f"1. Liability. The total liability of either party under this Agreement shall not exceed {limit}."

    assert value("liability_cap", PREAMBLE, text) == expected


def test_breach_notification_and_confidentiality_term() -> None:
    breach = "1. Security. Provider shall notify Customer of a security breach within seventy-two (72) hours."
    confidence = (
        "2. Confidentiality. The duty to keep secrets confidential continues for three (3) years after its disclosure."
    )

    assert value("breach_notification", PREAMBLE, breach, confidence) == {"duration": "PT72H"}
    assert value("confidentiality_term", PREAMBLE, breach, confidence) == "P3Y"


def test_response_times_have_severity_and_kind_of_hours() -> None:
    text = "1. Support. Provider shall respond to Severity 1 incidents within four (4) business hours."

    assert value("response_time", PREAMBLE, text) == {"severity": "1", "duration": "PT4H", "business": True}


def test_a_price_table_gives_each_amount_the_period_of_its_column() -> None:
    table = (
        "| Module | Quantity | Unit price per year | Set-up, one-off |\n|---|---|---|---|\n"
        "| Dispatch | 250 | USD 486.00 | USD 900.00 |\n"
    )
    made = segment(read(f"# Order Form\n\nFees are as follows.\n\n{table}".encode(), "order.md"))
    found = [field.value for field in extract_fields(made, FullStops()) if field.name == "fee"]
    assert found == [
        {"amount": "486.00", "currency": "USD", "per": "year", "unit": "dispatch"},
        {"amount": "900.00", "currency": "USD", "per": "one_time", "unit": "dispatch"},
    ]


def test_a_price_table_with_the_period_in_a_cell_of_its_own() -> None:
    table = "| Item | Period | Charge |\n|---|---|---|\n| Support | each year | USD 540.00 |\n"
    made = segment(read(f"# Order Form\n\nCharges are as follows.\n\n{table}".encode(), "order.md"))
    found = [field.value for field in extract_fields(made, FullStops()) if field.name == "fee"]
    assert found == [{"amount": "540.00", "currency": "USD", "per": "year", "unit": "support"}]


def test_receipt_of_its_own_is_that_of_the_invoice() -> None:
    text = "3. Charges. Each valid invoice is payable within forty-five (45) days of its receipt by Customer."
    assert value("payment_term", PREAMBLE, text) == {"duration": "P45D", "trigger": "receipt_of_invoice"}


def test_a_fee_paid_once_does_not_take_the_period_of_the_fee_before_it() -> None:
    text = "Customer pays a subscription fee of USD 2,500 per month and a one-time setup fee of USD 10,000."
    assert [(fee["amount"], fee["per"]) for fee in values("fee", PREAMBLE, text) if isinstance(fee, dict)] == [
        ("2500", "month"),
        ("10000", "one_time"),
    ]


def test_a_time_before_the_invoice_is_no_time_to_pay() -> None:
    text = (
        "Provider shall invoice only Services used within one hundred eighty (180) days before the date of the invoice."
    )
    assert value("payment_term", PREAMBLE, text, "Each invoice is payable within 30 days of receipt.") == {
        "duration": "P30D",
        "trigger": "receipt_of_invoice",
    }


@pytest.mark.parametrize(
    "words",
    [
        "If a late filer owns five percent (5%) or more of the outstanding equity interest, it shall pay the costs.",
        "If an audit shows an underpayment of 2% or more, the late payer bears its cost with interest.",
    ],
)
def test_other_percentages_are_no_late_interest(words: str) -> None:
    assert values("late_interest", PREAMBLE, words) == []


def test_a_patent_notice_is_no_breach_notification() -> None:
    text = "Licensee shall report within 90 days any suspected unauthorised use or infringement of the patents."
    assert values("breach_notification", PREAMBLE, text) == []
