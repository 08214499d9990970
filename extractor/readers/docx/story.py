"""Above the paragraph: body, tables, content controls, text boxes and notes, as one stream of tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from extractor.readers.docx.fields import FieldNumbers
from extractor.readers.docx.numbering import Counter, Numbering, NumberingPlace
from extractor.readers.docx.runs import RunWalker, Walk, alternative
from extractor.readers.docx.styles import Style, Styles, heading_outline, indent_points, outline_level
from extractor.readers.docx.tokens import (
    UNTRACKED,
    Boundary,
    CellStart,
    Change,
    ParagraphEnd,
    ParagraphForm,
    RowEnd,
    Token,
    Tracked,
)
from extractor.readers.docx.xml import MC, W, value
from extractor.types import RevisionKind

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag"))
_ELSEWHERE = frozenset({W + "altChunk", W + "subDoc"})
_CHANGES: dict[str, RevisionKind] = {W + "ins": "insertion", W + "del": "deletion"}
_MOVES: dict[str, RevisionKind] = {W + "moveFrom": "move_from", W + "moveTo": "move_to"}
_CELL_CHANGES: dict[str, RevisionKind] = {W + "cellIns": "insertion", W + "cellDel": "deletion"}


ChunkReader = Callable[[etree._Element], Sequence[Token]]
"""Reads the part in another format that a ``w:altChunk`` puts in its place."""


class StoryWalker:
    """Reads the stories of one document (body, then the notes that it refers to) into ``tokens``."""

    def __init__(self, styles: Styles, numbering: Numbering, chunk: ChunkReader | None = None) -> None:
        self._styles = styles
        self._numbering = numbering
        self._counter = Counter(numbering)
        self.walk = Walk(styles, FieldNumbers(self._counter))
        self._chunk = chunk
        self._tables = 0

    @property
    def tokens(self) -> list[Token]:
        """The stream so far."""
        return self.walk.tokens

    def body(self, body: etree._Element) -> None:
        """Read the main story."""
        self._blocks(body, UNTRACKED, in_cell=False)
        self._boxes(in_cell=False)
        self.tokens.append(Boundary())

    def notes(self, kind: str, root: etree._Element) -> None:
        """Read the footnotes or endnotes that the body referred to, in the order of the references."""
        by_id = {value(note, "id"): note for note in root.iterchildren(W + kind)}
        for noted_kind, note_id, tracked in list(self.walk.notes):
            note = by_id.pop(note_id, None) if noted_kind == kind else None
            if note is not None:
                self._blocks(note, tracked, in_cell=False)
                self.tokens.append(Boundary())

    def _blocks(self, parent: etree._Element, tracked: Tracked, *, in_cell: bool) -> None:
        for child in parent:
            tag = str(child.tag)
            if tag == W + "p":
                self._paragraph(child, tracked, in_cell=in_cell)
            elif tag == W + "tbl":
                self._table(child, tracked, in_cell=in_cell)
            elif tag in _WRAPPERS:
                self._blocks(child, tracked, in_cell=in_cell)
            elif tag in _CHANGES or tag in _MOVES:
                kind = _CHANGES.get(tag) or _MOVES[tag]
                self._blocks(child, tracked.under(self.walk.change(child, kind)), in_cell=in_cell)
            elif tag == MC + "AlternateContent":
                branch = alternative(child)
                if branch is not None:
                    self._blocks(branch, tracked, in_cell=in_cell)
            elif not self.walk.mark(child):
                self._other(child, tracked, in_cell=in_cell)

    def _other(self, element: etree._Element, tracked: Tracked, *, in_cell: bool) -> None:
        """A part of another format, or the words of an element that we do not know: paragraphs, or runs alone."""
        if element.tag in _ELSEWHERE:
            if self._chunk is not None and not in_cell:
                self.tokens.extend(self._chunk(element))
            else:
                self.walk.unread += 1
        elif self.walk.holds_words(element):
            read = self._paragraph if next(element.iter(W + "p"), None) is None else self._blocks
            read(element, tracked, in_cell=in_cell)

    def _paragraph(self, paragraph: etree._Element, tracked: Tracked, *, in_cell: bool) -> None:
        properties = paragraph.find(W + "pPr")
        style_id = None if properties is None else value(properties.find(W + "pStyle"))
        style = self._styles.paragraph(style_id)
        mark = None if properties is None else properties.find(W + "rPr")
        struck = self.walk.tracked_by(mark, tracked).deleted is not None
        form = self._form(paragraph, properties, style, counted=not struck)
        line = RunWalker(self.walk, style, form, in_cell=in_cell)
        line.inline(paragraph, tracked)
        ended = self.walk.tracked_by(mark, tracked)  # only now is it known in which move its paragraph stands
        for opened in self.walk.fields:
            # An instruction that is still open here is damaged markup, or it would swallow the rest of the document.
            opened.in_instruction = False
        if line.number is not None:
            form = replace(form, label=line.number)
        self.tokens.append(ParagraphEnd(ended, form, in_cell))
        self.walk.trace(paragraph)
        if in_cell or ended == tracked:
            self._boxes(in_cell=in_cell)

    def _form(
        self, paragraph: etree._Element, properties: etree._Element | None, style: Style, *, counted: bool
    ) -> ParagraphForm:
        outline = outline_level(properties)
        place = self._numbering.place(properties, style)
        direct = properties is not None and properties.find(W + "numPr") is not None
        listed = self._numbering.indent(place)
        inherited = (listed, style.indent) if direct else (style.indent, listed)
        indents = (indent_points(properties), *inherited)
        return ParagraphForm(
            style=style.name or None,
            outline=heading_outline(style.outline if outline is None else outline),
            indent=next((indent for indent in indents if indent is not None), None),
            label=self._label(paragraph, properties, place, counted=counted),
            level=None if place is None else place.level,
        )

    def _label(
        self,
        paragraph: etree._Element,
        properties: etree._Element | None,
        place: NumberingPlace | None,
        *,
        counted: bool,
    ) -> str | None:
        """The number that Word shows; a paragraph whose mark is struck out shows one without being counted."""
        if place is None:
            return None
        bare = next(paragraph.iter(W + "r"), None) is None
        if bare and properties is not None and properties.find(W + "sectPr") is not None:
            return None  # nothing but a section break, which Word does not number
        return self._counter.advance(place) if counted else self._counter.peek(place)

    def _boxes(self, *, in_cell: bool) -> None:
        boxes, self.walk.boxes = self.walk.boxes, []
        for box, tracked in boxes:
            if not in_cell:
                self.tokens.append(Boundary())
            self._blocks(box, tracked, in_cell=in_cell)
            if not in_cell:
                self._boxes(in_cell=False)
                self.tokens.append(Boundary())

    def _table(self, table: etree._Element, tracked: Tracked, *, in_cell: bool) -> None:
        if not in_cell:
            self._boxes(in_cell=False)
            self._tables += 1
            self.tokens.append(Boundary())
        number = self._tables
        for row, around in self._wrapped(table, W + "tr", tracked):
            within = self.walk.tracked_by(row.find(W + "trPr"), around)
            for cell, cell_around in self._wrapped(row, W + "tc", within):
                self._cell(cell, cell_around, nested=in_cell)
            if not in_cell:
                self.tokens.append(RowEnd(within, number))

    def _cell(self, cell: etree._Element, tracked: Tracked, *, nested: bool) -> None:
        properties = cell.find(W + "tcPr")
        if properties is not None:
            for child in properties.iterchildren(*_CELL_CHANGES):
                change: Change = self.walk.change(child, _CELL_CHANGES[str(child.tag)])
                tracked = tracked.under(change)
        if not nested:
            self.tokens.append(CellStart(tracked))
        self._blocks(cell, tracked, in_cell=True)

    def _wrapped(self, parent: etree._Element, tag: str, tracked: Tracked) -> Iterator[tuple[etree._Element, Tracked]]:
        """The rows or cells under ``parent``, also inside content controls and tracked wrappers."""
        for child in parent:
            name = str(child.tag)
            if name == tag:
                yield child, tracked
            elif name in _WRAPPERS:
                yield from self._wrapped(child, tag, tracked)
            elif name in _CHANGES or name in _MOVES:
                kind = _CHANGES.get(name) or _MOVES[name]
                yield from self._wrapped(child, tag, tracked.under(self.walk.change(child, kind)))
            elif not self.walk.mark(child) and self.walk.holds_words(child):
                yield from self._wrapped(child, tag, tracked)
