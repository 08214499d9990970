"""What a file is, by its first bytes. The name counts only where the content leaves it open: text or Markdown."""

from __future__ import annotations

import re
from typing import Literal

from extractor.errors import EncryptedDocument, UnsupportedDocument

Format = Literal["pdf", "zip", "markdown", "text"]

_PDF_MARK = b"%PDF-"
_PDF_MARK_WITHIN_BYTES = 1024  # the PDF standard allows that much before the header
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "Open it and save it as .docx or PDF."
_USE_PDF = "Send the contract as .docx or PDF."
_IS_PICTURE = "This is a picture ({}). Send the pages as PDF; reading scans (OCR) comes in a later version."
_REFUSED_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"This is a rich text file (RTF). {_SAVE_AGAIN}"),
    (b"\x89PNG", _IS_PICTURE.format("PNG")),
    (b"\xff\xd8\xff", _IS_PICTURE.format("JPEG")),
    (b"GIF8", _IS_PICTURE.format("GIF")),
    (b"II*\x00", _IS_PICTURE.format("TIFF")),
    (b"MM\x00*", _IS_PICTURE.format("TIFF")),
    (b"%!PS", f"This is a PostScript file. {_USE_PDF}"),
    (b"Rar!", f"This is a RAR archive. Unpack it. {_USE_PDF}"),
    (b"7z\xbc\xaf'\x1c", f"This is a 7-Zip archive. Unpack it. {_USE_PDF}"),
    (b"\x1f\x8b", f"This is a gzip archive. Unpack it. {_USE_PDF}"),
    (b"\x7fELF", f"This is a program, not a document. {_USE_PDF}"),
    (b"MZ\x90", f"This is a program, not a document. {_USE_PDF}"),
)
_OLE_KINDS: tuple[tuple[str, str], ...] = (
    ("WordDocument", f"This is a Word file of the old kind (.doc). {_SAVE_AGAIN}"),
    ("Workbook", f"This is an Excel file of the old kind (.xls). {_SAVE_AGAIN}"),
    ("PowerPoint Document", f"This is a PowerPoint file of the old kind (.ppt). {_SAVE_AGAIN}"),
    ("__substg1.0", "This is an Outlook message (.msg). Save its attachment and send that."),
)
_HTML_START = re.compile(rb"\s{0,64}<(?:!doctype\s{1,8}html|html|\?xml)\b", re.IGNORECASE)
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} {1,4}\S", re.MULTILINE)
_MARKDOWN_OTHER = re.compile(rb"^(?:\|? ?:?-{3,}:? ?\||```|[-*+] {1,4}\S|> )|\*\*\S[^*\n]{0,200}\*\*", re.MULTILINE)
_LOOKED_AT_BYTES = 64 * 1024


def sniff(data: bytes, name: str) -> Format:
    """The format of ``data``; what is neither PDF nor zip nor refused here is taken for text.

    :raises UnsupportedDocument: a known format that we do not read; the message names it.
    :raises EncryptedDocument: an Office file under a password.
    """
    if _PDF_MARK in data[:_PDF_MARK_WITHIN_BYTES]:
        return "pdf"
    if data.startswith(_ZIP_MARKS):
        return "zip"
    if data.startswith(_OLE_MARK):
        raise _refused_ole(data)
    for mark, message in _REFUSED_MARKS:
        if data.startswith(mark):
            raise UnsupportedDocument(message)
    if _HTML_START.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise UnsupportedDocument(f"This is a web page or XML file. {_SAVE_AGAIN}")
    return "markdown" if _is_markdown(data[:_LOOKED_AT_BYTES], name) else "text"


def _refused_ole(data: bytes) -> EncryptedDocument | UnsupportedDocument:
    if "EncryptedPackage".encode("utf-16-le") in data:
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
