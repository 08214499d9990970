"""Which parts of a contract are provisions that no entry answers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from clause_library.deviations.case import Case
from clause_library.matching.matcher import Matching
from clause_library.matching.units import Unit
from extractor.types import Clause

_LEAST_TOKENS = 8
"""Fewer words are a heading or a line of a form."""
_PROVIDES = frozenset(
    "shall will must may is are agrees agree has have can warrants represents acknowledges grants assigns waives "
    "undertakes covenants guarantees indemnifies reserves owns bears pays".split()
)
_NO_PROVISION = re.compile(
    r"[\d\s.:;,]{0,12}(?:preamble\s{1,3})?(?:whereas\b|now,?\s{1,3}therefore\b|in\s{1,3}witness\s{1,3}whereof\b|recitals?\b|witnesseth\b"
    r"|(?:[\w'’-]{1,25}\s{1,3}){0,6}(?:shall\s{1,3}mean|means)\b|[*=\s]{0,12}(?:certain\s{1,3})?portions\s{1,3}of\s{1,3}this"
    r"|table\s{1,3}of\s{1,3}contents\b|[\"“][^\"”\n]{1,60}[\"”]\s{1,3}(?:means?|shall\s{1,3}mean|has\s{1,3}the\s{1,3}"
    r"meaning)|this\s{1,3}(?:\w{1,20}\s{1,3}){0,6}agreement\b[^.]{0,300}\bbetween\b)",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"\W{0,4}(?:\w{1,12}\s){0,2}(?:definitions?|defined terms|recitals?|background|interpretation|construction|preamble"
    r"|whereas)\b(?!\s(?:checks?|screening))",
    re.IGNORECASE,
)


def uncovered(case: Case, matching: Matching) -> Iterator[tuple[Unit, ...]]:
    """The units of each provision that was matched to nothing, in reading order.

    Items of one list are one provision with what introduces them, and none of their own where that is matched.
    """
    above = {child.id: clause for clause in case.contract.walk() for child in clause.children}
    covered = {match.unit.clause.id for match in matching.matched if match.unit.clause is not None}
    has_body = any(clause.part == "body" for clause in case.contract.clauses)
    groups: dict[str, list[Unit]] = {}
    for unit in matching.unmatched:
        if unit.clause is None or (has_body and unit.clause.part == "front"):
            continue
        head = _head(unit.clause, above)
        if head is unit.clause or head.id not in covered:
            groups.setdefault(head.id, []).append(unit)
    text = case.contract.document.text
    yield from (tuple(units) for units in groups.values() if _provides(units, text))


def _head(clause: Clause, above: Mapping[str, Clause]) -> Clause:
    """The clause of which it is an item: the nearest above that is none of a list."""
    while clause.number and "(" in clause.number and clause.id in above:
        clause = above[clause.id]
    return clause


def _provides(units: list[Unit], text: str) -> bool:
    """Whether it says what shall be; a heading, a recital and a definition do not."""
    said = [token.reads for unit in units for token in unit.wording.tokens]
    if len(said) < _LEAST_TOKENS or _PROVIDES.isdisjoint(said):
        return False
    return not (_NO_PROVISION.match(text, units[0].spans[0].start) or _DEFINING.match(units[0].heading))
