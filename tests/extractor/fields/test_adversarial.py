"""No text makes segmentation and fields slow: hostile text costs no more than twenty times an ordinary one of its
length, and twice of it about twice the time. Processor time counts, beside an ordinary text on the same machine."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from extractor import extract_fields, segment
from extractor.readers import read
from extractor.types import Block, Document, Span
from models.interfaces import SentenceSplitter
from models.loading import load_sentences

MOST_TIMES_ORDINARY = 20.0
RETRIES = 3
GROWTH = 3.5
"""Times as long for twice the text: 2 where time is linear, 4 where it is quadratic."""
LENGTH = 100_000
LINES_LENGTH = 24_000
CELLS = 10_000
OPENING = "SERVICES AGREEMENT\n\nThis Agreement is made as of March 3, 2024 by and between Acme Inc. and Bolt LLC.\n\n"
ORDINARY = (
    "{0}. Services. The Provider shall perform the services that Schedule {0} describes within thirty (30) days of "
    "each order and shall invoice the Customer for them at the end of the month in which they were performed.\n\n"
    "{0}.1 Changes. Either party may ask for a change in writing. Nothing changes before both have agreed to it. The "
    "other party answers without undue delay and says what the change costs and how long it takes to carry it out.\n\n"
)


def repeated(item: str) -> Callable[[int], str]:
    return lambda length: (item * (length // len(item) + 1))[:length]


def counted(item: str) -> Callable[[int], str]:
    """``item`` with a running number, so that no two are the same."""
    return lambda length: "".join(item.format(number) for number in range(1, length // len(item) + 1))


HOSTILE = {
    "one letter": repeated("a"),
    "open brackets": repeated("("),
    "brackets in brackets": lambda length: "(" * (length // 2) + ")" * (length // 2),
    "an endless amount": lambda length: "$1" + ",000" * (length // 4),
    "an endless decimal": repeated("1.0"),
    "digits with dots": repeated("9.9.9 "),
    "amounts in columns": repeated("$     1.50     2.00     "),
    "fees": lambda length: "".join(f"The fee for item {n} is ${n}.00 per month, " for n in range(length // 42)),
    "more users": lambda length: "".join(f"additional users at ${n}.00 per month; " for n in range(length // 40)),
    "number words": repeated("thirty "),
    "twenty-one hundred": repeated("twenty-one hundred "),
    "within within": repeated("within "),
    "quotes in quotes": lambda length: "“" * (length // 2) + "”" * (length // 2),
    "a quoted term without end": repeated('"Term" or '),
    "WHEREAS": repeated("WHEREAS "),
    "tabs": repeated("\t"),
    "one deep number": repeated("1."),
    "blanks of all kinds": repeated("\u2003\u00a0\u200b\u202f"),
    "right-to-left marks": repeated("\u202e\u200f a"),
    "letters that grow in lower case": repeated("\u0130 "),
    "by and between": repeated("by and between "),
    "companies without end": counted('Company {} Inc., a Delaware corporation ("C"), and '),
    "Effective Date": repeated("Effective Date "),
    "dates": repeated("March 3, 2024 "),
    "renewals": repeated("shall renew for successive one year terms unless a party gives sixty days notice "),
    "laws": repeated("governed by the laws of the State of "),
    "severities": repeated("critical urgent response "),
    "royalties": counted("a royalty of {}% of net sales; "),
    "caps": counted("Its liability shall not exceed ${}. "),
    "terms": counted("The initial term is {} days. "),
    "limits of insurance": counted("It insures general liability of ${}. "),
    "audits": counted("Company A{0} AND B B B B B may audit its books on {0} days' notice. "),
    "capitals before an audit": repeated("ABC ABC ABC ABC may audit the books, "),
    "assignments": counted("Buyer {0} may not assign this Agreement without the consent of Seller {0}. "),
    "notice addresses": counted("Notices to Buyer {0}: 12 Canal Street, Suite {0}, Boston, MA 02110. "),
    "cure periods": counted("It may terminate if the other fails to cure a breach within {} days of notice. "),
}
HOSTILE_LINES = {
    "empty lines": repeated("\n"),
    "deep numbers": lambda length: "\n\n".join(".".join("1" * depth) + " Item" for depth in range(1, 300))[:length],
    "the same number": repeated("1. Item\n\n"),
    "roman items": repeated("(i) item\n\n"),
    "by and between": repeated("by and between\n\n"),
    "agreements without end": counted("This Agreement is made by and between Company {} Inc. and Other LLC.\n\n"),
    "Effective Date": repeated("Effective Date\n\n"),
    "terms": counted("The initial term of this Agreement is {} years from the Effective Date.\n\n"),
    "signatures": repeated("By: ____\n\n"),
    "contents": repeated("TABLE OF CONTENTS\n\n1. Term .... 3\n\n"),
    "only titles of contents": repeated("CONTENTS\n\n"),
    "captions": repeated("Exhibit A\n\n"),
}
"""Each of many short paragraphs costs more than its characters."""


TABLES: dict[str, Callable[[int], list[list[str]]]] = {
    "many rows": lambda cells: [["Fee", "monthly", "due"] for _ in range(cells // 3)],
    "one row of empty cells": lambda cells: [[""] * cells],
    "two wide rows": lambda cells: [["Uptime"] * (cells // 2), ["Response"] * (cells // 2)],
    "a wide row of prices": lambda cells: [["Fee"] * (cells // 2), [f"${n}.00" for n in range(cells // 2)]],
    "numbered rows": lambda cells: [
        [f"{row}.", "The provider shall perform the services."] for row in range(cells // 2)
    ],
}


def document(words: str) -> Document:
    return read((OPENING + words + " end.\n").encode(), "contract.txt")


def table(rows: list[list[str]]) -> Document:
    """A document that is one table."""
    blocks, start = [], 0
    for row in rows:
        cells, place = [], start
        for cell in row:
            cells.append(Span(place, place + len(cell)))
            place += len(cell) + 1
        blocks.append(Block(Span(start, place - 1), "table_row", table=1, cells=tuple(cells)))
        start = place
    text = "\n".join("\t".join(row) for row in rows)
    return Document("0" * 64, "table", "text/plain", text, text, tuple(blocks))


def seconds(made: Document, sentences: SentenceSplitter) -> float:
    """Processor time of segmentation and fields."""
    start = time.process_time()
    extract_fields(segment(made), sentences)
    return time.process_time() - start


@pytest.fixture(scope="module")
def sentences() -> SentenceSplitter:
    splitter = load_sentences()
    seconds(document(counted(ORDINARY)(LENGTH)), splitter)  # loads what is loaded once a process
    return splitter


@pytest.fixture(scope="module")
def ordinary(sentences: SentenceSplitter) -> float:
    """What an ordinary text of ``LENGTH`` costs."""
    made = document(counted(ORDINARY)(LENGTH))
    return min(seconds(made, sentences) for _ in range(2))


def is_slow(cost: Callable[[int], float], length: int, ordinary: float) -> bool:
    """Whether a text of ``length`` costs far more than twice one of half of it, or far more than an ordinary one."""
    spent = cost(length)
    if spent < ordinary:
        return False
    half = cost(length // 2)
    for _ in range(RETRIES):
        if spent <= max(GROWTH * half, ordinary) and spent <= MOST_TIMES_ORDINARY * ordinary:
            return False
        spent, half = min(spent, cost(length)), max(half, cost(length // 2))  # a busy machine is not a slow rule
    return spent > max(GROWTH * half, ordinary) or spent > MOST_TIMES_ORDINARY * ordinary


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_by_its_length(name: str, ordinary: float, sentences: SentenceSplitter) -> None:
    def cost(length: int) -> float:
        return seconds(document(HOSTILE[name](length)), sentences)

    assert not is_slow(cost, LENGTH, ordinary)


@pytest.mark.parametrize("name", HOSTILE_LINES)
def test_hostile_lines_take_time_by_their_number(name: str, ordinary: float, sentences: SentenceSplitter) -> None:
    def cost(length: int) -> float:
        return seconds(document(HOSTILE_LINES[name](length)), sentences)

    assert not is_slow(cost, LINES_LENGTH, ordinary * LINES_LENGTH / LENGTH)


@pytest.mark.parametrize("name", TABLES)
def test_hostile_tables_take_time_by_their_cells(name: str, ordinary: float, sentences: SentenceSplitter) -> None:
    def cost(cells: int) -> float:
        return seconds(table(TABLES[name](cells)), sentences)

    assert not is_slow(cost, CELLS, ordinary)


def test_half_a_million_characters_without_a_full_stop(ordinary: float, sentences: SentenceSplitter) -> None:
    words = repeated("the party shall perform the services of the schedule and the term is one year and ")
    assert seconds(document(words(5 * LENGTH)), sentences) < 5 * MOST_TIMES_ORDINARY * ordinary


@pytest.mark.parametrize(
    ("power", "start", "slow"),
    [
        (1, 0.001, False),
        (1, 1.9, False),
        (1, 2.1, True),  # linear, but more than twenty times what it should be
        (2, 0.09, False),  # quadratic, but nobody will notice
        (2, 0.11, True),
        (3, 0.11, True),
    ],
)
def test_what_counts_as_slow(power: int, start: float, slow: bool) -> None:
    assert is_slow(lambda length: start * (length / LENGTH) ** power, LENGTH, 0.1) is slow
