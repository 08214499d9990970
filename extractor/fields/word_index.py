"""Which paragraphs hold a word: each distinct word of a contract is looked at once, however often it stands there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class WordIndex:
    """The paragraphs of one contract by their words."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        places: dict[str, list[int]] = {}
        for number, paragraph in enumerate(paragraphs):
            for word in set(paragraph.split()):
                places.setdefault(word, []).append(number)
        self._places = list(places.values())
        self._vocabulary = " ".join(places)
        self._starts = [0, *accumulate(len(word) + 1 for word in places)]
        self._known: dict[str, frozenset[int]] = {}

    def holding(self, *parts: str) -> list[int]:
        """The paragraphs, counted from 0 and in order, that hold one of ``parts``: words, pieces of them, or several.

        Empty where none does. Letters count as they are.
        """
        found: frozenset[int] = frozenset()
        return sorted(found.union(*map(self._holding, parts)))

    def _holding(self, part: str) -> frozenset[int]:
        if part not in self._known:
            self._known[part] = self._search(part)
        return self._known[part]

    def _search(self, part: str) -> frozenset[int]:
        longest = max(part.split(), key=len, default="")
        if longest and longest == part:
            return self._with_piece(part)
        among = self._holding(longest) if longest else range(len(self._paragraphs))
        return frozenset(number for number in among if part in self._paragraphs[number])

    def _with_piece(self, piece: str) -> frozenset[int]:
        """The paragraphs with a word that holds ``piece``, which has no blanks."""
        found: set[int] = set()
        place = self._vocabulary.find(piece)
        while place >= 0:
            word = bisect_right(self._starts, place)
            found.update(self._places[word - 1])
            place = self._vocabulary.find(piece, self._starts[word])
        return frozenset(found)
