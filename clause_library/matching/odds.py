"""From measures to the probability that a clause answers to an entry: logistic models, and when they leave it open.

The weights are log odds, fitted by ``benchmarks.matching --fit`` to labelled clauses of public contracts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MATCH_THRESHOLD = 0.4
"""Below this probability a clause has no entry."""

FAST = {"terms": 3.28, "ratio": 2.45, "heading": 1.31, "types": 0.44, "fast": 4.06, "lead": 2.64}
FAST_BIAS = -5.96
"""Of the measures that every clause has."""

PRECISE = {"terms": 2.58, "ratio": 1.99, "heading": 1.12, "types": 0.44, "fast": 2.97, "lead": 2.25, "precise": 4.62}
PRECISE_BIAS = -7.31
"""With the precise encoder's say."""

OPEN_BAND = 0.1
"""Log odds so near to the threshold, or to the next entry's, are undecided.

Measured (``benchmarks.matching``): the transformer then sees one clause in forty, and as many are decided rightly,
within a point, as when it sees one in five.
"""

MOST_RIVALS = 5
"""The precise encoder is asked about so many entries of a clause at most."""

_NEEDED = math.log(MATCH_THRESHOLD / (1 - MATCH_THRESHOLD))
LEAST_TYPE = 0.01
"""A clause type that is less likely is as good as untold."""


def log_odds(measures: Mapping[str, Floats], weights: Mapping[str, float], bias: float) -> Floats:
    """The log odds of each entry; the measures with weights have shape (n, entries) or (entries,)."""
    return np.asarray(sum(weight * measures[name] for name, weight in weights.items()) + bias, dtype=np.float32)


def type_odds(types: Floats) -> Floats:
    """Log odds of the clause types above what is told of most clauses; 0 where nothing is told."""
    least = math.log(LEAST_TYPE / (1 - LEAST_TYPE))
    kept = np.clip(types, LEAST_TYPE, 1 - LEAST_TYPE)
    return np.asarray(np.log(kept / (1 - kept)) - least, dtype=np.float32)


def is_open(odds: Floats) -> NDArray[np.bool_]:
    """Whether the best entry of each query is near the threshold, or has another near it, shape (n,)."""
    ordered = np.sort(odds, axis=1)
    best = ordered[:, -1]
    second = ordered[:, -2] if odds.shape[1] > 1 else np.full_like(best, -np.inf)
    contested = (best > _NEEDED) & (best - second < OPEN_BAND)
    return np.asarray((np.abs(best - _NEEDED) < OPEN_BAND) | contested, dtype=np.bool_)


def in_question(odds: Floats) -> NDArray[np.bool_]:
    """Which entries the precise encoder could still make the best of each of these undecided queries."""
    rivals = min(MOST_RIVALS, odds.shape[1])
    least = np.partition(odds, -rivals, axis=1)[:, [-rivals]]
    near = odds > odds.max(axis=1, keepdims=True) - 2 * OPEN_BAND
    return np.asarray(near & (odds >= least), dtype=np.bool_)


def probability(odds: Floats) -> Floats:
    """Of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -50, 50))), dtype=np.float32)
