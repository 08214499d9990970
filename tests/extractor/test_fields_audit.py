"""Who may audit, on which notice, and how often."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, values


def right(party: str, notice: str | None = None, times: str | None = None, period: str = "P1Y") -> dict[str, Any]:
    return {"party": party, "notice": notice, "frequency": {"times": times, "period": period} if times else None}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "Customer may, upon thirty (30) days' prior written notice and not more than once per calendar year, audit "
            "Provider's records relating to the Services.",
            right("Customer", "P30D", "1"),
        ),
        (
            "Provider shall permit Customer or its auditors to inspect the facilities on five business days' notice.",
            right("Customer", "P5D") | {"business": True},
        ),
        (
            "Either party shall have the right, at its own expense, to have an independent accountant examine "
            "the books of the other party no more than twice in any twelve (12) month period.",
            right("either", None, "2"),
        ),
        (
            "The books and records of Provider shall be open to inspection by Customer on reasonable notice.",
            right("Customer"),
        ),
        (
            "Provider will make its records available to Customer for audit during business hours.",
            right("Customer"),
        ),
        (
            "Customer has the right to conduct an audit of Provider's compliance. The audit requires at least 10 days' "
            "written notice and is limited to one (1) audit per quarter.",
            right("Customer", "P10D", "1", "P3M"),
        ),
        (
            "Customer, upon notice to Provider, shall be entitled to examine Provider's security controls once every "
            "24 months.",
            right("Customer", None, "1", "P2Y"),
        ),
        ("Provider grants Customer the right to inspect the data centers once a year.", right("Customer", None, "1")),
        ("Customer may audit the records of Provider once per semester.", right("Customer", None, "1", "P6M")),
        ("Customer may audit the records of Provider once per half-year.", right("Customer", None, "1", "P6M")),
        ("In the Event of Fraud Either Party may audit the records of the other.", right("either")),
        ("Upon Termination Neither Party may audit the records of the other.", right("either")),
    ],
)
def test_audit_rights(clause: str, expected: dict[str, Any]) -> None:
    assert values("audit_right", PREAMBLE, f"8. Audit. {clause}") == [expected]


def test_each_party_has_a_right_of_its_own() -> None:
    ours = "8.1 Customer may audit Provider's records of the Services on 30 days' notice."
    theirs = "8.2 Provider may audit Customer's use of the Software on 10 days' notice."
    assert values("audit_right", PREAMBLE, "8. Audits", ours, theirs) == [
        right("Customer", "P30D"),
        right("Provider", "P10D"),
    ]


def test_of_two_statements_of_one_right_the_one_that_says_more_counts() -> None:
    first = "8.1 Customer may audit Provider's records."
    second = "8.2 Customer may inspect Provider's facilities on 30 days' prior notice."
    assert values("audit_right", PREAMBLE, "8. Audits", first, second) == [right("Customer", "P30D")]


@pytest.mark.parametrize(
    "clause",
    [
        "Provider shall provide Customer with the results of any audit of its facilities.",
        "Customer may object to the audit report within 30 days of its receipt of the records.",
        "Customer has the right to inspect the Products and their documentation upon delivery.",
        "Provider shall keep records for three years after each audit.",
        "The audited financial statements of Provider may be relied upon, with its books and records.",
        "Customer may not audit the records of Provider.",
        "Provider may refuse to let Customer audit its records.",
        "The Internal Revenue Service may inspect the books of Provider.",
        "The State of Ohio and its agents may audit the records of Provider.",
    ],
)
def test_words_about_audits_that_give_no_right(clause: str) -> None:
    assert values("audit_right", PREAMBLE, f"8. Audit. {clause}") == []
