"""Which boxes of ink on a page make a line of text: found from the left, each beside the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from extractor.readers.ocr.paper import Boxes, Sheet

_LETTER, _TALLEST, _WIDEST = 0.6, 6.0, 14.0
"""Least and greatest height and greatest width of a letter, or of several that touch, in usual heights."""
_SPECK, _MARK_WIDTH = 0.02, 4.0
"""Least area and greatest width of a dot, dash or quotation mark, in usual heights, squared and plain."""
_GAP: Final = 2.6
"""Empty space within a line, in heights of the line; what stands further off is a line of its own: the next column."""
_BESIDE: Final = 0.5
"""Share of the lower of two heights that must be beside the other."""
_DRIFT: Final = 0.25
"""How fast a line's height and place follow its letters, so that it may rise, sink and bend."""
_MARK_BEFORE, _MARK_AFTER = 1.2, 1.6
_MARK_ABOVE, _MARK_BELOW = 0.7, 0.5
"""How far marks may be from the letters of their line, in usual heights along it and in its own across it."""
_MOST: Final = 20_000
"""Boxes of one page; print has not so many, grain and patterns have."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the boxes of its letters, and of its dots, dashes and quotation marks."""

    letters: Boxes
    marks: Boxes

    @property
    def boxes(self) -> Boxes:
        """All of them."""
        return np.concatenate([self.letters, self.marks])


def lines_on(sheet: Sheet) -> list[Line]:
    """The lines of a page in no order; none where there is too much on it to be print."""
    heights = sheet.boxes[:, 1] - sheet.boxes[:, 0]
    widths = sheet.boxes[:, 3] - sheet.boxes[:, 2]
    low = heights < _LETTER * sheet.size
    letters = sheet.boxes[~low & (heights <= _TALLEST * sheet.size) & (widths <= _WIDEST * sheet.size)]
    large = (heights * widths >= _SPECK * sheet.size**2) & (heights > 1)
    marks = sheet.boxes[low & large & (widths <= _MARK_WIDTH * sheet.size)]
    if len(letters) + len(marks) > _MOST:
        return []
    rows = [letters[row.places] for row in _rows(letters, sheet.size)]
    return [Line(row, own) for row, own in zip(rows, _shared_out(marks, rows, sheet.size), strict=True)]


@dataclass(slots=True)
class _Row:
    """A line so far: where its last letters stand."""

    places: list[int]
    right: int
    top: float
    bottom: float

    def beside(self, top: int, bottom: int) -> float:
        """The share of a letter's height, or the line's, that is beside the other."""
        return (min(bottom, self.bottom) - max(top, self.top)) / min(bottom - top, self.bottom - self.top)

    def take(self, place: int, box: tuple[int, int, int, int]) -> None:
        top, bottom, _, right = box
        self.places.append(place)
        self.right = max(self.right, right)
        self.top += _DRIFT * (top - self.top)
        self.bottom += _DRIFT * (bottom - self.bottom)


def _rows(letters: Boxes, size: float) -> list[_Row]:
    rows: list[_Row] = []
    going: list[_Row] = []
    for place in np.argsort(letters[:, 2], kind="stable").tolist():
        box = top, bottom, left, _ = letters[place].tolist()
        going = [row for row in going if left - row.right <= _GAP * max(size, row.bottom - row.top)]
        shares = [(row.beside(top, bottom), row) for row in going if row.top < bottom and row.bottom > top]
        share, best = max(shares, key=lambda one: one[0], default=(0.0, None))
        if best is None or share <= _BESIDE:
            best = _Row([], 0, top, bottom)
            rows.append(best)
            going.append(best)
        best.take(place, box)
    return rows


def _shared_out(marks: Boxes, rows: list[Boxes], size: float) -> list[Boxes]:
    """The marks of each line: those at its letters, or at marks that are."""
    own: list[list[Boxes]] = [[] for _ in rows]
    if rows:
        ends = np.array([(row[:, 2].min(), row[:, 3].max()) for row in rows], dtype=np.float64)
        tops = np.array([np.median(row[:, 0]) for row in rows])
        bottoms = np.array([np.median(row[:, 1]) for row in rows])
        above, below = tops - _MARK_ABOVE * (bottoms - tops), bottoms + _MARK_BELOW * (bottoms - tops)
        for mark in marks[np.argsort(marks[:, 2], kind="stable")]:
            middle = (mark[0] + mark[1]) / 2
            along = (mark[2] < ends[:, 1] + _MARK_AFTER * size) & (mark[3] > ends[:, 0] - _MARK_BEFORE * size)
            near = np.flatnonzero(along & (above < middle) & (middle < below))
            if len(near):
                best = near[np.argmin(np.abs(middle - (tops[near] + bottoms[near]) / 2))]
                own[best].append(mark)
                ends[best] = min(ends[best, 0], mark[2]), max(ends[best, 1], mark[3])
    return [np.array(found, dtype=np.int64).reshape(-1, 4) for found in own]
