"""When to pay: ``net 30``, ``within 45 days of receipt of the invoice``, ``by the 15th day after each quarter``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.numbers import NUMBER, ORDINAL, as_text, read_number, read_ordinal
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.pricing.payment_lines import lines_of_terms
from extractor.fields.pricing.payment_triggers import trigger_of
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

MOST = 8
_CUE = phrase(
    r"\b(?:pay(?:s|able|ing|ment|ments)?|paid|due|invoic\w+|net|remit\w*|instal+ments?|reimburse|balance(?! sheet)|"
    r"remainder|"
    r"settle)\b[^;]{0,260}\b(?:days?|"
    r"months?|weeks?)\b|"
    r"\b(?:days?|day)\b[^.;]{0,160}\b(?:pay|pays|paid|payable|payments?|remit\w*)\b|\bnet[ -](?:\d|thirty|forty|sixty|"
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
_SHALL_PAY = phrase(r"\b(?:shall|will|must|agrees? to) (?:[a-z]+ ){0,2}(?:pay|remit|settle|reimburse)\b|\bpay over\b")
_NET = phrase(rf"\bnet\b ?\(?({NUMBER})\)?(?:[ -]days?)?|\b(?:net ?-|n ?/) ?(\d{{1,3}})\b")
_NET_AFTER = phrase(rf"\b({NUMBER})[ -]days?,? net\b")
_BEFORE = phrase(
    r"\b(?:within|not later than|no later than|not more than|no more than|(?:at the )?latest|balance|remainder|in|"
    r"on or before|upon|by|are|is|be|due|payable|paid|terms? (?:are|is|"
    r"of|shall be)|net|later than|"
    r"arrears|every|at least|before|have|has)(?: (?:a|the|period|of|at most|maximum|full|no|more|than|not|next|first|"
    r"following))*,? ?\(?$|"
    r"\b(?:due|payable)(?: (?:and|payable|by|to|[A-Z][a-z]+)){0,4} ?\(?$"
)
_AFTER = phrase(
    r"^'?s?'? ?\)? ?(?:calendar |business |working )?(?:of|after|from|following|upon|receipt|net|the (?:date|end)|"
    r"by|prior|subsequent|thereafter|on|end of (?:the )?month|eom\b|and\b|or\b|unless|except|provided|without|shall|"
    r"will|"
    r"\.|,|;|$|in arrears)"
)
_FROM_EVENT = phrase(
    r"^'?s?'? ?\)? ?(?:after|from|following) (?:the |its |each |every |such |date of |end of )*(?:invoices?|receipt|"
    r"month|quarter|delivery|shipment|acceptance)\b"
)
"""An event that payments are counted from, which needs no "within" before the days."""
_DAY_OF = phrase(
    rf"\b(?:on or before|no later than|not later than|by|within|on|prior to) (?:or before )?(?:the "
    rf")?\(?({ORDINAL})\)?(?: ?\(\d{{1,2}} ?(?:st|nd|rd|th|t h)\))? (?:(?:business |calendar )?day (?:of|after|"
    rf"following|from)|of (?=(?:each|every) (?:calendar )?month)|of the (?=month (?:following|after)|following "
    rf"month|next month))"
    r" (?:the (?:close|end|last day|expiration) of )?(?:each|every|the|any|such)?([^.;]{0,70})"
)
_SUBSEQUENT = phrase(
    r"\b(?:subsequent|following|succeeding|next|after|applicable|end|close|immediately|calendar quarter|quarter)\b"
)
_PRIOR = phrase(r"\b(?:prior|preceding|previous|last|immediately past) (?:calendar )?(?:month|quarter|period)\b")
_OTHER_TRIGGER = phrase(r"^'?s?'? ?\)? ?(?:of|after|from|following) (?:the |each |such |any )*((?:[A-Za-z'-]+ ?){1,7})")
_RECEIPT = phrase(r"'?s?'? ?\)? ?(?:of|after|from|following|upon) (?:the |its |such )?receipt\b(?! of)")
_OF_PERIOD = ("end_of_period", "end_of_quarter", "end_of_month")
_NTH = phrase(
    rf"^'?s?'? ?\)? ?(?:of|after|from|following) the (?:end|close|expir\w+|last day) of the (?:{ORDINAL}|last|final|"
    rf"initial) "
)
"""One period among several, which is an event of its own: "after the end of the second year"."""
_INVOICE = phrase(r"\b(?:invoic\w+|bills?|statements?)\b")
_PER_QUARTER_BEFORE = phrase(r"\bquarterly\b|\bcalendar quarter\b")
_NOT_PAYMENT = phrase(
    r"\b(?:disput\w+|cure[ds]?|cured|breach\w*|default|interest|late|overdue|past due|delinquent|fails? to|failure|"
    r"not (?:been )?paid|(?:do(?:es)?|did|shall) not pay|unpaid|appeal|withh?old\w*|indemnif\w+|"
    r"tax (?:return|authorit)\w*|if [^.;]{0,40}pays)\b[^.;]{0,170}$"
)
_OTHER_DUTY = phrase(
    r"\b(?:terminat\w+|object\w*|notify|notifies|audit\w*|(?<!non-)(?<!non)refund\w*|suspend\w*|renew\w*|"
    r"survive|"
    r"reconcil\w+|discounts?|"
    r"reject\w*|prior written notice|insurance|inspect\w*)\b"
)
"""Duties with a time of their own; where a duty to pay comes after them, the time is for paying."""
_UNDISPUTED = phrase(r"\bnot in dispute\b|\bun-?disputed\b")
_DUTY_TO_PAY = phrase(
    r"\b(?:shall|will|must|agrees? to|is to) (?:[a-z]+ ){0,3}(?:pay|remit|be paid|reimburse|settle)\b|\bpayable\b|"
    r"\b(?:is|are|be) due\b"
)
_NOT_AFTER = phrase(
    r"^'?s?'? ?\)? ?(?:before|prior to|preceding) |"
    r"^[^.;]{0,40}\b(?:(?:following|after) (?:the )?(?:expiration or )?terminat\w+|prior (?:written )?notice|"
    r"written notice|notice (?:of|that)|overdue|late|past due|of such "
    r"notice|after (?:written )?notice|prior to the (?:end|expiration))\b"
)
_NOT_WHOLE = phrase(
    r"\bif (?:any|the|an|such) (?:[a-z]+ ){0,2}(?:audit|examination|inspection)|\bunderpa(?:id|yments?)\b|\bshall "
    r"notify\b[^.;]{0,60}\bdispute|\bin the event of (?:a )?(?:dispute|"
    r"termination)"
)
_BUSINESS = phrase(r"\bbusiness day")


def find_payment_terms(reading: Reading) -> list[Candidate]:
    """When to pay, each time and what it counts from once; the plainest statement first."""
    found: list[Candidate] = []
    for sentence in reading.find(
        _CUE, "pay", "paid", "due", "invoic", "net ", "remit", "reimburse", "settle", "net-", "n/", "balance"
    ):
        found += _terms(reading, sentence)
    found += _lines(reading)
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
        days = read_number(next(group for group in net.groups() if group))
        if days is not None and 0 < days <= 365 and days == days.to_integral():
            trigger = trigger_of(text[net.end() : net.end() + 120]) or trigger_of(text)
            yield _term(reading, sentence, f"P{as_text(days)}D", trigger, 3.0, "payment_net")
            return
    if not (_PAY.search(text) or _PART.search(text)) or _NOT_WHOLE.search(text):
        return
    if not (_OWED.search(text) or _SHALL_PAY.search(text) or _DUTY_TO_PAY.search(text)):
        return
    yield from _by_day(reading, sentence)
    for found in find_durations(text):
        if not _is_time_to_pay(text, found):
            continue
        after = text[found.span.end : found.span.end + 120]
        before = text[max(0, found.span.start - 260) : found.span.start]
        refused = _is_refused(before) or _NOT_AFTER.search(after)
        if refused or not (_PAY.search(before + after[:160]) or _PART.search(before)):
            continue
        trigger = _trigger(text, before, after)
        other = _OTHER_TRIGGER.search(after) if trigger is None else None
        weight = 2.0 if trigger and "invoice" in trigger else 0.5 if trigger else 0.1
        duration = found.duration
        named = squeeze(other[1]) if other else None
        yield _term(
            reading, sentence, duration.iso, trigger, weight, "payment_within", business=duration.business, named=named
        )


def _trigger(text: str, before: str, after: str) -> str | None:
    """What the time between ``before`` and ``after`` counts from; None where it is none of the known events."""
    trigger = trigger_of(after)
    if trigger == "end_of_period" and _PER_QUARTER_BEFORE.search(text):
        trigger = "end_of_quarter"
    if trigger in _OF_PERIOD and _NTH.match(after):
        return None
    if trigger is None and _RECEIPT.match(after) and _INVOICE.search(before):
        return "receipt_of_invoice"
    return trigger


def _lines(reading: Reading) -> Iterator[Candidate]:
    for line in lines_of_terms(reading):
        duration = line.duration
        yield _term(
            reading, line.sentence, duration.iso, line.trigger, 0.4, "payment_within", business=duration.business
        )


def _by_day(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    """On the so-manieth day after a month or quarter has ended."""
    text = sentence.text
    for match in _DAY_OF.finditer(text):
        day = read_ordinal(match[1])
        rest = match[2]
        if day is None or not _is_past(match.group(), text) or _is_refused(text[: match.start()][-200:]):
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


def _is_past(words: str, sentence: str) -> bool:
    """Whether the period that is paid for has ended by that day: the day of a later month, or "for the prior month"."""
    return _SUBSEQUENT.search(words) is not None or _PRIOR.search(sentence) is not None


def _is_refused(before: str) -> bool:
    before = _UNDISPUTED.sub(" ", before)
    return _NOT_PAYMENT.search(before) is not None or _is_for_another_duty(before)


def _is_for_another_duty(before: str) -> bool:
    """Whether the last duty before a time, within its part of the sentence, is another than to pay."""
    part = re.split(r"[.;]", before)[-1][-170:]
    others = [match.end() for match in _OTHER_DUTY.finditer(part)]
    pays = [match.end() for match in _DUTY_TO_PAY.finditer(part)]
    return bool(others) and max(others) > max(pays, default=-1)


def _is_time_to_pay(text: str, found: FoundDuration) -> bool:
    if found.duration.unit not in ("day", "week", "month") or found.duration.days > Decimal(200):
        return False
    before = text[max(0, found.span.start - 60) : found.span.start]
    after = text[found.span.end : found.span.end + 60]
    owed = _FROM_EVENT.search(after) and _DUTY_TO_PAY.search(before)
    begins = _BEFORE.search(before) or not before.strip() or owed
    return bool(begins) and _AFTER.search(after) is not None


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
