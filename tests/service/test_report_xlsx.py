from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from review_factory import calm_review, make_review, partial_review, with_document

from clause_library.types import Change, Deviation, Review
from service.reports.json import render_json
from service.reports.summary import verdict
from service.reports.workbook import CELL_CHARS, CUT_NOTE, FORMULA_STARTS, cell_text
from service.reports.xlsx import ISSUE_COLUMNS, STATUSES, render_xlsx

FORMULA = '=HYPERLINK("https://evil.example","x")\x00\x08\x1b[2J\u202e<b>|&\''
SHOWN = '=HYPERLINK("https://evil.example","x")[2J<b>|&\''
"""What is left of it: all its words, as words."""


def opened(review: Review) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(review)))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def issues(review: Review) -> list[dict[str, Any]]:
    return rows(opened(review)["Issues"])


def first_issue(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    first, *others = make_review().deviations
    return issues(make_review(deviations=(replace(first, **changes), *others)))[0]


def test_an_issue_is_a_row_with_a_cell_for_each_question() -> None:
    assert issues(make_review())[0] == {
        "No.": 1,
        "Severity": "Critical",
        "Clause": "8.1 Limitation of Liability\n(Liability cap of three times all fees)",
        "Page": None,
        "Kind": "Wording that we do not sign",
        "Direction": "Against us",
        "Their words": "three (3) times the fees paid and payable during the Term",
        "Our words": "the fees paid in the twelve (12) months before the event",
        "Reason": "The cap rises from twelve months of fees to three times everything paid over the term.",
        "Proposed answer": "Each party’s total liability under this Agreement shall not exceed the fees paid in the "
        "twelve (12) months before the event.",
        "Status": None,
        "Our position / notes": None,
        "Approver": "General Counsel",
        "Guidance": "Hold at twelve months. Offer eighteen only where the deal is above 250,000 a year.",
        "Author": "Omar Reyes",
        "Date": datetime(2026, 3, 2, 9, 41),
        "Tracked": "Tracked",
        "Comments": "Comment by Omar Reyes, 2 March 2026, 09:44: Our insurers ask for this. Is there room?\n"
        "Answer by Dana Whitfield, 3 March 2026, 16:10: We would also take 2x.",
    }


def test_the_sheets_say_the_same_as_the_json() -> None:
    review = make_review()
    told = json.loads(render_json(review))
    book = opened(review)
    assert book.sheetnames == ["Issues", "Summary", "Fields", "Findings", "Not in the library"]
    listed = rows(book["Issues"])
    assert [row["No."] for row in listed] == list(range(1, len(told["deviations"]) + 1))
    assert [row["Severity"].lower() for row in listed] == [one["severity"] for one in told["deviations"]]
    assert [row["Reason"] for row in listed] == [one["reason"] for one in told["deviations"]]
    assert [row["Quote"] for row in rows(book["Fields"])] == [one["quote"] for one in told["fields"]]
    assert [row["Confidence"] for row in rows(book["Fields"])] == [one["confidence"] for one in told["fields"]]
    assert [row["Inconsistency"] for row in rows(book["Findings"])] == [one["message"] for one in told["findings"]]
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert {severity: summary[severity.capitalize()] for severity in review.counts()} == review.counts()
    assert summary["All"] == len(told["deviations"])
    assert summary["SHA-256"] == told["document"]["sha256"]


def test_the_summary_has_verdict_approvals_and_what_was_reviewed() -> None:
    review = make_review()
    lines = [row for row in opened(review)["Summary"].iter_rows(values_only=True) if any(row)]
    assert ("Verdict", verdict(review), None, None) in lines
    assert ("3. General Counsel", "Liability and indemnity.", "Critical", "1, 2") in lines
    assert ("Parties", "Northlight Systems, Inc. · Ferrous Retail Group plc", None, None) in lines
    assert ("Library", "Northlight standard library, version 3f2a9c41d0b7", None, None) in lines


def test_a_review_of_half_a_file_says_so() -> None:
    words = [cell.value for row in opened(partial_review())["Summary"].iter_rows() for cell in row]
    assert "This review is incomplete: Page 7 is a picture without text; it was not read. (page 7)" in words


def test_missing_clauses_stand_among_the_issues() -> None:
    missing = next(row for row in issues(make_review()) if row["Kind"] == "Missing clause")
    assert (missing["No."], missing["Clause"], missing["Their words"], missing["Tracked"]) == (
        4,
        "Force Majeure",
        None,
        None,
    )


def test_several_changes_are_numbered_so_that_both_sides_match() -> None:
    row = first_issue(changes=(Change("one", "two"), Change("", "added"), Change("gone", "")))
    assert row["Their words"] == "[1] two\n[2] added\n[3] –"
    assert row["Our words"] == "[1] one\n[2] –\n[3] gone"


def test_what_is_only_removed_has_a_dash_for_the_other_side() -> None:
    row = first_issue(changes=(Change("gone", ""),))
    assert (row["Their words"], row["Our words"]) == ("–", "gone")


def test_without_changes_their_words_are_those_that_it_is_about() -> None:
    row = first_issue(changes=())
    assert row["Their words"].startswith("three (3) times the fees")
    assert row["Our words"] is None


def test_a_silent_change_is_told_from_a_tracked_one() -> None:
    row = first_issue(authors=(), revisions=(), tracked=False)
    assert (row["Tracked"], row["Author"], row["Date"]) == ("Not tracked", None, None)
    assert first_issue(revisions=())["Tracked"] is None, "nothing tells"


def test_the_reader_fills_in_a_status_from_a_list() -> None:
    sheet = opened(make_review())["Issues"]
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == f'"{",".join(STATUSES)}"'
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "Status")
    assert str(offered.sqref) == f"{column}2:{column}6"


def test_the_list_is_ready_for_screen_and_paper() -> None:
    sheet = opened(make_review())["Issues"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:R6"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert "Ferrous MSA redline.docx" in sheet.oddHeader.left.text
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    assert len({sheet.cell(row, 2).fill.fgColor.rgb for row in (2, 3, 5, 6)}) == 4


def test_a_row_is_as_high_as_its_words_and_grows_with_the_readers() -> None:
    low, high = (
        opened(make_review(deviations=(replace(make_review().deviations[0], guidance=words),), approvals=()))["Issues"]
        for words in ("", "Hold on. " * 100)
    )
    assert low.row_dimensions[2].height + 50 < high.row_dimensions[2].height <= 409
    with ZipFile(io.BytesIO(render_xlsx(make_review()))) as file:
        assert b'ht="' in file.read("xl/worksheets/sheet1.xml")
        assert b"customHeight" not in file.read("xl/worksheets/sheet1.xml")


def test_pages_are_a_column_only_where_there_are_any() -> None:
    review = make_review()
    paged = replace(review, deviations=tuple(replace(one, page=4) for one in review.deviations))
    assert opened(review)["Issues"].column_dimensions["D"].hidden
    book = opened(paged)
    assert not book["Issues"].column_dimensions["D"].hidden
    assert [row["Page"] for row in rows(book["Issues"])] == [4, 4, 4, None, 4]


def hostile_review() -> Review:
    """A review whose every word that comes from outside is a formula with control characters."""
    review = make_review()
    document = review.document

    def hostile(one: Deviation) -> Deviation:
        words = dict.fromkeys(("title", "subject", "reason", "answer", "guidance", "quote", "approver"), FORMULA)
        return replace(one, **words, authors=(FORMULA,), changes=(Change(FORMULA, FORMULA),))

    return replace(
        with_document(
            review,
            name=FORMULA,
            revisions=tuple(replace(one, author=FORMULA, date=FORMULA) for one in document.revisions),
            comments=tuple(replace(one, author=FORMULA, text=FORMULA, date=FORMULA) for one in document.comments),
        ),
        library=FORMULA,
        clauses=tuple(replace(one, number=FORMULA, heading=FORMULA) for one in review.clauses),
        deviations=tuple(map(hostile, review.deviations)),
        fields=tuple(replace(one, value={"name": FORMULA}, quote=FORMULA) for one in review.fields),
        findings=tuple(
            replace(one, message=FORMULA, evidence=(replace(one.evidence[0], quote=FORMULA),))
            for one in review.findings
        ),
        approvals=tuple(replace(one, title=FORMULA, reason=FORMULA) for one in review.approvals),
    )


@pytest.mark.parametrize("make", [make_review, calm_review, partial_review, hostile_review])
def test_no_cell_is_a_formula_or_a_link(make: Callable[[], Review]) -> None:
    book = opened(make())
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert not [cell for cell in cells if str(cell.value or "").startswith(FORMULA_STARTS) and not cell.quotePrefix]


def test_words_from_outside_stay_words() -> None:
    row = issues(hostile_review())[0]
    for name in ("Their words", "Our words", "Reason", "Proposed answer", "Guidance", "Author"):
        assert row[name] == SHOWN, name
    with ZipFile(io.BytesIO(render_xlsx(hostile_review()))) as file:
        parts = b"".join(map(file.read, file.namelist())).decode()
    assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\u202e]|_x00", parts)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_cell_that_begins_like_a_formula_is_text(start: str) -> None:
    row = first_issue(answer=f"{start}1+1")
    assert isinstance(row["Proposed answer"], str)
    assert row["Proposed answer"].endswith("1+1")


@pytest.mark.parametrize("letter", ["x", "é", "𝔸"])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(letter: str) -> None:
    shown = first_issue(answer=letter * 40_000)["Proposed answer"]
    assert shown.startswith(letter * 10_000)
    assert shown.endswith(CUT_NOTE)
    assert len(shown.encode("utf-16-le")) // 2 <= CELL_CHARS


def test_a_text_that_just_fits_is_whole() -> None:
    assert cell_text("x" * CELL_CHARS) == "x" * CELL_CHARS
    assert cell_text(f"a\tb\r\n{'x' * 3}\n") == "a   b\nxxx"


@pytest.mark.parametrize("date", ["soon", "0900-01-01T00:00:00Z", "2026-13-45"])
def test_what_is_no_date_of_a_spreadsheet_stays_text(date: str) -> None:
    review = make_review()
    document = review.document
    revisions = tuple(replace(one, date=date) for one in document.revisions)
    assert isinstance(issues(with_document(review, revisions=revisions))[0]["Date"], str)


def test_a_calm_review_says_that_nothing_differs() -> None:
    (row,) = issues(calm_review())
    assert row["Clause"] == "No clause differs from our approved language."
    assert rows(opened(calm_review())["Findings"]) == []


def test_equal_reviews_give_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    render_xlsx(calm_review())
    once = render_xlsx(make_review())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert render_xlsx(make_review()) == once


def test_every_column_has_a_title_of_its_own() -> None:
    assert len({column.title for column in ISSUE_COLUMNS}) == len(ISSUE_COLUMNS)
