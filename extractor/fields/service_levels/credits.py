"""Service credits: what is given back where a service level is missed, and the cap on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.fields.money import find_money
from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.percents import FoundPercent, find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.credit_tables import BELOW, LEVEL, OR_MORE, find_credit_tables
from extractor.types import FieldValue, Span

MOST = 40
_CREDIT = phrase(
    r"\b(?:service (?:level )?credits?|credits?|credited|rebates?|refunds?|penalt(?:y|ies)|liquidated damages|fee "
    r"reductions?|\"late fee\"|late fee|deduct\w*|abate\w*|discount)\b"
)
_GIVES = phrase(
    r"\b(?:service level credits?|service credits?|credits?|credited|rebates?|penalt(?:y|ies)|late fee|refunds?|"
    r"liquidated "
    r"damages|reduced|reduction)\b[^.;%$]{0,110}$"
)
_GIVEN_AFTER = phrase(r"^[^.;%$]{0,80}\b(?:credited|credits?|refunded)\b")
_CAP = phrase(
    r"\b(?:up to|shall not exceed|will not exceed|not exceed|not to exceed|no more than|maximum|"
    r"capped at|limited to|exceed)\b[^.;%$]{0,60}$"
)
_OF = phrase(
    r"^[^.;%$]{0,8}?\bof (?:the |such |its |that |all |each )?((?:[\w'-]+ ){0,8}?(?:invoices?|fees?|charges?|"
    r"amounts?|price|payment|rent)(?: (?:for|paid|payable|due)[^.;,]{0,60})?)"
)
_AT_MOST = phrase(r"^ ?\)? ?or (?:less|lower|below)")
_MULTIPLE = phrase(rf"\b(?:penalty|credit)\b[^.;]{{0,60}}\b({NUMBER}) times (?:the )?([^.;,]{{3,80}})")
_KIND = phrase(
    r"\b(?:receives?|give[ns]?|issues?|grants?|entitled to|provides?|apply|applies|shall|will|is|"
    r"are)\b[^.;]{0,80}\b(?:credit(?:ed)?|"
    r"rebate|refund(?:ed)?|reduction|reduced|abate\w*|waive\w*|pro-?rat\w*)\b"
)
_MISSED = phrase(
    r"\b(?:down-?time|outages?|unavailab\w+|service interruptions?|interruptions? (?:of|in) (?:the )?services?|"
    r"service levels?|SLAs?|uptime|performance failures?|cannot be (?:reached|accessed|used)|unreachable|"
    r"inaccessible|out of "
    r"service)\b"
)
_MEASURE = phrase(
    r"\b(?:days?'?s?|weeks?|months?'?s?|hours?|minutes?|pro-?rat\w*|proportion\w*|abat\w+|waive\w*|equal to|"
    r"free of charge|"
    r"fees?|charges?|payments?)\b"
)
"""What a credit in words is measured by."""
_SPOKEN_OF = phrase(
    r"\b(?:shall mean|means|is defined|is a reduction|notify|notice|specif(?:y|ies)|reports?|becomes? entitled|"
    r"(?:apply|applies|"
    r"applied) (?:the )?service)\b"
)
"""The sentence explains or administers credits and grants none."""
_REFERS = phrase(
    r"\b(?:as per|set (?:out|forth)|stated|shown|listed|specified|described|according to|"
    r"under)\b[^.;]{0,60}\b(?:tables?|"
    r"schedules?|exhibits?|annex|below|above)\b|\btables? [^.;]{0,40}\b(?:states?|shows?|gives?|lists?)\b"
)
"""The credit stands elsewhere."""
_TIMES = phrase(rf"\b((?:{NUMBER})(?: or more)? times? in any [^.;]{{3,50}}?(?:period|month|quarter|year))")
_NOT_SERVICE = phrase(
    r"\b(?:tax credit|credit card|letter of credit|line of credit|royalt\w+|foreign tax|creditworth\w+|credit limit|"
    r"credit memo|credit note|R&D|tax(?:es)?|late payments?|unpaid|nominations?|crude|delay[^.;]{0,60}payment)\b"
)


def find_credits(reading: Reading) -> list[Candidate]:
    """Service credits and their caps, from tables and from sentences."""
    tables = find_credit_tables(reading)
    places = [candidate.span for candidate in tables]
    found = list(tables)
    for sentence in reading.find(
        _CREDIT, "credit", "rebate", "penalt", "liquidated", "deduct", "late fee", "reduc", "refund", "abate"
    ):
        if len(found) >= MOST:
            break
        if not _NOT_SERVICE.search(sentence.text):
            found += _from_sentence(reading, sentence, places)
    return found[:MOST]


def _from_sentence(reading: Reading, sentence: Sentence, places: Sequence[Span]) -> Iterator[Candidate]:
    text = sentence.text
    about = _is_about_levels(reading, sentence)
    percents, capped = list(find_percents(text)), 0
    for place, percent in enumerate(percents):
        span = sentence.place(percent.span.start, percent.span.end)
        if any(other.covers(span) for other in places):
            continue
        before = text[max(0, percent.span.start - 200) : percent.span.start]
        after = text[percent.span.end : percent.span.end + 120]
        gives = _GIVES.search(before)
        if _CAP.search(before) and (gives or _GIVEN_AFTER.search(after)):
            capped += 1
            if about:
                yield _cap(sentence, percent, after)
        elif gives and about and not (_AT_MOST.search(after) or OR_MORE.match(after) or BELOW.search(before[-40:])):
            yield _credit(sentence, percent, percents[:place], after)
    if about and len(percents) == capped:
        given = [*_multiples(sentence), *_amounts(sentence)]
        yield from given or _in_kind(sentence)


def _is_about_levels(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence, its heading or the words before it speak of service levels."""
    start = sentence.span.start
    around = reading.text[max(0, start - 500) : start]
    return any(LEVEL.search(text) for text in (sentence.text, reading.heading(start), around[-320:]))


def _credit(sentence: Sentence, percent: FoundPercent, before: Sequence[FoundPercent], after: str) -> Candidate:
    of = _OF.search(after)
    value: FieldValue = {
        "condition": _condition(sentence.text, before),
        "credit": {"percent": percent.percent, "of": squeeze(of[1]) if of else None},
    }
    return Candidate("service_credit", value, sentence.span, "credit_percent")


def _condition(text: str, before: Sequence[FoundPercent]) -> dict[str, str]:
    condition: dict[str, str] = {}
    for percent in before[-2:]:
        ahead, behind = (
            text[max(0, percent.span.start - 40) : percent.span.start],
            text[percent.span.end : percent.span.end + 20],
        )
        if BELOW.search(ahead):
            condition["below_percent"] = percent.percent
        elif _AT_MOST.search(behind):
            condition["at_most_percent"] = percent.percent
    times = _TIMES.search(text)
    if times:
        condition["occurrences"] = squeeze(times[1])
    return condition


def _cap(sentence: Sentence, percent: FoundPercent, after: str) -> Candidate:
    of = _OF.search(after)
    text = sentence.text.lower()
    period = (
        "P1Y"
        if re.search(r"\b(?:calendar|contract|any|per|each)\s{1,9}year", text)
        else "P1M"
        if "month" in text
        else None
    )
    value: FieldValue = {"percent": percent.percent, "of": squeeze(of[1]) if of else None, "period": period}
    return Candidate("credit_cap", value, sentence.span, "credit_cap")


def _multiples(sentence: Sentence) -> Iterator[Candidate]:
    match = _MULTIPLE.search(sentence.text)
    number = read_number(match[1]) if match else None
    if match and number is not None:
        value: FieldValue = {"condition": {}, "credit": {"multiple": as_text(number), "of": squeeze(match[2])}}
        yield Candidate("service_credit", value, sentence.span, "credit_multiple")


def _in_kind(sentence: Sentence) -> Iterator[Candidate]:
    """A credit that is stated in words alone: a day's fees for an hour of outage, a reduction in proportion."""
    text = sentence.text
    grants = _KIND.search(text) and _MISSED.search(text) and _MEASURE.search(text)
    if grants and not (_REFERS.search(text) or _SPOKEN_OF.search(text)):
        value: FieldValue = {"condition": {}, "credit": {"text": squeeze(text)}}
        yield Candidate("service_credit", value, sentence.span, "credit_in_kind")


def _amounts(sentence: Sentence) -> Iterator[Candidate]:
    for money in find_money(sentence.text):
        before = sentence.text[max(0, money.span.start - 200) : money.span.start]
        if not _CREDIT.search(before):
            continue
        credit = {"amount": money.amount, "currency": money.currency}
        if _CAP.search(before[-90:]):
            yield Candidate(
                "credit_cap", {**credit, "percent": None, "of": None, "period": None}, sentence.span, "credit_cap"
            )
        elif _GIVES.search(before):
            yield Candidate("service_credit", {"condition": {}, "credit": credit}, sentence.span, "credit_amount")
