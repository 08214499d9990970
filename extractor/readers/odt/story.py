"""Walks the text of an OpenDocument file into tokens: paragraphs, lists, tables, notes, changes, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from extractor.readers.docx.tokens import (
    UNTRACKED,
    Anchor,
    Boundary,
    CellStart,
    ParagraphEnd,
    ParagraphForm,
    RowEnd,
    Text,
    Token,
    Tracked,
)
from extractor.readers.odt.changes import Region
from extractor.readers.odt.lists import ListPlace, Lists
from extractor.readers.odt.names import DC, DRAW, LOEXT, META, OFFICE, TABLE, TEXT
from extractor.readers.odt.styles import Styles, whole
from extractor.readers.tracked import SPACES, Note

_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100
_AUTOMATIC = re.compile(r"P\d{1,9}")
"""The styles that stand for a paragraph's own formatting."""
_TABLES = frozenset({TABLE + "table", LOEXT + "table"})
_ROWS = frozenset({TABLE + "table-row", LOEXT + "table-row"})
_CELLS = frozenset({TABLE + "table-cell", LOEXT + "table-cell"})
_COVERED_CELLS = frozenset({TABLE + "covered-table-cell", LOEXT + "covered-table-cell"})
_SHAPES = frozenset(DRAW + name for name in ("frame", "custom-shape", "rect", "ellipse", "g", "a"))
_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_LIST_PARTS = frozenset({TEXT + "list-item", TEXT + "list-header"})
_ROW_GROUPS = frozenset(
    space + name for space in (TABLE, LOEXT) for name in ("table-header-rows", "table-rows", "table-row-group")
)
_SKIPPED = frozenset(
    {
        TEXT + "tracked-changes",
        TEXT + "number",
        TEXT + "note-citation",
        TEXT + "ruby-text",
        TEXT + "script",
        TEXT + "index-title-template",
        *(TEXT + f"{name}-decls" for name in ("sequence", "variable", "user-field")),
        OFFICE + "forms",
        OFFICE + "change-info",
        DRAW + "image",
        DRAW + "object",
        DRAW + "object-ole",
    }
)
_CHARACTERS = {TEXT + "tab": "\t", TEXT + "line-break": " ", TEXT + "soft-page-break": ""}


class StoryWalker:
    """Reads one document into ``tokens`` and ``notes``."""

    def __init__(self, styles: Styles, lists: Lists, regions: dict[str, Region]) -> None:
        self._styles = styles
        self._lists = lists
        self._regions = regions
        self._open: dict[str, Region] = {}
        self._tracked = UNTRACKED
        self._tables = 0
        self._after_blank = True  # a blank here shows as none
        self._boxes: list[etree._Element] = []
        self._footnotes: list[tuple[etree._Element, Tracked]] = []
        self.tokens: list[Token] = []
        self.notes: list[Note] = []

    def body(self, body: etree._Element) -> None:
        """Read the whole text, then the notes that it refers to."""
        self._blocks(body, None, in_cell=False)
        self.tokens.append(Boundary())
        for note, tracked in self._footnotes:
            self._tracked = tracked
            self._blocks(note, None, in_cell=False)
            self.tokens.append(Boundary())

    # Blocks

    def _blocks(self, parent: etree._Element, item: ListPlace | None, *, in_cell: bool) -> None:
        for child in parent:
            tag = str(child.tag)
            if tag in _PARAGRAPHS:
                self._paragraph(child, item, in_cell=in_cell)
                item = None if item is None else replace(item, level=-1)  # only an item's first paragraph is numbered
            elif tag == TEXT + "list":
                self._list(child, item, in_cell=in_cell)
            elif tag in _TABLES:
                self._table(child, in_cell=in_cell)
            elif tag == TEXT + "change":
                self._removed(child, inline=False, in_cell=in_cell)
            elif not self._mark(child) and tag not in _SKIPPED:
                self._other(child, item, in_cell=in_cell)

    def _other(self, element: etree._Element, item: ListPlace | None, *, in_cell: bool) -> None:
        """A section, an index, a frame: whatever stands among blocks and holds some."""
        if element.tag in _SHAPES:
            self._boxes.append(element)
            self._read_boxes(in_cell=in_cell)
        else:
            self._blocks(element, item, in_cell=in_cell)

    def _list(self, element: etree._Element, around: ListPlace | None, *, in_cell: bool) -> None:
        depth = None if around is None else self._depth
        outside = None if around is None or depth is None else replace(around, level=depth)
        place = self._lists.open(element, outside, counted=self._tracked.deleted is None)
        outer, self._depth = depth, place.level
        for child in element:
            if str(child.tag) in _LIST_PARTS:
                start = whole(child.get(TEXT + "start-value"))
                header = child.tag == TEXT + "list-header"
                self._blocks(child, replace(place, start=start, level=-1 if header else place.level), in_cell=in_cell)
                self._depth = place.level
        self._depth = -1 if outer is None else outer

    _depth: int = -1
    """The level of the list around the block at hand."""

    def _paragraph(self, element: etree._Element, item: ListPlace | None, *, in_cell: bool) -> None:
        form = self._form(element, item)
        bold = self._styles.bold("paragraph", element.get(TEXT + "style-name")) or False
        self._after_blank = True
        self._inline(element, bold, in_cell=in_cell)
        self.tokens.append(ParagraphEnd(self._tracked, form, in_cell))
        self._read_boxes(in_cell=in_cell)

    def _form(self, element: etree._Element, item: ListPlace | None) -> ParagraphForm:
        chain = self._styles.chain("paragraph", element.get(TEXT + "style-name"))
        outline = whole(element.get(TEXT + "outline-level")) if element.tag == TEXT + "h" else None
        place = item
        lists = next((style.list_style for style in chain if style.list_style is not None), None)
        if item is None and outline is not None and 1 <= outline <= 10 and lists != "":  # "" takes it out of all lists
            place = self._lists.heading(outline - 1)
        if place is not None and (place.level < 0 or element.get(TEXT + "is-list-header") == "true"):
            place = None
        indent = next((style.indent for style in chain if style.indent is not None), None)
        level = None if place is None else place.levels.get(place.level)
        if indent is None and level is not None:
            indent = level.indent
        counted = place is not None and self._tracked.deleted is None
        label = self._lists.advance(place) if place is not None and counted else None
        return ParagraphForm(
            style=next((style.name for style in chain if _AUTOMATIC.fullmatch(style.name) is None), None),
            outline=None if outline is None else max(outline - 1, 0),
            indent=indent,
            label=label,
            level=None if place is None or label is None else place.level,
        )

    def _table(self, table: etree._Element, *, in_cell: bool) -> None:
        if not in_cell:
            self._tables += 1
            self.tokens.append(Boundary())
        number = self._tables
        for row in _rows(table):
            spanned = 0
            for cell in row:
                if cell.tag in _CELLS:
                    spanned = (whole(cell.get(TABLE + "number-columns-spanned")) or 1) - 1
                elif cell.tag not in _COVERED_CELLS:
                    continue
                elif spanned > 0:
                    spanned -= 1
                    continue
                if not in_cell:
                    self.tokens.append(CellStart(self._tracked))
                self._blocks(cell, None, in_cell=True)
            if not in_cell:
                self.tokens.append(RowEnd(self._tracked, number))
        if not in_cell:
            self.tokens.append(Boundary())

    def _read_boxes(self, *, in_cell: bool) -> None:
        boxes, self._boxes = self._boxes, []
        for shape in boxes:
            if not in_cell:
                self.tokens.append(Boundary())
            self._blocks(shape, None, in_cell=in_cell)
            if not in_cell:
                self.tokens.append(Boundary())

    # Inside a paragraph

    def _inline(self, parent: etree._Element, bold: bool, *, in_cell: bool) -> None:
        self._words(parent.text, bold, in_cell)
        for child in parent:
            tag = str(child.tag)
            if tag in _INLINE:
                _INLINE[tag](self, child, bold, in_cell)
            elif not self._mark(child) and tag not in _SKIPPED:
                self._inline(child, bold, in_cell=in_cell)
            self._words(child.tail, bold, in_cell)

    def _words(self, text: str | None, bold: bool, in_cell: bool) -> None:
        """Character data, in which a run of blanks is one blank, and none at the beginning."""
        if text:
            text = _BLANKS.sub(" ", text)
            if self._after_blank:
                text = text.lstrip(" ")
            if text:
                self._after_blank = text.endswith(" ")
                self._text(text, bold, in_cell)

    def _text(self, text: str, bold: bool, in_cell: bool) -> None:
        text = text.translate(SPACES)
        if in_cell:
            text = text.replace("\t", " ")
        if text:
            self.tokens.append(Text(text, self._tracked, bold))

    def _span(self, element: etree._Element, bold: bool, in_cell: bool) -> None:
        own = self._styles.bold("text", element.get(TEXT + "style-name"))
        self._inline(element, bold if own is None else own, in_cell=in_cell)

    def _spaces(self, element: etree._Element, bold: bool, in_cell: bool) -> None:
        count = whole(element.get(TEXT + "c"))
        self._text(" " * min(1 if count is None else max(count, 0), _MOST_SPACES), bold, in_cell)
        self._after_blank = False

    def _character(self, element: etree._Element, bold: bool, in_cell: bool) -> None:
        self._text(_CHARACTERS[str(element.tag)], bold, in_cell)
        self._after_blank = False

    def _change(self, element: etree._Element, bold: bool, in_cell: bool) -> None:
        self._removed(element, inline=True, in_cell=in_cell)

    def _note(self, element: etree._Element, bold: bool, in_cell: bool) -> None:
        body = element.find(TEXT + "note-body")
        if body is not None:
            self._footnotes.append((body, self._tracked))

    def _shape(self, element: etree._Element, bold: bool, in_cell: bool) -> None:
        self._boxes.append(element)

    # Changes and comments

    def _mark(self, element: etree._Element) -> bool:
        """Take note of the edge of a change or of a comment; whether ``element`` was one."""
        tag = str(element.tag)
        if tag == TEXT + "change-start" or tag == TEXT + "change-end":
            region_id = element.get(TEXT + "change-id", "")
            if tag == TEXT + "change-end":
                self._open.pop(region_id, None)
            elif region_id in self._regions:
                self._open[region_id] = self._regions[region_id]
            innermost = next(reversed(self._open.values()), None)  # two changes of one kind do not add up
            self._tracked = UNTRACKED if innermost is None else innermost.around(UNTRACKED)
        elif tag == OFFICE + "annotation":
            self._annotation(element)
        elif tag == OFFICE + "annotation-end":
            self.tokens.append(Anchor("end", element.get(OFFICE + "name", "")))
        else:
            return False
        return True

    def _removed(self, mark: etree._Element, *, inline: bool, in_cell: bool) -> None:
        """The words that were taken out at ``mark``: the last paragraph of several runs on behind it."""
        region = self._regions.get(mark.get(TEXT + "change-id", ""))
        if region is None or region.removed is None:
            return
        del self._regions[mark.get(TEXT + "change-id", "")]  # shown once, or a file could multiply it
        outer, self._tracked = self._tracked, region.around(self._tracked)
        after_blank, self._after_blank = self._after_blank, False
        self._blocks(region.removed, None, in_cell=in_cell)
        if inline and self.tokens and isinstance(self.tokens[-1], ParagraphEnd):
            self.tokens.pop()
        self._tracked = outer
        self._after_blank = after_blank

    def _annotation(self, element: etree._Element) -> None:
        name = element.get(OFFICE + "name") or f"note-{len(self.notes) + 1}"
        self.tokens.extend((Anchor("start", name), Anchor("reference", name)))
        lines = ["".join(str(text) for text in line.itertext()) for line in element.iter(*_PARAGRAPHS)]
        resolved = element.get(LOEXT + "resolved")
        self.notes.append(
            Note(
                id=name,
                text="\n".join(lines).strip(),
                author=element.findtext(DC + "creator") or None,
                initials=element.findtext(META + "creator-initials") or element.findtext(LOEXT + "sender-initials"),
                date=element.findtext(DC + "date") or None,
                parent=element.get(LOEXT + "parent-name"),
                resolved=None if resolved is None else resolved == "true",
            )
        )


_INLINE: dict[str, Callable[[StoryWalker, etree._Element, bool, bool], None]] = {
    TEXT + "span": StoryWalker._span,
    TEXT + "s": StoryWalker._spaces,
    **dict.fromkeys(_CHARACTERS, StoryWalker._character),
    TEXT + "change": StoryWalker._change,
    TEXT + "note": StoryWalker._note,
    **dict.fromkeys(_SHAPES, StoryWalker._shape),
}


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag in _ROWS:
            yield child
        elif str(child.tag) in _ROW_GROUPS:
            yield from _rows(child)
