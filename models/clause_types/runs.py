"""From what is said of each sentence to passages: single sentences and runs of them, each with its features.

A lawyer marks a provision, which is one sentence or a few; how likely a passage is depends on the score of its
sentences, on how it ranks in its contract, on its neighbours and on its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_SCORE = 0.002
"""Sentences below are about the label in fewer than one of a thousand cases."""

BEST_OF_CONTRACT = 3
"""So many sentences of a contract are looked at for each label, however low they score, down to a tenth of that."""

RUN_SCORE = 0.15
LONGEST_RUN = 4
_FLOOR = 1e-5


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may be about a label: ``labels``, ``firsts`` and ``lasts`` of shape (n,), ``features`` (n, d)."""

    labels: NDArray[np.int64]
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]
    features: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Contract:
    """The scores (n, labels) of a contract's sentences, with what the features need of each sentence."""

    scores: NDArray[np.float32]
    odds: NDArray[np.float32]
    clauses: NDArray[np.int64]
    words: NDArray[np.int64]
    others: NDArray[np.float32]
    """The best score of each sentence for any label."""


def candidates_of(scores: NDArray[np.float32], clauses: NDArray[np.int64], words: NDArray[np.int64]) -> Candidates:
    """The passages of one contract that are worth a second look.

    ``scores`` has shape (sentences, labels), ``clauses`` and ``words`` (sentences,): the clause of each sentence
    and its length.
    """
    contract = _Contract(scores, log_odds(scores), clauses, words, scores.max(axis=1, initial=0.0))
    rows = [
        (label, first, last, features)
        for label in range(scores.shape[1])
        for first, last, features in _of_label(label, contract)
    ]
    return Candidates(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.int64),
        np.array([row[2] for row in rows], dtype=np.int64),
        np.array([row[3] for row in rows], dtype=np.float32).reshape(len(rows), -1),
    )


def log_odds(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The log odds of probabilities, kept finite."""
    kept = np.clip(scores, _FLOOR, 1 - _FLOOR)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float32)


def _of_label(label: int, contract: _Contract) -> Iterator[tuple[int, int, list[float]]]:
    scores = contract.scores[:, label]
    order = np.argsort(-scores, kind="stable")
    best = order[:BEST_OF_CONTRACT]
    chosen = np.union1d(np.flatnonzero(scores > LEAST_SCORE), best[scores[best] > LEAST_SCORE / 10])
    if not len(chosen):
        return
    ranks = np.empty(len(scores), dtype=np.int64)
    ranks[order] = np.arange(len(scores))
    whole = _of_contract(contract.odds[:, label], scores, order)
    for first in chosen.tolist():
        yield first, first, _features(first, first, label, ranks, contract) + whole
    for first, last in _runs(scores, contract.clauses):
        yield first, last, _features(first, last, label, ranks, contract) + whole


def _runs(scores: NDArray[np.float32], clauses: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Two to four likely sentences of one clause that follow each other."""
    likely = scores > RUN_SCORE
    for first in np.flatnonzero(likely).tolist():
        last = first + 1
        while last < len(scores) and likely[last] and clauses[last] == clauses[first] and last - first < LONGEST_RUN:
            yield first, last
            last += 1


def _of_contract(odds: NDArray[np.float32], scores: NDArray[np.float32], order: NDArray[np.int64]) -> list[float]:
    """What the label's scores in the whole contract say: the best, the second, the fifth; how many are likely."""
    at = [float(odds[order[min(rank, len(order) - 1)]]) for rank in (0, 1, 4)]
    return [*at, float(np.log1p((scores > 2 * RUN_SCORE).sum())), float(np.log1p(len(order)))]


def _features(first: int, last: int, label: int, ranks: NDArray[np.int64], contract: _Contract) -> list[float]:
    odds = contract.odds[first : last + 1, label]
    count = len(contract.clauses)
    goes_on = first > 0 and contract.clauses[first - 1] == contract.clauses[first]
    goes_further = last + 1 < count and contract.clauses[last + 1] == contract.clauses[last]
    lowest = float(log_odds(np.zeros(1, np.float32))[0])
    length = float(contract.words[first : last + 1].sum())
    return [
        float(odds.max()),
        float(odds.mean()),
        float(odds.min()),
        float(np.log1p(ranks[first : last + 1].min())),
        float(contract.odds[first - 1, label]) if goes_on else lowest,
        float(contract.odds[last + 1, label]) if goes_further else lowest,
        float(goes_on),
        float(goes_further),
        float(np.log1p(length)),
        float(last - first),
        float(contract.others[first : last + 1].max() - contract.scores[first : last + 1, label].max()),
        first / count,
    ]
