"""Which position of an entry a clause has reached: the one whose words are nearest, prohibited only on evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from clause_library.matching.index import LibraryIndex
from clause_library.types import Position
from clause_library.wording.comparison import similarity
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE, Wording

_TIE = 0.005
"""Positions nearer to each other than this are equally near; the more approved one is taken."""

_SEMANTIC_LEAD = 0.06
"""In other words than ours, a position must be nearer in meaning than the standard by this to be taken."""

_EVIDENT_SHARE = 0.6
"""So much of what makes a wording different from the approved ones must be in the clause to prove it."""

_LIKE_PROHIBITED = 0.45
"""A clause that is less like a prohibited wording shares its boilerplate, not its point."""

_OUR_WORDS = 0.6
"""From this similarity on a clause is in our words."""

_OTHER_SIDE = {OUR_SIDE: THEIR_SIDE, THEIR_SIDE: OUR_SIDE}
_KIND_ORDER = {"standard": 0, "fallback": 1, "prohibited": 2}
_COMMON = frozenset("and or of to in by for on with as at is be its their any this that such".split())


def choose_position(
    words: Wording, entry: int, index: LibraryIndex, semantic: NDArray[np.float32] | None
) -> tuple[Position, float]:
    """The position of ``entry`` that ``words`` have reached, and how near its words are, in [0, 1].

    ``semantic`` holds the cosines with all positions of the library, None where the encoder was not asked.
    """
    rows = index.rows_of(entry)
    near = {row: similarity(index.wordings[row], words) for row in rows}
    allowed = [row for row in rows if _may_be(words, row, near[row], rows, index)]
    standard = next(row for row in rows if index.rows[row][1].kind == "standard")
    by_words = max(near.values()) >= _OUR_WORDS or semantic is None
    best = standard
    for row in sorted(allowed, key=lambda row: (_KIND_ORDER[index.rows[row][1].kind], index.rows[row][1].rank)):
        if by_words:
            ahead = near[row] > near[best] + _TIE
        else:
            assert semantic is not None
            ahead = bool(semantic[row] > semantic[best] + (_SEMANTIC_LEAD if best == standard else 0))
        if ahead:
            best = row
    return index.rows[best][1], near[best]


def distinguishing(row: int, others: Iterable[int], index: LibraryIndex) -> frozenset[str]:
    """The words of one position that none of the ``others`` has."""
    common = {key for other in others for key in index.wordings[other].keys}
    return frozenset(key for key in index.wordings[row].keys if key not in common and key not in _COMMON)


def _may_be(words: Wording, row: int, nearness: float, rows: range, index: LibraryIndex) -> bool:
    """Whether a position may be taken: what is not the standard has to show the words that make it another."""
    position = index.rows[row][1]
    if position.kind == "standard":
        return True
    standard = next(other for other in rows if index.rows[other][1].kind == "standard")
    if position.kind == "fallback" and not distinguishing(row, [standard], index):
        return nearness >= _OUR_WORDS  # it only leaves words out
    if position.kind == "prohibited" and nearness < _LIKE_PROHIBITED:
        return False
    return _is_evident(words, row, rows, index) and not _speaks_of_another(words, index.wordings[row])


def _speaks_of_another(words: Wording, position: Wording) -> bool:
    """Whether the clause is nearer to the position with its sides exchanged: what they promise us we do not promise."""
    exchanged = tuple(
        replace(token, key=_OTHER_SIDE.get(token.key, token.key)) if not token.placeholder else token
        for token in position.tokens
    )
    return similarity(replace(position, tokens=exchanged), words) > similarity(position, words) + _TIE


def _is_evident(words: Wording, row: int, rows: range, index: LibraryIndex) -> bool:
    """Whether the clause has what distinguishes a wording, and has less of what distinguishes the standard."""
    standard = next(other for other in rows if index.rows[other][1].kind == "standard")
    prohibited = index.rows[row][1].kind == "prohibited"
    others = [other for other in rows if index.rows[other][1].kind != "prohibited"] if prohibited else [standard]
    keys = set(words.keys)
    signs = distinguishing(row, others, index)
    if not signs:
        return False
    share = len(signs & keys) / len(signs)
    approved_signs = distinguishing(standard, [row], index)
    approved_share = len(approved_signs & keys) / len(approved_signs) if approved_signs else 0.0
    return share >= _EVIDENT_SHARE and share > approved_share
