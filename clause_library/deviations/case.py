"""One contract under review, with everything that the single checks look up, and how they state what they found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clause_library.matching.matcher import Matched
from clause_library.places import Places, trimmed
from clause_library.tracked_changes import TrackedChanges
from clause_library.types import (
    Change,
    Deviation,
    DeviationKind,
    Direction,
    Entry,
    Library,
    Position,
    Severity,
    Tolerance,
)
from clause_library.wording.normalize import Roles
from extractor.types import Contract, Field, Revision, Span

TITLES: dict[DeviationKind, str] = {
    "missing_clause": "Missing clause",
    "prohibited_position": "Wording that we do not sign",
    "fallback_position": "Fallback reached",
    "tolerance_exceeded": "Outside our limit",
    "amount_changed": "Amount changed",
    "percentage_changed": "Percentage changed",
    "duration_changed": "Period changed",
    "date_changed": "Date changed",
    "number_changed": "Number changed",
    "obligation_changed": "Obligation changed",
    "negation_changed": "Meaning turned round",
    "party_changed": "Party changed",
    "scope_changed": "Scope changed",
    "condition_changed": "Condition changed",
    "protection_overridden": "Protection overridden",
    "protection_removed": "Protection removed",
    "law_or_venue_changed": "Law or venue changed",
    "definition_changed": "Definition changed",
    "text_added": "Text added",
    "text_removed": "Text removed",
    "text_changed": "Wording changed",
    "wording_only": "Changes that do not matter",
    "clause_added": "Clause added",
    "clause_removed": "Clause removed",
    "clause_moved": "Text moved",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A contract with its library, the names of its parties, its fields, revisions and places."""

    contract: Contract
    library: Library
    roles: Roles
    fields: tuple[Field, ...]
    tracked: TrackedChanges
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a check found, before it is put into words and place as a deviation.

    ``ours`` says that the clause was our text: there, a change that no revision shows was made silently. ``silent``
    says whether it was, as the version that was sent tells; None where that was not given. ``subject`` names what is
    in no clause.
    """

    kind: DeviationKind
    span: Span
    severity: Severity
    direction: Direction
    reason: str
    answer: str
    confidence: float
    method: str
    changes: tuple[Change, ...] = ()
    revisions: tuple[Revision, ...] = ()
    entry: Entry | None = None
    position: Position | None = None
    tolerance: Tolerance | None = None
    ours: bool = False
    silent: bool | None = None
    subject: str = ""


def state(case: Case, statement: Statement) -> Deviation:
    """The statement as a deviation, with evidence, comments, authors and approver, but no id yet."""
    entry = statement.entry
    evidence = case.places.evidence(statement.span)
    whole = statement.kind == "wording_only"  # of the whole contract, not of a place in it
    subject = statement.subject or ("" if whole else entry.title if entry else _place_title(case, statement.span))
    untracked = is_untracked(case, statement)
    return Deviation(
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        page=evidence.page,
        paragraph=evidence.paragraph,
        clause=evidence.clause,
        id="",
        kind=statement.kind,
        severity=statement.severity,
        direction=statement.direction,
        title=f"{subject}: {TITLES[statement.kind].lower()}" if subject else TITLES[statement.kind],
        reason=_untracked(statement.reason) if untracked and statement.silent is None else statement.reason,
        changes=statement.changes,
        answer=statement.answer,
        guidance=entry.guidance if entry else "",
        confidence=round(min(max(statement.confidence, 0.0), 1.0), 4),
        method=statement.method,
        clause_type=entry.clause_type if entry else None,
        position=statement.position.id if statement.position else None,
        approver=_approver(statement),
        authors=tuple(dict.fromkeys(r.author for r in statement.revisions if r.author)),
        revisions=tuple(dict.fromkeys(r.id for r in statement.revisions)),
        comments=_comments(case, statement),
        subject=subject,
        tracked=False if untracked else bool(statement.revisions) or None,
    )


def is_untracked(case: Case, statement: Statement) -> bool:
    """Whether it is a change that no revision shows."""
    if statement.silent is not None:
        return statement.silent
    return statement.ours and bool(case.tracked) and not statement.revisions


def unique(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """The given revisions without repetition, in order of place."""
    unique = {revision.id: revision for revision in revisions}
    return tuple(sorted(unique.values(), key=lambda r: (r.span.start, r.original_span.start, r.id)))


def passage(match: Matched) -> Span:
    """From the first to the last word of a matched clause."""
    return trimmed(match.wording.text, Span(match.spans[0].start, match.spans[-1].end))


def _approver(statement: Statement) -> str | None:
    if statement.direction == "favourable" or statement.severity == "info":
        return None
    if statement.tolerance is not None and statement.tolerance.approver:
        return statement.tolerance.approver
    if statement.position is not None and statement.kind in ("fallback_position", "prohibited_position"):
        needs_nobody = statement.kind == "fallback_position"
        return statement.position.approver or (
            None if needs_nobody or statement.entry is None else statement.entry.approver
        )
    return statement.entry.approver if statement.entry else None


def _comments(case: Case, statement: Statement) -> tuple[str, ...]:
    spans: Sequence[Span] = [statement.span, *(revision.span for revision in statement.revisions)]
    if not len(statement.span) and not statement.revisions:
        return ()
    return tuple(dict.fromkeys(comment.id for span in spans for comment in case.tracked.comments_at(span)))


def _place_title(case: Case, span: Span) -> str:
    clause = case.places.clause(span)
    if clause is None:
        return ""
    title = " ".join(clause.title.split())
    return title if len(title) <= 60 else title[:57].rstrip() + "..."


def _untracked(reason: str) -> str:
    return f"{reason.rstrip('.')}; no tracked change shows this."
