"""The shape of a contract before it becomes a file: blocks, their automatic numbers, and what was done to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Style = Literal[
    "title",
    "subtitle",
    "body",
    "definition",
    "article",
    "section",
    "item",
    "exhibit",
    "exhibit_section",
    "exhibit_item",
    "centered",
    "caption",
]
MarkKind = Literal["insertion", "deletion", "move_from", "move_to"]

_REMOVED = ("deletion", "move_from")
_LEVELS: dict[Style, tuple[int, bool]] = {
    "article": (0, False),
    "section": (1, False),
    "item": (2, False),
    "exhibit": (0, True),
    "exhibit_section": (1, True),
    "exhibit_item": (2, True),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A tracked change as the word processor keeps it; ``name`` joins the two ends of a move."""

    kind: MarkKind
    author: str
    date: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one look, one tracked state, and the comments that it carries."""

    text: str
    bold: bool = False
    mark: Mark | None = None
    comments: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the accepted text has it."""
        return self.mark is None or self.mark.kind not in _REMOVED


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``mark`` tells what happened to the whole of it, ``page_break`` that it begins a page."""

    key: str
    style: Style
    pieces: tuple[Piece, ...]
    mark: Mark | None = None
    page_break: bool = False

    @property
    def text(self) -> str:
        """Its accepted text."""
        return "".join(piece.text for piece in self.pieces if piece.stands)

    @property
    def stands(self) -> bool:
        """Whether the accepted text has it."""
        return self.mark is None or self.mark.kind not in _REMOVED


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its heading. ``widths`` are in points, ``numeric`` the columns set flush right."""

    key: str
    rows: tuple[tuple[Paragraph, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[int, ...] = ()
    ruled: bool = True


Block = Paragraph | Table


def paragraph(key: str, style: Style, text: str, heading: str = "", *, page_break: bool = False) -> Paragraph:
    """A paragraph, with a run-in heading where one is given."""
    pieces = (Piece(f"{heading}.", bold=True), Piece(f" {text}")) if heading else (Piece(text),)
    return Paragraph(key, style, pieces, page_break=page_break)


def table(
    key: str, widths: Sequence[int], *rows: Sequence[str], numeric: Sequence[int] = (), ruled: bool = True
) -> Table:
    """A table whose cells are addressed as ``key.row.column``, the heading being row 0."""
    cells = tuple(
        tuple(
            Paragraph(f"{key}.{number}.{column}", "body", (Piece(text, bold=ruled and number == 0),))
            for column, text in enumerate(row)
        )
        for number, row in enumerate(rows)
    )
    return Table(key, cells, tuple(widths), tuple(numeric), ruled)


def accepted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with all tracked changes taken and all comments left out."""
    return tuple(_plain(block) for block in blocks if isinstance(block, Table) or block.stands)


def labels(blocks: Iterable[Block], *, cited: bool = True) -> dict[str, str]:
    """The automatic number of each numbered paragraph of the accepted text.

    As one cites it (``8.2(b)``), or as it is printed before the paragraph (``(b)``).
    """
    counts: dict[bool, list[int]] = {False: [0, 0, 0], True: [0, 0, 0]}
    found: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Table) or not block.stands or block.style not in _LEVELS:
            continue
        level, exhibit = _LEVELS[block.style]
        series = counts[exhibit]
        series[level:] = [series[level] + 1, 0, 0][: 3 - level]
        found[block.key] = _label(series, level, exhibit, cited)
    return found


def _label(counts: Sequence[int], level: int, exhibit: bool, cited: bool) -> str:
    first = chr(ord("A") + counts[0] - 1) if exhibit else str(counts[0])
    item = f"({chr(ord('a') + counts[2] - 1)})"
    if level == 0:
        return (f"Exhibit {first}" if cited else f"Exhibit {first}:") if exhibit else (first if cited else f"{first}.")
    section = f"{first}.{counts[1]}"
    if level == 1:
        return section
    return f"{section}{item}" if cited and counts[1] else item


def _plain(block: Block) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(_plain_paragraph(cell) for cell in row) for row in block.rows))
    return _plain_paragraph(block)


def _plain_paragraph(item: Paragraph) -> Paragraph:
    pieces = tuple(Piece(piece.text, piece.bold) for piece in item.pieces if piece.stands)
    return replace(item, pieces=pieces, mark=None)
