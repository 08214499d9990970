"""The pages in an image file, as grey pictures of a size that can be recognised."""

from __future__ import annotations

import io
import math
import struct
import warnings
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageOps

from extractor.errors import LimitReached, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.ocr.recognising import Picture
from extractor.readers.progress import keep_going

_FORMATS: Final = ("PNG", "JPEG", "TIFF", "WEBP")
_PAGE_INCHES: Final = 11.0
"""The longer side of a page whose picture does not tell its size."""
_DPI: Final = (90.0, 1_300.0)
"""Resolutions that scanners have; others are made up, as cameras' 72."""
_READ_DPI: Final = 200.0
_SMALLEST: Final = 16
_DAMAGE: Final = (OSError, SyntaxError, ValueError, TypeError, EOFError, struct.error, IndexError, KeyError)
"""What Pillow raises for damaged files."""


class Frames:
    """An image file that is open: its media type, the count of its pages, and these one after the other."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Read the file's header.

        :raises UnreadableDocument: it is damaged.
        :raises LimitReached: it has too many pages.
        """
        self._limits = limits
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit on pixels is held below
            try:
                self._image = Image.open(io.BytesIO(data), formats=_FORMATS)
                self.count = int(getattr(self._image, "n_frames", 1))
            except Image.DecompressionBombError as error:
                raise _too_large(limits) from error
            except _DAMAGE as error:
                raise UnreadableDocument("The image is damaged or cut off. Ask for the file again.") from error
        self.media_type = Image.MIME[str(self._image.format)]
        if self.count > limits.pages:
            raise LimitReached(f"The image has {self.count:,} pages; the limit is {limits.pages:,}.")
        self.stopped: int | None = None

    def pictures(self, count: int) -> Iterator[Picture]:
        """The first ``count`` pages that can be shown; ``stopped`` then is the one before which time was up.

        :raises LimitReached: one has more pixels than the limits allow.
        """
        for number in range(1, count + 1):
            if not keep_going():
                self.stopped = number
                return
            try:
                self._image.seek(number - 1)
                width, height = self._image.size
                if width * height > self._limits.picture_pixels:
                    raise _too_large(self._limits)
                dpi = _resolution(self._image)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    grey = _grey(self._image)
            except Image.DecompressionBombError as error:
                raise _too_large(self._limits) from error
            except _DAMAGE:
                continue
            if min(grey.size) >= _SMALLEST:
                yield _sized(grey, number, dpi)


def _too_large(limits: Limits) -> LimitReached:
    return LimitReached(f"The image has too many pixels: up to {limits.picture_pixels / 1e6:,.0f} million are read.")


def _resolution(image: Image.Image) -> float:
    """Dots an inch, as the file tells it where it can be true, else as the page is likely to have."""
    told = image.info.get("dpi")
    try:
        dpi = float(told[0]) if told else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    return dpi if math.isfinite(dpi) and _DPI[0] <= dpi <= _DPI[1] else max(image.size) / _PAGE_INCHES


def _grey(image: Image.Image) -> Image.Image:
    """The page upright and in grey, on white paper where it is see-through."""
    image.draft("L", (image.width, image.height))
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright)
    if upright.mode.startswith("I;16"):
        return upright.convert("I").point(lambda value: value / 257).convert("L")
    return upright.convert("L")


def _sized(grey: Image.Image, number: int, dpi: float) -> Picture:
    """The page at the resolution at which it is read best, if it has more."""
    zoom = min(1.0, _READ_DPI / dpi)
    size = max(1, round(grey.width * zoom)), max(1, round(grey.height * zoom))
    if zoom < 1:
        grey = grey.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Picture(number, grey, 72 / (dpi * zoom))
