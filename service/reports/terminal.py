"""A review on a terminal: the verdict, what to decide, what is missing, who approves, the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from clause_library.deviations.case import TITLES
from clause_library.types import Change, Deviation, Review, Severity
from extractor.types import Field
from service.reports.cards import UNTRACKED_TITLE
from service.reports.summary import (
    LOW_CONFIDENCE,
    agreement_line,
    baseline_line,
    changes_line,
    extra_line,
    is_not_covered,
    numbers_by_id,
    recognition_line,
    subject,
    verdict,
)
from service.reports.tracked import TrackedRow, not_stated_line, stated_rows, tracked_rows
from service.reports.wording import counted, joined, one_line, shortened, spoken, value_in_words

SEVERITY_STYLES: dict[Severity, str] = {
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "low": "cyan",
    "info": "dim",
}

WIDE_COLUMNS = 110
"""From this width on, author and approver get columns of their own."""

SHOWN_DEVIATIONS = 24
"""What one still reads on a terminal; the reports show all."""

CHANGES_PER_DEVIATION = 3
CHANGE_CHARS = 120
VALUE_CHARS = 90


def print_review(review: Review, console: Console) -> None:
    """Print the readable summary of ``review``; nothing in it can steer the terminal."""
    for part in _parts(review, console.width):
        console.print(part)


def print_fields(fields: Sequence[Field], console: Console) -> None:
    """Print ``fields`` as a table with their words."""
    console.print(_fields(fields) if fields else Text("The contract states none of the known facts."))


def _parts(review: Review, width: int) -> Iterable[RenderableType]:
    yield _heading(review)
    yield from (Text(f"! {one_line(problem.message)}", style="bold yellow") for problem in review.document.problems)
    silent = [d for d in review.deviations if d.tracked is False]
    missing = [d for d in review.deviations if d.kind == "missing_clause"]
    others = (d for d in review.deviations if d.tracked is not False and d.kind != "missing_clause")
    serious = [d for d in others if d.needs_attention]
    if silent:
        yield section_title(f"{UNTRACKED_TITLE} ({len(silent)})")
        yield _deviations(review, silent[:SHOWN_DEVIATIONS], width)
    if serious:
        yield section_title(f"{'Other deviations' if silent else 'Deviations'} ({len(serious)})")
        yield _deviations(review, serious[:SHOWN_DEVIATIONS], width)
    hidden = sum(max(len(part) - SHOWN_DEVIATIONS, 0) for part in (silent, serious))
    more = _not_shown(hidden, len(review.deviations) - len(missing) - len(serious) - len(silent))
    if more:
        yield Text(f"\n{more}; the HTML report shows all.", style="dim")
    extra = extra_line(review)
    if extra:
        yield Text(f"\n{extra}.", style="dim" if more else "")
    if missing:
        yield section_title(f"Missing clauses ({len(missing)})")
        yield _missing(missing)
    if review.approvals:
        yield section_title("Approvals, in this order")
        yield _approvals(review)
    tracked = tracked_rows(review)
    if tracked:
        yield section_title(f"Tracked fields ({len(tracked)})")
        yield _tracked(stated_rows(tracked))
        yield Text(not_stated_line(tracked), style="dim")
    if review.findings:
        yield section_title(f"Inconsistencies ({len(review.findings)})")
        yield _findings(review)
    if review.fields:
        yield section_title("Facts")
        yield _facts(review.fields)


def _not_shown(serious: int, remarks: int) -> str:
    """What the table leaves out, empty where that is nothing."""
    parts = [f"{serious:,} more of the same severity or lower"] if serious > 0 else []
    parts += [f"{remarks:,} minor or in our favour"] if remarks else []
    return " and ".join(parts)


def section_title(text: str) -> RenderableType:
    """The title of a part, on a line of its own."""
    return Group(Text(), Rule(Text(text, style="bold"), align="left", style="dim"))


def _heading(review: Review) -> RenderableType:
    document = review.document
    facts = [
        agreement_line(review),
        *([counted(document.pages, "page")] if document.pages else []),
        counted(document.words, "word"),
        *([changes] if (changes := changes_line(review)) else []),
        *([recognition_line(review)] if document.recognised else []),
        *([f"compared with {baseline_line(review)}"] if document.baseline else []),
        f"{one_line(review.library)} {review.library_version[:12]}",
        review.today,
    ]
    calm = "bold yellow" if is_not_covered(review) or review.approvals else "green"
    style = SEVERITY_STYLES[review.severity] if review.severity != "info" else calm
    lines = (
        Text(one_line(document.name), style="bold"),
        Text(" · ".join(facts), style="dim"),
        Text(),
        Text(verdict(review), style=style),
    )
    return Group(*lines)


def grid(*columns: str, ratios: dict[str, int] | None = None) -> Table:
    """A table without lines: white space separates, which also reads well in a log."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", expand=True)
    for column in columns:
        ratio = (ratios or {}).get(column)
        table.add_column(column, ratio=ratio, overflow="fold", no_wrap=False)
    return table


def _deviations(review: Review, deviations: Sequence[Deviation], width: int) -> Table:
    numbers = numbers_by_id(review)
    roles = {approval.role: approval.title for approval in review.approvals}
    wide = width >= WIDE_COLUMNS
    columns = ("Severity", "Clause", "Deviation", *(("Author", "Approver") if wide else ("Author / approver",)))
    table = grid(*columns, ratios={"Deviation": 1})
    table.columns[1].max_width = 10
    for column in table.columns[3:]:
        column.max_width = 18
    for position, deviation in enumerate(deviations):
        if position:
            table.add_row()
        author = one_line(", ".join(deviation.authors)) or ("untracked" if deviation.tracked is False else "")
        approver = one_line(roles.get(deviation.approver or "", spoken(deviation.approver or "")))
        people = (author, approver) if wide else ("\n".join(part for part in (author, approver) if part),)
        table.add_row(
            Text(deviation.severity, style=SEVERITY_STYLES[deviation.severity]),
            Text(one_line(numbers.get(deviation.clause or "", ""))),
            _deviation(deviation),
            *(Text(person) for person in people),
        )
    return table


def _deviation(deviation: Deviation) -> Text:
    text = Text(TITLES[deviation.kind], style="bold")
    text.append(f"  {subject(deviation)}", style="not bold")
    for change in deviation.changes[:CHANGES_PER_DEVIATION]:
        text.append("\n")
        text.append(change_line(change))
    if not deviation.changes:
        text.append(f"\n{one_line(deviation.reason)}", style="not bold dim")
    more = len(deviation.changes) - CHANGES_PER_DEVIATION
    if more > 0:
        text.append(f"\nand {counted(more, 'more change')}", style="not bold dim")
    return text


def change_line(change: Change) -> Text:
    """``before → after``, or ``+ after`` and ``− before`` where one side is empty."""
    before = Text(shortened(change.before, CHANGE_CHARS), style="not bold red")
    after = Text(shortened(change.after, CHANGE_CHARS), style="not bold green")
    if not change.before:
        return Text("+ ", style="not bold green").append(after)
    if not change.after:
        return Text("− ", style="not bold red").append(before)
    return Text(style="not bold").append(before).append(" → ", style="dim").append(after)


def _missing(deviations: Sequence[Deviation]) -> Table:
    table = grid("Severity", "Clause", "Why it matters", ratios={"Clause": 1, "Why it matters": 2})
    for deviation in deviations:
        style = SEVERITY_STYLES[deviation.severity]
        table.add_row(Text(deviation.severity, style=style), Text(subject(deviation)), Text(one_line(deviation.reason)))
    return table


def _approvals(review: Review) -> Table:
    table = grid("", "Who", "Severity", "Why", ratios={"Why": 1})
    for position, approval in enumerate(review.approvals, start=1):
        table.add_row(
            Text(f"{position}."),
            Text(one_line(approval.title), style="bold"),
            Text(approval.severity, style=SEVERITY_STYLES[approval.severity]),
            Text(one_line(approval.reason)),
        )
    return table


def _tracked(rows: Sequence[TrackedRow]) -> Table:
    table = grid("Field", "In the contract", "Standard", "Status", ratios={"In the contract": 3, "Standard": 2})
    table.columns[0].max_width = 26
    table.columns[3].max_width = 20
    for row in rows:
        status = Text(row.status, style=SEVERITY_STYLES[row.severity] if row.severity else "dim")
        if row.unsure:
            status.append("\nplease check", style="yellow")
        shown = Text(shortened(row.shown, VALUE_CHARS), style="bold")
        table.add_row(Text(row.label), shown, Text(shortened(row.standard, VALUE_CHARS), style="dim"), status)
    return table


def _findings(review: Review) -> Table:
    table = grid("Severity", "Finding", ratios={"Finding": 1})
    for finding in review.findings:
        table.add_row(Text(finding.severity, style=SEVERITY_STYLES[finding.severity]), Text(one_line(finding.message)))
    return table


def _facts(fields: Sequence[Field]) -> Table:
    """One line a name, and a party: what it says, or the first of all that it says and how many there are."""
    named: dict[tuple[str, str], list[Field]] = {}
    for field in fields:
        named.setdefault((field.name, field.quote if field.name == "party" else ""), []).append(field)
    table = grid("Fact", "Value", ratios={"Value": 1})
    table.columns[1].no_wrap, table.columns[1].overflow = True, "ellipsis"
    for (name, _), values in named.items():
        value = Text(shortened(value_in_words(values[0].value), VALUE_CHARS), style="bold")
        if len(values) > 1:
            value = Text(f"{counted(len(values), 'value')}, first ", style="dim").append(value)
        table.add_row(Text(spoken(name)), value.append(_also(values[0])))
    return table


def _also(field: Field) -> Text:
    """The other values that the contract states for a field, to come behind its own."""
    others = joined([value_in_words(other.value) for other in field.alternatives])
    return Text(f" also stated: {one_line(others)}" if others else "", style="not bold dim")


def _fields(fields: Sequence[Field]) -> Table:
    table = grid("Fact", "Value", "Sure", "In the contract", ratios={"Value": 1, "In the contract": 1})
    table.columns[0].min_width = 14
    table.columns[2].justify = "right"
    table.columns[3].no_wrap, table.columns[3].overflow = True, "ellipsis"
    for field in fields:
        table.add_row(
            Text(spoken(field.name)),
            Text(shortened(value_in_words(field.value), VALUE_CHARS), style="bold").append(_also(field)),
            Text(f"{field.confidence:.0%}", style="yellow" if field.confidence < LOW_CONFIDENCE else "dim"),
            Text(one_line(field.quote), style="dim"),
        )
    return table
