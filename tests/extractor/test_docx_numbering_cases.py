"""Automatic numbers, case by case; what LibreOffice shows for the same files is what they were checked against."""

from __future__ import annotations

import pytest
from numbering_cases import CASES, Case

from extractor.readers import read


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_number_is_the_one_that_word_shows(case: Case) -> None:
    assert tuple(block.label for block in read(case.file(), "a.docx").blocks) == case.expected


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60
