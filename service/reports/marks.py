"""Cuts the contract's words into pieces at every place where a revision, deviation or comment begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from clause_library.types import SEVERITIES, Deviation, Review, Severity
from extractor.types import Comment, Revision
from service.reports.summary import clauses_by_id, revisers
from service.reports.wording import moment, one_line, visible


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under one set of marks, or words that a revision struck here.

    ``author`` counts the document's authors from 1, 0 for nobody. ``anchors`` are the ids that begin at the piece,
    ``deviations`` the ids of those that cover it and ``ends`` of those that end with it. ``whole`` marks a struck piece
    that was a paragraph of its own.
    """

    text: str
    change: Literal["", "inserted", "deleted"] = ""
    moved: bool = False
    whole: bool = False
    author: int = 0
    note: str = ""
    severity: Severity | None = None
    deviations: tuple[str, ...] = ()
    commented: bool = False
    anchors: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What covers the words from one cut to the next."""

    insertion: Revision | None = None
    deviations: tuple[Deviation, ...] = ()
    commented: bool = False


Mark = Revision | Deviation | Comment
T = TypeVar("T", Revision, Deviation)


class Marks:
    """Everything that is marked in the accepted text of a review."""

    def __init__(self, review: Review) -> None:
        """Sort the marks of ``review`` by place."""
        document = review.document
        self._text = document.text
        self._lines = f"\n{document.original_text}\n"
        self._authors = {name: index for index, name in enumerate(revisers(review), start=1)}
        self._deletions: dict[int, list[Revision]] = defaultdict(list)
        for revision in document.revisions:
            if not len(revision.span) and revision.text:
                self._deletions[revision.span.start].append(revision)
        self._causes: dict[str, list[Deviation]] = defaultdict(list)
        for deviation in review.deviations:
            for revision_id in deviation.revisions:
                self._causes[revision_id].append(deviation)
        self._anchors = _anchors(review)
        begins, ends = _edges(review)
        self._cuts = sorted({*self._anchors, *self._deletions, *begins, *ends})
        self._states = _swept(self._cuts, begins, ends)

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of ``[start, end)``, a paragraph or a cell, with what was struck at its end."""
        inside = self._cuts[bisect_left(self._cuts, start) : bisect_left(self._cuts, end + 1)]
        places = sorted({start, *inside, end})
        for place, following in zip(places, [*places[1:], end], strict=True):
            anchors = tuple(self._anchors.get(place, ()))
            for revision in self._deletions.get(place, ()):
                yield self._struck(revision, anchors)
                anchors = ()
            if place < following or anchors:
                yield self._kept(place, following, anchors)

    def _struck(self, revision: Revision, anchors: tuple[str, ...]) -> Piece:
        moved = revision.kind == "move_from"
        deviations = self._causes.get(revision.id, [])
        return Piece(
            text=visible(revision.text),
            change="deleted",
            moved=moved,
            whole=self._was_paragraph(revision),
            author=self._authors.get(revision.author or "", 0),
            note=_note("Moved away" if moved else "Struck", revision),
            severity=_worst(deviations),
            deviations=tuple(one.id for one in deviations),
            anchors=anchors,
            ends=tuple(one.id for one in deviations if one.start == one.end and one.revisions[-1] == revision.id),
        )

    def _was_paragraph(self, revision: Revision) -> bool:
        before, behind = revision.original_span.start, revision.original_span.end + 1
        return self._lines[before] == "\n" == self._lines[behind]

    def _kept(self, start: int, end: int, anchors: tuple[str, ...]) -> Piece:
        index = bisect_right(self._cuts, start) - 1
        state = self._states[index] if index >= 0 and start < end else _State()
        insertion = state.insertion
        moved = insertion is not None and insertion.kind == "move_to"
        return Piece(
            text=visible(self._text[start:end]),
            change="inserted" if insertion else "",
            moved=moved,
            author=self._authors.get(insertion.author or "", 0) if insertion else 0,
            note=_note("Moved here" if moved else "Inserted", insertion) if insertion else "",
            severity=_worst(state.deviations),
            deviations=tuple(one.id for one in state.deviations),
            commented=state.commented,
            anchors=anchors,
            ends=tuple(one.id for one in state.deviations if _end(one) == end),
        )


def _edges(review: Review) -> tuple[dict[int, list[Mark]], dict[int, list[Mark]]]:
    """The marks by where they begin and by where they end; those that cover no words are left out."""
    begins: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, list[Mark]] = defaultdict(list)
    placed: list[Revision | Comment] = [*review.document.revisions, *review.document.comments]
    for one in placed:
        if len(one.span):
            begins[one.span.start].append(one)
            ends[one.span.end].append(one)
    for deviation in review.deviations:
        if deviation.start < deviation.end:
            begins[deviation.start].append(deviation)
            ends[_end(deviation)].append(deviation)
    return begins, ends


def _swept(cuts: Sequence[int], begins: dict[int, list[Mark]], ends: dict[int, list[Mark]]) -> list[_State]:
    """What covers the words behind each cut: one sweep, however many marks a hostile file has."""
    insertions: dict[str, Revision] = {}
    deviations: dict[str, Deviation] = {}
    commented = 0
    states = []
    for cut in cuts:
        for mark, step in [*((one, -1) for one in ends.get(cut, ())), *((one, 1) for one in begins.get(cut, ()))]:
            if isinstance(mark, Comment):
                commented += step
            elif isinstance(mark, Revision):
                _step(insertions, mark, step)
            else:
                _step(deviations, mark, step)
        states.append(_State(next(iter(insertions.values()), None), tuple(deviations.values()), commented > 0))
    return states


def _step(active: dict[str, T], mark: T, step: int) -> None:
    """Take ``mark`` in or out."""
    if step > 0:
        active[mark.id] = mark
    else:
        active.pop(mark.id, None)


def _anchors(review: Review) -> dict[int, list[str]]:
    """The ids under which places are jumped to."""
    anchors: dict[int, list[str]] = defaultdict(list)
    for deviation in review.deviations:
        if deviation.kind != "missing_clause":
            anchors[deviation.start].append(f"at-{deviation.id}")
    for index, field in enumerate(review.fields, start=1):
        anchors[field.start].append(f"field-{index}")
    for index, finding in enumerate(review.findings, start=1):
        for place, evidence in enumerate(finding.evidence, start=1):
            anchors[evidence.start].append(f"finding-{index}-{place}")
    for index, extra in enumerate(review.extra, start=1):
        anchors[extra.start].append(f"extra-{index}")
    for clause in clauses_by_id(review).values():
        anchors[clause.extent.start].append(f"clause-{clause.id}")
    return anchors


def _end(deviation: Deviation) -> int:
    """Where its words end, without the white space behind them."""
    return deviation.start + max(len(deviation.quote.rstrip()), 1)


def _worst(deviations: Sequence[Deviation]) -> Severity | None:
    return max((deviation.severity for deviation in deviations), key=SEVERITIES.index, default=None)


def _note(what: str, revision: Revision) -> str:
    by = f"{what} by {one_line(revision.author)}" if revision.author else what
    return ", ".join(part for part in (by, moment(revision.date)) if part)
