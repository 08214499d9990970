"""The accepted text over the runs that hold it: cutting runs at a place, striking words and putting words in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from extractor.readers.docx.tracing import Place, Trace, raw_offset
from extractor.readers.docx.xml import MC, M, W
from extractor.writers.docx.markup import SPACE, Pen, as_deleted, run, run_properties
from extractor.writers.docx.orders import Replacement

_INSERTION = W + "ins"
_AROUND_RUNS = frozenset(W + name for name in ("ins", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent"))
"""What may stand between a paragraph and a run that is edited; moved words stay as they are, or their pair breaks."""
_IN_RUNS = frozenset(
    W + name
    for name in (
        "rPr", "t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak",
    )
)  # fmt: skip
"""What a run may hold besides words when it is struck; notes, fields and pictures are not taken along unasked."""
_BOUND_CONTROLS = tuple(
    W + name for name in ("lock", "dataBinding", "dropDownList", "comboBox", "date", "picture", "docPartObj")
)
"""A content control with one of these takes no edits, or its words come from elsewhere."""
_NOT_AROUND_PARAGRAPHS = frozenset({W + "txbxContent", W + "ins", W + "moveTo", MC + "AlternateContent"})


@dataclass(slots=True)
class Piece:
    """Words ``[start, end)`` of the accepted text in one element; ``lead`` as in ``Place``."""

    start: int
    end: int
    element: etree._Element
    lead: int
    editable: bool

    @property
    def run(self) -> etree._Element:
        """The run that holds it now."""
        parent = self.element.getparent()
        assert parent is not None
        return parent


class RunMap:
    """The pieces of a traced document, in order."""

    def __init__(self, trace: Trace, pen: Pen) -> None:
        """Lay the map of ``trace``; write with ``pen``."""
        self.text = trace.accepted.text
        self.pieces = [
            Piece(place.start, place.end, place.element, place.lead, _is_editable(place)) for place in trace.places()
        ]
        self._starts = [piece.start for piece in self.pieces]
        self._pen = pen

    def within(self, start: int, end: int) -> list[Piece]:
        """The pieces that share a character with ``[start, end)``."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.pieces[first].end <= start:
            first += 1
        return self.pieces[first : bisect_left(self._starts, end)]

    def before(self, offset: int) -> Piece | None:
        """The piece that holds the character before ``offset``."""
        found = self.within(offset - 1, offset) if offset else []
        return found[0] if found else None

    def after(self, offset: int) -> Piece | None:
        """The piece that holds the character at ``offset``."""
        found = self.within(offset, offset + 1)
        return found[0] if found else None

    def nearest(self, offset: int) -> Piece | None:
        """The piece that begins at ``offset`` or last before it, else the first; None where there is none."""
        return self.pieces[max(0, bisect_right(self._starts, offset) - 1)] if self.pieces else None

    def takes(self, edit: Replacement) -> bool:
        """Whether the edit can be made without touching anything but words that stand freely in paragraphs."""
        if edit.start == edit.end:
            return _neighbour(self, edit.start) is not None
        pieces = self.within(edit.start, edit.end)
        if not pieces or not all(piece.editable for piece in pieces):
            return False
        edges = [edit.start, *(place for piece in pieces for place in (piece.start, piece.end)), edit.end]
        gaps = [self.text[max(left, edit.start) : min(right, edit.end)] for left, right in _between(edges)]
        if any(gap not in ("", "\n") for gap in gaps):
            return False
        paragraphs = list(dict.fromkeys(paragraph_of(piece.element) for piece in pieces))
        emptied = [one for one in (paragraphs[1:] if edit.text else paragraphs) if self.covers(edit, one)]
        if not all(_holds_words_alone(one) for one in emptied):
            return False  # a number or picture would be left over
        return len({one.getparent() for one in paragraphs}) == 1

    def covers(self, edit: Replacement, paragraph: etree._Element) -> bool:
        """Whether no word of a paragraph, some of which the edit changes, is outside of the edit."""
        near = (self.before(edit.start), self.after(edit.end))
        return not any(piece is not None and paragraph_of(piece.element) is paragraph for piece in near)

    def cut(self, offset: int) -> None:
        """Part the run that goes over ``offset``, unless it is one that is not touched."""
        index = bisect_left(self._starts, offset) - 1
        if index < 0 or not self.pieces[index].editable:
            return
        piece = self.pieces[index]
        if piece.end > offset:
            self._part(index, offset)
        elif piece.end < offset:
            return
        following = self.pieces[index + 1 : index + 2]
        if following and following[0].run is piece.run:
            _divide(following[0].element, self._pen)

    def _part(self, index: int, offset: int) -> None:
        piece = self.pieces[index]
        words = piece.element
        at = raw_offset(words, piece.lead + offset - piece.start)
        behind = etree.Element(words.tag)
        raw = words.text or ""
        words.text, behind.text = raw[:at], raw[at:]
        for half in (words, behind):
            half.set(SPACE, "preserve")
        words.addnext(behind)
        self.pieces.insert(index + 1, Piece(offset, piece.end, behind, 0, piece.editable))
        self._starts.insert(index + 1, offset)
        piece.end = offset

    def strike(self, start: int, end: int) -> list[etree._Element]:
        """Put deletions of ours around the words, whose runs were cut at both ends; inside the insertions of others."""
        runs = dict.fromkeys(piece.run for piece in self.within(start, end))
        made: list[etree._Element] = []
        for one in runs:
            as_deleted(one)
            if made and made[-1].getnext() is one:
                made[-1].append(one)
                continue
            deletion = self._pen.change("del")
            one.addprevious(deletion)
            deletion.append(one)
            made.append(deletion)
        return made

    def put(self, edit: Replacement, struck: Sequence[etree._Element]) -> etree._Element:
        """An insertion of ours behind what was ``struck`` for it, or at its place between runs that were cut there."""
        insertion = self._pen.change("ins")
        insertion.append(run(edit.text, self._looks(edit, struck)))
        if struck:  # in the first of several paragraphs, whose mark stays
            first = paragraph_of(struck[0])
            last = next(one for one in reversed(struck) if paragraph_of(one) is first)
            _put_behind(last, insertion, self._pen)
            return insertion
        found = _neighbour(self, edit.start)
        assert found is not None
        piece, behind = found
        if behind:
            _put_behind(piece.run, insertion, self._pen)
        else:
            _put_before(piece.run, insertion, self._pen)
        return insertion

    def _looks(self, edit: Replacement, struck: Sequence[etree._Element]) -> etree._Element | None:
        """Those of most of the struck words, else of the word before."""
        chars: Counter[int] = Counter()
        runs = [one for deletion in struck for one in deletion.iterchildren(W + "r")]
        for index, one in enumerate(runs):
            chars[index] += sum(len(words.text or "") for words in one.iterchildren(W + "delText"))
        if runs:
            return run_properties(runs[chars.most_common(1)[0][0]])
        near = self.before(edit.start) or self.after(edit.start)
        return None if near is None else run_properties(near.run)


def paragraph_of(element: etree._Element) -> etree._Element:
    """The paragraph that ``element`` stands in.

    :raises ValueError: when it stands in none.
    """
    for ancestor in element.iterancestors(W + "p"):
        return ancestor
    raise ValueError("words outside of a paragraph")


def takes_edits(control: etree._Element) -> bool:
    """Whether the words of a content control are its own and free."""
    properties = control.find(W + "sdtPr")
    return properties is None or next(properties.iterchildren(*_BOUND_CONTROLS), None) is None


def _is_editable(place: Place) -> bool:
    run = place.element.getparent()
    if place.in_field or run is None or run.tag != W + "r" or any(str(child.tag) not in _IN_RUNS for child in run):
        return False
    parent = run.getparent()
    while parent is not None and parent.tag in _AROUND_RUNS:
        if parent.tag == W + "sdt" and not takes_edits(parent):
            return False
        parent = parent.getparent()
    return parent is not None and parent.tag == W + "p" and _stands_freely(parent)


def _stands_freely(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in the body or in a cell of it, and not in a box or a control that is bound."""
    for ancestor in paragraph.iterancestors():
        if ancestor.tag in _NOT_AROUND_PARAGRAPHS:
            return False
        if ancestor.tag == W + "sdt" and not takes_edits(ancestor):
            return False
    return True


def _holds_words_alone(paragraph: etree._Element) -> bool:
    """Whether a paragraph has nothing but words, those that others struck aside."""
    standing = (one for one in paragraph.iter(W + "r", M + "r") if next(one.iterancestors(W + "del"), None) is None)
    return all(child.tag in _IN_RUNS or child.tag == W + "commentReference" for one in standing for child in one)


def _neighbour(runs: RunMap, offset: int) -> tuple[Piece, bool] | None:
    """The piece beside which words may go in at ``offset``, and whether they go behind it.

    Before the next word is behind whatever was struck in between; but only in one paragraph with the word before.
    """
    left, right = runs.before(offset), runs.after(offset)
    together = left is not None and right is not None and paragraph_of(left.element) is paragraph_of(right.element)
    if right is not None and right.editable and (left is None or together):
        return right, False
    if left is not None and left.editable:
        return left, True
    return None


def _between(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches before, between and behind pieces, of their edges in a row."""
    return (pair for index, pair in enumerate(pairwise(edges)) if index % 2 == 0)


def _divide(first: etree._Element, pen: Pen) -> None:
    """Part a run before ``first``, one of its children; both halves keep its looks."""
    whole = first.getparent()
    assert whole is not None
    behind = _like(whole)
    properties = whole.find(W + "rPr")
    if properties is not None:
        copied = deepcopy(properties)
        for change in copied.iterchildren(W + "rPrChange"):
            pen.renumber(change)
        behind.append(copied)
    for child in [first, *first.itersiblings()]:
        behind.append(child)
    whole.addnext(behind)


def _like(whole: etree._Element) -> etree._Element:
    """An element of the same name and attributes, with nothing in it."""
    made = etree.Element(whole.tag)
    for name, value in whole.attrib.items():
        made.set(name, value)
    return made


def _put_behind(place: etree._Element, insertion: etree._Element, pen: Pen) -> None:
    """Put ``insertion`` behind ``place``, out of insertions of others and behind what they struck there."""
    while (parent := place.getparent()) is not None and parent.tag == _INSERTION:
        if place.getnext() is not None:
            _split(parent, place, pen)
        place = parent
    while (following := place.getnext()) is not None and following.tag == W + "del":
        place = following
    place.addnext(insertion)


def _put_before(place: etree._Element, insertion: etree._Element, pen: Pen) -> None:
    while (parent := place.getparent()) is not None and parent.tag == _INSERTION:
        previous = place.getprevious()
        if previous is not None:
            _split(parent, previous, pen)
            parent = place.getparent()
            assert parent is not None
        place = parent
    place.addprevious(insertion)


def _split(change: etree._Element, last: etree._Element, pen: Pen) -> None:
    """Part a tracked change of somebody's behind ``last``, so that ours can stand between its halves."""
    behind = _like(change)
    for child in list(last.itersiblings()):
        behind.append(child)
    pen.renumber(behind)
    change.addnext(behind)
