"""Where the words of a page went: from a point on the page to the place in the document's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.readers.pdf.layout import Cell, Line
from extractor.readers.pdf.paragraphs import Paragraph
from extractor.readers.pdf.tables import Row
from extractor.readers.pdf.text import Surface
from extractor.types import Block, Span


class Placed(NamedTuple):
    """A character of the text and the middle of its paint."""

    offset: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line on a page, or one line of a cell: its characters and the box around their middles."""

    letters: tuple[Placed, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def span(self) -> Span:
        """Its words in the text."""
        return Span(self.letters[0].offset, self.letters[-1].offset + 1)


def stretches_of(
    items: Sequence[Paragraph | Row], blocks: Sequence[Block], text: str, surfaces: Mapping[int, Surface]
) -> dict[int, list[Stretch]]:
    """The lines of the pages that have a surface, by page; ``items`` are what the blocks were made of."""
    found: dict[int, list[Stretch]] = {page: [] for page in surfaces}
    for item, block in zip(items, blocks, strict=True):
        parts = parts_of(item)
        if not any(page in surfaces for page, _ in parts):
            continue
        offsets = offsets_of(text, block.span, [part.text for _, part in parts])
        for (page, part), places in zip(parts, offsets, strict=True):
            if page in surfaces and (letters := tuple(_letters(part, places, surfaces[page]))):
                found[page].append(_stretch(letters))
    return found


def parts_of(item: Paragraph | Row) -> list[tuple[int, Line | Cell]]:
    """The lines of a block with their pages."""
    if isinstance(item, Row):
        return [(item.page, cell) for cell in item.parts]
    return [(line.page, line) for line in item.lines]


def offsets_of(text: str, span: Span, lines: Sequence[str]) -> Iterator[list[int | None]]:
    """For each line where its characters, spaces aside, are in the text; a hyphen that was dropped is nowhere."""
    at = span.start
    for line in lines:
        places: list[int | None] = []
        for letter in line:
            if letter.isspace():
                continue
            while at < span.end and text[at].isspace():
                at += 1
            here = at < span.end and text[at] == letter
            places.append(at if here else None)
            at += here
        yield places


def _letters(part: Line | Cell, places: Sequence[int | None], surface: Surface) -> Iterator[Placed]:
    painted = (letter for start, end in part.runs for letter in surface.letters[start:end] for _ in range(letter.size))
    for letter, offset in zip(painted, places, strict=True):  # a character is cleaned alone as it is in its line
        if offset is not None:
            yield Placed(offset, letter.x, letter.y)


def _stretch(letters: tuple[Placed, ...]) -> Stretch:
    across, down = [letter.x for letter in letters], [letter.y for letter in letters]
    return Stretch(letters, min(across), max(across), min(down), max(down))
