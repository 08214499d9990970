"""Parts in other formats that Word merges into the text when it opens the file (``w:altChunk``)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from lxml import etree

from extractor.errors import ExtractionError, UnsupportedDocument
from extractor.limits import Limits
from extractor.readers.docx.package import DocxPackage
from extractor.readers.docx.tokens import (
    UNTRACKED,
    Boundary,
    CellStart,
    ParagraphEnd,
    ParagraphForm,
    RowEnd,
    Text,
    Token,
)
from extractor.readers.sniffing import sniff
from extractor.types import Block, Document, Problem

_MOST_CHUNKS = 50
_MAIL_BODIES = ("html", "plain")


class ChunkReader:
    """Reads the chunks of one package; what cannot be read is a problem of the document that pulls it in."""

    def __init__(self, package: DocxPackage) -> None:
        self._package = package
        self._read: set[str] = set()

    def __call__(self, element: etree._Element) -> list[Token]:
        """The chunk that ``element`` refers to, as untracked tokens."""
        part = self._package.referred(element)
        if part is None:
            return []
        if part in self._read or len(self._read) == _MOST_CHUNKS:
            message = (
                f"Files that Word would merge in are read once each and up to {_MOST_CHUNKS}; others were left out."
            )
            self._package.problems.append(Problem("embedded_content_not_read", message))
            return []
        self._read.add(part)
        try:
            document = _read(self._package.parts[part], self._package.limits)
        except ExtractionError as refusal:
            message = f"A file that Word would merge into the text was not read, its words are missing. {refusal}"
            self._package.problems.append(Problem("embedded_content_not_read", message))
            return []
        if document.revisions or document.comments:
            message = "A file that Word would merge in has tracked changes or comments; its text is given as accepted."
            self._package.problems.append(Problem("embedded_changes_not_read", message))
        self._package.problems.extend(document.problems)
        tokens: list[Token] = [Boundary()]
        for block in document.blocks:
            tokens.extend(_tokens(document, block))
        return tokens


def _read(data: bytes, limits: Limits) -> Document:
    """The chunk as a document. A Word file in it is read without the chunks of its own, which could go on for ever."""
    from extractor.readers.docx.reader import read_without_chunks
    from extractor.readers.html.reader import read_html
    from extractor.readers.plain import read_text
    from extractor.readers.rtf.reader import read_rtf

    if b"mime-version:" in data[:2_000].lower():
        data = _page_of(data)
    kind = sniff(data, "")
    read = {"zip": read_without_chunks, "html": read_html, "rtf": read_rtf, "text": read_text, "markdown": read_text}
    if kind not in read:
        raise UnsupportedDocument(f"It is of a kind ({kind}) that is not merged in here.")
    return read[kind](data, "", limits)


def _page_of(data: bytes) -> bytes:
    """The page inside a web archive (.mht)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(_MAIL_BODIES) if isinstance(message, EmailMessage) else None
    content = None if body is None else body.get_payload(decode=True)
    return content if isinstance(content, bytes) else data


def _tokens(document: Document, block: Block) -> list[Token]:
    form = ParagraphForm(
        style=block.style,
        outline=block.level if block.kind == "heading" else None,
        indent=block.indent,
        label=block.label,
        level=block.level,
    )
    if not block.cells:
        return [Text(document.quote(block.span), UNTRACKED, block.bold), ParagraphEnd(UNTRACKED, form)]
    tokens: list[Token] = []
    for cell in block.cells:
        words = Text(document.quote(cell), UNTRACKED, block.bold)
        tokens += [CellStart(UNTRACKED), words, ParagraphEnd(UNTRACKED, form, in_cell=True)]
    return [*tokens, RowEnd(UNTRACKED, block.table or 0)]
