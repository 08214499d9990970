"""No text makes the checks slow: four times the text takes about four times the time, whatever is in it."""

from __future__ import annotations

import time

import pytest
from findings_of import BODY, HEAD, TERMS

from clause_library.findings import find_findings
from clause_library.places import Places
from extractor.readers import read
from extractor.segmentation import segment

GROWTH = 9
"""Times as long for four times the text: 4 where time is linear, 16 where it is quadratic."""
ITEMS = [
    "a ",
    "Alpha Beta ",
    '"Term" means x. ',
    '(the "T") ',
    "Section 9.9 (Term) ",
    "Exhibit B ",
    "[x] ",
    "____ ",
    "thirty (30) ",
    "four equal payments of $5 ",
    "$90 in three instalments: $5 ",
    "Total $5\n",
    "10 - 20\n",
    "Acme Inc. ",
    "1 May 2025 ",
    "pay each invoice within 30 days of receipt; ",
    "By: ____\n",
    "2.1 Alpha beta gamma delta epsilon zeta\n",
    "total 100% ",
]


RUNS = 3
"""The fastest of so many: a pause of the machine or of the garbage collector is not the checks' time."""


def took(item: str, length: int) -> float:
    """CPU seconds of the checks on a text that repeats ``item`` up to a length."""
    contract = segment(read((HEAD + TERMS + BODY + item * (length // len(item))).encode(), "x.txt"))
    places = Places(contract)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        find_findings(contract, (), places)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("item", ITEMS)
def test_findings_take_time_by_the_length_of_a_text(item: str) -> None:
    short, long = took(item, 6_000), took(item, 24_000)
    assert long < 0.3 or long / short < GROWTH
