"""Which tables of a page are tables, and which only set words beside or below each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

TableKind = Literal["data", "layout", "items"]
"""``items``: a mark in one cell and what it numbers in the next, as EDGAR pages write paragraphs."""

_MARK = re.compile(
    r"\((?:\d{1,3}|[A-Za-z]{1,2}|[ivxIVX]{1,6})\)|(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,6})[.)]|\d{1,3}(?:\.\d{1,3}){1,5}\.?|"
    r"[•·▪●○■–—*§-]"
)
_LONGEST_CELL_CHARS = 4_000  # longer ones hold pages, not facts
_LONGEST_MARK_CHARS = 12
_CELLS = frozenset({"td", "th"})
_OPENING = frozenset({"$", "us$", "€", "£", "("})
_CLOSING = frozenset({")", "%", ")%"})


@dataclass(slots=True)
class _Cell:
    element: etree._Element
    column: int
    chars: int = 0
    words: str = ""

    @property
    def blank(self) -> bool:
        return self.chars == 0


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    nests: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """What each table is, and which cells are only there for the looks."""

    kinds: dict[etree._Element, TableKind]
    spacers: frozenset[etree._Element]
    """Cells of columns without a word, and cells that belong to the one before them (``%`` behind a number)."""


def survey(root: etree._Element) -> Tables:
    """Look at all tables of the page, in one walk."""
    found: dict[etree._Element, _Table] = {}
    open_tables: list[_Table] = []
    open_cells: list[_Cell] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag == "table":
                if open_tables:
                    open_tables[-1].nests = True
                found[element] = _Table()
                open_tables.append(found[element])
            elif tag == "tr" and open_tables:
                open_tables[-1].rows.append([])
            elif tag in _CELLS and open_tables:
                open_cells.append(_begin_cell(open_tables[-1], element))
            _count(open_cells, element.text if isinstance(tag, str) else None)
        else:
            if tag == "table":
                open_tables.pop()
            elif tag in _CELLS and open_cells and open_cells[-1].element is element:
                open_cells.pop()
            _count(open_cells, element.tail)
    kinds = {element: _kind(table) for element, table in found.items()}
    spacers = [cell for element, table in found.items() if kinds[element] == "data" for cell in _spacers(table)]
    return Tables(kinds, frozenset(spacers))


def _begin_cell(table: _Table, element: etree._Element) -> _Cell:
    if not table.rows:
        table.rows.append([])
    row = table.rows[-1]
    column = row[-1].column + _span(row[-1].element) if row else 0
    row.append(_Cell(element, column))
    return row[-1]


def _span(cell: etree._Element) -> int:
    stated = cell.get("colspan", "1")
    return min(int(stated), 1_000) if stated.isdecimal() and len(stated) < 5 else 1


def _count(cells: list[_Cell], text: str | None) -> None:
    words = (text or "").strip()
    if cells and words:
        cell = cells[-1]
        cell.chars += len(words)
        if len(cell.words) <= _LONGEST_MARK_CHARS:
            cell.words += words[: _LONGEST_MARK_CHARS + 1]


def _kind(table: _Table) -> TableKind:
    rows = [[cell for cell in row if not cell.blank] for row in table.rows]
    rows = [row for row in rows if row]
    if table.nests or all(len(row) == 1 for row in rows):
        return "layout"
    if all(len(row) <= 2 and _is_mark(row[0].words) for row in rows):
        return "items"
    return "layout" if any(cell.chars > _LONGEST_CELL_CHARS for row in rows for cell in row) else "data"


def _is_mark(words: str) -> bool:
    return _MARK.fullmatch(words) is not None


def _spacers(table: _Table) -> list[etree._Element]:
    filled = {cell.column for row in table.rows for cell in row if not cell.blank}
    found = []
    for row in table.rows:
        joins = False
        for index, cell in enumerate(row):
            if cell.blank:
                if cell.column not in filled or joins:
                    found.append(cell.element)
                continue
            if index and (joins or cell.words in _CLOSING):
                found.append(cell.element)
            joins = cell.words.lower() in _OPENING
    return found
