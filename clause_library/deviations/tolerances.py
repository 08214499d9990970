"""The playbook's limits on values: which limit speaks about a value, and whether the value keeps it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from clause_library.types import Entry, FieldCondition, Tolerance
from clause_library.wording.values import Value, ValueKind, parse_value
from extractor.types import FieldValue

_PARTS: dict[str, ValueKind] = {"percent": "percent", "amount": "money", "multiple": "number"}
_DURATION_PARTS = ("value", "duration", "notice", "cure_period", "fees_paid_in", "period")


def tolerance_for(value: Value, entry: Entry) -> Tolerance | None:
    """The only limit of the entry that can speak about such a value; None where none or several can."""
    fitting = [tolerance for tolerance in entry.tolerances if speaks_about(tolerance, value)]
    return fitting[0] if len({(t.field, t.part, t.operator) for t in fitting}) == 1 else None


def is_within(tolerance: Tolerance, value: Value) -> bool:
    """Whether a value keeps a limit; a limit that is no quantity is always kept."""
    limit = parse_value(tolerance.value) if isinstance(tolerance.value, str) else None
    order = None if limit is None else order_of(value, limit)
    if order is None:
        return True
    return order <= 0 if tolerance.operator == "at_most" else order >= 0


def order_of(value: Value, limit: Value) -> int | None:
    """-1, 0 or 1: the value is less than, equal to or more than the limit; None where that cannot be asked.

    Durations are held against durations alone and dates against dates; a plain number may be any other quantity.
    """
    if value.kind != limit.kind and {value.kind, limit.kind} & {"duration", "date"}:
        return None
    return (value.size > limit.size) - (value.size < limit.size)


def is_listed(found: str, limit: Tolerance | FieldCondition) -> bool:
    """Whether a value is among those that the limit names: a word however it is capitalised, a quantity by its size."""
    names = (limit.value,) if isinstance(limit.value, str) else limit.value
    if found.casefold() in {name.casefold() for name in names}:
        return True
    value = parse_value(found)
    listed = [] if value is None else [one for one in map(parse_value, names) if one is not None]
    return value is not None and any(order_of(value, one) == 0 for one in listed)


def field_keeps(tolerance: Tolerance, field_value: FieldValue) -> bool:
    """Whether a field's value keeps a limit; a value without the part that is limited keeps it."""
    found = part_of(tolerance, field_value)
    if found is None:
        return True
    if tolerance.operator in ("one_of", "none_of"):
        return is_listed(found, tolerance) == (tolerance.operator == "one_of")
    value = parse_value(found)
    return value is None or is_within(tolerance, value)


def part_of(tolerance: Tolerance | FieldCondition, field_value: FieldValue) -> str | None:
    """The part of a field's value that the limit is about, as a string; None where it has no such part."""
    found: Any = field_value
    if isinstance(found, dict):
        if tolerance.part is not None:
            found = found.get(tolerance.part)
        else:
            found = next((found[part] for part in _DURATION_PARTS if found.get(part) is not None), None)
    return str(found) if isinstance(found, (str, int, float)) and not isinstance(found, bool) else None


def speaks_about(tolerance: Tolerance, value: Value) -> bool:
    """Whether such a value can be what the limit is about: a duration for a duration, a percentage for a percentage."""
    if not isinstance(tolerance.value, str) or tolerance.operator not in ("at_most", "at_least"):
        return False
    limit = parse_value(tolerance.value)
    if limit is None or "date" in (limit.kind, value.kind):
        return False
    if limit.kind == "duration" or value.kind == "duration":
        return limit.kind == value.kind
    wanted = _PARTS.get(tolerance.part or "")
    return value.kind == wanted if wanted else value.amount != Decimal(0)
