"""What a written numeral counts: roman, letters, number words."""

from __future__ import annotations

_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_WORD_VALUES = {word: value for words in (_WORDS, _ORDINALS) for value, word in enumerate(words, start=1)}


def roman(value: int) -> str:
    """``value`` (1 to 99) in lower-case roman numerals."""
    return _ROMAN_TENS[value // 10] + _ROMAN_UNITS[value % 10]


def roman_value(text: str) -> int | None:
    """What a roman numeral below one hundred counts, in either case; None where it is none."""
    digits = [_ROMAN_DIGITS.get(letter) for letter in text.lower()]
    total = 0
    for index, digit in enumerate(digits):
        if digit is None:
            return None
        following = digits[index + 1] if index + 1 < len(digits) else 0
        total += -digit if following is not None and digit < following else digit
    return total if 0 < total < 100 and roman(total) == text.lower() else None


def letter_value(text: str) -> int | None:
    """The place of one letter in the alphabet, in either case; None for anything longer."""
    return ord(text.lower()) - ord("a") + 1 if len(text) == 1 and text.isascii() and text.isalpha() else None


def repeated_letter_value(text: str) -> int | None:
    """Lists that go on past z as aa, bb, ...: ``aa`` is 27; None for anything else."""
    first = letter_value(text[:1]) if text else None
    if first is None or not 2 <= len(text) <= 4 or text != text[0] * len(text):
        return None
    return first + 26 * (len(text) - 1)


def word_value(text: str) -> int | None:
    """What a number word up to twenty counts (``ONE``, ``Second``); None where it is none."""
    return _WORD_VALUES.get(text.lower())
