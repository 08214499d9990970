"""A grey picture of a page in, its words with their places and confidences out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import Final

import numpy as np
from PIL import Image

from extractor.readers.ocr.columns import in_order
from extractor.readers.ocr.lines import lines_on
from extractor.readers.ocr.network import STEP, Network, Pixels
from extractor.readers.ocr.paper import sheet_of
from extractor.readers.ocr.strips import Strip, pixels_of, strips_of
from extractor.readers.ocr.weights import shipped

_NOISE: Final = "|¦"
"""What specks beside words are taken for, and rules between columns."""
_TOGETHER: Final = 30_000
"""Pixels of strips that are recognised together: half a page of usual print, in some 50 MB."""
_MOST: Final = 1_000_000
"""Pixels of strips of one page; print has not so many."""
_DEPTH: Final = 1.3
"""From the top of a d to the bottom of a g, in capitals."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word in a picture, in pixels with y growing downwards.

    ``line`` counts the picture's lines; ``baseline`` and ``height`` are those of its line. ``confidence`` is in [0, 1].
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: int
    baseline: float
    height: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    middle: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Engine:
    """The recogniser with the characters that it knows; threads may share it."""

    network: Network
    alphabet: tuple[str, ...]

    def words(self, picture: Image.Image) -> list[Word]:
        """The words in a grey picture whose lines are level, line by line; none where it is no page of print."""
        sheet = sheet_of(picture)
        strips = in_order(strips_of(lines_on(sheet)), bool(sheet.rules.any()))
        if sum(strip.length for strip in strips) > _MOST:
            return []
        words: list[Word] = []
        line = 0
        for group in _groups(strips):
            found = self.network.likelihoods([pixels_of(strip, sheet.image) for strip in group])
            for strip, likelihoods in zip(group, found, strict=True):
                line += 1
                words += _words(strip, self._letters(strip, likelihoods), line)
        return words

    def _letters(self, strip: Strip, likelihoods: Pixels) -> Iterator[_Letter]:
        """The likeliest characters: one for each stretch of steps in which the same is the likeliest."""
        best, sure = likelihoods.argmax(axis=1), likelihoods.max(axis=1)
        edges = [0, *(np.flatnonzero(np.diff(best)) + 1).tolist(), len(best)]
        for start, end in pairwise(edges):
            text = self.alphabet[best[start]]
            if text:
                yield _Letter(text, strip.left + (start + end) / 2 * STEP / strip.zoom, float(sure[start:end].max()))


@cache
def engine() -> Engine:
    """The one with the weights that are installed with us."""
    weights = shipped()
    return Engine(Network(weights), weights.alphabet)


def _groups(strips: list[Strip]) -> Iterator[list[Strip]]:
    """The strips in their order, so many at a time as fit into memory."""
    group: list[Strip] = []
    for strip in strips:
        if group and sum(one.length for one in group) + strip.length > _TOGETHER:
            yield group
            group = []
        group.append(strip)
    if group:
        yield group


def _words(strip: Strip, letters: Iterator[_Letter], line: int) -> list[Word]:
    """The letters between spaces, each word as wide as the ink between the same spaces."""
    groups = [list(group) for space, group in groupby(letters, key=lambda letter: letter.text == " ") if not space]
    if not groups:
        return []
    boxes = strip.line.boxes
    middles = (boxes[:, 2] + boxes[:, 3]) / 2
    gaps = [(one[-1].middle + other[0].middle) / 2 for one, other in pairwise(groups)]
    words = []
    for group, start, end in zip(groups, [-np.inf, *gaps], [*gaps, np.inf], strict=True):
        text = "".join(letter.text for letter in group).strip(_NOISE)
        if not text:
            continue
        ink = boxes[(middles > start) & (middles <= end)]
        left, right = (ink[:, 2].min(), ink[:, 3].max()) if len(ink) else (group[0].middle, group[-1].middle)
        baseline = strip.baseline_at((left + right) / 2)
        top, bottom = baseline - strip.capital, baseline + (_DEPTH - 1) * strip.capital
        confidence = min(letter.confidence for letter in group)
        height = _DEPTH * strip.capital
        words.append(Word(text, float(left), top, float(right), bottom, line, baseline, height, confidence))
    return words
