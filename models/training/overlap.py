"""When two passages count as the same: their words overlap by half (Jaccard; Hendrycks et al. 2021, CUAD)."""

from __future__ import annotations

SAME_PASSAGE = 0.5
"""A passage is the one that was marked where their words overlap so far."""

_WITHOUT_STOPS = str.maketrans("/", " ", ".,;:")


def words_of(text: str) -> frozenset[str]:
    """The words of a text as CUAD compares them: in small letters, without full stops, commas and colons."""
    return frozenset(text.lower().translate(_WITHOUT_STOPS).split())


def overlap(words: frozenset[str], other: frozenset[str]) -> float:
    """The share of all words that both have; 0 where neither has any."""
    return len(words & other) / max(1, len(words | other))
