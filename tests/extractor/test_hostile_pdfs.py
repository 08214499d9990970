from __future__ import annotations

from pdf_builder import at, pdf

from extractor.readers.pdf.text import load_page, open_document


def test_every_line_has_a_height_though_its_font_has_none() -> None:
    with open_document(pdf(at(72, 100, "Payment is due.", size=0))) as document:
        page = load_page(document, 1)
    assert page
    assert [fragment.text for fragment in page.fragments] == ["Payment is due."]
    assert page.fragments[0].height > 0
