"""Service levels: availability, credits, response and resolution, recovery, hours, maintenance, the right to leave."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, fields, value, values


def times(name: str, *paragraphs: str) -> list[tuple[Any, Any]]:
    """Severity and duration of the times of that name."""
    found = values(name, PREAMBLE, *paragraphs)
    return [(one["severity"], one["duration"]) for one in found if isinstance(one, dict)]


@pytest.mark.parametrize(
    ("sentence", "percent", "period"),
    [
        ("The Service is available at least ninety-nine and one-half percent (99.5%) of each month.", "99.5", "P1M"),
        ("Provider guarantees 99.9% network uptime per quarter.", "99.9", "P3M"),
        ("The Site has availability of 98% as measured on a 30 day running average.", "98", "P30D"),
    ],
)
def test_uptime(sentence: str, percent: str, period: str) -> None:
    found = value("uptime_commitment", PREAMBLE, f"1. Uptime. {sentence}")
    assert isinstance(found, dict)
    assert (found["percent"], found["measurement_period"]) == (percent, period)


def test_one_sentence_may_promise_two_levels() -> None:
    text = "1. Uptime. The Service is available 95% of the time in any 7 day period and 98% in any 30 day period."
    found = [one for one in values("uptime_commitment", PREAMBLE, text) if isinstance(one, dict)]
    assert [(one["percent"], one["measurement_period"]) for one in found] == [("95", "P7D"), ("98", "P30D")]


def test_a_credit_says_below_which_level_it_is_due() -> None:
    text = (
        "1. Credits. If availability falls below 99.5% in a month, Customer receives a credit of 5% of the monthly fee."
    )
    assert value("service_credit", PREAMBLE, text) == {
        "condition": {"below_percent": "99.5"},
        "credit": {"percent": "5", "of": "monthly fee"},
    }
    assert values("uptime_commitment", PREAMBLE, text) == []


def test_a_table_of_credits_has_a_credit_a_row_and_states_no_commitment() -> None:
    table = "Uptime achieved and credit:   99.0% - 99.9%   5%    98.0% - 98.9%   10%    below 98.0%   25%"
    found = [one for one in values("service_credit", PREAMBLE, table) if isinstance(one, dict)]
    assert [one["credit"]["percent"] for one in found] == ["5", "10", "25"]
    assert values("uptime_commitment", PREAMBLE, table) == []


def test_levels_in_one_row_and_credits_in_the_next() -> None:
    table = "Service level achieved 100% 95% 90% 85% and rebate 0% 10% 20% 30%"
    found = [one for one in values("service_credit", PREAMBLE, table) if isinstance(one, dict)]
    assert [(one["condition"], one["credit"]["percent"]) for one in found] == [
        ({"achieved_percent": "95"}, "10"),
        ({"achieved_percent": "90"}, "20"),
        ({"achieved_percent": "85"}, "30"),
    ]


def test_a_cap_on_credits() -> None:
    text = "1. Credits. Service credits in any month shall not exceed twenty percent (20%) of the monthly invoice."
    assert value("credit_cap", PREAMBLE, text) == {"percent": "20", "of": "monthly invoice", "period": "P1M"}


def test_a_credit_in_words_alone() -> None:
    text = "1. Credits. For each hour of downtime Customer shall receive a credit of one day's fees."
    found = value("service_credit", PREAMBLE, text)
    assert isinstance(found, dict)
    assert "one day's fees" in found["credit"]["text"]


def test_prose_gives_response_and_resolution_with_their_severity() -> None:
    text = (
        "1. Support. Provider shall respond to Severity 1 incidents within one (1) hour and resolve them within four "
        "(4) hours."
    )
    assert times("response_time", text) == [("1", "PT1H")]
    assert times("resolution_time", text) == [("1", "PT4H")]


TABLE = """Severity Level    Initial Response    Resolution Target

Critical          1 hour              4 hours

High              4 hours             1 business day

Low               next business day   next release"""


def test_a_table_of_severities() -> None:
    assert times("response_time", TABLE) == [("critical", "PT1H"), ("high", "PT4H"), ("low", "P1D")]
    assert times("resolution_time", TABLE) == [("critical", "PT4H"), ("high", "P1D")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Severity Level   Response Time   Escalation   1   15 minutes   1 hour   2   2 hours   4 hours",
            [("1", "PT15M"), ("2", "PT2H")],
        ),
        (
            "Priority Level Response (in hours) S1 1 S2 4 S3 Next Business Day",
            [("1", "PT1H"), ("2", "PT4H"), ("3", "P1D")],
        ),
        (
            "Priority High (1) Medium (2) Low (3) Reaction Time 30 minutes 2 hours 8 hours",
            [("1", "PT30M"), ("2", "PT2H"), ("3", "PT8H")],
        ),
        ("Error class and response: Emergency (A) 24 hours Critical (B) 2 days", [("A", "PT24H"), ("B", "P2D")]),
        (
            "Response goals: Severity 1: 1 hour; Severity 2: 2 hours; Severity 3: 8 hours.",
            [("1", "PT1H"), ("2", "PT2H"), ("3", "PT8H")],
        ),
    ],
)
def test_tables_that_lost_their_columns(text: str, expected: list[tuple[str, str]]) -> None:
    assert times("response_time", text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Licensee must respond to the offer within ten business days with a bid.",
        "Supplier shall respond to audit findings within 30 days.",
        "Provider sends status reports every 24 hours until the error is corrected.",
    ],
)
def test_other_periods_are_no_response_times(sentence: str) -> None:
    assert times("response_time", f"1. Other. {sentence}") == []


def test_recovery_objectives() -> None:
    text = (
        "1. Recovery. The recovery time objective (RTO) is 4 hours and the recovery point objective (RPO) is 24 hours."
    )
    assert value("rto", PREAMBLE, text) == {"duration": "PT4H"}
    assert value("rpo", PREAMBLE, text) == {"duration": "PT24H"}


@pytest.mark.parametrize(
    ("sentence", "hours"),
    [
        (
            "Support is available 8:00 AM - 5:00 PM EST, Monday through Friday.",
            "8:00 AM - 5:00 PM EST, Monday through Friday",
        ),
        ("The help desk is staffed 24x7.", "24x7"),
        (
            "The hotline can be reached twenty-four (24) hours a day, seven (7) days a week.",
            "twenty-four (24) hours a day, seven (7) days a week",
        ),
        ("Support hours are 0800 to 1700 hours on weekdays.", "0800 to 1700 hours on weekdays"),
    ],
)
def test_support_hours(sentence: str, hours: str) -> None:
    found = value("support_hours", PREAMBLE, f"1. Support. {sentence}")
    assert isinstance(found, dict)
    assert found["text"] == hours


@pytest.mark.parametrize(
    "sentence",
    [
        "The Executive works the Company's business hours, 9am to 5:30pm from Monday to Friday, in support.",
        "Notices received after 9:00 a.m. to 5:00 p.m. are deemed received on the next day.",
    ],
)
def test_other_hours_are_no_support_hours(sentence: str) -> None:
    assert values("support_hours", PREAMBLE, f"1. Other. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "notice"),
    [
        ("Scheduled maintenance takes place on Sundays between 2:00 a.m. and 6:00 a.m.", None),
        ("Provider shall notify Customer at least 48 hours in advance of any scheduled maintenance.", "PT48H"),
    ],
)
def test_maintenance_windows(sentence: str, notice: str | None) -> None:
    found = value("maintenance_window", PREAMBLE, f"1. Maintenance. {sentence}")
    assert isinstance(found, dict)
    assert found["notice"] == notice
    assert values("support_hours", PREAMBLE, f"1. Maintenance. {sentence}") == []


def test_the_right_to_leave_when_service_levels_are_missed() -> None:
    text = (
        "1. Remedy. Customer may terminate on thirty (30) days notice if Provider misses the uptime commitment twice."
    )
    found = value("termination_right_on_sla_failure", PREAMBLE, text)
    assert isinstance(found, dict)
    assert found["notice"] == "P30D"


def test_every_field_quotes_the_document() -> None:
    for field in fields(PREAMBLE, TABLE, "Schedule of fees", "Consulting   $120.00", "Training   $900.00"):
        assert field.quote
        assert 0 < field.confidence <= 1
