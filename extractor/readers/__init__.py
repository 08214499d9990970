"""Reading: bytes in, one :class:`~extractor.types.Document` out. What the bytes are is decided by their content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from extractor.errors import EmptyDocument, LimitReached
from extractor.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from extractor.readers.sniffing import Format, sniff
from extractor.types import Document

__all__ = ["READERS", "read"]

Reader = Callable[[bytes, str, Limits], Document]

_LONGEST_NAME_CHARS = 255


def _read_docx(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.docx.reader import read_docx

    return read_docx(data, name, limits)


def _read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.pdf.reader import read_pdf  # loads PDFium, which only a PDF needs

    return read_pdf(data, name, limits)


def _read_image(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.image.reader import read_image  # loads what recognises words, which few files need

    return read_image(data, name, limits)


def _read_rtf(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.rtf.reader import read_rtf

    return read_rtf(data, name, limits)


def _read_odt(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.odt.reader import read_odt

    return read_odt(data, name, limits)


def _read_flat_odt(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.odt.reader import read_flat_odt

    return read_flat_odt(data, name, limits)


def _read_html(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.html.reader import read_html

    return read_html(data, name, limits)


def _read_mail(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.mail.reader import read_mail

    return read_mail(data, name, limits)


def _read_outlook(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.mail.outlook import read_outlook

    return read_outlook(data, name, limits)


def _read_markdown(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.markdown import read_markdown

    return read_markdown(data, name, limits)


def _read_text(data: bytes, name: str, limits: Limits) -> Document:
    from extractor.readers.plain import read_text

    return read_text(data, name, limits)


READERS: Mapping[Format, Reader] = MappingProxyType(
    {
        "zip": _read_docx,
        "wordxml": _read_docx,
        "pdf": _read_pdf,
        "image": _read_image,
        "odt": _read_odt,
        "fodt": _read_flat_odt,
        "rtf": _read_rtf,
        "html": _read_html,
        "mail": _read_mail,
        "outlook": _read_outlook,
        "markdown": _read_markdown,
        "text": _read_text,
    }
)
"""Who reads what. Each loads its libraries when it is first needed."""


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in ``data``. ``name`` is for display; it decides nothing but whether text is Markdown.

    :raises EmptyDocument: no bytes, or no words.
    :raises UnreadableDocument: damaged, truncated, or not what it begins like.
    :raises EncryptedDocument: it opens only with a password.
    :raises NoTextLayer: pages that are pictures without words.
    :raises UnsupportedDocument: a format that we do not read.
    :raises LimitReached: larger, deeper or more compressed than ``limits`` allow.
    """
    if not data:
        raise EmptyDocument("The file is empty (0 bytes). It was probably cut off on its way; send it again.")
    if len(data) > limits.file_bytes:
        raise LimitReached(
            f"The file is {len(data) / MEBIBYTE:,.0f} MiB; up to {limits.file_bytes // MEBIBYTE:,} MiB are read."
        )
    display_name = _display_name(name)
    return READERS[sniff(data, display_name)](data, display_name, limits)


def _display_name(name: str) -> str:
    """The last part of ``name``, fit to be shown."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:_LONGEST_NAME_CHARS]
