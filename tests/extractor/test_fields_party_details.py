"""What is said of a party beside its name: legal form, place of incorporation, address, who signs."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, values

BODY = "1. Services. Provider performs the services that Customer orders."
OTHER = 'Borealis GmbH ("Customer")'


def parties(*paragraphs: str) -> list[dict[str, Any]]:
    return [party for party in values("party", *paragraphs, BODY) if isinstance(party, dict)]


def first(described: str) -> dict[str, Any]:
    """The first party of an opening, without its name, role and short name."""
    opening = f"This Services Agreement is made as of March 1, 2024 by and between {described} and {OTHER}."
    [party, _] = parties(opening)
    return {part: party[part] for part in party if part not in ("name", "role", "defined_as")}


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (
            'Acme, Inc., a Delaware corporation ("Provider")',
            {"legal_form": "corporation", "jurisdiction": "Delaware"},
        ),
        (
            'Acme Holdings, LLC, a limited liability company organized under the laws of Nevada ("Provider")',
            {"legal_form": "limited liability company", "jurisdiction": "Nevada"},
        ),
        (
            'Vela AG, a Swiss stock corporation ("Provider")',
            {"legal_form": "AG", "jurisdiction": "Switzerland"},
        ),
        (
            'Acme Limited, a company incorporated in England and Wales ("Provider")',
            {"legal_form": "company", "jurisdiction": "England and Wales"},
        ),
        ('Acme LLP ("Provider")', {"legal_form": "limited liability partnership"}),
        (
            "Acme, Inc., a Texas corporation with its principal place of business at 12 Elm Street, Austin, TX 78701 "
            '("Provider")',
            {
                "legal_form": "corporation",
                "jurisdiction": "Texas",
                "address": "12 Elm Street, Austin, TX 78701",
            },
        ),
        (
            'Acme, Inc. ("Provider"), a Maine corporation having its offices at 7 Bay Road, Portland, Maine 04101,',
            {"legal_form": "corporation", "jurisdiction": "Maine", "address": "7 Bay Road, Portland, Maine 04101"},
        ),
        (
            'Jane Q. Public, an individual residing at 5 Oak Lane, Salem, OR 97301 ("Provider")',
            {"legal_form": "natural person", "address": "5 Oak Lane, Salem, OR 97301"},
        ),
        ('Acme Software ("Provider")', {}),
        ('Acme, Inc., with offices at ____________ ("Provider")', {"legal_form": "corporation"}),
    ],
)
def test_what_stands_beside_the_name(described: str, expected: dict[str, str]) -> None:
    assert first(described) == expected


def test_what_is_said_of_one_party_is_not_said_of_the_other() -> None:
    opening = (
        'This Agreement is made by and between Acme, Inc. ("Provider") and Vela LLC, a Utah limited liability company '
        'located at 9 Salt Road, Provo, UT 84601 ("Customer").'
    )
    said = [(party.get("jurisdiction"), party.get("address")) for party in parties(opening)]
    assert said == [(None, None), ("Utah", "9 Salt Road, Provo, UT 84601")]


SIGNATURES = (
    "IN WITNESS WHEREOF, the parties have executed this Agreement.\n"
    "ACME SOFTWARE, INC.\nBy: /s/ Ada Byron\nName: Ada Byron\nTitle: Chief Executive Officer\n"
    "BOREALIS GMBH\nBy: ______________\nName: Dr. Emil Berg\nTitle: Managing Director"
)


def signatories(*signatures: str) -> list[object]:
    found = values("party", PREAMBLE, *[BODY] * 12, *signatures)
    return [party.get("signatory") for party in found if isinstance(party, dict)]


def test_who_signs_for_each_party() -> None:
    assert signatories(*SIGNATURES.split("\n")) == [
        {"name": "Ada Byron", "title": "Chief Executive Officer"},
        {"name": "Dr. Emil Berg", "title": "Managing Director"},
    ]


def test_blank_signatures_name_nobody() -> None:
    blank = "IN WITNESS WHEREOF, the parties sign.\nAcme Software, Inc.\nBy: ________\nName: ________\nTitle: ________"
    assert signatories(*blank.split("\n")) == [None, None]


def test_blocks_may_follow_close_upon_each_other() -> None:
    close = (
        "IN WITNESS WHEREOF, the parties sign.\n"
        "ACME SOFTWARE, INC.\nBy: /s/ Ada Byron\nBOREALIS GMBH\nBy: /s/ Emil Berg"
    )
    assert signatories(*close.split("\n")) == [
        {"name": "Ada Byron", "title": None},
        {"name": "Emil Berg", "title": None},
    ]


def test_a_title_ends_where_the_next_block_begins() -> None:
    joined = (
        "IN WITNESS WHEREOF, the parties sign.\nACME SOFTWARE, INC. By: Name: Ada Byron Title: President "
        "Borealis GmbH By: Name: Emil Berg Title: Director"
    )
    assert signatories(*joined.split("\n")) == [
        {"name": "Ada Byron", "title": "President"},
        {"name": "Emil Berg", "title": "Director"},
    ]


def test_a_form_within_a_name_belongs_to_it() -> None:
    opening = 'This Agreement is made between The Company Store LLC ("Store") and Vela LLC ("Vela").'
    signed = (
        "IN WITNESS WHEREOF, the parties sign.\nThe Company Store LLC\nBy: /s/ Ada Byron\nVela LLC\nBy: /s/ Emil Berg"
    )
    found = values("party", opening, *[BODY] * 12, *signed.split("\n"))
    assert [one["signatory"]["name"] for one in found if isinstance(one, dict)] == ["Ada Byron", "Emil Berg"]


def test_signatures_in_columns_are_not_mixed_up() -> None:
    columns = (
        "IN WITNESS WHEREOF, the parties sign.\nACME SOFTWARE, INC.\tBOREALIS GMBH\n"
        "By: /s/ Ada Byron\tBy: /s/ Emil Berg\n"
        "Name: Ada Byron\tName: Emil Berg"
    )
    assert signatories(*columns.split("\n")) == [None, None]


@pytest.mark.parametrize(
    ("said", "address"),
    [
        (
            "with offices located at 12 Canal St. Suite 4, Boston, Massachusetts",
            "12 Canal St. Suite 4, Boston, Massachusetts",
        ),
        ("located at 9 Mt. Vernon Rd., Houston, TX 77001", "9 Mt. Vernon Rd., Houston, TX 77001"),
    ],
)
def test_an_abbreviation_does_not_end_an_address(said: str, address: str) -> None:
    opening = (
        f'This Agreement is made between Acme, Inc., a Delaware corporation {said} ("Acme") and Vela LLC ("Vela").'
    )
    party = values("party", opening, "1. Services. Text.")[0]
    assert isinstance(party, dict)
    assert party["address"] == address
