"""Totals that are not the sum of their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.findings.rows import Row, rows_of
from clause_library.types import Finding
from extractor.fields.numbers import SPELLED, read_number
from extractor.types import Span

_AMOUNT = re.compile(
    r"(?<![\w.,])(?P<sign>(?:us|c|a|cdn)?[$€£]|usd\s|eur\s"
    r"|gbp\s)?\s{0,2}(?P<figures>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,4})?)"
    r"\s{0,2}(?P<percent>%|percent\b|per\s?cent\b)?(?![\w%]|[.,]\d|-\w)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:[\s|]{0,40})(?:grand\s{1,3})?total\b(?!\s{1,3}(?:revenue|assets|liabilities|equity|shares))", re.IGNORECASE
)
_GLUED_TOTAL = re.compile(r"\b(?:grand\s{1,3})?total\s{2,80}(?=[$€£])", re.IGNORECASE)
_INSTALMENTS = re.compile(
    rf"(?P<total>[$€£]\s?\d[\d,]{{0,15}}(?:\.\d{{1,2}})?)[^.;:\n]{{0,80}}?\b(?:in|of|by"
    rf"|into)\s{{1,3}}(?P<count>{SPELLED}|\d{{1,2}})\s{{0,3}}(?:\(\d{{1,2}}\)\s{{0,3}})?"
    r"(?:equal\s{1,3}|annual\s{1,3}|quarterly\s{1,3}|monthly\s{1,3}"
    r"|separate\s{1,3}){0,2}(?:instal?lments?|payments|tranches|parts|stages"
    r"|milestones)\b[^:$€£\n]{0,60}:",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:together|in\s{1,3}total|in\s{1,3}all|in\s{1,3}aggregate|add(?:s|ing)?\s{1,3}up\s{1,3}to"
    r"|sum(?:s|ming)?\s{1,3}(?:up\s{1,3})?to|total(?:s|ling|ing)?|"
    r"amount(?:s|ing)?\s{1,3}(?:together\s{1,3})?to)\b[^.;:%\n]{0,30}?(?P<total>\b100\s?(?:%"
    r"|percent)|one\s{1,3}hundred\s{1,3}per\s?cent\s{0,3}(?:\(\s?100\s?%\s?\))?)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:\b(?:consist(?:s|ing)\s{1,3}of|compris(?:es|ing)|composed\s{1,3}of"
    r"|made\s{1,3}up\s{1,3}(?:of|as\s{1,3}follows)|being|namely|broken\s{1,3}down|"
    r"(?:payable|paid|divided|split|allocated|apportioned|due)\s{1,3}(?:as\s{1,3}follows"
    r"|in\s{1,3}(?:the\s{1,3}following\s{1,3})?(?:\w{1,12}\s{1,3}){0,2}"
    r"(?:parts|stages|instal?lments|payments|tranches))|as\s{1,3}follows"
    r"|in\s{1,3}(?:the\s{1,3}following\s{1,3})?(?:\w{1,12}\s{1,3}){0,2}"
    r"(?:parts|stages|instal?lments|payments|tranches))\b[^.;$€£%\n]{0,60}:?)",
    re.IGNORECASE,
)
"""Words between a total and the list of its parts."""
_TOTAL_WORDS = re.compile(
    r"\b(?:total|sum|fee|price|amount|budget|aggregate|cost|value|consideration|contribution|grant)\b", re.IGNORECASE
)
_NOT_A_PART = re.compile(
    r"\b(?:per|up\s{1,3}to|at\s{1,3}least|more\s{1,3}than|less\s{1,3}than|exceed\w{0,3}|minimum"
    r"|maximum|plus|each|every|additional|interest|cap|deposit\s{1,3}of)\b",
    re.IGNORECASE,
)
_EQUAL_PARTS = re.compile(
    rf"\b(?P<count>{SPELLED}|\d{{1,2}})\s{{0,3}}(?:\(\d{{1,2}}\)\s{{0,3}})?(?:equal\s{{1,3}}"
    rf"|annual\s{{1,3}}|quarterly\s{{1,3}}|monthly\s{{1,3}}|consecutive\s{{1,3}}"
    rf"|weekly\s{{1,3}}){{1,3}}"
    r"(?:instal?lments|payments|tranches|parts)\s{1,3}of\s{1,3}(?P<each>(?:us|c"
    r"|a)?[$€£]\s?\d[\d,]{0,15}(?:\.\d{1,2})?)",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\b(?:proportions?|shares?|weight(?:s|ing|ings|ed)?|percentages?|allocat\w{0,4}|split|divided"
    r"|instal?lments?|apportion\w{0,4}|distribut\w{0,4})\b",
    re.IGNORECASE,
)
_ROUNDING = Decimal("2")
_PERCENT = re.compile(r"(?<![\d.,])(?P<figures>\d{1,3}(?:\.\d{1,3})?)\s?(?:%|percent\b|per\s?cent\b)", re.IGNORECASE)
_NEAR_CHARS = 500
"""So far from a total its parts are looked for."""
_LONGEST_ITEM_CHARS = 220
_FEWEST_PARTS = 2
_MOST_ROWS = 30
_LEAST_SHARE, _GREATEST_SHARE = Decimal("0.5"), Decimal("1.5")
"""Parts that miss their total by more than that are not all of its parts, or no parts of it."""


@dataclass(frozen=True, slots=True)
class _Part:
    value: Decimal
    unit: str
    span: Span


def find_faulty_sums(paper: Paper) -> Iterator[Finding]:
    """Total rows, prices in instalments and shares of a whole that do not add up."""
    yield from _tables(paper)
    for stretch in paper.paragraphs:
        start, end = stretch.span.start, stretch.span.end
        yield from _glued(paper, start, end)
        found = [*_instalments(paper, start, end), *_equal_parts(paper, start, end)]
        yield from found or _listed(paper, start, end)
    yield from _lists(paper)
    yield from _shares(paper)


def _tables(paper: Paper) -> Iterator[Finding]:
    """Rows that end in a row ``Total``; a table with totals in between is left alone."""
    rows: list[Row] = []
    for row in rows_of(paper):
        if row.ruler:
            continue
        if _TOTAL.match(paper.plain, row.span.start, row.span.end) and len(rows) >= _FEWEST_PARTS:
            total = _last_amount(paper, row)
            if total is not None:
                yield from _check(paper, total, _column(paper, rows, total), row.span)
            rows = []
        elif row.cells and _last_amount(paper, row) is not None:
            rows = [*rows, row][-_MOST_ROWS:]
        else:
            rows = []


def _column(paper: Paper, rows: Sequence[Row], total: _Part) -> list[_Part]:
    """The last amounts of the rows, where all are of the kind of the total."""
    parts = [part for row in rows if (part := _last_amount(paper, row)) is not None]
    first = len(parts)
    while first > 0 and parts[first - 1].unit == total.unit:
        first -= 1
    return parts[first:]


def _last_amount(paper: Paper, row: Row) -> _Part | None:
    """The amount in the last cell of a row that has one; None where it has no cell of its own."""
    if not row.cells or len(row.span) > _LONGEST_ITEM_CHARS:
        return None
    for cell in reversed(row.cells):
        found = list(_amounts(paper.plain, cell.start, cell.end))
        signed = [part for part in found if part.unit]
        if found:
            chosen = signed if len(row.cells) < 2 else found
            return chosen[0] if len(chosen) == 1 else None
    return None


def _amounts(text: str, start: int, end: int) -> Iterator[_Part]:
    for match in _AMOUNT.finditer(text, start, end):
        unit = "%" if match["percent"] else (match["sign"] or "").strip().lower()
        yield _Part(Decimal(match["figures"].replace(",", "")), unit, Span(*match.span()))


def _check(paper: Paper, total: _Part, parts: Sequence[_Part], shown: Span) -> Iterator[Finding]:
    added = sum((part.value for part in parts), Decimal(0))
    if len(parts) < _FEWEST_PARTS or added == total.value or not total.value:
        return
    if not _LEAST_SHARE < added / total.value < _GREATEST_SHARE or any(part.value >= total.value for part in parts):
        return
    sign = "%" if total.unit == "%" else ""
    message = (
        f"the {len(parts)} parts before {paper.said(shown)} in {paper.where(shown.start)} add up to "
        f"{added:,f}{sign}, not {total.value:,f}{sign}."
    )
    yield paper.finding("sum_mismatch", "high", message, (shown, *(part.span for part in parts)), 0.85)


def _glued(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """A table whose rows were run into one paragraph."""
    for match in _GLUED_TOTAL.finditer(paper.plain, start, end):
        signed = [part for part in _amounts(paper.plain, start, end) if part.unit not in ("", "%")]
        before = [part for part in signed if part.span.end <= match.start()]
        total = next((part for part in signed if part.span.start >= match.end()), None)
        if total is not None:
            yield from _check(paper, total, before, Span(match.start(), total.span.end))
        return


def _instalments(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """``a Fee of $210 in three instalments: $60 ...; $70 ...; and $75 ...``."""
    for match in _INSTALMENTS.finditer(paper.plain, start, end):
        count = read_number(match["count"])
        total = next(_amounts(paper.plain, *match.span("total")), None)
        limit = min(end, match.end() + _NEAR_CHARS)
        stop = paper.plain.find(". ", match.end(), limit)
        parts = [
            part
            for part in _amounts(paper.plain, match.end(), limit if stop < 0 else stop)
            if total and part.unit == total.unit
        ]
        if total is not None and count == len(parts):
            yield from _check(paper, total, parts, Span(*match.span("total")))


def _equal_parts(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """``$120,000 in four equal payments of $25,000``."""
    for match in _EQUAL_PARTS.finditer(paper.plain, start, end):
        count = read_number(match["count"])
        each = next(_amounts(paper.plain, *match.span("each")), None)
        begin, limit = max(start, match.start() - _NEAR_CHARS), min(end, match.end() + _NEAR_CHARS)
        sentence = paper.plain.rfind(". ", begin, match.start()) + 1 or begin
        stop = paper.plain.find(". ", match.end(), limit)
        around = [
            *_amounts(paper.plain, sentence, match.start()),
            *_amounts(paper.plain, match.end(), limit if stop < 0 else stop),
        ]
        totals = [part for part in around if each is not None and part.unit == each.unit and part.value > each.value]
        if count is None or each is None or len(totals) != 1 or count < _FEWEST_PARTS:
            continue
        total, product = totals[0], count * each.value
        if (
            product != total.value
            and abs(product - total.value) > _ROUNDING
            and _LEAST_SHARE < product / total.value < _GREATEST_SHARE
        ):
            shown = Span(min(total.span.start, match.start()), max(total.span.end, match.end()))
            factors, where = paper.said(Span(*match.span())), paper.where(match.start())
            message = f"{factors} in {where} make {product:,f}, not {total.value:,f}."
            yield paper.finding("sum_mismatch", "high", message, (shown,), 0.85)


def _listed(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """A sentence that gives a total and then its parts."""
    for sentence in _sentences(paper.plain, start, end):
        listed = _LISTED.search(paper.plain, sentence.start, sentence.end)
        if listed is None:
            continue
        totals = list(_money(paper, sentence.start, listed.start()))
        parts = list(_money(paper, listed.end(), sentence.end))
        words = paper.plain[sentence.start : listed.start()]
        if (
            len(totals) == 1
            and len(parts) >= _FEWEST_PARTS
            and _TOTAL_WORDS.search(words)
            and _NOT_A_PART.search(paper.plain[listed.end() : sentence.end]) is None
        ):
            yield from _check(paper, totals[0], [part for part in parts if part.unit == totals[0].unit], totals[0].span)


def _lists(paper: Paper) -> Iterator[Finding]:
    """A paragraph with a total, or with shares, that leads to items with one amount each; and items before a total."""
    for place, stretch in enumerate(paper.paragraphs):
        words = paper.plain[stretch.body : stretch.span.end]
        if not words.rstrip().endswith(":"):
            continue
        items = _items_after(paper, place)
        if len(items) < _FEWEST_PARTS:
            continue
        sums = list(_money(paper, stretch.body, stretch.span.end))
        if len(sums) == 1 and _TOTAL_WORDS.search(words) and all(part.unit == sums[0].unit for part in items):
            if _LISTED.search(words):
                yield from _check(paper, sums[0], items, sums[0].span)
        elif not sums and _SHARES.search(words) and all(part.unit == "%" for part in items):
            added = sum((part.value for part in items), Decimal(0))
            if Decimal(80) <= added <= Decimal(120) and added != 100:
                total = _Part(Decimal(100), "%", Span(items[0].span.start, items[-1].span.end))
                yield from _check(paper, total, items, total.span)


def _items_after(paper: Paper, place: int) -> list[_Part]:
    """The one amount of each of the paragraphs that follow, as long as they have just one and are no total."""
    found: list[_Part] = []
    for stretch in paper.paragraphs[place + 1 : place + 1 + _MOST_ROWS]:
        words = paper.plain[stretch.body : stretch.span.end]
        parts = [*_money(paper, stretch.body, stretch.span.end)] or list(
            _percents(paper, stretch.body, stretch.span.end)
        )
        if len(parts) != 1 or len(words) > _LONGEST_ITEM_CHARS or _TOTAL.match(words) or _NOT_A_PART.search(words):
            return [] if _TOTAL.match(words) else found
        found.append(parts[0])
    return found


def _money(paper: Paper, start: int, end: int) -> Iterator[_Part]:
    return (part for part in _amounts(paper.plain, start, end) if part.unit not in ("", "%"))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find(". ", start, end)
        yield Span(start, end if stop < 0 else stop)
        start = end if stop < 0 else stop + 2


def _shares(paper: Paper) -> Iterator[Finding]:
    """Shares that together make up 100 %: in the same sentence, or in the items before it."""
    for place, stretch in enumerate(paper.paragraphs):
        match = _TOGETHER.search(paper.plain, stretch.body, stretch.span.end)
        if match is None:
            continue
        within = [part for part in _percents(paper, stretch.body, stretch.span.end) if not _inside(part, match)]
        parts = within if len(within) >= _FEWEST_PARTS else _items_before(paper, place)
        total = _Part(Decimal(100), "%", Span(*match.span("total")))
        yield from _check(paper, total, parts, Span(*match.span("total")))


def _items_before(paper: Paper, place: int) -> list[_Part]:
    """The one percentage of each of the paragraphs before, as long as they have just one."""
    found: list[_Part] = []
    while place > 0 and len(found) < _MOST_ROWS:
        place -= 1
        stretch = paper.paragraphs[place]
        parts = list(_percents(paper, stretch.body, stretch.span.end))
        if len(parts) != 1:
            break
        found.insert(0, parts[0])
    return found


def _percents(paper: Paper, start: int, end: int) -> Iterator[_Part]:
    for match in _PERCENT.finditer(paper.plain, start, end):
        yield _Part(Decimal(match["figures"]), "%", Span(*match.span()))


def _inside(part: _Part, match: re.Match[str]) -> bool:
    return match.start() <= part.span.start < match.end() + 8
