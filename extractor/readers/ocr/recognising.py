"""Pictures of pages to fragments with a confidence, several pages at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from PIL import Image
from threadpoolctl import threadpool_limits

from extractor.readers import progress
from extractor.readers.ocr.engine import Word, engine
from extractor.readers.ocr.fragments import fragments_of
from extractor.readers.ocr.straightening import straightened, upside_down
from extractor.readers.pdf.text import Fragment

HARD_TO_READ: Final = 0.75
"""Mean confidence below which a page is told to be hard to read."""
_DOUBTFUL: Final = 0.7
"""Mean confidence below which a page may stand on its head."""
_NO_WORDS: Final = 0.3
"""Mean confidence below which what looks like words is something else."""


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
    """Each of ``count`` pictures as read, in their order. The result does not depend on the number of threads."""
    progress.recognising(count)
    waiting: deque[Future[Recognised]] = deque()
    # Pages are what runs side by side: within one, numpy's threads would only wait for each other.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(max(1, min(threads, count))) as pool:
        for picture in pictures:
            waiting.append(pool.submit(_read, picture))
            if len(waiting) > threads:  # few pictures are in memory at a time
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(picture: Picture) -> Recognised:
    image = straightened(picture.image)
    words = engine().words(image)
    confidence = _confidence(words)
    if confidence < _DOUBTFUL:
        turned = engine().words(upside_down(image))
        if _confidence(turned) * _letters(turned) > confidence * _letters(words):
            words, confidence = turned, _confidence(turned)
    width, height = image.size
    fragments = fragments_of(words, picture.scale) if confidence >= _NO_WORDS else ()
    size = width * picture.scale, height * picture.scale
    return Recognised(picture.number, *size, fragments, confidence if fragments else 0.0)


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)


def _confidence(words: Iterable[Word]) -> float:
    letters = _letters(words := list(words))
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0
