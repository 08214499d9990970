"""The static encoder: a vector for each word piece, added up. No network of neurons, no torch; for the cheap stage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.word_pieces import WordPieces

WINDOW = 1024
"""Word pieces that are read of a text: more than nearly every clause has."""

TEXTS_AT_ONCE = 64
"""So that what is gathered for them stays in the processor's cache, and memory does not grow with the contract."""


class StaticEncoder:
    """An ``Encoder`` whose vector of a text is the sum of the vectors of its word pieces, made to unit length.

    Word order is not seen. The weights load at the first ``encode``.
    """

    def __init__(self, pieces: WordPieces) -> None:
        """Add up these word pieces."""
        self._pieces = pieces

    @property
    def id(self) -> str:
        """Folder name and the first 12 hex digits of the SHA-256 of the weights."""
        return self._pieces.id

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (n, d), float32, rows of unit length; ``(0, d)`` for no texts.

        A text without a word, and one longer than :data:`WINDOW`, gives a valid row.

        :raises ModelError: when the weights cannot be loaded.
        """
        table = self._pieces.table
        vectors = np.empty((len(texts), table.shape[1]), dtype=np.float32)
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            some = texts[start : start + TEXTS_AT_ONCE]
            pieces = [numbers or [self._pieces.unknown] for numbers in self._pieces.numbers(some, WINDOW)]
            starts = np.cumsum([0, *map(len, pieces[:-1])])
            gathered = table[np.fromiter(chain.from_iterable(pieces), dtype=np.intp)]
            np.add.reduceat(gathered, starts, axis=0, out=vectors[start : start + len(some)])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors
