"""What counts as received, what a notice of non-renewal is counted to, and options to renew."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, fields, value, values

RENEWAL = "This Agreement shall automatically renew for successive one (1) year terms unless {} before it expires."


@pytest.mark.parametrize(
    ("words", "counted_to"),
    [
        ("either party gives the other written notice of non-renewal at least sixty (60) days", "given"),
        ("a party notifies the other that it will not renew at least sixty (60) days", "given"),
        ("written notice of termination is provided by either party at least sixty (60) days", "given"),
        ("a party receives written notice of non-renewal at least sixty (60) days", "received"),
        ("notice of non-renewal is received not later than sixty (60) days", "received"),
        ("a party sends written notice of non-renewal at least sixty (60) days", "sent"),
        ("terminated upon at least sixty (60) days' notice", None),
    ],
)
def test_what_the_notice_of_non_renewal_is_counted_to(words: str, counted_to: str | None) -> None:
    text = f"1. Term. {RENEWAL.format(words)}"
    assert value("renewal_notice_period", PREAMBLE, text) == "P60D"
    assert value("renewal_notice_counted_to", PREAMBLE, text) == counted_to


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("either party gives ten (10) business days' written notice", {"value": "P10D", "business": True}),
        ("either party gives ten (10) days' written notice", "P10D"),
    ],
)
def test_business_days_are_told_from_days(words: str, period: object) -> None:
    assert value("renewal_notice_period", PREAMBLE, f"1. Term. {RENEWAL.format(words)}") == period


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            "Notices shall be deemed received (i) when delivered by hand, (ii) one business day after deposit with an "
            "overnight courier, or (iii) three (3) days after mailing by certified mail.",
            [
                {"by": "courier", "duration": "P1D", "business": True},
                {"by": "mail", "duration": "P3D"},
            ],
        ),
        (
            "A notice is deemed given on the fifth Business Day following the day on which it was mailed.",
            [{"by": "mail", "duration": "P5D", "business": True}],
        ),
        (
            "Any notice sent by e-mail shall be deemed to have been received two (2) days after it was sent.",
            [{"by": "email", "duration": "P2D"}],
        ),
        (
            "Notices are deemed given on receipt if delivered personally, or the next business day if sent by courier.",
            [{"by": "courier", "duration": "P1D", "business": True}],
        ),
        # none of these says how long a notice is on its way
        ("Notices shall be deemed given when actually received.", []),
        ("Notices shall be deemed received three (3) days after dispatch.", []),
        ("Goods are deemed accepted ten (10) days after mailing of the invoice.", []),
        ("This Agreement is effective thirty (30) days after notice of termination.", []),
    ],
)
def test_when_a_notice_counts_as_received(text: str, rules: list[object]) -> None:
    assert values("notice_receipt", PREAMBLE, f"9. Notices. {text}") == rules


@pytest.mark.parametrize(
    ("text", "option"),
    [
        (
            "Customer may extend the term by giving written notice at least sixty (60) days before the end of the "
            "initial term.",
            {"party": "Customer", "notice": "P60D"},
        ),
        (
            "Either party shall have the option to renew this Agreement upon notice given not less than six (6) months "
            "nor more than twelve (12) months prior to the expiration of the term.",
            {"party": "either", "notice": "P6M"},
        ),
        (
            "To exercise its option to renew, Customer must notify Provider no later than ten (10) business days prior "
            "to the expiration of the term.",
            {"party": "Customer", "notice": "P10D", "business": True},
        ),
        ("Customer may terminate this Agreement by notice sixty (60) days before the end of the term.", None),
        ("It renews automatically unless notice is given sixty (60) days before the end of the term.", None),
        ("Both parties may agree to renew in writing sixty (60) days before the end of the term.", None),
        ("Customer may extend the delivery date by notice within sixty (60) days of the order.", None),
    ],
)
def test_an_option_to_renew_and_by_when_it_must_be_taken_up(text: str, option: object) -> None:
    assert value("renewal_option", PREAMBLE, f"2. Renewal. {text}") == option


def test_each_notice_quotes_its_words() -> None:
    text = "Notices shall be deemed received three (3) days after mailing."
    [found] = [field for field in fields(PREAMBLE, f"9. Notices. {text}") if field.name == "notice_receipt"]
    assert found.quote.endswith(text)
