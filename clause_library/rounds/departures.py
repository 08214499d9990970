"""Which deviations are departures of a clause from where it should stand, and which of them are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from clause_library.rounds.following import Thread
from clause_library.rounds.provisions import Provision
from clause_library.rounds.types import OWN_WORDING
from clause_library.types import Deviation, Review
from extractor.types import Clause

TOLD_AS_EDIT = "tracked change"
"""The method of a deviation that tells what an edit did, not in what a clause differs from its position."""

_LIKE = 0.8
"""From this share of common words on, two demands are the same in other words."""

_REMOVED_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Departure:
    """A deviation that needs attention, and the place of its thread; None where it is about no clause of any round."""

    deviation: Deviation
    thread: int | None


def departures_of(review: Review, threads: Sequence[Thread], number: int) -> tuple[Departure, ...]:
    """The departures of round ``number`` (from 0), in the order of the review."""
    places = _Places(review, threads, number)
    found = []
    for deviation in review.deviations:
        if not deviation.needs_attention or deviation.kind in ("wording_only", "clause_moved"):
            continue
        place = places.of(deviation)
        if place is None or _departs(deviation, threads[place], number):
            found.append(Departure(deviation, place))
    return tuple(found)


def same(one: Deviation, other: Deviation) -> bool:
    """Whether two deviations of one clause ask for the same: these words, or of one kind at the same words of ours."""
    if one.kind == other.kind and one.kind in ("fallback_position", "prohibited_position"):
        return one.position == other.position
    if one.kind == other.kind and one.kind in ("missing_clause", "clause_removed"):
        return True
    before, after = _sides(one)
    was_before, was_after = _sides(other)
    if after and was_after and Indel.normalized_similarity(after, was_after) >= _LIKE:
        return True
    if one.kind != other.kind or not before or before != was_before:
        return False
    return bool(after) == bool(was_after)


def _sides(deviation: Deviation) -> tuple[list[str], list[str]]:
    before = " ".join(change.before for change in deviation.changes).casefold().replace("’", "'").split()
    after = " ".join(change.after for change in deviation.changes).casefold().replace("’", "'").split()
    return before, after


def _departs(deviation: Deviation, thread: Thread, number: int) -> bool:
    now, first = thread.at[number], thread.at[0]
    if deviation.kind == "clause_removed":
        earlier = [item for item in thread.at[:number] if item is not None]
        # What came later than the first round, and what we never sign, is gone to our liking.
        return not earlier or (first is not None and not earlier[-1].position.startswith("prohibited"))
    if now is None or deviation.method != TOLD_AS_EDIT:
        return True
    if number and first is not None and first.keys == now.keys:
        return False
    return now.position == OWN_WORDING or now.match is None or not now.match.span.overlaps(deviation.span)


class _Places:
    """Finds the thread that a deviation of one round is about."""

    def __init__(self, review: Review, threads: Sequence[Thread], number: int) -> None:
        self._threads = threads
        self._number = number
        self._here = [(place, item) for place, thread in enumerate(threads) if (item := thread.at[number]) is not None]
        self._above = dict(_parents(review.clauses))

    def of(self, deviation: Deviation) -> int | None:
        if deviation.kind in ("missing_clause", "clause_removed"):
            gone = self._gone(deviation)
            if gone is not None or deviation.clause_type is None:
                return gone
            return next((place for place, item in self._here if item.clause_type == deviation.clause_type), None)
        inside = [(place, item) for place, item in self._here if item.holds(deviation.span)]
        inside = inside or [(place, item) for place, item in self._here if self._is_in(deviation.clause, item)]
        entry = [place for place, item in inside if item.clause_type == deviation.clause_type]
        return next(iter(entry or [place for place, _ in inside]), None)

    def _gone(self, deviation: Deviation) -> int | None:
        """The clause that is not there now and was there before: of the same entry, else in the same words."""
        words = _sides(deviation)[0]
        best, found = 0.0, None
        for place, thread in enumerate(self._threads):
            earlier = [item for item in thread.at[: self._number] if item is not None]
            if thread.at[self._number] is not None or not earlier:
                continue
            same_entry = deviation.clause_type is not None and earlier[-1].clause_type == deviation.clause_type
            likeness = Indel.normalized_similarity(words, earlier[-1].text.casefold().split()) + same_entry
            if likeness >= _REMOVED_LIKE and likeness > best:
                best, found = likeness, place
        return found

    def _is_in(self, clause: str | None, item: Provision) -> bool:
        while clause is not None:
            if clause == item.clause.id:
                return True
            clause = self._above.get(clause)
        return False


def _parents(clauses: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    for clause in clauses:
        yield from ((child.id, clause.id) for child in clause.children)
        yield from _parents(clause.children)
