"""A total of the contract that is not what its fees come to over the initial term."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.findings.topics import cue
from clause_library.types import Finding
from extractor.fields.money import find_money
from extractor.types import Field, Span

_STATED = cue(
    r"\b(?:total (?:contract )?(?:value|price|fees?|amount payable|charges|cost)|total contract (?:sum|amount))"
    r"(?: (?:payable|due|of|under|for|over|during|in|the|this|agreement|contract|initial|order|form|term|subscription"
    r"|services)){0,9} ?(?::|is|are|of|=|amounts? to|comes? to|shall be|will be) "
)
_OTHER = cue(r"\b(?:tax(?:es)?|vat|not exceed|estimat\w{1,4}|up to|annual|per (?:year|month)|year \d|renewal)\b")
_NEAR_CHARS = 12
_LEAST_OFF = Decimal("0.005")
"""Rounding."""


def find_faulty_contract_totals(paper: Paper) -> Iterator[Finding]:
    """The stated total and the fee that it was compared with, where they disagree; nothing where no sum is known."""
    counted = next((field for field in paper.fields if field.name == "total_fees"), None)
    if counted is None or not isinstance(counted.value, dict):
        return
    total, currency = Decimal(str(counted.value["amount"])), counted.value["currency"]
    for match in _STATED.finditer(paper.plain):
        stated = next(find_money(paper.plain, match.end(), min(len(paper.plain), match.end() + 60)), None)
        if stated is None or stated.span.start > match.end() + _NEAR_CHARS or stated.currency != currency:
            continue
        if not _OTHER.search(paper.plain, match.start(), stated.span.end + 40) and not _is_near(stated.amount, total):
            yield _finding(paper, Span(match.start(), stated.span.end), counted)
            return


def _is_near(stated: str, total: Decimal) -> bool:
    return abs(Decimal(stated) - total) <= total * _LEAST_OFF


def _finding(paper: Paper, stated: Span, counted: Field) -> Finding:
    message = (
        f"{paper.said(stated)} in {paper.where(stated.start)} is not what the fees come to: "
        f"{'; '.join(counted.derived_from)}. Settle which one counts and correct the other."
    )
    return paper.finding("sum_mismatch", "high", message, (stated, counted.span), round(counted.confidence, 4))
