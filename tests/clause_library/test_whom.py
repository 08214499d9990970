"""Whom words burden: duties and restrictions of a side, rights and reliefs of the other."""

from __future__ import annotations

import pytest

from clause_library.deviations.whom import burdens, first_burden
from clause_library.wording.normalize import Roles, wording

ROLES = Roles(("Provider",), ("Customer",))


@pytest.mark.parametrize(
    ("text", "side", "kind"),
    [
        ("Provider shall deliver a report.", "us", "duty"),
        ("Customer shall pay the fees.", "them", "duty"),
        ("All invoices shall be paid by Customer within ten days.", "them", "duty"),  # who it is done by
        ("Provider shall not supply others.", "us", "restriction"),
        ("Provider may not assign this contract.", "us", "restriction"),
        ("No claim may be brought by Provider.", "us", "restriction"),
        ("Customer may leave at any time.", "us", "right"),  # their right is our burden
        ("Customer shall be entitled to withhold payment.", "us", "right"),
        ("Provider may replace the manager.", "them", "right"),
        ("Provider shall not be liable for delays.", "them", "relief"),
        ("In no event shall Provider be liable for delays.", "them", "relief"),
        ("Provider is not bound by Customer's policy.", "them", "relief"),  # no agent: bound by
        ("Provider is liable without limit.", "us", "duty"),
        ("Provider grants Customer a right to copy.", "us", "duty"),
        ("Provider's liability under Section 9 is unlimited.", "us", "duty"),  # a reference is no subject
        ("Provider's liability shall not be limited.", "us", "duty"),
        ("Provider's total liability shall not exceed the fees.", "them", "relief"),
        ("Neither party shall be liable for delays.", "both", "relief"),
        ("Either party may end it.", "both", "right"),
    ],
)
def test_a_verb_with_its_subject_tells(text: str, side: str, kind: str) -> None:
    found = first_burden(wording(text, ROLES))
    assert found is not None
    assert (found.side, found.kind) == (side, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The fees shall stay the same.",
        "Distributor may appoint agents.",  # somebody else
        "In that case the Managed Provider may appoint agents.",  # a name that ends like one of ours
        "Provider did well. The fees shall stay.",  # another sentence
        "Provider is a company under the laws of Norway.",
    ],
)
def test_another_subject_tells_nothing(text: str) -> None:
    assert first_burden(wording(text, ROLES)) is None


def test_every_verb_is_told_once_and_in_order() -> None:
    text = "Provider shall train Customer's staff, and Customer shall be entitled to record the sessions."
    assert [(one.side, one.kind) for one in burdens(wording(text, ROLES))] == [("us", "duty"), ("us", "right")]
