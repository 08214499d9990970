"""Cuts a review into provisions: what one entry answers to in one clause, else a clause with words of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from clause_library.deviations.in_wording import OUR_PAPER
from clause_library.rounds.types import OWN_WORDING
from clause_library.types import Match, Review
from clause_library.wording.normalize import Roles, Wording, fold_heading, wording
from extractor.types import Clause, Field, Span


@dataclass(frozen=True)
class Provision:
    """One provision in one round; ``match`` is None where no entry covers it.

    ``extent`` runs from its heading to its last word.
    """

    review: Review
    roles: Roles
    clause: Clause
    match: Match | None
    spans: tuple[Span, ...]

    @property
    def clause_type(self) -> str | None:
        """The entry that it answers to."""
        return self.match.clause_type if self.match else None

    @property
    def position(self) -> str:
        """Where it stands; words far from an approved position are its own."""
        match = self.match
        if match is None or (match.similarity < OUR_PAPER and not match.position.startswith("prohibited")):
            return OWN_WORDING
        return match.position

    @property
    def heading(self) -> str:
        """Its heading, in the form in which headings are compared."""
        return fold_heading(self.clause.heading)

    @property
    def extent(self) -> Span:
        """Heading and words."""
        start = self.clause.extent.start if self.spans[0] == self.clause.span else self.spans[0].start
        return Span(min(start, self.spans[0].start), max(span.end for span in self.spans))

    @cached_property
    def text(self) -> str:
        """Its words, a line for each clause that it is made of."""
        return "\n".join(self.review.document.text[span.start : span.end].strip() for span in self.spans)

    @cached_property
    def words(self) -> Wording:
        """Its tokens, with their places in the document."""
        return wording(self.review.document.text, self.roles, self.spans)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What is compared, placeholders included: filling one in is a change."""
        return tuple(f"[{token.key}]" if token.placeholder else token.key for token in self.words.tokens)

    def holds(self, span: Span) -> bool:
        """Whether the place is in its words."""
        return any(own.covers(span) or own.overlaps(span) for own in self.spans)


def provisions_of(review: Review, roles: Roles) -> tuple[Provision, ...]:
    """All provisions of a review, in reading order."""
    matches: dict[str, list[Match]] = {}
    for match in review.matches:
        matches.setdefault(match.clause or "", []).append(match)
    found = [
        Provision(review, roles, clause, match, spans)
        for root in review.clauses
        for clause, match, spans in _cut(root, matches)
    ]
    return tuple(sorted((item for item in found if item.keys), key=lambda item: item.spans[0].start))


def party_names(reviews: Sequence[Review]) -> Roles:
    """The names of the two parties, from the first round that tells them; which of them is us does not matter here."""
    for review in reviews:
        parties = [_names(field) for field in review.fields if field.name == "party"]
        if len(parties) == 2 and all(parties):
            return Roles(parties[0], parties[1])
    return Roles()


def _names(field: Field) -> tuple[str, ...]:
    if not isinstance(field.value, dict):
        return ()
    names = [field.value.get(part) for part in ("defined_as", "name")]
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name[:1].isupper()))


def _cut(clause: Clause, matches: dict[str, list[Match]]) -> Iterator[tuple[Clause, Match | None, tuple[Span, ...]]]:
    """The provisions of a clause and of all below it."""
    found = sorted(matches.get(clause.id, ()), key=lambda match: match.start)
    end = max((match.end for match in found), default=0)
    folded = [child for child in clause.children if _is_folded(child, matches, end, matched=bool(found))]
    spans = [clause.span, *(part.span for child in folded for part in child.walk())]
    for match, own in _shares(found, [span for span in spans if len(span)]):
        yield clause, match, own
    for child in clause.children:
        if child not in folded:
            yield from _cut(child, matches)


def _is_folded(child: Clause, matches: dict[str, list[Match]], end: int, *, matched: bool) -> bool:
    """Whether a child is part of what its parent says: it is in the parent's match, or an item of its list."""
    if any(part.id in matches for part in child.walk()):
        return False
    if matched:
        return child.span.start < end
    return not child.heading and (child.number or "").endswith(")")


def _shares(matches: Sequence[Match], spans: Sequence[Span]) -> Iterator[tuple[Match | None, tuple[Span, ...]]]:
    """What of the spans each entry answers to: from where its match begins to where the next one does."""
    if not spans:
        return
    if not matches:
        yield None, tuple(spans)
        return
    starts = [0, *(match.start for match in matches[1:])]
    ends = [*starts[1:], spans[-1].end]
    shares: dict[str, tuple[Match, list[Span]]] = {}
    for match, start, end in zip(matches, starts, ends, strict=True):
        best, own = shares.setdefault(match.clause_type, (match, []))
        own += [
            Span(max(span.start, start), min(span.end, end)) for span in spans if span.start < end > start < span.end
        ]
        if match.similarity > best.similarity:
            shares[match.clause_type] = match, own
    yield from ((match, tuple(own)) for match, own in shares.values() if own)
