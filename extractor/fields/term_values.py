"""What a sentence about the term says: the day on which it ends, and how long it is."""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal

from extractor.fields.dates import FoundDate, find_dates
from extractor.fields.durations import Duration, FoundDuration, find_durations
from extractor.fields.numbers import read_number, read_ordinal
from extractor.fields.term_phrases import (
    AFTER_SPAN,
    ANNIVERSARY,
    COUNTS_ON,
    IS_TERM,
    LEAD,
    MONTH_END,
    RENEWAL,
    TERM_SPAN,
    UNTIL,
    YEAR_END,
)
from extractor.types import Span

_COUNTED_WORDS = ("anniversary", "end of", "expiration of", "completion of", "conclusion of", " month ")


def end_date(text: str) -> FoundDate | None:
    """A date after "until", "expires on" and the like."""
    for found in find_dates(text):
        before = text[max(0, found.span.start - 90) : found.span.start]
        if UNTIL.search(before) and not RENEWAL.search(before):
            return found
        if found.day is None and MONTH_END.search(before) and not RENEWAL.search(before):
            year, month = map(int, found.value.split("-"))
            return FoundDate(f"{found.value}-{monthrange(year, month)[1]}", found.span)
    return _end_of_year(text)


def _end_of_year(text: str) -> FoundDate | None:
    """The last day of a year of which alone the end is named: "until the end of 2026"."""
    for match in YEAR_END.finditer(text):
        if not RENEWAL.search(text[max(0, match.start() - 90) : match.start()]):
            return FoundDate(f"{match[1]}-12-31", Span(*match.span()))
    return None


def term_length(text: str) -> FoundDuration | None:
    """The duration of the term itself: not that of a renewal, a notice or a time limit."""
    counted = ANNIVERSARY.finditer(text) if any(word in text.lower() for word in _COUNTED_WORDS) else ()
    for match in counted:
        words = next(match[group] for group in (1, 2, 3, 4) if match[group])
        count = read_ordinal(words) or read_number(words)
        if count and not RENEWAL.search(text[max(0, match.start() - 70) : match.start()]):
            return FoundDuration(Duration(Decimal(count), match["month"] or "year"), Span(*match.span()))
    for found in find_durations(text):
        before, after = (
            text[max(0, found.span.start - 110) : found.span.start],
            text[found.span.end : found.span.end + 40],
        )
        if RENEWAL.search(before[-60:]) or re.match(
            r"'?\)?\s{0,20}(?:prior|advance|written|notice|before|'s?\s{1,20}notice)", after, re.IGNORECASE
        ):
            continue
        if re.match(
            r"'?\s{0,20}(?:after|following|from)\b[^.;,]{0,60}\b(?:terminat|expir|ends?\b|ended|disclos|receipt|"
            r"notice)",
            text[found.span.end : found.span.end + 90],
            re.IGNORECASE,
        ):
            continue
        if found.duration.unit in ("minute", "hour") or (found.duration.unit == "day" and found.duration.count < 28):
            continue
        if after.lstrip(" ,)").lower().startswith("thereafter") and not COUNTS_ON.search(before):
            continue
        if IS_TERM.search(after) or (TERM_SPAN.search(before) and AFTER_SPAN.search(after)):
            return found
    return None


def opening_length(text: str) -> FoundDuration | None:
    """The length with which a sentence begins: "Term. Three (3) years from the Effective Date."."""
    first = next(find_durations(text), None)
    is_first = first is not None and LEAD.fullmatch(text[: first.span.start]) is not None
    return first if first is not None and is_first and AFTER_SPAN.search(text[first.span.end :]) else None
