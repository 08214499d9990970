"""A line of a page as the strip that the recogniser was taught on: level, and its capitals always as tall."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractor.readers.ocr.lines import Line
from extractor.readers.ocr.network import HEIGHT, Pixels

_CAPITAL: Final = 21.0
"""Height of a capital letter in a strip, in pixels."""
_ABOVE: Final = 0.42
"""Share of the rest of a strip's height that is above the capitals."""
_MARGIN: Final = 4
"""Pixels of a strip before the first letter and after the last: with more, the recogniser sees letters in paper."""
_TALL: Final = 85
"""Percentile of the heights of a line's letters at which the capitals and those like them are."""
_FEW: Final = 4
"""Letters of a line below which they need not have a capital among them."""
_ENOUGH: Final = 15
"""Letters of a line from which it can tell the page's usual height of a capital."""
_ALIKE: Final = 0.25
"""Share by which a line's capitals may differ from the page's usual ones and be taken for those."""
_LEAST_CAPITAL, _MOST_CAPITALS = 4.0, 5.0
"""Capitals of so few pixels cannot be read, and those so many times the usual height are no letters."""
_FIT: Final = 12
"""Letters from which the slope of a line is measured."""
_OFF = (0.35, 0.12, 0.12)
"""How far the foot of a letter may be from the line that is fitted, in capitals; fitted once more each time."""
_SHRINK: Final = 0.75
"""Zoom below which all pixels of the page are averaged, and not just the nearest taken."""
_CONTRAST: Final = 60.0
"""Least grey between ink and paper, so that noise is not taken for ink."""
_INK, _PAPER = 2, 90


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a line stands: ``baseline`` at ``middle`` pixels from the left, and how much it sinks a pixel."""

    line: Line
    baseline: float
    slope: float
    middle: float
    capital: float

    @property
    def zoom(self) -> float:
        """Pixels of the strip to one of the page."""
        return _CAPITAL / self.capital

    @property
    def left(self) -> float:
        """Where on the page the strip begins."""
        return float(self.line.boxes[:, 2].min()) - _MARGIN / self.zoom

    @property
    def right(self) -> float:
        """Where on the page the strip ends."""
        return float(self.line.boxes[:, 3].max()) + _MARGIN / self.zoom

    @property
    def length(self) -> int:
        """In pixels of the strip."""
        return max(1, round((self.right - self.left) * self.zoom))

    def baseline_at(self, x: float) -> float:
        """How far down the page the line is at ``x``."""
        return self.baseline + self.slope * (x - self.middle)


def strips_of(lines: Sequence[Line]) -> list[Strip]:
    """The lines as strips in no order, without those whose letters are too large for the page's."""
    told = [_capital(_heights(line)) for line in lines if len(line.letters) >= _ENOUGH]
    usual = float(np.median(told)) if told else None
    strips = [_strip(line, usual) for line in lines]
    return [strip for strip in strips if strip.capital <= _MOST_CAPITALS * (usual or strip.capital)]


def _strip(line: Line, usual: float | None) -> Strip:
    feet, middles = line.letters[:, 1], (line.letters[:, 2] + line.letters[:, 3]) / 2
    middle = float(middles.mean())
    baseline, slope = float(np.median(feet)), 0.0
    unit = usual or _capital(_heights(line))
    for off in _OFF if len(feet) >= _FIT else ():
        far = feet - baseline - slope * (middles - middle)
        near = np.abs(far - np.median(far)) <= max(off * unit, 1.5)
        if np.count_nonzero(near) < _FIT / 2 or np.ptp(middles[near]) < unit:
            break
        slope, baseline = (float(found) for found in np.polyfit(middles[near] - middle, feet[near], 1))
    capital = _capital(baseline + slope * (middles - middle) - line.letters[:, 0])
    alike = usual and (abs(capital - usual) <= _ALIKE * usual or (len(feet) < _FEW and capital < usual))
    return Strip(line, baseline, slope, middle, usual if usual and alike else max(capital, _LEAST_CAPITAL))


def _heights(line: Line) -> NDArray[np.float64]:
    """How far the letters of a line reach up from where most of them stand."""
    return np.asarray(np.median(line.letters[:, 1]) - line.letters[:, 0], dtype=np.float64)


def _capital(heights: NDArray[np.float64]) -> float:
    """How tall the capitals of a line are, from how tall each of its letters is."""
    return float(np.percentile(heights, _TALL) if len(heights) >= _FEW else heights.max())


def pixels_of(strip: Strip, page: Image.Image) -> Pixels:
    """What the page shows there, from -1, ink, to 1, paper."""
    grey = np.asarray(_cut(strip, page), dtype=np.float32)
    ink, paper = np.percentile(grey, (_INK, _PAPER))
    ink = min(ink, paper - _CONTRAST)
    return np.asarray(np.clip((grey - ink) / (paper - ink) * 2 - 1, -1, 1), dtype=np.float32)


def _cut(strip: Strip, page: Image.Image) -> Image.Image:
    zoom, left, size = strip.zoom, strip.left, (strip.length, HEIGHT)
    top = strip.baseline_at(left) - (_CAPITAL + (HEIGHT - _CAPITAL) * _ABOVE) / zoom
    if zoom < _SHRINK:
        right, bottom = left + strip.length / zoom, top + HEIGHT / zoom
        around = (math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))
        within = max(around[0], 0), max(around[1], 0), min(around[2], page.width), min(around[3], page.height)
        room = Image.new("L", (around[2] - around[0], around[3] - around[1]), 255)
        room.paste(page.crop(within), (within[0] - around[0], within[1] - around[1]))
        box = left - around[0], top - around[1], right - around[0], bottom - around[1]
        return room.resize(size, Image.Resampling.BICUBIC, box=box)
    turn = (1 / zoom, 0, left, strip.slope / zoom, 1 / zoom, top)
    return page.transform(size, Image.Transform.AFFINE, turn, Image.Resampling.BICUBIC, fillcolor=255)
