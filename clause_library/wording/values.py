"""Reads quantities out of wording: how much, in which unit, so that values are compared and not strings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

ValueKind = Literal["duration", "money", "percent", "date", "number"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORDS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_MONTHS = "january february march april may june july august september october november december".split()

_NUMBER_WORD = "(?:" + "|".join(sorted([*_WORDS, *_SCALES], key=len, reverse=True)) + r")\b"
_SPELLED = rf"{_NUMBER_WORD}(?:[\s-](?:and\s)?{_NUMBER_WORD}){{0,8}}"
_DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_CURRENCY = r"US\$|USD|EUR|GBP|CAD|AUD|CHF|JPY|[$€£¥]"
_CURRENCY_WORD = (
    r"(?:(?:U\.?S\.?|United\sStates)\s)?dollars?\b|euros?\b|pounds?(?:\ssterling)?\b|(?:USD|EUR|GBP)\b(?!\s?\d)"
)
_UNIT = r"minutes?|hours?|days?|weeks?|months?|years?"
_MONTH = "|".join(_MONTHS)

# "May" after a number is more often the verb: it needs a year.
_MONTH_ALONE = "|".join(month for month in _MONTHS if month != "may")

DATE = (
    rf"(?:{_MONTH})\s\d{{1,2}},?\s\d{{4}}\b|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH}),?\s\d{{4}}\b"
    rf"|(?:{_MONTH_ALONE})\s\d{{1,2}}\b|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH_ALONE})\b"
    r"|\d{4}-\d{2}-\d{2}\b"
)
"""A calendar date, or a day of every year, as a pattern to be compiled with ``re.IGNORECASE``."""

CLOCK = (
    r"(?<![\w.,:])(?:\d{1,2}(?:[:.]\d{2})?\s?[ap](?:\.\s?m\b\.?|m\b)|\d{1,2}:\d{2}\b"
    r"|(?:12\s)?(?:noon|midday|midnight)\b)"
)
"""A time of day, as a pattern to be compiled with ``re.IGNORECASE``."""

QUANTITY = rf"""
    (?:(?P<currency>{_CURRENCY})\s?)?
    (?:(?<![\w.])(?P<digits>{_DIGITS})(?![\w]) | \b(?P<spelled>{_SPELLED}))
    (?:\s(?P<scale>thousand|million|billion)\b)?
    (?(currency)|(?:\s(?P<currency_word>{_CURRENCY_WORD}))?)
    (?: \s?\(\s?(?P<currency_inner>{_CURRENCY})?\s?(?P<inner>{_DIGITS})\s?(?P<percent_inner>%)?\s?\)
      | \s?\(\s?{_SPELLED}\s?\)
    )?
    (?(currency)|(?:\s(?P<currency_after>{_CURRENCY_WORD}))?)
    (?: \s?(?P<percent>%|percent\b|per\scent\b)(?:\s?\(\s?(?P<percent_figures>{_DIGITS})\s?%\s?\))?
      | [\s-](?:(?P<day_kind>business|working|calendar|consecutive|successive)[\s-])?(?P<unit>{_UNIT})\b
        (?:\s?\(\s?\d{{1,4}}\s(?:{_UNIT})\s?\))?
    )?
"""
"""A number with what it counts, spelled out, in figures or both; verbose pattern for ``re.IGNORECASE``."""

_ISO_CODES = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_UNIT_CODES = {"minute": ("MIN", 1), "hour": ("H", 1), "day": ("D", 1), "week": ("D", 7), "month": ("M", 1)} | {
    "year": ("M", 12),
}
_BUSINESS = {"D": "BD", "H": "BH"}
_OCLOCK = " o'clock"
_DAYS = {
    "MIN": Decimal(1) / 1440,
    "H": Decimal(1) / 24,
    "BH": Decimal(1) / 8,
    "D": Decimal(1),
    "BD": Decimal("1.4"),
    "M": Decimal("30.4375"),
}
_ISO_DURATION = re.compile(
    r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?)?"
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Value:
    """A normalised quantity. ``unit`` is a currency for money, ``H D BD M`` and so on for durations.

    A time of day is a number, its minutes since midnight, with a unit of its own; else the unit is empty.

    ``in_words`` is what the words say where the figures beside them say something else (``thirty (60) days``).
    """

    kind: ValueKind
    amount: Decimal
    unit: str = ""
    in_words: Decimal | None = None

    @property
    def key(self) -> str:
        """Equal for equal values, whatever their spelling."""
        disputed = "" if self.in_words is None else f" or {self.in_words.normalize():f}"
        return f"{self.kind}:{self.amount.normalize():f}{self.unit}{disputed}"

    @property
    def size(self) -> Decimal:
        """A number that orders values of one kind; durations in days."""
        return self.amount * _DAYS[self.unit] if self.kind == "duration" else self.amount

    def comparable(self, other: Value) -> bool:
        """Whether asking which of the two is larger makes sense."""
        return self.kind == other.kind and (self.kind not in ("money", "number") or self.unit == other.unit)


def read_quantity(match: re.Match[str]) -> Value:
    """The value of a ``QUANTITY`` match. Figures in brackets win over the words before them."""
    value = _value(found := match.groupdict())
    words = _in_words(found)
    figures = found["inner"] or found["percent_figures"]
    # Words before a fraction ("ninety-nine point five percent (99.5%)") are not all read.
    if words is None or figures is None or "." in figures or words == Decimal(figures.replace(",", "")):
        return value
    return replace(value, in_words=words)


def _in_words(found: dict[str, str | None]) -> Decimal | None:
    """What the words before figures in brackets say; None where there are none."""
    if not found["spelled"]:
        return None
    words = Decimal(_spelled(found["spelled"]))
    return words * _SCALES[found["scale"].casefold()] if found["scale"] else words


def _value(found: dict[str, str | None]) -> Value:
    amount = _amount(found)
    if found["percent"] or found["percent_inner"]:
        return Value("percent", amount)
    if found["unit"]:
        return _duration(amount, found["unit"], found["day_kind"])
    currency = _currency(found)
    return Value("money", amount, currency) if currency else Value("number", amount)


def read_date(text: str) -> Value:
    """The value of a ``DATE`` match; its amount orders dates (``20260331``, or ``331`` for a day of every year)."""
    if _ISO_DATE.fullmatch(text):
        return Value("date", Decimal(text.replace("-", "")))
    words = re.findall(r"[A-Za-z]{3,}|\d+", text.casefold())
    month = next(_MONTHS.index(word) + 1 for word in words if word in _MONTHS)
    day, year = [*(int(word) for word in words if word.isdigit()), 0][:2]
    return Value("date", Decimal(10_000 * year + 100 * month + day))


def read_clock(text: str) -> Value:
    """The value of a ``CLOCK`` match, in minutes since midnight."""
    words = text.casefold().replace(".", "").replace(" ", "")
    if words.endswith(("noon", "midday")):
        return Value("number", Decimal(720), _OCLOCK)
    if words.endswith("midnight"):
        return Value("number", Decimal(0), _OCLOCK)
    hour, minute = [*(int(figures) for figures in re.findall(r"\d+", text)), 0][:2]
    if words.endswith("m"):
        hour = hour % 12 + (12 if words.endswith("pm") else 0)
    return Value("number", Decimal(60 * hour + minute), _OCLOCK)


def parse_value(text: str) -> Value | None:
    """The value of a plain figure, an ISO 8601 duration or a date of one day, as fields have them; else None."""
    match = _ISO_DURATION.fullmatch(text)
    if match and any(match.groups()):
        years, months, weeks, days, hours, minutes = (int(group or 0) for group in match.groups())
        if days or weeks:
            return Value("duration", Decimal(days + 7 * weeks + round((12 * years + months) * _DAYS["M"])), "D")
        if years or months:
            return Value("duration", Decimal(12 * years + months), "M")
        return _duration(Decimal(60 * hours + minutes), "minute", None)
    if _ISO_DATE.fullmatch(text):
        return read_date(text)
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return Value("number", amount) if amount.is_finite() else None


def _amount(found: dict[str, str | None]) -> Decimal:
    figures = found["inner"] or found["percent_figures"] or found["digits"]
    amount = Decimal(figures.replace(",", "")) if figures else Decimal(_spelled(found["spelled"] or ""))
    if found["scale"] and not found["inner"]:
        amount *= _SCALES[found["scale"].casefold()]
    return amount


def _spelled(text: str) -> int:
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        else:
            group += _WORDS.get(word, 0)
    return total + group


def _duration(amount: Decimal, unit: str, day_kind: str | None) -> Value:
    code, factor = _UNIT_CODES[unit.casefold().rstrip("s")]
    if factor == 1 and day_kind and day_kind.casefold() in ("business", "working"):
        code = _BUSINESS.get(code, code)
    if code == "MIN" and amount and not amount % 60:
        return Value("duration", amount / 60, "H")
    return Value("duration", amount * factor, code)


def _currency(found: dict[str, str | None]) -> str:
    sign = found["currency_inner"] or found["currency"]
    if sign:
        return _ISO_CODES.get(sign.upper(), sign.upper())
    word = (found["currency_word"] or found["currency_after"] or "").casefold()
    if not word:
        return ""
    return {"e": "EUR", "p": "GBP", "g": "GBP"}.get(word[0], "USD")
