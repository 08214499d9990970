"""Amounts of money: ``$1,250.00``, ``US$ 2.5 million``, ``five thousand dollars ($5,000)``, ``EUR 900``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.fields.numbers import DIGITS, as_text
from extractor.types import Span

_SIGNS = {
    "us$": "USD",
    "u.s.$": "USD",
    "u.s. $": "USD",
    "usd": "USD",
    "usd$": "USD",
    "c$": "CAD",
    "cdn$": "CAD",
    "cad": "CAD",
    "cad$": "CAD",
    "a$": "AUD",
    "aud": "AUD",
    "hk$": "HKD",
    "s$": "SGD",
    "$": "USD",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "¥": "JPY",
    "jpy": "JPY",
    "rmb": "CNY",
    "cny": "CNY",
    "chf": "CHF",
    "inr": "INR",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_NAMES = {
    "u.s. dollars": "USD",
    "us dollars": "USD",
    "united states dollars": "USD",
    "canadian dollars": "CAD",
    "dollars": "USD",
    "usd": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "eur": "EUR",
    "pounds sterling": "GBP",
    "gbp": "GBP",
    "cad": "CAD",
    "rmb": "CNY",
    "swiss francs": "CHF",
    "chf": "CHF",
}
_NAME = "|".join(re.escape(name).replace(r"\ ", r"\s{1,20}") for name in sorted(_NAMES, key=len, reverse=True))
CURRENCY_WORDS = (
    *sorted({sign[-1:] if not sign.isalpha() else sign for sign in _SIGNS}),
    "dollar",
    "euro",
    "pound",
    "franc",
)
"""Words (lower case) of which a text with money in it holds at least one."""

_SCALES = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "mm": 1_000_000, "m": 1_000_000, "billion": 10**9}
# A code between two figures is the second one's sign: "250 USD 486.00".
_MONEY = re.compile(
    rf"(?<![\w$])(?P<sign>{_SIGN})\s?(?P<figures>{DIGITS})(?:\s?(?P<scale>thousand|million|billion|mm|[mk])\b)?"
    rf"|(?<![\w$.,]){DIGITS}(?:\s(?:thousand|million|billion))?\s(?:{_NAME})\b(?!\s?\d)",
    re.IGNORECASE,
)
_TRAILING = re.compile(rf"({DIGITS})(?:\s(thousand|million|billion))?\s({_NAME})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount as a decimal string, its ISO 4217 code, and where it stands."""

    amount: str
    currency: str
    span: Span


def find_money(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundMoney]:
    """The amounts in ``text[start:end]``, in order; spans count in ``text``. A bare ``$`` is read as US dollars."""
    for match in _MONEY.finditer(text, start, len(text) if end is None else end):
        if match["sign"]:
            figures, scale = match["figures"], match["scale"]
            currency = _SIGNS[match["sign"].lower()]
        else:
            trailing = _TRAILING.search(match.group())
            if trailing is None:
                continue
            figures, scale = trailing[1], trailing[2]
            currency = _NAMES[" ".join(trailing[3].lower().split())]
        yield FoundMoney(_amount(figures, scale), currency, Span(*match.span()))


def _amount(figures: str, scale: str | None) -> str:
    number = Decimal(figures.replace(",", ""))
    if scale:
        return as_text(number * _SCALES[scale.lower()])
    return figures.replace(",", "")
