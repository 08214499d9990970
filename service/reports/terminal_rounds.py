"""A negotiation on a terminal: what came back, what is open, then what moved, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from clause_library.rounds import ClauseHistory, History, Move, OpenPoint, Returned
from clause_library.types import Change
from service.reports import negotiation as words
from service.reports.terminal import SEVERITY_STYLES, change_line, grid, section_title
from service.reports.wording import counted, one_line, shortened

SHOWN = 12
"""Of what is open and of the clauses that moved; the page shows all."""

COMMENT_CHARS = 160
TOLD_CHANGES = 2


def print_history(history: History, console: Console) -> None:
    """Print the readable summary of ``history``; nothing in it can steer the terminal."""
    for part in _parts(history):
        console.print(part)


def _parts(history: History) -> Iterable[RenderableType]:
    yield from _heading(history)
    if history.returned:
        yield section_title(f"Came back ({len(history.returned)})")
        yield _points(history, history.returned)
    rest = words.still_open(history)
    if rest:
        yield section_title(f"Still open ({len(rest)})")
        yield _points(history, rest[:SHOWN])
        yield from _more(len(rest) - SHOWN, "open point")
    if history.comments:
        yield section_title(f"Comments without a resolution ({len(history.comments)})")
        yield _comments(history)
    moved = words.moved(history)
    unsettled = [clause for clause in moved if not clause.agreed]
    if unsettled:
        yield section_title("Moves, clause by clause")
        yield _moves(history, unsettled[:SHOWN])
        yield from _more(len(unsettled) - SHOWN, "clause")
    settled = [clause for clause in moved if clause.agreed and any(m.happening != "relocated" for m in clause.moves)]
    if settled:
        yield section_title(f"Moved and agreed ({len(settled)})")
        yield _agreed(settled)
    yield Text(f"\n{_at_rest(history)}", style="dim")


def _heading(history: History) -> Iterable[RenderableType]:
    style = SEVERITY_STYLES[words.severity(history)] if words.is_unsettled(history) else "green"
    yield Text(words.verdict(history), style=style)
    yield Text()
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for one in history.rounds:
        people = [words.who(one.authors)] if one.authors else []
        table.add_row(
            Text(f"Round {one.number}", style="dim"),
            Text(one_line(one.name), style="bold"),
            Text(" · ".join([*people, words.made(one)]), style="dim"),
        )
    yield table
    for one in history.rounds:
        for problem in one.problems:
            yield Text(f"! {one_line(one.name)}: {one_line(problem)}", style="bold yellow")


def _more(number: int, what: str) -> Iterable[RenderableType]:
    if number > 0:
        yield Text(f"\n{counted(number, f'more {what}')}; the HTML report shows all.", style="dim")


def _points(history: History, points: Sequence[OpenPoint | Returned]) -> Table:
    table = grid(
        "Severity", "Clause", "What", "When and by whom", ratios={"Clause": 3, "What": 6, "When and by whom": 4}
    )
    for point in points:
        returned = isinstance(point, Returned)
        when = words.course(point) if isinstance(point, Returned) else words.since(history, point)
        what = Text(words.kind(point), style="bold")
        for change in point.deviation.changes[:TOLD_CHANGES]:
            what.append("\n").append(change_line(change))
        by = Text(f"{when[0].upper()}{when[1:]}", style="bold" if returned else "")
        by.append(f"\n{words.who(point.authors)}", style="not bold red" if not point.authors else "not bold")
        table.add_row(
            Text(point.deviation.severity, style=SEVERITY_STYLES[point.deviation.severity]),
            Text(words.title(history.clause(point.clause))),
            what,
            by,
        )
    return table


def _comments(history: History) -> Table:
    table = grid("Clause", "By", "Comment", ratios={"Clause": 3, "By": 2, "Comment": 8})
    for one in history.comments:
        clause = words.title(history.clause(one.clause)) if one.clause else ""
        said = Text(shortened(one.comment.text, COMMENT_CHARS))
        if one.answers:
            said.append(f"\n{counted(len(one.answers), 'answer')}", style="dim")
        table.add_row(Text(clause), Text(words.who([one.comment.author or "unknown"])), said)
    return table


def _moves(history: History, clauses: Sequence[ClauseHistory]) -> RenderableType:
    return Group(*(part for clause in clauses for part in _clause(history, clause)))


def _clause(history: History, clause: ClauseHistory) -> Iterable[RenderableType]:
    line = Text(words.title(clause), style="bold")
    line.append(f"  {words.status(history, clause)}", style="not bold yellow")
    yield line.append("  ").append(_path(clause))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False, expand=True)
    table.add_column(width=9)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for move in clause.moves:
        by = Text(words.movers(move), style="red" if move.untracked else "")
        notes = words.remarks(move)
        by.append(f", {notes}" if notes else "", style="not red dim")
        table.add_row(Text(f"  round {move.round}", style="dim"), _said(move), by)
    yield table


def _said(move: Move) -> Text:
    changes = words.told_changes(move)
    if not changes:
        return Text("The same words", style="dim")
    said = Text("\n").join(change_line(_short(change)) for change in changes[:TOLD_CHANGES])
    more = len(changes) - TOLD_CHANGES
    return said.append(f"\nand {counted(more, 'more change')}", style="dim") if more > 0 else said


def _short(change: Change) -> Change:
    """A change of which both sides together fit on two lines."""
    chars = 60 if change.before and change.after else 120
    return Change(shortened(change.before, chars), shortened(change.after, chars))


def _path(clause: ClauseHistory) -> Text:
    steps = [
        Text(words.position(standing), style=f"not bold {SEVERITY_STYLES[standing.severity]}")
        for standing in words.path(clause)
    ]
    return Text(" → ", style="not bold dim").join(steps)


def _agreed(clauses: Sequence[ClauseHistory]) -> Table:
    table = grid("Clause", "Course", ratios={"Clause": 2, "Course": 3})
    for clause in clauses:
        table.add_row(Text(words.title(clause)), _path(clause))
    return table


def _at_rest(history: History) -> str:
    still = [clause for clause in history.clauses if not clause.moves]
    agreed = sum(clause.agreed for clause in still)
    others = len(still) - agreed
    said = f"{counted(agreed, 'clause')} stood at an approved position and nobody touched them" if agreed else ""
    left = f"{counted(others, 'clause')} in words that the library does not cover did not change" if others else ""
    return "; ".join(part for part in (said, left) if part) + "." if said or left else ""
