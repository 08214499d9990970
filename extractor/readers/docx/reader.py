"""Word documents (.docx): text with all changes accepted and refused, revisions, comments, Word's own numbering."""

from __future__ import annotations

import hashlib

from extractor.errors import EmptyDocument, LimitReached, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.docx.blocks import read_blocks
from extractor.readers.docx.comments import read_comments
from extractor.readers.docx.layout import accepted, lay_out, original
from extractor.readers.docx.numbering import Numbering, read_numbering
from extractor.readers.docx.package import DocxPackage, open_package
from extractor.readers.docx.revisions import read_revisions
from extractor.readers.docx.story import StoryWalker
from extractor.readers.docx.styles import Styles, read_styles
from extractor.readers.docx.tokens import Text
from extractor.readers.docx.xml import W
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
    styles = read_styles(package.related("styles"))
    numbering = read_numbering(package.related("numbering"), styles)
    story = _walk(package, styles, numbering)
    tokens = story.tokens
    if sum(len(token.text) for token in tokens if isinstance(token, Text)) > limits.text_chars:
        raise LimitReached(f"The document holds more than {limits.text_chars:,} characters.")
    taken, refused = lay_out(tokens, accepted), lay_out(tokens, original)
    if not taken.text and not refused.text:
        raise EmptyDocument("The Word file has no words in it; if it holds scanned pages, send them as PDF.")
    comments = read_comments(package.related("comments"), package.related("commentsExtended"), tokens, taken, refused)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=MEDIA_TYPE,
        text=taken.text,
        original_text=refused.text,
        blocks=read_blocks(tokens, taken, numbering),
        revisions=read_revisions(tokens, taken, refused),
        comments=comments,
        problems=_problems(story),
    )


def _walk(package: DocxPackage, styles: Styles, numbering: Numbering) -> StoryWalker:
    """Body, footnotes and endnotes of the package, as tokens."""
    body = package.document.find(W + "body")
    if body is None:
        raise UnreadableDocument("The Word file has no body, so there is no text in it. Ask for a fresh copy.")
    story = StoryWalker(styles, numbering)
    story.body(body)
    story.notes("footnote", package.related("footnotes"))
    story.notes("endnote", package.related("endnotes"))
    return story


def _problems(story: StoryWalker) -> tuple[Problem, ...]:
    if not story.embedded:
        return ()
    message = f"{story.embedded} embedded file(s) that Word would merge into the text were not read."
    return (Problem("embedded_content_not_read", message),)
