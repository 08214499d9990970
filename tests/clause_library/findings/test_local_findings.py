"""Faults that the words around them show, in contracts of any layout."""

from __future__ import annotations

import pytest
from findings_of import TERMS, agreement, told

MORE = '\n1.6 "Hire Charges" means the weekly sums.\n\n1.7 "Works Record" means the log of Provider.\n'
USED = """6. More

6.1 Customer shall pay the Hire Charges. The Hire Charges include fuel. Provider keeps the Works Record.
"""
PLAIN = "6. More\n\n6.1 "


def _kinds(text: str) -> dict[str, str]:
    return dict(told(text))


@pytest.mark.parametrize("wrong", ["Hiring Charges", "Hire Chagres", "Works Rceord"])
def test_a_word_of_a_term_in_another_form_or_misspelt(wrong: str) -> None:
    text = agreement(f"{USED}\n6.2 No {wrong} accrue while the crane stands.", terms=TERMS + MORE)
    assert _kinds(text) == {"term_variant": wrong}


@pytest.mark.parametrize("right", ["Hire Charge", "HIRE CHARGES", "hiring charges", "Hire Charges'"])
def test_a_term_in_the_singular_or_in_capitals_is_no_variant(right: str) -> None:
    text = agreement(f"{USED}\n6.2 No {right} accrue while the crane stands.", terms=TERMS + MORE)
    assert told(text) == []


def test_a_word_inside_a_term_in_a_number_that_no_other_use_has() -> None:
    terms = TERMS + '\n1.6 "Instruments of Service" means the drawings of Provider.\n'
    uses = "6. More\n\n6.1 Provider owns the Instruments of Service. Customer may copy the Instruments of Service.\n"
    text = agreement(f"{uses}\n6.2 Customer shall return the Instruments of Services.", terms=terms)
    assert _kinds(text) == {"term_variant": "Instruments of Services"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Notices to Customer are sent to Halden Freights Services Ltd, 2 Road, Hull.",
        "This agreement may not be assigned by Halden Freight Holdings Limited without consent.",
    ],
)
def test_another_name_where_a_party_is_meant(sentence: str) -> None:
    assert "party_name_mismatch" in _kinds(agreement(PLAIN + sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Customer bought the fleet of Halden Freight Holdings Limited, an affiliate of Customer.",
        "Notices to Customer are sent to its agent Northgate Seed Limited, 2 Road, Hull.",
    ],
)
def test_another_company_is_no_party_under_a_wrong_name(sentence: str) -> None:
    assert told(agreement(PLAIN + sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "told_as"),
    [
        ("The insurance covers (a) fire; (b) water; and (d) theft.", "numbering_gap"),
        ("Nothing is secret that (i) is public; (ii) was known; (iii) was given; or (v) was found.", "numbering_gap"),
        ("The insurance covers (a) fire; (b) water; and (c) theft.", ""),
        ("As items (a), (b) and (d) say, fire is covered.", ""),
    ],
)
def test_an_item_that_is_left_out_amid_a_sentence(sentence: str, told_as: str) -> None:
    assert list(_kinds(agreement(PLAIN + sentence))) == ([told_as] if told_as else [])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("This annex is governed by Dutch law.", ""),
        ("German law applies to this agreement.", ""),
        (
            "The service starts on April 1, 2026 and lasts for three years.",
            "The service is for two years from April 1, 2026.",
        ),
        (
            "Either of us may end this agreement by three months' notice in writing.",
            "To end this agreement a party shall give six months' notice.",
        ),
    ],
)
def test_two_values_of_one_fact(first: str, second: str) -> None:
    text = agreement(f"{PLAIN}{first}\n\n7. Others\n\n7.1 {second or 'Notices are sent by post.'}")
    assert "conflicting_values" in _kinds(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Irish law applies to this agreement.", "Notices are sent by post."),
        (
            "The service starts on April 1, 2026 and lasts for three years.",
            "The option to renew runs for one year from April 1, 2026.",
        ),
    ],
)
def test_one_value_said_twice_is_no_conflict(first: str, second: str) -> None:
    text = agreement(f"{PLAIN}{first}\n\n7. Others\n\n7.1 {second}")
    assert "conflicting_values" not in _kinds(text)


def test_a_last_row_that_is_all_of_the_others_but_not_their_sum() -> None:
    rows = "Jersey      $92,000\n\nGuernsey      $61,500\n\nSark      $48,000\n\nAll islands      $211,500"
    assert "sum_mismatch" in _kinds(agreement(f"6. Targets\n\n6.1 The targets are these:\n\n{rows}"))


def test_work_that_ends_before_it_starts() -> None:
    text = agreement(PLAIN + "The work starts on October 20, 2026 and is completed by September 30, 2026.")
    assert "impossible_dates" in _kinds(text)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("<<Megan: their insurer is not fine with this, leave it as it is?>>", "drafting_note"),
        ("Provider visits Customer at least [x] times a year.", "placeholder"),
    ],
)
def test_what_drafters_left_behind(words: str, kind: str) -> None:
    assert list(_kinds(agreement(PLAIN + words))) == [kind]


def test_a_body_without_a_legal_form_that_signs_and_is_no_party() -> None:
    text = agreement() + "\nHAWKEYE LEARNING CONSORTIUM\n\nBy: ____________________\nName: Eva Holm\n"
    assert _kinds(text) == {"signature_mismatch": "HAWKEYE LEARNING CONSORTIUM"}


def test_a_phrase_that_is_used_twice_like_a_term_and_defined_nowhere() -> None:
    text = agreement(PLAIN + "Customer shall follow the Style Handbook. Provider may change the Style Handbook.")
    assert _kinds(text) == {"undefined_term": "Style Handbook"}
