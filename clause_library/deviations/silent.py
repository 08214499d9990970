"""Deviations for what was changed since we sent the contract and no tracked change shows.

What the ordinary review tells of the same words is kept and marked; the rest is told in its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from clause_library.deviations.answers import answer
from clause_library.deviations.case import Case, Statement
from clause_library.deviations.in_revisions import PlaceOfEntries, reply_to, subject_at
from clause_library.deviations.judgement import Judgement, judge
from clause_library.deviations.reasons import excerpt
from clause_library.deviations.severity import direction_of, milder, risk_of, severity_of
from clause_library.matching.matcher import Matched, Matching
from clause_library.sent.types import MarginChange, SentComparison, Silent
from clause_library.tracked_changes import Struck
from clause_library.types import SEVERITIES, Change, Direction, Severity
from clause_library.wording.equivalents import canonical
from clause_library.wording.normalize import Token, wording
from extractor.types import Span

METHOD = "compared with the version that was sent"
WHY = "no tracked change shows this, and the version that we sent reads otherwise"

_CROWDED = 3
"""From so many changes on, those of one sentence are told together."""

_SAME_WORDS = 0.5
"""From this share of the words of each on, two changes are about the same words."""

_PART = 0.8
"""From this share of its words on, a change is part of one that has them too."""

_LEAST: Severity = "low"
"""Nobody may change our text unseen, whatever the change says."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A silent change with what it amounts to, and the clause that it lies in."""

    silent: Silent
    change: Change
    words: _Words
    verdict: Judgement
    match: Matched | None


def with_silent(
    case: Case, matching: Matching, statements: Sequence[Statement], sent: SentComparison
) -> list[Statement]:
    """The statements with those that are silent changes marked, and one more for each silent change that none tells."""
    teller = _Teller(case, matching, sent)
    ordinary = _Ordinary(case, statements)
    edits = []
    for silent in sent.changes:
        if silent.kind not in ("edited", "added"):
            continue
        told = teller.told(silent)
        if not ordinary.takes(told):
            edits.append(told)
    return [
        *ordinary.statements(),
        *teller.removed(),
        *(teller.moved(silent) for silent in sent.changes if silent.kind == "moved"),
        *(teller.referred(silent) for silent in sent.changes if silent.kind == "referred"),
        *(teller.edited(group) for group in _by_sentence(case, edits)),
        *(_margin(margin) for margin in sent.margins),
    ]


class _Ordinary:
    """What the review says already, and which of it turned out to be silent."""

    def __init__(self, case: Case, statements: Sequence[Statement]) -> None:
        self._case = case
        self._statements = list(statements)
        self._open = sorted(
            (number for number, one in enumerate(statements) if not one.revisions and one.kind != "missing_clause"),
            key=lambda number: statements[number].span.start,
        )
        self._silent: dict[int, list[_Told]] = {}
        self._mattering: dict[int, set[Change]] = {}

    def takes(self, told: _Told) -> bool:
        """Whether they tell the words of the change, at its place; those that do are silent changes."""
        reach = _context(self._case, told.silent.place)
        left = told.words
        same = False
        for number in self._open:
            statement = self._statements[number]
            if statement.span.start > reach.end:
                break
            if not statement.span.overlaps(reach):
                continue
            for change, words in self._words(statement, told):
                if not (words.same(told.words) or words.within(told.words)):
                    continue
                if statement.kind == "wording_only":  # which matters as nobody tracked it
                    self._mattering.setdefault(number, set()).add(change)
                else:
                    same = same or words.same(told.words)
                    left = left.without(words)
                    self._silent.setdefault(number, []).append(told)
        return same or left.size < _SAME_WORDS * told.words.size

    def _words(self, statement: Statement, told: _Told) -> Iterator[tuple[Change, _Words]]:
        if not statement.changes and statement.kind == "tolerance_exceeded" and told.change.after:
            yield told.change, told.words
        yield from ((change, _words_of(self._case, change)) for change in statement.changes)

    def statements(self) -> Iterator[Statement]:
        """All of them; what the comparison shows to be as we sent it is not called untracked."""
        for number, statement in enumerate(self._statements):
            mattering = self._mattering.get(number, set())
            changes = tuple(change for change in statement.changes if change not in mattering)
            if number in self._silent:
                yield _marked(statement, self._silent[number])
            elif changes or not mattering:
                yield replace(statement, silent=False, changes=changes)


def _context(case: Case, place: Span) -> Span:
    """The place; where nothing stands any more, its sentence."""
    return place if len(place) else case.places.sentence(place.start)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a change in plain form, how often each stands on its two sides and not on the other."""

    before: Counter[str]
    after: Counter[str]

    @property
    def size(self) -> int:
        """How many there are."""
        return self.before.total() + self.after.total()

    def same(self, other: _Words) -> bool:
        """Whether the words that stand now, or else those that went, are mostly the other's."""
        mine, theirs = (self.after, other.after) if other.after else (self.before, other.before)
        shared = (mine & theirs).total()
        return shared > 0 and shared >= _SAME_WORDS * max(mine.total(), theirs.total())

    def within(self, other: _Words) -> bool:
        """Whether nearly all of it is part of the other."""
        shared = (self.before & other.before).total() + (self.after & other.after).total()
        return shared > 0 and shared >= _PART * self.size

    def without(self, other: _Words) -> _Words:
        """What the other does not have."""
        return _Words(self.before - other.before, self.after - other.after)


def _words_of(case: Case, change: Change) -> _Words:
    sides = (canonical(wording(words, case.roles)).tokens for words in (change.before, change.after))
    before, after = (Counter(token.key for token in side) for side in sides)
    return _Words(before - after, after - before)


def _marked(statement: Statement, told: Sequence[_Told]) -> Statement:
    """The statement as one that no tracked change shows, at least as serious as each of the changes alone."""
    return replace(
        statement,
        silent=True,
        severity=_worst([statement.severity, *(one.verdict.severity for one in told)]),
        reason=_untracked(statement.reason),
        method=f"{statement.method}, {METHOD}",
        changes=statement.changes or tuple(one.change for one in told),
    )


class _Teller:
    """Puts silent changes into words."""

    def __init__(self, case: Case, matching: Matching, sent: SentComparison) -> None:
        self._case, self._sent = case, sent
        self._places = PlaceOfEntries(matching.matched)
        self._gone = [(struck, match) for struck, match in matching.struck if not struck.revisions]

    def told(self, silent: Silent) -> _Told:
        """What the change amounts to where it stands."""
        place = silent.place
        within = self._places.within(place) if silent.whole else None
        match = within or self._places.at(_context(self._case, place))
        before, after = self._tokens(self._sent.sent, silent.before), self._tokens(self._sent.returned, silent.after)
        change = self._change(silent)
        entry = match.entry if match else None
        verdict = judge(self._case, before, after, change, entry, subject=subject_at(match, place))
        if verdict.kind == "wording_only":
            verdict = replace(verdict, kind="text_changed" if before and after else "text_added")
            verdict = verdict if after else replace(verdict, kind="text_removed")
        if silent.kind == "added" and match is None:
            verdict = self._clause_added(after, change)
        return _Told(silent, change, _words_of(self._case, change), verdict, match)

    def _clause_added(self, after: Sequence[Token], change: Change) -> Judgement:
        risk = risk_of(after)
        severity = risk or severity_of("clause_added", "neutral", None, self._case.library)
        reason = f"“{excerpt(change.after)}” is new and in no clause of our library."
        return Judgement("clause_added", "adverse" if risk else "neutral", severity, reason)

    def edited(self, group: Sequence[_Told]) -> Statement:
        """Changes of one sentence; the most serious speaks for all."""
        worst = max((told.verdict for told in group), key=lambda verdict: SEVERITIES.index(verdict.severity))
        match = group[0].match
        changes = tuple(told.change for told in group)
        there = [told.silent.place for told in group if len(told.silent.place)]
        span = Span(min(p.start for p in there), max(p.end for p in there)) if there else None
        return Statement(
            kind=worst.kind,
            span=span or self._case.places.sentence(group[0].silent.place.start),
            severity=_worst([worst.severity]),
            direction=worst.direction,
            reason=_untracked(worst.reason),
            answer=reply_to(self._case, match, changes),
            confidence=0.9,
            method=METHOD,
            changes=changes,
            entry=match.entry if match else None,
            position=match.position if match else None,
            tolerance=worst.tolerance,
            silent=True,
        )

    def removed(self) -> Iterator[Statement]:
        """Passages that are gone whole."""
        for struck, match in self._gone:
            yield self._removed(struck, match)

    def _removed(self, struck: Struck, match: Matched | None) -> Statement:
        entry = match.entry if match else None
        case, words = self._case, "\n".join(struck.paragraphs)
        what = f"Our clause on {entry.title.lower()}" if entry else "A passage"
        direction = direction_of("clause_removed", (), (), entry, roles=case.roles)
        place = min(struck.place, case.places.end.end)
        return Statement(
            kind="clause_removed",
            span=Span(place, place),
            severity=_worst([severity_of("clause_removed", direction, entry, case.library)]),
            direction=direction,
            reason=f"{what} is gone: “{excerpt(words)}”; {WHY}.",
            answer=answer(entry.standard, case.library, case.roles, {}, case.fields) if entry else words,
            confidence=0.6 + 0.38 * match.score if match else 0.9,
            method=METHOD,
            changes=(Change(words, ""),),
            entry=entry,
            position=entry.standard if entry else None,
            silent=True,
        )

    def moved(self, silent: Silent) -> Statement:
        """A passage in another place than before."""
        words = self._change(silent).after
        match = self._places.within(silent.place)
        severity = milder(severity_of("clause_moved", "neutral", None, self._case.library), "low")
        reason = f"“{excerpt(words)}” stands in another place now; {WHY}."
        return self._plain(silent, match, Change(words, words), reason, severity)

    def referred(self, silent: Silent) -> Statement:
        """A reference that leads to another clause."""
        change = self._change(silent)
        match = self._places.at(silent.place)
        direction: Direction = "neutral"
        severity = severity_of("text_changed", direction, match.entry if match else None, self._case.library)
        reason = f"“{change.before}” reads “{change.after}” now, which is another clause; {WHY}."
        return self._plain(silent, match, change, reason, severity)

    def _plain(
        self, silent: Silent, match: Matched | None, change: Change, reason: str, severity: Severity
    ) -> Statement:
        return Statement(
            kind="clause_moved" if silent.kind == "moved" else "text_changed",
            span=_context(self._case, silent.place),
            severity=_worst([severity]),
            direction="neutral",
            reason=reason,
            answer="" if silent.kind == "moved" else reply_to(self._case, match, (change,)),
            confidence=0.9,
            method=METHOD,
            changes=(change,),
            entry=match.entry if match else None,
            position=match.position if match else None,
            silent=True,
        )

    def _tokens(self, text: str, span: Span) -> tuple[Token, ...]:
        return canonical(wording(text, self._case.roles, [span])).tokens

    def _change(self, silent: Silent) -> Change:
        before = self._sent.sent[silent.before.start : silent.before.end]
        after = self._sent.returned[silent.after.start : silent.after.end]
        return Change(" ".join(before.split()), " ".join(after.split()))


def _by_sentence(case: Case, edits: Sequence[_Told]) -> Iterator[Sequence[_Told]]:
    """Changes one by one; many in one sentence together, since nobody reads them apart."""

    def sentence(told: _Told) -> tuple[int, int]:
        clause = id(told.match) if told.match else 0
        return case.places.sentence(told.silent.place.start).start, clause

    for _, group in groupby(edits, key=sentence):
        together = tuple(group)
        if len(together) >= _CROWDED:
            yield together
        else:
            yield from ((told,) for told in together)


def _margin(margin: MarginChange) -> Statement:
    """A header or footer that reads otherwise; it is in no clause, so its place is the beginning of the text."""
    where = margin.kind.capitalize()
    change = margin.change
    kind = "text_changed" if change.before and change.after else "text_added" if change.after else "text_removed"
    what = f"reads “{excerpt(change.after)}” now" if change.after else f"“{excerpt(change.before)}” is gone"
    return Statement(
        kind=kind,  # type: ignore[arg-type]  # three literals of the type
        span=Span(0, 0),
        severity=_LEAST,
        direction="neutral",
        reason=f"{where}: {what}; {WHY}.",
        answer=change.before,
        confidence=0.9,
        method=METHOD,
        changes=(change,),
        silent=True,
        subject=where,
    )


def _untracked(reason: str) -> str:
    return f"{reason.rstrip('.')}; {WHY}."


def _worst(severities: Sequence[Severity]) -> Severity:
    return max((_LEAST, *severities), key=SEVERITIES.index)
