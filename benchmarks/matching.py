"""What matching is worth on public contracts: ``python -m benchmarks.matching --data DIR [--folds DIR] [--fit]``.

``benchmarks/data/matching.jsonl`` names clauses of CUAD (DIR has ``txt/<doc>.txt``), each with the entries of the
standard library that it answers to, or none, and with the position that it has reached in each (several where lawyers
could differ); they were labelled by reading. Every system is fitted on the contracts of
one half and tried on the other, both ways round: its weights, and the threshold below which a clause has no entry.
``--folds`` takes the models of clause types that have not seen the contracts; ``--fit`` prints the weights for
``clause_library.matching.odds``, from all clauses.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from sklearn.linear_model import LogisticRegression

from benchmarks.calibration import calibration_error, reliability
from benchmarks.clauses import typer_of
from clause_library.classification import classify
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.matching import odds
from clause_library.matching.index import LibraryIndex, library_index, library_vectors, roles_of
from clause_library.matching.positions import choose_position
from clause_library.matching.scores import Query, by_entry, measured, text_of
from clause_library.matching.told import Told
from clause_library.matching.units import Unit, units_of
from clause_library.tracked import Tracked
from clause_library.types import Position
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.interfaces import Encoders
from models.loading import load_encoders, load_sentences
from models.training.clause_types import fold_of

GOLD = Path(__file__).parent / "data" / "matching.jsonl"
MEASURES = ("terms", "ratio", "heading", "types", "fast", "lead", "precise")
FAST = MEASURES[:-1]

Floats = NDArray[np.float32]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Labelled:
    """n clauses with their measures by entry, (n, entries) each, and which entries are right, (n, entries).

    ``positions`` are shares of right positions, where the entry is known, by the name of the system. ``cost`` are
    milliseconds a clause, of each measure and of bare rapidfuzz.
    """

    docs: tuple[str, ...]
    measures: Mapping[str, Floats]
    right: NDArray[np.bool_]
    bare_ratio: Floats
    positions: Mapping[str, float]
    cost: Mapping[str, float]

    @property
    def first_half(self) -> NDArray[np.bool_]:
        """The clauses of half of the contracts, shape (n,)."""
        return np.array([zlib.crc32(doc.encode()) % 2 == 0 for doc in self.docs])


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


def load_labelled(data: Path, folds: Path | None) -> Labelled:
    """Every labelled clause, measured as a review would measure it."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    library, encoders, sentences = load_library(STANDARD_LIBRARY), load_encoders(), load_sentences()
    index = library_index(library)
    docs: list[str] = []
    queries: list[Query] = []
    typing, clauses = 0.0, 0
    for doc, labelled in groupby(rows, key=lambda row: row["doc"]):
        contract = segment(read((data / "txt" / f"{doc}.txt").read_bytes(), f"{doc}.txt"))
        typer = typer_of(folds / str(fold_of(doc)) if folds else None)
        fields = extract_fields(contract, sentences)
        typed, seconds = _timed(partial(classify, contract, typer, sentences, fields))
        told = Told(typed)
        units = units_of(contract, Tracked(contract.document), roles_of(library))
        typing, clauses = typing + seconds, clauses + len(units)
        for row in labelled:
            unit = _unit_of(row, units, contract.document.text)
            docs.append(doc)
            queries.append(Query(unit.wording, unit.heading, unit.own_heading, told.within(unit.spans)))
    return _measure(docs, queries, [row["entries"] for row in rows], index, encoders, 1000 * typing / clauses)


def _unit_of(row: Mapping[str, object], units: Sequence[Unit], text: str) -> Unit:
    """The unit at the labelled place, which must still read as it did when it was labelled."""
    wanted = [tuple(span) for span in row["spans"]]  # type: ignore[attr-defined]
    for unit in units:
        if [(span.start, span.end) for span in unit.spans] == wanted:
            words = " ... ".join(text[start:end] for start, end in wanted)
            if hashlib.sha256(words.encode()).hexdigest()[:16] == row["sha256"]:
                return unit
    raise ValueError(f"{row['doc']} has no clause at {wanted} any more: label it again")


def _measure(
    docs: Sequence[str],
    queries: Sequence[Query],
    entries: Sequence[Mapping[str, Sequence[str]]],
    index: LibraryIndex,
    encoders: Encoders,
    typing_ms: float,
) -> Labelled:
    names = [entry.clause_type for entry in index.entries]
    texts = [text_of(query.wording) for query in queries]
    plain = [position.text for _, position in index.rows]
    library = library_vectors(index, encoders.precise, range(len(index.rows)))
    library_vectors(index, encoders.fast, range(len(index.rows)))
    scores, all_measures = _timed(lambda: measured(queries, index, encoders))
    vectors, precise = _timed(lambda: encoders.precise.encode(texts))
    _, words = _timed(lambda: index.term_scores([query.wording for query in queries]))
    _, headings = _timed(lambda: [index.heading_scores(query.heading) for query in queries])
    _, summed = _timed(lambda: encoders.fast.encode(texts))
    ratio, bare = _timed(lambda: _rapidfuzz(texts, plain))
    measures = scores.measures()
    cosines = vectors @ library.T
    measures["precise"] = np.clip(by_entry(cosines, index), 0.0, 1.0)
    fast = scores.vectors @ library_vectors(index, encoders.fast, range(len(index.rows))).T
    pairs = [(number, names.index(entry), ids) for number, told in enumerate(entries) for entry, ids in told.items()]
    return Labelled(
        tuple(docs),
        measures,
        np.array([[name in told for name in names] for told in entries]),
        by_entry(ratio, index),
        {
            "always the standard": _right_positions(
                pairs, index, lambda number, entry: index.rows[index.rows_of(entry).start][1]
            ),
            "bare rapidfuzz": _right_positions(
                pairs, index, lambda number, entry: _nearest(ratio, number, entry, index)
            ),
            "bare transformer": _right_positions(
                pairs, index, lambda number, entry: _nearest(cosines, number, entry, index)
            ),
            "ours, static encoder": _right_positions(
                pairs,
                index,
                lambda number, entry: choose_position(queries[number].wording, entry, index, fast[number])[0],
            ),
            "ours, transformer": _right_positions(
                pairs,
                index,
                lambda number, entry: choose_position(queries[number].wording, entry, index, cosines[number])[0],
            ),
        },
        {
            "terms": 1000 * words / len(texts),
            "ratio": 1000 * max(0.0, all_measures - words - headings - summed) / len(texts),
            "heading": 1000 * headings / len(texts),
            "types": typing_ms,
            "fast": 1000 * summed / len(texts),
            "lead": 0.0,
            "precise": 1000 * precise / len(texts),
            "bare rapidfuzz": 1000 * bare / len(texts),
        },
    )


def _rapidfuzz(texts: Sequence[str], positions: Sequence[str]) -> Floats:
    return np.asarray(process.cdist(texts, positions, scorer=fuzz.token_sort_ratio, dtype=np.float32) / 100, np.float32)


def _nearest(values: Floats, number: int, entry: int, index: LibraryIndex) -> Position:
    rows = index.rows_of(entry)
    return index.rows[rows[int(values[number, rows.start : rows.stop].argmax())]][1]


def _right_positions(
    pairs: Sequence[tuple[int, int, Sequence[str]]], index: LibraryIndex, choose: Callable[[int, int], Position]
) -> float:
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


def linear(measures: Sequence[str], labelled: Labelled, used: NDArray[np.bool_]) -> tuple[dict[str, float], float]:
    """Weights and bias of the log odds that the best entry of a clause is right.

    A logistic model over pairs of clause and entry, then one over the best pair of each clause (Platt 1999): its odds
    are those of the decision.
    """
    features = np.stack([labelled.measures[name] for name in measures], axis=-1)[used]
    right = labelled.right[used]
    pairs = LogisticRegression(max_iter=1000).fit(features.reshape(-1, len(measures)), right.reshape(-1))
    pair_odds = features @ pairs.coef_[0] + pairs.intercept_[0]
    hit = right[np.arange(len(right)), pair_odds.argmax(axis=1)]
    platt = LogisticRegression(C=100.0).fit(pair_odds.max(axis=1)[:, None], hit)
    slope = float(platt.coef_[0, 0])
    weights = dict(zip(measures, (slope * pairs.coef_[0]).tolist(), strict=True))
    return weights, slope * float(pairs.intercept_[0]) + float(platt.intercept_[0])


def fitted(measures: Sequence[str], labelled: Labelled, used: NDArray[np.bool_]) -> Floats:
    """The odds by some measures, fitted on the clauses that are ``used``, shape (n, entries)."""
    return odds.log_odds(labelled.measures, *linear(measures, labelled, used))


def cascade(labelled: Labelled, used: NDArray[np.bool_]) -> tuple[Floats, float]:
    """The odds of the whole, fitted on the clauses that are ``used``, and the share that the precise encoder sees."""
    fast, full = (fitted(measures, labelled, used) for measures in (FAST, MEASURES))
    undecided = odds.is_open(fast)
    return np.where(undecided[:, None] & odds.in_question(fast), full, fast), float(undecided.mean())


@dataclass(frozen=True, slots=True)
class System:
    """A way to match: what it makes of all clauses, fitted on those that are used, and its milliseconds a clause."""

    name: str
    make: Callable[[NDArray[np.bool_]], Floats]
    cost: float


def systems(labelled: Labelled) -> Iterator[System]:
    """The bare ones, each measure added to those before it, and the cascade."""
    cost = labelled.cost
    yield System("bare rapidfuzz", lambda used: labelled.bare_ratio, cost["bare rapidfuzz"])
    yield System("bare transformer", lambda used: labelled.measures["precise"], cost["precise"])
    yield System("bare static encoder", lambda used: labelled.measures["fast"], cost["fast"])
    for names in (FAST[:1], FAST[:2], FAST[:3], FAST[:4], FAST[:5], FAST, MEASURES):
        yield System(" + ".join(names), partial(fitted, names, labelled), sum(cost[name] for name in names))
    seen = float(np.mean([cascade(labelled, half)[1] for half in (labelled.first_half, ~labelled.first_half)]))
    cheap = sum(cost[name] for name in FAST)
    yield System("cascade", lambda used: cascade(labelled, used)[0], cheap + seen * cost["precise"])


def crossed(make: Callable[[NDArray[np.bool_]], Floats], labelled: Labelled) -> tuple[Result, Floats]:
    """Fitted on one half, tried on the other, both ways: the result over all clauses, and what was made of them."""
    scores, above = (np.zeros(labelled.right.shape, dtype=np.float32) for _ in range(2))
    for half in (labelled.first_half, ~labelled.first_half):
        made = make(half)
        scores[~half] = made[~half]
        above[~half] = made[~half] - best_threshold(made[half], labelled.right[half])
    return result_of(above, 0.0, labelled.right), scores


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--folds", type=Path, help="models of clause types that have not seen their fold")
    parser.add_argument("--save", type=Path, help="the file to keep the table in, as JSON")
    parser.add_argument("--fit", action="store_true", help="print weights fitted on all clauses")
    arguments = parser.parse_args()
    labelled = load_labelled(arguments.data, arguments.folds)
    count, has = len(labelled.docs), labelled.right.any(axis=1)
    print(f"{count} clauses of {len(set(labelled.docs))} contracts, {has.sum()} with an entry")
    print(f"{'':44}  top-1  ranked  none P  none R  decided  ms a clause")
    table = [(system, crossed(system.make, labelled)) for system in systems(labelled)]
    for system, (result, _) in table:
        print(f"{system.name:44} {result} {system.cost:12.2f}")
    for name, share in labelled.positions.items():
        print(f"position in the right entry, {name}: {share:.3f}")
    for half in (labelled.first_half, ~labelled.first_half):
        print(f"the precise encoder sees {cascade(labelled, half)[1]:.1%} of the clauses")
    scores = table[-1][1][1]
    sure, hit = odds.probability(scores.max(axis=1)), labelled.right[np.arange(count), scores.argmax(axis=1)]
    print(f"expected calibration error {calibration_error(reliability(sure.astype(np.float64), hit)):.3f}")
    if arguments.save:
        rows = [{"name": system.name, "cost_ms": system.cost, **asdict(result)} for system, (result, _) in table]
        arguments.save.write_text(json.dumps({"clauses": count, "systems": rows}, indent=1) + "\n", encoding="utf-8")
    if arguments.fit:
        every = np.ones(count, dtype=np.bool_)
        for names in (FAST, MEASURES):
            weights, bias = linear(names, labelled, every)
            print({name: round(weight, 2) for name, weight in weights.items()}, round(bias, 2))


if __name__ == "__main__":
    main()
