"""How serious a deviation is and whom it helps. The rules are written out in docs/review.md."""

from __future__ import annotations

from collections.abc import Sequence

from clause_library.deviations.kinds import CONDITION_OPENERS, SCOPE_OPENERS, VALUE_KINDS
from clause_library.deviations.tolerances import tolerance_for
from clause_library.types import (
    SEVERITIES,
    DeviationKind,
    Direction,
    Entry,
    Library,
    Position,
    Severity,
    Tolerance,
)
from clause_library.wording.comparison import compare
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE, Roles, Token, wording
from clause_library.wording.values import Value

_STRENGTH = {"may": 0, "can": 0, "should": 1, "will": 2, "shall": 2, "must": 2, "agrees": 2, "required": 2} | {
    "could": 0,
    "entitled": 0,
}
_RISKS: tuple[tuple[Severity, frozenset[str]], ...] = (
    ("critical", frozenset("unlimited uncapped exclusivity irrevocable perpetual".split())),
    (
        "high",
        frozenset(
            "indemnify indemnification penalty penalties damages exclusive exclusively competitor competitors compete "
            "audit escrow terminate termination assign publicity liability warrants warranty refund insure "
            "guarantee".split()
        ),
    ),
)
"""Words that make new text serious, whatever clause it stands in; most serious first."""

_LOSSES = ("text_removed", "clause_removed", "protection_removed")
_OPPOSITE: dict[Direction, Direction] = {"adverse": "favourable", "favourable": "adverse", "neutral": "neutral"}


def severity_of(
    kind: DeviationKind,
    direction: Direction,
    entry: Entry | None,
    library: Library,
    *,
    position: Position | None = None,
    tolerance: Tolerance | None = None,
) -> Severity:
    """The severity of a deviation: the first rule that speaks decides.

    1. the tolerance that was exceeded; 2. the position that was reached; 3. what helps us is ``info``;
    4. the entry's own severity for this kind; 5. the entry's severity for an absent clause, where a clause is absent
    or removed; 6. the entry's severity, where the deviation is adverse; 7. the library's severity for this kind.
    """
    if tolerance is not None:
        return tolerance.severity
    if position is not None and position.severity is not None:
        return position.severity
    if direction == "favourable":
        return "info"
    if entry is not None:
        if kind in entry.severities:
            return entry.severities[kind]
        if kind in ("missing_clause", "clause_removed"):
            return entry.missing_severity
        if direction == "adverse" and kind not in ("fallback_position", "prohibited_position", "clause_moved"):
            return entry.severity
    return library.severities.get(kind, "medium")


def rewritten_severity(entry: Entry) -> Severity:
    """The severity of a clause in other words than ours throughout, of which nobody knows yet whom it helps."""
    return entry.severities.get("text_changed", milder(entry.severity, "medium"))


def milder(severity: Severity, limit: Severity) -> Severity:
    """The milder of the two."""
    return min(severity, limit, key=SEVERITIES.index)


def gravest_words(tokens: Sequence[Token]) -> frozenset[str]:
    """The words among the tokens that make any text critical."""
    return _RISKS[0][1] & {token.reads for token in tokens}


def risk_of(tokens: Sequence[Token]) -> Severity | None:
    """How serious new text is by its words alone; None where none of them tells."""
    keys = {token.reads for token in tokens}
    return next((severity for severity, words in _RISKS if keys & words), None)


def direction_of(
    kind: DeviationKind,
    before: Sequence[Token],
    after: Sequence[Token],
    entry: Entry | None,
    *,
    subject: str | None = None,
    roles: Roles,
) -> Direction:
    """Whom a difference helps. ``subject`` is the side whose duty or right the changed words state, where known."""
    if entry is None:
        return "neutral"
    if kind in VALUE_KINDS.values():
        return _value_direction(before, after, entry, roles)
    if kind == "obligation_changed":
        return _obligation_direction(before, after, subject)
    if kind == "party_changed":
        return _party_direction(before, after, entry)
    if kind in _LOSSES:
        return _loss(entry)
    if kind in ("scope_changed", "condition_changed"):
        return _narrowing_direction(kind, before, after, entry)
    if kind == "negation_changed":
        return "adverse" if entry.protects != "them" else "neutral"
    if kind == "text_added":
        return "adverse" if entry.protects == "them" else "neutral"
    return "neutral"


def changed_values(before: Sequence[Token], after: Sequence[Token]) -> tuple[Value, Value] | None:
    """The first pair of comparable values that differ, ours and theirs."""
    old = [token.value for token in before if token.value]
    new = [token.value for token in after if token.value]
    kept = {value.key for value in old} & {value.key for value in new}
    for ours in old:
        for theirs in new:
            if ours.comparable(theirs) and not {ours.key, theirs.key} & kept:
                return ours, theirs
    return None


def _value_direction(before: Sequence[Token], after: Sequence[Token], entry: Entry, roles: Roles) -> Direction:
    pair = changed_values(before, after)
    if pair is None:
        return "neutral"
    ours, theirs = pair
    growth = theirs.size - ours.size
    harmful = _harmful_sign(ours, entry, roles)
    if not harmful or not growth:
        return "neutral"
    return "adverse" if (growth > 0) == (harmful > 0) else "favourable"


def _harmful_sign(value: Value, entry: Entry, roles: Roles) -> int:
    """+1 where more is worse for us, -1 where less is, 0 where nothing tells.

    A tolerance tells; else the entry's own concessions do: fallbacks and prohibited wordings move the value the way
    that costs us.
    """
    tolerance = tolerance_for(value, entry)
    if tolerance is not None and tolerance.operator in ("at_most", "at_least"):
        return 1 if tolerance.operator == "at_most" else -1
    standard = wording(entry.standard.text, roles)
    for position in entry.positions:
        if position.kind == "standard":
            continue
        other = wording(position.text, roles)
        comparison = compare(standard, other)
        for difference in comparison.differences:
            pair = changed_values(*comparison.sides(difference))
            if pair and pair[0].key == value.key and pair[0].size != pair[1].size:
                return 1 if pair[1].size > pair[0].size else -1
    return 0


def _obligation_direction(before: Sequence[Token], after: Sequence[Token], subject: str | None) -> Direction:
    old = [_STRENGTH[token.reads] for token in before if token.reads in _STRENGTH]
    new = [_STRENGTH[token.reads] for token in after if token.reads in _STRENGTH]
    if not old or not new or old[0] == new[0] or subject not in (OUR_SIDE, THEIR_SIDE):
        return "neutral"
    stronger = new[0] > old[0]
    return "adverse" if stronger == (subject == OUR_SIDE) else "favourable"


def _party_direction(before: Sequence[Token], after: Sequence[Token], entry: Entry) -> Direction:
    """A clause that protects somebody and names fewer or other parties than before protects somebody else."""
    old, new = {token.key for token in before}, {token.key for token in after}
    gained, lost = new - old, old - new
    if entry.protects == "us":
        return "adverse" if gained - {OUR_SIDE} or OUR_SIDE in lost else "neutral"
    if entry.protects == "both":
        return "adverse" if THEIR_SIDE in gained and OUR_SIDE not in new else "neutral"
    return "adverse" if lost & {THEIR_SIDE} and OUR_SIDE in gained else "neutral"


def _narrowing_direction(
    kind: DeviationKind, before: Sequence[Token], after: Sequence[Token], entry: Entry
) -> Direction:
    """An exception or condition that came makes the clause apply to less; one that went, to more."""
    openers = SCOPE_OPENERS if kind == "scope_changed" else CONDITION_OPENERS | SCOPE_OPENERS
    if {token.reads for token in after[:2]} & openers:
        return _loss(entry)
    if {token.reads for token in before[:2]} & openers:
        return _OPPOSITE[_loss(entry)]
    return "neutral"


def _loss(entry: Entry) -> Direction:
    """Whom it helps when words of this entry no longer apply."""
    if entry.protects == "both":
        return "neutral"
    return "adverse" if entry.protects == "us" else "favourable"
