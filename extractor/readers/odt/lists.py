"""The numbers that OpenDocument lists show: computed, since the file does not hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.docx.numerals import numeral
from extractor.readers.odt.names import TEXT, XML_ID
from extractor.readers.odt.styles import LEVELS, ListLevel, Styles

_BULLET = "•"
_PRIVATE_USE = range(0xE000, 0xF900)
_PLACEHOLDER = re.compile(r"%([0-9]{1,2})%")
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _Count:
    """The numbers of one list, by level; None where a level has not begun."""

    at: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where in which list an item stands; ``start`` where the item states its own number."""

    count: _Count
    levels: dict[int, ListLevel]
    level: int
    start: int | None = None


class Lists:
    """Counts the lists of one document in reading order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_id: dict[str, _Count] = {}
        self._by_style: dict[str, _Count] = {}
        self._outline = _Count()

    def open(self, element: etree._Element, around: ListPlace | None, *, counted: bool) -> ListPlace:
        """The place of the items of a ``text:list``, inside the place of the item around it.

        A list that is not ``counted``, because it was deleted, is none that later ones continue.
        """
        name = element.get(TEXT + "style-name")
        levels = self._styles.lists.get(name or "", {} if around is None else around.levels)
        if around is not None:
            return ListPlace(around.count, levels, min(around.level + 1, LEVELS - 1))
        if not counted:
            return ListPlace(_Count(), levels, 0)
        count = self._continued(element, name or "")
        self._by_style[name or ""] = count
        own_id = element.get(XML_ID)
        if own_id is not None:
            self._by_id[own_id] = count
        return ListPlace(count, levels, 0)

    def _continued(self, element: etree._Element, name: str) -> _Count:
        continued = element.get(TEXT + "continue-list")
        if continued is not None and continued in self._by_id:
            return self._by_id[continued]
        if element.get(TEXT + "continue-numbering") == "true" and name in self._by_style:
            return self._by_style[name]
        return _Count()

    def heading(self, level: int) -> ListPlace:
        """The place of a heading that stands in no list."""
        return ListPlace(self._outline, self._styles.outline, level)

    @staticmethod
    def advance(place: ListPlace) -> str | None:
        """The label of the next paragraph at ``place``; None where none is shown."""
        level = place.levels.get(place.level)
        if level is None:
            return None
        if level.bullet is not None:
            return _bullet(level.bullet)
        at = place.count.at
        current = at[place.level]
        if place.start is not None:
            at[place.level] = place.start
        else:
            at[place.level] = level.start if current is None else current + 1
        at[place.level + 1 :] = [None] * (LEVELS - place.level - 1)
        return _label(place, level.pattern)


def _label(place: ListPlace, pattern: str) -> str | None:
    def written(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        if not 0 <= other <= place.level:
            return ""
        level = place.levels.get(other, ListLevel())
        count = place.count.at[other]
        style = _FORMATS.get(level.format)
        return "" if style is None else numeral(level.start if count is None else count, style)

    return _PLACEHOLDER.sub(written, pattern).strip() or None


def _bullet(character: str) -> str | None:
    if not character.strip():
        return None
    return _BULLET if ord(character[0]) in _PRIVATE_USE or character.isalnum() else character
