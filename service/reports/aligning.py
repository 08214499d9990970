"""The least change of words that turns a passage into the approved wording, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+(?:[’'.,&/-][^\W_]+)*|[^\s]")
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_MOST_WORDS = 6_000
"""A longer passage is no clause, and comparing it would take long."""


@dataclass(frozen=True, slots=True)
class Step:
    """The words ``[start, end)`` of a passage become ``text``; ``before`` and ``after`` are the words alone.

    ``insert_at`` is the other place at which ``insert_text`` does the same where nothing but white space lies between;
    both are those of ``start`` and ``text`` for a step that is no pure insertion.
    """

    start: int
    end: int
    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    insert_at: int
    insert_text: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The steps in order, and how many words the two share in the same order, in [0, 1]."""

    steps: tuple[Step, ...]
    similarity: float


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    text: str
    start: int
    end: int


def align(passage: str, approved: str) -> Alignment:
    """How ``passage`` becomes ``approved``; case, and which quotes and dashes are used, make no difference."""
    old, new = words_of(passage), words_of(approved)
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        return Alignment((), 0.0)
    matcher = SequenceMatcher(None, [word.key for word in old], [word.key for word in new], autojunk=False)
    ranges = [tuple(found) for tag, *found in matcher.get_opcodes() if tag != "equal"]
    steps = [_step(passage, approved, old, new, _fitted(old, new, found)) for found in _joined(ranges, old)]
    return Alignment(tuple(steps), matcher.ratio())


def keys(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are compared, without punctuation."""
    return _only_words(words_of(text))


def words_of(text: str) -> list[_Word]:
    """The words and marks of ``text`` with their places."""
    return [
        _Word(found[0].translate(_SAME).casefold(), found[0], found.start(), found.end())
        for found in _WORD.finditer(text)
    ]


_Range = tuple[int, ...]
"""Of old words and of new ones: start, end, start, end."""


def _joined(ranges: Sequence[_Range], old: Sequence[_Word]) -> Iterator[_Range]:
    """Changes with nothing but marks between them are one: ``thirty (30)`` is one value."""
    held: _Range | None = None
    for found in ranges:
        if held is not None and not any(word.key[0].isalnum() for word in old[held[1] : found[0]]):
            held = (held[0], found[1], held[2], found[3])
            continue
        if held is not None:
            yield held
        held = found
    if held is not None:
        yield held


def _fitted(old: Sequence[_Word], new: Sequence[_Word], found: _Range) -> _Range:
    """With the closing bracket of one that was opened, and the next word where it begins a sentence now or no more."""
    i1, i2, j1, j2 = found
    opened = any(word.text == "(" for word in (*old[i1:i2], *new[j1:j2]))
    if opened and i2 < len(old) and j2 < len(new) and old[i2].text == new[j2].text == ")":
        i2, j2 = i2 + 1, j2 + 1
    if i2 < len(old) and j2 < len(new) and _differ_in_case(old[i2].text, new[j2].text):
        i2, j2 = i2 + 1, j2 + 1
    return i1, i2, j1, j2


def _differ_in_case(old: str, new: str) -> bool:
    return old[0] != new[0] and old[0].casefold() == new[0].casefold() and old[0].isalpha()


def _step(passage: str, approved: str, old: Sequence[_Word], new: Sequence[_Word], found: _Range) -> Step:
    i1, i2, j1, j2 = found
    if i1:  # there are words before, and what parts these words from them changes along
        start, end = old[i1 - 1].end, old[i2 - 1].end
        text = approved[new[j1 - 1].end : new[j2 - 1].end]
        shared = min(_lead(passage[start:end]), _lead(text)) if i1 < i2 and j1 < j2 else 0
        if i1 < i2 and j1 == j2 and "\n" in passage[start : old[i1].start]:
            shared = _lead(passage[start:end])
        start, text = start + shared, text[shared:]
    else:
        start, end = old[0].start, old[i2].start if i2 < len(old) else old[-1].end
        text = approved[new[0].start : new[j2].start if j2 < len(new) else new[-1].end]
        if i2 and j2:
            end, text = end - _lead(passage[start:end][::-1]), text.rstrip()
    insert_at, insert_text = start, text
    if start == end and 0 < i1 < len(old) and j2 < len(new) and _parted(old, i1) == _parted(new, j1):
        insert_at, insert_text = old[i1].start, approved[new[j1].start : new[j2].start]
    before, after = (_only_words(words) for words in (new[j1:j2], old[i1:i2]))
    return Step(start, end, text, before, after, insert_at, insert_text)


def _parted(words: Sequence[_Word], index: int) -> bool:
    """Whether white space stands before the word at ``index``, which is not the first."""
    return words[index - 1].end < words[index].start


def _lead(text: str) -> int:
    """How many characters of white space ``text`` begins with."""
    return len(text) - len(text.lstrip())


def _only_words(words: Sequence[_Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words if word.key[0].isalnum())
