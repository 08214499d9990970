"""What a form shows, put among the words of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.text import Fragment, Letter, Page
from extractor.types import Margin, Problem

_LEADING: Final = 1.15
_SITS: Final = 0.35
"""How far below the middle of a one-line field its baseline is, in sizes of its letters."""
_ADVANCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """What one field of a page shows: its lines, its box in the page's own coordinates, and the size of its letters."""

    page: int
    lines: tuple[str, ...]
    corner: tuple[float, float]
    opposite: tuple[float, float]
    size: float


@dataclass(frozen=True, slots=True)
class Form:
    """All entries of a file's form, and its signatures."""

    entries: tuple[Entry, ...] = ()
    signatures: tuple[Margin, ...] = ()
    problems: tuple[Problem, ...] = ()


def filled(page: Page, entries: Sequence[Entry]) -> Page:
    """The page with these entries as words; those that its text has at their place already are left out."""
    if page.frame is None or not (page.usable or page.blank):
        return page
    new = [fragment for entry in entries for fragment in _fragments(entry, page.frame) if not _is_there(page, fragment)]
    if not new:
        return page
    placed, letters, added = [], [], ""
    for fragment in new:
        start = page.chars + len(added)
        placed.append(fragment._replace(run=(start, start + len(fragment.text))))
        added += fragment.text
        letters += letters_of(fragment)
    surface = page.surface and replace(page.surface, letters=(*page.surface.letters, *letters))
    fragments = (*page.fragments, *placed)
    return replace(page, fragments=fragments, usable=True, blank=False, surface=surface, added=added)


def _fragments(entry: Entry, frame: Frame) -> list[Fragment]:
    """An entry's lines: one in the middle of its field, several from the top."""
    first, second = frame.upright(*entry.corner), frame.upright(*entry.opposite)
    (left, right), (top, bottom) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    height = _LEADING * entry.size
    baseline = (top + bottom) / 2 + _SITS * entry.size if len(entry.lines) == 1 else top + entry.size
    found = []
    for place, line in enumerate(entry.lines):
        width = max(1.0, min(right - left, _ADVANCE * entry.size * len(line)))
        found.append(Fragment(line, left, left + width, baseline + place * height, height, bold=False))
    return found


def _is_there(page: Page, new: Fragment) -> bool:
    return any(
        new.text in fragment.text
        and fragment.left < new.right
        and new.left < fragment.right
        and abs(fragment.baseline - new.baseline) < new.height
        for fragment in page.fragments
    )


def letters_of(fragment: Fragment) -> list[Letter]:
    """Where the letters of words without paint of their own would be, evenly spread."""
    step = (fragment.right - fragment.left) / len(fragment.text)
    middle = fragment.baseline - fragment.height / 3
    return [
        Letter(len(char.strip()), fragment.left + (place + 0.5) * step, middle)
        for place, char in enumerate(fragment.text)
    ]
