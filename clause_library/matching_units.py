"""Cuts a contract into the pieces that are matched: one provision each, and sentence windows of long ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.normalize import Roles, Wording, wording
from clause_library.tracked import Tracked
from extractor.types import Clause, Contract, Span

LONG_CLAUSE_TOKENS = 80
"""Above this a clause may hold several concepts (cap, exclusion and carve-outs in one section)."""

WINDOW_TOKENS = 14
"""Sentences shorter than this say too little alone and are matched together with the next one."""

_LIST_ITEM_WORDS = 60
_LIST_WORDS = 250
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


def units_of(contract: Contract, tracked: Tracked, roles: Roles) -> tuple[Unit, ...]:
    """The provisions of a contract, in reading order; table rows, signatures and bare headings are none."""
    return tuple(unit for root in contract.clauses for unit in _units_under(root, "", contract, tracked, roles))


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


def _units_under(
    clause: Clause, heading_above: str, contract: Contract, tracked: Tracked, roles: Roles
) -> Iterator[Unit]:
    if clause.part == "signature":
        return
    heading = clause.heading or heading_above
    folded = _folds_children(clause)
    if clause.text.strip() and not _is_table_row(clause, contract):
        listed = [item for child in clause.children for item in child.walk()] if folded else []
        spans = tuple(item.span for item in (clause, *listed) if len(item.span))
        text = contract.document.text
        before = tracked.original_words(spans)
        yield Unit(
            clause,
            spans,
            heading,
            bool(clause.heading),
            wording(text, roles, spans),
            None if before is None else wording(before, roles),
        )
    if not folded:
        for child in clause.children:
            yield from _units_under(child, heading, contract, tracked, roles)


def _folds_children(clause: Clause) -> bool:
    """Whether the children are items of a list that this clause's sentence introduces."""
    if not clause.text.strip() or not clause.children:
        return False
    items = [item for child in clause.children for item in child.walk()]
    sizes = [len(item.text.split()) for item in items]
    no_headings = not any(item.heading for item in items)
    return no_headings and max(sizes) <= _LIST_ITEM_WORDS and sum(sizes) <= _LIST_WORDS


def _is_table_row(clause: Clause, contract: Contract) -> bool:
    blocks = contract.document.blocks
    number = clause.paragraph
    return number is not None and 1 <= number <= len(blocks) and blocks[number - 1].kind == "table_row"


def _sentences(unit: Unit) -> Iterator[Span]:
    for span in unit.spans:
        start = span.start
        for end in _SENTENCE_END.finditer(unit.wording.text, span.start, span.end):
            yield Span(start, end.end())
            start = end.end()
        if start < span.end:
            yield Span(start, span.end)
