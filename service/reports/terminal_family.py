"""A family on a terminal: what it is made of, what prevails, where it contradicts itself, and what is in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from clause_library.families import Family, TermInForce
from service.families import JoinedFiles
from service.reports import kindred as words
from service.reports.terminal import SEVERITY_STYLES, grid, section_title
from service.reports.wording import counted, moment, one_line, shortened

SHOWN_TERMS = 14
SHOWN_AS_SIGNED = 24
SHOWN = 8
"""Of clauses and of what was not carried out; the page shows all."""

_CLAUSE_CHARS = 150


def print_family(joined: JoinedFiles, console: Console) -> None:
    """Print the readable summary of a family; nothing in it can steer the terminal."""
    for part in _parts(joined):
        console.print(part)


def _parts(joined: JoinedFiles) -> Iterable[RenderableType]:
    family = joined.family
    yield from _heading(joined)
    if family.precedence.levels:
        yield section_title("Which document prevails")
        yield from _precedence(family)
    if family.contradictions:
        yield section_title(f"Contradictions ({len(family.contradictions)})")
        yield _contradictions(family)
    still = words.as_signed(family)
    moved = words.telling_first(family)[: len(family.terms) - len(still)]
    if family.terms:
        yield section_title(f"Terms in force ({len(family.terms)})")
        if moved:
            yield _terms(family, moved[:SHOWN_TERMS])
            yield from _more(len(moved) - SHOWN_TERMS, "term")
        yield from _as_signed(family, still)
    if family.clauses:
        yield section_title(f"Amended clauses, as they read now ({len(family.clauses)})")
        yield _clauses(family)
        yield from _more(len(family.clauses) - SHOWN, "clause")
    if family.unresolved:
        yield section_title(f"Changes to be read by a person ({len(family.unresolved)})")
        yield _unresolved(family)
        yield from _more(len(family.unresolved) - SHOWN, "change")


def _heading(joined: JoinedFiles) -> Iterable[RenderableType]:
    family = joined.family
    severity = words.severity(family)
    yield Text(words.verdict(family), style="green" if severity == "info" else SEVERITY_STYLES[severity])
    yield Text()
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for member in family.members:
        table.add_row(
            Text(words.label(family, member.id), style="bold"),
            Text(moment(member.date) if member.date else "no date", style="" if member.date else "yellow"),
            Text(words.relation(family, member), style="dim"),
            Text(one_line(member.name), style="dim"),
        )
    yield table
    for remark in family.remarks:
        yield Text(f"! {one_line(remark.message)}", style=SEVERITY_STYLES[remark.severity])
    for unread in joined.unread:
        yield Text(f"! {one_line(unread.name)} is left out: {one_line(unread.message)}", style="bold yellow")
    for member in family.members:
        for problem in member.problems:
            yield Text(f"! {one_line(member.name)}: {one_line(problem.message)}", style="yellow")


def _precedence(family: Family) -> Iterable[RenderableType]:
    order = family.precedence
    yield Text("  over  ", style="dim").join(
        Text(words.level(family, ids), style="not dim bold") for ids in order.levels
    )
    if order.unranked:
        yield Text(f"Not ranked as a whole: {words.level(family, order.unranked)}", style="yellow")
    for ranked, passages, condition in words.groups([one for one in order.rankings if one.basis == "stated"]):
        line = Text("; ".join(words.ranking(family, one) for one in ranked[:4]), style="dim")
        line.append(f": “{words.quote(passages, 110)}” {words.places(family, passages)}")
        yield line.append(f" ({condition})" if condition else "")
    for ranked, passages, _ in words.groups(order.disputed):
        line = Text(f"{words.ranking(family, ranked[0])}, and the reverse: ", style="bold yellow")
        yield line.append(f"“{words.quote(passages, 110)}” {words.places(family, passages)}", style="not bold dim")


def _more(number: int, what: str) -> Iterable[RenderableType]:
    if number > 0:
        yield Text(f"\n{counted(number, f'more {what}')}; the HTML report shows all.", style="dim")


def _contradictions(family: Family) -> Table:
    table = grid(
        "Severity",
        "Term",
        "What they say",
        "Which prevails",
        ratios={"Term": 3, "What they say": 5, "Which prevails": 5},
    )
    for one in family.contradictions:
        said = Text("\n").join(
            Text(words.value(statement), style="bold").append(
                f"  {words.places(family, statement.passages)}", style="not bold dim"
            )
            for statement in one.statements
        )
        why = Text(words.outcome(family, one), style="" if one.prevails else "bold yellow")
        if one.grounds:
            why.append(f"\n“{words.quote(one.grounds, 100)}”", style="not bold dim")
        table.add_row(Text(one.severity, style=SEVERITY_STYLES[one.severity]), Text(words.fact(one)), said, why)
    return table


def _terms(family: Family, terms: Sequence[TermInForce]) -> Table:
    table = grid(
        "Term", "In force", "Where", "Instead of", ratios={"Term": 4, "In force": 4, "Where": 5, "Instead of": 6}
    )
    for one in terms:
        style = {"undecided": "bold yellow", "removed": "yellow"}.get(one.status, "bold")
        where = words.places(family, one.stated[0].passages) if one.stated else ""
        now = Text(words.values(one), style=style)
        if words.derived(one):
            now.append(f"\n{words.derived(one)}", style="not bold dim")
        if words.in_doubt(family, one):
            now.append(f"\n{words.in_doubt(family, one)}", style="not bold yellow")
        before = "\n".join(words.before(family, one))
        table.add_row(Text(words.term(family, one)), now, Text(where, style="dim"), Text(before, style="dim"))
    return table


def _as_signed(family: Family, terms: Sequence[TermInForce]) -> Iterable[RenderableType]:
    if not terms:
        return
    said = Text("\nAs signed: ", style="dim")
    for place, one in enumerate(terms[:SHOWN_AS_SIGNED]):
        said.append(f"{' · ' if place else ''}{words.term(family, one)} ", style="dim")
        said.append(words.values(one), style="not dim")
    more = len(terms) - SHOWN_AS_SIGNED
    yield said.append(f" · {more:,} more in the HTML report" if more > 0 else "", style="dim")


def _clauses(family: Family) -> Table:
    table = grid("Clause", "Now", "By", ratios={"Clause": 3, "Now": 7, "By": 4})
    for one in family.clauses[:SHOWN]:
        now = Text(shortened(one.text, _CLAUSE_CHARS)) if one.text else Text("deleted", style="yellow")
        table.add_row(Text(words.clause(family, one)), now, Text(words.course(family, one), style="dim"))
    return table


def _unresolved(family: Family) -> Table:
    table = grid("Amendment", "Words", "Why", ratios={"Amendment": 3, "Words": 6, "Why": 5})
    for one in family.unresolved[:SHOWN]:
        table.add_row(
            Text(words.place(family, one.instruction)),
            Text(words.quote([one.instruction], 130), style="dim"),
            Text(words.unresolved(family, one)),
        )
    return table
