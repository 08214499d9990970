"""What reviewers propose with marks upon a page: words struck out, words put in at a caret, or one for the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from extractor.readers.pdf.annotations import Note
from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.places import Stretch
from extractor.readers.pdf.revising import Change, Draft, Shifts
from extractor.types import Block, Span

_DOWN: Final = 3.0
"""How much more a distance down the page counts than one across, where a caret stands."""
_CARET: Final = 5.0
_CLOSING: Final = ",.;:)]}!?”’"


@dataclass(frozen=True, slots=True)
class _Addition:
    """Words that come before the character at ``at``."""

    at: int
    words: str
    change: Change


def with_proposals(
    draft: Draft, notes: Sequence[Note], frames: Mapping[int, Frame], stretches: Mapping[int, Sequence[Stretch]]
) -> Draft:
    """The draft with what these notes strike out and put in."""
    deleted = list(draft.deleted)
    struck: dict[int, list[int]] = {}
    for number, note in enumerate(notes, start=1):
        if note.strikes and (offsets := _struck(note, frames[note.page], stretches[note.page])):
            struck[number] = offsets
            change = Change("deletion", author=note.author, date=note.date, number=number)
            for at in _closed(draft.text, offsets):
                deleted[at] = deleted[at] or change
    additions = [
        addition
        for number, note in enumerate(notes, start=1)
        if note.caret and note.text
        for addition in _additions(draft.text, number, notes, struck, frames[note.page], stretches[note.page])
    ]
    return _with_additions(replace(draft, deleted=deleted), sorted(additions, key=lambda addition: addition.at))


def _struck(note: Note, frame: Frame, stretches: Sequence[Stretch]) -> list[int]:
    """The characters whose middle lies in the note's boxes."""
    found: list[int] = []
    for box in note.boxes:
        (x, y), (other_x, other_y) = (frame.upright(*corner) for corner in box)
        (left, right), (top, bottom) = sorted((x, other_x)), sorted((y, other_y))
        for line in stretches:
            if line.left <= right and left <= line.right and line.top <= bottom and top <= line.bottom:
                found += [one.offset for one in line.letters if left <= one.x <= right and top <= one.y <= bottom]
    return sorted(set(found))


def _closed(text: str, offsets: Sequence[int]) -> Iterator[int]:
    """These characters and the spaces between them, and the one before where nothing but a stop follows."""
    first, after = offsets[0], text[offsets[-1] + 1 : offsets[-1] + 2]
    if after and after in _CLOSING and text[first - 1 : first] == " ":
        yield first - 1
    for before, at in zip([offsets[0], *offsets], offsets, strict=False):
        if not text[before + 1 : at].strip(" "):
            yield from range(before + 1, at)
        yield at


def _additions(
    text: str,
    number: int,
    notes: Sequence[Note],
    struck: Mapping[int, Sequence[int]],
    frame: Frame,
    stretches: Sequence[Stretch],
) -> Iterator[_Addition]:
    """Where a caret's words go: after those that its group strikes out, else where it stands."""
    note = notes[number - 1]
    words = " ".join(note.text.split())
    change = Change("insertion", author=note.author, date=note.date, number=number)
    group = [
        offset
        for member, offsets in struck.items()
        for offset in offsets
        if notes[member - 1].grouped and notes[member - 1].answers == number - 1
    ]
    if group:
        yield _Addition(max(group) + 1, words, change)
    elif note.point and stretches:
        yield _placed(text, words, change, *_beside(stretches, text, *frame.upright(*note.point)))


def _beside(stretches: Sequence[Stretch], text: str, x: float, y: float) -> tuple[int, bool]:
    """The character before which a caret stands, or the last of its line (True) where it stands behind all.

    A word that begins as near as a caret is wide counts as meant: few put words into words.
    """
    line = min(
        stretches,
        key=lambda line: _DOWN * max(line.top - y, 0.0, y - line.bottom) + max(line.left - x, 0.0, x - line.right),
    )
    begins = [one for one in line.letters if one.offset == 0 or text[one.offset - 1].isspace()]
    nearest = min(begins, key=lambda letter: abs(letter.x - x), default=None)
    if nearest and abs(nearest.x - x) <= _CARET:
        return nearest.offset, False
    behind = next((letter.offset for letter in line.letters if letter.x > x), None)
    return (line.letters[-1].offset, True) if behind is None else (behind, False)


def _placed(text: str, words: str, change: Change, offset: int, last: bool) -> _Addition:
    """The words with a space on the side where words of the text follow or come before."""
    if last:
        return _Addition(offset + 1, words if words[0] in _CLOSING else f" {words}", change)
    begins = offset == 0 or text[offset - 1].isspace()
    if begins and words[0] in _CLOSING and offset and text[offset - 1] == " ":
        return _Addition(offset - 1, words, change)
    return _Addition(offset, f"{words} " if begins else words, change)


def _with_additions(draft: Draft, additions: Sequence[_Addition]) -> Draft:
    """The draft with words put in; what came after them moves on."""
    texts: list[str] = []
    inserted: list[Change | None] = []
    deleted: list[Change | None] = []
    before = 0
    lengths: dict[int, int] = defaultdict(int)
    for addition in [*additions, None]:
        at = addition.at if addition else len(draft.text)
        texts.append(draft.text[before:at])
        inserted += draft.inserted[before:at]
        deleted += draft.deleted[before:at]
        before = at
        if addition:
            texts.append(addition.words)
            inserted += [addition.change] * len(addition.words)
            deleted += [None] * len(addition.words)
            lengths[at] += len(addition.words)
    shifts = Shifts(tuple(lengths), tuple(accumulate(lengths.values())))
    return Draft(
        "".join(texts),
        tuple(_shifted(block, shifts) for block in draft.blocks),
        inserted,
        deleted,
        frozenset(shifts.character(at) for at in draft.dropped),
        shifts,
    )


def _shifted(block: Block, shifts: Shifts) -> Block:
    cells = tuple(Span(shifts.edge(cell.start), shifts.character(cell.end)) for cell in block.cells)
    return replace(block, span=Span(shifts.edge(block.span.start), shifts.character(block.span.end)), cells=cells)
