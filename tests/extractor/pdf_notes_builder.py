"""Notes put upon PDFs of our own, as the programs of lawyers write them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pdf_builder import HEIGHT
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    PdfObject,
    TextStringObject,
)
from reportlab.pdfbase.pdfmetrics import stringWidth

Rect = tuple[float, float, float, float]


def under(line: str, words: str, top: float = 100, left: float = 72) -> Rect:
    """The rectangle of ``words`` in a line that ``pdf_builder.lines`` draws: left, bottom, right, top."""
    start = left + stringWidth(line[: line.index(words)], "Times-Roman", 11)
    baseline = HEIGHT - top
    return start, baseline - 3, start + stringWidth(words, "Times-Roman", 11), baseline + 9


def icon(top: float, left: float = 30) -> Rect:
    """A sticky note's place, in the left margin, its middle at that distance from the top."""
    return left, HEIGHT - top - 10, left + 20, HEIGHT - top + 10


def quads(*rects: Rect) -> ArrayObject:
    """The four corners of each, in the order in which Acrobat writes them."""
    return numbers(*(n for l, b, r, t in rects for n in (l, t, r, t, l, b, r, b)))  # noqa: E741


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(FloatObject(value) for value in values)


class Notes:
    """A PDF that is being marked up."""

    def __init__(self, data: bytes) -> None:
        self.writer = PdfWriter(clone_from=io.BytesIO(data))

    def add(
        self, subtype: str, rect: Rect, text: str | None = None, page: int = 1, **more: PdfObject | str
    ) -> IndirectObject:
        """Put one annotation on the page; ``more`` are its other entries, names as they are, strings as text."""
        entries = {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(f"/{subtype}")}
        entries[NameObject("/Rect")] = numbers(*rect)
        if text is not None:
            entries[NameObject("/Contents")] = TextStringObject(text)
        for key, value in more.items():
            entries[NameObject(f"/{key}")] = value if isinstance(value, PdfObject) else TextStringObject(value)
        reference = self.writer._add_object(DictionaryObject(entries))
        self.array(page).append(reference)
        return reference

    def mark(
        self, subtype: str, rects: Sequence[Rect], text: str | None = None, **more: PdfObject | str
    ) -> IndirectObject:
        """Mark words up, with a note where ``text`` is one."""
        around = (
            min(rect[0] for rect in rects),
            min(rect[1] for rect in rects),
            max(rect[2] for rect in rects),
            max(rect[3] for rect in rects),
        )
        return self.add(subtype, around, text, QuadPoints=quads(*rects), **more)

    def array(self, page: int = 1) -> ArrayObject:
        """The page's annotations."""
        holder = self.writer.pages[page - 1]
        if "/Annots" not in holder:
            holder[NameObject("/Annots")] = ArrayObject()
        array = holder["/Annots"]
        assert isinstance(array, ArrayObject)
        return array

    def data(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()
