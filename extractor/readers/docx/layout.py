"""Lays the token stream out as text: once for the accepted and once for the original text.

Each token gets its exact place in each of the two, an empty one where it is not part of that text. Blocks are joined by
one newline, which is the place of the paragraph mark (or row end) before it; blank blocks are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractor.readers.docx.tokens import Anchor, Boundary, CellStart, Link, ParagraphEnd, RowEnd, Text, Token, Tracked
from extractor.types import Span


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """One block of a text: its place, the token that ends it, the tokens that it holds, and a row's cells."""

    span: Span
    end: int
    first: int
    last: int
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One text, the place of every token in it, and its blocks."""

    text: str
    places: list[tuple[int, int]]
    blocks: tuple[LaidBlock, ...]


def accepted(tracked: Tracked) -> bool:
    """Whether a place with these changes is part of the accepted text."""
    return tracked.deleted is None


def original(tracked: Tracked) -> bool:
    """Whether a place with these changes is part of the original text."""
    return tracked.inserted is None


def lay_out(tokens: Sequence[Token], visible: Callable[[Tracked], bool]) -> Layout:
    """The text of all tokens that ``visible`` lets stand."""
    layout = _Layouter(len(tokens), visible)
    for index, token in enumerate(tokens):
        layout.take(index, token)
    return layout.finish()


@dataclass(slots=True)
class _Pending:
    """The block that is being collected: what each token adds to it."""

    indices: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)  # positions in the two lists above
    in_row: bool = False
    end: int | None = None
    joint: int | None = None  # position of a paragraph mark in a cell that more words may follow

    def add(self, index: int, text: str) -> None:
        self.indices.append(index)
        self.texts.append(text)


class _Layouter:
    def __init__(self, count: int, visible: Callable[[Tracked], bool]) -> None:
        self._visible = visible
        self._places: list[tuple[int, int]] = [(0, 0)] * count
        self._chunks: list[str] = []
        self._length = 0
        self._blocks: list[LaidBlock] = []
        self._pending = _Pending()

    def take(self, index: int, token: Token) -> None:
        shown = self._visible(token.tracked)
        match token:
            case Text():
                self._text(index, token.text if shown else "")
            case Anchor() | Link():
                self._pending.add(index, "")
            case ParagraphEnd():
                self._paragraph_end(index, shown, token.in_cell)
            case CellStart():
                self._cell_start(index, shown)
            case RowEnd():
                self._pending.add(index, "")
                self._pending.end = index
                self._flush()
            case Boundary():
                self._pending.add(index, "")
                self._flush()

    def finish(self) -> Layout:
        self._flush()
        return Layout("".join(self._chunks), self._places, tuple(self._blocks))

    def _text(self, index: int, text: str) -> None:
        pending = self._pending
        if text and pending.joint is not None:
            pending.texts[pending.joint] = " "
            pending.joint = None
        pending.add(index, text)

    def _paragraph_end(self, index: int, shown: bool, in_cell: bool) -> None:
        pending = self._pending
        pending.add(index, "")
        if not in_cell:
            pending.end = index
            if shown:
                self._flush()
        elif shown and pending.joint is None and pending.cells and any(pending.texts[pending.cells[-1] + 1 :]):
            pending.joint = len(pending.texts) - 1

    def _cell_start(self, index: int, shown: bool) -> None:
        pending = self._pending
        pending.in_row = True
        pending.joint = None
        pending.add(index, "\t" if shown and pending.cells else "")
        if shown:
            pending.cells.append(len(pending.texts) - 1)

    def _flush(self) -> None:
        """Write the collected block, or forget it where it is blank."""
        pending, self._pending = self._pending, _Pending()
        text = "".join(pending.texts)
        lead = 0
        if not pending.in_row:
            lead = len(text) - len(text.lstrip())
            text = text.strip()
        if not text.strip():
            for index in pending.indices:
                self._places[index] = (self._length, self._length)
            return
        self._join()
        start = self._length
        edges = self._place(pending, start, lead, start + len(text))
        self._chunks.append(text)
        self._length += len(text)
        end = pending.indices[-1] if pending.end is None else pending.end
        cells = _cell_spans([edges[cell] for cell in pending.cells], self._length)
        self._blocks.append(LaidBlock(Span(start, self._length), end, pending.indices[0], pending.indices[-1], cells))

    def _join(self) -> None:
        if not self._blocks:
            return
        self._chunks.append("\n")
        self._places[self._blocks[-1].end] = (self._length, self._length + 1)
        self._length += 1

    def _place(self, pending: _Pending, start: int, lead: int, end: int) -> list[tuple[int, int]]:
        """Place each token of the block, clamped to what is left of it after trimming."""
        at = start - lead
        edges: list[tuple[int, int]] = []
        for index, text in zip(pending.indices, pending.texts, strict=True):
            edge = (min(max(at, start), end), min(max(at + len(text), start), end))
            self._places[index] = edge
            edges.append(edge)
            at += len(text)
        return edges


def _cell_spans(tabs: list[tuple[int, int]], end: int) -> tuple[Span, ...]:
    """The cells between the tabs of a row; the first "tab" is the empty one that begins the row."""
    stops = [tab[0] for tab in tabs[1:]] + [end]
    return tuple(Span(tab[1], stop) for tab, stop in zip(tabs, stops, strict=False))
