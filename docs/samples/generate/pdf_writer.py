"""Lays a contract out as a PDF with a text layer, a running header and page numbers; equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Flow
from reportlab.platypus import Table as FlowTable

from docs.samples.generate.model import Block, Paragraph, Table

_GREY = HexColor("#666666")
_RULE = HexColor("#9AA5B1")
_SHADE = HexColor("#E8EDF3")


@dataclass(frozen=True, slots=True)
class Look:
    """How a document looks: its fonts (regular and bold), sizes in points, paper and the ink of its headings."""

    font: str = "Times-Roman"
    bold: str = "Times-Bold"
    size: float = 10.5
    ink: str = "#1F3A5F"
    paper: tuple[float, float] = LETTER
    margin: float = 65.0
    header: str = "right"


LEGACY = Look(font="Helvetica", bold="Helvetica-Bold", size=9.5, ink="#000000", paper=A4, margin=72.0, header="center")


class Signature(Flowable):  # type: ignore[misc]  # reportlab is untyped
    """A name written by hand: a line of loops whose course follows from its letters."""

    def __init__(self, name: str, width: float = 150.0, height: float = 30.0) -> None:
        super().__init__()
        self.name, self.width, self.height = name, width, height

    def draw(self) -> None:
        """Draw it on the page."""
        canvas: Canvas = self.canv
        canvas.setStrokeColor(HexColor("#1B2F7A"))
        canvas.setLineWidth(1.1)
        canvas.transform(1, 0, 0.35, 1, 0, 0)  # leaning to the right
        path = canvas.beginPath()
        x, y = 4.0, 10.0
        path.moveTo(x, y)
        for letter in self.name:
            number = ord(letter)
            rise = 21.0 if letter.isupper() else 10.0 if letter in "bdfhklt" else 2.0 + number % 4
            step = 7.0 + number % 3 if letter.isupper() else 3.2 + number % 3
            down = 8.0 + number % 3
            path.curveTo(x + step * 2.2, y + rise * 1.3, x - step * 0.9, y + rise * 1.3, x + step, down)
            x, y = x + step, down
        path.curveTo(x + 20, y - 9, x - 45, y - 9, x + 28, y + 1)  # the flourish
        canvas.drawPath(path)


def write_pdf(
    blocks: Sequence[Block],
    labels: Mapping[str, str],
    *,
    title: str,
    running: str,
    author: str,
    look: Look | None = None,
    signed: Mapping[str, str] | None = None,
) -> bytes:
    """The file. ``labels`` holds the number to print before a paragraph, ``signed`` the hand in a table cell."""
    chosen = look or Look()
    pages = 0
    data = b""
    for _ in range(2):  # the first pass only counts the pages
        target = BytesIO()
        template = _template(target, chosen, title, running, author, pages)
        template.build(_story(blocks, labels, chosen, signed or {}))
        pages, data = template.page, target.getvalue()
    return data


def _template(target: BytesIO, look: Look, title: str, running: str, author: str, pages: int) -> BaseDocTemplate:
    width, height = look.paper
    document = BaseDocTemplate(
        target, pagesize=look.paper, title=title, author=author, subject="", creator="", invariant=1
    )
    frame = Frame(look.margin, 64, width - 2 * look.margin, height - 64 - 74, 0, 0, 0, 0)
    drawn = partial(_furniture, look=look, running=running, pages=pages)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=drawn)])
    return document


def _furniture(canvas: Canvas, document: BaseDocTemplate, *, look: Look, running: str, pages: int) -> None:
    width, height = look.paper
    canvas.saveState()
    canvas.setFont(look.font, 8.5)
    canvas.setFillColor(_GREY)
    if look.header == "center":
        canvas.drawCentredString(width / 2, height - 42, running)
    elif document.page > 1:
        canvas.drawRightString(width - look.margin, height - 42, running)
    canvas.drawCentredString(width / 2, 36, f"Page {document.page} of {pages}")
    canvas.restoreState()


def _story(blocks: Sequence[Block], labels: Mapping[str, str], look: Look, signed: Mapping[str, str]) -> list[Flowable]:
    styles = _styles(look)
    story: list[Flowable] = []
    for block in blocks:
        if isinstance(block, Table):
            story += [_table(block, styles, signed), Spacer(1, 10)]
            continue
        if block.page_break:
            story.append(PageBreak())
        story.append(_flow(block, labels.get(block.key), styles))
    return story


def _flow(block: Paragraph, label: str | None, styles: Mapping[str, ParagraphStyle]) -> Flowable:
    text = _markup(block, upper=block.style in ("article", "exhibit"))
    style = styles[block.style]
    if block.style == "exhibit" and label:
        return Flow(f"{escape(label.upper())} {text}", style)
    return Flow(text, style, bulletText=label)


def _markup(block: Paragraph, *, upper: bool = False) -> str:
    texts = ((piece.text.upper() if upper else piece.text, piece.bold) for piece in block.pieces)
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in texts)


def _table(block: Table, styles: Mapping[str, ParagraphStyle], signed: Mapping[str, str]) -> Flowable:
    def cell(item: Paragraph, column: int) -> list[Flowable]:
        hand = [Signature(signed[item.key])] if item.key in signed else []
        return [*hand, Flow(_markup(item), styles["figure" if column in block.numeric else "cell"])]

    rows = [[cell(item, column) for column, item in enumerate(row)] for row in block.rows]
    look: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "BOTTOM" if signed else "TOP")]
    if block.ruled:
        look += [("GRID", (0, 0), (-1, -1), 0.5, _RULE), ("BACKGROUND", (0, 0), (-1, 0), _SHADE)]
    return FlowTable(rows, colWidths=list(block.widths), style=look, repeatRows=int(block.ruled))


def _styles(look: Look) -> dict[str, ParagraphStyle]:
    """The paragraph styles by their names; ``cell`` and ``figure`` are for tables."""
    base = ParagraphStyle(
        "base",
        fontName=look.font,
        bulletFontName=look.font,
        fontSize=look.size,
        bulletFontSize=look.size,
        leading=look.size * 1.28,
        spaceAfter=6,
        alignment=TA_JUSTIFY,
    )
    head: dict[str, Any] = {
        "fontName": look.bold,
        "bulletFontName": look.bold,
        "textColor": look.ink,
        "bulletColor": look.ink,
        "alignment": TA_LEFT,
        "keepWithNext": True,
    }
    level: dict[str, Any] = {"leftIndent": 36, "bulletIndent": 0}
    item: dict[str, Any] = {"leftIndent": 65, "bulletIndent": 36}
    small = look.size - 1
    changed: dict[str, dict[str, Any]] = {
        "title": {**head, "fontSize": 18, "leading": 22, "alignment": TA_CENTER, "spaceAfter": 4},
        "subtitle": {"alignment": TA_CENTER, "spaceAfter": 14},
        "body": {},
        "definition": {"leftIndent": 36},
        "article": {**head, **level, "spaceBefore": 10},
        "section": level,
        "item": item,
        "exhibit": {**head, "alignment": TA_CENTER, "fontSize": 12, "spaceAfter": 10},
        "exhibit_section": level,
        "exhibit_item": item,
        "centered": {"alignment": TA_CENTER},
        "caption": {**head, "textColor": "#000000", "spaceBefore": 6, "spaceAfter": 4},
        "cell": {"fontSize": small, "leading": small * 1.25, "alignment": TA_LEFT, "spaceAfter": 0},
        "figure": {"fontSize": small, "leading": small * 1.25, "alignment": TA_RIGHT, "spaceAfter": 0},
    }
    return {name: ParagraphStyle(name, parent=base, **values) for name, values in changed.items()}
