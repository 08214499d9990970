"""The contract as paragraphs and tables, with clause numbers, pages and all marks in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from clause_library.types import Review
from extractor.types import Clause
from service.reports.marks import Marks, Piece
from service.reports.summary import clauses_by_id

DEEPEST_LEVEL = 5
"""Indents beyond this one would leave no room for the words."""

TITLE_CHARS = 100
"""A longer paragraph in capitals is a conspicuous clause, not a title."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one table row when it has several ``cells``.

    ``label`` is the clause number where it is not part of the words; ``page`` is set where a new one begins.
    """

    cells: tuple[tuple[Piece, ...], ...]
    level: int
    heading: bool
    title: bool
    label: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs that follow each other, or the rows of one table."""

    table: bool
    paragraphs: tuple[Paragraph, ...]


def contract_parts(review: Review) -> tuple[Part, ...]:
    """The accepted text of ``review`` with everything that is marked in it, in reading order."""
    grouped = groupby(_paragraphs(review), key=lambda paragraph: len(paragraph.cells) > 1)
    return tuple(Part(table, tuple(paragraphs)) for table, paragraphs in grouped)


def _paragraphs(review: Review) -> Iterator[Paragraph]:
    text = review.document.text
    marks = Marks(review)
    clauses = _Starts(review)
    titles = {field.start for field in review.fields if field.name == "title" and "\n" not in field.quote}
    level, page, position = 0, None, 0
    for line in text.split("\n"):
        end = position + len(line)
        clause = clauses.first(position, end)
        turned = clause.page if clause and clause.page != page else None
        level, page = (min(clause.level, DEEPEST_LEVEL), clause.page or page) if clause else (level, page)
        cells = tuple(_cells(marks, line, position))
        struck = _struck_before(cells[0])
        if struck:
            yield Paragraph((cells[0][:struck],), level, heading=False, title=False, label="", page=None)
        yield Paragraph(
            cells=(cells[0][struck:], *cells[1:]),
            level=level,
            heading=clause is not None and _is_heading(clause, end),
            title=position in titles or (line.isupper() and len(line) <= TITLE_CHARS),
            label=_label(clause, text) if clause else "",
            page=turned,
        )
        position = end + 1


def _cells(marks: Marks, line: str, position: int) -> Iterator[tuple[Piece, ...]]:
    for cell in line.split("\t"):
        yield tuple(marks.pieces(position, position + len(cell)))
        position += len(cell) + 1


def _struck_before(pieces: Sequence[Piece]) -> int:
    """How many struck pieces at the beginning were paragraphs of their own, none where theirs was only rewritten."""
    struck = sum(1 for _ in takewhile(lambda piece: piece.whole, pieces))
    kept = pieces[struck:]
    return struck if kept and kept[0].change == "" else 0


class _Starts:
    """Finds the clause that begins in a paragraph."""

    def __init__(self, review: Review) -> None:
        by_place: dict[int, Clause] = {}
        for clause in clauses_by_id(review).values():
            by_place.setdefault(clause.extent.start, clause)  # of several the outermost, which comes first
        self._clauses = [by_place[place] for place in sorted(by_place)]
        self._places = sorted(by_place)

    def first(self, start: int, end: int) -> Clause | None:
        """The first clause that begins in ``[start, end]``."""
        index = bisect_left(self._places, start)
        return self._clauses[index] if index < len(self._places) and self._places[index] <= end else None


def _is_heading(clause: Clause, end: int) -> bool:
    """Whether the paragraph that ends at ``end`` holds the clause's heading and none of its words."""
    return bool(clause.heading) and (not clause.text or end <= clause.span.start)


def _label(clause: Clause, text: str) -> str:
    """The clause's number where Word counts it automatically, so that the text does not have it."""
    words = text[clause.extent.start : clause.extent.end].lstrip()
    automatic = words.startswith(clause.heading or clause.text[:20])
    return clause.number if clause.number and automatic else ""
