"""The cap on liability: an amount, a multiple of fees, or the fees of so many months."""

from __future__ import annotations

import re

from extractor.fields.durations import find_durations
from extractor.fields.money import find_money
from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_CUE = phrase(
    r"\b(?:aggregate|total|maximum|cumulative|entire|overall|sole)?,? ?(?:and )?(?:liabilit(?:y|ies)|"
    r"liable)\b[^.;]{0,420}\b(?:exceed|limited(?:,[^,.;]{0,60},)? to|not be (?:greater|more) than|capped|"
    r"in excess of|greater than|"
    r"more than)"
)
_LIMIT = phrase(r"\b(?:exceed(?:s|ing)?|limited(?:,[^,.;]{0,60},)? to|(?:greater|more) than|capped at|in excess of)\b")
_FEES = phrase(
    r"\b(?:fees?|amounts?|sums?|charges?|payments?|consideration|price|compensation|royalt(?:y|ies)|monies|"
    r"moneys|commissions?)\b[^.;]{0,160}"
)
_PERIOD_BEFORE = phrase(
    r"\b(?:during|in|over|for|within|preceding|prior|previous|last|first|the|immediately|past)(?: (?:the|any|"
    r"immediately|preceding|prior|previous|last|period|of|most|recent|a|first|past)){0,12} ?\(?$"
)
_MULTIPLE = phrase(
    rf"\b(?:({NUMBER})(?:[ -]?(?:x|times)\b|%| per ?cent)|(twice|two times|double|three times|"
    rf"triple)) (?:of )?(?:the )?((?:[a-z-]+ ){{0,4}}?(?:fees?|amounts?|charges?|price|value|sums?|payments?))"
)
_TIMES = {"twice": "2", "two times": "2", "double": "2", "three times": "3", "triple": "3"}
_PAID = phrase(r"\b(?:paid|payable|received|due|owed|owing|invoiced|billed|accrued)\b")
_INSURANCE = phrase(r"\b(?:insurance|policy|coverage|deductible|basket)\b")


def find_liability_cap(reading: Reading) -> list[Candidate]:
    """The first limit that speaks of liability itself; clauses headed so win."""
    found = [candidate for sentence in reading.find(_CUE, "liab") if (candidate := _cap(reading, sentence)) is not None]
    best = max(found, key=lambda candidate: candidate.weight, default=None)
    return [best] if best else []


def _cap(reading: Reading, sentence: Sentence) -> Candidate | None:
    text = sentence.text
    limit = _LIMIT.search(text)
    if limit is None:
        return None
    tail = text[limit.start() :]
    read = _period_of_fees(tail) or _multiple(tail) or _amount(tail) or _all_fees(tail)
    if read is None:
        return None
    value, method = read
    weight = 1.0 if re.search(r"liabil|limitation|damages", reading.heading(sentence.span.start)) else 0.0
    weight -= 1.0 if _INSURANCE.search(text) else 0.0
    return Candidate("liability_cap", value, sentence.span, method, weight)


def _period_of_fees(tail: str) -> tuple[FieldValue, str] | None:
    fees = _FEES.search(tail)
    if fees is None:
        return None
    for found in find_durations(tail, fees.start()):
        before = tail[max(0, found.span.start - 60) : found.span.start]
        after = tail[found.span.end : found.span.end + 30]
        if found.duration.unit in ("month", "year", "quarter", "day") and (
            _PERIOD_BEFORE.search(before)
            or re.match(r"'?\s{0,20}(?:period|prior|preceding|immediately|before)", after, re.IGNORECASE)
        ):
            return {"fees_paid_in": found.duration.iso}, "cap_fees_of_period"
    return None


def _multiple(tail: str) -> tuple[FieldValue, str] | None:
    match = _MULTIPLE.search(tail)
    if match is None:
        return None
    if match[2]:
        count = _TIMES[" ".join(match[2].lower().split())]
    else:
        number = read_number(match[1])
        if number is None:
            return None
        is_percent = "%" in match.group() or "cent" in match.group().lower()
        count = as_text(number / 100 if is_percent else number)
    return {"multiple": count, "of": " ".join(match[3].lower().split())}, "cap_multiple"


def _amount(tail: str) -> tuple[FieldValue, str] | None:
    money = next(find_money(tail, 0, min(len(tail), 260)), None)
    return ({"amount": money.amount, "currency": money.currency}, "cap_amount") if money else None


def _all_fees(tail: str) -> tuple[FieldValue, str] | None:
    fees = _FEES.search(tail, 0, min(len(tail), 160))
    if fees is None or not _PAID.search(fees.group()):
        return None
    return {"multiple": "1", "of": "fees paid under the agreement"}, "cap_all_fees"
