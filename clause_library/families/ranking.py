"""Orders the documents of a family: which prevails over which, and by which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clause_library.families.conformed import Conformed
from clause_library.families.consolidating import Consolidated, passages_of
from clause_library.families.kinship import Known
from clause_library.families.mentions import Mentions
from clause_library.families.precedence import Stated, stated_in
from clause_library.families.types import Basis, Passage, Precedence, Ranking, Statement
from extractor.fields.phrasing import phrase, plain_lines
from extractor.types import Span

_REMAINS = phrase(
    r"\b(?:except as|as amended|as modified|all other|other than)\b[^.;]{0,160}"
    r"\b(?:remains?|continues?|unchanged|in full force)\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which of two documents prevails, why, and the words; None where nothing decides."""

    prevails: str | None
    basis: Basis
    grounds: tuple[Passage, ...]
    condition: str = ""


class Order:
    """The order of the documents, from what their clauses say after all amendments."""

    def __init__(
        self,
        family: Sequence[Known],
        made: Consolidated,
        amendments: Sequence[Known],
        amends: Mapping[str, str],
        under: Mapping[str, str],
        out: frozenset[str],
    ) -> None:
        """Read it. ``amends`` says what each amendment amends, ``under`` what else stands below what.

        :param amendments: all amendments from the first to the last.
        :param out: documents that are not in force any more.
        """
        self._family = {one.id: one for one in family if one.id not in out}
        self._amends = {id: base for id, base in amends.items() if id in self._family and base in self._family}
        self._amendments = [one for one in amendments if one.id in self._amends]
        mentions = Mentions(tuple(self._family.values()), dict(amends) | dict(under))
        stated = [one for id in self._family for one in self._read(id, made, mentions)]
        self._stated, self._disputed = self._settled(stated)
        self._amended = tuple(self._by_amendment())

    def precedence(self) -> Precedence:
        """The order as it is told."""
        rankings = (*self._stated, *self._amended)
        levels, unranked = self._levels(rankings)
        return Precedence(rankings, levels, unranked, self._disputed)

    def between(self, one: Statement, other: Statement, field: str) -> Verdict:
        """Which of two statements prevails; one of an amendment ranks as its document if nothing else is said."""
        for first, second in ((a, b) for a in self._line(one) for b in self._line(other) if a != b):
            members = {first: one.member, second: other.member}
            special = self._special(first, second, field)
            if special is not None:
                return Verdict(members[special.higher], "stated", special.passages, special.condition)
            disputed = [r for r in self._disputed if {r.higher, r.lower} == {first, second} and _covers(r, field)]
            if disputed:
                return Verdict(None, "disputed", tuple(p for r in disputed for p in r.passages[:1]))
            for high, low in ((first, second), (second, first)):
                path = self._path(high, low, field)
                if path:
                    grounds = tuple(p for r in path for p in r.passages)
                    return Verdict(members[high], "stated", grounds, path[0].condition)
        return Verdict(None, "silent", ())

    def _special(self, one: str, other: str, field: str) -> Ranking | None:
        """A ranking of the two for such a field alone, which goes before one for all."""
        found = [r for r in self._stated if {r.higher, r.lower} == {one, other} and field in r.scope]
        return found[0] if len(found) == 1 else None

    def _line(self, one: Statement) -> list[str]:
        """Whose words a statement is, then the document that they amend, and what that amends."""
        found = list(dict.fromkeys((one.member, one.unit)))
        while found[-1] in self._amends and self._amends[found[-1]] not in found:
            found.append(self._amends[found[-1]])
        return found

    def _path(self, high: str, low: str, field: str) -> list[Ranking]:
        """The clauses by which ``high`` prevails over ``low``, perhaps over documents between; empty where none do."""
        paths: list[tuple[str, list[Ranking]]] = [(high, [])]
        seen = {high}
        while paths:
            at, path = paths.pop(0)
            for ranking in self._stated:
                if ranking.higher != at or not _covers(ranking, field) or ranking.lower in seen:
                    continue
                if ranking.lower == low:
                    return [*path, ranking]
                seen.add(ranking.lower)
                paths.append((ranking.lower, [*path, ranking]))
        return []

    def _read(self, id: str, made: Consolidated, mentions: Mentions) -> Iterator[Ranking]:
        document, speaker = made.documents[id], self._family[id]
        text = plain_lines(document.text)
        taken = [said.new for said, _ in made.instructed.get(id, ()) if said.new is not None]
        clauses = [Span(node.start, node.end) for node in document.nodes]
        for one in stated_in(text, speaker, mentions, clauses):
            if not any(span.covers(one.span) for span in taken):
                yield from self._rankings(one, document)

    def _rankings(self, one: Stated, document: Conformed) -> Iterator[Ranking]:
        words = document.woven.part(one.span.start, one.span.end)
        passages = tuple(passages_of(words, self._family))
        for higher in one.higher:
            for lower in one.lower:
                if higher in self._family and lower in self._family and higher != lower:
                    yield Ranking(higher, lower, "stated", passages, one.scope, one.condition)

    def _settled(self, stated: Sequence[Ranking]) -> tuple[tuple[Ranking, ...], tuple[Ranking, ...]]:
        """The rankings that hold, and those that contradict each other; an amendment's outdo the earlier ones."""
        kept: list[Ranking] = []
        disputed: list[Ranking] = []
        place = {one.id: number for number, one in enumerate(self._amendments)}
        said = {id(one): max((place.get(p.member, -1) for p in one.passages), default=-1) for one in stated}
        for one in stated:
            against = [r for r in stated if (r.higher, r.lower) == (one.lower, one.higher) and _overlap(r, one)]
            if not against or all(said[id(r)] < said[id(one)] for r in against):
                kept.append(one)
            elif any(said[id(r)] == said[id(one)] for r in against):
                disputed.append(one)
        return tuple(_distinct(kept)), tuple(_distinct(disputed))

    def _by_amendment(self) -> Iterator[Ranking]:
        """Each amendment over what it amends, and over the earlier ones."""
        stated = {(r.higher, r.lower) for r in self._stated if not r.scope}
        for place, one in enumerate(self._amendments):
            base = self._amends[one.id]
            earlier = [other.id for other in self._amendments[:place] if self._amends[other.id] == base]
            for lower in (*earlier[-1:], base):
                if (one.id, lower) not in stated:
                    yield Ranking(one.id, lower, "amended", tuple(self._remains(one)))

    def _remains(self, one: Known) -> Iterator[Passage]:
        """``Except as amended, the Agreement remains in full force``."""
        found = _REMAINS.search(one.source.plain)
        if found is not None:
            yield one.source.passage(one.source.sentence(found.start()))

    def _levels(self, rankings: Sequence[Ranking]) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        if len(self._family) < 2:
            return (), ()
        edges = self._edges({(r.higher, r.lower) for r in rankings if not r.scope})
        ranked = [id for id in self._family if any(id in edge for edge in edges)]
        levels: list[tuple[str, ...]] = []
        left = list(ranked)
        while left:
            top = [id for id in left if not any(high in left for high, low in edges if low == id)] or left
            levels.append(tuple(top))
            left = [id for id in left if id not in top]
        return tuple(levels), tuple(id for id in self._family if id not in ranked)

    def _edges(self, said: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """Who is over whom, where an amendment ranks as what it amends."""
        edges = set(said)
        for amendment, base in self._amends.items():
            edges |= {(high, amendment) for high, low in said if low == base and self._amends.get(high) != base}
            edges |= {(amendment, low) for high, low in said if high == base and self._amends.get(low) != base}
        return {(high, low) for high, low in edges if (low, high) not in edges or (high, low) in said}


def _covers(ranking: Ranking, field: str) -> bool:
    return not ranking.scope or field in ranking.scope


def _overlap(one: Ranking, other: Ranking) -> bool:
    """Whether two rankings can speak of the same; one for some fields alone is an exception to one for all."""
    return bool(set(one.scope) & set(other.scope)) or (not one.scope and not other.scope)


def _distinct(rankings: Sequence[Ranking]) -> list[Ranking]:
    found: dict[tuple[str, str, tuple[str, ...]], Ranking] = {}
    for ranking in rankings:
        found.setdefault((ranking.higher, ranking.lower, ranking.scope), ranking)
    return list(found.values())
