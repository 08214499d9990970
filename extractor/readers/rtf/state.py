"""What an RTF group inherits from the one around it: formatting, tracked changes, and where its words go."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from extractor.readers.docx.tokens import UNTRACKED, Change, Tracked
from extractor.readers.rtf.sink import Sink
from extractor.types import RevisionKind

MARKS = {
    "revised": ("revised", "on"), "revauth": ("revised", "author"), "revdttm": ("revised", "date"),
    "deleted": ("deleted", "on"), "revauthdel": ("deleted", "author"), "revdttmdel": ("deleted", "date"),
    "mvf": ("moved_from", "on"), "mvt": ("moved_to", "on"),
}  # fmt: skip
"""Control word to the mark that it switches, or gives an author or a date."""
MOVE_DETAILS = {"mvauth": "author", "mvdate": "date"}
MOVE_STARTS: dict[str, RevisionKind] = {"mvfmf": "move_from", "mvtmf": "move_to"}
MOVE_ENDS: dict[str, RevisionKind] = {"mvfme": "move_from", "mvtme": "move_to"}


@dataclass(slots=True)
class Mark:
    """One kind of tracked change, switched on or not: the author's place in the table, and the packed date."""

    on: bool = False
    author: int = 0
    date: int = 0


@dataclass(slots=True)
class State:
    """The properties in force. A group works on a copy, which its end throws away."""

    sink: Sink
    destination: str = "body"
    skip: bool = False
    revised: Mark | None = None
    deleted: Mark | None = None
    moved_from: Mark | None = None
    moved_to: Mark | None = None
    bold: bool = False
    hidden: bool = False
    font: int | None = None
    skip_after_unicode: int = 1
    style: int | None = None
    outline: int | None = None
    list_level: int | None = None
    in_table: bool = False
    indent_twips: int | None = None

    def copied(self) -> Self:
        """The state that a group opened here begins with."""
        return copy.copy(self)

    def mark(self, name: str) -> Mark:
        """The mark of that name, to be changed by this group alone."""
        own = copy.copy(getattr(self, name)) or Mark()
        setattr(self, name, own)
        return own

    def plain(self) -> None:
        """Take all character properties off."""
        self.revised = self.deleted = self.moved_from = self.moved_to = None
        self.bold = self.hidden = False
        self.font = None

    def new_paragraph(self) -> None:
        """Take all paragraph properties off."""
        self.style = self.outline = self.list_level = self.indent_twips = None
        self.in_table = False

    def tracked(self, change: Callable[[RevisionKind, Mark], Change]) -> Tracked:
        """The tracked changes in force."""
        tracked = UNTRACKED
        if self.revised is not None and self.revised.on:
            tracked = tracked.under(change("insertion", self.revised))
        if self.moved_to is not None and self.moved_to.on:
            tracked = tracked.under(change("move_to", self.moved_to))
        if self.moved_from is not None and self.moved_from.on:
            tracked = tracked.under(change("move_from", self.moved_from))
        if self.deleted is not None and self.deleted.on:
            tracked = tracked.under(change("deletion", self.deleted))
        return tracked
