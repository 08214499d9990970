"""How good predictions of clause categories are: ``python -m benchmarks.calibration --data DIR --predictions DIR``.

Takes what ``benchmarks.clauses --folds`` wrote for DIR, laid out like CUAD. A prediction is right where its words share
half with marked words of its category (Jaccard), as CUAD has it; a second one of the same words is neither right nor
wrong for precision and recall. Prints the area under precision and recall, the reliability table of ten bins of equal
size, and the expected calibration error: the mean distance of stated and true share over the bins (Naeini et al. 2015).
``--save`` keeps what was judged, without any words of the contracts: the notebook draws its curves from that.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.overlap import SAME_PASSAGE, overlap, words_of

BINS = 10
JUDGEMENTS = Path(__file__).parent / "data" / "judgements.npz"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgements:
    """n predictions: the number of their category, their probability, and whether they are right, each of shape (n,).

    ``repeats`` are those whose marked words a likelier prediction has found already. ``marked`` (categories,) is how
    many passages lawyers marked.
    """

    categories: tuple[str, ...]
    marked: NDArray[np.int64]
    category: NDArray[np.int64]
    stated: Floats
    right: NDArray[np.bool_]
    repeats: NDArray[np.bool_]

    @classmethod
    def load(cls, file: Path = JUDGEMENTS) -> Judgements:
        """What :meth:`save` wrote."""
        with np.load(file, allow_pickle=False) as kept:
            return cls(
                tuple(kept["categories"].tolist()),
                kept["marked"],
                kept["category"].astype(np.int64),
                kept["stated"].astype(np.float64) / 1e4,
                kept["right"],
                kept["repeats"],
            )

    def save(self, file: Path) -> None:
        """Write all of it; probabilities keep four digits, as predictions have them."""
        np.savez_compressed(
            file,
            categories=np.array(self.categories),
            marked=self.marked,
            category=self.category.astype(np.uint8),
            stated=np.round(self.stated * 1e4).astype(np.uint16),
            right=self.right,
            repeats=self.repeats,
        )

    def of(self, category: str | None = None) -> tuple[Floats, Floats]:
        """Precision and recall after each prediction, likeliest first, of one category or of all pooled."""
        numbers = range(len(self.categories)) if category is None else [self.categories.index(category)]
        some = np.isin(self.category, list(numbers)) & ~self.repeats
        hits = self.right[some][np.argsort(-self.stated[some], kind="stable")]
        found = np.cumsum(hits)
        return found / np.arange(1, len(hits) + 1), found / max(1, self.marked[list(numbers)].sum())


def area(precision: Floats, recall: Floats) -> float:
    """The area under precision and recall; precision at a recall is the best at this recall or a higher one."""
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(recall, prepend=0.0) * best).sum())


def precision_at(precision: Floats, recall: Floats, wanted: float) -> float:
    """The best precision at a recall of at least ``wanted``; 0 where that is never reached."""
    return float(precision[recall >= wanted].max(initial=0.0))


def judge(data: Path, predictions: Path) -> Judgements:
    """Judge the predictions for all contracts of ``data``."""
    rows = [json.loads(line) for line in (data / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    marked: Counter[str] = Counter()
    judged: list[tuple[str, float, bool, bool]] = []
    for row in rows:
        spans = json.loads((predictions / f"{row['doc']}.json").read_text(encoding="utf-8"))["spans"]
        wanted = {
            category: [words_of(part) for text in texts for part in text.split("<omitted>") if part.strip()]
            for category, texts in row["spans"].items()
        }
        marked.update({category: len(parts) for category, parts in wanted.items()})
        judged += _judged(sorted(spans, key=lambda span: -span["score"]), wanted)
    categories = sorted({*marked, *(category for category, *_ in judged)})
    columns = list(zip(*judged, strict=True))
    return Judgements(
        tuple(categories),
        np.array([marked[category] for category in categories]),
        np.array([categories.index(category) for category in columns[0]]),
        np.array(columns[1]),
        np.array(columns[2]),
        np.array(columns[3]),
    )


def _judged(
    spans: Sequence[Mapping[str, Any]], wanted: Mapping[str, Sequence[frozenset[str]]]
) -> Iterator[tuple[str, float, bool, bool]]:
    found: set[tuple[str, int]] = set()
    for span in spans:
        words, category = words_of(span["text"]), span["category"]
        overlaps = [overlap(words, other) for other in wanted.get(category, ())]
        best = max(range(len(overlaps)), key=overlaps.__getitem__, default=-1)
        right = best >= 0 and overlaps[best] >= SAME_PASSAGE
        yield category, span["score"], right, right and (category, best) in found
        if right:
            found.add((category, best))


def reliability(stated: Floats, right: NDArray[np.bool_]) -> list[tuple[int, float, float]]:
    """Size, mean stated probability and share of right ones of each bin, lowest first; bins are of equal size."""
    order = np.argsort(stated, kind="stable")
    bins = np.array_split(order, BINS)
    return [(len(rows), float(stated[rows].mean()), float(right[rows].mean())) for rows in bins if len(rows)]


def calibration_error(table: list[tuple[int, float, float]]) -> float:
    """The mean distance of stated and true shares, each bin by its size."""
    total = sum(size for size, _, _ in table)
    return sum(size * abs(said - true) for size, said, true in table) / total


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--predictions", type=Path, required=True, help="what benchmarks.clauses --folds wrote")
    parser.add_argument("--save", type=Path, help="the file to keep what was judged in")
    arguments = parser.parse_args()
    judgements = judge(arguments.data, arguments.predictions)
    if arguments.save:
        judgements.save(arguments.save)
    precision, recall = judgements.of()
    print(f"{judgements.marked.sum():,} marked passages, recall at most {recall[-1]:.3f}")
    print(f"area under precision and recall {area(precision, recall):.4f}")
    print("precision at 70, 80, 90 %:", *(f"{precision_at(precision, recall, at):.3f}" for at in (0.7, 0.8, 0.9)))
    for part, some in (("all", judgements.stated >= 0), ("shown in reviews (from 0.5)", judgements.stated >= 0.5)):
        table = reliability(judgements.stated[some], judgements.right[some])
        print(f"{part}\npredictions   stated    true")
        for size, said, true in table:
            print(f"{size:11,}  {said:7.3f} {true:7.3f}")
        print(f"expected calibration error {calibration_error(table):.4f} over {some.sum():,} predictions")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
