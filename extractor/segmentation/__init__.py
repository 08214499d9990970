"""Segmentation: a document in, its tree of clauses out.

Blocks become *units* (stretches that may start a clause), numbers among them are read by a grammar
(``numbering``) and believed only where a *sequence* bears them out; the *outline* opens and closes clauses in reading
order, and ``drafts`` freezes the result. One pass over the units: linear in the length of the document.
"""

from __future__ import annotations

from extractor.segmentation.drafts import Draft, finish
from extractor.segmentation.outline import Outline
from extractor.segmentation.parts import lay_out
from extractor.segmentation.places import clause_at, clauses_at, evidence_at
from extractor.segmentation.units import Unit, units_of
from extractor.types import Contract, Document

__all__ = ["clause_at", "clauses_at", "evidence_at", "segment"]

_OPENING_WORDS = 25


def segment(document: Document) -> Contract:
    """The clauses of ``document``, as a tree; a document without any words gives a contract without clauses."""
    units = list(units_of(document))
    layout = lay_out(document.text, units)
    roots = Outline(document, units, layout, layout.agreed).build()
    if not _has_body(roots):
        roots = Outline(document, units, layout, _opening(document.text, units, layout.contents)).build()
    return finish(document, roots)


def _has_body(roots: list[Draft]) -> bool:
    return any(root.part == "body" for root in roots)


def _opening(text: str, units: list[Unit], contents: tuple[bool, ...]) -> int:
    """The first paragraph of some length: without numbers and headings the provisions begin after it."""
    for index, unit in enumerate(units):
        if not contents[index] and text.count(" ", unit.start, unit.end) >= _OPENING_WORDS:
            return index if index + 1 < len(units) else -1
    return -1
