"""The fields that a review counts from others for a given today: deadlines, and the renewal that comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractor.fields.deadlines.calendars import WEEKDAYS, Calendar
from extractor.fields.deadlines.lengths import read_length
from extractor.fields.deadlines.renewing import Renewal, RenewalTerms, read_day, renewal_terms
from extractor.fields.deadlines.sending import Receipt, last_day_to_send, receipts_of
from extractor.types import Field, FieldValue

COUNTED_FROM: Mapping[str, tuple[str, ...]] = {
    "renewal_notice_deadline": ("renewal_notice_period", "expiration_date", "renewal_term"),
    "renewal_notice_send_by": ("renewal_notice_period", "expiration_date", "renewal_term", "notice_receipt"),
    "next_renewal": ("renewal_term", "expiration_date", "renewal_notice_period"),
    "renewal_option_deadline": ("renewal_option", "expiration_date"),
}
"""What is counted, and the fields that it is counted from; the first is the one whose words it quotes."""
_METHODS: Mapping[str, str] = {"renewal_notice_deadline": "renewal_deadline"}
"""Methods that are not called as their field is: results that are stored already know them by these names."""


_END_IS_COUNTED = "the end was counted from a length: whoever counts its first day as well acts a day earlier"


@dataclass(frozen=True, slots=True)
class RenewalDeadline:
    """``day``: the last day for the notice; ``ends``: the end of the term that it concerns; ``sums``: how, in steps.

    ``send_by``: the last day to send it, a business day; ``day`` itself where nothing asks for an earlier one, None
    where that has passed while ``day`` has not.
    """

    day: date
    ends: date
    sums: tuple[str, ...]
    send_by: date | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A value that was counted, under the name of its field, and how."""

    name: str
    value: FieldValue
    sums: tuple[str, ...]


def with_deadline(fields: Sequence[Field], today: date, calendar: Calendar = WEEKDAYS) -> tuple[Field, ...]:
    """``fields``, and at their end what can be counted from them for ``today``: the names of ``COUNTED_FROM``.

    Each quotes the words about what it is counted from first, shows its sums in ``derived_from``, and is as sure as
    the least sure of the fields that it was counted from.
    """
    return (*fields, *(_field(found, fields) for found in counted(fields, today, calendar)))


def _field(found: Counted, fields: Sequence[Field]) -> Field:
    names = COUNTED_FROM[found.name]
    source = next(field for field in fields if field.name == names[0])
    sure = min(field.confidence for field in fields if field.name in names)
    method = _METHODS.get(found.name, found.name)
    end = next((field for field in fields if field.name == "expiration_date"), None)
    sums = (*found.sums, _END_IS_COUNTED) if end is not None and end.derived_from else found.sums
    return replace(source, name=found.name, value=found.value, confidence=sure, method=method, derived_from=sums)


def counted(fields: Iterable[Field], today: date, calendar: Calendar = WEEKDAYS) -> Iterator[Counted]:
    """What can be counted from ``fields`` for ``today``, in the order of ``COUNTED_FROM``."""
    stated = tuple(fields)
    deadline = renewal_notice_deadline(stated, today, calendar)
    if deadline is not None:
        yield Counted("renewal_notice_deadline", deadline.day.isoformat(), deadline.sums)
        if deadline.send_by is not None and deadline.send_by != deadline.day:
            yield Counted("renewal_notice_send_by", deadline.send_by.isoformat(), deadline.sums)
    known = _known(stated)
    renewing = renewal_terms(known)
    if renewing is not None and renewing.again is not None:
        yield from _next_renewal(renewing, today, calendar)
    yield from _option_deadline(known, today, calendar, _receipts(stated))


def renewal_notice_deadline(
    fields: Iterable[Field], today: date, calendar: Calendar = WEEKDAYS
) -> RenewalDeadline | None:
    """The next day, ``today`` or later, by which notice keeps the contract from renewing.

    None where the end or the notice is not stated or cannot be counted, where it does not renew of its own accord,
    and where the last renewal that the contract allows has begun. Months are counted by the calendar: a day that the
    month lacks becomes its last. A deadline on a weekend or holiday stays where it is; ``send_by`` is the business day
    before it.
    """
    stated = tuple(fields)
    known = _known(stated)
    renewing = renewal_terms(known)
    missed: Renewal | None = None
    for renewal in renewing.renewals(calendar, today) if renewing and renewing.notice else ():
        day = renewal.notice_by
        if day is None or day < today:
            missed = renewal
            continue
        assert renewing is not None  # for it gave a renewal
        counted_to = known.get("renewal_notice_counted_to")
        sending = last_day_to_send(day, today, calendar, counted_to, _receipts(stated))
        sums = (*_sums(renewing, renewal, day, calendar), *_passed(missed, today), *sending.notes)
        return RenewalDeadline(day, renewal.ends, sums, sending.day)
    return None


def _sums(renewing: RenewalTerms, renewal: Renewal, day: date, calendar: Calendar) -> Iterator[str]:
    yield from _to_the_end(renewing, renewal)
    notice = renewing.notice.in_words(calendar) if renewing.notice else ""
    yield f"{renewal.ends.isoformat()} − notice {notice} = {day.isoformat()}"


def _to_the_end(renewing: RenewalTerms, renewal: Renewal) -> Iterator[str]:
    yield f"term ends {renewing.ends.isoformat()}"
    if renewal.number and renewing.again:
        yield f"+ {renewal.number} × renewal term {renewing.again.iso} = {renewal.ends.isoformat()}"


def _passed(missed: Renewal | None, today: date) -> Iterator[str]:
    """That the day for the term that runs now has passed, where it has."""
    if missed is not None and missed.notice_by is not None:
        yield f"the day for the end on {missed.ends.isoformat()} was {missed.notice_by.isoformat()} and has passed"


def _next_renewal(renewing: RenewalTerms, today: date, calendar: Calendar) -> Iterator[Counted]:
    """What happens at the next end if nobody says no: until when it runs, and when one can say no again."""
    renewals = renewing.renewals(calendar, today)
    renewal = next(renewals, None)
    if renewal is None or renewal.until is None or renewing.again is None:
        return
    after = next(renewals, None)
    days = {"date": renewal.ends, "until": renewal.until, "notice_by": renewal.notice_by}
    parts: dict[str, FieldValue] = {part: day.isoformat() if day else None for part, day in days.items()}
    parts["term"] = renewing.again.iso
    parts["then_notice_by"] = after.notice_by.isoformat() if after and after.notice_by else None
    sums = [*_to_the_end(renewing, renewal)]
    sums.append(f"{renewal.ends.isoformat()} + renewal term {renewing.again.iso} = {renewal.until.isoformat()}")
    if renewal.notice_by is not None and renewal.notice_by < today:
        sums.append(f"the day to say no to it, {renewal.notice_by.isoformat()}, has passed")
    if after is None:
        sums.append("that is the last renewal which the contract allows")
    yield Counted("next_renewal", parts, tuple(sums))


def _option_deadline(
    known: Mapping[str, object], today: date, calendar: Calendar, receipts: Iterable[Receipt]
) -> Iterator[Counted]:
    """The last day to take up an option to renew; of the first term alone, for nobody knows here what was taken up."""
    option, ends = known.get("renewal_option"), read_day(known.get("expiration_date"))
    parts = option if isinstance(option, dict) else {}
    notice = read_length({"value": parts.get("notice"), "business": parts.get("business")})
    day = notice.before(ends, calendar) if notice and ends else None
    if day is None or day < today or ends is None or notice is None:
        return
    sums = (
        f"term ends {ends.isoformat()}",
        f"{ends.isoformat()} − notice {notice.in_words(calendar)} = {day.isoformat()}",
    )
    sending = last_day_to_send(day, today, calendar, None, receipts)
    yield Counted("renewal_option_deadline", day.isoformat(), (*sums, *sending.notes))


def _receipts(fields: Iterable[Field]) -> tuple[Receipt, ...]:
    return receipts_of(field.value for field in fields if field.name == "notice_receipt")


def _known(fields: Iterable[Field]) -> dict[str, object]:
    """Values by name; of several fields of one name the first."""
    known: dict[str, object] = {}
    for field in fields:
        known.setdefault(field.name, field.value)
    return known
