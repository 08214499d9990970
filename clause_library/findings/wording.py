"""Words compared by what they say: without case, endings and small words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

WORD = re.compile(r"[^\W_]{1,40}(?:[&'-][^\W_]{1,40}){0,6}")
SMALL = frozenset(
    "a an the of and or to in on for by with from as at its their this that such any all no not other each be is are"
    " under upon per into between among".split()
)
"""Words that say nothing by themselves."""
_MOST_KEPT = 20_000
_ROOT_CHARS = 6
"""So long is the part that ``indemnity`` shares with ``indemnification``."""


@lru_cache(maxsize=_MOST_KEPT)
def stem(word: str) -> str:
    """A word without case, possessive and plural ending."""
    low = word.lower()
    low = low[:-2] if low.endswith("'s") else low.rstrip("'")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith(("sses", "xes", "ches", "shes")):
        return low[:-2]
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of ``text``."""
    return tuple(stem(match.group()) for match in WORD.finditer(text))


def telling(text: str) -> frozenset[str]:
    """The beginnings of the words of ``text`` that tell what it is about."""
    return frozenset(word[:_ROOT_CHARS] for word in stems(text) if word not in SMALL and not word.isdigit())


def words_with_places(text: str, start: int = 0) -> Iterator[tuple[str, int, int]]:
    """The stems of the words of ``text`` from ``start`` on, each with where it stands."""
    for match in WORD.finditer(text, start):
        yield stem(match.group()), match.start(), match.end()


def nearly_equal(first: str, second: str) -> bool:
    """Whether two words differ by one letter that was added, dropped or changed, or by two that changed places."""
    return min(len(first), len(second)) >= 5 and OSA.distance(first, second) == 1


def misspelt(first: str, second: str) -> bool:
    """Whether one word may be the other with a slip or two of the keyboard; both are long enough to tell."""
    if first == second or first[0] != second[0] or min(len(first), len(second)) < 5:
        return False
    if {first[-2:], second[-2:]} == {"is", "es"}:
        return False  # "analysis", "analyses"
    return OSA.distance(first, second) <= (1 if len(first) < 7 else 2)


def inflected(first: str, second: str) -> bool:
    """Whether two words are forms of one: ``confidential`` and ``confidentiality``, ``return`` and ``returned``."""
    shorter, longer = sorted((first, second), key=len)
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    return first != second and same >= 5 and len(shorter) - same <= 3 and len(longer) - same <= 4
