"""What fees or reimbursed expenses shall not exceed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.fields.money import find_money
from extractor.fields.phrasing import phrase
from extractor.fields.pricing.periods import PERIODS
from extractor.fields.reading import Candidate, Reading

MOST_CAPS = 12
_NEAR_CHARS = 170
_CONTEXT_CHARS = 280
_AMOUNT_CHARS = 30

_LIMIT = phrase(
    r"\b(?:not[- ]to[- ]exceed(?: amount)?(?: of)?|(?:shall|will|may|must|can)(?: in (?:any|no) event)?"
    r" not(?: in any event)? exceed|in no event (?:shall|will|may)? ?[^.;]{0,80}?exceed|without exceeding|"
    r"(?:shall be|are|is|will be) capped at|subject to a (?:cap|maximum|ceiling) of|up to a (?:maximum|total|cap) of)\b"
)
_SUBJECT = phrase(
    r"\b(?:(?P<expenses>expenses?|reimbursements?|reimburs(?:e|ed|able)|disbursements?|travel costs?|"
    r"out-of-pocket costs?|"
    r"costs? and expenses?)|(?P<fees>(?:service|services|license|licence|subscription|consulting|professional|annual|"
    r"monthly|"
    r"total|legal|attorneys'?|counsel|set-?up|maintenance|management|agency|project)? ?(?:fees?|charges|"
    r"compensation)))\b"
)
_OTHER = phrase(
    r"\b(?:liab\w+|insur\w+|damages|indemn\w+|interest|penalt\w+|purchase price|loan|shares?|stock|credits?|"
    r"deductib\w+|"
    r"royalt\w+|discount|bonus|sales of|revenues?|offering|remarket\w+|underwrit\w+)\b"
)
_OF_TWO = phrase(r"\b(?:lesser|greater|lower|higher) of\b")
_PER = phrase(
    r"^\)? ?(?:u\.?s\.?d?\.?|dollars|\(usd\))? ?(?:,? ?in (?:the )?(?:aggregate|total),? ?)?(?:per|in any|in each|"
    r"during any|for any|"
    r"for each|a|an|each|every|in any (?:one|given|single)|during each) (?:one |given |single )?(?:(?:calendar|"
    r"contract|fiscal|"
    r"license) )?(?P<unit>month|quarter|year|annum|day|week|(?P<twelve>twelve(?: \(12\))? month|12[- ]month) period)\b|"
    r"^\)? ?(?P<often>monthly|annually|quarterly|yearly)\b"
)
_PER_UNIT = phrase(r"^\)? ?(?:per|for each|each|an?|every|/) ?[a-z]")
_OFTEN_BEFORE = phrase(r"\b(?P<often>annual|monthly|quarterly|yearly)(?: [a-z]+){0,3} $")
_OFTEN = {"annum": "year", "monthly": "month", "quarterly": "quarter"} | dict.fromkeys(
    ("annual", "annually", "yearly"), "year"
)


def find_fee_caps(reading: Reading) -> list[Candidate]:
    """Limits on fees and on reimbursed expenses, each amount once."""
    seen: set[tuple[str, str, str | None]] = set()
    found = []
    for sentence in reading.find(_LIMIT, "exceed", "capped", "up to a", "subject to a"):
        for value in _caps(sentence.text):
            key = (value["of"], value["amount"], value["period"])
            if key not in seen:
                seen.add(key)
                found.append(Candidate("fee_cap", value, sentence.span, "fee_cap"))
    return found[:MOST_CAPS]


def _caps(text: str) -> Iterator[dict[str, Any]]:
    for match in _LIMIT.finditer(text):
        money = next(find_money(text, match.end(), min(len(text), match.end() + _AMOUNT_CHARS)), None)
        if money is None or money.span.start - match.end() > _AMOUNT_CHARS // 2:
            continue
        near = text[max(0, match.start() - _NEAR_CHARS) : match.end()]  # "in no event shall the fees exceed" holds it
        subjects = list(_SUBJECT.finditer(near))
        after = text[money.span.end : money.span.end + 60]
        per = _PER.match(after)
        context = text[max(0, match.start() - _CONTEXT_CHARS) : match.start()]
        if not subjects or _OTHER.search(context) or _OF_TWO.search(text, match.start(), money.span.start):
            continue
        if per is None and _PER_UNIT.match(after):
            continue
        often = _OFTEN_BEFORE.search(near[: subjects[-1].end()] + " ")
        yield {
            "of": "expenses" if subjects[-1]["expenses"] else "fees",
            "amount": money.amount,
            "currency": money.currency,
            "period": _period(per or often),
        }


def _period(said: re.Match[str] | None) -> str | None:
    if said is None:
        return None
    words = said.groupdict()
    if words.get("twelve"):
        return "P12M"
    unit = str(words.get("unit") or words["often"]).lower()
    return PERIODS[_OFTEN.get(unit, unit)]
