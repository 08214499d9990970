"""What stands around the body on every page: headers, footers and watermarks, kept apart from the text."""

from __future__ import annotations

from lxml import etree

from extractor.readers.docx.forms import FormCounter
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.package import DocxPackage
from extractor.readers.docx.story import StoryWalker
from extractor.readers.docx.styles import Styles
from extractor.readers.docx.xml import V, W
from extractor.readers.margins import margin_of, once_each
from extractor.types import Margin, MarginKind

_KINDS: dict[str, MarginKind] = {W + "headerReference": "header", W + "footerReference": "footer"}
_WATERMARK = V + "textpath"


def read_margins(package: DocxPackage, styles: Styles, numbering: Numbering, forms: FormCounter) -> tuple[Margin, ...]:
    """Each header, footer and watermark once, in the order of the sections, with its tracked changes."""
    found: list[Margin | None] = []
    seen: set[str] = set()
    for reference in package.document.iter(*_KINDS):
        part = package.referred(reference)
        if part is None or part in seen:
            continue
        seen.add(part)
        root = package.parsed(part)
        if root is None:
            continue
        forms.count(root)
        story = StoryWalker(styles, numbering)
        story.body(root)
        found.append(margin_of(_KINDS[str(reference.tag)], story.tokens))
        found.extend(_watermarks(root))
    return once_each(found)


def _watermarks(root: etree._Element) -> list[Margin]:
    words = (" ".join((shape.get("string") or "").split()) for shape in root.iter(_WATERMARK))
    return [Margin("stamp", text) for text in words if text]
