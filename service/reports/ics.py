"""Deadlines as a calendar file (RFC 5545), each a day with the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from clause_library.types import Review
from extractor.fields.deadlines import read_day
from extractor.types import Field
from service.reports.wording import one_line, shortened, value_in_words

MEDIA_TYPE = "text/calendar"
_PRODUCT = "-//clausecheck//deadlines//EN"
_QUOTE_CHARS = 500
_NAME_CHARS = 120
_TITLES = {
    "renewal_notice_deadline": "Last day for notice of non-renewal",
    "renewal_notice_send_by": "Send the notice of non-renewal",
    "renewal_option_deadline": "Last day to take up the option to renew",
    "next_renewal": "Renews unless notice was given",
    "expiration_date": "Expires",
}


@dataclass(frozen=True, slots=True)
class _Event:
    """One day: ``name`` of the field that it comes from, what happens, and how it was counted, in lines."""

    name: str
    day: date
    title: str
    lines: tuple[str, ...]


def render_ics(reviews: Iterable[Review]) -> bytes:
    """One calendar of the deadlines, renewals and ends of these reviews, those before its own today left out.

    A calendar without any such day has no event. The same document gives the same UIDs again, so that a calendar which
    takes the file in anew moves its events. A document that comes twice is told once, for a UID stands only once.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    told: set[str] = set()
    for review in reviews:
        for event in _events(review):
            uid = f"{review.document.sha256[:32]}-{event.name}@clausecheck"
            if uid not in told:
                told.add(uid)
                calendar.add_component(_component(review, event, uid))
    written: bytes = calendar.to_ical()
    return written


def _events(review: Review) -> Iterator[_Event]:
    today = date.fromisoformat(review.today)
    named: dict[str, Field] = {}
    for field in review.fields:
        named.setdefault(field.name, field)
    for name, title in _TITLES.items():
        found = named.get(name)
        if found is None or (name == "expiration_date" and "next_renewal" in named):
            continue
        day = read_day(found.value.get("date") if isinstance(found.value, dict) else found.value)
        if day is not None and day >= today:
            yield _Event(name, day, title, _lines(found))


def _lines(field: Field) -> tuple[str, ...]:
    said = value_in_words(field.value)
    quote = f"In the contract: {shortened(field.quote, _QUOTE_CHARS)}"
    return tuple(one_line(line) for line in (said, *field.derived_from, quote))


def _component(review: Review, event: _Event, uid: str) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", uid)
    made.add("dtstamp", datetime.combine(date.fromisoformat(review.today), datetime.min.time(), UTC))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("summary", f"{event.title}: {shortened(review.document.name, _NAME_CHARS)}")
    made.add("description", "\n".join(event.lines))
    return made
