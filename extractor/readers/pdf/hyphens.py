"""Words that were parted at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

_HYPHENATED = re.compile(r"[a-z]{1,40}(?:-[a-z]{1,40}){1,4}(?![a-z-])")
_WORD = re.compile(r"[a-z]{2,60}")
_HEAD = re.compile(r"(?:[A-Za-z0-9]{1,40}-){0,4}[A-Za-z0-9]{1,40}-\Z")
_TAIL = re.compile(r"[A-Za-z]{1,40}")
_PREFIXES: Final = frozenset("non self anti ex vice quasi multi cross co sub pre post".split())
_WORD_ENDS: Final = frozenset(
    "ment ments tion tions sion sions ation ations cation fication ization tiality ity ities ties ing ings ed ly ally"
    " ness able ible ably ance ances ence ences tive sive ture tures ary ory ies ers lar cial tial sary".split()
)
_AUTOMATIC_COUNT: Final = 4
_AUTOMATIC_SHARE: Final = 0.03
"""Share of lines that end with a hyphen, from which a program broke the words and not their writer."""


class Hyphens:
    """Decides whether a hyphen at a line end belongs to its word, by how the same file writes it elsewhere.

    Without a sign of automatic hyphenation it does: word processors and browsers break contracts at spaces and at the
    hyphens that are there, as in ``know-how``.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        parted = [line.endswith("-") for line in lines]
        ends = sum(parted)
        self._automatic = ends >= max(_AUTOMATIC_COUNT, _AUTOMATIC_SHARE * len(lines))
        self._lines, self._parted = lines, parted

    @cached_property
    def _wholes(self) -> list[str]:
        return _wholes(self._lines, self._parted)

    @cached_property
    def _hyphenated(self) -> set[str]:
        return {word for line in self._wholes if "-" in line for word in _HYPHENATED.findall(line)}

    @cached_property
    def _words(self) -> set[str]:
        return set(_WORD.findall("\n".join(self._wholes)))

    def join(self, before: str, after: str) -> str:
        """``before``, which ends with a hyphen, and ``after`` as running text."""
        head, tail = _HEAD.search(before), _TAIL.match(after)
        if not head or not tail:
            return before + ("" if after[:1].isdigit() and head else " ") + after
        return (before if self._belongs(head.group()[:-1], tail.group()) else before[:-1]) + after

    def _belongs(self, head: str, tail: str) -> bool:
        last = head.rpartition("-")[2].casefold()
        whole, parted = (last + tail).casefold(), f"{head}-{tail}".casefold()
        if parted in self._hyphenated or f"{last}-{tail}".casefold() in self._hyphenated:
            return True
        if whole in self._words:
            return False
        if "-" in head or last in _PREFIXES or any(char.isdigit() for char in head):
            return True
        if tail.casefold() in _WORD_ENDS:
            return False
        if tail[0].isupper() and not (head + tail).isupper():
            return True
        return not self._automatic or (last in self._words and tail.casefold() in self._words)


def _wholes(lines: Sequence[str], parted: Sequence[bool]) -> list[str]:
    """The lines in small letters, without the words that are parted between them."""
    kept = list(lines)
    for place in (place for place, ends in enumerate(parted) if ends):
        kept[place] = _HEAD.sub("", kept[place])
        if place + 1 < len(kept):
            kept[place + 1] = _TAIL.sub("", kept[place + 1], count=1)
    return [line.casefold() for line in kept]
