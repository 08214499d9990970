"""From measures to the probability that a clause answers to an entry: logistic models, and when they leave it open.

The weights are log odds, fitted by ``benchmarks.matching`` to labelled clauses of public contracts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MATCH_THRESHOLD = 0.4
"""Below this probability a clause has no entry."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a logistic model: log odds for each whole step of a measure, and those of nothing."""

    of: Mapping[str, float]
    bias: float


FAST = Weights({"terms": 4.9, "ratio": 4.26, "heading": 1.47, "types": 0.32, "fast": 3.5, "lead": 0.98}, -5.3)
"""Of the measures that every clause has."""

PRECISE = Weights(
    {"terms": 3.39, "ratio": 3.17, "heading": 1.16, "types": 0.34, "fast": 2.13, "lead": 1.53, "precise": 4.89}, -6.55
)
"""With the precise encoder's say."""

FAST_KNOWN = Weights({"terms": 2.55, "ratio": 2.55, "heading": 0.75, "fast": 5.44, "learnt": 0.58}, -3.45)
PRECISE_KNOWN = Weights(
    {"terms": 2.03, "ratio": 2.17, "heading": 0.64, "fast": 4.18, "learnt": 0.59, "precise": 3.3}, -4.22
)
"""The same for entries whose clause type is known to the model of provisions: ``learnt`` is what it says."""

MOST_LEARNT = 7.0
"""Log odds beyond which what the model of provisions says is only louder."""

OPEN_BAND = 0.1
"""Log odds so near to the threshold, or to the next entry's, are undecided.

Measured (``benchmarks.matching``): the transformer then sees one clause in forty, and as many are decided rightly,
within a point, as when it sees every one.
"""

MOST_RIVALS = 5
"""The precise encoder is asked about so many entries of a clause at most."""

_NEEDED = math.log(MATCH_THRESHOLD / (1 - MATCH_THRESHOLD))
LEAST_TYPE = 0.01
"""A clause type that is less likely is as good as untold."""


def log_odds(measures: Mapping[str, Floats], weights: Weights) -> Floats:
    """The log odds of each entry; the measures with weights have shape (n, entries) or (entries,)."""
    summed = sum(weight * measures[name] for name, weight in weights.of.items())
    return np.asarray(summed + weights.bias, dtype=np.float32)


def without(weights: Weights, *names: str) -> Weights:
    """The same weights where some measures are not known yet."""
    return Weights({name: weight for name, weight in weights.of.items() if name not in names}, weights.bias)


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
