"""Fields: where one leads to, and what Word shows for those whose result is not kept in the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from extractor.readers.docx.numbering import LEVELS, Counter
from extractor.readers.docx.numerals import numeral
from extractor.readers.docx.xml import W, flag, value, whole

_WORDS = re.compile(r'"[^"]{0,500}"|[^\s"]{1,500}')
_CROSS_REFERENCES = frozenset({"REF", "PAGEREF", "NOTEREF"})
_BUILT_IN_LISTS = {
    "numberdefault": (
        "%1)", "%2)", "%3)", "(%4)", "(%5)", "(%6)", "%7.", "%8.", "%9.",
        "decimal lowerLetter lowerRoman decimal lowerLetter lowerRoman decimal lowerLetter lowerRoman",
    ),
    "outlinedefault": (
        "%1.", "%2.", "%3.", "%4)", "(%5)", "(%6)", "(%7)", "(%8)", "(%9)",
        "upperRoman upperLetter decimal lowerLetter decimal lowerLetter lowerRoman lowerLetter lowerRoman",
    ),
    "legaldefault": (
        *(".".join(f"%{number}" for number in range(1, depth + 1)) + "." for depth in range(1, LEVELS + 1)),
        " ".join(["decimal"] * LEVELS),
    ),
}  # fmt: skip
"""The lists that LISTNUM knows without a definition in the file: the text of nine levels, then their formats."""
_PLACEHOLDER = re.compile(r"%([1-9])")
_CHECKED, _UNCHECKED = "☒", "☐"
_AUTOMATIC = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})


@dataclass(slots=True)
class OpenField:
    """A field whose end has not come yet."""

    form: etree._Element | None = None
    instruction: list[str] = field(default_factory=list)
    in_instruction: bool = True
    target: str | None = None

    def words(self) -> list[str]:
        """The instruction, word by word, quotes taken off."""
        return [word.strip('"') for word in _WORDS.findall("".join(self.instruction))]


def target_of(words: list[str]) -> str | None:
    """The bookmark that a field with this instruction leads to; None for one that leads nowhere in the document."""
    if len(words) < 2:
        return None
    kind = words[0].upper()
    if kind in _CROSS_REFERENCES:
        return words[1]
    if kind == "HYPERLINK" and "\\l" in words[:-1]:
        return words[words.index("\\l") + 1]
    return None


@dataclass(slots=True)
class FieldNumbers:
    """Counts what number fields count, through one document."""

    counter: Counter
    _counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * LEVELS))

    @staticmethod
    def are_numbers(opened: OpenField) -> bool:
        """Whether the field numbers its paragraph or a part of it."""
        return any(word.upper() == "LISTNUM" or word.upper() in _AUTOMATIC for word in opened.words()[:1])

    def shown(self, opened: OpenField, outline: int | None) -> str:
        """What Word shows for a field without a kept result; empty where we do not know."""
        words = opened.words()
        kind = words[0].upper() if words else ""
        if kind in _AUTOMATIC:
            return self._automatic(kind, outline or 0)
        show = _SHOWN.get(kind)
        return "" if show is None else show(self, opened, words)

    def _automatic(self, kind: str, level: int) -> str:
        counts = self._count(kind, min(level, LEVELS - 1), None)
        if kind == "AUTONUM":
            return f"{counts[-1]}."
        if kind == "AUTONUMLGL":
            return "".join(f"{count}." for count in counts)
        return _built_in("outlinedefault", counts)

    def _list_number(self, opened: OpenField, words: list[str]) -> str:
        named = words[1] if len(words) > 1 and not words[1].startswith("\\") else "NumberDefault"
        level = min(max((_switch(words, "\\l") or 1) - 1, 0), LEVELS - 1)
        start = _switch(words, "\\s")
        if named.lower() in _BUILT_IN_LISTS:
            return _built_in(named.lower(), self._count(named.lower(), level, start))
        return self.counter.named(named, level, start) or ""

    def _count(self, sequence: str, level: int, start: int | None) -> list[int]:
        counts = self._counts[sequence]
        counts[level] = counts[level] + 1 if start is None else start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        return [max(count, 1) for count in counts[: level + 1]]

    def _check_box(self, opened: OpenField, words: list[str]) -> str:
        box = None if opened.form is None else opened.form.find(W + "checkBox")
        if box is None:
            return _UNCHECKED
        stated = (flag(box.find(W + name)) for name in ("checked", "default"))
        return _CHECKED if next((state for state in stated if state is not None), False) else _UNCHECKED

    def _drop_down(self, opened: OpenField, words: list[str]) -> str:
        choices = None if opened.form is None else opened.form.find(W + "ddList")
        if choices is None:
            return ""
        stated = (whole(choices.find(W + name)) for name in ("result", "default"))
        chosen = next((index for index in stated if index is not None), 0)
        entries = choices.findall(W + "listEntry")
        return (value(entries[chosen]) or "") if 0 <= chosen < len(entries) else ""

    def _button(self, opened: OpenField, words: list[str]) -> str:
        return " ".join(words[2:])


_SHOWN: dict[str, Callable[[FieldNumbers, OpenField, list[str]], str]] = {
    "LISTNUM": FieldNumbers._list_number,
    "FORMCHECKBOX": FieldNumbers._check_box,
    "FORMDROPDOWN": FieldNumbers._drop_down,
    "MACROBUTTON": FieldNumbers._button,
}


def _built_in(name: str, counts: list[int]) -> str:
    texts = _BUILT_IN_LISTS[name]
    styles = texts[-1].split()
    return _PLACEHOLDER.sub(
        lambda match: numeral(counts[int(match[1]) - 1], styles[int(match[1]) - 1]), texts[len(counts) - 1]
    )


def _switch(words: list[str], name: str) -> int | None:
    """The number behind a switch of the instruction."""
    for switch, number in pairwise(words):
        if switch.lower() == name and number.isdecimal():
            return int(number[:6])
    return None
