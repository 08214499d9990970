"""The little of CSS that says what a reader of the page sees."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

_LONGEST_STYLE_CHARS = 4_000
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}
_NO_STYLE: Mapping[str, str] = {}


def declarations(element: etree._Element) -> Mapping[str, str]:
    """The element's own ``style`` attribute, names and values in lower case."""
    style = element.get("style")
    if not style:
        return _NO_STYLE
    pairs = (part.partition(":") for part in style[:_LONGEST_STYLE_CHARS].lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def is_hidden(element: etree._Element, style: Mapping[str, str]) -> bool:
    """Whether a browser shows nothing of the element."""
    return (
        element.get("hidden") is not None
        or style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith(("hidden", "collapse"))
        or style.get("mso-hide", "").startswith("all")
    )


def is_inline(style: Mapping[str, str]) -> bool:
    """Whether the style sets the element into the line, whatever it is."""
    return style.get("display", "").startswith("inline")


def is_bold(style: Mapping[str, str]) -> bool | None:
    """Whether the style makes words bold; None where it leaves that open."""
    weight = style.get("font-weight")
    if weight is None:
        return None
    return weight.startswith("bold") or (weight[:1].isdigit() and weight[:1] >= "6")


def points(length: str | None) -> float | None:
    """A length such as ``.5in`` in points; None where it is none."""
    try:
        return None if length is None else round(float(length[:-2]) * _POINTS[length[-2:]], 2)
    except (ValueError, KeyError):
        return None
