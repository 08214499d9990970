"""Differences between a matched clause and its position: word by word in our text, in sum where the text is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clause_library.deviations.answers import answer
from clause_library.deviations.case import Case, Statement, passage, unique
from clause_library.deviations.judgement import SAYS_THE_SAME, Judgement, is_trivial_text, judge, subject_before
from clause_library.deviations.kinds import VALUE_KINDS
from clause_library.deviations.meaning import MATTERS, meaning_of
from clause_library.deviations.reasons import excerpt, position_reason
from clause_library.deviations.rewritten import rewritten
from clause_library.deviations.severity import severity_of
from clause_library.matching.index import roles_of
from clause_library.matching.matcher import Matched
from clause_library.tracked_changes import has_words, inserted_clause
from clause_library.types import SEVERITIES, Change, DeviationKind
from clause_library.wording.comparison import Comparison, Difference, compare, similarity
from clause_library.wording.normalize import Wording, wording
from extractor.types import Revision, Span

OUR_PAPER = 0.6
"""From this similarity, now or before the revisions, a clause is our text and is compared word by word."""

_TELL_BY_THEMSELVES = frozenset(
    {*VALUE_KINDS.values(), "obligation_changed", "negation_changed", "party_changed", "law_or_venue_changed"}
)
_CONTAINED = 0.8
_POSITION_CHANGES = 8
_HEADING_TOKENS = 8


@dataclass(frozen=True, slots=True)
class _Group:
    """Differences that one edit made."""

    differences: tuple[Difference, ...]
    revisions: tuple[Revision, ...]


def wording_deviations(case: Case, match: Matched, beside: Matched | None = None) -> list[Statement]:
    """Everything in which the clause differs from the position that it answers to.

    ``beside`` is the clause of the same entry that this one stands next to; where that is ours, this one has to go.
    """
    if match.position.kind == "prohibited":
        return [_prohibited(case, match, beside)]
    position_words = wording(match.position.text, roles_of(case.library))
    comparison = _without_heading(compare(position_words, match.wording))
    found: list[Statement] = []
    if match.position.kind == "fallback":
        found.append(_fallback(case, match))
    if not _is_our_paper(match, comparison, position_words):
        return [*found, *rewritten(case, match, comparison, position_words)]
    told = [_word_level(case, match, group, comparison) for group in _grouped(case, match, comparison)]
    if told and not _matters(comparison, told, match):
        told = [
            replace(statement, kind="wording_only", severity="info", direction="neutral", reason=SAYS_THE_SAME)
            for statement in told
        ]
    told = _party_changes_together([statement for statement in told if not _is_trifle(statement)])
    return [*found, *told, *_renamed(case, match, comparison)]


def _matters(comparison: Comparison, told: Sequence[Statement], match: Matched) -> bool:
    """Whether any of the differences means something; where one of them surely does, the model is not asked."""
    if any(statement.tolerance is not None or statement.kind in _TELL_BY_THEMSELVES for statement in told):
        return True
    return meaning_of(comparison, match.entry.clause_type).matters >= MATTERS


def _is_trifle(statement: Statement) -> bool:
    """Function words that differ though nobody tracked a change are not worth a line."""
    says_nothing = all(is_trivial_text(change) for change in statement.changes)
    return statement.kind == "wording_only" and says_nothing and not statement.revisions


def _renamed(case: Case, match: Matched, comparison: Comparison) -> list[Statement]:
    """The terms that have another name throughout, for the card of changes that mean nothing."""
    changes = tuple(Change(old, new) for old, new in comparison.renamed.items())
    if not changes:
        return []
    return [
        Statement(
            kind="wording_only",
            span=passage(match),
            severity="info",
            direction="neutral",
            reason=SAYS_THE_SAME,
            answer="",
            confidence=match.score,
            method=f"{match.method} match, renamed throughout",
            changes=changes,
            ours=True,
        )
    ]


def _party_changes_together(statements: list[Statement]) -> list[Statement]:
    """Parties that the same people changed throughout one clause are one change of the clause."""
    together: dict[tuple[str | None, ...], Statement] = {}
    kept: list[Statement] = []
    for statement in statements:
        authors = tuple(dict.fromkeys(revision.author for revision in statement.revisions))
        first = together.get(authors)
        if statement.kind != "party_changed":
            kept.append(statement)
        elif first is None:
            together[authors] = statement
        else:
            worse = max(first, statement, key=_gravity)
            together[authors] = replace(
                worse,
                span=Span(min(first.span.start, statement.span.start), max(first.span.end, statement.span.end)),
                changes=(*first.changes, *statement.changes),
                revisions=(*first.revisions, *statement.revisions),
            )
    return [*kept, *together.values()]


def _gravity(statement: Statement) -> tuple[int, bool]:
    return SEVERITIES.index(statement.severity), statement.direction == "adverse"


def _is_our_paper(match: Matched, comparison: Comparison, position_words: Wording) -> bool:
    if max(comparison.similarity, match.was_similar) >= OUR_PAPER:
        return True
    gone = sum(d.before_end - d.before_start for d in comparison.differences)
    return 1 - gone / max(len(position_words.tokens), 1) >= _CONTAINED


def _fallback(case: Case, match: Matched) -> Statement:
    """An approved fallback was reached; the evidence is what makes it differ from the standard."""
    standard = wording(match.entry.standard.text, roles_of(case.library))
    comparison = compare(standard, match.wording)
    differences = comparison.differences[:_POSITION_CHANGES]
    alone = len(differences) == 1 and differences[0].after_end > differences[0].after_start
    return _position_reached(
        case,
        match,
        kind="fallback_position",
        span=_after_span(comparison.other, differences[0]) if alone else passage(match),
        reason=position_reason(match.position, ours=match.similarity >= OUR_PAPER),
        answer=answer(match.entry.standard, case.library, case.roles, comparison.bindings, case.fields),
        changes=tuple(map(comparison.change, differences)),
        revisions=unique(r for difference in differences for r in _causes(case, match, difference, comparison)),
    )


def _prohibited(case: Case, match: Matched, beside: Matched | None) -> Statement:
    """Language that we never sign; where our own stands beside it, the answer is to strike it."""
    standard = wording(match.entry.standard.text, roles_of(case.library))
    comparison = compare(standard, match.wording)
    inserted = inserted_clause(case.tracked, match.unit.clause, match.spans)
    there = [r for part in match.spans for r in case.tracked.at(part) if has_words(r)]
    reason = position_reason(match.position, ours=match.similarity >= OUR_PAPER)
    reply = answer(match.entry.standard, case.library, case.roles, comparison.bindings, case.fields)
    if beside is not None and beside.similarity >= OUR_PAPER and beside.unit.clause is not None:
        where = beside.unit.clause.number or f"“{excerpt(beside.unit.clause.title)}”"
        reason, reply = f"{reason} Strike it: our language stands in {where}.", ""
    before = match.unit.original or match.wording
    if max(comparison.similarity, similarity(standard, before)) >= OUR_PAPER:  # made of our text
        differences = comparison.differences[:_POSITION_CHANGES]
        changes = tuple(map(comparison.change, differences))
    else:
        replaced = any(revision.kind == "deletion" for revision in there)
        new = beside is not None or (bool(inserted) and not replaced)
        words = " ".join(case.contract.document.quote(passage(match)).split())
        changes = (Change("" if new else match.entry.standard.text, words),)
    return _position_reached(
        case,
        match,
        kind="prohibited_position",
        span=passage(match),
        reason=reason,
        answer=reply,
        changes=changes,
        revisions=unique((*inserted, *there)),
    )


def _position_reached(
    case: Case,
    match: Matched,
    *,
    kind: DeviationKind,
    span: Span,
    reason: str,
    answer: str,
    changes: tuple[Change, ...],
    revisions: tuple[Revision, ...],
) -> Statement:
    return Statement(
        kind=kind,
        span=span,
        severity=severity_of(kind, "adverse", match.entry, case.library, position=match.position),
        direction="adverse",
        reason=reason,
        answer=answer,
        confidence=match.score * (0.95 if match.similarity >= OUR_PAPER else 0.7),
        method=f"nearest position, {match.method} match",
        changes=changes,
        revisions=revisions,
        entry=match.entry,
        position=match.position,
    )


def _grouped(case: Case, match: Matched, comparison: Comparison) -> list[_Group]:
    """Differences in order; those that the same revision made belong together."""
    groups: list[_Group] = []
    for difference in comparison.differences:
        causes = _causes(case, match, difference, comparison)
        if groups and {r.id for r in groups[-1].revisions} & {r.id for r in causes}:
            last = groups.pop()
            groups.append(_Group((*last.differences, difference), unique((*last.revisions, *causes))))
        else:
            groups.append(_Group((difference,), causes))
    return groups


def _without_heading(comparison: Comparison) -> Comparison:
    """The comparison without a heading that the clause begins with and that our wording does not have."""
    if not comparison.differences or not _is_heading(comparison.other, comparison.differences[0]):
        return comparison
    heading, *rest = comparison.differences
    length = heading.after_end
    return replace(
        comparison,
        other=Wording(comparison.other.text, comparison.other.tokens[length:]),
        differences=tuple(
            replace(one, after_start=one.after_start - length, after_end=one.after_end - length) for one in rest
        ),
    )


def _is_heading(words: Wording, difference: Difference) -> bool:
    """Whether the words that we do not have are a heading: a few, at the very beginning, set off from the rest."""
    if difference.before_end > difference.before_start or difference.after_start > 0:
        return False
    end = words.tokens[difference.after_end - 1].end
    return difference.after_end <= _HEADING_TOKENS and words.text[end : end + 2].strip(" ")[:1] in (".", ":", "\n")


def _causes(case: Case, match: Matched, difference: Difference, comparison: Comparison) -> tuple[Revision, ...]:
    """The revisions that put the new words there or took the old ones away."""
    region = _gap_around(match, difference, comparison)
    after = _after_span(comparison.other, difference)
    before = comparison.approved.words(difference.before_start, difference.before_end).casefold()
    causes = []
    # What an edit took out stands before all that it put in, also before words that both sides have.
    for revision in case.tracked.whole_edits(case.tracked.at(region)):
        if not has_words(revision):
            continue
        if revision.kind in ("insertion", "move_to"):
            caused = len(after) > 0 and len(revision.span) > 0 and revision.span.overlaps(after)
        else:
            caused = any(word in before for word in re.findall(r"\w+", revision.text.casefold()))
        if caused:
            causes.append(revision)
    # What the rest of an edit put back ("does not warrant" became "warrants") says nothing of its own.
    return unique(case.tracked.whole_edits(causes))


def _gap_around(match: Matched, difference: Difference, comparison: Comparison) -> Span:
    """From the end of the unchanged word before to the beginning of the one after, inside the clause."""
    tokens = comparison.other.tokens
    start = tokens[difference.after_start - 1].end if difference.after_start else match.spans[0].start
    end = tokens[difference.after_end].start if difference.after_end < len(tokens) else match.spans[-1].end
    return Span(min(start, end), max(start, end))


def _after_span(words: Wording, difference: Difference) -> Span:
    """The words that stand there now; empty at the point of removal where none do."""
    if difference.after_end > difference.after_start:
        return Span(words.tokens[difference.after_start].start, words.tokens[difference.after_end - 1].end)
    place = words.tokens[difference.after_start - 1].end if difference.after_start else 0
    return Span(place, place)


def _word_level(case: Case, match: Matched, group: _Group, comparison: Comparison) -> Statement:
    judged = [_judge(case, match, difference, comparison) for difference in group.differences]
    worst = max(judged, key=lambda item: SEVERITIES.index(item.severity))
    changes = tuple(map(comparison.change, group.differences))
    return Statement(
        kind=worst.kind,
        span=_evidence_span(case, match, group, comparison),
        severity=worst.severity,
        direction=worst.direction,
        reason=worst.reason,
        answer=answer(match.position, case.library, case.roles, comparison.bindings, case.fields),
        confidence=match.score * (0.97 if group.revisions else 0.9),
        method=f"{match.method} match, word comparison",
        changes=changes,
        revisions=group.revisions,
        entry=match.entry,
        position=match.position,
        tolerance=worst.tolerance,
        ours=True,
    )


def _judge(case: Case, match: Matched, difference: Difference, comparison: Comparison) -> Judgement:
    approved = comparison.approved
    before, after = comparison.sides(difference)
    subject = subject_before(approved.tokens, difference.before_start)
    change = comparison.change(difference)
    return judge(case, before, after, change, match.entry, subject=subject, approved=approved)


def _evidence_span(case: Case, match: Matched, group: _Group, comparison: Comparison) -> Span:
    """The new words; where words only went, the sentence in which they stood."""
    spans = [_after_span(comparison.other, difference) for difference in group.differences]
    there = [span for span in spans if len(span)]
    if there:
        return Span(min(span.start for span in there), max(span.end for span in there))
    place = _gap_around(match, group.differences[0], comparison).start
    part = next((part for part in match.spans if part.start <= place <= part.end), match.spans[0])
    return case.places.sentence(place, part)
