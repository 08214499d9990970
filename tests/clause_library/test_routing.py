from __future__ import annotations

from dataclasses import replace

from redlines import deviation, library

from clause_library.routing import route

LIBRARY = library(escalations={"high": "finance", "critical": "cfo"})


def test_each_role_is_asked_once_in_order_of_seniority_with_all_its_deviations() -> None:
    found = route([deviation(1, "medium", "finance"), deviation(2, "low"), deviation(3, "medium")], LIBRARY)
    assert [(a.role, a.title, a.deviations, a.severity) for a in found] == [
        ("legal", "Legal", ("D2", "D3"), "medium"),
        ("finance", "Finance", ("D1",), "medium"),
    ]
    assert found[0].reason == "Title 2 and 1 more; the most serious is medium."


def test_severity_escalates_to_every_role_from_which_it_is_due() -> None:
    assert [a.role for a in route([deviation(1, "critical")], LIBRARY)] == ["legal", "finance", "cfo"]
    assert [a.role for a in route([deviation(1, "high")], LIBRARY)] == ["legal", "finance"]


def test_what_helps_us_or_is_for_information_needs_nobody() -> None:
    assert route([deviation(1, "high", direction="favourable"), deviation(2, "info")], LIBRARY) == ()


def test_a_deviation_without_an_approver_needs_only_the_escalation() -> None:
    assert route([deviation(1, "low", None)], LIBRARY) == ()
    assert [a.role for a in route([deviation(1, "high", None)], LIBRARY)] == ["finance"]


def test_a_role_that_the_library_does_not_list_comes_last() -> None:
    found = route([deviation(1, "low", "board_member"), replace(deviation(2, "low"))], LIBRARY)
    assert [a.role for a in found] == ["legal", "board_member"]
