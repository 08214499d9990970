"""Tracked changes that a PDF shows with lines and colours: its own second look at the pages that may have some."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.pdf.drafting import Composed, draft_of
from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.marks import Mark, change_bars, marks_of
from extractor.readers.pdf.pen import Pen
from extractor.readers.pdf.redline import edits_of
from extractor.readers.pdf.report import Report, is_in, looks_of
from extractor.readers.pdf.revising import Draft
from extractor.readers.pdf.text import Page, open_document, opened_page, page_text


def marked_draft(data: bytes, pages: Sequence[Page], composed: Composed, report: Report) -> Draft | None:
    """The text with the changes that lines and colours show, None where it is no redline.

    Only one thread may be in PDFium.
    """
    marks: list[Mark] = []
    texts: dict[int, str] = {}
    with open_document(data) as document:
        for page in pages:
            if any(stroke.lies for stroke in page.strokes):
                with opened_page(document, page.number) as (handle, textpage):
                    painted = page_text(textpage)
                    texts[page.number] = painted + page.added
                    marks += marks_of(page, Pen(textpage, Frame(handle)), painted)
    said = [mark for mark in marks if is_in(mark, report.runs)]
    shown = [mark for mark in marks if not is_in(mark, report.runs)]
    edits = edits_of(shown, sum(map(change_bars, pages)), looks_of(said))
    if not edits:
        return None
    changed = {edit.page for edit in edits}
    return draft_of(composed, edits, {page: text for page, text in texts.items() if page in changed})
