"""Ways in which contracts word their end, their renewal, their law and their dates."""

from __future__ import annotations

import pytest
from fields_builder import fields, value

OPENING = (
    'This Services Agreement (this "Agreement") is made as of March 1, 2020 (the "Effective Date") by and between '
    'Acme Software, Inc., a Delaware corporation ("Provider"), and Borealis GmbH ("Customer").'
)
TWO_DAYS = OPENING.replace('2020 (the "Effective Date")', '2020, effective as of April 1, 2020 (the "Effective Date"),')


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("This Agreement shall have a term of three (3) years from the Effective Date.", "2023-03-01"),
        ("The term of this Agreement is from April 1, 2020 to March 31, 2023.", "2023-03-31"),
        ("The parties agree to a twenty-four (24) month initial term, beginning on the Effective Date.", "2022-03-01"),
        ("The period of this Agreement shall be three (3) years commencing on May 1, 2020.", "2023-05-01"),
        ("This Agreement begins on the Effective Date and ends three (3) years later.", "2023-03-01"),
        ("The Term shall begin on the Effective Date and shall end fifteen months therefrom.", "2021-06-01"),
        ("This Agreement shall continue until the end of the fifth (5th) Contract Year.", "2025-03-01"),
        (
            "The Term shall commence today and, unless terminated or extended, shall end as of May 5, 2021.",
            "2021-05-05",
        ),
        (
            "The term of this Agreement shall commence on the Effective Date and extend through May 5, 2021.",
            "2021-05-05",
        ),
        ('"Expiration Date" means December 31, 2026.', "2026-12-31"),
        (
            "This Agreement shall be in force until the earlier of (a) its termination or (b) the date that is two (2) "
            "years after the date of this Agreement.",
            "2022-03-01",
        ),
        (
            "This Agreement shall expire on the later of (a) the fourth anniversary of the Effective Date and (b) the "
            "completion of the work.",
            "2024-03-01",
        ),
        (
            "The term shall begin on the Effective Date and end on the 60th day following a written notice of "
            "termination by a party to this Agreement.",
            "perpetual",
        ),
        (
            "This Agreement shall continue for the longer of the first anniversary of the Effective Date or the "
            "duration of the Supply Agreement.",
            None,
        ),
        ('"First Contract Year" means the period that begins on the Effective Date and ends on June 30, 2020.', None),
        ("The initial term of Schedule 1 was for three (3) years.", None),
        (
            "This Agreement may be terminated by either party if a petition is not dismissed within ninety (90) days "
            "from its commencement.",
            None,
        ),
    ],
)
def test_the_end(sentence: str, end: str | None) -> None:
    assert value("expiration_date", OPENING, f"1. General. {sentence}") == end


def test_a_term_from_the_date_hereof_counts_from_the_day_of_the_agreement() -> None:
    text = "1. Term. The term of this Agreement shall end on the seventh anniversary of the date hereof."
    end = next(field for field in fields(TWO_DAYS, text) if field.name == "expiration_date")

    assert end.value == "2027-03-01"
    assert end.derived_from == ("agreement date 2020-03-01 + initial term P7Y = 2027-03-01",)


@pytest.mark.parametrize(
    ("sentence", "term", "notice"),
    [
        (
            "This Agreement will continue from year to year thereafter until terminated by either party upon not less "
            "than ninety (90) days prior written notice.",
            "P1Y",
            "P90D",
        ),
        (
            "This Agreement will automatically renew for one or more annual periods unless a party gives 60 days' "
            "prior notice that this Agreement will not be renewed.",
            "P1Y",
            "P60D",
        ),
        (
            "This Agreement shall automatically renew for one (1) year unless either party notifies the other of its "
            "intention not to renew. Such notice must be given ninety (90) days prior to expiration of the term.",
            "P1Y",
            "P90D",
        ),
        (
            "This Agreement may be extended by mutual agreement, given 120 days prior to its end, for one year.",
            "P1Y",
            None,
        ),
        (
            "If the work is not done, the period shall be extended for ten additional days to cure the failure.",
            None,
            None,
        ),
    ],
)
def test_renewal(sentence: str, term: str | None, notice: str | None) -> None:
    assert value("renewal_term", OPENING, f"1. Term. {sentence}") == term
    assert value("renewal_notice_period", OPENING, f"1. Term. {sentence}") == notice


def test_a_notice_in_another_provision_is_found_where_the_contract_renews_by_itself() -> None:
    renewal = "1. Term. After its first year this Agreement shall automatically renew for one (1) year terms."
    ending = (
        "9. End. Either party may end it by written notice of termination no later than 90 days prior to the "
        "expiration of the then-current term."
    )

    assert value("renewal_notice_period", OPENING, renewal, ending) == "P90D"
    assert value("renewal_notice_period", OPENING, ending) is None


def test_a_renewal_for_the_same_duration_is_as_long_as_the_initial_term() -> None:
    text = (
        "1. Term. The initial term of this Agreement is five (5) years. It shall automatically renew for successive "
        "terms of the same duration."
    )
    renewal = next(field for field in fields(OPENING, text) if field.name == "renewal_term")

    assert (renewal.value, renewal.derived_from) == ("P5Y", ("as long as the initial term, P5Y",))


@pytest.mark.parametrize(
    ("sentence", "law"),
    [
        ("This Agreement is governed by English law.", "England and Wales"),
        ("This Agreement is made in Ohio and shall be governed by the laws thereof.", "Ohio"),
        (
            "This Agreement shall be governed by the laws of the United States and, so far as consistent with these, "
            "of the Commonwealth of Kentucky.",
            "Kentucky",
        ),
        ("Provider bears all taxes that arise under the laws of France.", None),
    ],
)
def test_governing_law(sentence: str, law: str | None) -> None:
    assert value("governing_law", OPENING, f"1. General. {sentence}") == law


@pytest.mark.parametrize(
    ("paragraphs", "agreement", "effective"),
    [
        (
            (
                "AMENDMENT NO. 1",
                'This Amendment No. 1 ("Amendment") to the Services Agreement dated June 1, 2010 between Acme, Inc. '
                '("Acme") and Vela AG ("Vela") is made this 22 day of June 2018.',
            ),
            "2018-06-22",
            "2018-06-22",
        ),
        (
            (
                'This Agreement is made as of May 4, 2019 between Acme, Inc. ("Acme") and Vela AG ("Vela").',
                '1. Terms. "Effective Date" means the date of last signature.',
                "IN WITNESS WHEREOF\nBy: A\nDate: May 6, 2019\nBy: B\nDate: May 9, 2019",
            ),
            "2019-05-04",
            "2019-05-09",
        ),
        (
            (
                'This Agreement is made as of May 4, 2019 between Acme, Inc. ("Acme") and Vela AG ("Vela").',
                "1. Services. Provider shall perform the services with due care, and shall report on them each month.",
                "2. Terms. This Agreement shall become effective on the date first above written. The prices of this "
                "Agreement are effective as of July 1, 2019.",
            ),
            "2019-05-04",
            "2019-05-04",
        ),
        (
            (
                'This Agreement is entered into as of the Effective Date by Acme, Inc. ("Acme") and Vela AG ("Vela").',
                '1. Terms. "Effective Date" shall mean December 5, 2014.',
            ),
            "2014-12-05",
            "2014-12-05",
        ),
        (
            ("AGENCY AGREEMENT   May 25, 2016   Vela AG, Zurich   Dear Sirs, we write to confirm our understanding.",),
            "2016-05-25",
            "2016-05-25",
        ),
    ],
    ids=["amendment", "last_signature", "first_above_written", "as_of_effective_date", "wide_gaps"],
)
def test_the_two_dates(paragraphs: tuple[str, ...], agreement: str, effective: str) -> None:
    assert value("agreement_date", *paragraphs) == agreement
    assert value("effective_date", *paragraphs) == effective
