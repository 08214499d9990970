"""Which boxes of ink on a page make a line of text: found from the left, each beside the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from extractor.readers.ocr.paper import Boxes, Mask, Sheet

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
_MARK_ABOVE, _MARK_BELOW = 0.7, 0.6
"""How far marks may be from the letters of their line, in usual heights along it and in its own across it."""
_PIECES: Final = 2
"""Letters that may be pieces of others, the tail of a g, or a raised figure, where they are at a line of more."""
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
    rows = [letters[row.places] for row in _rows(letters, sheet.size, sheet.rules)]
    whole = [row for row in rows if len(row) > _PIECES]
    pieces = [row for row in rows if len(row) <= _PIECES]
    joined = _joined(pieces, whole, sheet.size)
    rows = whole + [piece for piece, row in zip(pieces, joined, strict=True) if row is None]
    small = [mark[None] for mark in marks[np.argsort(marks[:, 2], kind="stable")]]
    found: list[list[Boxes]] = [[marks[:0]] for _ in rows]
    for box, row in (*zip(pieces, joined, strict=True), *zip(small, _joined(small, rows, sheet.size), strict=True)):
        if row is not None:
            found[row].append(box)
    return [Line(row, np.concatenate(own)) for row, own in zip(rows, found, strict=True)]


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


def _rows(letters: Boxes, size: float, rules: Mask) -> list[_Row]:
    rows: list[_Row] = []
    going: list[_Row] = []
    for place in np.argsort(letters[:, 2], kind="stable").tolist():
        box = top, bottom, left, _ = letters[place].tolist()
        going = [row for row in going if left - row.right <= _GAP * max(size, row.bottom - row.top)]
        middle = (top + bottom) // 2
        level = [row for row in going if row.top < bottom and row.bottom > top]
        shares = [(row.beside(top, bottom), row) for row in level if not rules[middle, row.right : left].any()]
        share, best = max(shares, key=lambda one: one[0], default=(0.0, None))
        if best is None or share <= _BESIDE:
            best = _Row([], 0, top, bottom)
            rows.append(best)
            going.append(best)
        best.take(place, box)
    return rows


def _joined(parts: list[Boxes], rows: list[Boxes], size: float) -> list[int | None]:
    """Which row each part is at: at its letters, or at a part that is; None for none. Parts go from left to right."""
    if not rows:
        return [None] * len(parts)
    ends = np.array([(row[:, 2].min(), row[:, 3].max()) for row in rows], dtype=np.float64)
    tops = np.array([np.median(row[:, 0]) for row in rows])
    bottoms = np.array([np.median(row[:, 1]) for row in rows])
    above, below = tops - _MARK_ABOVE * (bottoms - tops), bottoms + _MARK_BELOW * (bottoms - tops)
    found: list[int | None] = []
    for part in parts:
        middle = float(part[:, 0].min() + part[:, 1].max()) / 2
        left, right = part[:, 2].min(), part[:, 3].max()
        along = (left < ends[:, 1] + _MARK_AFTER * size) & (right > ends[:, 0] - _MARK_BEFORE * size)
        near = np.flatnonzero(along & (above < middle) & (middle < below))
        best = int(near[np.argmin(np.abs(middle - (tops[near] + bottoms[near]) / 2))]) if len(near) else None
        if best is not None:
            ends[best] = min(ends[best, 0], left), max(ends[best, 1], right)
        found.append(best)
    return found
