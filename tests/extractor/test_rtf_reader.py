"""Rich text: both texts, revisions with authors, comments, labels, code pages; hostile nesting is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ExtractionError, LimitReached
from extractor.readers import read
from extractor.types import Document, FormChanges

REDLINE = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"
    rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Heading 1;}}{\*\revtbl{Unknown;}{Mia Falk;}}"
    rb"\pard\plain\s1{\listtext\pard\plain 1.\tab}\ls1\ilvl0{\b Fees}\par"
    rb"\pard\plain Customer pays within {\deleted\revauthdel1\revdttmdel1742842436 thirty}"
    rb"{\revised\revauth1\revdttm1742842436 sixty} days.\par}"
)


def rtf(body: bytes) -> Document:
    return read(rb"{\rtf1\ansi " + body + b"}", "a.rtf")


def test_both_texts_and_who_changed_what_when() -> None:
    document = read(REDLINE, "a.rtf")

    assert document.text == "Fees\nCustomer pays within sixty days."
    assert document.original_text == "Fees\nCustomer pays within thirty days."
    assert [(r.kind, r.text, r.author, r.date) for r in document.revisions] == [
        ("deletion", "thirty", "Mia Falk", "2026-01-21T09:04:00"),
        ("insertion", "sixty", "Mia Falk", "2026-01-21T09:04:00"),
    ]


def test_the_number_that_the_file_shows_is_a_label_and_no_text() -> None:
    heading = read(REDLINE, "a.rtf").blocks[0]

    assert (heading.kind, heading.label, heading.level, heading.style) == ("heading", "1.", 0, "Heading 1")
    assert heading.bold


def test_a_comment_hangs_on_its_words() -> None:
    document = rtf(
        rb"Pay {\*\atrfstart 7}at once{\*\atrfend 7}{\*\atnid MF}{\*\atnauthor Mia Falk}\chatn"
        rb"{\*\annotation{\*\atnref 7}{\*\atndate 1742842436}\pard Too soon.} or never.\par"
    )

    (comment,) = document.comments
    assert (comment.quote, comment.text, comment.author, comment.initials) == (
        "at once",
        "Too soon.",
        "Mia Falk",
        "MF",
    )
    assert document.text == "Pay at once or never."


def test_a_table_is_rows_of_cells() -> None:
    document = rtf(rb"Before\par\trowd\pard\intbl Fee\cell Ten\cell\row\pard After\par")

    row = document.blocks[1]
    assert document.text == "Before\nFee\tTen\nAfter"
    assert (row.kind, row.table, [document.quote(cell) for cell in row.cells]) == ("table_row", 1, ["Fee", "Ten"])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"caf\'e9", "café"),
        (rb"\u8220?yes\u8221?", "“yes”"),
        (rb"{\uc2\u8364 ab}5", "€5"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"{\upr{ansi}{\*\ud{\u8364?}}}", "€"),
        (rb"a\~b\_c\-d", "a\u00a0b-cd"),
        (rb"a{\*\unknown hidden}b{\pict 0102}c", "abc"),
        (rb"a\bin3 {}{b", "ab"),
        (rb"{\field{\*\fldinst REF x}{\fldrslt 4.2}}", "4.2"),
    ],
)
def test_words_in_every_spelling(body: bytes, text: str) -> None:
    assert rtf(body).text == text


def test_a_font_brings_its_code_page() -> None:
    assert read(rb"{\rtf1{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'c4\'e0}", "a.rtf").text == "Да"


def test_footnotes_follow_the_text_and_headers_stand_beside_it() -> None:
    document = rtf(rb"{\header Draft}Body{\footnote Note} ends.\par")

    assert document.text == "Body ends.\nNote"
    assert [(margin.kind, margin.text) for margin in document.margins] == [("header", "Draft")]


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(LimitReached, match="nested"):
        rtf(b"{" * 100_000)


@given(st.integers(0, len(REDLINE)), st.binary(max_size=6), st.integers(0, 20))
def test_a_damaged_file_reads_with_exact_offsets_or_says_why_not(at: int, put: bytes, cut: int) -> None:
    try:
        document = read(b"{\\rtf1" + REDLINE[6:at] + put + REDLINE[max(at, 6) + cut :], "a.rtf")
    except ExtractionError:
        return
    for revision in document.revisions:
        if not revision.superseded and revision.kind == "insertion":
            assert document.quote(revision.span) == revision.text
    assert all(block.span.end <= len(document.text) for block in document.blocks)


def test_a_byte_of_zero_is_no_word() -> None:
    assert read(rb"{\rtf1 Pay\u0?ment\'00 is due.\par}", "x.rtf").text == "Payment is due."


def test_comments_of_one_number_are_told_apart() -> None:
    note = rb"{\*\atnid X}{\*\atnauthor Y}\chatn {\*\annotation {\*\atnref 1} Why?\par}"
    document = read(rb"{\rtf1 Payment" + note + rb" is due" + note + rb".\par}", "x.rtf")
    assert len({comment.id for comment in document.comments}) == len(document.comments) == 2


def test_a_comment_within_a_comment_does_not_take_its_number() -> None:
    inner = rb"{\*\annotation {\*\atnref 1} Because.\par}"
    outer = rb"{\*\atnid X}\chatn {\*\annotation {\*\atnref 1} Why?" + inner + rb"\par}"
    document = read(rb"{\rtf1 Payment" + outer + rb" is due.\par}", "x.rtf")
    assert len({comment.id for comment in document.comments}) == len(document.comments)
    assert "Why?" in [comment.text for comment in document.comments]


def test_the_two_halves_of_a_move_share_the_name_of_their_ranges() -> None:
    document = rtf(
        rb"{\*\mvfmf m1}{\mvf\mvauth1 Notices. }{\*\mvfme m1}Term.\par "
        rb"Fees. {\*\mvtmf m1}{\mvt\mvauth1 Notices.}{\*\mvtme m1}\par"
    )

    assert (document.text, document.original_text) == ("Term.\nFees. Notices.", "Notices. Term.\nFees.")
    assert [(one.kind, one.move_id) for one in document.revisions] == [("move_from", "m1"), ("move_to", "m1")]


def test_hidden_words_are_text_and_marked() -> None:
    document = rtf(rb"Pay {\v secretly }now\par")

    assert document.text == "Pay secretly now"
    assert [document.quote(span) for span in document.hidden] == ["secretly "]


def test_changes_of_form_are_counted_by_paragraph_and_author() -> None:
    document = rtf(
        rb"{\*\revtbl{Unknown;}{Mia;}{Tom;}}A {\b\crauth1\crdate1 bold} {\i\crauth1 one}\par {\crauth2 B}\par "
        rb"\pard\prauth1\prdate1 C\par"
    )

    assert document.revisions == ()
    assert document.form_changes == (FormChanges("Mia", 2), FormChanges("Tom", 1))
