"""The package around a changed Word document: all other parts stay byte for byte as they are."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractor.errors import UnreadableDocument, UnsupportedDocument
from extractor.limits import Limits
from extractor.readers.archive import inflate, part_name
from extractor.readers.docx.package import DocxPackage
from extractor.readers.docx.xml import parse_part, refuse_doctype

_CONTENT_TYPES = "[content_types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_WORDS = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": _STRICT_WORDS,
    b"http://schemas.openxmlformats.org/officeDocument/2006/math": b"http://purl.oclc.org/ooxml/officeDocument/math",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
"""Names that reading turned from the strict standard into the usual ones, and that go back in a strict file."""
_OTHER_KINDS = (
    b"ms-word.document.macroEnabled",
    b"ms-word.template.macroEnabled",
    b"wordprocessingml.template.main+xml",
)
"""In the content types of files with macros (.docm, .dotm) and of templates (.dotx)."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell: equal content gives equal bytes."""


@dataclass(slots=True)
class Archive:
    """The parts of a package as they came in, and those that take their place."""

    data: bytes
    limits: Limits
    parts: Mapping[str, bytes]
    """By the name of the entry, as it is spelled there."""
    strict: bool
    """Whether it is written in the names of the strict standard."""
    changed: dict[str, bytes] = field(default_factory=dict)

    def entry(self, part: str) -> str | None:
        """How the entry of a part is spelled; None where there is none."""
        return next((name for name in self.parts if part_name(name) == part), None)

    def replace(self, part: str, root: etree._Element) -> None:
        """Put ``root`` in the place of a part, or beside the others where there is none of that name."""
        name = self.entry(part) or part
        content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        if self.strict:
            for usual, strict in _STRICT.items():
                content = content.replace(usual, strict)
        self.changed[name] = content

    def to_bytes(self) -> bytes:
        """The package with its changed parts, each entry in its place."""
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as source, zipfile.ZipFile(written, "w") as target:
            for entry in source.infolist():
                content = self.changed.get(entry.filename, self.parts.get(entry.filename, b""))
                target.writestr(_info(entry.filename, entry), content)
            for name in self.changed.keys() - self.parts.keys():
                target.writestr(_info(name, None), self.changed[name])
        return written.getvalue()


def open_archive(data: bytes, limits: Limits) -> Archive:
    """The archive of a zipped Word document.

    :raises UnsupportedDocument: a Word document that is no .docx: one flat XML file, one with macros, a template.
    :raises ExtractionError: as the zip guard.
    """
    if not data.startswith(b"PK"):
        raise UnsupportedDocument(
            "Tracked changes can be written into .docx files only; open the file in Word and save it as .docx."
        )
    parts = inflate(data, limits, lambda name: True)
    kinds = next((content for name, content in parts.items() if part_name(name) == _CONTENT_TYPES), b"")
    if any(kind in kinds for kind in _OTHER_KINDS):
        raise UnsupportedDocument(
            "The Word file has macros or is a template, and Word would not open it as .docx with our changes in it. "
            "Open it in Word and save it as .docx."
        )
    strict = any(_STRICT_WORDS in content for name, content in parts.items() if name.endswith(".xml"))
    return Archive(data, limits, parts, strict)


def refuse_damaged(package: DocxPackage) -> None:
    """Refuse a package to which nothing can be added with certainty.

    :raises UnreadableDocument: it is damaged.
    """
    lost = any(to.kind == "comments" and to.part is None for to in package.by_id.values())
    if lost or any(one.code in ("package_damaged", "markup_damaged", "part_damaged") for one in package.problems):
        raise UnreadableDocument(
            "The Word file is damaged; it can be reviewed, but nothing can be written into it. "
            "Open it in Word, save it again and try that copy."
        )


def register_comments(archive: Archive, main: str) -> str:
    """Make room for a comments part, which the package does not have yet; its name."""
    folder, name = posixpath.split(main)
    taken = {part_name(entry) for entry in archive.parts}
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(taken) + 1))
    part = next(one for one in names if one not in taken)
    _add_type(archive, f"/{part}", _COMMENTS_TYPE)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    root = _root(archive, relations, _RELATIONS + "Relationships")
    ids = {one.get("Id") for one in root}
    own = next(one for one in (f"rIdComments{number or ''}" for number in range(len(ids) + 1)) if one not in ids)
    etree.SubElement(root, _RELATIONS + "Relationship", Id=own, Type=_COMMENTS_KIND, Target=posixpath.basename(part))
    archive.replace(relations, root)
    return part


def _add_type(archive: Archive, part: str, kind: str) -> None:
    root = _root(archive, _CONTENT_TYPES, _TYPES + "Types")
    etree.SubElement(root, _TYPES + "Override", PartName=part, ContentType=kind)
    if not any(one.get("Extension", "").lower() == "rels" for one in root.iterchildren(_TYPES + "Default")):
        root.insert(0, etree.Element(_TYPES + "Default", Extension="rels", ContentType=_RELATIONS_TYPE))
    archive.replace(_CONTENT_TYPES, root)


def _root(archive: Archive, part: str, tag: str) -> etree._Element:
    name = archive.entry(part)
    if name is None:
        made = etree.QName(tag)
        return parse_part(f'<{made.localname} xmlns="{made.namespace}"/>'.encode(), archive.limits)
    refuse_doctype(archive.parts[name])
    return parse_part(archive.parts[name], archive.limits)


def _info(name: str, entry: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _EPOCH if entry is None else max(entry.date_time, _EPOCH))
    made.compress_type = zipfile.ZIP_DEFLATED if entry is None else entry.compress_type
    if entry is not None:
        made.external_attr, made.create_system, made.comment = entry.external_attr, entry.create_system, entry.comment
    return made
