"""What read_pdf promises: text in reading order, exact spans, pages, and a clear word where it cannot read."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_builder import at, lines, pdf, prose, rows, together
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import (
    EmptyDocument,
    EncryptedDocument,
    ExtractionError,
    LimitReached,
    NoTextLayer,
    UnreadableDocument,
)
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.pdf.reader import read_pdf
from extractor.types import Document


def read(data: bytes) -> Document:
    return read_pdf(data, "contract.pdf", DEFAULT_LIMITS)


def texts(data: bytes) -> list[str]:
    document = read(data)
    return [document.quote(block.span) for block in document.blocks]


def picture(canvas: Canvas) -> None:
    canvas.rect(100, 100, 300, 500, fill=1)


def test_blocks_carry_exact_spans_pages_and_indents() -> None:
    data = pdf(lines("1. Term. This runs one year."), lines("2. Fees. None are due.", left=90))
    document = read(data)

    assert document.text == "1. Term. This runs one year.\n2. Fees. None are due."
    assert document.original_text == document.text
    assert [document.quote(block.span) for block in document.blocks] == document.text.split("\n")
    assert [block.page for block in document.blocks] == [1, 2]
    assert [round(block.indent or 0) for block in document.blocks] == [73, 90]
    assert (document.pages, document.media_type, document.problems) == (2, "application/pdf", ())


def test_same_bytes_give_the_same_document() -> None:
    data = pdf(lines(*prose(20)))
    assert read(data) == read(data)


def test_a_line_in_a_bold_font_makes_a_bold_block() -> None:
    data = pdf(together(at(72, 100, "CONFIDENTIALITY", "Times-Bold"), lines("Each party keeps secrets.", top=130)))
    assert [block.bold for block in read(data).blocks] == [True, False]


def test_a_bold_heading_that_runs_into_plain_words_is_not_a_bold_block() -> None:
    data = pdf(together(at(72, 100, "Term.", "Times-Bold"), at(105, 100, "This agreement runs for one year.")))
    document = read(data)
    assert document.text == "Term. This agreement runs for one year."
    assert [block.bold for block in document.blocks] == [False]


def test_a_rotated_page_reads_like_an_upright_one() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        for index, text in enumerate(["First line of a wide page.", "Second line of it."]):
            canvas.drawString(72, -100 - 30 * index, text)

    document = read(pdf(sideways))
    assert document.text == "First line of a wide page.\nSecond line of it."
    assert [round(block.indent or 0) for block in document.blocks] == [72, 72]


def test_rows_of_aligned_cells_become_table_rows_with_a_span_for_each_cell() -> None:
    cells = [("Plan", "Users", "Price"), ("Basic", "10", "$100"), ("Large", "500", "$2,000")]
    document = read(pdf(together(lines("Fees are these:"), rows(*cells, top=140, lefts=(72, 220, 360)))))

    table = [block for block in document.blocks if block.kind == "table_row"]
    assert [document.quote(block.span) for block in table] == ["\t".join(row) for row in cells]
    assert [tuple(document.quote(cell) for cell in block.cells) for block in table] == cells
    assert {block.table for block in table} == {1}


def test_a_clause_below_a_table_is_no_part_of_it_though_their_right_edges_meet() -> None:
    cells = [("Severity One", "Answer within one hour"), ("Severity Two", "Answer within one hour")]
    clause = "(b) Verification. The supplier checks each report that it gets from the customer."
    left = 72 + stringWidth(clause, "Times-Roman", 11) - stringWidth(cells[0][1], "Times-Roman", 11)
    found = texts(pdf(together(rows(*cells, top=100, lefts=(72, left)), lines(clause, top=128))))
    assert found == [*("\t".join(row) for row in cells), clause]


def test_wrapped_cells_stay_in_their_row() -> None:
    draw = together(
        rows(
            ("Uptime", "The service is up for all of each month except"),
            ("", "for announced repairs"),
            top=100,
            lefts=(72, 200),
        ),
        rows(
            ("Support", "The help desk answers each call on business days"),
            ("", "and at night"),
            top=150,
            lefts=(72, 200),
        ),
    )
    assert texts(pdf(draw)) == [
        "Uptime\tThe service is up for all of each month except for announced repairs",
        "Support\tThe help desk answers each call on business days and at night",
    ]


def test_two_columns_read_one_after_the_other() -> None:
    left, right = prose(16, seed=1, width=200), prose(16, seed=2, width=200)
    draw = together(
        at(180, 80, "MASTER SERVICES AGREEMENT", "Times-Bold"),
        lines(*left, top=120, left=60),
        lines(*right, top=120, left=320),
    )
    text = read(pdf(draw)).text.replace("\n", " ")
    assert text == " ".join(["MASTER SERVICES AGREEMENT", *left, *right])


def test_a_wide_table_painted_row_by_row_is_not_taken_for_columns() -> None:
    cells = [(f"The name of a service, long enough {n}", f"What it is to do, as long as that {n}") for n in range(12)]
    found = texts(pdf(rows(*cells, top=120, lefts=(60, 330))))
    assert found == [f"{name}\t{duty}" for name, duty in cells]


def test_text_is_freed_of_ligatures_hard_spaces_and_control_characters() -> None:
    from extractor.readers.pdf.glyphs import clean

    assert clean("the ﬁrst of\u00a0ﬁve\u2009oﬃces\u200b \x02here \uf0b7") == "the first of five offices here •"


def test_no_bytes_are_an_empty_document() -> None:
    with pytest.raises(EmptyDocument):
        read(b"")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4 nothing of the kind", bytes(range(256)) * 40])
def test_what_is_no_pdf_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged or cut off"):
        read(data)


def test_a_truncated_file_is_unreadable() -> None:
    data = pdf(*(lines(*prose(30, seed)) for seed in range(4)))
    with pytest.raises(UnreadableDocument, match="cut off"):
        read(data[: len(data) // 2])


def test_a_file_without_its_last_lines_is_read_with_a_problem() -> None:
    data = pdf(lines("All of it is here."))
    document = read(data[: data.rindex(b"startxref")])
    assert document.text == "All of it is here."
    assert [problem.code for problem in document.problems] == ["file_cut_off"]


def test_a_password_is_asked_for_plainly() -> None:
    data = pdf(lines("secret"), encrypt=StandardEncryption("open sesame", ownerPassword="owner"))
    with pytest.raises(EncryptedDocument, match="password"):
        read(data)


def test_a_file_that_only_forbids_editing_is_read() -> None:
    data = pdf(lines("Readable to all."), encrypt=StandardEncryption("", ownerPassword="owner"))
    assert read(data).text == "Readable to all."


def test_pictures_without_words_are_named_so() -> None:
    with pytest.raises(NoTextLayer, match=r"no words in it, neither as text nor in its pictures"):
        read(pdf(picture, picture))


def test_a_page_without_text_is_a_problem_of_that_page() -> None:
    document = read(pdf(lines("First page."), picture, lines("Third page.")))
    assert [(problem.code, problem.page) for problem in document.problems] == [("page_without_text", 2)]
    assert document.pages == 3


def test_an_empty_page_is_no_problem() -> None:
    assert read(pdf(lines("First page."), lambda _canvas: None)).problems == ()


def test_a_text_layer_of_unknown_glyphs_counts_as_none() -> None:
    from extractor.readers.pdf.glyphs import is_usable

    assert not is_usable("\ue001\ue002\ufffd\ue003 a")
    assert not is_usable("\x01\x02\x03\x04")
    assert not is_usable(" \u00a0\r\n")
    assert is_usable("Section 1 \uf0b7 Term")


@pytest.mark.parametrize(
    ("limits", "word"),
    [(Limits(pages=1), "pages"), (Limits(text_chars=20), "characters"), (Limits(file_bytes=100), "bytes")],
)
def test_limits_hold(limits: Limits, word: str) -> None:
    data = pdf(lines(*prose(3)), lines(*prose(3)))
    with pytest.raises(LimitReached, match=word):
        read_pdf(data, "contract.pdf", limits)


def test_no_contract_text_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read(pdf(lines("The canary sings at Blackacre.")))
    assert "canary" not in caplog.text
    assert "contract.pdf" not in caplog.text


@given(st.integers(0, 2000), st.binary(max_size=6))
def test_damage_anywhere_gives_a_document_or_a_named_error(place: int, noise: bytes) -> None:
    data = bytearray(pdf(lines("A contract of two lines,", "this being the second.")))
    data[place : place + len(noise)] = noise
    try:
        document = read(bytes(data))
    except ExtractionError:
        return
    assert "\n".join(document.quote(block.span) for block in document.blocks) == document.text
