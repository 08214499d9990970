"""Amounts of money: ``$1,250.00``, ``US$ 2.5 million``, ``five thousand dollars ($5,000)``, ``CHF 1'440.--``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.fields.numbers import DIGITS, SPELLED, as_text, read_number
from extractor.types import Span

_SIGNS = {
    **dict.fromkeys(("us$", "u.s.$", "u.s. $", "usd", "usd$", "$us", "$"), "USD"),
    **dict.fromkeys(("c$", "cdn$", "cdn $", "cad", "cad$", "can$"), "CAD"),
    **dict.fromkeys(("a$", "aud", "au$", "aud$"), "AUD"),
    **dict.fromkeys(("nz$", "nzd"), "NZD"),
    **dict.fromkeys(("hk$", "hkd"), "HKD"),
    **dict.fromkeys(("s$", "sgd"), "SGD"),
    **dict.fromkeys(("nt$", "ntd", "twd"), "TWD"),
    **dict.fromkeys(("\u20ac", "eur"), "EUR"),
    **dict.fromkeys(("\u00a3", "gbp"), "GBP"),
    **dict.fromkeys(("\u00a5", "jpy"), "JPY"),
    **dict.fromkeys(("rmb", "cny", "rmb\u00a5"), "CNY"),
    **dict.fromkeys(("inr", "rs.", "\u20b9"), "INR"),
    **dict.fromkeys(("nis", "\u20aa", "ils"), "ILS"),
    **dict.fromkeys(("krw", "\u20a9"), "KRW"),
    **dict.fromkeys(("r$", "brl"), "BRL"),
    "chf": "CHF",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "pln": "PLN",
    "zar": "ZAR",
    "mxn": "MXN",
    "thb": "THB",
}
_SIGN = "|".join(re.escape(sign).replace(r"\ ", r"\s") for sign in sorted(_SIGNS, key=len, reverse=True))
_CODES = {"usd": "USD", "cad": "CAD", "cdn": "CAD", "canadian": "CAD", "aud": "AUD", "sgd": "SGD", "hkd": "HKD"}
_NAMES = {
    **dict.fromkeys(("u.s. dollars", "us dollars", "united states dollars", "dollars", "usd", "us$"), "USD"),
    **dict.fromkeys(("canadian dollars", "cad"), "CAD"),
    **dict.fromkeys(("australian dollars", "aud"), "AUD"),
    **dict.fromkeys(("hong kong dollars", "hkd"), "HKD"),
    **dict.fromkeys(("singapore dollars", "sgd"), "SGD"),
    **dict.fromkeys(("euros", "euro", "eur", "\u20ac"), "EUR"),
    **dict.fromkeys(("pounds sterling", "gbp"), "GBP"),
    **dict.fromkeys(("rmb", "renminbi", "yuan"), "CNY"),
    **dict.fromkeys(("swiss francs", "chf"), "CHF"),
    **dict.fromkeys(("japanese yen", "yen"), "JPY"),
    **dict.fromkeys(("indian rupees", "rupees"), "INR"),
    "rand": "ZAR",
}
_NAME = "|".join(re.escape(name).replace(r"\ ", r"\s{1,20}") for name in sorted(_NAMES, key=len, reverse=True))
_IN_WORDS = ("aud", "cad", "eur", "ils", "inr", "nis", "nok", "sek")
"""Codes that stand in English words, which would have every paragraph searched: "audit", "fails"."""
CURRENCY_WORDS = (
    *sorted({sign[-1] for sign in _SIGNS if not sign[-1].isalpha()} - {"."}),
    *sorted(sign for sign in _SIGNS if sign.isalpha() and sign not in _IN_WORDS),
    *(f"{before}{sign}" for sign in _IN_WORDS for before in (" ", "(")),
    *(f" k{digit}" for digit in range(1, 10)),
    *("rs.", "dollar", "euro", "pound", "franc", "rand", "yuan", "yen", "cents", "rupee", "renminbi", "\u00a2"),
)
"""Words (lower case) of which a text with money in it holds at least one."""

_SCALES = {
    **dict.fromkeys(("thousand", "k"), 1_000),
    **dict.fromkeys(("million", "mm", "m", "mn", "mio"), 1_000_000),
    **dict.fromkeys(("billion", "bn"), 10**9),
}
# "1.250,00" and "1 250,00" as the continent writes, "5, 000, 000, 00" as a scan breaks it, "151'440.--" as the Swiss.
_FIGURES = (
    r"(?:\d{1,3}(?:\.\d{3}){1,3},\d{2}(?!\d)|\d{1,3}(?:,\s000){1,3}(?:,\s00)?(?!\d)"
    r"|\d{1,3}(?:'\d{3}){1,3}(?:\.\d{1,2}(?!\d))?|\d{1,3}(?:\s\d{3}){1,3},\d{2}(?!\d)|\d{1,6},\d{2}(?![\d,])"
    rf"|0,\d{{1,6}}(?![\d,])|\.\d{{1,6}}|{DIGITS})"
)
_SCALE = r"(?:\s?(?P<scale>thousand|million|billion|mm|mn|bn|mio|[mk])\b(?!\$))"
_CODE = r"(?:(?=\s?\(?(?P<code>usd|cad|cdn|canadian|aud|sgd|hkd)\b))"
# A code between two figures is the second one's sign: "250 USD 486.00".
_MONEY = re.compile(
    rf"(?<![\w$])(?P<sign>{_SIGN})\s{{0,12}}(?P<figures>{_FIGURES})(?:\.--?)?{_SCALE}?{_CODE}?"
    rf"|(?<![\w$])(?P<exact>(?-i:K|R))\s?(?P<kina>\d{{1,3}}(?:,\d{{3}}){{1,3}}(?:\.\d{{2}})?)\b"
    rf"|(?<![\w$.,/]){_FIGURES}(?:\.--?)?(?:\s(?:thousand|million|billion))?\)?\s(?:{_NAME})(?!\w)(?!\s?\d)"
    rf"|(?<![\w$.,])(?P<cents>\d{{1,4}}(?:\.\d{{1,3}})?)\s?(?:cents?\b|\u00a2)"
    rf"|\b(?P<words>{SPELLED})\s{{1,20}}(?:and\s(?:no|00|xx)/100(?:ths)?\s{{1,20}})?"
    r"(?P<unit>(?:u\.?s\.?\s|united\sstates\s|canadian\s)?dollars|cents|euros?|pounds\ssterling)\b"
    r"(?!\s{0,20}\(\s{0,20}(?:[a-z.]{0,5}\s?[$\u20ac\u00a3]|\d))",
    re.IGNORECASE,
)
_TRAILING = re.compile(rf"({_FIGURES})(?:\.--?)?(?:\s(thousand|million|billion))?\)?\s({_NAME})$", re.IGNORECASE)
_EXACT = {"K": "PGK", "R": "ZAR"}


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount as a decimal string, its ISO 4217 code, and where it stands."""

    amount: str
    currency: str
    span: Span


def find_money(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundMoney]:
    """The amounts in ``text[start:end]``, in order; spans count in ``text``. A bare ``$`` is read as US dollars.

    Amounts in words alone count; where figures follow in parentheses, the figures are the amount.
    """
    for match in _MONEY.finditer(text, start, len(text) if end is None else end):
        read = _read(match)
        if read is not None:
            yield FoundMoney(read[0], read[1], Span(*match.span()))


def plain_amount(figures: str) -> str:
    """Figures as a decimal string: without separators, a decimal comma as a point, decimals as printed."""
    figures = re.sub(r"[\s']", "", figures)
    if re.fullmatch(r"\d{1,3}(?:,000)+,00", figures):
        return f"{figures[:-3].replace(',', '')}.00"
    if re.search(r"(?:\.\d{3})+,\d{2}$", figures) or re.fullmatch(r"\d{1,12},\d{2}|0,\d{1,6}", figures):
        return figures.replace(".", "").replace(",", ".")
    figures = figures.replace(",", "")
    return f"0{figures}" if figures.startswith(".") else figures


def _read(match: re.Match[str]) -> tuple[str, str] | None:
    if match["sign"]:
        currency = _CODES.get((match["code"] or "").lower()) if match["sign"] == "$" else None
        return _amount(match["figures"], match["scale"]), currency or _SIGNS[" ".join(match["sign"].lower().split())]
    if match["exact"]:
        return plain_amount(match["kina"]), _EXACT[match["exact"]]
    if match["cents"]:
        return as_text(Decimal(match["cents"]) / 100), "USD"
    if match["words"]:
        return _in_words(match["words"], " ".join(match["unit"].lower().split()))
    trailing = _TRAILING.search(match.group())
    if trailing is None:
        return None
    return _amount(trailing[1], trailing[2]), _NAMES[" ".join(trailing[3].lower().split())]


def _in_words(words: str, unit: str) -> tuple[str, str] | None:
    number = read_number(words)
    if number is None:
        return None
    if unit == "cents":
        return as_text(number / 100), "USD"
    return as_text(number), "CAD" if unit.startswith("canadian") else _NAMES.get(unit, "USD")


def _amount(figures: str, scale: str | None) -> str:
    plain = plain_amount(figures)
    return as_text(Decimal(plain) * _SCALES[scale.lower()]) if scale else plain
