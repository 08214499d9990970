"""Rows of aligned cells among a page's lines."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extractor.readers.pdf.layout import Cell, Line

_ALIGNED: Final = 4.0
_ROW_GAP: Final = 1.25
"""From which multiple of the usual gap on a line starts a new row, where a table has both kinds of gap."""
_PROSE: Final = 30
"""Letters from which a cell counts as wrapped text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; ``table`` counts tables from 1. ``parts`` are the lines of its cells, cell by cell."""

    cells: tuple[str, ...]
    table: int
    page: int
    left: float
    bold: bool
    parts: tuple[Cell, ...] = ()


def with_rows(lines: Sequence[Line], tables: int) -> list[Line | Row]:
    """One page's lines, those that make up tables as rows; ``tables`` is the count of tables before this page."""
    result: list[Line | Row] = []
    start = 0
    while start < len(lines):
        end = _table_end(lines, start)
        region = lines[start:end]
        if sum(bool(line.cells) for line in region) >= 2:
            tables += 1
            result += _rows(region, tables)
            start = end
        else:
            result.append(lines[start])
            start += 1
    return result


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Where the run of aligned lines that begins at ``start`` ends."""
    if not lines[start].cells:
        return start
    first, *later = lines[start].cells
    columns = _Columns(first, later)
    end = start + 1
    while end < len(lines) and lines[end].column == lines[start].column:
        line = lines[end]
        if line.baseline - lines[end - 1].baseline > (4 if line.cells else 2.5) * line.height:
            break
        new = [cell for cell in line.cells[1:] if not columns.hold(cell)]
        if line.cells and len(new) < len(line.cells) - 1:
            columns.add(new)
        elif line.cells or not _is_part(lines[end : end + 3], columns):
            break
        end += 1
    return end


def _is_part(ahead: Sequence[Line], columns: _Columns) -> bool:
    """Whether a line with one cell goes on in a column: a later one, or the first where more of the table follows."""
    line = ahead[0]
    if line.left >= columns.leftmost - _ALIGNED:
        return columns.hold(line)
    inside_first = abs(line.left - columns.first.left) <= _ALIGNED and line.right < columns.leftmost
    return inside_first and any(columns.hold(cell) for later in ahead[1:] for cell in (later.cells[1:] or (later,)))


class _Columns:
    """The first column of a table, and where the later ones begin, end and have their middle, each from left to right.

    Kept sorted, since a hostile page has lines of thousands of cells.
    """

    def __init__(self, first: Cell, later: Sequence[Cell]) -> None:
        self.first = first
        self._edges: tuple[list[float], list[float], list[float]] = ([], [], [])
        self.add(later)

    @property
    def leftmost(self) -> float:
        """Where the first of the later columns begins."""
        return self._edges[0][0]

    def add(self, cells: Sequence[Cell]) -> None:
        """Take these cells for columns of their own."""
        for cell in cells:
            for edges, place in zip(self._edges, _places(cell), strict=True):
                insort(edges, place)

    def hold(self, part: Cell | Line) -> bool:
        """Whether it shares its left edge, right edge or centre with a later column."""
        for edges, place in zip(self._edges, _places(part), strict=True):
            nearest = bisect_left(edges, place - _ALIGNED)
            if nearest < len(edges) and edges[nearest] <= place + _ALIGNED:
                return True
        return False


def _places(part: Cell | Line) -> tuple[float, float, float]:
    return part.left, part.right, part.left + part.right


def _rows(region: Sequence[Line], table: int) -> list[Row]:
    gaps = [after.baseline - before.baseline for before, after in pairwise(region)]
    usual = median(gaps)
    has_row_gaps = max(gaps) > _ROW_GAP * usual
    rows: list[list[list[Cell]]] = []
    for index, line in enumerate(region):
        cells = line.cells or (Cell(line.text, line.left, line.right, line.runs),)
        tight = has_row_gaps and index > 0 and gaps[index - 1] <= _ROW_GAP * usual
        if rows and (not line.cells or (tight and any(len(cell.text) > _PROSE for cell in region[index - 1].cells))):
            _append(rows[-1], cells)
        else:
            rows.append([[cell] for cell in cells])
    return [_row(row, table, region[0].page) for row in rows]


def _append(row: list[list[Cell]], cells: Sequence[Cell]) -> None:
    """Add a further line of wrapped cells to the cells above, each to the one that begins nearest to it."""
    lefts = [column[0].left for column in row]
    for cell in cells:
        after = bisect_left(lefts, cell.left)
        around = range(max(0, after - 1), min(len(row), after + 1))
        row[min(around, key=lambda place: abs(lefts[place] - cell.left))].append(cell)


def _row(row: Sequence[Sequence[Cell]], table: int, page: int) -> Row:
    texts = tuple(" ".join(cell.text for cell in column) for column in row)
    return Row(texts, table, page, row[0][0].left, False, tuple(cell for column in row for cell in column))
