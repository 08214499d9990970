"""Pictures of pages to fragments with a confidence, several pages at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from PIL import Image

from extractor.readers import progress
from extractor.readers.ocr.engine import Engine, Word
from extractor.readers.ocr.fragments import fragments_of
from extractor.readers.ocr.sizing import enlarged
from extractor.readers.ocr.straightening import straightened, upside_down
from extractor.readers.pdf.text import Fragment

HARD_TO_READ: Final = 0.75
"""Mean confidence below which a page is told to be hard to read."""
_DOUBTFUL: Final = 0.7
"""Mean confidence below which a page may stand on its head."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture of the page ``number``; ``scale`` is points a pixel."""

    number: int
    image: Image.Image
    scale: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read on one page, as it stands upright; ``confidence`` is the mean over its characters, 0 without."""

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]
    confidence: float


def recognised(pictures: Iterable[Picture], count: int, threads: int) -> Iterator[Recognised]:
    """Each of ``count`` pictures as read, in their order. The result does not depend on the number of threads.

    :raises OcrMissing: the packages that recognise text are not installed.
    """
    progress.recognising(count)
    engines = threading.local()

    def read(picture: Picture) -> Recognised:
        if not hasattr(engines, "own"):
            engines.own = Engine()
        return _read(picture, engines.own)

    waiting: deque[Future[Recognised]] = deque()
    with ThreadPoolExecutor(max(1, min(threads, count))) as pool:
        for picture in pictures:
            waiting.append(pool.submit(read, picture))
            if len(waiting) > threads:  # few pictures are in memory at a time
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(picture: Picture, engine: Engine) -> Recognised:
    image, factor = enlarged(straightened(picture.image))
    scale = picture.scale / factor
    words = engine.words(image)
    confidence = _confidence(words)
    if confidence < _DOUBTFUL:
        turned = engine.words(upside_down(image))
        if _confidence(turned) * _letters(turned) > confidence * _letters(words):
            words, confidence = turned, _confidence(turned)
    width, height = image.size
    fragments = fragments_of(words, scale)
    return Recognised(picture.number, width * scale, height * scale, fragments, confidence if fragments else 0.0)


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)


def _confidence(words: Iterable[Word]) -> float:
    letters = _letters(words := list(words))
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0
