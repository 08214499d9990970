"""The training data of the model of provisions: ``python -m benchmarks.provisions --data DIR --folds DIR --out ROWS``.

``models/training/data/provisions.jsonl`` names provisions of CUAD (DIR has ``txt/<doc>.txt``), each with the clause
types of the standard library that it is about, or none; they were labelled by reading, and none of their contracts is
in the benchmark of matching. A row of the output is a provision with its words, its heading and what the model of
clause types
that has not seen the contract tells of its sentences. It is not committed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.clauses import typer_of
from clause_library.classification import classify
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.matching.index import roles_of
from clause_library.matching.scores import Query, text_of
from clause_library.matching.told import Told
from clause_library.matching.units import Unit, units_of
from clause_library.tracked_changes import TrackedChanges
from clause_library.types import Library
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.loading import load_sentences
from models.training.clause_types import fold_of

LABELS = Path("models/training/data/provisions.jsonl")

Row = Mapping[str, Any]


def load_labels(path: Path) -> list[Row]:
    """The labelled clauses in a file, those of one contract after each other."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def queries_of(rows: Sequence[Row], data: Path, library: Library, folds: Path | None) -> Iterator[Query]:
    """Each labelled clause as a review would ask about it, by models of clause types that have not seen it.

    :raises ValueError: when a clause does not read any more as it did when it was labelled.
    """
    sentences = load_sentences()
    for doc, labelled in groupby(rows, key=lambda row: row["doc"]):
        contract = segment(read((data / "txt" / f"{doc}.txt").read_bytes(), f"{doc}.txt"))
        typer = typer_of(folds / str(fold_of(doc)) if folds else None)
        told = Told(classify(contract, typer, sentences, extract_fields(contract, sentences)))
        units = units_of(contract, TrackedChanges(contract.document), roles_of(library))
        for row in labelled:
            unit = _unit_of(row, units, contract.document.text)
            yield Query(unit.wording, unit.heading, unit.own_heading, told.within(unit.spans))


def _unit_of(row: Row, units: Sequence[Unit], text: str) -> Unit:
    """The unit at the labelled place, which must still read as it did when it was labelled."""
    wanted = [tuple(span) for span in row["spans"]]
    for unit in units:
        if [(span.start, span.end) for span in unit.spans] == wanted:
            words = " ... ".join(text[start:end] for start, end in wanted)
            if hashlib.sha256(words.encode()).hexdigest()[:16] == row["sha256"]:
                return unit
    raise ValueError(f"{row['doc']} has no clause at {wanted} any more: label it again")


def main() -> None:
    """Write the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument(
        "--folds", type=Path, required=True, help="models of clause types that have not seen their fold"
    )
    parser.add_argument("--out", type=Path, required=True, help="the file for the rows")
    arguments = parser.parse_args()
    rows = load_labels(LABELS)
    with arguments.out.open("w", encoding="utf-8") as file:
        queries = queries_of(rows, arguments.data, load_library(STANDARD_LIBRARY), arguments.folds)
        for row, query in zip(rows, queries, strict=True):
            shown = {
                "text": text_of(query.wording),
                "heading": query.heading,
                "own": query.own_heading,
                "told": query.types,
            }
            file.write(json.dumps({"doc": row["doc"], "types": row["types"], **shown}) + "\n")


if __name__ == "__main__":
    main()
