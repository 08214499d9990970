"""How long it runs, how it renews, and what is not its term."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, fields, value


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("The initial term of this Agreement shall be three (3) years from the Effective Date.", "P3Y"),
        ("This Agreement shall remain in effect for a period of eighteen months.", "P18M"),
        ("The term of this Agreement commences on the Effective Date and continues for 36 months.", "P36M"),
        ("This Agreement shall continue until the second anniversary of the Effective Date.", "P2Y"),
        ("This Agreement will terminate two (2) years from the date hereof.", "P2Y"),
    ],
)
def test_initial_terms(sentence: str, term: str) -> None:
    assert value("initial_term", PREAMBLE, f"1. Term. {sentence}") == term


@pytest.mark.parametrize(
    "sentence",
    [
        "The duties of confidence survive the end of this Agreement for a period of five (5) years thereafter.",
        "Each party may cure a breach of this Agreement for a period of two (2) months.",
        "During the term of this Agreement and for one (1) year, Customer shall not solicit employees.",
        "This Agreement shall continue for a period of [***] years.",
    ],
)
def test_survival_cure_and_redacted_periods_are_not_the_term(sentence: str) -> None:
    assert value("initial_term", PREAMBLE, f"1. Miscellaneous. {sentence}") is None


def test_an_expiration_date_that_is_stated_is_read() -> None:
    text = "1. Term. This Agreement shall commence on the Effective Date and shall expire on December 31, 2028."
    field = next(field for field in fields(PREAMBLE, text) if field.name == "expiration_date")

    assert (field.value, field.derived_from) == ("2028-12-31", ())


def test_an_expiration_date_that_is_computed_says_from_what() -> None:
    text = "1. Term. The initial term of this Agreement shall be three (3) years from the Effective Date."
    field = next(field for field in fields(PREAMBLE, text) if field.name == "expiration_date")

    assert field.value == "2027-03-01"
    assert field.derived_from == ("effective date 2024-03-01 + initial term P3Y = 2027-03-01",)


def test_months_are_added_by_the_calendar() -> None:
    opening = PREAMBLE.replace("March 1, 2024", "August 31, 2023")
    text = "1. Term. The initial term of this Agreement is six (6) months from the Effective Date."

    assert value("expiration_date", opening, text) == "2024-02-29"


@pytest.mark.parametrize(
    "sentence",
    [
        "The term of this Agreement shall be five (5) years from the first commercial sale of the Product.",
        "The term of this Agreement shall continue for the longer of three (3) years or the life of the Project.",
    ],
)
def test_no_expiration_is_computed_from_an_event_without_a_date(sentence: str) -> None:
    assert value("expiration_date", PREAMBLE, f"1. Term. {sentence}") is None


def test_a_contract_that_runs_until_it_is_ended_is_perpetual() -> None:
    text = "1. Term. This Agreement shall continue in effect until terminated by either party."

    assert value("expiration_date", PREAMBLE, text) == "perpetual"


def test_unless_sooner_terminated_does_not_make_it_perpetual() -> None:
    text = "1. Term. This Agreement continues in effect for the Service Period, unless terminated earlier as provided."

    assert value("expiration_date", PREAMBLE, text) is None


AUTOMATIC = (
    "1. Term. The initial term of this Agreement is two (2) years from the Effective Date. Thereafter this Agreement "
    "shall automatically renew for up to three (3) successive one (1) year terms unless either party gives written "
    "notice of non-renewal at least sixty (60) days prior to the end of the then-current term."
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("initial_term", "P2Y"),
        ("renewal_term", "P1Y"),
        ("renewal_type", "automatic"),
        ("renewal_limit", "3"),
        ("renewal_notice_period", "P60D"),
    ],
)
def test_an_automatic_renewal_with_all_its_parts(name: str, expected: str) -> None:
    assert value(name, PREAMBLE, AUTOMATIC) == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Customer shall have the option to renew this Agreement for one (1) additional year.", "option"),
        ("This Agreement may be renewed for a term of one (1) year by mutual written agreement.", "by_agreement"),
        ("This Agreement shall not automatically renew.", "none"),
        ("The term of this Agreement shall renew from year to year.", "automatic"),
    ],
)
def test_kinds_of_renewal(sentence: str, kind: str) -> None:
    assert value("renewal_type", PREAMBLE, f"1. Renewal. {sentence}") == kind


def test_notice_to_take_up_an_option_is_not_notice_against_renewal() -> None:
    text = "1. Renewal. Customer may renew this Agreement for one year by notice at least 30 days prior to its end."

    assert value("renewal_notice_period", PREAMBLE, text) is None


def test_notice_for_convenience_and_time_to_cure() -> None:
    convenience = (
        "1. Termination. Either party may terminate this Agreement at any time upon ninety (90) days written notice."
    )
    cause = "2. Breach. A party may terminate if the other fails to cure a material breach within thirty (30) days."

    assert value("termination_for_convenience", PREAMBLE, convenience, cause) == {"party": "either", "notice": "P90D"}
    assert value("termination_for_cause", PREAMBLE, convenience, cause) == {"cure_period": "P30D"}


def test_how_long_confidence_outlasts_the_contract_is_not_its_term() -> None:
    text = (
        "1. Term. The duties of confidence under this Agreement continue for three (3) years after the Agreement ends."
    )

    assert value("initial_term", PREAMBLE, text) is None
    assert value("expiration_date", PREAMBLE, text) is None
    assert value("confidentiality_term", PREAMBLE, text) == "P3Y"


@pytest.mark.parametrize(
    ("courts", "venue"),
    [
        ("the United States District Court for the Southern District of Alabama", "Alabama"),
        ("the courts of the United States of America located in the State of Ohio", "Ohio"),
        ("the federal courts of the United States", "United States"),
        ("the courts of England", "England"),
    ],
)
def test_courts_of_the_united_states_sit_in_the_state_that_is_named(courts: str, venue: str) -> None:
    assert value("venue", PREAMBLE, f"9. The parties submit to the exclusive jurisdiction of {courts}.") == venue
