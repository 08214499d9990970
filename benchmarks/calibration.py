"""Whether probabilities hold: ``python -m benchmarks.calibration --data DIR --predictions DIR``.

Takes what ``benchmarks.clauses --folds`` wrote for DIR, laid out like CUAD. A prediction is right where its words share
half with marked words of its category (Jaccard), as CUAD has it. Prints the reliability table, ten bins of equal
size, and the expected calibration error: the mean distance of stated and true share over the bins (Naeini et al. 2015).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BINS = 10
_WITHOUT_STOPS = str.maketrans("/", " ", ".,;:")


def judged(data: Path, predictions: Path) -> Iterator[tuple[float, bool]]:
    """The probability of each prediction, and whether it is right."""
    for row in map(json.loads, (data / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        marked = {
            category: [_words(part) for text in texts for part in text.split("<omitted>") if part.strip()]
            for category, texts in row["spans"].items()
        }
        for span in json.loads((predictions / f"{row['doc']}.json").read_text(encoding="utf-8"))["spans"]:
            words = _words(span["text"])
            others = marked.get(span["category"], ())
            yield span["score"], any(2 * len(words & other) >= len(words | other) for other in others)


def reliability(stated: NDArray[np.float64], right: NDArray[np.bool_]) -> list[tuple[int, float, float]]:
    """Size, mean stated probability and share of right ones of each bin, lowest first; bins are of equal size."""
    order = np.argsort(stated, kind="stable")
    bins = np.array_split(order, BINS)
    return [(len(rows), float(stated[rows].mean()), float(right[rows].mean())) for rows in bins if len(rows)]


def calibration_error(table: list[tuple[int, float, float]]) -> float:
    """The mean distance of stated and true shares, each bin by its size."""
    total = sum(size for size, _, _ in table)
    return sum(size * abs(said - true) for size, said, true in table) / total


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--predictions", type=Path, required=True, help="what benchmarks.clauses --folds wrote")
    arguments = parser.parse_args()
    rows = list(judged(arguments.data, arguments.predictions))
    table = reliability(np.array([stated for stated, _ in rows]), np.array([right for _, right in rows]))
    print("predictions   stated    true")
    for size, said, true in table:
        print(f"{size:11,}  {said:7.3f} {true:7.3f}")
    print(f"expected calibration error {calibration_error(table):.4f} over {len(rows):,} predictions")
    return 0


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().translate(_WITHOUT_STOPS).split())


if __name__ == "__main__":
    raise SystemExit(main())
