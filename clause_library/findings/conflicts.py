"""One fact with two values: payment in 30 days here and in 45 there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clause_library.findings.facts import Stated, stated_facts
from clause_library.findings.paper import Paper
from clause_library.findings.started import durations_of_one_thing
from clause_library.findings.stated_twice import advice, fields_stated_twice
from clause_library.findings.statements import Statement, Statements
from clause_library.types import Finding, Severity
from extractor.types import Span

_MOST_VALUES = 2
"""A fact with more values than that has them for different things."""
_QUOTE_BEFORE, _QUOTE_AFTER = 70, 40


def find_conflicts(paper: Paper) -> Iterator[Finding]:
    """Facts that are stated with two values: by their words, as fields, and in sentences that are alike."""
    told: set[int] = set()
    for finding in fields_stated_twice(paper):
        yield _noted(paper, finding, told)
    for name, severity, stated in stated_facts(paper):
        conflict = _conflict(paper, name, severity, stated)
        if conflict is not None and _is_new(paper, conflict, told):
            yield _noted(paper, conflict, told)
    for name, lengths in durations_of_one_thing(paper):
        conflict = _conflict(
            paper, f"the length of {name}", "high", [Stated(value, value, span) for value, span in lengths]
        )
        if conflict is not None and _is_new(paper, conflict, told):
            yield _noted(paper, conflict, told)
    for one, two in Statements(paper).echoes():
        if paper.section(one.span.start) and not {_line(paper, one.span), _line(paper, two.span)} & told:
            yield _echo(paper, one, two)


def _is_new(paper: Paper, finding: Finding, told: set[int]) -> bool:
    """Whether none of its sentences takes part in a conflict that is told already."""
    return told.isdisjoint(_line(paper, one.span) for one in finding.evidence)


def _noted(paper: Paper, finding: Finding, told: set[int]) -> Finding:
    told.update(_line(paper, one.span) for one in finding.evidence)
    return finding


def _line(paper: Paper, span: Span) -> int:
    """Where the sentence with the end of ``span`` begins, as a name for it."""
    return max(paper.plain.rfind(". ", 0, span.end - 1), paper.plain.rfind("\n", 0, span.end - 1))


def _echo(paper: Paper, one: Statement, two: Statement) -> Finding:
    spans = (_with_words(paper, one), _with_words(paper, two))
    message = (
        f"the same is said with two values: {paper.said(spans[0])} in {paper.where(one.span.start)}, "
        f"{paper.said(spans[1])} in {paper.where(two.span.start)}. {advice(paper, one.span, two.span)}"
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
        f"{paper.said(two.span)} in {paper.where(two.span.start)}. {advice(paper, one.span, two.span)}"
    )
    return paper.finding("conflicting_values", severity, message, (one.span, two.span), 0.75)
