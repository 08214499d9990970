"""What a document *is*: the values that reading, segmentation and field extraction hand on.

Everything here is frozen and imports nothing of ours. Offsets are half-open, 0-based code points into
``Document.text`` (the accepted text) unless a name says ``original``; pages and paragraphs count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

RevisionKind = Literal["insertion", "deletion", "move_from", "move_to"]
BlockKind = Literal["paragraph", "heading", "table_row"]
ClausePart = Literal["front", "body", "exhibit", "signature"]
MarginKind = Literal[
    "header", "footer", "page_number", "line_number", "stamp", "signature", "mail", "comparison", "balloon"
]
Lost = Literal["lower_precedence", "less_specific", "less_plain", "stated_later"]
"""Why a statement does not count, as docs/fields.md explains it."""
FieldValue = str | int | float | bool | None | dict[str, Any] | list[Any]
"""A plain JSON value; what each field's parts are called stands in docs/fields.md."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range ``[start, end)``, ``0 <= start <= end``; empty where nothing is left to point at."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; an empty span overlaps where it lies inside or touches."""
        if len(self) == 0 or len(other) == 0:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that reading could not do fully; a result with problems is never a plain success."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class CellParagraph:
    """A paragraph inside a table cell, with the automatic number that Word displays before it."""

    span: Span
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table row of the accepted text.

    ``label`` is the automatic number as Word displays it (``8.2(b)``), never part of the text; typed numbers stay in
    the text. ``level`` is the 0-based list or outline level. A table row's ``cells`` are spans into the text, in
    column order; in the text the cells are joined by one tab. ``paragraphs`` are those of its cells, given where a cell
    has several or a number stands inside the row; ``label`` is then the first one's. ``table`` counts tables from 1;
    ``indent`` is the left edge in points where the format tells it.
    """

    span: Span
    kind: BlockKind = "paragraph"
    label: str | None = None
    level: int | None = None
    style: str | None = None
    page: int | None = None
    indent: float | None = None
    bold: bool = False
    table: int | None = None
    cells: tuple[Span, ...] = ()
    paragraphs: tuple[CellParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change; ``id`` is unique in its document. A move is two revisions with one ``move_id``.

    ``span`` is its place in the accepted text (empty, at the point of removal, for ``deletion`` and ``move_from``);
    ``original_span`` its place in the original text (empty for ``insertion`` and ``move_to``).
    ``date`` is ISO 8601 as the file has it, which in Word is local time; ``date_utc`` the same moment where the file
    states that too. ``paragraph`` counts ``Document.blocks`` from 1. ``superseded`` marks words that were put in and
    struck out again: neither text holds them, both spans are empty. For every other revision its text stands at its
    span.
    """

    id: str
    kind: RevisionKind
    text: str
    span: Span
    original_span: Span
    author: str | None = None
    date: str | None = None
    paragraph: int | None = None
    move_id: str | None = None
    superseded: bool = False
    date_utc: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A margin comment, with the words it hangs on; ``parent`` is the id of the comment that it answers.

    Dates are as in a revision.
    """

    id: str
    text: str
    span: Span
    quote: str
    author: str | None = None
    initials: str | None = None
    date: str | None = None
    parent: str | None = None
    resolved: bool | None = None
    paragraph: int | None = None
    date_utc: str | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """Words that belong to the file but not to the body of the contract, and so stand in no text.

    ``page`` is the first page that shows them, None where the format has no pages or all show them. ``text`` is what
    stands there with its tracked changes taken, ``original`` with them refused, None where there are none. Places of
    its ``revisions`` count in these two; they have no ``paragraph``, and are none of the document's.
    """

    kind: MarginKind
    text: str
    page: int | None = None
    original: str | None = None
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class FormChanges:
    """How many places of the file one person changed in form only (fonts, indents, numbering, widths), tracked."""

    author: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference that the file keeps as a field: the words shown, and the block (from 1) that it leads to."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page whose words were read from its picture (OCR); ``confidence`` in [0, 1] is the mean over its characters."""

    page: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it came in.

    ``text`` is the accepted text and ``original_text`` the text with all revisions refused; in both, blocks are
    joined by one newline. ``name`` is for display only and never a path. ``pages`` is None where the format has none.
    ``hidden`` are the words of the text that the author's program does not show. ``form_changes`` are the tracked
    changes that touch no word, by author.
    """

    sha256: str
    name: str
    media_type: str
    text: str
    original_text: str
    blocks: tuple[Block, ...]
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    pages: int | None = None
    problems: tuple[Problem, ...] = ()
    margins: tuple[Margin, ...] = ()
    references: tuple[Reference, ...] = ()
    hidden: tuple[Span, ...] = ()
    recognised: tuple[RecognisedPage, ...] = ()
    form_changes: tuple[FormChanges, ...] = ()

    def quote(self, span: Span) -> str:
        """The words at ``span`` in the accepted text."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that a statement rests on: ``document.text[start:end] == quote``.

    ``clause`` is the ``Clause.id`` that holds them. ``page`` is set for paged formats, ``paragraph`` (a count of
    ``Document.blocks`` from 1) for all.
    """

    quote: str
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    clause: str | None = None

    @property
    def span(self) -> Span:
        """The place as a span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Clause:
    """One provision: a node in the tree of articles, sections and sub-clauses.

    ``number`` is the full number as a reader would cite it (``8.2(b)``), None where the clause has none; ``heading``
    its heading without number, ``""`` where none. ``text`` is its own wording without number and heading and without
    its children's: ``document.text[span.start:span.end] == text``. ``extent`` runs from its number or heading to the
    end of its last descendant. ``id`` is unique in the contract and stable for equal input.
    """

    id: str
    number: str | None
    heading: str
    text: str
    span: Span
    extent: Span
    level: int
    part: ClausePart = "body"
    page: int | None = None
    paragraph: int | None = None
    children: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """The clause and all its descendants, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def title(self) -> str:
        """How to name it to a person: number and heading, else its first words."""
        named = " ".join(part for part in (self.number, self.heading) if part)
        return named or " ".join(self.text.split()[:8])


@dataclass(frozen=True, slots=True)
class Contract:
    """A document split into clauses; ``clauses`` are the roots, in reading order."""

    document: Document
    clauses: tuple[Clause, ...] = field(default=())

    def walk(self) -> Iterator[Clause]:
        """All clauses, in reading order, parents before children."""
        for clause in self.clauses:
            yield from clause.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAlternative(Evidence):
    """Another value that the contract states for a field, and why it is not the field's; no field of its own.

    ``confidence``, ``method`` and ``derived_from`` are as in a field: how sure it is that its words say so.
    """

    value: FieldValue
    confidence: float
    method: str
    lost: Lost
    derived_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Evidence):
    """One normalised fact with its evidence; names and values are listed in docs/fields.md.

    ``confidence`` is in [0, 1]. ``method`` names the rule that found it. ``derived_from`` says, in words, what a
    computed value was computed from; empty where it was read as it stands. ``alternatives`` are the other values that
    the contract states for a name of which it should have one, the likeliest first.
    """

    name: str
    value: FieldValue
    confidence: float
    method: str
    derived_from: tuple[str, ...] = ()
    alternatives: tuple[FieldAlternative, ...] = ()
