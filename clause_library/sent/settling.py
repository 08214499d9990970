"""Brings raw differences into the form in which a person would tell them: at lines and sentences, apart where apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from clause_library.sent.sides import Side, is_number
from clause_library.wording.comparison import NEGATIONS, Difference

_SENTENCE_ENDS = '.;:”"'

_SHORT = 3
"""So few words with a negation in them are never put down to another reading order."""

_NEAR = 150
"""Differences with no more equal words between them lie in one table or box, which readers read in their own order."""


def settled(found: Sequence[Difference], before: Side, after: Side) -> Iterator[Difference]:
    """The differences with words that came or went alone moved to where lines or sentences begin, if they could be."""
    for number, difference in enumerate(found):
        previous = found[number - 1] if number else Difference(0, 0, 0, 0)
        following = found[number + 1] if number + 1 < len(found) else None
        rows, columns = (
            difference.before_end - difference.before_start,
            difference.after_end - difference.after_start,
        )
        shift = 0
        if not columns:
            high = following.before_start if following else len(before.keys)
            shift = _shift(before, difference.before_start, difference.before_end, previous.before_end, high)
        elif not rows:
            high = following.after_start if following else len(after.keys)
            shift = _shift(after, difference.after_start, difference.after_end, previous.after_end, high)
        moved = Difference(
            difference.before_start + shift,
            difference.before_end + shift,
            difference.after_start + shift,
            difference.after_end + shift,
        )
        if not _only_spaced_otherwise(moved, before, after):
            yield moved


def _shift(side: Side, start: int, end: int, low: int, high: int) -> int:
    """How far a range can slide, equal words entering where equal ones leave, to begin a line or else a sentence."""
    keys, shifts = side.keys, [0]
    while start + shifts[0] > low and keys[start + shifts[0] - 1] == keys[end + shifts[0] - 1]:
        shifts.insert(0, shifts[0] - 1)
    while end + shifts[-1] < high and keys[start + shifts[-1]] == keys[end + shifts[-1]]:
        shifts.append(shifts[-1] + 1)
    breaks = set(side.breaks) if len(shifts) > 1 else set()
    by_line = [shift for shift in shifts if start + shift in breaks and end + shift in breaks]
    by_line = by_line or [shift for shift in shifts if start + shift in breaks]
    by_sentence = [shift for shift in shifts if _begins_sentence(side, start + shift)]
    return min(by_line or (by_sentence if 0 not in by_sentence else [0]) or [0], key=abs)


def _begins_sentence(side: Side, place: int) -> bool:
    return place == 0 or side.text[: side.tokens[place].start].rstrip()[-1:] in _SENTENCE_ENDS


def _only_spaced_otherwise(difference: Difference, before: Side, after: Side) -> bool:
    """Whether both sides are the same letters, cut into words otherwise: ``third party`` and ``thirdparty``."""
    old = before.keys[difference.before_start : difference.before_end]
    new = after.keys[difference.after_start : difference.after_end]
    return bool(old and new) and "".join(old) == "".join(new) and all(key.isalpha() for key in (*old, *new))


def split(difference: Difference, before: Side, after: Side) -> list[Difference]:
    """Whole lines that went or came apart from the words beside them that changed."""
    old = before.lines(difference.before_start, difference.before_end)
    new = after.lines(difference.after_start, difference.after_end)
    if bool(old) == bool(new):
        return [difference]
    if old:
        cut = _split_side(difference.before_start, difference.before_end, old[0][0], old[-1][1])
        return _dealt(cut, (difference.after_start, difference.after_end), flipped=False)
    cut = _split_side(difference.after_start, difference.after_end, new[0][0], new[-1][1])
    return _dealt(cut, (difference.before_start, difference.before_end), flipped=True)


def _split_side(start: int, end: int, first: int, last: int) -> list[tuple[int, int]]:
    """What is before, of and behind the whole lines; the first and last may be empty."""
    return [(start, first), (first, last), (last, end)]


def _dealt(cut: Sequence[tuple[int, int]], other: tuple[int, int], *, flipped: bool) -> list[Difference]:
    """The three parts of one side, with the words of the other beside the first part that is no whole line."""
    start, end = other
    owner = next((number for number in (0, 2) if cut[number][0] < cut[number][1]), 1)
    dealt = []
    for number, (low, high) in enumerate(cut):
        there = other if number == owner else (start, start) if number < owner else (end, end)
        if low < high or there[0] < there[1]:
            dealt.append(Difference(*there, low, high) if flipped else Difference(low, high, *there))
    return dealt


def without_order(found: Sequence[Difference], before: Side, after: Side) -> Iterator[Difference]:
    """The differences between files of two formats that are more than another reading order or a number before a line.

    The readers of two formats go through tables, boxes and notes each in its own order: neighbouring differences that
    come to the same words are none, and where one passage only went, its words may have come elsewhere.
    """
    counted = [difference for difference in found if not _numbers_a_line(difference, before, after)]
    for cluster in _clusters(counted):
        one_sided = any(not (_old(d, before) and _new(d, after)) for d in cluster)
        gone = Counter(key for d in cluster for key in _old(d, before))
        came = Counter(key for d in cluster for key in _new(d, after))
        lone_negation = any(_is_negation(_old(d, before)) or _is_negation(_new(d, after)) for d in cluster)
        if one_sided and not lone_negation and (gone == came or _letters(gone) == _letters(came)):
            continue
        yield from _without_pairs(cluster, before, after)


def _without_pairs(cluster: Sequence[Difference], before: Side, after: Side) -> Iterator[Difference]:
    """The differences of a cluster without the pairs of one that only went and one that came with the same words."""
    came = Counter(_letters(Counter(_new(d, after))) for d in cluster if not _old(d, before))
    gone = Counter(_letters(Counter(_old(d, before))) for d in cluster if not _new(d, after))
    went_back = {"gone": came & gone, "came": came & gone}
    for difference in cluster:
        old, new = _old(difference, before), _new(difference, after)
        if old and new:
            yield difference
            continue
        words, left = _letters(Counter(old or new)), went_back["gone" if old else "came"]
        if left[words] and not _is_negation(old or new):
            left[words] -= 1
        else:
            yield difference


def _is_negation(words: Sequence[str]) -> bool:
    """Whether a few words turn a meaning round, which they do where they stand."""
    return len(words) <= _SHORT and not NEGATIONS.isdisjoint(words)


def _clusters(found: Sequence[Difference]) -> Iterator[list[Difference]]:
    cluster: list[Difference] = []
    for difference in found:
        if cluster and difference.before_start - cluster[-1].before_end > _NEAR:
            yield cluster
            cluster = []
        cluster.append(difference)
    if cluster:
        yield cluster


def _old(difference: Difference, before: Side) -> tuple[str, ...]:
    return before.keys[difference.before_start : difference.before_end]


def _new(difference: Difference, after: Side) -> tuple[str, ...]:
    return after.keys[difference.after_start : difference.after_end]


def _letters(words: Counter[str]) -> str:
    """All letters of the words in their own order: the same however the words were cut."""
    return "".join(sorted("".join(words.elements())))


def _numbers_a_line(difference: Difference, before: Side, after: Side) -> bool:
    """Whether it is a bare number before a line, which one format has as text and the other does not."""
    old, new = difference.before_start, difference.after_start
    for side, start, end, other in (
        (before, old, difference.before_end, difference.after_end - new),
        (after, new, difference.after_end, difference.before_end - old),
    ):
        if end - start == 1 and not other and start in side.breaks:
            return is_number(side.tokens[start])
    return False
