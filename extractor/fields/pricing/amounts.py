"""The amounts of money of a contract with the words around them: in a sentence, or in the row of a table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.fields.money import CURRENCY_WORDS, FoundMoney, find_money, plain_amount
from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase
from extractor.fields.pricing.columns import Grid, read_grid
from extractor.fields.reading import Reading
from extractor.types import Block, Document, Span

REACH = 220
"""How many characters before and after an amount are looked at."""

_STOP = phrase(r"(?<!\bNo)(?<!\bInc)(?<!\bLtd)(?<![A-Z])(?<!\b[Ss]t)[.;] (?=[A-Z(\"\d])|;", exact_case=True)
_GAP = re.compile(r"\S\s{3,200}(?=\S)")
_LEAST_GAPS = 4
_MOST_COLUMNS = 200
"""A wider row is no table of prices; to ask for the heading of each of its cells takes columns times columns."""
_BARE = re.compile(r"(?<=\s\s)\d{1,3}(?:,\d{3}){0,3}\.\d{2}(?![\d%])|(?<=\s\s)\d{1,3}(?:,\d{3}){1,3}(?=\s|$)")
_PERCENT_NEXT = re.compile(r"\s{0,3}(?:%|per\s?cent)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and its surroundings: words of the same sentence or row, at most ``REACH`` characters each way.

    ``near`` is the end of ``before`` that follows the amount before this one. ``heading`` stands above it in a table.
    """

    money: FoundMoney
    before: str
    near: str
    after: str
    own: str = ""
    """The beginning of ``after`` up to the next amount."""
    heading: str = ""
    label: str = ""
    """The words of the row's first cell, where it is the row of a table."""
    heads: tuple[str, ...] = ()
    """The headings of all columns of the table that the amount stands in."""
    block: Block | None = None

    @property
    def span(self) -> Span:
        """Where the figures stand."""
        return self.money.span


@dataclass(frozen=True, slots=True)
class Priced:
    """A paragraph that holds money; ``tabular`` where blanks set it in columns, or it is the row of a table."""

    span: Span
    text: str
    tabular: bool
    amounts: tuple[Amount, ...]
    block: Block | None


def priced_paragraphs(reading: Reading) -> tuple[Priced, ...]:
    """The paragraphs that hold money, in order."""
    return tuple(_priced(reading))


def _priced(reading: Reading) -> Iterator[Priced]:
    heads = first_rows(reading.contract.document)
    for span in reading.paragraphs(*CURRENCY_WORDS):
        monies = list(find_money(reading.text, span.start, span.end))
        if not monies:
            continue
        block = block_at(reading, monies[0].span.start)
        text = reading.text[span.start : span.end]
        row = block is not None and block.kind == "table_row"
        tabular = row or is_tabular(text)
        if tabular and not row:
            monies = _with_bare(reading.text, span, monies)
        grid = grid_of(reading, span, monies) if not row and len(monies) > 1 and has_gaps(text) else None
        amounts = (_in_grid(amount, grid) for amount in _amounts(reading, span, monies, tabular, block, heads))
        yield Priced(span, text, tabular, tuple(amounts), block)


def grid_of(reading: Reading, span: Span, monies: Sequence[FoundMoney]) -> Grid | None:
    """The columns that blanks and line breaks set at ``span``, by its amounts and percentages."""
    percents = [percent.span for percent in find_percents(reading.text, span.start, span.end)]
    places = sorted([*(money.span for money in monies), *percents], key=lambda place: place.start)
    return read_grid(reading.contract.document.text, span, places)


def _in_grid(amount: Amount, grid: Grid | None) -> Amount:
    if grid is None or not (heading := grid.head_of(amount.span)):
        return amount
    return replace(amount, heading=heading, heads=grid.heads)


def has_gaps(text: str) -> bool:
    """Whether some gaps between words are wide, as between the cells of a table."""
    return sum(1 for _ in zip(range(_LEAST_GAPS), _GAP.finditer(text), strict=False)) == _LEAST_GAPS


def is_tabular(text: str) -> bool:
    """Whether blanks set the text in columns."""
    return has_gaps(text) and len(_GAP.findall(text)) * 40 > len(re.sub(r"\s{2,}", " ", text))


def block_at(reading: Reading, offset: int) -> Block | None:
    """The block of the document at ``offset``."""
    blocks = reading.contract.document.blocks
    place = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
    return blocks[place] if place >= 0 else None


def first_rows(document: Document) -> dict[int, Block]:
    """The first row of each table, by the table's number."""
    heads: dict[int, Block] = {}
    for block in document.blocks:
        if block.table is not None:
            heads.setdefault(block.table, block)
    return heads


def column_heading(document: Document, first: Block, row: Block, span: Span) -> str:
    """The words of the ``first`` row above the cell of ``row`` with ``span``; empty where the rows differ in cells."""
    column = next((place for place, cell in enumerate(row.cells) if cell.covers(span)), None)
    if first is row or column is None or len(first.cells) != len(row.cells):
        return ""
    return document.quote(first.cells[column])


def sentence_start(text: str) -> int:
    """Where the last sentence of ``text`` begins."""
    start = 0
    for stop in _STOP.finditer(text):
        start = stop.end()
    return start


def sentence_end(text: str) -> int:
    """Where the first sentence of ``text`` ends."""
    stop = _STOP.search(text)
    return stop.start() if stop else len(text)


def _with_bare(text: str, span: Span, monies: list[FoundMoney]) -> list[FoundMoney]:
    """In a table that names its currency once, figures with two decimals are amounts of it."""
    taken = [money.span for money in monies]
    starts = [place.start for place in taken]
    for match in _BARE.finditer(text, span.start, span.end):
        place = Span(*match.span())
        before = bisect_left(starts, place.end) - 1  # amounts stand in order and apart: only the last one may overlap
        if not (before >= 0 and taken[before].end > place.start) and not _PERCENT_NEXT.match(text, match.end()):
            monies.append(FoundMoney(plain_amount(match.group()), monies[0].currency, place))
    return sorted(monies, key=lambda money: money.span.start)


def _amounts(
    reading: Reading,
    span: Span,
    monies: list[FoundMoney],
    tabular: bool,
    block: Block | None,
    heads: Mapping[int, Block],
) -> Iterator[Amount]:
    text, last = reading.text, span.start
    row = block is not None and block.kind == "table_row"
    for place, money in enumerate(monies):
        floor = max(span.start, money.span.start - REACH)
        end = min(span.end, money.span.end + REACH)
        if tabular and not row:
            floor = max(floor, last)
            end = min(end, monies[place + 1].span.start) if place + 1 < len(monies) else end
        start = floor + sentence_start(text[floor : money.span.start])
        stop = money.span.end + sentence_end(text[money.span.end : end])
        heading = label = ""
        columns: tuple[str, ...] = ()
        if row and block and len(block.cells) <= _MOST_COLUMNS:
            label = reading.contract.document.quote(block.cells[0]) if block.cells else ""
            first = heads.get(block.table or 0, block)
            heading = column_heading(reading.contract.document, first, block, money.span)
            columns = tuple(reading.contract.document.quote(cell) for cell in first.cells) if heading else ()
        yield Amount(
            money,
            before=text[start : money.span.start],
            near=text[max(start, min(last, money.span.start)) : money.span.start],
            after=text[money.span.end : stop],
            own=text[money.span.end : min(stop, monies[place + 1].span.start if place + 1 < len(monies) else stop)],
            heading=heading,
            label=label,
            heads=columns,
            block=block,
        )
        last = money.span.end
