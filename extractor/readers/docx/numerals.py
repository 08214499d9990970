"""How Word writes a counter: the number formats of lists."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth",
    "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_SIGNS = "*†‡§"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_FULL_WIDTH = {ord("0") + digit: chr(ord("０") + digit) for digit in range(10)}
_LONGEST_LETTERS = 30  # Word repeats a letter that often (z, aa, ... ) before the label is useless anyway
_LARGEST_ROMAN = 4_999


def numeral(number: int, style: str) -> str:
    """``number`` in the ``w:numFmt`` of that name; an unknown name reads as decimal, as Word shows it."""
    write = _FORMATS.get(style)
    return str(number) if write is None or number < 0 else write(number)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    written = []
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        written.append(letters * count)
    return "".join(written)


def _letters(number: int) -> str:
    if number == 0:
        return ""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, _LONGEST_LETTERS)


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _words(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_UNITS[hundreds]} hundred" + (f" {_words(rest)}" if rest else "")
    return str(number)


def _ordinal_words(number: int) -> str:
    words = _words(number)
    if words[0].isdigit():
        return _ordinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return head + _IRREGULAR_ORDINALS.get(last, regular)


def _signs(number: int) -> str:
    """Footnote signs, doubled after the fourth."""
    if number == 0:
        return ""
    times, sign = divmod(number - 1, len(_SIGNS))
    return _SIGNS[sign] * min(times + 1, _LONGEST_LETTERS)


def _russian(number: int) -> str:
    if number == 0:
        return ""
    times, letter = divmod(number - 1, len(_RUSSIAN))
    return _RUSSIAN[letter] * min(times + 1, _LONGEST_LETTERS)


def _enclosed(first: str, count: int) -> Callable[[int], str]:
    """Numbers that Unicode has as one character, ``first`` being one; others are written as they are."""

    def write(number: int) -> str:
        return chr(ord(first) + number - 1) if 0 < number <= count else str(number)

    return write


def _padded(digits: int) -> Callable[[int], str]:
    return lambda number: str(number).zfill(digits)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _words(number).capitalize(),
    "ordinalText": lambda number: _ordinal_words(number).capitalize(),
    "hex": "{:X}".format,
    "chicago": _signs,
    "numberInDash": "- {} -".format,
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "russianLower": _russian,
    "russianUpper": lambda number: _russian(number).upper(),
    "001, 002, 003, ...": _padded(3),
    "0001, 0002, 0003, ...": _padded(4),
    "00001, 00002, 00003, ...": _padded(5),
    "none": lambda number: "",
}
