"""Image files of pages: their words by OCR, put together as those of a PDF's pages are."""

from __future__ import annotations

import hashlib

from extractor.errors import NoTextLayer
from extractor.limits import Limits
from extractor.readers.image.frames import Frames
from extractor.readers.ocr.recognising import HARD_TO_READ, recognised
from extractor.readers.pdf.composing import composed
from extractor.readers.pdf.furniture import without_furniture
from extractor.readers.pdf.layout import lines_of
from extractor.readers.pdf.line_numbers import without_line_numbers
from extractor.readers.pdf.scans import hard_to_read, page_of, stopped
from extractor.types import Document, Problem, RecognisedPage


def read_image(data: bytes, name: str, limits: Limits) -> Document:
    """The words in the pictures of an image file, each of which is a page.

    :raises UnreadableDocument: it is damaged.
    :raises LimitReached: it has more pages or pixels than ``limits`` allows.
    :raises NoTextLayer: no words can be recognised in it.
    """
    frames = Frames(data, limits)
    count = min(frames.count, limits.recognised_pages)
    found = recognised(frames.pictures(count), count, limits.recognition_threads)
    read = [page for page in found if page.fragments]
    if not read:
        raise NoTextLayer("No words can be recognised in the picture. Send a sharper scan, a PDF or the Word file.")
    pages, line_numbers = without_line_numbers([page_of(page) for page in read])
    cleared = without_furniture([lines_of(page) for page in pages])
    body = composed(cleared.sheets)
    unread = sorted({*range(1, frames.count + 1)} - {page.number for page in read})
    problems = [
        *(Problem("page_without_text", f"Page {number} was not reviewed: {_NO_WORDS}.", number) for number in unread),
        *([stopped(frames.stopped)] if frames.stopped else []),
        *(hard_to_read(page) for page in read if page.confidence < HARD_TO_READ),
    ]
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=frames.media_type,
        text=body.text,
        original_text=body.text,
        blocks=tuple(body.blocks),
        pages=frames.count,
        problems=tuple(sorted(problems, key=lambda problem: problem.page or 0)),
        margins=(*line_numbers, *cleared.margins),
        recognised=tuple(RecognisedPage(page.number, round(page.confidence, 3)) for page in read),
    )


_NO_WORDS = "no words can be recognised on it"
