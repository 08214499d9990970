from __future__ import annotations

import pytest
from findings_of import BODY, TERMS, agreement, findings_of, told


def test_a_sound_agreement_has_no_findings() -> None:
    assert told(agreement()) == []


def test_a_term_that_is_never_used() -> None:
    text = agreement(terms=TERMS + '\n1.6 "Forecast Period" means a quarter.\n')
    [finding] = findings_of(text)
    assert (finding.kind, finding.evidence[0].quote) == ("unused_term", "Forecast Period")
    assert finding.message == "“Forecast Period” is defined in section 1.6 and never used."


@pytest.mark.parametrize(
    "use",
    [
        "Each forecast period is a quarter.",  # in small letters
        "The Forecast Periods follow each other.",  # in the plural
    ],
)
def test_a_term_that_is_used_in_any_way(use: str) -> None:
    text = agreement(f"6. More\n\n6.1 {use}", terms=TERMS + '\n1.6 "Forecast Period" means a quarter.\n')
    assert "unused_term" not in dict(told(text))


def test_a_term_that_is_defined_twice_with_different_meanings() -> None:
    text = agreement('6. More\n\n6.1 In this agreement "Service" means the printing of paper bills by third parties.')
    assert [kind for kind, _ in told(text)] == ["duplicate_definition"]


@pytest.mark.parametrize(
    "again",
    [
        'For the purposes of this section, "Service" means the printing of bills.',  # holds here alone
        '"Service" has the meaning given in section 1.4.',  # points to the other
        "Service of notices means their delivery.",  # is another word
    ],
)
def test_what_is_no_second_definition(again: str) -> None:
    assert "duplicate_definition" not in dict(told(agreement(f"6. More\n\n6.1 {again}")))


def test_a_term_that_is_not_defined() -> None:
    assert told(agreement("6. More\n\n6.1 Provider shall follow the Escalation Plan.")) == [
        ("undefined_term", "Escalation Plan")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "the Data Protection Act",
        "the courts of New York",
        "an escalation plan",
        "the Escalation Plan set out in the first invoice",
        "the Bank of Ireland",
    ],
)
def test_what_needs_no_definition(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 Provider shall follow {words}.")) == []


def test_terms_of_another_paper_are_left_alone() -> None:
    words = "Capitalised terms not defined here have the meaning given in the Master Agreement."
    assert told(agreement(f"6. More\n\n6.1 {words}\n\n6.2 Provider shall follow the Escalation Plan.")) == []


@pytest.mark.parametrize("near", ["Licenced Marks", "Licensed Markss", "Customer Datas"])
def test_a_near_miss_of_a_term(near: str) -> None:
    body = BODY + f"\n6. More\n\n6.1 Provider shall protect the {near}.\n"
    [finding] = findings_of(agreement(body=body))
    assert (finding.kind, finding.evidence[0].quote) == ("term_variant", near)
    assert "may be meant" in finding.message
