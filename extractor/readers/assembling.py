"""Puts the blocks of an untracked document together: one text, and each block's place in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.errors import EmptyDocument, LimitReached
from extractor.limits import Limits
from extractor.types import Block, BlockKind, Document, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """One block before it has a place. A table row is given by its ``cells``, anything else by its ``text``."""

    text: str = ""
    kind: BlockKind = "paragraph"
    label: str | None = None
    level: int | None = None
    bold: bool = False
    table: int | None = None
    cells: tuple[str, ...] = ()


def assemble(data: bytes, name: str, media_type: str, pieces: Iterable[Piece], limits: Limits) -> Document:
    """The document of these pieces; blank ones are left out.

    :raises EmptyDocument: no piece has a word.
    :raises LimitReached: longer than ``limits.text_chars``.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = "\t".join(piece.cells) if piece.cells else piece.text.strip()
        if not text.strip():
            continue
        if at + len(text) > limits.text_chars:
            raise LimitReached(f"The document holds more than {limits.text_chars:,} characters.")
        texts.append(text)
        blocks.append(_block(piece, Span(at, at + len(text))))
        at += len(text) + 1
    if not blocks:
        raise EmptyDocument("The file has no words in it; check that the right file was sent.")
    words = "\n".join(texts)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        text=words,
        original_text=words,
        blocks=tuple(blocks),
    )


def _block(piece: Piece, span: Span) -> Block:
    cells: list[Span] = []
    at = span.start
    for cell in piece.cells:
        cells.append(Span(at, at + len(cell)))
        at += len(cell) + 1
    return Block(
        span=span,
        kind=piece.kind,
        label=piece.label,
        level=piece.level,
        bold=piece.bold,
        table=piece.table,
        cells=tuple(cells),
    )
