"""Running headers, footers, page numbers, filing notes and stamps: what stands on pages but not in the contract.

A line is furniture only where something beyond its look says so: the same words at the edge of neighbouring pages, a
number that counts on from page to page, or words that filing systems print and contracts do not contain. When in
doubt the line stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractor.readers.pdf.layout import Line
from extractor.readers.pdf.numbering import is_structural, starts_provision
from extractor.types import Margin, MarginKind

_EDGE: Final = 6
"""How many lines from the edge of its page furniture may stand."""
_REPEATS: Final = 3
_NEIGHBOUR: Final = 2
"""Running lines return on the next page, or the next but one where left and right pages differ."""
_SAME_HEIGHT: Final = 8.0
_MOST: Final = 0.5
"""Share of the pages from which repeated words count as running wherever on the edge they stand."""
_DETACHED: Final = 1.6
"""Distance to the body, in line heights, from which a line at the edge is not the body's first or last."""
_LONGEST: Final = 250
_LONGEST_NUMBER: Final = 40
"""The same of a page number that does not call itself one."""
_SHEET_LINES: Final = 12
"""Fewest lines between two page numbers in the middle of a page, as web pages printed to PDF have them."""

_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"[\s_.…]+")
_UNTOLD: Final = dict.fromkeys(map(ord, "0123456789 \t_.…"))
"""What a first look at lines that may be the same leaves out."""
"""What lines are drawn out with, to be filled in or to look longer."""
_NUMBER = re.compile(
    r"[-–—\[( ]{0,3}(?:page\s)?[-–— ]{0,2}([A-Z]{1,2}\s?-\s?)?(\d{1,4}|[ivxl]{1,7})"
    r"(?:(?:\s?of\s?|\s/\s)\d{1,4})?[-–—\]) .]{0,3}",
    re.IGNORECASE,
)
_PAGE_OF = re.compile(
    r"(?:[^\d]{0,60}[^\dA-Za-z])?page\s(\d{1,4})(?:(?:\s?of\s?|\s/\s)\d{1,4})?(?:\W.{0,80})?", re.IGNORECASE
)
_FILING = re.compile(
    r"Source: .{2,160}?, ?\S{1,12}(?: ?/ ?A)?, ?\d{1,2}/\d{1,2}/\d{4}|Docu[Ss]ign Envelope ID: ?[0-9A-Fa-f-]{30,40}"
)
_BATES = re.compile(r"([A-Z][A-Z0-9]{0,11}(?:[-_ .][A-Z0-9]{1,11}){0,2}[-_ .]{0,2}?)(\d{4,10})")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}

_Place = tuple[int, int]
"""Index of the page and of the line on it."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line that may be a page number; ``order`` counts all lines of the document."""

    place: _Place
    order: int
    series: str
    value: int
    edge: bool
    centred: bool


@dataclass(frozen=True, slots=True)
class Cleared:
    """The contract's lines, one list for each sheet: a page, or what a page number in its middle leaves of it.

    ``margins`` say once, with the first page that shows it, what stood around them.
    """

    sheets: list[list[Line]]
    margins: tuple[Margin, ...]


def without_furniture(pages: Sequence[Sequence[Line]]) -> Cleared:
    """The contract's lines, and what was left out."""
    edges = [_edge_lines(lines) for lines in pages]
    stamps = _stamps(pages, edges)
    numbers = _page_numbers(pages, edges) - stamps
    running = _running_lines(pages, edges, stamps | numbers)
    doomed = stamps | numbers | running
    sheets = [sheet for index, lines in enumerate(pages) for sheet in _sheets(index, lines, doomed)]
    return Cleared(sheets, tuple(_margins(pages, stamps, numbers, doomed)))


def _margins(
    pages: Sequence[Sequence[Line]], stamps: set[_Place], numbers: set[_Place], doomed: set[_Place]
) -> Iterator[Margin]:
    """What was left out, each once: lines that differ by their figures only are one."""
    known: set[tuple[MarginKind, str]] = set()
    for page, place in sorted(doomed):
        line = pages[page][place]
        kind: MarginKind = "header" if _is_above(line, pages[page]) else "footer"
        if (page, place) in stamps or _BATES.fullmatch(line.text):
            kind = "stamp"
        elif (page, place) in numbers:
            kind = "page_number"
        words = "#" if kind == "page_number" else _DIGITS.sub("#", line.text).casefold()
        if (kind, words) not in known:
            known.add((kind, words))
            yield Margin(kind, line.text, line.page)


def _is_above(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line stands in the upper half of what its page shows."""
    baselines = [other.baseline for other in lines]
    return line.baseline < (min(baselines) + max(baselines)) / 2 or len(lines) == 1


def _sheets(page: int, lines: Sequence[Line], doomed: set[_Place]) -> Iterator[list[Line]]:
    sheet: list[Line] = []
    for place, line in enumerate(lines):
        if (page, place) not in doomed:
            sheet.append(line)
        elif sheet:
            yield sheet
            sheet = []
    if sheet:
        yield sheet


def _edge_lines(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Places of the uppermost and of the lowest lines, from the edge inwards."""
    by_height = sorted(range(len(lines)), key=lambda place: lines[place].baseline)
    half = min(_EDGE, (len(lines) + 1) // 2)
    return by_height[:half], by_height[: -half - 1 : -1]


def _stamps(pages: Sequence[Sequence[Line]], edges: Sequence[tuple[list[int], list[int]]]) -> set[_Place]:
    """What filing and signing systems print upon pages: notes of theirs, and numbers that count on with the pages."""
    found = {
        (page, place)
        for page, lines in enumerate(pages)
        for place, line in enumerate(lines)
        if line.text.startswith(("Source: ", "Docu")) and _FILING.fullmatch(line.text)
    }
    counted: dict[tuple[str, int], set[_Place]] = defaultdict(set)
    for page, sides in enumerate(edges):
        for place in {place for side in sides for place in side[:2]}:
            match = _BATES.fullmatch(pages[page][place].text)
            if match:
                counted[match.group(1), int(match.group(2)) - page].add((page, place))
    return found.union(*(group for group in counted.values() if len({page for page, _ in group}) > 1))


def _page_numbers(pages: Sequence[Sequence[Line]], edges: Sequence[tuple[list[int], list[int]]]) -> set[_Place]:
    """Lines that hold a number which counts on, with the pages at their edges or from sheet to sheet within them."""
    numbered = list(_numbered(pages, edges))
    offsets: dict[tuple[str, int], list[_Numbered]] = defaultdict(list)
    for line in numbered:
        if line.edge:
            offsets[line.series, line.value - line.place[0]].append(line)
    doomed: set[_Place] = set()
    for (_, offset), group in offsets.items():
        on_pages = {line.place[0] for line in group}
        if len(on_pages) > 1 or (offset == 1 and len(pages) == 1):
            doomed |= {line.place for line in group}
    return doomed | _chains(numbered)


def _numbered(pages: Sequence[Sequence[Line]], edges: Sequence[tuple[list[int], list[int]]]) -> Iterator[_Numbered]:
    order = 0
    for page, lines in enumerate(pages):
        near = {*edges[page][0][:3], *edges[page][1][:3]}
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=0.0)
        for place, line in enumerate(lines):
            order += 1
            found = _numbering(line.text)
            if found:
                centred = line.left > left + 0.3 * (right - left)
                yield _Numbered((page, place), order, *found, place in near, centred)


def _numbering(text: str) -> tuple[str, int] | None:
    """The series and value of a page number, if a line may hold one."""
    if len(text) > (_LONGEST if "page" in text.casefold() else _LONGEST_NUMBER):
        return None
    bare = _NUMBER.fullmatch(text)
    if bare:
        return bare.group(1) or "", _value(bare.group(2))
    named = _PAGE_OF.fullmatch(text)
    return ("page", _value(named.group(1))) if named else None


def _chains(numbered: Sequence[_Numbered]) -> set[_Place]:
    """Runs of numbers, each one more than the last and a sheet's worth of lines after it; longer ones at the margin."""
    before: dict[tuple[str, bool, int], _Numbered] = {}
    follows: dict[_Place, _Numbered] = {}
    for line in numbered:
        last = before.get((line.series, line.centred, line.value - 1))
        if last and line.order - last.order >= _SHEET_LINES:
            follows[line.place] = last
        before[line.series, line.centred, line.value] = line
    doomed: set[_Place] = set()
    for line in reversed(numbered):
        chain = [line]
        while line.place not in doomed and (last := follows.get(chain[-1].place)):
            chain.append(last)
        plain = all(link.centred or link.edge for link in chain)
        if len(chain) >= (_REPEATS if plain else 2 * _REPEATS):
            doomed |= {link.place for link in chain}
    return doomed


def _value(number: str) -> int:
    """A page number as an integer, Roman numerals included."""
    if number.isdigit():
        return int(number)
    digits = [_ROMAN.get(letter, 0) for letter in number.casefold()]
    return sum(-here if here < after else here for here, after in pairwise([*digits, 0]))


def _running_lines(
    pages: Sequence[Sequence[Line]], edges: Sequence[tuple[list[int], list[int]]], doomed: set[_Place]
) -> set[_Place]:
    """Lines at an edge whose words, digits aside, return on neighbouring pages."""
    alike: dict[tuple[bool, str], list[_Place]] = defaultdict(list)
    for page, sides in enumerate(edges):
        for top, side in zip((True, False), sides, strict=True):
            for place in side:
                alike[top, pages[page][place].text.translate(_UNTOLD)].append((page, place))
    groups: dict[tuple[bool, str], list[_Place]] = defaultdict(list)
    for (top, _), group in alike.items():
        for page, place in group if len(group) >= _REPEATS else ():
            words = _BLANKS.sub(" ", _DIGITS.sub("#", pages[page][place].text)).strip(" .").casefold()
            if len(words) <= _LONGEST and any(char.isalpha() for char in words):
                groups[top, words].append((page, place))
    spread: dict[_Place, float] = {}
    for group in groups.values():
        spread |= _returning(pages, group)
    found: set[_Place] = set()
    for page, sides in enumerate(edges):
        for side in sides:
            found |= _stack(pages[page], page, side, doomed, spread)
    return found


def _returning(pages: Sequence[Sequence[Line]], group: Sequence[_Place]) -> dict[_Place, float]:
    """Of lines with the same words, those that run from page to page, with the share of the pages that have them."""
    texts = {pages[page][place].text for page, place in group}
    on_pages = {page for page, _ in group}
    if len(on_pages) < _REPEATS or (len(texts) > 1 and is_structural(next(iter(texts)))):
        return {}
    share = len(on_pages) / len(pages)
    if share < _MOST and any(map(_reads_like_contract, texts)):
        return {}
    by_page: dict[int, list[Line]] = defaultdict(list)
    for page, place in group:
        by_page[page].append(pages[page][place])
    found = {}
    for page, place in group:
        line = pages[page][place]
        near = [
            (other, twin)
            for other in _around(page)
            for twin in by_page.get(other, ())
            if _counts_on(line.text, twin.text, other - page)
        ]
        level = {other for other, twin in near if abs(twin.baseline - line.baseline) <= _SAME_HEIGHT}
        if len(level) >= _REPEATS - 1 or (near and share >= _MOST):
            found[page, place] = share
    return found


def _counts_on(text: str, other: str, distance: int) -> bool:
    """Whether the figures in two lines of the same words are the same, or as far apart as their pages."""
    pairs = zip(_DIGITS.findall(text), _DIGITS.findall(other), strict=True)
    return all(here == there or int(there[-9:]) - int(here[-9:]) == distance for here, there in pairs)


def _around(page: int) -> list[int]:
    """The pages that could show the same running lines as this one."""
    reach = _NEIGHBOUR * (_REPEATS - 1)
    return [other for other in range(page - reach, page + reach + 1) if other != page]


def _reads_like_contract(text: str) -> bool:
    """Whether words could be a provision, the end of one or a form's label: several agreements share a file, too."""
    return starts_provision(text) or text.endswith((":", ".", ";", ",")) or text[0].islower()


def _stack(
    lines: Sequence[Line], page: int, side: Sequence[int], doomed: set[_Place], spread: Mapping[_Place, float]
) -> set[_Place]:
    """The running lines of one edge: from the edge inwards, up to the first line of the body."""
    stack: list[int] = []
    for place in side:
        if (page, place) not in doomed and (page, place) not in spread:
            break
        stack.append(place)
    while stack and len(stack) < len(side):
        inner, body = lines[stack[-1]], lines[side[len(stack)]]
        if (page, stack[-1]) in doomed or abs(inner.baseline - body.baseline) > _DETACHED * max(
            inner.height, body.height
        ):
            break
        outer = lines[stack[-2]] if len(stack) > 1 and (page, stack[-2]) in spread else None
        if spread[page, stack[-1]] >= _MOST and (not inner.text[0].islower() or _wraps(outer, inner)):
            break
        stack.pop()
    return {(page, place) for place in stack}


def _wraps(outer: Line | None, inner: Line) -> bool:
    """Whether a header's line goes on in the line below it."""
    return outer is not None and outer.baseline < inner.baseline and not outer.text.endswith((".", ":", ";"))
