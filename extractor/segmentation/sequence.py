"""The sequence decides whether a number continues, or plausibly begins, a list that is open at its place.

``30. days`` at the start of a line, a reference or an amount carry numbers too; only what fits the numbers before it
(or, for a first one, after it) becomes a clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.segmentation.drafts import Draft
from extractor.segmentation.numbering import ARTICLE, LETTERS, PART, PATH, SECTION, TOP_STYLES, Marker, Reading
from extractor.segmentation.units import Unit

HEADING = "heading"
DEFINITION = "definition"
PARAGRAPH = "paragraph"
CONTAINER = "container"
"""Styles of open clauses without a number: under a heading, a definition, a paragraph, a part of the document."""

_ITEM_STYLES = frozenset(("(a)", "(A)", "(i)", "(I)", "(1)", "a.", "i.", "a)", "A)", "i)", "I)", "1)"))
"""How the items of a list are numbered; sections are not below them."""
_UNNUMBERED = frozenset({HEADING, DEFINITION, PARAGRAPH, CONTAINER})
INDENT_STEP_POINTS = 9.0
"""Left edges that differ by less are the same one."""
_LARGEST_GAP = 6  # numbers that a page break, a picture or a deletion took away
_LARGEST_LETTER_GAP = 3
_KEYWORD_REACH = 3  # "Section 4" after 2.3: the word says that it is a section
_LARGEST_FIRST = 2  # "1.2" right under "1.": the first one was lost
_LONGEST_BARE_CHARS = 60  # "1 Definitions" begins a list, a sentence after a bare number does not
_LIST_REACH_UNITS = 150  # how far the second item may be from the first


@dataclass(slots=True)
class Frame:
    """An open clause: what follows may continue its list or go below it."""

    draft: Draft
    style: str
    value: int = 0
    path: tuple[int, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a number fits: ``keep`` frames stay open above the new clause. ``strict``: it is the very next number."""

    keep: int
    reading: Reading
    strict: bool


class Lookahead:
    """What comes after a unit: the next number, and where the next item of a list is."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._next: list[int | None] = [None] * len(units)
        self._next_section: list[int | None] = [None] * len(units)
        self._second: list[bool] = [False] * len(units)
        self._roman: list[bool] = [False] * len(units)
        self._parted: list[bool] = [False] * len(units)
        latest: dict[tuple[str, int, tuple[int, ...]], int] = {}
        upcoming: int | None = None
        section: int | None = None
        for index in range(len(units) - 1, -1, -1):
            self._next[index], self._next_section[index] = upcoming, section
            marker = units[index].marker
            if marker is None:
                continue
            self._second[index] = any(
                latest.get(key, index + 2 * _LIST_REACH_UNITS) - index <= _LIST_REACH_UNITS
                for key in (*_successors(marker), *_after_next(marker))
            )
            self._roman[index] = self._goes_on_roman(marker, latest, index)
            self._parted[index] = self._goes_on_parted(marker, latest, index)
            for reading in marker.readings:
                latest[(reading.style, reading.value, marker.path[:-1])] = index
            if not marker.weak:
                upcoming = index
                section = index if marker.style in TOP_STYLES or marker.style == PATH else section

    def next_marker(self, index: int) -> int | None:
        """The index of the next unit with a number that is not weak."""
        return self._next[index]

    def next_section(self, index: int) -> int | None:
        """The index of the next of these that is no item of a list."""
        return self._next_section[index]

    def goes_on(self, index: int) -> bool:
        """Whether the number after this one, or its first sub-number, follows within reach."""
        return self._second[index]

    def is_roman(self, index: int) -> bool:
        """For ``(i)``: whether ``(ii)`` comes before ``(j)``."""
        return self._roman[index]

    def is_parted(self, index: int) -> bool:
        """For ``1.``: whether ``1.1`` comes before ``2.``, as it does in the sections of an agreement."""
        return self._parted[index]

    @staticmethod
    def _goes_on_parted(marker: Marker, latest: dict[tuple[str, int, tuple[int, ...]], int], index: int) -> bool:
        if marker.style != "1.":
            return False
        far = index + _LIST_REACH_UNITS
        after_number = latest.get((marker.style, marker.readings[0].value + 1, ()), far)
        return latest.get((PATH, 1, marker.path), far) < after_number

    @staticmethod
    def _goes_on_roman(marker: Marker, latest: dict[tuple[str, int, tuple[int, ...]], int], index: int) -> bool:
        if len(marker.readings) < 2:
            return False
        letter, numeral = marker.readings
        far = index + 10 * _LIST_REACH_UNITS
        after_letter = latest.get((letter.style, letter.value + 1, ()), far)
        return latest.get((numeral.style, numeral.value + 1, ()), far) < after_letter


def _successors(marker: Marker) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    for reading in marker.readings:
        yield reading.style, reading.value + 1, marker.path[:-1]
    path = marker.path or tuple(reading.value for reading in marker.readings if reading.style == "I.")
    if path:
        yield PATH, 1, path


def _after_next(marker: Marker) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """``(c)`` after ``(a)``: the second item may have been run into the first."""
    for reading in marker.readings:
        if reading.style in ("(a)", "(A)") and reading.value == 1:
            yield reading.style, reading.value + 2, ()


def fit(frames: Sequence[Frame], base: int, index: int, unit: Unit, marker: Marker, ahead: Lookahead) -> Fit | None:
    """Where the number of ``unit`` fits among the open clauses; None where it does not start a clause.

    ``base`` frames belong to the part of the document and stay open in any case.
    """
    found = _continues(frames, base, index, unit, marker, ahead)
    if found is None and unit.trusted:
        found = _anywhere(frames, base, marker)
    if found is None:
        found = _begins(frames, base, index, unit, marker, ahead)
    if found is None or (unit.origin == "inline" and not _believable_inline(found, unit, marker)):
        return None
    return found


def _believable_inline(found: Fit, unit: Unit, marker: Marker) -> bool:
    """A number amid a paragraph: after a full stop if it has several parts, else the very next one too."""
    if marker.style in (PATH, SECTION) and unit.after_sentence:
        return True
    return found.strict and (unit.after_sentence or marker.style in (PATH, ARTICLE))


def _continues(
    frames: Sequence[Frame], base: int, index: int, unit: Unit, marker: Marker, ahead: Lookahead
) -> Fit | None:
    lenient = not marker.weak and (unit.origin == "block" or (unit.after_sentence and marker.style in (PATH, SECTION)))
    if marker.style == PATH:
        return _path_continues(frames, base, marker, lenient=lenient)
    next_ones = [
        Fit(keep, reading, strict=True)
        for keep in range(len(frames) - 1, base - 1, -1)
        for reading in marker.readings
        if frames[keep].style == reading.style and reading.value == frames[keep].value + 1
        if not _is_new_roman(marker, reading, index, ahead)
    ]
    if next_ones:
        return min(next_ones, key=lambda found: _offset(frames[found.keep], unit))
    major = _major_step(frames, base, marker)
    if major is not None:
        return major
    return _over_gap(frames, base, index, marker, ahead) if lenient else None


def _offset(frame: Frame, unit: Unit) -> float:
    """How far the left edges are apart, in steps of an indent; 0 where one is not known."""
    own, other = unit.block.indent, frame.draft.block.indent
    return 0.0 if own is None or other is None else abs(own - other) // INDENT_STEP_POINTS


def _is_new_roman(marker: Marker, reading: Reading, index: int, ahead: Lookahead) -> bool:
    """``(i)`` after ``(h)`` begins a roman list where ``(ii)`` follows."""
    return reading.style in ("(a)", "a.", "a)") and marker.readings[-1].value == 1 and ahead.is_roman(index)


def _path_continues(frames: Sequence[Frame], base: int, marker: Marker, *, lenient: bool) -> Fit | None:
    path, reading = marker.path, marker.readings[0]
    for keep in range(len(frames) - 1, base - 1, -1):
        frame = frames[keep]
        if frame.style == PATH and frame.path[:-1] == path[:-1]:
            step = path[-1] - frame.path[-1]
            believed = step == 1 or (lenient and 1 < step <= _LARGEST_GAP)
            return Fit(keep, reading, strict=step == 1) if believed else None
        below_letter = len(path) == 2 and frame.style == "A." and path[0] == LETTERS + frame.value
        if below_letter or (frame.path and frame.path == path[:-1]):
            believed = path[-1] == 1 or (lenient and path[-1] <= _LARGEST_FIRST)
            return Fit(keep + 1, reading, strict=path[-1] == 1) if believed else None
    if len(path) > 2 and path[-1] == 1:
        for keep in range(len(frames) - 1, base - 1, -1):
            if frames[keep].path == path[:-2]:
                return Fit(keep + 1, reading, strict=False)
    return _major_step(frames, base, marker)


def _major_step(frames: Sequence[Frame], base: int, marker: Marker) -> Fit | None:
    """``5.1`` or ``5.`` after ``4.3``: the section before it had, or has, no number of its own."""
    path = marker.path
    if not path or any(part > _LARGEST_FIRST for part in path[1:]):
        return None
    for keep in range(base, len(frames)):
        frame = frames[keep]
        reach = _KEYWORD_REACH if marker.style in (ARTICLE, SECTION) else 1
        if (
            frame.path
            and 1 <= path[0] - frame.path[0] <= reach
            and (frame.style in (PATH, SECTION, "I.") or len(path) > 1)
        ):
            strict = path[0] == frame.path[0] + 1 and all(part == 1 for part in path[1:])
            return Fit(keep, marker.readings[0], strict)
    return None


def _over_gap(frames: Sequence[Frame], base: int, index: int, marker: Marker, ahead: Lookahead) -> Fit | None:
    for keep in range(len(frames) - 1, base - 1, -1):
        frame = frames[keep]
        for reading in marker.readings:
            widest = _LARGEST_GAP if reading.style in TOP_STYLES else _LARGEST_LETTER_GAP
            near = frame.style == reading.style and 1 < reading.value - frame.value <= widest
            if near and not _is_new_roman(marker, reading, index, ahead):
                return Fit(keep, reading, strict=False)
    return None


def _anywhere(frames: Sequence[Frame], base: int, marker: Marker) -> Fit | None:
    """An automatic number is one in any case: beside its like, wherever that stands."""
    styles = {frame.style for frame in frames[base:]}
    if any(reading.value == 1 and reading.style not in styles for reading in marker.readings):
        return _fresh(frames, base, marker)
    for keep in range(len(frames) - 1, base - 1, -1):
        for reading in marker.readings:
            if frames[keep].style == reading.style and not (reading.value == 1 and frames[-1].style in _UNNUMBERED):
                return Fit(keep, reading, strict=False)
    return _fresh(frames, base, marker)


def _fresh(frames: Sequence[Frame], base: int, marker: Marker) -> Fit:
    """A list of its own, below what is open."""
    first = next((reading for reading in marker.readings if reading.value == 1), marker.readings[0])
    return Fit(_start_depth(frames, base, first), first, strict=False)


def _begins(frames: Sequence[Frame], base: int, index: int, unit: Unit, marker: Marker, ahead: Lookahead) -> Fit | None:
    numbered = any(frame.style not in _UNNUMBERED for frame in frames[base:])
    if unit.origin == "inline" and not (ahead.goes_on(index) and (not numbered or marker.style in ("(a)", "(i)"))):
        return None
    if marker.style == PATH:
        return _path_begins(frames, base, index, marker, ahead)
    first = next((reading for reading in marker.readings if reading.value == 1), None)
    if first is None:
        return _begins_late(frames, base, index, marker, ahead)
    alone = marker.style in (ARTICLE, PART, SECTION) or (marker.style == "1." and not numbered)
    if unit.origin == "block" and not alone and not ahead.goes_on(index):
        return None
    if marker.weak and first.style == "1." and unit.end - unit.start > _LONGEST_BARE_CHARS:
        return None
    parted = ahead.is_parted(index)
    depth = _restart_depth(frames, base, unit, first, parted=parted)
    if parted:
        depth = next((keep for keep in range(base, depth) if frames[keep].style in _ITEM_STYLES), depth)
    return Fit(depth, first, strict=True)


def _begins_late(frames: Sequence[Frame], base: int, index: int, marker: Marker, ahead: Lookahead) -> Fit | None:
    """A top list whose first items are lost: an excerpt, or numbers that stand in pictures."""
    topped = any(frame.style in TOP_STYLES or frame.style == PATH for frame in frames[base:])
    known = marker.style in (ARTICLE, PART) or (marker.style in TOP_STYLES and ahead.goes_on(index))
    if topped or marker.weak or not known:
        return None
    depth = base
    while depth < len(frames) and frames[depth].style == HEADING:
        depth += 1
    return Fit(depth, marker.readings[0], strict=False)


def _path_begins(frames: Sequence[Frame], base: int, index: int, marker: Marker, ahead: Lookahead) -> Fit | None:
    if marker.weak or any(frame.path for frame in frames[base:]):
        return None
    if marker.path[-1] == 1 or ahead.goes_on(index):
        return Fit(_start_depth(frames, base, marker.readings[0]), marker.readings[0], strict=marker.path[-1] == 1)
    return None


def _restart_depth(frames: Sequence[Frame], base: int, unit: Unit, first: Reading, *, parted: bool) -> int:
    """Where a list that starts again goes: under what was opened since, else in place of its like."""
    for keep in range(len(frames) - 1, base - 1, -1):
        if frames[keep].style == first.style:
            above = frames[keep + 1 :]
            own_words = not frames[-1].draft.paragraphs  # else they may be a heading that was not seen as one
            if unit.led and not parted and (own_words or first.style not in TOP_STYLES):
                break
            if any(frame.style in (HEADING, DEFINITION) for frame in above):
                break
            if first.style == "1." and above and (frames[keep].value == 1 or _is_deeper(frames[keep], unit)):
                break
            return keep
    return _start_depth(frames, base, first)


def _is_deeper(frame: Frame, unit: Unit) -> bool:
    own, other = unit.block.indent, frame.draft.block.indent
    return own is not None and other is not None and own - other >= INDENT_STEP_POINTS


def _start_depth(frames: Sequence[Frame], base: int, first: Reading) -> int:
    """How many frames stay open above the first item of a new list."""
    if first.style == PART:
        return base
    if first.style == ARTICLE:
        return base + 1 if len(frames) > base and frames[base].style == PART else base
    if first.style == SECTION:
        for keep in range(len(frames) - 1, base - 1, -1):
            if frames[keep].style in (ARTICLE, PART, HEADING):
                return keep + 1
        return base
    depth = len(frames)
    while depth > base and frames[depth - 1].style == PARAGRAPH and first.style in TOP_STYLES | {PATH}:
        depth -= 1
    return depth
