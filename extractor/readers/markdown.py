"""Markdown: headings, paragraphs, lists with their numbers, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extractor.limits import Limits
from extractor.readers.assembling import Piece, assemble
from extractor.readers.decoding import decode
from extractor.readers.plain import starts_item
from extractor.types import BlockKind, Document

MEDIA_TYPE = "text/markdown"
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BULLET = "•"


def read_markdown(data: bytes, name: str, limits: Limits) -> Document:
    """The Markdown in ``data``; marks are taken off, what they say is kept in the blocks.

    :raises UnsupportedDocument: binary data that is no text.
    :raises EmptyDocument: nothing but blanks.
    :raises LimitReached: longer than ``limits.text_chars``.
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(decode(data))
    return assemble(data, name, MEDIA_TYPE, _Collector().pieces(tokens), limits)


class _Collector:
    """Walks block tokens; remembers the open lists, heading and table."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []  # one entry an open list: the next number, None for bullets
        self._label: str | None = None
        self._heading: int | None = None
        self._tables = 0
        self._cells: list[str] | None = None

    def pieces(self, tokens: Sequence[Token]) -> Iterator[Piece]:
        for token in tokens:
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type in ("fence", "code_block", "html_block"):
                text = _TAG.sub("", token.content) if token.type == "html_block" else token.content
                yield from (Piece(line) for line in text.split("\n"))
            elif token.type == "tr_close":
                yield Piece(kind="table_row", table=self._tables, cells=tuple(self._cells or ()))
                self._cells = None
            elif token.type in _STEPS:
                _STEPS[token.type](self, token)

    def _inline(self, token: Token) -> Iterator[Piece]:
        lines = _lines(token.children or [])
        if self._cells is not None:
            self._cells.append(" ".join(lines).replace("\t", " ").strip())
            return
        label, self._label = self._label, None
        level = max(len(self._numbers) - 1, 0) if label is not None else self._heading
        kind: BlockKind = "paragraph" if self._heading is None else "heading"
        for line in lines:
            yield Piece(line, kind=kind, label=label, level=level, bold=_is_bold(token.children or []))
            label = None

    def _list_open(self, token: Token) -> None:
        start = token.attrGet("start")
        first = 1 if start is None else int(start)
        self._numbers.append(first if token.type == "ordered_list_open" else None)

    def _list_close(self, token: Token) -> None:
        self._numbers.pop()

    def _item(self, token: Token) -> None:
        number = self._numbers[-1]
        if number is None:
            self._label = _BULLET
        else:
            self._label = f"{number}{token.markup}"
            self._numbers[-1] = number + 1

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1:]) - 1

    def _heading_close(self, token: Token) -> None:
        self._heading = None

    def _table_open(self, token: Token) -> None:
        self._tables += 1

    def _row_open(self, token: Token) -> None:
        self._cells = []


_STEPS: dict[str, Callable[[_Collector, Token], None]] = {
    "ordered_list_open": _Collector._list_open,
    "bullet_list_open": _Collector._list_open,
    "ordered_list_close": _Collector._list_close,
    "bullet_list_close": _Collector._list_close,
    "list_item_open": _Collector._item,
    "heading_open": _Collector._heading_open,
    "heading_close": _Collector._heading_close,
    "table_open": _Collector._table_open,
    "tr_open": _Collector._row_open,
}


def _lines(children: Sequence[Token]) -> list[str]:
    """The words of one paragraph without marks: one line, but a line that begins an item stands for itself."""
    raw = [""]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            raw.append("")
        elif child.type in ("text", "code_inline", "image", "text_special"):
            raw[-1] += child.content
    lines = [raw[0]]
    for line in raw[1:]:
        if starts_item(lines[-1], line):
            lines.append(line)
        else:
            lines[-1] += " " + line
    return lines


def _is_bold(children: Sequence[Token]) -> bool:
    """Whether all words stand in one pair of strong marks."""
    kinds = [child.type for child in children if child.content or child.nesting]
    return len(kinds) > 1 and kinds[0] == "strong_open" and kinds.index("strong_close") == len(kinds) - 1
