"""The order of a page's lines: one text column after the other where there are two, else from the top."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from extractor.readers.ocr.strips import Strip

_LEVEL: Final = 0.4
"""How much lower one of two lines beside each other may be, in capitals."""
_LINES: Final = 8
"""Least lines of a text column."""
_MIDDLE: Final = (0.3, 0.7)
"""Where across the text the white strip between two columns may be."""
_PLACES: Final = 200
_BREADTH: Final = 0.8
"""Of the white strip, in capitals; words within a line are closer."""
_FULL: Final = 0.75
"""Usual breadth of a text column's lines, in breadths of the column; the cells of tables are shorter."""
_ACROSS: Final = 0.2
"""Share of the lines that may go across both columns: headings."""


def in_order(strips: Sequence[Strip], ruled: bool) -> list[Strip]:
    """The lines in the order in which they are read; ``ruled`` tells that lines are drawn between what stands beside.

    The layout takes words that were painted one column after the other for text columns, others for a table's rows.
    """
    lines = _from_the_top(strips)
    gutter = None if ruled or len(lines) < 2 * _LINES else _gutter(lines)
    if gutter is None:
        return lines
    sides = [int(strip.left >= gutter) + int(strip.right > gutter) for strip in lines]
    columns = [[strip for strip, side in zip(lines, sides, strict=True) if side == wanted] for wanted in (1, 0, 2)]
    across, *halves = columns
    evident = len(across) <= _ACROSS * len(lines) and all(len(half) >= _LINES and _is_full(half) for half in halves)
    return [*across, *halves[0], *halves[1]] if evident else lines


def _from_the_top(strips: Sequence[Strip]) -> list[Strip]:
    """The lines one below the other, those beside each other from the left."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: (strip.baseline, strip.left)):
        if not rows or strip.baseline - rows[-1][0].baseline > _LEVEL * strip.capital:
            rows.append([])
        rows[-1].append(strip)
    return [strip for row in rows for strip in sorted(row, key=lambda strip: strip.left)]


def _gutter(lines: Sequence[Strip]) -> float | None:
    """The middle of the broadest strip that as few lines as possible cross, in the middle of the text."""
    lefts, rights = np.array([[strip.left, strip.right] for strip in lines]).T
    start, end = lefts.min(), rights.max()
    places = start + (end - start) * np.linspace(_MIDDLE[0], _MIDDLE[1], _PLACES)
    crossing = np.count_nonzero((lefts[:, None] < places) & (rights[:, None] > places), axis=0)
    clear = np.flatnonzero(np.diff(np.concatenate(([0], crossing <= crossing.min(), [0]))))
    spans = [(places[one], places[other - 1]) for one, other in zip(clear[::2], clear[1::2], strict=True)]
    left, right = max(spans, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
    least = _BREADTH * float(np.median([strip.capital for strip in lines]))
    return float(left + right) / 2 if right - left >= least else None


def _is_full(lines: Sequence[Strip]) -> bool:
    """Whether most lines go from one side of their column to the other, and follow each other closely."""
    breadths = [strip.right - strip.left for strip in lines]
    leaps = [other.baseline - one.baseline for one, other in pairwise(lines)]
    return float(np.median(breadths)) >= _FULL * max(breadths) and float(np.median(leaps)) > lines[0].capital
