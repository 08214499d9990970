"""Train the model of clause types: ``python -m models.training.clause_types PASSAGES.jsonl PIECES OUT [--folds DIR]``.

``benchmarks.passages`` writes PASSAGES. Two steps: two opinions on each sentence, one logistic model a label over
hashed words (liblinear, L2) and a convolution over the vectors of a static encoder's word pieces; then a small network
over what those say of the passages of contracts *they were not trained on* (five folds by contract), so that its
probabilities hold for new contracts.

PIECES/0 to PIECES/4 are static encoders (``models.training.static --held-out``) that have not seen the contracts for
which :func:`fold_of` gives that number; the model for all contracts takes the shipped one. With ``--folds`` the model
of each fold is kept too, with its word pieces: the first step of DIR/0 to DIR/4 has seen no label of its fold, and its
second step none directly (the opinions that it weighs come from models of the other folds, as is usual in stacking).
How rare a word is, is counted over all contracts. Equal input gives equal weights.
"""

from __future__ import annotations

import argparse
import json
import logging
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from models.clause_types.convolution import ConvolutionScores, Read, read
from models.clause_types.features import BUCKETS, features_of
from models.clause_types.linear import LinearScores
from models.clause_types.passage_odds import PassageOdds
from models.clause_types.runs import Candidates, candidates_of
from models.clause_types.stored import LABELS_FILE, WEIGHTS_FILE
from models.interfaces import Passage
from models.loading import SHIPPED_STATIC_ENCODER, WORD_PIECES
from models.training.convolution import fit_convolution
from models.training.network import fit_network
from models.training.overlap import SAME_PASSAGE, overlap, words_of
from models.word_pieces import WordPieces

FOLDS = 5
LEAST_ROWS = 3
"""A feature of fewer passages tells nothing about new contracts."""

STRENGTH = 10.0
POSITIVES_COUNT = 5.0
"""Sentences with a label are one in a thousand; each counts as so many without."""

WRITTEN_COUNT = 3.0
KEPT_BUCKETS = 250_000
"""Those that move the scores of the training passages most."""

LEAST_POSITIVES = 8
Arrays = dict[str, NDArray[Any]]
Judged = tuple[Candidates, NDArray[np.float32]]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rows:
    """Passages in reading order, each with the number of its contract; ``known`` (n, labels) is NaN if unknown."""

    labels: tuple[str, ...]
    docs: tuple[str, ...]
    passages: tuple[Passage, ...]
    contracts: NDArray[np.int64]
    known: NDArray[np.float32]
    marked: tuple[Mapping[str, Sequence[str]], ...]
    strong: frozenset[str]
    """Labels whose passages lawyers marked; the others are told by headings."""

    def places(self, contract: int) -> slice:
        """The rows of a contract."""
        first, last = np.searchsorted(self.contracts, [contract, contract + 1]).tolist()
        return slice(first, last)


def fold_of(doc: str) -> int:
    """The fold of a contract, from its name alone; provisions written for training are in none (-1)."""
    return -1 if doc.startswith("written-") else zlib.crc32(doc.encode()) % FOLDS


def load_rows(path: Path) -> Rows:
    """The rows that ``benchmarks.passages`` wrote."""
    with path.open(encoding="utf-8") as file:
        head = json.loads(next(file))
        rows = [json.loads(line) for line in file]
    labels = tuple(head["labels"])
    known = np.zeros((sum(len(row["passages"]) for row in rows), len(labels)), dtype=np.float32)
    weak = [number for number, label in enumerate(labels) if label not in head["cuad"]]
    at = {label: number for number, label in enumerate(labels)}
    place = 0
    for row in rows:
        for told, unknown in zip(row["labels"], row["unknown"], strict=True):
            known[place, weak if unknown == ["*"] else [at[label] for label in unknown]] = np.nan
            known[place, [at[label] for label in told]] = 1
            place += 1
    return Rows(
        labels,
        tuple(row["doc"] for row in rows),
        tuple(Passage(*passage) for row in rows for passage in row["passages"]),
        np.repeat(np.arange(len(rows)), [len(row["passages"]) for row in rows]),
        known,
        tuple(row["marked"] for row in rows),
        frozenset(head["cuad"]),
    )


def inverse_frequencies(rows: Rows) -> NDArray[np.float32]:
    """How rare each feature is, shape (buckets,); 0 for those of too few passages."""
    seen = np.zeros(BUCKETS, dtype=np.int64)
    for contract in range(len(rows.docs)):
        found = features_of(rows.passages[rows.places(contract)])
        seen += np.bincount(found.buckets, minlength=BUCKETS)
    rare = np.log((1 + len(rows.passages)) / (1 + seen)) + 1
    return np.where(seen >= LEAST_ROWS, rare, 0.0).astype(np.float32)


def vectors(rows: Rows, idf: NDArray[np.float32]) -> csr_matrix:
    """The features of all passages, shape (n, buckets).

    Every third clause is shown without its heading: else, where a heading told the label, the words under it would
    count for nothing.
    """
    parts = []
    for contract in range(len(rows.docs)):
        passages = [
            replace(passage, heading="") if passage.clause >= 0 and passage.clause % 3 == 0 else passage
            for passage in rows.passages[rows.places(contract)]
        ]
        found = features_of(passages, idf)
        parts.append(csr_matrix((found.values, found.buckets, found.starts), shape=(len(passages), BUCKETS)))
    matrix = vstack(parts, format="csr")
    matrix.eliminate_zeros()
    return matrix


def read_all(rows: Rows, pieces: WordPieces) -> Read:
    """What the convolution is shown of all passages."""
    shown = [read(rows.passages[rows.places(contract)], pieces) for contract in range(len(rows.docs))]
    return Read(
        [words for one in shown for words in one.words],
        [heading for one in shown for heading in one.headings],
        [above for one in shown for above in one.above],
        np.concatenate([one.goes_on for one in shown]),
    )


def fit_linear(rows: Rows, matrix: csr_matrix, idf: NDArray[np.float32], used: NDArray[np.bool_]) -> Arrays:
    """The first step, trained on the rows that are ``used``: what :class:`LinearScores` takes."""
    columns = np.flatnonzero(np.bincount(matrix.indices[np.repeat(used, np.diff(matrix.indptr))], minlength=BUCKETS))
    weights = np.zeros((len(columns), len(rows.labels)), dtype=np.float32)
    bias = np.full(len(rows.labels), -12.0, dtype=np.float32)
    small = matrix[:, columns].astype(np.float64)
    written = np.array([fold_of(doc) < 0 for doc in rows.docs])[rows.contracts]
    counts = np.where(written, WRITTEN_COUNT, 1.0)
    for label in range(len(rows.labels)):
        chosen = used & ~np.isnan(rows.known[:, label])
        positive = rows.known[chosen, label] > 0
        if positive.sum() < LEAST_POSITIVES:
            continue
        model = LogisticRegression(
            solver="liblinear", C=STRENGTH, class_weight={True: POSITIVES_COUNT}, tol=0.01, intercept_scaling=5.0
        )
        model.fit(small[chosen], positive, sample_weight=counts[chosen])
        weights[:, label], bias[label] = model.coef_[0], model.intercept_[0]
        logger.info("%s: %d passages of %d", rows.labels[label], positive.sum(), chosen.sum())
    count = small[used].getnnz(axis=0)
    best = np.sort(np.argsort(-np.square(weights).sum(axis=1) * count, kind="stable")[:KEPT_BUCKETS])
    step = np.maximum(np.abs(weights[best]).max(axis=0), 1e-6) / 127
    return {
        "idf": idf.astype(np.float16),
        "buckets": columns[best].astype(np.int32),
        "weights": np.round(weights[best] / step).astype(np.int8),
        "step": step.astype(np.float32),
        "bias": bias,
    }


def opinions_of(passages: Sequence[Passage], arrays: Arrays, pieces: WordPieces) -> tuple[NDArray[np.float32], ...]:
    """The log odds that both parts of the first step give to the passages of one contract."""
    return LinearScores(arrays).log_odds(passages), ConvolutionScores(arrays, pieces).log_odds(passages)


def judged(rows: Rows, contract: int, opinions: Sequence[NDArray[np.float32]]) -> Judged:
    """The candidates of a contract, and whether each is what it says: 1, 0, or NaN where unknown."""
    place = rows.places(contract)
    passages = rows.passages[place]
    candidates = candidates_of(opinions, passages, rows.labels)
    known = rows.known[place]
    marked = {label: [words_of(text) for text in texts] for label, texts in rows.marked[contract].items()}
    right = np.empty(len(candidates.labels), dtype=np.float32)
    for number, (label, first, last) in enumerate(
        zip(candidates.labels.tolist(), candidates.firsts.tolist(), candidates.lasts.tolist(), strict=True)
    ):
        name = rows.labels[label]
        if name in rows.strong:
            words = words_of(" ".join(passage.text for passage in passages[first : last + 1]))
            right[number] = any(overlap(words, other) >= SAME_PASSAGE for other in marked.get(name, ()))
        else:
            right[number] = known[first : last + 1, label].max()
    return candidates, right


def fit_odds(labels: int, judgements: Sequence[Judged]) -> PassageOdds:
    """The second step, from candidates that the first has judged without having seen their contracts."""
    kept = [(found, right, ~np.isnan(right)) for found, right in judgements]
    features = np.vstack([found.features[known] for found, _, known in kept])
    label = np.concatenate([found.labels[known] for found, _, known in kept])
    right = np.concatenate([right[known] for _, right, known in kept]) > 0
    return fit_network(features, label, right, labels)


def fit_first(rows: Rows, pieces: Sequence[WordPieces]) -> list[Arrays]:
    """The first step of each fold, trained without its contracts, then that of all contracts; each with its pieces."""
    idf = inverse_frequencies(rows)
    matrix, shown = vectors(rows, idf), read_all(rows, pieces[0])
    fold = np.array([fold_of(doc) for doc in rows.docs])[rows.contracts]
    used = [fold != number for number in (*range(FOLDS), FOLDS)]
    with ProcessPoolExecutor() as pool:
        convolved = [
            pool.submit(fit_convolution, shown, own.table, rows.known, some)
            for own, some in zip(pieces, used, strict=True)
        ]
        linear = [pool.submit(fit_linear, rows, matrix, idf, some) for some in used]
        return [{**one.result(), **other.result()} for one, other in zip(linear, convolved, strict=True)]


def judge_all(rows: Rows, first: Sequence[Arrays], pieces: Sequence[WordPieces]) -> dict[int, Judged]:
    """The candidates of every contract of CUAD, found and judged by a first step that has not seen it."""
    folds = {contract: fold_of(doc) for contract, doc in enumerate(rows.docs) if fold_of(doc) >= 0}
    return {
        contract: judged(rows, contract, opinions_of(rows.passages[rows.places(contract)], first[fold], pieces[fold]))
        for contract, fold in sorted(folds.items(), key=lambda item: (item[1], item[0]))
    }


def train(rows: Rows, pieces: Sequence[WordPieces], out: Path, folds: Path | None) -> None:
    """Fit both steps, save the model for all contracts in ``out`` and those of the folds in ``folds``.

    ``pieces`` are those of each fold, then those of the model for all.
    """
    *fitted, whole = fit_first(rows, pieces)
    judgements = judge_all(rows, fitted, pieces)
    for number in range(FOLDS if folds else 0):
        others = [found for contract, found in judgements.items() if fold_of(rows.docs[contract]) != number]
        folder = folds / str(number)  # type: ignore[operator]
        save(folder, rows.labels, fitted[number], fit_odds(len(rows.labels), others), pieces[number])
        pieces[number].copy_to(folder / WORD_PIECES)
    save(out, rows.labels, whole, fit_odds(len(rows.labels), list(judgements.values())), pieces[-1])


def save(folder: Path, labels: Sequence[str], first: Arrays, odds: PassageOdds, pieces: WordPieces) -> None:
    """Write a model that ``TwoStepTyper`` loads."""
    folder.mkdir(parents=True, exist_ok=True)
    second = {name: getattr(odds, name) for name in PassageOdds.names()}
    arrays: Any = {**first, **second}
    np.savez_compressed(folder / WEIGHTS_FILE, **arrays)
    described = {"word_pieces": pieces.digest, "labels": list(labels)}
    (folder / LABELS_FILE).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, help="what benchmarks.passages wrote")
    parser.add_argument("pieces", type=Path, help="static encoders that have not seen their fold")
    parser.add_argument("out", type=Path, help="the folder for the model")
    parser.add_argument("--folds", type=Path, help="a folder for the models of the folds")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folders = [*(arguments.pieces / str(number) for number in range(FOLDS)), SHIPPED_STATIC_ENCODER]
    train(load_rows(arguments.passages), [WordPieces(folder) for folder in folders], arguments.out, arguments.folds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
