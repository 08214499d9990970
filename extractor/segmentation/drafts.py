"""A clause in the making, and its freezing into the tree that is handed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.segmentation.headings import clean
from extractor.types import Block, Clause, ClausePart, Contract, Document, Span

LONGEST_WHOLE_WORDS = 400
"""A clause with more words than that is parted at its paragraphs."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch that a clause took in after its first one. ``whole``: it could stand by itself; ``apart``: it does."""

    start: int
    end: int
    index: int
    block: Block
    whole: bool
    apart: bool = False


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
    paragraphs: list[Paragraph] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)

    @property
    def wordless(self) -> bool:
        """Whether it has neither wording nor children yet."""
        return self.text_start >= self.end and not self.children

    def take(self, paragraph: Paragraph) -> None:
        """Let its wording run on over ``paragraph``."""
        self.end = max(self.end, paragraph.end)
        self.paragraphs.append(paragraph)


def finish(document: Document, roots: Iterable[Draft]) -> Contract:
    """The contract that the drafts make."""
    roots = tuple(roots)
    for root in roots:
        _part_paragraphs(document.text, root)
    names = _Names()
    return Contract(document, tuple(_freeze(document.text, root, 0, names) for root in roots))


def _part_paragraphs(text: str, draft: Draft) -> None:
    """Give the paragraphs of an overlong clause clauses of their own, below it: no reader takes it in at once.

    What stands apart, the same words in another language, has one in any case.
    """
    for child in draft.children:
        _part_paragraphs(text, child)
    if draft.part not in ("body", "exhibit"):
        return
    overlong = text.count(" ", draft.text_start, draft.end) > LONGEST_WHOLE_WORDS
    parted: list[Draft] = []
    for paragraph in draft.paragraphs:
        if paragraph.apart or (overlong and paragraph.whole):
            parted.append(
                Draft(
                    paragraph.start, paragraph.start, paragraph.end, paragraph.index, paragraph.block, part=draft.part
                )
            )
        elif parted:
            parted[-1].end = paragraph.end
    if parted:
        draft.end = max(draft.text_start, parted[0].start)
        draft.children[:0] = parted


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
