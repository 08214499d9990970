"""What came back against what was sent: every silent edit is told, and nothing else."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redlines import ANNA, document

from clause_library.sent.as_sent import AsSent
from clause_library.sent.comparing import compare_with_sent, other_contract
from clause_library.sent.types import SentComparison
from extractor.readers import read
from extractor.types import Block, Document, Margin, RecognisedPage, Span

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
FEES = "Customer shall pay each undisputed invoice within thirty (30) days after the invoice date, without set-off."
CAP = "Provider's total liability is limited to the fees paid in the twelve (12) months before the event."
SECRETS = "Each party shall keep the confidential information of the other party secret for three (3) years."
LAW = "This Agreement is governed by the laws of New York, whose courts decide all disputes between the parties."
OURS = ("Master Agreement", "1. Fees", FEES, "2. Liability", CAP, "3. Secrets", SECRETS, "4. Law", LAW)
PDF = "application/pdf"


def told(returned: Document, sent: Document) -> list[tuple[str, str, str]]:
    """Kind, words before and words after of each silent change."""
    found = compare_with_sent(returned, sent)
    return [
        (one.kind, sent.text[one.before.start : one.before.end], found.returned[one.after.start : one.after.end])
        for one in found.changes
    ]


def edited(**texts: str) -> Document:
    """Our agreement with clauses in other words: ``Fees="..."``."""
    lines = list(OURS)
    for heading, text in texts.items():
        lines[next(place for place, line in enumerate(OURS) if line.endswith(heading)) + 1] = text
    return document(*lines)


def test_an_unchanged_document_has_none() -> None:
    assert told(document(*OURS), document(*OURS)) == []


@pytest.mark.parametrize(
    ("heading", "text", "change"),
    [
        ("Fees", FEES.replace("thirty (30)", "ninety (90)"), ("edited", "thirty (30) days", "ninety (90) days")),
        ("Fees", FEES.replace(", without set-off", ""), ("edited", "without set-off", "")),
        ("Law", LAW.replace("New York", "Norway"), ("edited", "New York", "Norway")),
        ("Liability", CAP.replace("liability is", "liability is not"), ("edited", "", "not")),
        ("Liability", CAP.replace("Provider's", "Customer's"), ("edited", "Provider's", "Customer's")),
        ("Secrets", SECRETS.replace("shall", "may"), ("edited", "shall", "may")),
    ],
)
def test_a_silent_edit_is_told_word_by_word(heading: str, text: str, change: tuple[str, str, str]) -> None:
    assert told(edited(**{heading: text}), document(*OURS)) == [change]


@pytest.mark.parametrize(
    "text",
    [
        FEES.replace(", without", " — without"),  # punctuation
        FEES.replace(" ", "  ").replace("invoice", "Invoice"),  # white space and case
        FEES.replace("thirty (30) days", "30 days"),  # one value, written otherwise
        FEES.replace("set-off", "set off"),
        "(a) " + FEES,  # a number
    ],
)
def test_what_reads_the_same_is_none(text: str) -> None:
    assert told(edited(Fees=text), document(*OURS)) == []


def test_renumbered_clauses_and_references_that_follow_are_none() -> None:
    sent = document("1. Fees", FEES, "2. Cap", CAP + " Section 1 stays as it is.")
    back = document("{+0. New words that they track.+}", "2. Fees", FEES, "3. Cap", CAP + " Section 2 stays as it is.")
    assert told(back, sent) == []


def test_a_reference_to_another_clause_is_told() -> None:
    law = LAW + " Section 1 stays."
    sent = document("1. Fees", FEES, "2. Cap", CAP, "3. Law", law)
    back = document("1. Fees", FEES, "2. Cap", CAP, "3. Law", law.replace("Section 1", "Section 2"))
    assert told(back, sent) == [("referred", "Section 1", "Section 2")]


def test_tracked_changes_are_none_and_silent_ones_beside_them_are_told() -> None:
    fees = FEES.replace("thirty (30) days", "{-thirty (30)-}{+sixty (60)+} days")
    assert told(edited(Fees=fees), document(*OURS)) == []
    both = fees.replace("without set-off", "with set-off")
    assert told(edited(Fees=both), document(*OURS)) == [("edited", "without", "with")]


def test_a_silent_change_in_struck_words_has_the_nearest_place() -> None:
    sent = document("1. Fees", FEES, "2. Cap", CAP)
    struck = FEES.replace("thirty (30) days", "forty (40) days")
    found = compare_with_sent(document("1. Fees", f"{{-{struck}-}}", "2. Cap", CAP), sent)
    [change] = found.changes
    assert found.returned[change.after.start : change.after.end] == "forty (40) days"
    assert len(change.place) == 0


def test_a_clause_that_went_came_or_moved_is_told_once() -> None:
    sent = document(*OURS)
    without = [line for line in OURS if line not in ("2. Liability", CAP)]
    assert told(document(*without), sent) == [("removed", f"Liability\n{CAP.rstrip('.')}", "")]
    assert told(sent, document(*without)) == [("added", "", f"Liability\n{CAP.rstrip('.')}")]
    moved = document(*without, "4. Liability", CAP)
    assert [kind for kind, _, _ in told(moved, sent)] == ["moved"]


def test_what_was_edited_in_a_moved_clause_is_told_beside_the_move() -> None:
    other = [line for line in OURS if line not in ("2. Liability", CAP)]
    back = document(*other, "4. Liability", CAP.replace("twelve (12)", "twenty-four (24)"))
    changes = told(back, document(*OURS))
    assert sorted(kind for kind, _, _ in changes) == ["edited", "moved"]
    assert ("edited", "twelve (12) months", "twenty-four (24) months") in changes


def test_a_ticked_box_is_a_change() -> None:
    sent, back = document("☐ Premium support is included."), document("☒ Premium support is included.")
    assert told(back, sent) == [("edited", "☐", "☒")]


def test_revisions_that_stood_in_what_we_sent_are_no_silent_changes() -> None:
    fees = FEES.replace("thirty (30) days", "{-A:thirty (30)-}{+A:sixty (60)+} days")
    sent = edited(Fees=fees)
    assert {revision.author for revision in sent.revisions} == {ANNA}
    assert told(sent, sent) == []  # still tracked
    assert told(edited(Fees=FEES.replace("thirty (30)", "sixty (60)")), sent) == []  # accepted
    theirs = fees.replace("without", "{-without-}{+with+}")
    assert told(edited(Fees=theirs), sent) == []
    assert told(edited(Fees=FEES), sent) == [("edited", "sixty (60) days", "thirty (30) days")]  # refused, not tracked


def test_headers_and_footers_are_compared_within_word() -> None:
    sent = replace(
        document(*OURS), margins=(Margin("header", "Draft of 1 March 2026"), Margin("footer", "Page 1 of 9"))
    )
    back = replace(document(*OURS), margins=(Margin("header", "Draft of 2 May 2026"), Margin("footer", "Page 1 of 12")))
    [change] = compare_with_sent(back, sent).margins
    assert (change.kind, change.change.before, change.change.after) == (
        "header",
        "Draft of 1 March 2026",
        "Draft of 2 May 2026",
    )
    assert compare_with_sent(replace(back, media_type=PDF), sent).margins == ()


def test_a_tracked_header_is_none() -> None:
    sent = replace(document(*OURS), margins=(Margin("header", "Master Agreement"),))
    back = replace(document(*OURS), margins=(Margin("header", "Our Agreement", original="Master Agreement"),))
    assert compare_with_sent(back, sent).margins == ()


def test_a_table_of_contents_may_count_pages_otherwise() -> None:
    def with_page(page: int) -> Document:
        made = document(f"Fees and payment\t{page}", *OURS)
        first: Block = replace(made.blocks[0], style="TOC 1")
        return replace(made, blocks=(first, *made.blocks[1:]))

    assert told(with_page(9), with_page(7)) == []
    assert told(document("Fees ........ 12", *OURS), document("Fees ........ 11", *OURS)) == []


def test_between_formats_breaks_order_furniture_and_numbers_are_none() -> None:
    sent = replace(document(*OURS), margins=(Margin("header", "Larkspur, confidential"),))
    lines = [line.replace(". ", " ", 1) if re.match(r"\d\. ", line) else line for line in OURS]
    broken = [part for line in lines for part in (line[:40], line[40:]) if part]
    back = replace(document("Larkspur, confidential", *(line.strip() for line in broken)), media_type=PDF)
    assert told(back, sent) == []
    assert told(sent, back) == []


def test_between_formats_an_edit_is_told() -> None:
    back = replace(edited(Law=LAW.replace("New York", "Norway")), media_type=PDF)
    assert told(back, document(*OURS)) == [("edited", "New York", "Norway")]


def test_between_formats_a_negation_that_moved_is_told() -> None:
    sent = document("Provider shall not assign it. Customer shall assign it to its affiliates and successors freely.")
    words = "Provider shall assign it. Customer shall not assign it to its affiliates and successors freely."
    changes = told(replace(document(words), media_type=PDF), sent)
    assert "not" in " ".join(f"{before} {after}" for _, before, after in changes).split()


@pytest.mark.parametrize("returned", ["saas-agreement-sent.docx", "saas-agreement-sent.pdf"])
@pytest.mark.parametrize("sent", ["saas-agreement-sent.docx", "saas-agreement-sent.pdf"])
def test_the_sample_in_two_formats_is_one_text(sent: str, returned: str) -> None:
    assert told(sample(returned), sample(sent)) == []


@pytest.mark.parametrize("sent", ["saas-agreement-sent.docx", "saas-agreement-sent.pdf"])
def test_the_sample_redline_has_its_one_planted_silent_change(sent: str) -> None:
    assert told(sample("saas-agreement-redline.docx"), sample(sent)) == [("edited", "other than in paying fees", "")]


def test_another_contract_is_said_to_be_one() -> None:
    other = document(*(f"Tenant number {number} waters the roses on day {number}." for number in range(40)))
    comparison = compare_with_sent(sample("saas-agreement-sent.docx"), other)
    problem = other_contract(comparison, other)
    assert problem is not None
    assert problem.code == "other_contract"
    assert other_contract(compare_with_sent(document(*OURS), document(*OURS)), other) is None


def sample(name: str) -> Document:
    return read((SAMPLES / name).read_bytes(), name)


VOCABULARY = (
    "customer provider invoice service payment notice breach renewal support license software damages audit consent "
    "schedule purpose approval delivery warranty records"
).split()
FOREIGN = "kangaroo pelican walrus otter badger heron lynx marmot".split()
LINES = st.lists(st.lists(st.sampled_from(VOCABULARY), min_size=6, max_size=25), min_size=2, max_size=12)


def joined(lines: list[list[str]]) -> Document:
    return document(*(" ".join(line) + "." for line in lines))


def words_of(comparison: SentComparison, text: str) -> str:
    return " ".join(
        f"{text[one.before.start : one.before.end]} {comparison.returned[one.after.start : one.after.end]}"
        for one in comparison.changes
    )


@settings(deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_every_edited_word_is_told_and_nothing_without_one(lines: list[list[str]], chance: random.Random) -> None:
    sent = joined(lines)
    assert told(joined(lines), sent) == []
    changed = [list(line) for line in lines]
    planted = []
    for word in chance.sample(FOREIGN, chance.randrange(1, 5)):
        line = chance.choice(changed)
        place = chance.randrange(len(line))
        line[place : place + chance.randrange(2)] = [word]
        planted.append(word)
    back = joined(changed)
    kept = [word for word in planted if word in back.text]
    found = compare_with_sent(back, sent)
    assert all(word in words_of(found, sent.text) for word in kept)
    for change in found.changes:
        assert back.text[change.place.start : change.place.end] == found.returned[change.after.start : change.after.end]


@settings(deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_tracked_edits_are_never_silent(lines: list[list[str]], chance: random.Random) -> None:
    marked = [list(line) for line in lines]
    for line in marked:
        for place in sorted(chance.sample(range(len(line)), chance.randrange(3)), reverse=True):
            word = line[place]
            line[place] = chance.choice([f"{{-{word}-}}", f"{{-{word}-}}{{+walrus+}}", f"{{+walrus +}}{word}"])
    if chance.random() < 0.5:
        gone = chance.randrange(len(marked))
        marked[gone] = [f"{{-{' '.join(lines[gone])}.-}}"]
    back = document(
        *(line[0] if len(line) == 1 and line[0].endswith(".-}") else " ".join(line) + "." for line in marked)
    )
    assert told(back, joined(lines)) == []


@given(LINES, st.randoms(use_true_random=False))
def test_places_lead_from_the_refused_text_to_the_accepted_one(lines: list[list[str]], chance: random.Random) -> None:
    marked = [" ".join(f"{{-{w}-}}" if chance.random() < 0.2 else w for w in line) + "." for line in lines]
    back = document(*marked)
    was = AsSent(back, joined(lines))
    assert was.text == back.original_text
    for found in re.finditer(r"\w+", was.text):
        place = was.place(*found.span())
        assert back.text[place.start : place.end] in (found.group(), "")


def test_two_thousand_paragraphs_are_told_edit_by_edit() -> None:
    chance = random.Random(7)
    lines = [[chance.choice(VOCABULARY) for _ in range(20)] for _ in range(2000)]
    changed = [list(line) for line in lines]
    for number in range(0, 2000, 20):
        changed[number][10] = "walrus"
    found = compare_with_sent(joined(changed), joined(lines))
    assert len(found.changes) == 100
    assert all(found.returned[one.after.start : one.after.end] == "walrus" for one in found.changes)


def test_an_empty_document_is_no_trouble() -> None:
    empty = replace(document("x"), text="", original_text="", blocks=(), recognised=(RecognisedPage(1, 0.5),))
    assert [kind for kind, _, _ in told(empty, document(*OURS))] == ["removed"]
    assert Span(0, 0) == compare_with_sent(empty, document("One line.")).changes[0].place
