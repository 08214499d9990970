"""Joins the reviewed documents of one deal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from clause_library.families import remarks
from clause_library.families.claims import claims_of
from clause_library.families.consolidating import Consolidated, Consolidating, amended_clauses
from clause_library.families.deadlines import deadlines
from clause_library.families.facts import Facts
from clause_library.families.kinship import Known, get_to_know, in_order, members, rescinded
from clause_library.families.linking import Link, base_of, parent_of, strangers
from clause_library.families.mentions import Mentions
from clause_library.families.names import number_key, title_words
from clause_library.families.ranking import Order
from clause_library.families.roles import OPENING_CHARS
from clause_library.families.terms import Settling
from clause_library.families.types import Family, Remark, Superseded, TermInForce, Unresolved
from clause_library.families.values import comparable
from clause_library.types import SEVERITIES, Review
from extractor.fields.deadlines import WEEKDAYS, Calendar
from extractor.fields.phrasing import phrase
from models.interfaces import SentenceSplitter


def join(reviews: Sequence[Review], sentences: SentenceSplitter, calendar: Calendar = WEEKDAYS) -> Family:
    """What the documents of one deal come to together; the order in which they are given does not matter.

    Each is a review of one document; ``calendar`` tells business days. Nothing is taken from files that are not given:
    an amendment whose agreement is not there stands by itself, and that is remarked on.
    """
    kin = _Kin(get_to_know(reviews))
    made = Consolidating(kin.family, kin.order, kin.bases).all()
    mentions = Mentions(kin.family, kin.bases | kin.parents)
    order = Order(kin.family, made, kin.order, kin.bases, kin.parents, kin.out)
    facts = Facts(kin.family, made, kin.order, kin.bases, sentences)
    settling = Settling(kin.by_id, kin.tops(), order, mentions)
    claims = [claim for one in kin.units() for claim in claims_of(one.id, facts.of(one.id))]
    unresolved = (*made.unresolved, *facts.unresolved)
    terms = tuple(_with_unresolved(_with_restated(kin, facts, settling.settle(claims)), unresolved))
    return Family(
        members=tuple(
            members(sorted(kin.family, key=lambda one: one.id in kin.strangers), kin.bases, kin.parents, kin.restated)
        ),
        precedence=order.precedence(),
        contradictions=tuple(sorted(settling.contradictions, key=lambda one: one.prevails is not None)),
        terms=(*terms, *deadlines(kin.units(), terms, calendar)),
        clauses=tuple(one for one in amended_clauses(made, kin.by_id) if one.document not in kin.out),
        unresolved=unresolved,
        remarks=tuple(_gravest_first(_remarks(kin, made, reviews))),
    )


_REPLACES = phrase(
    r"\b(?:replaces|supersedes|restates)(?:,? in its entirety,?)?(?: the| that certain| our)? "
    r"(?P<what>(?-i:[A-Z])[^.,;()\n]{3,60}?)(?=[.,;()\n]| (?:between|dated|entered|made|of|effective|signed)\b)"
)
_DOCUMENT_WORDS = frozenset("agreement contract order form statement sow addendum schedule exhibit lease term".split())
_CALLED_CHARS = 400
"""So far into a document it bears its title and number."""


class _Kin:
    """The documents and what each has to do with the others."""

    def __init__(self, family: Sequence[Known]) -> None:
        self.family = family
        self.by_id = {one.id: one for one in family}
        self.amends: dict[str, Link] = {}
        self.belongs: dict[str, Link] = {}
        self.strangers = strangers(family)
        near = [one for one in family if one.id not in self.strangers]
        for one in near:
            link = base_of(one, near) if one.nature.role == "amendment" else parent_of(one, near)
            if link is not None:
                (self.amends if one.nature.role == "amendment" else self.belongs)[one.id] = link
        self.bases = {id: link.to for id, link in self.amends.items()}
        self.restated = dict(_restated(near))
        above = {id: self.restated.get(link.to, link.to) for id, link in self.belongs.items()}
        self.parents = {id: parent for id, parent in above.items() if parent != id}
        self.by_base: dict[str, tuple[Known, ...]] = {}
        self.unsure: frozenset[str] = frozenset()
        self._put_in_order()
        over = {id for id, base in self.bases.items() if base in self.restated}
        self.out = self.strangers | self.restated.keys() | over

    def _put_in_order(self) -> None:
        grouped: dict[str, list[Known]] = defaultdict(list)
        for one in self.family:
            if one.nature.role == "amendment" and one.id not in self.strangers:
                grouped[self.bases.get(one.id, "")].append(one)
        for base, amendments in grouped.items():
            ordered, unsure = in_order(amendments)
            self.by_base[base] = ordered
            self.unsure |= unsure
            self.restated |= dict(rescinded(ordered))
        every = [one for of in self.by_base.values() for one in of if one.id not in self.restated]
        self.order = sorted(every, key=lambda one: one.day or "") if all(one.day for one in every) else every

    def units(self) -> Iterator[Known]:
        """The documents that have facts of their own: all but amendments of one of them, and what is out."""
        for one in self.family:
            if one.id not in self.bases and one.id not in self.out:
                yield one

    def tops(self) -> dict[str, str]:
        """By each document the one at the top of its deal."""
        found = {}
        for one in self.family:
            top, seen = one.id, {one.id}
            while (above := self.parents.get(top) or self.bases.get(top)) is not None and above not in seen:
                seen.add(above)
                top = above
            found[one.id] = self.restated.get(top, top)
        return found


def _restated(family: Sequence[Known]) -> Iterator[tuple[str, str]]:
    """By each document that was restated or replaced the one that took its place: of the same kind, and later."""
    for new in family:
        alike = [
            old
            for old in family
            if old is not new and old.nature.role == new.nature.role and (old.day or "") < (new.day or "9999")
        ]
        titled = [old for old in alike if title_words(old.nature.title) == title_words(new.nature.title)]
        found = titled if new.nature.restated else []
        for said in _REPLACES.finditer(new.source.plain, 0, OPENING_CHARS) if new.nature.role != "amendment" else ():
            named = title_words(said["what"])
            called = [
                old
                for old in alike
                if named & _DOCUMENT_WORDS and named <= title_words(old.source.plain[:_CALLED_CHARS])
            ]
            found = [*found, *(called if len(called) == 1 else [])]
        yield from ((old.id, new.id) for old in found)


def _with_restated(kin: _Kin, facts: Facts, terms: Iterable[TermInForce]) -> Iterator[TermInForce]:
    """The terms, with what the documents that were restated had stated before."""
    earlier = {old: tuple(claims_of(old, facts.of(old))) for old in kin.restated}
    for term in terms:
        before = [
            Superseded(claim.statement, term.unit, "restated")
            for old, claims in earlier.items()
            for claim in claims
            if kin.restated[old] == term.unit and (claim.name, claim.scope) == (term.name, term.scope)
            if claim.facts and all(claim.key != comparable(term.name, one.value) for one in term.stated)
        ]
        yield replace(term, superseded=(*term.superseded, *before))


def _with_unresolved(terms: Iterable[TermInForce], unresolved: Sequence[Unresolved]) -> Iterator[TermInForce]:
    """The terms, each with the changes of its clause that could not be carried out."""
    for term in terms:
        places = [(one.member, number_key(one.where)) for said in term.stated for one in said.passages]
        open_ = [
            one
            for one in unresolved
            for key in map(number_key, one.clauses)
            if key and any(member == one.document and place[: len(key)] == key for member, place in places)
        ]
        yield replace(term, unresolved=tuple(dict.fromkeys(open_)))


def _remarks(kin: _Kin, made: Consolidated, reviews: Sequence[Review]) -> Iterator[Remark]:
    yield from remarks.same_documents(reviews, kin.family)
    by_base = {base: amendments for base, amendments in kin.by_base.items() if base}
    yield from remarks.strangers(kin.by_id, kin.strangers)
    yield from remarks.terminated(kin.by_id, kin.out)
    yield from remarks.nothing_read(kin.by_id, kin.bases.keys() - {*kin.restated, *kin.restated.values()}, made)
    near = {id: one for id, one in kin.by_id.items() if id not in kin.strangers}
    yield from remarks.missing_documents(near, kin.amends, by_base)
    yield from remarks.dates_and_order(kin.by_id, kin.amends | kin.belongs, by_base, kin.unsure)
    yield from remarks.restatements(kin.by_id, kin.restated)
    yield from remarks.other_parties(kin.by_id, kin.bases | kin.parents)
    yield from remarks.of_their_own(kin.by_id, kin.amends)


def _gravest_first(found: Iterator[Remark]) -> list[Remark]:
    return sorted(found, key=lambda one: -SEVERITIES.index(one.severity))
