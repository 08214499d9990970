"""Notices: whether that of non-renewal must be received, given or sent, and when a notice counts as received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.fields.durations import find_durations
from extractor.fields.numbers import ORDINAL, read_ordinal
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading
from extractor.types import FieldValue

WAYS = ("mail", "courier", "email", "fax")
"""Ways of sending a notice, as the parts of a value name them."""

_NEAR = r"(?:[^\s.;]{1,30} ){0,9}?"
_COUNTED_TO = {
    "received": phrase(
        rf"\b(?:receiv(?:e|es|ed|ing)|receipt(?: by [^.;]{{1,40}})? of) {_NEAR}(?:notice|notification)\b|"
        rf"\b(?:notice|notification),? {_NEAR}(?:is|are|be|been|must be|shall be|actually) received\b"
    ),
    "sent": phrase(
        rf"\b(?:sends?|sending|mails?|mailing|posts?|posting|dispatch(?:es|ing)?) {_NEAR}(?:notice|notification)\b|"
        rf"\b(?:notice|notification),? {_NEAR}(?:is|are|be|been) (?:sent|mailed|posted|dispatched)\b"
    ),
    "given": phrase(
        rf"\b(?:giv(?:e|es|ing)|deliver(?:s|ing)?|provid(?:e|es|ing)|serv(?:e|es|ing)|furnish(?:es|ing)?) "
        rf"{_NEAR}(?:notice|notification)\b|"
        rf"\b(?:notice|notification),? {_NEAR}(?:is|are|be|been|was) (?:given|delivered|provided|served|furnished)\b|"
        r"\bnotif(?:y|ies|ied|ying)\b"
    ),
}
"""In this order: who must give notice that is received has to see to it that it is received."""

_CUE = phrase(r"\b(?:deemed|considered|effective|treated as)\b")
_NOTICE = phrase(r"\bnotices?\b|\bcommunications?\b")
_RECEIVED = phrase(
    r"\b(?:deemed|considered|treated as|effective|become effective)\b[^.;]{0,60}"
    r"\b(?:given|received|delivered|served|made|effective|completed|upon|on|when|as follows)\b"
)
_AFTER = phrase(
    r"^'?s?'? ?\)?,? ?(?:after|following|from|later|subsequent to)\b(?! (?:receipt|its receipt|actual|delivery to the "
    r"(?:address|recipient|other)))"
)
_NTH_DAY = phrase(
    rf"\b({ORDINAL})(?: ?\(\d{{1,2}}(?:st|nd|rd|th)?\))? (business |working )?day (?=after|following|from)"
)
_NEXT_DAY = phrase(
    r"\b(?:next|following|succeeding) (business |working )?day,? (?:if|when|after) (?:sent|deposit\w*|delivered|"
    r"being|the sending|sending|dispatch\w*|it is|such)\b"
)
_WAY = {
    "email": phrase(r"\be-?mail\w*|\belectronic mail\b"),
    "courier": phrase(r"\b(?:couriers?|overnight|express|delivery service|next[ -]day delivery|carrier|fedex|dhl)\b"),
    "mail": phrase(r"(?<!e-)(?<!electronic\s)\b(?:mail\w*|post|posted|posting|postage|postal)\b"),
    "fax": phrase(r"\b(?:fax\w*|facsimile|telecop\w*|telex)\b"),
}
_CUT = re.compile(r"[;:]|\(\s{0,3}\w{1,4}\s{0,3}\)|,\s{1,3}or\b|,\s{1,3}and\b|\bor\s{1,3}(?=if\b|when\b|on\b|upon\b)")
_BEFORE_CHARS, _AFTER_CHARS = 110, 150
_LONGEST_DAYS = Decimal(31)


def find_counted_to(reading: Reading, renewal: list[Candidate]) -> list[Candidate]:
    """Whether the notice of non-renewal, if the contract has one, must be received, given or sent; empty if unsaid."""
    notice = next((one for one in renewal if one.name == "renewal_notice_period"), None)
    if notice is None:
        return []
    words = reading.text[notice.span.start : notice.span.end]
    found = next((end for end, cue in _COUNTED_TO.items() if cue.search(words)), None)
    return [Candidate("renewal_notice_counted_to", found, notice.span, "notice_counted_to")] if found else []


def find_receipts(reading: Reading) -> list[Candidate]:
    """How long after sending a notice counts as received, once for each way of sending it."""
    found: dict[str, Candidate] = {}
    for sentence in reading.find(_CUE, "deemed", "considered", "effective", "treated as"):
        text = sentence.text
        if not _NOTICE.search(text) or not _RECEIVED.search(text):
            continue
        for start, end, days, business in _lengths(text):
            way = _way(text, start, end)
            if way is not None and way not in found:
                value: dict[str, str | bool] = {"by": way, "duration": f"P{days}D"}
                stated: FieldValue = value | ({"business": True} if business else {})
                found[way] = Candidate("notice_receipt", stated, sentence.span, "notice_receipt")
    return list(found.values())


def _lengths(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where a number of days after sending stands, how many they are, and whether they are business days."""
    for item in find_durations(text):
        length = item.duration
        days = length.unit == "day" and length.days <= _LONGEST_DAYS and length.count == length.count.to_integral()
        if days and _AFTER.search(text[item.span.end : item.span.end + 60]):
            yield item.span.start, item.span.end, str(length.count.to_integral()), length.business
    for match in _NTH_DAY.finditer(text):
        nth = read_ordinal(match[1])
        if nth is not None and 0 < nth <= _LONGEST_DAYS:
            yield match.start(), match.end(), str(nth), match[2] is not None
    for match in _NEXT_DAY.finditer(text):
        yield match.start(), match.end(), "1", match[1] is not None


def _way(text: str, start: int, end: int) -> str | None:
    """How what counts as received then was sent, by the words of the same item: those after it before those before."""
    after = _CUT.split(text[end : end + _AFTER_CHARS], maxsplit=1)[0]
    before = _CUT.split(text[max(0, start - _BEFORE_CHARS) : start])[-1]
    found = [(match.start(), way) for way, cue in _WAY.items() if (match := cue.search(after))]
    if found:
        return min(found)[1]
    last = [
        (max(match.start() for match in cue.finditer(before)), way) for way, cue in _WAY.items() if cue.search(before)
    ]
    return max(last)[1] if last else None
