"""Growing quantities with their price: packs ("500 licences $7,000"), or a column of sizes beside one of prices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.fields.money import find_money, plain_amount
from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase
from extractor.fields.pricing.tier import PRICES_NEARBY_CHARS, Price, tier
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

_PACK = re.compile(
    r"(?<![\d,.$])(?P<size>\d{1,3}(?:,\d{3}){1,3}|"
    r"\d{1,7})\s{1,20}(?P<unit>[A-Za-z]{3,20})\s{1,20}\$\s?(?P<price>\d[\d,]{0,14}(?:\.\d\d)?)"
    r"(?:\s{1,20}\$\s?(?P<more>\d[\d,]{0,12}(?:\.\d\d)?)\s{1,5}(?:ea|each)\b)?"
)
_SIZE = re.compile(
    r"(?<![\w,.$])\$?(?P<size>\d{1,3}(?:,\d{3}){1,3}|\d{1,7})\s{1,40}(?P<price>\$\s?\d[\d,]{0,12}(?:\.\d{1,4})?|"
    r"\d{1,2}(?:\.\d{1,2})?\s?%)(?=\s|$)"
)
_SIZE_HEAD = phrase(
    r"\b(?:quantit(?:y|ies)|volume|units?|purchases|number of|level|orders?|users|copies|subscribers|sales)\b"
)
_OTHER = phrase(r"\b(?:insurance|shares|stock|availability|uptime|liabilit\w+|audit|bonus|warrants?|milestones?)\b")
_LEAST_ROWS = 3
_HEADER_CHARS = 200


def find_packs(reading: Reading, run: Span) -> list[Candidate]:
    """The packs in ``run``, each with its size, its price and, where stated, the price of one more."""
    if reading.text.count("$", run.start, run.end) < _LEAST_ROWS:
        return []
    matches = list(_PACK.finditer(reading.text, run.start, run.end))
    sizes = [int(match["size"].replace(",", "")) for match in matches]
    if len(matches) < _LEAST_ROWS or sizes != sorted(set(sizes)):
        return []
    found = []
    for match, size in zip(matches, sizes, strict=True):
        span = Span(*match.span())
        more = {"each_additional": plain_amount(match["more"])} if match["more"] else {}
        price = Price(plain_amount(match["price"]), None, "USD", span)
        found.append(tier(price, span, "tier_pack", low=str(size), unit=match["unit"].lower(), **more))
    return found


def find_sizes(reading: Reading, run: Span) -> list[Candidate]:
    """A column of growing quantities and one of their prices, under a heading that speaks of quantities."""
    body = reading.text[run.start : run.end]
    if body.count("$") + body.count("%") < _LEAST_ROWS:
        return []
    lead = reading.text[max(0, run.start - PRICES_NEARBY_CHARS) : run.start]
    matches = list(_SIZE.finditer(reading.text, run.start, run.end))
    if len(matches) < _LEAST_ROWS or not _SIZE_HEAD.search(f"{lead[-_HEADER_CHARS:]} {body[:_HEADER_CHARS]}"):
        return []
    sizes = [Decimal(match["size"].replace(",", "")) for match in matches]
    if sizes != sorted(set(sizes)) or _OTHER.search(body) or _are_counts(sizes):
        return []
    found = []
    for match in matches:
        money, percent = next(find_money(match["price"]), None), next(find_percents(match["price"]), None)
        span = Span(*match.span())
        price = Price(
            money.amount if money else None,
            percent.percent if percent else None,
            money.currency if money else None,
            span,
        )
        found.append(tier(price, span, "tier_size", low=match["size"].replace(",", "")))
    return found


def _are_counts(sizes: Sequence[Decimal]) -> bool:
    """Whether they are years, or merely number the rows."""
    return all(1990 <= size <= 2100 for size in sizes) or list(sizes) == [Decimal(n) for n in range(1, len(sizes) + 1)]
