"""How large the letters of a level page are: Tesseract misreads letters of few pixels that a person still reads."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image

_ENOUGH: Final = 13.0
"""Height of an x and a bit, in pixels, from which on more do not help: type of 10 points at 200 dpi."""
_LITTLE: Final = 1.15
"""Factor below which enlarging is not worth its time."""
_MOST: Final = 2.5
_PIXELS: Final = 24_000_000
_INK: Final = 0.25
"""Share of the ink of a full row of letters from which a row of pixels counts as part of it."""
_FEWEST: Final = 5
"""Lines from which their height can be told."""


def enlarged(picture: Image.Image) -> tuple[Image.Image, float]:
    """The page at a size at which its letters can be read, and by which factor that is larger."""
    height = line_height(picture)
    if height is None:
        return picture, 1.0
    room = (_PIXELS / (picture.width * picture.height)) ** 0.5
    factor = min(_ENOUGH / height, _MOST, room)
    if factor < _LITTLE:
        return picture, 1.0
    size = round(picture.width * factor), round(picture.height * factor)
    return picture.resize(size, Image.Resampling.BICUBIC), factor


def line_height(picture: Image.Image) -> float | None:
    """The usual height of the bands of ink that lines of text make, in pixels; None where there are few."""
    grey = np.asarray(picture)
    darkest, paper = np.percentile(grey[::4, ::4], (1, 90))
    ink = np.count_nonzero(grey < (darkest + paper) / 2, axis=1)
    if not ink.any():
        return None
    full = np.percentile(ink[ink > 0], 90)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (ink > _INK * full).astype(np.int8), [0]))))
    bands = edges[1::2] - edges[::2]
    bands = bands[bands >= 3]
    return float(np.median(bands)) if len(bands) >= _FEWEST else None
