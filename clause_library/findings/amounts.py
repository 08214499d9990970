"""Amounts in a text, and the check whether parts make a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.findings.rows import Row
from clause_library.types import Finding
from extractor.types import Span

_AMOUNT = re.compile(
    r"(?<![\w.,])(?P<sign>(?:us|c|a|cdn)?[$€£]"
    r"|(?:usd|eur|gbp|chf|cad|aud|nzd|sgd|hkd|inr|jpy|sek|nok|dkk|pln)\s)?\s{0,2}(?P<figures>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,4})?)"
    r"\s{0,2}(?P<percent>%|percent\b|per\s?cent\b)?(?![\w%]|[.,]\d|-\w)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"(?<![\d.,])(?P<figures>\d{1,3}(?:\.\d{1,3})?)\s?(?:%|percent\b|per\s?cent\b)", re.IGNORECASE)
TOTAL = re.compile(
    r"[\s|]{0,40}(?:\d{1,3}[.)]?[\s|]{1,9})?(?:(?:(?:grand|sub|overall|combined|contract)[ -]?\s{0,3})?total\b"
    r"(?!\s{1,3}(?:revenue|assets|liabilities|equity|shares))|sum\s{0,9}(?=[|\t:.]|\s{2}|-))",
    re.IGNORECASE,
)
"""How a row begins that gives the sum of those before it."""
TOTAL_WORDS = re.compile(
    r"\b(?:total|sum|fee|price|amount|budget|aggregate|cost|value|consideration|contribution|grant)\b", re.IGNORECASE
)
NOT_A_PART = re.compile(
    r"\b(?:per|up\s{1,3}to|at\s{1,3}least|more\s{1,3}than|less\s{1,3}than|exceed\w{0,3}|minimum"
    r"|maximum|plus|each|every|additional|interest|cap|deposit\s{1,3}of(?![^.;\n]{0,60}:))\b",
    re.IGNORECASE,
)
LONGEST_ITEM_CHARS = 220
FEWEST_PARTS = 2
MOST_ROWS = 30
_LEAST_SHARE, _GREATEST_SHARE = Decimal("0.5"), Decimal("1.5")
"""Parts that miss their total by more than that are not all of its parts, or no parts of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """An amount; ``unit`` is ``%``, the sign or code of a currency, or empty."""

    value: Decimal
    unit: str
    span: Span


def amounts(text: str, start: int, end: int) -> Iterator[Part]:
    """All amounts in a stretch of a text whose numbers are written as ``1,250.50``."""
    if _DIGIT.search(text, start, end) is None:
        return
    for match in _AMOUNT.finditer(text, start, end):
        unit = "%" if match["percent"] else (match["sign"] or "").strip().lower()
        yield Part(Decimal(match["figures"].replace(",", "")), unit, Span(*match.span()))


def money(paper: Paper, start: int, end: int) -> Iterator[Part]:
    """The amounts that have a currency."""
    return (part for part in amounts(paper.figured, start, end) if part.unit not in ("", "%"))


def percents(paper: Paper, start: int, end: int) -> Iterator[Part]:
    """The percentages."""
    for match in _PERCENT.finditer(paper.figured, start, end):
        yield Part(Decimal(match["figures"]), "%", Span(*match.span()))


def columns(paper: Paper, row: Row) -> tuple[Part | None, ...]:
    """The amounts in the cells of a row, the last one first; None for a cell without, or with more than one.

    Empty where the row has no cell of its own for an amount.
    """
    if not row.cells or len(row.span) > LONGEST_ITEM_CHARS:
        return ()
    found: list[Part | None] = []
    for cell in reversed(row.cells):
        inside = list(amounts(paper.figured, cell.start, cell.end))
        chosen = inside if len(row.cells) > 1 else [part for part in inside if part.unit]
        if not chosen and not found:
            continue  # "240 pieces", "on delivery": the amount stands before
        found.append(chosen[0] if len(chosen) == 1 else None)
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def check_sum(paper: Paper, total: Part, parts: Sequence[Part], shown: Span) -> Iterator[Finding]:
    """The finding, if ``parts`` do not make ``total`` though they come near it."""
    added = sum((part.value for part in parts), Decimal(0))
    if len(parts) < FEWEST_PARTS or added == total.value or not total.value:
        return
    if not is_near(added, total.value) or any(part.value >= total.value for part in parts):
        return
    sign = "%" if total.unit == "%" else ""
    message = (
        f"the {len(parts)} parts of {paper.said(shown)} in {paper.where(shown.start)} add up to "
        f"{added:,f}{sign}, not {total.value:,f}{sign}."
    )
    yield paper.finding("sum_mismatch", "high", message, (shown, *(part.span for part in parts)), 0.85)


def is_near(one: Decimal, other: Decimal) -> bool:
    """Whether two sums may be meant to be one."""
    return _LEAST_SHARE < one / other < _GREATEST_SHARE
