"""Scores pieces of a contract against every position of a library: cheap measures for all, the encoder for the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from clause_library.matching.index import LibraryIndex, library_vectors
from clause_library.types import AgreementType
from clause_library.wording.normalize import Wording
from models.interfaces import Encoder

LEXICAL_RATIO = 0.72
"""Two wordings that share so many tokens in order are of one clause type; unrelated clauses stay below 0.45."""

LEXICAL_CONTAINED = 0.9
"""A clause that holds so much of a position, word by word and in order, contains it, whatever else it says."""

MATCH_THRESHOLD = 0.4
"""Below this combined score a clause has no entry."""

_SEMANTIC, _TERMS, _RATIO, _HEADING, _BIAS = 7.0, 16.0, 4.0, 5.0, -11.0
"""Weights of the measures, as log odds: fitted on lawyers' labels of public contracts, then drawn towards meaning."""

_NEEDED_ODDS = math.log(MATCH_THRESHOLD / (1 - MATCH_THRESHOLD))

_LIKELY_SEMANTIC = (0.3, 0.9)
"""Cosines between clauses of contracts stay in this range; what they cannot turn is decided without the encoder."""

_LEAST_CONTAINED_TOKENS = 15
_SHORTEST_TOKENS = 6
_FOREIGN_AGREEMENT_PENALTY = 0.5
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Query:
    """A piece of text to be matched, with the heading that it stands under (a weaker sign where not its own)."""

    wording: Wording
    heading: str = ""
    own_heading: bool = False


@dataclass(slots=True)
class Scores:
    """Measures of n queries; by position (n, rows) or by entry (n, entries), all in [0, 1].

    ``semantic`` is NaN in the rows that the encoder was not asked about.
    """

    ratio: NDArray[np.float32]
    contained: NDArray[np.float32]
    terms: NDArray[np.float32]
    heading: NDArray[np.float32]
    semantic: NDArray[np.float32]
    combined: NDArray[np.float32]
    lexical: NDArray[np.bool_]


def score(
    queries: Sequence[Query], index: LibraryIndex, encoder: Encoder, agreement_type: AgreementType | None
) -> Scores:
    """Every measure of every query; the encoder sees, in one batch, those that words alone do not decide."""
    scores = _cheap_scores(queries, index)
    lengths = np.array([len(query.wording.tokens) for query in queries], dtype=np.intp)
    odds = _cheap_odds(scores, index, agreement_type)
    undecided = np.flatnonzero(_is_open(odds) & ~scores.lexical & (lengths >= _SHORTEST_TOKENS)).tolist()
    if undecided:
        rows = _rows_in_question(odds[undecided], index)
        vectors = encoder.encode([_text(queries[number].wording) for number in undecided])
        scores.semantic[undecided] = _LIKELY_SEMANTIC[0]
        scores.semantic[np.ix_(undecided, rows)] = np.clip(vectors @ library_vectors(index, encoder, rows).T, 0.0, 1.0)
    _combine(scores, odds, index)
    scores.combined[lengths < _SHORTEST_TOKENS] = 0.0
    return scores


def by_entry(values: NDArray[np.float32], index: LibraryIndex) -> NDArray[np.float32]:
    """The best value among each entry's positions, shape (n, entries)."""
    if not len(index.rows):
        return np.zeros((values.shape[0], 0), dtype=np.float32)
    return np.maximum.reduceat(values, index.row_starts, axis=1)


def _cheap_scores(queries: Sequence[Query], index: LibraryIndex) -> Scores:
    shape = (len(queries), len(index.rows))
    headings = {heading: index.heading_scores(heading) for heading in {query.heading for query in queries}}
    heading = np.array(
        [headings[query.heading] * (1.0 if query.own_heading else 0.6) for query in queries], dtype=np.float32
    ).reshape(len(queries), len(index.entries))
    terms = np.zeros(shape, dtype=np.float32)
    for start in range(0, len(queries), _CHUNK):
        chunk = [query.wording for query in queries[start : start + _CHUNK]]
        terms[start : start + _CHUNK] = index.term_vectors(chunk) @ index.terms.T
    ratio, contained = _ratios(queries, index)
    close = (ratio >= LEXICAL_RATIO) | ((contained >= LEXICAL_CONTAINED) & (terms >= 0.5))
    return Scores(
        ratio=ratio,
        contained=contained,
        terms=terms,
        heading=heading,
        semantic=np.full(shape, np.nan, dtype=np.float32),
        combined=np.zeros(heading.shape, dtype=np.float32),
        lexical=np.asarray(close.any(axis=1), dtype=np.bool_),
    )


def _ratios(queries: Sequence[Query], index: LibraryIndex) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Shared tokens in order, of both texts and of the position alone. Tokens become characters for rapidfuzz."""
    codes: dict[str, str] = {}
    rows = [_coded(words, codes) for words in index.wordings]
    texts = [_coded(query.wording, codes) for query in queries]
    if not rows or not texts:
        empty = np.zeros((len(texts), len(rows)), dtype=np.float32)
        return empty, empty
    ratio = process.cdist(texts, rows, scorer=Indel.normalized_similarity, dtype=np.float32)
    query_sizes = np.array([len(text) for text in texts], dtype=np.float32)[:, None]
    row_sizes = np.array([len(row) for row in rows], dtype=np.float32)[None, :]
    shared = ratio * (query_sizes + row_sizes) / 2
    contained = np.where(row_sizes >= _LEAST_CONTAINED_TOKENS, shared / np.maximum(row_sizes, 1), 0)
    return ratio, contained.astype(np.float32)


def _coded(words: Wording, codes: dict[str, str]) -> str:
    # Above the surrogates, so that any number of different words has a character of its own.
    return "".join(codes.setdefault(key, chr(min(0xE000 + len(codes), 0x10FFFF))) for key in words.keys)


def _cheap_odds(scores: Scores, index: LibraryIndex, agreement_type: AgreementType | None) -> NDArray[np.float32]:
    """Log odds of each entry without the encoder's say."""
    odds = _TERMS * by_entry(scores.terms, index) + _RATIO * by_entry(scores.ratio, index)
    odds += _HEADING * scores.heading + _BIAS
    if agreement_type is not None:
        foreign = [bool(entry.used_in) and agreement_type not in entry.used_in for entry in index.entries]
        odds -= _FOREIGN_AGREEMENT_PENALTY * np.array(foreign, dtype=np.float32)
    return odds


def _is_open(odds: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where the encoder could still make a match, unmake it, or choose another entry."""
    if not odds.shape[1]:
        return np.zeros(odds.shape[0], dtype=np.bool_)
    least, most = (_SEMANTIC * cosine for cosine in _LIKELY_SEMANTIC)
    ordered = np.sort(odds, axis=1)
    best, second = ordered[:, -1], ordered[:, -2] if odds.shape[1] > 1 else ordered[:, -1] - most
    hopeless = best + most < _NEEDED_ODDS
    settled = (best + least > _NEEDED_ODDS) & (best - second > most - least)
    return np.asarray(~hopeless & ~settled, dtype=np.bool_)


def _rows_in_question(odds: NDArray[np.float32], index: LibraryIndex) -> list[int]:
    """The positions of those entries that the encoder's say could still make the best of any of these queries."""
    least, most = (_SEMANTIC * cosine for cosine in _LIKELY_SEMANTIC)
    best = odds.max(axis=1, keepdims=True)
    possible = ((odds + most >= best + least) & (odds + most >= _NEEDED_ODDS)).any(axis=0)
    return [row for entry in np.flatnonzero(possible).tolist() for row in index.rows_of(entry)]


def _combine(scores: Scores, odds: NDArray[np.float32], index: LibraryIndex) -> None:
    ratio = by_entry(scores.ratio, index)
    contained = by_entry(np.where(scores.terms >= 0.5, scores.contained, 0.0).astype(np.float32), index)
    asked = ~np.isnan(scores.semantic).any(axis=1, keepdims=True)
    semantic = np.where(asked, by_entry(np.nan_to_num(scores.semantic), index), _LIKELY_SEMANTIC[0])
    meaning = 1 / (1 + np.exp(-(odds + _SEMANTIC * semantic)))
    words = np.maximum(ratio, np.where(contained >= LEXICAL_CONTAINED, 0.95 * contained, 0.0)) + 0.02 * scores.heading
    decided = (ratio >= LEXICAL_RATIO) | (contained >= LEXICAL_CONTAINED)
    # In words that are not ours no score is as sure as that of our own.
    scores.combined = np.where(decided, np.clip(words, 0, 1), 0.95 * meaning).astype(np.float32)


def _text(words: Wording) -> str:
    if not words.tokens:
        return ""
    return " ".join(words.text[words.tokens[0].start : words.tokens[-1].end].split())
