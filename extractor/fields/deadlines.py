"""The day by which one must say no to the next renewal, worked out from the fields of a contract for a given today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from extractor.types import Field

_DURATION = re.compile(r"P(\d{1,4})([YMWD])")
_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_MOST_RENEWALS = 200
"""More terms than this do not fit between any signature and today."""


_COUNTED_FROM = ("expiration_date", "renewal_notice_period", "renewal_term")


@dataclass(frozen=True, slots=True)
class RenewalDeadline:
    """``day``: the last day for the notice; ``ends``: the end of the term that it concerns; ``sums``: how, in steps."""

    day: date
    ends: date
    sums: tuple[str, ...]


def renewal_notice_deadline(fields: Iterable[Field], today: date) -> RenewalDeadline | None:
    """The next day, ``today`` or later, by which notice keeps the contract from renewing.

    None where the end or the notice is not stated or cannot be counted, where it does not renew of its own accord,
    and where the last renewal that the contract allows has passed. Months are counted by the calendar: a day that
    the month lacks becomes its last. Business days and holidays are not known here.
    """
    known = {field.name: field.value for field in fields}
    ends, notice = _day(known.get("expiration_date")), _step(known.get("renewal_notice_period"))
    if ends is None or notice is None or known.get("renewal_type") != "automatic":
        return None
    again, most = _step(known.get("renewal_term")), _count(known.get("renewal_limit"))
    first, length = ends, str(known.get("renewal_term"))
    for renewals in range(_MOST_RENEWALS):
        day = ends - notice
        if day >= today:
            return RenewalDeadline(day, ends, _sums(first, ends, renewals, length, day, known))
        if again is None or (most is not None and renewals + 1 > most):
            return None
        ends = first + again * (renewals + 1)
    return None


def with_deadline(fields: Sequence[Field], today: date) -> tuple[Field, ...]:
    """``fields``, and at their end ``renewal_notice_deadline`` where it can be counted.

    It quotes the words about the notice, shows its sums in ``derived_from``, and is as sure as the least sure of the
    fields that it was counted from.
    """
    deadline = renewal_notice_deadline(fields, today)
    if deadline is None:
        return tuple(fields)
    notice = next(field for field in fields if field.name == "renewal_notice_period")
    sure = min(field.confidence for field in fields if field.name in _COUNTED_FROM)
    counted = replace(
        notice,
        name="renewal_notice_deadline",
        value=deadline.day.isoformat(),
        confidence=sure,
        method="renewal_deadline",
        derived_from=deadline.sums,
    )
    return (*fields, counted)


def _sums(
    first: date, ends: date, renewals: int, length: str, day: date, known: Mapping[str, object]
) -> tuple[str, ...]:
    steps: tuple[str, ...] = (f"term ends {first.isoformat()}",)
    if renewals:
        steps += (f"+ {renewals} × renewal term {length} = {ends.isoformat()}",)
    return (*steps, f"{ends.isoformat()} − notice {known['renewal_notice_period']} = {day.isoformat()}")


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _step(value: object) -> relativedelta | None:
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    return relativedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None  # type: ignore[arg-type]


def _count(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.isdigit() else None
