from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from pdf_builder import lines, pdf
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import EmptyDocument
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.composing import composed
from extractor.readers.pdf.layout import lines_of
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


def one_row(place: int) -> tuple[float, float, float]:
    return 60.0 * (place // 2), 20.0, 100.0 + 12 * (place % 2)


def ever_new_columns(place: int) -> tuple[float, float, float]:
    return (0.0, 200.0, 37.0 * place)[place % 3], 20.0, 100.0 + 12 * (place // 3)


def two_columns_crossed(place: int) -> tuple[float, float, float]:
    """Both columns painted, then many lines across them."""
    part, row = divmod(place, 12_000)
    return (0.0, 320.0, 0.0)[part], (290.0, 280.0, 600.0)[part], 0.05 * row * (1, 1, 2)[part]


@pytest.mark.parametrize("shape", [one_row, ever_new_columns, two_columns_crossed])
def test_a_page_of_thirty_thousand_pieces_costs_little(shape: Callable[[int], tuple[float, float, float]]) -> None:
    placed = [shape(place) for place in range(30_000)]
    pieces = tuple(Fragment("some words", x, x + wide, y, 0.04 if wide > 20 else 10, False) for x, wide, y in placed)
    page = Page(1, 612.0, 792.0, pieces, usable=True, blank=False)
    start = time.process_time()
    found = lines_of(page)
    assert sum(len(line.runs) for line in found) == len(pieces)
    composed([found])
    assert time.process_time() - start < 5  # pair by pair it is minutes


def test_a_file_with_words_in_its_margins_only_is_empty() -> None:
    stamped = [lines("Source: ACME, INC., SB-2, 4/28/2004", top=800) for _ in range(3)]
    with pytest.raises(EmptyDocument, match="margins"):
        read_pdf(pdf(*stamped), "x.pdf", DEFAULT_LIMITS)
