"""Words that lines are drawn through or under, page by page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from extractor.readers.pdf.pen import Pen
from extractor.readers.pdf.strokes import Colour, Stroke
from extractor.readers.pdf.text import Fragment, Page, Run

_THROUGH: Final = (0.1, 0.55)
"""Heights above the baseline, in line heights, at which a line strikes words out."""
_UNDER: Final = (-0.34, 0.09)
_REACH: Final = 1.2
"""Line heights by which a line may stick out of its row: struck spaces at its end do, the rules of tables more."""
_BLUNT: Final = 0.16
"""Share of the line height from which on a bar is no line."""
_TINT: Final = 48
_BAR: Final = 8.0
"""Points that a change bar beside the text has at least."""


_LOOKS: Final = 500_000
"""How often lines are held against words on one page: a page full of redlines needs a hundredth."""
_LINES: Final = 50
"""How many lines may run through or under the same words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Neighbouring characters with the same lines: how many run through and under them, and in which colours.

    ``opens`` and ``closes`` tell whether they begin and end the words of their row.
    """

    page: int
    run: Run
    text: str
    strikes: int
    unders: int
    colour: Colour
    ink: Colour
    opens: bool = False
    closes: bool = False


def is_tinted(colour: Colour) -> bool:
    """Whether a colour is none of black, grey and white."""
    return max(colour) - min(colour) >= _TINT


def may_be_marked(pages: Sequence[Page]) -> bool:
    """Whether some line runs through words, or a coloured one under them."""
    return any(_is_suspect(page) for page in pages)


def change_bars(page: Page) -> int:
    """How many lines stand beside the words, left or right of all of them."""
    standing = [stroke for stroke in page.strokes if not stroke.lies and stroke.bottom - stroke.top >= _BAR]
    if not standing or not page.fragments:
        return 0
    left, right = min(f.left for f in page.fragments), max(f.right for f in page.fragments)
    rows = [stroke for stroke in standing if stroke.bottom - stroke.top < 0.9 * page.height]
    return sum(stroke.right < left or stroke.left > right for stroke in rows)


def marks_of(page: Page, pen: Pen, text: str) -> tuple[Mark, ...]:
    """The page's marked words in the order in which it paints them; ``text`` is all that PDFium reads on it."""
    rows = _Rows(page.fragments)
    lines: dict[Fragment, list[tuple[Stroke, bool]]] = {}
    for stroke in page.strokes:
        for fragment, through in rows.met_by(stroke):
            met = lines.setdefault(fragment, [])
            if fragment.run[1] <= len(text) and len(met) < _LINES:
                met.append((stroke, through))
    return tuple(mark for fragment, met in lines.items() for mark in _marks(page.number, fragment, met, pen, text))


def _is_suspect(page: Page) -> bool:
    if not any(stroke.lies for stroke in page.strokes):
        return False
    rows = _Rows(page.fragments)
    return any(
        through or is_tinted(stroke.colour)
        for stroke in page.strokes
        if stroke.lies
        for _, through in rows.met_by(stroke)
    )


class _Rows:
    """A page's fragments by height, to find those that a line belongs to."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._fragments = sorted(fragments, key=lambda fragment: fragment.baseline)
        self._baselines = [fragment.baseline for fragment in self._fragments]
        self._tallest = max((fragment.height for fragment in fragments), default=0.0)
        self._looks = _LOOKS

    def met_by(self, stroke: Stroke) -> Iterator[tuple[Fragment, bool]]:
        """The fragments that a lying line runs through (True) or under (False), none where it is longer than they."""
        if not stroke.lies:
            return
        met = [
            (fragment, through)
            for fragment in self._near(stroke.y)
            if fragment.left < stroke.right
            and stroke.left < fragment.right
            and stroke.bottom - stroke.top <= max(1.2, _BLUNT * fragment.height)
            and (through := _position(fragment, stroke)) is not None
        ]
        if not met:
            return
        reach = _REACH * max(fragment.height for fragment, _ in met)
        if min(fragment.left for fragment, _ in met) - reach <= stroke.left and stroke.right <= reach + max(
            fragment.right for fragment, _ in met
        ):
            yield from met

    def _near(self, y: float) -> Sequence[Fragment]:
        low = bisect_left(self._baselines, y - self._tallest)
        high = min(bisect_left(self._baselines, y + self._tallest), low + self._looks)
        self._looks -= high - low
        return self._fragments[low:high]


def _position(fragment: Fragment, stroke: Stroke) -> bool | None:
    """Whether the line runs through the words (True) or under them (False)."""
    up = (fragment.baseline - stroke.y) / fragment.height if fragment.height else 1.0
    if _THROUGH[0] <= up <= _THROUGH[1]:
        return True
    return False if _UNDER[0] <= up < _UNDER[1] else None


def _marks(page: int, fragment: Fragment, lines: Sequence[tuple[Stroke, bool]], pen: Pen, text: str) -> Iterator[Mark]:
    start, end = fragment.run
    looks = [_look(pen, index, lines) for index in range(start, end)]
    while end > start and text[end - 1].isspace():
        end -= 1
    for look, group in groupby(range(fragment.run[0], fragment.run[1]), key=lambda index: looks[index - start]):
        places = list(group)
        if look is None:
            continue
        run = places[0], places[-1] + 1
        words = text[run[0] : run[1]]
        if words.strip():
            yield Mark(page, run, words, *look, opens=run[0] == start, closes=run[1] >= end)


def _look(pen: Pen, index: int, lines: Sequence[tuple[Stroke, bool]]) -> tuple[int, int, Colour, Colour] | None:
    """Lines through and under one character, their colour and its own; None where there are none."""
    left, right = pen.character(index)
    middle = (left + right) / 2
    met = [(stroke, through) for stroke, through in lines if stroke.left - 0.4 <= middle <= stroke.right + 0.4]
    if not met:
        return None
    strikes = sum(through for _, through in met)
    colour = next(stroke.colour for stroke, through in met if through or not strikes)
    return min(strikes, 2), min(len(met) - strikes, 2), colour, pen.colour(index)
