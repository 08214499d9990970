"""The initial term and the expiration date: for how long the contract runs, and when it ends unless renewed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from extractor.fields.choosing import choose_each
from extractor.fields.dates import find_dates, later
from extractor.fields.durations import FoundDuration
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.term_cues import CUE
from extractor.fields.term_phrases import (
    A_DUTY,
    DAY_BEFORE,
    DEFINED_YEAR,
    DOES,
    EITHER_END,
    ENDLESS,
    EXCEPTION,
    FROM_THE_START,
    LABEL,
    LAST_OF_MONTH,
    MAY_END,
    NAMED_START,
    NOT_THE_TERM,
    OWN_DAY,
    SAYS_SOME_TERM,
    SAYS_TERM,
    START_EFFECTIVE,
    START_OTHER,
    UNKNOWN_END,
)
from extractor.fields.term_values import end_date, opening_length, term_length

PERPETUAL = "perpetual"
"""The expiration date of a contract that runs until somebody ends it."""

LEAST_WEIGHT = 1.3
_TIME_WORDS = (
    "year",
    "month",
    "until",
    "through",
    "expir",
    "terminat",
    "perpet",
    "indefinit",
    "anniversary",
    "unlimited",
    "days",
    "commence",
    "term of",
    "term is",
    "term shall",
    "term will",
    "term:",
    "ends",
    "ending",
    "end:",
    "end date",
    "cease",
    "rendered",
    "(months)",
    "(years)",
    "conclud",
    "duration",
    "no fixed",
    "no definite",
    "lapse",
    "valid",
    "period",
)
_STOP = re.compile(r"\.\s{1,20}(?=[A-Za-z])")
_GAP = re.compile(r"\s{3,20}(?=[A-Z0-9(\"])")


@dataclass(frozen=True, slots=True)
class _Days:
    """The days from which a term may count; each None where the contract states none."""

    effective: Candidate | None
    agreement: Candidate | None


def find_term(reading: Reading, effective: Candidate | None, agreement: Candidate | None) -> list[Candidate]:
    """The initial term and the expiration date, each from the sentence that speaks most plainly about it."""
    days = _Days(effective, agreement)
    read = [candidate for sentence in _sentences(reading) for candidate in _read(reading, sentence, days)]
    chosen = choose_each(reading, [candidate for candidate in read if candidate.weight >= LEAST_WEIGHT])
    best = {candidate.name: candidate for candidate in chosen}
    length, end = best.get("initial_term"), best.get("expiration_date")
    if length is not None and end is not None and end.value == PERPETUAL and end.weight <= length.weight:
        del best["expiration_date"]
    return list(best.values())


def initial_term_of(reading: Reading) -> Candidate | None:
    """The initial term alone; None where the contract states none."""
    return next((candidate for candidate in find_term(reading, None, None) if candidate.name == "initial_term"), None)


def _sentences(reading: Reading) -> Iterator[Sentence]:
    """The sentences about time; where a document has no line breaks, a wide gap ends one too."""
    for sentence in reading.find(CUE, *_TIME_WORDS):
        cuts = [0, *(gap.end() for gap in _GAP.finditer(sentence.text)), len(sentence.text)]
        for start, end in pairwise(cuts):
            piece = Sentence(sentence.text[start:end], sentence.place(start, end))
            if len(cuts) == 2 or CUE.search(piece.text):
                yield piece


def _weight(reading: Reading, sentence: Sentence, end: int) -> float:
    """How plainly a sentence, as far as its value at ``end``, is about the term of the contract."""
    text = sentence.text[: end + 30]
    heading = reading.heading(sentence.span.start)
    weight = 2.0 if SAYS_TERM.search(text) else 1.6 if SAYS_SOME_TERM.search(text) else 0.0
    headed = re.search(r"\bterm\b|\bduration\b|effective|expiration|\bperiod\b", heading)
    under = re.search(r"\bterm\b|\bduration\b", reading.topic(sentence.span.start))
    weight += 1.5 if headed or _is_headed(reading, sentence) else 0.8 if under else 0.0
    weight += 1.5 if weight < 1.5 and _is_anchored(sentence.text, end) else 0.0 if weight else -0.5
    weight += 0.8 if re.search(r"\binitial\b|\bcommenc|\bbegin", text, re.IGNORECASE) else 0.0
    weight += 0.5 if re.search(r"\"(?:initial )?term\"", sentence.text, re.IGNORECASE) else 0.0
    weight -= 2.5 if NOT_THE_TERM.search(EXCEPTION.sub("", text)[-400:]) else 0.0
    weight -= 1.0 if _is_exhibit(reading, sentence) else 0.0
    weight -= 4.0 if DEFINED_YEAR.search(text) or MAY_END.search(sentence.text[:end]) else 0.0
    return weight - 0.2 * sentence.span.start / max(1, len(reading.text))


def _is_anchored(text: str, end: int) -> bool:
    """Whether the length that ends there counts from the contract's own day, for what the contract is about."""
    before = text[:end]
    return bool(FROM_THE_START.search(text[end : end + 60]) and DOES.search(before) and not A_DUTY.search(before))


def _is_exhibit(reading: Reading, sentence: Sentence) -> bool:
    clause = reading.clause(sentence.span.start)
    return clause is not None and clause.part == "exhibit"


def _read(reading: Reading, sentence: Sentence, days: _Days) -> list[Candidate]:
    """What one sentence says: an end date, a length, or that there is no end."""
    text, span = sentence.text, sentence.span
    found = []
    length = term_length(text) or (opening_length(text) if _is_headed(reading, sentence) else None)
    if length is not None:
        weight = _weight(reading, sentence, length.span.end)
        found.append(Candidate("initial_term", length.duration.iso, span, "term_length", weight))
    end = end_date(text)
    if end is not None:
        weight = _weight(reading, sentence, end.span.end) + 1.2
        found.append(Candidate("expiration_date", end.value, span, "expiration_stated", weight))
    elif length is not None:
        found += _computed(reading, sentence, length, weight, days)
    elif (endless := ENDLESS.search(text)) is not None:
        weight = _weight(reading, sentence, endless.end()) - 0.5
        found.append(Candidate("expiration_date", PERPETUAL, span, "expiration_none", weight))
    return found


def _is_headed(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is what stands under the heading "Term", be it of a clause or of the line."""
    start = sentence.span.start
    return LABEL.search(reading.text, max(0, start - 50), start) is not None or (
        re.search(r"\b(?:term|duration)\b", reading.heading(start)) is not None
    )


def _computed(
    reading: Reading, sentence: Sentence, length: FoundDuration, weight: float, days: _Days
) -> list[Candidate]:
    """The end date as start plus length, where the contract says when the term starts."""
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


def _is_unstated(days: _Days) -> bool:
    """Whether the effective date is only taken to be the day of the agreement: what is counted from it is less sure."""
    return days.effective is not None and days.effective.method in ("effective_as_made", "effective_as_signed")


def _start(reading: Reading, sentence: Sentence, length: FoundDuration, days: _Days) -> tuple[date | None, str]:
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
    if START_OTHER.search(text) and not START_EFFECTIVE.search(text):
        return None, ""
    start = _own_start(text, tail, days)
    if start is None or not isinstance(start.value, str) or len(start.value) != len("2026-03-31"):
        return None, ""
    return date.fromisoformat(start.value), start.name.replace("_", " ")


def _own_start(text: str, tail: str, days: _Days) -> Candidate | None:
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
        before = list(find_dates(reading.text, max(0, match.start() - 60), match.start()))
        if before and before[-1].day:
            return before[-1].day
        after = next(find_dates(reading.text, match.end(), min(len(reading.text), match.end() + 60)), None)
        if after and after.day:
            return after.day
    return None
