"""Rows of aligned cells among a page's lines."""

from __future__ import annotations

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
    columns = list(lines[start].cells)
    end = start + 1
    while end < len(lines) and lines[end].column == lines[start].column:
        line = lines[end]
        if line.baseline - lines[end - 1].baseline > (4 if line.cells else 2.5) * line.height:
            break
        if line.cells and any(_in_column(cell, columns[1:]) for cell in line.cells[1:]):
            columns += [cell for cell in line.cells[1:] if not _in_column(cell, columns[1:])]
        elif line.cells or not _is_part(lines[end : end + 3], columns):
            break
        end += 1
    return end


def _is_part(ahead: Sequence[Line], columns: Sequence[Cell]) -> bool:
    """Whether a line with one cell goes on in a column: a later one, or the first where more of the table follows."""
    line = ahead[0]
    if any(line.left >= cell.left - _ALIGNED for cell in columns[1:]):
        return _in_column(Cell("", line.left, line.right), columns[1:])
    inside_first = abs(line.left - columns[0].left) <= _ALIGNED and line.right < min(cell.left for cell in columns[1:])
    return inside_first and any(
        _in_column(cell, columns[1:])
        for later in ahead[1:]
        for cell in (later.cells[1:] or (Cell("", later.left, later.right),))
    )


def _in_column(cell: Cell, columns: Sequence[Cell]) -> bool:
    """Whether a cell shares its left edge, right edge or centre with one of the columns."""
    return any(
        abs(cell.left - other.left) <= _ALIGNED
        or abs(cell.right - other.right) <= _ALIGNED
        or abs(cell.left + cell.right - other.left - other.right) <= _ALIGNED
        for other in columns
    )


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
    """Add a further line of wrapped cells to the cells above."""
    for cell in cells:
        nearest = min(row, key=lambda column: abs(column[0].left - cell.left))
        nearest.append(cell)


def _row(row: Sequence[Sequence[Cell]], table: int, page: int) -> Row:
    texts = tuple(" ".join(cell.text for cell in column) for column in row)
    return Row(texts, table, page, row[0][0].left, False, tuple(cell for column in row for cell in column))
