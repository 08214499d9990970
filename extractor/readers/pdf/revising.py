"""A text with its changes marked, laid out twice: as accepted and as it was."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from extractor.readers.pdf.redline import Kind
from extractor.types import Block, Comment, Document, Revision, RevisionKind, Span

_NUMBER = re.compile(r"\A\s*\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}[.)]{0,2}|[A-Za-z]{1,5}[.)])\s")
_MOVES: Final[dict[Kind, RevisionKind]] = {"insertion": "move_to", "deletion": "move_from"}


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to characters; neighbours with equal changes are one revision."""

    kind: Kind
    moved: bool = False
    author: str | None = None
    date: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Shifts:
    """How far characters of a text moved on when words were put in: ``totals`` are those put in up to each place."""

    places: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()

    def edge(self, at: int) -> int:
        """Where a block or cell that began there begins: words put in there belong to it."""
        return at + self._total(bisect_left(self.places, at))

    def character(self, at: int) -> int:
        """Where the character that was there is; for the end of a block, where it ends."""
        return at + self._total(bisect_right(self.places, at))

    def _total(self, count: int) -> int:
        return self.totals[count - 1] if count else 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that holds what was struck out and what was put in; for each character, what was done to it.

    ``dropped`` are characters of neither text, such as the second number that a program shows beside a changed one.
    ``shifts`` lead from the places of the text as it was composed to those of this one.
    """

    text: str
    blocks: Sequence[Block]
    inserted: Sequence[Change | None]
    deleted: Sequence[Change | None]
    dropped: frozenset[int] = frozenset()
    shifts: Shifts = Shifts()


@dataclass(frozen=True, slots=True)
class Revised:
    """Both texts, the blocks of the accepted one, its revisions, and where the draft's characters are in each."""

    text: str
    original_text: str
    blocks: tuple[Block, ...]
    revisions: tuple[Revision, ...]
    accepted: Side
    original: Side
    shifts: Shifts


@dataclass(slots=True)
class Side:
    """One of the two texts: where each character of the draft begins and ends in it, and what is left of its blocks."""

    text: str
    starts: list[int]
    ends: list[int]
    blocks: list[Span | None]

    def span(self, first: int, last: int) -> Span:
        """Where the draft's characters from ``first`` to ``last``, both included, went; no line ends at its edges."""
        start, end = self.starts[first], max(self.starts[first], self.ends[last])
        words = self.text[start:end]
        inner = words.strip("\n")
        start += len(words) - len(words.lstrip("\n")) if inner else 0
        return Span(start, start + len(inner) if inner else start)


def revised(draft: Draft) -> Revised:
    """The draft with all changes taken, and with all refused."""
    accepted, original = _side(draft, draft.deleted), _side(draft, draft.inserted)
    blocks = tuple(
        _block(block, span, accepted)
        for block, span in zip(draft.blocks, accepted.blocks, strict=True)
        if span is not None
    )
    found = [revision for part in _stretches(draft) for revision in _revision(draft, part, accepted, original)]
    starts = [block.span.start for block in blocks]
    numbered = [
        replace(
            revision, id=str(number), paragraph=max(1, bisect_right(starts, revision.span.start)) if starts else None
        )
        for number, revision in enumerate(_paired(found), start=1)
    ]
    return Revised(accepted.text, original.text, blocks, tuple(numbered), accepted, original, draft.shifts)


def with_revisions(document: Document, found: Revised) -> Document:
    """The document, read as a draft, with its changes taken."""
    return replace(
        document,
        text=found.text,
        original_text=found.original_text,
        blocks=found.blocks,
        revisions=found.revisions,
        comments=tuple(_comment(comment, found) for comment in document.comments),
    )


def _comment(comment: Comment, found: Revised) -> Comment:
    """A comment at its place in the accepted text; its quote are the struck words where no others are left."""
    if not comment.quote:
        at = found.accepted.starts[found.shifts.character(comment.span.start)]
        span, quote = Span(at, at), ""
    else:
        first, last = (found.shifts.character(at) for at in (comment.span.start, comment.span.end - 1))
        span, then = found.accepted.span(first, last), found.original.span(first, last)
        quote = found.text[span.start : span.end]
        if not quote.strip():
            span, quote = Span(span.start, span.start), found.original_text[then.start : then.end]
    starts = [block.span.start for block in found.blocks]
    return replace(comment, span=span, quote=quote, paragraph=bisect_right(starts, span.start) or None)


def _side(draft: Draft, changes: Sequence[Change | None]) -> Side:
    """The text without those changed characters: one space between words, no blank blocks."""
    shown = [change is None and at not in draft.dropped for at, change in enumerate(changes)]
    starts, ends = [0] * (len(draft.text) + 1), [0] * (len(draft.text) + 1)
    parts: list[str] = []
    blocks: list[Span | None] = []
    length = 0
    for block in draft.blocks:
        first, last = block.span.start, block.span.end
        if not any(shown[at] and not draft.text[at].isspace() for at in range(first, last)):
            starts[first : last + 1] = ends[first : last + 1] = [length] * (last + 1 - first)
            blocks.append(None)
            continue
        begin = length + bool(parts)
        parts.append(_words(draft.text, block.span, shown, begin, starts, ends))
        length = begin + len(parts[-1])
        starts[last] = ends[last] = length
        blocks.append(Span(begin, length))
    return Side("\n".join(parts), starts, ends, blocks)


def _words(text: str, span: Span, shown: Sequence[bool], begin: int, starts: list[int], ends: list[int]) -> str:
    """One block's visible words; fills in where its characters went."""
    out: list[str] = []
    for at in range(span.start, span.end):
        char = text[at]
        if char == "\t" and out and out[-1] == " ":
            out.pop()
            _end_at(begin + len(out), range(span.start, at), starts, ends)
        starts[at] = begin + len(out)
        if shown[at] and (char != " " or (out and not out[-1].isspace())):
            out.append(char)
        ends[at] = begin + len(out)
    while out and out[-1] == " ":
        out.pop()
    _end_at(begin + len(out), range(span.start, span.end), starts, ends)
    return "".join(out)


def _end_at(length: int, places: range, starts: list[int], ends: list[int]) -> None:
    """Take back the characters among ``places`` whose spaces are gone from the end of the text."""
    for at in reversed(places):
        if ends[at] <= length:
            break
        starts[at], ends[at] = min(starts[at], length), length


def _block(block: Block, span: Span, side: Side) -> Block:
    cells = tuple(
        Span(side.starts[cell.start], max(side.starts[cell.start], side.ends[cell.end - 1] if len(cell) else 0))
        for cell in block.cells
    )
    return replace(block, span=span, cells=cells)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters of the draft under one change, first and last included."""

    change: Change
    superseded: bool
    first: int
    last: int


def _stretches(draft: Draft) -> Iterator[_Stretch]:
    found = [*_on_side(draft, draft.inserted, both=True), *_on_side(draft, draft.deleted, both=False)]
    return iter(sorted(found, key=lambda part: (part.first, part.change.kind == "deletion")))


def _on_side(draft: Draft, changes: Sequence[Change | None], *, both: bool) -> Iterator[_Stretch]:
    """The stretches of one kind of change; those under both kinds come once, with the insertions."""
    places = (at for at, char in enumerate(draft.text) if char not in "\n\t" and at not in draft.dropped)
    looks = ((at, changes[at], bool(draft.inserted[at] and draft.deleted[at])) for at in places)
    for (change, superseded), group in groupby(looks, key=lambda look: look[1:]):
        if change is not None and (both or not superseded):
            run = [at for at, _, _ in group]
            yield _Stretch(change, superseded, run[0], run[-1])


def _revision(draft: Draft, part: _Stretch, accepted: Side, original: Side) -> Iterator[Revision]:
    change = part.change
    there, then = accepted.span(part.first, part.last), original.span(part.first, part.last)
    if part.superseded:
        text, there, then = draft.text[part.first : part.last + 1], Span(there.start, there.start), _empty(then)
    elif change.kind == "insertion":
        text, then = accepted.text[there.start : there.end], _empty(then)
    else:
        text, there = original.text[then.start : then.end], _empty(there)
    if text.strip():
        kind = _MOVES[change.kind] if change.moved and not part.superseded else change.kind
        yield Revision("", kind, text, there, then, change.author, change.date, superseded=part.superseded)


def _empty(span: Span) -> Span:
    return Span(span.start, span.start)


def _paired(revisions: Sequence[Revision]) -> list[Revision]:
    """Moved words with what they were moved from; those without are plainly put in or struck out."""
    waiting: dict[str, list[int]] = {}
    ids: dict[int, str] = {}
    for place, revision in enumerate(revisions):
        if revision.kind == "move_from":
            waiting.setdefault(_plain(revision.text), []).append(place)
    for place, revision in enumerate(revisions):
        if revision.kind == "move_to" and (sources := waiting.get(_plain(revision.text))):
            ids[place] = ids[sources.pop(0)] = f"m{len(ids) // 2 + 1}"
    return [
        replace(revision, move_id=ids[place]) if place in ids else replace(revision, kind=_unmoved(revision.kind))
        for place, revision in enumerate(revisions)
    ]


def _plain(text: str) -> str:
    """The letters of words, without the number before them: what moves gets another."""
    return "".join(char for char in _NUMBER.sub("", text, count=1) if char.isalnum()).casefold()


def _unmoved(kind: RevisionKind) -> RevisionKind:
    return {"move_from": "deletion", "move_to": "insertion"}.get(kind, kind)  # type: ignore[return-value]
