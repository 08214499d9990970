"""Fields held against a profile: which choice each is, whether it is our standard, and what is told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from redlines import deviation, entry, library

from clause_library.profiles.joining import joined
from clause_library.profiles.judging import LOW_CONFIDENCE, track
from clause_library.profiles.trackable import TRACKABLE_FIELDS
from clause_library.routing import route
from clause_library.types import (
    Choice,
    ConditionOperator,
    Deviation,
    FieldCondition,
    FieldProfile,
    Tolerance,
    TrackedField,
)
from extractor.types import Field, FieldAlternative
from service.decisions.values import SHAPES

Limit = tuple[ConditionOperator, Any]


def meets(field: str, part: str | None, *limits: Limit, currency: str | None = None) -> tuple[FieldCondition, ...]:
    return tuple(FieldCondition(field, operator, value, part, currency) for operator, value in limits)


def payment(*limits: Limit) -> tuple[FieldCondition, ...]:
    return meets("payment_term", "duration", *limits)


PAYMENT = FieldProfile(
    field="payment_term",
    part="duration",
    label="Payment term",
    agreement_types=("master_agreement",),
    required=True,
    choices=(
        Choice("Net 30", payment(("one_of", ("P30D",)))),
        Choice("Net 45", payment(("more_than", "P30D"), ("at_most", "P45D"))),
    ),
    standard=(payment(("at_most", "P30D")),),
    standard_in_words="at most 30 days",
    severity="high",
    approver="finance",
    reason="Credit costs cash",
)
LAW = FieldProfile(
    field="governing_law",
    label="Law",
    choices=(
        Choice("US", meets("governing_law", None, ("one_of", ("New York", "Delaware")))),
        Choice("UK", meets("governing_law", None, ("one_of", ("England and Wales",)))),
    ),
    other_allowed=False,
)


def said(name: str, value: Any, start: int = 0, confidence: float = 0.9) -> Field:  # noqa: ANN401
    quote = f"words of {name}"
    return Field(
        name=name,
        value=value,
        quote=quote,
        start=start,
        end=start + len(quote),
        confidence=confidence,
        method="test",
    )


def due(duration: str, start: int = 0, confidence: float = 0.9) -> Field:
    return said("payment_term", {"duration": duration, "trigger": "invoice_date"}, start, confidence)


def one(profile: FieldProfile, *fields: Field, agreement_type: Any = "master_agreement") -> TrackedField:  # noqa: ANN401
    (found,) = track(fields, [profile], agreement_type)
    return found


@pytest.mark.parametrize(
    ("duration", "choice", "status"),
    [
        ("P30D", "Net 30", "standard"),
        ("P15D", "other", "standard"),  # within the limit, though no line of the picklist
        ("P31D", "Net 45", "outside"),
        ("P45D", "Net 45", "outside"),
        ("P1M", "Net 45", "outside"),  # a month is longer than thirty days
        ("P60D", "other", "outside"),
    ],
)
def test_a_value_has_its_place_in_the_picklist_and_keeps_the_standard_or_not(
    duration: str, choice: str, status: str
) -> None:
    found = one(PAYMENT, due(duration))
    assert (found.choice, found.status, found.value) == (choice, status, duration)


def test_what_departs_says_so_in_plain_words_with_severity_and_approver() -> None:
    found = one(PAYMENT, due("P60D"))
    assert found.reason == "60 days; our standard is at most 30 days."
    assert found.notes == ("Credit costs cash.",)
    assert (found.severity, found.approver, found.departs, found.needs_attention) == ("high", "finance", True, True)
    assert (found.name, found.label, found.in_words) == ("payment_term.duration", "Payment term", "60 days")


def test_what_is_standard_weighs_nothing_and_needs_nobody() -> None:
    found = one(PAYMENT, due("P30D"))
    assert (found.severity, found.approver, found.notes, found.departs) == ("info", None, (), False)
    assert found.reason == "30 days: our standard is at most 30 days."


@pytest.mark.parametrize(
    ("law", "choice", "status"),
    [("Delaware", "US", "stated"), ("england and wales", "UK", "stated"), ("Norway", "other", "not_allowed")],
)
def test_words_are_grouped_and_what_is_on_no_list_may_be_refused(law: str, choice: str, status: str) -> None:
    found = one(LAW, said("governing_law", law))
    assert (found.choice, found.status) == (choice, status)


def test_a_refused_value_is_told_with_what_is_allowed() -> None:
    assert one(LAW, said("governing_law", "Norway")).reason == "Norway; we allow only US, UK."


def test_of_several_values_the_one_that_departs_most_leads() -> None:
    found = one(PAYMENT, due("P30D"), due("P45D", 50), due("P90D", 99), due("P60D", 150))
    assert (found.value, found.index, found.others) == ("P90D", 2, (0, 1, 3))
    assert found.notes[-1] == (
        "The contract states 4 values: 30 days, 45 days, 90 days, 60 days; the one that departs most counts."
    )


def test_a_refused_value_leads_before_one_that_is_only_not_standard() -> None:
    refusing = replace(PAYMENT, other_allowed=False)
    assert one(refusing, due("P45D"), due("P31M", 50), due("P10D", 99)).status == "not_allowed"


def test_equal_values_at_several_places_are_one() -> None:
    assert one(PAYMENT, due("P30D"), due("P30D", 50)).notes == ("It stands at 2 places.",)


def test_what_the_contract_says_elsewhere_is_told() -> None:
    other = FieldAlternative(
        value="Utah", quote="Utah", start=9, end=13, confidence=0.9, method="test", lost="lower_precedence"
    )
    found = one(LAW, replace(said("governing_law", "Delaware"), alternatives=(other, replace(other, value="Delaware"))))
    assert found.notes == ("Elsewhere it says Utah; that does not count.",)


def test_an_uncertain_value_asks_for_a_person() -> None:
    found = one(PAYMENT, due("P30D", confidence=0.6))
    assert found.check
    assert found.notes == ("We are only 60% sure of this value: please check.",)
    assert not one(PAYMENT, due("P30D", confidence=LOW_CONFIDENCE)).check


def test_what_a_contract_must_state_is_missing_and_what_it_need_not_is_not_stated() -> None:
    missing, free = track((), [PAYMENT, LAW], "master_agreement")
    assert (missing.status, missing.severity, missing.approver) == ("missing", "high", "finance")
    assert missing.reason == "The contract does not state it, which a master agreement must."
    assert (free.status, free.severity, free.index, free.choice) == ("not_stated", "info", None, None)


def test_only_the_agreements_that_it_is_about_are_asked() -> None:
    assert [found.label for found in track((due("P30D"),), [PAYMENT, LAW], "nda")] == ["Law"]


def test_nothing_is_missing_where_nobody_can_tell_the_type_of_agreement() -> None:
    assert [found.status for found in track((), [PAYMENT], None)] == ["not_stated"]
    assert one(PAYMENT, due("P60D"), agreement_type=None).status == "outside"


def test_only_statements_that_are_meant_count() -> None:
    first = FieldProfile(
        field="response_time",
        part="duration",
        label="First response",
        where=meets("response_time", "severity", ("one_of", ("1", "critical"))),
        standard=(meets("response_time", "duration", ("at_least", "PT1H")),),
        standard_in_words="at least 1 hour",
    )
    slow = said("response_time", {"severity": "1", "duration": "PT2H"})
    quick = said("response_time", {"severity": "3", "duration": "PT5M"}, 50)
    assert one(first, slow, quick).status == "standard"
    assert one(first, quick).status == "not_stated"


def test_an_amount_is_compared_in_its_currency_alone() -> None:
    where = meets("liability_cap", "currency", ("one_of", ("USD",)))
    limit = meets("liability_cap", "amount", ("at_most", "1000000"), currency="USD")
    cap = FieldProfile(
        field="liability_cap",
        part="amount",
        label="Cap",
        where=where,
        standard=(limit,),
        standard_in_words="at most 1,000,000 USD",
    )
    assert one(cap, said("liability_cap", {"amount": "2000000", "currency": "USD"})).reason == (
        "2,000,000 USD; our standard is at most 1,000,000 USD."
    )
    assert one(cap, said("liability_cap", {"amount": "2000000", "currency": "JPY"})).status == "not_stated"


def test_a_fact_that_is_stated_in_another_form_is_not_missing() -> None:
    cap = FieldProfile(
        field="liability_cap",
        part="fees_paid_in",
        label="Cap",
        required=True,
        standard=(meets("liability_cap", "fees_paid_in", ("at_most", "P12M")),),
        standard_in_words="at most 12 months",
    )
    found = one(cap, said("liability_cap", {"amount": "2000000", "currency": "USD"}))
    assert (found.status, found.value) == ("outside", None)
    assert found.reason.startswith("“words of liability_cap” is not in a form that can be compared; our standard is")
    assert (found.check, found.notes) == (True, ("Please check what it says.",))
    assert one(replace(cap, severity="critical"), said("liability_cap", {"multiple": "2"})).severity == "medium"
    both = {"greater_of": [{"amount": "2000000", "currency": "USD"}, {"fees_paid_in": "P12M"}]}
    assert one(cap, said("liability_cap", both)).status == "outside"


def test_one_limit_of_several_is_not_relied_on_alone() -> None:
    cap = FieldProfile(field="liability_cap", part="fees_paid_in", label="Cap")
    several = [{"fees_paid_in": "P12M"}, {"amount": "2000000", "currency": "USD"}]
    found = one(cap, said("liability_cap", {"fees_paid_in": "P12M", "greater_of": several}))
    assert (found.value, found.check) == ("P12M", True)
    assert found.notes == ("The contract says the greater of several: please check.",)


def test_a_part_that_a_statement_leaves_open_is_no_statement() -> None:
    trigger = FieldProfile(field="payment_term", part="trigger", label="Due from")
    assert one(trigger, said("payment_term", {"duration": "P30D", "trigger": None})).status == "not_stated"


def test_a_date_that_is_none_cannot_be_compared_unless_its_word_is_on_the_list() -> None:
    ends = FieldProfile(
        field="expiration_date",
        label="Ends",
        standard=(meets("expiration_date", None, ("at_most", "2030-12-31")),),
        standard_in_words="at most 2030-12-31",
    )
    assert one(ends, said("expiration_date", "perpetual")).value is None
    listed = replace(ends, choices=(Choice("Never", meets("expiration_date", None, ("one_of", ("perpetual",)))),))
    assert one(listed, said("expiration_date", "perpetual")).choice == "Never"


def test_of_a_field_with_parts_it_can_be_told_that_it_is_stated() -> None:
    credits = FieldProfile(field="service_credit", label="Credits", required=True)
    found = one(credits, said("service_credit", {"credit": {"percent": "5"}}))
    assert (found.status, found.choice, found.value) == ("stated", None, None)
    assert found.reason == "“words of service_credit”."


def test_our_own_words_for_values_read_as_words() -> None:
    renewal = FieldProfile(field="renewal_type", label="Renewal")
    assert one(renewal, said("renewal_type", "by_agreement")).in_words == "by agreement"


def test_several_statements_that_cannot_be_compared_are_only_counted() -> None:
    hours = FieldProfile(field="support_hours", label="Support")
    first, second = said("support_hours", {"text": "9 to 5"}), said("support_hours", {"text": "24x7"}, 50)
    found = one(hours, first, replace(second, quote="round the clock"))
    assert found.notes == ("The contract states 2 values.",)


def test_business_time_is_called_so() -> None:
    found = one(PAYMENT, said("payment_term", {"duration": "P45D", "business": True}))
    assert found.in_words == "45 days, business time"


def test_a_plain_value_may_come_with_its_parts() -> None:
    notice = FieldProfile(
        field="renewal_notice_period",
        label="Notice",
        standard=(meets("renewal_notice_period", None, ("at_least", "P30D")),),
        standard_in_words="at least 30 days",
    )
    found = one(notice, said("renewal_notice_period", {"value": "P20D", "business": True}))
    assert (found.status, found.value, found.in_words) == ("outside", "P20D", "20 days, business time")


def test_what_can_be_tracked_is_what_can_be_stated() -> None:
    assert set(TRACKABLE_FIELDS) == set(SHAPES)


# What is told once


def limited(*tolerances: Tolerance, clause_type: str = "payment_term") -> Any:  # noqa: ANN401
    return library(entry(clause_type, "Customer shall pay.", tolerances=tolerances), profile=(PAYMENT,))


LIMIT = Tolerance("payment_term", "at_most", "P45D", severity="high", reason="Cash.", part="duration")


def at(kind: str, start: int, end: int, **more: Any) -> Deviation:  # noqa: ANN401
    return replace(deviation(1, "medium"), kind=kind, start=start, end=end, **more)  # type: ignore[arg-type]


def linked(found: Deviation, fields: Sequence[Field] = (due("P60D", 100),), rules: Any = None) -> TrackedField:  # noqa: ANN401
    company = rules or limited(LIMIT, clause_type="money")
    (told,) = joined(track(fields, company.profile, "master_agreement"), fields, (found,), company)
    return told


@pytest.mark.parametrize(
    ("kind", "clause_type"),
    [
        ("tolerance_exceeded", "money"),
        ("fallback_position", "money"),
        ("duration_changed", None),  # a changed value is told wherever it stands
    ],
)
def test_a_deviation_at_the_same_words_tells_of_the_same_value(kind: str, clause_type: str | None) -> None:
    told = linked(at(kind, 105, 110, clause_type=clause_type))
    assert (told.deviation, told.severity, told.approver) == ("D1", "medium", "legal")
    assert told.status == "outside"


@pytest.mark.parametrize(
    "found",
    [
        at("tolerance_exceeded", 10, 20, clause_type="money"),  # elsewhere
        at("tolerance_exceeded", 105, 110, clause_type="uptime"),  # another entry's limit
        at("text_added", 105, 110, clause_type="money"),  # other words of the sentence
        at("duration_changed", 105, 110, direction="favourable"),
    ],
)
def test_another_deviation_does_not(found: Deviation) -> None:
    told = linked(found)
    assert (told.deviation, told.severity, told.approver) == (None, "high", "finance")


def test_a_missing_clause_tells_of_the_field_that_is_missing() -> None:
    assert linked(at("missing_clause", 900, 900, clause_type="money"), ()).deviation == "D1"
    assert linked(at("missing_clause", 900, 900, clause_type="uptime"), ()).deviation is None


def test_what_is_standard_points_to_no_deviation() -> None:
    assert linked(at("duration_changed", 105, 110), (due("P30D", 100),)).deviation is None


def test_a_departure_that_no_deviation_tells_of_needs_its_own_approval() -> None:
    company = limited(LIMIT)
    found = track((due("P60D"),), company.profile, "master_agreement")
    (approval,) = route((), company, tracked=found)
    assert (approval.role, approval.severity, approval.deviations) == ("finance", "high", ())
    assert approval.reason == "Payment term: 60 days; our standard is at most 30 days. Credit costs cash."


def test_a_departure_that_a_deviation_tells_of_asks_nobody_again() -> None:
    company = limited(LIMIT)
    found = track((due("P60D"),), company.profile, "master_agreement")
    assert route((), company, tracked=[replace(found[0], deviation="D1")]) == ()


def test_a_serious_departure_escalates_as_a_deviation_does() -> None:
    company = limited(LIMIT)
    found = track((due("P60D"),), [replace(PAYMENT, severity="critical")], "master_agreement")
    assert [approval.role for approval in route((), company, tracked=found)] == ["finance", "cfo"]


def test_a_departure_for_information_needs_nobody() -> None:
    found = track((due("P60D"),), [replace(PAYMENT, severity="info")], "master_agreement")
    assert (found[0].departs, found[0].needs_attention) == (True, False)
    assert route((), limited(LIMIT), tracked=found) == ()
