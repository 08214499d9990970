"""From the lines of pages to the text of a document: its paragraphs and table rows, a block for each."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.pdf.drafting import Composed
from extractor.readers.pdf.hyphens import Hyphens
from extractor.readers.pdf.layout import Line
from extractor.readers.pdf.paragraphs import Paragraph, paragraphs_of
from extractor.readers.pdf.tables import Row, with_rows
from extractor.types import Block, Span


def composed(sheets: Sequence[Sequence[Line]]) -> Composed:
    """What the lines of these sheets are put together to."""
    items, tables = [], 0
    for lines in sheets:
        found = with_rows(lines, tables)
        tables = max((item.table for item in found if isinstance(item, Row)), default=tables)
        items.append(found)
    hyphens = Hyphens([line.text for lines in sheets for line in lines])
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    parts = paragraphs_of(items)
    for item in parts:
        text, block = _paragraph(item, hyphens, start) if isinstance(item, Paragraph) else _table_row(item, start)
        texts.append(text)
        blocks.append(block)
        start += len(text) + 1
    return Composed(parts, "\n".join(texts), tuple(blocks))


def _paragraph(paragraph: Paragraph, hyphens: Hyphens, start: int) -> tuple[str, Block]:
    text = paragraph.text(hyphens)
    first = paragraph.first
    bold = all(line.bold for line in paragraph.lines)
    return text, Block(Span(start, start + len(text)), page=first.page, indent=round(first.left, 1), bold=bold)


def _table_row(row: Row, start: int) -> tuple[str, Block]:
    text = "\t".join(row.cells)
    cells, at = [], start
    for cell in row.cells:
        cells.append(Span(at, at + len(cell)))
        at += len(cell) + 1
    span = Span(start, start + len(text))
    return text, Block(
        span, "table_row", page=row.page, indent=round(row.left, 1), bold=row.bold, table=row.table, cells=tuple(cells)
    )
