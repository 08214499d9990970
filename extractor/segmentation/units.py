"""Units: the stretches of text that may start a clause.

A unit is a block, or, where one block holds the text of several provisions (pages pasted as one line, ``(a) (i)`` at
the start of a paragraph), a part of one that a number begins. Units cover the blocks without gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.segmentation.numbering import Marker, item_readings, read_label, read_marker, read_spaced
from extractor.segmentation.rows import numbered_rows
from extractor.segmentation.tables import paragraphs_of_row, rows_are_layout
from extractor.types import Block, Document

Origin = Literal["block", "inline", "chained"]
"""Whether a unit starts its block, stands inside it, or follows another number at once (``(a) (i)``)."""

_INLINE = re.compile(
    r"(?<=[^\s\d$(])[\s\u00a0]{1,12}"
    r"(?=(?:ARTICLE\s{1,3}(?:[IVX]{1,6}|\d{1,2})\b|(?:Section|SECTION|§)\s{0,3}\d{1,2}\.\d{1,2}[.\s]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\)?[\s\u00a0]{1,8}[A-Z“\"]|\d{1,2}\.[\s\u00a0]{1,8}[A-Z“\"]))"
)
_INLINE_ITEM = re.compile(r"(?<=[.;:])[\s\u00a0]{1,12}(?=\([a-z]{1,4}\)[\s\u00a0]{1,8}[A-Z“\"])")
_INLINE_SPACED = re.compile(
    r"(?<=[^\s\d$(])[ \u00a0]{1,4}(?=\d{1,2}(?:\.[ \u00a0]\d{1,2}){1,3}\.?[ \u00a0]{1,8}[A-Z“\"])"
)
_PART_BEFORE = re.compile(r"\d{1,2}\.[ \u00a0]$")
_SPACED_NUMBER = re.compile(r"(?:^|\n)\d{1,2}\.[ \u00a0]\d{1,2}\.[ \u00a0]")
_FEWEST_SPACED = 4  # then the document writes its numbers with blanks between their parts: "3. 1. Subject to"
_FIRST_ITEM = re.compile(r"(?<=[.;:—–-])[\s\u00a0]{1,12}(?=\([aA]\)[\s\u00a0]{1,8}[A-Z“\"])")
_SECOND_ITEM = re.compile(r"\([bB]\)[\s\u00a0]")  # at the start of a paragraph, while the first is in the one before
_PASTED_BLOCK_CHARS = 2_500  # no paragraph is that long; lists in it were paragraphs once
_FIRST_PART = re.compile(r"ARTICLE\b|\d{1,2}\.[ ]?0?1\.?\s")  # may stand right behind a heading: "2. Scope 2.1 ..."
_SENTENCE_END = (".", ";", ":", "!", "?", "”", '"', ")", "_", "]")
_REFERRING = frozenset(
    "section sections article articles clause clauses paragraph paragraphs exhibit schedule annex appendix attachment"
    " § §§ to of in under by with no. nos. sec. (section this such that the said".split()
)
_LEADING = frozenset("to of in by with under that".split())  # a list may begin after them: "caused by" | "(a) storms"
_REFERRING_IN_PROSE = frozenset("version form item items part rule".split())  # a title may end in one: "Order Form"
_DEEPEST_CHAIN = 3
_LONGEST_MARKER_CHARS = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch ``[start, end)`` of the document's text that a clause may start with.

    ``index`` counts blocks from 0. ``body`` is where the text after a typed number starts. ``trusted`` says that the
    number is an automatic one, which nobody mistook. ``after_sentence`` says that an inline unit follows a finished
    sentence. ``led`` says that what stands before it ends with a colon. ``apart`` says that it repeats what stands
    before it in another language.
    """

    start: int
    end: int
    index: int
    block: Block
    marker: Marker | None
    body: int
    origin: Origin = "block"
    trusted: bool = False
    after_sentence: bool = True
    led: bool = False
    apart: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing follows it in its block."""
        return self.end == self.block.span.end


def units_of(document: Document) -> Iterator[Unit]:
    """The units of ``document``, in reading order."""
    text = document.text
    spaced = len(_SPACED_NUMBER.findall(text)) >= _FEWEST_SPACED
    blocks = document.blocks
    in_rows = rows_are_layout(document)
    for index, (block, row) in enumerate(zip(blocks, numbered_rows(text, blocks), strict=True)):
        if not len(block.span):
            continue
        following = blocks[index + 1].span.start if index + 1 < len(blocks) else len(text)
        parts = paragraphs_of_row(text, block) if in_rows and block.kind == "table_row" else ()
        if parts or block.kind != "table_row":
            yield from _paragraph_units(text, index, parts or (block,), following, spaced=spaced)
        else:
            marker, body = row or (None, block.span.start)
            yield Unit(block.span.start, block.span.end, index, block, marker, body)


def _paragraph_units(text: str, index: int, parts: Sequence[Block], following: int, *, spaced: bool) -> Iterator[Unit]:
    """The units of a block, which is one part, or of the parts of a row."""
    for place, part in enumerate(parts):
        if part.kind == "table_row":
            yield Unit(part.span.start, part.span.end, index, part, None, part.span.start, apart=True)
        else:
            after = parts[place + 1].span.start if place + 1 < len(parts) else following
            yield from _block_units(text, index, part, after, spaced=spaced)


def _block_units(text: str, index: int, block: Block, following: int, *, spaced: bool) -> Iterator[Unit]:
    span = block.span
    inline = set(_inline_starts(text, span.start, span.end, spaced=spaced))
    if len(span) > _PASTED_BLOCK_CHARS:
        inline.update(match.end() for match in _INLINE_ITEM.finditer(text, span.start, span.end))
    elif _SECOND_ITEM.match(text, following) is not None and text[span.start] != "(":
        inline.update(match.end() for match in _FIRST_ITEM.finditer(text, span.start, span.end))
    starts = [span.start, *sorted(inline - {span.start})]
    ends = [*starts[1:], span.end]
    label = read_label(block.label) if block.label else None
    for start, end in zip(starts, ends, strict=True):
        if start == span.start and label is not None:
            yield from _chain(text, Unit(start, end, index, block, label, start, trusted=True))
            continue
        marker = _marker(text, start, end, spaced=spaced)
        if start == span.start:
            led = text[max(0, start - 4) : start].rstrip().endswith(":")
            body = _body(text, start, end, marker)
            yield from _chain(text, Unit(start, end, index, block, marker, body, led=led))
        else:
            finished = text[max(span.start, start - _LONGEST_MARKER_CHARS) : start].rstrip()[-1:] in _SENTENCE_END
            yield Unit(start, end, index, block, marker, _body(text, start, end, marker), "inline", False, finished)


def _marker(text: str, start: int, end: int, *, spaced: bool) -> Marker | None:
    """The number at ``start``, unless the words before it make it a reference."""
    words = text[start : min(start + _LONGEST_MARKER_CHARS, end)].rstrip()
    marker = (read_spaced(words) if spaced else None) or read_marker(words)
    if marker is None or not _goes_on_from_reference(text, start):
        return marker
    begins_list = not marker.path and any(reading.value == 1 for reading in marker.readings)
    return marker if begins_list and _word_before(text, start) in _LEADING else None


def _inline_starts(text: str, start: int, end: int, *, spaced: bool) -> Iterator[int]:
    """Where numbers stand amid a paragraph, other than right behind a word that makes them a reference."""
    matches = [*_INLINE.finditer(text, start, end)]
    if spaced:
        matches += _INLINE_SPACED.finditer(text, start, end)
        matches = [match for match in matches if not _PART_BEFORE.search(text, match.end() - 4, match.end())]
    for match in matches:
        finished = text[match.start() - 1] in _SENTENCE_END
        first_part = _FIRST_PART.match(text, match.end()) is not None
        if (finished or first_part) and not _goes_on_from_reference(text, match.start()):
            yield match.end()


def _goes_on_from_reference(text: str, start: int) -> bool:
    """Whether the word before makes the number a reference: ``set forth in`` | ``Article 2.2``."""
    before = _word_before(text, start)
    return before.lower() in _REFERRING or before in _REFERRING_IN_PROSE


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - _LONGEST_MARKER_CHARS) : start].rsplit(None, 1)
    return before[-1] if before else ""


def _body(text: str, start: int, end: int, marker: Marker | None) -> int:
    """Where the text after the number begins."""
    position = start + (marker.length if marker is not None else 0)
    while position < end and text[position].isspace():
        position += 1
    return min(position, end)


def _chain(text: str, unit: Unit) -> Iterator[Unit]:
    """``unit``, cut where further numbers follow its own at once: ``8.2(b)``, ``(a) (i)``."""
    marker = unit.marker
    links: list[tuple[Marker, int]] = []
    if marker is not None:
        links += [(sub, unit.body) for sub in _written_on(marker)]
        position = unit.body
        while len(links) < _DEEPEST_CHAIN and text[position : position + 1] == "(":
            following = read_marker(text[position : min(position + _LONGEST_MARKER_CHARS, unit.end)])
            if following is None or all(reading.value != 1 for reading in following.readings):
                break
            links.append((following, position))
            position = _body(text, position, unit.end, following)
    yield from _cut(text, unit, links)


def _written_on(marker: Marker) -> Iterator[Marker]:
    for sub in marker.subs:
        readings = item_readings(sub, "(x)")
        if readings:
            yield Marker(readings, (), f"({sub})", 0)


def _cut(text: str, unit: Unit, links: list[tuple[Marker, int]]) -> Iterator[Unit]:
    starts = [unit.start, *(start for _, start in links)]
    ends = [*starts[1:], unit.end]
    bodies = [min(unit.body, ends[0]), *(_body(text, start, unit.end, marker) for marker, start in links)]
    markers = [unit.marker, *(marker for marker, _ in links)]
    for place, (start, end, body, marker) in enumerate(zip(starts, ends, bodies, markers, strict=True)):
        origin: Origin = "chained" if place else unit.origin
        yield Unit(
            start,
            end,
            unit.index,
            unit.block,
            marker,
            body,
            origin,
            unit.trusted or place > 0,
            led=unit.led and not place,
        )
