"""The clauses of a negotiation: each a thread through the rounds with what departs in it, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.rounds.departures import Departure, same
from clause_library.rounds.following import Thread
from clause_library.rounds.provisions import Provision
from clause_library.rounds.types import ABSENT, OWN_WORDING, Standing
from clause_library.types import SEVERITIES, Deviation, Severity

_APPROVED = ("standard", "fallback")


@dataclass(frozen=True, slots=True)
class FollowedClause:
    """One clause through all rounds, counted from 0; without ``at`` where it is only missing from all of them."""

    id: str
    title: str
    clause_type: str | None
    at: tuple[Provision | None, ...]
    departures: tuple[tuple[Deviation, ...], ...]

    def keys(self, number: int) -> tuple[str, ...]:
        """Its words in a round, none where it is not there."""
        item = self.at[number]
        return item.keys if item else ()

    def standing(self, number: int) -> Standing:
        """Where it stood in a round."""
        departures, now = self.departures[number], self.at[number]
        ids, severity = tuple(one.id for one in departures), worst(departures)
        if now is None:
            return Standing(ABSENT, "", None, "", severity, ids, approved=False)
        others = any(one.kind != "fallback_position" for one in departures)
        approved = now.position.startswith(_APPROVED) and not others
        return Standing(now.position, _name(now), now.clause.id, now.text, severity, ids, approved)

    def rests(self, number: int) -> bool:
        """Whether it stood approved, in the same words, in that round and in the one before."""
        if number < 1 or self.keys(number) != self.keys(number - 1):
            return False
        return self.standing(number - 1).approved and self.standing(number).approved

    def as_in(self, number: int) -> int | None:
        """The first round before the last one in which it read as it does in that round, or was not there either."""
        now = self.keys(number)
        return next((earlier for earlier in range(number - 1) if self.keys(earlier) == now), None)

    def stands(self, number: int, deviation: Deviation) -> bool:
        """Whether the same departure stands in a round."""
        return any(same(deviation, one) for one in self.departures[number])

    def stood_before(self, number: int, deviation: Deviation) -> int | None:
        """The last round in which a departure of that round stood before it was dropped; None where it never was.

        Words have to change for it to be dropped, and again for it to come back.
        """
        if number < 1 or self.stands(number - 1, deviation) or self.keys(number - 1) == self.keys(number):
            return None
        stood = next((one for one in reversed(range(number - 1)) if self.stands(one, deviation)), None)
        return None if stood is None or self.keys(stood) == self.keys(stood + 1) else stood

    def since(self, number: int, deviation: Deviation) -> int:
        """The round from which on a departure of that round has stood without a break."""
        while number and self.stands(number - 1, deviation):
            number -= 1
        return number


def worst(deviations: Sequence[Deviation]) -> Severity:
    """The worst severity, ``info`` where there are none."""
    return max((one.severity for one in deviations), key=SEVERITIES.index, default="info")


def clauses_of(threads: Sequence[Thread], found: Sequence[Sequence[Departure]]) -> tuple[FollowedClause, ...]:
    """The threads with the departures of each round, and behind them what is missing from all rounds."""
    clauses = [
        FollowedClause(f"H{place + 1}", _name(thread.last), _entry(thread), tuple(thread.at), _rows(found, place))
        for place, thread in enumerate(threads)
    ]
    loose = _rows(found, None)
    for entry, subject in dict.fromkeys(_subject(one) for row in loose for one in row):
        own = tuple(tuple(one for one in row if _subject(one) == (entry, subject)) for row in loose)
        clauses.append(FollowedClause(f"H{len(clauses) + 1}", subject, entry, (None,) * len(found), own))
    return tuple(clauses)


def in_reading_order(threads: Sequence[Thread]) -> list[Thread]:
    """By their places in the last round; what is gone stands behind what it last stood behind."""
    order: list[Thread] = []
    for number in reversed(range(len(threads[0].at) if threads else 0)):
        place = 0
        for thread in sorted((t for t in threads if t.at[number]), key=lambda t: _start(t, number)):
            if thread in order:
                place = order.index(thread) + 1
            else:
                order.insert(place, thread)
                place += 1
    return order


def _rows(found: Sequence[Sequence[Departure]], place: int | None) -> tuple[tuple[Deviation, ...], ...]:
    return tuple(tuple(one.deviation for one in row if one.thread == place) for row in found)


def _subject(deviation: Deviation) -> tuple[str | None, str]:
    return deviation.clause_type, deviation.subject or deviation.title


def _start(thread: Thread, number: int) -> int:
    item = thread.at[number]
    return item.spans[0].start if item else 0


def _entry(thread: Thread) -> str | None:
    """The entry to which it came near last, else the last one that it was taken for."""
    near = [item.clause_type for item in thread.at if item and item.position != OWN_WORDING]
    return near[-1] if near else thread.last.clause_type


def _name(item: Provision) -> str:
    return " ".join(item.clause.title.split())
