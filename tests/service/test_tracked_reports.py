"""Tracked fields on the terminal, on the page, in the workbook, in Markdown and as JSON."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import openpyxl
from review_factory import calm_review, make_review
from rich.console import Console

from clause_library.types import Review, TrackedField
from service.commands.review import reaches
from service.reports.html import render_html
from service.reports.json import render_json, review_adapter
from service.reports.markdown import render_markdown
from service.reports.terminal import print_review
from service.reports.tracked import tracked_rows
from service.reports.xlsx import render_xlsx

PAYMENT = TrackedField(
    name="payment_term.duration",
    label="Payment term",
    status="outside",
    severity="high",
    reason="90 days; our standard is at most 30 days.",
    choice="Over 60 days",
    value="P90D",
    in_words="90 days",
    standard="at most 30 days",
    approver="finance",
    index=4,
    deviation="d3",
    notes=("Credit costs cash.",),
)
UPTIME = TrackedField(
    name="uptime_commitment.percent",
    label="Uptime",
    status="standard",
    severity="info",
    reason="99.9%: our standard is at most 99.9%.",
    choice="99.9%",
    value="99.9",
    in_words="99.9%",
    standard="at most 99.9%",
    index=5,
)
LAW = TrackedField(
    name="governing_law",
    label="<b>Law</b>",
    status="not_allowed",
    severity="medium",
    reason="England and Wales; we allow only US.",
    choice="other",
    value="England and Wales",
    in_words="England and Wales",
    approver="legal",
    index=8,
    check=True,
    notes=("We are only 60% sure of this value: please check.",),
)
SIGNED = TrackedField(
    name="agreement_date",
    label="Signed",
    status="stated",
    severity="info",
    reason="2026-03-02; we have no standard for it.",
    value="2026-03-02",
    in_words="2026-03-02",
    index=3,
)
WARRANTY = TrackedField(
    name="warranty_period", label="=1+1", status="missing", severity="low", reason="The contract does not state it."
)
SUPPORT = TrackedField(name="support_hours", label="Support", status="not_stated", severity="info", reason="Not there.")
ALL = (PAYMENT, UPTIME, LAW, SIGNED, WARRANTY, SUPPORT)


def tracked() -> Review:
    return make_review(tracked_fields=ALL)


def on_terminal(review: Review, width: int = 120) -> str:
    stream = io.StringIO()
    print_review(review, Console(file=stream, width=width))
    return stream.getvalue()


def test_a_row_says_value_choice_standard_and_status() -> None:
    rows = tracked_rows(tracked())
    assert [(row.label, row.shown, row.standard, row.status) for row in rows] == [
        ("Payment term", "90 days (Over 60 days)", "at most 30 days", "not our standard"),
        ("Uptime", "99.9%", "at most 99.9%", "standard"),
        ("<b>Law</b>", "England and Wales (Other)", "", "not allowed"),
        ("Signed", "2 March 2026", "", "stated"),
        ("=1+1", "–", "", "missing"),
        ("Support", "–", "", "not stated"),
    ]
    assert [(row.severity, row.deviation, row.fact) for row in rows[:2]] == [("high", 3, 5), (None, None, 6)]


def test_the_note_says_only_what_the_row_does_not() -> None:
    payment, uptime, law, *_, warranty, _ = tracked_rows(tracked())
    assert (payment.note, uptime.note) == ("Credit costs cash.", "")
    assert law.note == "England and Wales; we allow only US. We are only 60% sure of this value: please check."
    assert warranty.note == "The contract does not state it."


def test_the_terminal_has_a_short_table() -> None:
    shown = on_terminal(tracked())
    section = shown[shown.index("Tracked fields (6)") : shown.index("Inconsistencies")]
    assert re.search(r"Payment term +90 days \(Over 60 days\) +at most 30 days +not our standard", section)
    assert re.search(r"England and Wales \(Other\) +not allowed\s+please check", section)
    assert "Not found (not stated, redacted or not read): Support." in section
    assert "Tracked fields" not in on_terminal(make_review())


def test_the_page_has_a_section_that_leads_to_the_words_and_to_the_deviation() -> None:
    page = render_html(tracked())
    section = page[page.index('id="tracked-title"') : page.index('id="facts-title"')]
    assert '<a href="#field-5"><bdi>90 days</bdi></a><p class="muted"><bdi>Over 60 days</bdi></p>' in section
    assert 'id="field-5"' in page
    assert '<span class="dot sev-high">not our standard</span><br><a href="#card-d3">see 3</a>' in section
    assert 'id="card-d3"' in page
    assert '<span class="dot sev-medium">not allowed</span><br><span class="unsure">please check</span>' in section
    assert '<a href="#tracked-title">Tracked fields</a>' in page
    assert "tracked-title" not in render_html(make_review())


def test_labels_never_become_markup_or_formulas() -> None:
    page = render_html(tracked())
    assert "<b>Law</b>" not in page
    assert "&lt;b&gt;Law&lt;/b&gt;" in page
    assert "\\<b>Law\\</b>" in render_markdown(tracked())
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(tracked())))["Tracked fields"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["A6"].value == "=1+1"


def test_the_workbook_has_a_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(tracked())))
    rows = [[cell.value for cell in row] for row in book["Tracked fields"].iter_rows()]
    assert rows[0][:6] == ["Field", "Choice", "In the contract", "Our standard", "Status", "Why"]
    assert rows[1][:5] == ["Payment term", "Over 60 days", "90 days", "at most 30 days", "Not our standard"]
    assert rows[1][5] == "90 days; our standard is at most 30 days. Credit costs cash."
    assert rows[1][6:10] == ["Finance", 3, "within ninety (90) days", 0.95]
    assert "Tracked fields" not in openpyxl.load_workbook(io.BytesIO(render_xlsx(make_review()))).sheetnames


def test_markdown_has_a_section() -> None:
    text = render_markdown(tracked())
    section = text[text.index("## Tracked fields (6)") : text.index("## Inconsistencies")]
    assert (
        "- **Payment term:** 90 days (Over 60 days) (not our standard, high, no. 3)\n  Credit costs cash.\n" in section
    )
    assert "(not allowed, medium; approver: Legal)" in section
    assert "Not found (not stated, redacted or not read): Support." in section
    assert "Tracked fields" not in render_markdown(make_review())


def test_json_has_them_and_older_reviews_without_them_are_read() -> None:
    made = json.loads(render_json(tracked()))
    assert made["tracked_fields"][0]["choice"] == "Over 60 days"
    assert review_adapter().validate_json(json.dumps(made)) == tracked()
    del made["tracked_fields"]
    assert review_adapter().validate_json(json.dumps(made)).tracked_fields == ()


def test_a_tracked_field_that_departs_is_gated_as_a_deviation_is() -> None:
    calm = calm_review()
    assert not reaches(calm, "low")
    assert reaches(replace(calm, tracked_fields=(PAYMENT,)), "high")
    assert not reaches(replace(calm, tracked_fields=(LAW,)), "high")
    assert not reaches(replace(calm, tracked_fields=(UPTIME,)), "low")
