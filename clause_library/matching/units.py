"""Cuts a contract into the pieces that are matched: one provision each, and sentence windows of long ones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.places import trimmed
from clause_library.tracked_changes import TrackedChanges, split_heading
from clause_library.wording.normalize import Roles, Wording, wording
from extractor.types import Clause, Contract, Span

LONG_CLAUSE_TOKENS = 80
"""Above this a clause may hold several concepts (cap, exclusion and carve-outs in one section)."""

WINDOW_TOKENS = 14
"""Sentences shorter than this say too little alone and are matched together with the next one."""

_LIST_ITEM_WORDS = 60
_LIST_WORDS = 250
_CAPTION_WORDS = 8
_PROSE_CELL_WORDS = 20
_TITLED_PARAGRAPHS = 2
_SENTENCE_END = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bCo)(?<!\bNo)[.;:]['”\"’)]?\s+(?=[A-Z(“\"])|\n")


@dataclass(frozen=True, slots=True)
class Unit:
    """One provision, or words that tracked revisions took out (then ``clause`` is None and ``spans`` empty).

    ``heading`` is its own or, where it has none, the nearest one above it. ``original`` is its wording with the
    revisions inside it refused; None where there are none.
    """

    clause: Clause | None
    spans: tuple[Span, ...]
    heading: str
    own_heading: bool
    wording: Wording
    original: Wording | None = None


def units_of(contract: Contract, tracked: TrackedChanges, roles: Roles) -> tuple[Unit, ...]:
    """The provisions of a contract, in reading order; table rows, signatures and bare headings are none."""
    builder = _Builder(contract, tracked, roles)
    return tuple(unit for root in contract.clauses for unit in builder.under(root, ""))


def windows_of(unit: Unit) -> tuple[tuple[Span, ...], ...]:
    """The sentence windows of a long unit, in order; empty for a short one."""
    if len(unit.wording.tokens) <= LONG_CLAUSE_TOKENS:
        return ()
    starts = [token.start for token in unit.wording.tokens]
    windows: list[tuple[Span, ...]] = []
    open_spans: list[Span] = []
    for sentence in _sentences(unit):
        open_spans.append(sentence)
        size = bisect_left(starts, sentence.end) - bisect_left(starts, open_spans[0].start)
        if size >= WINDOW_TOKENS:
            windows.append(tuple(open_spans))
            open_spans = []
    if open_spans and windows:
        windows[-1] = (*windows[-1], *open_spans)
    return tuple(windows) if len(windows) > 1 else ()


class _Builder:
    """Makes the units of one contract."""

    def __init__(self, contract: Contract, tracked: TrackedChanges, roles: Roles) -> None:
        self._document = contract.document
        self._tracked = tracked
        self._roles = roles

    def under(self, clause: Clause, heading_above: str) -> Iterator[Unit]:
        """The units of a clause and of its descendants."""
        if clause.part == "signature":
            return
        own = self._own_span(clause)
        words = self._document.quote(own)
        run_in = (
            "" if clause.heading and len(clause.span) else split_heading(words)[0] if len(words.split()) > 8 else ""
        )
        heading = run_in or (clause.heading if len(clause.span) or clause.children else "")
        items, rest = self._list_items(clause, words)
        spans = tuple(part for span in (own, *items) for part in self._prose(span))
        provisions = () if items else self._titled_paragraphs(spans)
        for title, paragraphs in provisions:
            yield self._unit(clause, paragraphs, title or heading or heading_above, own_heading=bool(title or heading))
        if spans and not provisions:
            yield self._unit(clause, spans, heading or heading_above, own_heading=bool(heading))
        for child in rest:
            yield from self.under(child, heading or heading_above)

    def _unit(self, clause: Clause, spans: tuple[Span, ...], heading: str, *, own_heading: bool) -> Unit:
        before = self._tracked.original_words(spans)
        return Unit(
            clause,
            spans,
            heading,
            own_heading,
            wording(self._document.text, self._roles, spans),
            None if before is None else wording(before, self._roles),
        )

    def _titled_paragraphs(self, spans: tuple[Span, ...]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
        """The provisions of a clause in which several paragraphs have headings of their own; none where not."""
        lines = [line for span in spans for line in _lines(span, self._document.text)]
        titles = [split_heading(self._document.quote(line)) for line in lines]
        if sum(bool(title and rest) for title, rest in titles) < _TITLED_PARAGRAPHS:
            return ()
        found: list[tuple[str, tuple[Span, ...]]] = []
        for line, (title, rest) in zip(lines, titles, strict=True):
            if found and not (title and rest):
                found[-1] = (found[-1][0], (*found[-1][1], line))
            else:
                found.append((title if rest else "", (line,)))
        return tuple(found)

    def _own_span(self, clause: Clause) -> Span:
        """The clause's own words; a provision that is all heading says in it what it says."""
        if len(clause.span) or not (clause.heading and (not clause.children or split_heading(clause.heading)[1])):
            return clause.span
        start = self._document.text.find(clause.heading, clause.extent.start, clause.extent.end)
        return clause.span if start < 0 else Span(start, start + len(clause.heading))

    def _list_items(self, clause: Clause, words: str) -> tuple[list[Span], list[Clause]]:
        """The children that are short items of a list which ``words`` introduce, and the clauses that are none."""
        if not words.strip() or words.rstrip().endswith((".", "!", "?")):
            return [], list(clause.children)
        items: list[Span] = []
        rest: list[Clause] = []
        for child in clause.children:
            span = self._own_span(child)
            if not len(span) or len(self._document.quote(span).split()) > _LIST_ITEM_WORDS:
                rest.append(child)
                continue
            items.append(span)
            below, others = self._list_items(child, self._document.quote(span))
            items += below
            rest += others
        if sum(len(self._document.quote(span).split()) for span in items) > _LIST_WORDS:
            return [], list(clause.children)
        return items, rest

    def _prose(self, span: Span) -> Iterator[Span]:
        """``span`` without table rows and the captions right above them."""
        blocks = self._document.blocks
        first = max(0, bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1)
        start = span.start
        for number in range(first, len(blocks)):
            block = blocks[number]
            if block.span.start >= span.end:
                break
            if block.kind == "table_row" or self._is_caption(number):
                yield from _non_empty(start, min(block.span.start, span.end), self._document.text)
                # Whole provisions laid out in a table are prose all the same.
                yield from (cell for cell in block.cells if self._is_prose(cell) and span.covers(cell))
                start = max(start, block.span.end)
        yield from _non_empty(start, span.end, self._document.text)

    def _is_prose(self, cell: Span) -> bool:
        return len(self._document.quote(cell).split()) >= _PROSE_CELL_WORDS

    def _is_caption(self, number: int) -> bool:
        blocks = self._document.blocks
        if number + 1 >= len(blocks) or blocks[number + 1].kind != "table_row":
            return False
        words = self._document.quote(blocks[number].span)
        return len(words.split()) <= _CAPTION_WORDS and not words.rstrip().endswith((".", ":", ";"))


def _lines(span: Span, text: str) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        yield from _non_empty(start, end, text)
        start = end + 1


def _non_empty(start: int, end: int, text: str) -> Iterator[Span]:
    if start < end and text[start:end].strip():
        yield trimmed(text, Span(start, end))


def _sentences(unit: Unit) -> Iterator[Span]:
    for span in unit.spans:
        start = span.start
        for end in _SENTENCE_END.finditer(unit.wording.text, span.start, span.end):
            yield Span(start, end.end())
            start = end.end()
        if start < span.end:
            yield Span(start, span.end)
