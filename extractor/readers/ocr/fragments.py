"""Recognised words as the fragments of a page, as if they had been painted there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from extractor.readers.ocr.engine import Word
from extractor.readers.pdf.glyphs import clean, is_rule
from extractor.readers.pdf.text import Fragment

_WIDE_GAP: Final = 1.4
"""Gap between two words of one line, in line heights, from which on they are parted, as in text layers."""
_LEADING: Final = 1.2
"""Line height, as fonts tell it, over the height of the letters from the top of a d to the bottom of a g."""
_ALIKE: Final = 0.25
"""Share by which the measured height of a line may differ from the page's usual one and be taken for it."""


def fragments_of(words: Sequence[Word], scale: float) -> tuple[Fragment, ...]:
    """The words of one page, those beside each other together; ``scale`` is points a pixel."""
    heights = [word.height for word in words if word.height > 0]
    usual = median(heights) if heights else 1.0
    found: list[Fragment] = []
    start = 0
    for _, line in groupby(words, key=lambda word: word.line):
        for group in _groups(list(line), usual):
            text = clean(" ".join(word.text for word in group))
            if text and not is_rule(text):
                fragment = _fragment(group, text, _height(group[0], usual), scale)
                found.append(fragment._replace(run=(start, start + len(text))))
                start += len(text)
    return tuple(found)


def _groups(line: list[Word], usual: float) -> Iterator[list[Word]]:
    """The words of a line, parted at wide gaps."""
    line.sort(key=lambda word: word.left)
    group = [line[0]]
    for before, word in pairwise(line):
        if word.left - before.right > _WIDE_GAP * _LEADING * _height(word, usual):
            yield group
            group = []
        group.append(word)
    yield group


def _height(word: Word, usual: float) -> float:
    return usual if abs(word.height - usual) <= _ALIKE * usual else word.height


def _fragment(group: Sequence[Word], text: str, height: float, scale: float) -> Fragment:
    return Fragment(
        text,
        left=group[0].left * scale,
        right=max(word.right for word in group) * scale,
        baseline=median(word.baseline for word in group) * scale,
        height=_LEADING * height * scale,
        bold=False,
    )
