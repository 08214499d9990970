"""What the model of clause types says of the pieces of a contract that are matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from clause_library.classification import TypedSpan
from extractor.types import Span

_WITHIN = 0.5
"""So much of what has a type must lie in a piece for the piece to have it."""


class Told:
    """The typed spans of one contract, to be asked by place."""

    def __init__(self, typed: Sequence[TypedSpan]) -> None:
        """Take all typed spans of a contract, in any order."""
        self._typed = tuple(typed)
        self._starts = np.array([found.span.start for found in self._typed], dtype=np.int64)
        self._ends = np.array([found.span.end for found in self._typed], dtype=np.int64)

    def within(self, spans: Sequence[Span]) -> Mapping[str, float]:
        """The clause types of what stands in ``spans``, each with its best probability."""
        shared = np.zeros(len(self._typed), dtype=np.int64)
        for span in spans:
            shared += np.maximum(np.minimum(self._ends, span.end) - np.maximum(self._starts, span.start), 0)
        found: dict[str, float] = {}
        for number in np.flatnonzero(shared >= _WITHIN * np.maximum(self._ends - self._starts, 1)).tolist():
            one = self._typed[number]
            found[one.clause_type] = max(found.get(one.clause_type, 0.0), one.probability)
        return found
