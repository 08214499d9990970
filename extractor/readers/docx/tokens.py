"""What walking a Word document yields: a stream of tokens that stand for both the accepted and the original text.

A token is there in the accepted text unless it was deleted, and in the original text unless it was inserted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from extractor.types import RevisionKind


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change as the markup states it."""

    kind: RevisionKind
    id: str
    author: str | None
    date: str | None
    move_id: str | None = None
    date_utc: str | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """The changes around a place; both where somebody struck out what somebody had put in."""

    inserted: Change | None = None
    deleted: Change | None = None

    def under(self, change: Change) -> Tracked:
        """The state with ``change`` wrapped inside."""
        if change.kind in ("insertion", "move_to"):
            return Tracked(change, self.deleted)
        return Tracked(self.inserted, change)


UNTRACKED = Tracked()


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """What a paragraph looks like, as far as reading needs it.

    ``label`` is the automatic number that its author's program shows, ``level`` its list level.
    """

    style: str | None = None
    outline: int | None = None
    indent: float | None = None
    label: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words inside a paragraph."""

    text: str
    tracked: Tracked
    bold: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphEnd:
    """A paragraph mark. Without it (deleted or not yet inserted) the paragraph runs into the next one."""

    tracked: Tracked
    form: ParagraphForm
    in_cell: bool = False


@dataclass(frozen=True, slots=True)
class CellStart:
    """A table cell begins; the first one of a row begins the row."""

    tracked: Tracked


@dataclass(frozen=True, slots=True)
class RowEnd:
    """A table row ends."""

    tracked: Tracked
    table: int


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place over which no paragraph runs into the next: the edge of a table or of a text box."""

    tracked: Tracked = UNTRACKED


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment begins, ends or is referred to."""

    role: str
    comment: str
    tracked: Tracked = UNTRACKED


@dataclass(frozen=True, slots=True)
class Link:
    """A bookmark, or the beginning or end of the words that refer to one."""

    role: Literal["bookmark", "refers", "referred"]
    name: str
    tracked: Tracked = UNTRACKED


Token: TypeAlias = Text | ParagraphEnd | CellStart | RowEnd | Boundary | Anchor | Link
