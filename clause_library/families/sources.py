"""One document of a family as the rules read it: plain text, places, and how to name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from clause_library.families.types import Passage
from clause_library.places import trimmed
from clause_library.types import Review
from extractor.fields.phrasing import plain_lines
from extractor.segmentation import clauses_at
from extractor.types import Clause, Field, Span

_SENTENCE_END = re.compile(
    r"(?<!\bNo)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\bSec)(?<!\d)(?<!\b[A-Z])[.;][\"')]{0,2}\s{1,20}(?=[A-Z(\"\[])|\n"
)
_SENTENCE_CHARS = 1_500


class Source:
    """A reviewed document under its id in the family. ``plain`` has straight quotes, and the offsets of ``text``."""

    def __init__(self, id: str, review: Review) -> None:
        """Keep what is given."""
        self.id = id
        self.review = review
        self.text = review.document.text

    @cached_property
    def plain(self) -> str:
        """The text with straight quotes, plain hyphens and blanks; line breaks stay."""
        return plain_lines(self.text)

    @property
    def clauses(self) -> Sequence[Clause]:
        """The outermost clauses."""
        return self.review.clauses

    def fields(self, name: str) -> tuple[Field, ...]:
        """The fields of that name."""
        return tuple(field for field in self.review.fields if field.name == name)

    def passage(self, span: Span) -> Passage:
        """The words at ``span`` with their place."""
        line = self.line(span.start)
        clause = line[-1] if line else None
        return Passage(
            quote=self.text[span.start : span.end],
            start=span.start,
            end=span.end,
            page=None if clause is None else clause.page,
            paragraph=None if clause is None else self._paragraph(clause, span.start),
            clause=None if clause is None else clause.id,
            member=self.id,
            where=_place_name(line),
        )

    def _paragraph(self, clause: Clause, offset: int) -> int | None:
        """The count of the paragraph at ``offset``, which lies in ``clause``: paragraphs are joined by one newline."""
        if clause.paragraph is None:
            return None
        return clause.paragraph + self.text.count("\n", clause.extent.start, max(clause.extent.start, offset))

    def line(self, offset: int) -> list[Clause]:
        """The clauses that hold ``offset``, from the outermost inwards."""
        return clauses_at(self.clauses, offset)

    def sentence(self, offset: int) -> Span:
        """The sentence around ``offset``, inside its line."""
        return sentence_at(self.plain, offset)


def sentence_at(text: str, offset: int) -> Span:
    """The sentence of a plain text around ``offset``, inside its line and without white space at its ends."""
    start, end = max(0, offset - _SENTENCE_CHARS), min(len(text), offset + _SENTENCE_CHARS)
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.end() <= offset:
            start = stop.end()
        else:
            end = stop.start() + 1
            break
    return trimmed(text, Span(start, end))


def _place_name(line: Sequence[Clause]) -> str:
    """``section 4.2``, ``Exhibit A, 2``, ``the opening``, else the heading; ``""`` where nothing has a name."""
    number = next((clause.number for clause in reversed(line) if clause.number), None)
    if number:
        return number if number[0].isalpha() and len(number) > 1 else f"section {number}"
    if not line:
        return ""
    names = {"front": "the opening", "signature": "the signatures"}
    heading = line[-1].heading or line[0].heading
    return names.get(line[0].part, f"“{heading}”" if heading else "")
