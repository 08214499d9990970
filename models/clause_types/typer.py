"""The shipped typer: linear over words in context, then a small network over what that says in the contract."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.clause_types.features import BUCKETS, Features, features_of
from models.clause_types.passage_odds import PassageOdds
from models.clause_types.runs import candidates_of
from models.interfaces import ModelError, Passage, Typed

WEIGHTS_FILE = "weights.npz"
LABELS_FILE = "labels.json"
_ROWS_AT_ONCE = 256


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

    def scores(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        """Shape (n, labels): the chance of each label by the words of each passage and around it."""
        features = features_of(passages, self._idf)
        odds = np.tile(self._bias, (len(passages), 1))
        for first in range(0, len(passages), _ROWS_AT_ONCE):
            last = min(first + _ROWS_AT_ONCE, len(passages))
            odds[first:last] += self._sums(features, first, last)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)

    def _sums(self, features: Features, first: int, last: int) -> NDArray[np.float32]:
        start, end = int(features.starts[first]), int(features.starts[last])
        place = self._place[features.buckets[start:end]]
        kept = place >= 0
        sums = np.zeros((last - first, self._weights.shape[1]), dtype=np.float32)
        rows = np.repeat(np.arange(last - first), np.diff(features.starts[first : last + 1]))[kept]
        if len(rows):
            products = self._weights[place[kept]] * features.values[start:end][kept, None]
            begins = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
            sums[rows[begins]] = np.add.reduceat(products, begins, axis=0) * self._step
        return sums


class LinearTyper:
    """A ``ClauseTyper`` from a folder with ``weights.npz`` and ``labels.json``."""

    def __init__(self, folder: Path) -> None:
        """Take the model in ``folder``.

        :raises ModelError: when its files are missing or do not fit together.
        """
        try:
            data = (folder / WEIGHTS_FILE).read_bytes()
            labels = json.loads((folder / LABELS_FILE).read_text(encoding="utf-8"))
            with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            self._linear = LinearScores(arrays)
            self._odds = PassageOdds.from_arrays(arrays)
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise ModelError(f"no usable model of clause types in {folder.name!r}: {error}") from error
        if len(labels) != len(self._odds.own):
            raise ModelError(f"the model in {folder.name!r} has {len(self._odds.own)} labels, its list {len(labels)}")
        self._labels = tuple(labels)
        self._id = f"{folder.name}@{hashlib.sha256(data).hexdigest()[:12]}"

    @property
    def id(self) -> str:
        """Folder name and the first 12 hex digits of the SHA-256 of the weights."""
        return self._id

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, as the weights order them."""
        return self._labels

    def types(self, passages: Sequence[Passage]) -> tuple[Typed, ...]:
        """What the passages of one contract are about: by label, then by place."""
        if not passages:
            return ()
        candidates = candidates_of(self._linear.scores(passages), passages, self._labels)
        rows = zip(
            candidates.labels.tolist(),
            candidates.firsts.tolist(),
            candidates.lasts.tolist(),
            self._odds.probabilities(candidates).tolist(),
            strict=True,
        )
        return tuple(Typed(self._labels[label], first, last, chance) for label, first, last, chance in rows)
