"""The chance that a passage is about a label: a small network over what was found in its contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.clause_types.runs import Candidates, chance

FURTHEST = 8.0
"""Features further from the centre count as this far."""


@dataclass(frozen=True, slots=True)
class PassageOdds:
    """The network: d features, h hidden units that each label moves in its own way.

    ``centre`` and ``scale`` (d,) bring features to one size; ``hidden`` (d, h) and ``by_label`` (labels, h) make the
    hidden units; ``out`` (h,) and ``own`` (labels,) make the log odds of them.
    """

    centre: NDArray[np.float32]
    scale: NDArray[np.float32]
    hidden: NDArray[np.float32]
    by_label: NDArray[np.float32]
    out: NDArray[np.float32]
    own: NDArray[np.float32]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.float32]]) -> PassageOdds:
        """The network with these arrays, which may be among others."""
        return cls(*(np.asarray(arrays[name], dtype=np.float32) for name in cls.names()))

    @staticmethod
    def names() -> tuple[str, ...]:
        """The names of the arrays, in the order of the fields."""
        return ("centre", "scale", "hidden", "by_label", "out", "own")

    def probabilities(self, candidates: Candidates) -> NDArray[np.float32]:
        """Shape (n,): how likely each candidate is what it says."""
        units = standard(candidates.features, self.centre, self.scale) @ self.hidden + self.by_label[candidates.labels]
        odds = np.maximum(units, 0.0) @ self.out + self.own[candidates.labels]
        return chance(odds)


def standard(
    features: NDArray[np.float32], centre: NDArray[np.float32], scale: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The features at one size, none beyond :data:`FURTHEST`."""
    return np.asarray(np.clip((features - centre) / scale, -FURTHEST, FURTHEST), dtype=np.float32)
