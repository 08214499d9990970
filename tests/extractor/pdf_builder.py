"""PDFs of our own, page by page: what reportlab draws where we say, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEADING = 14.0

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF of these pages; the same pages give the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encrypt)
    for draw in pages:
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, top: float = 100, left: float = 72, leading: float = LEADING, size: float = 11) -> Draw:
    """Lines one under another; an empty text leaves half a line."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        y = HEIGHT - top
        for text in texts:
            if text:
                canvas.drawString(left, y, text)
            y -= leading if text else leading / 2

    return draw


def at(x: float, top: float, text: str, font: str = "Times-Roman", size: float = 11) -> Draw:
    """One text whose baseline starts there."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, HEIGHT - top, text)

    return draw


def together(*parts: Draw) -> Draw:
    """Several drawings on one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def prose(count: int, seed: int = 0, width: float = 450, start: str = "") -> list[str]:
    """That many lines of plain words, no two alike, broken where the next word does not fit; ``start`` comes first."""
    words = "the supplier shall keep records of services and make them available to each customer on request".split()
    found, line, index = [], start or words[seed % len(words)], 0
    while len(found) < count:
        index += 1
        word = f"{words[(index * 5 + seed) % len(words)]}{'' if index % 7 else f'{seed}x{index}x'}"
        if stringWidth(f"{line} {word}", "Times-Roman", 11) > width:
            found.append(line)
            line = word
        else:
            line += f" {word}"
    return found


def rows(*cells: Sequence[str], top: float, lefts: Sequence[float], leading: float = LEADING) -> Draw:
    """A table without rules: each row's cells at these left edges."""

    def draw(canvas: Canvas) -> None:
        for index, row in enumerate(cells):
            for left, text in zip(lefts, row, strict=True):
                canvas.drawString(left, HEIGHT - top - index * leading, text)

    return draw
