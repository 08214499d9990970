# ruff: noqa: ANN401  # the builders pass parts on to dataclasses, which name their types
"""A hand-made review of a small redline: every part that a report shows, with offsets that hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from clause_library.types import Approval, Change, Deviation, DocumentSummary, Finding, Match, Review
from extractor.types import Clause, Comment, Evidence, Field, Problem, Revision, Span

DANA = "Dana Whitfield"
OMAR = "Omar Reyes"

TRACKED = re.compile(r"\{([+-])(.*?)\1\}")
"""``{+inserted+}`` and ``{-deleted-}`` in the text of a draft."""


class Draft:
    """Puts a redline together paragraph by paragraph and keeps both texts and all places."""

    def __init__(self) -> None:
        self.text = ""
        self.original = ""
        self.revisions: list[Revision] = []
        self.clauses: list[Clause] = []
        self.paragraphs = 0

    def paragraph(self, marked: str, author: str | None = None) -> Span:
        if self.paragraphs:
            self.text += "\n"
            self.original += "\n"
        self.paragraphs += 1
        start = len(self.text)
        position = 0
        for found in TRACKED.finditer(marked):
            self._keep(marked[position : found.start()])
            self._revise(found[1], found[2], author)
            position = found.end()
        self._keep(marked[position:])
        return Span(start, len(self.text))

    def clause(self, number: str | None, heading: str, marked: str, author: str | None = None, **more: Any) -> Clause:
        titled = self.paragraph(f"{number}. {heading}" if number else heading)
        body = self.paragraph(marked, author)
        clause = Clause(
            id=f"c{len(self.clauses) + 1}",
            number=number,
            heading=heading,
            text=self.text[body.start : body.end],
            span=body,
            extent=Span(titled.start, body.end),
            level=0,
            paragraph=self.paragraphs - 1,
            **more,
        )
        self.clauses.append(clause)
        return clause

    def _keep(self, words: str) -> None:
        self.text += words
        self.original += words

    def _revise(self, sign: str, words: str, author: str | None) -> None:
        here, there = len(self.text), len(self.original)
        inserted = sign == "+"
        if inserted:
            self.text += words
        else:
            self.original += words
        self.revisions.append(
            Revision(
                id=f"r{len(self.revisions) + 1}",
                kind="insertion" if inserted else "deletion",
                text=words,
                span=Span(here, len(self.text)),
                original_span=Span(there, len(self.original)),
                author=author,
                date="2026-03-02T09:41:00Z",
                paragraph=self.paragraphs,
            )
        )

    def place(self, quote: str, clause: str | None = None) -> dict[str, Any]:
        start = self.text.index(quote)
        clause = clause or next((c.id for c in self.clauses if c.extent.start <= start < c.extent.end), None)
        paragraph = self.text.count("\n", 0, start) + 1
        return {
            "quote": quote,
            "start": start,
            "end": start + len(quote),
            "paragraph": paragraph,
            "clause": clause,
        }


def draft() -> Draft:
    made = Draft()
    made.paragraph("MASTER SUBSCRIPTION AGREEMENT")
    made.paragraph(
        "This Agreement is made on 2 March 2026 between Northlight Systems, Inc. (“Provider”) and Ferrous Retail Group "
        "plc (“Customer”)."
    )
    made.clause(
        "4.2",
        "Payment",
        "Customer shall pay each undisputed invoice within {-thirty (30)-}{+ninety (90)+} days after the invoice date. "
        "Overdue amounts bear interest at 1% per month.",
        DANA,
    )
    made.clause(
        "8.1",
        "Limitation of Liability",
        "{+Except for Customer, +}{-E-}{+e+}ach party’s total liability under this Agreement shall not exceed "
        "{-the fees paid in the twelve (12) months before the event-}{+three (3) times the fees paid and payable "
        "during the Term+}.",
        OMAR,
    )
    made.clause(
        "9.1",
        "Indemnification",
        "{+Provider shall indemnify, defend and hold harmless Customer from any and all losses arising from or "
        "relating to this Agreement.+}",
        DANA,
    )
    made.clause("10.2", "Uptime", "Provider shall make the Service available 99.9% of each calendar month.")
    made.clause(
        "12.4",
        "Renewal",
        "This Agreement renews for successive terms of twelve (12) months unless a party gives notice at least sixty "
        "(60) days before the end of the term.",
    )
    made.clause(
        "14", "Governing Law", "This Agreement is governed by the laws of {-Delaware-}{+England and Wales+}.", DANA
    )
    made.paragraph("EXHIBIT A. SERVICE CREDITS")
    made.paragraph("Monthly uptime\tCredit")
    made.paragraph("below 99.9% but at least 99.0%\t5% of the monthly fee")
    made.paragraph("below 99.0%\t10% of the monthly fee")
    return made


def comments(made: Draft) -> tuple[Comment, ...]:
    cap = made.place("three (3) times the fees paid and payable during the Term")
    span = Span(cap["start"], cap["end"])
    quoted: dict[str, Any] = {"span": span, "quote": cap["quote"], "paragraph": cap["paragraph"]}
    return (
        Comment("1", "Our insurers ask for this. Is there room?", author=OMAR, date="2026-03-02T09:44:00Z", **quoted),
        Comment("2", "We would also take 2x.", author=DANA, date="2026-03-03T16:10:00Z", parent="1", **quoted),
    )


def deviations(made: Draft) -> tuple[Deviation, ...]:
    return (
        _deviation(
            made,
            "d1",
            "prohibited_position",
            "critical",
            "three (3) times the fees paid and payable during the Term",
            title="Liability cap of three times all fees",
            reason="The cap rises from twelve months of fees to three times everything paid over the term.",
            changes=(
                Change(
                    "the fees paid in the twelve (12) months before the event",
                    "three (3) times the fees paid and payable during the Term",
                ),
            ),
            answer="Each party’s total liability under this Agreement shall not exceed the fees paid in the twelve "
            "(12) months before the event.",
            guidance="Hold at twelve months. Offer eighteen only where the deal is above 250,000 a year.",
            clause_type="limitation_of_liability",
            position="prohibited-1",
            approver="general_counsel",
            authors=(OMAR,),
            revisions=("r6", "r7"),
            comments=("1",),
        ),
        _deviation(
            made,
            "d2",
            "clause_added",
            "high",
            "Provider shall indemnify, defend and hold harmless Customer from any and all losses arising from or "
            "relating to this Agreement.",
            title="Uncapped indemnity added",
            reason="Customer added an indemnity for any loss, without cap and without a third-party claim.",
            changes=(
                Change("", "Provider shall indemnify, defend and hold harmless Customer from any and all losses"),
            ),
            answer="",
            guidance="Offer our indemnity for third-party intellectual property claims instead.",
            clause_type="indemnification",
            approver="general_counsel",
            authors=(DANA,),
            revisions=("r8",),
        ),
        _deviation(
            made,
            "d3",
            "tolerance_exceeded",
            "high",
            "ninety (90) days",
            title="Payment term of 90 days",
            reason="Payment is due 90 days after the invoice; the playbook allows at most 45.",
            changes=(Change("thirty (30)", "ninety (90)"),),
            answer="Customer shall pay each undisputed invoice within thirty (30) days after the invoice date.",
            guidance="45 days is the furthest fallback, and only with a direct debit.",
            clause_type="payment_terms",
            position="standard",
            approver="finance",
            authors=(DANA,),
            revisions=("r1", "r2"),
        ),
        Deviation(
            id="d4",
            kind="missing_clause",
            severity="medium",
            direction="adverse",
            title="Force Majeure",
            reason="Our master agreement requires a force majeure clause; none was found.",
            changes=(),
            answer="Neither party is liable for delay caused by events beyond its reasonable control.",
            guidance="Insert after the general provisions.",
            confidence=0.9,
            method="absence",
            clause_type="force_majeure",
            approver="legal",
            quote="",
            start=len(made.text),
            end=len(made.text),
        ),
        _deviation(
            made,
            "d5",
            "law_or_venue_changed",
            "low",
            "England and Wales",
            title="Governing law moved to England and Wales",
            reason="English law is an approved fallback for customers in the United Kingdom.",
            changes=(Change("Delaware", "England and Wales"),),
            answer="This Agreement is governed by the laws of Delaware.",
            guidance="",
            direction="neutral",
            clause_type="governing_law",
            position="fallback-1",
            authors=(DANA,),
            revisions=("r9", "r10"),
        ),
    )


def _deviation(made: Draft, name: str, kind: Any, severity: Any, quote: str, **more: Any) -> Deviation:
    defaults: dict[str, Any] = {"direction": "adverse", "confidence": 0.94, "method": "tracked"}
    return Deviation(id=name, kind=kind, severity=severity, **(made.place(quote) | defaults | more))


def fields(made: Draft) -> tuple[Field, ...]:
    rows: tuple[tuple[str, Any, str, float], ...] = (
        ("title", "Master Subscription Agreement", "MASTER SUBSCRIPTION AGREEMENT", 0.99),
        (
            "party",
            {"name": "Northlight Systems, Inc.", "role": "provider", "defined_as": "Provider"},
            "Northlight Systems, Inc. (“Provider”)",
            0.98,
        ),
        (
            "party",
            {"name": "Ferrous Retail Group plc", "role": "customer", "defined_as": "Customer"},
            "Ferrous Retail Group plc (“Customer”)",
            0.98,
        ),
        ("agreement_date", "2026-03-02", "2 March 2026", 0.97),
        ("payment_term", {"duration": "P90D", "trigger": "invoice_date"}, "within ninety (90) days", 0.95),
        ("uptime_commitment", {"percent": "99.9", "measurement_period": "P1M"}, "99.9% of each calendar month", 0.96),
        ("renewal_term", "P12M", "successive terms of twelve (12) months", 0.95),
        ("renewal_notice_period", "P60D", "at least sixty (60) days", 0.96),
        ("governing_law", "England and Wales", "England and Wales", 0.6),
    )
    return tuple(
        Field(name=name, value=value, confidence=confidence, method=f"{name}.stated", **made.place(quote))
        for name, value, quote, confidence in rows
    )


def make_review(**changes: Any) -> Review:
    """The review; ``changes`` replace its parts."""
    made = draft()
    review = Review(
        document=DocumentSummary(
            sha256="5d41402abc4b2a76b9719d911017c592ae76b9719d911017c5925d41402abc4b",
            name="Ferrous MSA redline.docx",
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            pages=None,
            words=len(made.text.split()),
            text=made.text,
            original_text=made.original,
            revisions=tuple(made.revisions),
            comments=comments(made),
            problems=(),
        ),
        agreement_type="master_agreement",
        library="Northlight standard library",
        library_version="3f2a9c41d0b7",
        today="2026-03-05",
        models=("encoder@9f31c2a4be11",),
        clauses=tuple(made.clauses),
        matches=(
            Match(
                **made.place("Provider shall make the Service available 99.9% of each calendar month."),
                clause_type="uptime",
                position="standard",
                score=0.99,
                similarity=1.0,
                method="exact",
                scores={"ratio": 1.0},
            ),
        ),
        deviations=deviations(made),
        fields=fields(made),
        findings=(
            Finding(
                kind="undefined_term",
                severity="low",
                message="“Term” is used but never defined.",
                evidence=(Evidence(**made.place("during the Term")),),
                confidence=0.8,
            ),
        ),
        approvals=(
            Approval("finance", "Finance", 1, "high", "The payment term is over 45 days.", ("d3",)),
            Approval("legal", "Legal", 2, "medium", "A required clause is missing.", ("d4",)),
            Approval("general_counsel", "General Counsel", 3, "critical", "Liability and indemnity.", ("d1", "d2")),
        ),
    )
    return replace(review, **changes)


def with_document(review: Review, **changes: Any) -> Review:
    """The review with parts of its document replaced."""
    return replace(review, document=replace(review.document, **changes))


def calm_review() -> Review:
    """A review with nothing to decide."""
    return make_review(deviations=(), approvals=(), findings=())


def partial_review() -> Review:
    """A review of a file of which a page could not be read."""
    problem = Problem("page_without_text", "Page 7 is a picture without text; it was not read.", page=7)
    return with_document(make_review(), problems=(problem,), pages=12)
