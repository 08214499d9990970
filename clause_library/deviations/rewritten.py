"""A clause in other words than ours throughout: what can be told of it without comparing word by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clause_library.deviations.answers import answer
from clause_library.deviations.case import Case, Statement, passage
from clause_library.deviations.judgement import judge
from clause_library.deviations.kinds import VALUE_KINDS
from clause_library.deviations.severity import gravest_words, milder, rewritten_severity
from clause_library.deviations.tolerances import field_keeps
from clause_library.matching.matcher import Matched
from clause_library.tracked_changes import has_words, inserted_clause
from clause_library.types import SEVERITIES, Change, Severity
from clause_library.wording.comparison import Comparison
from clause_library.wording.normalize import Token, Wording
from extractor.types import Span

_SHORT_TOKENS = 25
"""A clause of so many words that states a value inside our limit hardly says anything else."""


def rewritten(case: Case, match: Matched, comparison: Comparison, approved: Wording) -> list[Statement]:
    """One deviation for a clause in other words throughout, and one for each value that differs from ours."""
    span = passage(match)
    reply = answer(match.position, case.library, case.roles, comparison.bindings, case.fields)
    common: dict[str, Any] = {"answer": reply, "entry": match.entry, "position": match.position}
    severity, reason = _weighed(case, match, approved)
    changed = Statement(
        kind="text_changed",
        span=span,
        severity=severity,
        direction="neutral",
        reason=reason,
        confidence=match.score * 0.8,
        method=f"{match.method} match, in other words",
        changes=(Change(match.position.text, " ".join(case.contract.document.quote(span).split())),),
        revisions=inserted_clause(case.tracked, match.unit.clause, match.spans),
        **common,
    )
    return [changed, *_other_values(case, match, approved, common)]


def _weighed(case: Case, match: Matched, approved: Wording) -> tuple[Severity, str]:
    """How serious the clause is by what can be seen of it, and why."""
    title = match.entry.title.lower()
    severity = rewritten_severity(match.entry)
    known = {token.reads for token in approved.tokens}
    grave = sorted(word for word in gravest_words(match.wording.tokens) if word not in known)
    if grave:
        severity = max(severity, milder(match.entry.severity, "high"), key=SEVERITIES.index)
        return severity, f"The clause on {title} is in other words than ours throughout and says “{grave[0]}”; read it."
    if len(match.wording.tokens) <= _SHORT_TOKENS and _keeps_its_limits(case, match):
        return milder(
            severity, "low"
        ), f"The clause on {title} is in other words than ours; what it states is inside our limits."
    return severity, f"The clause on {title} is in other words than ours throughout and has to be read."


def _keeps_its_limits(case: Case, match: Matched) -> bool:
    """Whether every limit of the entry speaks about a field that the clause states, and all are kept."""
    span = passage(match)
    limits = match.entry.tolerances
    stated = {field.name: field for field in case.fields if field.span.overlaps(span)}
    return bool(limits) and all(
        limit.field in stated and field_keeps(limit, stated[limit.field].value) for limit in limits
    )


def _other_values(case: Case, match: Matched, approved: Wording, common: Mapping[str, Any]) -> list[Statement]:
    """Where both texts state just one value of a kind, and not the same, that is a difference in any wording."""
    found = []
    for value_kind in VALUE_KINDS:
        ours = [token for token in approved.tokens if token.value and token.value.kind == value_kind]
        theirs = [token for token in match.wording.tokens if token.value and token.value.kind == value_kind]
        if value_kind == "number" or len(ours) != 1 or len(theirs) != 1 or ours[0].key == theirs[0].key:
            continue
        change = Change(_token_words(approved, ours[0]), _token_words(match.wording, theirs[0]))
        verdict = judge(case, ours, theirs, change, match.entry, approved=approved)
        place = Span(theirs[0].start, theirs[0].end)
        found.append(
            Statement(
                kind=verdict.kind,
                span=place,
                severity=verdict.severity,
                direction=verdict.direction,
                reason=verdict.reason,
                confidence=match.score * 0.6,
                method=f"{match.method} match, values compared",
                changes=(change,),
                revisions=tuple(r for r in case.tracked.at(place) if has_words(r)),
                tolerance=verdict.tolerance,
                **common,
            )
        )
    return found


def _token_words(words: Wording, token: Token) -> str:
    return " ".join(words.text[token.start : token.end].split())
