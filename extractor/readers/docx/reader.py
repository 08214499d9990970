"""Word documents (.docx): text with all changes accepted and refused, revisions, comments, Word's own numbering."""

from __future__ import annotations

import hashlib

from extractor.errors import EmptyDocument, LimitReached, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.docx.blocks import read_blocks
from extractor.readers.docx.chunks import ChunkReader
from extractor.readers.docx.comments import read_comments
from extractor.readers.docx.forms import FormCounter
from extractor.readers.docx.layout import accepted, lay_out, original
from extractor.readers.docx.margins import read_margins
from extractor.readers.docx.numbering import read_numbering
from extractor.readers.docx.package import DocxPackage, open_package
from extractor.readers.docx.places import read_hidden, read_references
from extractor.readers.docx.revisions import read_revisions
from extractor.readers.docx.story import StoryWalker
from extractor.readers.docx.styles import read_styles
from extractor.readers.docx.tokens import Text
from extractor.readers.docx.xml import DAMAGED_MARKUP, W, value
from extractor.readers.margins import margin_problems
from extractor.types import Document, Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, name: str, limits: Limits) -> Document:
    """The Word document in ``data``.

    :raises UnsupportedDocument: a zip package of another kind.
    :raises UnreadableDocument: damaged, without a document part, or without a word.
    :raises EncryptedDocument: parts of the package need a password.
    :raises LimitReached: larger or deeper than ``limits`` allow.
    """
    package = open_package(data, limits)
    return _read(package, ChunkReader(package), data, name)


def read_without_chunks(data: bytes, name: str, limits: Limits) -> Document:
    """The Word document in ``data``, without the files that it merges in itself.

    :raises ExtractionError: as :func:`read_docx`.
    """
    return _read(open_package(data, limits), None, data, name)


def _read(package: DocxPackage, chunk: ChunkReader | None, data: bytes, name: str) -> Document:
    styles = read_styles(package.related("styles"))
    numbering = read_numbering(package.related("numbering"), styles)
    story = StoryWalker(styles, numbering, chunk)
    forms = FormCounter()
    _walk(package, story, forms)
    tokens = story.tokens
    if sum(len(token.text) for token in tokens if isinstance(token, Text)) > package.limits.text_chars:
        raise LimitReached(f"The document holds more than {package.limits.text_chars:,} characters.")
    taken, refused = lay_out(tokens, accepted), lay_out(tokens, original)
    if not taken.text and not refused.text:
        if any(problem.code == "markup_damaged" for problem in package.problems):
            raise UnreadableDocument(DAMAGED_MARKUP)
        raise EmptyDocument("The Word file has no words in it; if it holds scanned pages, send them as PDF.")
    comments = read_comments(package, tokens, taken, refused)
    margins = read_margins(package, styles, numbering, forms)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=MEDIA_TYPE,
        text=taken.text,
        original_text=refused.text,
        blocks=read_blocks(tokens, taken),
        revisions=read_revisions(tokens, taken, refused),
        comments=comments,
        margins=margins,
        references=read_references(tokens, taken),
        hidden=read_hidden(tokens, taken),
        problems=(
            *_problems(package, story, lists=bool(numbering.instances), styled=bool(styles.by_id)),
            *margin_problems(margins),
        ),
        form_changes=forms.changes(),
    )


def _walk(package: DocxPackage, story: StoryWalker, forms: FormCounter) -> None:
    """Body, footnotes and endnotes of the package, as tokens, and what was changed in their form."""
    body = package.document.find(W + "body")
    if body is None:
        raise UnreadableDocument("The Word file has no body, so there is no text in it. Ask for a fresh copy.")
    story.body(body)
    forms.count(body)
    for kind in ("footnote", "endnote"):
        notes = package.related(f"{kind}s")
        if notes is not None:
            story.notes(kind, notes)
            forms.count(notes)


def _problems(package: DocxPackage, story: StoryWalker, *, lists: bool, styled: bool) -> tuple[Problem, ...]:
    problems = list(package.problems)
    body = package.document
    if not lists and any(value(number) not in (None, "0") for number in body.iter(W + "numId")):
        message = "Paragraphs are numbered by lists that the file does not define; their numbers are missing."
        problems.append(Problem("numbering_missing", message))
    if not styled and next(body.iter(W + "pStyle"), None) is not None:
        message = "The file lacks its styles; headings and numbers that come from styles are missing."
        problems.append(Problem("styles_missing", message))
    if story.walk.unknown:
        message = f"{story.walk.unknown} element(s) of an unknown kind hold words, which were read as they stand."
        problems.append(Problem("unknown_markup", message))
    if story.walk.unread:
        message = f"{story.walk.unread} chart(s), diagram(s) or embedded file(s) may show words that were not read."
        problems.append(Problem("embedded_content_not_read", message))
    return tuple(dict.fromkeys(problems))
