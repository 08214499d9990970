"""Running headers, footers, page numbers, filing notes and stamps: what stands on pages but not in the contract.

A line is furniture only where something beyond its look says so: the same words at the same height on several pages,
a number that counts on with the pages, or a form of words that filing systems print and contracts do not contain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.readers.pdf_layout import Line
from extractor.readers.pdf_numbering import is_structural

_ZONE: Final = 0.14
"""Share of the page height, above and below, in which furniture is looked for."""
_ROWS: Final = 5
_HEIGHT_STEP: Final = 8.0
_REPEATS: Final = 3
_LONGEST: Final = 200

_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(
    r"[-–—\[( ]{0,3}(?:page\s)?[-–— ]{0,2}([A-Za-z]{1,2}-)?(\d{1,4}|[ivxl]{1,7})[-–—\]) .]{0,3}", re.IGNORECASE
)
_PAGE_OF = re.compile(r"[^\d]{0,60}\bpage\s{1,3}\d{1,4}(?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?.{0,60}", re.IGNORECASE)
_FILING = re.compile(r"Source: .{2,160}?, ?\S{1,12}(?: ?/ ?A)?, ?\d{1,2}/\d{1,2}/\d{4}")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line near an edge of its page; ``place`` is its index on the page."""

    page: int
    place: int
    line: Line
    top: bool
    outermost: bool


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page that belong to the contract."""
    candidates = [c for index, lines in enumerate(pages) for c in _candidates(index, lines, heights[index])]
    doomed = _filing_notes(candidates) | _repeated(candidates) | _page_numbers(candidates)
    return [
        [line for place, line in enumerate(lines) if (index, place) not in doomed] for index, lines in enumerate(pages)
    ]


def _candidates(page: int, lines: Sequence[Line], height: float) -> list[_Candidate]:
    by_height = sorted(range(len(lines)), key=lambda place: lines[place].baseline)
    found = []
    for rank, place in enumerate(by_height[:_ROWS]):
        if lines[place].baseline <= _ZONE * height:
            found.append(_Candidate(page, place, lines[place], True, rank == 0))
    for rank, place in enumerate(reversed(by_height[-_ROWS:])):
        if lines[place].baseline >= (1 - _ZONE) * height:
            found.append(_Candidate(page, place, lines[place], False, rank == 0))
    return [candidate for candidate in found if len(candidate.line.text) <= _LONGEST]


def _filing_notes(candidates: Sequence[_Candidate]) -> set[tuple[int, int]]:
    return {(c.page, c.place) for c in candidates if not c.top and _FILING.fullmatch(c.line.text)}


def _repeated(candidates: Sequence[_Candidate]) -> set[tuple[int, int]]:
    """Lines whose words, digits aside, stand at the same height on several pages."""
    groups: dict[tuple[bool, str], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        words = _DIGITS.sub("#", _SPACES.sub(" ", candidate.line.text)).casefold()
        if any(char.isalpha() for char in words):
            groups[candidate.top, words].append(candidate)
    doomed = set()
    for group in groups.values():
        heights = sorted(c.line.baseline for c in group)
        for candidate in group:
            near = sum(abs(height - candidate.line.baseline) <= _HEIGHT_STEP for height in heights)
            if near >= _REPEATS and _is_running(group):
                doomed.add((candidate.page, candidate.place))
    return doomed


def _is_running(group: Sequence[_Candidate]) -> bool:
    """Whether repeated words are a running line: on distinct pages, and no row of numbered headings."""
    texts = {candidate.line.text for candidate in group}
    pages = {candidate.page for candidate in group}
    if len(pages) < _REPEATS:
        return False
    return len(texts) == 1 or not is_structural(group[0].line.text) or bool(_PAGE_OF.fullmatch(group[0].line.text))


def _page_numbers(candidates: Sequence[_Candidate]) -> set[tuple[int, int]]:
    """Bare numbers at an edge that count on with the pages."""
    offsets: dict[tuple[bool, int], list[_Candidate]] = defaultdict(list)
    doomed = set()
    for candidate in candidates:
        match = _NUMBER.fullmatch(candidate.line.text)
        if match:
            offsets[candidate.top, _value(match.group(2)) - candidate.page].append(candidate)
        elif candidate.outermost and _PAGE_OF.fullmatch(candidate.line.text) and len(candidate.line.text) <= 24:
            doomed.add((candidate.page, candidate.place))
    for (_, offset), group in offsets.items():
        counted = len({c.page for c in group}) > 1
        doomed |= {(c.page, c.place) for c in group if counted or (c.outermost and offset == 1)}
    return doomed


def _value(number: str) -> int:
    """A page number as an integer, Roman numerals included."""
    if number.isdigit():
        return int(number)
    digits = [_ROMAN.get(letter, 0) for letter in number.casefold()]
    return sum(-d if any(later > d for later in digits[i + 1 :]) else d for i, d in enumerate(digits))
