"""Rows: the lines of tables and lists, cut into cells, however they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.findings.paper import Paper
from extractor.segmentation.printed import Printed
from extractor.types import Span

_CELL_END = re.compile(
    r"\t|\||(?<! [-+])[ \u00a0]{2,}|\s?\.{4,99}\s?|:(?=\s|$)|;(?=\s|$)|\s/\s|\s-(?=\s(?:[$€£]|\d{1,3}(?:\.\d+)?%))"
    r"|(?<!\d)\s-(?=\s(?:[A-Z]{3}\s)?[$€£]?\d)"
)
_RULE = re.compile(r"[\s|+:=_.-]{3,400}$")
_LONGEST_ROW_CHARS = 400
_MOST_CELLS = 12
_ITEM = re.compile(r";\s{1,9}(?:and\s{1,3}|or\s{1,3})?(?=\([a-z0-9]{1,4}\)\s)|(?<=[:,])\s{1,9}(?=\([a-z]\)\s\S)")
_WIDE = re.compile(r"\S[ \t]{3,}(?=\S)")
_RUN_IN = re.compile(r"(?:(?:[A-Z]{3}|us|c)?\s?[$€£]?\s?\d[\d,.]{0,16}\s?%?|-{3,99})\s(?=\S)")
"""The last cell of a row, with the first of the next one behind it."""
_FEWEST_WIDE = 4
_GOES_ON = re.compile(r"\s{0,3}(?:-|to\b|through\b|up\b|and\b|or\b|[<>%+])")
"""What follows a number that begins a range and is none of a clause."""
_ITEM_NUMBER = re.compile(r"\(\s?[a-z0-9]{1,4}\s?\)\s{1,6}|[•▪*-]\s{1,6}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its cells; none where it is a ruler, or too long to be a row. ``paragraph`` is its place in order."""

    span: Span
    cells: tuple[Span, ...]
    ruler: bool
    paragraph: int


def rows_of(paper: Paper) -> Iterator[Row]:
    """All paragraphs as rows; a paragraph that lists items, or the lines of a table, gives one for each."""
    text = paper.figured
    for place, stretch in enumerate(paper.paragraphs):
        for start, end in _items(text, stretch):
            if _RULE.match(text[start:end]):
                yield Row(Span(start, end), (), True, place)
            elif end - start > _LONGEST_ROW_CHARS:
                yield Row(Span(start, end), (), False, place)
            else:
                yield Row(Span(start, end), tuple(_cells(text, start, end))[:_MOST_CELLS], False, place)


def _items(text: str, stretch: Printed) -> Iterator[tuple[int, int]]:
    whole = stretch.row or _GOES_ON.match(text, stretch.body, stretch.span.end) is not None
    start = stretch.span.start if whole else stretch.body
    cuts = [match.end() for match in _ITEM.finditer(text, start, stretch.span.end)]
    cuts = cuts or list(_lines(text, start, stretch.span.end))
    for first, last in zip([start, *cuts], [*cuts, stretch.span.end], strict=True):
        number = _ITEM_NUMBER.match(text, first, last)
        yield (number.end() if number else first), last


def _lines(text: str, start: int, end: int) -> Iterator[int]:
    """Where the lines of a table begin that were run into one paragraph, its columns still set apart by blanks."""
    gaps = [match.end() for match in _WIDE.finditer(text, start, end)]
    if len(gaps) < _FEWEST_WIDE:
        return
    for gap in gaps:
        last = _RUN_IN.match(text, gap, end)
        if last is not None:
            yield last.end()


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _CELL_END.finditer(text, start, end):
        cell = _trimmed(text, start, match.start())
        if cell is not None:
            yield cell
        start = match.end()
    cell = _trimmed(text, start, end)
    if cell is not None:
        yield cell


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
