"""What a negotiation comes to for a business reader; the terminal and the page of ``rounds`` use the same words."""

from __future__ import annotations

from collections.abc import Sequence

from clause_library.deviations.case import TITLES
from clause_library.rounds import (
    ABSENT,
    OWN_WORDING,
    ClauseHistory,
    History,
    Move,
    OpenPoint,
    Returned,
    Round,
    Standing,
)
from clause_library.types import SEVERITIES, Change, Direction, Severity
from service.reports.wording import counted, joined, one_line, shortened

TITLE_CHARS = 44
UNTRACKED = "untracked"

_POSITIONS = {OWN_WORDING: "own words", ABSENT: "absent"}
_ORDER = ("came back", "open", "gone", "just moved", "left as it is", "dropped", "agreed")
_TOWARDS: dict[Direction, str] = {"adverse": "against us", "favourable": "in our favour", "neutral": ""}


def verdict(history: History) -> str:
    """Where the negotiation stands, in one sentence."""
    back = sum(one.open for one in history.returned)
    parts = [
        *([f"{counted(back, 'point')} came back after being given up"] if back else []),
        *(
            [f"{counted(others, 'other point' if back else 'point')} open"]
            if (others := len(still_open(history)))
            else []
        ),
        *([f"{counted(len(history.gone), 'clause')} of round 1 gone"] if history.gone else []),
        *([f"{counted(len(history.comments), 'comment')} without a resolution"] if history.comments else []),
    ]
    agreed = f"{len(history.agreed)} of {counted(len(history.clauses), 'clause')} agreed"
    return f"{'; '.join(parts)}; {agreed}." if parts else f"Nothing is open; {agreed}."


def is_unsettled(history: History) -> bool:
    """Whether anybody has to look at something before it can be signed."""
    return bool(history.open or history.gone or history.comments)


def severity(history: History) -> Severity:
    """How serious what is unsettled is; a clause that is gone and a question weigh ``medium`` at least."""
    found: list[Severity] = [point.deviation.severity for point in history.open]
    found += ["medium"] if history.gone or history.comments else ["low"]
    return max(found, key=SEVERITIES.index)


def still_open(history: History) -> list[OpenPoint]:
    """The open points that are not told as having come back."""
    back = {(one.clause, one.deviation.id) for one in history.returned if one.open and one.round == len(history.rounds)}
    earlier = {(one.clause, one.deviation.kind) for one in history.returned if one.open}
    return [
        point
        for point in history.open
        if (point.clause, point.deviation.id) not in back and (point.clause, point.deviation.kind) not in earlier
    ]


def title(clause: ClauseHistory) -> str:
    """Number and heading of a clause, as the last round with it has them, short enough for a table."""
    return shortened(clause.title, TITLE_CHARS)


def position(standing: Standing) -> str:
    """A position in words: ``fallback 1``; that its words depart from it is said as well."""
    kind, _, rank = standing.position.partition("-")
    said = _POSITIONS.get(kind) or ("prohibited" if kind == "prohibited" else f"{kind} {rank}".strip())
    return f"{said}, changed" if kind == "standard" and standing.departures else said


def path(clause: ClauseHistory) -> list[Standing]:
    """Where a clause stood, each position once for as long as it stayed there."""
    found: list[Standing] = []
    for standing in clause.standings:
        if not found or position(standing) != position(found[-1]):
            found.append(standing)
    return found


def status(history: History, clause: ClauseHistory) -> str:
    """What a clause comes to at the end, in a word or two."""
    if any(one.clause == clause.id and one.open for one in history.returned):
        return "came back"
    if any(point.clause == clause.id for point in history.open):
        return "open"
    if clause.agreed:
        return "agreed"
    if clause.standings[-1].position == ABSENT:
        return "gone" if clause in history.gone else "dropped"
    just_moved = bool(clause.moves) and clause.moves[-1].round == len(history.rounds)
    return "just moved" if just_moved else "left as it is"


def who(authors: Sequence[str]) -> str:
    """The people who did something, without their firm in brackets; ``untracked`` where no tracked change shows it."""
    names = dict.fromkeys(one_line(author).split(" (")[0] or one_line(author) for author in authors)
    return joined(list(names)) or UNTRACKED


def movers(move: Move) -> str:
    """Who made a move; what of it nobody tracked is said."""
    return f"{who(move.authors)}, in part {UNTRACKED}" if move.untracked and move.authors else who(move.authors)


def remarks(move: Move) -> str:
    """What is noteworthy about a move: whom it helps, that earlier words are back, that it opens what was agreed."""
    happening = {"came": "new", "came_back": "there again", "went": "gone", "relocated": "moved to another place"}
    again = "" if move.as_in is None or move.happening in ("went", "came_back") else f"back to round {move.as_in}"
    parts = [
        happening.get(move.happening, ""),
        _TOWARDS[move.direction],
        again,
        "had been agreed" if move.reopens else "",
    ]
    return ", ".join(part for part in parts if part)


def kinds(move: Move) -> str:
    """What kinds of words changed; "" where the clause came, went or only stands elsewhere."""
    if move.happening != "changed":
        return ""
    return joined([TITLES[kind] if place == 0 else TITLES[kind].lower() for place, kind in enumerate(move.kinds)])


def told_changes(move: Move) -> list[Change]:
    """The words of a move, those that say the same only where there are no others."""
    mattering = [change for change in move.changes if change.kind != "wording_only"] or list(move.changes)
    return [Change(change.before, change.after) for change in mattering if change.before or change.after]


def course(returned: Returned) -> str:
    """When a deviation stood, went and came back."""
    return f"in round {returned.stood}, out in {returned.dropped}, back in {returned.round}"


def since(history: History, point: OpenPoint) -> str:
    """Since when a point is open."""
    if point.since == len(history.rounds):
        return f"new in round {point.since}"
    return "from the start" if point.since == 1 else f"since round {point.since}"


def kind(point: OpenPoint | Returned) -> str:
    """The kind of a deviation in words."""
    return TITLES[point.deviation.kind]


def made(one: Round) -> str:
    """What a round brought: its tracked changes and how many clauses moved."""
    share = "all" if one.untracked == one.moves else f"{one.untracked}"
    silent = f" ({share} {UNTRACKED})" if one.untracked else ""
    parts = [
        *([counted(one.changes, "tracked change")] if one.changes else []),
        *([f"{counted(one.moves, 'clause')} moved{silent}"] if one.moves else []),
        *(["nothing moved"] if one.number > 1 and not one.moves else []),
        *([f"{counted(one.departures, 'deviation')}, worst {one.severity}"] if one.departures else ["no deviation"]),
    ]
    return ", ".join(parts)


def moved(history: History) -> list[ClauseHistory]:
    """The clauses that any round moved: what came back first, then what is open, what is agreed last."""
    return sorted(
        (clause for clause in history.clauses if clause.moves),
        key=lambda clause: _ORDER.index(status(history, clause)),
    )
