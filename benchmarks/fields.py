"""Predicts the fields of a corpus: ``python -m benchmarks.fields --data DIR --out DIR [--source pdf|txt]``.

DIR is laid out like CUAD or Kleister-NDA: ``gold.jsonl``, of which only ``doc`` is read, and whether rows have the
lawyers' ``raw_answers`` (CUAD), with ``pdf/<doc>.pdf`` and ``txt/<doc>.txt`` for some or all. Writes one
``<doc>.json`` a document, ``{"fields": [{"name", "value", "confidence", ...evidence}], "problems": [...]}``, and prints
contracts per second and what could not be read, with the reason. Names of parties are written as the contract does for
CUAD; for Kleister-NDA as its labels write all names: "and" for "&", the short form of a legal form.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import statistics
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from extractor.errors import ExtractionError
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Field
from models.loading import load_sentences

SECONDS_PER_DOCUMENT = 120
_LEGAL_FORMS = (
    (r"\bL\.\s?L\.\s?C\b\.?", "LLC"),
    (r"\bL\.\s?L\.\s?P\b\.?", "LLP"),
    (r"\bL\.\s?P\b\.?", "LP"),
    (r"\bP\.\s?L\.\s?C\b\.?", "PLC"),
    (r"\bN\.\s?A\b\.?", "NA"),
    (r"\bS\.\s?A\b\.?", "SA"),
    (r"\bIncorporated\b", "Inc."),
    (r"\bLimited\b(?=\W*$)", "Ltd."),
    (r"\s*&\s*", " and "),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; ``reason`` is empty where it was read."""

    doc: str
    seconds: float
    chars: int
    fields: int
    reason: str = ""


def published_name(name: str) -> str:
    """A party's name in the one form in which Kleister-NDA's labels write all names."""
    for pattern, short in _LEGAL_FORMS:
        name = re.sub(pattern, short, name, flags=re.IGNORECASE)
    return name


def prediction(fields: Iterable[Field], *, published: bool) -> dict[str, Any]:
    """The content of one prediction file; ``published``: names in the form of Kleister-NDA's labels."""
    rows = []
    for field in fields:
        row = asdict(field)
        if published and field.name == "party" and isinstance(field.value, dict):
            row["value"] = {**field.value, "name": published_name(str(field.value["name"]))}
        rows.append(row)
    return {"fields": rows}


def source_of(data: Path, doc: str, source: str | None) -> Path | None:
    """The file of a document: of the wanted kind, else a PDF where there is one, else the text."""
    kinds = [source] if source else ["pdf", "txt"]
    return next((path for kind in kinds if (path := data / kind / f"{doc}.{kind}").exists()), None)


def predict(doc: str, path: Path, out: Path, published: bool) -> Outcome:
    """Read one document, write its prediction, and say how it went."""
    signal.signal(signal.SIGALRM, _too_slow)
    signal.alarm(SECONDS_PER_DOCUMENT)
    start = time.perf_counter()
    try:
        contract = segment(read(path.read_bytes(), path.name))
        found = prediction(extract_fields(contract, load_sentences()), published=published)
        chars, reason = len(contract.document.text), ""
    except (ExtractionError, TimeoutError) as error:
        found, chars, reason = {"fields": []}, 0, f"{type(error).__name__}: {error}"
    except Exception as error:  # a process edge: one file's defect is a row of the report, not the end of the run
        found, chars, reason = {"fields": []}, 0, f"defect, {type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
    out.joinpath(f"{doc}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return Outcome(doc, time.perf_counter() - start, chars, len(found["fields"]), reason)


def run(work: list[tuple[str, Path]], out: Path, published: bool) -> Iterator[Outcome]:
    """The outcomes of all documents, on all cores; a file that kills its process is tried once more, alone."""
    again: list[tuple[str, Path]] = []
    with ProcessPoolExecutor() as pool:
        futures = [(item, pool.submit(predict, *item, out, published)) for item in work]
        for item, future in futures:
            outcome = _outcome(future)
            if outcome is None:
                again.append(item)
            else:
                yield outcome
    for doc, path in again:
        with ProcessPoolExecutor(1) as pool:
            yield _outcome(pool.submit(predict, doc, path, out, published)) or Outcome(doc, 0, 0, 0, "its process died")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold.jsonl, pdf/ and txt/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the predictions")
    parser.add_argument("--source", choices=["pdf", "txt"], help="read only these; default: the PDF where there is one")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    lines = (arguments.data / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    docs, published = [str(row["doc"]) for row in rows], not any("raw_answers" in row for row in rows)
    paths = [(doc, source_of(arguments.data, doc, arguments.source)) for doc in docs]
    start = time.perf_counter()
    outcomes = list(run([(doc, path) for doc, path in paths if path is not None], arguments.out, published))
    report(outcomes, [doc for doc, path in paths if path is None], time.perf_counter() - start)


def report(outcomes: list[Outcome], without: list[str], seconds: float) -> None:
    """Print speed and failures."""
    failed = [outcome for outcome in outcomes if outcome.reason]
    times = sorted(outcome.seconds for outcome in outcomes) or [0.0]
    print(f"{len(outcomes)} documents in {seconds:.1f} s: {len(outcomes) / max(seconds, 1e-9):.1f} contracts/s")
    print(f"per document: median {statistics.median(times):.3f} s, 95 % {times[int(0.95 * (len(times) - 1))]:.3f} s")
    print(f"fields: {sum(outcome.fields for outcome in outcomes)}; no file of this kind: {len(without)}")
    print(f"failed: {len(failed)}")
    for outcome in failed:
        print(f"  {outcome.doc}: {outcome.reason}")


def _outcome(future: Future[Outcome]) -> Outcome | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"took longer than {SECONDS_PER_DOCUMENT} s")


if __name__ == "__main__":
    main()
