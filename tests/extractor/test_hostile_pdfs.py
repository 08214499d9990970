from __future__ import annotations

import time

import pytest
from pdf_builder import lines, pdf
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import EmptyDocument
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.marks import marks_of
from extractor.readers.pdf.reader import read_pdf
from extractor.readers.pdf.revising import Change, Draft, revised
from extractor.readers.pdf.strokes import Stroke
from extractor.readers.pdf.text import Fragment, Page, load_page, open_document
from extractor.types import Block, Span

STRUCK = Change("deletion")


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


def test_cells_end_before_the_spaces_that_went_with_struck_words() -> None:
    cells = (Span(0, 3), Span(4, 5))
    draft = Draft(
        "A B\tC", (Block(Span(0, 5), "table_row", cells=cells),), [None] * 5, [None, None, STRUCK, None, None]
    )
    found = revised(draft)
    assert found.text == "A\tC"
    assert found.blocks[0].cells == (Span(0, 1), Span(2, 3))


def test_a_page_of_a_thousand_lines_through_thousands_of_words_costs_little() -> None:
    words = tuple(Fragment("word", x, x + 9.0, 100.0, 10.0, False, (0, 4)) for x in range(5_000))
    strokes = tuple(Stroke(0.0, 96.0, 5_009.0, 96.5, (255, 0, 0)) for _ in range(1_000))
    page = Page(1, 612.0, 792.0, words, usable=True, blank=False, strokes=strokes)
    start = time.process_time()
    marks_of(page, Plain(), "word")
    assert time.process_time() - start < 10  # pair by pair it is minutes


class Plain:
    """A pen that has every character in one place, in black."""

    def character(self, index: int) -> tuple[float, float]:
        return 1.0, 2.0

    def colour(self, index: int) -> tuple[int, int, int]:
        return 0, 0, 0


def test_a_file_with_words_in_its_margins_only_is_empty() -> None:
    stamped = [lines("Source: ACME, INC., SB-2, 4/28/2004", top=800) for _ in range(3)]
    with pytest.raises(EmptyDocument, match="margins"):
        read_pdf(pdf(*stamped), "x.pdf", DEFAULT_LIMITS)
