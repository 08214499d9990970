"""Bands of a quantity: ``1-5,000``, ``over 60``, ``50+``, ``the next 10,000``, ``between 60% and 79%``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.fields.money import plain_amount
from extractor.fields.numbers import SPELLED, as_text, read_number
from extractor.types import Span

_FIGURE = (
    r"(?:(?:(?:US|U\.S\.|CDN)?\s?[$\u20ac\u00a3]|USD|EUR|GBP|CHF|CAD|AUD|RMB|JPY)\s?)?\d{1,3}(?:(?:,|"
    r"')\d{3}){0,4}(?:\.\d{1,2})?\d{0,7}"
    r"(?:\s?(?:thousand|million|billion|mm|bn|[mk])\b)?(?:\s?%)?"
)
_N = rf"(?:{_FIGURE}|{SPELLED}\s{{0,3}}\(\s?{_FIGURE}\s?\))"
_UNIT = r"(?:\s(?!and\b|to\b|or\b)[a-z]{2,14}){0,2}"
_BAND = re.compile(
    rf"(?P<both>(?<![\w.,$/-])(?:between\s{{1,20}}|from\s{{1,20}})?(?P<low>{_N}){_UNIT}\s{{0,20}}"
    rf"(?:--?|to|through|and(?=\s{{1,20}}[$\d])|\u2014)\s{{0,20}}(?:up\s{{1,20}}to\s{{1,20}})?(?P<high>{_N})(?![\w/-]))"
    rf"|(?P<within>\b(?:greater\s{{1,20}}than|more\s{{1,20}}than|over|above|at\s{{1,20}}least|exceed(?:s|ing)?|"
    rf"in\s{{1,20}}excess\s{{1,20}}of|from)\s{{1,20}}(?:or\s{{1,20}}equal\s{{1,20}}to\s{{1,20}})?"
    rf"(?P<least_of>{_N}){_UNIT}\s{{0,20}},?\s{{0,20}}(?:and|but|to|up)?\s{{0,20}}(?:up\s{{1,20}}to|to|"
    rf"(?:is\s{{1,20}})?(?:equal\s{{1,20}}to\s{{1,20}}or\s{{1,20}})?(?:less|fewer)\s{{1,20}}than|"
    rf"(?:not|no)\s{{1,20}}(?:more|greater)\s{{1,20}}than|not\s{{1,20}}exceed(?:ing)?|through|under|"
    rf"below)\s{{1,20}}(?:or\s{{1,20}}equal\s{{1,20}}to\s{{1,20}}|"
    rf"and\s{{1,20}}including\s{{1,20}})?(?P<most_of>{_N}))"
    rf"|(?P<inside>>\s{{0,3}}=?\s{{0,3}}(?P<above>{_N})\s{{0,5}}(?:and|but|to|-|"
    rf",)?\s{{0,5}}<\s{{0,3}}=?\s{{0,3}}(?P<below>{_N}))"
    rf"|(?P<from>(?:\b(?:over|above|more\s{{1,20}}than|greater\s{{1,20}}than|in\s{{1,20}}excess\s{{1,20}}of|"
    rf"exceed(?:s|ing)?|beyond|past|reach(?:es|ing)?|at\s{{1,20}}least|"
    rf"after\s{{1,20}}the\s{{1,20}}first)\s{{1,20}}(?:or\s{{1,20}}equal\s{{1,20}}to\s{{1,20}})?|"
    rf">\s{{0,3}}=?\s{{0,3}}|\u2265\s{{0,3}})(?P<floor>{_N}))"
    rf"|(?P<upto>(?:\b(?:up\s{{1,20}}to|less\s{{1,20}}than|fewer\s{{1,20}}than|under|below|not\s{{1,20}}exceeding|"
    rf"(?:for\s{{1,20}})?(?:the\s{{1,20}})?first)\s{{1,20}}(?:and\s{{1,20}}including\s{{1,20}})?|"
    rf"<\s{{0,3}}=?\s{{0,3}}|\u2264\s{{0,3}})(?P<ceiling>{_N}))"
    rf"|(?P<next>\b(?:next|following|subsequent)\s{{1,20}}(?P<step>{_N}))"
    rf"|(?P<open>(?<![\w.,/-])(?P<least>{_N})(?:\s?\+|{_UNIT}\s{{1,20}}(?:and\s{{1,20}}(?:over|above|up|more|"
    rf"greater)|or\s{{1,20}}(?:more|greater|over|above|higher))\b))"
    rf"|(?P<closed>(?<![\w.,/-])(?P<most>{_N}){_UNIT}\s{{1,20}}(?:or|and)\s{{1,20}}(?:less|fewer|under|below|lower)\b)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:sections?|pages?|articles?|exhibits?|schedules?|years?|months?|weeks?|days?|phases?|quarters?|item|"
    r"no\.|class|"
    r"paragraphs?|clauses?|age[sd]?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|"
    r"dec\w*)\s{0,3}|[:/.-])$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\s{0,3}(?:(?:milli)?seconds?|days?|months?|years?|weeks?|business|working|calendar|a\.?m\b|p\.?m\b|o'clock)\b",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1_000, "k": 1_000, "million": 10**6, "m": 10**6, "mm": 10**6, "billion": 10**9, "bn": 10**9}


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a quantity; None where it is open to that side. ``step`` is set for "the next" so many."""

    low: str | None
    high: str | None
    span: Span
    step: str | None = None
    counted: bool = False
    """Whether it counts on from the last band: "the first", "the next"."""


def find_bands(text: str, start: int = 0, end: int | None = None) -> Iterator[Band]:
    """The bands in ``text[start:end]``, in order; spans count in ``text``. Years, days and section numbers are none."""
    for match in _BAND.finditer(text, start, len(text) if end is None else end):
        before = text[max(start, match.start() - 16) : match.start()]
        if _NOT_BEFORE.search(before) or _NOT_AFTER.match(text, match.end()):
            continue
        band = _band(match)
        if band is not None:
            yield band


def _band(match: re.Match[str]) -> Band | None:
    span = Span(*match.span())
    if match["both"]:
        low, high = _number(match["low"]), _number(match["high"])
        if low is None or high is None or Decimal(low) >= Decimal(high) or _are_years(match["low"], match["high"]):
            return None
        return Band(low, high, span)
    if match["within"]:
        return Band(_number(match["least_of"]), _number(match["most_of"]), span)
    if match["inside"]:
        return Band(_number(match["above"]), _number(match["below"]), span)
    if match["from"]:
        return Band(_number(match["floor"]), None, span)
    if match["upto"]:
        return Band(None, _number(match["ceiling"]), span, counted="first" in match["upto"].lower())
    if match["next"]:
        return Band(None, None, span, step=_number(match["step"]), counted=True)
    if match["open"]:
        return Band(_number(match["least"]), None, span)
    return Band(None, _number(match["most"]), span)


def _are_years(low: str, high: str) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d", figures) for figures in (low, high))


def _number(text: str) -> str | None:
    figures = re.search(r"\d[\d,'.]*", text)
    if figures is None:
        number = read_number(text)
        return as_text(number) if number is not None else None
    plain = plain_amount(figures.group().rstrip(".,'"))
    scale = re.search(r"(thousand|million|billion|mm|bn|[mk])\b", text, re.IGNORECASE)
    return as_text(Decimal(plain) * _SCALES[scale[1].lower()]) if scale else plain
