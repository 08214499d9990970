"""How much of a contract a reader of PDFs finds, in order, and how much of what only pages have it leaves among it.

The reference is a text of the same contract that others made, which holds headers and footers too. Which these are is
decided without our reader: lines that, figures aside, are among the three first or last that PDFium gives for at least
three pages and two fifths of all, with at least two words. Their words are taken out of the reference wherever they
stand; a header that also is a sentence's words (``Exhibit 10.5``) is so lost from it for every reader alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

_EDGE = 3
_FEWEST_PAGES = 3
_PAGES = 0.4
_WORD = re.compile(r"\w+")
_FIGURES = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"[-– ]*\d{1,4}[-– ]*")

Shape = tuple[str, ...]
"""The words of a line, with ``#`` for each number."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file: its text, and the words that it set aside."""

    text: str
    margins: str = ""


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Shares of the words, each in [0, 1]; ``lone_numbers`` are lines with nothing but a number, a page.

    ``similarity`` is twice the words common to both in one order over all words of both, page furniture taken out of
    the reference; ``plain`` the same with it. ``noise`` are words of furniture among the reader's, ``missing`` words of
    the reference that it has nowhere, ``set_aside`` those of them that stand in its margins.
    """

    similarity: float
    plain: float
    noise: float
    missing: float
    set_aside: float
    lone_numbers: float


def furniture(pages: Sequence[str]) -> frozenset[Shape]:
    """The lines that run along the edges of pages, by PDFium's text of each."""
    seen: dict[Shape, set[int]] = defaultdict(set)
    for number, text in enumerate(pages):
        lines = [line for line in text.splitlines() if line.strip()]
        for line in [*lines[:_EDGE], *lines[-_EDGE:]]:
            shape = shape_of(words_of(line))
            if len(shape) > 1:
                seen[shape].add(number)
    least = max(_FEWEST_PAGES, _PAGES * len(pages))
    return frozenset(shape for shape, on in seen.items() if len(on) >= least)


def words_of(text: str) -> list[str]:
    """Words and numbers in small letters."""
    return _WORD.findall(text.replace("\ufffe\r\n", "").replace("\ufffe", "").casefold())


def shape_of(words: Sequence[str]) -> Shape:
    """The words with ``#`` for figures."""
    return tuple(_FIGURES.sub("#", word) for word in words)


def without(words: Sequence[str], shapes: Collection[Shape]) -> list[str]:
    """The words without the sequences that have one of these shapes, the longest first."""
    openings: dict[str, list[Shape]] = defaultdict(list)
    for shape in sorted(shapes, key=len, reverse=True):
        openings[shape[0]].append(shape)
    looks = shape_of(words)
    kept, at = [], 0
    while at < len(words):
        found = next((s for s in openings.get(looks[at], ()) if looks[at : at + len(s)] == s), None)
        if found is None:
            kept.append(words[at])
        at += len(found or (0,))
    return kept


def compare(reading: Reading, reference: str, pages: Sequence[str]) -> Fidelity:
    """How a reading of a file with these pages, as PDFium gives their text, stands to its reference."""
    shapes = furniture(pages)
    found, all_words = words_of(reading.text), words_of(reference)
    body = without(all_words, shapes)
    missing = Counter(body) - Counter(found)
    aside = set(words_of(reading.margins))
    lone = sum(1 for line in reading.text.splitlines() if _LONE_NUMBER.fullmatch(line.strip()))
    return Fidelity(
        similarity=_similarity(found, body),
        plain=_similarity(found, all_words),
        noise=1 - len(without(found, shapes)) / max(1, len(found)),
        missing=missing.total() / max(1, len(body)),
        set_aside=sum(count for word, count in missing.items() if word in aside) / max(1, len(body)),
        lone_numbers=lone / max(1, len(pages)),
    )


def _similarity(one: Sequence[str], other: Sequence[str]) -> float:
    return 2 * LCSseq.similarity(one, other) / max(1, len(one) + len(other))
