"""A Word file in landscape made of headings, lines and tables; the only part of the service that knows python-docx.

All looks are styles of ``word_styles.xml``: whoever mails the file on can change them in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

STYLES = Path(__file__).with_name("word_styles.xml")

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 297, 210
SIDE_MARGIN_MM, TOP_MARGIN_MM = 22, 12
TEXT_WIDTH_MM = PAGE_WIDTH_MM - 2 * SIDE_MARGIN_MM
"""The text is as wide on A4 with these margins as on US Letter with 13 mm: no table breaks on either paper."""

CHARS_PER_MM = 0.6
"""How many characters of a cell's type go on a millimetre."""

LONG_ROW_LINES = 8
"""A row with more lines, a quarter of a page, may break across pages; kept whole, it would leave much of one empty."""

PROPERTY_CHARS = 255
"""The longest document property that Word takes."""

LEFTOVERS = ("thumbnail", "stylesWithEffects", "customXml", "numbering")
"""What python-docx's own template brings along beside its styles, by the ends of the relationships' types."""

WORD_2013 = "15"
"""The compatibility mode of Word 2013 and later; the template's own one opens files as old ones."""

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can tell: equal content gives equal bytes."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one character style; ``""`` is the line's own."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in one paragraph style."""

    words: tuple[Words, ...]
    style: str = "Cell"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its part of the text's width, relative to the other columns'."""

    title: str
    share: int


Cell = Sequence[Line]


class WordFile:
    """Puts a Word file together from top to bottom.

    The words must be fit for XML; ``service.reports.wording.visible`` sees to that.
    """

    def __init__(self, title: str, subject: str, product: str, day: date) -> None:
        """Begin an empty file; ``day`` is its only date."""
        self._document = docx.Document()
        self._restyle()
        self._style_ids = {style.name: style.style_id for style in self._document.styles}
        self._lay_out()
        self._describe(title, subject, product, day)

    def heading(self, text: str) -> None:
        """Add a heading."""
        self.line(Line((Words(text),), "Heading 1"))

    def line(self, line: Line) -> None:
        """Add a paragraph."""
        self._fill(self._document.add_paragraph(), line)

    def table(self, description: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table whose head repeats on each page; ``description`` tells it to a screen reader."""
        table = self._document.add_table(rows=0, cols=len(columns), style="Review Table")
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        widths = [TEXT_WIDTH_MM * column.share / sum(one.share for one in columns) for column in columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        _describe_table(table, description)
        heads = [[Line((Words(column.title),), "Column Head")] for column in columns]
        _mark(self._add_row(table, heads), "w:cantSplit", "w:tblHeader")
        for cells in rows:
            row = self._add_row(table, cells)
            if max(_lines(cell, width) for cell, width in zip(cells, widths, strict=True)) <= LONG_ROW_LINES:
                _mark(row, "w:cantSplit")

    def footer(self, text: str) -> None:
        """Set the footer: ``text``, and on the right the page's number."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.style = "Footer"
        paragraph.add_run(f"{text}\tPage ")
        _add_field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        _add_field(paragraph, "NUMPAGES")

    def to_bytes(self) -> bytes:
        """The file; equal content gives equal bytes."""
        saved, stamped = BytesIO(), BytesIO()
        self._document.save(saved)
        with ZipFile(saved) as parts, ZipFile(stamped, "w", ZIP_DEFLATED) as file:
            for name in parts.namelist():
                info = ZipInfo(name, ZIP_EPOCH)
                info.compress_type = ZIP_DEFLATED
                file.writestr(info, parts.read(name))
        return stamped.getvalue()

    def _fill(self, paragraph: Paragraph, line: Line) -> None:
        """Put ``line`` into ``paragraph``; by the styles' ids, as python-docx searches all styles for each name."""
        paragraph._p.style = self._style_ids[line.style]
        for words in line.words:
            run = paragraph.add_run(words.text)
            if words.style:
                run._r.style = self._style_ids[words.style]

    def _add_row(self, table: Table, cells: Sequence[Cell]) -> _Row:
        row = table.add_row()
        for place, lines in zip(row.cells, cells, strict=True):
            paragraph = place.paragraphs[0]
            self._fill(paragraph, Line(()))
            for position, line in enumerate(lines):
                self._fill(place.add_paragraph() if position else paragraph, line)
        return row

    def _restyle(self) -> None:
        """Our styles in place of the template's."""
        styles = self._document.styles.element
        for style in list(styles):
            styles.remove(style)
        styles.extend(parse_xml(STYLES.read_bytes()))
        for relations in (self._document.part.rels, self._document.part.package.rels):
            for key in [key for key, one in relations.items() if one.reltype.endswith(LEFTOVERS)]:
                del relations[key]
        for setting in self._document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), WORD_2013)

    def _lay_out(self) -> None:
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(PAGE_WIDTH_MM), Mm(PAGE_HEIGHT_MM)
        section.left_margin = section.right_margin = Mm(SIDE_MARGIN_MM)
        section.top_margin = section.bottom_margin = Mm(TOP_MARGIN_MM)
        section.footer_distance = Mm(TOP_MARGIN_MM / 2)

    def _describe(self, title: str, subject: str, product: str, day: date) -> None:
        about = self._document.core_properties
        about.title, about.subject = title[:PROPERTY_CHARS], subject[:PROPERTY_CHARS]
        about.author = about.last_modified_by = product[:PROPERTY_CHARS]
        about.language = "en-GB"
        about.comments = about.keywords = about.category = ""
        about.created = about.modified = datetime(day.year, day.month, day.day)
        about.revision = 1


def _lines(cell: Cell, width_mm: float) -> int:
    """About how many lines ``cell`` takes."""
    chars = [sum(len(words.text) for words in line.words) for line in cell]
    return sum(max(1, ceil(count / (width_mm * CHARS_PER_MM))) for count in chars)


def _mark(row: _Row, *names: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in names:
        properties.append(OxmlElement(name))


def _describe_table(table: Table, description: str) -> None:
    """Tell Word that the first row is the head, that the width is the page's, and what the table shows."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")
    look = OxmlElement("w:tblLook")
    look.set(qn("w:val"), "0020")
    look.set(qn("w:firstRow"), "1")
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), description)
    properties.extend((look, described))


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A value that Word works out on each page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
