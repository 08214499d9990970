"""The score of each label by hashed words: one logistic model a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.clause_types.features import BUCKETS, Features, features_of
from models.interfaces import Passage

_ROWS_AT_ONCE = 512


class LinearScores:
    """One logistic model a label over hashed features; only buckets with a weight worth keeping are kept."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float32]]) -> None:
        """Take ``idf`` (buckets,), the ``buckets`` (kept,) with weights, ``bias`` (labels,), and the weights.

        They are ``weights`` (kept, labels) in whole steps of ``step`` (labels,).
        """
        self._idf = np.asarray(arrays["idf"], dtype=np.float32)
        self._weights = np.asarray(arrays["weights"], dtype=np.int8)
        self._step = np.asarray(arrays["step"], dtype=np.float32)
        self._bias = np.asarray(arrays["bias"], dtype=np.float32)
        self._place = np.full(BUCKETS, -1, dtype=np.int32)
        self._place[np.asarray(arrays["buckets"], dtype=np.int64)] = np.arange(len(self._weights))

    def log_odds(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        """Shape (n, labels): the log odds of each label by the words of each passage and around it."""
        features = features_of(passages, self._idf)
        odds = np.tile(self._bias, (len(passages), 1))
        for first in range(0, len(passages), _ROWS_AT_ONCE):
            last = min(first + _ROWS_AT_ONCE, len(passages))
            odds[first:last] += self._sums(features, first, last)
        return odds

    def _sums(self, features: Features, first: int, last: int) -> NDArray[np.float32]:
        from scipy.sparse import csr_matrix

        start, end = int(features.starts[first]), int(features.starts[last])
        place = self._place[features.buckets[start:end]]
        kept = place >= 0
        used, columns = np.unique(place[kept], return_inverse=True)
        until = np.concatenate([[0], np.cumsum(kept)])[features.starts[first : last + 1] - start]
        rows = csr_matrix((features.values[start:end][kept], columns, until), shape=(last - first, len(used)))
        return np.asarray(rows @ self._weights[used].astype(np.float32), dtype=np.float32) * self._step
