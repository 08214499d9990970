"""Where the words of one RTF story go: body, a note, a header, a comment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.readers.docx.tokens import (
    UNTRACKED,
    Boundary,
    CellStart,
    ParagraphEnd,
    ParagraphForm,
    RowEnd,
    Text,
    Token,
    Tracked,
)


@dataclass(slots=True)
class Sink:
    """The tokens of one story, and the table row that is open in it."""

    next_table: Callable[[], int]
    tokens: list[Token] = field(default_factory=list)
    label: str | None = None
    """The number that the file shows before the paragraph at hand."""
    _table: int | None = None
    _row_open: bool = False
    _cell_open: bool = False
    _paragraph_at: int = 0

    @property
    def words(self) -> str:
        """All words, a line each paragraph: for stories that are no body."""
        return "".join(
            token.text if isinstance(token, Text) else "\n" if isinstance(token, ParagraphEnd) else ""
            for token in self.tokens
        ).strip()

    def add(self, token: Token, *, in_table: bool) -> None:
        """Words or an anchor, in the cell at hand where it stands in a table."""
        if in_table:
            self._enter_cell(len(self.tokens))
        else:
            self._leave_table()
        self.tokens.append(token)

    def end_paragraph(self, tracked: Tracked, form: ParagraphForm, *, in_table: bool) -> None:
        """A paragraph mark."""
        if in_table:
            self._enter_cell(len(self.tokens))
        else:
            self._leave_table()
        self.tokens.append(ParagraphEnd(tracked, form, in_cell=in_table))
        self._paragraph_at = len(self.tokens)
        self.label = None

    def end_cell(self, tracked: Tracked, form: ParagraphForm) -> None:
        """A cell mark; the paragraph before it stands in a cell whether or not it said so."""
        self._enter_cell(self._paragraph_at)
        self.end_paragraph(tracked, form, in_table=True)
        self._cell_open = False

    def end_row(self) -> None:
        """A row mark."""
        if self._row_open and self._table is not None:
            self.tokens.append(RowEnd(UNTRACKED, self._table))
        self._row_open = self._cell_open = False
        self._paragraph_at = len(self.tokens)

    def finish(self) -> None:
        """The story is over."""
        self._leave_table()
        if len(self.tokens) > self._paragraph_at:
            self.tokens.append(ParagraphEnd(UNTRACKED, ParagraphForm(label=self.label)))
        self.tokens.append(Boundary())
        self._paragraph_at = len(self.tokens)
        self.label = None

    def _enter_cell(self, at: int) -> None:
        if self._cell_open:
            return
        started: list[Token] = []
        if self._table is None:
            self._table = self.next_table()
            started.append(Boundary())
        started.append(CellStart(UNTRACKED))
        self.tokens[at:at] = started
        self._row_open = self._cell_open = True

    def _leave_table(self) -> None:
        if self._table is not None:
            self.end_row()
            self._table = None
            self.tokens.append(Boundary())
            self._paragraph_at = len(self.tokens)
