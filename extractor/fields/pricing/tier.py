"""One price of a schedule by quantity, as a field's value."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.fields.reading import Candidate
from extractor.types import FieldValue, Span

PRICES_NEARBY_CHARS = 400
"""How far before a list or table its heading may stand."""


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in a currency, or a percentage, and where it stands."""

    amount: str | None
    percent: str | None
    currency: str | None
    span: Span


def tier(
    price: Price,
    span: Span,
    method: str,
    *,
    low: str | None = None,
    high: str | None = None,
    unit: str | None = None,
    **more: str,
) -> Candidate:
    """The field for ``price`` from ``low`` to ``high`` (None: open, or not stated); ``more`` are further parts."""
    value: FieldValue = {
        "from": low,
        "to": high,
        "unit": unit,
        "amount": price.amount,
        "percent": price.percent,
        "currency": price.currency,
        **more,
    }
    return Candidate("price_tier", value, span, method)
