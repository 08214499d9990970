"""How a picture of a page becomes words: its lines, their order, and the recogniser that reads them."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from pdf_builder import at, lines, together
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas
from scan_builder import shot

from extractor.readers.ocr.engine import engine
from extractor.readers.ocr.network import HEIGHT
from extractor.readers.ocr.weights import loaded

CLAUSE = (
    "9.2 Cap. Neither party is liable for more than the fees paid in the twelve (12)",
    "months before the event. This does not limit what the Customer owes for use of",
    "the Service, nor the duties of section 7 (Confidential Information) or 8.4.",
)
READ = " ".join(CLAUSE).split()


def words(image: Image.Image) -> list[str]:
    return [word.text for word in engine().words(image)]


def test_letters_digits_and_signs_are_read() -> None:
    line = "§ 4.2(b): USD 1,250,000.00 or 99.95 % of 36 months’ fees; see “Annex A” & [*]."
    assert words(shot(lines(line))) == line.split()


def test_words_stand_where_they_are_in_the_picture() -> None:
    found = engine().words(shot(together(at(72, 700, "Supplier"), at(400, 700, "Customer")), dpi=144))
    assert [word.text for word in found] == ["Supplier", "Customer"]
    assert [word.left for word in found] == pytest.approx([144, 800], abs=4)
    assert min(word.confidence for word in found) > 0.9


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_print_of_any_size_is_read(dpi: int) -> None:
    assert words(shot(lines(*CLAUSE), dpi=dpi)) == READ


def test_a_shadow_on_the_paper_does_not_hide_the_words() -> None:
    page = shot(lines(*CLAUSE))
    shadow = Image.linear_gradient("L").resize(page.size).point(lambda grey: 90 + grey * 165 // 255)
    dark = Image.fromarray((np.asarray(page, np.float32) * np.asarray(shadow) / 255).astype(np.uint8))
    assert words(dark) == READ


def test_grain_is_no_letters() -> None:
    page = shot(lines(*CLAUSE))
    grain = np.random.default_rng(7).normal(0, 12, (page.height, page.width))
    grainy = Image.fromarray((np.asarray(page) + grain).clip(0, 255).astype(np.uint8))
    assert words(grainy) == READ


def test_ruled_lines_are_no_letters_and_keep_cells_apart() -> None:
    def table(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.grid([72, 150, 228], [600, 620, 640])
        for column, row, cell in ((75, 625, "Uptime below"), (153, 625, "Credit of fees"), (75, 605, "99.9 %")):
            canvas.drawString(column, row, cell)

    found = engine().words(shot(table))
    cells = {" ".join(word.text for word in found if word.line == line) for line in (1, 2, 3)}
    assert cells == {"Uptime below", "Credit of fees", "99.9 %"}
    assert len(found) == 7


def test_underlined_words_are_read() -> None:
    def underlined(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "Governing Law")
        canvas.line(72, 698, 147, 698)

    assert words(shot(underlined)) == ["Governing", "Law"]


def test_text_columns_are_read_one_after_the_other() -> None:
    left, right = ([f"{side} part {number} of the agreement" for number in range(1, 13)] for side in ("Left", "Right"))
    parts = [at(72, 100 + 14 * row, one) for row, one in enumerate(left)]
    parts += [at(320, 100 + 14 * row, one) for row, one in enumerate(right)]
    assert words(shot(together(*parts))) == " ".join([*left, *right]).split()


def test_a_table_without_lines_is_read_row_by_row() -> None:
    rows = [(f"Service number {row}", "yes" if row % 3 else "included in the monthly fee") for row in range(1, 13)]
    parts = [
        at(x, 100 + 14 * number, cell)
        for number, row in enumerate(rows)
        for x, cell in zip((72, 320), row, strict=True)
    ]
    assert words(shot(together(*parts))) == " ".join(" ".join(row) for row in rows).split()


def test_a_pattern_all_over_the_page_is_no_print() -> None:
    dots = np.kron(np.indices((120, 120)).sum(axis=0) % 2, np.ones((6, 6), np.uint8)) * 255
    assert words(Image.fromarray(dots.astype(np.uint8))) == []
    assert words(ImageOps.invert(Image.new("L", (1240, 1754), 255))) == []


def test_a_strip_reads_the_same_alone_and_among_others() -> None:
    network = engine().network
    noise = np.random.default_rng(3)
    strips = [noise.uniform(-1, 1, (HEIGHT, length)).astype(np.float32) for length in (5, 700, 41, 700, 1)]
    together_ = network.likelihoods(strips)
    for strip, found in zip(strips, together_, strict=True):
        assert found == pytest.approx(network.likelihoods([strip])[0], abs=1e-2)
        assert found.sum(axis=1) == pytest.approx(1.0, abs=1e-4)


def test_weights_of_another_network_are_refused() -> None:
    kind = b"\x00" + struct.pack("<I", 4) + b"Relu" + struct.pack("<bbiiiiI", 0, 0, 0, 1, 1, 0, 0)
    table = struct.pack("<i23q", 23, *[196 if place == 17 else -1 for place in range(23)])
    with pytest.raises(ValueError, match="Relu"):
        loaded(table.ljust(196, b"\x00") + kind)
