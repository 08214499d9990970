"""Which terms are in force where the documents of a deal state one fact: which of them prevails."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from clause_library.families.claims import Claim
from clause_library.families.kinship import Known
from clause_library.families.mentions import Mentions
from clause_library.families.ranking import Order, Verdict
from clause_library.families.types import Basis, Contradiction, Passage, Superseded, TermInForce
from clause_library.families.values import ACROSS, OF_ORDERS, is_told_apart
from extractor.fields.phrasing import phrase
from extractor.types import Span

_SURE_ENOUGH = 0.5
"""Values that are less sure than that contradict nothing."""
_DEFERS = phrase(
    r"\b(?:unless|except as|except where|as|or as)(?: otherwise)?(?: expressly)?"
    r" (?:stated|specified|set forth|set out|provided|agreed|indicated|noted|shown)(?: otherwise)? (?:in|on|by) "
    r"|\bunless (?=[^.;,]{3,60} (?:states?|specif(?:y|ies)|provides?|says?) (?:otherwise|differently)\b)"
)
_SETS_ASIDE = phrase(
    r"\bnotwithstanding\b|\bdespite\b|\bin (?:lieu|place) of\b|\binstead of\b|\bin deviation from\b"
    r"|\b(?:supersedes|overrides|replaces) "
)
_TO_THE_CONTRARY = phrase(r"\b(?:anything|any provision)\b[^.;]{0,40}\bto the contrary\b")
_OF_ORDER_FORMS = phrase(r"\border forms?\b|\bsubscription (?:term|period)\b|\bstatements? of work\b|\bsows?\b")
_ENDS_AN_ORDER = phrase(
    r"\bterminat\w{1,5} (?:this|the|an|any|each) (?:order form|statement of work|sow|work order|order)\b"
)
_REACH_CHARS = 120


class Settling:
    """Holds the claims of all documents against each other."""

    def __init__(
        self, family: Mapping[str, Known], parents: Mapping[str, str], order: Order, mentions: Mentions
    ) -> None:
        """Keep who everybody is and which document prevails."""
        self._family = family
        self._parents = parents
        self._order = order
        self._mentions = mentions
        self.contradictions: list[Contradiction] = []

    def settle(self, claims: Sequence[Claim]) -> Iterator[TermInForce]:
        """The terms in force, by name, those that only one document has among them."""
        groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            groups[claim.name, claim.scope].append(claim)
        for group in groups.values():
            yield from self._group(group)

    def _group(self, group: list[Claim]) -> Iterator[TermInForce]:
        removed = [claim for claim in group if not claim.facts]
        left = [claim for claim in group if claim.facts]
        against: dict[int, list[tuple[Claim, Contradiction]]] = defaultdict(list)
        for place, one in enumerate(left):
            for other in left[place + 1 :]:
                if self._may_contradict(one, other, left) and one.key != other.key:
                    found = self._contradiction(one, other)
                    against[id(one)].append((other, found))
                    against[id(other)].append((one, found))
        told: set[int] = set()
        for claim in left:
            if id(claim) not in told:
                yield self._term(claim, left, against, told)
        for claim in removed:
            if not any(self._related(claim.unit, other.unit) for other in left):
                yield TermInForce(claim.name, claim.scope, claim.unit, "removed", (), tuple(claim.superseded), ())

    def _term(
        self,
        claim: Claim,
        left: Sequence[Claim],
        against: Mapping[int, Sequence[tuple[Claim, Contradiction]]],
        told: set[int],
    ) -> TermInForce:
        """The term of a claim, with all that it contradicts or repeats: told once, of the one that prevails."""
        cluster, found = _cluster(claim, against)
        told.update(map(id, cluster))
        undecided = [one for one in found if one.prevails is None]
        winners = [one for one in cluster if all(not _loses(one, said) for _, said in against.get(id(one), ()))]
        best = winners[0] if winners else claim
        ids = tuple(one.id for one in found)
        if undecided and any(best.statement in one.statements for one in undecided):
            stated = tuple(one.statement for one in winners or cluster)
            before = tuple(past for one in cluster for past in one.superseded)
            return TermInForce(claim.name, claim.scope, best.unit, "undecided", stated, before, ids)
        before = (
            *best.superseded,
            *(Superseded(one.statement, best.statement.member, "outranked") for one in cluster if one.key != best.key),
            *(past for one in cluster if one is not best for past in one.superseded),
        )
        same = [one for one in left if one is not best and one.key == best.key and self._related(one.unit, best.unit)]
        may_be_one = [one for one in same if self._may_contradict(best, one, left)]
        told.update(map(id, may_be_one))
        stated = (*(fact.statement for fact in best.facts), *(one.statement for one in may_be_one))
        return TermInForce(best.name, best.scope, best.unit, "in_force", stated, before, ids)

    def _may_contradict(self, one: Claim, other: Claim, left: Sequence[Claim]) -> bool:
        """Whether two documents speak of one thing."""
        if one.unit == other.unit or not self._related(one.unit, other.unit):
            return False
        if min(one.statement.confidence, other.statement.confidence) < _SURE_ENOUGH:
            return False
        roles = {self._family[claim.unit].nature.role for claim in (one, other)}
        if "nda" in roles and one.name != "confidentiality_term":
            return False
        if sum(claim.unit in (one.unit, other.unit) for claim in left) > 2:
            return False  # one of them states several
        if one.name in OF_ORDERS:
            return "order_form" in roles and any(
                _OF_ORDER_FORMS.search(self._sentence(claim))
                for claim in (one, other)
                if self._family[claim.unit].nature.role != "order_form"
            )
        if one.name.startswith("termination") and any(_ENDS_AN_ORDER.search(self._sentence(it)) for it in (one, other)):
            return False
        return one.name in ACROSS and is_told_apart(one.name, one.statement.value)

    def _related(self, one: str, other: str) -> bool:
        """Whether two documents are of one deal and not of one kind: two order forms are two orders."""
        if self._family[one].nature.role == self._family[other].nature.role:
            return False
        return self._parents.get(one, one) == self._parents.get(other, other)

    def _contradiction(self, one: Claim, other: Claim) -> Contradiction:
        verdict = self._verdict(one, other)
        found = Contradiction(
            id=f"c{len(self.contradictions) + 1}",
            name=one.name,
            scope=one.scope,
            statements=(one.statement, other.statement),
            prevails=verdict.prevails,
            basis=verdict.basis,
            grounds=verdict.grounds,
            severity="low" if verdict.prevails else "high",
        )
        self.contradictions.append(found)
        return found

    def _verdict(self, one: Claim, other: Claim) -> Verdict:
        """Which claim prevails: by its own words, by what ranks the documents, by words that set the other aside."""
        defers = [(a, b) for a, b in ((one, other), (other, one)) if self._points(a, b, _DEFERS)]
        if len(defers) == 1:
            return self._by_words(defers[0][1], defers[0][0], "deferred")
        aside = [(a, b) for a, b in ((one, other), (other, one)) if self._points(a, b, _SETS_ASIDE)]
        ranked = self._order.between(one.statement, other.statement, one.name)
        if len(aside) != 1:
            return ranked
        higher = aside[0][0]
        if ranked.prevails in (None, higher.statement.member) or ranked.condition:
            return self._by_words(higher, higher, "overridden")
        return Verdict(None, "disputed", (*ranked.grounds, self._passage(higher)))

    def _by_words(self, winner: Claim, speaker: Claim, basis: Basis) -> Verdict:
        return Verdict(winner.statement.member, basis, (self._passage(speaker),))

    def _points(self, one: Claim, other: Claim, pattern: re.Pattern[str]) -> bool:
        """Whether the sentence of a claim, behind such words, names the document of the other."""
        speaker = self._family[one.unit]
        words = self._sentence(one)
        for found in pattern.finditer(words):
            if pattern is _SETS_ASIDE and _TO_THE_CONTRARY.search(words, found.end()):
                return True
            end = min(len(words), found.end() + _REACH_CHARS)
            for mention in self._mentions.find(words, found.end(), end, speaker):
                if other.unit in mention.members:
                    return True
        return False

    def _sentence(self, claim: Claim) -> str:
        source, span = self._place(claim)
        return source.source.plain[span.start : span.end].replace("\n", " ")

    def _passage(self, claim: Claim) -> Passage:
        source, span = self._place(claim)
        return source.source.passage(span)

    def _place(self, claim: Claim) -> tuple[Known, Span]:
        first = claim.statement.passages[0]
        source = self._family[first.member]
        sentence = source.source.sentence(first.start)
        return source, Span(min(sentence.start, first.start), max(sentence.end, first.end))


def _cluster(
    claim: Claim, against: Mapping[int, Sequence[tuple[Claim, Contradiction]]]
) -> tuple[list[Claim], list[Contradiction]]:
    """The claims that contradict each other, one by the other, and how."""
    cluster, found = [claim], {}
    for one in cluster:
        for other, said in against.get(id(one), ()):
            found[said.id] = said
            if all(other is not known for known in cluster):
                cluster.append(other)
    return cluster, list(found.values())


def _loses(claim: Claim, said: Contradiction) -> bool:
    return said.prevails is not None and said.prevails != claim.statement.member
