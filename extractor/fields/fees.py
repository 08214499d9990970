"""Fees: amounts with what they are for and how often they are due."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.fields.money import CURRENCY_WORDS, FoundMoney, find_money
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.types import Block, Document, FieldValue, Span

MOST_FEES = 40
_REACH = 90
_FEE = phrase(
    r"\b(?:fees?|charges?|price[sd]?|pricing|rates?|subscription|rent|retainer|compensation|salary|royalt(?:y|"
    r"ies)|cost|payable|"
    r"shall pay|will pay|agrees to pay|pay(?:s|ments?)?)\b"
)
_NOT_A_FEE = phrase(
    r"\b(?:liabilit\w+|insurance|coverage|per occurrence|in the aggregate|indemnif\w+|damages|net worth|"
    r"par value|shares?|stock|revenues?|sales of|"
    r"exceed(?:s|ing)?|in excess of|less than|up to|minimum|at least|credit(?:s|ed)?|refund|deductible|capital|"
    r"loan|principal amount|fines?|penalt(?:y|ies)|budget|threshold|million in)\b"
)
_PER = (
    (
        phrase(
            r"^[^.;,$]{0,40}?\b(?:per|each|every|a|/) ?(?:calendar )?month|^[^.;,$]{0,30}\bmonthly|^ ?/ ?mo(?:nth)?\b"
        ),
        "month",
    ),
    (
        phrase(
            r"^[^.;,$]{0,40}?\b(?:per|each|every|a|/) ?(?:calendar |contract |fiscal )?(?:year|annum)|"
            r"^[^.;,$]{0,30}\b(?:annually|annual|yearly)|^ ?/ ?y(?:ea)?r\b"
        ),
        "year",
    ),
    (phrase(r"^[^.;,$]{0,40}?\b(?:per|each|every|a|/) ?(?:calendar )?quarter|^[^.;,$]{0,30}\bquarterly"), "quarter"),
    (phrase(r"^[^.;,$]{0,30}?\b(?:per|each|an|/) ?(?:man[- ]|person[- ])?hour|^[^.;,$]{0,20}\bhourly"), "hour"),
    (
        phrase(
            r"^[^.;,$]{0,30}?\b(?:per|each|a|/) ?(?:working |business |man[- ]|person[- ])?day\b|^[^.;,$]{0,20}\bdaily"
        ),
        "day",
    ),
    (phrase(r"^[^.;,$]{0,24}?\b(?:per|for each|for every|/) ?[a-z]"), "unit"),
)
_PER_BEFORE = (
    (phrase(r"\b(?:monthly|(?:per|each) month)\b[^.;$]{0,60}$"), "month"),
    (phrase(r"\b(?:annual(?:ly)?|yearly|(?:per|each) year|per annum)\b[^.;$]{0,60}$"), "year"),
    (phrase(r"\bquarterly\b[^.;$]{0,60}$"), "quarter"),
    (phrase(r"\bone-off\b[^.;$]{0,60}$"), "one_time"),
    (phrase(r"\bhourly\b[^.;$]{0,60}$"), "hour"),
    (phrase(r"\bdaily\b[^.;$]{0,60}$"), "day"),
    (
        phrase(
            r"\b(?:one[- ]time|initial|set-?up|setup|upfront|up-front|lump sum|non-?recurring|installation|"
            r"implementation|activation|signing|origination|flat|franchise|development) (?:[a-z]+ ){0,3}(?:fee|"
            r"charge|payment|sum|amount)?[^.;$]{0,60}$"
        ),
        "one_time",
    ),
)
_UNIT = phrase(r"^[^.;,$]{0,24}?\b(?:per|for each|for every|/) ?((?:[a-z-]+)(?: [a-z-]+)?)")
_PERIOD_WORDS = frozenset("month year annum quarter hour day week calendar contract fiscal working business".split())


def find_fees(reading: Reading) -> list[Candidate]:
    """Every amount that the words around it, or its row's headings, call a fee, price or rate."""
    found: list[Candidate] = []
    seen: set[tuple[str, str | None, str | None]] = set()
    amounts = (
        money
        for span in reading.paragraphs(*CURRENCY_WORDS)
        for money in find_money(reading.text, span.start, span.end)
    )
    for money in amounts:
        candidate = _fee(reading, money)
        if candidate is None or not isinstance(candidate.value, dict):
            continue
        key = (money.amount, str(candidate.value["per"]), str(candidate.value["unit"]))
        if key not in seen:
            seen.add(key)
            found.append(candidate)
        if len(found) == MOST_FEES:
            break
    return found


def _fee(reading: Reading, money: FoundMoney) -> Candidate | None:
    block = _block(reading, money.span.start)
    if block is None:
        return None
    start = max(block.span.start, money.span.start - _REACH)
    before = reading.text[start : money.span.start]
    after = reading.text[money.span.end : min(block.span.end, money.span.end + _REACH)]
    in_table = block.kind == "table_row"
    heading = column_heading(reading.contract.document, block, money.span) if in_table else ""
    if _NOT_A_FEE.search(heading or before) or re.match(
        r"\s{0,20}(?:shares?|in\s{1,20}the\s{1,20}aggregate|of\s{1,20}insurance)", after, re.IGNORECASE
    ):
        return None
    per = _period(heading, after) or _period(before, "")
    if not in_table and not (_FEE.search(before) or (per is not None and _FEE.search(after))):
        return None
    value: FieldValue = {"amount": money.amount, "currency": money.currency, "per": per, "unit": _unit(after)}
    quote = (
        block.span
        if in_table
        else Span(_word_start(reading.text, start), _word_end(reading.text, money.span.end, after))
    )
    return Candidate("fee", value, quote, "fee_table" if in_table else "fee_text")


def column_heading(document: Document, row: Block, span: Span) -> str:
    """The first row's words above the cell of ``row`` that holds ``span``; empty where rows differ in their cells."""
    first = next((block for block in document.blocks if block.table == row.table), row)
    column = next((place for place, cell in enumerate(row.cells) if cell.covers(span)), None)
    if first is row or column is None or len(first.cells) != len(row.cells):
        return ""
    return document.quote(first.cells[column])


def _period(before: str, after: str) -> str | None:
    for pattern, period in _PER:
        if pattern.search(after):
            return period
    return next((period for pattern, period in _PER_BEFORE if pattern.search(before)), None)


def _unit(after: str) -> str | None:
    match = _UNIT.search(after)
    if match is None:
        return None
    words = squeeze(match[1]).lower().split()
    kept = [word for word in words if word not in {"the", "of", "for", "and", "or", "in", "to", "plus", "is", "will"}]
    return None if not kept or kept[0] in _PERIOD_WORDS else " ".join(kept)


def _block(reading: Reading, offset: int) -> Block | None:
    blocks = reading.contract.document.blocks
    place = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
    return blocks[place] if place >= 0 else None


def _word_start(text: str, offset: int) -> int:
    """The start of the first whole word at or after ``offset``."""
    if offset == 0 or text[offset - 1].isspace():
        return offset
    while offset < len(text) and not text[offset].isspace():
        offset += 1
    return min(offset + 1, len(text))


def _word_end(text: str, offset: int, after: str) -> int:
    """The end of the clause-like stretch after an amount: up to the next stop, at most what was looked at."""
    stop = re.search(r"[.;,](?=\s|$)", after)
    end = offset + (stop.start() if stop else len(after))
    while end > offset and end < len(text) and not text[end].isspace() and not text[end - 1].isspace() and stop is None:
        end -= 1
    return max(offset, end)
