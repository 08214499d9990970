"""EDGAR: the contract out of a filing, pages and tables of its plain text, and pages as filing agents write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import EmptyDocument
from extractor.readers import read
from extractor.types import Document

LEASE = """<PAGE>

                                LEASE AGREEMENT

     1. PREMISES. Landlord leases to Tenant the premises at 1 Main Street, which
Tenant accepts as they are.

     2. TERM. The term is five years from
                                      -2-
<PAGE>   3
the commencement date.

     3. RENT. The rent is
<TABLE>
<CAPTION>
     Year                Rent
     ----                ----
<S>                      <C>
     1                   $10,000 a year
     2                   $12,000 a year
</TABLE>
                                       3

<PAGE>
     4. LAW. New York law governs.
"""
READ = [
    "LEASE AGREEMENT",
    "1. PREMISES. Landlord leases to Tenant the premises at 1 Main Street, which Tenant accepts as they are.",
    "2. TERM. The term is five years from the commencement date.",
    "3. RENT. The rent is",
    "Year\tRent",
    "1\t$10,000 a year",
    "2\t$12,000 a year",
    "4. LAW. New York law governs.",
]


def envelope(kind: str, words: str) -> str:
    head = f"<TYPE>{kind}\n<SEQUENCE>2\n<FILENAME>a.txt\n<DESCRIPTION>WORDS\n<TEXT>"
    return f"<DOCUMENT>\n{head}\n{words}\n</TEXT>\n</DOCUMENT>\n"


def submission(*documents: str) -> str:
    head = "<SEC-DOCUMENT>1.txt : 20000101\n<SEC-HEADER>\nTYPE: 10-K\n</SEC-HEADER>\n"
    return f"{head}{''.join(documents)}</SEC-DOCUMENT>\n"


def filing(text: str) -> Document:
    return read(text.encode(), "a.txt")


def lines(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "in its envelope"])
def test_plain_text_loses_its_tags_and_page_numbers_and_keeps_its_tables(wrapped: bool) -> None:
    document = filing(envelope("EX-10.1", LEASE) if wrapped else LEASE)

    assert lines(document) == READ
    assert [block.table for block in document.blocks if block.kind == "table_row"] == [1, 1, 1]


def test_paragraphs_that_were_set_as_a_table_are_paragraphs() -> None:
    items = (
        "<TABLE>\n<S>  <C>\n1.   Landlord leases the premises\n     to Tenant as they are.\n     No more.\n</TABLE>\n"
    )

    assert lines(filing(f"<PAGE>\n{items}")) == ["1.   Landlord leases the premises to Tenant as they are. No more."]


def test_a_table_that_never_ends_takes_nothing_with_it() -> None:
    assert lines(filing("<PAGE>\nFees\n\n<TABLE>\n1. Rent   is   due.\n")) == ["Fees", "1. Rent   is   due."]


def test_text_without_such_tags_is_left_alone() -> None:
    assert lines(filing("1. Fees\n\n-2-\n\nSee <PAGE> 3 and <S>.")) == ["1. Fees", "-2-", "See <PAGE> 3 and <S>."]


@pytest.mark.parametrize("opening", ["", "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001\n\n"])
def test_of_a_whole_filing_the_exhibit_is_read_and_the_others_are_named(opening: str) -> None:
    report, other = envelope("10-K", "Annual report."), envelope("EX-99.1", "Press release.")
    document = filing(opening + submission(report, other, envelope("EX-10.2", LEASE)))

    assert lines(document) == READ
    assert [(problem.code, problem.message) for problem in document.problems] == [
        (
            "other_attachments_not_read",
            "EX-10.2 was read; the filing also holds EX-99.1, 10-K. Send each by itself to review it.",
        )
    ]


def test_what_a_document_calls_itself_is_shown_in_letters_only() -> None:
    document = filing(submission(envelope("EX-10.1", "1. Fees."), envelope("EX-\0\x1b[99" + "9" * 99, "Other.")))
    assert "also holds EX-99999999999999999. Send" in document.problems[0].message


def test_documents_without_words_do_not_count() -> None:
    pdf = envelope("EX-10.1", "<PDF>\nbegin 644 a.pdf\nM)5!$1BTQ\n</PDF>")

    assert lines(filing(submission(pdf, envelope("EX-10.2", "1. Fees.")))) == ["1. Fees."]
    with pytest.raises(EmptyDocument):
        filing(pdf)


def test_number_and_words_of_one_paragraph_may_be_blocks_set_into_the_line() -> None:
    page = (
        '<html><body><div>Lease</div><div><div style="DISPLAY: inline-block; width:36pt">1.</div>'
        '<div style="display:inline">Rent.</div> <div style="display: inline">It is due.</div></div><div>End</div>'
    )

    assert lines(filing(envelope("EX-10", page))) == ["Lease", "1. Rent. It is due.", "End"]


def test_an_envelope_in_an_envelope_goes_no_deeper() -> None:
    nested = "<DOCUMENT>\n<TYPE>EX-10\n<TEXT>\n" * 5_000 + "<p>Fees.</p>"

    assert "Fees." in filing(nested).text


LINES = ("<PAGE>", "<TABLE>", "</TABLE>", "<S>  <C>", "-2-", "3", "word", "----", "Fees.", "", "a  b")


@given(st.lists(st.sampled_from(LINES)))
def test_any_order_of_lines_reads_or_has_no_words(parts: list[str]) -> None:
    try:
        document = filing("\n".join(parts))
    except EmptyDocument:
        return
    assert "\n".join(lines(document)) == document.text
