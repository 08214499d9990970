"""How far the lines of a scanned page are from level: a sheet that went into the scanner askew, or sideways."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_WIDE: Final = 600
"""Pixels of the shorter side on which the angle is measured."""
_FEWEST: Final = 400
"""Dark pixels from which there is something to measure."""
_STEPS: Final = ((0.5, 10), (0.1, 4))
"""Step in degrees and steps to each side, coarse then fine."""
_LEVEL: Final = 0.15
"""Degrees below which a page is left as it is."""
_SIDEWAYS: Final = 2.0
"""How much sharper the columns of a page are than its rows where its lines stand on end."""

Pixels = NDArray[np.float32]


def straightened(picture: Image.Image) -> Image.Image:
    """The page turned so that its lines are level; one whose lines stand on end is turned to the right first."""
    across, down = _ink(picture)
    if len(across) < _FEWEST:
        return picture
    level, rows = _level(across, down)
    upright, columns = _level(down, -across)
    if columns > _SIDEWAYS * rows:
        return _turned(picture.transpose(Image.Transpose.ROTATE_270), upright)
    return _turned(picture, level)


def upside_down(picture: Image.Image) -> Image.Image:
    """The page turned by half a turn."""
    return picture.transpose(Image.Transpose.ROTATE_180)


def _turned(picture: Image.Image, degrees: float) -> Image.Image:
    if abs(degrees) < _LEVEL:
        return picture
    return picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _ink(picture: Image.Image) -> tuple[Pixels, Pixels]:
    """Where the dark pixels of a smaller copy are."""
    factor = max(1, min(picture.size) // _WIDE)
    grey = np.asarray(picture.reduce(factor) if factor > 1 else picture)
    darkest, paper = np.percentile(grey, (1, 90))
    down, across = np.nonzero(grey < (darkest + paper) / 2)
    return across.astype(np.float32), down.astype(np.float32)


def _level(across: Pixels, down: Pixels) -> tuple[float, float]:
    """By how many degrees to turn the page so that rows of ink and of paper alternate most sharply, and how sharply."""
    best, sharpness = 0.0, _sharpness(across, down, 0.0)
    for step, reach in _STEPS:
        middle = best
        for place in range(-reach, reach + 1):
            found = _sharpness(across, down, middle + place * step)
            if found > sharpness:
                best, sharpness = middle + place * step, found
    return best, sharpness


def _sharpness(across: Pixels, down: Pixels, degrees: float) -> float:
    angle = np.deg2rad(degrees)
    heights = down * np.cos(angle) - across * np.sin(angle)
    rows = np.bincount((heights - heights.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(rows)).sum())
