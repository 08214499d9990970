"""By when one must say no to the next renewal, counted from the terms in force and not from those that were signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from clause_library.families.kinship import Known
from clause_library.families.types import Statement, Superseded, TermInForce
from extractor.fields.deadlines import renewal_notice_deadline

NAME = "renewal_notice_deadline"
_COUNTED_FROM = ("renewal_notice_period", "expiration_date", "renewal_term", "renewal_type", "renewal_limit")


def deadlines(units: Iterable[Known], terms: Sequence[TermInForce]) -> Iterator[TermInForce]:
    """The deadline of each document that has one, with that of the document as it was signed if it was another."""
    for one in units:
        own = sorted((term for term in terms if term.unit == one.id and term.name in _COUNTED_FROM), key=_order)
        found = _deadline(one, [term for term in own if term.status == "in_force"])
        signed = next(iter(one.source.fields(NAME)), None)
        before: tuple[Superseded, ...] = ()
        if signed is not None and (found is None or found.value != signed.value):
            passages = (one.source.passage(signed.span),)
            stated = Statement(signed.value, one.id, one.id, passages, signed.confidence, signed.derived_from)
            by = [past.by for term in own for past in term.superseded]
            before = (Superseded(stated, by[0], "amended"),) if by else ()
        unresolved = tuple(dict.fromkeys(change for term in own for change in term.unresolved))
        if found is not None:
            yield TermInForce(NAME, "", one.id, "in_force", (found,), before, (), unresolved)
        elif before:
            yield TermInForce(NAME, "", one.id, "removed", (), before, (), unresolved)


def _deadline(one: Known, own: Sequence[TermInForce]) -> Statement | None:
    """The deadline, with the words about the notice; None where it cannot be counted."""
    some = next(iter(one.source.review.fields), None)
    if some is None or not own or own[0].name != "renewal_notice_period":
        return None
    fields = [replace(some, name=term.name, value=term.value) for term in own]
    counted = renewal_notice_deadline(fields, date.fromisoformat(one.source.review.today))
    if counted is None:
        return None
    sure = min(term.stated[0].confidence for term in own)
    notice = own[0].stated[0]
    return replace(notice, value=counted.day.isoformat(), confidence=sure, derived_from=counted.sums)


def _order(term: TermInForce) -> int:
    return _COUNTED_FROM.index(term.name)
