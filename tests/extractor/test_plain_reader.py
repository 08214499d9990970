"""Plain text and Markdown: paragraphs, whatever the encoding and however the lines were wrapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import EmptyDocument, LimitReached, UnsupportedDocument
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.decoding import decode
from extractor.readers.markdown import read_markdown
from extractor.readers.plain import read_text
from extractor.types import Document

WRAPPED = """\
                         SERVICE AGREEMENT

1. TERM. This Agreement begins on the date of the last signature
and runs for one year unless either party ends it by notice in
writing.
2. FEES. The Customer pays the fees of the order form within
thirty days.
   (a) Late fees bear interest at one percent for each month in
which they are late.
Signed by the parties
"""


def text_document(text: str) -> Document:
    return read_text(text.encode(), "a.txt", DEFAULT_LIMITS)


def markdown(text: str) -> Document:
    return read_markdown(text.encode(), "a.md", DEFAULT_LIMITS)


def lines(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_wrapped_lines_become_paragraphs_again() -> None:
    assert lines(text_document(WRAPPED)) == [
        "SERVICE AGREEMENT",
        "1. TERM. This Agreement begins on the date of the last signature and runs for one year unless either party "
        "ends it by notice in writing.",
        "2. FEES. The Customer pays the fees of the order form within thirty days.",
        "(a) Late fees bear interest at one percent for each month in which they are late.",
        "Signed by the parties",
    ]


def test_a_reference_at_the_beginning_of_a_line_is_no_new_paragraph() -> None:
    first = "The fees are due as this agreement says, in particular in Section"

    assert len(text_document(f"{first}\n3.2 of its first part, and by the dates that are named there.\n").blocks) == 1


def test_where_lines_are_long_each_is_a_paragraph() -> None:
    long_line = "word " * 60

    assert len(text_document(f"{long_line}\n{long_line}\nshort\n{long_line}").blocks) == 4


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_are_line_ends(line_end: str) -> None:
    assert text_document(f"One{line_end}{line_end}Two").text == "One\nTwo"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_quotes_and_dashes_survive_whatever_the_encoding(encoding: str) -> None:
    words = "Fees – due; it’s the Supplier’s"

    assert decode(words.encode(encoding)) == words


def test_an_encoding_of_another_script_is_guessed() -> None:
    words = "Настоящий договор вступает в силу с даты его подписания обеими сторонами и действует один год. " * 4

    assert decode(words.encode("cp1251")) == words


def test_control_characters_are_dropped() -> None:
    assert decode(("word " * 100 + "a\x07b").encode()).endswith("ab")


@pytest.mark.parametrize("data", [b"text" * 200 + b"\x00", bytes(range(1, 256)) * 20, b"\xff\xfe\x00"])
def test_binary_noise_is_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedDocument, match="neither Word, PDF nor text"):
        decode(data)


def test_a_file_of_blanks_is_empty() -> None:
    with pytest.raises(EmptyDocument, match="no words"):
        text_document(" \n\t\n")


def test_more_text_than_the_limit_is_refused() -> None:
    with pytest.raises(LimitReached, match="more than 10 characters"):
        read_text(b"more than ten characters", "a.txt", Limits(text_chars=10))


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200))
def test_blocks_and_text_always_agree(text: str) -> None:
    for read_as in (text_document, markdown):
        try:
            document = read_as(f"Start\n\n{text}")
        except UnsupportedDocument:
            continue
        assert document.text == document.original_text == "\n".join(lines(document))
        assert all(line.strip() for line in lines(document))


def test_markdown_headings_paragraphs_and_emphasis() -> None:
    document = markdown(
        "# Agreement\n\n## Term\n\nOne *full* year,\nwith [notice](http://a.b) `now`.\n\n**All bold**\n"
    )

    assert lines(document) == ["Agreement", "Term", "One full year, with notice now.", "All bold"]
    assert [(block.kind, block.level) for block in document.blocks] == (
        [("heading", 0), ("heading", 1), ("paragraph", None), ("paragraph", None)]
    )
    assert [block.bold for block in document.blocks] == [False, False, False, True]


def test_markdown_lists_keep_their_numbers_as_labels() -> None:
    document = markdown("3. Fees\n   - late\n   - early\n\n   still fees\n4. Term\n")

    assert [(block.label, block.level) for block in document.blocks] == (
        [("3.", 0), ("•", 1), ("•", 1), (None, None), ("4.", 0)]
    )


def test_a_markdown_list_may_start_at_zero() -> None:
    assert [block.label for block in markdown("0. Interpretation\n1. Term\n").blocks] == ["0.", "1."]


def test_markdown_tables_are_rows_of_cells() -> None:
    document = markdown("| Plan | Fee |\n| --- | --- |\n| Basic | 10 |\n")

    assert lines(document) == ["Plan\tFee", "Basic\t10"]
    assert [document.quote(span) for span in document.blocks[1].cells] == ["Basic", "10"]
    assert [block.table for block in document.blocks] == [1, 1]


def test_items_that_markdown_does_not_know_still_begin_a_paragraph() -> None:
    assert lines(markdown("# T\n\nThe parties agree:\n(a) first and\nmore\n(b) second\n")) == (
        ["T", "The parties agree:", "(a) first and more", "(b) second"]
    )


def test_html_in_markdown_loses_its_tags() -> None:
    assert lines(markdown("<div>Plain <b>words</b></div>\n\nText <br> more")) == ["Plain words", "Text  more"]
