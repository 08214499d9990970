"""Where the words of the accepted text stand in the markup: for who writes into a file what was found in its text.

The walk is the reader's own, so that the text and the places in it cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from extractor.errors import UnreadableDocument
from extractor.limits import Limits
from extractor.readers.docx.chunks import ChunkReader
from extractor.readers.docx.layout import Layout, accepted, lay_out, original
from extractor.readers.docx.numbering import read_numbering
from extractor.readers.docx.package import DocxPackage, open_package
from extractor.readers.docx.revisions import placed_revisions
from extractor.readers.docx.runs import Source, shown
from extractor.readers.docx.story import StoryWalker
from extractor.readers.docx.styles import read_styles
from extractor.readers.docx.tokens import Text, Token
from extractor.readers.docx.xml import W


@dataclass(frozen=True, slots=True)
class Place:
    """Words ``[start, end)`` of the accepted text, which begin ``lead`` characters into what ``element`` shows."""

    start: int
    end: int
    element: etree._Element
    lead: int
    in_field: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """The tokens of one document with its accepted text and the elements of the main part that they come from.

    ``sources`` knows words and the ends of paragraphs; what has none (notes, merged files, numbers that Word works out)
    stands elsewhere or nowhere. ``revisions`` are the first and the last token of each tracked change, by its id.
    """

    package: DocxPackage
    tokens: Sequence[Token]
    accepted: Layout
    original: Layout
    sources: Mapping[int, Source]
    revisions: Mapping[str, tuple[int, int]]

    def places(self) -> Iterator[Place]:
        """The words of the accepted text that stand in the main part, in order."""
        starts = {block.span.start for block in self.accepted.blocks}
        for index, source in sorted(self.sources.items()):
            token, (start, end) = self.tokens[index], self.accepted.places[index]
            if not isinstance(token, Text) or start == end:
                continue
            # A block begins with a word: what the token has before it was cut off.
            trimmed = start in starts and end - start < len(token.text)
            lead = len(token.text) - len(token.text.lstrip()) if trimmed else 0
            yield Place(start, end, source.element, lead, source.in_field)


def trace_docx(data: bytes, limits: Limits) -> Trace:
    """The tokens of the Word document in ``data`` and where they come from.

    :raises ExtractionError: as ``extractor.readers.docx.reader.read_docx``.
    """
    package = open_package(data, limits)
    styles = read_styles(package.related("styles"))
    story = StoryWalker(styles, read_numbering(package.related("numbering"), styles), ChunkReader(package))
    story.walk.sources = {}
    body = package.document.find(W + "body")
    if body is None:
        raise UnreadableDocument("The Word file has no body, so there is no text in it. Ask for a fresh copy.")
    story.body(body)
    sources, story.walk.sources = story.walk.sources, None  # notes stand in parts of their own
    for kind in ("footnote", "endnote"):
        notes = package.related(f"{kind}s")
        if notes is not None:
            story.notes(kind, notes)
    tokens = story.tokens
    taken, refused = lay_out(tokens, accepted), lay_out(tokens, original)
    placed = placed_revisions(tokens, taken, refused)
    revisions = {revision.id: (first, last) for revision, first, last in placed}
    return Trace(package, tokens, taken, refused, sources, revisions)


def raw_offset(element: etree._Element, chars: int) -> int:
    """How many characters of the text of ``element`` make ``chars`` of those that it shows."""
    raw = element.text or ""
    seen = 0
    for offset, character in enumerate(raw):
        if seen == chars:
            return offset
        seen += len(shown(character))
    return len(raw)
