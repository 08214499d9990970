"""A workbook made of sheets, rows and formats; beside ``service.export_workbook`` the only part that knows xlsxwriter.

Every text is a text: no cell becomes a formula, a number or a link, also when a reader edits it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from service.reports.wording import shortened, visible

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection)."""

CELL_CHARS = 32_767
"""Excel's own limit on a cell's text, in UTF-16 units."""

CUT_NOTE = " … (cut here: a cell holds 32,767 characters; the HTML report has all)"

PROPERTY_CHARS = 255
"""The longest document property that Office takes."""

BAND_CHARS = 60
"""Of a name in the band at the head or foot of a page, which Excel limits to 255 characters in all."""

MAX_ROW_POINTS = 409
"""Excel's own limit on a row's height; what does not fit is read in the cell itself."""

LINE_SPACING = 1.25
"""Height of a line by the size of its type."""

ROW_PADDING_POINTS = 4

WIDTHS = {"Arial": 10.3, "Times New Roman": 12.2}
"""How many characters of prose in type of one point go on a column's unit of width; a little under what fits."""

BOLD_WIDTH = 0.92

FIXED_HEIGHT = re.compile(rb'(<row [^>]*ht="[^"]*") customHeight="1"')

A3, A4 = 8, 9
"""Excel's numbers for sizes of paper."""

OPTIONS: Mapping[str, object] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 9},
}

_BASE: Mapping[str, object] = {"font_name": "Arial", "font_size": 9, "font_color": "#1B1F24", "valign": "top"}
_CELL: Mapping[str, object] = {**_BASE, "text_wrap": True, "border": 1, "border_color": "#C9CED5"}
_LABEL: Mapping[str, object] = {**_CELL, "bold": True, "font_color": "#1D3F66", "bg_color": "#EDF1F6"}

_TONES = {
    "critical": ("#9B1C1C", "#FBE3E3"),
    "high": ("#B4460C", "#FDEBDC"),
    "medium": ("#86650A", "#FBF2D0"),
    "low": ("#2F5F8A", "#E3EEF8"),
    "info": ("#5C6570", "#EEF0F2"),
}
"""Ink and ground of each severity, those of the HTML report."""

STYLES: Mapping[str, Mapping[str, object]] = {
    "": _CELL,
    "plain": {**_BASE, "text_wrap": True},
    "head": {**_LABEL, "valign": "vcenter"},
    "label": _LABEL,
    "strong": {**_CELL, "bold": True},
    "words": {**_CELL, "font_name": "Times New Roman", "font_size": 10},
    "small": {**_CELL, "font_size": 8, "font_color": "#5C6570"},
    "number": {**_CELL, "align": "center"},
    "left number": {**_CELL, "align": "left"},
    "date": {**_CELL, "align": "left", "num_format": "d mmm yyyy"},
    "share": {**_CELL, "align": "center", "num_format": "0%"},
    "doubt": {**_CELL, "align": "center", "num_format": '0%" check"', "bg_color": "#FBF2D0", "font_color": "#86650A"},
    "fill in": {**_CELL, "bg_color": "#FFFDEB", "locked": False},
    "title": {**_BASE, "font_name": "Times New Roman", "font_size": 20, "font_color": "#1D3F66"},
    "section": {**_BASE, "font_name": "Times New Roman", "font_size": 13, "font_color": "#1D3F66"},
    "verdict": {**_BASE, "font_name": "Times New Roman", "font_size": 13, "text_wrap": True},
    "warning": {**_BASE, "bold": True, "font_color": "#9B1C1C", "text_wrap": True},
    **{
        severity: {**_CELL, "bold": True, "font_color": ink, "bg_color": ground}
        for severity, (ink, ground) in _TONES.items()
    },
}
"""What the names of cells' styles look like; ``""`` is an ordinary cell of a table."""

Value = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a style other than that of its column."""

    value: Value
    style: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``width`` counts digits of the default type. With ``choices`` its cells offer them as a list."""

    title: str
    width: float
    style: str = ""
    choices: tuple[str, ...] = ()
    hidden: bool = False


class WorkbookFile:
    """Puts a workbook together sheet by sheet; equal content gives equal bytes."""

    def __init__(self, title: str, subject: str, product: str, day: datetime) -> None:
        """Begin an empty workbook; ``day`` is its only date."""
        self._stream = BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, deepcopy(dict(OPTIONS)))  # it changes them
        self._book.set_properties(
            {"title": shortened(title, PROPERTY_CHARS), "subject": subject, "author": product, "created": day}
        )
        self._formats: dict[tuple[str, bool], Any] = {}

    def sheet(self, title: str, columns: Sequence[Column], paper: int = A4) -> Sheet:
        """Add an empty sheet, printed in landscape and one page wide."""
        sheet = self._book.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        sheet.hide_gridlines(2)
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column.width, None, {"hidden": column.hidden})
        return Sheet(self, sheet, columns)

    def style(self, name: str, *, quoted: bool) -> Any:  # noqa: ANN401  # xlsxwriter is untyped
        """The format of that name; ``quoted`` keeps the cell a text when its reader edits it."""
        key = name, quoted
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**STYLES[name], "quote_prefix": quoted})
        return self._formats[key]

    def to_bytes(self) -> bytes:
        """The file; nothing can be added after.

        Heights of rows are our estimates. Excel is told that they are none of the reader's own, so that a row grows
        with what is typed into it, which xlsxwriter cannot say.
        """
        self._book.close()
        whole = BytesIO()
        with ZipFile(self._stream) as made, ZipFile(whole, "w", ZIP_DEFLATED) as file:
            for part in made.infolist():
                content = made.read(part)
                if part.filename.startswith("xl/worksheets/"):
                    content = FIXED_HEIGHT.sub(rb"\1", content)
                file.writestr(part, content, ZIP_DEFLATED)
        return whole.getvalue()


class Sheet:
    """A sheet that fills from top to bottom."""

    def __init__(self, file: WorkbookFile, sheet: Any, columns: Sequence[Column]) -> None:  # noqa: ANN401
        """Fill ``sheet`` of ``file``."""
        self._file = file
        self._sheet = sheet
        self._columns = columns
        self._next = 0

    def row(self, values: Sequence[Value | Cell], height: float | None = None) -> None:
        """Add a row as high as its words need, or ``height`` points; None is an empty cell in the column's style."""
        needed = 0.0
        for position, value in enumerate(values):
            column = self._columns[position]
            cell = value if isinstance(value, Cell) else Cell(value, column.style)
            self._write(position, cell)
            needed = max(needed, _height(cell, column.width))
        self._sheet.set_row(self._next, height or min(needed, MAX_ROW_POINTS))
        self._next += 1

    def gap(self) -> None:
        """Leave a row empty."""
        self._next += 1

    def table(self, rows: Sequence[Sequence[Value | Cell]], frozen: int = 1) -> None:
        """Add the columns' titles and the rows, as all that the sheet has: filtered, with a head that stays in view.

        ``frozen`` columns stay in view as well.
        """
        self.row([Cell(column.title, "head") for column in self._columns], height=28)
        for row in rows:
            self.row(row)
        last = max(len(rows), 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        self._sheet.freeze_panes(1, frozen)
        self._sheet.repeat_rows(0)
        for position, column in enumerate(self._columns):
            if column.choices and rows:
                offered = {"validate": "list", "source": list(column.choices), "error_title": column.title}
                self._sheet.data_validation(1, position, last, position, offered)

    def bands(self, head: str, right: str, foot: str) -> None:
        """Set what stands above and below each printed page."""
        head, right, foot = (shortened(text, BAND_CHARS).replace("&", "&&") for text in (head, right, foot))
        self._sheet.set_header(f'&L&"Times New Roman,Regular"&12 {head}&R&8 {right}')
        self._sheet.set_footer(f"&L&8 {foot}&R&8 Page &P of &N")

    def _write(self, position: int, cell: Cell) -> None:
        value = cell.value
        if isinstance(value, str):
            text = cell_text(value)
            shown = self._file.style(cell.style, quoted=text.startswith(FORMULA_STARTS))
            if text:
                self._sheet.write_string(self._next, position, text, shown)
            else:
                self._sheet.write_blank(self._next, position, None, shown)
            return
        style = self._file.style(cell.style, quoted=False)
        if isinstance(value, datetime):
            self._sheet.write_datetime(self._next, position, value, style)
        elif value is None:
            self._sheet.write_blank(self._next, position, None, style)
        else:
            self._sheet.write_number(self._next, position, value, style)


def cell_text(text: str) -> str:
    """``text`` as a cell may hold it: without control characters, and cut with a note where it is too long."""
    clean = visible(text).replace("\t", "   ").strip("\n ")
    if _units(clean) <= CELL_CHARS:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (CELL_CHARS - len(CUT_NOTE))]
    return kept.decode("utf-16-le", "ignore") + CUT_NOTE


def _height(cell: Cell, width: float) -> float:
    """How many points high the cell must be to show its words in a column of that width."""
    style = STYLES[cell.style]
    size = float(str(style["font_size"]))
    chars = width * WIDTHS[str(style["font_name"])] / size * (BOLD_WIDTH if style.get("bold") else 1)
    lines = _lines(cell_text(cell.value), chars) if isinstance(cell.value, str) else 1
    return lines * size * LINE_SPACING + ROW_PADDING_POINTS


def _lines(text: str, chars: float) -> int:
    """How many lines of so many characters the text takes, broken between words."""
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0
        for word in paragraph.split(" "):
            if used and used + len(word) > chars:
                lines += 1
                used = 0
            lines += int(len(word) // chars)
            used += len(word) + 1
    return lines


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
