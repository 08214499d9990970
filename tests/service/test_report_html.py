from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from review_factory import calm_review, make_review, partial_review, with_document

from clause_library.types import Alternative, Baseline, Change, Review, TypedWords
from extractor.types import Clause, Revision, Span
from service.reports.contract_text import contract_parts
from service.reports.html import render_html

HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>{{ 7 * 7 }}\u202e"


class Page(HTMLParser):
    """What a browser would see: tags, ids, links and words by element."""

    VOID = frozenset({"meta", "input", "br", "img", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.targets: set[str] = set()
        self.attributes: set[str] = set()
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        if values.get("id"):
            self.ids[values["id"] or ""] += 1
        if tag == "a" and values.get("href"):
            self.targets.add(values["href"] or "")
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.words.setdefault(self._open[-1], []).append(data)


def hostile_review() -> Review:
    """A review whose every word that comes from outside tries to break out."""
    review = make_review()
    document = review.document
    text = HOSTILE + document.text[len(HOSTILE) :]
    return replace(
        with_document(
            review,
            name=HOSTILE,
            text=text,
            revisions=tuple(replace(one, author=HOSTILE, date=HOSTILE) for one in document.revisions),
            comments=tuple(replace(one, author=HOSTILE, text=HOSTILE) for one in document.comments),
        ),
        library=HOSTILE,
        models=(HOSTILE,),
        clauses=tuple(replace(one, number=HOSTILE, heading=HOSTILE) for one in review.clauses),
        deviations=tuple(
            replace(
                one,
                title=HOSTILE,
                reason=HOSTILE,
                answer=HOSTILE,
                guidance=HOSTILE,
                authors=(HOSTILE,),
                approver=HOSTILE,
                changes=(Change(HOSTILE, HOSTILE),),
            )
            for one in review.deviations
        ),
        fields=tuple(replace(one, value={"name": HOSTILE}, quote=HOSTILE) for one in review.fields),
        findings=tuple(replace(one, message=HOSTILE) for one in review.findings),
        approvals=tuple(replace(one, title=HOSTILE, reason=HOSTILE) for one in review.approvals),
    )


@pytest.mark.parametrize("review", [make_review(), calm_review(), partial_review(), hostile_review()])
def test_the_page_is_well_formed_and_every_jump_lands(review: Review) -> None:
    page = Page(render_html(review))
    assert page.unbalanced == []
    assert [name for name, count in page.ids.items() if count > 1] == []
    assert {target[1:] for target in page.targets} <= set(page.ids)


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    page = Page(render_html(make_review()))
    assert all(target.startswith("#") for target in page.targets)
    assert not {"img", "link", "iframe", "form", "object", "base"} & set(page.tags)
    assert not {"src", "style", "srcset", "action"} & page.attributes


def test_only_our_style_and_script_may_run() -> None:
    html = render_html(make_review())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert inline is not None
        digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_words_from_outside_stay_words() -> None:
    html = render_html(hostile_review())
    page = Page(html)
    assert page.tags["script"] == 1
    assert page.tags["img"] == 0
    assert not {name for name in page.attributes if name.startswith("on")}
    assert "{{ 7 * 7 }}" in html
    assert "\u202e" not in html


def test_the_header_says_what_was_reviewed_and_what_to_do() -> None:
    html = render_html(make_review())
    for words in (
        "Ferrous MSA redline.docx",
        "Northlight Systems, Inc. · Ferrous Retail Group plc",
        "Master agreement",
        "5 March 2026",
        "3f2a9c41d0b7",
        "Not ready to sign",
        "10 tracked changes, 2 comments",
    ):
        assert words in html


def test_approvals_come_in_their_order() -> None:
    html = render_html(make_review())
    places = [html.index(f"<b>{title}</b>") for title in ("Finance", "Legal", "General Counsel")]
    assert places == sorted(places)


def test_a_card_shows_the_change_its_author_the_thread_and_the_answer() -> None:
    html = render_html(make_review())
    card = html[html.index('id="card-d1"') : html.index('id="card-d2"')]
    assert "<del>the fees paid in the twelve (12) months before the event</del>" in card
    assert "<ins>three (3) times the fees paid and payable during the Term</ins>" in card
    assert "Omar Reyes, 2 March 2026, 09:41" in card
    assert card.index("Our insurers ask for this") < card.index("We would also take 2x.")
    assert "8.1 Limitation of Liability" in card
    assert "General Counsel" in card
    assert "months before the event.</p>" in card


def test_a_silent_change_is_told_from_a_tracked_one() -> None:
    review = make_review()
    silent = replace(review.deviations[2], authors=(), revisions=(), tracked=False)
    html = render_html(make_review(deviations=(silent,), approvals=()))
    assert "Not tracked" in html
    assert 'data-authors="0"' in html


def test_silent_changes_are_the_first_group_whatever_their_severity() -> None:
    review = make_review()
    last = replace(review.deviations[-1], kind="text_changed", revisions=(), tracked=False)
    sent = Baseline("sent.docx", "ab" * 32)
    html = render_html(with_document(replace(review, deviations=(*review.deviations[:-1], last)), baseline=sent))
    titles = re.findall(r'<h3[^>]*id="group-(\w+)"', html)
    assert titles[0] == "untracked"
    assert html.count(f'id="card-{last.id}"') == 1
    assert "found by comparing with the version that we sent" in html
    assert "Compared with</dt>" in html
    assert "sent.docx, SHA-256 abababababab" in html
    assert f'value="{last.severity}"' in html


def test_missing_clauses_stand_apart_with_the_approved_clause() -> None:
    html = render_html(make_review())
    missing = html[html.index("Missing clauses") : html.index('id="findings-title"')]
    assert "Force Majeure" in missing
    assert "Approved clause" in missing
    assert 'href="#at-d4"' not in html


def test_problems_are_told_before_the_figures() -> None:
    html = render_html(partial_review())
    assert html.index("This review is incomplete") < html.index('class="counts"')
    assert "Page 7 is a picture without text" in html
    assert "This review is incomplete" not in render_html(make_review())


def test_the_contract_shows_revisions_in_the_authors_colour() -> None:
    html = render_html(make_review())
    assert re.search(
        r'<del class="by-1" title="Struck by Dana Whitfield, 2 March 2026, 09:41">thirty \(30\)</del>', html
    )
    assert re.search(r'<ins class="by-2" title="Inserted by Omar Reyes, [^"]+">Except for Customer, </ins>', html)


def test_every_character_of_the_contract_is_shown_once_and_in_order() -> None:
    review = make_review()
    shown = "\n".join(
        "\t".join("".join(piece.text for piece in cell if piece.change != "deleted") for cell in paragraph.cells)
        for part in contract_parts(review)
        for paragraph in part.paragraphs
    )
    assert shown == review.document.text


def test_overlapping_deviations_mark_the_words_with_the_worst() -> None:
    review = make_review()
    inner = review.deviations[2]
    outer = replace(
        inner,
        id="d9",
        severity="critical",
        quote=review.document.text[inner.start - 10 : inner.end],
        start=inner.start - 10,
    )
    pieces = [
        piece
        for part in contract_parts(make_review(deviations=(outer, inner)))
        for paragraph in part.paragraphs
        for cell in paragraph.cells
        for piece in cell
    ]
    both = [piece for piece in pieces if set(piece.deviations) == {"d9", "d3"} and piece.change != "deleted"]
    assert "".join(piece.text for piece in both) == inner.quote
    assert {piece.severity for piece in both} == {"critical"}


def test_a_clause_that_was_struck_is_marked_and_leads_to_its_card() -> None:
    review = make_review()
    struck = next(one for one in review.document.revisions if one.text == "Delaware")
    removed = replace(
        review.deviations[4], kind="clause_removed", quote="", start=struck.span.start, end=struck.span.start
    )
    html = render_html(make_review(deviations=(replace(removed, revisions=(struck.id,)),), approvals=()))
    assert re.search(r'<mark class="sev-low" data-marks="d5"><del [^>]+>Delaware</del></mark><a class="ref"', html)
    assert 'href="#at-d5">Show in the contract' in html


def test_a_struck_paragraph_stays_a_paragraph_and_a_rewritten_one_stays_one() -> None:
    review = make_review(deviations=(), fields=(), findings=(), clauses=())
    struck = Revision("r1", "deletion", "Gone.", Span(0, 0), Span(0, 5))
    rewritten = Revision("r2", "deletion", "Old.", Span(6, 6), Span(12, 16))
    written = Revision("r3", "insertion", "New.", Span(6, 10), Span(16, 16))
    (part,) = contract_parts(
        with_document(
            review,
            text="Stays\nNew.",
            original_text="Gone.\nStays\nOld.",
            revisions=(struck, rewritten, written),
            comments=(),
        )
    )
    assert [[piece.text for piece in one.cells[0]] for one in part.paragraphs] == [
        ["Gone."],
        ["Stays"],
        ["Old.", "New."],
    ]


def test_table_rows_become_a_table() -> None:
    parts = contract_parts(make_review())
    assert [len(part.paragraphs) for part in parts if part.table] == [3]


def test_a_number_that_word_counts_is_shown_though_the_text_has_none() -> None:
    text = "Payment\nCustomer pays."
    clause = Clause("c1", "8.2(b)", "Payment", "Customer pays.", Span(8, 22), Span(0, 22), 1, page=4)
    review = with_document(make_review(deviations=(), fields=(), findings=()), text=text, revisions=(), comments=())
    (part,) = contract_parts(replace(review, clauses=(clause,)))
    assert [(one.label, one.heading, one.page) for one in part.paragraphs] == [("8.2(b)", True, 4), ("", False, None)]


def test_the_report_says_what_each_clause_was_taken_for_why_and_what_else_it_could_have_been() -> None:
    review = make_review()
    match = replace(
        review.matches[0],
        reason="Shares the words “invoice”, “undisputed”.",
        alternatives=(Alternative("late_payment", "standard", 0.41, "is further in meaning"),),
        score=0.93,
    )
    text = review.document.text
    uncovered = next(clause for clause in review.clauses if clause.id not in {one.clause for one in review.matches})
    typed = TypedWords(
        quote=text[uncovered.span.start : uncovered.span.end],
        start=uncovered.span.start,
        end=uncovered.span.end,
        clause=uncovered.id,
        clause_type="most_favored_nation",
        probability=0.71,
    )
    place = {"start": match.start, "end": match.end, "quote": match.quote, "clause": match.clause}
    within = replace(typed, **place, clause_type="never_shown")

    html = render_html(replace(review, matches=(match,), types=(typed, within)))

    assert "Shares the words “invoice”, “undisputed”." in html
    assert "Not: Late payment (41%) is further in meaning" in html
    assert "Most favored nation" in html
    assert "71%" in html
    assert "Never shown" not in html, "a clause that has an entry is told once"


def test_what_a_clause_was_taken_for_cannot_break_out() -> None:
    review = make_review()
    bad = replace(review.matches[0], reason=HOSTILE, alternatives=(Alternative("x", "standard", 0.4, HOSTILE),))
    assert "<script>alert(1)" not in render_html(replace(review, matches=(bad,)))
