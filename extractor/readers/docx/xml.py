"""Hardened parsing of the XML parts of a Word package, and the names in them."""

from __future__ import annotations

from lxml import etree

from extractor.errors import LimitReached, UnreadableDocument
from extractor.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W16CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
W16CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
W16DU = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}"
W16SE = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""ISO strict names and the transitional ones that everything here is written in."""
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-32-le"))
"""The big-endian forms hold the little-endian ones, shifted by their zero bytes."""
_HAS_DOCTYPE = (
    "A part of the file declares a document type (DOCTYPE), which no office program writes and which is used "
    "to attack readers. The file was not read; open it and save it again."
)
DAMAGED_MARKUP = "The XML inside the file is damaged. Open it in Word, which can repair it, and save it again."
_OFF_VALUES = frozenset({"0", "false", "off", "none"})
_LIMIT_WORDS = ("huge", "depth", "limit", "amplification")


def refuse_doctype(data: bytes) -> None:
    """Refuse a part that declares a document type: Word never writes one, attacks with entities need one.

    :raises UnreadableDocument: there is a DOCTYPE.
    """
    if any(mark in data for mark in _DOCTYPES):
        raise UnreadableDocument(_HAS_DOCTYPE)


def parse_part(data: bytes, limits: Limits, *, recover: bool = False) -> etree._Element:
    """The root element of one XML part, whose bytes :func:`refuse_doctype` has seen.

    ``recover`` reads damaged markup as far as it can be made sense of.

    :raises UnreadableDocument: not well-formed, or it declares a document type after all.
    :raises LimitReached: nested deeper than ``limits.xml_depth`` or beyond libxml2's own bounds.
    """
    for strict, transitional in _STRICT_NAMES:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        # lxml gives None for what it cannot recover anything from, which its stubs do not know.
        root: etree._Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        if any(word in str(fault).lower() for word in _LIMIT_WORDS):
            raise LimitReached("The XML inside the file is larger or deeper than a contract's can be.") from fault
        raise UnreadableDocument(DAMAGED_MARKUP) from fault
    if root is None:
        raise UnreadableDocument(DAMAGED_MARKUP)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(_HAS_DOCTYPE)  # in an encoding that the scan of the bytes does not know
    _check_depth(root, limits.xml_depth)
    return root


def _check_depth(root: etree._Element, depth: int) -> None:
    # One child step a level, so libxml2 walks the tree once and level by level.
    if root.xpath("boolean(." + "/*" * depth + ")"):
        raise LimitReached(f"The XML inside the file is nested more than {depth} levels deep.")


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """The ``w:`` attribute ``name`` of ``element``; None where either is missing."""
    return None if element is None else element.get(W + name)


def utc(element: etree._Element) -> str | None:
    """When a change or comment was made, in UTC, where the file says so."""
    return element.get(W16DU + "dateUtc")


def whole(element: etree._Element | None, name: str = "val") -> int | None:
    """The ``w:`` attribute ``name`` as a whole number; None where it is missing or no number."""
    text = value(element, name)
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def flag(element: etree._Element | None) -> bool | None:
    """An on/off property: None where it is not stated, True where it stands without a value."""
    if element is None:
        return None
    return (value(element) or "1").lower() not in _OFF_VALUES
