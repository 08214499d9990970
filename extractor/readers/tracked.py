"""Puts a document together from tokens with their tracked changes, for every format that is not Word's own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.errors import EmptyDocument, LimitReached
from extractor.limits import Limits
from extractor.readers.docx.blocks import read_blocks
from extractor.readers.docx.comments import anchored, comment_place
from extractor.readers.docx.layout import Layout, accepted, lay_out, original
from extractor.readers.docx.places import read_hidden
from extractor.readers.docx.revisions import paragraph_at, read_revisions
from extractor.readers.docx.tokens import Text, Token
from extractor.readers.margins import margin_problems
from extractor.types import Comment, Document, FormChanges, Margin, Problem

SPACES = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " ") | {"\u00ad": None})
"""Inside a block nothing may break the line; a soft hyphen is no character of the word."""


@dataclass(frozen=True, slots=True)
class Note:
    """A margin comment as the file states it; its place is where the tokens have its anchors."""

    id: str
    text: str
    author: str | None = None
    initials: str | None = None
    date: str | None = None
    parent: str | None = None
    resolved: bool | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What walking a file yields: its tokens, and what belongs to it without being its text."""

    tokens: Sequence[Token]
    notes: Sequence[Note] = ()
    margins: Sequence[Margin] = ()
    problems: Sequence[Problem] = ()
    form_changes: tuple[FormChanges, ...] = ()


def put_together(data: bytes, name: str, media_type: str, told: Told, limits: Limits) -> Document:
    """The document that ``told`` tells of, with both texts.

    :raises EmptyDocument: neither text has a word.
    :raises LimitReached: longer than ``limits.text_chars``.
    """
    tokens = told.tokens
    if sum(len(token.text) for token in tokens if isinstance(token, Text)) > limits.text_chars:
        raise LimitReached(f"The document holds more than {limits.text_chars:,} characters.")
    taken, refused = lay_out(tokens, accepted), lay_out(tokens, original)
    if not taken.text and not refused.text:
        raise EmptyDocument("The file has no words in it; check that the right file was sent.")
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        text=taken.text,
        original_text=refused.text,
        blocks=read_blocks(tokens, taken),
        revisions=read_revisions(tokens, taken, refused),
        comments=_comments(told, taken, refused),
        problems=(*told.problems, *margin_problems(told.margins)),
        margins=tuple(told.margins),
        form_changes=told.form_changes,
        hidden=read_hidden(tokens, taken),
    )


def _comments(told: Told, taken: Layout, refused: Layout) -> tuple[Comment, ...]:
    """The comments that have a place, an answer without its own at that of the comment it answers."""
    anchors = anchored(told.tokens)
    known = {note.id for note in told.notes}
    comments = []
    for note in told.notes:
        anchor = anchors.get(note.id) or anchors.get(note.parent or "")
        if anchor is None:
            continue
        span, quote = comment_place(anchor, taken, refused)
        comments.append(
            Comment(
                id=note.id,
                text=note.text,
                span=span,
                quote=quote,
                author=note.author,
                initials=note.initials,
                date=note.date,
                parent=note.parent if note.parent in known else None,
                resolved=note.resolved,
                paragraph=paragraph_at(taken, span),
            )
        )
    return tuple(comments)
