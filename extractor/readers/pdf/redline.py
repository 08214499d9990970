"""Whether the marked words of a PDF are tracked changes, and which.

Lines under words are mostly no changes: headings, defined terms, links. Without a legend that says otherwise, words
count as put in only where others are struck out, or bars stand beside the text, and only in the look that the changes
of this file have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from extractor.readers.pdf.marks import Mark, is_tinted
from extractor.readers.pdf.strokes import Colour
from extractor.readers.pdf.text import Run

_SAME_COLOUR: Final = 60
"""Largest difference, over the three parts, between a line and the words that it was drawn with."""
_ENOUGH: Final = 12
"""Words in colour and underlined from which a file without struck words is a redline, where bars stand beside them."""
_BARS: Final = 2
_ENOUGH_STRUCK: Final = 3
"""Words struck out in black from which a file is a redline: a signature's line may cross the name below it."""
_HEADING_WORDS: Final = 10
_TOUCHES: Final = 2

_LINK = re.compile(r"(?:https?:|www\.|mailto:|\S{1,60}@\S{1,60}\.\w|\S{1,80}\.(?:com|org|net|gov)\b)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]")

Kind = Literal["insertion", "deletion"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a comparison shows one kind of change, as its legend says."""

    kind: Kind
    moved: bool
    strikes: int
    unders: int
    ink: Colour

    def fits(self, mark: Mark) -> bool:
        """Whether marked words look so."""
        return (
            bool(mark.strikes) == bool(self.strikes)
            and (mark.strikes > 0 or mark.unders == self.unders)
            and _difference(mark.ink, self.ink) <= _SAME_COLOUR
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a page that were put in or struck out; ``moved`` where their look is that of moved words."""

    page: int
    run: Run
    kind: Kind
    moved: bool


def edits_of(marks: Sequence[Mark], bars: int, looks: Sequence[Look] = ()) -> tuple[Edit, ...]:
    """The changes among the marked words; none where the file is no redline."""
    if looks:
        return tuple(edit for mark in marks for edit in _by_legend(mark, looks))
    struck = [mark for mark in marks if mark.strikes and _LETTERS.search(mark.text)]
    tinted = [mark for mark in marks if not mark.strikes and _is_coloured(mark)]
    if not struck and not (bars >= _BARS and _words(tinted) >= _ENOUGH):
        return ()
    inserted = _running(tinted, struck) or (_plain(marks, struck) if struck else [])
    if not inserted and _words(struck) < _ENOUGH_STRUCK and not any(is_tinted(mark.colour) for mark in struck):
        return ()
    edits = [Edit(mark.page, mark.run, "deletion", _is_green(mark.ink)) for mark in struck]
    edits += [Edit(mark.page, mark.run, "insertion", _is_green(mark.ink)) for mark in inserted]
    both = [mark for mark in struck if mark.unders and is_tinted(mark.colour) and not _is_heading(mark)]
    return (*edits, *(Edit(mark.page, mark.run, "insertion", moved=False) for mark in both))


def _words(marks: Sequence[Mark]) -> int:
    return sum(len(mark.text.split()) for mark in marks)


def _by_legend(mark: Mark, looks: Sequence[Look]) -> Sequence[Edit]:
    fitting = [look for look in looks if look.fits(mark)]
    if fitting:
        best = min(fitting, key=lambda look: _difference(mark.ink, look.ink))
        return (Edit(mark.page, mark.run, best.kind, best.moved),)
    return (Edit(mark.page, mark.run, "deletion", moved=False),) if mark.strikes else ()


def _is_coloured(mark: Mark) -> bool:
    """Whether words are underlined in a colour that is their own, and are no link."""
    return (
        mark.unders > 0
        and is_tinted(mark.colour)
        and _difference(mark.colour, mark.ink) <= _SAME_COLOUR
        and not _LINK.match(mark.text.strip())
    )


def _running(tinted: Sequence[Mark], struck: Sequence[Mark]) -> list[Mark]:
    """The coloured ones in colours that changes have: not only headings do, or struck words touch them."""
    edges = _edges(struck)
    running = {mark.ink for mark in tinted if not _is_heading(mark) or _touches(mark, edges)}
    return [mark for mark in tinted if mark.ink in running]


def _plain(marks: Sequence[Mark], struck: Sequence[Mark]) -> list[Mark]:
    """Words put in, in a redline without colours: underlined twice, or once where struck words touch some of them."""
    under = [mark for mark in marks if mark.unders and not mark.strikes and not _LINK.match(mark.text.strip())]
    double = [mark for mark in under if mark.unders > 1]
    if double:
        return double
    edges = _edges(struck)
    if not any(_touches(mark, edges) for mark in under):
        return []
    return [mark for mark in under if not _is_heading(mark) or _touches(mark, edges)]


def _edges(struck: Sequence[Mark]) -> frozenset[tuple[int, int]]:
    """The places around both ends of struck words."""
    steps = range(-_TOUCHES, _TOUCHES + 1)
    return frozenset((mark.page, edge + step) for mark in struck for edge in mark.run for step in steps)


def _touches(mark: Mark, edges: frozenset[tuple[int, int]]) -> bool:
    return any((mark.page, edge) in edges for edge in mark.run)


def _is_heading(mark: Mark) -> bool:
    """Whether underlined words could be a heading or a defined term: few of them, capitalised."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", mark.text) if len(word) > 3 or word[0].isupper()]
    return len(words) <= _HEADING_WORDS and bool(words) and all(word[0].isupper() for word in words)


def _is_green(colour: Colour) -> bool:
    """Whether a colour is that in which programs show moved words."""
    red, green, blue = colour
    return green >= 80 and green > 1.4 * red and green > 1.4 * blue


def _difference(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))
