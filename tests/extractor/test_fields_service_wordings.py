"""The many ways in which contracts state the same service levels."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, values


def times(name: str, *paragraphs: str) -> list[tuple[Any, Any]]:
    """Severity and duration of the times of that name."""
    found = values(name, PREAMBLE, *paragraphs)
    return [(one["severity"], one["duration"]) for one in found if isinstance(one, dict)]


def texts(*paragraphs: str) -> list[Any]:
    """The hours of support."""
    return [one["text"] for one in values("support_hours", PREAMBLE, *paragraphs) if isinstance(one, dict)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("For Fatal Errors Vendor shall commence work within one hour.", ("fatal", "PT1H")),
        ("A technician shall be on site within 6 hours of a service call.", (None, "PT6H")),
        ("Support calls shall be returned within two (2) hours.", (None, "PT2H")),
        ("Within 4 hours of a Level One problem Vendor shall assign a qualified engineer.", ("1", "PT4H")),
        ("Severity One issues will be responded to within 1 hour.", ("1", "PT1H")),
        ("The help desk must respond to Urgent faults in fifteen minutes or less.", ("urgent", "PT15M")),
        ("Average page load time of the website shall not exceed 3 seconds.", (None, "PT3S")),
        ("For Severity 1 problems Vendor will respond in 30 minutes, 24 hours a day.", ("1", "PT30M")),
    ],
)
def test_whoever_begins_to_see_to_it_responds(sentence: str, expected: tuple[str | None, str]) -> None:
    assert times("response_time", f"1. Support. {sentence}") == [expected]


def test_each_time_goes_with_its_own_verb() -> None:
    text = (
        "1. Support. On a Level 1 error Vendor shall assign an engineer within 4 hours, and within 48 hours shall "
        "deliver a permanent correction."
    )
    assert times("response_time", text) == [("1", "PT4H")]
    assert times("resolution_time", text) == [("1", "PT48H")]


def test_each_time_goes_with_its_own_adjective() -> None:
    text = (
        "1. Support. Vendor corrects any Fatal Error within 2 business days, any Serious Error within 10 business days."
    )
    assert times("resolution_time", text) == [("fatal", "P2D"), ("serious", "P10D")]


@pytest.mark.parametrize(
    ("sentence", "hours"),
    [
        ("The desk is staffed around the clock, every day of the year.", "around the clock"),
        ("Calls are answered 24 hours per day, 365 days per year.", "24 hours per day, 365 days per year"),
        ("Pager support: 7x24.", "7x24"),
        ("Bronze support is 5 x 8.", "5 x 8"),
        ("Support is given eight hours per day, five days per week.", "eight hours per day, five days per week"),
        ("Monitoring of the servers is 24 hour-a-day, 7-day-a-week.", "24 hour-a-day, 7-day-a-week"),
        ("Support is available Monday to Friday, 0900 - 1730 GMT.", "Monday to Friday, 0900 - 1730 GMT"),
        ("Support is available from eight o'clock a.m. to six o'clock p.m.", "eight o'clock a.m. to six o'clock p.m."),
    ],
)
def test_support_hours(sentence: str, hours: str) -> None:
    assert texts(f"1. Support. {sentence}") == [hours]


def test_hours_of_an_effort_are_no_support_hours() -> None:
    assert texts("1. Support. Vendor shall use continuous efforts around the clock until the error is corrected.") == []


def test_an_objective_may_be_named_after_its_time() -> None:
    text = "1. Recovery. Provider is back online within 12 hours (RTO) with no more than one hour of data lost (RPO)."
    assert values("rto", PREAMBLE, text) == [{"duration": "PT12H"}]
    assert values("rpo", PREAMBLE, text) == [{"duration": "PT1H"}]


def test_the_length_of_maintenance_is_not_its_notice() -> None:
    text = "1. Upkeep. Scheduled downtime shall not exceed eight hours and is announced two business days in advance."
    [window] = values("maintenance_window", PREAMBLE, text)
    assert isinstance(window, dict)
    assert (window["notice"], window["max_duration"]) == ("P2D", "PT8H")


def test_a_customer_may_cancel_for_missed_levels() -> None:
    text = "1. Exit. If Supplier misses the uptime target in three successive months, Buyer may cancel this Agreement."
    assert len(values("termination_right_on_sla_failure", PREAMBLE, text)) == 1


def test_bands_of_uptime_are_no_price_tiers() -> None:
    rows = ["Monthly uptime    Credit", "99.0% to 99.89%    5%", "97.0% to 98.99%    15%", "under 97.0%    30%"]
    assert values("price_tier", PREAMBLE, *rows) == []


def test_a_credit_in_money() -> None:
    text = "1. Credits. For each hour that the site is down, Client will be credited $50."
    [credit] = values("service_credit", PREAMBLE, text)
    assert isinstance(credit, dict)
    assert credit["credit"] == {"amount": "50", "currency": "USD"}
