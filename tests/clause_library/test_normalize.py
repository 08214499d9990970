from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clause_library.wording import values
from clause_library.wording.normalize import REFERENCE, Roles, fold_heading, wording
from extractor.types import Span

ROLES = Roles(("Provider", "Service Provider", "Acme Cloud"), ("Customer", "Client"))


def keys(text: str) -> tuple[str, ...]:
    return wording(text, ROLES).keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Provider shall pay.", "PROVIDER SHALL PAY"),  # case, articles, full stop
        ("“Fees” are due", '"fees" are due'),  # quotes
        ("(a) pay fees; (ii) keep records", "pay fees keep records"),  # numbering
        ("the Client's data", "the Customer’s data"),  # what the other side is called
        ("Service Provider may", "Acme Cloud may"),  # what we are called
        ("licence to use", "license to use"),
        ("organisations favour it", "organizations favor it"),
        ("thirty (30) days", "30 days"),
        ("under Section 8.2(b)", "under Clause 14"),  # references follow the numbering
        ("Sections 3 (Payment), 7 (Secrets) and 9 survive", "Clauses 4 (Payment), 8 (Secrets) and 10 survive"),
        ("4. Term. 4.1 Each Order runs. 4.2 It ends.", "7. Term. 7.1 Each Order runs. 7.2 It ends."),
        ("from 9.00 a.m. to 5.30 p.m. and at noon", "from 09:00 to 17:30 and at 12 noon"),
        ("within sixty (60) minutes", "within one hour"),
        ("twenty-four (24) months", "two (2) years"),
    ],
)
def test_what_lawyers_see_no_difference_in_is_equal(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Provider shall pay", "Customer shall pay"),
        ("30 days", "30 business days"),
        ("shall pay", "may pay"),
        ("fees and costs", "fees or costs"),
        ("any customer of ours", "any Customer of ours"),  # the defined term is somebody else
        ("within 30 days", "within 30 months"),
        ("Sections 3, 7 and 9 survive", "Sections 3 and 7 survive"),
        ("Section 3 and 9 users", "Section 3 and 8 users"),  # one clause, and a number
        ("Sections 3 and 4 for 9 users", "Sections 3 and 4 for 8 users"),  # the list has ended
        ("until 9 a.m.", "until 9 p.m."),
        ("three consecutive months", "three months"),
    ],
)
def test_what_makes_a_difference_is_not_equal(one: str, other: str) -> None:
    assert keys(one) != keys(other)


def test_a_placeholder_is_told_from_words_and_swallows_its_unit() -> None:
    tokens = wording("within [notice period] days of [event]", ROLES).tokens
    assert [token.key for token in tokens if token.placeholder] == ["notice period", "event"]
    assert "days" not in [token.key for token in tokens]


def test_tokens_of_spans_count_in_the_whole_text() -> None:
    text = "Title. Customer pays. Signed."
    tokens = wording(text, ROLES, [Span(7, 21)]).tokens
    assert [text[token.start : token.end] for token in tokens] == ["Customer", "pays"]


def test_headings_compare_without_numbers_and_fillers() -> None:
    assert (
        fold_heading("8. Limitation of the Liability")
        == fold_heading("LIMITATION OF LIABILITY")
        == "limitation liability"
    )


@given(st.text(alphabet="ab 19(.)[]$%'’\n-Pone", max_size=60))
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    ends = 0
    for token in wording(text, ROLES).tokens:
        assert ends <= token.start < token.end <= len(text)
        ends = token.end


@pytest.mark.parametrize(
    "text",
    [
        *values._WORDS,
        *values._SCALES,
        *(f"{currency} 5" for currency in ("US$", "USD", "EUR", "GBP", "CAD", "AUD", "CHF", "JPY")),
        *(f"{month} 5, 2026" for month in values._MONTHS),
        *(f"{name} 5.2" for name in ("Section", "CLAUSE", "article", "Paragraph", "Annex", "Exhibit", "schedule")),
    ],
)
def test_no_quantity_date_or_reference_is_kept_out_by_its_first_letters(text: str) -> None:
    [token] = wording(text, Roles()).tokens
    assert token.value is not None or token.key == REFERENCE
