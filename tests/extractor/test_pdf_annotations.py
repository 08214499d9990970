"""A PDF's margin notes are comments: on their words, with author, date and thread, whatever the file does."""

from __future__ import annotations

import logging
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_builder import HEIGHT, WIDTH, lines, pdf, prose, rows, together
from pdf_notes_builder import Notes, icon, numbers, quads, under
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
)
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf import annotations
from extractor.readers.pdf.annotations import iso_date
from extractor.readers.pdf.reader import read_pdf
from extractor.types import Comment, Document, Span

FIRST = "The customer shall pay each invoice within thirty days after"
SECOND = "it was received, unless the customer disputes it in good faith."


def read(data: bytes) -> Document:
    document = read_pdf(data, "contract.pdf", DEFAULT_LIMITS)
    for comment in document.comments:
        assert document.quote(comment.span) == comment.quote or comment.quote in document.original_text
    return document


def contract() -> Notes:
    return Notes(pdf(lines(FIRST, SECOND)))


def only(notes: Notes) -> Comment:
    (comment,) = read(notes.data()).comments
    return comment


@pytest.mark.parametrize("subtype", ["Highlight", "Underline", "Squiggly", "StrikeOut"])
def test_a_note_on_marked_words_quotes_exactly_those(subtype: str) -> None:
    notes = contract()
    notes.mark(subtype, [under(FIRST, "within thirty days")], "Make it sixty.", T="Ann Lee", M="D:20260302094100Z")
    comment = only(notes)
    assert (comment.text, comment.quote) == ("Make it sixty.", "within thirty days")
    assert (comment.author, comment.date, comment.initials) == ("Ann Lee", "2026-03-02T09:41:00Z", None)
    assert (comment.parent, comment.resolved, comment.paragraph) == (None, None, 1)


def test_a_mark_over_two_lines_quotes_from_its_first_to_its_last_word() -> None:
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "days after"), under(SECOND, "it was received,", top=114)], "From when?")
    assert only(notes).quote == "days after it was received,"


def test_one_box_around_two_lines_marks_all_of_both() -> None:
    notes = contract()
    left, _, right, top = under(FIRST, FIRST)
    notes.add("Highlight", (left, HEIGHT - 118, right + 50, top), "Long.")
    assert only(notes).quote == f"{FIRST} {SECOND}"


def test_a_word_parted_at_the_line_end_is_quoted_whole() -> None:
    first, second = (
        "Each party keeps all of the other party's infor-",
        "mation to itself. It is information of value to each",
    )
    notes = Notes(pdf(lines(first, second)))
    notes.mark("Highlight", [under(first, "infor-"), under(second, "mation", top=114)], "Which?")
    document = read(notes.data())
    assert [comment.quote for comment in document.comments] == ["information"]


def test_words_behind_a_number_that_stands_close_are_found_exactly() -> None:
    line = "2.1General. The services are those of the order."
    notes = Notes(pdf(lines(line)))
    notes.mark("Highlight", [under(line, "The services")], "Which?")
    document = read(notes.data())
    assert document.text.startswith("2.1 General.")
    assert document.comments[0].quote == "The services"


def test_a_mark_in_a_table_quotes_the_words_of_its_cell() -> None:
    cells = [("Plan", "Users", "Price"), ("Basic", "10", "$100"), ("Large", "500", "$2,000")]
    notes = Notes(pdf(rows(*cells, top=100, lefts=(72, 220, 360))))
    notes.mark("Highlight", [under("$2,000", "$2,000", top=128, left=360)], "Too much.")
    document = read(notes.data())
    assert document.blocks[2].kind == "table_row"
    assert document.comments[0].quote == "$2,000"
    assert document.comments[0].span == document.blocks[2].cells[2]
    assert document.comments[0].paragraph == 3


def test_a_mark_on_a_later_page_finds_its_own_page_in_a_paragraph_over_two() -> None:
    first, second = prose(40), "which are lower case and so go on with it until the end is here."
    notes = Notes(pdf(lines(*first), lines(second)))
    notes.add("Highlight", under(second, "lower case"), "Here.", page=2, QuadPoints=quads(under(second, "lower case")))
    document = read(notes.data())
    assert len(document.blocks) == 1
    assert document.comments[0].quote == "lower case"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_mark_on_a_turned_page_quotes_its_words(turn: int) -> None:
    text = "First line of a wide page."

    def sideways(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{0: (0, 0), 90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[turn])
        canvas.rotate(turn)
        canvas.drawString(72, 300, text)
        canvas.drawString(72, 270, "Second line of it.")

    left, bottom, right, top = under(text, "a wide", top=HEIGHT - 300)
    turned = {
        0: (left, bottom, right, top),
        90: (WIDTH - top, left, WIDTH - bottom, right),
        180: (WIDTH - right, HEIGHT - top, WIDTH - left, HEIGHT - bottom),
        270: (bottom, HEIGHT - right, top, HEIGHT - left),
    }[turn]
    notes = Notes(pdf(sideways))
    notes.mark("Highlight", [turned], "How wide?")
    notes.add("Text", turned, "The line is meant.")
    document = read(notes.data())
    assert document.text == f"{text}\nSecond line of it."
    assert [comment.quote for comment in document.comments] == ["a wide", text]


def test_a_page_that_shows_only_a_part_of_itself_is_no_obstacle() -> None:
    notes = contract()
    notes.writer.pages[0].cropbox.lower_left = (50, 400)
    notes.mark("Highlight", [under(FIRST, "each invoice")], "All?")
    assert only(notes).quote == "each invoice"


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 1, 3, 2), (2, 3, 0, 1), (1, 3, 0, 2)])
def test_the_corners_of_a_mark_may_come_in_any_order(order: tuple[int, ...]) -> None:
    left, bottom, right, top = under(FIRST, "each invoice")
    corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
    notes = contract()
    notes.add(
        "Highlight", (0, 0, 9, 9), "All?", QuadPoints=numbers(*(number for place in order for number in corners[place]))
    )
    assert only(notes).quote == "each invoice"


@pytest.mark.parametrize("subtype", ["Text", "FreeText"])
def test_a_sticky_note_hangs_on_the_line_beside_it(subtype: str) -> None:
    notes = Notes(pdf(lines("1. Term. One year.", "", "", "2. Fees. None.", "", "", "3. Law. Ours.")))
    notes.add(subtype, icon(top=128 - 4), "Not none.")
    comment = only(notes)
    assert (comment.text, comment.quote, comment.paragraph) == ("Not none.", "2. Fees. None.", 2)


def test_a_sticky_note_between_columns_of_cells_hangs_on_the_nearer_line() -> None:
    left, right = prose(16, seed=1, width=200), prose(16, seed=2, width=200)
    notes = Notes(pdf(together(lines(*left, top=120, left=60), lines(*right, top=120, left=320))))
    notes.add("Text", icon(top=120 + 14 * 5 - 4, left=545), "Right one.")
    assert only(notes).quote == right[5]


def test_a_callout_hangs_on_the_line_that_it_points_to() -> None:
    notes = contract()
    notes.add("FreeText", icon(top=500), "Which one?", CL=numbers(90, HEIGHT - 98, 60, 300, 40, 300))
    assert only(notes).quote == FIRST


def test_an_insertion_mark_hangs_on_the_word_where_it_stands() -> None:
    left, bottom, _, _ = under(FIRST, "thirty")
    notes = contract()
    notes.add("Caret", (left + 1, bottom, left + 7, bottom + 6), "sixty or")
    assert only(notes).quote == "thirty"


def test_a_replacement_is_one_comment_on_the_words_that_it_strikes_out() -> None:
    _, bottom, right, top = under(FIRST, "thirty days")
    notes = contract()
    caret = notes.add("Caret", (right, bottom, right + 6, top), "sixty days", T="Ann")
    notes.mark("StrikeOut", [under(FIRST, "thirty days")], "is ignored", IRT=caret, RT=NameObject("/Group"))
    comment = only(notes)
    assert (comment.text, comment.quote, comment.author) == ("sixty days", "thirty days", "Ann")


def test_answers_hang_on_the_words_that_were_asked_about() -> None:
    notes = contract()
    words = [under(FIRST, "each invoice")]
    asked = notes.mark("Highlight", words, "All of them?", T="Ann", M="D:20260302094100+01'00'")
    answer = notes.add("Text", icon(500), "Yes.", T="Bob", IRT=asked, RT=NameObject("/R"), CreationDate="D:20260303")
    notes.add("Text", icon(600), "Good.", T="Ann", IRT=answer)
    comments = read(notes.data()).comments
    assert [(comment.id, comment.parent, comment.text) for comment in comments] == [
        ("1", None, "All of them?"),
        ("2", "1", "Yes."),
        ("3", "2", "Good."),
    ]
    assert [comment.date for comment in comments] == ["2026-03-02T09:41:00+01:00", "2026-03-03", None]
    assert {comment.quote for comment in comments} == {"each invoice"}


def test_an_answer_that_comes_before_its_question_finds_it() -> None:
    notes = contract()
    asked = notes.mark("Highlight", [under(FIRST, "each invoice")], "All?")
    notes.add("Text", icon(500), "Yes.", IRT=asked)
    notes.array().reverse()
    assert [(comment.text, comment.parent) for comment in read(notes.data()).comments] == [
        ("Yes.", "2"),
        ("All?", None),
    ]


def test_an_answer_to_a_mark_without_words_begins_the_thread() -> None:
    notes = contract()
    asked = notes.mark("Highlight", [under(FIRST, "each invoice")])
    notes.add("Text", icon(500), "Why is this marked?", IRT=asked)
    comment = only(notes)
    assert (comment.text, comment.parent, comment.quote) == ("Why is this marked?", None, "each invoice")


@pytest.mark.parametrize(
    ("model", "states", "resolved"),
    [
        ("Review", ["Completed"], True),
        ("Review", ["Cancelled"], True),
        ("Review", ["Rejected"], False),
        ("Review", ["Completed", "None"], False),
        ("Marked", ["Marked"], True),
        ("Marked", ["Unmarked"], False),
    ],
)
def test_a_state_is_no_comment_but_says_how_one_stands(model: str, states: list[str], resolved: bool) -> None:
    notes = contract()
    target = notes.mark("Highlight", [under(FIRST, "each invoice")], "All?")
    for state in states:
        target = notes.add("Text", icon(500), f"{state} set by Ann", IRT=target, StateModel=model, State=state)
    comment = only(notes)
    assert (comment.text, comment.resolved) == ("All?", resolved)


def test_the_words_of_formatted_text_are_read_where_there_are_no_others() -> None:
    rich = (
        '<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p>Make it <b>sixty</b> &amp; no more.</p>'
        "<p>Or less.</p></body>"
    )
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "thirty")], RC=rich)
    notes.mark("Highlight", [under(FIRST, "days")], "Plain.", RC=rich)
    assert [comment.text for comment in read(notes.data()).comments] == [
        "Make it sixty & no more.\nOr less.",
        "Plain.",
    ]


def test_entities_of_formatted_text_stay_unread(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("canary")
    entities = f'<!ENTITY a SYSTEM "file://{tmp_path}/secret"><!ENTITY c "canary">'
    rich = f"<!DOCTYPE b [{entities}]><body><p>Pay &a;&c;now.</p></body>"
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "thirty")], RC=rich)
    assert only(notes).text == "Pay now."


def test_lines_and_odd_characters_of_a_note_become_plain_lines() -> None:
    notes = contract()
    notes.mark(
        "Highlight", [under(FIRST, "thirty")], "First.\r\rSecond\u00a0\u202eone.\nThird \x07“one”.", T=" Ann\tLee "
    )
    comment = only(notes)
    assert comment.text == "First.\n\nSecond one.\nThird “one”."
    assert comment.author == "Ann Lee"


def test_links_popups_form_fields_and_silent_marks_are_no_comments() -> None:
    notes = contract()
    notes.add("Link", icon(100), "Follow me.")
    notes.add("Widget", icon(100), "Fill me in.")
    note = notes.mark("Highlight", [under(FIRST, "thirty")])
    notes.add("Popup", icon(100), "What the highlight says.", Parent=note)
    document = read(notes.data())
    assert (document.comments, document.problems) == ((), ())


def test_what_a_note_looks_like_is_no_text_of_the_contract() -> None:
    plain = read(contract().data())
    notes = contract()
    look = notes.writer._add_object(_appearance(b"BT /F1 11 Tf 5 5 Td (Not of the contract) Tj ET"))
    appearance = DictionaryObject({NameObject("/N"): look})
    notes.add("FreeText", (72, 500, 300, 530), "Not of the contract", AP=appearance, DA="/Helv 11 Tf 0 g")
    document = read(notes.data())
    assert (document.text, document.blocks) == (plain.text, plain.blocks)
    assert document.comments[0].text == "Not of the contract"


def test_a_mark_on_what_is_not_of_the_contract_quotes_nothing_and_stands_on_its_page() -> None:
    notes = contract()
    notes.mark("Highlight", [(300, 20, 340, 30)], "What is missing here?")
    comment = only(notes)
    assert (comment.text, comment.quote, comment.paragraph) == ("What is missing here?", "", 1)


def test_a_note_on_a_page_without_text_stands_where_the_page_would() -> None:
    picture = partial(Canvas.rect, x=100, y=100, width=300, height=500, fill=1)
    notes = Notes(pdf(lines("The first page."), picture, lines("The third page.")))
    notes.add("Text", icon(300), "Who signed this?", page=2)
    comment = only(notes)
    assert (comment.span, comment.quote) == (Span(15, 15), "")


def test_notes_in_a_file_that_only_forbids_editing_are_read() -> None:
    notes = Notes(pdf(lines(FIRST)))
    notes.mark("Highlight", [under(FIRST, "thirty")], "Sixty.", T="Ann")
    notes.writer.encrypt("", "owner", algorithm="AES-256")
    comment = only(notes)
    assert (comment.text, comment.quote, comment.author) == ("Sixty.", "thirty", "Ann")


BROKEN: dict[str, dict[str, object]] = {
    "no marks": {"QuadPoints": ArrayObject()},
    "marks that are words": {"QuadPoints": ArrayObject([NameObject("/A")] * 8)},
    "marks that end too soon": {"QuadPoints": numbers(1, 2, 3)},
    "marks that are none": {"QuadPoints": NameObject("/None")},
    "marks beyond all pages": {"QuadPoints": numbers(*[1e30] * 8)},
    "a huge number of marks": {"QuadPoints": numbers(*[1.0] * 80_000)},
    "a date that is none": {"M": "yesterday", "CreationDate": NumberObject(3)},
    "a date out of range": {"M": "D:20269999999999Z"},
    "an author that is a number": {"T": NumberObject(3)},
    "an answer to nothing": {"IRT": NullObject()},
    "an answer to words": {"IRT": "a note"},
    "an answer to a copy": {"IRT": DictionaryObject()},
    "a kind of answer that is none": {"RT": NumberObject(9)},
    "a callout that is none": {"CL": NameObject("/X")},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_note_with_a_broken_entry_is_still_a_comment(name: str) -> None:
    notes = contract()
    entries = {"QuadPoints": quads(under(FIRST, "thirty"))} | BROKEN[name]
    notes.add("Highlight", under(FIRST, "thirty"), "Sixty.", **entries)  # type: ignore[arg-type]
    comment = only(notes)
    assert (comment.text, comment.author, comment.date) == ("Sixty.", None, None)
    assert comment.quote == ("" if name == "a huge number of marks" else "thirty")


def test_notes_that_cannot_be_read_cost_only_themselves_and_their_words_are_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "thirty")], RC="<body><p>canary")
    notes.mark("Highlight", [under(FIRST, "days")], "Good.", T=ByteStringObject(b"\xfe\xff\xd8canary"))
    notes.array().append(NullObject())
    notes.array().append(NumberObject(7))
    notes.array().append(IndirectObject(99_999, 0, notes.writer))
    with caplog.at_level(logging.DEBUG):
        document = read(notes.data())
    assert [comment.text for comment in document.comments] == ["Good."]
    assert [(problem.code, problem.page) for problem in document.problems] == [("note_unreadable", 1)]
    assert "page 1" in caplog.text
    assert "canary" not in caplog.text


def test_what_the_second_library_says_of_damage_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "thirty")], "Sixty.")
    with caplog.at_level(logging.DEBUG):
        assert read(b"canary\n" + notes.data()).comments
    assert not [record for record in caplog.records if record.name.startswith("pypdf")]


def test_a_file_that_the_second_library_cannot_open_is_read_without_its_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise KeyError("canary")

    monkeypatch.setattr(annotations, "PdfReader", refuse)
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "thirty")], "Sixty.")
    document = read(notes.data())
    assert document.text == f"{FIRST} {SECOND}"
    assert [problem.code for problem in document.problems] == ["notes_unreadable"]


def test_notes_that_only_one_library_sees_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "thirty")], "Sixty.")
    monkeypatch.setattr(annotations, "_NOTES_ON_PAGES", frozenset())
    assert [(problem.code, problem.page) for problem in read(notes.data()).problems] == [("note_unreadable", 1)]


def test_answers_in_a_circle_are_comments_without_a_question() -> None:
    notes = contract()
    first = notes.add("Text", icon(96), "One.")
    second = notes.add("Text", icon(96), "Two.", IRT=first)
    first.get_object()[NameObject("/IRT")] = second
    own = notes.add("Text", icon(96), "Three.")
    own.get_object()[NameObject("/IRT")] = own
    notes.add("Text", icon(96), "Four.", IRT=second)
    assert [(comment.text, comment.parent) for comment in read(notes.data()).comments] == [
        ("One.", None),
        ("Two.", None),
        ("Three.", None),
        ("Four.", None),
    ]


def test_notes_that_hold_themselves_and_deep_arrays_are_safe() -> None:
    notes = contract()
    deep = ArrayObject()
    for _ in range(400):
        deep = ArrayObject([deep])
    own = notes.add("Highlight", under(FIRST, "thirty"), "Sixty.", QuadPoints=deep)
    own.get_object()[NameObject("/T")] = own
    loop = ArrayObject()
    reference = notes.writer._add_object(loop)
    loop.append(reference)
    own.get_object()[NameObject("/Rect")] = reference
    comments = read(notes.data()).comments
    assert [(comment.text, comment.author, comment.quote) for comment in comments] in ([("Sixty.", None, "")], [])


@pytest.mark.parametrize("bound", ["NOTES", "MARKS"])
def test_more_notes_than_anybody_writes_are_left_out_and_said_so(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, bound, 3)
    notes = contract()
    for number in range(5):
        notes.mark("Highlight", [under(FIRST, "thirty")], f"Note {number}.")
    document = read(notes.data())
    assert [comment.text for comment in document.comments] == ["Note 0.", "Note 1.", "Note 2."]
    assert [problem.code for problem in document.problems] == ["notes_left_out"]


def test_a_note_of_endless_length_is_cut_visibly() -> None:
    notes = contract()
    notes.mark("Highlight", [under(FIRST, "thirty")], "word " * 100_000)
    text = only(notes).text
    assert len(text) <= 10_000
    assert text.endswith("word…")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("D:20260302094100+02'00'", "2026-03-02T09:41:00+02:00"),
        ("D:20260302094100-05'30", "2026-03-02T09:41:00-05:30"),
        ("D:20260302094100Z00'00'", "2026-03-02T09:41:00Z"),
        ("20260302094100", "2026-03-02T09:41:00"),
        ("D:2026030209", "2026-03-02T09:00:00"),
        ("D:20260302", "2026-03-02"),
        ("D:20261302", None),
        ("D:20260302094100+99'99'", None),
        ("2 March", None),
        ("", None),
    ],
)
def test_dates_are_iso_dates_as_exact_as_the_file_is(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


def test_a_file_without_notes_does_not_load_the_second_library() -> None:
    script = (
        "import sys; from extractor.readers.pdf.reader import read_pdf; from extractor.limits import DEFAULT_LIMITS;"
        "read_pdf(sys.stdin.buffer.read(), 'a', DEFAULT_LIMITS); sys.exit('pypdf' in sys.modules)"
    )
    notes = contract()
    notes.add("Link", icon(100), "Follow me.")
    assert subprocess.run([sys.executable, "-c", script], input=notes.data(), check=False).returncode == 0


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_in_a_file_with_notes_gives_a_document_or_a_named_error(data: st.DataObject) -> None:
    notes = contract()
    asked = notes.mark("Highlight", [under(FIRST, "thirty days")], "Sixty.", T="Ann", M="D:20260302")
    notes.add("Text", icon(500), "No.", IRT=asked)
    marked = bytearray(notes.data())
    place = data.draw(st.integers(0, len(marked) - 1))
    noise = data.draw(st.binary(max_size=6))
    marked[place : place + len(noise)] = noise
    try:
        read(bytes(marked))
    except ExtractionError:
        return


def _appearance(drawing: bytes) -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    stream = StreamObject()
    stream[NameObject("/Type")] = NameObject("/XObject")
    stream[NameObject("/Subtype")] = NameObject("/Form")
    stream[NameObject("/BBox")] = numbers(0, 0, 228, 30)
    stream[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream.set_data(drawing)
    return stream
