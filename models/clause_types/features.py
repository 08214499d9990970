"""The features of a passage: its words alone, in pairs and triples, and the words around it, hashed into buckets."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.interfaces import Passage

BUCKETS = 1 << 20
"""More than there are features with weight, so that few share a bucket (Weinberger et al. 2009, feature hashing)."""

_WORDS_READ = 400
_CONTEXT_WEIGHT = 0.5
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[$%€£]")

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - (BUCKETS - 1).bit_length())
_OWN, _HEADING, _ABOVE, _BEFORE, _AFTER = (np.uint64(number) for number in range(1, 6))

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Features:
    """Sparse rows: the buckets and values of row i stand from ``starts[i]`` to ``starts[i + 1]``, by bucket."""

    buckets: NDArray[np.int64]
    values: NDArray[np.float32]
    starts: NDArray[np.int64]


def features_of(passages: Sequence[Passage], idf: NDArray[np.float32] | None = None) -> Features:
    """The features of the passages of one contract, weighted by ``idf`` (one weight a bucket; None: all alike).

    Words and context are each brought to a fixed length, so that a long sentence counts no more than a short one.
    """
    words = [_words(passage.text) for passage in passages]
    own = [_grams(hashes, 3, _OWN) for hashes in words]
    around = [_context(passages, words, number) for number in range(len(passages))]
    words_part, context_part = _weighted(own, 1.0, idf), _weighted(around, _CONTEXT_WEIGHT, idf)
    rows = np.concatenate([words_part[0], context_part[0]])
    buckets = np.concatenate([words_part[1], context_part[1]])
    values = np.concatenate([words_part[2], context_part[2]])
    order = np.argsort(rows, kind="stable")
    starts = np.searchsorted(rows[order], np.arange(len(passages) + 1))
    return Features(buckets[order], values[order], starts)


def _weighted(
    grams: Sequence[Hashes], length: float, idf: NDArray[np.float32] | None
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Rows, buckets and values of the grams of all passages; the values of each row have this length, or are none."""
    owners = np.repeat(np.arange(len(grams)), [len(some) for some in grams])
    hashes = np.concatenate(grams) if grams else np.zeros(0, np.uint64)
    cells, counts = np.unique(owners * BUCKETS + (hashes >> _SHIFT).astype(np.int64), return_counts=True)
    rows, buckets = cells // BUCKETS, cells % BUCKETS
    values = 1 + np.log(counts)
    if idf is not None:
        values = values * idf[buckets]
    norms = np.sqrt(np.bincount(rows, values * values, minlength=len(grams)))
    return rows, buckets, (values * (length / np.where(norms > 0, norms, 1.0))[rows]).astype(np.float32)


def _context(passages: Sequence[Passage], words: Sequence[Hashes], number: int) -> Hashes:
    passage = passages[number]
    parts = [_grams(_name(passage.heading), 2, _HEADING), _grams(_name(passage.above), 1, _ABOVE)]
    for step, kind in ((-1, _BEFORE), (1, _AFTER)):
        other = number + step
        goes_on = 0 <= other < len(passages) and passages[other].clause == passage.clause
        parts.append(_grams(words[other], 1, kind) if goes_on else _mixed(np.array([kind]), kind))
    return np.concatenate(parts)


@lru_cache(maxsize=4096)
def _name(text: str) -> Hashes:
    return _words(text)


def _words(text: str) -> Hashes:
    """A number for each word in small letters, the same for every figure."""
    found = _WORD.findall(text.lower())[:_WORDS_READ]
    return np.array([zlib.crc32(b"0" if word.isdigit() else word.encode()) for word in found], dtype=np.uint64)


def _grams(words: Hashes, longest: int, kind: np.uint64) -> Hashes:
    """A number for each run of up to ``longest`` words; those of different kinds have nothing in common."""
    grams = [_mixed(words, kind)]
    for size in range(1, longest):
        if len(words) > size:
            grams.append(_mixed(grams[-1][: len(words) - size] ^ words[size:], kind))
    return np.concatenate(grams)


def _mixed(hashes: Hashes, kind: np.uint64) -> Hashes:
    """Every bit of these numbers spread over the upper bits (multiplicative hashing, Knuth 1973)."""
    spread = (hashes + kind) * _MIX
    return (spread ^ (spread >> np.uint64(32))) * _MIX
