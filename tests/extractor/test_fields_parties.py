"""Parties: lists in prose, labels, signature pages, letters."""

from __future__ import annotations

import pytest
from fields_builder import contract, fields, values

BODY = "1. Services. Provider shall perform the services with due care."


def names(*paragraphs: str) -> list[str]:
    return [party["name"] for party in values("party", *paragraphs) if isinstance(party, dict)]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (
            'ACME PIPELINE COMPANY ("Acme") and VELA GAS AND ELECTRIC COMPANY ("Vela")',
            ["ACME PIPELINE COMPANY", "VELA GAS AND ELECTRIC COMPANY"],
        ),
        (
            'Acme, Inc., with offices at Berlin and Munich ("Acme"), and Vela AG ("Vela")',
            ["Acme, Inc.", "Vela AG"],
        ),
        (
            'Acme, Inc., with offices at 1 High Street, Nashville, TN 37205; and Vela LLC ("Vela")',
            ["Acme, Inc.", "Vela LLC"],
        ),
        ('eVela Systems, Inc. ("eVela") and salso.com, inc. ("Salso")', ["eVela Systems, Inc.", "salso.com, inc."]),
        ('Dr. Ida Berg ("Consultant") and Vela, Inc. ("Vela")', ["Dr. Ida Berg", "Vela, Inc."]),
        (
            'Vela Systems (Africa) (Pty) Limited ("Vela") and S2K Fund LLC ("S2K")',
            [
                "Vela Systems (Africa) (Pty) Limited",
                "S2K Fund LLC",
            ],
        ),
        ('the Town of Elbonville ("Town") and Acme, Inc. ("Acme")', ["Town of Elbonville", "Acme, Inc."]),
        (
            "Acme, Inc. and Vela, Inc., a Texas corporation, Beta SA, and Gamma plc (all of them merchants)",
            [
                "Acme, Inc.",
                "Vela, Inc.",
                "Beta SA",
                "Gamma plc",
            ],
        ),
    ],
)
def test_lists_in_prose(between: str, expected: list[str]) -> None:
    assert names(f"This Agreement is made as of May 2, 2020 by and between {between}.", BODY) == expected


def test_labels_name_the_parties_and_end_their_names() -> None:
    opening = "Party A (Shipper): Vela Express Co., Ltd. Address: 1 Road Party B: Acme Haulage Legal Representative: Li"

    assert values("party", opening, BODY) == [
        {"name": "Vela Express Co., Ltd.", "role": None, "defined_as": "Party A", "legal_form": "limited company"},
        {"name": "Acme Haulage", "role": None, "defined_as": "Party B"},
    ]


def test_one_label_alone_names_no_parties() -> None:
    assert names("Party A: Vela Express Co., Ltd. does as it pleases.", BODY) == []


@pytest.mark.parametrize(
    "opening",
    [
        'This Agreement is entered into by Acme, Inc. ("Acme") and Vela LLC ("Vela").',
        'Acme, Inc., a Texas corporation (the "Seller"), and Vela LLC (the "Buyer") agree as follows:',
    ],
)
def test_an_opening_without_between(opening: str) -> None:
    assert names("SUPPLY AGREEMENT", opening, BODY) == ["Acme, Inc.", "Vela LLC"]


def test_a_consortium_is_read_from_its_signatures() -> None:
    opening = "THIS AGREEMENT is made between and among the Parties signatory hereto."
    firms = [f"Carrier {word} Telecom Ltd." for word in ("North", "South", "East", "West")]
    blocks = "\n".join(f"For and on behalf of\n{firm}\nBy:" for firm in firms)

    assert names(opening, BODY * 9, f"IN WITNESS WHEREOF, the Parties have signed.\n{blocks}") == firms


def test_titles_and_dates_of_the_block_before_are_no_part_of_a_name() -> None:
    signatures = (
        "Dated: July 6, 2020\nIN WITNESS WHEREOF, the undersigned have signed.\n"
        "ACME PARTNERS, LLC By: /s/ A Name: A Title: Managing Director VELA FUND II, L.P. By: Vela GP, LLC, its "
        "general partner By: /s/ B"
    )

    assert names("JOINT FILING AGREEMENT", BODY * 9, signatures) == ["ACME PARTNERS, LLC", "VELA FUND II, L.P."]


def test_both_sides_of_a_letter_sign_it() -> None:
    letter = "You have asked us for certain information about our business, which we regard as confidential."
    signatures = (
        "Very truly yours,\nVELA ROBOTICS, INC.\nBy: /s/ Max Muster\nAccepted and agreed:\nACME CORP.\nBy: /s/ Jo Doe"
    )

    assert names("1. Letter. " + letter * 9, signatures) == ["VELA ROBOTICS, INC.", "ACME CORP."]


def test_every_party_quotes_the_words_that_name_it() -> None:
    paragraphs = ("Party A: Vela Express Co., Ltd. Address: 1 Road", "Party B: Acme Haulage Ltd. Address: 2 Road", BODY)
    text = contract(*paragraphs).document.text

    for party in (field for field in fields(*paragraphs) if field.name == "party"):
        assert text[party.start : party.end] == party.quote
        assert party.method == "party_label"
