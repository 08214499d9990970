"""What matching is worth on public contracts: ``python -m benchmarks.matching --data DIR --folds DIR --rows ROWS``.

``benchmarks/data/matching.jsonl`` names clauses of CUAD (DIR has ``txt/<doc>.txt``), each with the entries of the
standard library that it answers to, or none, and with the position that it has reached in each (several where lawyers
could differ); they were labelled by reading. Every system is fitted on the labelled provisions of other contracts
(ROWS, what ``benchmarks.provisions`` wrote): its weights, and the threshold below which a clause has no entry.
``--folds`` takes the models of clause types that have not seen the contracts; ``--provisions`` the models of whole
provisions that have not seen a fold of ROWS. The weights in ``clause_library.matching.odds`` are those that it prints.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from sklearn.linear_model import LogisticRegression

from benchmarks.calibration import calibration_error, reliability
from benchmarks.provisions import Row, load_labels, queries_of
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.matching import odds
from clause_library.matching.index import LibraryIndex, library_index, library_vectors, roles_of
from clause_library.matching.positions import choose_position
from clause_library.matching.scores import Query, by_entry, measured, text_of
from clause_library.types import Position
from clause_library.wording.normalize import wording
from models.interfaces import Encoder, Encoders
from models.loading import load_encoders, load_provision_typer
from models.training.clause_types import fold_of

GOLD = Path(__file__).parent / "data" / "matching.jsonl"
UNLEARNT = ("terms", "ratio", "heading", "types", "fast", "lead")
LEARNT = ("terms", "ratio", "heading", "fast", "learnt")
"""What is measured of every clause, for entries whose clause type no model of provisions knows, and for the others."""

Floats = NDArray[np.float32]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Labelled:
    """n clauses with their measures by entry, (n, entries) each, and which entries are right, (n, entries).

    ``known`` are the entries whose clause type the model of provisions knows, (entries,).
    """

    measures: Mapping[str, Floats]
    right: NDArray[np.bool_]
    known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tried:
    """The labelled clauses that every system is tried on.

    ``positions`` are shares of right positions, where the entry is known, by the name of the system. ``cost`` are
    milliseconds a clause, of each measure and of bare rapidfuzz; to tell clause types is not counted.
    """

    clauses: Labelled
    positions: Mapping[str, float]
    cost: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """Shares: clauses with an entry that got it; clauses called none that have none, and the reverse; all decisions."""

    top1: float
    ranked: float
    none_precision: float
    none_recall: float
    decided: float

    def __str__(self) -> str:
        """One line of the table."""
        values = (self.top1, self.ranked, self.none_precision, self.none_recall, self.decided)
        return "  ".join(f"{value:6.3f}" for value in values)


def load_fitting(rows: Sequence[Row], folder: Path, index: LibraryIndex, encoders: Encoders) -> Labelled:
    """The provisions to fit on; those of a fold measured with a model of provisions that has not seen it."""
    names = [entry.clause_type for entry in index.entries]
    parts: list[tuple[Mapping[str, Floats], NDArray[np.bool_]]] = []
    known = np.ones(len(names), dtype=np.bool_)
    for fold in sorted({fold_of(row["doc"]) for row in rows}):
        some = [row for row in rows if fold_of(row["doc"]) == fold]
        queries = [
            Query(wording(row["text"], roles_of(index.library)), row["heading"], row["own"], row["told"])
            for row in some
        ]
        unseen = replace(encoders, provisions=load_provision_typer(folder / str(fold)))
        scores = measured(queries, index, unseen)
        known &= scores.known
        measures = scores.measures()
        measures["precise"] = by_entry(_cosines(queries, index, encoders.precise), index)
        measures["bare rapidfuzz"] = by_entry(_rapidfuzz(queries, index), index)
        parts.append((measures, np.array([[name in row["types"] for name in names] for row in some])))
    return Labelled(
        {name: np.vstack([measures[name] for measures, _ in parts]) for name in parts[0][0]},
        np.vstack([right for _, right in parts]),
        known,
    )


def load_tried(data: Path, folds: Path | None, index: LibraryIndex, encoders: Encoders) -> Tried:
    """Every clause of the benchmark, measured as a review would measure it."""
    rows = load_labels(GOLD)
    queries = list(queries_of(rows, data, index.library, folds))
    names = [entry.clause_type for entry in index.entries]
    library_vectors(index, encoders.fast, range(len(index.rows)))
    library_vectors(index, encoders.precise, range(len(index.rows)))
    texts = [text_of(query.wording) for query in queries]
    without = replace(encoders, provisions=None)
    _, cheap = _timed(lambda: measured(queries, index, without))
    scores, all_measures = _timed(lambda: measured(queries, index, encoders))
    cosines, precise = _timed(lambda: _cosines(queries, index, encoders.precise))
    _, words = _timed(lambda: index.term_scores([query.wording for query in queries]))
    _, headings = _timed(lambda: [index.heading_scores(query.heading) for query in queries])
    _, summed = _timed(lambda: encoders.fast.encode(texts))
    ratio, bare = _timed(lambda: _rapidfuzz(queries, index))
    seconds = {
        "terms": words,
        "ratio": max(0.0, cheap - words - headings - summed),
        "heading": headings,
        "types": 0.0,
        "fast": summed,
        "lead": 0.0,
        "learnt": max(0.0, all_measures - cheap),
        "precise": precise,
        "bare rapidfuzz": bare,
    }
    measures = scores.measures() | {"precise": by_entry(cosines, index), "bare rapidfuzz": by_entry(ratio, index)}
    right = np.array([[name in row["entries"] for name in names] for row in rows])
    pairs = [
        (number, names.index(kind), ids) for number, row in enumerate(rows) for kind, ids in row["entries"].items()
    ]
    fast = _cosines(queries, index, encoders.fast)

    def chosen(cosines: Floats) -> float:
        return _right_positions(
            pairs, lambda number, entry: choose_position(queries[number].wording, entry, index, cosines[number])[0]
        )

    positions = {
        "always the standard": _right_positions(pairs, lambda _, entry: index.rows[index.rows_of(entry).start][1]),
        "bare rapidfuzz": _right_positions(pairs, lambda number, entry: _nearest(ratio, number, entry, index)),
        "bare transformer": _right_positions(pairs, lambda number, entry: _nearest(cosines, number, entry, index)),
        "ours, static encoder": chosen(fast),
        "ours, transformer": chosen(cosines),
    }
    cost = {name: 1000 * spent / len(queries) for name, spent in seconds.items()}
    return Tried(Labelled(measures, right, scores.known), positions, cost)


def _cosines(queries: Sequence[Query], index: LibraryIndex, encoder: Encoder) -> Floats:
    """How near each clause is to each position, shape (n, rows)."""
    vectors = encoder.encode([text_of(query.wording) for query in queries])
    cosines = vectors @ library_vectors(index, encoder, range(len(index.rows))).T
    return np.asarray(np.clip(cosines, 0.0, 1.0), dtype=np.float32)


def _rapidfuzz(queries: Sequence[Query], index: LibraryIndex) -> Floats:
    texts, positions = [text_of(query.wording) for query in queries], [position.text for _, position in index.rows]
    return np.asarray(process.cdist(texts, positions, scorer=fuzz.token_sort_ratio, dtype=np.float32) / 100, np.float32)


def _nearest(values: Floats, number: int, entry: int, index: LibraryIndex) -> Position:
    rows = index.rows_of(entry)
    return index.rows[rows[int(values[number, rows.start : rows.stop].argmax())]][1]


def _right_positions(pairs: Sequence[tuple[int, int, Sequence[str]]], choose: Callable[[int, int], Position]) -> float:
    """The share of clauses whose position in a known entry is one of those that were labelled."""
    return float(np.mean([choose(number, entry).id in ids for number, entry, ids in pairs]))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def result_of(scores: Floats, needed: float, right: NDArray[np.bool_]) -> Result:
    """How well the best score of each clause, taken for an entry from ``needed`` on, does."""
    has: NDArray[np.bool_] = np.any(right, axis=1)
    given = scores.max(axis=1) >= needed
    hit = right[np.arange(len(right)), scores.argmax(axis=1)]
    return Result(
        float((hit & given)[has].mean()),
        float(hit[has].mean()),
        float((~has)[~given].mean()) if (~given).any() else 0.0,
        float((~given)[~has].mean()),
        float(np.where(has, hit & given, ~given).mean()),
    )


def best_threshold(scores: Floats, right: NDArray[np.bool_]) -> float:
    """The threshold that decides most clauses rightly."""
    best = np.unique(scores.max(axis=1))
    candidates = (best[1:] + best[:-1]) / 2
    return float(max(candidates, key=lambda needed: result_of(scores, needed, right).decided))


def linear(measures: Sequence[str], clauses: Labelled) -> odds.Weights:
    """The weights of the log odds that the best entry of a clause is right.

    A logistic model over pairs of clause and entry, then one over the best pair of each clause (Platt 1999): its odds
    are those of the decision.
    """
    fitted = clauses.known if "learnt" in measures else np.ones_like(clauses.known)
    features = np.stack([clauses.measures[name][:, fitted] for name in measures], axis=-1)
    right = clauses.right[:, fitted]
    pairs = LogisticRegression(max_iter=1000).fit(features.reshape(-1, len(measures)), right.reshape(-1))
    pair_odds = features @ pairs.coef_[0] + pairs.intercept_[0]
    hit = right[np.arange(len(features)), pair_odds.argmax(axis=1)]
    platt = LogisticRegression(C=100.0).fit(pair_odds.max(axis=1)[:, None], hit)
    slope = float(platt.coef_[0, 0])
    weights = dict(zip(measures, (slope * pairs.coef_[0]).tolist(), strict=True))
    return odds.Weights(weights, slope * float(pairs.intercept_[0]) + float(platt.intercept_[0]))


@dataclass(frozen=True, slots=True)
class System:
    """A way to match: its scores of some clauses, and its milliseconds a clause."""

    name: str
    score: Callable[[Labelled], Floats]
    cost: float


def systems(fitting: Labelled, tried: Tried) -> Iterator[System]:
    """The bare ones, each measure added to those before it, and the cascade."""
    cost = tried.cost
    for name, measure in (("bare rapidfuzz", "bare rapidfuzz"), ("bare transformer", "precise")):
        yield System(name, partial(_measure, measure), cost[measure])
    yield System("bare static encoder", partial(_measure, "fast"), cost["fast"])
    for names in (UNLEARNT[:count] for count in range(1, 7)):
        weights = _told(linear(names, fitting))
        yield System(" + ".join(names), partial(_odds, weights, weights), sum(cost[name] for name in names))
    for more in ((), ("precise",)):
        unlearnt, learnt = (_told(linear((*names, *more), fitting)) for names in (UNLEARNT, LEARNT))
        name = " + ".join(("terms + ratio + heading + fast + learnt", *more))
        yield System(name, partial(_odds, unlearnt, learnt), sum(cost[name] for name in (*LEARNT, *more)))
    seen = float(odds.is_open(_odds(odds.FAST, odds.FAST_KNOWN, tried.clauses)).mean())
    cheap = sum(cost[name] for name in LEARNT)
    yield System(f"cascade, the transformer for {seen:.1%}", cascade, cheap + seen * cost["precise"])


def _told(weights: odds.Weights) -> odds.Weights:
    said = " ".join(f"{name} {weight:.2f}" for name, weight in weights.of.items())
    print(f"weights: {said}, bias {weights.bias:.2f}")
    return weights


def _measure(name: str, clauses: Labelled) -> Floats:
    return clauses.measures[name]


def _odds(unlearnt: odds.Weights, learnt: odds.Weights, clauses: Labelled) -> Floats:
    return np.where(clauses.known, odds.log_odds(clauses.measures, learnt), odds.log_odds(clauses.measures, unlearnt))


def cascade(clauses: Labelled) -> Floats:
    """The odds of the whole as a review has them, with the weights that it uses."""
    fast, full = _odds(odds.FAST, odds.FAST_KNOWN, clauses), _odds(odds.PRECISE, odds.PRECISE_KNOWN, clauses)
    return np.where(odds.is_open(fast)[:, None] & odds.in_question(fast), full, fast)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument(
        "--folds", type=Path, required=True, help="models of clause types that have not seen their fold"
    )
    parser.add_argument("--rows", type=Path, required=True, help="what benchmarks.provisions wrote")
    parser.add_argument("--provisions", type=Path, required=True, help="models of provisions that have not seen a fold")
    parser.add_argument("--save", type=Path, help="the file to keep the table in, as JSON")
    arguments = parser.parse_args()
    index, encoders = library_index(load_library(STANDARD_LIBRARY)), load_encoders()
    tried = load_tried(arguments.data, arguments.folds, index, encoders)
    fitting = load_fitting(load_labels(arguments.rows), arguments.provisions, index, encoders)
    right = tried.clauses.right
    print(f"fitted on {len(fitting.right)} clauses; tried on {len(right)}, {right.any(axis=1).sum()} with an entry")
    table = []
    for system in systems(fitting, tried):
        needed = best_threshold(system.score(fitting), fitting.right)
        table.append((system, result_of(system.score(tried.clauses), needed, right)))
    print(f"{'':56}  top-1  ranked  none P  none R  decided  ms a clause")
    for system, result in table:
        print(f"{system.name:56} {result} {system.cost:12.2f}")
    needed = odds.MATCH_THRESHOLD
    scores = cascade(tried.clauses)
    sure, hit = odds.probability(scores.max(axis=1)), right[np.arange(len(right)), scores.argmax(axis=1)]
    print(f"{'as a review decides, from ' + str(needed):56} {result_of(odds.probability(scores), needed, right)}")
    print(f"expected calibration error {calibration_error(reliability(sure.astype(np.float64), hit)):.3f}")
    for name, share in tried.positions.items():
        print(f"position in the right entry, {name}: {share:.3f}")
    if arguments.save:
        rows = [{"name": system.name, "cost_ms": system.cost, **asdict(result)} for system, result in table]
        arguments.save.write_text(
            json.dumps({"clauses": len(right), "systems": rows}, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
