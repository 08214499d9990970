"""Redlines printed to PDF: what is a tracked change, and the lines and colours that are none."""

from __future__ import annotations

import pytest
from pdf_builder import HEIGHT, Draw, at, lines, pdf, rows, together
from pdf_redline_builder import BLACK, BLUE, GREEN, RED, RGB, Ink, Run, bar, deleted, inserted, redline
from reportlab.pdfgen.canvas import Canvas

from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf
from extractor.types import Document

REMOVED = frozenset({"deletion", "move_from"})


def read(*pages: Draw) -> Document:
    document = read_pdf(pdf(*pages), "redline.pdf", DEFAULT_LIMITS)
    check(document)
    return document


def check(document: Document) -> None:
    """Every revision's text stands at its place, and every block's words at its own."""
    assert "\n".join(document.quote(block.span) for block in document.blocks) == document.text
    for revision in document.revisions:
        if revision.superseded:
            assert len(revision.span) == len(revision.original_span) == 0
        elif revision.kind in REMOVED:
            span = revision.original_span
            assert (document.original_text[span.start : span.end], len(revision.span)) == (revision.text, 0)
        else:
            assert (document.quote(revision.span), len(revision.original_span)) == (revision.text, 0)


def changes(document: Document) -> list[tuple[str, str]]:
    return [(revision.kind, revision.text.strip()) for revision in document.revisions]


PAYS = ("Customer pays within ", deleted("thirty (30)"), inserted("sixty (60)"), " days of each invoice.")
CHANGES = [("deletion", "thirty (30)"), ("insertion", "sixty (60)")]


def test_struck_words_and_underlined_ones_in_colour_are_revisions() -> None:
    document = read(redline(PAYS))
    assert document.text == "Customer pays within sixty (60) days of each invoice."
    assert document.original_text == "Customer pays within thirty (30) days of each invoice."
    assert changes(document) == CHANGES
    assert [(revision.id, revision.author, revision.paragraph) for revision in document.revisions] == [
        ("1", None, 1),
        ("2", None, 1),
    ]


@pytest.mark.parametrize("ink", ["stroke", "bar", "form"])
def test_lines_may_be_strokes_thin_bars_or_drawings(ink: Ink) -> None:
    row = ("Customer pays within ", deleted("thirty", ink=ink), inserted("sixty", ink=ink), " days.")
    assert changes(read(redline(row))) == [("deletion", "thirty"), ("insertion", "sixty")]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_may_be_turned(turn: int) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        width, height = 595.28, HEIGHT
        canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        canvas.rotate(turn)
        redline(PAYS, top=400)(canvas)

    assert changes(read(turned)) == CHANGES


def test_a_struck_paragraph_is_in_the_original_only() -> None:
    rule = "2. Audit. Customer may audit Provider once a year."
    document = read(redline(("1. Term. This runs one year.",), (deleted(rule),), ("3. Law. Ours.",), leading=30))
    assert document.text == "1. Term. This runs one year.\n3. Law. Ours."
    assert document.original_text == f"1. Term. This runs one year.\n{rule}\n3. Law. Ours."
    assert len(document.blocks) == 2


def test_a_change_that_runs_over_lines_is_one_revision() -> None:
    first, second = "Provider may end this agreement at any time and", "for any reason."
    document = read(redline((deleted(first),), (deleted(second), " Customer may not.")))
    assert changes(document) == [("deletion", f"{first} {second}")]


def test_cells_of_a_table_keep_their_columns() -> None:
    cells = rows(("Plan", "Users", "Price"), ("Large", "500", ""), top=100, lefts=(72, 220, 360))
    price = redline((deleted("$540"), inserted("$486")), top=114, left=360)
    document = read(together(cells, price))
    table = [block for block in document.blocks if block.kind == "table_row"]
    assert [tuple(document.quote(cell) for cell in block.cells) for block in table] == [
        ("Plan", "Users", "Price"),
        ("Large", "500", "$486"),
    ]
    assert document.original_text.endswith("Large\t500\t$540")


def test_black_redlines_are_read_where_lines_under_words_touch_lines_through_others() -> None:
    row = ("Customer pays ", deleted("within thirty", BLACK), inserted("not before sixty", BLACK), " days.")
    assert changes(read(redline(row))) == [("deletion", "within thirty"), ("insertion", "not before sixty")]


def test_twice_underlined_words_are_put_in_and_once_underlined_ones_are_headings() -> None:
    heading, new = Run("Payment Terms", unders=1), Run("no later than sixty", unders=2)
    stress = Run("in writing at least", unders=1)
    row = (heading, ". Customer pays ", deleted("within thirty", BLACK), new, " days, told ", stress, " once.")
    document = read(redline(row))
    assert changes(document) == [("deletion", "within thirty"), ("insertion", "no later than sixty")]


def test_words_put_in_by_one_and_struck_by_another_are_in_neither_text() -> None:
    both = Run(" and free of charge", strikes=1, unders=1, colour=RED)
    document = read(redline(("Provider repairs the services", both, "."), PAYS))
    assert "free of charge" not in document.text + document.original_text
    assert [revision.text.strip() for revision in document.revisions if revision.superseded] == ["and free of charge"]


def test_moved_words_in_green_are_paired() -> None:
    words = "Neither party may issue a press release."
    moved = redline(
        (Run(f"5.4 {words}", strikes=2, colour=GREEN),),
        ("Customer pays each invoice on time.",),
        (Run(f"13.4 {words}", unders=2, colour=GREEN),),
        leading=30,
    )
    document = read(moved)
    assert changes(document) == [("move_from", f"5.4 {words}"), ("move_to", f"13.4 {words}")]
    assert len({revision.move_id for revision in document.revisions} - {None}) == 1


def test_green_words_without_a_partner_are_plainly_struck_or_put_in() -> None:
    row = ("Customer pays ", deleted("late", GREEN), inserted("early", GREEN), " each month.")
    assert changes(read(redline(row))) == [("deletion", "late"), ("insertion", "early")]


def test_coloured_words_without_struck_ones_need_bars_beside_them() -> None:
    words = inserted("Provider keeps a copy of all data of Customer for ninety days after the end of the term.")
    row = (words,)
    assert read(redline(row)).revisions == ()
    assert len(read(together(redline(row), bar(90), bar(104))).revisions) == 1


@pytest.mark.parametrize(
    "row",
    [
        ("See ", inserted("www.acme.example"), " for the policy."),
        ("See ", inserted("legal@acme.example"), " for the policy."),
        (Run("Payment Terms", unders=1), ". Customer pays each invoice within thirty days."),
        ("The agreement (the “", Run("Agreement", unders=1), "”) begins today."),
        (Run("as amended from time to time", unders=1), " by both parties."),
        (inserted("all of the services that are described in the order form"), " are paid for."),
    ],
)
def test_links_headings_defined_terms_and_stress_are_no_changes(row: tuple[Run | str, ...]) -> None:
    document = read(redline(row))
    assert (document.revisions, document.original_text) == ((), document.text)


def test_links_and_coloured_headings_in_a_redline_are_no_changes() -> None:
    teal: RGB = (0.0, 0.4, 0.5)
    heading = (inserted("Payment Terms", teal),)
    link = ("See ", inserted("https://acme.example/policy"), " for more.")
    assert changes(read(redline(heading, PAYS, link, leading=30))) == CHANGES


def test_rules_of_tables_lines_to_sign_on_and_boxes_are_no_changes() -> None:
    def ruled(canvas: Canvas) -> None:
        for top in (88, 103, 117, 131):
            canvas.line(60, HEIGHT - top, 500, HEIGHT - top)
        canvas.line(72, HEIGHT - 300, 250, HEIGHT - 300)
        canvas.rect(72, HEIGHT - 420, 200, 40)

    cells = rows(("Plan", "Users", "Price"), ("Large", "500", "$540"), top=100, lefts=(72, 220, 360))
    signing = together(at(72, 297, "Ann Lee"), at(72, 312, "Director"))
    assert read(together(ruled, cells, signing, at(80, 400, "Total: $540"))).revisions == ()


def test_a_line_across_a_name_below_it_is_no_change() -> None:
    row = (deleted("Ann Lee,", BLACK), " Director")
    assert read(redline(("Signed by:",), row)).revisions == ()


def test_the_second_numbers_of_libreoffice_go() -> None:
    page = redline(
        ("[2.4] Use. Customer may use it.",), ("3.1[3.3] Pay. Customer pays.",), PAYS, ("[a] is a note.",), leading=30
    )
    assert read(page).text.split("\n")[:2] == ["2.4 Use. Customer may use it.", "3.3 Pay. Customer pays."]
    assert "[a] is a note." in read(page).text


LEGEND = redline(
    ("Document comparison by Compare It on 2 March",),
    ("Legend:",),
    (Run("Insertion", unders=2, colour=BLUE),),
    (Run("Deletion", strikes=1, colour=RED),),
    (Run("Moved from", strikes=1, colour=GREEN),),
    (Run("Moved to", unders=2, colour=GREEN),),
    ("Statistics:",),
    ("Insertions 1",),
    ("Deletions 1",),
    ("Total changes 2",),
)


def test_a_legend_says_what_changes_look_like_and_is_no_text_of_the_contract() -> None:
    new = Run("All invoices are in euros.", unders=2, colour=BLUE)
    stress = Run("in writing and before the end", unders=1, colour=BLUE)
    document = read(redline(("Customer pays monthly. ", new), ("Notices are given ", stress, ".")), LEGEND)
    assert changes(document) == [("insertion", "All invoices are in euros.")]
    assert (
        document.text
        == "Customer pays monthly. All invoices are in euros. Notices are given in writing and before the end."
    )
    (margin,) = document.margins
    assert (margin.kind, margin.page) == ("comparison", 2)
    assert margin.text.startswith("Document comparison by")
    assert margin.text.endswith("Total changes 2")


def test_a_list_of_insertions_and_deletions_without_a_report_stays() -> None:
    page = lines("Insertions", "", "Deletions", "", "Moved from", "", "Moved to", "", "", "The parties initial both.")
    assert read(page).margins == ()


def test_balloons_beside_the_text_are_kept_apart() -> None:
    body = [f"Line {n} of the contract, which is as long as others are." for n in range(1, 7)]
    balloons = together(at(430, 114, "Commented [AL1]: Why?", size=8), at(430, 124, "We never agreed to it.", size=8))
    document = read(together(lines(*body), balloons))
    assert document.text == " ".join(body) or document.text.split("\n") == body
    assert [(margin.kind, margin.text) for margin in document.margins] == [
        ("balloon", "Commented [AL1]: Why?\nWe never agreed to it.")
    ]


def test_a_hostile_drawing_costs_only_its_lines() -> None:
    def many(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for n in range(3000):
            path.moveTo(72 + n % 300, 300 + n % 200)
            path.lineTo(72 + n % 300 + 9, 300 + n % 200)
        canvas.drawPath(path)

    assert changes(read(together(redline(PAYS), many))) == CHANGES
