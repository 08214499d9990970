from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clause_library.wording import alignment
from clause_library.wording.alignment import differences, equal_runs, readable
from clause_library.wording.comparison import Difference

WORDS = st.lists(st.sampled_from("a b c d e f g h".split()), max_size=60)


def replayed(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """``before`` with every difference carried out."""
    made, position = [], 0
    for difference in differences(before, after):
        made += [*before[position : difference.before_start], *after[difference.after_start : difference.after_end]]
        position = difference.before_end
    return [*made, *before[position:]]


@given(WORDS, WORDS)
def test_the_differences_make_one_text_of_the_other(before: list[str], after: list[str]) -> None:
    assert replayed(before, after) == after


@given(WORDS)
def test_equal_texts_have_no_differences(words: list[str]) -> None:
    assert differences(words, words) == []


@given(WORDS, WORDS)
def test_what_is_between_the_differences_is_equal(before: list[str], after: list[str]) -> None:
    for here, there, length in equal_runs(differences(before, after), (len(before), len(after))):
        assert before[here : here + length] == after[there : there + length]


def test_a_text_that_repeats_itself_is_compared_by_the_least_edit() -> None:
    page = [f"w{number % 97}" for number in range(500)]
    before = page * 6
    after = [*before[:1200], "new", *before[1200:2100], "other", *before[2101:]]
    assert differences(before, after) == [Difference(1200, 1200, 1200, 1201), Difference(2100, 2101, 2101, 2102)]


def test_few_equal_words_between_differences_are_no_reading_of_their_own() -> None:
    apart = [Difference(0, 2, 0, 2), Difference(3, 5, 3, 5)]
    assert readable(apart, frozenset()) == [Difference(0, 5, 0, 5)]
    assert readable(apart, frozenset({3})) == apart
    assert readable([Difference(0, 1, 0, 1), Difference(4, 5, 4, 5)], frozenset()) == [
        Difference(0, 1, 0, 1),
        Difference(4, 5, 4, 5),
    ]


def test_work_grows_with_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the contract is twice the runs looked at, and words are compared one by one in short gaps alone."""
    pairs: list[int] = []
    runs: list[int] = []
    unique, word_by_word = alignment._unique, alignment._word_by_word

    def counted_unique(words: Sequence[str], start: int, end: int, run: int) -> dict[tuple[str, ...], int]:
        runs.append(end - start)
        return unique(words, start, end, run)

    def counted(before: Sequence[str], after: Sequence[str], gap: Difference) -> list[Difference]:
        pairs.append((gap.before_end - gap.before_start) * (gap.after_end - gap.after_start))
        return list(word_by_word(before, after, gap))

    monkeypatch.setattr(alignment, "_unique", counted_unique)
    monkeypatch.setattr(alignment, "_word_by_word", counted)
    work = []
    for paragraphs in (1000, 2000):
        runs.clear()
        pairs.clear()
        chance = random.Random(paragraphs)
        before = [chance.choice("abcdefghijklmnop") + str(chance.randrange(300)) for _ in range(paragraphs * 30)]
        after = list(before)
        for place in chance.sample(range(len(after)), paragraphs // 10):
            after[place] = "changed"
        assert len(differences(before, after)) >= paragraphs // 10 - 5
        work.append(sum(runs) + sum(pairs))
    assert work[1] <= 2.5 * work[0]
