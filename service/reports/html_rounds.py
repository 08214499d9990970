"""A negotiation as one HTML file: it needs no network, no server and no other file, and runs no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version

from clause_library.rounds import History, Piece
from service.reports import negotiation as words
from service.reports.html import page_assets
from service.reports.wording import moment
from service.web.environment import environment

KEPT_CHARS = 140
"""Of words that did not change so much is left on each side of those that did."""


def render_history_html(history: History) -> str:
    """The report on ``history`` as one self-contained page."""
    moved = words.moved(history)
    return (
        environment()
        .get_template("rounds.html")
        .render(
            history=history,
            words=words,
            last=history.rounds[-1],
            moment=moment,
            open=words.still_open(history),
            rows=[clause for clause in history.clauses if clause.moves or _is_open(history, clause.id)],
            moved=moved,
            still=[clause for clause in history.clauses if not clause.moves and not _is_open(history, clause.id)],
            shown=shown,
            dict_of=lambda moves: {move.round: move for move in moves},
            product=f"clausecheck {version('clausecheck')}",
            **page_assets("report.css", "rounds.css"),
        )
    )


def shown(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The words of one side of a move; of a long stretch that did not change, what stands around the changes."""
    for place, piece in enumerate(pieces):
        first, last = place == 0, place == len(pieces) - 1
        yield piece if piece.changed else Piece(_shortened(piece.text, first=first, last=last), False)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Words between changes, without their middle; at an edge, without what lies away from the change."""
    room = KEPT_CHARS if first or last else 2 * KEPT_CHARS
    if len(text) <= room * 3 // 2 or (first and last):
        return text
    head = "" if first else text[:KEPT_CHARS].rsplit(None, 1)[0]
    tail = "" if last else text[len(text) - KEPT_CHARS :].split(None, 1)[-1]
    return " … ".join((head, tail)).lstrip() if first else " … ".join((head, tail)).rstrip()


def _is_open(history: History, clause: str) -> bool:
    return any(point.clause == clause for point in history.open)
