"""The day on which a contract was signed, by its signature blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractor.fields.dates import find_dates
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading
from extractor.fields.signatures import SIGNATURE_CHARS, executions, found_late, signature_start
from extractor.types import Span

_SIGNED = re.compile(r"/s/|\((?:signature|seal)\)", re.IGNORECASE)
_AUTHORISED = phrase(r"\bduly authori[sz]ed (?:representatives?|officers?)\b")
_DATE_LABEL = phrase(
    r"\b(?:date|dated)(?: signed| of signature)? ?: ?|"
    r"\b(?:executed?|accepted|agreed|signed|dated)\b[^.;:]{0,60}?\b(?:as of|on|this)(?: the)? ?|\bis dated "
)
_FILED = phrase(
    r"\b(?:source|filed|form|incorporated|s-1|10-[kq]|8-k|(?:agreement|contract|lease),? (?:dated|made)(?: as of)?)\b|"
    r"\b(?:after|until|through|before|ending|expires?(?: on)?) ?$"
)
_MOST_EXECUTIONS = 4
_BARE_DATE_CHARS = 800
_BESIDE = phrase(
    r"(?:/s/|\b(?:counter)?signed\b|\bdate signed\b|\bexecution date\b|\bsignatures?\b|\b(?:accepted|agreed|confirmed)"
    r"(?: and \w+)? (?:by|for)\b|\bmade (?:and signed |in \w+ )?(?:at|in)\b|\bsealed and delivered\b)"
    r"[^;\n]{0,90}$"
)
"""That what stands behind it, on the same line, is the day of a signature."""
_PLACE_BEFORE = re.compile(
    r"(?:^|\n|\s{3})[A-Z][\w.'-]{2,20}(?:\s[A-Z][\w.'-]{2,20}){0,2},?\s(?:this\s|the\s|on\s){0,2}$"
)
"""A town before the day, as under a contract: "Basel, 2 May 2007"."""
_END = re.compile(r"\s{0,3}(?:$|\n|[.,;/)]|\s{2}|\t|by\b|in\b)")
_DATED_OTHER = phrase(
    r"\b(?:agreement|contract|lease|exhibit|filing|certificates?|terms|notice)\b"
    r"[^.;\n]{0,60}\b(?:dated|of)(?: as of)? ?$"
)
_LAST_LINES_CHARS = 700


def signature_date(reading: Reading) -> Candidate | None:
    """The latest date beside a signature: when the last side signed."""
    starts = list(islice(executions(reading), _MOST_EXECUTIONS))
    starts += list(islice(found_late(reading, _AUTHORISED, "authori"), _MOST_EXECUTIONS))
    signed = list(islice(found_late(reading, _SIGNED, "/s/", "(signature)", "(seal)"), _MOST_EXECUTIONS))
    for find, places in (
        (_labelled_dates, starts or [signature_start(reading)]),
        (_bare_dates, starts),
        (_labelled_dates, signed),
        (_bare_dates, signed),
    ):
        for start in places:
            found = list(find(reading.text, start))
            if found:
                value, span = max(found, key=lambda pair: pair[0])
                return Candidate("agreement_date", value, span, "date_signature")
    beside = beside_signatures(reading)
    return Candidate("agreement_date", *max(beside, key=lambda pair: pair[0]), "date_signature") if beside else None


def _labelled_dates(text: str, start: int) -> Iterator[tuple[str, Span]]:
    """The days after "Date:", "signed on" and the like."""
    for label in _DATE_LABEL.finditer(text, start, min(len(text), start + SIGNATURE_CHARS)):
        first = next(find_dates(text, label.end(), min(len(text), label.end() + 30)), None)
        if first is not None and first.day is not None:
            yield first.value, Span(label.start(), first.span.end)


def _bare_dates(text: str, start: int) -> Iterator[tuple[str, Span]]:
    """The days close to the words of execution that carry no label."""
    for date in find_dates(text, start, min(len(text), start + _BARE_DATE_CHARS)):
        if date.day is not None and not _FILED.search(text, max(0, date.span.start - 60), date.span.start):
            yield date.value, date.span


def beside_signatures(reading: Reading) -> list[tuple[str, Span]]:
    """The days on lines with a signature ("/s/ J. Roe, May 2, 2019"), and those behind a town on the last lines."""
    original = reading.contract.document.text
    end = len(original)
    floor = max(end // 3 if end > SIGNATURE_CHARS else 0, end - SIGNATURE_CHARS)
    found = []
    for date in find_dates(reading.text, floor, end):
        line = max(original.rfind("\n", 0, date.span.start) + 1, date.span.start - 120)
        before = original[line : date.span.start]
        town = date.span.start > end - _LAST_LINES_CHARS and _PLACE_BEFORE.search(before)
        signed = town or _BESIDE.search(before)
        if signed and date.day and _END.match(original, date.span.end) and not _DATED_OTHER.search(before):
            found.append((date.value, date.span))
    return found
