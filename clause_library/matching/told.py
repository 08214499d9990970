"""What the model of clause types says of the pieces of a contract that are matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from clause_library.classification import TypedSpan
from clause_library.matching.odds import LEAST_TYPE
from extractor.types import Span

_WITHIN = 0.5
"""So much of what has a type must lie in a piece for the piece to have it."""


class Told:
    """The typed spans of one contract, to be asked by place."""

    def __init__(self, typed: Sequence[TypedSpan]) -> None:
        """Take all typed spans of a contract, in any order; those that are as good as untold are left out."""
        self._typed = sorted(
            (found for found in typed if found.probability >= LEAST_TYPE), key=lambda found: found.span.start
        )
        self._starts = np.array([found.span.start for found in self._typed], dtype=np.int64)
        self._ends = np.array([found.span.end for found in self._typed], dtype=np.int64)
        # The furthest end up to each one never falls: what ends before a place is found by bisection.
        self._furthest = np.maximum.accumulate(self._ends) if self._typed else self._ends

    def within(self, spans: Sequence[Span]) -> Mapping[str, float]:
        """The clause types of what stands in ``spans``, each with its best probability."""
        first = int(np.searchsorted(self._furthest, min((span.start for span in spans), default=0), side="right"))
        last = int(np.searchsorted(self._starts, max((span.end for span in spans), default=0)))
        starts, ends = self._starts[first:last], self._ends[first:last]
        shared = np.zeros(len(starts), dtype=np.int64)
        for span in spans:
            shared += np.maximum(np.minimum(ends, span.end) - np.maximum(starts, span.start), 0)
        found: dict[str, float] = {}
        for number in np.flatnonzero(shared >= _WITHIN * np.maximum(ends - starts, 1)).tolist():
            one = self._typed[first + number]
            found[one.clause_type] = max(found.get(one.clause_type, 0.0), one.probability)
        return found
