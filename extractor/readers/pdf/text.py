"""PDFium's text layer as positioned fragments.

Character-by-character calls cost more than the parsing itself, so the text of a page comes in one call and positions
line by line; single characters are asked for only at gaps wide enough to part columns.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from extractor.errors import EncryptedDocument, UnreadableDocument
from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.glyphs import LINE_END_HYPHEN, clean, is_rule, is_usable
from extractor.readers.pdf.legibility import is_noise
from extractor.readers.pdf.pen import Pen
from extractor.readers.pdf.pictures import covered
from extractor.readers.pdf.strokes import Stroke, read_strokes

_SPACES: Final = "\t\x0b\x0c\x1c-\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""All spaces but those that end lines, spelled out: the regex of all words is much faster so."""
_GLYPHS: Final = rf"[^\r\n{_SPACES}{LINE_END_HYPHEN}]++"
_PIECE = re.compile(
    rf"{_GLYPHS}(?:[{_SPACES}]{{1,2}}+{_GLYPHS})*+(?:[{_SPACES}]{{0,2}}{LINE_END_HYPHEN})?|{LINE_END_HYPHEN}"
)
"""Words of one line that no more than two spaces part."""
_WORD_GAP = re.compile(r"[\s\xa0]+")
_WIDE_GAP: Final = 1.4
"""Gap between two fragments of one line, in line heights; justified text stays below."""

_LOWEST: Final = 0.01
"""The least height of a line in points: fonts of damaged files have none, and distances are told in line heights."""
_STAMP_CHARS: Final = 250
"""Up to which length a text layer may be what somebody stamped upon a scan."""
_COVERED: Final = 0.5

_ANNOTATIONS_A_PAGE: Final = 20_000
_NOTES: Final = frozenset(
    {
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_CARET,
    }
)

_ERROR_PASSWORD: Final = 4
_ERROR_SECURITY: Final = 5


Run = tuple[int, int]
"""Half-open range of the characters of one page, as PDFium counts them."""


class Fragment(NamedTuple):
    """Words painted side by side on one baseline, in page coordinates with y growing downwards.

    ``run`` is the range of the page's characters that the words are made of.
    """

    text: str
    left: float
    right: float
    baseline: float
    height: float
    bold: bool
    run: Run = (0, 0)


@dataclass(frozen=True, slots=True)
class Letter:
    """One painted character: how many characters it is written with, and its middle, as fragments have theirs."""

    size: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Surface:
    """Where a page has each character, for the notes upon it."""

    frame: Frame
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page's fragments in the order in which the file paints them, and the thin lines between them.

    ``surface`` is set where it has notes. ``chars`` are those of its text; what a form adds counts on from there.
    ``scan`` tells that its words are better read from its picture.
    """

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]
    usable: bool
    blank: bool
    surface: Surface | None = None
    strokes: tuple[Stroke, ...] = ()
    frame: Frame | None = None
    chars: int = 0
    added: str = ""
    scan: bool = False


@contextmanager
def open_document(data: bytes) -> Iterator[Any]:
    """An open PDFium document for the ``with`` block.

    :raises EncryptedDocument: it opens only with a password.
    :raises UnreadableDocument: it is no PDF, or damaged beyond repair.
    """
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        if pdfium.FPDF_GetLastError() in (_ERROR_PASSWORD, _ERROR_SECURITY):
            raise EncryptedDocument("The PDF opens only with a password. Remove the password and send it again.")
        raise UnreadableDocument("The PDF is damaged or cut off and cannot be opened. Ask for the file again.")
    try:
        yield handle
    finally:
        pdfium.FPDF_CloseDocument(handle)


def count_pages(document: Any) -> int:  # noqa: ANN401 - a ctypes handle
    """How many pages the file declares."""
    return int(pdfium.FPDF_GetPageCount(document))


def has_form(document: Any) -> bool:  # noqa: ANN401 - a ctypes handle
    """Whether the file has fields to fill in or sign."""
    return bool(pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_NONE)


def load_page(document: Any, number: int) -> Page | None:  # noqa: ANN401 - a ctypes handle
    """Page ``number`` (from 1), or None where PDFium cannot load it."""
    with opened_page(document, number) as (page, textpage):
        return _read(page, textpage, number) if textpage else None


@contextmanager
def opened_page(document: Any, number: int) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - ctypes handles
    """Handles of page ``number`` and its text for the ``with`` block, null where PDFium cannot load them."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    textpage = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        yield page, textpage
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
        if page:
            pdfium.FPDF_ClosePage(page)


def _read(page: Any, textpage: Any, number: int) -> Page:  # noqa: ANN401
    text = page_text(textpage)
    frame = Frame(page)
    usable = is_usable(text)
    fragments = tuple(_fragments(textpage, text, frame)) if usable else ()
    blank = not text and pdfium.FPDFPage_CountObjects(page) == 0
    surface = _surface(textpage, text if usable else "", frame) if _has_notes(page) else None
    strokes = read_strokes(page, frame) if fragments else ()
    scan = not blank and _is_scan(page, text, usable)
    return Page(
        number, frame.width, frame.height, fragments, usable, blank, surface, strokes, frame, len(text), scan=scan
    )


def _is_scan(page: Any, text: str, usable: bool) -> bool:  # noqa: ANN401
    """Whether a page's own text is none, noise, or a mere stamp upon a picture."""
    if not usable or is_noise(text):
        return True
    return len(text) < _STAMP_CHARS and covered(page) >= _COVERED


def _has_notes(page: Any) -> bool:  # noqa: ANN401
    """Whether people marked the page up; links and form fields do not count."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _ANNOTATIONS_A_PAGE)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
            if subtype in _NOTES:
                return True
    return False


def _surface(textpage: Any, text: str, frame: Frame) -> Surface:  # noqa: ANN401
    pen = Pen(textpage, frame)
    return Surface(frame, tuple(Letter(len(clean(char)), *pen.middle(place)) for place, char in enumerate(text)))


def page_text(textpage: Any) -> str:  # noqa: ANN401 - a ctypes handle
    """The page's characters; PDFium's character index is the index into this string."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    return ctypes.string_at(buffer, 2 * max(0, written - 1)).decode("utf-16-le", "replace")


def _fragments(textpage: Any, text: str, frame: Frame) -> Iterator[Fragment]:  # noqa: ANN401
    pen = Pen(textpage, frame)
    for piece in _PIECE.finditer(text):
        start, end = run = piece.span()
        words = clean(piece[0])
        if not words or is_rule(words):
            continue
        spans = pen.spans(start, end - start)
        if len(spans) == 1:  # painted at one stroke, so all in one font
            left, right = spans[0]
            yield Fragment(words, left, right, pen.baseline(start), _height(pen, run), pen.bold(start), run)
        elif spans:
            yield from _split(pen, text, run, spans)


def _split(pen: Pen, text: str, run: Run, spans: Sequence[tuple[float, float]]) -> Iterator[Fragment]:
    """Words that were painted bit by bit as fragments, parted where the paint leaves a gap too wide for a space."""
    height = _height(pen, run)
    wide = _WIDE_GAP * height
    if any(after[0] - before[1] > wide or before[0] - after[0] > wide for before, after in pairwise(spans)):
        cuts = [run[0], *_cuts(pen, text, *run, wide), run[1]]
        for here, following in pairwise(cuts):
            yield from _fragment(pen, text, (here, following), pen.spans(here, following - here), height)
    else:
        yield from _fragment(pen, text, run, spans, height)


def _fragment(pen: Pen, text: str, run: Run, spans: Sequence[tuple[float, float]], height: float) -> Iterator[Fragment]:
    start, end = run
    words = clean(text[start:end])
    if spans and words and not is_rule(words):
        left, right = min(span[0] for span in spans), max(span[1] for span in spans)
        bold = pen.bold(start) and pen.bold(start + len(text[start:end].rstrip()) - 1)
        yield Fragment(words, left, right, pen.baseline(start), height, bold, run)


def _height(pen: Pen, run: Run) -> float:
    return max(pen.height(run[0]), pen.height(run[1] - 1), _LOWEST)


def _cuts(pen: Pen, text: str, start: int, end: int, width: float) -> list[int]:
    """Where the words after a wide gap begin, or a new line does: PDFium joins some to the line above."""
    cuts = []
    for gap in _WORD_GAP.finditer(text, start, end):
        before, after = gap.start() - 1, gap.end()
        gone = pen.character(after)[0] - pen.character(before)[1]
        if gone > width or (gone < -width and pen.baseline(after) - pen.baseline(before) > width / 2):
            cuts.append(after)
    return cuts
