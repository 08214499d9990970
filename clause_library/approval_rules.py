"""Which approval rules of a library hold for a contract, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from clause_library.deviations.reasons import plain
from clause_library.deviations.tolerances import is_listed, order_of, part_of
from clause_library.types import (
    SEVERITIES,
    AgreementCondition,
    AgreementType,
    ApprovalRule,
    ConditionOperator,
    Deviation,
    DeviationCondition,
    FieldCondition,
    Library,
    Period,
)
from clause_library.wording.values import parse_value
from extractor.types import Field, FieldValue

_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}
_ORDERS: Mapping[ConditionOperator, tuple[int, ...]] = {
    "more_than": (1,),
    "less_than": (-1,),
    "at_least": (0, 1),
    "at_most": (-1, 0),
}
SAID: Mapping[ConditionOperator, str] = {
    "more_than": "more than",
    "less_than": "less than",
    "at_least": "at least",
    "at_most": "at most",
    "one_of": "one of",
    "none_of": "none of",
}


@dataclass(frozen=True, slots=True)
class HeldRule:
    """A rule that holds: its sentence, with the values it holds for, and the deviations that made it hold."""

    rule: ApprovalRule
    sentence: str
    deviations: tuple[Deviation, ...] = ()


def rules_that_hold(
    library: Library, fields: Sequence[Field], deviations: Sequence[Deviation], agreement_type: AgreementType | None
) -> tuple[HeldRule, ...]:
    """The approval rules whose conditions all hold, in the library's order.

    Conditions on one field must be met by one and the same statement of it. What the contract does not state meets no
    condition, not even ``less_than`` and ``none_of``. ``agreement_type`` None: nobody can tell, so it is of no type.
    """
    held = (
        _held(rule, number, fields, deviations, agreement_type)
        for number, rule in enumerate(library.approvals, start=1)
    )
    return tuple(rule for rule in held if rule is not None)


def amount_per(amount: Decimal, period: str, wanted: Period) -> Decimal | None:
    """What is due in the ``wanted`` period where ``amount`` is due each month, quarter or year.

    None for a ``period`` that does not come again (``one_time``) or that the calendar does not count (``unit``).
    """
    months = _MONTHS.get(period)
    return None if months is None else amount * _MONTHS[wanted] / months


def _held(
    rule: ApprovalRule,
    number: int,
    fields: Sequence[Field],
    deviations: Sequence[Deviation],
    agreement_type: AgreementType | None,
) -> HeldRule | None:
    said: list[str | None] = []
    found: list[Deviation] = []
    for condition in rule.when:
        if isinstance(condition, AgreementCondition):
            of_type = agreement_type in condition.agreement_types
            said.append(f"it is {type_in_words(agreement_type)}" if of_type else None)
        elif isinstance(condition, DeviationCondition):
            same = [deviation for deviation in deviations if _is_meant(condition, deviation)]
            found += same
            said.append(_deviations_in_words(same) if same else None)
    said += [_met(conditions, fields) for conditions in _by_field(rule)]
    parts = [part for part in said if part is not None]
    if len(parts) < len(said):
        return None
    sentence = f"{rule.reason.rstrip('.')} (approval rule {number}: {'; '.join(parts)})."
    return HeldRule(rule, sentence, tuple(dict.fromkeys(found)))


def _is_meant(condition: DeviationCondition, deviation: Deviation) -> bool:
    return (
        deviation.needs_attention
        and (not condition.clause_types or deviation.clause_type in condition.clause_types)
        and (not condition.kinds or deviation.kind in condition.kinds)
        and SEVERITIES.index(deviation.severity) >= SEVERITIES.index(condition.severity_at_least)
    )


def _by_field(rule: ApprovalRule) -> Iterable[Sequence[FieldCondition]]:
    grouped: dict[str, list[FieldCondition]] = {}
    for condition in rule.when:
        if isinstance(condition, FieldCondition):
            grouped.setdefault(condition.field, []).append(condition)
    return grouped.values()


def _met(conditions: Sequence[FieldCondition], fields: Sequence[Field]) -> str | None:
    """What the first statement that meets all of the conditions says; None where there is none."""
    for field in fields:
        if field.name != conditions[0].field:
            continue
        said = [_values_in_words(condition, field.value) for condition in conditions if holds(condition, field.value)]
        if len(said) == len(conditions):
            return f"the {field.name.replace('_', ' ')} is {', '.join(said)}"
    return None


def holds(condition: FieldCondition, value: FieldValue) -> bool:
    """Whether such a value meets the condition; one without the part, or in another currency, meets none."""
    found = _compared(condition, value)
    if found is None:
        return False
    if condition.operator in ("one_of", "none_of"):
        return is_listed(found, condition) == (condition.operator == "one_of")
    stated = parse_value(found)
    limit = parse_value(condition.value) if isinstance(condition.value, str) else None
    return stated is not None and limit is not None and order_of(stated, limit) in _ORDERS[condition.operator]


def _compared(condition: FieldCondition, value: FieldValue) -> str | None:
    """The part of the value that is compared, in the condition's period; None in another currency, or where absent."""
    found = part_of(condition, value)
    parts = value if isinstance(value, dict) else {}
    if found is None or (condition.currency is not None and parts.get("currency") != condition.currency):
        return None
    if condition.per is None:
        return found
    try:
        due = amount_per(Decimal(found), str(parts.get("per")), condition.per)
    except InvalidOperation:
        return None
    return None if due is None else str(due)


def _values_in_words(condition: FieldCondition, value: FieldValue) -> str:
    found = part_of(condition, value) or ""
    parts = value if isinstance(value, dict) else {}
    per = str(parts.get("per") or "")
    stated = quantity_in_words(condition, found, per if per in _MONTHS else "")
    compared = _compared(condition, value) or ""
    if condition.per is not None and per != condition.per:
        stated += f", which is {quantity_in_words(condition, compared, condition.per)}"
    limits = (condition.value,) if isinstance(condition.value, str) else condition.value
    limit = ", ".join(quantity_in_words(condition, limit, condition.per or "") for limit in limits)
    return f"{stated} ({SAID[condition.operator]} {limit})"


def quantity_in_words(condition: FieldCondition, text: str, per: str) -> str:
    """A value in words: ``60 days``, ``240,000 USD a year``, ``5% a month``."""
    words = plain(text, condition)
    if condition.part == "amount":
        words = f"{Decimal(text):,.2f}".removesuffix(".00") if _is_number(text) else text
        words += f" {condition.currency}" if condition.currency else ""
    return f"{words} a {per}" if per and condition.part in ("amount", "percent") else words


def _is_number(text: str) -> bool:
    value = parse_value(text)
    return value is not None and value.kind == "number"


def _deviations_in_words(deviations: Sequence[Deviation]) -> str:
    worst = max((deviation.severity for deviation in deviations), key=SEVERITIES.index)
    more = f" and {len(deviations) - 1} more" if len(deviations) > 1 else ""
    return f"{deviations[0].title}{more}, {worst}"


def type_in_words(agreement_type: AgreementType | None) -> str:
    """``a master agreement``, ``an order form``."""
    words = {"sla": "a service level agreement", "nda": "a non-disclosure agreement", "order_form": "an order form"}
    name = str(agreement_type)
    return words.get(name, f"a {name.replace('_', ' ')}" + (" agreement" if name == "data_protection" else ""))
