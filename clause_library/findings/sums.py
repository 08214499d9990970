"""Sentences and lists whose parts do not make the total that they state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from clause_library.findings.amounts import (
    FEWEST_PARTS,
    LONGEST_ITEM_CHARS,
    MOST_ROWS,
    NOT_A_PART,
    TOTAL,
    TOTAL_WORDS,
    Part,
    amounts,
    check_sum,
    is_near,
    money,
)
from clause_library.findings.paper import Paper
from clause_library.findings.shares import find_faulty_shares
from clause_library.findings.totals import find_faulty_totals
from clause_library.types import Finding
from extractor.fields.numbers import SPELLED, read_number
from extractor.types import Span

_INSTALMENTS = re.compile(
    rf"(?P<total>[$€£]\s?\d[\d,]{{0,15}}(?:\.\d{{1,2}})?)[^.;:\n]{{0,80}}?\b(?:in|of|by"
    rf"|into)\s{{1,3}}(?P<count>{SPELLED}|\d{{1,2}})\s{{0,3}}(?:\(\d{{1,2}}\)\s{{0,3}})?"
    r"(?:equal\s{1,3}|annual\s{1,3}|quarterly\s{1,3}|monthly\s{1,3}"
    r"|separate\s{1,3}){0,2}(?:instal?lments?|payments|tranches|parts|stages"
    r"|milestones)\b[^:$€£\n]{0,60}:",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:\b(?:consist(?:s|ing)\s{1,3}of|compris(?:es|ing)|composed\s{1,3}of"
    r"|made\s{1,3}up\s{1,3}(?:of|as\s{1,3}follows)|being|namely|broken\s{1,3}down|"
    r"(?:payable|paid|divided|split|allocated|apportioned|due)\s{1,3}(?:as\s{1,3}follows"
    r"|in\s{1,3}(?:the\s{1,3}following\s{1,3})?(?:\w{1,12}\s{1,3}){0,2}"
    r"(?:parts|stages|instal?lments|payments|tranches)|into)|payable(?=\s{1,3}(?:[A-Z]{3}\s)?[$€£\d])|as\s{1,3}follows"
    r"|in\s{1,3}(?:the\s{1,3}following\s{1,3})?(?:\w{1,12}\s{1,3}){0,2}"
    r"(?:parts|stages|instal?lments|payments|tranches))\b[^.;$€£%\n]{0,60}:?)",
    re.IGNORECASE,
)
"""Words between a total and the list of its parts."""
_COLON = re.compile(r"[^.;:$€£%\n]{0,60}:\s{1,3}[$€£][^:]{1,300}$")
"""``a deposit of £2,400 is due: £900 for staff ...``."""
_TOTALLING = re.compile(
    r"\b(?:(?:for\s|making\s|being\s)?an?\s(?:grand\s)?(?:total|aggregate)(?:\s\w{1,12}){0,3}?\sof|total(?:s|l?ing)"
    r"|(?:together|altogether)(?:,?\s\w{1,12}){0,3}?|in\s(?:total|all|aggregate|the\saggregate)|sum(?:s|ming)?\s(?:up\s)?to"
    r"|add(?:s|ing)?\sup\sto|(?:make|makes|making)(?:\s(?:up|in|total|all|a|the)){0,3})[\s,:]{0,3}$",
    re.IGNORECASE,
)
"""What stands before a total that comes after its parts."""
_EQUAL_PARTS = re.compile(
    rf"\b(?P<count>{SPELLED}|\d{{1,2}})\s{{0,3}}(?:\(\d{{1,2}}\)\s{{0,3}})?(?:equal\s{{1,3}}"
    rf"|annual\s{{1,3}}|quarterly\s{{1,3}}|monthly\s{{1,3}}|consecutive\s{{1,3}}"
    rf"|weekly\s{{1,3}}){{0,3}}"
    r"(?:instal?lments|payments|tranches|parts)\s{1,3}of\s{1,3}(?P<each>(?:us|c"
    r"|a)?[$€£]\s?\d[\d,]{0,15}(?:\.\d{1,2})?)",
    re.IGNORECASE,
)
_LIST_CHARS = 160
_ROUNDING = Decimal("2")
_NEAR_CHARS = 500
"""So far from a total its parts are looked for."""


def find_faulty_sums(paper: Paper) -> Iterator[Finding]:
    """Total rows, prices in instalments and shares of a whole that do not add up."""
    yield from find_faulty_totals(paper)
    for stretch in paper.paragraphs:
        start, end = stretch.span.start, stretch.span.end
        found = [*_instalments(paper, start, end), *_equal_parts(paper, start, end)]
        yield from found or _listed(paper, start, end)
    yield from _lists(paper)
    yield from find_faulty_shares(paper)


def _instalments(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """``a Fee of $210 in three instalments: $60 ...; $70 ...; and $75 ...``."""
    for match in _INSTALMENTS.finditer(paper.figured, start, end):
        count = read_number(match["count"])
        total = next(amounts(paper.figured, *match.span("total")), None)
        limit = min(end, match.end() + _NEAR_CHARS)
        stop = paper.figured.find(". ", match.end(), limit)
        parts = [
            part
            for part in amounts(paper.figured, match.end(), limit if stop < 0 else stop)
            if total and part.unit == total.unit
        ]
        if total is not None and count == len(parts):
            yield from check_sum(paper, total, parts, Span(*match.span("total")))


def _equal_parts(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """``$120,000 in four equal payments of $25,000``."""
    for match in _EQUAL_PARTS.finditer(paper.figured, start, end):
        count = read_number(match["count"])
        each = next(amounts(paper.figured, *match.span("each")), None)
        begin, limit = max(start, match.start() - _NEAR_CHARS), min(end, match.end() + _NEAR_CHARS)
        sentence = paper.figured.rfind(". ", begin, match.start()) + 1 or begin
        stop = paper.figured.find(". ", match.end(), limit)
        around = [
            *amounts(paper.figured, sentence, match.start()),
            *amounts(paper.figured, match.end(), limit if stop < 0 else stop),
        ]
        totals = [part for part in around if each is not None and part.unit == each.unit and part.value > each.value]
        if count is None or each is None or len(totals) != 1 or count < FEWEST_PARTS:
            continue
        total, product = totals[0], count * each.value
        if product != total.value and abs(product - total.value) > _ROUNDING and is_near(product, total.value):
            shown = Span(min(total.span.start, match.start()), max(total.span.end, match.end()))
            factors, where = paper.said(Span(*match.span())), paper.where(match.start())
            message = f"{factors} in {where} make {product:,f}, not {total.value:,f}."
            yield paper.finding("sum_mismatch", "high", message, (shown,), 0.85)


def _listed(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """A sentence that gives a total and its parts after it or before it."""
    for sentence in _sentences(paper.figured, start, end):
        found = list(money(paper, sentence.start, sentence.end))
        if len(found) <= FEWEST_PARTS:
            continue
        total = next((part for part in found if _is_before_list(paper, sentence, part)), None)
        after = found[-1] if _TOTALLING.search(paper.figured[sentence.start : found[-1].span.start][-60:]) else None
        whole = total or after
        if whole is None or NOT_A_PART.search(paper.figured[sentence.start : sentence.end]):
            continue
        parts = found[found.index(whole) + 1 :] if total else found[:-1]
        if all(part.unit == whole.unit for part in parts):
            yield from check_sum(paper, whole, parts, whole.span)


def _is_before_list(paper: Paper, sentence: Span, part: Part) -> bool:
    """Whether words for a total lead to the amount, and words for a list follow it."""
    words = paper.figured[sentence.start : part.span.start]
    between = paper.figured[part.span.end : sentence.end]
    if _COLON.match(between) is not None:
        return True
    listed = _LISTED.search(between[:_LIST_CHARS])
    first = next(iter(money(paper, part.span.end, sentence.end)), None)
    follows = listed is not None and first is not None and part.span.end + listed.start() < first.span.start
    return follows and (TOTAL_WORDS.search(words) is not None or _LISTED.search(words) is None)


def _lists(paper: Paper) -> Iterator[Finding]:
    """A paragraph with a total that leads to items with one amount each."""
    for place, stretch in enumerate(paper.paragraphs):
        words = paper.figured[stretch.body : stretch.span.end]
        if not words.rstrip().endswith(":"):
            continue
        items = _items_after(paper, place)
        sums = list(money(paper, stretch.body, stretch.span.end))
        if len(items) < FEWEST_PARTS or len(sums) != 1 or not TOTAL_WORDS.search(words):
            continue
        if all(part.unit == sums[0].unit for part in items) and _LISTED.search(words):
            yield from check_sum(paper, sums[0], items, sums[0].span)


def _items_after(paper: Paper, place: int) -> list[Part]:
    """The one amount of each of the paragraphs that follow, as long as they have just one and are no total."""
    found: list[Part] = []
    for stretch in paper.paragraphs[place + 1 : place + 1 + MOST_ROWS]:
        words = paper.figured[stretch.body : stretch.span.end]
        parts = list(money(paper, stretch.body, stretch.span.end))
        if len(parts) != 1 or len(words) > LONGEST_ITEM_CHARS or TOTAL.match(words) or NOT_A_PART.search(words):
            return [] if TOTAL.match(words) else found
        found.append(parts[0])
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find(". ", start, end)
        yield Span(start, end if stop < 0 else stop)
        start = end if stop < 0 else stop + 2
