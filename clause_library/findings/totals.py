"""Tables whose total is not the sum of a column, or in which one row breaks the rule of the others."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from clause_library.findings.amounts import (
    FEWEST_PARTS,
    MOST_ROWS,
    TOTAL,
    Part,
    amounts,
    check_sum,
    columns,
    is_near,
)
from clause_library.findings.paper import Paper
from clause_library.findings.rows import Row, rows_of
from clause_library.types import Finding
from extractor.types import Span

_GLUED_TOTAL = re.compile(r"\b(?:grand\s{1,3})?total\s{2,80}(?=[$€£])", re.IGNORECASE)
_DEDUCTED = re.compile(
    r"\b(?:less|minus|discount|credit|deduct\w{0,4}|rebate|refund)\b|\(\s?[$€£]?\s?\d", re.IGNORECASE
)
_FEWEST_CELLS = 3
_FEWEST_REGULAR = 2
_FEWEST_BEFORE_WHOLE = 3
_ALL = re.compile(r"[\s|]{0,40}(?:all|whole|overall|combined|together|full|annual|yearly|contract)\b", re.IGNORECASE)
_NEAR_WHOLE, _VERY_NEAR_WHOLE = Decimal("0.2"), Decimal("0.02")

_Columns = tuple[Part | None, ...]


def find_faulty_totals(paper: Paper) -> Iterator[Finding]:
    """Rows ``Total``, or below a line, that are no sum; and rows in which quantity and price do not make the amount."""
    for rows, total in _tables(paper):
        if total is not None:
            yield from _sums(paper, rows, total)
        yield from _irregular(paper, rows)
    for stretch in paper.paragraphs:
        yield from _glued(paper, stretch.span.start, stretch.span.end)


def _tables(paper: Paper) -> Iterator[tuple[Sequence[Row], Row | None]]:
    """The runs of rows with amounts, each with the row that gives its total; None where there is none."""
    rows: list[Row] = []
    rulers, ruled = 0, False
    for row in rows_of(paper):
        if row.ruler:
            rulers, ruled = rulers + bool(rows), True
            continue
        if paper.figured[row.span.start : row.span.end].rstrip().endswith(":"):
            rows = []
            continue
        found = columns(paper, row)
        ends = len(rows) >= FEWEST_PARTS and bool(found)
        if ends and (_says_total(paper, row) or (ruled and rulers == 1) or _is_whole(paper, rows, row)):
            yield rows, row
            rows, rulers = [], 0
        elif found:
            rows = [*rows, row][-MOST_ROWS:]
        else:
            if rows:
                yield rows, None
            rows, rulers = [], 0
        ruled = False
    yield rows, None


def _says_total(paper: Paper, row: Row) -> bool:
    return TOTAL.match(paper.figured, row.span.start, row.span.end) is not None


def _is_whole(paper: Paper, rows: Sequence[Row], row: Row) -> bool:
    """Whether a row that is not called a total gives one: all of something, or nearly the sum of three and more."""
    table = [columns(paper, other) for other in (*rows, row)]
    if len(rows) < _FEWEST_BEFORE_WHOLE or any(len(cells) != 1 or cells[0] is None for cells in table):
        return False
    *parts, total = [cells[0] for cells in table if cells[0] is not None]
    if not total.unit or total.unit == "%" or {part.unit for part in parts} != {total.unit}:
        return False
    off = abs(sum((part.value for part in parts), Decimal(0)) - total.value)
    named = _ALL.match(paper.figured, row.span.start, row.span.end) is not None
    return off < total.value * (_NEAR_WHOLE if named else _VERY_NEAR_WHOLE)


def _sums(paper: Paper, rows: Sequence[Row], row: Row) -> Iterator[Finding]:
    """The columns of the row that are no sums: the last one, and others where all rows have them."""
    if any(_DEDUCTED.search(paper.figured, other.span.start, other.span.end) for other in rows):
        return
    table = [columns(paper, other) for other in rows]
    for place, total in enumerate(columns(paper, row)):
        if total is None:
            continue
        parts = _column(table, place, total.unit)
        if place == 0 or (len(parts) == len(rows) and total.unit):
            yield from check_sum(paper, total, parts, row.span)


def _column(table: Sequence[_Columns], place: int, unit: str) -> list[Part]:
    """The amounts of one column from the last row upwards, as long as they are of the kind of the total."""
    found: list[Part] = []
    for cells in reversed(table):
        part = cells[place] if place < len(cells) else None
        if part is None or part.unit != unit:
            break
        found.insert(0, part)
    return found


def _product(values: Sequence[Decimal]) -> Decimal:
    return values[1] * values[2]


def _sum(values: Sequence[Decimal]) -> Decimal:
    return sum(values[1:], Decimal(0))


def _irregular(paper: Paper, rows: Sequence[Row]) -> Iterator[Finding]:
    """The one row whose last amount is not the product, or sum, of the others, as it is in all other rows."""
    table = [columns(paper, row) for row in rows]
    cells = [[part.value for part in parts if part is not None] for parts in table]
    lengths = {len(values) for values in cells}
    if len(lengths) != 1 or min(lengths) < _FEWEST_CELLS or any(None in parts for parts in table):
        return
    rules: tuple[tuple[str, Callable[[Sequence[Decimal]], Decimal]], ...] = (("product", _product), ("sum", _sum))
    for name, rule in rules:
        broken = [place for place, values in enumerate(cells) if not math.isclose(rule(values), values[0])]
        if len(broken) == 1 and len(cells) - 1 >= _FEWEST_REGULAR:
            row, values = rows[broken[0]], cells[broken[0]]
            if values[0] and is_near(rule(values), values[0]):
                message = (
                    f"{paper.said(row.span)} in {paper.where(row.span.start)}: the {name} is {rule(values):,f}, not "
                    f"{values[0]:,f}, unlike in the other rows."
                )
                yield paper.finding("sum_mismatch", "high", message, (row.span,), 0.8)


def _glued(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    """A table whose rows were run into one paragraph."""
    for match in _GLUED_TOTAL.finditer(paper.figured, start, end):
        signed = [part for part in amounts(paper.figured, start, end) if part.unit not in ("", "%")]
        before = [part for part in signed if part.span.end <= match.start()]
        total = next((part for part in signed if part.span.start >= match.end()), None)
        if total is not None:
            yield from check_sum(paper, total, before, Span(match.start(), total.span.end))
        return
