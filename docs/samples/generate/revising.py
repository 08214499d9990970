"""Marks up a contract as a word processor with tracked changes does: edits, insertions, deletions, moves, comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from docs.samples.generate.model import Block, Mark, Paragraph, Piece, Table


@dataclass(frozen=True, slots=True)
class Edit:
    """In the paragraph ``key``, ``before`` becomes ``after``; tracked where an author is given.

    Either may be empty. ``behind`` is what stands right before the place, where ``before`` alone does not tell it.
    """

    key: str
    before: str
    after: str
    author: str | None = None
    date: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Insert:
    """A new paragraph behind the paragraph ``behind``."""

    behind: str
    paragraph: Paragraph
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Delete:
    """The paragraph ``key`` is struck whole."""

    key: str
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Move:
    """The paragraph ``key`` goes behind the paragraph ``behind``."""

    key: str
    behind: str
    author: str
    date: str
    name: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A margin comment on the words ``quote`` of the paragraph ``key``, or an answer to another comment."""

    id: str
    key: str
    quote: str
    author: str
    initials: str
    date: str
    text: str
    parent: str | None = None


Change = Edit | Insert | Delete | Move


def revise(blocks: Sequence[Block], changes: Sequence[Change], remarks: Sequence[Remark]) -> tuple[Block, ...]:
    """The contract with all changes marked and all comments in place.

    :raises LookupError: when the words or the paragraph of a change are not there, or not there once.
    """
    revised = list(blocks)
    for change in changes:
        if isinstance(change, Edit):
            revised = _edit(revised, change)
        elif isinstance(change, Delete):
            mark = Mark("deletion", change.author, change.date)
            revised = _with(revised, change.key, partial(_marked, mark=mark))
        elif isinstance(change, Insert):
            mark = Mark("insertion", change.author, change.date)
            revised = _behind(revised, change.behind, _marked(change.paragraph, mark))
        else:
            revised = _move(revised, change)
    for remark in (remark for remark in remarks if remark.parent is None):
        revised = _with(revised, remark.key, partial(_commented, remark=remark))
    return tuple(revised)


def _edit(blocks: list[Block], edit: Edit) -> list[Block]:
    return _with(blocks, edit.key, lambda item: replace(item, pieces=tuple(_edited(item, edit))))


def _edited(item: Paragraph, edit: Edit) -> Iterator[Piece]:
    start = _place(item, edit.behind + edit.before) + len(edit.behind)
    out, *rest = _split(item.pieces, start, start + len(edit.before))
    inside, behind = rest
    yield from out
    if edit.author is None:
        yield Piece(edit.after, out[-1].bold if out else False)
    else:
        for piece in inside:
            yield replace(piece, mark=Mark("deletion", edit.author, edit.date))
        if edit.after:
            yield Piece(edit.after, bool(inside) and inside[0].bold, Mark("insertion", edit.author, edit.date))
    yield from behind


def _move(blocks: list[Block], move: Move) -> list[Block]:
    item = _find(blocks, move.key)
    gone = _marked(item, Mark("move_from", move.author, move.date, move.name))
    arrived = _marked(item, Mark("move_to", move.author, move.date, move.name))
    left = _with(blocks, move.key, lambda _: replace(gone, key=f"{move.key} (moved away)"))
    return _behind(left, move.behind, arrived)


def _marked(item: Paragraph, mark: Mark) -> Paragraph:
    return replace(item, mark=mark, pieces=tuple(replace(piece, mark=mark) for piece in item.pieces))


def _commented(item: Paragraph, remark: Remark) -> Paragraph:
    start = _place(item, remark.quote)
    before, inside, behind = _split(item.pieces, start, start + len(remark.quote))
    carrying = [replace(piece, comments=(*piece.comments, remark.id)) for piece in inside]
    return replace(item, pieces=(*before, *carrying, *behind))


def _place(item: Paragraph, words: str) -> int:
    """Where the words stand in the accepted text of a paragraph."""
    if item.text.count(words) != 1:
        raise LookupError(f"{item.key}: {words!r} occurs {item.text.count(words)} times in {item.text!r}")
    return item.text.index(words)


def _split(pieces: Sequence[Piece], start: int, end: int) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The pieces before, inside and behind a stretch of the accepted text; struck ones stay where they are."""
    parts: tuple[list[Piece], list[Piece], list[Piece]] = ([], [], [])
    position = 0
    for piece in pieces:
        if not piece.stands:
            parts[0 if position < start or position == start == end else 1 if position < end else 2].append(piece)
            continue
        cuts = sorted({0, len(piece.text), *(c - position for c in (start, end) if 0 < c - position < len(piece.text))})
        for first, last in pairwise(cuts):
            place = position + first
            part = 0 if place < start else 1 if place < end else 2
            parts[part].append(replace(piece, text=piece.text[first:last]))
        position += len(piece.text)
    return parts


def _with(blocks: Sequence[Block], key: str, change: Callable[[Paragraph], Paragraph]) -> list[Block]:
    """The blocks with one paragraph or table cell changed."""
    _find(blocks, key)
    return [
        replace(block, rows=tuple(tuple(change(c) if c.key == key else c for c in row) for row in block.rows))
        if isinstance(block, Table)
        else change(block)
        if block.key == key
        else block
        for block in blocks
    ]


def _behind(blocks: Sequence[Block], key: str, item: Paragraph) -> list[Block]:
    place = next((number for number, block in enumerate(blocks) if block.key == key), None)
    if place is None:
        raise LookupError(f"no paragraph {key!r}")
    return [*blocks[: place + 1], item, *blocks[place + 1 :]]


def _find(blocks: Sequence[Block], key: str) -> Paragraph:
    cells = (cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row)
    found = [item for item in (*blocks, *cells) if isinstance(item, Paragraph) and item.key == key]
    if len(found) != 1:
        raise LookupError(f"{len(found)} paragraphs {key!r}")
    return found[0]
