"""What a person says becomes a correction, with the machine's part from the review."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest
from spoken import DATE, FEE, LAW, NOON, TEXT, a_review, say

from service.errors import InvalidCorrection

EUROS = {"amount": "100", "currency": "EUR", "per": "month"}


def refusal(field: str, action: str, **parts: Any) -> InvalidCorrection:  # noqa: ANN401
    with pytest.raises(InvalidCorrection) as error:
        say(field, action, **parts)
    return error.value


def test_a_corrected_field_keeps_the_machines_value_the_person_the_time_and_the_reason() -> None:
    made = say("fee", "corrected", index=2, value=EUROS, person="Ann Lee", reason="The annex says euros.")
    assert made.machine == FEE
    assert made.value == EUROS
    assert (made.person, made.reason, made.time) == ("Ann Lee", "The annex says euros.", NOON)
    assert (made.quote, made.start, made.end) == (FEE.quote, FEE.start, FEE.end)


def test_a_confirmed_field_has_the_machines_value() -> None:
    made = say("governing_law", "confirmed", index=1, reason="")
    assert made.value == "Delaware"
    assert made.machine == LAW


def test_a_rejected_field_has_no_value() -> None:
    made = say("governing_law", "rejected", index=1)
    assert made.value is None
    assert made.machine == LAW


def test_an_added_field_has_the_words_that_state_it_and_no_machines_value() -> None:
    made = say("payment_term", "added", value={"duration": "P30D"}, quote="due within 30 days", reason="")
    assert made.machine is None
    assert TEXT[made.start : made.end] == made.quote == "due within 30 days"
    assert made.subject == made.id


def test_the_passage_is_the_paragraph_around_the_words() -> None:
    made = say("governing_law", "confirmed", index=1)
    assert made.passage == "It is governed by the laws of Delaware. Fees are USD 100 a month."
    begin = made.start - made.passage_start
    assert made.passage[begin : begin + len(made.quote)] == made.quote


def test_a_paragraph_without_end_is_cut_around_the_words() -> None:
    text = "x " * 5_000 + "laws of Texas" + " y" * 5_000
    law = replace(LAW, value="Texas", quote="laws of Texas", start=10_000, end=10_013)
    made = say("governing_law", "confirmed", review=a_review(law, text=text), index=0)
    assert len(made.passage) == 2_013
    assert "laws of Texas" in made.passage


def test_a_corrected_value_may_stand_at_other_words() -> None:
    made = say("governing_law", "corrected", index=1, value="Texas", quote="Nothing else matters")
    assert made.quote == "Nothing else matters"
    assert made.machine == LAW


def test_of_several_places_the_start_tells_which() -> None:
    second = TEXT.rindex("30 days")
    assert refusal("renewal_notice_period", "added", value="P30D", quote="30 days").part == "start"
    assert say("renewal_notice_period", "added", value="P30D", quote="30 days", start=second).start == second


@pytest.mark.parametrize(
    ("parts", "part", "told"),
    [
        ({"quote": "due within 60 days"}, "quote", "in the contract, letter by letter"),
        ({"quote": "Due Within 30 days"}, "quote", "letter by letter"),
        ({"quote": "30 days", "start": 5}, "quote", "do not stand there"),
        ({"quote": "30 days", "start": -7}, "quote", "do not stand there"),
        ({"quote": "due within", "end": 3}, "end", "does not end there"),
        ({"quote": " \n "}, "quote", "expected 1 to 10,000"),
        ({"quote": "x" * 10_001}, "quote", "expected 1 to 10,000"),
        ({}, "quote", "words of the contract"),
        ({"quote": "30 days", "index": 1}, "index", "leave it out"),
        ({"quote": "30 days", "addition": uuid.uuid4()}, "addition", "leave it out"),
        ({"quote": "due within 30 days", "value": None}, "value", "the right value is needed"),
        ({"quote": "due within 30 days", "value": {"duration": "30"}}, "value.duration", "ISO 8601"),
    ],
)
def test_an_addition_that_does_not_hold_is_refused(parts: dict[str, Any], part: str, told: str) -> None:
    refused = refusal("payment_term", "added", **({"value": {"duration": "P30D"}} | parts))
    assert refused.part == part
    assert told in refused.reason


def test_only_fields_that_there_are_can_be_added() -> None:
    assert refusal("shoe_size", "added", value="9", quote="30 days", start=TEXT.index("30 days")).part == "field"


@pytest.mark.parametrize(
    ("field", "action", "parts", "part", "told"),
    [
        ("governing_law", "corrected", {"index": 9, "value": "Texas"}, "index", "the fields 0 to 2"),
        ("governing_law", "corrected", {"index": -1, "value": "Texas"}, "index", "the fields 0 to 2"),
        ("venue", "corrected", {"index": 1, "value": "Texas"}, "field", "is governing_law"),
        ("governing_law", "corrected", {"value": "Texas"}, "index", "say which field"),
        ("governing_law", "confirmed", {"index": 1, "addition": uuid.uuid4()}, "index", "one of them"),
        ("governing_law", "confirmed", {"addition": uuid.uuid4()}, "addition", "nobody has added"),
        ("governing_law", "corrected", {"index": 1, "value": "Delaware"}, "value", "confirm it instead"),
        ("governing_law", "corrected", {"index": 1}, "value", "is needed"),
        ("governing_law", "corrected", {"index": 1, "value": "Texas", "start": 3}, "quote", "words at that place"),
        ("governing_law", "corrected", {"index": 1, "value": "Texas", "reason": " "}, "reason", "is needed"),
        ("governing_law", "rejected", {"index": 1, "reason": "\u202e"}, "reason", "is needed"),
        ("governing_law", "rejected", {"index": 1, "value": "Texas"}, "value", "leave it out"),
        ("governing_law", "confirmed", {"index": 1, "quote": "laws"}, "quote", "leave it out"),
        ("governing_law", "confirmed", {"index": 1, "person": "\u200b \n"}, "person", "is needed"),
        ("governing_law", "confirmed", {"index": 1, "person": "x" * 201}, "person", "longer than 200"),
        ("governing_law", "confirmed", {"index": 1, "reason": "x" * 2_001}, "reason", "longer than 2,000"),
    ],
)
def test_what_cannot_be_taken_is_named(field: str, action: str, parts: dict[str, Any], part: str, told: str) -> None:
    refused = refusal(field, action, **parts)
    assert refused.part == part
    assert told in refused.reason


def test_a_refusal_tells_nothing_of_what_was_sent() -> None:
    refused = refusal("governing_law", "added", value="secret", quote="secret words")
    assert "secret" not in str(refused)


def test_person_and_reason_lose_what_steers_a_terminal() -> None:
    made = say("governing_law", "confirmed", index=1, person="Ann\x1b[31m\nLee\u202e", reason="\x07Right,\nI think.")
    assert made.person == "Ann[31m Lee"
    assert made.reason == "Right,\nI think."


def test_an_addition_can_be_corrected_and_taken_back() -> None:
    added = say("venue", "added", value="Texas", quote="Nothing else matters")
    corrected = say("venue", "corrected", earlier=[added], addition=added.subject, value="Utah")
    assert (corrected.subject, corrected.machine, corrected.quote) == (added.id, None, added.quote)
    gone = say("venue", "rejected", earlier=[added, corrected], addition=added.subject)
    assert (gone.subject, gone.value) == (added.id, None)
    with pytest.raises(InvalidCorrection, match="no value to confirm"):
        say("venue", "confirmed", earlier=[added, corrected, gone], addition=added.subject)


def test_what_the_machine_read_is_no_addition() -> None:
    said = say("governing_law", "corrected", index=1, value="Texas")
    refused = refusal("governing_law", "corrected", earlier=[said], addition=said.subject, value="Utah")
    assert refused.part == "addition"


def test_a_field_is_the_same_in_every_review_that_reads_the_same() -> None:
    first = say("governing_law", "confirmed", index=1)
    other = say("governing_law", "confirmed", review=a_review(LAW), index=0)
    assert first.subject == other.subject
    others = (
        say("agreement_date", "confirmed", review=a_review(DATE), index=0),
        say("governing_law", "confirmed", review=a_review(LAW, sha256="b" * 64), index=0),
        say("governing_law", "confirmed", review=a_review(replace(LAW, value="Texas")), index=0),
    )
    assert first.subject not in {one.subject for one in others}
