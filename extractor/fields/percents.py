"""Percentages: ``99.9%``, ``one and one-half percent (1.5%)``, ``ten ( 10% ) percent``, ``1-1/2%``, ``1½%``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.fields.numbers import MIXED, as_text, read_mixed
from extractor.types import Span

_FIGURE = (
    r"(?:(?<![\d.,$/-])\d{1,3}[\s-]{1,2}[1-9]/[2-9]|(?<![\d.,/])\d{1,5}(?:\.\d{1,6})?[\u00bc-\u00be]?|"
    r"(?<![\w.,])\.\d{1,6})"
)
_SIGN = r"(?:\s{0,20}|-)(?:%|per\s?cent(?:um|age\s{1,20}points?)?\b|p\.c\.|pct\b)"
_PERCENT = re.compile(
    rf"\b(?P<words>{MIXED})(?:{_SIGN})?\s{{0,20}}\(\s{{0,20}}(?P<inner>{_FIGURE})(?:{_SIGN})?\s{{0,20}}\)(?:{_SIGN})?"
    rf"|(?P<figure>{_FIGURE}){_SIGN}(?:\s{{0,20}}\(\s{{0,20}}{MIXED}(?:{_SIGN})?\s{{0,20}}\))?"
    rf"|\b(?P<spelled>{MIXED})(?:\s{{1,20}}of\s{{1,20}}one)?{_SIGN}",
    re.IGNORECASE,
)
_ANY_SIGN = re.compile(r"%|per\s?cent|p\.c\.|pct", re.IGNORECASE)
_REACH_CHARS = 90
_HAS_SIGN = re.compile(_SIGN, re.IGNORECASE)
_QUARTERS = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}
_MOST = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class FoundPercent:
    """A percentage as a decimal string without its sign, and where it stands."""

    percent: str
    span: Span


def find_percents(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundPercent]:
    """The percentages in ``text[start:end]``, in order; spans count in ``text``. Figures win over words."""
    for stretch in _stretches(text, start, len(text) if end is None else end):
        for match in _PERCENT.finditer(text, stretch.start, stretch.end):
            if _HAS_SIGN.search(match.group()) is None:
                continue
            figure = match["inner"] or match["figure"]
            percent = _figure(figure) if figure else _words(match["spelled"])
            if percent is not None and Decimal(percent) <= _MOST:
                yield FoundPercent(percent, Span(*match.span()))


def _stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches around the signs: to look for one is far cheaper than to look for a number."""
    current: Span | None = None
    for sign in _ANY_SIGN.finditer(text, start, end):
        first, last = max(start, sign.start() - _REACH_CHARS), min(end, sign.end() + _REACH_CHARS)
        if current is not None and first > current.end:
            yield current
            current = None
        current = Span(current.start if current else first, last)
    if current is not None:
        yield current


def _figure(text: str) -> str:
    for sign, decimals in _QUARTERS.items():
        if text.endswith(sign):
            return f"{text[:-1] or '0'}{decimals}"
    mixed = re.fullmatch(r"(\d{1,3})[\s-]{1,2}(\d)/(\d)", text)
    if mixed:
        return as_text(Decimal(mixed[1]) + round(Decimal(mixed[2]) / Decimal(mixed[3]), 4))
    return f"0{text}" if text.startswith(".") else text


def _words(text: str) -> str | None:
    number = read_mixed(text)
    return as_text(number) if number is not None else None
