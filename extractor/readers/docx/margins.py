"""What stands around the body on every page: headers, footers and watermarks, kept apart from the text."""

from __future__ import annotations

from lxml import etree

from extractor.readers.docx.layout import accepted, lay_out
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.package import DocxPackage
from extractor.readers.docx.story import StoryWalker
from extractor.readers.docx.styles import Styles
from extractor.readers.docx.tokens import UNTRACKED, ParagraphEnd, Text, Token
from extractor.readers.docx.xml import V, W
from extractor.types import Margin, MarginKind, Problem

_KINDS: dict[str, MarginKind] = {W + "headerReference": "header", W + "footerReference": "footer"}
_WATERMARK = V + "textpath"


def read_margins(package: DocxPackage, styles: Styles, numbering: Numbering) -> tuple[Margin, ...]:
    """Each header, footer and watermark once, in the order of the sections, with its changes accepted."""
    found: dict[Margin, None] = {}
    seen: set[str] = set()
    changed = 0
    for reference in package.document.iter(*_KINDS):
        part = package.referred(reference)
        if part is None or part in seen:
            continue
        seen.add(part)
        root = package.parsed(part)
        if root is None:
            continue
        story = StoryWalker(styles, numbering)
        story.body(root)
        changed += any(_is_changed(token) for token in story.tokens)
        words = lay_out(story.tokens, accepted).text
        if words:
            found[Margin(_KINDS[str(reference.tag)], words)] = None
        found.update(dict.fromkeys(_watermarks(root)))
    if changed:
        message = f"{changed} header(s) or footer(s) hold tracked changes; their words are given as if accepted."
        package.problems.append(Problem("margin_changes_not_read", message))
    return tuple(found)


def _is_changed(token: Token) -> bool:
    return isinstance(token, Text | ParagraphEnd) and token.tracked != UNTRACKED


def _watermarks(root: etree._Element) -> list[Margin]:
    words = (" ".join((shape.get("string") or "").split()) for shape in root.iter(_WATERMARK))
    return [Margin("stamp", text) for text in words if text]
