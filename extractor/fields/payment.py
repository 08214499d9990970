"""When to pay, and what paying late costs."""

from __future__ import annotations

import re

from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.numbers import DIGITS, NUMBER, as_text, read_number
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_CUE = phrase(
    r"\b(?:pay(?:s|able|ment|ments)?|paid|due|invoic\w+|net)\b[^.;]{0,160}\b(?:days?|months?|weeks?)\b|"
    r"\bnet (?:\d|thirty|forty|sixty|fifteen)"
)
_INVOICE = phrase(
    r"\b(?:invoic\w+|bill(?:ed|ing|s)?|statements?|fees?|amounts?|charges?|sums?|royalt(?:y|ies)|payments?|remit\w*)\b"
)
_PAY = phrase(r"\b(?:pay|pays|paid|payable|payment|payments|due|remit|remitted|settle[ds]?)\b")
_NET = phrase(rf"\bnet\b ?(?:\(?)({NUMBER})\)?(?:[ -]days?)?")
_WITHIN = phrase(
    r"\b(?:within|not later than|no later than|in|on or before|upon|by|are|is|due|payable|terms? (?:are|is|of|"
    r"shall be)|net|later than)(?: (?:a|the|period|of|at most|maximum|no|more|than|not))* ?\(?$"
)
_TRIGGERS = (
    (
        phrase(
            r"\b(?:receipt|receiving|receives|received|delivery|presentation)\b[^.;]{0,40}\b(?:invoice|bill|"
            r"statement)|invoice (?:is |has been )?received|^[^.;]{0,12}\b(?:its|their) receipt\b"
        ),
        "receipt_of_invoice",
    ),
    (
        phrase(
            r"\b(?:invoice|billing|bill|statement)(?:'s)? date|date (?:of|on|shown on)[^.;]{0,25}(?:invoice|bill|"
            r"statement)|(?:after|from|of)[^.;]{0,30}invoic|invoice"
        ),
        "invoice_date",
    ),
    (
        phrase(
            r"\bend of (?:each|the|every|such|any)?[^.;]{0,30}(?:month|quarter|year|period)|month[- ]end|last day of"
        ),
        "end_of_period",
    ),
    (phrase(r"\b(?:effective date|execution|signing|date hereof|date of this)"), "agreement_date"),
    (phrase(r"\b(?:delivery|shipment|receipt of (?:the )?(?:goods|products?))"), "delivery"),
    (phrase(r"\bacceptance"), "acceptance"),
    (phrase(r"\b(?:due date|becom\w+ due|when due)"), "due_date"),
)
_NOT_PAYMENT = phrase(
    r"\b(?:terminat\w+|dispute[sd]?|cure|breach|default|object\w*|notify|audit|interest|late|overdue|past due|"
    r"refund\w*|suspend\w*|renew\w*|survive|appeal|reconcil\w+)\b"
)
_INTEREST_CUE = phrase(
    r"\binterest\b(?:[^.;]|\.(?=\d)){0,220}(?:%|per ?cent)|(?:%|per ?cent)[^.;]{0,120}\binterest\b|"
    r"\blate (?:charge|fee|"
    r"payment)s?\b(?:[^.;]|\.(?=\d)){0,160}(?:%|per ?cent)|\b(?:service|finance) charge(?:[^.;]|"
    r"\.(?=\d)){0,120}(?:%|per ?cent)"
)
_LATE = phrase(
    r"\b(?:late|overdue|past[- ]due|not paid|unpaid|delinquent|when due|due date|outstanding|fail\w* to pay|"
    r"non-?payment|arrears|in default|after (?:such|the) (?:due )?date)\b"
)
_PERCENT = phrase(
    rf"(?P<number>{NUMBER}|one and one[- ]half|one-half(?: of one)?|"
    rf"one and a half)(?: \( ?{DIGITS} ?%? ?\))? ?(?:%|per ?cent(?:age point)?s?)(?: \( ?(?P<inner>{DIGITS}) ?%? ?\))?"
)
_HALVES = {"one and one": "1.5", "one-half": "0.5", "one and a": "1.5"}
_PER = phrase(
    r"\b(?:per|a|each|every|/) ?(month|annum|year|day|week)\b|\b(monthly|annually|annual|yearly|daily)\b|\b(p\.a\.)"
)
_PERIODS = {
    "annum": "year",
    "annually": "year",
    "annual": "year",
    "yearly": "year",
    "p.a.": "year",
    "monthly": "month",
    "daily": "day",
}


def find_payment(reading: Reading) -> list[Candidate]:
    """The payment term and late interest, each the plainest statement."""
    terms = [
        candidate
        for sentence in reading.find(_CUE, "pay", "paid", "due", "invoic", "net ")
        if (candidate := _payment_term(reading, sentence)) is not None
    ]
    interest = (
        candidate
        for sentence in reading.find(_INTEREST_CUE, "interest", "late ", "charge")
        if (candidate := _late_interest(sentence)) is not None
    )
    best = max(terms, key=lambda candidate: candidate.weight, default=None)
    late = next(interest, None)
    return [candidate for candidate in (best, late) if candidate is not None]


def _payment_term(reading: Reading, sentence: Sentence) -> Candidate | None:
    text = sentence.text
    net = _NET.search(text)
    if net:
        days = read_number(net[1])
        if days is not None and 0 < days <= 365 and days == days.to_integral():
            return _term(reading, sentence, f"P{as_text(days)}D", _trigger(text) or None, 3.0, "payment_net")
    if not _PAY.search(text) or not _INVOICE.search(text):
        return None
    for found in find_durations(text):
        if _is_time_to_pay(text, found):
            after = text[found.span.end : found.span.end + 110]
            trigger = _trigger(after)
            weight = 2.0 if trigger and trigger.startswith("invoice") else 0.5 if trigger else 0.0
            weight -= 1.5 if _NOT_PAYMENT.search(text[max(0, found.span.start - 160) : found.span.start]) else 0.0
            if weight > 0:
                return _term(reading, sentence, found.duration.iso, trigger, weight, "payment_within")
    return None


def _is_time_to_pay(text: str, found: FoundDuration) -> bool:
    if found.duration.unit not in ("day", "week", "month") or found.duration.days > 200:
        return False
    before = text[max(0, found.span.start - 50) : found.span.start]
    after = text[found.span.end : found.span.end + 60]
    return (
        bool(_WITHIN.search(before))
        and re.match(
            r"'?\s{0,20}(?:of|after|from|following|upon|receipt|net|the\s{1,20}(?:date|end)|by|\.|,)",
            after.lstrip(" )"),
            re.IGNORECASE,
        )
        is not None
    )


def _term(
    reading: Reading, sentence: Sentence, duration: str, trigger: str | None, weight: float, method: str
) -> Candidate:
    value: FieldValue = {"duration": duration, "trigger": trigger}
    heading = reading.heading(sentence.span.start)
    weight += 1.0 if re.search(r"payment|invoic|fees|billing|compensation|price", heading) else 0.0
    return Candidate("payment_term", value, sentence.span, method, weight)


def _trigger(text: str) -> str | None:
    """What the days count from; a receipt or an end of a period is more telling than the word "invoice"."""
    return next((name for pattern, name in _TRIGGERS if pattern.search(text)), None)


def _late_interest(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if not _LATE.search(text):
        return None
    for match in _PERCENT.finditer(text):
        percent = match["inner"] or _percent(match["number"])
        per = _PER.search(text, match.end(), min(len(text), match.end() + 60)) or _PER.search(
            text, max(0, match.start() - 30), match.start()
        )
        if percent is None:
            continue
        period = (per[1] or per[2] or per[3]).lower() if per else None
        value: FieldValue = {"percent": percent, "per": _PERIODS.get(period, period) if period else None}
        return Candidate("late_interest", value, sentence.span, "late_interest")
    return None


def _percent(text: str) -> str | None:
    lowered = " ".join(text.lower().split())
    half = next((value for words, value in _HALVES.items() if lowered.startswith(words)), None)
    if half:
        return half
    number = read_number(text)
    return as_text(number) if number is not None and number <= 100 else None
