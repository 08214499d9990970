"""Numbers as contracts write them: ``30``, ``thirty (30)``, ``one hundred and eighty (180)``, ``fifteenth``."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_CARDINALS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_IRREGULAR_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    **{f"{word[:-1]}ieth": number for word, number in _CARDINALS.items() if number >= 20 and word.endswith("y")},
}
_ORDINALS = {f"{word}th": number for word, number in _CARDINALS.items() if not word.endswith("y")} | _IRREGULAR_ORDINALS

SPELLED_WORD = r"(?:" + "|".join(sorted([*_CARDINALS, *_SCALES], key=len, reverse=True)) + r")"
"""One word of a number in words."""

SPELLED = rf"(?:(?:{SPELLED_WORD})\b(?:(?:[\s-]{{1,3}}|\s{{1,20}}and\s{{1,20}})(?:{SPELLED_WORD})\b){{0,9}})"
"""A number in words."""

DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)"
"""A number in figures, with or without thousands separators."""

NUMBER = (
    rf"(?:\b{SPELLED}(?:\s{{0,20}}\(\s{{0,20}}{DIGITS}\s{{0,20}}%?\s{{0,20}}\))?"
    rf"|(?<![\d.,/$-]){DIGITS}(?![\d/])(?:\s{{0,20}}\(\s{{0,20}}{SPELLED}\s{{0,20}}\))?)"
)
"""A number in words, in figures, or in both; figures win."""

ORDINAL = (
    r"(?:\d{1,2}\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)\b|(?:(?:twenty|thirty|forty|fifty)[\s-]{1,2})?(?:"
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r")\b)"
)
"""``3rd``, ``third``, ``twenty-first``."""

_DIVISORS = {
    **dict.fromkeys(("half", "halves"), 2),
    **dict.fromkeys(("third", "thirds"), 3),
    **dict.fromkeys(("quarter", "quarters", "fourth", "fourths"), 4),
    **dict.fromkeys(("fifth", "fifths"), 5),
    **dict.fromkeys(("eighth", "eighths"), 8),
    **dict.fromkeys(("tenth", "tenths"), 10),
    **dict.fromkeys(("hundredth", "hundredths"), 100),
}
_DIVISOR = "|".join(sorted(_DIVISORS, key=len, reverse=True))

MIXED = rf"(?:{SPELLED}(?:[\s-]{{1,3}}(?:{_DIVISOR})\b)?)"
"""A number in words that may end in a fraction: ``one and one-half``, ``ninety-nine and nine-tenths``."""

_FRACTION = re.compile(rf"\b({SPELLED_WORD})[\s-]{{1,3}}({_DIVISOR})\b", re.IGNORECASE)
_FIGURES = re.compile(DIGITS)


def read_number(text: str) -> Decimal | None:
    """The value of a ``NUMBER`` match; None for words that make no number."""
    figures = _FIGURES.search(text)
    if figures:
        return Decimal(figures.group().replace(",", ""))
    words = re.findall(r"[a-z]+", text.lower())
    known = [word for word in words if word in _CARDINALS or word in _SCALES]
    return Decimal(_spelled(known)) if known else None


def read_mixed(text: str) -> Decimal | None:
    """The value of a ``MIXED`` match, its fraction to four places; None for words that make no number."""
    fraction = _FRACTION.search(text)
    if fraction is None:
        return read_number(text)
    part = Decimal(_spelled([fraction[1].lower()])) / _DIVISORS[fraction[2].lower()]
    whole = read_number(text[: fraction.start()]) or Decimal(0)
    return whole + round(part, 4)


def read_ordinal(text: str) -> int | None:
    """The value of an ``ORDINAL`` match."""
    figures = re.match(r"\d{1,2}", text.strip())
    if figures:
        return int(figures.group())
    total = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        value = _ORDINALS.get(word, _CARDINALS.get(word))
        if value is None:
            return None
        total += value
    return total or None


def as_text(number: Decimal) -> str:
    """The number without trailing zeros and without an exponent: ``1.5``, ``500000``."""
    return f"{number:f}" if number == number.to_integral() and "." not in f"{number:f}" else f"{number.normalize():f}"


def _spelled(words: list[str]) -> int:
    total, group = 0, 0
    for word in words:
        if word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        else:
            group += _CARDINALS[word]
    return total + group
