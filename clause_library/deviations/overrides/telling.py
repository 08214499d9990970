"""Tells each override once: which words take which protection away, how serious that is, and who has to agree."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from clause_library.deviations.case import Case, Statement
from clause_library.deviations.overrides.protections import Protections
from clause_library.deviations.overrides.reading import Override, read_override
from clause_library.deviations.overrides.sentences import Sentence, sentences_of
from clause_library.deviations.reasons import excerpt
from clause_library.deviations.severity import risk_of, severity_of
from clause_library.matching.index import library_index
from clause_library.matching.matcher import Matching
from clause_library.matching.told import Told
from clause_library.tracked_changes import has_words, inserted_clause
from clause_library.types import SEVERITIES, Change, DeviationKind, Severity
from extractor.types import Clause, Revision, Span

KIND: DeviationKind = "protection_overridden"
_APPROVED = 0.8
"""From this share of its words on, in order, a sentence is part of an approved wording."""
_SLACK = 3
"""So many characters a difference of words may reach beyond its sentence: a stop, a blank."""


def with_overrides(case: Case, matching: Matching, statements: Sequence[Statement], told: Told) -> list[Statement]:
    """The statements, and one more for each sentence that takes away what protects us elsewhere in the contract.

    Where the comparison tells such a sentence as words that were added, the override stands in its place.
    """
    protections = Protections(case, matching)
    if not protections.all:
        return list(statements)
    kept = list(statements)
    for override in _overrides(case, matching, protections, told):
        if _is_told(override, kept):
            continue
        place = _place(override)
        cause = next((one for one in kept if _is_cause(one, place)), None)
        if cause is None and (_is_of_one_section(override, protections) or _is_excepted(override)):
            continue
        kept = [*(one for one in kept if one is not cause), _statement(case, override, cause)]
    return kept


def _overrides(case: Case, matching: Matching, protections: Protections, told: Told) -> list[Override]:
    """All of them; what the clause itself lets another take away is told there alone."""
    found = []
    for sentence in sentences_of(case, matching, protections):
        override = read_override(sentence, protections, told, case.library)
        if override is not None and (_is_excepted(override) or not _is_approved(case, sentence)):
            found.append(override)
    let = [one.clause.extent for one in found if one.clause is not None and _is_excepted(one)]
    return [one for one in found if one.said is not None or not any(extent.covers(one.sentence.span) for extent in let)]


def _is_excepted(override: Override) -> bool:
    return override.said is not None and override.said.form == "excepted"


def _place(override: Override) -> Span:
    """The overriding words: the sentence, or the exception in it."""
    said = override.said
    if said is None or said.form != "excepted":
        return override.sentence.span
    return override.sentence.place(said.start, said.end)


def _is_told(override: Override, statements: Sequence[Statement]) -> bool:
    """Whether it is told already as words of the protected clause that we never sign."""
    entries = [one.match.entry for one in override.candidates]
    return any(
        one.kind == "prohibited_position" and one.entry in entries and one.span.overlaps(override.sentence.span)
        for one in statements
    )


def _is_approved(case: Case, sentence: Sentence) -> bool:
    """Whether the sentence is part of our own language."""
    index = library_index(case.library)
    keys = sentence.words.keys
    approved = (
        words.keys
        for (_, position), words in zip(index.rows, index.wordings, strict=True)
        if position.kind != "prohibited"
    )
    return any(LCSseq.similarity(keys, other) >= _APPROVED * len(keys) for other in approved)


def _is_cause(statement: Statement, span: Span) -> bool:
    """Whether a statement tells the sentence, or words of it, as new."""
    added = bool(statement.changes) and not any(change.before for change in statement.changes)
    around = Span(max(0, span.start - _SLACK), span.end + _SLACK)
    return added and statement.kind != KIND and len(statement.span) > 0 and around.covers(statement.span)


def _is_of_one_section(override: Override, protections: Protections) -> bool:
    """Whether another clause of the library, beside the protected one in its section, says so: it is compared there."""
    sentence, match = override.sentence, override.protection.match
    if sentence.match is None or sentence.match.entry is match.entry:
        return False
    root = protections.paper.root(sentence.span.start)
    return root is not None and root.extent.covers(match.spans[0])


def _statement(case: Case, override: Override, cause: Statement | None) -> Statement:
    match, place = override.protection.match, _place(override)
    words = " ".join(case.contract.document.quote(place).split())
    return Statement(
        kind=KIND,
        span=place,
        severity=_severity(case, override, cause),
        direction="adverse",
        reason=_reason(case, override, words),
        answer="",
        confidence=override.confidence * (1 + match.score) / 2,
        method="a sentence that sets the clause aside",
        changes=(Change("", words),),
        revisions=cause.revisions if cause and cause.revisions else _revisions(case, override),
        entry=match.entry,
        position=match.position,
        ours=cause is not None and cause.ours,
    )


def _severity(case: Case, override: Override, cause: Statement | None) -> Severity:
    entry = override.protection.match.entry
    found = [severity_of(KIND, "adverse", entry, case.library)]
    if override.said is not None and override.said.whole:
        found.append(entry.missing_severity)
    if risk_of(override.sentence.words.tokens) == "critical":
        found.append("critical")
    if cause is not None:
        found.append(cause.severity)
    return max(found, key=SEVERITIES.index)


def _reason(case: Case, override: Override, words: str) -> str:
    own, what = override.protection.clause, override.protection.match.entry.title
    here, there = _name(override.sentence.unit.clause), _name(override.clause or own)
    if _is_excepted(override) and override.clause is not None:
        taken = excerpt(case.contract.document.quote(override.clause.extent))
        return f"“{words}” lets {there} take away what {here} gives us ({what}): “{taken}”. Strike these words."
    return (
        f"“{excerpt(words)}” in {here} takes away what {there} gives us ({what}), whatever that clause itself says. "
        "Strike these words."
    )


def _name(clause: Clause | None) -> str:
    if clause is None:
        return "the text"
    if not clause.number:
        return f"“{excerpt(clause.heading or clause.title)}”"
    return clause.number if clause.number[0].isalpha() else f"section {clause.number}"


def _revisions(case: Case, override: Override) -> tuple[Revision, ...]:
    """The tracked changes that put it there; those of its whole clause where it is all that the clause says."""
    unit, place = override.sentence.unit, _place(override)
    whole = inserted_clause(case.tracked, unit.clause, unit.spans)
    if whole and place.start <= unit.spans[0].start + _SLACK and place.end >= unit.spans[-1].end - _SLACK:
        return whole
    return tuple(revision for revision in case.tracked.at(place) if has_words(revision))
