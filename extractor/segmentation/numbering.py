"""The grammar of clause numbers: which number stands at the start of a text, and all that it may mean.

Nothing here decides whether the number starts a clause; that is for the sequence to say (see ``outline``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.segmentation.numerals import letter_value, repeated_letter_value, roman_value, word_value

PATH = "path"
"""The style of a number of several parts (``8.2``, ``1.1.2``); its place is told by the parts."""
LETTERS = 1_000
"""What the letter of ``B.1`` adds to its first part, so that no number without a letter is beside it."""
ARTICLE = "article"
PART = "part"
SECTION = "section"
TOP_STYLES = frozenset({ARTICLE, PART, SECTION, "1.", "I.", "A."})
"""The styles that the top level of a contract is numbered in."""

_DECIMAL = r"\d{1,3}(?:\.\d{1,3}){1,5}"
_ROMAN_CAPITALS = r"[IVXLC]{1,7}"
_NUMBER_WORD = r"(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|FIRST|SECOND|THIRD|FOURTH|FIFTH)"
_KEYWORD = re.compile(
    r"(?P<keyword>ARTICLE|Article|PART|Part|SECTION|Section|SEC\.|Sec\.|CLAUSE|Clause|§{1,2})[ \t\u00a0]{0,4}"
    rf"(?P<number>{_DECIMAL}|[A-Z](?:\.\d{{1,3}}){{1,4}}|\d{{1,3}}|{_ROMAN_CAPITALS}|{_NUMBER_WORD}|{_NUMBER_WORD.title()}|[A-Z])"
    r"(?![A-Za-z0-9])"
    r"(?P<sub>(?:\([A-Za-z0-9]{1,5}\)){0,3})"
    r"(?P<tail>[ \t]{0,2}[.:)\]\-–—]{0,3})(?!\.?\d)"
)
_PATH = re.compile(
    rf"(?P<number>{_DECIMAL}+)(?P<sub>(?:\([A-Za-z0-9]{{1,5}}\)){{0,3}})(?P<tail>[.:)]{{0,2}})"
    r"(?![a-z_\d%,/]|[.]\d|[A-Z](?![a-z]))"
)
_INTEGER = re.compile(
    r"(?P<number>\d{1,3})(?P<sub>(?:\([A-Za-z0-9]{1,5}\)){0,3})"
    r"(?:(?P<tail>\.\)|[.)]|:)(?![\w%,.])|(?P<bare>[ \t\u00a0](?=[ \t\u00a0–—-]{0,8}[A-Z“\"])))"
)
_PARENTHESISED = re.compile(r"[(\[](?P<number>[A-Za-z]{1,6}|\d{1,3})[)\]]\.?(?=[\s(“\"A-Z\u00a0]|$)")
_LETTERED = re.compile(
    r"(?P<number>[A-Z](?:\.\d{1,3}){1,4})(?P<sub>(?:\([A-Za-z0-9]{1,5}\)){0,3})(?P<tail>[.:)]{0,2})"
    r"(?=\s{0,8}(?:[A-Z“\"]|$))"
)
_LETTER = re.compile(
    r"(?P<number>[A-Za-z]|[ivxlc]{2,6}|[IVXLC]{2,6})"
    r"(?:(?P<tail>[.)]|(?<=[IVXLC])[ ]?[-–—])(?=\s|$)|(?<=[a-z])(?P<close>\.)(?=[A-Z][a-z]))"
)
_SPACED = re.compile(
    r"(?P<number>\d{1,2}(?:\.[ \u00a0]\d{1,2}){1,4})(?P<tail>\.)?(?=[ \u00a0]{1,8}(?:[A-Za-z“\"\[(])|$)"
)
_SUB = re.compile(r"\(([A-Za-z0-9]{1,5})\)")
_REFERENCE_FOLLOWS = re.compile(r"[\s,;]{0,3}(?:[a-z,;]|and\b|or\b|\d{1,4}\b)")
_NOT_A_COUNT = re.compile(
    r"[\s.]{0,3}(?:January|February|March|April|May \d|June|July|August|September|October|November|December"
    r"|million|billion|percent|per cent|%|Business Days?\b|days?\b|months?\b|years?\b)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a number may mean: the ``value``-th item of a list written in ``style``."""

    style: str
    value: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the start of a text.

    ``readings`` are its meanings, in order of preference. ``path`` holds the parts of a number that stands for itself
    (``8.2``); empty for an item of a list. ``cite`` is what it adds to the number of its parent. ``length`` counts
    the characters it takes, with its punctuation. ``subs`` are further items written onto it (``8.2(b)``).
    ``weak``: what follows it could as well be running text, so only a strict continuation is believed.
    """

    readings: tuple[Reading, ...]
    path: tuple[int, ...]
    cite: str
    length: int
    subs: tuple[str, ...] = ()
    weak: bool = False

    @property
    def style(self) -> str:
        """The style of the preferred reading."""
        return self.readings[0].style

    @property
    def standalone(self) -> bool:
        """Whether it is cited without what is above it."""
        return self.style in (PATH, ARTICLE, PART)

    @property
    def lettered(self) -> bool:
        """Whether its first part is a letter (``B.1``), which says by itself whose section it is."""
        return self.style == PATH and self.path[0] > LETTERS


def read_marker(text: str) -> Marker | None:
    """The number that ``text`` starts with; None where it starts with none."""
    if not text or not (text[0].isdigit() or text[0] in "([§" or text[0].isalpha()):
        return None
    for read in (_read_keyword, _read_path, _read_lettered, _read_integer, _read_parenthesised, _read_letter):
        marker = read(text)
        if marker is not None:
            return marker
    return None


def read_spaced(text: str) -> Marker | None:
    """``3. 1. Subject to``: a number with blanks between its parts, where the document writes them so."""
    match = _SPACED.match(text)
    if match is None or _NOT_A_COUNT.match(text, match.end()):
        return None
    number = "".join(match["number"].split())
    return _path_marker(number, match.end(), (), weak=match["tail"] is None and _starts_low(text, match.end()))


def read_label(label: str) -> Marker | None:
    """An automatic label as a marker; None for bullets and labels without a number."""
    marker = read_marker(label.strip() + " X")
    return marker if marker is not None and marker.length >= len(label.strip()) - 1 else None


def item_readings(number: str, form: str) -> tuple[Reading, ...]:
    """All meanings of one list item; ``form`` is how it is written, with ``x`` for the number (``(x)``, ``x.``)."""
    if number.isdigit():
        return (Reading(form.replace("x", "1"), int(number)),)
    if not (number.islower() or number.isupper()):
        return ()
    letter, roman_style = ("a", "i") if number.islower() else ("A", "I")
    found = []
    as_letter = letter_value(number) or repeated_letter_value(number)
    as_roman = roman_value(number)
    if as_letter is not None:
        found.append(Reading(form.replace("x", letter), as_letter))
    if as_roman is not None:
        found.append(Reading(form.replace("x", roman_style), as_roman))
    return tuple(found)


def _read_keyword(text: str) -> Marker | None:
    match = _KEYWORD.match(text)
    if match is None or _is_reference(text, match):
        return None
    number, keyword = match["number"], match["keyword"].lower()
    subs = tuple(_SUB.findall(match["sub"]))
    if "." in number:
        make = _lettered_marker if number[0].isalpha() else _path_marker
        return make(number, match.end(), subs, weak=False)
    value = int(number) if number.isdigit() else roman_value(number) or word_value(number) or letter_value(number)
    if value is None:
        return None
    style = {"article": ARTICLE, "part": PART}.get(keyword, SECTION)
    cite = number if style == SECTION else f"{keyword.title()} {number}"
    return Marker((Reading(style, value),), (value,), cite, match.end(), subs)


def _is_reference(text: str, match: re.Match[str]) -> bool:
    """Whether the words after ``Section 8.2`` make it a reference: ``Section 8.2 shall``, ``Section 8 of``."""
    tail = match["tail"].strip()
    if tail[:1] in (".", ":", "-", "–", "—"):
        return text[match.end() : match.end() + 1] == ","
    return _REFERENCE_FOLLOWS.match(text, match.end()) is not None


def _read_path(text: str) -> Marker | None:
    match = _PATH.match(text)
    if match is None or _NOT_A_COUNT.match(text, match.end()):
        return None
    subs = tuple(_SUB.findall(match["sub"]))
    return _path_marker(match["number"], match.end(), subs, weak=_starts_low(text, match.end()))


def _path_marker(number: str, length: int, subs: tuple[str, ...], *, weak: bool) -> Marker:
    path = tuple(int(part) for part in number.split("."))
    if len(path) == 2 and path[1] == 0:  # "1.0 Definitions" is section 1
        return Marker((Reading("1.", path[0]),), path[:1], number, length, subs, weak)
    return Marker((Reading(PATH, path[-1]),), path, number, length, subs, weak)


def _read_lettered(text: str) -> Marker | None:
    """``B.1``, as sections of exhibits are numbered."""
    match = _LETTERED.match(text)
    if match is None:
        return None
    return _lettered_marker(match["number"], match.end(), tuple(_SUB.findall(match["sub"])), weak=False)


def _lettered_marker(number: str, length: int, subs: tuple[str, ...], *, weak: bool) -> Marker:
    letter, *parts = number.split(".")
    path = (LETTERS + ord(letter) - ord("A") + 1, *map(int, parts))
    return Marker((Reading(PATH, path[-1]),), path, number, length, subs, weak)


def _read_integer(text: str) -> Marker | None:
    match = _INTEGER.match(text)
    if match is None or _NOT_A_COUNT.match(text, match.end()):
        return None
    value = int(match["number"])
    style = "1)" if match["tail"] in (")", ".)") else "1."
    weak = match["bare"] is not None or _starts_low(text, match.end())
    cite = f"({value})" if style == "1)" else match["number"]
    path = () if style == "1)" else (value,)
    return Marker((Reading(style, value),), path, cite, match.end(), tuple(_SUB.findall(match["sub"])), weak)


def _read_parenthesised(text: str) -> Marker | None:
    match = _PARENTHESISED.match(text)
    if match is None:
        return None
    readings = item_readings(match["number"], "(x)")
    return Marker(readings, (), f"({match['number']})", match.end()) if readings else None


def _read_letter(text: str) -> Marker | None:
    match = _LETTER.match(text)
    if match is None:
        return None
    tail = match["tail"] or match["close"]
    dashed = tail not in (".", ")")
    readings = item_readings(match["number"], "x" + ("." if dashed else tail))
    if dashed:
        readings = tuple(reading for reading in readings if reading.style == "I.")
    if not readings:
        return None
    cite = f"({match['number']})" if tail == ")" else match["number"]
    return Marker(readings, (), cite, match.end(), weak=_starts_low(text, match.end()))


def _starts_low(text: str, start: int) -> bool:
    """Whether the words after the number go on in lower case."""
    rest = text[start : start + 12].lstrip()
    return rest[:1].islower()
