"""What a unit looks like, before anybody asks where it belongs: a heading, a definition, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.segmentation.contents import is_page_furniture
from extractor.segmentation.drafts import Paragraph
from extractor.segmentation.headings import (
    is_all_caps,
    is_heading_like,
    is_plain_title,
    is_sentence,
    is_shouted,
    split_run_in,
)
from extractor.segmentation.numbering import PATH, TOP_STYLES
from extractor.segmentation.parts import Layout, is_signature
from extractor.segmentation.units import Unit

_DEFINITION = re.compile(
    r"[“\"‘'][^”\"’'\n]{1,80}[”\"’'](?:\s{0,2}(?:,|or|and|\([^()]{1,60}\)|[“\"‘'][^”\"’'\n]{1,80}[”\"’']|each|a|the)){0,6}"
    r"\s{0,2}[,:]?\s{0,2}(?:shall\s|will\s|as\s[\w\s]{1,40}\s)?(?:means?\b|has\s|have\s|is\s|are\s|refers?\s|includes?\b|:)"
)
_FOLLOWING_WORDS = 12
_EXHIBIT_TEXT_WORDS = 25
_HEADING_WINDOW_CHARS = 400
HEADING_BARRED = re.compile(r"\d{4}|[@,]|_{3}|/s/")


@dataclass(frozen=True, slots=True)
class Looks:
    """Questions about the units of one text. An ``index`` counts units."""

    text: str
    units: Sequence[Unit]
    layout: Layout

    def words(self, unit: Unit) -> str:
        """The text of ``unit``."""
        return self.text[unit.start : unit.end]

    def is_definition(self, unit: Unit) -> bool:
        """Whether it begins like an entry of a list of definitions: a quoted term and what it means."""
        if unit.marker is not None or unit.origin != "block" or unit.block.kind == "table_row":
            return False
        return _DEFINITION.match(self.text, unit.start, min(unit.end, unit.start + _HEADING_WINDOW_CHARS)) is not None

    def is_heading(self, index: int, unit: Unit) -> bool:
        """Whether the unit is a heading without a number."""
        if unit.origin != "block" or unit.block.kind == "table_row" or unit.marker is not None:
            return False
        words = self.words(unit)
        if unit.block.kind == "heading":
            return len(words.split()) <= 2 * _FOLLOWING_WORDS and not is_sentence(words)
        if self.layout.repeated[index] or is_page_furniture(words):
            return False
        if words.rstrip().endswith(":") and not unit.block.bold:
            return False
        if (
            not is_heading_like(words)
            or is_shouted(words)
            or HEADING_BARRED.search(words)
            or words.strip()[0] in '“"[('
        ):
            return False
        if not self._leads_to_text(index):
            return False
        return is_all_caps(words) or unit.block.bold or self.after_sentence(unit)

    def unnumbered_heading(self, index: int, unit: Unit) -> tuple[str, int] | None:
        """The heading that the unit is, or that a styled paragraph starts with, and where its text begins."""
        words = self.words(unit)
        if self.is_heading(index, unit):
            return words.strip(), unit.end
        if unit.block.kind != "heading" or unit.marker is not None or unit.origin != "block":
            return None
        heading, offset = split_run_in(words[:_HEADING_WINDOW_CHARS])
        return (heading, unit.start + offset) if 0 < offset < len(words) else None

    def heading_level(self, unit: Unit, words: str) -> int:
        """How deep the heading is: as its style says, else capitals and bold above title case."""
        if unit.block.kind == "heading" and unit.block.level is not None:
            return unit.block.level
        return 1 if is_all_caps(words) or unit.block.bold else 2

    def heading_of(self, unit: Unit) -> tuple[str, int]:
        """The heading that stands after the number of ``unit``, and how many characters it takes."""
        words = self.text[unit.body : unit.end]
        heading, offset = split_run_in(words[:_HEADING_WINDOW_CHARS])
        if not offset and unit.block.kind == "heading" and is_plain_title(words):
            return words.strip(), len(words)
        return heading, offset

    def leads_to_attachment(self, index: int) -> bool:
        """Whether real text, or a numbered list of its own, follows the unit at ``index``."""
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        if following is None:
            return False
        marker = following.marker
        starts = marker is not None and not marker.weak and marker.style in TOP_STYLES | {PATH}
        return starts or self._next_words(index) >= _EXHIBIT_TEXT_WORDS

    def after_sentence(self, unit: Unit) -> bool:
        """Whether what stands before the unit is finished."""
        before = self.text[max(0, unit.start - 4) : unit.start].rstrip()
        return not before or before[-1] in '.;:”"'

    def paragraph(self, unit: Unit) -> Paragraph:
        """The unit as a paragraph of the clause that takes it in."""
        words = self.words(unit)
        row = unit.block.kind == "table_row"
        whole = unit.origin == "block" and not row and self.after_sentence(unit) and not words[:1].islower()
        whole = whole and not is_page_furniture(words)
        return Paragraph(unit.start, unit.end, unit.index, unit.block, whole, unit.apart)

    def _leads_to_text(self, index: int) -> bool:
        if index + 1 >= len(self.units) or self.layout.captions[index + 1] is not None:
            return False
        following = self.units[index + 1]
        if following.block.kind == "table_row":
            return is_all_caps(self.words(self.units[index])) or self.units[index].block.bold
        if following.marker is not None and not following.marker.weak:
            return True
        return self._next_words(index) >= _FOLLOWING_WORDS and not is_signature(self.text, following)

    def _next_words(self, index: int) -> int:
        return len(self.words(self.units[index + 1]).split()) if index + 1 < len(self.units) else 0
