"""OpenDocument texts (.odt, .fodt): both texts, revisions, comments, the numbers that lists show."""

from __future__ import annotations

from lxml import etree

from extractor.errors import EncryptedDocument, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.archive import inflate
from extractor.readers.docx.tokens import Token
from extractor.readers.docx.xml import parse_part, refuse_doctype
from extractor.readers.margins import margin_of, once_each
from extractor.readers.odt.changes import count_form_changes, read_regions
from extractor.readers.odt.lists import Lists
from extractor.readers.odt.names import OFFICE, STYLE
from extractor.readers.odt.story import StoryWalker
from extractor.readers.odt.styles import Styles, read_styles
from extractor.readers.tracked import Told, put_together
from extractor.types import Document, MarginKind

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT_MEDIA_TYPE = "application/vnd.oasis.opendocument.text-flat-xml"
_PARTS = frozenset({"content.xml", "styles.xml", "META-INF/manifest.xml"})
_ENCRYPTED = b"encryption-data"
_MARGINS: dict[str, MarginKind] = {
    STYLE + "header": "header",
    STYLE + "header-first": "header",
    STYLE + "header-left": "header",
    STYLE + "footer": "footer",
    STYLE + "footer-first": "footer",
    STYLE + "footer-left": "footer",
}


def read_odt(data: bytes, name: str, limits: Limits) -> Document:
    """The OpenDocument text in ``data``.

    :raises UnreadableDocument: damaged, or without a text.
    :raises EncryptedDocument: it opens only with a password.
    :raises EmptyDocument: it has no word.
    :raises LimitReached: the zip guard or an XML bound said no.
    """
    parts = inflate(data, limits, lambda part: part in _PARTS)
    if _ENCRYPTED in parts.get("META-INF/manifest.xml", b""):
        raise EncryptedDocument("The OpenDocument file is protected with a password. Remove it and send it again.")
    if "content.xml" not in parts:
        raise UnreadableDocument("The OpenDocument file has no content part. Ask the sender for a fresh copy.")
    roots = []
    for part in ("styles.xml", "content.xml"):
        if part in parts:
            refuse_doctype(parts[part])
            roots.append(parse_part(parts[part], limits))
    return put_together(data, name, MEDIA_TYPE, _told(roots), limits)


def read_flat_odt(data: bytes, name: str, limits: Limits) -> Document:
    """The OpenDocument text in ``data`` that is one XML file.

    :raises UnreadableDocument: damaged, or without a text.
    :raises EmptyDocument: it has no word.
    :raises LimitReached: an XML bound said no.
    """
    refuse_doctype(data)
    return put_together(data, name, FLAT_MEDIA_TYPE, _told([parse_part(data, limits)]), limits)


def _told(roots: list[etree._Element]) -> Told:
    body = next(roots[-1].iter(OFFICE + "text"), None)
    if body is None:
        raise UnreadableDocument("This OpenDocument file holds no text document; save the contract as .odt or .docx.")
    styles = read_styles(roots)
    story = StoryWalker(styles, Lists(styles), read_regions(body))
    story.body(body)
    margins = once_each(
        margin_of(_MARGINS[str(element.tag)], _words_of(element, styles))
        for root in roots
        for element in root.iter(*_MARGINS)
    )
    return Told(story.tokens, story.notes, margins, form_changes=count_form_changes(roots))


def _words_of(margin: etree._Element, styles: Styles) -> list[Token]:
    """A header or footer, which keeps its tracked changes in itself."""
    story = StoryWalker(styles, Lists(styles), read_regions(margin))
    story.body(margin)
    return story.tokens
