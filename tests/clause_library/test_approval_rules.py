"""Approval rules: who must agree to what a contract says as a whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from library_files import LIBRARY, line_of, write_library
from redlines import deviation, library

from clause_library.approval_rules import amount_per
from clause_library.loading.store import check_library, load_library
from clause_library.routing import route
from clause_library.types import (
    AgreementCondition,
    ApprovalRule,
    Condition,
    DeviationCondition,
    FieldCondition,
    Period,
)
from extractor.types import Field

LONG_CREDIT = FieldCondition("payment_term", "more_than", "P60D", part="duration")
LARGE_DEAL = FieldCondition("fee", "more_than", "100000", part="amount", currency="USD", per="year")


def stated(name: str, value: Any) -> Field:  # noqa: ANN401
    return Field(name=name, value=value, quote="q", start=0, end=1, confidence=0.9, method="test")


def fee(amount: str, per: str | None, currency: str = "USD") -> Field:
    return stated("fee", {"amount": amount, "currency": currency, "per": per, "unit": None})


def paid_in(duration: str) -> Field:
    return stated("payment_term", {"duration": duration, "trigger": "invoice_date"})


def rule(role: str, *when: Condition, reason: str = "It matters.", **more: Any) -> ApprovalRule:  # noqa: ANN401
    return ApprovalRule(role, when, reason, **more)


def holds(condition: Condition, *fields: Field) -> bool:
    return bool(route([], library(approvals=(rule("cfo", condition),)), fields))


def test_all_conditions_of_a_rule_must_hold() -> None:
    rules = library(approvals=(rule("finance", LONG_CREDIT, LARGE_DEAL),))
    assert [a.role for a in route([], rules, [paid_in("P75D"), fee("120000", "year")])] == ["finance"]
    assert route([], rules, [paid_in("P75D"), fee("90000", "year")]) == ()
    assert route([], rules, [paid_in("P45D"), fee("120000", "year")]) == ()
    assert route([], rules, [fee("120000", "year")]) == ()


def test_rules_for_one_role_are_alternatives_and_make_one_approval() -> None:
    rules = library(
        approvals=(rule("finance", LONG_CREDIT, reason="Cash."), rule("finance", LARGE_DEAL, reason="Size."))
    )
    (both,) = route([], rules, [paid_in("P75D"), fee("120000", "year")])
    assert both.reason == (
        "Cash (approval rule 1: the payment term is 75 days (more than 60 days)). "
        "Size (approval rule 2: the fee is 120,000 USD a year (more than 100,000 USD a year))."
    )
    (one,) = route([], rules, [paid_in("P75D")])
    assert "rule 2" not in one.reason


def test_a_rule_joins_the_approval_that_deviations_need() -> None:
    rules = library(approvals=(rule("legal", LONG_CREDIT, reason="Cash.", severity="high"),))
    (approval,) = route([deviation(1, "low")], rules, [paid_in("P75D")])
    assert (approval.role, approval.severity, approval.deviations) == ("legal", "high", ("D1",))
    assert approval.reason == (
        "Title 1; the most serious is low. Cash (approval rule 1: the payment term is 75 days (more than 60 days))."
    )


def test_approvals_of_rules_stand_in_the_order_of_seniority() -> None:
    rules = library(approvals=(rule("cfo", LONG_CREDIT), rule("legal", LONG_CREDIT)))
    found = route([deviation(1, "low", "finance")], rules, [paid_in("P75D")])
    assert [(a.role, a.deviations) for a in found] == [("legal", ()), ("finance", ("D1",)), ("cfo", ())]


@pytest.mark.parametrize(
    ("operator", "value", "holds_for"),
    [
        ("more_than", "P60D", {"P61D", "P2M", "P1Y"}),  # two months are 60.875 days
        ("at_least", "P60D", {"P60D", "P61D", "P2M", "P1Y"}),
        ("less_than", "P60D", {"P30D", "PT72H"}),
        ("at_most", "P60D", {"P30D", "PT72H", "P60D"}),
    ],
)
def test_durations_are_compared_as_values(operator: Any, value: str, holds_for: set[str]) -> None:  # noqa: ANN401
    condition = FieldCondition("payment_term", operator, value, part="duration")
    durations = ("PT72H", "P30D", "P60D", "P61D", "P2M", "P1Y")
    assert {duration for duration in durations if holds(condition, paid_in(duration))} == holds_for


def test_dates_are_compared_as_dates() -> None:
    late = FieldCondition("expiration_date", "more_than", "2029-12-31")
    assert holds(late, stated("expiration_date", "2030-01-01"))
    assert not holds(late, stated("expiration_date", "2029-12-31"))
    assert not holds(late, stated("expiration_date", "perpetual"))


def test_words_are_listed_or_not_however_they_are_capitalised() -> None:
    known = FieldCondition("governing_law", "one_of", ("New York", "Delaware"))
    other = FieldCondition("governing_law", "none_of", ("New York", "Delaware"))
    assert holds(known, stated("governing_law", "new york"))
    assert holds(other, stated("governing_law", "Texas"))
    assert not holds(other, stated("governing_law", "Delaware"))


@pytest.mark.parametrize("operator", ["less_than", "at_most", "none_of"])
def test_what_is_not_stated_meets_no_condition(operator: Any) -> None:  # noqa: ANN401
    condition = FieldCondition("payment_term", operator, "P60D", part="duration")
    assert not holds(condition)
    assert not holds(condition, stated("payment_term", {"trigger": "invoice_date"}))


@pytest.mark.parametrize(
    ("amount", "period", "wanted", "due"),
    [
        ("30000", "quarter", "year", "120000"),
        ("10000", "month", "year", "120000"),
        ("120000", "year", "year", "120000"),
        ("120000", "year", "month", "10000"),
        ("100.50", "month", "quarter", "301.50"),
        ("120000", "one_time", "year", None),  # does not come again
        ("12", "unit", "year", None),
    ],
)
def test_what_is_due_in_another_period(amount: str, period: str, wanted: Period, due: str | None) -> None:
    assert amount_per(Decimal(amount), period, wanted) == (None if due is None else Decimal(due))


def test_a_fee_is_compared_for_the_year_and_in_its_currency() -> None:
    assert holds(LARGE_DEAL, fee("30000", "quarter"))
    assert not holds(LARGE_DEAL, fee("20000", "quarter"))
    assert not holds(LARGE_DEAL, fee("30000", "quarter", "EUR"))
    assert not holds(LARGE_DEAL, fee("900000", "one_time"))
    assert not holds(LARGE_DEAL, fee("900000", None))
    assert not holds(LARGE_DEAL, fee("60000", "year"), fee("60000", "year"))  # each on its own


def test_a_yearly_amount_that_was_computed_is_told_with_what_it_was_computed_from() -> None:
    (approval,) = route([], library(approvals=(rule("cfo", LARGE_DEAL),)), [fee("30000.50", "quarter")])
    assert "the fee is 30,000.50 USD a quarter, which is 120,002 USD a year (more than" in approval.reason


def test_conditions_on_one_field_are_met_by_one_statement_of_it() -> None:
    quick = FieldCondition("response_time", "less_than", "PT1H", part="duration")
    minor = FieldCondition("response_time", "one_of", ("minor",), part="severity")
    rules = library(approvals=(rule("cfo", quick, minor),))
    critical = stated("response_time", {"severity": "critical", "duration": "PT30M"})
    slow, fast = (stated("response_time", {"severity": "minor", "duration": d}) for d in ("P1D", "PT30M"))
    assert route([], rules, [critical, slow]) == ()
    assert [a.role for a in route([], rules, [critical, fast])] == ["cfo"]


def test_a_rule_on_deviations_names_those_that_made_it_hold() -> None:
    rules = library(approvals=(rule("cfo", DeviationCondition(kinds=("text_changed",), severity_at_least="high")),))
    (legal, cfo) = route([deviation(1, "medium"), deviation(2, "high"), deviation(3, "high")], rules)
    assert (legal.role, cfo.role) == ("legal", "cfo")
    assert cfo.deviations == ("D2", "D3")
    assert cfo.reason == "It matters (approval rule 1: Title 2 and 1 more, high)."


@pytest.mark.parametrize(
    "condition",
    [
        DeviationCondition(clause_types=("venue",)),
        DeviationCondition(kinds=("clause_moved",)),
        DeviationCondition(severity_at_least="critical"),
    ],
)
def test_other_deviations_do_not_make_a_rule_hold(condition: Condition) -> None:
    assert [a.role for a in route([deviation(1, "high")], library(approvals=(rule("cfo", condition),)))] == ["legal"]


def test_a_deviation_that_helps_us_makes_no_rule_hold() -> None:
    rules = library(approvals=(rule("cfo", DeviationCondition()),))
    assert route([deviation(1, "high", direction="favourable"), deviation(2, "info")], rules) == ()


def test_the_type_of_agreement_is_a_condition_and_nobody_guesses_it() -> None:
    rules = library(approvals=(rule("cfo", AgreementCondition(("order_form", "sla"))),))
    (approval,) = route([], rules, agreement_type="order_form")
    assert approval.reason == "It matters (approval rule 1: it is an order form)."
    assert route([], rules, agreement_type="nda") == ()
    assert route([], rules) == ()


RULES = """\
approvals:
  - role: finance
    when:
      - {field: payment_term, part: duration, more_than: P60D}
      - {field: fee, part: amount, more_than: 100000, currency: USD, per: year}
    reason: Cash.
  - role: legal
    when:
      - agreement_type: order_form
      - deviation: {clause_type: payment_term, kind: [duration_changed], severity_at_least: high}
    reason: Risk.
    severity: high
"""


def test_rules_are_read_from_the_settings(tmp_path: Path) -> None:
    rules = load_library(write_library(tmp_path, {"library.yaml": LIBRARY + RULES})).approvals
    assert rules == (
        ApprovalRule("finance", (LONG_CREDIT, LARGE_DEAL), "Cash."),
        ApprovalRule(
            "legal",
            (
                AgreementCondition(("order_form",)),
                DeviationCondition(("payment_term",), ("duration_changed",), "high"),
            ),
            "Risk.",
            "high",
        ),
    )


def test_the_version_changes_with_a_rule(tmp_path: Path) -> None:
    versions = [
        load_library(write_library(tmp_path / name, {"library.yaml": text})).version
        for name, text in (("a", LIBRARY), ("b", LIBRARY + RULES), ("c", LIBRARY + RULES.replace("P60D", "P61D")))
    ]
    assert len(set(versions)) == 3


PAYMENT = "{field: payment_term, part: duration, more_than: P60D}"
FEE = "{field: fee, part: amount, more_than: 100000, currency: USD, per: year}"
DEVIATION = "{clause_type: payment_term, kind: [duration_changed], severity_at_least: high}"
MISTAKES = [
    # what stands in the rules, what the author wrote instead, words on the reported line, the message
    ("role: finance", "role: finanse", "role: finanse", "unknown approver 'finanse'; did you mean 'finance'?"),
    ("    reason: Cash.\n", "", "- role: finance", "'approvals item 1, reason' is missing"),
    ("severity: high\n", "severty: high\n", "severty", "unknown key 'severty'; did you mean 'severity'?"),
    ("field: payment_term,", "field: payment_terms,", "payment_terms", "did you mean 'payment_term'?"),
    ("part: duration", "part: days", "part: days", "unknown part 'days' of field 'payment_term'"),
    ("part: duration, ", "", "more_than: P60D", "field 'payment_term' needs 'part', one of: duration, trigger"),
    ("more_than: P60D", "more_than: 60", "more_than: 60", "'60' is not an ISO 8601 duration"),
    ("more_than: P60D", "more: P60D", "more: P60D", "unknown key 'more'; did you mean 'more_than'?"),
    (
        "more_than: P60D",
        "one_of: [P60D]",
        "one_of",
        "is a duration here; use more_than, less_than, at_least or at_most",
    ),
    (", more_than: P60D", "", "part: duration", "a condition on a field has exactly one of more_than, less_than,"),
    ("more_than: P60D", "more_than: P60D, at_most: P90D", "P90D", "a condition on a field has exactly one of"),
    ("more_than: P60D", "more_than: P60D, per: year", "P60D", "'payment_term' is not stated for a period here"),
    ("more_than: P60D", "more_than: P60D, currency: USD", "P60D", "'currency' belongs to an amount of money"),
    (" currency: USD,", "", "100000", "an amount is compared in one currency only; add 'currency', such as USD"),
    ("currency: USD", "currency: $", "currency", "must be the three letters of an ISO 4217 code"),
    ("per: year", "per: decade", "decade", "'approvals item 1, when item 2, per' cannot be 'decade'"),
    ("more_than: 100000", "more_than: 100 k", "100 k", "'100 k' is not a number"),
    ("agreement_type: order_form", "agreement_type: msa", "msa", "cannot be 'msa'"),
    ("agreement_type: order_form", "{}", "{}", "a condition is about exactly one of field, deviation, agreement_type"),
    (PAYMENT, "{field: payment_term, agreement_type: sla}", "agreement_type: sla", "is about exactly one of field,"),
    ("agreement_type: order_form", "{agreement_type: sla, per: year}", "per: year}\n      - dev", "'per' belongs to"),
    (DEVIATION, "{}", "deviation", "'deviation' needs at least one of clause_type, kind, severity_at_least"),
    ("[duration_changed]", "[length_changed]", "length_changed", "cannot be 'length_changed'"),
    ("severity_at_least: high", "severity_at_least: bad", "bad", "allowed: critical, high, info, low, medium"),
    ("severity_at_least: high", "severity_at_least: info", "info", "what is 'info' needs nobody"),
    ("clause_type: payment_term", "clause_type: payment", "payment,", "no entry has the clause type 'payment'; did"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "message"), MISTAKES)
def test_a_mistake_in_a_rule_is_reported_once_with_its_line(
    tmp_path: Path, right: str, wrong: str, place: str, message: str
) -> None:
    assert right in RULES
    rules = RULES.replace(right, wrong, 1)

    (problem,) = check_library(write_library(tmp_path, {"library.yaml": LIBRARY + rules}))

    assert problem.file == "library.yaml"
    assert message in problem.message
    assert problem.line == LIBRARY.count("\n") + line_of(rules, place)


def test_a_rule_without_conditions_is_refused(tmp_path: Path) -> None:
    text = LIBRARY + "approvals:\n  - {role: legal, when: [], reason: Always.}\n"
    (problem,) = check_library(write_library(tmp_path, {"library.yaml": text}))
    assert str(problem).endswith("'approvals item 1, when' must have at least one item")


def test_the_rules_of_the_guide_are_valid(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
    section = guide[guide.index("## Approval rules") :]
    rules = section[section.index("```yaml\n") + len("```yaml\n") :].split("```")[0]
    capped = rules.replace("limitation_of_liability", "payment_term")  # the entry that the small library has

    loaded = load_library(write_library(tmp_path, {"library.yaml": LIBRARY + capped})).approvals

    assert [rule.role for rule in loaded] == ["finance", "legal"]
    assert loaded[0].when == (LONG_CREDIT, LARGE_DEAL)
