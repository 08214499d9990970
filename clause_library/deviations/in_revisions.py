"""What tracked revisions did beyond the words of a matched clause: clauses struck, added or moved, and other edits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from clause_library.deviations.answers import answer
from clause_library.deviations.case import Case, Statement
from clause_library.deviations.judgement import Judgement, judge, subject_before
from clause_library.deviations.reasons import excerpt
from clause_library.deviations.severity import direction_of, milder, risk_of, severity_of
from clause_library.matching.matcher import Matched, Matching
from clause_library.places import trimmed
from clause_library.tracked_changes import Edit, Struck, has_words, inserted_clause
from clause_library.types import SEVERITIES, Change
from clause_library.wording.equivalents import canonical
from clause_library.wording.normalize import Token, Wording, wording
from extractor.types import Span

_CROWDED = 3
"""From so many edits on, those of one sentence are told together."""

_REACH = 200
"""Characters beside an edit that may belong to the same words or quantity."""


def tracked_deviations(case: Case, matching: Matching, told: Collection[str]) -> list[Statement]:
    """Deviations for every revision with words that is not in ``told``, the ids that other deviations refer to."""
    places = PlaceOfEntries(matching.matched)
    found = [*_struck(case, matching), *_moved(case, places), *_added(case, matching, told)]
    known = {*told, *(revision.id for statement in found for revision in statement.revisions)}
    edits = case.tracked.edits(without=known)
    return [*found, *(_edited(case, group, places) for group in _by_sentence(case, edits))]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The words before and after an edit, and the place of those after."""

    before: Wording
    after: Wording
    place: Span

    @property
    def change(self) -> Change:
        """Both sides as a reader sees them."""
        return Change(
            self.before.words(0, len(self.before.tokens)),
            self.after.words(0, len(self.after.tokens)),
        )


class PlaceOfEntries:
    """Which match a place in the text belongs to."""

    def __init__(self, matched: Sequence[Matched]) -> None:
        parts = ((span, match) for match in matched for span in match.spans)
        self._parts = sorted(parts, key=lambda part: part[0].start)
        self._starts = [span.start for span, _ in self._parts]

    def at(self, span: Span) -> Matched | None:
        """The match whose words, which no other match shares, hold or touch the beginning of ``span``."""
        after = bisect_right(self._starts, span.start)
        near = self._parts[max(0, after - 2) : after]
        return next((match for part, match in near if span.start <= part.end), None)

    def within(self, span: Span) -> Matched | None:
        """The first match that begins inside ``span``."""
        first = bisect_left(self._starts, span.start)
        inside = first < len(self._parts) and self._starts[first] < span.end
        return self._parts[first][1] if inside else None


def _struck(case: Case, matching: Matching) -> Iterator[Statement]:
    for struck, match in matching.struck:
        if not struck.revisions:  # taken out silently, which is told otherwise
            continue
        entry = match.entry if match else None
        what = f"our clause on {entry.title.lower()}" if entry else "a passage"
        direction = direction_of("clause_removed", (), (), entry, roles=case.roles)
        words = "\n".join(struck.paragraphs)
        yield Statement(
            kind="clause_removed",
            span=_near(case, struck),
            severity=severity_of("clause_removed", direction, entry, case.library),
            direction=direction,
            reason=f"A tracked deletion takes out {what}: “{excerpt(words)}”.",
            answer=answer(entry.standard, case.library, case.roles, {}, case.fields) if entry else words,
            confidence=0.6 + 0.38 * match.score if match else 0.9,
            method="tracked deletion of whole paragraphs",
            changes=(Change(words, ""),),
            revisions=tuple(r for r in struck.revisions if has_words(r)),
            entry=entry,
            position=entry.standard if entry else None,
        )


def _near(case: Case, struck: Struck) -> Span:
    """Nothing is left to quote; the place is where the words were."""
    place = min(struck.place, case.places.end.end)
    return Span(place, place)


def _moved(case: Case, places: PlaceOfEntries) -> Iterator[Statement]:
    """One deviation for each move: both its ends, with the words where they stand now."""
    ends = sorted((r for r in case.tracked.revisions if r.kind.startswith("move")), key=lambda r: r.move_id or r.id)
    for _, group in groupby(ends, key=lambda r: r.move_id or r.id):
        revisions = tuple(group)
        if not any(has_words(revision) for revision in revisions):
            continue
        there = [r for r in revisions if r.kind == "move_to" and len(r.span)] or list(revisions)
        span = Span(min(r.span.start for r in there), max(r.span.end for r in there))
        words = " ".join(r.text for r in there)
        match = places.within(span)
        yield Statement(
            kind="clause_moved",
            span=trimmed(case.contract.document.text, span),
            entry=match.entry if match else None,
            position=match.position if match else None,
            severity=milder(severity_of("clause_moved", "neutral", None, case.library), "low"),
            direction="neutral",
            reason=f"“{excerpt(words)}” stands in another place now; its words are compared there.",
            answer="",
            confidence=0.95,
            method="tracked move",
            changes=(Change(words, words),),
            revisions=revisions,
        )


def _added(case: Case, matching: Matching, told: Collection[str]) -> Iterator[Statement]:
    """Whole provisions that were inserted and that no entry covers."""
    for unit in matching.unmatched:
        revisions = inserted_clause(case.tracked, unit.clause, unit.spans)
        if not revisions or all(revision.id in told for revision in revisions):
            continue
        words = " ".join(case.contract.document.quote(span) for span in unit.spans)
        severity = risk_of(unit.wording.tokens) or severity_of("clause_added", "neutral", None, case.library)
        yield Statement(
            kind="clause_added",
            span=trimmed(unit.wording.text, Span(unit.spans[0].start, unit.spans[-1].end)),
            severity=severity,
            direction="adverse" if risk_of(unit.wording.tokens) else "neutral",
            reason=f"A new clause was inserted that our library does not cover: “{excerpt(words)}”.",
            answer="",
            confidence=0.85,
            method="tracked insertion of a whole clause",
            changes=(Change("", " ".join(words.split())),),
            revisions=revisions,
        )


def _by_sentence(case: Case, edits: Sequence[Edit]) -> Iterator[tuple[Edit, ...]]:
    """Edits one by one; many by one author in one sentence together, since nobody reads them apart."""

    def sentence(edit: Edit) -> tuple[int, str | None]:
        return case.places.sentence(edit.span.start).start, edit.revisions[0].author

    for _, group in groupby(edits, key=sentence):
        together = tuple(group)
        if len(together) >= _CROWDED:
            yield together
        else:
            yield from ((edit,) for edit in together)


def _edited(case: Case, edits: Sequence[Edit], places: PlaceOfEntries) -> Statement:
    """Tracked edits that no other deviation tells of, in their own words; the most serious speaks for all."""
    sides = [_both_sides(case, edit) for edit in edits]
    match = places.at(sides[0].place if len(sides[0].place) else edits[0].span)
    entry = match.entry if match else None
    verdicts = [_verdict(case, side, match) for side in sides]
    worst = max(verdicts, key=lambda verdict: SEVERITIES.index(verdict.severity))
    changes = tuple(side.change for side in sides)
    there = [side.place for side in sides if len(side.place)]
    span = Span(min(p.start for p in there), max(p.end for p in there)) if there else None
    return Statement(
        kind=worst.kind,
        span=span or case.places.sentence(edits[0].span.start),
        severity=worst.severity,
        direction=worst.direction,
        reason=worst.reason,
        answer=reply_to(case, match, changes),
        confidence=0.9,
        method="tracked change",
        changes=changes,
        revisions=tuple(revision for edit in edits for revision in edit.revisions),
        entry=entry,
        position=match.position if match else None,
        tolerance=worst.tolerance,
    )


def _verdict(case: Case, side: _Sides, match: Matched | None) -> Judgement:
    entry = match.entry if match else None
    subject = subject_at(match, side.place)
    return judge(case, side.before.tokens, side.after.tokens, side.change, entry, subject=subject)


def _both_sides(case: Case, edit: Edit) -> _Sides:
    """The words before and after an edit, widened to whole words and quantities."""
    text = case.contract.document.text
    around = _words_around(text, edit.span)
    new = canonical(wording(text, case.roles, [around]))
    old = canonical(wording(case.tracked.before(around, edit.revisions), case.roles))
    start = _shared(old.tokens, new.tokens)
    stop = _shared(old.tokens[start:][::-1], new.tokens[start:][::-1])
    before = old.tokens[start : len(old.tokens) - stop]
    after = new.tokens[start : len(new.tokens) - stop]
    if not before and not after:  # the words changed, but not what they say
        after = tuple(token for token in new.tokens if token.start < edit.span.end and edit.span.start < token.end)
        before = after
    place = Span(after[0].start, after[-1].end) if after else Span(edit.span.start, edit.span.start)
    return _Sides(Wording(old.text, before), Wording(text, after), place)


def _shared(left: Sequence[Token], right: Sequence[Token]) -> int:
    """How many tokens both begin with."""
    return next(
        (number for number, (a, b) in enumerate(zip(left, right, strict=False)) if a.key != b.key),
        min(len(left), len(right)),
    )


def _words_around(text: str, span: Span) -> Span:
    """The span with the words of its lines before and after it, as far as a quantity can reach."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _REACH)
    end = text.find("\n", span.end, span.end + _REACH)
    end = min(len(text), span.end + _REACH) if end < 0 else end
    while start and start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)


def subject_at(match: Matched | None, place: Span) -> str | None:
    """The side that the sentence at a place in a matched clause speaks of."""
    if match is None:
        return None
    tokens = match.wording.tokens
    return subject_before(tokens, bisect_left(tokens, place.start, key=lambda token: token.start))


def reply_to(case: Case, match: Matched | None, changes: Sequence[Change]) -> str:
    """Our approved language; outside of any entry, the words that stood there before."""
    if match is None:
        return " … ".join(change.before for change in changes if change.before)
    return answer(match.entry.standard, case.library, case.roles, {}, case.fields)
