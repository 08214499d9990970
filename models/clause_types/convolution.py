"""The score of each label by the order of word pieces: one convolution over their vectors, then one hidden layer.

The first step's second opinion (Kim 2014, Convolutional Neural Networks for Sentence Classification): words that the
training contracts never had stand near words that they had, which hashed words cannot know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.interfaces import Passage
from models.word_pieces import LONGEST_PIECE, WordPieces

PIECES_READ = 160
NAME_PIECES_READ = 24
"""Of a heading, and of the headings above it, the last ones."""

WIDTH = 3
"""Word pieces that the convolution sees at a time."""

_PASSAGES_AT_ONCE = 1024
"""So that memory does not grow with the contract."""

Floats = NDArray[np.float32]
Numbers = Sequence[int]


@dataclass(frozen=True, slots=True)
class Read:
    """The word pieces of the passages of one contract: of their words, their headings, and the headings above."""

    words: Sequence[Numbers]
    headings: Sequence[Numbers]
    above: Sequence[Numbers]
    goes_on: NDArray[np.bool_]
    """Whether each passage stands in one clause with the one before, shape (n,)."""


def read(passages: Sequence[Passage], pieces: WordPieces) -> Read:
    """What the network is shown of a contract."""
    names = list(dict.fromkeys(chain.from_iterable((passage.heading, passage.above) for passage in passages)))
    most = LONGEST_PIECE * NAME_PIECES_READ
    known = dict(zip(names, pieces.numbers([name[-most:] for name in names], most), strict=True))
    clauses = np.array([passage.clause for passage in passages], dtype=np.int64)
    return Read(
        pieces.numbers([passage.text for passage in passages], PIECES_READ),
        [known[passage.heading][-NAME_PIECES_READ:] for passage in passages],
        [known[passage.above][-NAME_PIECES_READ:] for passage in passages],
        np.concatenate([[False], clauses[1:] == clauses[:-1]]) if passages else np.zeros(0, np.bool_),
    )


class ConvolutionScores:
    """The network in numpy.

    ``kernel`` (d, WIDTH * c) and ``kernel_bias`` (c,) read the words in their order; ``units`` (2 c + 4 d + 2, h) with
    ``units_bias`` (h,) see the strongest and the mean of that, then the sums of headings, of headings above, of the
    passages before and after, and whether there are any; ``top`` (h, labels) and ``top_bias`` (labels,) make log odds.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.float32]], pieces: WordPieces) -> None:
        """Take the arrays, which may be among others, and the word pieces that they were trained with."""
        self._pieces = pieces
        names = self.names()
        self._kernel, self._kernel_bias, self._units, self._units_bias, self._top, self._top_bias = (
            np.asarray(arrays[name], dtype=np.float32) for name in names
        )

    @staticmethod
    def names() -> tuple[str, ...]:
        """The names of the arrays."""
        return ("kernel", "kernel_bias", "units", "units_bias", "top", "top_bias")

    def log_odds(self, passages: Sequence[Passage]) -> Floats:
        """Shape (n, labels)."""
        shown = read(passages, self._pieces)
        sums = self._sums(shown.words)
        names = self._named(shown)
        goes_further = np.concatenate([shown.goes_on[1:], [False]])
        nothing = np.zeros((1, sums.shape[1]), dtype=np.float32)
        before = np.where(shown.goes_on[:, None], np.concatenate([nothing, sums[:-1]]), nothing)
        after = np.where(goes_further[:, None], np.concatenate([sums[1:], nothing]), nothing)
        odds = np.empty((len(passages), len(self._top_bias)), dtype=np.float32)
        for first in range(0, len(passages), _PASSAGES_AT_ONCE):
            some = slice(first, min(first + _PASSAGES_AT_ONCE, len(passages)))
            features = [
                self._convolved(shown.words[some]),
                np.stack([names[tuple(name)] for name in shown.headings[some]]),
                np.stack([names[tuple(name)] for name in shown.above[some]]),
                before[some],
                after[some],
                ~shown.goes_on[some, None],
                ~goes_further[some, None],
            ]
            units = np.hstack(features).astype(np.float32, copy=False) @ self._units + self._units_bias
            odds[some] = np.maximum(units, 0.0) @ self._top + self._top_bias
        return odds

    def _named(self, shown: Read) -> dict[tuple[int, ...], Floats]:
        distinct = list(dict.fromkeys(map(tuple, chain(shown.headings, shown.above))))
        return dict(zip(distinct, self._sums(distinct), strict=True))

    def _sums(self, texts: Sequence[Numbers]) -> Floats:
        """The sum of the vectors of each text by the root of their number, shape (n, d); 0 for no piece."""
        table = self._pieces.table
        sums = np.zeros((len(texts), table.shape[1]), dtype=np.float32)
        for text, row in zip(texts, sums, strict=True):
            if len(text):
                np.add.reduce(table[list(text)], axis=0, out=row)
                row /= np.sqrt(np.float32(len(text)))
        return sums

    def _convolved(self, texts: Sequence[Numbers]) -> Floats:
        """The strongest of each unit along each text, then a third of its sum by the root of the length, (n, 2 c)."""
        # Every word piece of these texts is multiplied once, wherever and however often it stands.
        flat = np.fromiter(chain.from_iterable(texts), dtype=np.intp)
        seen, numbers = np.unique(flat, return_inverse=True)
        count = len(self._kernel_bias)
        vectors = np.vstack([self._pieces.table[seen], np.zeros((1, self._kernel.shape[0]), np.float32)])
        left, middle, right = (vectors @ self._kernel[:, place * count : (place + 1) * count] for place in range(WIDTH))
        middle += self._kernel_bias
        outside = [len(seen)]  # zeros: nothing is read across the ends of a text
        found = np.zeros((len(texts), 2 * count), dtype=np.float32)
        start = 0
        for text, row in zip(texts, found, strict=True):
            if len(text):
                own = numbers[start : start + len(text)]
                start += len(text)
                units = middle[own]
                units += left[np.concatenate([outside, own[:-1]])]
                units += right[np.concatenate([own[1:], outside])]
                np.maximum(units, 0.0, out=units)
                np.maximum.reduce(units, axis=0, out=row[:count])
                np.add.reduce(units, axis=0, out=row[count:])
                row[count:] /= WIDTH * np.sqrt(np.float32(len(text)))
        return found
