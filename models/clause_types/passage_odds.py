"""The chance that a passage is about a label: a logistic model over what was found in its contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.clause_types.runs import Candidates

KNOTS = (0.2, 0.5, 0.8)
"""Shares of the training passages at which the effect of a feature may bend."""

BY_LABEL = (0, 3, 8)
"""Features whose effect each label has of its own: the best sentence's score, its rank, the length."""


@dataclass(frozen=True, slots=True)
class PassageOdds:
    """The model: ``centre`` and ``scale`` (d,) bring features to one size, ``knots`` (d, 3) say where effects bend.

    ``shared`` (4 d,) are the weights that all labels have in common, ``own`` (labels, 1 + 3) the intercept and the
    weights of each label.
    """

    centre: NDArray[np.float32]
    scale: NDArray[np.float32]
    knots: NDArray[np.float32]
    shared: NDArray[np.float32]
    own: NDArray[np.float32]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.float32]]) -> PassageOdds:
        """The model whose arrays ``arrays()`` gave."""
        return cls(*(np.asarray(arrays[name], dtype=np.float32) for name in cls.names()))

    @staticmethod
    def names() -> tuple[str, ...]:
        """The names of the arrays, in the order of the fields."""
        return ("centre", "scale", "knots", "shared", "own")

    def probabilities(self, candidates: Candidates) -> NDArray[np.float32]:
        """Shape (n,): how likely each candidate is what it says."""
        standard = (candidates.features - self.centre) / self.scale
        own = self.own[candidates.labels]
        odds = bent(standard, self.knots) @ self.shared + own[:, 0]
        odds += (own[:, 1:] * standard[:, BY_LABEL]).sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def bent(standard: NDArray[np.float32], knots: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each feature, and what it has beyond each of its knots: shape (n, 4 d)."""
    beyond = np.maximum(standard[:, :, None] - knots[None, :, :], 0.0)
    return np.hstack([standard, beyond.reshape(len(standard), -1)]).astype(np.float32)
