"""The numbers that a browser shows before the items of a list."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from extractor.readers.docx.numerals import numeral
from extractor.readers.html.css import declarations

BULLET = "•"
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "",
    "disc": "bullet", "circle": "bullet", "square": "bullet",
}  # fmt: skip
_LARGEST = 10**6


class OpenList:
    """One ``ol`` or ``ul`` and how far it has counted."""

    def __init__(self, element: etree._Element) -> None:
        """Begin at the element's ``start``."""
        self._style = _style(element) or ("bullet" if element.tag == "ul" else "decimal")
        self._step = -1 if element.get("reversed") is not None else 1
        self._next = _whole(element.get("start")) or (0 if element.get("start") == "0" else 1)

    def label(self, item: etree._Element) -> str | None:
        """The label of the next item; None where none is shown."""
        style = _style(item)
        style = self._style if style is None else style
        stated = _whole(item.get("value"))
        number = self._next if stated is None else stated
        if style == "bullet":
            return BULLET
        self._next = number + self._step
        return f"{numeral(number, style)}." if style else None


def _style(element: etree._Element) -> str | None:
    css: Mapping[str, str] = declarations(element)
    for name in ("list-style-type", "list-style"):
        for word in css.get(name, "").split():
            if word in _STYLES:
                return _STYLES[word]
    stated = element.get("type", "")
    return _TYPES.get(stated) or _STYLES.get(stated.lower())


def _whole(text: str | None) -> int | None:
    try:
        return None if text is None or len(text) > 9 else max(-_LARGEST, min(int(text), _LARGEST))
    except ValueError:
        return None
