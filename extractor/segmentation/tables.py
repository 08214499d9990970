"""Contracts that are laid out in tables: provisions in one cell, number and heading beside their text, two languages.

Where most words of a document stand in table rows, a row that holds provisions is read as the paragraphs that it has.
What a row says a second time, in another language, stands apart below the clause that says it first. Other rows stay
rows: ``Fee | EUR 100``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.segmentation.numbering import Marker, read_label, read_marker
from extractor.types import Block, CellParagraph, Document, Span

_LAID_OUT = 0.5
"""From that share of a document's characters in tables on, the tables are its layout."""
_LONGEST_MARKER_CHARS = 40
_LONGEST_NUMBER_CHARS = 12
_FEWEST_WORDS = 5
"""Fewer words in small letters beside a numbered cell are the value of a thing, and no provision."""


def rows_are_layout(document: Document) -> bool:
    """Whether most of ``document`` stands in tables."""
    inside = sum(len(block.span) for block in document.blocks if block.kind == "table_row")
    return inside > _LAID_OUT * len(document.text)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with words: its paragraphs, and the number that it begins with."""

    paragraphs: tuple[CellParagraph, ...]
    marker: Marker | None
    number_alone: bool

    @property
    def span(self) -> Span:
        return Span(self.paragraphs[0].span.start, self.paragraphs[-1].span.end)


def paragraphs_of_row(text: str, block: Block) -> tuple[Block, ...]:
    """The row ``block`` as blocks of their own, what is said again as a row behind them; empty where it stays one."""
    cells = list(_cells(text, block))
    if not cells:
        return ()
    lead, rest = cells[0], cells[1:]
    if not rest:
        return tuple(_blocks(block, lead.paragraphs)) if lead.marker or len(lead.paragraphs) > 1 else ()
    if lead.marker is None:
        return ()
    number = lead.marker
    if lead.number_alone:
        words, rest = rest[0], rest[1:]
        first = replace(words.paragraphs[0], span=Span(lead.span.start, words.paragraphs[0].span.end))
        lead = replace(words, paragraphs=(replace(first, label=lead.paragraphs[0].label), *words.paragraphs[1:]))
        if not rest and len(lead.paragraphs) == 1:
            return ()  # a row of a number and one paragraph is understood as it stands
    again = [cell.marker is not None and _says(cell.marker) == _says(number) for cell in rest]
    if any(again) or (rest and all(_is_prose(text, cell) for cell in rest) and _is_prose(text, lead)):
        tail = Span(rest[0].span.start, rest[-1].span.end)
        return (*_blocks(block, lead.paragraphs), replace(_plain(block), kind="table_row", span=tail))
    if all(_is_prose(text, cell) for cell in rest):
        return tuple(_blocks(block, [paragraph for cell in (lead, *rest) for paragraph in cell.paragraphs]))
    return ()


def _cells(text: str, block: Block) -> Iterator[_Cell]:
    """The cells of the row that have words; the first bears the number of a wordless paragraph before it."""
    label = block.label
    for cell in block.cells:
        found = [paragraph for paragraph in block.paragraphs if cell.covers(paragraph.span)]
        words = text[cell.start : cell.end]
        if not words.strip():
            continue
        if not found:
            start = cell.start + len(words) - len(words.lstrip())
            found = [CellParagraph(Span(start, start + len(words.strip())))]
        if label is not None and found[0].label is None:
            found[0] = replace(found[0], label=label)
        label = None
        yield _Cell(tuple(found), *_number(text, found[0]))


def _number(text: str, paragraph: CellParagraph) -> tuple[Marker | None, bool]:
    """The number that a paragraph begins with, and whether it is all of the paragraph."""
    if paragraph.label is not None:
        return read_label(paragraph.label), False
    words = text[paragraph.span.start : paragraph.span.end]
    alone = read_label(words) if len(words) <= _LONGEST_NUMBER_CHARS else None
    return (alone, True) if alone is not None else (read_marker(words[:_LONGEST_MARKER_CHARS]), False)


def _says(marker: Marker) -> tuple[object, ...]:
    return marker.path or marker.readings


def _is_prose(text: str, cell: _Cell) -> bool:
    words = text[cell.span.start : cell.span.end].split()
    return sum(word[:1].islower() for word in words) >= _FEWEST_WORDS


def _blocks(block: Block, paragraphs: Sequence[CellParagraph]) -> Iterator[Block]:
    plain = replace(_plain(block), kind="paragraph")
    for paragraph in paragraphs:
        yield replace(plain, span=paragraph.span, label=paragraph.label)


def _plain(block: Block) -> Block:
    """The row without what it has as a row."""
    return replace(block, label=None, level=None, table=None, cells=(), paragraphs=())
