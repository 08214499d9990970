"""Defined terms under another name throughout."""

from __future__ import annotations

import pytest

from clause_library.wording.comparison import Comparison, compare
from clause_library.wording.normalize import Roles, wording

ROLES = Roles(("Provider", "Vendor"), ("Customer",))


def compared(before: str, after: str) -> Comparison:
    return compare(wording(before, ROLES), wording(after, ROLES))


def test_a_term_that_has_another_name_each_time_is_no_difference() -> None:
    found = compared(
        "Customer shall pay the Fees. The Fees are due in May.",
        "Customer shall pay the Charges. The Charges are due in May.",
    )
    assert found.differences == ()
    assert found.renamed == {"fees": "charges"}


def test_a_term_of_two_words_may_have_a_name_of_one() -> None:
    found = compared("The Order Form names the Fees.", "The Order names the Fees.")
    assert found.differences == () or found.renamed == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The Fees are due. The Fees are paid in May.",
            "The Charges are due. The Fees are paid in May.",
        ),  # not throughout
        ("The laws of the State of Ohio govern.", "The laws of the State of Utah govern."),  # a place
        ("Provider shall pay.", "Customer shall pay."),  # another side
        ("Pay the Fees and the Charges.", "Pay the Charges and the Charges."),  # the new name was something else
        ("the fees are due", "the charges are refundable"),  # no defined terms
    ],
)
def test_an_exchange_is_not_a_rename(before: str, after: str) -> None:
    found = compared(before, after)
    assert found.differences
    assert found.renamed == {}


def test_the_names_of_our_side_are_one_name() -> None:
    assert (
        compared("Provider shall pay. Provider shall report.", "Vendor shall pay. Vendor shall report.").differences
        == ()
    )
