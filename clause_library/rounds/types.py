"""What is told of a negotiation: where each clause stood, who moved it, what is open and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clause_library.types import Deviation, DeviationKind, Direction, Severity
from extractor.types import Comment

OWN_WORDING = "own_wording"
"""The position of a clause that stands in words of its own: no entry covers it, or it is far from all positions."""

ABSENT = "absent"
"""The position of a clause that is not there."""

Happening = Literal["came", "came_back", "went", "changed", "relocated"]


@dataclass(frozen=True, slots=True)
class Round:
    """One file of the negotiation; ``number`` counts from 1.

    ``authors`` are those of its tracked changes that the round before did not have yet, the busiest first;
    ``changes`` how many such changes there are, ``moves`` how many clauses moved, ``untracked`` how many of these no
    tracked change shows in full, ``departures`` how many deviations needed attention. ``problems`` say what could not
    be read of it.
    """

    number: int
    name: str
    sha256: str
    authors: tuple[str, ...]
    changes: int
    moves: int
    untracked: int
    departures: int
    severity: Severity
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a clause stood in one round.

    ``position`` is ``standard``, ``fallback-1``, ..., ``prohibited-1``, ..., ``own_wording`` or ``absent``; ``clause``
    the id in that round's review. ``severity`` is the worst of its ``departures``, the ids of the deviations that
    needed attention. ``approved`` says that it stood at an approved position with nothing else to look at.
    """

    position: str
    title: str
    clause: str | None
    text: str
    severity: Severity
    departures: tuple[str, ...]
    approved: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side of a move; ``changed`` says that the other side does not have them.

    An empty one that changed marks where only the other side has words.
    """

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class WordChange:
    """One difference of words between two rounds; without ``authors`` where no tracked change of the round shows it."""

    before: str
    after: str
    kind: DeviationKind
    authors: tuple[str, ...]

    @property
    def tracked(self) -> bool:
        """Whether a tracked change shows it."""
        return bool(self.authors)


@dataclass(frozen=True, slots=True)
class Move:
    """What a round did to a clause.

    ``direction`` is whom it helps, against the round before. ``untracked`` says that some of it no tracked change
    shows. ``as_in`` is the earlier round whose words stand again. ``reopens`` marks a clause that had been agreed.
    ``before`` and ``after`` are the words of both rounds, to set side by side.
    """

    round: int
    happening: Happening
    changes: tuple[WordChange, ...]
    kinds: tuple[DeviationKind, ...]
    direction: Direction
    authors: tuple[str, ...]
    untracked: bool
    as_in: int | None
    reopens: bool
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ClauseHistory:
    """One clause through all rounds; ``standings`` has one for each round, ``id`` is unique in the history.

    ``agreed`` says that it stood at an approved position, in the same words, for the last two rounds.
    """

    id: str
    title: str
    clause_type: str | None
    standings: tuple[Standing, ...]
    moves: tuple[Move, ...]
    agreed: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """A deviation that was gone and is back.

    It stood last in round ``stood``, was gone in round ``dropped``, the first without it, and came back in ``round``.
    ``authors`` brought it back; none where no tracked change shows it. ``open`` says that it stands in the last round.
    """

    clause: str
    deviation: Deviation
    stood: int
    dropped: int
    round: int
    authors: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A deviation that needs attention in the last round, brought in by ``authors`` in round ``since``."""

    clause: str
    deviation: Deviation
    since: int
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenComment:
    """A comment of the last round that nobody resolved, with its answers; ``clause`` is the history it hangs on."""

    comment: Comment
    answers: tuple[Comment, ...]
    clause: str | None
    since: int


@dataclass(frozen=True, slots=True)
class History:
    """A negotiation, round by round.

    ``returned`` tells first what is still open; ``open`` is in order of severity; ``clauses`` in reading order of the
    last round, those that are gone where they stood.
    """

    rounds: tuple[Round, ...]
    returned: tuple[Returned, ...]
    open: tuple[OpenPoint, ...]
    comments: tuple[OpenComment, ...]
    clauses: tuple[ClauseHistory, ...]

    @property
    def agreed(self) -> tuple[ClauseHistory, ...]:
        """The clauses that both sides have left alone at an approved position."""
        return tuple(clause for clause in self.clauses if clause.agreed)

    @property
    def gone(self) -> tuple[ClauseHistory, ...]:
        """The clauses of the first round that are not there any more, though no deviation of the last one tells it."""
        return tuple(
            clause
            for clause in self.clauses
            if clause.standings[0].position != ABSENT == clause.standings[-1].position
            and not clause.standings[-1].departures
        )

    def clause(self, id: str) -> ClauseHistory:
        """The history of that id.

        :raises KeyError: when there is none.
        """
        for clause in self.clauses:
            if clause.id == id:
                return clause
        raise KeyError(id)
