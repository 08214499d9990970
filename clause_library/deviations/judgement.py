"""Judges one difference of words: kind, direction, severity and the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.deviations.case import Case
from clause_library.deviations.kinds import VALUE_KINDS, kind_of
from clause_library.deviations.reasons import change_reason, tolerance_reason
from clause_library.deviations.severity import changed_values, direction_of, milder, risk_of, severity_of
from clause_library.deviations.tolerances import is_within, tolerance_for
from clause_library.matching.index import roles_of
from clause_library.types import SEVERITIES, Change, DeviationKind, Direction, Entry, Severity, Tolerance
from clause_library.wording.normalize import OUR_SIDE, REFERENCE, THEIR_SIDE, Token, Wording
from extractor.types import Span

_LONE = frozenset({"and", "or", "the", "a", "an"})

_LEADS_ELSEWHERE = "The reference “{}” became “{}”: new numbering, or another clause."
SAYS_THE_SAME = "The words changed but say the same."

_SENTENCE_TOKENS = 5
"""Added text of this length says something of its own, and weighs by what it says."""

_SENTENCE_REACH = 200
"""So many tokens back a sentence names whose duty or right it states."""

_TRIVIAL = frozenset("of in on at as is are be been its their this that such which upon".split())


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a difference of words amounts to; ``tolerance`` is the limit that its value breaks."""

    kind: DeviationKind
    direction: Direction
    severity: Severity
    reason: str
    tolerance: Tolerance | None = None


def judge(
    case: Case,
    before: Sequence[Token],
    after: Sequence[Token],
    change: Change,
    entry: Entry | None,
    *,
    subject: str | None = None,
    approved: Wording | None = None,
) -> Judgement:
    """What it amounts to that ``after`` stands where ``before`` stood.

    ``subject`` is the side whose duty or right the sentence states; ``approved`` the whole approved wording,
    None where the words before are only what stood there.
    """
    if _leads_elsewhere(before, after, change):
        return Judgement("number_changed", "neutral", "low", _LEADS_ELSEWHERE.format(change.before, change.after))
    if [token.key for token in before] == [token.key for token in after] or _is_trivial(before, after):
        return Judgement("wording_only", "neutral", "info", SAYS_THE_SAME)
    limit = _limit(case, before, after, entry, approved)
    kind = kind_of(before, after, entry.clause_type if entry else None)
    direction = direction_of(kind, before, after, entry, subject=subject, roles=roles_of(case.library))
    if limit is not None and entry is not None:
        pair = changed_values(before, after)
        if pair is not None and not is_within(limit, pair[1]):
            reason = tolerance_reason(entry, limit, _value_words(after, pair[1].key, change))
            return Judgement("tolerance_exceeded", "adverse", limit.severity, reason, limit)
    severity = severity_of(kind, direction, entry, case.library)
    if kind in VALUE_KINDS.values() and limit is not None:
        severity = milder(severity, "low")
    if kind == "text_added" and len(after) >= _SENTENCE_TOKENS:
        severity = max(severity, risk_of(after) or severity, key=SEVERITIES.index)
    return Judgement(
        kind, direction, severity, change_reason(kind, change, direction, entry, approved=approved is not None)
    )


def _leads_elsewhere(before: Sequence[Token], after: Sequence[Token], change: Change) -> bool:
    """Whether a reference alone was changed: it may be new numbering, or another clause."""
    alone = [token.key for token in (*before, *after)] == [REFERENCE, REFERENCE]
    return alone and change.before.casefold() != change.after.casefold()


def subject_before(tokens: Sequence[Token], place: int) -> str | None:
    """The side that the sentence speaks of: the last one named before ``place``."""
    for token in reversed(tokens[max(0, place - _SENTENCE_REACH) : place]):
        if token.key in (OUR_SIDE, THEIR_SIDE):
            return token.key
    return None


def _limit(
    case: Case, before: Sequence[Token], after: Sequence[Token], entry: Entry | None, approved: Wording | None
) -> Tolerance | None:
    """The limit that speaks about the changed value: a field says that it is this value, or no other can be meant."""
    pair = changed_values(before, after)
    tolerance = tolerance_for(pair[0], entry) if pair and entry else None
    if tolerance is None or pair is None:
        return None
    place = Span(after[0].start, after[-1].end)
    if any(field.name == tolerance.field and field.span.overlaps(place) for field in case.fields):
        return tolerance
    alike = [t for t in approved.tokens if t.value and t.value.kind == pair[0].kind] if approved else [before[0]]
    return tolerance if len(alike) == 1 else None


def _value_words(after: Sequence[Token], key: str, change: Change) -> str:
    values = [token for token in after if token.value]
    if len(values) == 1 and len(after) == 1:
        return change.after
    kind, _, figure = key.partition(":")
    return f"{figure}%" if kind == "percent" else change.after


def is_trivial_text(change: Change) -> bool:
    """Whether a change is of function words alone."""
    return {word for side in (change.before, change.after) for word in side.casefold().split()} <= _TRIVIAL | _LONE


def _is_trivial(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Function words alone; a conjunction that came or went moved with the items of a list, one for another counts."""
    words = {token.reads for token in (*before, *after)}
    return words <= _TRIVIAL or (words in ({"and"}, {"or"}) and not (before and after))
