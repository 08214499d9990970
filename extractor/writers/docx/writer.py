"""Our layer over somebody's Word file: tracked changes and comments, and not a word of theirs changed.

What was written is read again before it is handed out: with everything refused it must read as before, with everything
accepted as proposed. Edits after which it does not are left out, and their comments say what we would have written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from extractor.errors import ExtractionError, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.docx.reader import read_docx
from extractor.readers.docx.runs import shown
from extractor.readers.docx.tokens import Text
from extractor.readers.docx.tracing import Trace, trace_docx
from extractor.readers.docx.xml import W, value
from extractor.types import Document
from extractor.writers.docx.comments import Anchored, CommentWriter, add_comments
from extractor.writers.docx.markup import Ids, Pen, annotation_ids
from extractor.writers.docx.orders import (
    Edit,
    NewParagraph,
    Proposal,
    Replacement,
    RestoredParagraph,
    Signature,
    Written,
)
from extractor.writers.docx.package import open_archive, refuse_damaged, register_comments
from extractor.writers.docx.paragraphs import Paragraphs, Site
from extractor.writers.docx.runs import RunMap

_IN_THE_WAY = (
    "Our layer cannot be written into this Word file without damage. Open it in Word, save it again and retry."
)


def write_layer(data: bytes, proposals: Sequence[Proposal], signature: Signature, limits: Limits) -> Written:
    """The Word file ``data`` with the proposals in it, the first in the order where two want the same words.

    Every part of the package but the text and its comments stays byte for byte as it was.

    :raises UnsupportedDocument: no Word document in a zip package.
    :raises UnreadableDocument: damaged, so that nothing can be added to it with certainty.
    :raises ExtractionError: as reading it does.
    """
    before = read_docx(data, "", limits)

    def attempt(tried: Sequence[Proposal]) -> Written | None:
        written = _written(data, tried, signature, limits)
        return written if _reads_as_proposed(written, tried, before, limits) else None

    written = attempt(proposals)
    if written is None:  # which edits are to blame shows when each is made alone
        sound = [one if one.edit and attempt([one]) else replace(one, edit=()) for one in proposals]
        written = attempt(sound) or attempt([replace(one, edit=()) for one in proposals])
    if written is None:
        raise UnreadableDocument(_IN_THE_WAY)
    return written


def _written(data: bytes, proposals: Sequence[Proposal], signature: Signature, limits: Limits) -> Written:
    archive = open_archive(data, limits)
    trace = trace_docx(data, limits)
    package = trace.package
    part = next((to.part for to in package.by_id.values() if to.kind == "comments" and to.part), None)
    comments = None if part is None else package.parsed(part)
    refuse_damaged(package)
    pen = Pen(signature, Ids(annotation_ids(package.document)))
    layer = _Layer(trace, pen)
    made = layer.edit(proposals)
    writer = CommentWriter(signature, _style_ids(package.related("styles")), _free_comment_id(comments, trace))
    for anchored in layer.anchors(proposals, made):
        writer.write(anchored)
    archive.replace(package.main, package.document)
    if writer.written:
        part = part or register_comments(archive, package.main)
        archive.replace(part, add_comments(comments, writer.written))
    return Written(archive.to_bytes(), {index: one.edit for index, one in made.items()})


@dataclass(frozen=True, slots=True)
class _Made:
    """An edit as it was made, and the tracked changes of ours that make it up."""

    edit: Edit
    elements: tuple[etree._Element, ...]


class _Layer:
    """Writes edits into one traced document and finds the places of remarks."""

    def __init__(self, trace: Trace, pen: Pen) -> None:
        self._trace = trace
        self._runs = RunMap(trace, pen)
        self._paragraphs = Paragraphs(trace, self._runs, pen)

    def edit(self, proposals: Sequence[Proposal]) -> dict[int, _Made]:
        """Make the edits that can be made; what was made, by the proposal's place in the order."""
        chosen = self._chosen(proposals)
        # Where paragraphs go is asked before anything moves, and runs are cut before any are struck.
        sites = self._sites(proposals, [one for edit in chosen.values() for one in edit])
        places = {one.start for one in proposals} | {one.end for one in proposals}
        places |= {place for edit in chosen.values() for one in edit for place in (one.start, one.end)}
        for offset in sorted(places):
            self._runs.cut(offset)
        made = {
            index: _Made(edit, tuple(element for one in edit for element in self._replace(one)))
            for index, edit in chosen.items()
        }
        for index, (edit, site) in sites.items():
            if isinstance(edit, RestoredParagraph):
                made[index] = _Made(edit, tuple(self._paragraphs.restore(edit, site)))
            else:
                made[index] = _Made(replace(edit, after=site.offset), tuple(self._paragraphs.add(edit, site)))
        return made

    def _chosen(self, proposals: Sequence[Proposal]) -> dict[int, tuple[Replacement, ...]]:
        """The edits of words that can be made; of two that want the same words, the first."""
        chosen: dict[int, tuple[Replacement, ...]] = {}
        taken: list[Replacement] = []
        for index, proposal in enumerate(proposals):
            edit = proposal.edit
            if isinstance(edit, tuple) and edit and self._can_make(edit, taken):
                chosen[index] = edit
                taken += edit
        return chosen

    def _sites(
        self, proposals: Sequence[Proposal], taken: Sequence[Replacement]
    ) -> dict[int, tuple[NewParagraph | RestoredParagraph, Site]]:
        """The paragraphs that can go in, with where; none goes between words that are struck."""
        return {
            index: (proposal.edit, site)
            for index, proposal in enumerate(proposals)
            if isinstance(proposal.edit, NewParagraph | RestoredParagraph)
            and (site := self._paragraphs.place_of(proposal.edit)) is not None
            and not any(one.start < site.offset < one.end for one in taken)
        }

    def _can_make(self, edit: Sequence[Replacement], taken: Sequence[Replacement]) -> bool:
        return all(self._runs.takes(one) and not any(_collide(one, other) for other in taken) for one in edit)

    def _replace(self, edit: Replacement) -> list[etree._Element]:
        struck = self._runs.strike(edit.start, edit.end) if edit.start < edit.end else []
        put = [self._runs.put(edit, struck)] if edit.text else []
        if struck:
            self._paragraphs.strike_marks(edit)
        return [*struck, *put]

    def anchors(self, proposals: Sequence[Proposal], made: Mapping[int, _Made]) -> list[Anchored]:
        """Where each remark hangs, from its first to its last word or change."""
        order = {one: index for index, one in enumerate(self._trace.package.document.iter())}
        return [self._anchored(proposal, made.get(index), order) for index, proposal in enumerate(proposals)]

    def _anchored(self, proposal: Proposal, made: _Made | None, order: Mapping[etree._Element, int]) -> Anchored:
        remark = proposal.remark if made else (*proposal.remark, *proposal.unedited)
        pieces = self._runs.within(proposal.start, proposal.end) if proposal.start < proposal.end else []
        around = [*(made.elements if made else ()), *(piece.element for piece in pieces)] or self._struck(
            proposal.revisions
        )
        if around:
            return Anchored(min(around, key=order.__getitem__), max(around, key=order.__getitem__), remark)
        near = self._runs.nearest(proposal.start)
        if near is not None:
            return Anchored(near.element, near.element, remark, point=near.start == proposal.start)
        words = next(self._trace.package.document.iter(W + "t", W + "delText"), None)
        if words is None:
            raise UnreadableDocument(_IN_THE_WAY)
        return Anchored(words, words, remark, point=True)

    def _struck(self, revisions: Sequence[str]) -> list[etree._Element]:
        """The elements whose words the tracked changes with these ids took out."""
        ranges = [self._trace.revisions[one] for one in revisions if one in self._trace.revisions]
        return [
            self._trace.sources[at].element
            for first, last in ranges
            for at in range(first, last + 1)
            if at in self._trace.sources and isinstance(self._trace.tokens[at], Text)
        ]


def _collide(left: Replacement, right: Replacement) -> bool:
    """Whether two edits want the same words or the same place."""
    if left.start == left.end or right.start == right.end:
        return left.start <= right.end and right.start <= left.end
    return left.start < right.end and right.start < left.end


def _reads_as_proposed(written: Written, proposals: Sequence[Proposal], before: Document, limits: Limits) -> bool:
    """Whether the file reads as before with all refused, and as proposed with all accepted."""
    try:
        after = read_docx(written.data, "", limits)
    except ExtractionError:
        return False
    expected = _accepted(before, [edit for _, edit in sorted(written.edits.items())])
    return (
        after.original_text == before.original_text
        and len(after.comments) == len(before.comments) + len(proposals)
        and _squeezed(after.text) == _squeezed(expected)
    )


def _accepted(before: Document, edits: Sequence[Edit]) -> str:
    """What stands there with the edits accepted, but for the white space between paragraphs."""
    struck_at = {revision.id: revision.span.start for revision in before.revisions}
    pieces: list[tuple[int, int, int, str]] = []
    text = before.text
    for index, edit in enumerate(edits):
        if isinstance(edit, NewParagraph):  # before what was struck behind the same block
            pieces.append((edit.after, 1, index, edit.heading + edit.text))
        elif isinstance(edit, RestoredParagraph):
            place = max(struck_at[one] for one in edit.revisions if one in struck_at)
            pieces.append((place, 2, index, edit.heading + edit.text))
        else:
            pieces += [(one.start, 0, index, one.text) for one in edit]
    ends = {one.start: one.end for edit in edits if isinstance(edit, tuple) for one in edit}
    for start, rank, _, words in sorted(pieces, reverse=True):
        text = text[:start] + words + text[start if rank else ends[start] :]
    return text


def _squeezed(text: str) -> str:
    return "".join(shown(text).split())


def _style_ids(styles: etree._Element | None) -> frozenset[str]:
    if styles is None:
        return frozenset()
    return frozenset(value(style, "styleId") or "" for style in styles.iterchildren(W + "style"))


def _free_comment_id(comments: etree._Element | None, trace: Trace) -> int:
    """One more than the largest number of a comment, in its part or in the text."""
    marks = trace.package.document.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
    told = [*marks, *(() if comments is None else comments.iterchildren(W + "comment"))]
    numbers = [int(text) for one in told if (text := value(one, "id") or "").isdecimal() and len(text) < 10]
    return max(numbers, default=-1) + 1
