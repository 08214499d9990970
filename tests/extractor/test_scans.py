"""Pages that are pictures of text: in PDFs, beside pages with text, and as image files."""

from __future__ import annotations

import io

import pytest
from pdf_builder import at, lines, pdf, prose, together
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from scan_builder import image_file, scan, shot

from extractor.errors import LimitReached, NoTextLayer, UnreadableDocument
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers import read
from extractor.readers.pdf.legibility import is_noise
from extractor.readers.progress import STOPPED_EARLY, followed_by
from extractor.types import Document

TERM = (
    "4. Term. This Agreement begins on the Effective Date and remains in force",
    "for a period of thirty-six (36) months, unless either party ends it earlier.",
)
TERM_TEXT = " ".join(TERM)
PAGE = lines(
    *TERM,
    "",
    "4.1 Renewal. Thereafter it renews for further periods of twelve (12) months each,",
    "unless notice is given at least ninety (90) days before the end of a period.",
    "",
    "4.2 Fees. The Customer pays USD 12,500.00 a month within 30 days of each invoice.",
)


def read_scan(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read(data, "scan", limits)


def texts(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_a_scanned_page_reads_as_its_text_would() -> None:
    document = read_scan(pdf(scan(shot(PAGE))))
    assert texts(document) == texts(read_scan(pdf(PAGE)))
    assert [page.page for page in document.recognised] == [1]
    assert document.recognised[0].confidence > 0.9
    assert document.problems == ()


def test_its_blocks_stand_where_they_would() -> None:
    found = read_scan(pdf(scan(shot(PAGE)))).blocks
    assert [block.indent for block in found] == pytest.approx([72.0, 72.0, 72.0], abs=2)
    assert {block.page for block in found} == {1}


@pytest.mark.parametrize("turn", [1.5, -2.0, 90, 180, 270])
def test_a_page_that_went_into_the_scanner_askew_is_turned(turn: float) -> None:
    image = shot(PAGE, turn=turn)
    document = read_scan(image_file("PNG", [image]))
    assert texts(document) == texts(read_scan(pdf(PAGE)))


def test_only_the_pages_without_text_are_recognised() -> None:
    document = read_scan(pdf(lines("First page, as text."), scan(shot(PAGE)), lines("Third page, as text.")))
    assert [page.page for page in document.recognised] == [2]
    assert texts(document)[0] == "First page, as text."
    assert TERM_TEXT in texts(document)
    assert texts(document)[-1] == "Third page, as text."


def test_a_stamp_upon_a_scan_does_not_pass_for_its_text() -> None:
    stamped = together(scan(shot(PAGE)), at(72, 30, "Envelope ID: 1234-5678"))
    document = read_scan(pdf(stamped))
    assert TERM_TEXT in texts(document)
    assert "Envelope ID" in document.text


def test_text_upon_a_picture_of_paper_stays_text() -> None:
    paper = Image.new("L", (100, 140), 235)
    document = read_scan(pdf(together(scan(paper), lines(*prose(20)))))
    assert document.recognised == ()


SHIFTED = {letter: (letter - 97 + 3) % 26 + 97 for letter in range(97, 123)}


def test_a_text_layer_of_noise_is_read_from_the_picture() -> None:
    shifted = [line.translate(SHIFTED) for line in prose(12)]
    noise = together(lines(*shifted, top=700, size=1), scan(shot(PAGE)))
    document = read_scan(pdf(noise))
    assert TERM_TEXT in texts(document)
    assert [page.page for page in document.recognised] == [1]


ENGLISH = " ".join(prose(12))
GERMAN = (
    "Der Vertrag beginnt mit der Unterzeichnung und endet nach Ablauf von zwei Jahren, wenn er nicht verlängert wird. "
)
FIGURES = "Item 12345 EUR 99.00 Qty 17 " * 20


@pytest.mark.parametrize(
    ("text", "noise"),
    [
        (ENGLISH, False),
        (ENGLISH.upper(), False),
        (GERMAN * 4, False),
        (FIGURES, False),
        ("Соглашение вступает в силу с даты подписания " * 10, False),
        ("x q", False),
        (ENGLISH.translate(SHIFTED), True),
        (" ".join(ENGLISH), True),
        ("tHe aGrEemEnt iS mAdE bEtWeen tWo pArtIEs " * 10, True),
    ],
)
def test_noise_is_told_from_words(text: str, noise: bool) -> None:
    assert is_noise(text) is noise


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff"), ("WEBP", "image/webp")],
)
def test_an_image_file_is_a_document(kind: str, media_type: str) -> None:
    document = read_scan(image_file(kind, [shot(PAGE)]))
    assert TERM_TEXT in texts(document)
    assert (document.media_type, document.pages) == (media_type, 1)


def test_a_photograph_that_does_not_tell_its_resolution_is_read() -> None:
    assert TERM_TEXT in texts(read_scan(image_file("PNG", [shot(PAGE, dpi=220)], dpi=None)))


def test_a_tiff_may_have_many_pages() -> None:
    document = read_scan(image_file("TIFF", [shot(PAGE), Image.new("L", (1240, 1754), 255), shot(lines("Last page."))]))
    assert document.pages == 3
    assert [page.page for page in document.recognised] == [1, 3]
    assert [(problem.code, problem.page) for problem in document.problems] == [("page_without_text", 2)]
    assert texts(document)[-1] == "Last page."


def test_the_result_does_not_depend_on_the_threads() -> None:
    data = pdf(*(scan(shot(lines(*prose(4, seed=number)))) for number in range(1, 5)))
    assert len(read_scan(data).recognised) == 4
    assert read_scan(data, Limits(recognition_threads=1)) == read_scan(data, Limits(recognition_threads=3))


def test_a_page_that_is_hard_to_read_is_told() -> None:
    blurred = shot(PAGE, dpi=42).resize((1240, 1754))
    document = read_scan(pdf(scan(blurred)))
    assert [problem.code for problem in document.problems] == ["page_hard_to_read"]
    assert document.recognised[0].confidence < 0.75


def test_pictures_without_words_are_no_document() -> None:
    with pytest.raises(NoTextLayer, match="no words can be recognised"):
        read_scan(pdf(scan(Image.radial_gradient("L"))))
    with pytest.raises(NoTextLayer, match="No words"):
        read_scan(image_file("PNG", [Image.new("L", (800, 1000), 255)]))


def test_a_scanned_page_that_is_blank_is_no_problem() -> None:
    blank = Image.new("L", (1240, 1754), 255)
    document = read_scan(pdf(scan(blank), lines("The second page.")))
    assert (document.problems, document.recognised, document.pages) == ((), (), 2)


def test_more_pages_than_allowed_stay_unread_and_are_told() -> None:
    data = pdf(*(scan(shot(lines(f"Page {number} of the agreement."))) for number in (1, 2)))
    document = read_scan(data, Limits(recognised_pages=1))
    assert [page.page for page in document.recognised] == [1]
    assert [(problem.code, problem.page) for problem in document.problems] == [("page_without_text", 2)]


def test_reading_that_is_stopped_keeps_the_pages_so_far() -> None:
    data = pdf(*(scan(shot(lines(f"Page {number} of the agreement."))) for number in (1, 2)))
    answers, expected = iter([True, True, True, False]), []
    with followed_by(lambda: next(answers), expected.append):
        document = read_scan(data)
    assert document.text == "Page 1 of the agreement."
    assert STOPPED_EARLY in [problem.code for problem in document.problems]
    assert expected == [2]


@pytest.mark.parametrize("size", [(14_000, 3), (3, 14_000), (1, 1), (14_400, 14_400)])
def test_pages_of_hostile_sizes_cost_no_more_than_others(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.drawImage(ImageReader(Image.linear_gradient("L")), 0, 0, *size)
    canvas.save()
    with pytest.raises(NoTextLayer):
        read_scan(out.getvalue())


def test_pictures_of_too_many_pixels_are_not_unpacked() -> None:
    small = Limits(picture_pixels=1_000_000)
    with pytest.raises(NoTextLayer, match="too many pixels"):
        read_scan(pdf(scan(shot(PAGE))), small)
    with pytest.raises(LimitReached, match="pixels"):
        read_scan(image_file("PNG", [shot(PAGE)]), small)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_an_image_that_is_cut_off_is_damaged(kind: str) -> None:
    data = image_file(kind, [shot(PAGE)])
    with pytest.raises((UnreadableDocument, NoTextLayer)):
        read_scan(data[:40])
    with pytest.raises((UnreadableDocument, NoTextLayer)):
        read_scan(data[: len(data) // 10])
