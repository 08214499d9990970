"""Who may assign the contract, under which rule, and what is excepted."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, values


def rule(party: str, name: str, *exceptions: str) -> dict[str, Any]:
    return {"party": party, "rule": name, "exceptions": list(exceptions)}


def found(*sentences: str) -> list[object]:
    return values("assignment", PREAMBLE, f"14. Assignment. {' '.join(sentences)}")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "Neither party may assign this Agreement without the prior written consent of the other party.",
            rule("either", "consent_required"),
        ),
        (
            "This Agreement may not be assigned by Customer without Provider's written consent.",
            rule("Customer", "consent_required"),
        ),
        ("Customer shall not assign or transfer its rights under this Agreement.", rule("Customer", "prohibited")),
        ("This Agreement is not assignable by Customer.", rule("Customer", "prohibited")),
        ("Provider may freely assign this Agreement.", rule("Provider", "free")),
        ("Provider may assign its rights under this Agreement without Customer's consent.", rule("Provider", "free")),
        (
            "Neither party may assign this Agreement without consent, except to an Affiliate or to a purchaser "
            "of all or substantially all of its assets.",
            rule("either", "consent_required", "affiliates", "change_of_control"),
        ),
        (
            "Neither this Agreement nor any rights hereunder may be assigned by either party without the consent "
            "of the other; provided that either party may assign this Agreement to its successor by merger.",
            rule("either", "consent_required", "change_of_control", "successor"),
        ),
        (
            "Customer may assign this Agreement only with the prior written approval of Provider.",
            rule("Customer", "consent_required"),
        ),
        ("No assignment shall be valid unless the other party has consented in writing.", None),
    ],
)
def test_rules(clause: str, expected: dict[str, Any] | None) -> None:
    assert found(clause) == [expected or rule("either", "consent_required")]


def test_an_exception_in_the_next_sentence() -> None:
    assert found(
        "Neither party shall assign this Agreement without the other party's consent.",
        "Notwithstanding the foregoing, either party may assign this Agreement to an affiliate without such consent.",
    ) == [rule("either", "consent_required", "affiliates")]


def test_each_party_has_a_rule_of_its_own() -> None:
    assert found(
        "Customer may not assign this Agreement without the prior consent of Provider.",
        "Provider may assign this Agreement at any time without consent.",
    ) == [rule("Customer", "consent_required"), rule("Provider", "free")]


def test_an_exception_for_one_party_alone_is_that_partys() -> None:
    assert found(
        "Neither party may assign this Agreement without the consent of the other; provided that Provider may assign "
        "this Agreement to a subsidiary without consent."
    ) == [rule("either", "consent_required"), rule("Provider", "consent_required", "affiliates")]


def test_who_may_assign_in_some_cases_needs_consent_in_all_others() -> None:
    assert found("Provider may assign this Agreement to an affiliate without Customer's consent.") == [
        rule("Provider", "consent_required", "affiliates")
    ]


def test_a_sale_that_counts_as_an_assignment_is_no_exception() -> None:
    assert found(
        "Customer may not assign this Agreement without Provider's consent.",
        "The foregoing restriction does not apply to sales of goods, but a merger shall be deemed an assignment.",
    ) == [rule("Customer", "consent_required")]


@pytest.mark.parametrize(
    "clause",
    [
        "Provider hereby assigns to Customer all copyrights in the Deliverables under this Agreement.",
        "Provider shall assign qualified personnel to the Services.",
        "This Agreement binds the parties and their successors and permitted assigns.",
        "Each party may disclose this Agreement to a permitted assignee.",
        "Customer may not transfer title to the Software or its rights in the confidential information.",
    ],
)
def test_other_assignments_give_no_rule(clause: str) -> None:
    assert found(clause) == []
