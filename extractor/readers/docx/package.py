"""The parts of a Word package that reading needs, found by relationship as Word finds them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from extractor.errors import UnreadableDocument, UnsupportedDocument
from extractor.limits import Limits
from extractor.readers.archive import inflate, part_name
from extractor.readers.docx import word2003
from extractor.readers.docx.flat import flat_parts
from extractor.readers.docx.xml import R, parse_part, refuse_doctype
from extractor.types import Problem

_CONTENT_TYPES = "[content_types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_KIND = "officeDocument"
_USUAL_MAIN = "word/document.xml"
_XML_SUFFIXES = (".xml", ".rels")
_CHUNK_SUFFIXES = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".rtf", ".txt", ".docx", ".docm", ".dotx", ".dat")
"""What the parts that ``w:altChunk`` merges in are called."""
_READ_KINDS = frozenset("styles numbering comments commentsExtended footnotes endnotes header footer aFChunk".split())
"""Without a part of another kind no word is missing."""
_OTHER_PACKAGES = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("meta-inf/container.xml", "an e-book"),
)


@dataclass(frozen=True, slots=True)
class Related:
    """What a relationship of the main document leads to; ``part`` is None where the package lacks it."""

    kind: str
    part: str | None


@dataclass(frozen=True, slots=True)
class DocxPackage:
    """The unpacked XML of one Word file. Relationships out of the package are never followed.

    ``main`` is the name of the part that holds the text.
    """

    parts: dict[str, bytes]
    document: etree._Element
    limits: Limits
    by_id: dict[str, Related]
    problems: list[Problem] = field(default_factory=list)
    main: str = ""

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that the main document relates to as ``kind`` (``styles``); None where it has none."""
        name = next((to.part for to in self.by_id.values() if to.kind == kind and to.part is not None), None)
        return None if name is None else self.parsed(name)

    def parsed(self, name: str) -> etree._Element | None:
        """The root of a part beside the main one; one that is damaged beyond reading costs a problem, not the file."""
        try:
            return _parsed(name, self.parts[name], self.limits, self.problems)
        except UnreadableDocument:
            message = f"The part {posixpath.basename(name)} of the Word file is damaged and was left out."
            self.problems.append(Problem("part_damaged", message))
            return None

    def referred(self, element: etree._Element) -> str | None:
        """The name of the part whose relationship id ``element`` bears; None, and a problem, where there is none."""
        related = self.by_id.get(element.get(R + "id") or "")
        if related is None:
            self._missing(etree.QName(element).localname)
        return None if related is None else related.part

    def _missing(self, what: str) -> None:
        message = f"The Word file refers to a part that it does not hold ({what}); what stands in it is missing."
        if not any(problem.message == message for problem in self.problems):
            self.problems.append(Problem("part_missing", message))


def open_package(data: bytes, limits: Limits) -> DocxPackage:
    """The Word package in ``data``, zipped or as one flat XML file.

    :raises UnsupportedDocument: a zip of another kind.
    :raises UnreadableDocument: damaged, without a main document, or with a DOCTYPE in a part.
    :raises LimitReached: the zip guard or an XML bound said no.
    """
    parts = _parts(data, limits)
    problems: list[Problem] = []
    main = _main_part(parts, limits, problems)
    if _CONTENT_TYPES not in parts:
        if main is None:
            raise UnsupportedDocument(_not_word(parts))
        problems.append(Problem("package_damaged", "The Word file lacks its list of parts; it was read all the same."))
    root = None if main is None else _parsed(main, parts[main], limits, problems)
    if main is None or root is None or not str(root.tag).endswith("}document"):
        raise _without_main(parts)
    package = DocxPackage(parts, root, limits, dict(_relationships(parts, main, limits, problems)), problems, main)
    for related in package.by_id.values():
        if related.part is None and related.kind in _READ_KINDS:
            package._missing(related.kind)
    return package


def _parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The parts by name."""
    if data.startswith(b"PK"):
        inflated = inflate(data, limits, lambda name: name.lower().endswith(_XML_SUFFIXES + _CHUNK_SUFFIXES))
        parts = {part_name(name): content for name, content in inflated.items()}
    else:
        refuse_doctype(data)
        root = parse_part(data.replace(word2003.OLD_NAMESPACE, word2003.NEW_NAMESPACE), limits)
        parts = word2003.package_parts(root) if root.tag == word2003.ROOT else flat_parts(root)
    for name, content in parts.items():
        if name.endswith(_XML_SUFFIXES):
            refuse_doctype(content)
    return parts


def _parsed(name: str, content: bytes, limits: Limits, problems: list[Problem]) -> etree._Element:
    """The root of a part; damaged markup is read as far as it makes sense, with a problem."""
    try:
        return parse_part(content, limits)
    except UnreadableDocument:
        root = parse_part(content, limits, recover=True)
        message = f"The markup of {posixpath.basename(name)} is damaged; words near the damage may be missing."
        problems.append(Problem("markup_damaged", message))
        return root


def _main_part(parts: dict[str, bytes], limits: Limits, problems: list[Problem]) -> str | None:
    named = (to.part for _, to in _relationships(parts, "", limits, problems) if to.kind == _MAIN_KIND)
    main = next((part for part in named if part is not None), None)
    if main is None and _USUAL_MAIN in parts:
        problems.append(Problem("package_damaged", "The Word file does not say which part is the text; it was found."))
        return _USUAL_MAIN
    return main


def _relationships(
    parts: dict[str, bytes], source: str, limits: Limits, problems: list[Problem]
) -> Iterator[tuple[str, Related]]:
    """Relationship id to where it leads; where a document lost them, the parts are known by their usual names."""
    folder, name = posixpath.split(source)
    content = parts.get(posixpath.join(folder, "_rels", name + ".rels"))
    if content is None:
        if source:
            yield from _usual_relationships(parts, folder, problems)
        return
    for relationship in _parsed("relationships", content, limits, problems).iter(_RELATIONSHIP):
        if relationship.get("TargetMode") == "External":
            continue
        target = unquote(relationship.get("Target", "")).replace("\\", "/")
        part = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/").casefold()
        kind = relationship.get("Type", "").rsplit("/", 1)[-1]
        yield relationship.get("Id", ""), Related(kind, part if part in parts else None)


def _usual_relationships(
    parts: dict[str, bytes], folder: str, problems: list[Problem]
) -> Iterator[tuple[str, Related]]:
    found = [
        (kind, Related(kind, part))
        for kind in sorted(_READ_KINDS)
        if (part := posixpath.join(folder, f"{kind}.xml".casefold())) in parts
    ]
    if found:
        message = "The Word file does not say how its parts belong together; they were found by their usual names."
        problems.append(Problem("package_damaged", message))
    yield from found


def _not_word(parts: dict[str, bytes]) -> str:
    kind = next((kind for part, kind in _OTHER_PACKAGES if part in parts), "a zip archive")
    advice = "unpack it and send the contract itself" if kind == "a zip archive" else "save it as PDF or .docx"
    return f"This is {kind}, not a Word document; {advice}."


def _without_main(parts: dict[str, bytes]) -> UnsupportedDocument | UnreadableDocument:
    if any(part in parts for part, _ in _OTHER_PACKAGES):
        return UnsupportedDocument(_not_word(parts))
    return UnreadableDocument(
        "The Word file has no document part, so there is no text in it to read. Ask the sender for a fresh copy."
    )
