from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clause_library.opening import pieces_of
from extractor.types import Span


def pieces(text: str) -> list[tuple[str, str]]:
    return [(kind, text[span.start : span.end]) for kind, span in pieces_of(text, Span(0, len(text)))]


def test_who_agrees_from_when_stands_in_pieces_of_its_own() -> None:
    text = (
        "This Services Agreement is made as of March 1, 2031 between Blue Harbour, Inc. (the “Vendor”) and "
        "Bank of the Lakes, a Maine corporation."
    )
    assert pieces(text) == [
        ("name", "This Services Agreement"),
        ("words", "is made as of"),
        ("date", "March 1, 2031"),
        ("words", "between"),
        ("name", "Blue Harbour, Inc."),
        ("words", "the"),
        ("quoted", "Vendor"),
        ("words", "and"),
        ("name", "Bank of the Lakes"),
        ("words", "a"),
        ("name", "Maine"),
        ("words", "corporation"),
    ]


@pytest.mark.parametrize("name", ["Smith & Sons Ltd.", "3M Company", "Érable Numérique S.A.", "A.B. Freight Co."])
def test_names_are_whole(name: str) -> None:
    assert ("name", name) in pieces(f"between {name} and the undersigned")


@given(st.text(alphabet='aB \n(),."“”;&1é', max_size=80), st.integers(0, 20))
def test_pieces_follow_each_other_within_the_sentence(text: str, start: int) -> None:
    sentence = Span(min(start, len(text)), len(text))
    at = sentence.start
    for _, span in pieces_of(text, sentence):
        assert at <= span.start < span.end <= sentence.end
        at = span.end
