"""What counts as right when confidences are held against the lawyers' answers."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.coverage import Judged, judged, same_duration, same_law, same_party

NOTHING: dict[str, Any] = {
    "agreement_date": None,
    "effective_date": None,
    "expiration_date": None,
    "renewal_term": [],
    "renewal_notice_period": [],
    "governing_law": [],
    "party": [],
}


def row(raw: dict[str, str] | None = None, **fields: object) -> dict[str, Any]:
    return {"fields": NOTHING | fields, "raw_answers": raw or {}}


def predicted(name: str, value: object, confidence: float = 0.9) -> dict[str, Any]:
    return {"name": name, "value": value, "confidence": confidence, "method": "rule"}


@pytest.mark.parametrize(
    ("same", "one", "other"),
    [
        (same_party, "Acme, Inc.", "ACME Incorporated"),
        (same_party, "The Vela Group LLC", "Vela Group L.L.C."),
        (same_law, "State of New York", "New York"),
        (same_law, "England and Wales", "England"),
        (same_duration, "P1Y", "P12M"),
    ],
)
def test_what_says_the_same_is_right(same: Any, one: str, other: str) -> None:  # noqa: ANN401
    assert same(one, other)


@pytest.mark.parametrize(
    ("same", "one", "other"),
    [(same_party, "Acme", "Acmetra"), (same_law, "Delaware", "Texas"), (same_duration, "P30D", "P30M")],
)
def test_what_says_something_else_is_not(same: Any, one: str, other: str) -> None:  # noqa: ANN401
    assert not same(one, other)


def test_a_second_value_for_one_answer_is_wrong_and_the_surer_one_comes_first() -> None:
    found = judged(
        row(party=["Acme Inc."]),
        [predicted("party", {"name": "Acme"}, 0.6), predicted("party", {"name": "Acme, Inc."}, 0.9)],
    )
    assert list(found) == [Judged("party", "rule", 0.9, True), Judged("party", "rule", 0.6, False)]


def test_what_the_lawyers_did_not_find_is_wrong_but_not_where_they_only_left_no_normal_form() -> None:
    told = [predicted("governing_law", "Texas"), predicted("agreement_date", "2020-01-01")]
    assert [one.right for one in judged(row(), told)] == [False]
    assert list(judged(row({"Governing Law": "the law of the forum"}), told)) == []
