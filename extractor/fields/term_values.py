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
    BETWEEN,
    CONDITION,
    COUNTS_ON,
    EARLIER,
    IS_TERM,
    LEAD,
    MONTH_END,
    ON_WHICH,
    OTHERWISE,
    RENEWAL,
    TERM_SPAN,
    UNIT_LABEL,
    UNTIL,
    YEAR_END,
)
from extractor.fields.term_start_phrases import FOR_SO_LONG, FROM_A_DAY, FROM_THE_START
from extractor.types import Span

_COUNTED_WORDS = ("anniversary", "end of", "expiration of", "completion of", "conclusion of", " month ")

_OF_NOTICE = re.compile(r"'?\)?\s{0,20}(?:prior|advance|written|notice|before|'s?\s{1,20}notice)", re.IGNORECASE)
_AFTER_THE_END = re.compile(
    r"'?\s{0,20}(?:after|following|from)\b(?:(?!unless|until|and\b|subject)[^.;,]){0,60}\b(?:terminat|expir|ends?\b|"
    r"ended|disclos|receipt|notice)",
    re.IGNORECASE,
)


def end_date(text: str) -> FoundDate | None:
    """A date after "until", "expires on" and the like."""
    for found in find_dates(text):
        before = text[max(0, found.span.start - 90) : found.span.start]
        ends = UNTIL.search(before) or EARLIER.search(text[max(0, found.span.start - 240) : found.span.start])
        ends = ends or BETWEEN.search(before) or ON_WHICH.match(text[found.span.end : found.span.end + 120])
        if ends and (OTHERWISE.search(before) or not RENEWAL.search(before)):
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
    labelled = UNIT_LABEL.search(text)
    if labelled is not None:
        return FoundDuration(Duration(Decimal(labelled["count"]), labelled["unit"].lower()), Span(*labelled.span()))
    return _anniversary(text) or next((found for found in find_durations(text) if _is_term(text, found)), None)


def _anniversary(text: str) -> FoundDuration | None:
    """The length that "the third anniversary" or "the end of the fifth year" stands for."""
    counted = ANNIVERSARY.finditer(text) if any(word in text.lower() for word in _COUNTED_WORDS) else ()
    for match in counted:
        words = next(match[group] for group in (1, 2, 3, 4) if match[group])
        count = read_ordinal(words) or read_number(words)
        before = text[max(0, match.start() - 70) : match.start()]
        if count and not RENEWAL.search(before) and not CONDITION.search(before):
            return FoundDuration(Duration(Decimal(count), match["month"] or "year"), Span(*match.span()))
    return None


def _is_term(text: str, found: FoundDuration) -> bool:
    before, after = text[max(0, found.span.start - 110) : found.span.start], text[found.span.end : found.span.end + 90]
    short = found.duration.unit in ("minute", "hour") or (found.duration.unit == "day" and found.duration.count < 28)
    if short or RENEWAL.search(before[-60:]) or _OF_NOTICE.match(after) or _AFTER_THE_END.match(after):
        return False
    near = after[:40]
    if CONDITION.search(before):
        return False
    if near.lstrip(" ,)").lower().startswith(("thereafter", "afterward")) and not COUNTS_ON.search(before):
        return False
    if IS_TERM.search(near) or (TERM_SPAN.search(before) and AFTER_SPAN.search(near)):
        return True
    if FROM_A_DAY.search(after) and FOR_SO_LONG.search(before):
        return True
    return FROM_THE_START.search(near) is not None


def opening_length(text: str) -> FoundDuration | None:
    """The length with which a sentence begins: "Term. Three (3) years from the Effective Date."."""
    first = next(find_durations(text), None)
    is_first = first is not None and LEAD.fullmatch(text[: first.span.start]) is not None
    return first if first is not None and is_first and AFTER_SPAN.search(text[first.span.end :]) else None
