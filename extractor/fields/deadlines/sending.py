"""The last day to send a notice that is due on a day: no weekend, and in time to count as received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from extractor.fields.deadlines.calendars import Calendar, business_day_by, closed_in_words, weekday_name
from extractor.fields.deadlines.lengths import Length, read_length

_COUNTED_TO = {
    "received": "the notice must be received by then",
    "given": "the notice must be given by then",
    "sent": "it is enough that the notice is sent by then",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """A notice that is sent ``by`` mail, courier or the like counts as received so long ``after``."""

    by: str
    after: Length


@dataclass(frozen=True, slots=True)
class Sending:
    """``day``: the last day to send by each way of which the contract speaks; None where that has passed.

    ``notes`` say why it is another day than the deadline, and what the deadline is counted to.
    """

    day: date | None
    notes: tuple[str, ...]


def last_day_to_send(
    deadline: date, today: date, calendar: Calendar, counted_to: object, receipts: Iterable[Receipt]
) -> Sending:
    """When to send a notice that is due on ``deadline``; that day itself where nothing asks for an earlier one.

    ``counted_to`` is ``received``, ``given`` or ``sent``, None where the contract does not say; of a notice that need
    only be sent, receipt does not matter.
    """
    notes = [_COUNTED_TO[counted_to]] if isinstance(counted_to, str) and counted_to in _COUNTED_TO else []
    open_day = business_day_by(deadline, calendar)
    days = [deadline]
    if open_day is not None and open_day != deadline:
        days.append(open_day)
        notes.append(f"{deadline.isoformat()} is {closed_in_words(deadline, calendar)}: {_by(open_day, today)}")
    for receipt, day in _sent(deadline, calendar, receipts) if counted_to != "sent" else ():
        days.append(day)
        after = _after(receipt.after)
        notes.append(f"sent by {receipt.by} it counts as received {after} later: {_by(day, today)}")
    earliest = min(days)
    return Sending(earliest if earliest >= today else None, tuple(notes))


def receipts_of(values: Iterable[object]) -> tuple[Receipt, ...]:
    """The rules in the values of ``notice_receipt`` fields."""
    read = [(value, read_length(value)) for value in values if isinstance(value, dict)]
    return tuple(Receipt(str(value.get("by") or "mail"), after) for value, after in read if after is not None)


def _sent(deadline: date, calendar: Calendar, receipts: Iterable[Receipt]) -> Iterator[tuple[Receipt, date]]:
    """Each rule with the last business day on which a notice may go out to count as received by ``deadline``."""
    for receipt in receipts:
        arrives = business_day_by(deadline, calendar) if receipt.after.business else deadline
        leaves = receipt.after.before(arrives, calendar) if arrives else None
        day = business_day_by(leaves, calendar) if leaves else None
        if day is not None:
            yield receipt, day


def _after(length: Length) -> str:
    days = length.step.days
    if length.step.years or length.step.months:
        return length.iso
    return f"{days} {'business ' if length.business else ''}day{'s' if days != 1 else ''}"


def _by(day: date, today: date) -> str:
    return (
        f"send by {weekday_name(day.weekday())} {day.isoformat()}"
        if day >= today
        else f"too late since {day.isoformat()}"
    )
