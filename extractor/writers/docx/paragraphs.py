"""Paragraphs of ours, and the marks of paragraphs whose words we strike."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.layout import LaidBlock, accepted
from extractor.readers.docx.tokens import Anchor, Link, ParagraphEnd, Text
from extractor.readers.docx.tracing import Trace
from extractor.readers.docx.xml import M, W
from extractor.writers.docx.markup import (
    Pen,
    bold,
    element,
    paragraph_properties,
    run,
    run_properties,
    strike_mark,
)
from extractor.writers.docx.orders import NewParagraph, Replacement, RestoredParagraph
from extractor.writers.docx.runs import RunMap, paragraph_of, takes_edits

_BLOCKS_BACK = 40
"""How far back a paragraph is looked for that shows how plain text looks in this contract."""
_NOTHING = frozenset(W + name for name in ("rPr", "lastRenderedPageBreak", "commentReference"))
"""What a run may hold and still be empty."""
_PLAIN_CHARS = 80
"""A paragraph with fewer may be a heading or a line of a form."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a new paragraph goes: ``behind`` an element, at the place ``offset`` of the accepted text.

    ``roomy`` where the element is a paragraph without words that can take them itself.
    """

    behind: etree._Element
    offset: int
    roomy: bool = False


class Paragraphs:
    """Puts new paragraphs into one traced document."""

    def __init__(self, trace: Trace, runs: RunMap, pen: Pen) -> None:
        """Know the document as it was before anything is written."""
        self._trace = trace
        self._runs = runs
        self._pen = pen
        self._last: dict[etree._Element, etree._Element] = {}
        """Behind which paragraph the next new one goes, by the element behind which the first one went."""

    def place_of(self, edit: NewParagraph | RestoredParagraph) -> Site | None:
        """Where it goes; None where no paragraph can go in safely."""
        return self._behind_block(edit.after) if isinstance(edit, NewParagraph) else self._behind_struck(edit)

    def restore(self, edit: RestoredParagraph, site: Site) -> list[etree._Element]:
        """Put the words back behind what took them out; what was made of ours."""
        looks, opening = self._struck_looks(edit)
        insertion = self._pen.change("ins")
        insertion.extend(opening)
        insertion.append(run(edit.text, looks))
        if site.roomy:
            site.behind.append(insertion)
        else:
            self._insert(
                site.behind, paragraph_properties(site.behind, self._pen.change("ins"), numbered=True), insertion
            )
        return [insertion]

    def add(self, edit: NewParagraph, site: Site) -> list[etree._Element]:
        """Put a new paragraph in; what was made of ours."""
        template = self._plain_paragraph(edit.after)
        first = None if template is None else next(template.iterchildren(W + "r"), None)
        made = []
        for number, words in enumerate(edit.text.split("\n")):
            insertion = self._pen.change("ins")
            if edit.heading and not number:
                insertion.append(run(edit.heading, bold(run_properties(first, quiet=True))))
            insertion.append(run(words, run_properties(first, quiet=True)))
            properties = paragraph_properties(template, self._pen.change("ins"), numbered=False)
            self._insert(site.behind, properties, insertion)
            made.append(insertion)
        return made

    def _insert(self, behind: etree._Element, properties: etree._Element, insertion: etree._Element) -> None:
        paragraph = element("p")
        paragraph.extend((properties, insertion))
        self._last.get(behind, behind).addnext(paragraph)
        self._last[behind] = paragraph

    def _behind_block(self, offset: int) -> Site | None:
        blocks = self._trace.accepted.blocks
        index = bisect_right(blocks, offset, key=lambda block: block.span.end) - 1
        while index >= 0 and (found := self._flow_of(blocks[index])) is None:
            index -= 1  # words of another part, which the body only refers to
        if index < 0 or found is None:
            return None
        while index + 1 < len(blocks) and self._flow_of(blocks[index + 1]) is found:
            index += 1  # the rest of the table
        stands = isinstance(self._trace.tokens[blocks[index].end], ParagraphEnd) or found.tag == W + "tbl"
        return Site(found, blocks[index].span.end) if stands and _takes_paragraphs(found.getparent()) else None

    def _flow_of(self, block: LaidBlock) -> etree._Element | None:
        """The paragraph or table in the body's own flow that holds a block; None where another part does."""
        sources = (self._trace.sources.get(at) for at in range(block.last, block.first - 1, -1))
        source = next((one for one in sources if one is not None), None)
        return None if source is None else _outermost(source.element)

    def _behind_struck(self, edit: RestoredParagraph) -> Site | None:
        ranges = [self._trace.revisions[one] for one in edit.revisions if one in self._trace.revisions]
        if not ranges:
            return None
        tokens, sources = self._trace.tokens, self._trace.sources
        last = max(end for _, end in ranges)
        end = next((at for at in range(last, len(tokens)) if isinstance(tokens[at], ParagraphEnd)), None)
        if end is None or end not in sources or not self._stands_alone(end):
            return None
        mark = tokens[end]
        assert isinstance(mark, ParagraphEnd)
        paragraph = sources[end].element
        if not _takes_paragraphs(paragraph.getparent()) or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            return None
        roomy = accepted(mark.tracked)
        # A mark that is gone with its row or cell would take the new paragraph along.
        if not roomy and (paragraph.find(f"{W}pPr/{W}rPr/{W}del") is None or _goes_with_its_row(paragraph)):
            return None
        return Site(paragraph, self._trace.accepted.places[last][0], roomy)

    def _stands_alone(self, end: int) -> bool:
        """Whether no word is left that would run into a paragraph behind the one that ends at the token ``end``."""
        for at in range(end - 1, -1, -1):
            token = self._trace.tokens[at]
            if isinstance(token, Anchor | Link) or not accepted(token.tracked):
                continue
            return not isinstance(token, Text)
        return True

    def _struck_looks(self, edit: RestoredParagraph) -> tuple[etree._Element | None, list[etree._Element]]:
        """The looks of the struck words, and copies of the runs of their heading."""
        first, last = next(self._trace.revisions[one] for one in edit.revisions if one in self._trace.revisions)
        struck = [
            (token.text, run_of)
            for at in range(first, last + 1)
            if isinstance(token := self._trace.tokens[at], Text)
            and at in self._trace.sources
            and (run_of := self._trace.sources[at].element.getparent()) is not None
        ]
        opening: list[etree._Element] = []
        chars = 0
        for text, run_of in struck:
            if chars >= len(edit.heading):
                return run_properties(run_of), opening
            words = run(text[: len(edit.heading) - chars], run_properties(run_of))
            opening.append(words)
            chars += len(text)
        return run_properties(struck[-1][1]) if struck else None, opening

    def _plain_paragraph(self, offset: int) -> etree._Element | None:
        """A paragraph before ``offset`` of plain words, without a number."""
        blocks = self._trace.accepted.blocks
        index = bisect_right(blocks, offset, key=lambda block: block.span.end) - 1
        for block in reversed(blocks[max(0, index - _BLOCKS_BACK) : index + 1]):
            end = self._trace.tokens[block.end]
            if (
                not isinstance(end, ParagraphEnd)
                or len(block.span) < _PLAIN_CHARS
                or block.end not in self._trace.sources
            ):
                continue
            if end.form.outline is None and end.form.label is None and not end.in_cell:
                return self._trace.sources[block.end].element
        return None

    def strike_marks(self, edit: Replacement) -> None:
        """Strike the marks of paragraphs that lose all their words, so that no blank ones are left.

        The first keeps its own where words take the place of the old ones.
        """
        pieces = self._runs.within(edit.start, edit.end)
        paragraphs = list(dict.fromkeys(paragraph_of(piece.element) for piece in pieces))
        for paragraph in paragraphs[1:] if edit.text else paragraphs:
            if _can_go(paragraph) and self._runs.covers(edit, paragraph):
                strike_mark(paragraph, self._pen.change("del"))


def _can_go(paragraph: etree._Element) -> bool:
    """Whether the mark may be struck: a paragraph follows, nothing but words goes, and it was not struck before."""
    following = paragraph.getnext()
    if following is None or following.tag != W + "p":
        return False
    if any(not _goes(run_of) for run_of in paragraph.iter(W + "r", M + "r")):
        return False
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return True
    return properties.find(W + "sectPr") is None and properties.find(f"{W}rPr/{W}del") is None


def _goes(run_of: etree._Element) -> bool:
    """Whether nothing of a run is left once the changes are taken: a field or picture would move to the next one."""
    if next(run_of.iterancestors(W + "del", W + "moveFrom"), None) is not None:
        return True
    return all(child.tag in _NOTHING for child in run_of)


def _outermost(found: etree._Element) -> etree._Element:
    """The paragraph of ``found`` in the body's own flow, or the table that it stands in."""
    chain = [found, *found.iterancestors()]
    for outer in reversed(chain):
        if outer.tag in (W + "tbl", W + "p"):
            return outer
    return found


def _goes_with_its_row(paragraph: etree._Element) -> bool:
    """Whether the row or cell around a paragraph is struck as a whole."""
    return any(
        around.find(f"{W}trPr/{W}del") is not None or around.find(f"{W}tcPr/{W}cellDel") is not None
        for around in paragraph.iterancestors(W + "tr", W + "tc")
    )


def _takes_paragraphs(parent: etree._Element | None) -> bool:
    if parent is None:
        return False
    if parent.tag == W + "sdtContent":
        control = parent.getparent()
        return control is not None and takes_edits(control) and _takes_paragraphs(control.getparent())
    return parent.tag in (W + "body", W + "tc")
