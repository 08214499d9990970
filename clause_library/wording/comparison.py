"""Compares two wordings word by word: how near they are, and the differences that a lawyer would see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from rapidfuzz.distance import Indel

from clause_library.types import Change
from clause_library.wording.equivalents import canonical
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE, Token, Wording
from clause_library.wording.renames import renames, under_one_name

Edits: TypeAlias = list[tuple[str, int, int, int, int]]

_LONGEST_BY_BLOCKS = 600
"""Tokens up to which the longest equal runs are taken first, which reads better; its cost is cubic at worst."""

PLACEHOLDER_TOKENS = 12
"""A placeholder stands for at most so many words; more than that is text that nobody approved."""

NEGATIONS = frozenset("not no never without neither nor none cannot nothing".split())

_NEVER_FILLED_IN = NEGATIONS | frozenset("shall may unless if except provided until".split())
_JOINTS = frozenset({"and", "or"})
_FUNCTION_WORDS = frozenset("and or of to in by for on with as at is be its their any that may shall will must".split())


@dataclass(frozen=True, slots=True)
class Difference:
    """Half-open ranges of tokens: ``before`` in the approved wording, ``after`` in the other."""

    before_start: int
    before_end: int
    after_start: int
    after_end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing an approved wording with a clause's.

    ``approved`` and ``other`` are the two in plain form, whose tokens the differences count. ``similarity`` is in
    [0, 1]; ``bindings`` holds, by placeholder, the words that stand in its place; ``renamed`` the defined terms that
    have another name throughout.
    """

    approved: Wording
    other: Wording
    similarity: float
    differences: tuple[Difference, ...]
    bindings: Mapping[str, str]
    renamed: Mapping[str, str]

    def sides(self, difference: Difference) -> tuple[Sequence[Token], Sequence[Token]]:
        """The tokens of a difference, approved and other; either may be empty."""
        return (
            self.approved.tokens[difference.before_start : difference.before_end],
            self.other.tokens[difference.after_start : difference.after_end],
        )

    def change(self, difference: Difference) -> Change:
        """The words of a difference as they are written on both sides."""
        return Change(
            self.approved.words(difference.before_start, difference.before_end),
            self.other.words(difference.after_start, difference.after_end),
        )


def similarity(approved: Wording, other: Wording) -> float:
    """How many tokens the two share in the same order, in [0, 1]; placeholders do not count."""
    return float(Indel.normalized_similarity(approved.keys, other.keys))


def compare(approved: Wording, other: Wording) -> Comparison:
    """All differences between the two, left to right, and what the placeholders stand for.

    Words that say the same, terms that were renamed throughout and pieces that only stand in another place are none.
    """
    approved, other = canonical(approved), canonical(other)
    renamed = renames(approved, other)
    approved = under_one_name(approved, {old: old for old in renamed})
    other = under_one_name(other, {new: old for old, new in renamed.items()})
    before = [f"\0{token.key}" if token.placeholder else token.key for token in approved.tokens]
    after = [token.key for token in other.tokens]
    opcodes = edits(before, after)
    differences: list[Difference] = []
    bindings: dict[str, str] = {}
    bound = 0
    for tag, *ranges in opcodes:
        if tag == "equal":
            continue
        difference = Difference(*ranges)
        open_tokens = approved.tokens[difference.before_start : difference.before_end]
        if _fills_placeholder(open_tokens, other.tokens[difference.after_start : difference.after_end]):
            words = other.words(difference.after_start, difference.after_end)
            bindings |= {token.key: words for token in open_tokens if words}
            bound += difference.after_end - difference.after_start
        else:
            differences.append(difference)
    shared = sum(end - start for tag, start, end, *_ in opcodes if tag == "equal")
    total = len(approved.keys) + len(after) - bound
    score = min(2 * shared / total if total else 1.0, 1.0)
    kept = _without_moves(_joined(differences, approved), approved, other)
    return Comparison(approved, other, score, tuple(kept), bindings, renamed)


def edits(before: Sequence[str], after: Sequence[str]) -> Edits:
    """What to do to make ``after`` of ``before``: ``equal``, ``replace``, ``delete``, ``insert`` with their ranges.

    Long texts are compared by the longest common subsequence, whose cost does not explode where words repeat.
    """
    if max(len(before), len(after)) <= _LONGEST_BY_BLOCKS:
        return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())
    found: list[tuple[str, int, int, int, int]] = []
    for code in Indel.opcodes(before, after):
        ranges = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if code.tag != "equal" and found and found[-1][0] != "equal":
            _, start, _, other_start, _ = found.pop()
            found.append(("replace", start, ranges[1], other_start, ranges[3]))
        else:
            found.append((code.tag, *ranges))
    return found


def _without_moves(differences: Sequence[Difference], approved: Wording, other: Wording) -> list[Difference]:
    """The differences without the items of a list that only stand in another place of it."""
    gone: dict[tuple[str, ...], list[tuple[Difference, bool]]] = {}
    for difference in differences:
        if difference.after_start == difference.after_end:
            piece, begins = _item(approved, difference.before_start, difference.before_end)
            gone.setdefault(piece, []).append((difference, begins))
    moved: set[Difference] = set()
    for difference in differences:
        if difference.before_start == difference.before_end:
            piece, begins = _item(other, difference.after_start, difference.after_end)
            if piece and gone.get(piece) and (begins or gone[piece][-1][1]):
                moved |= {difference, gone[piece].pop()[0]}
    return [difference for difference in differences if difference not in moved]


def _item(words: Wording, start: int, end: int) -> tuple[tuple[str, ...], bool]:
    """The words of a list's items, and whether they begin as such; none where the tokens do not end with an item.

    The first item of a list begins after its verb. What tells meaning by its place is no item: a side, a value, a
    negation.
    """
    tokens = words.tokens
    while start < end and tokens[start].reads in _JOINTS:
        start += 1
    while start < end and tokens[end - 1].reads in _JOINTS:
        end -= 1
    ends = end == len(tokens) or tokens[end].reads in _JOINTS or _is_parted(words, end)
    if start == end or not ends or any(map(tells_by_place, tokens[start:end])):
        return (), False
    begins = start == 0 or tokens[start - 1].reads in _JOINTS or _is_parted(words, start)
    return tuple(token.key for token in tokens[start:end] if token.reads != "and"), begins


def _is_parted(words: Wording, number: int) -> bool:
    """Whether a comma or the like stands before a token."""
    between = words.text[words.tokens[number - 1].end : words.tokens[number].start]
    return any(sign in between for sign in ",;(:\n")


def tells_by_place(token: Token) -> bool:
    """Whether a token means something else where it stands alone in another place."""
    return token.key in (OUR_SIDE, THEIR_SIDE) or token.value is not None or token.reads in NEGATIONS


def _fills_placeholder(tokens: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether placeholders alone stand against a few words that are no condition, duty or exception of their own."""
    fits = len(words) <= PLACEHOLDER_TOKENS and not any(word.reads in _NEVER_FILLED_IN for word in words)
    return bool(tokens) and fits and all(token.placeholder for token in tokens)


def _joined(differences: Sequence[Difference], approved: Wording) -> list[Difference]:
    """Differences with no more than a filler word between them are one."""
    joined: list[Difference] = []
    for difference in differences:
        if joined and _only_fillers(approved.tokens[joined[-1].before_end : difference.before_start]):
            last = joined.pop()
            difference = Difference(last.before_start, difference.before_end, last.after_start, difference.after_end)
        joined.append(difference)
    return joined


def _only_fillers(tokens: Sequence[Token]) -> bool:
    return len(tokens) <= 2 and all(token.reads in _FUNCTION_WORDS for token in tokens)
