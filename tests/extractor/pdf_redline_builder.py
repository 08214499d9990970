"""Redlines of our own: words with lines through and under them, in colours, as comparison programs print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pdf_builder import HEIGHT, LEADING, Draw
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

RGB = tuple[float, float, float]
BLACK, RED, BLUE, GREEN = (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.5, 0.0)
SIZE = 11.0
Ink = Literal["stroke", "bar", "form"]


@dataclass(frozen=True)
class Run:
    """Words of one look; ``ink`` is how their lines are drawn."""

    text: str
    strikes: int = 0
    unders: int = 0
    colour: RGB = BLACK
    ink: Ink = "stroke"
    line: RGB | None = None


def deleted(text: str, colour: RGB = RED, ink: Ink = "stroke") -> Run:
    return Run(text, strikes=1, colour=colour, ink=ink)


def inserted(text: str, colour: RGB = BLUE, ink: Ink = "stroke") -> Run:
    return Run(text, unders=1, colour=colour, ink=ink)


def redline(*rows: Sequence[Run | str], top: float = 100, left: float = 72, leading: float = LEADING) -> Draw:
    """Lines one under another, each of runs."""

    def draw(canvas: Canvas) -> None:
        for index, row in enumerate(rows):
            x, y = left, HEIGHT - top - index * leading
            for part in row:
                run = Run(part) if isinstance(part, str) else part
                width = stringWidth(run.text, "Times-Roman", SIZE)
                canvas.setFillColorRGB(*run.colour)
                canvas.setFont("Times-Roman", SIZE)
                canvas.drawString(x, y, run.text)
                for up in [2.9, 4.4][: run.strikes] + [-1.4, -2.9][: run.unders]:
                    _line(canvas, x, y + up, width, run)
                x += width
        canvas.setFillColorRGB(0, 0, 0)

    return draw


def bar(top: float, height: float = 12, left: float = 50) -> Draw:
    """A change bar in the margin."""

    def draw(canvas: Canvas) -> None:
        canvas.line(left, HEIGHT - top, left, HEIGHT - top - height)

    return draw


def _line(canvas: Canvas, x: float, y: float, width: float, run: Run) -> None:
    canvas.setStrokeColorRGB(*(run.line or run.colour))
    canvas.setFillColorRGB(*(run.line or run.colour))
    canvas.setLineWidth(0.6)
    if run.ink == "stroke":
        canvas.line(x, y, x + width, y)
    elif run.ink == "bar":
        canvas.rect(x, y - 0.3, width, 0.6, stroke=0, fill=1)
    else:
        name = f"line{x:.0f}x{y:.0f}"
        canvas.beginForm(name, 0, -1, width, 1)
        canvas.setStrokeColorRGB(*run.colour)
        canvas.line(0, 0, width, 0)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(name)
        canvas.restoreState()
