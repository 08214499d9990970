"""What training may rely on: other words for what is the same, nearly the same words for what is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from models.training.sentences import Paraphrases, load_paraphrases

MOST_WORDS_IN_A_ROW = 7
"""A paraphrase shares no longer run of words with its position: names of laws and lists of rights are what remains."""

LEAST_ALIKE = 0.7
"""An edit keeps most of the position's words (ratio of :mod:`difflib` over words)."""


@pytest.fixture(scope="module")
def paraphrases() -> tuple[Paraphrases, ...]:
    return load_paraphrases()


@pytest.fixture(scope="module")
def positions() -> dict[tuple[str, str], str]:
    library = load_library(STANDARD_LIBRARY)
    return {(entry.clause_type, p.id): p.text for entry in library.entries for p in entry.positions}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def compared(first: str, second: str) -> SequenceMatcher[str]:
    return SequenceMatcher(None, words(first), words(second), autojunk=False)


def longest_run(first: str, second: str) -> int:
    return compared(first, second).find_longest_match().size


def pairs(paraphrases: tuple[Paraphrases, ...], key: str) -> Iterator[tuple[tuple[str, str], str]]:
    for written in paraphrases:
        for text in getattr(written, key):
            yield (written.clause_type, written.position), text


def test_every_entry_has_its_standard_and_another_position(
    paraphrases: tuple[Paraphrases, ...], positions: dict[tuple[str, str], str]
) -> None:
    written = {(one.clause_type, one.position) for one in paraphrases}
    others = {clause_type for clause_type, position in written if position != "standard"}

    assert written <= set(positions)
    assert {entry for entry, _ in positions if (entry, "standard") not in written or entry not in others} == set()


def test_every_position_has_three_wordings_and_two_edits(paraphrases: tuple[Paraphrases, ...]) -> None:
    assert [one for one in paraphrases if (len(one.same), len(one.changed)) != (3, 2)] == []


def test_what_says_the_same_says_it_in_other_words(
    paraphrases: tuple[Paraphrases, ...], positions: dict[tuple[str, str], str]
) -> None:
    copied = [
        text for place, text in pairs(paraphrases, "same") if longest_run(text, positions[place]) > MOST_WORDS_IN_A_ROW
    ]

    assert copied == []


def test_what_changes_the_meaning_changes_few_words(
    paraphrases: tuple[Paraphrases, ...], positions: dict[tuple[str, str], str]
) -> None:
    far = [
        text
        for place, text in pairs(paraphrases, "changed")
        if not LEAST_ALIKE < compared(text, positions[place]).ratio() < 1
    ]

    assert far == []


def test_no_text_stands_there_twice(paraphrases: tuple[Paraphrases, ...]) -> None:
    written = Counter(text for key in ("same", "changed") for _, text in pairs(paraphrases, key))

    assert [text for text, times in written.items() if times > 1] == []


@pytest.mark.parametrize("written", ["fees: [a]", "fees: {standard: {same: [a]}}", "fees: {standard: a}"])
def test_a_file_that_is_laid_out_otherwise_is_named(tmp_path: Path, written: str) -> None:
    (tmp_path / "fees.yaml").write_text(written, encoding="utf-8")

    with pytest.raises(ValueError, match=r"fees\.yaml: 'fees' is not laid out"):
        load_paraphrases(tmp_path)
