"""What reviewers strike out and put in with marks upon a PDF becomes revisions."""

from __future__ import annotations

from pdf_builder import HEIGHT, LEADING, lines, pdf
from pdf_notes_builder import Notes, Rect, under
from pypdf.generic import NameObject

from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf
from extractor.types import Document

FIRST = "Customer pays within thirty days of each invoice."
SECOND = "Provider repairs the services at no charge."


def contract() -> Notes:
    return Notes(pdf(lines(FIRST, "", SECOND)))


def read(notes: Notes) -> Document:
    document = read_pdf(notes.data(), "contract.pdf", DEFAULT_LIMITS)
    for revision in document.revisions:
        removed = revision.kind == "deletion"
        text, span = (document.original_text, revision.original_span) if removed else (document.text, revision.span)
        assert text[span.start : span.end] == revision.text
    return document


def changes(document: Document) -> list[tuple[str, str]]:
    return [(revision.kind, revision.text) for revision in document.revisions]


def before(words: str) -> Rect:
    left, bottom, _, _ = under(FIRST, words)
    return left - 3, bottom - 2, left + 3, bottom + 5


def test_struck_words_are_deleted_with_who_did_it_and_when() -> None:
    notes = contract()
    notes.mark("StrikeOut", [under(FIRST, "of each invoice")], T="Ann Lee", M="D:20260302")
    document = read(notes)
    (revision,) = document.revisions
    assert (revision.kind, revision.text, revision.author, revision.date, revision.paragraph) == (
        "deletion",
        " of each invoice",
        "Ann Lee",
        "2026-03-02",
        1,
    )
    assert document.text == f"Customer pays within thirty days.\n{SECOND}"
    assert document.original_text == f"{FIRST}\n{SECOND}"
    assert document.comments == ()


def test_words_at_a_caret_are_put_in_before_the_word_there() -> None:
    notes = contract()
    notes.add("Caret", before("thirty"), "sixty or", T="Ann")
    document = read(notes)
    assert document.text == f"{FIRST.replace('thirty', 'sixty or thirty')}\n{SECOND}"
    assert document.original_text == f"{FIRST}\n{SECOND}"
    assert [(kind, text.strip()) for kind, text in changes(document)] == [("insertion", "sixty or")]
    assert [comment.text for comment in document.comments] == ["sixty or"]
    assert [document.quote(block.span) for block in document.blocks] == document.text.split("\n")


def test_a_replacement_is_a_deletion_and_an_insertion_at_one_place() -> None:
    notes = contract()
    caret = notes.add("Caret", before("of each"), "sixty days", T="Ann")
    notes.mark("StrikeOut", [under(FIRST, "thirty days")], IRT=caret, RT=NameObject("/Group"), T="Ann")
    document = read(notes)
    assert document.text.startswith("Customer pays within sixty days of each invoice.")
    assert changes(document) == [("deletion", "thirty days"), ("insertion", "sixty days")]
    assert document.comments[0].quote == "thirty days"
    assert document.comments[0].span.start == document.text.index("sixty")


def test_words_put_in_at_the_end_of_a_line_follow_it() -> None:
    notes = contract()
    _, bottom, right, _ = under(FIRST, "invoice.")
    notes.add("Caret", (right, bottom, right + 6, bottom + 6), "No set-off applies.")
    assert read(notes).text == f"{FIRST} No set-off applies.\n{SECOND}"


def test_comments_behind_a_change_keep_their_words() -> None:
    notes = contract()
    notes.add("Caret", before("thirty"), "sixty or")
    notes.mark("Highlight", [under(FIRST, "each invoice")], "All?")
    notes.mark("Highlight", [under(SECOND, "no charge", top=100 + LEADING / 2 + LEADING)], "Why?")
    document = read(notes)
    assert [comment.quote for comment in document.comments[1:]] == ["each invoice", "no charge"]
    assert all(document.quote(comment.span) == comment.quote for comment in document.comments)


def test_highlights_underlines_and_notes_change_nothing() -> None:
    notes = contract()
    for subtype in ("Highlight", "Underline", "Squiggly"):
        notes.mark(subtype, [under(FIRST, "thirty days")], "Sixty?")
    notes.add("Text", (20, HEIGHT - 110, 40, HEIGHT - 90), "Sixty?")
    document = read(notes)
    assert (document.revisions, document.text) == ((), document.original_text)


def test_a_struck_paragraph_leaves_no_block() -> None:
    notes = contract()
    notes.mark("StrikeOut", [under(FIRST, FIRST)])
    document = read(notes)
    assert (document.text, len(document.blocks)) == (SECOND, 1)
    assert document.original_text == f"{FIRST}\n{SECOND}"


def test_a_caret_a_little_inside_a_word_stands_before_it() -> None:
    left, bottom, _, _ = under(FIRST, "thirty")
    notes = contract()
    notes.add("Caret", (left + 1, bottom, left + 7, bottom + 6), "sixty or")
    assert read(notes).text.startswith("Customer pays within sixty or thirty days")
