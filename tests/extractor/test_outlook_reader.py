"""Outlook messages: headers, words in any of three forms, attachments, mails in mails; nothing of it is trusted."""

from __future__ import annotations

import pytest
from docx_builder import docx, ins, paragraph
from hypothesis import given
from hypothesis import strategies as st
from msg_builder import Folder, attached, compound, compressed, message, stored

from extractor.errors import EmptyDocument, ExtractionError, LimitReached, UnreadableDocument
from extractor.limits import Limits
from extractor.readers import read
from extractor.readers.mail.compressed import unpacked
from extractor.types import Document


def msg(folder: Folder, limits: Limits | None = None) -> Document:
    return read(compound(folder), "a.msg") if limits is None else read(compound(folder), "a.msg", limits)


def reference(offset: int, count: int) -> bytes:
    """A reference into the window: ``count`` bytes from ``offset`` on."""
    return bytes((offset >> 4, (offset & 0xF) << 4 | count - 2))


def test_the_word_file_is_the_contract_and_the_message_its_margin() -> None:
    redline = docx(paragraph("Fees ", ins("rise")))
    folder = message(
        attached("redline.docx", redline),
        subject="Redline",
        sender="Mia",
        body="See attached.\r\n",
        headers="X: 1\r\nDate: Mon, 02 Feb 2026 10:00:00 +0000\r\n",
    )
    document = msg(folder)

    (margin,) = document.margins
    assert (document.text, len(document.revisions)) == ("Fees rise", 1)
    assert margin.text.splitlines() == [
        "Subject: Redline", "From: Mia", "Date: Mon, 02 Feb 2026 10:00:00 +0000", "Attachment: redline.docx", "",
        "See attached.",
    ]  # fmt: skip


def test_a_large_attachment_lies_in_sectors_of_its_own() -> None:
    words = "\n".join(f"{number}. The parties agree on point {number}." for number in range(1, 400))

    assert msg(message(attached("a.txt", words.encode()))).text.endswith("on point 399.")


def test_a_message_in_a_message_is_opened() -> None:
    inner = message(attached("a.txt", b"1. Fees are due."), subject="Inner")

    assert msg(message(attached("Inner", inner), subject="Outer")).text == "1. Fees are due."


def test_words_as_a_web_page() -> None:
    assert msg(message(html=b"<p>Fees are <ins>due</ins>.</p>")).text == "Fees are due."


def test_control_characters_are_no_words_of_a_message() -> None:
    document = msg(message(attached("a\0.txt", b"1. Fees."), subject="Or\0der\x01", body="See\0 it.\0"))

    assert document.margins[0].text == "Subject: Order\nAttachment: a.txt\n\nSee it."


# -- rich text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rich",
    [
        stored(rb"{\rtf1 Fees are due.\par}"),
        # Both begin with a reference to what the window already holds: "{\rtf1\ansi".
        compressed(bytes([0x01]) + reference(0, 11) + b" Fees a" + bytes([0]) + b"re due.}", 26),
    ],
    ids=["stored", "compressed"],
)
def test_words_that_the_message_keeps_as_rich_text_alone(rich: bytes) -> None:
    assert msg(message(rich=rich, subject="Order")).text == "Fees are due."


def test_a_page_inside_rich_text_reads_without_its_tags() -> None:
    rich = (
        rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Fees\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}"
        rb"{\*\htmltag64 <p>}are due.}"
    )

    assert msg(message(rich=stored(rich))).text == "Fees\nare due."


def test_plain_words_count_before_rich_ones_and_damaged_ones_spoil_no_attachment() -> None:
    assert msg(message(body="Plain.", rich=stored(rb"{\rtf1 Rich.}"))).text == "Plain."
    assert msg(message(attached("a.txt", b"1. Fees."), rich=b"LZFu, or not")).text == "1. Fees."


def test_a_reference_may_reach_into_what_it_writes() -> None:
    assert unpacked(compressed(bytes([0b10]) + b"a" + reference(207, 17), 18), 100) == b"a" * 18


def test_the_window_goes_round() -> None:
    literals = b"".join(bytes([0]) + bytes([65 + block % 26]) * 8 for block in range(600))
    flat = unpacked(compressed(literals, 4800), 5000)

    again = reference((207 + 4800 - 8) % 4096, 8)
    assert unpacked(compressed(literals + bytes([1]) + again, 4808), 5000) == flat + flat[-8:]


def test_a_reference_to_where_writing_goes_on_ends_the_text() -> None:
    assert unpacked(compressed(bytes([0b10]) + b"a" + reference(208, 2) + b"beyond", 9), 100) == b"a"


def test_rich_text_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    assert unpacked(compressed(bytes([0b1000]) + b"abc\x01", 9), 100) == b"abc"


def test_a_size_beyond_the_limit_is_refused_before_anything_is_unpacked() -> None:
    with pytest.raises(LimitReached):
        unpacked(compressed(b"", 2**31), 100)
    with pytest.raises(LimitReached):
        msg(message(rich=compressed(b"", 2**31)))


@pytest.mark.parametrize("data", [b"", b"LZFu", b"\0" * 16], ids=["empty", "short", "of no kind"])
def test_what_is_not_packed_so_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        unpacked(data, 100)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_unpack_to_more_than_they_say(body: bytes, size: int) -> None:
    assert len(unpacked(compressed(body, size), 400)) <= size


# -- what can be wrong ------------------------------------------------------------------------------------------------


def test_a_message_without_words_says_so() -> None:
    with pytest.raises(EmptyDocument):
        msg(message(subject="Nothing"))


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_a_damaged_message_reads_or_says_why_not(at: int, put: bytes) -> None:
    data = bytearray(compound(message(attached("a.txt", b"1. Fees are due."), subject="Order", body="See attached.")))
    data[at : at + len(put)] = put
    try:
        document = read(bytes(data), "a.msg")
    except ExtractionError:
        return
    assert document.text
