"""Tracked changes: neighbouring tokens of one change become one revision with its exact places."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.readers.docx.layout import Layout
from extractor.readers.docx.tokens import Anchor, Boundary, Change, Link, ParagraphEnd, RowEnd, Text, Token
from extractor.types import Revision, Span

_REMOVALS = frozenset({"deletion", "move_from"})


@dataclass(slots=True)
class _Stretch:
    """Neighbouring tokens of one change, first and last included."""

    change: Change
    superseded: bool
    first: int
    last: int


def read_revisions(tokens: Sequence[Token], accepted: Layout, original: Layout) -> tuple[Revision, ...]:
    """All revisions in document order; changes without a word (formatting, blank paragraphs) are none."""
    return tuple(revision for revision, _, _ in placed_revisions(tokens, accepted, original))


def placed_revisions(
    tokens: Sequence[Token], accepted: Layout, original: Layout
) -> tuple[tuple[Revision, int, int], ...]:
    """As :func:`read_revisions`, each with the first and the last of its tokens."""
    found = [*_stretches(tokens, "inserted"), *_stretches(tokens, "deleted")]
    found.sort(key=lambda stretch: (stretch.first, stretch.change.kind in _REMOVALS))
    revisions = [
        _superseded(tokens, stretch, accepted, original)
        if stretch.superseded
        else _standing(stretch, accepted, original)
        for stretch in found
    ]
    kept = [(revision, stretch) for revision, stretch in zip(revisions, found, strict=True) if revision.text]
    named = _with_own_ids(revision for revision, _ in kept)
    return tuple((own, stretch.first, stretch.last) for own, (_, stretch) in zip(named, kept, strict=True))


def _with_own_ids(revisions: Iterable[Revision]) -> Iterator[Revision]:
    """Unique ids: Word's own, which some programs repeat or leave out; the second ``7`` becomes ``7.2``."""
    repeats: Counter[str] = Counter()
    taken: set[str] = set()
    for revision in revisions:
        own = named = revision.id or "r"
        while own in taken:
            repeats[named] += 1
            own = f"{named}.{repeats[named] + 1}"
        taken.add(own)
        yield revision if own == revision.id else replace(revision, id=own)


def paragraph_at(layout: Layout, span: Span) -> int | None:
    """The 1-based count of the block in which ``span`` begins; None where there is no block."""
    if not layout.blocks:
        return None
    return max(1, bisect_right(layout.blocks, span.start, key=lambda block: block.span.start))


def trimmed(text: str, span: Span) -> Span:
    """``span`` without the line ends at its edges, unless there is nothing else."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip("\n"))
    end = span.end - (len(words) - len(words.rstrip("\n")))
    return Span(start, end) if start < end else span


def _stretches(tokens: Sequence[Token], side: Literal["inserted", "deleted"]) -> list[_Stretch]:
    """The stretches of one kind of change; words under both kinds are in neither text and so stand apart."""
    found: list[_Stretch] = []
    open_key: tuple[object, ...] | None = None
    for index, token in enumerate(tokens):
        if isinstance(token, Anchor | Boundary | Link):
            continue
        tracked = token.tracked
        change = tracked.inserted if side == "inserted" else tracked.deleted
        superseded = tracked.inserted is not None and tracked.deleted is not None
        key = None if change is None else (superseded, *_key(change))
        if change is not None and key == open_key:
            found[-1].last = index
        elif change is not None:
            found.append(_Stretch(change, superseded, index, index))
        open_key = key
    return found


def _key(change: Change) -> tuple[object, ...]:
    """What two neighbours share when they are one change: Word numbers each run apart but dates them alike."""
    return change.kind, change.author, change.date or change.id, change.move_id


def _standing(stretch: _Stretch, accepted: Layout, original: Layout) -> Revision:
    removed = stretch.change.kind in _REMOVALS
    home, other = (original, accepted) if removed else (accepted, original)
    span = trimmed(home.text, Span(home.places[stretch.first][0], home.places[stretch.last][1]))
    point = other.places[stretch.first][0]
    places = (Span(point, point), span) if removed else (span, Span(point, point))
    return _revision(stretch.change, home.text[span.start : span.end], places, accepted)


def _superseded(tokens: Sequence[Token], stretch: _Stretch, accepted: Layout, original: Layout) -> Revision:
    words = "".join(_words(token) for token in tokens[stretch.first : stretch.last + 1])
    here, there = accepted.places[stretch.first][0], original.places[stretch.first][0]
    revision = _revision(stretch.change, words.strip("\n"), (Span(here, here), Span(there, there)), accepted)
    return replace(revision, superseded=True)


def _words(token: Token) -> str:
    if isinstance(token, Text):
        return token.text
    return "\n" if isinstance(token, ParagraphEnd | RowEnd) else ""


def _revision(change: Change, text: str, places: tuple[Span, Span], accepted: Layout) -> Revision:
    return Revision(
        id=change.id,
        kind=change.kind,
        text=text,
        span=places[0],
        original_span=places[1],
        author=change.author,
        date=change.date,
        paragraph=paragraph_at(accepted, places[0]),
        move_id=change.move_id,
        date_utc=change.date_utc,
    )
