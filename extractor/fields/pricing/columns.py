"""Tables that only blanks set in columns: what heads each column, and the values of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.fields.phrasing import squeeze
from extractor.types import Block, Document, Span

_GAP = re.compile(r"\s{2,200}|[\n\t]|[-_=*]{3,200}")
_LONGEST_HEAD_CHARS = 60
_ABOVE_CHARS = 300
_LEAST_COLUMNS = 2
_OPENS = 2
"""So many characters, such as a bracket, may stand before a value in its cell."""
_TAIL = re.compile(r"(?!(?:each|ea|per|usd|eur|us|off|discount)\b)[A-Za-z]{2}", re.IGNORECASE)
_HEAD = re.compile(r"[A-Za-z]")
_PROSE = re.compile(r"[.;]\s|(?:\w{1,30}\s){3,20}\w{1,30}\.$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, empty where it has none, and the places of its values, one a column."""

    label: str
    values: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of at least two columns of values; ``heads`` are the words over them, one each."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    def head_of(self, value: Span) -> str:
        """The words over the column of ``value``; empty where it stands in none."""
        places = (row.values.index(value) for row in self.rows if value in row.values)
        return next((self.heads[place] for place in places), "")


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    value: Span | None
    tail: str
    """The words after a value in the same cell, where a line break was lost."""


def read_grid(text: str, span: Span, values: Sequence[Span]) -> Grid | None:
    """The table in ``text[span.start:span.end]`` whose values stand at ``values``, in order; line breaks part cells.

    None where the rows differ in their number of values, or no words head the columns. The heading may stand above.
    """
    cells = list(_cells(text, span, values))
    first = next((place for place, cell in enumerate(cells) if cell.value), None)
    if first is None:
        return None
    rows, glued = _rows(cells, first)
    columns = len(rows[0].values)
    if columns < _LEAST_COLUMNS or any(len(row.values) != columns for row in rows):
        return None
    before = [cell.words for cell in (cells[:first] if glued else cells[: max(0, first - 1)])]
    if len(before) < columns:
        above = Span(max(0, span.start - _ABOVE_CHARS), span.start)
        before = [cell.words for cell in _cells(text, above, ())]
    heads = tuple(before[-columns:])
    if len(heads) < columns or not all(_is_head(head) for head in heads):
        return None
    return Grid(heads, tuple(rows))


def read_table(document: Document, rows: Sequence[Block], values: Sequence[Span]) -> Grid | None:
    """The table of the file that ``rows`` are, the first of them its heading; ``values`` are the places of its values.

    None where a row has another number of cells than the heading. A cell without a value is an empty place.
    """
    if len(rows) < _LEAST_COLUMNS or any(len(row.cells) != len(rows[0].cells) for row in rows):
        return None
    found = [
        Row(document.quote(row.cells[0]), tuple(_first_in(cell, values) for cell in row.cells)) for row in rows[1:]
    ]
    return Grid(tuple(document.quote(cell) for cell in rows[0].cells), tuple(found))


def _first_in(cell: Span, values: Sequence[Span]) -> Span:
    return next((value for value in values if cell.covers(value)), Span(cell.start, cell.start))


def _is_head(words: str) -> bool:
    return len(words) <= _LONGEST_HEAD_CHARS and _HEAD.search(words) is not None and not _PROSE.search(words)


def _cells(text: str, span: Span, values: Sequence[Span]) -> Iterator[_Cell]:
    """The pieces between wide gaps; a gap within a value, as after its sign, parts nothing."""
    start, place = span.start, 0
    for gap in (*_GAP.finditer(text, span.start, span.end), None):
        end = gap.start() if gap else span.end
        while place < len(values) and values[place].end <= start:
            place += 1
        value = values[place] if place < len(values) and values[place].start < end else None
        if gap and value and value.start < end < value.end:
            continue
        if text[start:end].strip():
            yield _cell(text, Span(start, end), value)
        start = gap.end() if gap else end


def _cell(text: str, span: Span, value: Span | None) -> _Cell:
    words = squeeze(text[span.start : span.end])
    if value is None or len(text[span.start : value.start].strip()) > _OPENS:
        return _Cell(words, None, "")
    tail = squeeze(text[value.end : span.end]).strip(" .,;:()*")
    return _Cell(words, value, tail if _TAIL.match(tail) else "")


def _rows(cells: Sequence[_Cell], first: int) -> tuple[list[Row], bool]:
    """The rows from the ``first`` value on, and whether their labels stand in the cell of the value before."""
    rows: list[Row] = []
    label = cells[first - 1].words if first else ""
    current: list[Span] = []
    glued = 0
    for cell in cells[first:]:
        if cell.value is not None:
            current.append(cell.value)
        if current and (cell.value is None or cell.tail):
            rows.append(Row(label, tuple(current)))
            current = []
            glued += cell.value is not None
        label = cell.tail or cell.words if cell.value is None or cell.tail else label
    if current:
        rows.append(Row(label, tuple(current)))
    return rows, glued * 2 > len(rows)
