"""Items that are left out of a list, wherever it stands: ``(a) ...; (b) ...; or (d) ...``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.findings.paper import Paper
from extractor.segmentation.numerals import roman_value
from extractor.segmentation.printed import Printed
from extractor.types import Span

_MARKER = re.compile(
    r"(?<!\S)\((?P<label>[a-z]|[ivx]{1,5}|\d{1,2})\)\s{1,9}(?!(?:and|or|of|to|through|above|below|hereof)\b)(?=[\w\"'$€£])"
)
_BEFORE_CHARS = 24
_LEADS = re.compile(r"(?:[;,:.]|[;,]\s{0,3}(?:and/or|and|or|but)|\b(?:and/or|and|or))\s{1,9}$")
"""What stands before an item that is not the first."""
_REFERS = re.compile(
    r"\b(?:sections?|clauses?|paragraphs?|items?|sub\w{0,12}|articles?|rules?|and|or|in|under|of|to|with|through)\s{1,9}$",
    re.IGNORECASE,
)
"""What stands before a label that only names an item."""
_INLINE = "-"
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_FEWEST_ITEMS = 2
_LONGEST_ITEM_CHARS = 1_500


@dataclass(frozen=True, slots=True)
class _Marker:
    """A label at ``span``; ``kind`` is ``a``, ``i`` or ``1``, amid a paragraph with ``-``; ``value`` counts from 1."""

    kind: str
    value: int
    label: str
    span: Span


def left_out(paper: Paper) -> Iterator[tuple[str, Span, Span]]:
    """The label that is missing, the item before and the item after."""
    lists: dict[str, list[_Marker]] = {}
    section = ""
    for stretch in paper.paragraphs:
        root = paper.root(stretch.span.start)
        if root is None or root.part not in ("body", "front"):
            continue
        here = paper.section(stretch.span.start)
        if here != section or (stretch.path and not stretch.weak):
            lists, section = {}, here
        for marker in _markers(paper, stretch, lists):
            items = lists.get(marker.kind, [])
            step = marker.value - items[-1].value if items else 0
            if step == 2 and len(items) >= _FEWEST_ITEMS and _is_near(paper, items[-1], marker):
                yield _written(marker.kind, marker.value - 1), items[-1].span, marker.span
            if marker.value == 1:
                lists[marker.kind] = [marker]
            elif step in (1, 2):
                lists[marker.kind] = [*items, marker]
        for kind in [kind for kind in lists if kind.endswith(_INLINE)]:
            del lists[kind]


def _markers(paper: Paper, stretch: Printed, lists: dict[str, list[_Marker]]) -> Iterator[_Marker]:
    for match in _MARKER.finditer(paper.plain, stretch.span.start, stretch.span.end):
        before = paper.plain[max(stretch.span.start, match.start() - _BEFORE_CHARS) : match.start()]
        label, span = match["label"], Span(match.start(), match.end())
        first = label in ("a", "i", "1")
        inside = bool(before.strip())
        if inside and (_REFERS.search(before) if first else not _LEADS.search(before)):
            continue
        kind, value = _counted(label, lists, _INLINE if inside else "")
        if value:
            yield _Marker(kind, value, label, span)


def _counted(label: str, lists: dict[str, list[_Marker]], place: str) -> tuple[str, int]:
    """The kind of a label, and its value; ``(i)`` after ``(h)`` is a letter."""
    if label.isdigit():
        return "1" + place, int(label)
    letter = ord(label) - ord("a") + 1 if len(label) == 1 else 0
    roman = roman_value(label) or 0
    for kind, value in (("a" + place, letter), ("i" + place, roman)):
        if value > 1 and lists.get(kind) and value - lists[kind][-1].value == 1:
            return kind, value
    if roman and (label == "i" or lists.get("i" + place)):
        return "i" + place, roman
    return "a" + place, letter


def _is_near(paper: Paper, before: _Marker, after: _Marker) -> bool:
    """Whether the item between is not there in some other way of writing."""
    if after.span.start - before.span.end > _LONGEST_ITEM_CHARS:
        return False
    label = re.escape(_written(after.kind, after.value - 1).strip("()"))
    between = paper.plain[before.span.end : after.span.start]
    return re.search(rf"(?<!\w)\(?\s?{label}\s?[).]", between, re.IGNORECASE) is None


def _written(kind: str, value: int) -> str:
    if kind[0] == "1":
        return f"({value})"
    if kind[0] == "a":
        return f"({chr(ord('a') + value - 1)})"
    return f"({'x' * (value // 10)}{_ROMAN[value % 10]})"
