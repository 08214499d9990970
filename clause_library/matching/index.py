"""What matching needs of a library, computed once per process and library version."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from clause_library.types import Entry, Library, Position
from clause_library.wording.normalize import Roles, Wording, fold_heading, wording
from models.interfaces import Encoder

K = TypeVar("K")
V = TypeVar("V")

_KEPT_LIBRARIES = 8


@dataclass(frozen=True)
class LibraryIndex:
    """The positions of a library, tokenised and weighted. Rows follow ``rows``: (entry, position) in library order."""

    library: Library
    rows: tuple[tuple[int, Position], ...]
    wordings: tuple[Wording, ...]
    headings: tuple[tuple[str, ...], ...]
    vocabulary: Mapping[str, int]
    weights: NDArray[np.float32]
    terms: NDArray[np.float32]

    @cached_property
    def entry_of_row(self) -> NDArray[np.intp]:
        """For each row the number of its entry."""
        return np.array([entry for entry, _ in self.rows], dtype=np.intp)

    @cached_property
    def row_starts(self) -> NDArray[np.intp]:
        """The first row of each entry; rows of one entry stand together."""
        return np.searchsorted(self.entry_of_row, np.arange(len(self.library.entries)))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The library's entries."""
        return self.library.entries

    def rows_of(self, entry: int) -> range:
        """The rows of one entry's positions."""
        stop = self.row_starts[entry + 1] if entry + 1 < len(self.entries) else len(self.rows)
        return range(int(self.row_starts[entry]), int(stop))

    def term_vectors(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """TF-IDF vectors over the library's vocabulary, shape (n, terms), rows of unit length or zero."""
        vectors = np.zeros((len(wordings), len(self.vocabulary)), dtype=np.float32)
        for row, words in enumerate(wordings):
            unknown = 0.0
            for key, count in Counter(_terms(words)).items():
                column = self.vocabulary.get(key)
                weight = 1 + math.log(count)
                if column is None:
                    unknown += weight * weight
                else:
                    vectors[row, column] = weight * self.weights[column]
            length = math.sqrt(float(vectors[row] @ vectors[row]) + unknown)
            vectors[row] /= length or 1.0
        return vectors

    def heading_scores(self, heading: str) -> NDArray[np.float32]:
        """How well a heading agrees with each entry's title and aliases, shape (entries,), in [0, 1]."""
        folded = fold_heading(heading)
        scores = [max((_heading_score(folded, name) for name in names), default=0.0) for names in self.headings]
        return np.array(scores if folded else [0.0] * len(self.headings), dtype=np.float32)


def roles_of(library: Library) -> Roles:
    """The names by which the library itself calls the parties."""
    return Roles(library.our_roles, library.their_roles)


class _Cache:
    """The last few libraries of this process; safe to use from threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._indexes: dict[str, LibraryIndex] = {}
        self._vectors: dict[tuple[str, str], dict[int, NDArray[np.float32]]] = {}

    def index(self, library: Library) -> LibraryIndex:
        with self._lock:
            found = self._indexes.get(library.version)
            if found is None:
                found = _build(library)
                _trim(self._indexes)
                self._indexes[library.version] = found
            return found

    def vectors(self, index: LibraryIndex, encoder: Encoder, rows: Sequence[int]) -> NDArray[np.float32]:
        key = (index.library.version, encoder.id)
        with self._lock:
            if key not in self._vectors:
                _trim(self._vectors)
            known = self._vectors.setdefault(key, {})
            unknown = [row for row in rows if row not in known]
            if unknown:
                fresh = encoder.encode([_plain(index.wordings[row].text) for row in unknown])
                known.update(zip(unknown, fresh, strict=True))
            return np.stack([known[row] for row in rows])


_CACHE = _Cache()


def library_index(library: Library) -> LibraryIndex:
    """The index of a library, from this process's cache where its version is known."""
    return _CACHE.index(library)


def library_vectors(index: LibraryIndex, encoder: Encoder, rows: Sequence[int]) -> NDArray[np.float32]:
    """The encoder's vectors of these positions, shape (rows, d), each computed once a library version and encoder."""
    return _CACHE.vectors(index, encoder, rows)


def _trim(cache: dict[K, V]) -> None:
    while len(cache) >= _KEPT_LIBRARIES:
        del cache[next(iter(cache))]


def _build(library: Library) -> LibraryIndex:
    roles = roles_of(library)
    rows = tuple((number, position) for number, entry in enumerate(library.entries) for position in entry.positions)
    wordings = tuple(wording(position.text, roles) for _, position in rows)
    documents = [set[str]() for _ in library.entries]
    for (number, _), words in zip(rows, wordings, strict=True):
        documents[number].update(_terms(words))
    frequency = Counter(term for document in documents for term in document)
    vocabulary = {term: column for column, term in enumerate(sorted(frequency))}
    weights = np.array([math.log(1 + len(documents) / frequency[term]) for term in vocabulary], dtype=np.float32)
    headings = tuple(
        tuple(fold_heading(name) for name in (entry.title, entry.clause_type.replace("_", " "), *entry.aliases))
        for entry in library.entries
    )
    empty = np.zeros((0, len(vocabulary)), dtype=np.float32)
    bare = LibraryIndex(library, rows, wordings, headings, vocabulary, weights, empty)
    return LibraryIndex(library, rows, wordings, headings, vocabulary, weights, bare.term_vectors(wordings))


def _terms(words: Wording) -> Iterable[str]:
    for token in words.tokens:
        if not token.placeholder:
            yield token.value.kind if token.value else token.key


def _heading_score(heading: str, name: str) -> float:
    if heading == name:
        return 1.0
    # Below this, headings share no more than a common word ("term" in "payment terms").
    score = fuzz.token_sort_ratio(heading, name, score_cutoff=60) / 100
    contained = fuzz.token_set_ratio(heading, name) == 100 and min(heading.count(" "), name.count(" ")) >= 1
    return float(max(0.9 * score, 0.8 if contained else 0.0))


def _plain(text: str) -> str:
    return text.replace("[", "").replace("]", "")
