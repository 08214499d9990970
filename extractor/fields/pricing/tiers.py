"""Prices by quantity: bands with their price, in prose, in columns, or as packs of growing size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.fields.money import CURRENCY_WORDS, find_money, plain_amount
from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.pricing.amounts import is_tabular
from extractor.fields.pricing.bands import Band, find_bands
from extractor.fields.pricing.discounts import find_discount_rows, find_discounts
from extractor.fields.pricing.packs import find_packs, find_sizes
from extractor.fields.pricing.tier import PRICES_NEARBY_CHARS, Price, tier
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

MOST_TIERS = 60
_SHORT_ROW_CHARS = 160
_LINE_BREAK_CHARS = 3
_LEAST_UNNAMED = 3
"""So many bands, each with an amount, are tiers though no word speaks of a price."""
_REACH_CHARS = 200
_FARTHEST = 90
"""How many characters may stand between a band and its price."""

_PRICES = phrase(
    r"\b(?:fees?|charges?|prices?|pricing|rates?|cost|discounts?|rebates?|royalt(?:y|ies)|commissions?|percentage|"
    r"payments?|tiers?|per (?:unit|user|port|"
    r"piece|copy|seat|licen[cs]e|transaction)|each)\b|[_%]"
)
_OTHER = phrase(
    r"\b(?:insurance|shares|stock|availab\w+|uptime|interest rate|liabilit\w+|audit|underpa\w+|per annum|bonus|age|"
    r"warrants?|ownership|"
    r"milestones?)\b"
)
_UNIT_PRICE_BEFORE = re.compile(r"(?:\bper|\bevery|\beach|/)\s{1,5}$", re.IGNORECASE)
_BARE = re.compile(r"(?<![\d.,$'-])\d{1,3}(?:,\d{3}){0,2}\.\d{2}(?![\d%])")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.;]\s{1,20}(?=[A-Z(])|(?:\s|,)\(?\d{1,2}[.)]\s{1,20}(?=[a-zA-Z])")
_NEXT_PROVISION = re.compile(r"[.;]\s|\s\(?\d{1,2}[.)]\d{0,2}|\s\([a-z]\)\s")
_FREE = phrase(r"\b(?:free|no (?:additional )?(?:charge|cost)|without (?:additional )?charge|included|complimentary)\b")
"""What is said to be free has no price: the amount after it is that of what comes on top."""
_REST = phrase(r"\b(?:thereafter|remaining|remainder|all (?:other|additional|subsequent)|any additional)\b")


def find_tiers(reading: Reading) -> list[Candidate]:
    """The prices by quantity, in order; at least two that belong together, or one that counts "the first" so many."""
    found: list[Candidate] = []
    for run in _runs(reading):
        found += (
            find_packs(reading, run)
            or find_discount_rows(reading, run)
            or _banded(reading, run)
            or find_sizes(reading, run)
            or find_discounts(reading, run)
        )
        if len(found) >= MOST_TIERS:
            break
    return found[:MOST_TIERS]


def _runs(reading: Reading) -> Iterator[Span]:
    """Paragraphs that may hold tiers; short rows that follow one another are one run."""
    words = (*CURRENCY_WORDS, "%", "percent", "per cent")
    current: Span | None = None
    last_chars = 0
    for span in reading.paragraphs(*words):
        if len(span) < 5:
            continue
        adjacent = current is not None and span.start - current.end <= _LINE_BREAK_CHARS
        joins = adjacent and max(len(span), last_chars) < _SHORT_ROW_CHARS
        last_chars = len(span)
        if current is not None and not joins:
            yield current
        current = Span(current.start, span.end) if joins and current is not None else span
    if current is not None:
        yield current


def _banded(reading: Reading, run: Span) -> list[Candidate]:
    text = reading.text
    lead = text[max(0, run.start - PRICES_NEARBY_CHARS) : run.start]
    body = text[run.start : run.end]
    named = _PRICES.search(body) or _PRICES.search(lead)
    stated = _stated(text, run, bare=is_tabular(body))
    bands = [band for span in _near(run, stated) for band in find_bands(text, span.start, span.end)]
    if not bands:
        return []
    prices = _prices(text, bands, stated)
    pairs = _pairs(text, bands, prices, columns=is_tabular(body) or len(body) < _SHORT_ROW_CHARS)
    if len(pairs) < 2 and not any(band.counted for band, _ in pairs):
        return []
    if not named and (len(pairs) < _LEAST_UNNAMED or any(price.amount is None for _, price in pairs)):
        return []
    end = max(max(band.span.end, price.span.end) for band, price in pairs)
    around = text[max(run.start, pairs[0][0].span.start - 200) : end] + _rest_of_line(text, end)
    if _OTHER.search(around) or _OTHER.search(_line_above(text, run, pairs[0][0].span.start)):
        return []
    pairs += _thereafter(text, pairs, prices)
    lasts = [None, *(band for band, _ in pairs)]
    return [_tier(text, band, price, last) for (band, price), last in zip(pairs, lasts, strict=False)]


def _rest_of_line(text: str, end: int) -> str:
    """What follows the last band in its sentence; the next provision is another matter."""
    rest = text[end : end + 60]
    stop = _NEXT_PROVISION.search(rest)
    return rest[: stop.start()] if stop else rest


def _line_above(text: str, run: Span, first: int) -> str:
    """The line that heads the bands, where it is a paragraph of its own."""
    above = text[max(0, run.start - _SHORT_ROW_CHARS) : run.start].rstrip()
    return above[above.rfind("\n") + 1 :] if first - run.start < _LINE_BREAK_CHARS else ""


def _thereafter(text: str, pairs: Sequence[tuple[Band, Price]], prices: Sequence[Price]) -> list[tuple[Band, Price]]:
    """The price of all that comes after the last band, which no band states."""
    last = max((price.span.end for _, price in pairs), default=0)
    floor = max([last, *(band.span.end for band, _ in pairs)])
    price = next((price for price in prices if price.span.start >= floor), None)
    if price is None or price.span.start - floor > 2 * _FARTHEST:
        return []
    after = text[price.span.end : price.span.end + _FARTHEST]
    before = text[floor : price.span.start]
    if _SENTENCE_END.search(before) or not (_REST.search(before) or _REST.search(after)):
        return []
    return [(Band(None, None, price.span, counted=True), price)]


def _stated(text: str, run: Span, *, bare: bool) -> list[Price]:
    """All amounts and percentages of ``run``; where ``bare``, figures with two decimals count in the same currency."""
    found = [Price(m.amount, None, m.currency, m.span) for m in find_money(text, run.start, run.end)]
    currency = found[0].currency if found else None
    found += [Price(None, p.percent, None, p.span) for p in find_percents(text, run.start, run.end)]
    if bare and currency:
        places = [Span(*match.span()) for match in _BARE.finditer(text, run.start, run.end)]
        found += [Price(plain_amount(text[s.start : s.end]), None, currency, s) for s in places]
    return sorted(found, key=lambda price: (price.span.start, -len(price.span)))


def _near(run: Span, prices: Sequence[Price]) -> list[Span]:
    """The stretches of ``run`` in which a band may stand that goes with one of ``prices``."""
    stretches: list[Span] = []
    for price in prices:
        start = max(run.start, price.span.start - _REACH_CHARS)
        end = min(run.end, price.span.end + _REACH_CHARS)
        if stretches and start <= stretches[-1].end:
            stretches[-1] = Span(stretches[-1].start, max(end, stretches[-1].end))
        else:
            stretches.append(Span(start, end))
    return stretches


def _prices(text: str, bands: Sequence[Band], stated: Sequence[Price]) -> list[Price]:
    """The amounts and percentages that are no part of a band and no unit of a price ("per $100")."""
    kept: list[Price] = []
    places = iter(sorted((band.span.start, band.span.end) for band in bands))
    place = next(places, None)
    for price in stated:
        while place is not None and place[1] <= price.span.start:
            place = next(places, None)
        inside = place is not None and place[0] < price.span.end
        again = kept and kept[-1].span.end > price.span.start
        before = text[max(0, price.span.start - 12) : price.span.start]
        if not inside and not again and not _UNIT_PRICE_BEFORE.search(before):
            kept.append(price)
    return kept


def _pairs(text: str, bands: Sequence[Band], prices: Sequence[Price], *, columns: bool) -> list[tuple[Band, Price]]:
    """Each band with its price: beside it, or in the same place of two lists that follow one another.

    In ``columns`` a band may have several prices, one a column.
    """
    pairs: list[tuple[Band, Price]] = []
    items: list[Band | Price] = sorted([*bands, *prices], key=lambda item: item.span.start)
    place = 0
    while place < len(items):
        group = _list_at(items, place)
        prices_after = items[place + group : place + 2 * group]
        if group > 1 and len(prices_after) == group and all(isinstance(item, Price) for item in prices_after):
            rows = zip(items[place : place + group], prices_after, strict=True)
            pairs += [(b, p) for b, p in rows if isinstance(b, Band) and isinstance(p, Price)]
            place += 2 * group
            continue
        pair = _beside(text, items, place)
        if pair is None:
            place += 1
            continue
        pairs.append(pair)
        place += 2
        band_first = isinstance(items[place - 2], Band)
        while columns and band_first and place < len(items):
            more = items[place]
            if not isinstance(more, Price) or more.span.start - items[place - 1].span.end > _FARTHEST:
                break
            pairs.append((pair[0], more))
            place += 1
    return pairs


def _list_at(items: Sequence[Band | Price], place: int) -> int:
    """How many bands stand one after the other at ``place``."""
    count = 0
    while place + count < len(items) and isinstance(items[place + count], Band):
        count += 1
    return count


def _beside(text: str, items: Sequence[Band | Price], place: int) -> tuple[Band, Price] | None:
    if place + 1 >= len(items):
        return None
    one, two = items[place], items[place + 1]
    between = text[one.span.end : two.span.start]
    if len(squeeze(between)) > _FARTHEST or _SENTENCE_END.search(between) or _FREE.search(between):
        return None
    if isinstance(one, Band) and isinstance(two, Price):
        return one, two
    if isinstance(one, Price) and isinstance(two, Band):
        return two, one
    return None


def _tier(text: str, band: Band, price: Price, last: Band | None) -> Candidate:
    low = band.low if band.low is not None or last is None or not band.counted else last.high
    high = band.high
    if band.step is not None and low is not None:
        high = str(Decimal(low) + Decimal(band.step))
    span = Span(min(band.span.start, price.span.start), max(band.span.end, price.span.end))
    return tier(price, span, "tier_band", low=low, high=high, unit=_unit(text, band))


def _unit(text: str, band: Band) -> str | None:
    match = re.match(r"\s{1,3}([A-Za-z][a-z'-]{2,20}(?: [a-z'-]{3,20})?)", text[band.span.end : band.span.end + 50])
    return match[1].lower() if match else None
