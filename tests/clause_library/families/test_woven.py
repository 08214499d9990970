"""A woven text knows of every word in which document it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clause_library.families.woven import Woven
from extractor.types import Span

TEXTS = {"a": "Customer pays within thirty days.", "b": "sixty days, or at once"}


def woven() -> Woven:
    """The first text with ``sixty`` from the second in it."""
    return Woven.of("a", TEXTS["a"]).without(21, 27, Woven.of("b", TEXTS["b"], Span(0, 5)))


def test_words_of_another_document_stand_in_the_text() -> None:
    assert woven().text == "Customer pays within sixty days."
    assert woven().places(0, 32) == (("a", Span(0, 20)), ("b", Span(0, 5)), ("a", Span(28, 33)))


def test_words_are_found_where_they_stand_whole() -> None:
    assert woven().find("a", Span(28, 32)) == Span(27, 31)
    assert woven().find("a", Span(14, 32)) is None
    assert woven().find("b", Span(0, 5)) == Span(21, 26)


def test_line_breaks_between_documents_are_nobodys() -> None:
    joined = Woven.of("a", "One") + Woven.glue("\n") + Woven.of("b", "Two")
    assert (joined.text, joined.places(0, 7)) == ("One\nTwo", (("a", Span(0, 3)), ("b", Span(0, 3))))


def test_stretches_that_go_on_in_one_document_are_one() -> None:
    halves = Woven.of("a", TEXTS["a"], Span(0, 10)) + Woven.of("a", TEXTS["a"], Span(10, 20))
    assert halves.find("a", Span(5, 15)) == Span(5, 15)


EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 22), st.integers(0, 22)), max_size=8)


@given(EDITS)
def test_after_any_edits_every_place_has_its_words(edits: list[tuple[int, int, int, int]]) -> None:
    made = Woven.of("a", TEXTS["a"])
    for first, second, third, fourth in edits:
        start, end = sorted((min(first, len(made.text)), min(second, len(made.text))))
        left, right = sorted((third, fourth))
        new = Woven.of("b", TEXTS["b"], Span(left, right))
        expected = made.text[:start] + TEXTS["b"][left:right] + made.text[end:]
        made = made.without(start, end, new)
        assert made.text == expected
    assert sum(strand.length for strand in made.strands) == len(made.text)
    words = [TEXTS[member][span.start : span.end] for member, span in made.places(0, len(made.text))]
    assert "".join("".join(words).split()) == "".join(made.text.split())
