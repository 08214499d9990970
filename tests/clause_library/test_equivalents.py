"""Words that say the same: plain forms, and the data behind them."""

from __future__ import annotations

import pytest
import yaml

from clause_library.wording.equivalents import DATA, canonical, stem
from clause_library.wording.normalize import Roles, wording

ROLES = Roles(("Provider",), ("Customer",))


def plain(text: str) -> list[str]:
    return [token.key for token in canonical(wording(text, ROLES)).tokens]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Provider shall notify Customer prior to the change.", "Provider must inform Customer before the change."),
        ("fees commencing in May", "fee that commences in May".replace("that ", "")),
        ("in the event that fees are due", "if fees are due"),
        ("within 30 days of receipt", "no later than thirty (30) days after receipt"),
        ("Customer is entitled to terminate", "Customer may terminate"),
        ("including but not limited to loss of data", "including loss of data"),
        ("For the avoidance of doubt, fees are due.", "Fees are due."),
        ("the parties hereto", "the parties"),
        ("a report per annum", "a report each year"),
    ],
)
def test_two_ways_to_say_the_same_have_one_plain_form(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Provider shall notify Customer", "Provider may notify Customer"),
        ("with the consent of Customer", "after notice to Customer"),
        ("within 30 days", "after 30 days"),
        ("at least 30 reports", "at most 30 reports"),
        ("fees are payable", "fees are not payable"),
        ("reasonable efforts", "best efforts"),
        ("material breach", "breach"),
        ("direct damages", "indirect damages"),
        ("promptly", "immediately"),
        ("and", "or"),
        ("the indemnified party", "the indemnifying party"),
        ("an exclusive right", "a right of exclusion"),
        ("the insured", "the insurer"),
        ("both parties", "either party"),
        ("three consecutive months", "three months"),
        ("< 4 hours", "> 4 hours"),
        ("within (30) days", "within (90) days"),
    ],
)
def test_what_a_lawyer_reads_otherwise_stays_apart(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_tokens_keep_their_places_and_their_words() -> None:
    text = "Provider is required to pay prior to May."
    tokens = canonical(wording(text, ROLES)).tokens
    assert [(token.reads, text[token.start : token.end]) for token in tokens] == [
        ("@us", "Provider"),
        ("shall", "is required to"),
        ("pay", "pay"),
        ("before", "prior to"),
        ("may", "May"),
    ]


def test_no_form_stands_for_two_things_and_no_plain_form_for_another() -> None:
    data = yaml.load(DATA.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    stems = {
        form: tuple(stem(token) for token in wording(form, Roles()).tokens)
        for form in (*data["same"], *(form for forms in data["same"].values() for form in forms), *data["silent"])
    }
    assert all(stems.values()), [form for form, found in stems.items() if not found]
    plain_of: dict[tuple[str, ...], str] = {}
    for form, others in data["same"].items():
        for other in others:
            assert plain_of.setdefault(stems[other], form) == form, f"{other!r} stands for {form!r} too"
    for form in data["same"]:
        assert plain_of.get(stems[form], form) == form, f"{form!r} is itself replaced by {plain_of[stems[form]]!r}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Where an audit shows a fault, Provider shall cure it.",
            "If an audit shows a fault, Provider must remedy it.",
        ),
        ("Should any provision be void", "If any provision is null and void"),
        ("except with the consent of Customer", "without the consent of Customer"),
        ("to the fullest extent permitted by applicable law", "to the maximum extent the law allows"),
        ("reports promptly", "reports without undue delay"),
        ("at no extra charge", "without any additional cost"),
        ("on termination or expiry", "upon expiration or termination"),
        ("Provider may change the Service", "Provider may modify the Service"),
        ("reasonable endeavours", "reasonable efforts"),
        ("the recipient", "the receiving party"),
        ("which shall not be unreasonably withheld", "not to be unreasonably withheld"),
        ("the previous invoice", "the preceding invoice"),
        ("the total aggregate liability of Provider", "the total liability of Provider"),
        ("signed in two copies", "executed in two copies"),
    ],
)
def test_what_drafters_exchange_at_will_has_one_plain_form(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("if Customer pays", "when Customer pays"),
        ("all reasonable efforts", "reasonable efforts"),
        ("arising from the Agreement", "in connection with the Agreement"),
        ("the exclusive license", "the sole license"),
        ("with the consent of Customer", "except with the consent of Customer"),
        ("capable of remedy", "incapable of remedy"),
        ("as soon as practicable", "as soon as reasonably practicable"),
        ("on written notice", "on notice"),
        ("the disclosing party", "the receiving party"),
        ("termination or expiry", "termination"),
        ("indemnify and hold harmless", "indemnify"),
        ("as amended", "as amended from time to time"),
        ("up to date records", "up to 10 records"),
        ("either party may terminate", "Customer may terminate"),
        ("if either party defaults", "if each party defaults"),
        ("once a year", "twice a year"),
        ("Maintenance is not counted as Downtime", "Maintenance is counted as Downtime"),
    ],
)
def test_near_words_that_bind_otherwise_stay_apart(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_what_is_denied_keeps_its_no() -> None:
    assert "not" in plain("Maintenance is not counted as Downtime")
    assert "not" in plain("Customer shall not after the end use the Service")


def test_signing_a_paper_is_no_login() -> None:
    assert "log" not in plain("signed in counterparts")
