"""Reading the units in order and deciding, one after the other, what each begins or continues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.segmentation.citing import cite
from extractor.segmentation.contents import is_page_furniture
from extractor.segmentation.drafts import Draft
from extractor.segmentation.headings import bare, is_all_caps, is_heading_like, is_sentence
from extractor.segmentation.looks import HEADING_BARRED, Looks
from extractor.segmentation.numbering import ARTICLE, PART, PATH, SECTION, TOP_STYLES, Marker
from extractor.segmentation.parts import Layout, is_front_heading, is_signature
from extractor.segmentation.sequence import (
    CONTAINER,
    DEFINITION,
    HEADING,
    INDENT_STEP_POINTS,
    PARAGRAPH,
    Fit,
    Frame,
    Lookahead,
    fit,
)
from extractor.segmentation.units import Unit
from extractor.types import ClausePart, Document

DEEPEST_LEVEL = 16
"""Deeper nesting is no contract; it would only cost stack."""
_PREAMBLE_WORDS = 25
_MAIN_TERMS = re.compile(r"\b(?:TERMS|CONDITIONS|GENERAL|PROVISIONS)\b", re.IGNORECASE)


class Outline:
    """Builds the drafts of one document. ``begins`` is the unit after which the provisions begin, where it is known."""

    def __init__(self, document: Document, units: Sequence[Unit], layout: Layout, begins: int | None) -> None:
        self._text = document.text
        self._units = units
        self._layout = layout
        self._begins = begins
        self._ahead = Lookahead(units)
        self._looks = Looks(document.text, units, layout)
        self.roots: list[Draft] = []
        self._frames: list[Frame] = []
        self._base = 0
        self._part: ClausePart = "front"
        self._resume: dict[str, int] = {}
        self._body_frames: list[Frame] = []
        self._seen_preamble = False
        self._seen_number = False

    def build(self) -> list[Draft]:
        """The roots, in reading order."""
        for index, unit in enumerate(self._units):
            if self._layout.contents[index]:
                if self._part == "front":
                    self._frames.clear()
                continue
            self._feed(index, unit)
        return self.roots

    def _feed(self, index: int, unit: Unit) -> None:
        if self._part == "front" and not self._enters_body(index, unit):
            self._front(unit)
        elif not (
            self._exhibit(index, unit)
            or self._signature(unit)
            or self._numbered(index, unit)
            or self._headed(index, unit)
            or self._defined(unit)
        ):
            self._absorb(unit)

    # front

    def _enters_body(self, index: int, unit: Unit) -> bool:
        entered = self._starts_provisions(index, unit) if self._begins is None else index > self._begins
        if entered:
            self._part = "body"
            self._frames.clear()
        elif len(self._looks.words(unit).split()) >= _PREAMBLE_WORDS:
            self._seen_preamble = True
        return entered

    def _starts_provisions(self, index: int, unit: Unit) -> bool:
        """Without words of agreement: the first number of a top list, or the first heading after the preamble."""
        if self._layout.captions[index] is not None and not self._seen_preamble:
            return False
        marker = unit.marker
        in_recitals = bool(self._frames) and bool(self._frames[-1].draft.heading)
        if marker is not None and marker.style == "A." and in_recitals:
            return False
        if marker is not None and marker.style in TOP_STYLES | {PATH}:
            found = fit((), 0, index, unit, marker, self._ahead)
            return found is not None and (self._seen_preamble or marker.style in TOP_STYLES - {"A."} | {PATH})
        words = self._looks.words(unit)
        return self._seen_preamble and not is_front_heading(words) and self._looks.is_heading(index, unit)

    def _front(self, unit: Unit) -> None:
        words = self._looks.words(unit)
        if is_front_heading(words):
            self._frames = [self._open([], unit, CONTAINER, heading=words.strip(), text_start=unit.end)]
        elif not self._frames:
            self._frames = [self._open([], unit, CONTAINER)]
        else:
            self._frames[-1].draft.take(self._looks.paragraph(unit))

    # parts

    def _exhibit(self, index: int, unit: Unit) -> bool:
        caption = self._layout.captions[index]
        if caption is None or (not caption.sure and self._continues_body(index)):
            return False
        current = self._frames[0].draft if self._part == "exhibit" and self._frames else None
        if current is not None and caption.number is not None and current.number == caption.number:
            return False
        if caption.number is None and self._part == "body":
            return False
        self._part = "exhibit"
        self._contain(unit, caption.heading, caption.body, caption.number)
        return True

    def _continues_body(self, index: int) -> bool:
        """Whether the next number goes on with the provisions, so that a caption here is only a mention."""
        following = self._ahead.next_section(index)
        if following is None or self._part != "body":
            return False
        return self._strict_top(following) is not None

    def _strict_top(self, index: int) -> Fit | None:
        unit = self._units[index]
        frames = self._body_frames if self._part == "signature" else self._frames
        if unit.marker is None or not frames or unit.marker.weak:
            return None
        found = fit(frames, 0, index, unit, unit.marker, self._ahead)
        if found is None or not found.strict or unit.marker.style not in (PATH, ARTICLE, PART, SECTION, "1."):
            return None
        continues = found.reading.value > 1 or any(part > 1 for part in unit.marker.path)
        return found if continues else None

    def _signature(self, unit: Unit) -> bool:
        if self._part == "signature" or not is_signature(self._text, unit):
            return False
        if self._part == "exhibit":
            self._absorb(unit)
            return True
        self._body_frames = list(self._frames)
        self._part = "signature"
        self._contain(unit, "", unit.start, None)
        return True

    def _contain(self, unit: Unit, heading: str, text_start: int, number: str | None) -> None:
        """Open a part of the document: a root under which all that follows goes."""
        self._frames.clear()
        self._resume.clear()
        self._frames = [self._open([], unit, CONTAINER, heading=heading, text_start=text_start, number=number)]
        self._base = 1

    def _leave_signature(self, index: int, unit: Unit) -> bool:
        """After the signatures: provisions that go on, or an attachment without a caption."""
        going_on = self._strict_top(index)
        if going_on is not None:
            self._part, self._base = "body", 0
            self._frames = self._body_frames if going_on.keep == 0 else []
            return True
        marker = unit.marker
        if marker is None or marker.weak or marker.style not in TOP_STYLES | {PATH}:
            return False
        if fit((), 0, index, unit, marker, self._ahead) is None:
            return False
        self._part = "exhibit" if self._seen_number else "body"
        self._base, self._frames = 0, []
        return True

    # numbers

    def _numbered(self, index: int, unit: Unit) -> bool:
        marker = unit.marker
        if marker is None or (unit.alone and is_page_furniture(self._looks.words(unit)) and not unit.trusted):
            return False
        if self._part == "signature" and not self._leave_signature(index, unit):
            return False
        found = self._fit(index, unit, marker)
        if found is None or found.keep > DEEPEST_LEVEL:
            return False
        self._open_numbered(unit, marker, found)
        return True

    def _fit(self, index: int, unit: Unit, marker: Marker) -> Fit | None:
        for reading in marker.readings:
            if (
                self._resume.get(reading.style) == reading.value - 1
                and self._frames[-1:]
                and (self._frames[-1].style == HEADING)
            ):
                return Fit(len(self._frames), reading, strict=True)
        return fit(self._frames, self._base, index, unit, marker, self._ahead) or self._counted_twice(unit, marker)

    def _counted_twice(self, unit: Unit, marker: Marker) -> Fit | None:
        """A section with a heading that bears the number of the one before: whoever typed it miscounted."""
        if marker.style != "1." or marker.weak or unit.origin != "block" or self._looks.heading_of(unit)[1] == 0:
            return None
        for keep, frame in enumerate(self._frames[self._base :], start=self._base):
            if frame.style == "1." and frame.value == marker.readings[0].value and frame.draft.heading:
                return Fit(keep, marker.readings[0], strict=False)
        return None

    def _open_numbered(self, unit: Unit, marker: Marker, found: Fit) -> None:
        if (
            self._frames
            and self._frames[-1].style == PARAGRAPH
            and found.keep == len(self._frames)
            and (marker.style in TOP_STYLES | {PATH})
        ):
            found = Fit(found.keep - 1, found.reading, found.strict)
        found = self._beside_its_like(unit, found)
        self._seen_number = True
        heading, offset = self._looks.heading_of(unit)
        above = self._frames[: found.keep]
        number = cite(above, marker)
        frame = self._open(
            above, unit, found.reading.style, heading=heading, text_start=unit.body + offset, number=number
        )
        frame.value = found.reading.value
        frame.path = marker.path or ((frame.value,) if frame.style == "I." else ())
        self._frames = [*above, frame]

    def _beside_its_like(self, unit: Unit, found: Fit) -> Fit:
        """Two clauses in one heading style stand beside each other, the one without a number too."""
        block = unit.block
        if block.kind != "heading" or block.level is None:
            return found
        for keep, frame in enumerate(self._frames[: found.keep]):
            styled = frame.style == HEADING and frame.draft.block.kind == "heading"
            if styled and frame.level >= block.level and frame.draft.text_start < frame.draft.end:
                return Fit(max(keep, self._base), found.reading, found.strict)
        return found

    # headings, definitions, paragraphs

    def _headed(self, index: int, unit: Unit) -> bool:
        if self._takes_as_heading(unit):
            return True
        if self._part == "signature":
            return self._heads_attachment(index, unit)
        headed = self._looks.unnumbered_heading(index, unit)
        if headed is None:
            return False
        heading, text_start = headed
        level = self._looks.heading_level(unit, heading)
        keep, before = self._heading_place(index, level)
        if keep > DEEPEST_LEVEL:
            return False
        frame = self._open(self._frames[:keep], unit, HEADING, heading=heading, text_start=text_start)
        frame.level = level
        if before is not None:
            frame.style, frame.value, frame.path = before.style, before.value, before.path
        self._frames = [*self._frames[:keep], frame]
        return True

    def _takes_as_heading(self, unit: Unit) -> bool:
        """``ARTICLE IV`` or ``Exhibit A`` on a line of its own: the next line is what it is called."""
        if not self._frames or unit.marker is not None or unit.block.kind == "table_row":
            return False
        draft = self._frames[-1].draft
        if draft.number is None or not draft.wordless or unit.origin != "block":
            return False
        words = self._looks.words(unit)
        if draft.heading and bare(draft.heading) != bare(words):
            return False
        if not is_heading_like(words) and (unit.block.kind != "heading" or is_sentence(words)):
            return False
        draft.heading = words.strip()
        draft.text_start = draft.end = unit.end
        return True

    def _heads_attachment(self, index: int, unit: Unit) -> bool:
        """After the signatures only a heading over real text begins something new."""
        words = self._looks.words(unit)
        heading = (unit.block.kind == "heading" and not is_sentence(words)) or (
            is_heading_like(words) and is_all_caps(words)
        )
        if not heading or HEADING_BARRED.search(words) or not self._looks.leads_to_attachment(index):
            return False
        self._part = "body" if _MAIN_TERMS.search(words) or not self._seen_number else "exhibit"
        self._contain(unit, words.strip(), unit.end, None)
        return True

    def _heading_place(self, index: int, level: int) -> tuple[int, Frame | None]:
        """How many frames are above the heading, and the item of a list that it takes the place of, so that it goes on.

        A caption amid a list that goes on (``5.3``, caption, ``5.4``) stands between its items; any other closes it.
        """
        following = self._ahead.next_marker(index)
        amid = None if following is None else self._amid_list(index, following, level)
        if amid is not None:
            return amid
        keep = self._base
        while keep < len(self._frames) and self._frames[keep].style == HEADING and self._frames[keep].level < level:
            keep += 1
        for frame in self._frames[keep:]:
            if frame.style in TOP_STYLES:
                self._resume[frame.style] = frame.value
                break
        return keep, None

    def _amid_list(self, index: int, following: int, level: int) -> tuple[int, Frame | None] | None:
        """The place of a heading at ``index`` in the list that goes on at ``following``; None where none does."""
        unit = self._units[following]
        if unit.marker is None:
            return None
        found = fit(self._frames, self._base, following, unit, unit.marker, self._ahead)
        if found is None or not found.strict:
            return None
        goes_on = found.keep < len(self._frames)
        if found.keep == self._base:  # between two sections; right before the second it heads what follows
            amid = goes_on and following > index + 1 and level > 0
            return (self._base + 1, None) if amid else None
        if goes_on:
            return found.keep, self._frames[found.keep]
        return (found.keep, None) if unit.marker.style == PATH else None

    def _defined(self, unit: Unit) -> bool:
        if self._part == "signature" or not self._looks.is_definition(unit):
            return False
        above = len(self._frames)
        for keep in range(len(self._frames) - 1, self._base - 1, -1):
            if self._frames[keep].style == DEFINITION:
                above = keep
                break
        while above > self._base and self._frames[above - 1].style == PARAGRAPH:
            above -= 1
        if above > DEEPEST_LEVEL:
            return False
        self._frames = [*self._frames[:above], self._open(self._frames[:above], unit, DEFINITION)]
        return True

    def _absorb(self, unit: Unit) -> None:
        """Text without a number of its own belongs to what is open; with nothing open, it is a clause by itself."""
        if self._opens_paragraph(unit):
            self._frames = [self._open([], unit, PARAGRAPH)]
            return
        outer = self._outdented(unit)
        if outer is not None:
            self._frames = [*self._frames[:outer], self._open(self._frames[:outer], unit, PARAGRAPH)]
            return
        self._frames[-1].draft.take(self._looks.paragraph(unit))

    def _opens_paragraph(self, unit: Unit) -> bool:
        if not self._frames:
            return True
        if self._frames[-1].style != PARAGRAPH or len(self._frames) > 1 or unit.origin != "block":
            return False
        return self._looks.paragraph(unit).whole

    def _outdented(self, unit: Unit) -> int | None:
        """How many frames are above a paragraph at the left edge of an outer clause; None where it stays."""
        indent, origin = unit.block.indent, self._frames[-1]
        own = origin.draft.block.indent
        if indent is None or own is None or unit.origin != "block" or own - indent < INDENT_STEP_POINTS:
            return None
        if origin.style in (HEADING, CONTAINER, DEFINITION) or not self._looks.after_sentence(unit):
            return None
        for keep in range(len(self._frames) - 1, self._base, -1):
            draft = self._frames[keep - 1].draft
            edge = draft.block.indent
            if edge is not None and abs(edge - indent) < INDENT_STEP_POINTS and draft.end > draft.text_start:
                return keep
        return None

    def _open(
        self,
        above: Sequence[Frame],
        unit: Unit,
        style: str,
        *,
        heading: str = "",
        text_start: int | None = None,
        number: str | None = None,
    ) -> Frame:
        start = unit.start if text_start is None else min(text_start, unit.end)
        draft = Draft(unit.start, start, unit.end, unit.index, unit.block, number, heading, self._part)
        (above[-1].draft.children if above else self.roots).append(draft)
        return Frame(draft, style)
