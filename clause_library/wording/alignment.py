"""Aligns two long runs of words, whole contracts, in nearly linear time: what is equal, and the ranges that differ.

Runs of words that occur once on both sides anchor the alignment (patience diff, Bram Cohen), long runs first; only the
short gaps between anchors are compared word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from clause_library.wording.comparison import Difference

_RUNS = (16, 6, 3, 1)
"""Lengths of the runs that anchor, in words: a long one is hardly ever found in the wrong place."""

_SMALL = 60_000
"""Gaps with up to so many pairs of words are compared word by word at once; larger ones are cut by shorter runs."""

_READABLE = 1_000_000
"""Gaps of up to so many pairs are compared by their longest equal runs, as a person would; others by the least edit."""

_LARGEST = 400_000_000
"""A gap with more pairs of words (50 MB of bits) that no anchor cuts is told whole: nothing in it is in its place."""

_SWALLOWED = 8
"""An equal run of up to so many words, and no longer than what differs on both its sides, is no reading of its own."""


def differences(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """The ranges that differ, left to right; everything between them is equal."""
    gaps = [Difference(0, len(before), 0, len(after))]
    for run in _RUNS:
        gaps = [piece for gap in gaps for piece in _cut(before, after, gap, run)]
    return [found for gap in gaps for found in _word_by_word(before, after, gap)]


def readable(found: Iterable[Difference], breaks: frozenset[int]) -> list[Difference]:
    """The differences with those joined that only a few equal words part; ``breaks`` are tokens that begin a line.

    ``breaks`` count in the text before. Differences are never joined across the beginning of a line.
    """
    joined: list[Difference] = []
    for difference in found:
        while joined and _is_one(joined[-1], difference, breaks):
            last = joined.pop()
            difference = Difference(last.before_start, difference.before_end, last.after_start, difference.after_end)
        joined.append(difference)
    return joined


def equal_runs(found: Sequence[Difference], lengths: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
    """Beginning before, beginning after and length of each run between the differences; ``lengths`` are of both sides.

    What is between two differences and not of one length on both sides is none: a difference that does not count.
    """
    here = there = 0
    for difference in (*found, Difference(lengths[0], lengths[0], lengths[1], lengths[1])):
        length = difference.before_start - here
        if length > 0 and length == difference.after_start - there:
            yield here, there, length
        here, there = difference.before_end, difference.after_end


def _is_one(last: Difference, following: Difference, breaks: frozenset[int]) -> bool:
    between = range(last.before_end, following.before_start)
    least = min(_size(last), _size(following))
    if len(between) > min(_SWALLOWED, least):
        return False
    return not any(place in breaks for place in (*between, following.before_start))


def _size(difference: Difference) -> int:
    return max(difference.before_end - difference.before_start, difference.after_end - difference.after_start)


def _cut(before: Sequence[str], after: Sequence[str], gap: Difference, run: int) -> Iterator[Difference]:
    """The gaps that are left of one when the unique runs in it are taken for equal."""
    gap = _trimmed(before, after, gap)
    rows, columns = gap.before_end - gap.before_start, gap.after_end - gap.after_start
    if not rows and not columns:
        return
    if not rows or not columns or (run < _RUNS[0] and rows * columns <= _SMALL):
        yield gap
        return
    here, there = gap.before_start, gap.after_start
    for old, new in _anchors(before, after, gap, run):
        if old >= here and new >= there:
            yield from _rest(before, after, Difference(here, old, there, new))
            here, there = old + run, new + run
    yield from _rest(before, after, Difference(here, gap.before_end, there, gap.after_end))


def _rest(before: Sequence[str], after: Sequence[str], gap: Difference) -> Iterator[Difference]:
    gap = _trimmed(before, after, gap)
    if gap.before_start < gap.before_end or gap.after_start < gap.after_end:
        yield gap


def _trimmed(before: Sequence[str], after: Sequence[str], gap: Difference) -> Difference:
    """The gap without the words that both sides begin and end with."""
    start, end, there, stop = gap.before_start, gap.before_end, gap.after_start, gap.after_end
    while start < end and there < stop and before[start] == after[there]:
        start, there = start + 1, there + 1
    while start < end and there < stop and before[end - 1] == after[stop - 1]:
        end, stop = end - 1, stop - 1
    return Difference(start, end, there, stop)


def _anchors(before: Sequence[str], after: Sequence[str], gap: Difference, run: int) -> list[tuple[int, int]]:
    """Where runs of ``run`` words stand that both sides have once, in the longest row that is in order on both."""
    old = _unique(before, gap.before_start, gap.before_end, run)
    new = _unique(after, gap.after_start, gap.after_end, run)
    return _in_order([(place, new[words]) for words, place in old.items() if words in new])


def _unique(words: Sequence[str], start: int, end: int, run: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    repeated: set[tuple[str, ...]] = set()
    for place in range(start, end - run + 1):
        key = tuple(words[place : place + run])
        if key in places:
            repeated.add(key)
        else:
            places[key] = place
    return {key: place for key, place in places.items() if key not in repeated}


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising row of pairs that rise in their first part."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(tails, there)
        previous.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(there)
            ends.append(number)
        else:
            tails[at], ends[at] = there, number
    row: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(pairs[number])
        number = previous[number]
    return row[::-1]


def _word_by_word(before: Sequence[str], after: Sequence[str], gap: Difference) -> Iterator[Difference]:
    old, new = before[gap.before_start : gap.before_end], after[gap.after_start : gap.after_end]
    if not old or not new or len(old) * len(new) > _LARGEST:
        yield gap
        return
    for start, end, there, stop in _edits(old, new):
        yield Difference(
            gap.before_start + start, gap.before_start + end, gap.after_start + there, gap.after_start + stop
        )


def _edits(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    if len(old) * len(new) <= _READABLE:
        for tag, *(start, end, there, stop) in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                yield start, end, there, stop
        return
    for edit in Indel.opcodes(old, new):
        if edit.tag != "equal":
            yield edit.src_start, edit.src_end, edit.dest_start, edit.dest_end
