"""Numbers of lines, as courts' paper and word processors print them down the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from extractor.readers.pdf.text import Fragment, Page
from extractor.types import Margin

_FEWEST: Final = 10
"""Numbered lines that a page has at least."""
_ALONE: Final = 20
"""The same where only one page has numbers: a list or table may have ten."""
_ALIGNED: Final = 4.0
_LONGEST: Final = 5
_APART: Final = 4.0
"""Largest gap between two numbers, in gaps of the usual size: headings stand further apart than lines."""
_HEIGHT: Final = 0.4
"""Share of the page's height that the numbers span."""
_CELLS: Final = 1.5
"""Mean count of fragments beside a number from which on the numbers are those of a table's rows."""


def without_line_numbers(pages: Sequence[Page]) -> tuple[list[Page], tuple[Margin, ...]]:
    """The pages without the numbers of their lines, and these: one margin, as the first page with numbers has them."""
    found = {page.number: numbers for page in pages if (numbers := _numbers(page))}
    if not found or (len(found) == 1 and len(next(iter(found.values()))) < _ALONE):
        return list(pages), ()
    first, numbers = next(iter(found.items()))
    margin = Margin("line_number", f"{numbers[0].text}–{numbers[-1].text}", first)
    return [_without(page, found.get(page.number, [])) for page in pages], (margin,)


def _without(page: Page, numbers: Sequence[Fragment]) -> Page:
    if not numbers:
        return page
    gone = set(numbers)
    return replace(page, fragments=tuple(fragment for fragment in page.fragments if fragment not in gone))


def _numbers(page: Page) -> list[Fragment]:
    """The numbers down the page's left or right margin, none unless they count its lines."""
    figures = [f for f in page.fragments if f.text.isdecimal() and len(f.text) <= _LONGEST]
    if len(figures) < _FEWEST:
        return []
    words = [f for f in page.fragments if not f.text.isdecimal()]
    if not words:
        return []
    left, right = min(f.left for f in words), max(f.right for f in words)
    for beside in ([f for f in figures if f.right < left], [f for f in figures if f.left > right]):
        numbers = _counting(sorted(beside, key=lambda f: f.baseline))
        if numbers and _counts_lines(numbers, words, page):
            return numbers
    return []


def _counting(figures: Sequence[Fragment]) -> list[Fragment]:
    """The figures where each is by the same step more than the one above; a page's own number may stand below."""
    step = int(figures[1].text) - int(figures[0].text) if len(figures) >= _FEWEST else 0
    numbers = list(figures[:1])
    for before, after in pairwise(figures):
        aligned = abs(after.right - before.right) <= _ALIGNED or abs(after.left - before.left) <= _ALIGNED
        if int(after.text) - int(before.text) != step or not aligned:
            break
        numbers.append(after)
    return numbers if step > 0 and len(numbers) >= max(_FEWEST, len(figures) - 1) else []


def _counts_lines(numbers: Sequence[Fragment], words: Sequence[Fragment], page: Page) -> bool:
    """Whether the numbers run down the page beside running text, and not beside the cells of a table."""
    gaps = sorted(after.baseline - before.baseline for before, after in pairwise(numbers))
    if gaps[-1] > _APART * gaps[len(gaps) // 2] or sum(gaps) < _HEIGHT * page.height:
        return False
    top, bottom = numbers[0].baseline, numbers[-1].baseline
    beside = [f for f in words if top - 2 <= f.baseline <= bottom + 2]
    rows = {round(f.baseline / 3) for f in beside}
    return bool(rows) and len(beside) <= _CELLS * len(rows)
