"""How lines of a PDF heal into paragraphs, and where a new one begins."""

from __future__ import annotations

import pytest
from pdf_builder import Draw, at, lines, pdf, prose, together
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.hyphens import Hyphens
from extractor.readers.pdf.numbering import is_label, starts_provision, with_spaced_label
from extractor.readers.pdf.reader import read_pdf

FONT = ("Times-Roman", 11)


def blocks(*pages: Draw) -> list[str]:
    document = read_pdf(pdf(*pages), "contract.pdf", DEFAULT_LIMITS)
    return [document.quote(block.span) for block in document.blocks]


def test_soft_line_breaks_are_healed() -> None:
    body = prose(5)
    assert blocks(lines(*body)) == [" ".join(body)]


def test_a_gap_parts_paragraphs() -> None:
    first, second = prose(3, seed=1), prose(3, seed=2, start="The")
    assert blocks(lines(*first, "", "", *second)) == [" ".join(first), " ".join(second)]


def test_a_gap_in_mid_sentence_does_not() -> None:
    first, second = prose(3, seed=1), prose(3, seed=2)
    assert second[0][0].islower()
    assert blocks(lines(*first, "", *second)) == [" ".join(first + second)]


def test_double_spaced_text_is_no_row_of_paragraphs() -> None:
    body = prose(8)
    assert blocks(lines(*body, leading=28)) == [" ".join(body)]


def test_a_line_that_ends_short_ends_its_paragraph() -> None:
    first, second = prose(3, seed=1), prose(3, seed=2, start="The")
    assert blocks(lines(*first, "and so on", *second)) == [" ".join([*first, "and so on"]), " ".join(second)]


def test_first_line_indents_begin_paragraphs() -> None:
    first, second = prose(3, seed=1), prose(3, seed=2, start="The")
    indented = [prose(1, seed=seed, width=422, start="The")[0] for seed in (3, 4)]
    draw = together(
        at(100, 100, indented[0]), lines(*first, top=114), at(100, 156, indented[1]), lines(*second, top=170)
    )
    assert blocks(draw) == [" ".join([indented[0], *first]), " ".join([indented[1], *second])]


def test_hanging_numbers_keep_their_paragraph_whole() -> None:
    first, second = prose(3, seed=1, width=414), prose(3, seed=2, width=414)
    draw = together(
        at(72, 100, "8.2"),
        lines(*first, left=108),
        at(72, 142, "8.3"),
        lines(*second, left=108, top=142),
    )
    assert blocks(draw) == [f"8.2 {' '.join(first)}", f"8.3 {' '.join(second)}"]


@pytest.mark.parametrize("labels", [("8.2", "8.3"), ("(a)", "(b)"), ("Section 3.", "Section 4."), ("•", "•")])
def test_numbered_provisions_without_gaps_each_begin_a_block(labels: tuple[str, str]) -> None:
    first = [*prose(2, seed=1, start=f"{labels[0]} The"), "which is all;"]
    second = prose(3, seed=2, start=f"{labels[1]} The")
    assert blocks(lines(*first, *second)) == [" ".join(first), " ".join(second)]


@pytest.mark.parametrize("reference", ["Section 8.2 of this agreement and", "(b) the"])
def test_a_reference_at_a_line_start_begins_nothing(reference: str) -> None:
    full = next(found for found in (prose(2, seed=seed) for seed in range(40)) if stringWidth(found[-1], *FONT) > 442)
    body = [*full, *prose(2, seed=1, start=reference)]
    assert blocks(lines(*body)) == [" ".join(body)]


def test_a_paragraph_runs_on_across_a_page_break() -> None:
    first, second = prose(3, seed=1), prose(3, seed=2)
    assert blocks(lines(*first), lines(*second)) == [" ".join(first + second)]


def test_a_finished_paragraph_does_not_swallow_the_next_page() -> None:
    first, second = prose(3, seed=1), prose(3, seed=2)
    assert blocks(lines(*first[:2], "and that is all."), lines(*second)) == [
        " ".join([*first[:2], "and that is all."]),
        " ".join(second),
    ]


def test_a_provision_on_the_next_page_begins_its_own_block() -> None:
    first, second = prose(3, seed=1), prose(3, seed=2, start="(b) the")
    assert blocks(lines(*first), lines(*second)) == [" ".join(first), " ".join(second)]


def test_a_paragraph_runs_on_past_a_page_number_that_stands_in_mid_page() -> None:
    body = [prose(20, seed=seed) for seed in range(4)]
    numbered = [lines(*body[sheet], top=60 + 380 * (sheet % 2)) for sheet in range(4)]
    numbers = [at(290, 360 + 380 * (sheet % 2), str(sheet + 1)) for sheet in range(4)]
    first = together(numbered[0], numbers[0], numbered[1], numbers[1])
    second = together(numbered[2], numbers[2], numbered[3], numbers[3])
    assert blocks(first, second) == [" ".join(line for part in body for line in part)]


@pytest.mark.parametrize(
    ("elsewhere", "before", "after", "joined"),
    [
        ("", "the agree-", "ment ends", "the agreement ends"),
        ("", "a non-", "exclusive right", "a non-exclusive right"),
        ("a hold-harmless duty", "this hold-", "harmless duty", "this hold-harmless duty"),
        ("they cooperate", "to co-", "operate well", "to cooperate well"),
        ("", "the day-to-", "day work", "the day-to-day work"),
        ("", "the Franco-", "German side", "the Franco-German side"),
        ("", "the know-", "how of it", "the know-how of it"),
        ("", "a 12-", "month term", "a 12-month term"),
        ("", "pages 10-", "12 of it", "pages 10-12 of it"),
        ("", "one thing -", "another", "one thing - another"),
        ("", "CONFIDEN-", "TIALITY", "CONFIDENTIALITY"),
    ],
)
def test_hyphens_at_line_ends(elsewhere: str, before: str, after: str, joined: str) -> None:
    assert Hyphens([elsewhere, before, after]).join(before, after) == joined


def test_a_file_that_parts_words_at_many_line_ends_has_them_joined_unless_both_parts_are_words() -> None:
    hyphens = Hyphens(
        ["a long con-", "tract of sup-", "ply and deliv-", "ery of all ser-", "vices with data and driven"]
    )
    assert hyphens.join("a long con-", "tract of") == "a long contract of"
    assert hyphens.join("a data-", "driven plan") == "a data-driven plan"


def test_a_parted_word_is_healed_in_the_document() -> None:
    first, second = prose(1, width=410)[0], prose(1, seed=1, start="ment")[0]
    assert blocks(lines(f"{first} agree-", second)) == [f"{first} agree{second}"]


@pytest.mark.parametrize(
    "line",
    ["8.2 Fees", "8.2.1. Fees", "1. Fees", "(b) fees", "(iv) fees", "a. Fees", "ARTICLE IV", "Section 3. Fees",
     "Schedule 2", "EXHIBIT A", "§ 4 Fees", "• fees", "– fees", "8. 2. Fees"],
)  # fmt: skip
def test_lines_that_begin_provisions(line: str) -> None:
    assert starts_provision(line)


@pytest.mark.parametrize(
    "line",
    ["12 months", "2.5 percent", "99.5 % uptime", "Section 3 of the", "fees (b)", "I agree", "Part of it", "section 3"],
)
def test_lines_that_only_look_like_it(line: str) -> None:
    assert not starts_provision(line)


def test_a_label_is_a_number_before_words_and_no_figure_before_a_figure() -> None:
    assert is_label("8.2", "Fees")
    assert is_label("7", "Fees")
    assert is_label("B.1", "Uptime")
    assert is_label("A.2.1", "Fees")
    assert not is_label("10", "$100")


def test_a_number_glued_to_its_heading_gets_its_space() -> None:
    assert with_spaced_label("2.1General") == "2.1 General"
    assert with_spaced_label("(c)continued failure") == "(c) continued failure"
    assert with_spaced_label("2.5mm wide") == "2.5mm wide"
