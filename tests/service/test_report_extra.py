"""Clauses that the library does not cover, in every report."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from review_factory import make_review, with_document
from rich.console import Console

from clause_library.agreement import NOT_COVERED
from clause_library.types import ExtraClause, Review
from extractor.types import Problem
from service.reports.html import LISTED_EXTRA, render_html
from service.reports.json import render_json, review_adapter
from service.reports.markdown import render_markdown
from service.reports.summary import extra_line
from service.reports.terminal import print_review
from service.reports.word import render_word
from service.reports.xlsx import render_xlsx

UPTIME = "Provider shall make the Service available 99.9% of each calendar month."
WHY = "For us it means a promise: “Provider shall make”."


def clause(number: int, severity: Any, **changes: Any) -> ExtraClause:  # noqa: ANN401
    """One of section 10.2, which reads so serious."""
    review = make_review()
    start = review.document.text.index(UPTIME)
    made = ExtraClause(
        quote=UPTIME,
        start=start,
        end=start + len(UPTIME),
        paragraph=12,
        clause="c4",
        clause_type="exclusivity",
        title=f"Promise {number}",
        severity=severity,
        direction="adverse",
        reason=WHY,
        confidence=0.8,
    )
    return replace(made, **changes)


def reviewed(*severities: str, **changes: Any) -> Review:  # noqa: ANN401
    extra = tuple(clause(number, severity, **changes) for number, severity in enumerate(severities, start=1))
    return make_review(extra=extra)


def not_covered(review: Review) -> Review:
    return with_document(review, problems=(Problem(NOT_COVERED, "This does not look like a contract."),))


def printed(review: Review) -> str:
    console = Console(file=io.StringIO(), width=100)
    print_review(review, console)
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ((), ""),
        (("info",), "1 clause that the library does not cover; it does not read risky"),
        (("low", "info"), "2 clauses that the library does not cover; none of them reads risky"),
        (
            ("critical", "high", "medium", "medium", "info"),
            "5 clauses that the library does not cover; the riskiest: 10.2 Promise 1 (critical), 10.2 Promise 2 "
            "(high), 10.2 Promise 3 (medium)",
        ),
    ],
)
def test_the_terminal_has_one_line(severities: tuple[str, ...], line: str) -> None:
    review = reviewed(*severities)
    assert extra_line(review) == line
    assert ("that the library does not cover" in printed(review)) == bool(line)
    assert line in printed(review)


def test_of_a_document_that_is_none_for_the_library_it_goes_without_saying() -> None:
    review = not_covered(reviewed("critical"))
    assert extra_line(review) == ""
    assert "the library does not cover;" not in printed(review)


def test_the_page_shows_what_reads_risky_and_folds_the_rest() -> None:
    html = render_html(reviewed(*["high"] * 9, "info", "info"))
    section = html[html.index('id="extra-title"') : html.index('id="findings-title"')]
    shown, folded = section.split("<details>")
    assert section.startswith('id="extra-title">Clauses the library does not cover <span class="muted">11</span>')
    assert shown.count("<li>") == LISTED_EXTRA
    assert folded.count("<li>") == 11 - LISTED_EXTRA
    assert "The other 3 clauses" in folded
    assert "For us it means a promise: “Provider shall make”." in shown
    assert '<a href="#extra-1"><bdi>10.2 Uptime</bdi></a> <span class="muted"><bdi>Promise 1</bdi></span>' in shown
    assert {f"extra-{number}" for number in range(1, 12)} <= set(re.findall(r'id="(extra-\d+)"', html))
    assert '<a href="#extra-title">' in html


def test_a_page_where_nothing_reads_risky_says_so() -> None:
    html = render_html(reviewed("low", "info"))
    assert "2 clauses, none of which reads risky" in html


def test_a_page_without_any_has_no_such_part() -> None:
    assert "does not cover" not in render_html(make_review())
    assert "does not cover" not in render_markdown(make_review())


def test_markdown_gives_reason_and_words_of_what_reads_risky_alone() -> None:
    text = render_markdown(reviewed("high", "info"))
    part = text[text.index("## Clauses the library does not cover (2)") : text.index("## Inconsistencies")]
    assert part.strip().split("\n")[2:] == [
        "- High: 10.2 Uptime · Promise 1",
        f"  {WHY}",
        f"  (“{UPTIME}”)",
        "- Info: 10.2 Uptime · Promise 2",
    ]
    assert "one that reads riskiest first" in render_markdown(not_covered(reviewed("high")))


def test_the_workbook_has_a_sheet_with_a_row_each() -> None:
    sheet = load_workbook(io.BytesIO(render_xlsx(reviewed("high", "low"))))["Not in the library"]
    head, first, second = sheet.iter_rows(values_only=True)
    assert dict(zip(head, first, strict=True)) == {
        "No.": 1,
        "Severity": "High",
        "Clause": "10.2 Uptime",
        "Page": None,
        "About": "Promise 1",
        "Direction": "Against us",
        "Why it reads so": WHY,
        "Their words": UPTIME,
        "Confidence": 0.8,
        "Our position / notes": None,
    }
    assert second[:2] == (2, "Low")


def test_the_issues_list_in_word_names_what_reads_risky_alone() -> None:
    tables = Document(io.BytesIO(render_word(reviewed("high", "info")))).tables
    (table,) = (one for one in tables if one.rows[0].cells[-1].text == "How it reads")
    (row,) = table.rows[1:]
    assert row.cells[1].text == "High"
    assert row.cells[2].text == f"{WHY}\n{UPTIME}"


def test_json_has_them_and_reads_reviews_from_before_there_were_any() -> None:
    told = json.loads(render_json(reviewed("high")))
    assert told["extra"][0]["reason"] == WHY
    del told["extra"]
    assert review_adapter().validate_python(told).extra == ()


HOSTILE = "<script>alert(1)</script> [x](http://evil.example) =1+1 \u202e"


def test_words_from_outside_stay_words() -> None:
    review = reviewed("high", title=HOSTILE, reason=HOSTILE)
    assert "<script>alert" not in render_html(review)
    text = render_markdown(review)
    assert "<script>" not in text.replace("\\<", "")
    assert re.search(r"(?<!\\)\]\(", text) is None
    assert "\u202e" not in text
