"""Fields of which the contract states two values, and totals that its fees do not make."""

from __future__ import annotations

import pytest
from findings_of import HEAD, SIGNED, agreement, findings_of

from clause_library.findings.stated_twice import shown
from clause_library.types import Finding
from extractor.types import FieldValue

SCHEDULE = "SCHEDULE 1 - SUMMARY\n\n1. {}\n"


def told(kind: str, text: str) -> list[Finding]:
    return [finding for finding in findings_of(text) if finding.kind == kind]


def conflicts(body: str, schedule: str, more: str = "") -> list[Finding]:
    sections = f"6. More\n\n6.1 Schedule 1 has more. {more}\n\n7. Term and termination\n\n7.1 {body}."
    return told("conflicting_values", agreement(sections, after=SCHEDULE.format(schedule + ".")))


@pytest.mark.parametrize(
    ("body", "schedule", "values"),
    [
        (
            "The initial term of this agreement shall be three years from its date",
            "The term of this agreement shall commence on its date and continue for two years",
            ("3 years", "2 years"),
        ),
        (
            "This agreement shall renew automatically for successive terms of one year",
            "The term of this agreement is automatically renewed for additional periods of six months",
            ("1 year", "6 months"),
        ),
        (
            "Either party may terminate this agreement if the other party materially breaches it and does not cure the "
            "breach within 30 days",
            "Upon a material breach of this agreement that is not remedied within 15 days of notice, either party may "
            "terminate it",
            ("30 days", "15 days"),
        ),
    ],
)
def test_a_field_with_two_values_is_told_once_with_both_places(
    body: str, schedule: str, values: tuple[str, str]
) -> None:
    [finding] = conflicts(body, schedule)
    assert all(value in finding.message for value in values)
    assert finding.evidence[0].quote.endswith(f"{body}.")
    assert finding.evidence[1].quote.endswith(f"{schedule}.")
    assert "section 7.1" in finding.message
    assert "The review uses that of section 7.1, wh" in finding.message
    assert finding.message.endswith("settle which one counts and bring the other in line.")


def test_where_the_contract_says_what_prevails_the_conflict_is_settled() -> None:
    [finding] = conflicts(
        "The initial term of this agreement shall be three years from its date",
        "The initial term of this agreement shall be two years from its date",
        "If this agreement and Schedule 1 conflict, Schedule 1 prevails.",
    )
    assert finding.severity == "low"
    assert "uses that of Schedule 1" in finding.message
    assert "prevails by the contract's own order" in finding.message


@pytest.mark.parametrize(
    "schedule",
    [
        "The term of this Schedule shall commence on its date and continue for two years",
        "Notwithstanding section 7, the initial term of this agreement for the pilot site shall be two years",
        "The term of this agreement shall commence on its date and continue for thirty-six months",
        "The initial term of the support service shall be two years from its date",
    ],
)
def test_what_is_said_of_another_thing_or_for_a_case_does_not_conflict(schedule: str) -> None:
    assert conflicts("The initial term of this agreement shall be three years from its date", schedule) == []


def test_one_section_tells_cases_apart() -> None:
    text = agreement(
        "7. Term\n\nThe initial term of this agreement shall be three years from its date. The term of this agreement "
        "shall commence on its date and continue for two years, for the second site."
    )
    assert told("conflicting_values", text) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P1Y", "1 year"),
        ("PT72H", "72 hours"),
        ("2026-03-31", "2026-03-31"),
        ("P1.5Y", "1.5 years"),
        ({"duration": "PT24H"}, "24 hours"),
        ({"duration": "PT24H", "business": True}, "24 business hours"),
        ({"value": "P30D", "business": True}, "30 business days"),
        ({"party": "either", "notice": "P90D"}, "90 days"),
        ({"fees_paid_in": "P12M"}, "the fees of 12 months"),
        ({"multiple": "2", "of": "fees paid"}, "2 × fees paid"),
        ({"amount": "500000", "currency": "USD", "carve_outs": ["fraud"]}, "USD 500000"),
    ],
)
def test_values_are_said_in_words(value: FieldValue, words: str) -> None:
    assert shown(value) == words


FEES = """1. Term

1.1 The initial term of this agreement shall be thirty-six (36) months from its date.

2. Fees

2.1 Customer shall pay a subscription fee of USD 1,200 per month.

2.2 The total contract value is USD {}.
"""


@pytest.mark.parametrize("total", ["43,200", "43,200.00"])
def test_a_total_that_the_fees_make_is_fine(total: str) -> None:
    assert told("sum_mismatch", HEAD + FEES.format(total) + SIGNED) == []


def test_a_total_that_the_fees_do_not_make_is_told_with_the_sum() -> None:
    [finding] = told("sum_mismatch", HEAD + FEES.format("48,000") + SIGNED)
    assert "USD 1,200 per month x 36 months (P36M) = USD 43,200" in finding.message
    assert finding.evidence[0].quote == "total contract value is USD 48,000"


def test_a_total_with_taxes_is_another_sum() -> None:
    assert told("sum_mismatch", HEAD + FEES.format("48,000 including VAT") + SIGNED) == []
