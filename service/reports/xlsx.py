"""A review as a workbook: the issues list that lawyers filter, fill in and send around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from clause_library.types import Review, Severity
from service.reports.cards import Card, Cards
from service.reports.summary import (
    AGREEMENTS,
    INTERNAL,
    LOW_CONFIDENCE,
    length_line,
    no_deviation_line,
    particulars,
    problem_lines,
    verdict,
)
from service.reports.tracked import TrackedRow, choice_in_words, tracked_rows
from service.reports.wording import moment, one_line, ranges, spoken
from service.reports.workbook import A3, Cell, Column, Value, WorkbookFile

STATUSES = ("Open", "Accept", "Reject", "Counter")
"""What the reader chooses from."""

NO_WORDS = "–"
"""The other side of a change that only adds or only removes words."""

FIRST_YEAR = 1900
"""Excel knows no earlier date."""

ISSUE_COLUMNS = (
    Column("No.", 5, "number"),
    Column("Severity", 8.5),
    Column("Clause", 22, "strong"),
    Column("Page", 6, "number"),
    Column("Kind", 16),
    Column("Direction", 11),
    Column("Their words", 40, "words"),
    Column("Our words", 40, "words"),
    Column("Reason", 34),
    Column("Proposed answer", 44, "words"),
    Column("Status", 10, "fill in", STATUSES),
    Column("Our position / notes", 30, "fill in"),
    Column("Approver", 13),
    Column("Guidance", 44, "small"),
    Column("Author", 15),
    Column("Date", 11.5, "date"),
    Column("Tracked", 8.5),
    Column("Comments", 30, "small"),
)
FIELD_COLUMNS = (
    Column("Name", 24, "strong"),
    Column("Value", 44),
    Column("Quote", 72, "words"),
    Column("Clause", 38),
    Column("Page", 7, "number"),
    Column("Confidence", 12, "share"),
    Column("Computed from", 34, "small"),
    Column("Also stated", 34, "small"),
)
TRACKED_COLUMNS = (
    Column("Field", 26, "strong"),
    Column("Choice", 22),
    Column("In the contract", 34),
    Column("Our standard", 34),
    Column("Status", 16),
    Column("Why", 60),
    Column("Approver", 16),
    Column("Issue", 7, "number"),
    Column("Quote", 60, "words"),
    Column("Confidence", 12, "share"),
    Column("Name", 26, "small"),
)
FINDING_COLUMNS = (
    Column("No.", 5, "number"),
    Column("Severity", 10),
    Column("Kind", 24),
    Column("Inconsistency", 60),
    Column("Where", 34),
    Column("Quotes", 60, "words"),
    Column("Confidence", 12, "share"),
)
EXTRA_COLUMNS = (
    Column("No.", 5, "number"),
    Column("Severity", 10),
    Column("Clause", 30, "strong"),
    Column("Page", 7, "number"),
    Column("About", 24),
    Column("Direction", 12),
    Column("Why it reads so", 44),
    Column("Their words", 80, "words"),
    Column("Confidence", 12, "share"),
    Column("Our position / notes", 30, "fill in"),
)
SUMMARY_COLUMNS = (Column("", 24, "label"), Column("", 96), Column("", 12), Column("", 28))

FROZEN = 3
"""Number, severity and clause of an issue stay in view."""


def render_xlsx(review: Review) -> bytes:
    """The issues list of ``review`` as a workbook (.xlsx); equal reviews give equal bytes."""
    cards = Cards(review)
    name = one_line(review.document.name)
    agreement = AGREEMENTS[review.agreement_type]
    file = WorkbookFile(f"Issues list: {name}", agreement, "clausecheck", datetime.fromisoformat(review.today))
    _add_issues(file, review, cards)
    _add_summary(file, review, cards)
    if review.tracked_fields:
        _add_tracked(file, review)
    _add_fields(file, review, cards)
    _add_findings(file, review, cards)
    _add_extra(file, review, cards)
    return file.to_bytes()


def _add_issues(file: WorkbookFile, review: Review, cards: Cards) -> None:
    shown = cards.all()
    columns = _without_pages(ISSUE_COLUMNS) if all(one.page is None for one in review.deviations) else ISSUE_COLUMNS
    sheet = file.sheet("Issues", columns, A3)
    sheet.table([_issue(card) for card in shown], FROZEN)
    if not shown:
        sheet.row([None, None, Cell(no_deviation_line(review), "strong")])
    sheet.bands(f"Issues list: {review.document.name}", moment(review.today), INTERNAL)


def _issue(card: Card) -> list[Value | Cell]:
    deviation = card.deviation
    theirs, ours = _sides(card)
    return [
        card.number,
        _severity(deviation.severity),
        _clause(card),
        deviation.page if card.place else None,
        card.kind,
        card.direction.capitalize(),
        theirs,
        ours,
        deviation.reason,
        deviation.answer,
        None,
        None,
        card.approver,
        deviation.guidance,
        card.author,
        _date(card.changed),
        card.tracked,
        "\n".join(note.told for note in card.notes),
    ]


def _clause(card: Card) -> str:
    """Number and title, with what it is about where these do not say so."""
    if not card.place:
        return card.subject
    named = card.clause or card.place
    return named if card.subject.casefold() in named.casefold() else f"{named}\n({card.subject})"


def _sides(card: Card) -> tuple[str, str]:
    """Their words and ours; where there are several changes, numbered, so that one sees which belong together."""
    changes = card.deviation.changes
    if not changes:
        return card.deviation.quote, ""
    return _numbered([change.after for change in changes]), _numbered([change.before for change in changes])


def _numbered(texts: Sequence[str]) -> str:
    """The texts, numbered where there are several; an empty one as a dash."""
    if len(texts) == 1:
        return texts[0].strip() or NO_WORDS
    return "\n".join(f"[{number}] {text.strip() or NO_WORDS}" for number, text in enumerate(texts, start=1))


def _add_summary(file: WorkbookFile, review: Review, cards: Cards) -> None:
    sheet = file.sheet("Summary", SUMMARY_COLUMNS)
    sheet.row([Cell(one_line(review.document.name), "title")], height=30)
    sheet.gap()
    sheet.row([Cell("Verdict", "section"), Cell(verdict(review), "verdict")])
    for problem in problem_lines(review):
        sheet.row([Cell(None, "plain"), Cell(problem, "warning")])
    sheet.gap()
    sheet.row([Cell("Severity", "head"), Cell("Deviations", "head")])
    for severity, count in review.counts().items():
        sheet.row([_severity(severity), Cell(count, "left number")])
    sheet.row(["All", Cell(len(review.deviations), "left number")])
    if review.approvals:
        sheet.gap()
        sheet.row([Cell("Approvals, in this order", "section")], height=20)
        sheet.row([Cell(title, "head") for title in ("Who", "Why", "Severity", "Issues")])
    for order, approval in enumerate(review.approvals, start=1):
        issues = ranges(cards.numbers[one] for one in approval.deviations)
        sheet.row([f"{order}. {one_line(approval.title)}", approval.reason, _severity(approval.severity), issues])
    sheet.gap()
    sheet.row([Cell("Document", "section")], height=20)
    facts = {"File": one_line(review.document.name), "Length": length_line(review)}
    for label, value in (facts | particulars(review, cards.parties())).items():
        sheet.row([label, value])
    sheet.row(["SHA-256", review.document.sha256])
    sheet.bands("Contract review", moment(review.today), INTERNAL)


def _add_tracked(file: WorkbookFile, review: Review) -> None:
    sheet = file.sheet("Tracked fields", TRACKED_COLUMNS)
    sheet.table([_tracked(row) for row in tracked_rows(review)])
    sheet.bands(f"Tracked fields: {review.document.name}", moment(review.today), INTERNAL)


def _tracked(row: TrackedRow) -> list[Value | Cell]:
    status = row.status.capitalize()
    sure = None if row.field is None else row.field.confidence
    return [
        row.label,
        choice_in_words(row.tracked.choice),
        row.value,
        row.standard,
        Cell(status, row.severity) if row.severity else status,
        " ".join([row.tracked.reason, *row.tracked.notes]),
        row.approver,
        row.deviation,
        row.field.quote if row.field else "",
        Cell(sure, "doubt" if row.unsure else "share"),
        row.tracked.name,
    ]


def _add_fields(file: WorkbookFile, review: Review, cards: Cards) -> None:
    columns = _without_pages(FIELD_COLUMNS) if all(one.page is None for one in review.fields) else FIELD_COLUMNS
    sheet = file.sheet("Fields", columns)
    sheet.table(
        [
            (
                fact.name,
                fact.value,
                fact.quote,
                cards.clause(field) or fact.place,
                field.page,
                Cell(field.confidence, "doubt" if field.confidence < LOW_CONFIDENCE else "share"),
                fact.derived_from,
                fact.also,
            )
            for field, fact in zip(review.fields, cards.facts(), strict=True)
        ]
    )
    sheet.bands(f"Fields: {review.document.name}", moment(review.today), INTERNAL)


def _add_findings(file: WorkbookFile, review: Review, cards: Cards) -> None:
    sheet = file.sheet("Findings", FINDING_COLUMNS)
    sheet.table(
        [
            (
                number,
                _severity(finding.severity),
                spoken(finding.kind),
                finding.message,
                cards.places(finding),
                "\n".join(dict.fromkeys(one.quote for one in finding.evidence if one.quote)),
                finding.confidence,
            )
            for number, finding in enumerate(review.findings, start=1)
        ]
    )
    sheet.bands(f"Findings: {review.document.name}", moment(review.today), INTERNAL)


def _add_extra(file: WorkbookFile, review: Review, cards: Cards) -> None:
    columns = _without_pages(EXTRA_COLUMNS) if all(one.page is None for one in review.extra) else EXTRA_COLUMNS
    sheet = file.sheet("Not in the library", columns)
    sheet.table(
        [
            (
                row.number,
                _severity(row.severity),
                cards.clause(clause) or row.place,
                clause.page,
                one_line(clause.title),
                row.direction.capitalize(),
                row.reason,
                row.quote,
                clause.confidence,
                None,
            )
            for clause, row in zip(review.extra, cards.extra(), strict=True)
        ]
    )
    sheet.bands(f"Not in the library: {review.document.name}", moment(review.today), INTERNAL)


def _without_pages(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns where no page is known, as in every Word file: that one out of sight."""
    return tuple(replace(column, hidden=column.title == "Page") for column in columns)


def _severity(severity: Severity) -> Cell:
    return Cell(severity.capitalize(), severity)


def _date(iso: str | None) -> Value:
    """A moment as a date that a spreadsheet sorts by; what is none as it stands."""
    try:
        when = datetime.fromisoformat(iso or "").replace(tzinfo=None)
    except ValueError:
        return moment(iso)
    return when if when.year >= FIRST_YEAR else moment(iso)
