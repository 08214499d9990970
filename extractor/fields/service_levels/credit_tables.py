"""Tables of service credits by the level that was reached, also where their columns were lost in plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.percents import FoundPercent, find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.types import FieldValue, Span

LEVEL = phrase(
    r"\b(?:service (?:level )?credits?|service levels?|SLAs?|up-?time|availab\w+|down-?time|outages?|unavailab\w+|"
    r"performance (?:failure|commitment|standard|level)s?|response times?|service failures?|"
    r"interruptions?|(?:site|system|service|server|network) (?:is (?:down|unavailable|"
    r"inaccessible|unreachable)|cannot be (?:reached|accessed|used))|(?:past|after) the "
    r"deadline)\b"
)
"""Words for a service level, or for one that was missed."""
BELOW = phrase(r"(?<!not\s)\b(?:below|less than|lower than|under|falls? to)(?: [a-z]+){0,2} ?$|<\s{0,3}=? ?$")
"""What stands before a level that was not reached."""
_AT_LEAST = phrase(
    r"(?:\b(?:at least|not (?:less|lower) than|no less than|not below|equal to or (?:greater|more|higher) than|"
    r"greater than or "
    r"equal to|from|between)|>\s{0,3}=?|\u2265) ?$"
)
OR_MORE = phrase(r"^ ?\)? ?(?:or (?:more|higher|above|greater)|and above|\+)")
"""What stands after a level that was reached or passed."""
_TABLE_HEAD = phrase(r"\b(?:credit|rebate|reduction|refund|penalty|deduct)")
_TABLE_WINDOW = 900
_LEAST_ROWS = 2
_LEAST_LEVEL = 80
"""A percentage from here on is a level and no credit."""


def find_credit_tables(reading: Reading) -> list[Candidate]:
    """Credits by level: pairs of percentages row by row, or the levels in one row and the credits in the next."""
    found: list[Candidate] = []
    end = 0
    for paragraph in reading.paragraphs("credit", "rebate", "reduction", "refund"):
        head = _TABLE_HEAD.search(reading.text, paragraph.start, paragraph.end)
        if head is None or paragraph.start < end:
            continue
        floor = max(0, head.start() - 120)
        window = reading.text[floor : head.start() + _TABLE_WINDOW]
        if not LEVEL.search(window[:400]):
            continue
        rows = _table(reading.text, floor, min(len(reading.text), head.start() + _TABLE_WINDOW))
        if rows:
            found += rows
            end = rows[-1].span.end
    return found


def _table(text: str, start: int, end: int) -> list[Candidate]:
    percents = _dense(text, list(find_percents(text, start, end)))
    values = [float(p.percent) for p in percents]
    half = len(percents) // 2
    if (
        len(percents) >= 2 * _LEAST_ROWS + 2
        and len(percents) % 2 == 0
        and _falls(values[:half])
        and values[half:] == sorted(values[half:])
    ):
        return [
            _pair(text, level, credit)
            for level, credit in zip(percents[:half], percents[half:], strict=True)
            if float(credit.percent) > 0
        ]
    return _row_pairs(text, percents)


def _falls(values: Sequence[float]) -> bool:
    return list(values) == sorted(values, reverse=True) and len(set(values)) == len(values)


def _dense(text: str, percents: Sequence[FoundPercent]) -> list[FoundPercent]:
    """The first run of percentages that stand close together, as in a table."""
    run: list[FoundPercent] = []
    for percent in percents:
        between = squeeze(text[run[-1].span.end : percent.span.start]) if run else ""
        if run and (len(between) > 60 or re.search(r"[.;]\s[A-Z]", between)):
            if len(run) >= 2 * _LEAST_ROWS:
                break
            run = []
        run.append(percent)
    return run if len(run) >= 2 * _LEAST_ROWS else []


def _row_pairs(text: str, percents: Sequence[FoundPercent]) -> list[Candidate]:
    """Rows of one or two levels and a credit: the levels are high, the credits low."""
    found: list[Candidate] = []
    levels: list[FoundPercent] = []
    for percent in percents:
        if float(percent.percent) >= _LEAST_LEVEL:
            levels = [*levels, percent][-2:]
        elif levels:
            if float(percent.percent) > 0:
                found.append(_row(text, _of_row(text, levels), percent))
            levels = []
    return found if len(found) >= _LEAST_ROWS else []


def _of_row(text: str, levels: Sequence[FoundPercent]) -> Sequence[FoundPercent]:
    """The levels of the last row: one before it that is open upwards ("99.5% or more: none") has no credit."""
    if len(levels) == 2 and OR_MORE.match(text, levels[0].span.end):
        return levels[1:]
    return levels


def _row(text: str, levels: Sequence[FoundPercent], credit: FoundPercent) -> Candidate:
    low = min(levels, key=lambda level: float(level.percent))
    if len(levels) == 1:
        return _pair(text, low, credit)
    high = next(level for level in levels if level is not low)
    upper = "below_percent" if BELOW.search(_ahead(text, high)) else "at_most_percent"
    condition = {"at_least_percent": low.percent, upper: high.percent}
    return _candidate(condition, credit, levels[0].span.start)


def _pair(text: str, level: FoundPercent, credit: FoundPercent) -> Candidate:
    before = _ahead(text, level)
    name = "below_percent" if BELOW.search(before) else "at_least_percent" if _AT_LEAST.search(before) else None
    return _candidate({name or "achieved_percent": level.percent}, credit, level.span.start)


def _ahead(text: str, level: FoundPercent) -> str:
    return text[max(0, level.span.start - 28) : level.span.start]


def _candidate(condition: dict[str, str], credit: FoundPercent, start: int) -> Candidate:
    value: FieldValue = {"condition": condition, "credit": {"percent": credit.percent, "of": None}}
    return Candidate("service_credit", value, Span(start, credit.span.end), "credit_table")
