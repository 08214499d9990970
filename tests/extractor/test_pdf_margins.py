"""What stands around a PDF's body is kept, apart from it; and words that are painted in pieces are whole."""

from __future__ import annotations

import pytest
from pdf_builder import HEIGHT, Draw, at, lines, pdf, prose, rows, together
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf
from extractor.types import Document, Margin

FOOT = HEIGHT - 40


def read(*pages: Draw) -> Document:
    return read_pdf(pdf(*pages), "contract.pdf", DEFAULT_LIMITS)


def body(seed: int, count: int = 5) -> list[str]:
    return [*prose(count, seed=seed, start=f"{seed}. The"), "and that is all."]


def numbered(first: int, count: int, *, left: float = 40, leading: float = 24) -> Draw:
    return rows(*[(str(first + place),) for place in range(count)], top=100, lefts=(left,), leading=leading)


def test_what_runs_along_the_pages_is_said_once_with_its_first_page() -> None:
    pages = [
        together(
            at(72, 40, "Acme Corp. / Confidential"),
            lines(*body(n)),
            at(72, FOOT, "Master Agreement v7"),
            at(290, FOOT + 14, str(n)),
        )
        for n in range(1, 5)
    ]
    assert sorted(read(*pages).margins, key=lambda margin: margin.kind) == [
        Margin("footer", "Master Agreement v7", 1),
        Margin("header", "Acme Corp. / Confidential", 1),
        Margin("page_number", "1", 1),
    ]


@pytest.mark.parametrize("stamp", ["ACME{n:06}", "ACME-NDA {n:07}", "AB_{n:05}"])
@pytest.mark.parametrize("count", [2, 4])
def test_stamps_that_count_the_pages_are_taken_out(stamp: str, count: int) -> None:
    pages = [together(lines(*body(n)), at(420, FOOT, stamp.format(n=n + 41))) for n in range(1, count + 1)]
    document = read(*pages)
    assert document.margins == (Margin("stamp", stamp.format(n=42), 1),)
    assert document.text == "\n".join(" ".join(body(n)) for n in range(1, count + 1))


def test_the_envelope_of_a_signing_service_is_a_stamp_even_on_one_page() -> None:
    stamp = "DocuSign Envelope ID: 1A2B3C4D-1A2B-3C4D-5E6F-1A2B3C4D5E6F"
    document = read(together(at(40, 30, stamp), lines(*body(1))))
    assert (document.margins, document.text) == ((Margin("stamp", stamp, 1),), " ".join(body(1)))


def test_order_numbers_that_do_not_count_the_pages_stay() -> None:
    pages = [together(lines(*body(n)), at(420, FOOT, f"PO-{number}")) for n, number in enumerate((7001, 9350), start=1)]
    document = read(*pages)
    assert (document.margins, document.text.count("PO-")) == ((), 2)


@pytest.mark.parametrize("leading", [24.0, 14.0])
def test_numbers_of_lines_down_the_margin_go(leading: float) -> None:
    count = int(600 / leading)
    pages = [
        together(numbered(1, count, leading=leading), lines(*prose(count, seed=n, start=f"{n}. The"), leading=leading))
        for n in (1, 2)
    ]
    document = read(*pages)
    assert document.margins == (Margin("line_number", f"1–{count}", 1),)
    assert not any(char == str(count) for char in document.text.split())
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_numbers_of_lines_may_count_on_from_page_to_page_by_fives_and_stand_at_the_right() -> None:
    texts = [prose(50, seed=n, start=f"{n}. The", width=400) for n in (1, 2)]
    pages = [
        together(
            rows(*[(str(50 * page + 5 * n),) for n in range(1, 11)], top=156, lefts=(540,), leading=70),
            lines(*text),
        )
        for page, text in enumerate(texts)
    ]
    assert [margin.kind for margin in read(*pages).margins] == ["line_number"]


def test_numbers_of_a_table_and_of_provisions_stay() -> None:
    table = rows(
        *[(str(n), f"Part number {n} of the plan", f"${n * 10}") for n in range(1, 26)],
        top=100,
        lefts=(40, 90, 400),
        leading=24,
    )
    text = read(table).text
    assert [f"{n}\t" in text or f"{n} Part" in text for n in (1, 13, 25)] == [True] * 3
    listed = [
        rows(*[(f"{n}.", f"The supplier keeps rule {n}.") for n in range(1, 26)], top=100, lefts=(40, 72), leading=24)
    ]
    assert read(*listed).text.count(".\n") + 1 == 25


def test_a_short_run_of_figures_beside_text_stays() -> None:
    page = together(rows(*[(str(n),) for n in range(1, 13)], top=100, lefts=(40,), leading=32), lines(*prose(25)))
    assert read(page).margins == ()


def test_small_capitals_make_whole_words() -> None:
    def small(canvas: Canvas) -> None:
        x = 72.0
        for letters, size in (("M", 12), ("ASTER ", 9), ("S", 12), ("ERVICES ", 9), ("A", 12), ("GREEMENT", 9)):
            canvas.setFont("Times-Roman", size)
            canvas.drawString(x, HEIGHT - 100, letters)
            x += stringWidth(letters, "Times-Roman", size)

    assert read(small).text == "MASTER SERVICES AGREEMENT"


def test_words_parted_by_soft_hyphens_at_line_ends_are_whole() -> None:
    text = [
        "Each party keeps confidential what it learns and pro\u00ad",
        "tects it, and each con\u00ad",
        "fidential word too.",
    ]
    assert read(lines(*text)).text.endswith("each confidential word too.")


def test_ligatures_are_spelled_out() -> None:
    from extractor.readers.pdf.glyphs import clean

    assert clean("con\ufb01dential e\ufb00ort a\ufb03liate \ufb02oor") == "confidential effort affiliate floor"
