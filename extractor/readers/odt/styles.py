"""Styles of an OpenDocument text: what is bold, what is a heading, how lists are numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.odt.names import FO, LOEXT, STYLE, TEXT

LEVELS = 10
_BOLD_WEIGHTS = frozenset({"bold", "600", "700", "800", "900"})
_LONGEST_CHAIN = 20
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One paragraph or character style, as it states itself."""

    name: str
    parent: str | None = None
    bold: bool | None = None
    outline: int | None = None
    indent: float | None = None
    list_style: str | None = None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list; ``pattern`` has ``%1%`` for the number of the first level, and so on."""

    format: str = ""
    pattern: str = ""
    start: int = 1
    bullet: str | None = None
    indent: float | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document, by family and name."""

    texts: dict[tuple[str, str], TextStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    outline: dict[int, ListLevel] = field(default_factory=dict)

    def chain(self, family: str, name: str | None) -> list[TextStyle]:
        """The style of that name and those that it is based on, nearest first."""
        found: list[TextStyle] = []
        while name is not None and len(found) < _LONGEST_CHAIN:
            style = self.texts.get((family, name))
            if style is None:
                break
            found.append(style)
            name = style.parent
        return found

    def bold(self, family: str, name: str | None) -> bool | None:
        """Whether the style makes its words bold; None where it leaves that open."""
        return next((style.bold for style in self.chain(family, name) if style.bold is not None), None)


def read_styles(roots: Iterable[etree._Element]) -> Styles:
    """The styles in the parts of a document; a later part adds to an earlier one."""
    styles = Styles()
    for root in roots:
        for element in root.iter(STYLE + "style"):
            style = _text_style(element)
            styles.texts[element.get(STYLE + "family", ""), element.get(STYLE + "name", "")] = style
        for element in root.iter(TEXT + "list-style"):
            styles.lists[element.get(STYLE + "name", "")] = dict(_levels(element))
        for element in root.iter(TEXT + "outline-style"):
            styles.outline.update(_levels(element))
    return styles


def _text_style(element: etree._Element) -> TextStyle:
    words = element.find(STYLE + "text-properties")
    paragraph = element.find(STYLE + "paragraph-properties")
    weight = None if words is None else words.get(FO + "font-weight")
    return TextStyle(
        name=element.get(STYLE + "display-name") or element.get(STYLE + "name") or "",
        parent=element.get(STYLE + "parent-style-name"),
        bold=None if weight is None else weight in _BOLD_WEIGHTS,
        outline=whole(element.get(STYLE + "default-outline-level")),
        indent=None if paragraph is None else points(paragraph.get(FO + "margin-left")),
        list_style=element.get(STYLE + "list-style-name"),
    )


def _levels(element: etree._Element) -> Iterable[tuple[int, ListLevel]]:
    for child in element:
        level = whole(child.get(TEXT + "level"))
        if level is None or not 1 <= level <= LEVELS:
            continue
        if child.tag == TEXT + "list-level-style-bullet":
            yield level - 1, ListLevel(bullet=child.get(TEXT + "bullet-char", "•"), indent=_level_indent(child))
        elif child.tag in (TEXT + "list-level-style-number", TEXT + "outline-level-style"):
            start = whole(child.get(TEXT + "start-value"))
            yield (
                level - 1,
                ListLevel(
                    format=child.get(STYLE + "num-format", ""),
                    pattern=_pattern(child, level),
                    start=1 if start is None else start,
                    indent=_level_indent(child),
                ),
            )


def _pattern(element: etree._Element, level: int) -> str:
    stated = element.get(LOEXT + "num-list-format")
    if stated is not None:
        return stated
    if not element.get(STYLE + "num-format"):
        return ""
    shown = min(max(whole(element.get(TEXT + "display-levels")) or 1, 1), level)
    numbers = ".".join(f"%{number}%" for number in range(level - shown + 1, level + 1))
    return element.get(STYLE + "num-prefix", "") + numbers + element.get(STYLE + "num-suffix", "")


def _level_indent(element: etree._Element) -> float | None:
    for properties in element.iter(STYLE + "list-level-label-alignment"):
        return points(properties.get(FO + "margin-left"))
    return None


def points(length: str | None) -> float | None:
    """A length such as ``1.27cm`` in points; None where it is none."""
    try:
        return None if length is None else round(float(length[:-2]) * _POINTS[length[-2:]], 2)
    except (ValueError, KeyError):
        return None


def whole(text: str | None) -> int | None:
    """A whole number of a size that contracts have; None where it is none."""
    try:
        return None if text is None or len(text) > 9 else int(text)
    except ValueError:
        return None
