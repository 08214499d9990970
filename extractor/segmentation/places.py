"""Where in the contract a place in the text is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.types import Block, Clause, Contract, Document, Evidence, Span


def clause_at(contract: Contract, offset: int) -> Clause | None:
    """The deepest clause whose extent holds ``offset``; None between and outside the clauses."""
    line = clauses_at(contract.clauses, offset)
    return line[-1] if line else None


def clauses_at(roots: Sequence[Clause], offset: int) -> list[Clause]:
    """All clauses of a tree whose extent holds ``offset``, from the outermost inwards."""
    found: list[Clause] = []
    level = roots
    while level:
        place = bisect_right(level, offset, key=_extent_start) - 1
        if place < 0 or offset >= level[place].extent.end:
            break
        found.append(level[place])
        level = level[place].children
    return found


def evidence_at(contract: Contract, span: Span) -> Evidence:
    """The words at ``span`` with page, paragraph and clause of where they start."""
    document = contract.document
    clause = clause_at(contract, span.start)
    place = paragraph_at(document, span.start)
    return Evidence(
        quote=document.quote(span),
        start=span.start,
        end=span.end,
        page=None if place is None else document.blocks[place - 1].page,
        paragraph=place,
        clause=None if clause is None else clause.id,
    )


def paragraph_at(document: Document, offset: int) -> int | None:
    """The 1-based count of the block that holds ``offset``; a newline belongs to the block before it."""
    place = bisect_right(document.blocks, offset, key=_block_start)
    return place or None


def _extent_start(clause: Clause) -> int:
    return clause.extent.start


def _block_start(block: Block) -> int:
    return block.span.start
