"""The initial term and the expiration date: for how long the contract runs, and when it ends unless renewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.fields.choosing import FOR_EXHIBITS, choose_each
from extractor.fields.deadlines.lengths import moved, read_length
from extractor.fields.deadlines.renewing import read_day
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.term_cues import CUE
from extractor.fields.term_ends import Days, computed_end
from extractor.fields.term_labels import PERPETUAL, find_labelled_terms
from extractor.fields.term_phrases import (
    DEFINED_YEAR,
    ENDLESS,
    EXCEPTION,
    LABEL,
    MAY_END,
    NOT_THE_TERM,
    ON_WHICH,
    SAYS_SOME_TERM,
    SAYS_TERM,
    THEN_ENDLESS,
)
from extractor.fields.term_start_phrases import A_DUTY, DOES, FROM_A_DAY, FROM_THE_START
from extractor.fields.term_values import end_date, opening_length, term_length

LEAST_WEIGHT = 1.3
_LESS_PLAIN = 1.3
"""By so much less plainly is it said than the end that it does not fit to."""
_MOST_DAYS_APART = 62
"""A term that starts on the first of a month, or ends with a year, is still the term."""
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
    "finishes",
    "quarters",
    " an end",
    "its end",
    "determine on",
    "expiry date",
    "weeks",
)
_GAP = re.compile(r"\s{3,20}(?=[A-Z0-9(\"])")


def find_term(reading: Reading, effective: Candidate | None, agreement: Candidate | None) -> list[Candidate]:
    """The initial term and the expiration date, each from the sentence that speaks most plainly about it."""
    days = Days(effective, agreement)
    read = [candidate for sentence in _sentences(reading) for candidate in _read(reading, sentence, days)]
    read += find_labelled_terms(reading, days)
    chosen = choose_each(reading, [candidate for candidate in read if candidate.weight >= LEAST_WEIGHT])
    best = {candidate.name: candidate for candidate in chosen}
    length, end = best.get("initial_term"), best.get("expiration_date")
    if length is None or end is None:
        return chosen
    if end.value == PERPETUAL and end.weight <= length.weight:
        return [candidate for candidate in chosen if candidate.name != "expiration_date"]
    if (
        end.method == "expiration_stated"
        and length.weight + _LESS_PLAIN < end.weight
        and _disagree(str(length.value), end, days)
    ):
        return [candidate for candidate in chosen if candidate.name != "initial_term"]
    return chosen


def _disagree(length: str, end: Candidate, days: Days) -> bool:
    """Whether the contract, from its first day, ends at a stated day far from where that length ends.

    Then the length, which is said less plainly, is one of something else: of an exclusive right, of a schedule.
    """
    start = days.effective or days.agreement
    first, last, counted = read_day(start.value if start else None), read_day(end.value), read_length(length)
    ends = moved(first, counted.step) if first and counted else None
    return ends is not None and last is not None and abs((last - ends).days) > _MOST_DAYS_APART


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
    weight += 3.5 if ON_WHICH.match(sentence.text[end : end + 120]) else 0.0
    weight -= 2.5 if NOT_THE_TERM.search(EXCEPTION.sub("", text)[-400:]) else 0.0
    weight -= FOR_EXHIBITS if reading.in_exhibit(sentence.span.start) else 0.0
    weight -= 4.0 if DEFINED_YEAR.search(text) or MAY_END.search(sentence.text[:end]) else 0.0
    return weight - 0.2 * sentence.span.start / max(1, len(reading.text))


def _is_anchored(text: str, end: int) -> bool:
    """Whether the length that ends there counts from the contract's own day, for what the contract is about."""
    before, after = text[:end], text[end : end + 90]
    starts = FROM_THE_START.search(after[:60]) or FROM_A_DAY.search(after)
    return bool(starts and DOES.search(before) and not A_DUTY.search(before))


def _read(reading: Reading, sentence: Sentence, days: Days) -> list[Candidate]:
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
    elif length is not None and THEN_ENDLESS.search(text, length.span.end) is not None:
        found.append(Candidate("expiration_date", PERPETUAL, span, "expiration_none", weight + 0.01))
    elif length is not None:
        found += computed_end(reading, sentence, length, weight, days)
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
