"""Word files of 2003 that are one XML file: rewritten, as far as words, changes and numbers go, into today's markup."""

from __future__ import annotations

from lxml import etree

from extractor.readers.docx.xml import W, value

ROOT = W + "wordDocument"
OLD_NAMESPACE = b"http://schemas.microsoft.com/office/word/2003/wordml"
NEW_NAMESPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_SECTIONS = (_HINTS + "sect", _HINTS + "sub-section", _HINTS + "pBdrGroup", _AML + "content")
_ANNOTATIONS = {
    "Word.Insertion": W + "ins",
    "Word.Deletion": W + "del",
    "Word.Bookmark.Start": W + "bookmarkStart",
    "Word.Bookmark.End": W + "bookmarkEnd",
}
_NUMBER_FORMATS = {
    "0": "decimal", "1": "upperRoman", "2": "lowerRoman", "3": "upperLetter", "4": "lowerLetter", "5": "ordinal",
    "6": "cardinalText", "7": "ordinalText", "22": "decimalZero", "23": "bullet", "255": "none",
}  # fmt: skip
_RENAMED = {
    W + "listPr": W + "numPr",
    W + "ilfo": W + "numId",
    W + "listDef": W + "abstractNum",
    W + "list": W + "num",
    W + "ilst": W + "abstractNumId",
    W + "nfc": W + "numFmt",
    W + "lists": W + "numbering",
    W + "hlink": W + "hyperlink",
}
_RENAMED_IDS = {W + "abstractNum": ("listDefId", "abstractNumId"), W + "num": ("ilfo", "numId")}


def package_parts(root: etree._Element) -> dict[str, bytes]:
    """The parts that a package of today would have: the text, its styles and its lists."""
    for element in list(root.iter(_AML + "annotation")):
        _annotation(element)
    for element in root.iter(*_RENAMED):
        _rename(element)
    etree.strip_tags(root, *_SECTIONS)
    parts = {"[content_types].xml": b""}
    for name, tag in (("styles", "styles"), ("numbering", "numbering")):
        part = root.find(W + tag)
        if part is not None:
            parts[f"word/{name}.xml"] = etree.tostring(part)
    root.tag = W + "document"
    parts["word/document.xml"] = etree.tostring(root)
    rows = "".join(
        f'<Relationship Id="{kind}" Type="/{kind}" Target="{target}"/>'
        for kind, target in (("styles", "styles.xml"), ("numbering", "numbering.xml"))
        if f"word/{target}" in parts
    )
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{relationships}">{rows}</Relationships>'.encode()
    main = '<Relationship Id="main" Type="/officeDocument" Target="word/document.xml"/>'
    parts["_rels/.rels"] = f'<Relationships xmlns="{relationships}">{main}</Relationships>'.encode()
    return parts


def _annotation(element: etree._Element) -> None:
    """A tracked change or a bookmark as today's markup has it; others keep their name, which nobody reads."""
    tag = _ANNOTATIONS.get(value(element, "type") or "")
    if tag is None:
        return
    element.tag = tag
    for old, new in (("id", "id"), ("author", "author"), ("createdate", "date")):
        stated = element.get(_AML + old)
        if stated is not None:
            element.set(W + new, stated)


def _rename(element: etree._Element) -> None:
    element.tag = _RENAMED[str(element.tag)]
    old, new = _RENAMED_IDS.get(element.tag, (None, None))
    if old is not None and new is not None:
        element.set(W + new, value(element, old) or "")
    if element.tag == W + "numFmt":
        element.set(W + "val", _NUMBER_FORMATS.get(value(element) or "", "decimal"))
