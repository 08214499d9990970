"""When to pay: ``net 30``, ``within 45 days of receipt of the invoice``, ``by the 15th day after each quarter``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.numbers import NUMBER, ORDINAL, as_text, read_number, read_ordinal
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

MOST = 8
_CUE = phrase(
    r"\b(?:pay(?:s|able|ing|ment|ments)?|paid|due|invoic\w+|net|remit\w*|instal+ments?)\b[^;]{0,260}\b(?:days?|"
    r"months?|weeks?)\b|"
    r"\b(?:days?|day)\b[^.;]{0,160}\b(?:pay|pays|paid|payable|payments?|remit\w*)\b|\bnet (?:\d|thirty|forty|sixty|"
    r"fifteen)"
)
_OWED = phrase(
    r"\b(?:invoic\w+|bill(?:ed|ing|s)?|statements?|fees?|amounts?|charges?|sums?|royalt(?:y|ies)|payments?|remit\w*|"
    r"instal+ments?|"
    r"commissions?|compensation|price|balance|rent|deposit|consideration|proceeds|shares?|reimburse\w*|dollars|"
    r"monies|moneys)\b|[$\u20ac\u00a3]|\b(?:RMB|USD|EUR)"
)
_PAY = phrase(r"\b(?:pay|pays|paid|payable|paying|payment|payments|due|remit|remits|remitted|settle[ds]?|reimburse)\b")
_PART = phrase(r"\b(?:the |remaining )?balance\b|\binstal+ment\b|\bdeposit\b")
_SHALL_PAY = phrase(r"\b(?:shall|will|must|agrees? to) (?:[a-z]+ ){0,2}(?:pay|remit)\b")
_NET = phrase(rf"\bnet\b ?(?:\(?)({NUMBER})\)?(?:[ -]days?)?")
_NET_AFTER = phrase(rf"\b({NUMBER})[ -]days?,? net\b")
_BEFORE = phrase(
    r"\b(?:within|not later than|no later than|in|on or before|upon|by|are|is|be|due|payable|paid|terms? (?:are|is|"
    r"of|shall be)|net|later than|"
    r"arrears|every|at least|before|have|has)(?: (?:a|the|period|of|at most|maximum|no|more|than|not|next|first|"
    r"following))*,? ?\(?$|"
    r"\b(?:due|payable)(?: (?:and|payable|by|to|[A-Z][a-z]+)){0,4} ?\(?$"
)
_AFTER = phrase(
    r"^'?s?'? ?\)? ?(?:calendar |business |working )?(?:of|after|from|following|upon|receipt|net|the (?:date|end)|"
    r"by|prior|subsequent|thereafter|\.|,|$|in arrears|or less)"
)
_DAY_OF = phrase(
    rf"\b(?:on or before|no later than|not later than|by|within|on|prior to) (?:or before )?(?:the "
    rf")?\(?({ORDINAL})\)?(?: ?\(\d{{1,2}} ?(?:st|nd|rd|th|t h)\))? (?:(?:business |calendar )?day (?:of|after|"
    rf"following|from)|of the (?=month (?:following|after)|following month|next month))"
    r" (?:the (?:close|end|last day|expiration) of )?(?:each|every|the|any|such)?([^.;]{0,70})"
)
_SUBSEQUENT = phrase(
    r"\b(?:subsequent|following|succeeding|next|after|applicable|end|close|immediately|calendar quarter|quarter)\b"
)
_TRIGGERS = (
    (
        "receipt_of_invoice",
        phrase(
            r"\b(?:receipt|receiving|receives|received|delivery|presentation)\b[^.;]{0,60}\b(?:invoices?|bill|"
            r"statements?)\b|invoices? (?:is |are |has been )?received|"
            r"^[^.;]{0,12}\b(?:its|their) receipt\b|^[^.;]{0,20}\breceipt thereof\b"
        ),
    ),
    (
        "end_of_quarter",
        phrase(
            r"\b(?:end|close|last day|expiration|conclusion)\b[^.;]{0,50}\bquarter|^[^.;]{0,30}\b(?:following|after|"
            r"each|applicable)\b[^.;]{0,30}\bquarter"
        ),
    ),
    (
        "end_of_month",
        phrase(
            r"\b(?:end|close|last day|expiration|conclusion)\b[^.;]{0,40}\bmonth|month[- ]end|^[^.;]{0,30}\b(?:of|"
            r"following|after|subsequent)\b[^.;]{0,30}\bmonth"
        ),
    ),
    (
        "end_of_period",
        phrase(r"\b(?:end|close|last day|expiration) of (?:each|the|every|such|any|a)?[^.;]{0,40}(?:year|period)"),
    ),
    (
        "invoice_date",
        phrase(
            r"\b(?:invoice|billing|bill|statement)(?:'s)? date|date (?:of|on|shown on)[^.;]{0,25}(?:invoic|bill|"
            r"statement)|(?:after|from|of|following)[^.;]{0,40}invoic|\binvoic"
        ),
    ),
    ("effective_date", phrase(r"^[^.;]{0,40}\beffective date")),
    ("agreement_date", phrase(r"^[^.;]{0,40}\b(?:execution|signing|signature|date hereof|date of this|closing)")),
    ("shipment", phrase(r"^[^.;]{0,80}\b(?:shipment|shipped|shipping)\b")),
    ("delivery", phrase(r"^[^.;]{0,60}\b(?:delivery|receipt of (?:the )?(?:goods|products?)|delivered)\b")),
    ("acceptance", phrase(r"^[^.;]{0,60}\bacceptance")),
    ("due_date", phrase(r"\b(?:due date|becom\w+ due|when due)")),
)
_OTHER_TRIGGER = phrase(r"^'?s?'? ?\)? ?(?:of|after|from|following) (?:the |each |such |any )*((?:[A-Za-z'-]+ ?){1,7})")
_PER_QUARTER_BEFORE = phrase(r"\bquarterly\b|\bcalendar quarter\b")
_NOT_PAYMENT = phrase(
    r"\b(?:terminat\w+|disput\w+|cure[ds]?|cured|breach\w*|default|object\w*|notify|notifies|audit\w*|interest|late|"
    r"overdue|past due|delinquent|"
    r"refund\w*|suspend\w*|renew\w*|survive|appeal|reconcil\w+|discount|fails? to|failure|not (?:been )?paid|unpaid|"
    r"reject\w*|"
    r"prior written notice|withh?old\w*|insurance|indemnif\w+|tax (?:return|authorit)\w*|inspect\w*|if "
    r"[^.;]{0,40}pays)\b[^.;]{0,170}$"
)
_NOT_AFTER = phrase(
    r"^[^.;]{0,40}\b(?:prior (?:written )?notice|written notice|notice (?:of|that)|overdue|late|past due|of such "
    r"notice|after (?:written )?notice|prior to the (?:end|expiration))\b"
)
_NOT_WHOLE = phrase(
    r"\bif any (?:audit|examination)|\bshall notify\b[^.;]{0,60}\bdispute|\bin the event of (?:a )?(?:dispute|"
    r"termination)"
)
_BUSINESS = phrase(r"\bbusiness day")


def find_payment_terms(reading: Reading) -> list[Candidate]:
    """When to pay, each time and what it counts from once; the plainest statement first."""
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, "pay", "paid", "due", "invoic", "net ", "remit"):
        found += _terms(reading, sentence)
    found.sort(key=lambda candidate: -candidate.weight)
    kept: list[Candidate] = []
    for candidate in found:
        if all(candidate.value != other.value for other in kept):
            kept.append(candidate)
    return kept[:MOST]


def _terms(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    net = _NET.search(text) or _NET_AFTER.search(text)
    if net:
        days = read_number(net[1])
        if days is not None and 0 < days <= 365 and days == days.to_integral():
            trigger = _trigger(text[net.end() : net.end() + 120]) or _trigger(text)
            yield _term(reading, sentence, f"P{as_text(days)}D", trigger, 3.0, "payment_net")
            return
    if not (_PAY.search(text) or _PART.search(text)) or _NOT_WHOLE.search(text):
        return
    if not (_OWED.search(text) or _SHALL_PAY.search(text)):
        return
    yield from _by_day(reading, sentence)
    for found in find_durations(text):
        if not _is_time_to_pay(text, found):
            continue
        after = text[found.span.end : found.span.end + 120]
        trigger = _trigger(after)
        if trigger == "end_of_period" and _PER_QUARTER_BEFORE.search(text):
            trigger = "end_of_quarter"
        before = text[max(0, found.span.start - 260) : found.span.start]
        refused = _NOT_PAYMENT.search(before) or _NOT_AFTER.search(after)
        if refused or not (_PAY.search(before + after[:160]) or _PART.search(before)):
            continue
        other = _OTHER_TRIGGER.search(after) if trigger is None else None
        weight = 2.0 if trigger and "invoice" in trigger else 0.5 if trigger else 0.1
        duration = found.duration
        named = squeeze(other[1]) if other else None
        yield _term(
            reading, sentence, duration.iso, trigger, weight, "payment_within", business=duration.business, named=named
        )


def _by_day(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    """On the so-manieth day after a month or quarter has ended."""
    text = sentence.text
    for match in _DAY_OF.finditer(text):
        day = read_ordinal(match[1])
        rest = match[2]
        if day is None or not _SUBSEQUENT.search(match.group()) or _NOT_PAYMENT.search(text[: match.start()][-200:]):
            continue
        kind = re.search(r"quarter|month|year|period|receipt|invoice", rest, re.IGNORECASE)
        if kind is None:
            continue
        word = kind.group().lower()
        trigger = {
            "quarter": "end_of_quarter",
            "month": "end_of_month",
            "receipt": "receipt_of_invoice",
            "invoice": "invoice_date",
        }.get(word, "end_of_period")
        business = _BUSINESS.search(match.group()) is not None
        yield _term(reading, sentence, f"P{day}D", trigger, 0.8, "payment_day", business=business)


def _is_time_to_pay(text: str, found: FoundDuration) -> bool:
    if found.duration.unit not in ("day", "week", "month") or found.duration.days > Decimal(200):
        return False
    before = text[max(0, found.span.start - 60) : found.span.start]
    after = text[found.span.end : found.span.end + 60]
    return bool(_BEFORE.search(before) or not before.strip()) and _AFTER.search(after) is not None


def _term(
    reading: Reading,
    sentence: Sentence,
    duration: str,
    trigger: str | None,
    weight: float,
    method: str,
    *,
    business: bool = False,
    named: str | None = None,
) -> Candidate:
    """The field; ``named`` is an event that is none of the known triggers, in the contract's words."""
    parts: dict[str, str | bool | None] = {"duration": duration, "trigger": "other" if named else trigger}
    if named:
        parts["trigger_text"] = named
    if business:
        parts["business"] = True
    value: FieldValue = parts
    heading = reading.heading(sentence.span.start)
    weight += 1.0 if re.search(r"payment|invoic|fees|billing|compensation|price", heading) else 0.0
    return Candidate("payment_term", value, sentence.span, method, weight)


def _trigger(text: str) -> str | None:
    """What the days count from; a receipt or an end of a period is more telling than the word "invoice"."""
    return next((name for name, pattern in _TRIGGERS if pattern.search(text)), None)
