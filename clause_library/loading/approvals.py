"""The approval rules of ``library.yaml``: what is wrong in them, and what they come to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

from clause_library.deviations.comparable_fields import COMPARABLE_FIELDS
from clause_library.errors import LibraryProblem
from clause_library.loading.checking import LibraryFile, Stated, check_stated, one_of
from clause_library.loading.schema import ApprovalForm, ConditionForm, DeviationForm
from clause_library.loading.yaml_source import Place, Source
from clause_library.types import (
    AgreementCondition,
    ApprovalRule,
    Condition,
    ConditionOperator,
    DeviationCondition,
    FieldCondition,
)

OPERATORS: tuple[ConditionOperator, ...] = get_args(ConditionOperator)
_SUBJECTS = ("field", "deviation", "agreement_type")
_OF_A_FIELD = ("part", *OPERATORS, "currency", "per")


def check_approvals(library: LibraryFile, clause_types: Collection[str]) -> Iterator[LibraryProblem]:
    """Problems of the approval rules; ``clause_types`` are those of all entries."""
    roles = [approver.role for approver in library.form.approvers]
    for n, rule in enumerate(library.form.approvals):
        if rule.role not in roles:
            said = f"unknown approver '{rule.role}'; {one_of(rule.role, roles)}"
            yield library.source.problem(("approvals", n, "role"), said)
        for m, condition in enumerate(rule.when):
            yield from _check_condition(condition, clause_types, ("approvals", n, "when", m), library.source)


def rule_of(form: ApprovalForm) -> ApprovalRule:
    """The rule that a form without problems states."""
    return ApprovalRule(form.role, tuple(map(_condition_of, form.when)), form.reason, form.severity)


def _condition_of(form: ConditionForm) -> Condition:
    if form.deviation is not None:
        about = form.deviation
        return DeviationCondition(
            tuple(about.clause_type or ()), tuple(about.kind or ()), about.severity_at_least or "low"
        )
    if form.agreement_type is not None:
        return AgreementCondition(tuple(form.agreement_type))
    operator = _operators_of(form)[0]
    limit = getattr(form, operator)
    value = tuple(limit) if isinstance(limit, list) else limit
    return FieldCondition(form.field or "", operator, value, form.part, form.currency, form.per)


def _operators_of(form: ConditionForm) -> list[ConditionOperator]:
    return [name for name in OPERATORS if getattr(form, name) is not None]


def _check_condition(
    form: ConditionForm, clause_types: Collection[str], place: Place, source: Source
) -> Iterator[LibraryProblem]:
    subjects = [key for key in _SUBJECTS if getattr(form, key) is not None]
    if len(subjects) != 1:
        yield source.problem(place, f"a condition is about exactly one of {', '.join(_SUBJECTS)}")
        return
    if subjects == ["field"]:
        yield from _check_field(form, place, source)
        return
    for key in _OF_A_FIELD:
        if getattr(form, key) is not None:
            yield source.problem((*place, key), f"'{key}' belongs to a condition on a field")
    if form.deviation is not None:
        yield from _check_deviation(form.deviation, clause_types, (*place, "deviation"), source)


def _check_deviation(
    form: DeviationForm, clause_types: Collection[str], place: Place, source: Source
) -> Iterator[LibraryProblem]:
    if form.clause_type is None and form.kind is None and form.severity_at_least is None:
        yield source.problem(place, f"'deviation' needs at least one of {', '.join(DeviationForm.model_fields)}")
    if form.severity_at_least == "info":
        yield source.problem((*place, "severity_at_least"), "what is 'info' needs nobody; use low or more")
    for name in form.clause_type or ():
        if name not in clause_types:
            said = f"no entry has the clause type '{name}'; {one_of(name, clause_types)}"
            yield source.problem((*place, "clause_type"), said)


def _check_field(form: ConditionForm, place: Place, source: Source) -> Iterator[LibraryProblem]:
    given = _operators_of(form)
    operator = given[0] if len(given) == 1 else None
    if operator is None:
        yield source.problem(place, f"a condition on a field has exactly one of {', '.join(OPERATORS)}")
    name = form.field or ""
    stated = Stated(name, form.part, operator, getattr(form, operator) if operator else "")
    problems = list(check_stated(stated, OPERATORS, place, source))
    yield from problems
    if not problems and form.part in (parts := COMPARABLE_FIELDS[name]):
        yield from _check_units(form, frozenset(parts), place, source)


def _check_units(
    form: ConditionForm, parts: Collection[str | None], place: Place, source: Source
) -> Iterator[LibraryProblem]:
    """A currency for what is money, and a period only for what can be due again and again."""
    money = form.part == "amount" and "currency" in parts
    if money and form.currency is None:
        yield source.problem(place, "an amount is compared in one currency only; add 'currency', such as USD")
    if form.currency is not None and not money:
        yield source.problem((*place, "currency"), "'currency' belongs to an amount of money; leave it out")
    if form.per is not None and not ("per" in parts and form.part in ("amount", "percent")):
        yield source.problem((*place, "per"), f"'{form.field}' is not stated for a period here; leave 'per' out")
