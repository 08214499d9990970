"""Fees: amounts with what they are for and how often they are due."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.pricing.amounts import Amount, Priced
from extractor.fields.pricing.periods import period_of, unit_after
from extractor.fields.pricing.roles import Role, roles_of
from extractor.fields.reading import Candidate, Reading
from extractor.types import FieldValue, Span

MOST_FEES = 60
_LEAD_CHARS = 700
_LIST_HEADING = phrase(
    r"\b(?:fees?|charges?|prices?|pricing|rates?|costs?|tariffs?|subscription|rentals?|licen[cs]es?)\b"
)
_PAID = phrase(
    r"\b(?:fees?|pays?|payments?|payable|charges?|prices?|pricing|compensation|royalt(?:y|ies)|"
    r"consideration)\b[^.;]{0,160}$"
)
_HEADED = phrase(
    r"\b(one[- ]time|set-?up|initial|monthly|annual(?:ly)?|yearly|quarterly|hourly|daily|weekly|"
    r"per (?:hour|day|week|month|quarter|year|unit))\b"
)
_NAMED = phrase(
    r"((?:[a-z0-9&'/-]{1,24} ){1,4})(fees?|charges?|prices?|rates?|payments?|deposits?|rent|instal+ments?|"
    r"retainer)\b[^.;$\u20ac\u00a3]{0,80}$"
)
_FOR = phrase(
    r"^[^.;$]{0,40}? (?:for|upon|on completion of) (?:the |each |all |such )?((?:[a-z0-9#&'/-]{1,24} ?){1,5})"
)
_DETERMINERS = frozenset(
    "the a an such this that any each all of its their our your said to pay be is are shall will and or for in as "
    "equal following hourly daily weekly monthly quarterly annual annually yearly month year applicable hereunder "
    "with at by on".split()
)
_ROW_LABEL = re.compile(r"(?:\d{1,2}[.)]\s{0,10})?([^\d$].{0,78})$")
_SHORT_ROW_CHARS = 160
_LEAST_LISTED = 2
_LINE_CHARS = 220
_LEAST_DENSE = 4
_DENSE_GAP_CHARS = 110
_NO_PRICES = phrase(
    r"\b(?:insurance|liabilit(?:y|ies)|coverage|occurrence|par value|common stock|preferred stock|net worth|"
    r"indebtedness|damages|illustration|example)\b"
)
# "Media component   $138,750": a label without a verb or a full stop, and its price.
_LABELLED = re.compile(
    r"\s{0,20}(?:\(?\w{1,3}[.)]\s{1,6})?(?!.{0,110}\b(?:shall|will|is|are|means|if|the lesser|agrees?|may|shares?|"
    r"par|stock|liability)\b)"
    r"[A-Za-z][^.$]{2,80}?[\s:]{1,40}(?:US|U\.S\.)?\s?\$\s?[\d,.]{1,14}(?:\s{0,20}(?:/|per|each|"
    r"ea)\b.{0,40})?\s{0,20}\Z",
    re.IGNORECASE,
)
_NOTHING_BUT_AMOUNTS = re.compile(r"[\s$.,\d()/-]{1,200}\Z")


@dataclass(frozen=True, slots=True)
class Judged:
    """A paragraph and what each of its amounts is; ``listed`` where it is a price list, ``lead`` what introduces it."""

    paragraph: Priced
    roles: tuple[Role, ...]
    listed: bool
    lead: str


def judge(reading: Reading, paragraphs: Sequence[Priced]) -> tuple[Judged, ...]:
    """What each amount of the contract is; short lines with an amount that follow one another are one list."""
    judged: list[Judged] = []
    for place, paragraph in enumerate(paragraphs):
        listed, lead = is_price_list(reading, paragraph), lead_of(reading, paragraph)
        priced = _PAID.search(_heading_and_lines(reading, paragraph)) is not None
        beside = [other for other in paragraphs[max(0, place - 1) : place + 2] if other is not paragraph]
        in_lines = any(_is_line(one) and _is_line(paragraph) and _follow(one, paragraph) for one in beside)
        roles = roles_of(paragraph, listed=listed, lead=lead, priced=priced, in_lines=in_lines)
        judged.append(Judged(paragraph, roles, listed, lead))
    return tuple(judged)


def _is_line(paragraph: Priced) -> bool:
    return len(paragraph.text) < _LINE_CHARS and not _NO_PRICES.search(paragraph.text)


def _follow(one: Priced, other: Priced) -> bool:
    first, second = sorted((one, other), key=lambda paragraph: paragraph.span.start)
    return second.span.start - first.span.end < _LINE_CHARS


def find_fees(reading: Reading, judged: Sequence[Judged], taken: Sequence[Span]) -> list[Candidate]:
    """Every amount that the words around it, or its row's headings, call a fee, price or rate.

    ``taken`` are the places of amounts that other fields state. An amount that is stated again in another paragraph is
    one fee.
    """
    found: list[Candidate] = []
    seen: dict[tuple[str, ...], int] = {}
    busy = sorted((span.start, span.end) for span in taken)
    for place, one in enumerate(judged):
        for position, (amount, role) in enumerate(zip(one.paragraph.amounts, one.roles, strict=True)):
            if role != "fee" or is_taken(busy, amount.span):
                continue
            candidate = _fee(reading, one.paragraph, position, listed=one.listed)
            if seen.setdefault(_key(candidate, listed=_is_price_row(one.paragraph)), place) == place:
                found.append(candidate)
        if len(found) >= MOST_FEES:
            break
    return found[:MOST_FEES]


def is_taken(busy: Sequence[tuple[int, int]], span: Span) -> bool:
    """Whether one of the sorted places ``busy`` holds the start of ``span``."""
    place = bisect_right(busy, (span.start, span.end)) - 1
    return any(start <= span.start < end for start, end in busy[max(0, place - 1) : place + 2])


def _key(candidate: Candidate, *, listed: bool) -> tuple[str, ...]:
    """What makes two fees the same; the lines of a price list may have equal prices for different things."""
    parts = candidate.value if isinstance(candidate.value, dict) else {}
    return tuple(str(parts[part]) for part in ("amount", "currency", "per", *(["unit"] if listed else [])))


def _fee(reading: Reading, paragraph: Priced, position: int, *, listed: bool) -> Candidate:
    amount = paragraph.amounts[position]
    per = period_of(amount.near or amount.before, amount.after, amount.heading)
    if per is None and amount.near != amount.before:
        per = period_of(amount.before, "")
    if not amount.heading and ((listed and paragraph.tabular) or _bare_row(paragraph)):
        per = _headed(reading, paragraph, position) or per
    value: FieldValue = {
        "amount": amount.money.amount,
        "currency": amount.money.currency,
        "per": per,
        "unit": _unit(amount, tabular=paragraph.tabular),
    }
    row = amount.block is not None and amount.block.kind == "table_row"
    method = "fee_table" if row or paragraph.tabular else "fee_text"
    return Candidate("fee", value, amount.block.span if row and amount.block else quote_span(reading, amount), method)


def quote_span(reading: Reading, amount: Amount) -> Span:
    """The words to quote for an amount: its own stretch of the sentence, up to the next comma or amount."""
    start = amount.span.start - min(len(amount.near), 120)
    start = _word_start(reading.text, start, amount.span.start)
    stop = re.search(r"[,](?=\s)|\$|\s{3}", amount.after[:110])
    end = amount.span.end + (stop.start() if stop else min(len(amount.after), 110))
    while end > amount.span.end and reading.text[end - 1].isspace():
        end -= 1
    if end < len(reading.text) and not stop and len(amount.after) > 110:
        end = max(amount.span.end, reading.text.rfind(" ", amount.span.end, end))
    return Span(start, end)


def _unit(amount: Amount, *, tabular: bool) -> str | None:
    per = unit_after(amount.after)
    if per:
        return per
    if amount.block is not None and amount.label:
        return squeeze(amount.label).lower()
    label = _ROW_LABEL.search(squeeze(amount.near).strip(" :-"))
    if tabular and label:
        return label[1].strip(" :-").lower() or None
    named = _NAMED.search(amount.before)
    words = _naming(named[1]) if named else []
    if words:
        return " ".join(words)
    purpose = _FOR.search(amount.after)
    return " ".join(_naming(purpose[1]) if purpose else []) or None


def _naming(words: str) -> list[str]:
    """The words that name a thing, without articles, numbers and loose signs."""
    return [word for word in squeeze(words).lower().split() if word not in _DETERMINERS and word[0].isalpha()]


def is_price_list(reading: Reading, paragraph: Priced) -> bool:
    """Whether prices stand here: by headings of the table, the clause or the lines before it, or as a label's price."""
    if _LABELLED.match(paragraph.text) or _is_dense(reading, paragraph):
        return True
    if not (paragraph.tabular or _bare_row(paragraph) or len(paragraph.text) < _SHORT_ROW_CHARS):
        return False
    return bool(_LIST_HEADING.search(_heading_and_lines(reading, paragraph)))


def _is_dense(reading: Reading, paragraph: Priced) -> bool:
    """Whether amounts follow one another so closely that it is a list of prices written as one paragraph."""
    starts = [amount.span.start for amount in paragraph.amounts]
    if len(starts) < _LEAST_DENSE or _NO_PRICES.search(paragraph.text):
        return False
    gaps = sorted(b - a for a, b in pairwise(starts))
    close = gaps[len(gaps) // 2] <= _DENSE_GAP_CHARS
    return close and bool(
        _LIST_HEADING.search(paragraph.text) or _LIST_HEADING.search(_heading_and_lines(reading, paragraph))
    )


def lead_of(reading: Reading, paragraph: Priced) -> str:
    """The words that introduce the list or table of a paragraph; empty for plain prose."""
    if not (paragraph.tabular or len(paragraph.text) < _SHORT_ROW_CHARS or len(paragraph.amounts) > _LEAST_LISTED):
        return ""
    return _heading_and_lines(reading, paragraph)


def _is_price_row(paragraph: Priced) -> bool:
    return paragraph.tabular or _bare_row(paragraph) or _LABELLED.match(paragraph.text) is not None


def _bare_row(paragraph: Priced) -> bool:
    return _NOTHING_BUT_AMOUNTS.match(paragraph.text) is not None


def _heading_and_lines(reading: Reading, paragraph: Priced) -> str:
    """The clause's heading, the lines before the first amount, and those just above."""
    first = paragraph.amounts[0].span.start
    return f"{reading.heading(first)} {reading.text[max(0, first - _LEAD_CHARS) : first]}"


def _headed(reading: Reading, paragraph: Priced, position: int) -> str | None:
    """The period that the table's heading gives: one for all, or the one over this column."""
    heads = _HEADED.findall(_heading_and_lines(reading, paragraph))
    if not heads:
        return None
    head = heads[-1]
    columns = len(paragraph.amounts)
    if _bare_row(paragraph) and columns > 1 and len(heads) >= columns:
        head = heads[-columns:][position]
    return period_of("", f" {head}", head)


def _word_start(text: str, offset: int, limit: int) -> int:
    """The start of the first whole word at or after ``offset``, before ``limit``."""
    if offset > 0 and not text[offset - 1].isspace():
        while offset < limit and not text[offset].isspace():
            offset += 1
    while offset < limit and text[offset].isspace():
        offset += 1
    return offset
