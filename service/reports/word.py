"""A review as a Word file: the issues list that a lawyer works through and mails on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clause_library.types import Change, Deviation, Review, Severity
from service.reports.cards import UNTRACKED_TITLE, Card, Cards, Extra, Fact
from service.reports.summary import AGREEMENTS, INTERNAL, RISKY, no_deviation_line, particulars, problem_lines, verdict
from service.reports.word_layout import Cell, Column, Line, WordFile, Words
from service.reports.wording import moment, one_line, ranges, shortened, visible

PASSAGE_CHARS = 1_500
"""A longer passage is cut in its middle; it stands in the contract, which every reader of the list has."""

QUOTE_CHARS = 170
"""As much of a fact's own words as one needs to find them."""

PLACE_CHARS = 40
"""A clause without a heading goes by its first words, which can be many."""

BLANK: Cell = ()
"""A cell for the negotiator to fill in."""

ISSUE_COLUMNS = (
    Column("No.", 10),
    Column("Clause", 24),
    Column("What changed", 85),
    Column("Severity", 17),
    Column("Our answer", 80),
    Column("Approver", 19),
    Column("Status", 18),
)
MISSING_COLUMNS = (
    Column("No.", 10),
    Column("Clause", 33),
    Column("Why it matters", 50),
    Column("Severity", 17),
    Column("Approved clause", 105),
    Column("Approver", 19),
    Column("Status", 18),
)
APPROVAL_COLUMNS = (
    Column("Order", 14),
    Column("Who", 45),
    Column("Severity", 20),
    Column("Why", 130),
    Column("Issues", 44),
)
FINDING_COLUMNS = (Column("Severity", 20), Column("Inconsistency", 153), Column("Where", 80))
EXTRA_COLUMNS = (Column("Clause", 60), Column("Severity", 20), Column("How it reads", 173))
FACT_COLUMNS = (Column("Fact", 33), Column("Value", 66), Column("In the contract", 108), Column("Where", 46))


def render_word(review: Review) -> bytes:
    """The issues list of ``review`` as a Word file; equal reviews give equal bytes."""
    cards = Cards(review)
    name = one_line(review.document.name)
    agreement = AGREEMENTS[review.agreement_type]
    file = WordFile(f"Issues list: {name}", agreement, "clausecheck", date.fromisoformat(review.today))
    _add_title(file, review, cards)
    _add_approvals(file, review, cards)
    groups = cards.groups()
    silent = [card for group in groups if group.untracked for card in group.cards]
    others = [card for group in groups if not group.untracked for card in group.cards]
    if silent:
        _add_issues(file, review, UNTRACKED_TITLE, silent)
    if others or not silent:
        _add_issues(file, review, "Other issues" if silent else "Issues", others)
    _add_missing(file, cards.missing())
    _add_extra(file, cards)
    _add_findings(file, review, cards)
    _add_facts(file, cards.facts())
    file.footer(f"{shortened(name, 80)} · {moment(review.today)} · {INTERNAL}")
    return file.to_bytes()


def _add_title(file: WordFile, review: Review, cards: Cards) -> None:
    file.line(_line("Issues list", "Document Kind"))
    file.line(_line(review.document.name, "Title"))
    for label, value in particulars(review, cards.parties()).items():
        file.line(Line((Words(f"{label}\t", "Label"), Words(value)), "Particulars"))
    file.line(_line(verdict(review), "Verdict"))
    for problem in problem_lines(review):
        file.line(_line(problem, "Problem"))


def _add_approvals(file: WordFile, review: Review, cards: Cards) -> None:
    if not review.approvals:
        return
    file.heading("Approvals, in this order")
    rows = [
        (
            [_line(str(order))],
            [_line(approval.title, "Cell Title")],
            [_severity(approval.severity)],
            [_line(approval.reason)],
            [_line(ranges(cards.numbers[one] for one in approval.deviations))],
        )
        for order, approval in enumerate(review.approvals, start=1)
    ]
    file.table("Who must approve, in which order, and why.", APPROVAL_COLUMNS, rows)


def _add_issues(file: WordFile, review: Review, title: str, cards: Sequence[Card]) -> None:
    file.heading(title)
    if not cards:
        file.line(_line(no_deviation_line(review), "Normal"))
        return
    struck, inserted = Words("Struck through", "Deleted Words"), Words("underlined", "Inserted Words")
    file.line(Line((struck, Words(": our words that are gone; "), inserted, Words(": their words.")), "Note"))
    rows = [
        (
            [_line(str(card.number))],
            [_place(card.place)],
            [*_what_changed(card)],
            [*_severity_and_direction(card.deviation)],
            _passages(card.deviation.answer),
            [_line(card.approver)],
            BLANK,
        )
        for card in cards
    ]
    file.table("Every issue with its clause, change and author, severity, answer and approver.", ISSUE_COLUMNS, rows)


def _add_missing(file: WordFile, cards: Sequence[Card]) -> None:
    if not cards:
        return
    file.heading("Missing clauses")
    rows = [
        (
            [_line(str(card.number))],
            [_line(card.subject, "Cell Title")],
            [_line(card.deviation.reason)],
            [_severity(card.deviation.severity)],
            _passages(card.deviation.answer),
            [_line(card.approver)],
            BLANK,
        )
        for card in cards
    ]
    file.table("Required clauses that the contract does not have, with our text.", MISSING_COLUMNS, rows)


def _add_extra(file: WordFile, cards: Cards) -> None:
    """The clauses that no entry covers and that read risky; the others need no work."""
    rows = [
        (
            [_place(clause.place), *_about(clause)],
            [_severity(clause.severity)],
            [_line(clause.reason), Line((Words(shortened(clause.quote, QUOTE_CHARS)),), "Cell Words")],
        )
        for clause in cards.extra()
        if clause.severity in RISKY
    ]
    if not rows:
        return
    file.heading("Clauses the library does not cover")
    file.table("Clauses of theirs that read risky, the riskiest first.", EXTRA_COLUMNS, rows)


def _about(clause: Extra) -> Iterator[Line]:
    if clause.about:
        yield _line(shortened(clause.about, PLACE_CHARS), "Cell Note")


def _add_findings(file: WordFile, review: Review, cards: Cards) -> None:
    if not review.findings:
        return
    file.heading("Inconsistencies")
    rows = [
        (
            [_severity(finding.severity)],
            [_line(finding.message)],
            [_line(cards.places(finding))],
        )
        for finding in review.findings
    ]
    file.table("Where the contract contradicts itself.", FINDING_COLUMNS, rows)


def _add_facts(file: WordFile, facts: Sequence[Fact]) -> None:
    if not facts:
        return
    file.heading("Key facts")
    rows = [
        (
            [_line(fact.name)],
            [*_value(fact)],
            [Line((Words(shortened(fact.quote, QUOTE_CHARS)),), "Cell Words")],
            [_place(fact.place)],
        )
        for fact in facts
    ]
    file.table("What the contract says, with its words.", FACT_COLUMNS, rows)


def _line(text: str, style: str = "Cell") -> Line:
    return Line((Words(one_line(text)),), style)


def _place(place: str) -> Line:
    return _line(shortened(place, PLACE_CHARS))


def _passages(text: str) -> Cell:
    """``text`` in the contract's type, one line for each of its paragraphs."""
    return [_line(part, "Cell Words") for part in visible(text).split("\n") if part.strip()]


def _severity(severity: Severity) -> Line:
    return Line((Words(severity.capitalize(), f"Severity {severity.capitalize()}"),))


def _severity_and_direction(deviation: Deviation) -> Iterator[Line]:
    yield _severity(deviation.severity)
    if deviation.direction == "favourable":
        yield _line("in our favour", "Cell Note")


def _what_changed(card: Card) -> Iterator[Line]:
    deviation = card.deviation
    yield _line(deviation.title, "Cell Title")
    yield from (_change(change) for change in deviation.changes)
    if not deviation.changes and deviation.quote:
        yield Line((Words(_passage(deviation.quote)),), "Cell Words")
    yield _line(deviation.reason)
    if card.who:
        yield _line(card.who, "Cell Note")
    for note in card.notes:
        yield _line(note.told, "Cell Note")


def _change(change: Change) -> Line:
    words = [Words(_passage(change.before), "Deleted Words")] if change.before else []
    if change.before and change.after:
        words.append(Words(" "))
    words += [Words(_passage(change.after), "Inserted Words")] if change.after else []
    return Line(tuple(words), "Cell Words")


def _passage(text: str) -> str:
    return visible(text) if len(text) <= PASSAGE_CHARS else shortened(text, PASSAGE_CHARS)


def _value(fact: Fact) -> Iterator[Line]:
    doubt = (Words(f"  {fact.confidence} sure: check", "Label"),) if fact.unsure else ()
    yield Line((Words(one_line(fact.value)), *doubt), "Cell Title")
    if fact.derived_from:
        yield _line(f"computed from {fact.derived_from}", "Cell Note")
    if fact.also:
        yield _line(f"also stated: {fact.also}", "Cell Note")
