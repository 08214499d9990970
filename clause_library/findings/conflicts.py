"""One fact with two values: payment in 30 days here and in 45 there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clause_library.findings.facts import Stated, stated_facts
from clause_library.findings.paper import Paper
from clause_library.findings.started import durations_of_one_thing
from clause_library.findings.statements import Statement, Statements
from clause_library.types import Finding, Severity
from extractor.types import Field, Span

_SINGLE_VALUED: dict[str, tuple[str, Severity]] = {
    "governing_law": ("The governing law", "high"),
    "expiration_date": ("The expiration date", "medium"),
    "initial_term": ("The initial term", "medium"),
    "renewal_term": ("The renewal term", "medium"),
    "effective_date": ("The effective date", "medium"),
    "renewal_notice_period": ("The notice to prevent renewal", "medium"),
    "confidentiality_term": ("The confidentiality term", "medium"),
}
"""Fields that a contract should state once, or the same each time.

Not the payment term: a contract has one for each thing that is paid; ``_TOPICS`` compares those of invoices.
"""
_LEAST_CONFIDENCE = 0.5
_MOST_VALUES = 2
"""A fact with more values than that has them for different things."""
_QUOTE_BEFORE, _QUOTE_AFTER = 70, 40


def find_conflicts(paper: Paper) -> Iterator[Finding]:
    """Facts that are stated with two values: by their words, as fields, and in sentences that are alike."""
    told: set[int] = set()
    for name, severity, stated in stated_facts(paper):
        finding = _conflict(paper, name, severity, stated)
        if finding is not None:
            yield _noted(paper, finding, told)
    for name, lengths in durations_of_one_thing(paper):
        finding = _conflict(
            paper, f"the length of {name}", "high", [Stated(value, value, span) for value, span in lengths]
        )
        if finding is not None and not {_line(paper, Span(one.start, one.end)) for one in finding.evidence} & told:
            yield _noted(paper, finding, told)
    for finding in _fields(paper):
        yield _noted(paper, finding, told)
    for one, two in Statements(paper).echoes():
        if paper.section(one.span.start) and not {_line(paper, one.span), _line(paper, two.span)} & told:
            yield _echo(paper, one, two)


def _noted(paper: Paper, finding: Finding, told: set[int]) -> Finding:
    told.update(_line(paper, Span(evidence.start, evidence.end)) for evidence in finding.evidence)
    return finding


def _line(paper: Paper, span: Span) -> int:
    """Where the sentence with the end of ``span`` begins, as a name for it."""
    return max(paper.plain.rfind(". ", 0, span.end - 1), paper.plain.rfind("\n", 0, span.end - 1))


def _echo(paper: Paper, one: Statement, two: Statement) -> Finding:
    spans = (_with_words(paper, one), _with_words(paper, two))
    message = (
        f"the same is said with two values: {paper.said(spans[0])} in {paper.where(one.span.start)}, "
        f"{paper.said(spans[1])} in {paper.where(two.span.start)}."
    )
    return paper.finding("conflicting_values", "high", message, spans, 0.75)


def _with_words(paper: Paper, statement: Statement) -> Span:
    """The value with some of the words before and after it."""
    start = max(statement.sentence.start, statement.span.start - _QUOTE_BEFORE)
    end = min(statement.sentence.end, statement.span.end + _QUOTE_AFTER)
    while start > statement.sentence.start and not paper.plain[start - 1].isspace():
        start -= 1
    while end < statement.sentence.end and not paper.plain[end].isspace():
        end += 1
    return Span(start, end)


def _conflict(paper: Paper, name: str, severity: Severity, stated: Sequence[Stated]) -> Finding | None:
    """Two values for one fact; None where one side has one and the other side another, or where there are many."""
    first: dict[str, Stated] = {}
    for one in stated:
        first.setdefault(one.value, one)
    if len(first) != _MOST_VALUES:
        return None
    one, two = first.values()
    if paper.section(one.span.start) == paper.section(two.span.start):
        return None  # one section tells cases apart
    if one.whose != two.whose and one.whose and two.whose:
        return None
    message = (
        f"{name} is stated differently: {paper.said(one.span)} in {paper.where(one.span.start)}, "
        f"{paper.said(two.span)} in {paper.where(two.span.start)}."
    )
    return paper.finding("conflicting_values", severity, message, (one.span, two.span), 0.75)


def _fields(paper: Paper) -> Iterator[Finding]:
    """Fields of one name with two values, where the extractor gave more than one."""
    for name, (said, severity) in _SINGLE_VALUED.items():
        by_value: dict[str, Field] = {}
        for field in paper.fields:
            if field.name == name and not field.derived_from and field.confidence >= _LEAST_CONFIDENCE:
                by_value.setdefault(_compared(field), field)
        if len(by_value) < _MOST_VALUES:
            continue
        values = " and ".join(paper.said(field.span) for field in by_value.values())
        yield Finding(
            kind="conflicting_values",
            severity=severity,
            message=f"{said} is stated differently: {values}.",
            evidence=tuple(by_value.values()),
            confidence=round(min(field.confidence for field in by_value.values()), 4),
        )


def _compared(field: Field) -> str:
    """The part of a value that must agree; of a payment term, its duration."""
    if isinstance(field.value, dict):
        return str(field.value.get("duration", sorted(field.value.items(), key=str)))
    return str(field.value)
