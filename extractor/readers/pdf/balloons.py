"""Balloons beside the text, as Word and LibreOffice print comments and changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.readers.pdf.text import Fragment, Page
from extractor.types import Margin

_SIDE: Final = 0.55
"""Share of the page's width from which on balloons stand."""
_BALLOON = re.compile(
    r"Comment(?:ed)? \[[^\]\s]{1,12}\]:|(?:Deleted|Inserted|Formatted):|Formatted Table|Moved (?:down|up|\()"
    r"|(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{2,4}),? \d{1,2}:\d\d\b"
)
_BODY: Final = 4
"""Fragments left of the balloons that the page has at least: they stand beside something."""


def without_balloons(pages: Sequence[Page]) -> tuple[list[Page], tuple[Margin, ...]]:
    """The pages without their balloons, and the words of these, one margin a page."""
    kept, margins = [], []
    for page in pages:
        balloons = _balloons(page)
        if balloons:
            words = "\n".join(fragment.text for fragment in sorted(balloons, key=lambda f: (f.baseline, f.left)))
            margins.append(Margin("balloon", words, page.number))
            gone = set(balloons)
            page = replace(page, fragments=tuple(f for f in page.fragments if f not in gone))
        kept.append(page)
    return kept, tuple(margins)


def _balloons(page: Page) -> list[Fragment]:
    """What stands right of the text from the leftmost balloon on, unless some of the text crosses into it."""
    starts = [f.left for f in page.fragments if f.left >= _SIDE * page.width and _BALLOON.match(f.text)]
    if not starts:
        return []
    edge = min(starts) - 2 * max(f.height for f in page.fragments)
    column = [f.left for f in page.fragments if f.left >= edge]
    left = min(column)
    body = [f for f in page.fragments if f.left < left]
    if len(body) < _BODY or max(f.right for f in body) > left:
        return []
    return [f for f in page.fragments if f.left >= left]
