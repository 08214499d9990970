"""Hours, maintenance, times to answer, recovery and credits, however they are put; near-misses beside them."""

from __future__ import annotations

from typing import Any

import pytest
from fields_builder import PREAMBLE, values


def parts(name: str, *paragraphs: str) -> list[dict[str, Any]]:
    """The values of that name without the parts that are not stated."""
    found = values(name, PREAMBLE, *paragraphs)
    return [{key: part for key, part in one.items() if part is not None} for one in found if isinstance(one, dict)]


@pytest.mark.parametrize(
    ("sentence", "hours"),
    [
        ("The help desk is manned from 8h30 to 18h00.", "8h30 to 18h00"),
        ("Service Desk: 24h/24, 7d/7.", "24h/24, 7d/7"),
        ("Support is offered 24-hours-a-day, seven-days-a-week.", "24-hours-a-day, seven-days-a-week"),
        ("The hotline keeps a 7 x 24h service.", "7 x 24h"),
        ("The help desk is open from 07:30 to 19:00 on Working Days.", "07:30 to 19:00 on Working Days"),
        ("Support is there five days a week, ten hours a day.", "five days a week, ten hours a day"),
    ],
)
def test_hours_in_the_notations_of_other_countries(sentence: str, hours: str) -> None:
    assert [one["text"] for one in parts("support_hours", f"1. Support. {sentence}")] == [hours]


@pytest.mark.parametrize(
    ("sentence", "zone"),
    [
        ("Support is open from 8:00 am to 5:00 pm Eastern Time.", "Eastern Time"),
        ("Support is open from 8:00 to 17:00 CET on business days.", "CET"),
        ("Support is open from 9 am to 5 pm UTC +2, Monday through Friday.", "UTC +2"),
        ("Support is open from 9:00 to 17:00 in the time zone of the Customer.", "the time zone of the Customer"),
        ("Support is open from 9:00 am to 5:00 pm all the time.", None),
    ],
)
def test_the_time_zone_of_support_hours(sentence: str, zone: str | None) -> None:
    (hours,) = parts("support_hours", f"1. Support. {sentence}")
    assert hours.get("time_zone") == zone


@pytest.mark.parametrize(
    "sentence",
    [
        "Source: Example Services PLC, F-4, 6/24/2015. The services are described below.",
        "Support engineers perform system maintenance between 1:00 a.m. and 4:00 a.m. on Sundays.",
        "It is our objective to provide support 24 x 7.",
    ],
)
def test_dates_maintenance_and_aims_are_no_support_hours(sentence: str) -> None:
    assert parts("support_hours", f"1. Support. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        ("Routine upkeep of the platform is carried out on Sundays from 02:00 to 05:00.", {}),
        ("This type of maintenance is performed between 2:00 a.m. and 6:00 a.m.", {}),
        (
            "Downtime excludes planned interruptions announced at least five (5) days beforehand that last "
            "no longer than "
            "8 hours.",
            {"notice": "P5D", "max_duration": "PT8H"},
        ),
        ("The site may be taken offline for upgrades if Client is told 72 hours ahead.", {"notice": "PT72H"}),
        (
            "Provider may carry out scheduled maintenance of the service for eight (8) hours a month on "
            "five (5) days' notice.",
            {"notice": "P5D", "max_duration": "PT8H"},
        ),
    ],
)
def test_windows_for_planned_work(sentence: str, more: dict[str, str]) -> None:
    (window,) = parts("maintenance_window", f"1. Availability of the system. {sentence}")
    assert {key: part for key, part in window.items() if key != "text"} == more


@pytest.mark.parametrize(
    "sentence",
    [
        "Licensee shall pay the software maintenance fee at least 30 days in advance.",
        "Maintenance services for the software are given on at least 30 days' prior notice.",
        "Tenant gives Landlord 48 hours' notice of scheduled repairs to the elevators.",
    ],
)
def test_fees_services_and_buildings_have_no_window(sentence: str) -> None:
    assert parts("maintenance_window", f"1. Terms. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "duration"),
    [
        ("Response to incidents: less than two Lisbon working hours.", "PT2H"),
        ("The operations center alerts Customer in the 20 minutes following an outage.", "PT20M"),
        ("A technician rings the user back no later than 45 minutes after the ticket was opened.", "PT45M"),
        ("E-mails to the support desk get an answer inside one business day.", "P1D"),
        ("The search page shall load in 2 seconds or less.", "PT2S"),
        ("API latency: 200 milliseconds at the 99th percentile.", "PT0.2S"),
        ("Dealer sends a mechanic within 24 hours if a machine breaks down.", "PT24H"),
    ],
)
def test_answers_of_people_and_of_systems(sentence: str, duration: str) -> None:
    assert [one["duration"] for one in parts("response_time", f"1. Service. {sentence}")] == [duration]


@pytest.mark.parametrize(
    "sentence",
    [
        "A clip of the song, no more than 45 seconds in length, plays on an incoming call.",
        "The committee answers each proposal within ten (10) business days.",
        "The panel gives its response within 30 days.",
    ],
)
def test_what_lasts_or_is_asked_elsewhere_is_no_response(sentence: str) -> None:
    assert parts("response_time", f"1. Terms. {sentence}") == []


def test_the_heading_of_a_list_gives_the_severity() -> None:
    text = "1. Faults. Blocking fault: Response: less than one working hour. Solution: less than one workday."
    assert [one["severity"] for one in parts("response_time", text)] == ["blocking"]
    assert parts("resolution_time", text) == [{"severity": "blocking", "duration": "P1D", "business": True}]


def test_a_table_by_grades_with_a_cell_without_a_time() -> None:
    rows = [
        "Grade of fault  Response time  Target for repair",
        "Grade 1 - a depot cannot work  30 minutes  6 hours",
        "Grade 2 - all other faults  1 Working Day  next release",
        "4. Recovery. Following a disaster the System is restored within 16 hours, with the loss of no "
        "more than 4 hours.",
    ]
    text = "  ".join(rows)
    assert [(one["severity"], one["duration"]) for one in parts("response_time", text)] == [
        ("1", "PT30M"),
        ("2", "P1D"),
    ]
    assert [(one["severity"], one["duration"]) for one in parts("resolution_time", text)] == [("1", "PT6H")]


def test_an_adjective_in_a_sentence_labels_no_row() -> None:
    text = (
        "Response times: Priority 1: 1 hour. Priority 2: 4 hours. Customer gives a general authorization to engage "
        "sub-processors. Provider shall notify it of each, and it may object to a new sub-processor within 60 days."
    )
    assert "general" not in [one.get("severity") for one in parts("response_time", text)]


def test_recovery_after_a_disaster_without_the_names_of_the_objectives() -> None:
    text = (
        "1. Recovery. After a disaster the system is back in operation within 12 hours, and one hour of "
        "data is lost at most."
    )
    assert parts("rto", text) == [{"duration": "PT12H"}]
    assert parts("rpo", text) == [{"duration": "PT1H"}]
    assert parts("resolution_time", text) == []


def test_a_right_after_failed_recovery_is_no_objective() -> None:
    text = "1. End. If Provider is unable to resume the services within 30 days after a disaster, Customer may leave."
    assert parts("rto", text) == []


def test_a_table_of_credits_by_bands_of_availability() -> None:
    text = (
        "Service credits. Availability in the month  Credit  99.5% or more  none  at least 99.0% but "
        "less than 99.5%  5%  "
        "at least 98.0% but less than 99.0%  10%  less than 98.0%  20%"
    )
    assert [(one["condition"], one["credit"]["percent"]) for one in parts("service_credit", text)] == [
        ({"at_least_percent": "99.0", "below_percent": "99.5"}, "5"),
        ({"at_least_percent": "98.0", "below_percent": "99.0"}, "10"),
        ({"below_percent": "98.0"}, "20"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "If uptime is missed, Customer may claim credits of up to 15% of the monthly fee.",
        "No more than 15% of a month's fee is ever credited for missed uptime.",
    ],
)
def test_the_most_that_is_credited_is_a_cap(sentence: str) -> None:
    assert [one["percent"] for one in parts("credit_cap", f"1. Credits. {sentence}")] == ["15"]


def test_a_sentence_that_points_to_a_table_states_no_credit() -> None:
    text = "1. Credits. Should uptime be missed, a rebate will be applied as per the rebate table in Schedule C."
    assert parts("service_credit", text) == []


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Client may walk away from this Agreement if availability stays below 97% for three months.", True),
        ("Credits and the right to terminate are Customer's only remedies for missed uptime.", False),
    ],
)
def test_the_right_to_go(sentence: str, stated: bool) -> None:
    assert bool(parts("termination_right_on_sla_failure", f"1. Failure. {sentence}")) is stated


def test_what_an_uptime_excludes_and_what_it_is_of() -> None:
    (uptime,) = parts(
        "uptime_commitment", "1. Uptime. Mail Gateway Availability: 99.5% a month, excluding planned maintenance."
    )
    assert uptime["scope"] == "Mail Gateway"
    assert uptime["excludes"] == "planned maintenance"


def test_not_less_than_is_a_promise_and_less_than_a_threshold() -> None:
    assert [
        one["percent"]
        for one in parts(
            "uptime_commitment",
            "1. Uptime. The system is up and reachable for not less than 99.2 per cent of each quarter.",
            "2. Credits. A credit is due if the system is available for less than 98% of a quarter.",
        )
    ] == ["99.2"]


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("For each outage Host will credit the fee of one day.", True),
        (
            'A "Service Level Credit" shall mean a credit of fees for a missed service level.',
            False,
        ),
        ("Host shall notify Client if it becomes entitled to a credit of fees for a missed service level.", False),
    ],
)
def test_words_about_credits_grant_none(sentence: str, stated: bool) -> None:
    assert bool(parts("service_credit", f"1. Credits. {sentence}")) is stated


@pytest.mark.parametrize(
    ("sentence", "channels"),
    [
        ("E-mails to support are answered within 4 hours; telephone calls within 30 minutes.", ["email", "telephone"]),
        ("Support responds by chat within 5 minutes.", ["chat"]),
        ("Support responds within 2 hours by telephone or e-mail.", [None]),  # either way
        ("Support responds within 2 hours.", [None]),
    ],
)
def test_the_channel_of_a_response_time(sentence: str, channels: list[str | None]) -> None:
    found = parts("response_time", f"1. Support. {sentence}")
    assert [one.get("channel") for one in found] == channels


def test_a_verb_right_before_a_time_needs_no_preposition() -> None:
    text = "1. Faults. Level 1 faults: first contact 20 minutes, repair 4 hours. Level 2 faults: first contact 2 hours."
    assert [(one["severity"], one["duration"]) for one in parts("response_time", text)] == [
        ("1", "PT20M"),
        ("2", "PT2H"),
    ]
    assert [(one["severity"], one["duration"]) for one in parts("resolution_time", text)] == [("1", "PT4H")]


def test_the_opening_hours_of_a_building_are_no_support_hours() -> None:
    assert parts("support_hours", "1. House. The building is open from 6 a.m. to 10 p.m. for all services.") == []
