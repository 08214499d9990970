from __future__ import annotations

from dataclasses import replace

import pytest
from redlines import entry, library

from clause_library.deviations.severity import direction_of, severity_of
from clause_library.deviations.tolerances import field_keeps, is_within, tolerance_for
from clause_library.matching.index import roles_of
from clause_library.types import DeviationKind, Direction, Entry, Position, Tolerance
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE, wording
from clause_library.wording.values import parse_value

LIBRARY = library()
ROLES = roles_of(LIBRARY)
CAP = entry("cap", "Liability is limited to the fees of twelve months.", severity="critical", missing_severity="medium")
PAYMENT_LIMIT = Tolerance("payment_term", "at_most", "P45D", "high", "", part="duration")
UPTIME_LIMIT = Tolerance("uptime_commitment", "at_least", "99.5", "high", "", part="percent")


def direction(kind: DeviationKind, before: str, after: str, of: Entry, subject: str | None = None) -> Direction:
    ours, theirs = wording(before, ROLES).tokens, wording(after, ROLES).tokens
    return direction_of(kind, ours, theirs, of, subject=subject, roles=ROLES)


def test_the_most_specific_rule_decides_the_severity() -> None:
    special = replace(CAP, severities={"duration_changed": "low"})
    position = Position("prohibited", 1, "Unlimited.", severity="medium")
    assert severity_of("duration_changed", "adverse", special, LIBRARY, tolerance=PAYMENT_LIMIT) == "high"
    assert severity_of("prohibited_position", "adverse", special, LIBRARY, position=position) == "medium"
    assert severity_of("duration_changed", "favourable", special, LIBRARY) == "info"
    assert severity_of("duration_changed", "adverse", special, LIBRARY) == "low"
    assert severity_of("missing_clause", "adverse", CAP, LIBRARY) == "medium"
    assert severity_of("duration_changed", "adverse", CAP, LIBRARY) == "critical"
    assert severity_of("text_added", "neutral", CAP, LIBRARY) == "low"
    assert severity_of("number_changed", "neutral", None, LIBRARY) == "medium"


@pytest.mark.parametrize(("after", "whom"), [("60 days", "adverse"), ("15 days", "favourable")])
def test_a_limit_tells_which_way_a_value_hurts(after: str, whom: Direction) -> None:
    payment = entry("payment", "Pay within 30 days.", tolerances=(PAYMENT_LIMIT,))
    assert direction("duration_changed", "30 days", after, payment) == whom


@pytest.mark.parametrize(("after", "whom"), [("six (6) months", "favourable"), ("36 months", "adverse")])
def test_where_no_limit_speaks_our_own_concessions_tell_which_way_a_value_hurts(after: str, whom: Direction) -> None:
    fallback = Position("fallback", 1, "Liability is limited to the fees of twenty-four months.")
    cap = entry("cap", "Liability is limited to the fees of twelve months.", fallback)
    assert direction("duration_changed", "twelve months", after, cap) == whom


def test_a_value_of_which_nothing_tells_is_neutral() -> None:
    assert direction("duration_changed", "30 days", "60 days", entry("notice", "Notice of 30 days.")) == "neutral"


def test_duties_hurt_whom_they_bind() -> None:
    assert direction("obligation_changed", "may", "shall", CAP, OUR_SIDE) == "adverse"
    assert direction("obligation_changed", "shall", "may", CAP, OUR_SIDE) == "favourable"
    assert direction("obligation_changed", "shall", "may", CAP, THEIR_SIDE) == "adverse"
    assert direction("obligation_changed", "shall", "may", CAP) == "neutral"


def test_an_exception_from_a_clause_hurts_whom_the_clause_protects() -> None:
    theirs = replace(CAP, protects="them")
    assert direction("scope_changed", "", "except for data breaches", CAP) == "adverse"
    assert direction("scope_changed", "", "except for data breaches", theirs) == "favourable"
    assert direction("text_removed", "in any event", "", CAP) == "adverse"
    assert direction("text_added", "", "and pay double", theirs) == "adverse"


def test_a_mutual_right_made_one_sided_is_against_us() -> None:
    assert direction("party_changed", "Either party", "Customer", replace(CAP, protects="both")) == "adverse"
    assert direction("party_changed", "Neither party", "Provider", CAP) == "neutral"


def test_values_are_held_against_limits_as_values() -> None:
    assert all(is_within(PAYMENT_LIMIT, value) for text in ("P30D", "P45D", "P1M") if (value := parse_value(text)))
    beyond = parse_value("P2M")
    assert beyond is not None
    assert not is_within(PAYMENT_LIMIT, beyond)


@pytest.mark.parametrize(
    ("limit", "value", "keeps"),
    [
        (PAYMENT_LIMIT, {"duration": "P60D", "trigger": "invoice_date"}, False),
        (PAYMENT_LIMIT, {"trigger": "invoice_date"}, True),
        (UPTIME_LIMIT, {"percent": "99.9"}, True),
        (UPTIME_LIMIT, {"percent": "99"}, False),
        (Tolerance("governing_law", "one_of", ("New York", "Delaware"), "high", ""), "new york", True),
        (Tolerance("governing_law", "one_of", ("New York", "Delaware"), "high", ""), "Ohio", False),
        (Tolerance("renewal_type", "none_of", ("automatic",), "high", ""), "automatic", False),
        (Tolerance("renewal_notice_period", "at_most", "P60D", "high", ""), {"value": "P10D", "business": True}, True),
        (Tolerance("renewal_notice_period", "at_most", "P60D", "high", ""), {"value": "P90D", "business": True}, False),
        (Tolerance("expiration_date", "at_most", "2027-12-31", "high", ""), "2028-01-01", False),
        (Tolerance("expiration_date", "at_most", "2027-12-31", "high", ""), "2027-12-31", True),
        (Tolerance("expiration_date", "at_most", "2027-12-31", "high", ""), "perpetual", True),
    ],
)
def test_a_field_keeps_a_limit_or_not(limit: Tolerance, value: object, keeps: bool) -> None:
    assert field_keeps(limit, value) is keeps  # type: ignore[arg-type]


def test_a_limit_speaks_only_about_its_own_kind_of_value_and_only_when_no_other_could() -> None:
    days, percent = parse_value("P30D"), replace(parse_value("99.9"), kind="percent")  # type: ignore[type-var]
    assert days is not None
    both = entry("sla", "Uptime.", tolerances=(PAYMENT_LIMIT, UPTIME_LIMIT))
    assert tolerance_for(days, both) == PAYMENT_LIMIT
    assert tolerance_for(percent, both) == UPTIME_LIMIT
    two = entry("x", "Two.", tolerances=(PAYMENT_LIMIT, replace(PAYMENT_LIMIT, field="cure")))
    assert tolerance_for(days, two) is None
