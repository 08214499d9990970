"""Word files that are one XML file: the parts of a package, written one after the other (flat OPC)."""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from extractor.errors import UnsupportedDocument

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_CONTENT_TYPES = "[content_types].xml"


def flat_parts(root: etree._Element) -> dict[str, bytes]:
    """The parts of the package that ``root`` holds, as if unpacked; a list of content types is not needed there.

    :raises UnsupportedDocument: XML of another kind.
    """
    if root.tag != _PACKAGE + "package":
        raise UnsupportedDocument("This is an XML file of another program. Open it and save it as .docx or PDF.")
    parts = {_CONTENT_TYPES: b""}
    for part in root.iterchildren(_PACKAGE + "part"):
        name = (part.get(_PACKAGE + "name") or "").lstrip("/").casefold()
        content = next(iter(part), None)
        if content is None:
            continue
        if content.tag == _PACKAGE + "xmlData" and len(content):
            parts[name] = etree.tostring(content[0], encoding="utf-8")
        elif content.tag == _PACKAGE + "binaryData":
            try:
                parts[name] = base64.b64decode(content.text or "")
            except binascii.Error:
                continue
    return parts
