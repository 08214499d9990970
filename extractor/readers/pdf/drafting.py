"""From the changes on pages to the changes in the text: which of its characters they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.readers.pdf.glyphs import clean
from extractor.readers.pdf.paragraphs import Paragraph
from extractor.readers.pdf.places import offsets_of, parts_of
from extractor.readers.pdf.redline import Edit
from extractor.readers.pdf.revising import Change, Draft
from extractor.readers.pdf.tables import Row
from extractor.types import Block

_NUMBER: Final = r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[A-Za-z]{1,5})[.)]{0,2})"
_CHANGED_NUMBER = re.compile(rf"{_NUMBER}?\[(?P<now>{_NUMBER})\](?= ?\S)")
_CHANGED_NUMBERS: Final = 2
"""From how many blocks on that begin so it is no bracket of the writer's."""

_Painted = tuple[int, int]
"""A page and the place of a character in its text."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What the pages were put together to: the text, its blocks, and the paragraphs and rows that they are made of."""

    items: Sequence[Paragraph | Row]
    text: str
    blocks: Sequence[Block]


def draft_of(composed: Composed, edits: Iterable[Edit], texts: Mapping[int, str]) -> Draft:
    """The text with these changes; ``texts`` is what PDFium reads on the pages that have some."""
    text = composed.text
    inserted: dict[_Painted, Change] = {}
    deleted: dict[_Painted, Change] = {}
    for edit in edits:
        change = Change(edit.kind, edit.moved)
        side = inserted if edit.kind == "insertion" else deleted
        side.update(((edit.page, index), change) for index in range(*edit.run))
    origins = _origins(composed, texts)
    return Draft(
        text,
        composed.blocks,
        _spread(text, origins, inserted, texts),
        _spread(text, origins, deleted, texts),
        _second_numbers(composed),
    )


def _second_numbers(composed: Composed) -> frozenset[int]:
    """What LibreOffice adds to a number that changes move: ``3.1[3.3]`` is 3.3 now, and ``[3.3]`` too."""
    found = [
        (match, block.span.start)
        for block in composed.blocks
        if (match := _CHANGED_NUMBER.match(composed.text[block.span.start : block.span.start + 40]))
    ]
    if len(found) < _CHANGED_NUMBERS:
        return frozenset()
    return frozenset(start + at for match, start in found for at in (*range(match.start("now")), match.end("now")))


def _origins(composed: Composed, texts: Mapping[int, str]) -> list[_Painted | None]:
    """For each character of the text, spaces aside, the one on a page that it comes from."""
    origins: list[_Painted | None] = [None] * len(composed.text)
    for item, block in zip(composed.items, composed.blocks, strict=True):
        parts = parts_of(item)
        if not any(page in texts for page, _ in parts):
            continue
        places = offsets_of(composed.text, block.span, [part.text for _, part in parts])
        for (page, part), offsets in zip(parts, places, strict=True):
            words = texts.get(page)
            if words is None:
                for _ in offsets:
                    continue
                continue
            painted = (index for start, end in part.runs for index in range(start, end) for _ in clean(words[index]))
            for index, offset in zip(painted, offsets, strict=True):
                if offset is not None:
                    origins[offset] = page, index
    return origins


def _spread(
    text: str, origins: Sequence[_Painted | None], changes: Mapping[_Painted, Change], texts: Mapping[int, str]
) -> list[Change | None]:
    """The change of each character; a space has its neighbours' where both have one, else that of its own paint."""
    found = [None if origin is None else changes.get(origin) for origin in origins]
    before = -1
    for at, origin in enumerate(origins):
        if origin is None:
            continue
        if at - before > 1 and before >= 0:
            change = _between(text, before, at, found, origins, changes)
            found[before + 1 : at] = [change] * (at - before - 1)
        before = at
    return found


def _between(
    text: str,
    before: int,
    after: int,
    found: Sequence[Change | None],
    origins: Sequence[_Painted | None],
    changes: Mapping[_Painted, Change],
) -> Change | None:
    if found[before] == found[after]:
        return found[before]
    left, right = origins[before], origins[after]
    if "\n" in text[before:after] or left is None or right is None or left[0] != right[0]:
        return None
    return next((changes[left[0], at] for at in range(left[1] + 1, right[1]) if (left[0], at) in changes), None)
