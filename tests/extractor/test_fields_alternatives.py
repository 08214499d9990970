"""One field, several statements: which one counts, and what becomes of the others."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, FullStops, contract, fields

from extractor.fields.choosing import choose, is_same
from extractor.fields.precedence import Prevailing, prevailing
from extractor.fields.reading import Candidate, Reading
from extractor.types import Field, Span

TERM = "1. Term. The initial term of this Agreement shall be three (3) years from the Effective Date."
EXHIBIT = "EXHIBIT A\nORDER FORM"
ORDER_TERM = "1. Term. The initial term of this Agreement shall be two (2) years from the Effective Date."


def only(name: str, *paragraphs: str) -> Field:
    [found] = [field for field in fields(*paragraphs) if field.name == name]
    return found


def reading(*paragraphs: str) -> Reading:
    return Reading(contract(*paragraphs), FullStops())


def candidates(*values: tuple[str, float]) -> list[Candidate]:
    return [
        Candidate("initial_term", value, Span(at, at + 1), "rule", weight) for at, (value, weight) in enumerate(values)
    ]


def test_the_plainer_statement_counts_and_the_other_is_kept_with_its_words() -> None:
    term = only("initial_term", PREAMBLE, TERM, EXHIBIT, ORDER_TERM)
    assert term.value == "P3Y"
    [other] = term.alternatives
    assert (other.value, other.lost, other.method) == ("P2Y", "less_plain", "term_length")
    assert "two (2) years" in other.quote


def test_an_alternative_is_no_field_of_its_own() -> None:
    names = [field.name for field in fields(PREAMBLE, TERM, EXHIBIT, ORDER_TERM)]
    assert names.count("initial_term") == 1


@pytest.mark.parametrize("again", ["thirty-six (36) months", "three years"])
def test_the_same_said_twice_is_no_alternative(again: str) -> None:
    assert only("initial_term", PREAMBLE, TERM, EXHIBIT, ORDER_TERM.replace("two (2) years", again)).alternatives == ()


@pytest.mark.parametrize(
    ("order", "value", "lost"),
    [
        ("In the event of a conflict between this Agreement and an Exhibit, the Exhibit shall prevail.", "P2Y", "P3Y"),
        ("If this Agreement and Exhibit A conflict, the terms of Exhibit A control.", "P2Y", "P3Y"),
        ("In case of a conflict between the Exhibits and this Agreement, this Agreement prevails.", "P3Y", "P2Y"),
        ("If this Agreement and Exhibit B conflict, the terms of Exhibit B control.", "P3Y", None),
        ("If this Agreement and an Exhibit conflict, the Exhibit controls, except as to the term.", "P3Y", None),
    ],
)
def test_the_part_that_the_contract_says_prevails_wins(order: str, value: str, lost: str | None) -> None:
    term = only("initial_term", PREAMBLE, TERM, f"2. Order. {order}", EXHIBIT, ORDER_TERM)
    assert term.value == value
    assert [other.value for other in term.alternatives if other.lost == "lower_precedence"] == ([lost] if lost else [])


def test_an_exhibit_that_speaks_of_its_own_term_prevails_over_nothing() -> None:
    order = "2. Order. If this Agreement and an Exhibit conflict, the Exhibit prevails."
    body = "1. Renewal. The term of this Agreement shall automatically renew for successive periods of one (1) year."
    other = "1. Renewal. {} shall automatically renew for successive periods of six (6) months."
    own, whole = other.format("This Exhibit"), other.format("The term of this Agreement")
    assert only("renewal_term", PREAMBLE, body, order, EXHIBIT, own).value == "P1Y"
    assert only("renewal_term", PREAMBLE, body, order, EXHIBIT, whole).value == "P6M"


def test_a_state_is_more_specific_than_its_country() -> None:
    law = only(
        "governing_law",
        PREAMBLE,
        "1. Governing Law. This Agreement is governed by the laws of the United States.",
        "2. Law. This Agreement shall be construed under the laws of the State of Ohio.",
    )
    assert law.value == "Ohio"
    assert [(other.value, other.lost) for other in law.alternatives] == [("United States", "less_specific")]


def test_a_date_that_is_named_counts_more_than_one_that_was_computed() -> None:
    end = only(
        "expiration_date",
        PREAMBLE,
        "1. Term. This Agreement has an initial term of two (2) years from the Effective Date. "
        "The term of this Agreement shall expire on February 28, 2026.",
    )
    assert end.value == "2026-02-28"
    assert [(other.value, other.lost) for other in end.alternatives] == [("2026-03-01", "less_specific")]


@pytest.mark.parametrize(
    ("broad", "exact", "method"),
    [
        ("United States", "Ohio", "rule"),
        ("United Kingdom", "Scotland", "rule"),
        ("Canada", "Ontario, Canada", "rule"),
        ("2026-03", "2026-03-31", "rule"),
        ("2026-04-01", "2026-03-31", "expiration_computed"),
    ],
)
def test_of_equally_plain_statements_the_more_specific_counts(broad: str, exact: str, method: str) -> None:
    found = [Candidate("name", broad, Span(0, 1), method, 1.1), Candidate("name", exact, Span(2, 3), "rule", 1.0)]
    chosen = choose(reading("Words and words."), found)
    assert chosen is not None
    assert chosen.value == exact
    assert [(other.value, other.lost) for other in chosen.others] == [(broad, "less_specific")]


def test_a_statement_of_another_thing_is_no_alternative() -> None:
    books = "2. Books. During the term of this Agreement, Provider shall keep its books for at least five years."
    assert only("initial_term", PREAMBLE, TERM, books).alternatives == ()


def test_a_cure_period_for_any_breach_counts_more_than_one_for_a_missed_payment() -> None:
    cure = only(
        "termination_for_cause",
        PREAMBLE,
        "1. Marks. Provider may terminate the licence of its marks if Customer fails to cure within ten (10) days.",
        "2. Termination. Either party may terminate this Agreement if the other party materially breaches this "
        "Agreement and fails to cure the breach within thirty (30) days.",
    )
    assert cure.value == {"cure_period": "P30D"}


def test_each_party_keeps_its_own_right_to_end_the_contract() -> None:
    right = only(
        "termination_for_convenience",
        PREAMBLE,
        "1. Customer may terminate this Agreement at any time on sixty (60) days written notice.",
        "2. Provider may terminate this Agreement at any time on ninety (90) days written notice.",
    )
    [other] = right.alternatives
    assert other.value == {"party": "Provider", "notice": "P90D"}
    assert other.lost == "stated_later"


def test_an_effective_date_that_a_provision_defines_otherwise_is_kept() -> None:
    terms = ("1. Services. Provider shall run the service.", '2. Terms. "Effective Date" means April 1, 2024.')
    date = only("effective_date", PREAMBLE, *terms)
    assert date.value == "2024-03-01"
    assert [other.value for other in date.alternatives] == ["2024-04-01"]


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose(reading("Words."), []) is None


def test_a_length_that_is_short_beside_the_term_is_a_time_within_it() -> None:
    chosen = choose(reading("Words and words."), candidates(("P3Y", 3.0), ("P30D", 2.9), ("P1Y", 2.8)))
    assert chosen is not None
    assert [other.value for other in chosen.others] == ["P1Y"]


def test_of_equally_plain_statements_the_first_counts_and_three_others_are_kept() -> None:
    found = candidates(*((f"P{years}Y", 3.0) for years in (5, 4, 3, 2, 1)))
    chosen = choose(reading("Words and words."), found)
    assert chosen is not None
    assert chosen.value == "P5Y"
    assert [(other.value, other.lost) for other in chosen.others] == [
        (value, "stated_later") for value in ("P4Y", "P3Y", "P2Y")
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("P12M", "P1Y"),
        ("P2W", "P14D"),
        ("PT24H", "P1D"),
        ("England", "England and Wales"),
        ({"cure_period": "P12M"}, {"cure_period": "P1Y"}),
    ],
)
def test_equal_values(one: object, two: object) -> None:
    assert is_same(one, two)  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "two"), [("P30D", "P1M"), ("P30D", {"value": "P30D", "business": True}), ("2", "3")])
def test_different_values(one: object, two: object) -> None:
    assert not is_same(one, two)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "In the event of a conflict between this Agreement and an Appendix, this Agreement governs.",
            Prevailing("body"),
        ),
        ("In any conflict between this Agreement and an Exhibit, the latter controls.", Prevailing("exhibit")),
        ("In any conflict between this Agreement and an Exhibit, the former controls.", Prevailing("body")),
        (
            "In a conflict, Exhibit B to this Agreement shall prevail over this Agreement.",
            Prevailing("exhibit", "exhibit b"),
        ),
        (
            "In a conflict the order of precedence is: (a) the Order Form; (b) this Agreement.",
            Prevailing("exhibit", "order form"),
        ),
        ("In a conflict between this Agreement and an Exhibit, the Protocol controls.", None),
        ("This Agreement and its Exhibits do not conflict.", None),
        ("In a conflict this Agreement prevails over purchase orders.", None),
        ("In a conflict between this Agreement and an Exhibit, this Agreement prevails unless agreed.", None),
    ],
)
def test_what_prevails(words: str, expected: Prevailing | None) -> None:
    assert prevailing(reading(words)) == expected


def test_two_rules_on_what_prevails_are_none() -> None:
    one = "In a conflict between this Agreement and an Exhibit, this Agreement prevails."
    two = "In a conflict between this Agreement and an Exhibit, the Exhibit prevails."
    assert prevailing(reading(one, two)) is None
