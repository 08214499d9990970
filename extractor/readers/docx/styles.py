"""Paragraph and character styles: what a paragraph inherits over its ``basedOn`` chain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.xml import W, flag, value, whole

_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BODY_OUTLINE = 9
_TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style with all that it inherits."""

    id: str
    name: str
    outline: int | None = None
    indent: float | None = None
    bold: bool = False
    hidden: bool = False
    num_id: str | None = None
    num_level: int | None = None
    num_style: str | None = None
    """The id of the style in the chain that states the numbering: the one that list levels link to."""


_NO_STYLE = Style("", "")


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document, resolved."""

    by_id: dict[str, Style]
    default: Style

    def paragraph(self, style_id: str | None) -> Style:
        """The paragraph style of that id; the default style where there is none."""
        return self.by_id.get(style_id, self.default) if style_id else self.default

    def bold(self, style_id: str | None) -> bool | None:
        """Whether a character style makes bold; None where it says nothing."""
        style = self.by_id.get(style_id) if style_id else None
        return True if style is not None and style.bold else None

    def hidden(self, style_id: str | None) -> bool:
        """Whether a character style hides its words."""
        style = self.by_id.get(style_id) if style_id else None
        return style is not None and style.hidden


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of a styles part; None reads as a document without any."""
    if root is None:
        return Styles({}, _NO_STYLE)
    raw = {value(style, "styleId") or "": style for style in root.iterchildren(W + "style")}
    resolved: dict[str, Style] = {}
    for style_id in raw:
        _resolve(style_id, raw, resolved)
    default = next(
        (
            resolved[style_id]
            for style_id, style in raw.items()
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
        ),
        _NO_STYLE,
    )
    return Styles(resolved, default)


def indent_points(properties: etree._Element | None) -> float | None:
    """The left edge that paragraph properties state, in points."""
    stated = None if properties is None else properties.find(W + "ind")
    twips = whole(stated, "left")
    if twips is None:
        twips = whole(stated, "start")
    return None if twips is None else twips / _TWIPS_PER_POINT


def outline_level(properties: etree._Element | None) -> int | None:
    """The 0-based outline level that paragraph properties state; 9, body text, counts as stated."""
    return None if properties is None else whole(properties.find(W + "outlineLvl"))


def heading_outline(level: int | None) -> int | None:
    """``level`` where it is one of a heading."""
    return level if level is not None and 0 <= level < _BODY_OUTLINE else None


def _resolve(style_id: str, raw: dict[str, etree._Element], resolved: dict[str, Style]) -> None:
    """Fill ``resolved`` for the style and its ancestors, oldest first; a chain in a circle ends where it closes."""
    chain: list[str] = []
    current: str | None = style_id
    while current is not None and current in raw and current not in resolved and current not in chain:
        chain.append(current)
        current = value(raw[current].find(W + "basedOn"))
    parent = resolved.get(current, _NO_STYLE) if current is not None else _NO_STYLE
    for name in reversed(chain):
        parent = _inherit(name, raw[name], parent)
        resolved[name] = parent


def _inherit(style_id: str, element: etree._Element, parent: Style) -> Style:
    name = value(element.find(W + "name")) or style_id
    properties = element.find(W + "pPr")
    numbering = None if properties is None else properties.find(W + "numPr")
    num_id = None if numbering is None else value(numbering.find(W + "numId"))
    num_level = None if numbering is None else whole(numbering.find(W + "ilvl"))
    own_bold = flag(element.find(f"{W}rPr/{W}b"))
    own_hidden = flag(element.find(f"{W}rPr/{W}vanish"))
    outline = outline_level(properties)
    if outline is None and (heading := _HEADING_NAME.fullmatch(name.strip())):
        outline = int(heading[1]) - 1
    indent = indent_points(properties)
    return Style(
        id=style_id,
        name=name,
        outline=parent.outline if outline is None else outline,
        indent=parent.indent if indent is None else indent,
        bold=parent.bold if own_bold is None else own_bold,
        hidden=parent.hidden if own_hidden is None else own_hidden,
        num_id=num_id or parent.num_id,
        num_level=parent.num_level if num_level is None else num_level,
        num_style=style_id if numbering is not None else parent.num_style,
    )
