from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports.aligning import Step, align


def applied(passage: str, steps: tuple[Step, ...], *, other_place: bool = False) -> str:
    """The passage with all steps taken; pure insertions at their ``other_place``."""
    for step in reversed(steps):
        start, end, text = step.start, step.end, step.text
        if other_place and start == end:
            start, end, text = step.insert_at, step.insert_at, step.insert_text
        passage = passage[:start] + text + passage[end:]
    return passage


@pytest.mark.parametrize(
    ("passage", "approved", "changed"),
    [
        # A value is one change, with its brackets.
        ("within ninety (90) days of it", "within thirty (30) days of it", [("ninety (90)", "thirty (30)")]),
        # Marks come along with the words that they belong to.
        ("a delay that is caused", "a delay, other than in paying, that is caused", [("", ", other than in paying,")]),
        ("Keep it, and follow our policies. Next.", "Keep it. Next.", [(", and follow our policies", "")]),
        # A word that begins the sentence now gets its capital.
        ("Except for us, each party pays", "Each party pays", [("Except for us, each", "Each")]),
        # Quotes, dashes and case alone are no difference.
        ("the party’s “Fees” – all", 'The Party\'s "fees" - all', []),
        # At the beginning and at the end.
        ("Boldly pay now", "Pay now", [("Boldly pay", "Pay")]),
        ("We pay", "We pay now", [("", " now")]),
        ("We pay now", "We pay", [(" now", "")]),
    ],
)
def test_the_least_change_of_words(passage: str, approved: str, changed: list[tuple[str, str]]) -> None:
    steps = align(passage, approved).steps
    assert [(passage[step.start : step.end], step.text) for step in steps] == changed


def test_an_insertion_has_a_second_place_beyond_the_space() -> None:
    (step,) = align("will perform as described", "will perform materially as described").steps
    assert (step.start, step.text) == (12, " materially")
    assert (step.insert_at, step.insert_text) == (13, "materially ")


def test_what_is_too_long_for_a_clause_is_not_compared() -> None:
    assert align("a " * 4_000, "b " * 4_000).steps == ()


@given(
    st.lists(st.sampled_from(["pay", "(30)", "days,", "net.", "the"]), min_size=1, max_size=8),
    st.lists(st.sampled_from(["pay", "(60)", "days,", "net.", "all"]), min_size=1, max_size=8),
)
def test_the_steps_lead_to_the_approved_words(old: list[str], new: list[str]) -> None:
    passage, approved = " ".join(old), " ".join(new)
    steps = align(passage, approved).steps
    assert applied(passage, steps).split() == approved.split()
    assert applied(passage, steps, other_place=True).split() == approved.split()
