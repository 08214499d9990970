"""What whole provisions are about: one logistic model a type over what they say, their heading and their sentences.

The inputs are the fast encoder's vectors of the words and of the heading, and what the model of clause types told of
the sentences. Trained on provisions of public contracts that were labelled by reading
(``models/training/provisions.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.clause_types.stored import UNUSABLE, load_stored
from models.interfaces import ModelError

LEAST_TOLD = 0.01
"""A clause type that is less likely counts as untold."""

Floats = NDArray[np.float32]


class LogisticProvisions:
    """A ``ProvisionTyper`` from a folder with ``weights.npz`` and ``labels.json``."""

    def __init__(self, folder: Path, digest: str) -> None:
        """Take the model in ``folder``, which must have been trained with the word pieces of this ``digest``.

        :raises ModelError: when its files are missing or do not fit together.
        """
        try:
            stored = load_stored(folder)
            self._words, self._headings, self._told, self._bias = (
                stored.arrays[name].astype(np.float32) for name in ("words", "headings", "told", "bias")
            )
            self._labels, self._types = tuple(stored.described["labels"]), tuple(stored.described["types"])
            shapes = {len(self._labels), len(self._bias), *(part.shape[1] for part in (self._words, self._headings))}
            if len(shapes) > 1 or self._told.shape != (len(self._types), len(self._labels)):
                raise ValueError("its weights do not fit its labels")
            if stored.described["word_pieces"] != digest:
                raise ValueError("it was trained with other word pieces")
        except UNUSABLE as error:
            raise ModelError(f"no usable model of provisions in {folder.name!r}: {error}") from error
        self._id = stored.id

    @property
    def id(self) -> str:
        """Folder name and the first 12 hex digits of the SHA-256 of the weights."""
        return self._id

    @property
    def labels(self) -> tuple[str, ...]:
        """The clause types that it knows, as the weights order them."""
        return self._labels

    def log_odds(self, words: Floats, headings: Floats, told: Sequence[Mapping[str, float]]) -> Floats:
        """The log odds of each label, shape (n, labels)."""
        odds = words @ self._words + headings @ self._headings + told_of(told, self._types) @ self._told + self._bias
        return np.asarray(odds, dtype=np.float32)


def told_of(told: Sequence[Mapping[str, float]], types: Sequence[str]) -> Floats:
    """How far above :data:`LEAST_TOLD` each type is told, in logarithms, shape (n, types); 0 where it is untold."""
    columns = {kind: number for number, kind in enumerate(types)}
    found = np.zeros((len(told), len(types)), dtype=np.float32)
    for row, said in enumerate(told):
        for kind, probability in said.items():
            if kind in columns:
                found[row, columns[kind]] = max(probability, LEAST_TOLD)
    return np.where(found > 0, np.log(np.maximum(found, LEAST_TOLD) / LEAST_TOLD), 0.0).astype(np.float32)
