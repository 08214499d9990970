"""From what is said of each sentence to passages: single sentences and runs of them, each with its features.

A lawyer marks a provision, which is one sentence or a few; how likely a passage is depends on the score of its
sentences, on how it ranks in its contract, on its neighbours, on its length, and on what others say of its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.interfaces import Passage

LEAST_SCORE = 0.004
"""Sentences below are looked at only where they are among the best of their contract."""

BEST_OF_CONTRACT = 3
"""So many sentences of a contract are looked at for each label, if they score at least a tenth of that."""

RUN_SCORE = 0.15
LONGEST_RUN = 4
_PIECES = ("opening name", "opening quoted", "opening date", "opening words")
_FLOOR = 1e-5
_LOWEST = float(np.log(_FLOOR / (1 - _FLOOR)))

Floats = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may be about a label: ``labels``, ``firsts`` and ``lasts`` of shape (n,), ``features`` (n, d)."""

    labels: Places
    firsts: Places
    lasts: Places
    features: Floats


def candidates_of(opinions: Sequence[Floats], passages: Sequence[Passage], names: Sequence[str]) -> Candidates:
    """What is worth a second look in one contract, by label, then by place.

    ``opinions`` are log odds by different models, each of shape (passages, labels); ``names`` are those of the labels.
    """
    scores = chance(np.mean(opinions, axis=0))
    clauses = np.array([passage.clause for passage in passages], dtype=np.int64)
    words = np.array([len(passage.text.split()) for passage in passages], dtype=np.int64)
    order = np.argsort(-scores, axis=0, kind="stable")
    ranks = np.argsort(order, axis=0, kind="stable")
    looked_at = (scores > LEAST_SCORE) | ((ranks < BEST_OF_CONTRACT) & (scores > LEAST_SCORE / 10))
    places, labels = np.nonzero(looked_at)
    runs = np.array([run for label in np.unique(labels) for run in _runs(label, scores[:, label], clauses)], np.int64)
    runs = runs.reshape(-1, 3)
    labels, firsts, lasts = (
        np.concatenate(pair) for pair in ((labels, runs[:, 0]), (places, runs[:, 1]), (places, runs[:, 2]))
    )
    sorting = np.lexsort((lasts, firsts, labels))
    labels, firsts, lasts = labels[sorting], firsts[sorting], lasts[sorting]
    features = [
        _own_odds(scores, labels, firsts, lasts, ranks),
        *(_best(opinion, labels, firsts, lasts) for opinion in opinions),
        _neighbours(scores, labels, firsts, lasts, clauses),
        _shape(scores, labels, firsts, lasts, words),
        _whole(scores, order)[labels],
        _hinted(passages, names, labels, firsts, lasts),
        _company(scores, labels, firsts, clauses),
        _kinds(passages)[firsts],
    ]
    return Candidates(labels, firsts, lasts, np.hstack(features).astype(np.float32))


def _runs(label: int, scores: Floats, clauses: Places) -> Iterator[tuple[int, int, int]]:
    """Two to four likely sentences of one clause that follow each other: label, first, last."""
    likely = scores > RUN_SCORE
    for first in np.flatnonzero(likely).tolist():
        last = first + 1
        while last < len(scores) and likely[last] and clauses[last] == clauses[first] and last - first < LONGEST_RUN:
            yield label, first, last
            last += 1


def _rows(firsts: Places, lasts: Places) -> Places:
    """The sentences of each passage, (n, LONGEST_RUN); the last stands again where there are fewer."""
    return np.asarray(np.minimum(firsts[:, None] + np.arange(LONGEST_RUN), lasts[:, None]), dtype=np.int64)


def _own_odds(scores: Floats, labels: Places, firsts: Places, lasts: Places, ranks: Places) -> Floats:
    """The best, mean and least log odds of a passage's sentences, and the rank of the best in the contract."""
    rows = _rows(firsts, lasts)
    odds = _log_odds(scores[rows, labels[:, None]])
    inside = firsts[:, None] + np.arange(LONGEST_RUN) <= lasts[:, None]
    mean = np.where(inside, odds, 0.0).sum(axis=1) / inside.sum(axis=1)
    rank = np.log1p(ranks[rows, labels[:, None]].min(axis=1))
    return np.column_stack([odds.max(axis=1), mean, odds.min(axis=1), rank])


def _best(opinion: Floats, labels: Places, firsts: Places, lasts: Places) -> Floats:
    """The best log odds that one opinion gives to a passage's sentences."""
    best = opinion[_rows(firsts, lasts), labels[:, None]].max(axis=1, keepdims=True)
    return np.asarray(np.clip(best, _LOWEST, -_LOWEST), dtype=np.float32)


def _neighbours(scores: Floats, labels: Places, firsts: Places, lasts: Places, clauses: Places) -> Floats:
    """The log odds of the sentences before and after in the same clause, and whether there are any."""
    before, after = np.maximum(firsts - 1, 0), np.minimum(lasts + 1, len(scores) - 1)
    goes_on = (firsts > 0) & (clauses[before] == clauses[firsts])
    goes_further = (lasts + 1 < len(scores)) & (clauses[after] == clauses[lasts])
    return np.column_stack(
        [
            np.where(goes_on, _log_odds(scores[before, labels]), _LOWEST),
            np.where(goes_further, _log_odds(scores[after, labels]), _LOWEST),
            goes_on,
            goes_further,
        ]
    )


def _shape(scores: Floats, labels: Places, firsts: Places, lasts: Places, words: Places) -> Floats:
    """Length in words and in sentences, how much likelier another label is, and how far into the contract it stands."""
    until = np.concatenate([[0], np.cumsum(words)])
    others = scores.max(axis=1, initial=0.0)
    return np.column_stack(
        [
            np.log1p(until[lasts + 1] - until[firsts]),
            lasts - firsts,
            others[firsts] - scores[firsts, labels],
            firsts / max(1, len(scores)),
        ]
    )


def _whole(scores: Floats, order: Places) -> Floats:
    """Of each label, in the whole contract: its best, second and fifth log odds, and how many sentences are likely."""
    count = len(scores)
    best = [_log_odds(np.take_along_axis(scores, order[[min(rank, count - 1)]], axis=0)[0]) for rank in (0, 1, 4)]
    likely = np.log1p((scores > 2 * RUN_SCORE).sum(axis=0))
    return np.column_stack([*best, likely, np.full(scores.shape[1], np.log1p(count))])


def _hinted(passages: Sequence[Passage], names: Sequence[str], labels: Places, firsts: Places, lasts: Places) -> Floats:
    """How surely a hint says the same of one of the passage's sentences, and of any in the contract."""
    number = {name: place for place, name in enumerate(names)}
    hints = np.zeros((len(passages), len(names)), dtype=np.float32)
    for row, passage in enumerate(passages):
        for name, confidence in passage.hints.items():
            if name in number:
                hints[row, number[name]] = confidence
    rows = _rows(firsts, lasts)
    return np.column_stack([hints[rows, labels[:, None]].max(axis=1), hints.max(axis=0)[labels]])


def chance(odds: Floats) -> Floats:
    """The probabilities of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -50, 50))), dtype=np.float32)


def _company(scores: Floats, labels: Places, firsts: Places, clauses: Places) -> Floats:
    """The best log odds in a passage's whole clause, and how many of its sentences are likely."""
    begins = np.flatnonzero(np.concatenate([[True], clauses[1:] != clauses[:-1]]))
    clause = np.searchsorted(begins, firsts, side="right") - 1
    best = np.maximum.reduceat(scores, begins, axis=0)[clause, labels]
    likely = np.add.reduceat((scores > RUN_SCORE).astype(np.float32), begins, axis=0)[clause, labels]
    return np.column_stack([_log_odds(best), np.log1p(likely)])


def _kinds(passages: Sequence[Passage]) -> Floats:
    """Whether each passage is a piece of the opening, of which kind, and whether its words stood before, (n, 6)."""
    kinds = [[passage.clause < 0, *(passage.heading == name for name in _PIECES)] for passage in passages]
    seen: set[str] = set()
    again: list[bool] = []
    for passage in passages:
        again.append(passage.text in seen)
        seen.add(passage.text)
    return np.column_stack([np.array(kinds), again]).astype(np.float32)


def _log_odds(scores: Floats) -> Floats:
    """The log odds of probabilities, kept finite."""
    kept = np.clip(scores, _FLOOR, 1 - _FLOOR)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float32)
