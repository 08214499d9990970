"""``fields.yaml``: what it says, and how its mistakes are told."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import PAYMENT_TERM, PAYMENT_TERM_FILE, line_of, write_library

from clause_library.loading.store import STANDARD_LIBRARY, check_library, load_library
from clause_library.types import FieldCondition, FieldProfile

FIELDS = """\
fields:
  - name: payment_term.duration
    label: Payment term
    agreement_types: [master_agreement]
    required: true
    values:
      Net 30: P30D
      Net 45: {more_than: P30D, at_most: P45D}
    other: not_allowed
    standard: Net 30
    severity: high
    approver: finance
    reason: Cash.
  - name: governing_law
    label: Law
    values:
      US: [New York, Delaware]
      UK: England and Wales
  - name: liability_cap.amount
    label: Cap
    where: {currency: USD}
    standard: {at_least: 100000, at_most: 1000000}
"""


def profile(tmp_path: Path, text: str = FIELDS, entry: str = PAYMENT_TERM) -> tuple[FieldProfile, ...]:
    return load_library(write_library(tmp_path, {"fields.yaml": text, PAYMENT_TERM_FILE: entry})).profile


def problems(tmp_path: Path, text: str) -> list[str]:
    return [str(problem) for problem in check_library(write_library(tmp_path, {"fields.yaml": text}))]


def test_a_tracked_field_is_loaded_with_all_that_its_file_says(tmp_path: Path) -> None:
    term, law, cap = profile(tmp_path)

    assert (term.name, term.field, term.part, term.label) == (
        "payment_term.duration",
        "payment_term",
        "duration",
        "Payment term",
    )
    assert (term.agreement_types, term.required, term.other_allowed) == (("master_agreement",), True, False)
    assert (term.severity, term.approver, term.reason) == ("high", "finance", "Cash.")
    assert [choice.label for choice in term.choices] == ["Net 30", "Net 45"]
    assert term.choices[1].when == (
        FieldCondition("payment_term", "more_than", "P30D", "duration"),
        FieldCondition("payment_term", "at_most", "P45D", "duration"),
    )
    assert (law.choices[0].when[0].value, law.choices[1].when[0].value) == (
        ("New York", "Delaware"),
        ("England and Wales",),
    )
    assert (law.standard, law.required, law.other_allowed, law.severity) == ((), False, True, "medium")
    assert cap.where == (FieldCondition("liability_cap", "one_of", ("USD",), "currency"),)
    assert cap.standard[0][1] == FieldCondition("liability_cap", "at_most", "1000000", "amount", "USD")


def test_a_standard_may_name_lines_of_the_picklist_or_values(tmp_path: Path) -> None:
    text = FIELDS.replace("standard: Net 30", "standard: [net 30, P15D]").replace("    other: not_allowed\n", "")

    term = profile(tmp_path, text)[0]

    assert [way[0].value for way in term.standard] == [("P30D",), ("P15D",)]
    assert term.standard_in_words == "Net 30 or 15 days"


def test_the_standard_reads_as_a_person_would_say_it(tmp_path: Path) -> None:
    assert profile(tmp_path)[2].standard_in_words == "at least 100,000 USD and at most 1,000,000 USD"


def test_without_a_standard_the_limits_of_the_entries_are_the_standard(tmp_path: Path) -> None:
    text = "fields:\n  - {name: payment_term.duration, label: Payment term}\n"

    (term,) = profile(tmp_path, text)

    assert term.standard == ((FieldCondition("payment_term", "at_most", "P45D", "duration"),),)
    assert (term.standard_in_words, term.severity, term.approver) == ("at most 45 days", "high", "finance")


def test_a_list_of_values_is_a_picklist_of_what_is_written(tmp_path: Path) -> None:
    text = "fields:\n  - {name: renewal_type, label: Renewal, values: [automatic, by_agreement]}\n"

    assert [choice.label for choice in profile(tmp_path, text)[0].choices] == ["automatic", "by_agreement"]


def test_a_library_need_not_track_anything(tmp_path: Path) -> None:
    assert load_library(write_library(tmp_path)).profile == ()


def test_one_field_may_be_asked_of_two_types_of_agreement_by_two_standards(tmp_path: Path) -> None:
    text = """\
fields:
  - {name: governing_law, label: Law of the agreement, agreement_types: [master_agreement], standard: New York}
  - {name: governing_law, label: Law of the NDA, agreement_types: [nda], standard: Delaware}
"""
    assert [one.standard_in_words for one in profile(tmp_path, text)] == ["New York", "Delaware"]


MISTAKES = [
    # what stands in the file, what the author wrote instead, words on the reported line, the message
    ("payment_term.duration", "payment_terms.duration", "payment_terms", "unknown field 'payment_terms'; did you mean"),
    ("payment_term.duration", "payment_term.days", "payment_term.days", "field 'payment_term' has no part 'days'; "),
    ("name: governing_law", "name: governing_law.state", "law.state", "has no parts that can be tracked; write 'gov"),
    ("name: governing_law", "name: Governing Law", "Governing", "must be the name of a field, or of a field and its"),
    ("name: governing_law\n    label: Law\n", "name: governing_law\n", "name: governing_law", "label' is missing"),
    ("label: Law", "label: Payment Term", "Payment Term", "'Payment Term' stands here twice; first on line 3"),
    ("label: Law", "label: 'Payment term: Status'", "label: 'P", "the column 'Payment term: Status' stands here twice"),
    ("label: Law", f"label: {'L' * 61}", "LLL", "has 61 characters, and a label heads a column: use at most 60"),
    ("[master_agreement]", "[msa]", "[msa]", "cannot be 'msa'; "),
    ("required: true", "required: maybe", "maybe", "must be true or false"),
    ("Net 30: P30D", "Net 30: 30", "Net 30: 30", "'30' is not an ISO 8601 duration such as P45D"),
    ("at_most: P45D", "at_most: 99.5", "Net 45", "'99.5' is not an ISO 8601 duration"),
    ("more_than: P30D", "more_than: P60D", "Net 45", "no value lies between these limits"),
    ("more_than: P30D", "at_least: P30D", "Net 45", "'Net 30' and 'Net 45' both mean P30D: a value has one place"),
    ("Net 30: P30D", "Net 30: {at_most: P40D}", "Net 45", "the limits of 'Net 30' and 'Net 45' overlap; write le"),
    ("more_than: P30D,", "more_than: P30D, at_least: P31D,", "Net 45", "has two limits on one side; leave one out"),
    ("more_than: P30D,", "one_of: P31D,", "Net 45", "a list of values and limits do not go together"),
    ("{more_than: P30D, at_most: P45D}", "{none_of: P45D}", "Net 45", "'none_of' belongs to a standard"),
    ("{more_than: P30D, at_most: P45D}", "{}", "Net 45", "name the values, or one of at_least, more_than"),
    ("at_most: P45D}", "at_mots: P45D}", "Net 45", "unknown key 'at_mots'; did you mean 'at_most'?"),
    ("[New York, Delaware]", "[New York, england and wales]", "UK", "'US' and 'UK' both mean England and Wales"),
    ("[New York, Delaware]", "{at_most: New York}", "US", "'governing_law' is a text here; name the values"),
    ("US: [New York", "other: [New York", "other: [New", "'other' is what every value is called that is none of"),
    ("UK: England", "us: England", "us: England", "'us' differs from 'US' in capitals alone"),
    ("other: not_allowed", "other: forbidden", "forbidden", "'fields item 1, other' cannot be 'forbidden'; allowed: "),
    ("standard: Net 30", "standard: Net 60", "Net 60", "'Net 60' is not an ISO 8601 duration"),
    ("standard: Net 30", "standard: Net 60", "Net 60", "or use a line of the picklist: Net 30, Net 45"),
    ("standard: Net 30", "standard: P15D", "P15D", "'P15D' is not on the picklist, and 'other' is not_allowed; add"),
    ("standard: Net 30", "standard: {at_most: P60D}", "standard: {at_most: P60D}", "is outside our own limit: the ent"),
    (
        "standard: Net 30",
        "standard: {at_least: P10D}",
        "at_least: P10D",
        "limit payment_term.duration to at_most: P45D",
    ),
    ("approver: finance", "approver: finanse", "finanse", "unknown approver 'finanse'; did you mean 'finance'?"),
    (
        "label: Law",
        "label: Law\n    severity: high",
        "severity: high\n    values",
        "'severity' is about what departs, and",
    ),
    ("where: {currency: USD}", "where: {per: USD}", "per: USD", "'where' names another part of the field; allowed: "),
    ("    where: {currency: USD}\n", "", "liability_cap.amount", "an amount is compared in one currency only; add"),
    ("{currency: USD}", "{currency: [USD, EUR]}", "[USD, EUR]", "an amount is compared in one currency only; add"),
    ("name: governing_law", "name: service_credit", "values:\n      US", "'values' needs a value to compare, and 'ser"),
    (
        "name: governing_law",
        "name: fee",
        "values:\n      US",
        "name a part: fee.amount, fee.currency, fee.per, fee.unit",
    ),
]


@pytest.mark.parametrize(("before", "after", "words", "message"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, before: str, after: str, words: str, message: str
) -> None:
    assert before in FIELDS
    text = FIELDS.replace(before, after, 1)

    (found,) = problems(tmp_path, text)

    assert found.startswith(f"fields.yaml:{line_of(text, words)}: ")
    assert message in found


def test_one_field_is_tracked_once_in_one_type_of_agreement(tmp_path: Path) -> None:
    text = """\
fields:
  - {name: governing_law, label: Law, agreement_types: [master_agreement, nda]}
  - {name: governing_law, label: Law again, agreement_types: nda}
"""
    assert problems(tmp_path, text) == [
        "fields.yaml:3: the field 'governing_law' for the same agreements stands here twice; first on line 2"
    ]


def test_a_label_whose_status_is_another_label_is_told_in_either_order(tmp_path: Path) -> None:
    text = """\
fields:
  - {name: governing_law, label: "Law: status"}
  - {name: venue, label: Law}
"""
    assert problems(tmp_path, text) == ["fields.yaml:3: the column 'Law: status' stands here twice; first on line 2"]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = """\
fields:
  - {label: A field}
  - {name: governing_laws, label: Law}
  - {name: renewal_type, label: Renewal, values: [automatic], severity: hgih, standart: manual}
  - name: payment_term.duration
    label: Payment term
    values: {Net 30: {at_mots: P30D}, Net 45: thirty}
    standard: Net 30
    approver: me
"""
    assert [problem[: problem.index(";")] if ";" in problem else problem for problem in problems(tmp_path, text)] == [
        "fields.yaml:2: 'fields item 1, name' is missing",
        "fields.yaml:3: unknown field 'governing_laws'",
        "fields.yaml:4: 'fields item 3, severity' cannot be 'hgih'",
        "fields.yaml:4: unknown key 'standart'",
        "fields.yaml:7: unknown key 'at_mots'",
        "fields.yaml:7: 'thirty' is not an ISO 8601 duration such as P45D, P12M or PT4H",
        "fields.yaml:9: unknown approver 'me'",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fields: []\n", "fields.yaml:1: 'fields' must have at least one item"),
        ("- name: fee\n", "fields.yaml:1: 'the file' must be a group of 'key: value' lines"),
        ("", "fields.yaml: is empty"),
        ("fields:\n  - {name: renewal_type, label: A, values: [none, none]}\n", "'none' stands here twice"),
    ],
)
def test_a_file_of_another_form_is_explained(tmp_path: Path, text: str, message: str) -> None:
    (found,) = problems(tmp_path, text)
    assert message in found


def test_another_ending_is_told_and_not_ignored(tmp_path: Path) -> None:
    folder = write_library(tmp_path, {"fields.yml": FIELDS})

    assert [str(one) for one in check_library(folder)] == ["fields.yml: must be named fields.yaml to be read"]


@given(st.text(st.sampled_from("abP30D.:-?[]{}#&*!|>'\"%@`, \n\t"), max_size=40), st.integers(0, len(FIELDS)))
@settings(max_examples=60)
def test_whatever_is_typed_into_it_is_accepted_or_explained(typed: str, place: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = FIELDS[:place] + typed + FIELDS[place:]
        library = write_library(Path(folder), {"fields.yaml": text})
        assert all(problem.file == "fields.yaml" for problem in check_library(library))


@pytest.mark.parametrize(
    ("before", "after"),
    [("Net 45:", "Net 40:"), ("P45D", "P44D"), ("label: Law", "label: The law"), ("reason: Cash.", "reason: Cash!")],
)
def test_the_version_of_the_library_covers_it(tmp_path: Path, before: str, after: str) -> None:
    versions = {
        load_library(write_library(tmp_path / name, {"fields.yaml": text})).version
        for name, text in (
            ("plain", FIELDS),
            ("changed", FIELDS.replace(before, after)),
            ("laid_out", "# ours\n" + FIELDS.replace("[New York, Delaware]", "\n      - New York\n      - Delaware")),
        )
    }
    assert len(versions) == 2
    assert load_library(write_library(tmp_path / "none")).version not in versions


def test_the_shipped_library_tracks_what_its_contracts_state() -> None:
    tracked = {one.name: one for one in load_library(STANDARD_LIBRARY).profile}

    assert {"governing_law", "payment_term.duration", "uptime_commitment.percent", "liability_cap.fees_paid_in"} <= set(
        tracked
    )
    assert tracked["governing_law"].standard_in_words == "New York, Delaware, California or England and Wales"
    assert all(one.approver for one in tracked.values() if one.standard)
