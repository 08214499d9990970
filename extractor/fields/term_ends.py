"""When a term ends of which the contract gives the length: counted from the day on which it starts."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.fields.dates import find_dates, later
from extractor.fields.durations import FoundDuration
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.term_start_phrases import (
    DAY_BEFORE,
    EITHER_END,
    FROM_NAMED,
    LAST_OF_MONTH,
    NAMED_START,
    OWN_DAY,
    START_EFFECTIVE,
    START_OTHER,
    UNKNOWN_END,
)

_NEAR_CHARS = 60
_STOP = re.compile(r"\.\s{1,20}(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Days:
    """The days from which a term may count; each None where the contract states none."""

    effective: Candidate | None
    agreement: Candidate | None


def computed_end(
    reading: Reading, sentence: Sentence, length: FoundDuration, weight: float, days: Days
) -> list[Candidate]:
    """The end date as start plus length; empty where the contract does not say when the term starts."""
    begin, words = _start(reading, sentence, length, days)
    if begin is None:
        return []
    end = later(begin, length.duration)
    if end is None:
        return []
    reason = f"{words} {begin.isoformat()} + initial term {length.duration.iso} = {end.isoformat()}"
    before = sentence.text[max(0, length.span.start - 90) : length.span.start]
    if DAY_BEFORE.search(before):
        end -= timedelta(days=1)
        reason += f", the day before: {end.isoformat()}"
    elif LAST_OF_MONTH.search(before):
        end = end.replace(day=monthrange(end.year, end.month)[1])
        reason += f", the last day of that month: {end.isoformat()}"
    method = "expiration_as_made" if words == "effective date" and _is_unstated(days) else "expiration_computed"
    return [Candidate("expiration_date", end.isoformat(), sentence.span, method, weight, (reason,))]


def _is_unstated(days: Days) -> bool:
    """Whether the effective date is only taken to be the day of the agreement: what is counted from it is less sure."""
    return days.effective is not None and days.effective.method in ("effective_as_made", "effective_as_signed")


def _start(reading: Reading, sentence: Sentence, length: FoundDuration, days: Days) -> tuple[date | None, str]:
    """The first day of the term: a date in the sentence, a defined date, or the effective date."""
    text = sentence.text
    tail = _STOP.split(text[length.span.end : length.span.end + 130])[0]
    either = EITHER_END.search(text[: length.span.start]) is not None
    if UNKNOWN_END.search(text[: length.span.start]) or (
        (either or START_OTHER.search(tail)) and not _starts_now(tail)
    ):
        return None, ""
    for found in find_dates(text):
        if found.day is not None:
            return found.day, "term starts"
    named = NAMED_START.search(tail) or NAMED_START.search(text)
    if named and named[1] not in ("Effective Date", "Agreement Date", "Execution Date"):
        day = _defined_date(reading, named[1])
        if day is not None or named[1] not in ("Commencement Date", "Start Date"):
            return day, named[1]
    other = None if either else FROM_NAMED.search(tail)
    if other is not None and START_EFFECTIVE.search(other[1]) is None:
        return None, other[1]
    if START_OTHER.search(text) and not START_EFFECTIVE.search(text):
        return None, ""
    start = _own_start(text, tail, days)
    if start is None or not isinstance(start.value, str) or len(start.value) != len("2026-03-31"):
        return None, ""
    return date.fromisoformat(start.value), start.name.replace("_", " ")


def _own_start(text: str, tail: str, days: Days) -> Candidate | None:
    """The contract's own day from which the words count: that of the agreement where they name it."""
    named = START_EFFECTIVE.search(tail) or START_EFFECTIVE.search(text)
    if named is not None and OWN_DAY.search(named.group()) and days.agreement is not None:
        return days.agreement
    return days.effective or days.agreement


def _starts_now(tail: str) -> bool:
    """Whether the first thing that the words after the length count from is the contract itself."""
    other, own = START_OTHER.search(tail), START_EFFECTIVE.search(tail)
    return own is not None and (other is None or own.start() <= other.end() + 12)


def _defined_date(reading: Reading, name: str) -> date | None:
    """The date that the contract defines under ``name``."""
    pattern = re.escape(name).replace(r"\ ", r"\s{1,20}")
    for match in re.finditer(rf"\"{pattern}\"", reading.text):
        before = list(find_dates(reading.text, max(0, match.start() - _NEAR_CHARS), match.start()))
        if before and before[-1].day:
            return before[-1].day
        after = next(find_dates(reading.text, match.end(), min(len(reading.text), match.end() + _NEAR_CHARS)), None)
        if after and after.day:
            return after.day
    return None
