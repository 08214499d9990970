"""Margin comments: their words, who answers whom, and the words that they hang on."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from extractor.readers.docx.layout import Layout
from extractor.readers.docx.package import DocxPackage
from extractor.readers.docx.revisions import paragraph_at, trimmed
from extractor.readers.docx.threads import read_threads
from extractor.readers.docx.tokens import Anchor, Token
from extractor.readers.docx.xml import W, utc, value
from extractor.types import Comment, Span

_TEXTS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def read_comments(
    package: DocxPackage, tokens: Sequence[Token], accepted: Layout, original: Layout
) -> tuple[Comment, ...]:
    """The comments that the document refers to, in the order of their part; Word shows no others."""
    root = package.related("comments")
    if root is None:
        return ()
    anchors = anchored(tokens)
    unique = {value(element, "id") or "": element for element in root.iterchildren(W + "comment")}
    ids = list(unique)
    beside = [package.related(kind) for kind in ("commentsExtended", "commentsIds", "commentsExtensible")]
    threads = dict(zip(ids, read_threads(list(unique.values()), *beside), strict=True))
    answers = {own: ids[thread.parent] for own, thread in threads.items() if thread.parent is not None}
    places = {own: anchors.get(own) or anchors.get(answers.get(own, "")) for own in ids}
    comments = []
    for comment_id, element in unique.items():
        anchor, thread, parent = places[comment_id], threads[comment_id], answers.get(comment_id)
        if anchor is None:
            continue
        span, quote = comment_place(anchor, accepted, original)
        comments.append(
            Comment(
                id=comment_id,
                text=_text(element),
                span=span,
                quote=quote,
                author=value(element, "author"),
                initials=value(element, "initials"),
                date=value(element, "date"),
                parent=parent if parent is not None and places[parent] is not None else None,
                resolved=thread.resolved,
                paragraph=paragraph_at(accepted, span),
                date_utc=utc(element) or thread.date_utc,
            )
        )
    return tuple(comments)


def anchored(tokens: Sequence[Token]) -> dict[str, tuple[int, int]]:
    """Comment id to the tokens between which its words stand: the range, else the point of reference."""
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    references: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if isinstance(token, Anchor):
            role = {"start": starts, "end": ends}.get(token.role, references)
            role.setdefault(token.comment, index)
    found = {comment: (index, index) for comment, index in references.items()}
    for comment, start in starts.items():
        end = ends.get(comment, references.get(comment))
        if end is not None and start <= end:
            found[comment] = (start, end)
    return found


def comment_place(anchor: tuple[int, int], accepted: Layout, original: Layout) -> tuple[Span, str]:
    """The anchor's place in the accepted text and its words, which are the deleted ones where no others are left."""
    first, last = anchor
    span = trimmed(accepted.text, Span(accepted.places[first][0], accepted.places[last][1]))
    quote = accepted.text[span.start : span.end]
    if not quote.strip():
        removed = trimmed(original.text, Span(original.places[first][0], original.places[last][1]))
        quote = original.text[removed.start : removed.end]
        span = Span(span.start, span.start)
    return span, quote


def _text(comment: etree._Element) -> str:
    lines = []
    for paragraph in comment.iter(W + "p"):
        words = [
            (node.text or "") if node.tag == W + "t" else _TEXTS[str(node.tag)]
            for node in paragraph.iter(W + "t", *_TEXTS)
            if not any(True for _ in node.iterancestors(W + "pPr"))
        ]
        lines.append("".join(words))
    return "\n".join(lines).strip()
