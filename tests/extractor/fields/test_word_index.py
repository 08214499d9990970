"""Which paragraphs hold a word: the same as to look through each of them for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.fields.word_index import WordIndex

PARAGRAPHS = ["the fee is $5", "renewal and renewals", "", "per cent of the fee", "a percentage"]


def test_a_word_is_found_alone_and_amid_another() -> None:
    index = WordIndex(PARAGRAPHS)
    assert index.holding("fee") == [0, 3]
    assert index.holding("new") == [1]
    assert index.holding("$") == [0]
    assert index.holding("none") == []


def test_one_of_several_is_enough_and_each_paragraph_comes_once_in_order() -> None:
    assert WordIndex(PARAGRAPHS).holding("per", "fee", "the") == [0, 3, 4]


def test_blanks_count_where_they_stand() -> None:
    index = WordIndex(PARAGRAPHS)
    assert index.holding("per cent") == [3]
    assert index.holding(" the ") == [3]
    assert index.holding("fee the") == []


def test_nothing_is_asked_for_or_there() -> None:
    assert WordIndex(PARAGRAPHS).holding() == []
    assert WordIndex([]).holding("fee") == []


@given(st.lists(st.text("ab \u2003$", max_size=12), max_size=6), st.lists(st.text("ab $", max_size=4), max_size=4))
def test_it_finds_what_a_plain_search_finds(paragraphs: list[str], parts: list[str]) -> None:
    plain = [number for number, words in enumerate(paragraphs) if any(part in words for part in parts)]
    assert WordIndex(paragraphs).holding(*parts) == plain
