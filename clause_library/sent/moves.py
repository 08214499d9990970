"""Passages that went in one place and came in another: told once as moved, with what was edited in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from clause_library.sent.as_sent import AsSent
from clause_library.sent.sides import Line, Side
from clause_library.sent.types import Silent, SilentKind
from clause_library.wording.alignment import differences, readable
from clause_library.wording.comparison import Difference
from extractor.types import Span

_MOVED_WORDS = 5
"""Shorter lines repeat by chance; they move only along with their neighbours."""

_SAME_PASSAGE = 0.6
"""From this share of equal words on, a passage that went in one place and came in another is the same, edited."""

_SHINGLE = 3


class Moves:
    """Tells differences, those first that are one passage in two places."""

    def __init__(self, before: Side, after: Side, was: AsSent) -> None:
        self._before, self._after, self._was = before, after, was

    def told(self, found: Sequence[Difference], *, same_format: bool) -> list[Silent]:
        """The differences as silent changes, a moved passage once, with what was edited in it.

        Between formats the order of columns and boxes is the readers' own: what only moved there is not told.
        """
        pairs = self._pairs(found)
        told = [self._moved(old, new) for old, new in _runs(pairs)] if same_format else []
        for (old, old_end), (new, new_end) in pairs:
            inner = differences(self._before.keys[old:old_end], self._after.keys[new:new_end])
            shifted = (
                Difference(d.before_start + old, d.before_end + old, d.after_start + new, d.after_end + new)
                for d in inner
            )
            told += [self._silent(d) for d in readable(list(shifted), frozenset())]
        gone, new_places = {old for old, _ in pairs}, {new for _, new in pairs}
        for difference in found:
            told += [self._silent(rest) for rest in self._without(difference, gone, new_places)]
        return told

    def _pairs(self, found: Sequence[Difference]) -> list[tuple[Line, Line]]:
        """Lines that went in one place and came in another, by their tokens."""
        old = [line for d in found for line in self._before.lines(d.before_start, d.before_end)]
        new = [line for d in found for line in self._after.lines(d.after_start, d.after_end)]
        pairs = dict(_equal_lines(old, new, self._before.keys, self._after.keys))
        taken = set(pairs.values())
        rest = [line for line in new if line not in taken]
        left = [line for line in old if line not in pairs]
        for line, other in _similar_lines(left, rest, self._before.keys, self._after.keys):
            pairs.setdefault(line, other)
        _add_neighbours(pairs, old, new, self._before.keys, self._after.keys)
        return sorted(pairs.items())

    def _without(self, difference: Difference, gone: set[Line], came: set[Line]) -> Iterator[Difference]:
        """What is left of a difference without the lines that moved."""
        old = list(_left(difference.before_start, difference.before_end, self._before, gone))
        new = list(_left(difference.after_start, difference.after_end, self._after, came))
        if len(old) <= 1 and len(new) <= 1:
            there, here = difference.after_start, difference.before_start
            if old or new:
                yield Difference(*(old[0] if old else (here, here)), *(new[0] if new else (there, there)))
            return
        yield from (Difference(*part, difference.after_start, difference.after_start) for part in old)
        yield from (Difference(difference.before_end, difference.before_end, *part) for part in new)

    def _moved(self, old: Line, new: Line) -> Silent:
        after = self._after.span(*new)
        return Silent("moved", self._before.span(*old), after, self._was.place(after.start, after.end), whole=True)

    def _silent(self, d: Difference) -> Silent:
        before, after = (
            self._before.span(d.before_start, d.before_end),
            self._after.span(d.after_start, d.after_end),
        )
        old_lines, new_lines = (
            self._before.lines(d.before_start, d.before_end),
            self._after.lines(d.after_start, d.after_end),
        )
        went = bool(old_lines) and old_lines[0][0] == d.before_start and old_lines[-1][1] == d.before_end
        came = bool(new_lines) and new_lines[0][0] == d.after_start and new_lines[-1][1] == d.after_end
        kind: SilentKind = "edited"
        if went and not len(after):
            kind = "removed"
        elif came and not len(before):
            kind = "added"
        if not len(after) and kind == "edited" and d.before_start in self._before.breaks:
            after = self._at_next(d.after_start)
        return Silent(kind, before, after, self._was.place(after.start, after.end), kind != "edited")

    def _at_next(self, token: int) -> Span:
        """Words that began a line went: their place is before the words that begin it now."""
        place = self._after.tokens[token].start if token < len(self._after.tokens) else len(self._after.text)
        return Span(place, place)


def _left(start: int, end: int, side: Side, without: set[Line]) -> Iterator[Line]:
    """The parts of a range between the lines that are left out."""
    for line in side.lines(start, end):
        if line in without:
            if start < line[0]:
                yield start, line[0]
            start = line[1]
    if start < end:
        yield start, end


def _equal_lines(
    old: Sequence[Line], new: Sequence[Line], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Line, Line]]:
    waiting: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in reversed(new):
        waiting[tuple(after[slice(*line)])].append(line)
    for line in old:
        same = waiting.get(tuple(before[slice(*line)]))
        if same and line[1] - line[0] >= _MOVED_WORDS:
            yield line, same.pop()


def _similar_lines(
    old: Sequence[Line], new: Sequence[Line], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Line, Line]]:
    """The old lines with the new ones that share most of their words in order, found by what few lines share."""
    index: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in new:
        for shingle in _shingles(after, line):
            index[shingle].append(line)
    taken: set[Line] = set()
    for line in old:
        tally: Counter[Line] = Counter()
        for shingle in _shingles(before, line):
            if len(index.get(shingle, ())) <= _MOVED_WORDS:
                tally.update(index.get(shingle, ()))
        best = next((other for other, _ in tally.most_common(3) if other not in taken), None)
        if best is None or line[1] - line[0] < _MOVED_WORDS:
            continue
        if Indel.normalized_similarity(before[slice(*line)], after[slice(*best)]) >= _SAME_PASSAGE:
            taken.add(best)
            yield line, best


def _shingles(keys: Sequence[str], line: Line) -> set[tuple[str, ...]]:
    return {tuple(keys[place : place + _SHINGLE]) for place in range(line[0], line[1] - _SHINGLE + 1)}


def _add_neighbours(
    pairs: dict[Line, Line],
    old: Sequence[Line],
    new: Sequence[Line],
    before: Sequence[str],
    after: Sequence[str],
) -> None:
    """Let short lines, headings say, move along with the passage beside them."""
    taken = set(pairs.values())
    for step in (0, 1):  # the line that ends where this one begins, and the one that begins where it ends
        old_at = {line[1 - step]: line for line in old}
        new_at = {line[1 - step]: line for line in new}
        for line, other in list(pairs.items()):
            mine, theirs = old_at.get(line[step]), new_at.get(other[step])
            while mine and theirs and mine not in pairs and theirs not in taken:
                if before[slice(*mine)] != after[slice(*theirs)]:
                    break
                pairs[mine] = theirs
                taken.add(theirs)
                mine, theirs = old_at.get(mine[step]), new_at.get(theirs[step])


def _runs(
    pairs: Iterable[tuple[Line, Line]],
) -> list[tuple[Line, Line]]:
    """Neighbouring lines that moved together as one passage."""
    runs: list[tuple[Line, Line]] = []
    for old, new in pairs:
        if runs and runs[-1][0][1] == old[0] and runs[-1][1][1] == new[0]:
            (start, _), (there, _) = runs.pop()
            old, new = (start, old[1]), (there, new[1])
        runs.append((old, new))
    return runs
