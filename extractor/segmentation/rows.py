"""Table rows that are numbered provisions: a number in the first cell, its words in the second.

Contracts are laid out that way, and a reader of pages sees a table where a number stands far from its text. A table
of things (``1 | Dispatch``, a row of titles first) stays a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.segmentation.numbering import PATH, TOP_STYLES, Marker, read_label, read_marker
from extractor.types import Block, Span

_LONGEST_NUMBER_CHARS = 12


def numbered_rows(text: str, blocks: Iterable[Block]) -> Iterator[tuple[Marker, int] | None]:
    """For each block: the number of a row that may be a provision, and where its words begin."""
    lettered: dict[int | None, bool] = {}
    for block in blocks:
        found = _numbered(text, block) if block.kind == "table_row" else None
        if block.kind == "table_row":
            titled = not lettered.setdefault(block.table, found is not None)
            if found is not None and titled and found[0].style != PATH:
                found = None
        yield found


def _numbered(text: str, block: Block) -> tuple[Marker, int] | None:
    cells = [cell for cell in _cells(text, block) if text[cell.start : cell.end].strip()]
    if block.label is not None:
        return _labelled(text, block.label, cells)
    if len(cells) != 2 or len(cells[0]) > _LONGEST_NUMBER_CHARS or not _has_words(text, cells[1]):
        return None
    number = text[cells[0].start : cells[0].end].strip()
    marker = read_label(number)
    if marker is None or number.isalnum():
        return None
    return marker, cells[1].start


def _labelled(text: str, label: str, cells: list[Span]) -> tuple[Marker, int] | None:
    """A row whose first paragraph Word numbers; bare counts and items number the rows of a table."""
    marker = read_label(label)
    if marker is None or not 0 < len(cells) <= 2 or not _has_words(text, cells[-1]):
        return None
    if label.strip().isalnum() or marker.style not in TOP_STYLES | {PATH}:
        return None
    return marker, cells[0].start


def _cells(text: str, block: Block) -> Iterator[Span]:
    """The cells of a row; where a reader gave none, the stretches between the tabs."""
    if block.cells:
        yield from block.cells
        return
    start = block.span.start
    for words in text[block.span.start : block.span.end].split("\t"):
        yield Span(start, start + len(words))
        start += len(words) + 1


def _has_words(text: str, cell: Span) -> bool:
    words = text[cell.start : cell.end].strip()
    return read_marker(words) is None and sum(map(str.isalpha, words)) > 2
