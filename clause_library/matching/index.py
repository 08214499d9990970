"""What matching needs of a library, computed once per process and library version."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from clause_library.types import Entry, Library, Position
from clause_library.wording.normalize import Roles, Wording, fold_heading, wording
from models.interfaces import Encoder

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

K = TypeVar("K")
V = TypeVar("V")

_KEPT_LIBRARIES = 8
_KEPT_HEADINGS = 4096
_PREFIX = 4
"""Headings that agree share a word, or so much of its beginning."""


@dataclass(frozen=True)
class LibraryIndex:
    """The positions of a library, tokenised and weighted. Rows follow ``rows``: (entry, position) in library order.

    ``terms`` are the TF-IDF vectors of the rows, sparse, shape (terms, rows): a clause meets only the rows with which
    it shares a word. ``coded`` are the rows with a character for each word, for rapidfuzz.
    """

    library: Library
    rows: tuple[tuple[int, Position], ...]
    wordings: tuple[Wording, ...]
    headings: tuple[tuple[str, ...], ...]
    vocabulary: Mapping[str, int]
    weights: NDArray[np.float32]
    terms: csr_matrix
    codes: Mapping[str, str]
    coded: tuple[str, ...]
    _known_headings: dict[str, NDArray[np.float32]] = field(default_factory=dict, repr=False)

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

    @cached_property
    def entries_of_type(self) -> Mapping[str, Sequence[int]]:
        """The entries of each clause type."""
        return _grouped((entry.clause_type, number) for number, entry in enumerate(self.entries))

    def term_scores(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """Cosine of the TF-IDF vectors of texts and positions, shape (n, rows)."""
        vectors = _term_vectors(wordings, self.vocabulary, self.weights)
        return np.asarray((vectors @ self.terms).toarray(), dtype=np.float32)

    def weight_of(self, key: str) -> float:
        """How telling a word is: the rarer among the entries, the more; 0 for a word of no position."""
        column = self.vocabulary.get(key)
        return 0.0 if column is None else float(self.weights[column])

    def code(self, wordings: Sequence[Wording]) -> list[str]:
        """Texts with a character for each word, the same as in ``coded``; words of no position have others."""
        codes = dict(self.codes)
        return [_coded(words, codes) for words in wordings]

    def heading_scores(self, heading: str) -> NDArray[np.float32]:
        """How well a heading agrees with each entry's title and aliases, shape (entries,), in [0, 1]."""
        folded = fold_heading(heading)
        known = self._known_headings.get(folded)
        if known is None:
            known = self._heading_scores(folded)
            if len(self._known_headings) < _KEPT_HEADINGS:
                self._known_headings[folded] = known
        return known

    def _heading_scores(self, folded: str) -> NDArray[np.float32]:
        scores = np.zeros(len(self.entries), dtype=np.float32)
        for name in {name for prefix in _prefixes(folded) for name in self._names_by_prefix.get(prefix, ())}:
            score = _heading_score(folded, name)
            for entry in self._entries_by_name[name]:
                scores[entry] = max(scores[entry], score)
        return scores

    @cached_property
    def _entries_by_name(self) -> Mapping[str, Sequence[int]]:
        return _grouped((name, number) for number, names in enumerate(self.headings) for name in names)

    @cached_property
    def _names_by_prefix(self) -> Mapping[str, Sequence[str]]:
        return _grouped((prefix, name) for name in self._entries_by_name for prefix in _prefixes(name))


def roles_of(library: Library) -> Roles:
    """The names by which the library itself calls the parties."""
    return Roles(library.our_roles, library.their_roles)


class _Cache:
    """The last few libraries of this process; safe to use from threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._indexes: dict[str, LibraryIndex] = {}
        self._vectors: dict[tuple[str, str], tuple[NDArray[np.float32], NDArray[np.bool_]]] = {}

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
            vectors, known = self._vectors.get(key, (None, np.zeros(len(index.rows), dtype=np.bool_)))
            unknown = [] if known.all() else [row for row in rows if not known[row]]
            if vectors is None or unknown:
                fresh = encoder.encode([_plain(index.wordings[row].text) for row in unknown])
                if vectors is None:
                    _trim(self._vectors)
                    vectors = np.zeros((len(index.rows), fresh.shape[1]), dtype=np.float32)
                vectors[unknown] = fresh
                known[unknown] = True
                self._vectors[key] = vectors, known
            return vectors if len(rows) == len(vectors) else vectors[rows]


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
    terms = _term_vectors(wordings, vocabulary, weights).T.tocsr()
    codes: dict[str, str] = {}
    coded = tuple(_coded(words, codes) for words in wordings)
    return LibraryIndex(library, rows, wordings, headings, vocabulary, weights, terms, codes, coded)


def _term_vectors(
    wordings: Sequence[Wording], vocabulary: Mapping[str, int], weights: NDArray[np.float32]
) -> csr_matrix:
    """TF-IDF vectors over a vocabulary, shape (n, terms), rows of unit length (unknown words count) or zero."""
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    values: list[float] = []
    starts = [0]
    for words in wordings:
        unknown = 0.0
        row: dict[int, float] = {}
        for key, count in Counter(_terms(words)).items():
            column = vocabulary.get(key)
            weight = 1 + math.log(count)
            if column is None:
                unknown += weight * weight
            else:
                row[column] = weight * float(weights[column])
        length = math.sqrt(sum(value * value for value in row.values()) + unknown) or 1.0
        columns += row
        values += (value / length for value in row.values())
        starts.append(len(columns))
    shape = (len(wordings), len(vocabulary))
    return csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), starts), shape=shape)


def _coded(words: Wording, codes: dict[str, str]) -> str:
    # Above the surrogates, so that any number of different words has a character of its own.
    return "".join([codes.setdefault(key, chr(min(0xE000 + len(codes), 0x10FFFF))) for key in words.keys])


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


def _prefixes(folded: str) -> set[str]:
    return {word[:_PREFIX] for word in folded.split()}


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, Sequence[V]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _plain(text: str) -> str:
    return text.replace("[", "").replace("]", "")
