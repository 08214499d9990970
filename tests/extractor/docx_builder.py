"""Writes small .docx packages: ``zipfile`` and the markup that a test wants to talk about, nothing else."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    f'xmlns:w="{W_NS}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DATE = "2026-03-02T09:30:00Z"
PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "comments": "comments",
    "commentsExtended": "commentsEx",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
"""Relationship kind to the name of the root element."""


def zipped(entries: dict[str, bytes | str]) -> bytes:
    """A zip archive of these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relationships(*pairs: tuple[str, str]) -> str:
    """A relationships part: kind and target."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def content_types(*parts: str) -> str:
    """What kind of part each file is, which Word and LibreOffice ask for and we do not."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    main = f'<Override PartName="/word/document.xml" ContentType="{kind}document.main+xml"/>'
    rows = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{kind}{part}+xml"/>' for part in parts)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{relations}"/><Default Extension="xml" ContentType="text/xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{main}{rows}</Types>'


def package(*body: str, **parts: str) -> dict[str, bytes | str]:
    """The entries of a Word package; ``parts`` are the inner markup of the parts in :data:`PARTS`."""
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": content_types(*parts),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(*((kind, f"{kind}.xml") for kind in parts)),
    }
    for kind, markup in parts.items():
        entries[f"word/{kind}.xml"] = f"<w:{PARTS[kind]} {NAMESPACES}>{markup}</w:{PARTS[kind]}>"
        if kind == "commentsExtended":
            entries[f"word/{kind}.xml"] = f"<w15:commentsEx {NAMESPACES}>{markup}</w15:commentsEx>"
    return entries


def docx(*body: str, **parts: str) -> bytes:
    """A Word file with this body."""
    return zipped(package(*body, **parts))


def run(text: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, style: str = "", mark: str = "", properties: str = "") -> str:
    """A paragraph; ``mark`` is what its mark's properties hold, plain words in ``content`` become runs."""
    inner = "".join(item if item.startswith("<") else run(item) for item in content)
    styled = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{styled}{properties}{marked}</w:pPr>{inner}</w:p>"


def listed(text: str, level: int = 0, num: int = 1, mark: str = "") -> str:
    """A numbered paragraph."""
    return paragraph(text, properties=in_list(num, level), mark=mark)


def in_list(num: int, level: int = 0) -> str:
    """The paragraph property that puts it into a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def change(tag: str, content: str = "", author: str = "Ann", date: str = DATE, id: int = 1) -> str:
    """A tracked change (``ins``, ``del``, ``moveFrom``, ``moveTo``) around ``content``."""
    start = f'<w:{tag} w:id="{id}" w:author={quoteattr(author)} w:date="{date}"'
    return f"{start}>{content}</w:{tag}>" if content else f"{start}/>"


def ins(text: str, author: str = "Ann", id: int = 1, date: str = DATE) -> str:
    """Inserted words."""
    return change("ins", run(text), author, date, id)


def deleted(text: str, author: str = "Ann", id: int = 1, date: str = DATE) -> str:
    """Deleted words."""
    return change("del", run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText "), author, date, id)


def cell(*content: str, properties: str = "") -> str:
    """A table cell; plain words become paragraphs."""
    inner = "".join(item if item.startswith("<") else paragraph(item) for item in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; plain words become cells."""
    inner = "".join(item if item.startswith("<") else cell(item) for item in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def level(
    index: int, text: str, numbers: str = "decimal", start: int = 1, extra: str = "", properties: str = ""
) -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{numbers}"/>{extra}'
        f'<w:lvlText w:val="{text}"/><w:pPr>{properties}</w:pPr></w:lvl>'
    )


def definition(*levels: str, id: int = 1) -> str:
    """A list definition (``w:abstractNum``)."""
    return f'<w:abstractNum w:abstractNumId="{id}">{"".join(levels)}</w:abstractNum>'


def instance(id: int = 1, definition: int = 1, overrides: str = "") -> str:
    """A list (``w:num``)."""
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def style(id: str, name: str = "", based_on: str = "", properties: str = "", run_properties: str = "") -> str:
    """A paragraph style."""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name or id}"/>{parent}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def comment(id: int, *lines: str, author: str = "Ann", initials: str = "A", paragraph_id: str = "") -> str:
    """A comment in the comments part."""
    inner = "".join(f'<w:p w14:paraId="{paragraph_id}">{run(line)}</w:p>' for line in lines)
    return f'<w:comment w:id="{id}" w:author="{author}" w:initials="{initials}" w:date="{DATE}">{inner}</w:comment>'


def commented(id: int, content: str) -> str:
    """``content`` with comment ``id`` hanging on it."""
    return (
        f'<w:commentRangeStart w:id="{id}"/>{content}<w:commentRangeEnd w:id="{id}"/>'
        f'<w:r><w:commentReference w:id="{id}"/></w:r>'
    )
