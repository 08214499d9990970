"""The parts of a Word package that reading needs, found by relationship as Word finds them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from extractor.errors import UnreadableDocument, UnsupportedDocument
from extractor.limits import Limits
from extractor.readers.archive import inflate
from extractor.readers.docx.xml import parse_part, refuse_doctype

_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_PART = "officeDocument"
_OTHER_PACKAGES = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an e-book"),
)


@dataclass(frozen=True, slots=True)
class DocxPackage:
    """The unpacked XML of one Word file. Relationships out of the package are never followed."""

    parts: dict[str, bytes]
    document: etree._Element
    limits: Limits
    targets: dict[str, str]

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that the main document relates to as ``kind`` (``styles``); None where it has none."""
        name = self.targets.get(kind)
        return None if name is None else parse_part(self.parts[name], self.limits)


def open_package(data: bytes, limits: Limits) -> DocxPackage:
    """The Word package in ``data``.

    :raises UnsupportedDocument: a zip of another kind.
    :raises UnreadableDocument: damaged, without a main document, or with a DOCTYPE in a part.
    :raises LimitReached: the zip guard or an XML bound said no.
    """
    parts = inflate(data, limits, _is_xml)
    if _CONTENT_TYPES not in parts:
        raise UnsupportedDocument(_not_word(parts))
    for content in parts.values():
        refuse_doctype(content)
    main = _related_parts(parts, "", limits).get(_MAIN_PART)
    root = None if main is None else parse_part(parts[main], limits)
    if main is None or root is None or etree.QName(root).localname != "document":
        raise _without_main(parts)
    return DocxPackage(parts, root, limits, _related_parts(parts, main, limits))


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _related_parts(parts: dict[str, bytes], source: str, limits: Limits) -> dict[str, str]:
    """Relationship kind (the last word of its type) to part name, for the parts that are in the package."""
    folder, name = posixpath.split(source)
    relationships = parts.get(posixpath.join(folder, "_rels", name + ".rels"))
    if relationships is None:
        return {}
    found: dict[str, str] = {}
    for relationship in parse_part(relationships, limits).iter(_RELATIONSHIP):
        target = relationship.get("Target", "")
        kind = relationship.get("Type", "").rsplit("/", 1)[-1]
        if relationship.get("TargetMode") == "External":
            continue
        part = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        if part in parts:
            found.setdefault(kind, part)
    return found


def _not_word(parts: dict[str, bytes]) -> str:
    kind = next((kind for part, kind in _OTHER_PACKAGES if part in parts), "a zip archive")
    advice = (
        "unpack it and send the contract itself (a backfill unpacks archives, but none inside another)"
        if kind == "a zip archive"
        else "save it as PDF or .docx"
    )
    return f"This is {kind}, not a Word document; {advice}."


def _without_main(parts: dict[str, bytes]) -> UnsupportedDocument | UnreadableDocument:
    if any(part in parts for part, _ in _OTHER_PACKAGES):
        return UnsupportedDocument(_not_word(parts))
    return UnreadableDocument(
        "The Word file has no document part, so there is no text in it to read. Ask the sender for a fresh copy."
    )
