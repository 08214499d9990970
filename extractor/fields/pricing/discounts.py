"""Discounts in percent that go with no quantity: by kind of product, by level of partner, or one for all."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.fields.money import find_money
from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase
from extractor.fields.pricing.amounts import block_at, has_gaps
from extractor.fields.pricing.columns import Grid, Row, read_grid, read_table
from extractor.fields.pricing.tier import PRICES_NEARBY_CHARS, Price, tier
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

_DISCOUNT_AFTER = phrase(
    r"^ ?\)? ?(?:[a-z]+ )?(?:discounts?\b|off (?:of )?(?:the |its |their |our |then[- ]current )*|(?:less|below) "
    r"than (?:the )?list)"
)
_DISCOUNT_BEFORE = phrase(
    r"\bdiscounts?(?: (?:rate|percentage|of|is|are|shall be|will be|equal to|at|by|a|an|the|from|off|list|price|"
    r"prices|msrp|up to)){0,7} ?[:=-]? ?\(?$"
)
_NO_DISCOUNT = phrase(
    r"\b(?:early|prompt|within [^.;]{0,30}days|net \d|tax(?:es)?|underwrit\w+|present value|discount rate|offering|"
    r"shares|securities|interest|"
    r"promotion\w*|allowances|deductions|gross sales|net sales|coupons?|customary)\b"
)
_DISCOUNT_HEAD = phrase(r"\b(?:discounts?|reductions?|rebates?)\b|% ?off\b|\bpercent(?:age)? off\b")
_STEMS = ("iscount", "ISCOUNT", "eduction", "EDUCTION", "ebate", "EBATE", "% off", "% Off", "% OFF")
"""One of these stands wherever a discount heads a column; to look for them is far cheaper."""
_PRICE_HEAD = phrase(r"\b(?:prices?|costs?|fees?|rates?|charges?|net|amounts?)\b")
_LIST_HEAD = phrase(r"\b(?:list|retail|suggested|recommended|msrp|rrp|standard|catalog(?:ue)?|base|gross|regular)\b")


def find_discount_rows(reading: Reading, run: Span) -> list[Candidate]:
    """The rows of a table with a column of discounts, each with the price that remains where a column states it.

    The price before the discount is no price that anybody pays.
    """
    grid = _grid(reading, run)
    if grid is None:
        return []
    discounts = [place for place, head in enumerate(grid.heads) if _DISCOUNT_HEAD.search(head)]
    if len(discounts) != 1:
        return []
    prices = [
        place
        for place, head in enumerate(grid.heads)
        if place not in discounts and _PRICE_HEAD.search(head) and not _LIST_HEAD.search(head)
    ]
    return list(_rows(reading.text, grid, discounts[0], prices[-1] if prices else None))


def _grid(reading: Reading, run: Span) -> Grid | None:
    text = reading.text
    around = text[max(0, run.start - PRICES_NEARBY_CHARS) : run.end]
    if not any(stem in around for stem in _STEMS):
        return None
    block = block_at(reading, run.start)
    if not (block and block.cells) and not has_gaps(text[run.start : run.end]):
        return None
    values = [money.span for money in find_money(text, run.start, run.end)]
    values += [percent.span for percent in find_percents(text, run.start, run.end)]
    values.sort(key=lambda value: value.start)
    rows = [block for block in reading.contract.document.blocks if block.cells and run.overlaps(block.span)]
    table = [block for block in reading.contract.document.blocks if rows and block.table == rows[0].table]
    return (
        read_table(reading.contract.document, table, values)
        if table
        else read_grid(reading.contract.document.text, run, values)
    )


def _rows(text: str, grid: Grid, discount: int, price: int | None) -> Iterator[Candidate]:
    for row in grid.rows:
        place = row.values[discount]
        percent = next(find_percents(text, place.start, place.end), None)
        if percent is None:
            continue
        paid = row.values[price] if price is not None else None
        money = next(find_money(text, paid.start, paid.end), None) if paid else None
        yield tier(
            Price(money.amount if money else None, percent.percent, money.currency if money else None, place),
            _extent(text, row),
            "tier_discount",
            unit=row.label.lower() or None,
            basis="discount",
        )


def _extent(text: str, row: Row) -> Span:
    """The label of a row and its values."""
    start = text.rfind(row.label, 0, row.values[0].start) if row.label else -1
    first = row.values[0].start
    return Span(start if 0 <= first - start < PRICES_NEARBY_CHARS and start >= 0 else first, row.values[-1].end)


def find_discounts(reading: Reading, run: Span) -> list[Candidate]:
    """The discounts that ``run`` states, each percentage once; discounts for paying early are none."""
    text = reading.text
    found: list[Candidate] = []
    for percent in find_percents(text, run.start, run.end):
        start, end = percent.span.start, percent.span.end
        before, after = text[max(run.start, start - 70) : start], text[end : min(run.end, end + 60)]
        sentence = text[max(run.start, start - 200) : min(run.end, end + 200)]
        stated = _DISCOUNT_AFTER.search(after) or _DISCOUNT_BEFORE.search(before)
        if not stated or _NO_DISCOUNT.search(sentence):
            continue
        price = Price(None, percent.percent, None, percent.span)
        span = Span(max(run.start, start - 60), min(run.end, end + 60))
        candidate = tier(price, span, "tier_discount", basis="discount")
        if all(candidate.value != other.value for other in found):
            found.append(candidate)
    return found
