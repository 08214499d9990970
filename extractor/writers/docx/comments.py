"""Comments of ours: their places in the text, and the part of the package that holds their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.xml import W
from extractor.writers.docx.markup import element, run
from extractor.writers.docx.orders import Signature
from extractor.writers.docx.runs import takes_edits

_ENTERED = frozenset(W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent"))
"""What the edge of a comment may go into, to stand at its very words; it stays outside of all else."""
_REFERENCE_STYLE, _TEXT_STYLE = "CommentReference", "CommentText"


@dataclass(frozen=True, slots=True)
class Anchored:
    """A comment and the elements at whose outer edges it begins and ends; as a ``point``, before ``first``."""

    first: etree._Element
    last: etree._Element
    remark: tuple[str, ...]
    point: bool = False


class CommentWriter:
    """Writes comments of one author."""

    def __init__(self, signature: Signature, styles: frozenset[str], first_id: int) -> None:
        """Number from ``first_id``; ``styles`` are the ids of the styles that the file has."""
        self._signature = signature
        self._styles = styles
        self._next = first_id
        self.written: list[etree._Element] = []
        """The comments, for the comments part."""

    def write(self, anchored: Anchored) -> None:
        """Put the marks of a comment around its words, and keep its words."""
        number = str(self._next)
        self._next += 1
        start, end = element("commentRangeStart", {"id": number}), element("commentRangeEnd", {"id": number})
        _edge(anchored.first).addprevious(start)
        if anchored.point:
            start.addnext(end)
        else:
            _edge(anchored.last).addnext(end)
        _in_paragraph(end)[-1].addnext(self._reference(number))
        self.written.append(self._comment(number, anchored.remark))

    def _reference(self, number: str) -> etree._Element:
        made = run("", self._styled("rPr", "rStyle", _REFERENCE_STYLE))
        made.append(element("commentReference", {"id": number}))
        return made

    def _comment(self, number: str, remark: Sequence[str]) -> etree._Element:
        signature = self._signature
        made = element(
            "comment",
            {"id": number, "author": signature.author, "date": signature.date, "initials": signature.initials},
        )
        for index, words in enumerate(remark):
            paragraph = element("p")
            properties = self._styled("pPr", "pStyle", _TEXT_STYLE)
            if properties is not None:
                paragraph.append(properties)
            if not index:
                mark = run("", self._styled("rPr", "rStyle", _REFERENCE_STYLE))
                mark.append(element("annotationRef"))
                paragraph.append(mark)
            paragraph.append(run(words, None))
            made.append(paragraph)
        return made

    def _styled(self, tag: str, kind: str, style: str) -> etree._Element | None:
        if style not in self._styles:
            return None
        made = element(tag)
        made.append(element(kind, {"val": style}))
        return made


def _in_paragraph(found: etree._Element) -> list[etree._Element]:
    """``found`` and what it stands in, up to a child of the outermost paragraph, which is the body's own."""
    chain = [found, *found.iterancestors()]
    outermost = max(index for index, one in enumerate(chain) if one.tag == W + "p")
    return chain[:outermost]


def _edge(found: etree._Element) -> etree._Element:
    """The nearest element around ``found`` beside which the edge of a comment may stand."""
    chain = _in_paragraph(found)
    place = chain[-1]
    for inner in reversed(chain[:-1]):
        if place.tag not in _ENTERED or (place.tag == W + "sdt" and not takes_edits(place)):
            return place
        place = inner
    return place


def add_comments(root: etree._Element | None, comments: Sequence[etree._Element]) -> etree._Element:
    """The root of a comments part with ``comments`` behind those that it has."""
    made = etree.Element(W + "comments", nsmap={"w": W.strip("{}")}) if root is None else root
    made.extend(comments)
    return made
