from __future__ import annotations

import pytest
from pdf_builder import lines, pdf

from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf
from extractor.readers.progress import STOPPED_EARLY, followed_by, keep_going

SENTENCES = ["1. Payment is due in May.", "2. Either party may leave.", "3. Notices are in writing."]
THREE_PAGES = [lines(sentence) for sentence in SENTENCES]


def test_readers_go_on_where_nobody_follows_them() -> None:
    assert keep_going()
    assert read_pdf(pdf(*THREE_PAGES), "x.pdf", DEFAULT_LIMITS).pages == 3


def test_a_pdf_asks_before_each_page() -> None:
    asked: list[bool] = []
    with followed_by(lambda: not asked.append(True)):
        read_pdf(pdf(*THREE_PAGES), "x.pdf", DEFAULT_LIMITS)
    assert len(asked) == 3


@pytest.mark.parametrize(("allowed", "read"), [(2, 2), (1, 1), (0, 1)])
def test_a_stopped_pdf_gives_the_pages_so_far_and_says_where_it_stopped(allowed: int, read: int) -> None:
    answers = iter([True] * allowed + [False] * 3)
    with followed_by(lambda: next(answers)):
        document = read_pdf(pdf(*THREE_PAGES), "x.pdf", DEFAULT_LIMITS)
    assert document.pages == read
    assert document.text.splitlines() == SENTENCES[:read]
    (problem,) = document.problems
    assert (problem.code, problem.page) == (STOPPED_EARLY, read + 1)
    assert f"page {read + 1} of 3" in problem.message


def test_followers_are_left_where_the_block_is() -> None:
    with followed_by(lambda: False):
        assert not keep_going()
    assert keep_going()
