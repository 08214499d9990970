"""What fees and expenses shall not exceed, and who bears the taxes."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, value, values


def cap(of: str, amount: str, period: str | None = None, currency: str = "USD") -> dict[str, Any]:
    return {"of": of, "amount": amount, "currency": currency, "period": period}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The total fees under this Statement of Work shall not exceed $50,000.", cap("fees", "50000")),
        (
            "Customer reimburses reasonable travel expenses, not to exceed €2,500 per month.",
            cap("expenses", "2500", "P1M", "EUR"),
        ),
        ("Reimbursable expenses will not exceed $10,000 in any calendar year.", cap("expenses", "10000", "P1Y")),
        ("The fees shall not exceed $9,000 in any twelve (12) month period.", cap("fees", "9000", "P12M")),
        ("The fees shall not exceed $500 per week.", cap("fees", "500", "P7D")),
        ("The annual fees are capped at $120,000.", cap("fees", "120000", "P1Y")),
        ("In no event shall the consulting fees exceed $75,000 in the aggregate.", cap("fees", "75000")),
    ],
)
def test_fee_caps(clause: str, expected: dict[str, Any]) -> None:
    assert values("fee_cap", PREAMBLE, f"4. Fees. {clause}") == [expected]


@pytest.mark.parametrize(
    "clause",
    [
        "Provider's liability for fees and expenses shall not exceed $50,000.",
        "The fee shall not exceed $2.00 per page.",
        "The fees shall not exceed [***].",
        "The damages and expenses shall not exceed $50,000.",
        "If the fees exceed $50,000, Customer receives a discount.",
    ],
)
def test_what_is_no_fee_cap(clause: str) -> None:
    assert values("fee_cap", PREAMBLE, f"4. Fees. {clause}") == []


@pytest.mark.parametrize(
    ("clause", "borne_by", "excluded"),
    [
        ("All fees are exclusive of taxes.", None, True),
        ("Prices do not include VAT, which is the responsibility of Customer.", "Customer", True),
        ("The fees exclude sales tax. Customer shall pay all applicable sales taxes.", "Customer", True),
        ("Customer is responsible for all sales, use and similar taxes on the Services.", "Customer", None),
        ("Any value added taxes on the Services shall be borne by Customer.", "Customer", None),
    ],
)
def test_taxes(clause: str, borne_by: str | None, excluded: bool | None) -> None:
    assert value("taxes", PREAMBLE, f"5. Taxes. {clause}") == {"borne_by": borne_by, "excluded": excluded}


@pytest.mark.parametrize(
    "clause",
    [
        "Each party pays its own income taxes.",
        "Net Sales means amounts invoiced, which do not include sales taxes.",
        "Provider is responsible for all applicable payroll taxes of its employees.",
        "The Internal Revenue Service shall pay all applicable sales taxes.",
        "Provider files its tax returns in time.",
    ],
)
def test_taxes_that_are_not_on_the_price(clause: str) -> None:
    assert value("taxes", PREAMBLE, f"5. Taxes. {clause}") is None
