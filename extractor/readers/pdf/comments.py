"""Margin notes as comments: the words that they hang on, who answers whom, and what is settled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from extractor.readers.pdf.annotations import Box, Note
from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.places import Stretch
from extractor.types import Block, Comment, Span

_DOWN: Final = 3.0
"""How much more a distance down the page counts than one across: a note in the margin belongs to its line."""


def comments_of(
    notes: Sequence[Note],
    text: str,
    blocks: Sequence[Block],
    frames: Mapping[int, Frame],
    stretches: Mapping[int, Sequence[Stretch]],
) -> tuple[Comment, ...]:
    """The notes that say something, in the order of the file; an answer hangs on the words that were asked about."""
    chains = [_chain(notes, place) for place in range(len(notes))]
    spoken = [place for place, chain in enumerate(chains) if _speaks(notes, chain)]
    ids = {place: str(number) for number, place in enumerate(spoken, start=1)}
    resolved = _resolved(notes, chains)
    places = _Places(text, blocks, frames, stretches)
    members = _members(notes)
    spans = {
        root: places.of([notes[root], *(notes[member] for member in members[root])])
        for root in {chains[place][-1] for place in spoken}
    }
    comments = []
    for place in spoken:
        note, span = notes[place], spans[chains[place][-1]]
        comments.append(
            Comment(
                id=ids[place],
                text=note.text,
                span=span,
                quote=text[span.start : span.end],
                author=note.author,
                date=note.date,
                parent=next((ids[asked] for asked in chains[place][1:] if asked in ids), None),
                resolved=resolved.get(place),
                paragraph=bisect_right(blocks, span.start, key=lambda block: block.span.start) or None,
            )
        )
    return tuple(comments)


def _chain(notes: Sequence[Note], place: int) -> list[int]:
    """The note, the one that it answers, and so on to the first; only itself where they answer in a circle."""
    chain, seen = [place], {place}
    while (target := notes[chain[-1]].answers) is not None:
        if target in seen:
            return [place]
        chain.append(target)
        seen.add(target)
    return chain


def _speaks(notes: Sequence[Note], chain: Sequence[int]) -> bool:
    """Whether a note has words of its own: in a group those of the first member count."""
    note = notes[chain[0]]
    if not note.text or note.resolved is not None:
        return False
    return not (note.grouped and len(chain) > 1 and notes[chain[1]].text)


def _resolved(notes: Sequence[Note], chains: Sequence[Sequence[int]]) -> dict[int, bool]:
    """How the notes stand that somebody set a state upon; the last state counts."""
    found = {}
    for place, note in enumerate(notes):
        target = next((asked for asked in chains[place][1:] if notes[asked].resolved is None), None)
        if note.resolved is not None and target is not None:
            found[target] = note.resolved
    return found


def _members(notes: Sequence[Note]) -> dict[int, list[int]]:
    """For each first member of a group the others: a replacement is a caret and the words that it strikes out."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, note in enumerate(notes):
        if note.grouped and note.answers is not None and notes[note.answers].page == note.page:
            found[note.answers].append(place)
    return found


class _Places:
    """Finds the words that notes stand on or beside."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        frames: Mapping[int, Frame],
        stretches: Mapping[int, Sequence[Stretch]],
    ) -> None:
        self._text, self._blocks, self._frames, self._stretches = text, blocks, frames, stretches

    def of(self, group: Sequence[Note]) -> Span:
        """From the first to the last marked word; without marks the nearest line; empty where marks cover no words."""
        page = group[0].page
        boxes = [self._upright(page, box) for note in group for box in note.boxes]
        marked = [offset for box in boxes for offset in self._inside(page, box)]
        if marked:
            return Span(min(marked), max(marked) + 1)
        point = next((note.point for note in group if note.point), None)
        nearest = None if point is None else self._nearest(page, self._frames[page].upright(*point))
        if nearest is None:
            return self._start_of(page)
        if boxes:
            return Span(nearest.span.start, nearest.span.start)
        return self._word(nearest, self._frames[page].upright(*point)[0]) if group[0].caret and point else nearest.span

    def _upright(self, page: int, box: Box) -> Box:
        (left, top), (right, bottom) = (self._frames[page].upright(*corner) for corner in box)
        return (min(left, right), min(top, bottom)), (max(left, right), max(top, bottom))

    def _inside(self, page: int, box: Box) -> list[int]:
        """The first and the last place, line by line, whose character is painted inside the box."""
        (left, top), (right, bottom) = box
        found = []
        for line in self._stretches[page]:
            if line.left <= right and left <= line.right and line.top <= bottom and top <= line.bottom:
                inside = [one.offset for one in line.letters if left <= one.x <= right and top <= one.y <= bottom]
                found += [min(inside), max(inside)] if inside else []
        return found

    def _nearest(self, page: int, point: tuple[float, float]) -> Stretch | None:
        x, y = point
        return min(
            self._stretches[page],
            key=lambda line: _DOWN * _gap(line.top, y, line.bottom) + _gap(line.left, x, line.right),
            default=None,
        )

    def _word(self, line: Stretch, x: float) -> Span:
        """The word of the line that is nearest to where the caret stands."""
        offset = min(line.letters, key=lambda letter: abs(letter.x - x)).offset
        start = end = offset
        while start > line.span.start and not self._text[start - 1].isspace():
            start -= 1
        while end < line.span.end and not self._text[end].isspace():
            end += 1
        return Span(start, end)

    def _start_of(self, page: int) -> Span:
        """The point in the text where a page begins that has no words of it, or where a note has no place."""
        before = bisect_left(self._blocks, page, key=lambda block: block.page or 0)
        at = self._blocks[before - 1].span.end if before else 0
        return Span(at, at)


def _gap(low: float, value: float, high: float) -> float:
    return max(low - value, 0.0, value - high)
