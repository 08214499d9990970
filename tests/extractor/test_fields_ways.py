"""More ways in which contracts word the same things: labels, other verbs, other orders, other layouts."""

from __future__ import annotations

import pytest
from fields_builder import fields, value

OPENING = (
    'This Supply Agreement (this "Agreement") is made as of March 1, 2020 (the "Effective Date") by and between '
    'Acme Software, Inc., a Delaware corporation ("Provider"), and Borealis GmbH ("Customer").'
)


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("This Agreement shall remain in force until one (1) year subsequent to the Effective Date.", "2021-03-01"),
        ("This Agreement shall be valid for one (I) year from the Effective Date.", "2021-03-01"),
        ('Term shall mean the Effective Date through June 15, 2021 and any Renewal Term."', "2021-06-15"),
        ("This Agreement shall commence now and extend for three (3) years thereafter.", "2023-03-01"),
        ("This Agreement shall run for twelve (12) full calendar months.", "2021-03-01"),
        ("The Initial Term of this Maintenance Agreement is twelve months.", "2021-03-01"),
        ("The duration of the present contract is fixed at four (4) years.", "2024-03-01"),
        ("This Agreement is concluded for a fixed period of 36 months counted from signature.", "2023-03-01"),
        ("This Agreement shall have an initial duration of ten years as of the Effective Date.", "2030-03-01"),
        ("Consultant is engaged for a term of six (6) months commencing on the Effective Date.", "2020-09-01"),
        ("We grant you the right to operate for a term of 15 years from the date hereof.", "2035-03-01"),
        ("Term. Three (3) years from the Effective Date.", "2023-03-01"),
        ("Initial Subscription Term: 24 months", "2022-03-01"),
        ("Contract end: 04-01-22", "2022-04-01"),
        ("Expiry: 31/12/2024", "2024-12-31"),
        ("Term of Agreement: January 1, 2021 - December 31, 2023", "2023-12-31"),
        ("This Agreement is for the period 1 May 2020 to 30 April 2023.", "2023-04-30"),
        ("Unless renewed, this Agreement lapses on 30 September 2024.", "2024-09-30"),
        ("This Agreement shall stay valid up to and including 31 December 2027.", "2027-12-31"),
        ("This Agreement will be in effect until the end of 2026.", "2026-12-31"),
        ("This Agreement will terminate at the end of June 2023.", "2023-06-30"),
        ("The term of Provider's engagement hereunder shall be one year.", "2021-03-01"),
        (
            "This Agreement shall terminate upon the earlier of (i) March 1, 2025 and (ii) the parties' agreement.",
            "2025-03-01",
        ),
        ("The Agreement is entered into for an indefinite period.", "perpetual"),
        ("The agreement has no fixed term and continues until ended by either party.", "perpetual"),
        ("This Agreement shall remain in effect unless terminated by a party on notice.", "perpetual"),
        (
            "Your employment shall commence on 1 April 2020 and shall continue unless and until either party gives "
            "notice to the other.",
            "perpetual",
        ),
        ("This Agreement expires on the fifth anniversary of the end of the month of signature.", None),
        ('"Calendar Year" means twelve months; the first shall begin now and end on December 31, 2020.', None),
        ("Neither party shall disclose secrets for five (5) years from the Effective Date.", None),
        ("The option must be exercised until June 30, 2021.", None),
    ],
)
def test_the_end(sentence: str, end: str | None) -> None:
    assert value("expiration_date", OPENING, sentence) == end


def test_a_stated_end_wins_over_one_that_is_computed() -> None:
    text = "2. Term. This Agreement shall have an Initial Term of three (3) years."
    stated = "3. Term. The Term shall commence on the Effective Date and shall expire on February 20, 2023."
    assert value("expiration_date", OPENING, text, stated) == "2023-02-20"


@pytest.mark.parametrize(
    ("sentence", "term", "notice"),
    [
        (
            "The Initial Term shall automatically be extended for an additional period of half a year unless either "
            "party gives notice of termination at least 60 days prior to its end.",
            "P6M",
            "P60D",
        ),
        (
            "Absent written notice given not later than 45 days before the last day of the then current term, this "
            "Agreement will be prolonged by a further two (2) years.",
            "P2Y",
            "P45D",
        ),
        (
            "Upon expiry of the Initial Term this Agreement shall automatically continue on a year-by-year basis "
            "until terminated by either party on not less than 60 days' written notice before the end of a year.",
            "P1Y",
            "P60D",
        ),
        (
            "The subscription rolls over each year unless cancelled with 30 days' notice prior to the renewal date.",
            "P1Y",
            "P30D",
        ),
        (
            "The term will automatically be extended by one (1) year each time, unless cancelled by either party "
            "with a notice period of three months.",
            "P1Y",
            "P3M",
        ),
        (
            "If Customer does not wish to renew, it shall give notice within the thirty (30) day period prior to the "
            "expiration of the term; otherwise this Agreement automatically renews for one year.",
            "P1Y",
            "P30D",
        ),
        ("It shall commence now and continue thereafter for two (2) years, unless extended in writing.", None, None),
    ],
)
def test_renewal(sentence: str, term: str | None, notice: str | None) -> None:
    assert value("renewal_term", OPENING, f"1. Term. {sentence}") == term
    assert value("renewal_notice_period", OPENING, f"1. Term. {sentence}") == notice


def test_a_renewal_under_the_same_terms_is_as_long_as_the_first() -> None:
    text = (
        "1. Term. This Agreement shall be for the term of two years; thereafter, the Agreement shall renew "
        "automatically under these same terms."
    )
    assert value("renewal_term", OPENING, text) == "P2Y"


def test_notice_to_extend_is_no_notice_against_renewal() -> None:
    text = (
        "1. Term. This Agreement shall be automatically renewed for one year terms.\n\n2. Option. Without prejudice "
        "to the right to terminate, Provider may, by notice given 30 days prior to the end of the then-current term, "
        "extend the term of this Agreement."
    )
    assert value("renewal_notice_period", OPENING, *text.split("\n\n")) is None


@pytest.mark.parametrize(
    ("sentence", "law"),
    [
        ("Even with foreign customers, the law of the Federal Republic of Germany applies.", "Germany"),
        ("Swiss law applies.", "Switzerland"),
        ("Governing law: New York", "New York"),
        ("The rights of the parties shall be determined in accordance with Texas law.", "Texas"),
        ("Provider shall comply with the laws of Germany on exports.", None),
    ],
)
def test_governing_law(sentence: str, law: str | None) -> None:
    assert value("governing_law", OPENING, sentence) == law


def test_a_late_provision_that_defines_the_effective_date_says_it() -> None:
    made = OPENING.replace(' (the "Effective Date")', "")
    filler = ["Provider shall deliver what Customer orders, and Customer shall pay for it. " * 10] * 25
    text = 'This Agreement shall be effective as of July 1, 2020 (the "Effective Date").'
    assert value("agreement_date", made, *filler, text) == "2020-03-01"
    assert value("effective_date", made, *filler, text) == "2020-07-01"


@pytest.mark.parametrize(
    ("between", "names"),
    [
        (
            'ACME PHARMA A/S of Industriparken 5, Ballerup ("ACME") and VELA LIMITED of 4 Adelaide Street ("VELA")',
            ["ACME PHARMA A/S", "VELA LIMITED"],
        ),
        ('PLAN_C MEDIA AG ("plan_c") and Acme, Inc. ("Acme")', ["PLAN_C MEDIA AG", "Acme, Inc."]),
        ('Acme Corp. ("Acme") and i-do digital Inc. ("i-do")', ["Acme Corp.", "i-do digital Inc."]),
        (
            'the Ministry of Health of the Republic of Elbonia ("Ministry") and Vela SE ("Vela")',
            ["Ministry of Health of the Republic of Elbonia", "Vela SE"],
        ),
        (
            'Acme Bank Corporation ("AB") and its subsidiary AB Securities Inc. ("ABS"), and Vela LP ("Vela")',
            ["Acme Bank Corporation", "AB Securities Inc.", "Vela LP"],
        ),
        (
            'Acme MP, LLC ("Lender"), for services of Arnold Black ("Endorser"), and Fit, Inc. ("Fit")',
            ["Acme MP, LLC", "Arnold Black", "Fit, Inc."],
        ),
        (
            "Client Name: ACME, INC.                      5 Main Street, South Bend and Customer Name: VELA, INC",
            ["ACME, INC.", "VELA, INC."],
        ),
        (
            "(1) ACME 2005 LIMITED (registered number 01234567) (the Company) and (2) JANE DOE (the Executive)",
            ["ACME 2005 LIMITED", "JANE DOE"],
        ),
    ],
)
def test_names_of_parties(between: str, names: list[str]) -> None:
    text = f"This Agreement is made as of May 2, 2020 by and between {between}."
    assert [f.value["name"] for f in fields(text) if f.name == "party" and isinstance(f.value, dict)] == names


def test_a_label_left_blank_leaves_the_other_party() -> None:
    lines = (
        "Made by and between:",
        'Party A: Acme (Tianjin) Co., Ltd. ("Acme")',
        "Address: Room C209 and C218",
        'Party B: [•] ("Vela")',
    )
    found = [f.value["name"] for f in fields(*lines) if f.name == "party" and isinstance(f.value, dict)]
    assert found == ["Acme (Tianjin) Co., Ltd."]


def test_the_opening_wins_over_a_recital_about_another_agreement() -> None:
    opening = 'DEVELOPMENT AGREEMENT between Acme A/S ("ACME") and VELA LIMITED ("VELA").'
    recital = (
        "WHEREAS the Product Supply Agreement dated May 1, 1993 was made by and between Zeta Company and Theta, Inc. "
        'and amended (the "Old Agreement");'
    )
    found = [f.value["name"] for f in fields(opening, recital) if f.name == "party" and isinstance(f.value, dict)]
    assert found == ["Acme A/S", "VELA LIMITED"]
