"""Places in the accepted text that say something about it: cross-references, and words that Word does not show."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.docx.layout import Layout
from extractor.readers.docx.revisions import paragraph_at
from extractor.readers.docx.tokens import Link, Text, Token
from extractor.types import Reference, Span


def read_references(tokens: Sequence[Token], layout: Layout) -> tuple[Reference, ...]:
    """The cross-references whose bookmark the document has, in reading order; the entries of a contents table too."""
    bookmarks: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if isinstance(token, Link) and token.role == "bookmark":
            bookmarks.setdefault(token.name.casefold(), index)
    found: list[Reference] = []
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if not isinstance(token, Link) or token.role == "bookmark":
            continue
        if token.role == "refers":
            opened.append(index)
            continue
        start = opened.pop() if opened else index
        target = bookmarks.get(token.name.casefold())
        if target is None:
            continue
        span = Span(layout.places[start][1], layout.places[index][0])
        paragraph = paragraph_at(layout, Span(*layout.places[target]))
        if len(span) and paragraph is not None:
            found.append(Reference(span, paragraph))
    return tuple(sorted(found, key=lambda reference: (reference.span.start, reference.span.end)))


def read_hidden(tokens: Sequence[Token], layout: Layout) -> tuple[Span, ...]:
    """The hidden words of the accepted text, neighbours as one span."""
    found: list[Span] = []
    for index, token in enumerate(tokens):
        if not isinstance(token, Text) or not token.hidden:
            continue
        start, end = layout.places[index]
        if start == end:
            continue
        if found and found[-1].end == start:
            start = found.pop().start
        found.append(Span(start, end))
    return tuple(found)
