"""A picture of a page as even paper and the boxes of its ink: shadows are lifted, ruled lines are taken off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Boxes = NDArray[np.int64]
"""Rows of top, bottom, left and right, in pixels."""
Mask = NDArray[np.bool_]

_COARSE: Final = 8
"""Pixels to a side that are one where the paper's own grey is measured, over as many of them and one more."""
_DARKEST_PAPER: Final = 40.0
_FAINT: Final = 0.6
"""Share of the paper's grey that the darkest ink is taken for where a page has next to none."""
_LEAST: Final = 5
"""Height in pixels from which a patch of ink may be a letter."""
_LARGEST: Final = 0.1
"""Of a page's height, up to which a patch may tell how tall its letters are."""
_RULE_LENGTH, _RULE_WIDTH = 5.0, 0.4
"""From which length and up to which width ink is a ruled line, in heights of a letter."""
_FRINGE: Final = 2
"""Pixels beside a ruled line that are grey from it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in grey upon white paper, the boxes of its ink, and the usual height of those that may be letters.

    ``rules`` is the ink of the lines that were drawn down it.
    """

    image: Image.Image
    boxes: Boxes
    size: float
    rules: Mask


def sheet_of(picture: Image.Image) -> Sheet:
    """The page in a grey picture."""
    grey = _lifted(picture)
    ink = grey < (min(float(np.percentile(grey[::4, ::4], 1)), _FAINT) + 1) / 2
    boxes = _boxes(ink)
    size = _usual_height(boxes, len(grey))
    across, down = (_rules(ink, size, axis) for axis in (1, 0))
    rules = across | down
    if rules.any():
        rules = ndimage.binary_dilation(rules, iterations=_FRINGE)
        grey[rules] = 1.0
        boxes = _boxes(ink & ~rules)
        size = _usual_height(boxes, len(grey))
    return Sheet(Image.fromarray((grey * 255).astype(np.uint8)), boxes, size, down)


def _lifted(picture: Image.Image) -> NDArray[np.float32]:
    """The picture with paper at 1, wherever a shadow lies on it."""
    around = np.asarray(picture.reduce(_COARSE), dtype=np.float32)
    paper = ndimage.uniform_filter(ndimage.maximum_filter(around, _COARSE + 1), _COARSE + 1)
    paper = np.asarray(Image.fromarray(paper).resize(picture.size, Image.Resampling.BILINEAR))
    lifted: NDArray[np.float32] = np.asarray(picture, dtype=np.float32) / np.maximum(paper, _DARKEST_PAPER)
    return np.minimum(lifted, 1.0)


def _boxes(ink: Mask) -> Boxes:
    patches, _ = ndimage.label(ink, structure=np.ones((3, 3)))
    sides = [(rows.start, rows.stop, columns.start, columns.stop) for rows, columns in ndimage.find_objects(patches)]
    return np.array(sides, dtype=np.int64).reshape(-1, 4)


def _usual_height(boxes: Boxes, page: int) -> float:
    heights = boxes[:, 1] - boxes[:, 0]
    letters = heights[(heights >= _LEAST) & (heights <= max(_LARGEST * page, 2 * _LEAST))]
    return float(np.median(letters)) if len(letters) else float(_LEAST)


def _rules(ink: Mask, size: float, axis: int) -> Mask:
    """The ink of ruled lines along an axis: long and thin."""
    long = _in_runs(ink, round(_RULE_LENGTH * size), axis)
    if long.any():
        long &= ~_in_runs(ink, max(3, round(_RULE_WIDTH * size)), 1 - axis)
    return long


def _in_runs(ink: Mask, length: int, axis: int) -> Mask:
    """The ink that goes on for at least ``length`` pixels along an axis."""
    inner = ndimage.minimum_filter1d(ink.view(np.uint8), length, axis=axis, mode="constant")
    found = ndimage.maximum_filter1d(inner, length, axis=axis, mode="constant", origin=(length % 2) - 1)
    return np.asarray(found, dtype=np.bool_)
