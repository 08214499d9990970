from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.loading import load_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in load_sentences().split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fees are due. No refunds.", ["Fees are due.", "No refunds."]),
        ("Fees are due.  No refunds.", ["Fees are due.", "No refunds."]),
        ("Fees are due.\u00a0No refunds.", ["Fees are due.", "No refunds."]),
        ("Fees are due.\tNo refunds.", ["Fees are due.", "No refunds."]),
        (
            "Fees are due.)  \t No refunds by Acme Inc.  So it is.",
            ["Fees are due.)", "No refunds by Acme Inc.  So it is."],
        ),
        ("It pays Acme, Inc. all fees. It ends.", ["It pays Acme, Inc. all fees.", "It ends."]),
        ("See Section 8.2 of this. It holds.", ["See Section 8.2 of this.", "It holds."]),
        ("It costs $1.5 million. Taxes are extra.", ["It costs $1.5 million.", "Taxes are extra."]),
        ("1. Term. It starts on Dec. 31, 2024.", ["1. Term.", "It starts on Dec. 31, 2024."]),
        ("Mr. J. Smith signs. He is authorized.", ["Mr. J. Smith signs.", "He is authorized."]),
        ('It ends. "Term" means one year.', ["It ends.", '"Term" means one year.']),
        ("It says “stop.” Then it goes on.", ["It says “stop.”", "Then it goes on."]),
        ("A line\nends a sentence", ["A line", "ends a sentence"]),
        ("(See Exhibit A.) The rest follows.", ["(See Exhibit A.)", "The rest follows."]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_sentences_of_contract_prose(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("aB1 .?!\n\"'”)(§\t\u00a0é"), max_size=80))
def test_sentences_lose_no_word_and_keep_their_order(text: str) -> None:
    spans = load_sentences().split(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
