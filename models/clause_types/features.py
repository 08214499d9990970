"""The features of a passage: its words alone, in pairs and triples, and the words around it, hashed into buckets."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.interfaces import Passage

BUCKETS = 1 << 20
"""More than there are features with weight, so that few share a bucket (Weinberger et al. 2009, feature hashing)."""

_WORDS_READ = 400
_CONTEXT_WEIGHT = 0.5
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[$%€£]")


@dataclass(frozen=True, slots=True)
class Features:
    """Sparse rows: the buckets and values of row i stand from ``starts[i]`` to ``starts[i + 1]``."""

    buckets: NDArray[np.int64]
    values: NDArray[np.float32]
    starts: NDArray[np.int64]


def features_of(passages: Sequence[Passage], idf: NDArray[np.float32] | None = None) -> Features:
    """The features of the passages of one contract, weighted by ``idf`` (one weight a bucket; None: all alike).

    Words and context are each brought to a fixed length, so that a long sentence counts no more than a short one.
    """
    words = [_words(passage.text) for passage in passages]
    buckets: list[NDArray[np.int64]] = []
    values: list[NDArray[np.float32]] = []
    for number in range(len(passages)):
        parts = (
            (_grams(words[number], 3, ""), 1.0),
            (_context(passages, words, number), _CONTEXT_WEIGHT),
        )
        row = [_weighted(grams, length, idf) for grams, length in parts]
        buckets.append(np.concatenate([found for found, _ in row]))
        values.append(np.concatenate([weight for _, weight in row]))
    starts = np.cumsum([0, *(len(row) for row in buckets)], dtype=np.int64)
    if not passages:
        return Features(np.zeros(0, np.int64), np.zeros(0, np.float32), starts)
    return Features(np.concatenate(buckets), np.concatenate(values), starts)


def _weighted(
    grams: Iterator[str], length: float, idf: NDArray[np.float32] | None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    counts = Counter(zlib.crc32(gram.encode()) % BUCKETS for gram in grams)
    buckets = np.fromiter(counts, dtype=np.int64, count=len(counts))
    values = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
    if idf is not None:
        values *= idf[buckets]
    norm = float(np.sqrt((values * values).sum()))
    return buckets, (values * (length / norm) if norm else values).astype(np.float32)


def _context(passages: Sequence[Passage], words: Sequence[list[str]], number: int) -> Iterator[str]:
    passage = passages[number]
    yield from _grams(_words(passage.heading), 2, "heading ")
    yield from _grams(_words(passage.above), 1, "above ")
    for step, prefix in ((-1, "before "), (1, "after ")):
        other = number + step
        if 0 <= other < len(passages) and passages[other].clause == passage.clause:
            yield from _grams(words[other], 1, prefix)
        else:
            yield prefix


def _words(text: str) -> list[str]:
    """Small letters, every number as 0."""
    return ["0" if word.isdigit() else word for word in _WORD.findall(text.lower())][:_WORDS_READ]


def _grams(words: Sequence[str], longest: int, prefix: str) -> Iterator[str]:
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            yield prefix + " ".join(words[start : start + size])
