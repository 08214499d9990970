"""What the reports show of each deviation, comment, fact and finding, in words and in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from clause_library.deviations.case import TITLES
from clause_library.opening import OPENING_TYPES
from clause_library.types import SEVERITIES, Deviation, ExtraClause, Finding, Match, Review, Severity, TypedWords
from extractor.types import Comment, Evidence, Field
from service.reports.summary import DIRECTIONS, LOW_CONFIDENCE, clauses_by_id, numbers_by_id, revisers, subject
from service.reports.wording import joined, moment, one_line, shortened, spoken, value_in_words, visible

QUOTE_CHARS = 110
"""Of a clause in the list of what was recognised."""

SENTENCE_WORDS = 5
"""Fewer are a heading, whose clause says the same."""

UNTRACKED = 0
"""The author of a change that left no trace."""

UNTRACKED_TITLE = "Changed without tracking"


@dataclass(frozen=True, slots=True)
class Note:
    """A margin comment."""

    author: str
    when: str
    text: str
    answer: bool

    @property
    def told(self) -> str:
        """Who said it, when, and what, in one go."""
        said = ", ".join(part for part in (self.author, self.when) if part)
        return f"{'Answer' if self.answer else 'Comment'} by {said}: {self.text}"


@dataclass(frozen=True, slots=True)
class Card:
    """A deviation; ``place`` is empty for a clause that is not there, ``clause`` also for words outside of clauses.

    ``who`` tells author and moment of the last change in one go, ``author`` and ``changed`` (ISO 8601) one by one.
    ``authors`` counts the document's authors from 1; ``UNTRACKED`` where no revision shows it.
    """

    number: int
    deviation: Deviation
    kind: str
    subject: str
    place: str
    clause: str
    approver: str
    direction: str
    who: str
    author: str
    changed: str | None
    tracked: str
    authors: tuple[int, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Deviations that stand under one heading, missing clauses aside: those of one severity, or the untracked ones.

    ``severity`` is the worst of them.
    """

    severity: Severity
    cards: tuple[Card, ...]
    untracked: bool = False

    @property
    def title(self) -> str:
        """Its heading."""
        return UNTRACKED_TITLE if self.untracked else self.severity


@dataclass(frozen=True, slots=True)
class Fact:
    """A field."""

    number: int
    name: str
    value: str
    quote: str
    place: str
    confidence: str
    unsure: bool
    derived_from: str
    also: str
    """Its other values and where they stand; empty where the contract states none."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A clause that the library does not cover; ``about`` is what it is about, empty where its place says so."""

    number: int
    severity: Severity
    place: str
    about: str
    direction: str
    reason: str
    quote: str
    sure: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A clause and what it was taken for: an entry and its position, or, where no entry fits, what it is about."""

    place: str
    quote: str
    taken_for: str
    position: str
    sure: str
    why: str
    others: str


class Cards:
    """Builds the cards of one review."""

    def __init__(self, review: Review) -> None:
        """Look at ``review``."""
        self._review = review
        self._clauses = clauses_by_id(review)
        self._clause_numbers = numbers_by_id(review)
        self._roles = {approval.role: approval.title for approval in review.approvals}
        self._authors = {name: index for index, name in enumerate(revisers(review), start=1)}
        self._revisions = {revision.id: revision for revision in review.document.revisions}
        self.numbers = {deviation.id: index for index, deviation in enumerate(review.deviations, start=1)}

    def groups(self) -> tuple[Group, ...]:
        """What was changed without tracking, then the other deviations by severity, worst first."""
        cards = [self._card(one) for one in self._review.deviations if one.kind != "missing_clause"]
        silent = tuple(card for card in cards if card.deviation.tracked is False)
        grouped = (
            Group(
                severity,
                tuple(c for c in cards if c.deviation.severity == severity and c.deviation.tracked is not False),
            )
            for severity in reversed(SEVERITIES)
        )
        first = (Group(silent[0].deviation.severity, silent, untracked=True),) if silent else ()
        return (*first, *(group for group in grouped if group.cards))

    def all(self) -> tuple[Card, ...]:
        """The deviations with the missing clauses among them, by number, which is worst first."""
        return tuple(self._card(one) for one in self._review.deviations)

    def missing(self) -> tuple[Card, ...]:
        """The clauses that are not there."""
        return tuple(self._card(one) for one in self._review.deviations if one.kind == "missing_clause")

    def facts(self) -> tuple[Fact, ...]:
        """The fields, in their order."""
        return tuple(
            Fact(
                number=number,
                name=spoken(field.name),
                value=visible(value_in_words(field.value)),
                quote=visible(field.quote),
                place=self.place(field),
                confidence=f"{field.confidence:.0%}",
                unsure=field.confidence < LOW_CONFIDENCE,
                derived_from=visible("; ".join(field.derived_from)),
                also=self.also(field),
            )
            for number, field in enumerate(self._review.fields, start=1)
        )

    def also(self, field: Field) -> str:
        """The other values of a field, each with its place; "" where there is none."""
        said = [(value_in_words(other.value), self.place(other)) for other in field.alternatives]
        return visible("; ".join(f"{value} ({place})" if place else value for value, place in said))

    def extra(self) -> tuple[Extra, ...]:
        """The clauses that the library does not cover, the riskiest first."""
        return tuple(self._extra(number, clause) for number, clause in enumerate(self._review.extra, start=1))

    def _extra(self, number: int, clause: ExtraClause) -> Extra:
        place, about = self.place(clause), one_line(clause.title)
        return Extra(
            number=number,
            severity=clause.severity,
            place=place,
            about="" if _letters(about) in _letters(place) else about,
            direction=DIRECTIONS[clause.direction],
            reason=visible(clause.reason),
            quote=visible(clause.quote),
            sure=f"{clause.confidence:.0%}",
        )

    def recognised(self) -> tuple[Recognised, ...]:
        """What each clause was taken for, in reading order; with those that no entry covers.

        Who agrees, and from when, is told as facts.
        """
        review = self._review
        clauses = {match.clause for match in review.matches}
        starts = sorted((match.start, match.end) for match in review.matches)
        furthest = list(accumulate((end for _, end in starts), max))
        about = [
            one
            for one in review.types
            if one.clause not in clauses
            and one.clause_type not in OPENING_TYPES
            and len(one.quote.split()) >= SENTENCE_WORDS
            and not _reaches_into(one, starts, furthest)
        ]
        rows = [(match.start, self._match(match)) for match in review.matches]
        rows += [(one.start, self._about(one)) for one in about]
        return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))

    def _match(self, match: Match) -> Recognised:
        others = (
            f"{spoken(other.clause_type)} ({other.score:.0%}) {other.reason}".strip() for other in match.alternatives
        )
        return Recognised(
            place=self.place(match),
            quote=shortened(match.quote, QUOTE_CHARS),
            taken_for=one_line(spoken(match.clause_type)),
            position=one_line(spoken(match.position.replace("-", " "))).lower(),
            sure=f"{match.score:.0%}",
            why=visible(match.reason),
            others=one_line("; ".join(others)),
        )

    def _about(self, words: TypedWords) -> Recognised:
        return Recognised(
            place=self.place(words),
            quote=shortened(words.quote, QUOTE_CHARS),
            taken_for=one_line(spoken(words.clause_type)),
            position="",
            sure=f"{words.probability:.0%}",
            why="",
            others="",
        )

    def parties(self) -> str:
        """The parties' names."""
        values = [field.value for field in self._review.fields if field.name == "party"]
        return one_line(" · ".join(_name(value) for value in values))

    def place(self, evidence: Evidence) -> str:
        """Clause, else page or paragraph, as one cites it."""
        page = f"page {evidence.page}" if evidence.page else ""
        return ", ".join(part for part in (self.clause(evidence), page) if part) or _paragraph(evidence)

    def places(self, finding: Finding) -> str:
        """Every place that takes part in ``finding``, each once."""
        return joined([place for place in dict.fromkeys(map(self.place, finding.evidence)) if place])

    def clause(self, evidence: Evidence) -> str:
        """Number and title of the clause; "" for words outside of clauses."""
        clause = self._clauses.get(evidence.clause or "")
        if clause is None:
            return ""
        outer = "" if clause.number else self._clause_numbers.get(clause.id, "")
        return " ".join(part for part in (outer, one_line(clause.title)) if part)

    def _card(self, deviation: Deviation) -> Card:
        absent = deviation.kind == "missing_clause"
        return Card(
            number=self.numbers[deviation.id],
            deviation=deviation,
            kind=TITLES[deviation.kind],
            subject=subject(deviation),
            place="" if absent else self.place(deviation) or "in the text",
            clause="" if absent else self.clause(deviation),
            approver=one_line(self._roles.get(deviation.approver or "", spoken(deviation.approver or ""))),
            direction=DIRECTIONS[deviation.direction],
            who=self._who(deviation),
            author=one_line(" and ".join(deviation.authors)),
            changed=self._changed(deviation),
            tracked="Not tracked" if deviation.tracked is False else "Tracked" if deviation.revisions else "",
            authors=tuple(self._authors.get(name, UNTRACKED) for name in deviation.authors) or (UNTRACKED,),
            notes=_notes(self._review.document.comments, deviation.comments),
        )

    def _who(self, deviation: Deviation) -> str:
        if deviation.tracked is False:
            sent = self._review.document.baseline is not None
            return f"Not tracked: found by comparing with {'the version that we sent' if sent else 'our text'}"
        last = moment(self._changed(deviation))
        return one_line(", ".join(part for part in (" and ".join(deviation.authors), last) if part))

    def _changed(self, deviation: Deviation) -> str | None:
        dates = [self._revisions[one].date for one in deviation.revisions if one in self._revisions]
        return max((date for date in dates if date), default=None)


def _reaches_into(words: Evidence, starts: Sequence[tuple[int, int]], furthest: Sequence[int]) -> bool:
    """Whether some words overlap spans, which are in order of their starts, each with the furthest end so far."""
    before = bisect_left(starts, (words.end, 0))
    return before > 0 and furthest[before - 1] > words.start


def _name(value: Any) -> str:  # noqa: ANN401  # a field's value
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _paragraph(evidence: Evidence) -> str:
    return f"paragraph {evidence.paragraph}" if evidence.paragraph else ""


def _notes(comments: Sequence[Comment], ids: Sequence[str]) -> tuple[Note, ...]:
    """The comments with those ids, and all answers to them."""
    wanted = set(ids)
    while grown := {comment.id for comment in comments if comment.parent in wanted} - wanted:
        wanted |= grown
    return tuple(
        Note(one_line(one.author or "Unknown"), moment(one.date), visible(one.text), one.parent is not None)
        for one in comments
        if one.id in wanted
    )
