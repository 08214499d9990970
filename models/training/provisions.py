"""Trains the model of whole provisions: ``python -m models.training.provisions ROWS OUT [--folds DIR]``.

ROWS is what ``benchmarks.provisions`` wrote: labelled provisions of public contracts, with what the model of clause
types, one that has not seen the contract, tells of their sentences. One logistic model a type; a type with fewer than
three examples is left out. With ``--folds``, a model without each fifth of the contracts is written too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.clause_types.provisions import Floats, told_of
from models.clause_types.stored import LABELS_FILE, WEIGHTS_FILE
from models.loading import load_static_encoder, static_digest
from models.training.clause_types import FOLDS, fold_of

LEAST_EXAMPLES = 3
HEADING_SCALE = 0.7
"""The heading counts somewhat less than the words."""

TOLD_SCALE = 0.22
"""Brings what is told of the sentences, up to 4.6, to the size of the vectors."""

STRENGTH = 5.0
"""Inverse strength of the regularisation; 5, 10 and 20 are equal within the noise of the labels."""

Row = Mapping[str, Any]


def train(rows: Sequence[Row], folder: Path) -> None:
    """Fit and write one model."""
    encoder = load_static_encoder()
    words = encoder.encode([row["text"] for row in rows])
    headings = encoder.encode([row["heading"] for row in rows])
    types = sorted({kind for row in rows for kind in row["told"]})
    told = told_of([row["told"] for row in rows], types)
    inputs = np.hstack([words, HEADING_SCALE * headings, TOLD_SCALE * told])
    counts = Counter(kind for row in rows for kind in set(row["types"]))
    labels = sorted(kind for kind, count in counts.items() if count >= LEAST_EXAMPLES)
    fits = [_fit(inputs, [kind in row["types"] for row in rows]) for kind in labels]
    weights = np.stack([weight for weight, _ in fits], axis=1)
    sizes = np.cumsum([words.shape[1], headings.shape[1]])
    of_words, of_headings, of_told = np.split(weights, sizes)
    arrays: Any = {
        "words": of_words,
        "headings": HEADING_SCALE * of_headings,
        "told": TOLD_SCALE * of_told,
        "bias": np.array([bias for _, bias in fits]),
    }
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / WEIGHTS_FILE, **{name: array.astype(np.float16) for name, array in arrays.items()})
    described = {"labels": labels, "types": types, "word_pieces": static_digest()}
    (folder / LABELS_FILE).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def _fit(inputs: Floats, right: Sequence[bool]) -> tuple[Floats, float]:
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(inputs, right)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def main() -> int:
    """Train on all rows and, where asked, without each fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, help="what benchmarks.provisions wrote")
    parser.add_argument("out", type=Path, help="the folder for the model")
    parser.add_argument("--folds", type=Path, help="a folder for models that have not seen a fold, 0 to 4")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.rows.read_text(encoding="utf-8").splitlines()]
    train(rows, arguments.out)
    for fold in range(FOLDS if arguments.folds else 0):
        train([row for row in rows if fold_of(row["doc"]) != fold], arguments.folds / str(fold))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
