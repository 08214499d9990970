"""PDF files: their words, as text or in pictures, as paragraphs in reading order, page furniture left out."""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.errors import EmptyDocument, LimitReached, NoTextLayer, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.pdf.balloons import without_balloons
from extractor.readers.pdf.composing import composed
from extractor.readers.pdf.drafting import Composed, draft_of
from extractor.readers.pdf.filling import Entry, Form, filled
from extractor.readers.pdf.furniture import without_furniture
from extractor.readers.pdf.layout import lines_of
from extractor.readers.pdf.line_numbers import without_line_numbers
from extractor.readers.pdf.marking import marked_draft
from extractor.readers.pdf.marks import may_be_marked
from extractor.readers.pdf.native import PDFIUM
from extractor.readers.pdf.report import Report, without_report
from extractor.readers.pdf.revising import Draft, revised, with_revisions
from extractor.readers.pdf.scans import with_scans
from extractor.readers.pdf.text import Page, count_pages, has_form, load_page, open_document
from extractor.readers.progress import STOPPED_EARLY, keep_going
from extractor.types import Document, Problem

MEDIA_TYPE: Final = "application/pdf"

_log = logging.getLogger(__name__)
_END_MARKER: Final = b"%%EOF"
_END_ZONE: Final = 2048


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """The PDF's text layer as a document with pages, one block a paragraph or table row.

    :raises EmptyDocument: there are no bytes.
    :raises EncryptedDocument: it opens only with a password.
    :raises LimitReached: the file, its pages or its text are larger than ``limits`` allows.
    :raises NoTextLayer: no page has usable text, nor words that can be recognised.
    :raises UnreadableDocument: it is no PDF, damaged, or cut off.
    """
    if not data:
        raise EmptyDocument("The file is empty.")
    if len(data) > limits.file_bytes:
        raise LimitReached(f"The file has {len(data):,} bytes; the limit is {limits.file_bytes:,}.")
    loaded, problems, form = _load(data, limits)
    scans = with_scans(data, loaded, limits)
    pages = _filled(scans.pages, form)
    if not any(page.usable for page in pages):
        raise NoTextLayer(_without_words(scans.problems))
    problems += scans.problems
    pages, balloons = without_balloons(pages)
    pages, line_numbers = without_line_numbers(pages)
    report = without_report([lines_of(page) for page in pages])
    cleared = without_furniture(report.pages)
    body = composed(cleared.sheets)
    if not body.text:
        raise EmptyDocument("The PDF has no words but those in its margins, so there is nothing in it to review.")
    _log.debug("read a PDF: %d pages, %d blocks, %d problems", len(pages), len(body.blocks), len(problems))
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=MEDIA_TYPE,
        text=body.text,
        original_text=body.text,
        blocks=tuple(body.blocks),
        pages=len(pages),
        problems=tuple(problems),
        margins=(*report.margins, *balloons, *line_numbers, *cleared.margins, *form.signatures),
        recognised=scans.recognised,
    )
    document = _commented(document, data, pages, body, report)
    return replace(document, problems=tuple(sorted(document.problems, key=lambda problem: problem.page or 0)))


def _load(data: bytes, limits: Limits) -> tuple[list[Page], list[Problem], Form]:
    """All pages that can be loaded, with what was filled in on them, and what is wrong with the file or the others."""
    pages: list[Page] = []
    problems: list[Problem] = []
    chars = 0
    with PDFIUM, open_document(data) as document:
        count, fields = count_pages(document), has_form(document)
        if count > limits.pages:
            raise LimitReached(f"The PDF has {count:,} pages; the limit is {limits.pages:,}.")
        for number in range(1, count + 1):
            if not keep_going() and pages:
                break
            page = load_page(document, number)
            if page is None:
                problems.append(Problem("page_unreadable", f"Page {number} is damaged and was not reviewed.", number))
                page = Page(number, 0.0, 0.0, (), usable=False, blank=True)
            pages.append(page)
            chars += sum(len(fragment.text) for fragment in page.fragments)
            if chars > limits.text_chars:
                raise LimitReached(f"The PDF has more than {limits.text_chars:,} characters of text.")
    cut_off = _END_MARKER not in data[-_END_ZONE:]
    if len(problems) == count or (problems and cut_off):
        raise UnreadableDocument("The PDF is damaged or cut off: pages are missing from it. Ask for the file again.")
    if cut_off:
        problems.append(Problem("file_cut_off", "The end of the PDF is missing; text may be lost with it."))
    if len(pages) < count:
        problems.append(_stopped(len(pages) + 1, count))
    form = _form(data, count) if fields else Form()
    return pages, [*problems, *form.problems], form


def _without_words(problems: Sequence[Problem]) -> str:
    """Why a file without words has none, by its first page."""
    reason = problems[0].message if problems else "Its pages are empty."
    return f"The PDF has no words in it, neither as text nor in its pictures. {reason} Send the Word file."


def _stopped(number: int, count: int) -> Problem:
    message = f"Reading was stopped at page {number:,} of {count:,}: that page and those after it were not reviewed."
    return Problem(STOPPED_EARLY, message, number)


def _form(data: bytes, count: int) -> Form:
    from extractor.readers.pdf.forms import read_form  # loads pypdf, which few files need

    return read_form(data, count)


def _filled(pages: Sequence[Page], form: Form) -> list[Page]:
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in form.entries:
        entries[entry.page].append(entry)
    return [filled(page, entries[page.number]) if page.number in entries else page for page in pages]


def _commented(document: Document, data: bytes, pages: Sequence[Page], composed: Composed, report: Report) -> Document:
    """The document with the notes upon its pages as comments, and with the revisions that lines and notes show."""
    draft = _marked(data, pages, composed, report)
    surfaces = {page.number: page.surface for page in pages if page.surface}
    if surfaces:
        from extractor.readers.pdf.annotations import read_notes  # loads pypdf, which few files need
        from extractor.readers.pdf.comments import comments_of
        from extractor.readers.pdf.places import stretches_of
        from extractor.readers.pdf.proposals import with_proposals

        notes, unread = read_notes(data, surfaces, len(pages))
        frames = {number: surface.frame for number, surface in surfaces.items()}
        stretches = stretches_of(composed.items, composed.blocks, composed.text, surfaces)
        comments = comments_of(notes, composed.text, composed.blocks, frames, stretches)
        document = replace(document, comments=comments, problems=(*document.problems, *unread))
        if any(note.strikes or note.caret for note in notes):
            draft = with_proposals(draft or draft_of(composed, (), {}), notes, frames, stretches)
    return document if draft is None else with_revisions(document, revised(draft))


def _marked(data: bytes, pages: Sequence[Page], composed: Composed, report: Report) -> Draft | None:
    """What lines and colours show of the document's changes; None where they show none."""
    if not may_be_marked(pages):
        return None
    with PDFIUM:
        return marked_draft(data, pages, composed, report)
