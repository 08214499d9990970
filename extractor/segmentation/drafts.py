"""A clause in the making, and its freezing into the tree that is handed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.segmentation.headings import clean
from extractor.types import Block, Clause, ClausePart, Contract, Document, Span


@dataclass(slots=True)
class Draft:
    """A clause in the making: its wording begins at ``text_start`` and its last own unit ends at ``end``."""

    start: int
    text_start: int
    end: int
    index: int
    block: Block
    number: str | None = None
    heading: str = ""
    part: ClausePart = "body"
    children: list[Draft] = field(default_factory=list)

    @property
    def wordless(self) -> bool:
        """Whether it has neither wording nor children yet."""
        return self.text_start >= self.end and not self.children

    def take(self, end: int) -> None:
        """Let its wording run on to ``end``."""
        self.end = max(self.end, end)


def finish(document: Document, roots: Iterable[Draft]) -> Contract:
    """The contract that the drafts make."""
    names = _Names()
    return Contract(document, tuple(_freeze(document.text, root, 0, names) for root in roots))


class _Names:
    """Gives out ids: the number, made unique by a count; unnumbered clauses are counted by part."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def give(self, draft: Draft) -> str:
        base = "-".join((draft.number or draft.part).lower().split())
        count = self._given[base] = self._given.get(base, 0) + 1
        if draft.number is None:
            return f"{base}~{count}"
        return base if count == 1 else f"{base}~{count}"


def _freeze(text: str, draft: Draft, level: int, names: _Names) -> Clause:
    identity = names.give(draft)
    children = tuple(_freeze(text, child, level + 1, names) for child in draft.children)
    start, end = _trim(text, draft.text_start, max(draft.text_start, draft.end))
    return Clause(
        id=identity,
        number=draft.number,
        heading=" ".join(clean(draft.heading).split()),
        text=text[start:end],
        span=Span(start, end),
        extent=Span(min(draft.start, start), children[-1].extent.end if children else end),
        level=level,
        part=draft.part,
        page=draft.block.page,
        paragraph=draft.index + 1,
        children=children,
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends; an empty one stays where it starts."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
