"""What a file is, by its first bytes. The name counts only where the content leaves it open: text or Markdown."""

from __future__ import annotations

import re
from typing import Literal

from extractor.errors import EncryptedDocument, UnsupportedDocument
from extractor.readers.filings import is_filing

Format = Literal["pdf", "image", "zip", "wordxml", "odt", "fodt", "rtf", "html", "mail", "outlook", "markdown", "text"]

_PDF_MARK = b"%PDF-"
_PDF_MARK_WITHIN_BYTES = 1024  # the PDF standard allows that much before the header
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "Open it and save it as .docx or PDF."
_USE_PDF = "Send the contract as .docx or PDF."
_IMAGE_MARKS = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_WEBP_MARK = re.compile(rb"RIFF[\s\S]{4}WEBP")
_RTF_MARK = b"{\\rt"  # Word and others forgive a missing letter
_ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
_ZIP_HEADER_BYTES = 30
_REFUSED_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", f"This is a picture (GIF). Save it as PNG. {_USE_PDF}"),
    (b"%!PS", f"This is a PostScript file. {_USE_PDF}"),
    (b"Rar!", f"This is a RAR archive. Unpack it. {_USE_PDF}"),
    (b"7z\xbc\xaf'\x1c", f"This is a 7-Zip archive. Unpack it. {_USE_PDF}"),
    (b"\x1f\x8b", f"This is a gzip archive. Unpack it. {_USE_PDF}"),
    (b"\x7fELF", f"This is a program, not a document. {_USE_PDF}"),
    (b"MZ\x90", f"This is a program, not a document. {_USE_PDF}"),
)
_OLE_KINDS: tuple[tuple[str, str], ...] = (
    (
        "WordDocument",
        f"This is a Word file of the old kind (.doc). {_SAVE_AGAIN} Where LibreOffice is installed (`soffice`), "
        "clausecheck does so itself.",
    ),
    ("Workbook", f"This is an Excel file of the old kind (.xls). {_SAVE_AGAIN}"),
    ("PowerPoint Document", f"This is a PowerPoint file of the old kind (.ppt). {_SAVE_AGAIN}"),
)
_OUTLOOK_STREAM = "__substg1.0".encode("utf-16-le")
_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    rb"\s{0,64}(?:<!--[^>]{0,2000}-->\s{0,64}|<\?xml[^>]{0,200}\?>\s{0,64}){0,8}"
    rb"<(?:!doctype\s{1,8}html|html|head|body|meta|title)\b",
    re.IGNORECASE,
)
_PAGE_START = re.compile(rb"\s{0,64}<(?:div|p|table|center|font|style|h[1-6])[\s>]", re.IGNORECASE)
_XML_START = re.compile(rb"\s{0,64}<\?xml\b", re.IGNORECASE)
_FLAT_WORD = (
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
_FLAT_ODT = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n|[ \t][^\n]{0,2000}\r?\n")
_MAIL_HEADERS = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to|x-mailer|content-type|x-originating-ip):",
    re.IGNORECASE | re.MULTILINE,
)
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} {1,4}\S", re.MULTILINE)
_MARKDOWN_OTHER = re.compile(rb"^(?:\|? ?:?-{3,}:? ?\||```|[-*+] {1,4}\S|> )|\*\*\S[^*\n]{0,200}\*\*", re.MULTILINE)
_LOOKED_AT_BYTES = 64 * 1024


def sniff(data: bytes, name: str) -> Format:
    """The format of ``data``; what bears no mark of another kind is taken for text.

    :raises UnsupportedDocument: a known format that we do not read; the message names it.
    :raises EncryptedDocument: an Office file under a password.
    """
    if _PDF_MARK in data[:_PDF_MARK_WITHIN_BYTES]:
        return "pdf"
    if data.startswith(_IMAGE_MARKS) or _WEBP_MARK.match(data):
        return "image"
    if data.startswith(_ZIP_MARKS):
        return "odt" if data.startswith(_ODT_MARK, _ZIP_HEADER_BYTES) else "zip"
    if data.startswith(_RTF_MARK):
        return "rtf"
    if data.startswith(_OLE_MARK):
        return _sniffed_ole(data)
    for mark, message in _REFUSED_MARKS:
        if data.startswith(mark):
            raise UnsupportedDocument(message)
    return _sniffed_text(data[:_LOOKED_AT_BYTES], name)


def is_old_word(data: bytes) -> bool:
    """Whether ``data`` is a Word file of the old kind (.doc) that somebody else may convert for us."""
    return (
        data.startswith(_OLE_MARK)
        and _OLD_WORD_STREAM in data
        and _OUTLOOK_STREAM not in data
        and _ENCRYPTED_STREAM not in data
    )


def _sniffed_text(head: bytes, name: str) -> Format:
    """Which kind of text begins with ``head``."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = head.decode("utf-16", "ignore").encode("utf-8")
        return "html" if _HTML_START.match(wide) else "text"
    if _HTML_START.match(head) or is_filing(head):
        return "html"
    if _XML_START.match(head):
        if _FLAT_ODT in head:
            return "fodt"
        if any(mark in head for mark in _FLAT_WORD):
            return "wordxml"
        raise UnsupportedDocument(f"This is an XML file. {_SAVE_AGAIN}")
    if _is_mail(head):
        return "mail"
    if _is_markdown(head, name):
        return "markdown"
    return "html" if _PAGE_START.match(head) else "text"


def _is_mail(head: bytes) -> bool:
    """Whether ``head`` begins with the headers that mail programs write, and not only with ``To:`` and ``Date:``."""
    at = 5 if head.startswith(b"From ") else 0  # the line that mailboxes put before a message
    at = head.find(b"\n", at) + 1 if at else 0
    start = at
    while (line := _HEADER_LINE.match(head, at)) is not None:
        at = line.end()
    return len(_MAIL_HEADERS.findall(head[start:at])) > 1


def _sniffed_ole(data: bytes) -> Format:
    """What an OLE file is: an Outlook message; others are refused by name."""
    if _OUTLOOK_STREAM in data:
        return "outlook"
    raise _refused_ole(data)


def _refused_ole(data: bytes) -> EncryptedDocument | UnsupportedDocument:
    if _ENCRYPTED_STREAM in data:
        return EncryptedDocument(
            "The Office file is protected with a password. Open it, remove the password (File, Info, Protect "
            "Document) and send it again."
        )
    message = next((text for stream, text in _OLE_KINDS if stream.encode("utf-16-le") in data), None)
    return UnsupportedDocument(message or f"This is an old Office or other compound file. {_SAVE_AGAIN}")


def _is_markdown(head: bytes, name: str) -> bool:
    if name.lower().endswith(_MARKDOWN_SUFFIXES):
        return True
    headings = sum(1 for _ in _MARKDOWN_HEADING.finditer(head))
    return headings > 1 or (headings == 1 and _MARKDOWN_OTHER.search(head) is not None)
