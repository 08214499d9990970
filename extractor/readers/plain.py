"""Plain text: paragraphs put together again where lines were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.limits import Limits
from extractor.readers.assembling import Piece, assemble
from extractor.readers.decoding import decode
from extractor.readers.filings import cells, stretches
from extractor.types import Document

MEDIA_TYPE = "text/plain"
_STARTS_ITEM = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivxl]{1,6})[.)]|\(\d{1,3}\)|\d{1,3}(?:\.\d{1,3}){1,5}\.?|[-*•▪–§]|"
    r"(?:article|section|exhibit|schedule|annex|appendix) \S{1,8})(?=\s)",
    re.IGNORECASE,
)
_REFERS_ON = re.compile(
    r"\b(?:(?:sub)?(?:section|clause|paragraph)s?|articles?|exhibits?|schedules?|annex|appendix|"
    r"in|of|to|under|by|with|from|per|at|than|the|this|see)$",
    re.IGNORECASE,
)
_TAIL_CHARS = 20
_WRAPPED_WIDTH_CHARS = 130  # no editor wraps wider; longer lines are whole paragraphs
_FULL_LINE_SHARE = 0.72  # a line shorter than that of the usual width ends its paragraph
_USUAL_WIDTH_QUANTILE = 0.9


def read_text(data: bytes, name: str, limits: Limits) -> Document:
    """The plain text in ``data``.

    :raises UnsupportedDocument: binary data that is no text.
    :raises EmptyDocument: nothing but blanks.
    :raises LimitReached: longer than ``limits.text_chars``.
    """
    lines = decode(data).split("\n")
    return assemble(data, name, MEDIA_TYPE, _pieces(lines), limits)


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    for stretch in stretches(lines):
        if stretch.table is None:
            yield from (Piece(text) for text in paragraphs(stretch.lines))
            continue
        for line in stretch.lines:
            row = cells(line)
            if len(row) > 1:
                yield Piece(kind="table_row", cells=row, table=stretch.table)
            else:
                yield from map(Piece, row)


def starts_item(previous: str, line: str) -> bool:
    """Whether ``line`` begins with a list mark or section number that ``previous`` does not merely refer to."""
    return _STARTS_ITEM.match(line.lstrip()) is not None and _REFERS_ON.search(previous.rstrip()[-_TAIL_CHARS:]) is None


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs that ``lines`` were wrapped from: blank lines part them, and so do marks and short lines."""
    width = _usual_width(lines)
    collected: list[str] = []
    for line in lines:
        if collected and (not line.strip() or _begins_paragraph(collected[-1], line, width)):
            yield " ".join(part.strip() for part in collected)
            collected = []
        if line.strip():
            collected.append(line)
    if collected:
        yield " ".join(part.strip() for part in collected)


def _usual_width(lines: Sequence[str]) -> int:
    """The width at which most lines are full; 0 where each line is a paragraph of its own."""
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not widths:
        return 0
    usual = widths[int((len(widths) - 1) * _USUAL_WIDTH_QUANTILE)]
    return usual if usual <= _WRAPPED_WIDTH_CHARS else 0


def _begins_paragraph(previous: str, line: str, width: int) -> bool:
    return width == 0 or starts_item(previous, line) or len(previous.rstrip()) < width * _FULL_LINE_SHARE
