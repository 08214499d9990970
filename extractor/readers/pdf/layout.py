"""Fragments on a page as lines in reading order: columns where they are evident, else rows from top to bottom."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from extractor.readers.pdf.numbering import is_label, with_spaced_label
from extractor.readers.pdf.text import Fragment, Page, Run

_SAME_ROW: Final = 0.45
"""Share of the line height by which baselines on one row may differ: superscripts do, the next line does not."""
_CELL_GAP: Final = 1.4
_LETTERS_AN_EM: Final = 2.1
_TOUCHING: Final = 0.12
_RAISED: Final = 0.1
"""Difference of baselines, in line heights, that tells the ``th`` of an ordinal from the next word or cell."""
_GUTTER: Final = 9.0
_COLUMN_LINES: Final = 8
_LONG_LINE: Final = 0.2
"""Share of the page width from which a fragment speaks for a text column."""


class Cell(NamedTuple):
    """Words of one line between two wide gaps; ``runs`` are the characters of the page that they are made of."""

    text: str
    left: float
    right: float
    runs: tuple[Run, ...] = ()


class Line(NamedTuple):
    """One line of text. ``column`` is 0 for the full width, then 1 and 2; ``cells`` holds at least two or none.

    ``words_left`` is where the words begin: right of ``left`` where a number or bullet stands before them in a margin
    of its own. ``runs`` are the characters of the page that the line is made of, from left to right.
    """

    text: str
    page: int
    left: float
    words_left: float
    right: float
    baseline: float
    height: float
    bold: bool
    column: int = 0
    cells: tuple[Cell, ...] = ()
    runs: tuple[Run, ...] = ()


def lines_of(page: Page) -> list[Line]:
    """The page's lines in reading order."""
    gutter = _find_gutter(page)
    if gutter is None:
        return _rows(page.fragments, page.number, 0)
    spanning = _rows([f for f in page.fragments if f.left < gutter < f.right], page.number, 0)
    left = _by_height(f for f in page.fragments if f.right <= gutter)
    right = _by_height(f for f in page.fragments if f.left >= gutter)
    lines: list[Line] = []
    for row in [*spanning, None]:
        below = row.baseline if row else float("inf")
        for column, side in enumerate((left, right), start=1):
            lines += _rows(_taken(side, below), page.number, column)
        if row:
            lines.append(row)
    return lines


def _by_height(fragments: Iterable[Fragment]) -> deque[Fragment]:
    return deque(sorted(fragments, key=attrgetter("baseline")))


def _taken(side: deque[Fragment], below: float) -> list[Fragment]:
    """The uppermost fragments of a side, taken from it."""
    taken = []
    while side and side[0].baseline < below:
        taken.append(side.popleft())
    return taken


def _find_gutter(page: Page) -> float | None:
    """The middle of the white strip between two text columns, or None without clear evidence.

    Evidence is a strip in the middle of the page with many long lines on both sides at the same height, painted one
    column after the other: a table with two wide columns is painted row by row.
    """
    long = [f for f in page.fragments if f.right - f.left >= _LONG_LINE * page.width]
    lefts = [f for f in long if f.right < 0.6 * page.width]
    rights = [f for f in long if f.left > 0.4 * page.width]
    if min(len(lefts), len(rights)) < _COLUMN_LINES:
        return None
    inner, outer = max(f.right for f in lefts), min(f.left for f in rights)
    if outer - inner < _GUTTER or _shared_height(lefts, rights) < 0.5:
        return None
    gutter = (inner + outer) / 2
    sides = [f.right <= gutter for f in page.fragments if not f.left < gutter < f.right]
    crossing = len(page.fragments) - len(sides)
    switches = sum(a != b for a, b in pairwise(sides))
    return gutter if crossing <= 0.3 * len(sides) and switches <= 3 + 2 * min(crossing, 4) else None


def _shared_height(lefts: Sequence[Fragment], rights: Sequence[Fragment]) -> float:
    """How much of the shorter side's height both sides cover."""
    low = max(min(f.baseline for f in side) for side in (lefts, rights))
    high = min(max(f.baseline for f in side) for side in (lefts, rights))
    shorter = min(max(f.baseline for f in side) - min(f.baseline for f in side) for side in (lefts, rights))
    return (high - low) / shorter if shorter > 0 else 0.0


def _rows(fragments: Sequence[Fragment], page: int, column: int) -> list[Line]:
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=attrgetter("baseline")):
        if rows and _on_one_row(rows[-1][0], fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [_line(row, page, column) if len(row) > 1 else _whole(row[0], page, column) for row in rows]


def _on_one_row(first: Fragment, fragment: Fragment) -> bool:
    return fragment.baseline - first.baseline <= _SAME_ROW * max(first.height, fragment.height)


def _whole(fragment: Fragment, page: int, column: int) -> Line:
    """The line that one fragment is."""
    text, left, right, baseline, height, bold, run = fragment
    return Line(with_spaced_label(text), page, left, left, right, baseline, height, bold, column, (), (run,))


def _em(fragment: Fragment) -> float:
    """The size of a fragment's letters, by their width too: not every font tells its true height."""
    return max(fragment.height, _LETTERS_AN_EM * (fragment.right - fragment.left) / len(fragment.text))


def _line(row: list[Fragment], page: int, column: int) -> Line:
    row.sort(key=lambda f: f.left)
    groups = [[row[0].text]]
    edges = [(row[0].left, row[0].right)]
    runs = [[row[0].run]]
    for before, fragment in pairwise(row):
        gap = fragment.left - edges[-1][1]
        if gap > _CELL_GAP * _em(fragment) and not (before is row[0] and is_label(before.text, fragment.text)):
            groups.append([fragment.text])
            edges.append((fragment.left, fragment.right))
            runs.append([fragment.run])
            continue
        raised = abs(fragment.baseline - before.baseline) > _RAISED * fragment.height
        groups[-1] += [fragment.text] if raised and gap < _TOUCHING * fragment.height else [" ", fragment.text]
        edges[-1] = (edges[-1][0], max(edges[-1][1], fragment.right))
        runs[-1].append(fragment.run)
    cells = [
        Cell("".join(words), left, right, tuple(parts))
        for words, (left, right), parts in zip(groups, edges, runs, strict=True)
    ]
    main = max(row, key=lambda f: len(f.text))
    return Line(
        text=with_spaced_label(" ".join(cell.text for cell in cells)),
        page=page,
        left=row[0].left,
        words_left=row[1].left if len(row) > 1 and is_label(row[0].text, row[1].text) else row[0].left,
        right=max(cell.right for cell in cells),
        baseline=main.baseline,
        height=main.height,
        bold=all(fragment.bold for fragment in row),
        column=column,
        cells=tuple(cells) if len(cells) > 1 else (),
        runs=tuple(fragment.run for fragment in row),
    )
