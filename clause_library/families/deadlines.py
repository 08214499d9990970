"""By when one must say no to the next renewal, counted from the terms in force and not from those that were signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from clause_library.families.kinship import Known
from clause_library.families.types import Statement, Superseded, TermInForce, Unresolved
from extractor.fields.deadlines import COUNTED_FROM, Calendar, counted

_READ = (
    "renewal_notice_period",
    "expiration_date",
    "renewal_term",
    "renewal_type",
    "renewal_limit",
    "renewal_option",
    "renewal_notice_counted_to",
    "notice_receipt",
)
"""Terms that something is counted from; a change to one that could not be carried out leaves what is counted open."""


def deadlines(units: Iterable[Known], terms: Sequence[TermInForce], calendar: Calendar) -> Iterator[TermInForce]:
    """What is counted of each document, with that of the document as it was signed if it was another."""
    for one in units:
        own = sorted((term for term in terms if term.unit == one.id and term.name in _READ), key=_order)
        found = dict(_counted(one, [term for term in own if term.status == "in_force"], calendar))
        unresolved = tuple(dict.fromkeys(change for term in own for change in term.unresolved))
        for name in COUNTED_FROM:
            yield from _term(name, one, own, found.get(name), unresolved)


def _term(
    name: str,
    one: Known,
    own: Sequence[TermInForce],
    found: Statement | None,
    unresolved: tuple[Unresolved, ...],
) -> Iterator[TermInForce]:
    """The term of that name; none where nothing is counted and nothing was."""
    signed = next(iter(one.source.fields(name)), None)
    before: tuple[Superseded, ...] = ()
    if signed is not None and (found is None or found.value != signed.value):
        passages = (one.source.passage(signed.span),)
        stated = Statement(signed.value, one.id, one.id, passages, signed.confidence, signed.derived_from)
        by = [past.by for term in own for past in term.superseded]
        before = (Superseded(stated, by[0], "amended"),) if by else ()
    if found is not None:
        yield TermInForce(name, "", one.id, "in_force", (found,), before, (), unresolved)
    elif before:
        yield TermInForce(name, "", one.id, "removed", (), before, (), unresolved)


def _counted(one: Known, own: Sequence[TermInForce], calendar: Calendar) -> Iterator[tuple[str, Statement]]:
    """What can be counted from the terms in force, by name, each with the words that it is counted from first."""
    some = next(iter(one.source.review.fields), None)
    if some is None:
        return
    fields = [replace(some, name=term.name, value=term.value, derived_from=()) for term in own]
    for found in counted(fields, date.fromisoformat(one.source.review.today), calendar):
        names = COUNTED_FROM[found.name]
        source = next(term for term in own if term.name == names[0]).stated[0]
        sure = min(term.stated[0].confidence for term in own if term.name in names)
        yield found.name, replace(source, value=found.value, confidence=sure, derived_from=found.sums)


def _order(term: TermInForce) -> int:
    return _READ.index(term.name)
