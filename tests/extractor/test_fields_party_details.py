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


def test_signatures_in_columns_are_not_mixed_up() -> None:
    columns = (
        "IN WITNESS WHEREOF, the parties sign.\nACME SOFTWARE, INC.\tBOREALIS GMBH\n"
        "By: /s/ Ada Byron\tBy: /s/ Emil Berg\n"
        "Name: Ada Byron\tName: Emil Berg"
    )
    assert signatories(*columns.split("\n")) == [None, None]
