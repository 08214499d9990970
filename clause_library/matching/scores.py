"""Scores pieces of a contract against every entry of a library: cheap measures first, the transformer for what is open.

Three stages. Words, headings, clause types and the fast encoder are asked of all entries; the order of words of the few
entries that come first by those; the precise encoder of clauses that all of them leave undecided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from clause_library.matching import odds
from clause_library.matching.index import LibraryIndex, library_vectors
from clause_library.types import AgreementType, Entry
from clause_library.wording.normalize import Wording
from models.interfaces import Encoder, Encoders, ProvisionTyper

LEXICAL_RATIO = 0.72
"""Two wordings that share so many tokens in order are of one clause type; unrelated clauses stay below 0.45."""

LEXICAL_CONTAINED = 0.9
"""A clause that holds so much of a position, word by word and in order, contains it, whatever else it says."""

CANDIDATES = 12
"""So many entries of a clause have the order of their words compared."""

_LEAST_CONTAINED_TOKENS = 15
_LEAST_CONTAINED_TERMS = 0.5
_SHORTEST_TOKENS = 6
_SURE = 0.95
"""How sure a match by words is at least; the share of words that agree brings it up to 1."""

_FOREIGN_AGREEMENT = 0.5
"""Log odds against an entry that other types of agreement use."""

_CHUNK = 64

Numbers: TypeAlias = "NDArray[np.intp] | Sequence[int] | slice"


@dataclass(frozen=True, slots=True)
class Query:
    """A piece of text to be matched, with the heading that it stands under (a weaker sign where not its own).

    ``types`` are the clause types that it was told to have, each with its probability. ``part_of`` are the numbers of
    queries that hold it: the precise encoder is asked about whole clauses alone.
    """

    wording: Wording
    heading: str = ""
    own_heading: bool = False
    types: Mapping[str, float] = field(default_factory=dict)
    part_of: tuple[int, ...] = ()


@dataclass(slots=True)
class Scores:
    """Measures of n queries by entry, shape (n, entries), all but one in [0, 1]; ``combined`` is a probability.

    ``terms`` is the TF-IDF cosine, ``ratio`` how many words are shared in order, ``contained`` how many of the
    position's are, ``fast`` the fast encoder's cosine, ``types`` the probability of the entry's clause type among the
    sentences, ``learnt`` its log odds by the model of whole provisions, for the entries whose type that ``known``.
    ``vectors`` (n, d) are the fast encoder's. ``precise`` are the other encoder's cosines with all positions, shape
    (rows,), by the number of the query; those that it was not asked about are NaN.
    """

    terms: NDArray[np.float32]
    fast: NDArray[np.float32]
    heading: NDArray[np.float32]
    types: NDArray[np.float32]
    ratio: NDArray[np.float32]
    contained: NDArray[np.float32]
    combined: NDArray[np.float32]
    learnt: NDArray[np.float32]
    known: NDArray[np.bool_]
    vectors: NDArray[np.float32]
    precise: dict[int, NDArray[np.float32]] = field(default_factory=dict)

    def measures(
        self, numbers: NDArray[np.intp] | Sequence[int] | slice = slice(None)
    ) -> dict[str, NDArray[np.float32]]:
        """What the weights of :mod:`odds` are for, of some queries, without the precise encoder's say."""
        names = ("terms", "ratio", "heading", "types", "fast", "learnt")
        measures = {name: getattr(self, name)[numbers] for name in names}
        return measures | {"types": odds.type_odds(measures["types"]), "lead": _lead(measures["fast"])}


def score(
    queries: Sequence[Query], index: LibraryIndex, encoders: Encoders, agreement_type: AgreementType | None
) -> Scores:
    """Every measure of every query; the precise encoder sees, in one batch, what the others do not decide."""
    scores = measured(queries, index, encoders)
    if not scores.terms.size:
        return scores
    short = np.array([len(query.wording.tokens) < _SHORTEST_TOKENS for query in queries], dtype=np.bool_)
    by_words = np.maximum(scores.ratio / LEXICAL_RATIO, scores.contained / LEXICAL_CONTAINED) >= 1
    foreign = np.array([_is_foreign(entry, agreement_type) for entry in index.entries], dtype=np.float32)
    likely = _likely(scores.measures(), scores.known, odds.FAST, odds.FAST_KNOWN) - _FOREIGN_AGREEMENT * foreign
    parts = np.array([bool(query.part_of) for query in queries], dtype=np.bool_)
    undecided = np.flatnonzero(odds.is_open(likely) & ~(short | parts | by_words.any(axis=1)))
    if len(undecided):
        rivals = odds.in_question(likely[undecided])
        measures = scores.measures(undecided)
        measures["precise"] = _ask_precise(undecided, queries, index, encoders.precise, scores, rivals)
        told = _likely(measures, scores.known, odds.PRECISE, odds.PRECISE_KNOWN) - _FOREIGN_AGREEMENT * foreign
        likely[undecided] = np.where(rivals, told, likely[undecided])
    words = np.maximum(scores.ratio, 0.95 * scores.contained * (scores.contained >= LEXICAL_CONTAINED))
    sure = _SURE + (1 - _SURE) * np.clip(words + 0.02 * scores.heading, 0, 1)
    # Beside an entry whose words it has, no other is as sure.
    others = odds.probability(likely) * np.where(by_words.any(axis=1, keepdims=True), _SURE, 1.0)
    scores.combined = np.where(by_words, sure, others).astype(np.float32)
    scores.combined[short] = 0.0
    return scores


def _likely(
    measures: Mapping[str, NDArray[np.float32]],
    known: NDArray[np.bool_],
    unlearnt: odds.Weights,
    learnt: odds.Weights,
) -> NDArray[np.float32]:
    """Log odds of each entry, by the weights that are for it: whether its clause type is known to the model or not."""
    return np.where(known, odds.log_odds(measures, learnt), odds.log_odds(measures, unlearnt))


def _is_foreign(entry: Entry, agreement_type: AgreementType | None) -> bool:
    """Whether an entry is used only in agreements of other types."""
    return agreement_type is not None and bool(entry.used_in) and agreement_type not in entry.used_in


def _ask_precise(
    undecided: NDArray[np.intp],
    queries: Sequence[Query],
    index: LibraryIndex,
    encoder: Encoder,
    scores: Scores,
    rivals: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """The precise encoder's cosine of each undecided query with its rivals, 0 for other entries, (undecided, entries).

    Fills in the cosines with the positions too. Each query meets its own rivals alone, so that what is said of a clause
    does not depend on the others of its contract.
    """
    entries = np.flatnonzero(rivals.any(axis=0)).tolist()
    rows = [row for entry in entries for row in index.rows_of(entry)]
    vectors = encoder.encode([text_of(queries[number].wording) for number in undecided.tolist()])
    cosines = np.full((len(undecided), len(index.rows)), np.nan, dtype=np.float32)
    cosines[:, rows] = np.clip(vectors @ library_vectors(index, encoder, rows).T, 0.0, 1.0)
    cosines[~rivals[:, index.entry_of_row]] = np.nan
    scores.precise = dict(zip(undecided.tolist(), cosines, strict=True))
    return by_entry(np.nan_to_num(cosines), index)


def measured(queries: Sequence[Query], index: LibraryIndex, encoders: Encoders) -> Scores:
    """All measures but those of the precise encoder; nothing is decided yet."""
    shape = (len(queries), len(index.entries))
    none = np.zeros((8, *shape), dtype=np.float32)
    vectors = np.zeros((len(queries), 0), dtype=np.float32)
    known = np.zeros(shape[1], dtype=np.bool_)
    scores = Scores(none[0], none[1], none[2], none[3], none[4], none[5], none[6], none[7], known, vectors)
    if not len(queries) or not len(index.entries):
        return scores
    scores.vectors = encoders.fast.encode([text_of(query.wording) for query in queries])
    library = library_vectors(index, encoders.fast, range(len(index.rows)))
    for start in range(0, len(queries), _CHUNK):
        some = slice(start, start + _CHUNK)
        cosines = np.clip(scores.vectors[some] @ library.T, 0.0, 1.0)
        scores.fast[some] = by_entry(cosines, index)
        scores.terms[some] = by_entry(index.term_scores([query.wording for query in queries[some]]), index)
    for number, query in enumerate(queries):
        scores.heading[number] = index.heading_scores(query.heading) * (1.0 if query.own_heading else 0.6)
        for kind, probability in query.types.items():
            scores.types[number, index.entries_of_type.get(kind, ())] = probability
    if encoders.provisions is not None:
        _ask_provisions(encoders.provisions, encoders.fast, queries, index, scores)
    _compare_order(queries, index, scores)
    return scores


def _ask_provisions(
    typer: ProvisionTyper, encoder: Encoder, queries: Sequence[Query], index: LibraryIndex, scores: Scores
) -> None:
    """Fill in what the model of whole provisions says of the entries whose clause type it knows."""
    columns = {
        entry: number for number, kind in enumerate(typer.labels) for entry in index.entries_of_type.get(kind, ())
    }
    places = {heading: number for number, heading in enumerate(dict.fromkeys(query.heading for query in queries))}
    headings = encoder.encode(list(places))[[places[query.heading] for query in queries]]
    told = typer.log_odds(scores.vectors, headings, [query.types for query in queries])
    entries = list(columns)
    scores.learnt[:, entries] = np.clip(told[:, list(columns.values())], -odds.MOST_LEARNT, odds.MOST_LEARNT)
    scores.known[entries] = True


def _lead(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far each entry is ahead of the best other one, shape (n, entries); 0 for a library of one entry."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    ordered = np.partition(values, -2, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.asarray(values - np.where(values == best, second, best), dtype=np.float32)


def by_entry(values: NDArray[np.float32], index: LibraryIndex) -> NDArray[np.float32]:
    """The best value among each entry's positions, shape (n, entries)."""
    return np.maximum.reduceat(values, index.row_starts, axis=1)


def text_of(words: Wording) -> str:
    """The text from the first to the last token, white space collapsed: what the encoders see."""
    return words.words(0, len(words.tokens))


def _compare_order(queries: Sequence[Query], index: LibraryIndex, scores: Scores) -> None:
    """Fill in, for the candidates, the words shared in order: of both texts, and of the position alone."""
    numbers, rows = _pairs(scores, index)
    texts = index.code([query.wording for query in queries])
    positions = [index.coded[row] for row in rows.tolist()]
    ratio = process.cpdist(
        [texts[number] for number in numbers.tolist()],
        positions,
        scorer=Indel.normalized_similarity,
        dtype=np.float32,
    )
    query_sizes = np.array([len(text) for text in texts], dtype=np.float32)[numbers]
    row_sizes = np.array([len(position) for position in positions], dtype=np.float32)
    entries = index.entry_of_row[rows]
    contained = ratio * (query_sizes + row_sizes) / 2 / np.maximum(row_sizes, 1)
    tells = (row_sizes >= _LEAST_CONTAINED_TOKENS) & (scores.terms[numbers, entries] >= _LEAST_CONTAINED_TERMS)
    np.maximum.at(scores.ratio, (numbers, entries), ratio)
    np.maximum.at(scores.contained, (numbers, entries), np.where(tells, contained, 0.0).astype(np.float32))


def _pairs(scores: Scores, index: LibraryIndex) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Queries and rows: each query with all positions of the entries that come first by all other measures."""
    unlearnt, learnt = (odds.without(weights, "ratio") for weights in (odds.FAST, odds.FAST_KNOWN))
    likely = _likely(scores.measures(), scores.known, unlearnt, learnt)
    count = min(CANDIDATES, likely.shape[1])
    first = np.argpartition(-likely, count - 1, axis=1)[:, :count]
    entries = np.sort(first, axis=1).reshape(-1)
    numbers = np.repeat(np.arange(len(likely)), count)
    sizes = np.diff(np.append(index.row_starts, len(index.rows)))[entries]
    # The rows of an entry follow each other: from its first one on, counted up.
    steps = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(numbers, sizes), np.repeat(index.row_starts[entries], sizes) + steps
