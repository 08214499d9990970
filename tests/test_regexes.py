"""No text makes our rules slow: twice the text takes about twice the time, whatever is in it."""

from __future__ import annotations

import re
import time

import pytest
from regex_attacks import attacks_on, patterns_of, seconds

from extractor import extract_fields, read, segment
from models.loading import load_sentences

PATTERNS = patterns_of("extractor", "clause_library")
AT_ONE_PLACE = {"extractor.fields.parties._COMPANY_AHEAD[0]", "extractor.fields.dates._BLANK_DAY[0]"}
"""Matched at one place of a text, or in a window of it, where they are bounded; this test tries all places."""
GROWTH = 3.5
"""Times as long for twice the text: 2 where time is linear, 4 where it is quadratic."""


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 250


@pytest.mark.parametrize("room", ["extractor.readers", "extractor.segmentation", "extractor.fields", "clause_library"])
def test_regexes_are_linear(room: str) -> None:
    slow = {
        place: attack
        for place, pattern in PATTERNS.items()
        if place.startswith(room) and place not in AT_ONE_PLACE
        for attack in attacks_on(pattern)
        if is_slow(pattern, *attack)
    }
    assert slow == {}


@pytest.mark.parametrize("source", [r"\s*x", r"[A-Z]\w+ and", r"(?:a|a )*b", r"_{4,}\d", r"(?:[A-Z]+ |OF )+!"])
def test_a_slow_regex_would_be_found(source: str) -> None:
    pattern = re.compile(source)
    assert any(is_slow(pattern, *attack) for attack in attacks_on(pattern))


def is_slow(pattern: re.Pattern[str], before: str, item: str) -> bool:
    """Whether four times the text takes far more than four times as long (sixteen times where time is quadratic)."""
    took = seconds(pattern, before, item, 3_000, tries=1)
    if took < 0.003:
        return False
    took = min(took, seconds(pattern, before, item, 3_000))
    if took > 1 or seconds(pattern, before, item, 12_000, tries=1) / took <= 9:
        return took > 1
    return seconds(pattern, before, item, 12_000) / took > 9  # once more: a busy machine is not a slow pattern


TEXTS = [
    "a",
    "A",
    " ",
    "\t",
    "_",
    "1.",
    "(a)",
    "USD ",
    "OF ",
    "the ",
    "1 ",
    "Section 1 ",
    '"a" ',
    "and ",
    "a\n",
    "(a)\n",
]


@pytest.mark.parametrize("item", TEXTS)
def test_segmentation_and_fields_take_time_by_the_length_of_a_text(item: str) -> None:
    sentences = load_sentences()

    def took(length: int) -> float:
        data = ("1. Term. " + item * (length // len(item)) + " end.").encode()
        start = time.process_time()
        extract_fields(segment(read(data, "x.txt")), sentences)
        return time.process_time() - start

    took(100)
    short = took(8_000)
    assert short < 0.3 or took(16_000) / max(short, took(8_000)) < GROWTH
