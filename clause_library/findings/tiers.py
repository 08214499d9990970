"""Tables and lists of ranges (prices by quantity, credits by availability) that leave a gap or overlap."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.findings.rows import Row, rows_of
from clause_library.types import Finding
from extractor.types import Span

_SIGN = r"(?:(?:us|c|a)?[$€£]|(?:usd|eur|gbp|chf|cad|aud|nzd|sgd|hkd|inr|jpy|sek|nok|dkk|pln)\b)?\s?"
_FIGURE = rf"{_SIGN}(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,12}})(?:\.\d{{1,4}})?"
_SCALE = r"(?:\s?(?:million|thousand|billion|k|m)\b)?"
_UNIT = r"(?:\s?(?:%|percent|per\s?cent))?(?:\s[a-z][a-z.-]{0,20}){0,3}?"


def _number(name: str) -> str:
    return rf"(?P<{name}>(?:{_FIGURE}){_SCALE}\s?(?:%|percent|per\s?cent)?){_UNIT}"


_OR_MORE = (
    r"(?:-\s?)?(?:or|and)\s(?:more|above|higher|over|greater|up|upwards?|longer|later)"
    r"|(?:or|and)\sat\sleast|\+|plus|upwards?"
)
_OR_LESS = r"(?:or|and)\s(?:less|fewer|below|under|lower|shorter|earlier)"
_ABOVE = r"(?:more\sthan|greater\sthan|over|above|exceeding|in\sexcess\sof|higher\sthan|>)"
_AT_LEAST = (
    r"(?:at\sleast|not\sless\sthan|no\sless\sthan|no\sfewer\sthan|from|minimum\sof"
    r"|equal\sto\sor\s(?:greater|more|higher)\sthan|>=|≥)"
)
_BELOW = r"(?:less\sthan|fewer\sthan|below|under|lower\sthan|<)"
_AT_MOST = (
    r"(?:up\sto(?:\sand\sincluding)?|not\smore\sthan|no\smore\sthan|not\sexceeding|at\smost|to"
    r"|through|equal\sto\sor\s(?:less|lower)\sthan|<=|≤)"
)
_LEAD = (
    r"(?:(?!(?:more|less|than|over|above|below|under|up|to|at|least|most|from|between|exceeding"
    r"|greater|fewer|not|no|higher|lower|total)\b)"
    r"[a-z][a-z-]{0,20}\s(?:\([a-z]\)\s)?){0,3}"
)
"""``orders of``, ``days``: words before a range that change nothing."""
_LINK = r",?\s?(?:and|but|yet)?,?\s?(?:(?:is|are)\s)?"
_BARE = _number("low")
_PATTERNS: tuple[tuple[re.Pattern[str], bool, bool], ...] = tuple(
    (re.compile(pattern if pattern == _BARE else _LEAD + pattern), low_open, high_open)
    for pattern, low_open, high_open in (
        (rf"(?:from\s|between\s)?{_number('low')}\s?(?:-|to|through|and|up\sto)\s?{_number('high')}", False, False),
        (
            rf"(?:from\s|{_AT_LEAST}\s)?{_number('low')}(?:\s?(?:{_OR_MORE}))?\s?{_LINK}(?:to\s)?"
            rf"{_BELOW}\s?{_number('high')}",
            False,
            True,
        ),
        (rf"(?:from\s)?{_AT_LEAST}\s?{_number('low')}{_LINK}(?:{_AT_MOST})\s?{_number('high')}", False, False),
        (rf"{_number('low')}\s?(?:<=|≤)\s?[a-z]{{1,20}}\s?<\s?{_number('high')}", False, True),
        (rf"{_number('low')}\s?<\s?[a-z]{{1,20}}\s?(?:<=|≤)\s?{_number('high')}", True, False),
        (rf"{_ABOVE}\s?{_number('low')}{_LINK}(?:{_AT_MOST})\s?{_number('high')}", True, False),
        (rf"{_ABOVE}\s?{_number('low')}{_LINK}{_BELOW}\s?{_number('high')}", True, True),
        (rf"{_number('low')}\s?(?:{_OR_MORE})(?:\s[a-z]{{1,20}}){{0,3}}", False, False),
        (rf"{_AT_LEAST}\s?{_number('low')}", False, False),
        (rf"{_ABOVE}\s?{_number('low')}", True, False),
        (rf"{_number('high')}\s?(?:{_OR_LESS})(?:\s[a-z]{{1,20}}){{0,3}}", False, False),
        (rf"(?:{_AT_MOST})\s?{_number('high')}", False, False),
        (rf"{_BELOW}\s?{_number('high')}", False, True),
        (_BARE, False, False),
    )
)
"""How a range is written, and whether its lower and its upper end are left out of it."""
_SINGLE = len(_PATTERNS) - 1
_LONGEST_CELL_CHARS = 70
_FEWEST_ROWS = 3
_FEWEST_RANGES = 2
_MOST_CELLS = 4
_SCALES = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "billion": 10**9}
_PARTS = re.compile(
    r"(?P<sign>[$€£]|\b[a-z]{3}(?=\s?\d))?\s?(?P<figures>[\d,]*\.?\d+)\s?(?P<scale>thousand|million|billion|k|m)?\b"
)


@dataclass(frozen=True, slots=True)
class Range:
    """What one row covers. ``low`` or ``high`` is None where it has no such end; ``unit`` is ``%``, a sign or empty."""

    span: Span
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str
    decimals: int
    single: bool


def find_faulty_tiers(paper: Paper) -> Iterator[Finding]:
    """Gaps and overlaps between ranges that follow each other."""
    for tiers in _tables(paper):
        unit = Decimal(1).scaleb(-max(tier.decimals for tier in tiers))
        for before, after in itertools.pairwise(tiers):
            lower, upper = (before, after) if _starts(before) < _starts(after) else (after, before)
            finding = _compare(paper, lower, upper, unit, written=(after, before))
            if finding is not None:
                yield finding


def _compare(paper: Paper, lower: Range, upper: Range, unit: Decimal, written: tuple[Range, Range]) -> Finding | None:
    if lower.high is None or upper.low is None:
        return None
    spans = (written[0].span, written[1].span)
    ends, begins = lower.high, upper.low
    rows = f"{paper.said(written[1].span)} and {paper.said(written[0].span)} in {paper.where(spans[0].start)}"
    if begins < ends:
        message = f"{rows} overlap: both cover what lies between {begins:f} and {ends:f}."
        return paper.finding("tiers_overlap", "high", message, spans, 0.85)
    meets = lower.high_open or upper.low_open or lower.unit == "%" or lower.decimals or upper.decimals
    allowed = Decimal(0) if lower.high_open or upper.low_open else unit
    if begins - ends > allowed and (meets or begins - ends > 1):
        message = f"{rows} leave a gap: nothing is said for what lies between {ends:f} and {begins:f}."
        return paper.finding("tiers_gap", "high", message, spans, 0.85)
    return None


def _tables(paper: Paper) -> Iterator[Sequence[Range]]:
    """The runs of rows with a range each, in the same cell."""
    runs: dict[int, list[Range]] = {}
    for row in rows_of(paper):
        if row.ruler:
            continue
        found = dict(_ranges(paper, row))
        for column in [column for column in runs if column not in found]:
            yield from _table(runs.pop(column))
        for column, tier in found.items():
            runs.setdefault(column, []).append(tier)
    for run in runs.values():
        yield from _table(run)


def _table(run: Sequence[Range]) -> Iterator[Sequence[Range]]:
    """The run, if it is a table of tiers: it goes one way, from or to an open end, in one unit."""
    if len(run) < _FEWEST_ROWS or sum(not tier.single for tier in run) < _FEWEST_RANGES:
        return
    if len({tier.unit for tier in run}) > 1 or not _has_an_end(run):
        return
    starts = [_starts(tier) for tier in run]
    ends = [_ends(tier) for tier in run]
    rising = starts == sorted(set(starts)) and ends == sorted(set(ends))
    falling = starts == sorted(set(starts), reverse=True) and ends == sorted(set(ends), reverse=True)
    if rising or falling:
        yield run


def _has_an_end(run: Sequence[Range]) -> bool:
    """Whether it begins at nothing or one, or goes on without end; a list of years or pages does neither."""
    if any(tier.low is None or tier.high is None for tier in run):
        return True
    return min(tier.low for tier in run if tier.low is not None) <= 1


def _starts(tier: Range) -> Decimal:
    return Decimal("-Infinity") if tier.low is None else tier.low


def _ends(tier: Range) -> Decimal:
    return Decimal("Infinity") if tier.high is None else tier.high


def _ranges(paper: Paper, row: Row) -> Iterator[tuple[int, Range]]:
    for column, cell in enumerate(row.cells[:_MOST_CELLS]):
        if len(cell) <= _LONGEST_CELL_CHARS:
            tier = _read(paper.figured, cell)
            if tier is not None:
                yield column, tier


def _read(text: str, cell: Span) -> Range | None:
    """The range that a cell states, and nothing else."""
    words = " ".join(text[cell.start : cell.end].lower().rstrip(" .,;").split())
    if not any(map(str.isdigit, words)):
        return None
    for place, (pattern, low_open, high_open) in enumerate(_PATTERNS):
        match = pattern.fullmatch(words)
        if match is not None:
            return _range(cell, match, low_open, high_open, single=place == _SINGLE)
    return None


def _range(cell: Span, match: re.Match[str], low_open: bool, high_open: bool, *, single: bool) -> Range | None:
    groups = match.groupdict()
    low, high = (_value(groups[name]) if groups.get(name) else None for name in ("low", "high"))
    if low is not None and high is not None:
        if low[2] < high[2] and low[0] < 1000 <= high[0]:
            low = (low[0] * high[2], low[1], high[2], low[3])  # "1 to 5 million"
        if low[0] > high[0]:
            return None
    known = [value for value in (low, high) if value is not None]
    units = {value[1] for value in known if value[1]}
    if len(units) > 1 or not known:
        return None
    return Range(
        span=cell,
        low=low[0] if low else None,
        high=low[0] if single and low else high[0] if high else None,
        low_open=low_open,
        high_open=high_open,
        unit=next(iter(units), ""),
        decimals=max(value[3] for value in known),
        single=single,
    )


def _value(words: str) -> tuple[Decimal, str, int, int] | None:
    """A number with its unit, its scale and how many decimals it has."""
    match = _PARTS.search(words)
    if match is None:
        return None
    figures = match["figures"].replace(",", "")
    scale = _SCALES.get(match["scale"] or "", 1)
    unit = "%" if "%" in words or "per" in words else match["sign"] or ""
    decimals = 0 if scale > 1 else len(figures.partition(".")[2])
    return Decimal(figures) * scale, unit, scale, decimals
