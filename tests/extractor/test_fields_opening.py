"""Title, parties and the two dates of the opening."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, fields, value, values

BODY = "1. Services. Provider shall perform the services with due care."


def names(*paragraphs: str) -> list[str]:
    return [party["name"] for party in values("party", *paragraphs) if isinstance(party, dict)]


def test_the_title_line_names_the_paper_and_its_type() -> None:
    paragraphs = ("Exhibit 10.1", "MASTER SERVICES AGREEMENT", PREAMBLE, BODY)

    assert value("title", *paragraphs) == "MASTER SERVICES AGREEMENT"
    assert value("agreement_type", *paragraphs) == "master_agreement"


def test_a_party_has_name_role_and_short_name() -> None:
    assert values("party", PREAMBLE, BODY) == [
        {
            "name": "Acme Software, Inc.",
            "role": "provider",
            "defined_as": "Provider",
            "legal_form": "corporation",
            "jurisdiction": "Delaware",
        },
        {
            "name": "Borealis GmbH",
            "role": "customer",
            "defined_as": "Customer",
            "legal_form": "GmbH",
            "jurisdiction": "Germany",
        },
    ]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ('Jane Q. Public ("Employee") and Acme Corp. ("Company")', ["Jane Q. Public", "Acme Corp."]),
        ('Nord, Sued and Co., a New York firm ("Nord"), and Vela, LLC ("Vela")', ["Nord, Sued and Co.", "Vela, LLC"]),
        ('Bank of Elbonia, N.A. ("Bank") and Vela plc ("Vela")', ["Bank of Elbonia, N.A.", "Vela plc"]),
        ('Lund & Berg Limited ("Lund") and Vela, Inc. ("Vela")', ["Lund & Berg Limited", "Vela, Inc."]),
        (
            'Acme, Inc., 12 High Street, Austin, Texas 78701 ("Acme"), and Vela AG, Zurich, Switzerland ("Vela")',
            ["Acme, Inc.", "Vela AG"],  # the end of an address is no party
        ),
        (
            'Acme, Inc. d/b/a Roadrunner ("Acme") and Vela, Inc., formerly known as Velum, Inc. ("Vela")',
            ["Acme, Inc.", "Vela, Inc."],
        ),
        (
            'Alpha LP ("Alpha"), Beta LLC, a Delaware company ("Beta"), and Gamma Incorporated ("Gamma")',
            ["Alpha LP", "Beta LLC", "Gamma Incorporated"],
        ),
        (
            'CRO Consulting (Pty) Limited ("CRO") and Vela, Inc. ("Vela")',
            ["CRO Consulting (Pty) Limited", "Vela, Inc."],
        ),
        (
            'Vela (Hong Kong) Trading Co., Ltd., a company ("Vela"), and Acme (Asia) Limited ("Acme")',
            ["Vela (Hong Kong) Trading Co., Ltd.", "Acme (Asia) Limited"],
        ),
        ('Vela, Inc. ("Vela") and Ida Berg, M.D., an individual ("Berg")', ["Vela, Inc.", "Ida Berg, M.D."]),
        ('Ida Berg, Ph.D. ("Consultant") and Vela, Inc. ("Vela")', ["Ida Berg, Ph.D.", "Vela, Inc."]),
    ],
)
def test_names_end_where_their_description_begins(between: str, expected: list[str]) -> None:
    assert names(f"This Agreement is made as of May 2, 2020 by and between {between}.", BODY) == expected


def test_a_blank_is_no_party() -> None:
    opening = 'This Agreement is entered into by and between Acme, Inc. ("Acme") and ________ ("Customer").'

    assert names(opening, BODY) == ["Acme, Inc."]


def test_another_agreement_in_the_text_names_no_parties() -> None:
    other = "The relationship between the parties is that of independent contractors."

    assert names("1. General. " + other) == []


def test_who_signs_is_a_party_where_the_opening_names_none() -> None:
    signatures = (
        "IN WITNESS WHEREOF, the parties have signed.\nVELA ROBOTICS, INC.\nBy: /s/ Max Muster\nName: Max Muster"
    )

    assert names("1. Confidence. You will keep our secrets, as long as they are secrets, from others.", signatures) == [
        "VELA ROBOTICS, INC."
    ]


def test_one_date_is_both_when_it_is_defined_as_the_effective_date() -> None:
    assert value("agreement_date", PREAMBLE, BODY) == "2024-03-01"
    assert value("effective_date", PREAMBLE, BODY) == "2024-03-01"


def test_agreement_and_effective_date_are_told_apart() -> None:
    opening = (
        'This Agreement, dated January 28, 2005, effective as of October 15, 2004 ("Effective Date"), is between '
        'Acme, Inc. ("Acme") and Vela AG ("Vela").'
    )

    assert value("agreement_date", opening, BODY) == "2005-01-28"
    assert value("effective_date", opening, BODY) == "2004-10-15"


def test_an_effective_date_that_only_follows_from_the_agreement_date_says_so() -> None:
    opening = 'This Agreement is dated as of June 5, 2012 and is between Acme, Inc. ("Acme") and Vela AG ("Vela").'
    effective = next(field for field in fields(opening, BODY) if field.name == "effective_date")

    assert effective.value == "2012-06-05"
    assert effective.derived_from == ("made on 2012-06-05; no other effective date is stated",)


def test_the_date_of_another_paper_is_not_the_date_of_this_one() -> None:
    opening = (
        'This Agreement is between Acme, Inc. ("Acme") and Vela AG ("Vela") and made pursuant to that certain '
        "Plan of Merger dated May 1, 2013."
    )

    assert value("agreement_date", opening, BODY) is None


def test_a_template_has_no_date() -> None:
    opening = 'This Agreement is made this ____ day of ________, 20__ between Acme, Inc. ("A") and Vela AG ("V").'

    assert value("agreement_date", opening, BODY) is None
    assert value("effective_date", opening, BODY) is None


def test_a_date_beside_the_signatures_counts_where_the_opening_has_none() -> None:
    opening = 'This Agreement is between Acme, Inc. ("Acme") and Vela AG ("Vela").'
    signatures = "IN WITNESS WHEREOF, the parties have signed.\nBy: A\nDate: 3/4/2019\nBy: B\nDate: 3/9/2019"

    assert value("agreement_date", opening, BODY, signatures) == "2019-03-09"


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Exhibit 10.9 EXECUTION COPY   SUPPLY AGREEMENT   This Agreement is made on May 1, 2020."],
            "SUPPLY AGREEMENT",
        ),
        (["RESELLER AGREEMENT This Reseller Agreement is made on May 1, 2020."], "RESELLER AGREEMENT"),
        (["VELA, INC. RESELLER AGREEMENT DATED MAY 1, 2020"], "RESELLER AGREEMENT"),
        (
            ["AMENDMENT NO. 2 TO THE SUPPLY AGREEMENT", "This Amendment is made."],
            "AMENDMENT NO. 2 TO THE SUPPLY AGREEMENT",
        ),
        (["AGREEMENT FOR HOSTING", "This is made on May 1, 2020."], "AGREEMENT FOR HOSTING"),
        (["1. License Grant", "The licence is granted under this Agency Agreement."], "Agency Agreement"),
        (["Contract No. 17", "AGENCY AGREEMENT", BODY], "AGENCY AGREEMENT"),
    ],
    ids=[
        "after_what_was_filed",
        "before_its_text",
        "after_a_company",
        "amendment",
        "with_its_subject",
        "in_a_sentence",
        "number",
    ],
)
def test_the_title_is_what_the_paper_calls_itself(paragraphs: list[str], expected: str) -> None:
    assert value("title", *paragraphs) == expected


def test_a_numbered_heading_is_no_title() -> None:
    assert value("title", "2. LICENSE GRANTS AND RESTRICTIONS", BODY) is None
