"""Predicts the clause categories of CUAD: ``python -m benchmarks.clauses --data DIR --out DIR [--folds DIR]``.

DIR is laid out like CUAD: ``gold.jsonl``, of which only ``doc`` is read, with ``pdf/<doc>.pdf`` and ``txt/<doc>.txt``
for some or all. Writes one ``<doc>.json`` a document, ``{"spans": [{"category", "text", "score"}, ...]}``: what the
model of clause types found. ``--folds`` takes the models that ``models.training.clause_types --folds`` kept, and reads
each contract with the one that has not seen it; without it the shipped model is used, which has seen all of CUAD that
there is to see.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.fields import source_of
from clause_library.classification import classify
from clause_library.taxonomy import load_taxonomy
from extractor.errors import ExtractionError
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Contract
from models.interfaces import ClauseTyper, SentenceSplitter
from models.loading import load_clause_typer, load_sentences
from models.training.clause_types import fold_of

Span = dict[str, Any]


@cache
def typer_of(folder: Path | None) -> ClauseTyper:
    """The model in ``folder``, or the shipped one; loaded once a process."""
    return load_clause_typer(folder) if folder else load_clause_typer()


def spans_of(contract: Contract, typer: ClauseTyper, sentences: SentenceSplitter) -> Iterator[Span]:
    """The predictions for one contract."""
    text = contract.document.text
    categories = {kind.id: kind.cuad for kind in load_taxonomy().types}
    for found in classify(contract, typer, sentences, extract_fields(contract, sentences)):
        words = text[found.span.start : found.span.end]
        yield from (
            {"category": category, "text": words, "score": round(found.probability, 4)}
            for category in categories[found.clause_type]
        )


def predict(doc: str, data: Path, out: Path, folds: Path | None) -> str:
    """Read one document and write its prediction; the answer says why it could not be read, or nothing."""
    path = source_of(data, doc, None)
    spans: list[Span] = []
    reason = "no file"
    if path is not None:
        try:
            contract = segment(read(path.read_bytes(), path.name))
            typer = typer_of(folds / str(fold_of(doc)) if folds else None)
            spans, reason = list(spans_of(contract, typer, load_sentences())), ""
        except ExtractionError as error:
            reason = str(error)
    (out / f"{doc}.json").write_text(json.dumps({"spans": spans}), encoding="utf-8")
    return f"{doc}: {reason}" if reason else ""


def main() -> int:
    """Write all predictions and print how fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the predictions")
    parser.add_argument("--folds", type=Path, help="models that have not seen the contracts of their fold")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    lines = (arguments.data / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    docs = [json.loads(line)["doc"] for line in lines]
    start = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        work = partial(predict, data=arguments.data, out=arguments.out, folds=arguments.folds)
        unread = [line for line in pool.map(work, docs, chunksize=4) if line]
    seconds = time.perf_counter() - start
    print(f"{len(docs)} contracts, {len(docs) / seconds:.1f} a second with reading, {len(unread)} not read")
    print("\n".join(unread))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
