"""The pages of a PDF that are pictures of text, read by OCR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractor.limits import Limits
from extractor.readers.ocr.recognising import HARD_TO_READ, Picture, Recognised, recognised
from extractor.readers.pdf.filling import letters_of
from extractor.readers.pdf.native import PDFIUM
from extractor.readers.pdf.pictures import PictureTooLarge, drawn
from extractor.readers.pdf.text import Page, Surface, open_document, opened_page
from extractor.readers.progress import STOPPED_EARLY, keep_going
from extractor.types import Problem, RecognisedPage

_BARE: Final = 250
"""Grey from which on all of a page counts as paper."""


@dataclass(frozen=True, slots=True)
class Scans:
    """The pages of a file with what was recognised on some, how surely, and what could not be."""

    pages: tuple[Page, ...]
    recognised: tuple[RecognisedPage, ...] = ()
    problems: tuple[Problem, ...] = ()


def with_scans(data: bytes, pages: Sequence[Page], limits: Limits) -> Scans:
    """The pages, those that are pictures of text as they are read by OCR."""
    scans = [page for page in pages if page.scan]
    if not scans:
        return Scans(tuple(pages))
    wanted = scans[: limits.recognised_pages]
    gallery = _Gallery(data, wanted, limits)
    found = {one.number: one for one in recognised(gallery.pictures(), len(wanted), limits.recognition_threads)}
    better = {page.number for page in wanted if page.number in found and _tells_more(found[page.number], page)}
    problems = [
        _unread(page, gallery.reasons.get(page.number) or (_NO_WORDS if page in wanted else _TOO_MANY))
        for page in scans
        if not page.usable and page.number not in better | gallery.bare
    ]
    if gallery.stopped:
        problems.append(stopped(gallery.stopped))
    problems += [hard_to_read(found[number]) for number in sorted(better) if found[number].confidence < HARD_TO_READ]
    told = tuple(RecognisedPage(number, round(found[number].confidence, 3)) for number in sorted(better))
    return Scans(
        tuple(page_of(found[page.number], page) if page.number in better else page for page in pages),
        told,
        tuple(problems),
    )


_TOO_MANY: Final = "it is a picture, and so many pages before it are pictures that the limit is reached"
_NO_WORDS: Final = "no words can be recognised on it"
_TOO_LARGE: Final = "a picture on it has too many pixels"
_DAMAGED: Final = "it is a picture that cannot be shown"


def _unread(page: Page, reason: str) -> Problem:
    return Problem("page_without_text", f"Page {page.number} was not reviewed: {reason}.", page.number)


def hard_to_read(page: Recognised) -> Problem:
    """Tells that a page was read, but not surely."""
    message = (
        f"Page {page.number} is a picture that is hard to read ({page.confidence:.0%} sure):"
        " compare what was read with the page."
    )
    return Problem("page_hard_to_read", message, page.number)


def stopped(page: int) -> Problem:
    """Tells that there was no time to read this page and the pictures after it."""
    message = f"Reading pictures took too long and was stopped at page {page}: that page and later ones lack words."
    return Problem(STOPPED_EARLY, message, page)


def page_of(found: Recognised, page: Page | None = None) -> Page:
    """A page as its picture reads, in place of ``page`` as its text layer has it."""
    chars = sum(len(fragment.text) for fragment in found.fragments)
    read = Page(found.number, found.width, found.height, found.fragments, usable=True, blank=False, chars=chars)
    if page is None or page.frame is None:
        return read
    letters = tuple(letter for fragment in found.fragments for letter in letters_of(fragment))
    return replace(read, frame=page.frame, surface=page.surface and Surface(page.frame, letters))


def _tells_more(found: Recognised, page: Page) -> bool:
    """Whether OCR read something, and surely where the page has a text layer, even one of little use."""
    return bool(found.fragments) and (not page.usable or found.confidence >= HARD_TO_READ)


class _Gallery:
    """Pages as pictures, one after the other; ``reasons`` tell why some are not, ``bare`` are those without ink."""

    def __init__(self, data: bytes, pages: Sequence[Page], limits: Limits) -> None:
        self._data, self._pages, self._limits = data, pages, limits
        self.reasons: dict[int, str] = {}
        self.bare: set[int] = set()
        self.stopped: int | None = None

    def pictures(self) -> Iterator[Picture]:
        for page in self._pages:
            if not keep_going():
                self.stopped = page.number
                return
            try:
                with PDFIUM, open_document(self._data) as document, opened_page(document, page.number) as (handle, _):
                    picture = drawn(handle, self._limits.picture_pixels) if handle else None
            except PictureTooLarge:
                self.reasons[page.number] = _TOO_LARGE
                continue
            if picture is None:
                self.reasons[page.number] = _DAMAGED
                continue
            image, scale = picture
            if not any(image.histogram()[:_BARE]):
                self.bare.add(page.number)
                continue
            yield Picture(page.number, image, scale)
