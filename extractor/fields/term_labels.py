"""The term by label: ``Term of NDA: 2 years``, ``Contract Period | 1 March 2026 - 28 February 2028``."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.fields.choosing import FOR_EXHIBITS
from extractor.fields.dates import find_dates
from extractor.fields.durations import FoundDuration, find_durations, find_short_durations
from extractor.fields.labels import Labelled, find_labelled
from extractor.fields.reading import Candidate, Reading
from extractor.fields.term_ends import Days, computed_end
from extractor.fields.term_label_phrases import (
    END_LABEL,
    FROM_SOMETHING,
    LABEL_WORDS,
    NOT_LONG,
    RANGE,
    START_LABEL,
    START_WORDS,
    TERM_LABEL,
    TERM_OR_END,
    UNENDING,
)
from extractor.fields.term_start_phrases import START_EFFECTIVE
from extractor.types import Span

PERPETUAL = "perpetual"
"""The expiration date of a contract that runs until somebody ends it."""
_WEIGHT, _OPEN_WEIGHT, _DATED = 2.4, 1.55, 0.8
_PLAINLY = 1.9
_LEAD_CHARS, _DATE_LEAD_CHARS = 60, 12
_BESIDE_CHARS = 700
_SHORTEST_DAYS = 7


def find_labelled_terms(reading: Reading, days: Days) -> Iterator[Candidate]:
    """The initial term and the end of the contract that stand beside a label for them."""
    for found in find_labelled(reading, TERM_OR_END, *LABEL_WORDS):
        yield from _end(reading, found) if END_LABEL.fullmatch(found.label) else _term(reading, found, days)


def _end(reading: Reading, found: Labelled) -> Iterator[Candidate]:
    date = next(find_dates(found.value), None)
    if date is not None and date.span.start < _DATE_LEAD_CHARS:
        weight = _weight(reading, found)
        weight += _DATED if weight > _PLAINLY else 0.0
        yield Candidate("expiration_date", date.value, found.sentence.span, "expiration_stated", weight)


def _weight(reading: Reading, found: Labelled) -> float:
    start = found.sentence.span.start
    plain = _WEIGHT if TERM_LABEL.fullmatch(found.label) or END_LABEL.fullmatch(found.label) else _OPEN_WEIGHT
    weight = plain - (FOR_EXHIBITS if reading.in_exhibit(start) else 0.0)
    return weight - 0.2 * start / max(1, len(reading.text))


def _term(reading: Reading, found: Labelled, days: Days) -> Iterator[Candidate]:
    """What one label of the term says: a range of dates, a length, or that there is no end."""
    span, weight = found.sentence.span, _weight(reading, found)
    end = _range_end(found.value)
    if end is not None:
        yield Candidate(
            "expiration_date", end, span, "expiration_stated", weight + (_DATED if weight > _PLAINLY else 0.0)
        )
        return
    length = _length(found)
    if length is not None:
        yield Candidate("initial_term", length.duration.iso, span, "term_length", weight)
        yield from computed_end(reading, found.sentence, length, weight, _days_beside(reading, found, length, days))
    elif UNENDING.match(found.value):
        yield Candidate("expiration_date", PERPETUAL, span, "expiration_none", weight)


def _range_end(value: str) -> str | None:
    for date in find_dates(value):
        if date.span.start < _LEAD_CHARS and RANGE.search(value[: date.span.start]):
            return date.value
    return None


def _length(found: Labelled) -> FoundDuration | None:
    value = found.value
    lengths = [*find_durations(value), *find_short_durations(value)]
    first = min(lengths, key=lambda item: item.span.start, default=None)
    if first is None or first.span.start > _LEAD_CHARS or first.duration.days < _SHORTEST_DAYS:
        return None
    after = value[first.span.end : first.span.end + 30]
    if NOT_LONG.search(value[: first.span.start]) or NOT_LONG.match(after.lstrip(" '.)s")):
        return None
    return FoundDuration(first.duration, Span(found.at + first.span.start, found.at + first.span.end))


def _days_beside(reading: Reading, found: Labelled, length: FoundDuration, days: Days) -> Days:
    """The days from which the term may count, of which a labelled start beside it is the effective one."""
    after = found.sentence.text[length.span.end :]
    if START_EFFECTIVE.search(after) is None and FROM_SOMETHING.search(after):
        return days if any(find_dates(after)) else Days(None, None)
    beside = _start_beside(reading, found)
    return days if beside is None else Days(beside, beside)


def _start_beside(reading: Reading, found: Labelled) -> Candidate | None:
    """The nearest date under a label such as "Commencement Date"; None where none is near."""
    at, near = found.sentence.span.start, list[tuple[int, Candidate]]()
    for start in find_labelled(reading, START_LABEL, *START_WORDS):
        date = next(find_dates(start.value), None)
        distance = abs(start.sentence.span.start - at)
        if (
            date is not None
            and date.day is not None
            and date.span.start < _DATE_LEAD_CHARS
            and distance < _BESIDE_CHARS
        ):
            near.append((distance, Candidate("labelled_start", date.value, start.sentence.span, "labelled_start")))
    return min(near, key=lambda pair: pair[0])[1] if near else None
