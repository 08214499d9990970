"""Follows each provision from round to round: by its entry, else by number, heading and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from clause_library.rounds.provisions import Provision
from clause_library.rounds.types import OWN_WORDING

_ENOUGH = 0.55
"""From this share of common words on, two provisions that no entry joins are one."""

_SAME_HEADING = 0.25
_SAME_NUMBER = 0.1
"""So much less of it is enough under the same heading or number; under both, the words do not matter."""

_ROUNDING = 1e-6


@dataclass
class Thread:
    """One provision through the rounds so far; None where it is not there."""

    at: list[Provision | None] = field(default_factory=list)

    @property
    def last(self) -> Provision:
        """What it was when it was last there."""
        return next(item for item in reversed(self.at) if item is not None)


def follow(rounds: Sequence[Sequence[Provision]]) -> tuple[Thread, ...]:
    """The threads of all rounds, each with as many places as there are rounds."""
    threads: list[Thread] = []
    for number, provisions in enumerate(rounds):
        pairs = _paired(threads, provisions)
        for place, thread in enumerate(threads):
            found = pairs.get(place)
            thread.at.append(None if found is None else provisions[found])
        taken = set(pairs.values())
        threads += [
            Thread([None] * number + [provision]) for place, provision in enumerate(provisions) if place not in taken
        ]
    return tuple(threads)


def _paired(threads: Sequence[Thread], provisions: Sequence[Provision]) -> dict[int, int]:
    """By place of a thread the place of the provision that goes on with it; each is taken once."""
    pairs = _same_words(threads, provisions)
    for by_entry in (True, False):
        old = [place for place in range(len(threads)) if place not in pairs]
        taken = set(pairs.values())
        new = [place for place in range(len(provisions)) if place not in taken]
        pairs |= _nearest(threads, provisions, old, new, by_entry=by_entry)
    return pairs


def _same_words(threads: Sequence[Thread], provisions: Sequence[Provision]) -> dict[int, int]:
    """What stands there word for word, the one that was there last, else under the same number, first."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for place, provision in enumerate(provisions):
        waiting.setdefault(provision.keys, []).append(place)
    pairs: dict[int, int] = {}
    for place in sorted(range(len(threads)), key=lambda place: threads[place].at[-1] is None):
        same = waiting.get(threads[place].last.keys)
        if same:
            number = threads[place].last.clause.number
            best = next((one for one in same if provisions[one].clause.number == number), same[0])
            same.remove(best)
            pairs[place] = best
    return pairs


def _nearest(
    threads: Sequence[Thread],
    provisions: Sequence[Provision],
    old: Sequence[int],
    new: Sequence[int],
    *,
    by_entry: bool,
) -> dict[int, int]:
    """Pairs of those that are left over, best first; ``by_entry`` only within an entry."""
    if not old or not new:
        return {}
    scores = _scores([threads[place].last for place in old], [provisions[place] for place in new])
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for row, column in _best_first(scores):
        before, after = old[row], new[column]
        if before in pairs or after in taken:
            continue
        near = bool(scores[row, column] > -_ROUNDING)
        if _in_one_entry(threads[before], provisions[after], near=near) if by_entry else near:
            pairs[before] = after
            taken.add(after)
    return pairs


def _in_one_entry(thread: Thread, provision: Provision, *, near: bool) -> bool:
    """Whether both answer to one entry, and the new one goes on with the old.

    What stood at a position a round ago is its entry's provision, whatever its words became; others have to be near.
    """
    before = thread.last
    if before.clause_type is None or before.clause_type != provision.clause_type:
        return False
    placed = not before.position == provision.position == OWN_WORDING
    return near or (placed and thread.at[-1] is not None)


def _scores(old: Sequence[Provision], new: Sequence[Provision]) -> NDArray[np.float32]:
    """How much nearer two provisions are than they have to be to be one."""
    words = cdist(
        [item.keys for item in old], [item.keys for item in new], scorer=Indel.normalized_similarity, dtype=np.float32
    )
    heading = np.array([[bool(a.heading) and a.heading == b.heading for b in new] for a in old])
    number = np.array([[bool(a.clause.number) and a.clause.number == b.clause.number for b in new] for a in old])
    both = (_ENOUGH - _SAME_HEADING - _SAME_NUMBER) * (heading & number)
    return np.asarray(words + _SAME_HEADING * heading + _SAME_NUMBER * number + both - _ENOUGH, dtype=np.float32)


def _best_first(scores: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Rows and columns by falling score; among equals in reading order."""
    order = np.argsort(-scores, axis=None, kind="stable")
    rows, columns = np.unravel_index(order, scores.shape)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
