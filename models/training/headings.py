"""Weak labels: what a section's heading tells about its clause type, for text that nobody has labelled.

The headings of each type come as an argument (the taxonomy has them), so that this module knows no taxonomy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_NOT_WORDS = re.compile(r"[^a-z0-9']+")
_NUMBER = re.compile(
    r"^(?:(?:article|section|clause)\s{1,3})?(?:[0-9ivxlc]{1,8}|[a-z])(?:\.[0-9]{1,3}){0,5}[.):\s-]{1,4}"
)
_SEPARATE = re.compile(r"[;:/|–—]| - ")
_JOINED = re.compile(r",| and |&")
_UNTOLD = ("the", "this")
_DENYING = ("no", "non", "post", "without")

MOST_WORDS = 12
"""A longer heading is a sentence, whose words do not name what the section is about."""


class HeadingLabeller:
    """Tells clause types by headings: ``headings`` maps each type to the phrases under which it stands."""

    def __init__(self, headings: Mapping[str, Sequence[str]]) -> None:
        """Index the phrases once, folded as headings are."""
        self._types: dict[str, tuple[str, ...]] = {}
        for clause_type, phrases in headings.items():
            for folded in dict.fromkeys(" ".join(_words(phrase)) for phrase in phrases):
                self._types[folded] = (*self._types.get(folded, ()), clause_type)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._types), default=0)

    def types(self, heading: str) -> tuple[str, ...]:
        """The clause types that ``heading`` names, in its order; empty where it tells nothing.

        The whole heading decides where it is known. Else what stands between semicolons is looked at by itself: all
        that ``and`` and commas join must be known, or a phrase of two words or more must make up half of it.
        """
        if len(_words(heading)) > MOST_WORDS:
            return ()
        whole = self._known(heading)
        if whole:
            return whole
        return tuple(dict.fromkeys(kind for part in _SEPARATE.split(heading) for kind in self._of_part(part)))

    def _known(self, words: str) -> tuple[str, ...]:
        return self._types.get(" ".join(_words(words)), ())

    def _of_part(self, part: str) -> tuple[str, ...]:
        joined = [self._known(piece) for piece in _JOINED.split(part.casefold()) if _words(piece)]
        if joined and all(joined):
            return tuple(kind for kinds in joined for kind in kinds)
        return self._contained(_words(part))

    def _contained(self, words: list[str]) -> tuple[str, ...]:
        """The types of the longest phrase inside, none where a word before denies it: ``No Use of Marks``."""
        if words[:1] and words[0] in _DENYING:
            return ()
        for length in range(min(self._longest, len(words) - 1), max(1, (len(words) - 1) // 2), -1):
            for start in range(len(words) - length + 1):
                found = self._types.get(" ".join(words[start : start + length]))
                if found:
                    return found
        return ()


def _words(heading: str) -> list[str]:
    """The words in small letters, without numbers before and after them; ``third-party`` reads as two words."""
    text = _NUMBER.sub("", heading.strip().casefold().replace("’", "'"), count=1).replace("&", " and ")
    words = [word for word in (word.strip("'") for word in _NOT_WORDS.sub(" ", text).split()) if word]
    while words and words[-1].isdigit():
        words.pop()
    return [word for word in words if word not in _UNTOLD]
