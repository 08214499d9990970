"""A person's last word wins over what the machine read, in later reviews of the same document too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import DATE, FEE, LAW, TEXT, a_field, a_review, say

from extractor.types import Field, FieldAlternative
from service.decisions.applying import as_fields, current_fields, last_words
from service.decisions.measuring import measure
from service.decisions.types import Correction

SHA256 = "a" * 64
EUROS = {"amount": "100", "currency": "EUR", "per": "month"}


def values(fields: tuple[Field, ...], *said: Correction) -> list[tuple[str, object]]:
    return [(one.name, one.value) for one in current_fields(SHA256, fields, said)]


def test_without_corrections_the_fields_are_the_machines() -> None:
    assert values((DATE, LAW)) == [("agreement_date", "2026-03-01"), ("governing_law", "Delaware")]


def test_the_last_word_of_a_field_counts() -> None:
    first = say("governing_law", "corrected", index=1, value="Texas")
    second = say("governing_law", "corrected", index=1, value="Utah")
    assert last_words([first, second]) == (second,)
    assert values((DATE, LAW), first, second)[1] == ("governing_law", "Utah")
    (_, law) = current_fields(SHA256, (DATE, LAW), [first, second])
    assert law.machine == LAW
    assert law.correction == second


def test_what_a_person_rejects_has_no_value() -> None:
    assert values((DATE, LAW), say("governing_law", "rejected", index=1))[1] == ("governing_law", None)


def test_what_a_person_adds_comes_last() -> None:
    added = say("venue", "added", value="Texas", quote="Nothing else matters")
    assert values((DATE,), added) == [("agreement_date", "2026-03-01"), ("venue", "Texas")]
    taken_back = say("venue", "rejected", earlier=[added], addition=added.subject)
    assert values((DATE,), added, taken_back) == [("agreement_date", "2026-03-01")]


UTAH = FieldAlternative(quote="USD", start=0, end=3, value="Utah", confidence=0.5, method="rule", lost="stated_later")
READ = replace(LAW, page=3, derived_from=("read twice",), alternatives=(UTAH,))
"""With all that only a machine says of a field."""


def stated(said: Correction) -> Field:
    (field,) = as_fields(current_fields(SHA256, (READ,), [said]))
    return field


def test_what_a_person_corrected_rests_on_the_persons_words_alone() -> None:
    words = "Nothing else matters"
    said = say("governing_law", "corrected", index=0, value="Texas", quote=words, review=a_review(READ))
    at = TEXT.index(words)
    expected = Field(
        name="governing_law",
        value="Texas",
        confidence=1.0,
        method="corrected",
        quote=words,
        start=at,
        end=at + len(words),
    )
    assert stated(said) == expected


def test_a_correction_that_names_no_words_keeps_the_place_and_no_reading_of_the_machine() -> None:
    field = stated(say("governing_law", "corrected", index=0, value="Texas", review=a_review(READ)))
    assert (field.quote, field.start, field.page, field.method) == (READ.quote, READ.start, 3, "corrected")
    assert (field.derived_from, field.alternatives) == ((), ())


def test_what_a_person_confirmed_is_the_machines_and_certain() -> None:
    said = say("governing_law", "confirmed", index=0, review=a_review(READ))
    assert stated(said) == replace(READ, confidence=1.0)


def test_of_a_name_with_one_value_the_persons_is_the_only_one() -> None:
    added = say("governing_law", "added", value="Texas", quote="Nothing else matters")
    assert values((LAW,), added) == [("governing_law", None), ("governing_law", "Texas")]


def test_of_a_name_with_several_values_the_others_stay() -> None:
    added = say("fee", "added", value=EUROS, quote="Nothing else matters")
    assert values((FEE,), added) == [("fee", FEE.value), ("fee", EUROS)]


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        pytest.param((LAW,), [("governing_law", "Texas")], id="the same"),
        pytest.param((replace(LAW, start=1, end=17),), [("governing_law", "Texas")], id="the same value elsewhere"),
        pytest.param((replace(LAW, value="Utah"),), [("governing_law", "Texas")], id="another value there"),
        pytest.param((), [("governing_law", "Texas")], id="nothing any more"),
        pytest.param(
            (replace(LAW, value="Utah", start=1, end=17),),
            [("governing_law", None), ("governing_law", "Texas")],
            id="something else",
        ),
    ],
)
def test_a_correction_holds_however_a_newer_engine_reads(
    newer: tuple[Field, ...], expected: list[tuple[str, object]]
) -> None:
    assert values(newer, say("governing_law", "corrected", index=1, value="Texas")) == expected


def test_a_rejection_says_nothing_about_another_value() -> None:
    rejected = say("governing_law", "rejected", index=1)
    assert values((replace(LAW, start=1, end=17),), rejected) == [("governing_law", None)]
    assert values((replace(LAW, value="Utah"),), rejected) == [("governing_law", "Utah")]


def test_an_addition_that_a_newer_engine_reads_itself_is_one_field() -> None:
    added = say("fee", "added", value=EUROS, quote="USD 100")
    newer = a_field("fee", EUROS, "Fees are USD 100 a month")
    assert values((newer,), added) == [("fee", EUROS)]
    elsewhere = a_field("fee", EUROS, "Nothing else matters")
    assert values((elsewhere,), added) == [("fee", EUROS), ("fee", EUROS)]


def test_the_measure_counts_the_last_word_on_each_field() -> None:
    added = say("venue", "added", value="Texas", quote="Nothing else matters")
    said = [
        say("governing_law", "rejected", index=1),
        say("governing_law", "confirmed", index=1),
        say("agreement_date", "confirmed", index=0),
        say("fee", "corrected", index=2, value=EUROS),
        added,
        say("fee", "added", value=EUROS, quote=TEXT[:4]),
        say("venue", "rejected", earlier=[added], addition=added.subject),
    ]
    measured = measure(said)
    shown = [(one.name, one.judged, one.missed, one.precision) for one in (*measured.by_name, measured.total)]
    assert shown == [
        ("agreement_date", 1, 0, 1.0),
        ("fee", 1, 1, 0.0),
        ("governing_law", 1, 0, 1.0),
        ("all", 3, 1, 2 / 3),
    ]
    assert [(one.name, one.judged, one.precision) for one in measured.by_band] == [
        ("0.6 to 0.7", 1, 0.0),
        ("0.8 to 0.9", 1, 1.0),
        ("0.9 to 1.0", 1, 1.0),
    ]


def test_where_nobody_has_judged_there_is_no_precision() -> None:
    assert measure([]).total.precision is None
    assert measure([]).by_name == ()
