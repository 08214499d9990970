"""The values that a line of ``fields.yaml`` means: whether they can be meant, and whether two lines mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from clause_library.deviations.comparable_fields import Comparable
from clause_library.loading.checking import wrong_form
from clause_library.loading.schema import BandForm
from clause_library.types import ConditionOperator
from clause_library.wording.values import parse_value

PERPETUAL = ("expiration_date", "perpetual")
"""The one word that a field of dates says."""

_LOWER: tuple[ConditionOperator, ...] = ("at_least", "more_than")
_UPPER: tuple[ConditionOperator, ...] = ("at_most", "less_than")
_LISTS: tuple[ConditionOperator, ...] = ("one_of", "none_of")


@dataclass(frozen=True, slots=True)
class Limits:
    """The quantities between two limits; None: no limit on that side. ``open`` limits are no part of them."""

    low: Decimal | None
    low_open: bool
    high: Decimal | None
    high_open: bool

    @property
    def empty(self) -> bool:
        """Whether no quantity lies there."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: Limits) -> Limits:
        """What lies in both."""
        low, low_open = _tighter((self.low, self.low_open), (other.low, other.low_open), 1)
        high, high_open = _tighter((self.high, self.high_open), (other.high, other.high_open), -1)
        return Limits(low, low_open, high, high_open)


def operators_of(form: BandForm) -> tuple[ConditionOperator, ...]:
    """The operators that the form has."""
    return tuple(name for name in get_args(ConditionOperator) if getattr(form, name) is not None)


def mistakes(form: BandForm, kind: Comparable, field: str) -> Iterator[tuple[ConditionOperator | None, str]]:
    """What is wrong with the values of a field of that kind, each with the operator where it stands."""
    given = operators_of(form)
    if not given:
        yield None, f"name the values, or one of {', '.join(_LOWER + _UPPER)}"
    elif len(given) > 1 and set(given) & set(_LISTS):
        yield given[0], "a list of values and limits do not go together; use one of the two"
    elif len(set(given) & set(_LOWER)) > 1 or len(set(given) & set(_UPPER)) > 1:
        yield given[0], "has two limits on one side; leave one out"
    elif kind == "text" and not set(given) & set(_LISTS):
        yield given[0], f"'{field}' is a text here; name the values"
    else:
        wrong = list(_wrong_forms(form, kind, field))
        yield from wrong
        if not wrong and kind != "text" and limits_of(form).empty:
            yield given[0], "no value lies between these limits"


def _wrong_forms(form: BandForm, kind: Comparable, field: str) -> Iterator[tuple[ConditionOperator, str]]:
    for operator in operators_of(form):
        for value in values_of(form, operator):
            said = None if (field, value.casefold()) == PERPETUAL else wrong_form(value, kind)
            if said is not None:
                yield operator, said


def values_of(form: BandForm, operator: ConditionOperator) -> tuple[str, ...]:
    """The values of one operator."""
    value = getattr(form, operator)
    return (value,) if isinstance(value, str) else tuple(value or ())


def limits_of(form: BandForm) -> Limits:
    """The limits of a form without mistakes; a list has none."""
    low, low_open = _limit(form, _LOWER)
    high, high_open = _limit(form, _UPPER)
    return Limits(low, low_open, high, high_open)


def overlaps(named: Mapping[str, BandForm]) -> Iterator[tuple[str, str, str]]:
    """Lines of a picklist that mean what another means: the line, the other one, and a value that both mean.

    The value is empty where the limits of both overlap. All are without mistakes and without ``none_of``.
    """
    limited = {label: limits_of(form) for label, form in named.items() if form.one_of is None}
    owners: dict[str | Decimal, str] = {}
    for label, form in named.items():
        for value in values_of(form, "one_of"):
            size = _size(value)
            keys = (value.casefold(), *(() if size is None else (size,)))
            other = next((owners[key] for key in keys if owners.get(key, label) != label), None)
            other = other or (None if size is None else _holding(size, limited))
            if other is not None:
                yield label, other, value
                break
            owners.update(dict.fromkeys(keys, label))
    for n, (label, limits) in enumerate(limited.items()):
        other = next((one for one in list(limited)[:n] if not limited[one].meet(limits).empty), None)
        if other is not None:
            yield label, other, ""


def _holding(size: Decimal, limited: Mapping[str, Limits]) -> str | None:
    """The first line in whose limits a quantity lies."""
    point = Limits(size, False, size, False)
    return next((label for label, limits in limited.items() if not limits.meet(point).empty), None)


def means(form: BandForm, value: str) -> bool:
    """Whether the form, which has no mistakes, means that value."""
    listed = values_of(form, "one_of") or values_of(form, "none_of")
    if listed:
        size = _size(value)
        known = any(one.casefold() == value.casefold() or (size is not None and _size(one) == size) for one in listed)
        return known == (form.one_of is not None)
    size = _size(value)
    return size is not None and not limits_of(form).meet(Limits(size, False, size, False)).empty


def _size(value: str) -> Decimal | None:
    parsed = parse_value(value)
    return None if parsed is None else parsed.size


def _limit(form: BandForm, operators: tuple[ConditionOperator, ...]) -> tuple[Decimal | None, bool]:
    closed, opened = operators
    limit = getattr(form, closed) or getattr(form, opened)
    return (None if limit is None else _size(limit)), getattr(form, opened) is not None


def _tighter(
    one: tuple[Decimal | None, bool], other: tuple[Decimal | None, bool], sign: int
) -> tuple[Decimal | None, bool]:
    """The limit that leaves less: the higher of two lower limits (``sign`` 1), the lower of two upper ones (-1)."""
    given = [(limit * sign, opened) for limit, opened in (one, other) if limit is not None]
    if not given:
        return None, False
    limit, opened = max(given)
    return limit * sign, opened
