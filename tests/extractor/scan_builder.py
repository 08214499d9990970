"""Scans of our own: PDFs whose pages are drawn here and then kept as nothing but pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
from pdf_builder import HEIGHT, WIDTH, Draw, pdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 150


def shot(draw: Draw, dpi: int = DPI, turn: float = 0.0) -> Image.Image:
    """The page as a scanner would have it, in grey, ``turn`` degrees askew."""
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    return (
        image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=turn % 90 == 0) if turn else image
    )


def scan(image: Image.Image) -> Draw:
    """A page that is this picture."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)

    return draw


def image_file(kind: str, images: Sequence[Image.Image], dpi: int | None = DPI) -> bytes:
    """An image file of these pages."""
    out = io.BytesIO()
    told = {"dpi": (dpi, dpi)} if dpi else {}
    more = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(out, kind, **told, **more)
    return out.getvalue()
