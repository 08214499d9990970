"""Compares two wordings word by word: how near they are, and the differences that a lawyer would see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from clause_library.wording.normalize import Token, Wording

PLACEHOLDER_TOKENS = 12
"""A placeholder stands for at most so many words; more than that is text that nobody approved."""

_FUNCTION_WORDS = frozenset("and or of to in by for on with as at is be its their any that may shall will must".split())


@dataclass(frozen=True, slots=True)
class Difference:
    """Half-open ranges of tokens: ``before`` in the approved wording, ``after`` in the other."""

    before_start: int
    before_end: int
    after_start: int
    after_end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing an approved wording with a clause's.

    ``similarity`` is in [0, 1]; ``bindings`` holds, by placeholder, the words that stand in its place.
    """

    similarity: float
    differences: tuple[Difference, ...]
    bindings: Mapping[str, str]


def similarity(approved: Wording, other: Wording) -> float:
    """How many tokens the two share in the same order, in [0, 1]; placeholders do not count."""
    return float(Indel.normalized_similarity(approved.keys, other.keys))


def compare(approved: Wording, other: Wording) -> Comparison:
    """All differences between the two, left to right, and what the placeholders stand for."""
    before = [f"\0{token.key}" if token.placeholder else token.key for token in approved.tokens]
    after = [token.key for token in other.tokens]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    differences: list[Difference] = []
    bindings: dict[str, str] = {}
    bound = 0
    for tag, *ranges in matcher.get_opcodes():
        if tag == "equal":
            continue
        difference = Difference(*ranges)
        open_tokens = approved.tokens[difference.before_start : difference.before_end]
        if _fills_placeholder(open_tokens, difference):
            words = other.words(difference.after_start, difference.after_end)
            bindings |= {token.key: words for token in open_tokens if words}
            bound += difference.after_end - difference.after_start
        else:
            differences.append(difference)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    total = len(approved.keys) + len(after) - bound
    score = 2 * shared / total if total else 1.0
    return Comparison(min(score, 1.0), tuple(_joined(differences, approved)), bindings)


def _fills_placeholder(tokens: Sequence[Token], difference: Difference) -> bool:
    fits = difference.after_end - difference.after_start <= PLACEHOLDER_TOKENS
    return bool(tokens) and fits and all(token.placeholder for token in tokens)


def _joined(differences: Sequence[Difference], approved: Wording) -> list[Difference]:
    """Differences with no more than a filler word between them are one."""
    joined: list[Difference] = []
    for difference in differences:
        if joined and _only_fillers(approved.tokens[joined[-1].before_end : difference.before_start]):
            last = joined.pop()
            difference = Difference(last.before_start, difference.before_end, last.after_start, difference.after_end)
        joined.append(difference)
    return joined


def _only_fillers(tokens: Sequence[Token]) -> bool:
    return len(tokens) <= 2 and all(token.key in _FUNCTION_WORDS for token in tokens)
