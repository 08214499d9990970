"""What plain fees come to over the initial term; nothing where the sum would depend on anything else."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, fields

from extractor.types import Field

TERM = "1. Term. The initial term of this Agreement shall be thirty-six (36) months from the Effective Date."
FEE = "2. Fees. Customer shall pay a subscription fee of USD 1,200 per month."


def total(*paragraphs: str) -> Field | None:
    return next((field for field in fields(PREAMBLE, *paragraphs) if field.name == "total_fees"), None)


def test_a_monthly_fee_over_the_initial_term() -> None:
    found = total(TERM, FEE)
    assert found is not None
    assert found.value == {"amount": "43200", "currency": "USD", "over": "P36M"}
    assert found.derived_from == ("USD 1,200 per month x 36 months (P36M) = USD 43,200",)
    assert "USD 1,200" in found.quote


def test_it_is_as_sure_as_the_least_sure_of_its_parts() -> None:
    read = fields(PREAMBLE, TERM, FEE)
    sure = {field.name: field.confidence for field in read}
    assert sure["total_fees"] == min(sure["fee"], sure["initial_term"])


@pytest.mark.parametrize(
    ("fee", "term", "amount"),
    [
        ("Customer shall pay an annual subscription fee of $24,000.", "three (3) years", "72000"),
        ("Customer shall pay a subscription fee of $6,000 per quarter.", "one (1) year", "24000"),
        ("Customer shall pay a subscription fee of $999.50 per month.", "twelve (12) months", "11994.00"),
    ],
)
def test_other_periods(fee: str, term: str, amount: str) -> None:
    words = f"1. Term. The initial term of this Agreement shall be {term} from the Effective Date."
    found = total(words, f"2. Fees. {fee}")
    assert found is not None
    assert isinstance(found.value, dict)
    assert found.value["amount"] == amount


def test_a_fee_that_is_paid_once_is_added() -> None:
    found = total(TERM, FEE, "3. Setup. Customer shall pay a one-time setup fee of USD 5,000.")
    assert found is not None
    assert found.value == {"amount": "48200", "currency": "USD", "over": "P36M"}
    assert found.derived_from == ("USD 1,200 per month x 36 months (P36M) + USD 5,000 once = USD 48,200",)


@pytest.mark.parametrize(
    "more",
    [
        "3. Support. Customer shall pay a support fee of USD 300 per month.",
        "3. Support. Customer shall pay a consulting fee of USD 150 per hour.",
        "3. Overage. Customer shall pay an overage fee of USD 0.10 for each message in excess of 1,000 messages.",
        "3. Setup. Customer shall pay a one-time setup fee of EUR 5,000.",
        "3. Royalty. Customer shall pay a royalty of five percent (5%) of its net sales.",
        "3. Increases. Provider may increase the fees each year by no more than 3%.",
    ],
)
def test_nothing_is_added_up_where_more_is_paid_than_plain_fees(more: str) -> None:
    assert total(TERM, FEE, more) is None


@pytest.mark.parametrize(
    "fee",
    [
        "Customer shall pay a subscription fee of USD 30 per user per month.",
        "Customer shall pay a fee of USD 1,200 per month for all stores.",
        "Customer shall pay a fee of USD 1,200 per month during the first twelve months.",
        "Customer shall pay a fee of up to USD 1,200 per month.",
        "If Customer orders support, it shall pay a support fee of USD 1,200 per month.",
    ],
)
def test_a_fee_that_varies_is_not_multiplied(fee: str) -> None:
    assert total(TERM, f"2. Fees. {fee}") is None


def test_an_increase_at_renewal_does_not_matter() -> None:
    assert total(TERM, FEE, "3. Provider may increase the fees by no more than 3% upon each renewal.") is not None


@pytest.mark.parametrize(
    "term", ["1. Term. This Agreement runs until terminated.", TERM.replace("thirty-six (36) months", "45 days")]
)
def test_no_total_without_a_whole_term(term: str) -> None:
    assert total(term, FEE) is None


def test_no_total_where_the_contract_states_two_terms() -> None:
    assert total(TERM, FEE, "EXHIBIT A", TERM.replace("thirty-six (36)", "twenty-four (24)")) is None
