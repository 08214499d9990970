"""All deviations of a contract from a library: wording, limits, missing clauses and tracked revisions together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clause_library.classification import TypedSpan
from clause_library.deviations.answers import answer
from clause_library.deviations.case import Case, Statement, is_untracked, state, unique
from clause_library.deviations.in_revisions import tracked_deviations
from clause_library.deviations.in_wording import wording_deviations
from clause_library.deviations.overrides import with_overrides
from clause_library.deviations.reasons import plain, tolerance_reason
from clause_library.deviations.severity import severity_of
from clause_library.deviations.silent import with_silent
from clause_library.deviations.tolerances import field_keeps, part_of
from clause_library.matching.index import roles_of
from clause_library.matching.matcher import Matched, Matching
from clause_library.matching.told import Told
from clause_library.sent.types import SentComparison
from clause_library.tracked_changes import has_words
from clause_library.types import SEVERITIES, AgreementType, Deviation, Entry, Tolerance
from clause_library.wording.comparison import similarity
from clause_library.wording.normalize import Wording, wording
from extractor.types import Field

_CALLED: dict[AgreementType, str] = {
    "master_agreement": "A master agreement",
    "order_form": "An order form",
    "sla": "A service level agreement",
    "data_protection": "A data processing agreement",
    "nda": "A non-disclosure agreement",
}

_MISSING_BELOW = 0.3
"""An entry that some words came nearer to than this is not called missing: they may be its clause, told otherwise."""

_BEYOND = 0.1
"""An override tells a revision of which no more than this share lies outside of it."""

_SPREAD_GAIN = 0.05
"""Another clause belongs to the same provision when together they are nearer to the position by this much."""


def find_deviations(
    case: Case,
    matching: Matching,
    agreement_type: AgreementType | None,
    sent: SentComparison | None = None,
    typed: Sequence[TypedSpan] = (),
) -> tuple[Deviation, ...]:
    """Every deviation, worst first, what no revision shows before the rest, then by place; numbered in that order.

    ``agreement_type`` None: nobody can tell what it is, so nothing is missing from it. ``sent`` is what comparing with
    the version that was sent came to, ``typed`` what the contract's sentences are about.
    """
    statements = [
        statement
        for provision, beside in provisions(matching, case)
        for statement in wording_deviations(case, provision, beside)
    ]
    statements = _with_limits(case, statements)
    statements = with_overrides(case, matching, statements, Told(typed))
    told = set(_told(statements))
    statements += tracked_deviations(case, matching, told)
    if sent is not None:
        statements = with_silent(case, matching, statements, sent)
    statements = _on_one_card(statements)
    if agreement_type is not None:
        statements += _missing(case, matching, agreement_type)
    ordered = sorted(statements, key=lambda statement: _order(case, statement))
    return tuple(replace(state(case, statement), id=f"D{number}") for number, statement in enumerate(ordered, start=1))


def _told(statements: Sequence[Statement]) -> Iterator[str]:
    """The revisions that need no deviation more; one that put in more than an override is still to be told."""
    for statement in statements:
        for revision in statement.revisions:
            shared = min(statement.span.end, revision.span.end) - max(statement.span.start, revision.span.start)
            beyond = len(revision.span) - shared if shared > 0 else 0
            if statement.kind != "protection_overridden" or beyond <= _BEYOND * len(revision.span):
                yield revision.id


def _on_one_card(statements: Sequence[Statement]) -> list[Statement]:
    """All changes that mean nothing are told once, together, where the first of them stands."""
    same = sorted((s for s in statements if s.kind == "wording_only"), key=lambda s: (s.span.start, s.span.end))
    if not same:
        return list(statements)
    changes = tuple(dict.fromkeys(change for statement in same for change in statement.changes))
    count = "One change says" if len(changes) == 1 else f"{len(changes)} changes say"
    card = replace(
        same[0],
        reason=f"{count} the same in other words; nothing has to be answered.",
        answer="",
        confidence=min(statement.confidence for statement in same),
        changes=changes,
        revisions=unique(revision for statement in same for revision in statement.revisions),
        entry=None,
        position=None,
    )
    return [*(statement for statement in statements if statement.kind != "wording_only"), card]


def provisions(matching: Matching, case: Case) -> tuple[tuple[Matched, Matched | None], ...]:
    """For each entry the clause that answers to it best, joined with others over which the provision is spread.

    A second clause of an entry comes with the first, and only where it reads like language that we never sign.
    """
    by_entry: dict[str, list[Matched]] = {}
    for match in matching.matched:
        by_entry.setdefault(match.entry.clause_type, []).append(match)
    found: list[tuple[Matched, Matched | None]] = []
    for matches in by_entry.values():
        best = _provision(matches, case)
        found.append((best, None))
        others = [match for match in matches if match.spans[0] not in best.spans]
        found += [(match, best) for match in others if match.position.kind == "prohibited"]
    return tuple(found)


def _provision(matches: Sequence[Matched], case: Case) -> Matched:
    best = max(matches, key=lambda m: (max(m.similarity, m.was_similar) >= 0.6, m.score, m.similarity))
    position = wording(best.position.text, roles_of(case.library))
    for other in matches:
        if other is best or other.unit is best.unit:
            continue
        spans = tuple(sorted((*best.spans, *other.spans), key=lambda span: span.start))
        tokens = tuple(sorted((*best.wording.tokens, *other.wording.tokens), key=lambda token: token.start))
        joined = Wording(best.wording.text, tokens)
        nearness = similarity(position, joined)
        if nearness > max(best.similarity, best.was_similar) + _SPREAD_GAIN:
            best = replace(best, spans=spans, wording=joined, similarity=nearness)
    return best


def _with_limits(case: Case, statements: Sequence[Statement]) -> list[Statement]:
    """A value that breaks a limit is told once: in place of the difference of words that brought it in."""
    kept = list(statements)
    for entry, tolerance, field in _broken(case):
        same = [s for s in kept if s.entry == entry and s.span.overlaps(field.span) and s.kind != "text_changed"]
        if any(statement.tolerance == tolerance for statement in same):
            continue
        narrow = [s for s in same if len(s.span) <= 2 * len(field.span) + 40]
        cause = next((s for s in narrow if s.kind.endswith("_changed")), None)
        told = _limit_broken(case, entry, tolerance, field, cause)
        if cause is not None:
            kept[kept.index(cause)] = told
        else:
            kept.append(told)
    return kept


def _broken(case: Case) -> Iterator[tuple[Entry, Tolerance, Field]]:
    for entry in case.library.entries:
        for tolerance in entry.tolerances:
            for field in case.fields:
                if field.name == tolerance.field and not field_keeps(tolerance, field.value):
                    yield entry, tolerance, field


def _limit_broken(case: Case, entry: Entry, tolerance: Tolerance, field: Field, cause: Statement | None) -> Statement:
    value = plain(part_of(tolerance, field.value) or "", tolerance)
    standard = answer(entry.standard, case.library, case.roles, {}, case.fields)
    return Statement(
        kind="tolerance_exceeded",
        span=field.span,
        severity=tolerance.severity,
        direction="adverse",
        reason=tolerance_reason(entry, tolerance, value),
        answer=cause.answer if cause else standard,
        confidence=field.confidence,
        method=f"limit on {tolerance.field}" if cause is None else f"limit on {tolerance.field}, {cause.method}",
        changes=cause.changes if cause else (),
        revisions=cause.revisions if cause else tuple(r for r in case.tracked.at(field.span) if has_words(r)),
        entry=entry,
        position=cause.position if cause else None,
        tolerance=tolerance,
        ours=cause is not None and cause.ours,
    )


def _missing(case: Case, matching: Matching, agreement_type: AgreementType) -> Iterator[Statement]:
    present = {match.entry.clause_type for match in matching.matched}
    present |= {match.entry.clause_type for _, match in matching.struck if match}
    stated = {field.name for field in case.fields}
    for entry in case.library.entries:
        # What a field states, the contract says somewhere, though in a clause that answers to something else.
        told = entry.clause_type in present or any(limit.field in stated for limit in entry.tolerances)
        if told or agreement_type not in entry.required_for:
            continue
        nearest = matching.nearest.get(entry.clause_type, 0.0)
        if nearest >= _MISSING_BELOW:
            continue
        yield Statement(
            kind="missing_clause",
            span=case.places.end,
            severity=severity_of("missing_clause", "adverse", entry, case.library),
            direction="adverse",
            reason=f"{_CALLED[agreement_type]} needs a clause on {entry.title.lower()}; none was found.",
            answer=answer(entry.standard, case.library, case.roles, {}, case.fields),
            confidence=1 - nearest,
            method="no clause matched",
            entry=entry,
            position=entry.standard,
        )


def _order(case: Case, statement: Statement) -> tuple[int, bool, int, int, str, str]:
    name = statement.entry.clause_type if statement.entry else ""
    severity = -SEVERITIES.index(statement.severity)
    tracked = not is_untracked(case, statement)
    return (severity, tracked, statement.span.start, statement.span.end, statement.kind, name)
