"""Caps on liability: what they leave out, the greater or lesser of two, and caps for one kind of claim."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, fields, value, values

CAP = "11.1 Cap. Each party's total liability under this Agreement shall not exceed $500,000."


def carve_outs(*paragraphs: str) -> list[str]:
    cap: Any = value("liability_cap", PREAMBLE, "11. Limitation of Liability", *paragraphs)
    return list(cap.get("carve_outs", []))


@pytest.mark.parametrize(
    ("exceptions", "names"),
    [
        (
            "11.2 The limitation in Section 11.1 shall not apply to: (a) death or personal injury; (b)"
            " fraud; (c) gross negligence or wilful misconduct; or (d) a party's indemnification obligations.",
            ["death_or_personal_injury", "fraud", "gross_negligence", "wilful_misconduct", "indemnification"],
        ),
        (
            "11.2 Nothing in this Agreement limits or excludes a party's liability for bodily injury or for fraudulent "
            "misrepresentation.",
            ["death_or_personal_injury", "fraud"],
        ),
        (
            "11.2 Breaches of confidentiality, infringement of the other party's intellectual property and Customer's "
            "obligation to pay the Fees are excluded from the foregoing limitations.",
            ["confidentiality", "intellectual_property", "payment_obligations"],
        ),
        (
            "11.2 There shall be no limit on a party's liability for breach of its data protection obligations.",
            ["data_protection"],
        ),
        ("11.2 A party's liability for gross negligence is unlimited.", ["gross_negligence"]),
        (
            "11.2 This Section does not limit Provider's liability for damage to tangible property.",
            ["property_damage"],
        ),
        (
            "11.2 The above caps do not apply to (i) liability that cannot be limited by law; or (ii)"
            " use of the Service beyond the scope of the license.",
            ["not_limitable_by_law", "misuse_of_license"],
        ),
    ],
)
def test_what_the_cap_leaves_out_stands_in_a_sentence_of_its_own(exceptions: str, names: list[str]) -> None:
    assert carve_outs(CAP, exceptions) == names


@pytest.mark.parametrize(
    ("cap", "names"),
    [
        (
            "Except for breach of confidentiality or a party's willful misconduct, in no event shall either party's "
            "aggregate liability exceed $100,000.",
            ["confidentiality", "wilful_misconduct"],
        ),
        (
            "Provider's total liability shall not exceed $100,000, except in the case of gross negligence.",
            ["gross_negligence"],
        ),
        (
            "The liability of each party is limited to $100,000; provided that this limitation shall not apply to "
            "indemnification obligations.",
            ["indemnification"],
        ),
        ("Provider's total liability shall not exceed $100,000.", []),
        ("Provider's total liability shall not exceed the fees paid, excluding taxes, in the prior 12 months.", []),
    ],
)
def test_what_the_cap_leaves_out_stands_in_its_own_sentence(cap: str, names: list[str]) -> None:
    assert carve_outs(f"11.1 {cap}") == names


def test_a_section_that_is_named_by_number_counts_by_its_heading() -> None:
    sections = [
        "8. Fees. Customer pays the fees.",
        "9. Confidentiality. Each party keeps the other's information secret.",
        "10. Term. This Agreement runs for one year.",
        "11. Liability. Except for breaches of Section 9, Provider's liability shall not exceed $100,000.",
        "12. Notices. Notices are given in writing.",
    ]
    found: Any = value("liability_cap", PREAMBLE, *sections)
    assert found["carve_outs"] == ["confidentiality"]


def test_an_exception_of_no_known_kind_stands_in_the_contracts_own_words() -> None:
    item = "a breach of the exclusivity promise"
    other = f"11.2 The limitation in Section 11.1 shall not apply to (a) fraud or (b) {item}."
    assert carve_outs(CAP, other) == ["fraud", "breach of the exclusivity promise"]


@pytest.mark.parametrize(
    "sentence",
    [
        "11.2 Neither party is liable for lost profits, but this exclusion of indirect or"
        " consequential damages does not "
        "apply to indemnification.",
        "11.2 Some states do not allow exclusions, so the above limitation may not apply to personal injury.",
        "11.2 These remedies are not exclusive and shall not limit any other remedy.",
    ],
)
def test_exceptions_to_other_things_are_none(sentence: str) -> None:
    assert carve_outs(CAP, sentence) == []


def test_the_words_of_an_exception_elsewhere_are_shown() -> None:
    words = "The limitation in Section 11.1 shall not apply to fraud."
    [cap] = [f for f in fields(PREAMBLE, "11. Liability", CAP, f"11.2 {words}") if f.name == "liability_cap"]
    assert [line for line in cap.derived_from if words in line]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (
            "the greater of (a) $1,000,000 and (b) the fees paid in the twelve (12) months before the claim",
            {"greater_of": [{"amount": "1000000", "currency": "USD"}, {"fees_paid_in": "P12M"}]},
        ),
        (
            "the lesser of two times the annual fees or $250,000",
            {"lesser_of": [{"multiple": "2", "of": "annual fees"}, {"amount": "250000", "currency": "USD"}]},
        ),
    ],
)
def test_the_greater_or_lesser_of_two(limit: str, expected: dict[str, Any]) -> None:
    cap: Any = value("liability_cap", PREAMBLE, f"1. Liability. Provider's total liability shall not exceed {limit}.")
    assert {part: cap[part] for part in cap if part.endswith("_of")} == expected


def test_a_cap_for_one_kind_of_claim_is_a_field_of_its_own() -> None:
    special = (
        "11.2 Provider's liability for breach of its data protection obligations shall not exceed"
        " three times the annual fees."
    )
    text = (PREAMBLE, "11. Limitation of Liability", CAP, special)
    assert value("liability_cap", *text) == {"amount": "500000", "currency": "USD"}
    assert values("special_liability_cap", *text) == [
        {"multiple": "3", "of": "annual fees", "scope": "data_protection"}
    ]


def test_the_limits_of_an_insurance_policy_are_no_cap() -> None:
    text = "12. Insurance. Provider carries liability insurance with limits of more than $5,000,000."
    assert values("liability_cap", PREAMBLE, text) == []


def test_excluded_claims_are_what_their_definition_names() -> None:
    sections = [
        '1. Definitions. "Excluded Claims" means (a) a party\'s indemnification obligations; (b) fraud; and '
        "(c) amounts "
        "owed for the Services.",
        "11.1 Except for Excluded Claims, each party's total liability shall not exceed $500,000.",
    ]
    assert carve_outs(*sections) == ["indemnification", "fraud", "payment_obligations"]


def test_what_has_a_higher_cap_in_the_same_sentence_is_not_carved_out() -> None:
    cap = (
        "11.1 Each party's total liability shall not exceed $500,000, except that Provider's liability for breach of "
        "its data protection obligations shall not exceed $2,000,000."
    )
    text = (PREAMBLE, "11. Limitation of Liability", cap)
    assert value("liability_cap", *text) == {"amount": "500000", "currency": "USD"}
    assert values("special_liability_cap", *text) == [
        {"amount": "2000000", "currency": "USD", "scope": "data_protection"}
    ]


def test_a_cap_for_one_kind_of_claim_alone_is_the_contracts_cap() -> None:
    [cap] = [
        one
        for one in fields(PREAMBLE, "11. Liability for breach of confidentiality shall not exceed $500,000.")
        if "liability_cap" in one.name
    ]
    assert (cap.name, cap.value, cap.method) == ("liability_cap", {"amount": "500000", "currency": "USD"}, "cap_amount")


def test_a_cap_for_several_kinds_of_claims_is_for_none_of_them_alone() -> None:
    cap = "11.2 Liability for breach of confidentiality and data protection obligations shall not exceed $2,000,000."
    assert values("special_liability_cap", PREAMBLE, "11. Limitation of Liability", CAP, cap) == []


def test_a_special_cap_may_be_a_multiple_of_the_general_one() -> None:
    special = "11.2 Provider's liability for breach of confidentiality shall not exceed two times (2x) the general cap."
    found = values("special_liability_cap", PREAMBLE, "11. Limitation of Liability", CAP, special)
    assert found == [{"multiple": "2", "of": "general cap", "scope": "confidentiality"}]


def test_a_sentence_that_begins_with_a_kind_of_claim_caps_that_kind() -> None:
    found = fields(
        "9. Liability",
        "Except as set out below, liability shall not exceed the fees paid in the preceding 12 months. "
        "For breach of Section 7 (Data Protection) liability shall not exceed three times the annual fees.",
    )
    caps = {field.name: field.value for field in found if field.name.endswith("liability_cap")}
    assert caps == {
        "liability_cap": {"fees_paid_in": "P12M"},
        "special_liability_cap": {"multiple": "3", "of": "annual fees", "scope": "data_protection"},
    }
