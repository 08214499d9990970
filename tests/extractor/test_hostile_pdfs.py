from __future__ import annotations

from pdf_builder import pdf
from reportlab.pdfgen.canvas import Canvas

from extractor.readers.pdf.text import load_page, open_document


def flattened(canvas: Canvas) -> None:
    text = canvas.beginText()
    text.setTextTransform(1, 0, 0, 0, 72, 500)
    text.textOut("Payment is due.")
    canvas.drawText(text)


def test_every_line_has_a_height_though_its_letters_have_none() -> None:
    with open_document(pdf(flattened)) as document:
        page = load_page(document, 1)
    assert page
    assert [fragment.text for fragment in page.fragments] == ["Payment is due."]
    assert page.fragments[0].height > 0
