"""Cells and lines that hold nothing but the time to pay: ``45 days from the end of each quarter``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.fields.durations import Duration, find_durations
from extractor.fields.numbers import NUMBER
from extractor.fields.phrasing import phrase
from extractor.fields.pricing.payment_triggers import trigger_of
from extractor.fields.reading import Reading, Sentence

_LINE_CHARS = 160
_LONGEST_DAYS = Decimal(200)
_ALONE = phrase(
    rf"^\W{{0,8}}(?:(?:payment|terms?|due|settlement|payable|of|"
    rf"time for)[ :]){{0,5}} ?(?:within )?{NUMBER}(?: ?\([^()]{{1,20}}\))? "
    r"(?:(?:calendar|business|working) )?(?:days|weeks) (?P<event>(?:after|from|of|following) (?:the |each |every |"
    r"date |end |close "
    r"|receipt |last day |of )*(?:[a-z-]+ )?(?:invoices?|bills?|statements?|month|quarter|year|period|delivery|"
    r"shipment)"
    r"(?: (?:period|date))?)[ .,;)]*$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its time to pay and what that counts from."""

    sentence: Sentence
    duration: Duration
    trigger: str


def lines_of_terms(reading: Reading) -> Iterator[Line]:
    """The lines that state a time to pay and nothing else, in order."""
    for span in reading.paragraphs(" days from", " days after", " days of", " days following"):
        text = reading.text[span.start : span.end] if len(span) < _LINE_CHARS else ""
        match = _ALONE.match(text)
        found = next(find_durations(match.group()), None) if match else None
        trigger = trigger_of(match["event"]) if match else None
        if found is not None and trigger is not None and found.duration.days <= _LONGEST_DAYS:
            yield Line(Sentence(text, span), found.duration, trigger)
