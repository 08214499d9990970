"""Finds inconsistencies in a folder of texts: ``python -m benchmarks.findings --data DIR --out DIR [--gold FILE]``.

Writes one ``<doc>.json`` for every ``<doc>.txt`` in DIR: ``{"doc", "findings": [{"kind", "quote", "other", "start",
"end", "message", "confidence"}]}``; ``other`` is the second place, empty where there is none. With ``--gold``, a file
of ``{"doc", "findings": [{"kind", "quote", "other"}]}`` a line, prints precision and recall by kind and overall: a
finding is right where its kind is that of a row of the gold and one of its places overlaps one of the row's.
``--only`` keeps to documents whose names match one of its patterns, as in ``--only 'p0*' p10``.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clause_library.findings import find_findings
from clause_library.places import Places
from clause_library.types import Finding
from extractor.errors import ExtractionError
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.loading import load_sentences

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in one document, how long the checks took, and its text; ``reason`` where it was not read."""

    doc: str
    text: str
    findings: tuple[Finding, ...]
    seconds: float
    reason: str = ""


def examine(path: Path) -> Outcome:
    """Read one document and look for findings."""
    try:
        contract = segment(read(path.read_bytes(), path.name))
    except ExtractionError as error:
        return Outcome(path.stem, "", (), 0.0, f"{type(error).__name__}: {error}")
    fields = extract_fields(contract, load_sentences())
    start = time.perf_counter()
    found = find_findings(contract, fields, Places(contract))
    return Outcome(path.stem, contract.document.text, found, time.perf_counter() - start)


def row_of(finding: Finding) -> Row:
    """A finding as a row of the output."""
    first, *others = finding.evidence
    return {
        "kind": finding.kind,
        "quote": first.quote,
        "other": others[0].quote if others else "",
        "start": first.start,
        "end": first.end,
        "message": finding.message,
        "confidence": finding.confidence,
        "places": [[evidence.start, evidence.end] for evidence in finding.evidence],
    }


def score(outcomes: Sequence[Outcome], gold: dict[str, list[Row]]) -> dict[str, Counter[str]]:
    """By kind: how many were ``told``, ``right``, ``planted`` and ``found``."""
    tally: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        wanted = [(row["kind"], list(_places(outcome.text, row))) for row in gold.get(outcome.doc, [])]
        for kind, places in wanted:
            counts = tally.setdefault(kind, Counter())
            counts["planted"] += 1
            counts["found"] += any(finding.kind == kind and _meets(finding, places) for finding in outcome.findings)
        for finding in outcome.findings:
            counts = tally.setdefault(finding.kind, Counter())
            counts["told"] += 1
            counts["right"] += any(kind == finding.kind and _meets(finding, places) for kind, places in wanted)
    return tally


def report(tally: dict[str, Counter[str]]) -> None:
    """Print precision and recall by kind and overall."""
    print(f"{'kind':24} {'told':>5} {'right':>6} {'planted':>8} {'found':>6} {'precision':>10} {'recall':>7}")
    for kind, counts in [*sorted(tally.items()), ("overall", sum(tally.values(), Counter[str]()))]:
        precision = counts["right"] / counts["told"] if counts["told"] else 1.0
        recall = counts["found"] / counts["planted"] if counts["planted"] else 1.0
        numbers = f"{counts['told']:5} {counts['right']:6} {counts['planted']:8} {counts['found']:6}"
        print(f"{kind:24} {numbers} {precision:10.3f} {recall:7.3f}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with .txt files")
    parser.add_argument("--out", type=Path, required=True, help="folder for what is found")
    parser.add_argument("--gold", type=Path, help="what was planted, to score against")
    parser.add_argument("--only", nargs="*", default=["*"], help="patterns for the names of documents")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    paths = [
        path
        for path in sorted(arguments.data.glob("*.txt"))
        if any(fnmatch.fnmatch(path.stem, pattern) for pattern in arguments.only)
    ]
    outcomes = list(run(paths, arguments.out))
    told = [len(outcome.findings) for outcome in outcomes] or [0]
    print(f"{len(outcomes)} documents, {sum(told)} findings: {statistics.mean(told):.2f} a document, most {max(told)}")
    print(f"checks: {1000 * statistics.mean(outcome.seconds for outcome in outcomes):.1f} ms a document")
    for outcome in outcomes:
        if outcome.reason:
            print(f"  not read, {outcome.doc}: {outcome.reason}")
    by_kind = Counter(finding.kind for outcome in outcomes for finding in outcome.findings)
    if arguments.gold:
        report(score(outcomes, read_gold(arguments.gold)))
    else:
        print("\n".join(f"{kind:24} {count}" for kind, count in by_kind.most_common()))


def run(paths: Iterable[Path], out: Path) -> Iterator[Outcome]:
    """Examine all documents, on all cores, and write what is found."""
    with ProcessPoolExecutor() as pool:
        for outcome in pool.map(examine, paths):
            content = {"doc": outcome.doc, "findings": [row_of(finding) for finding in outcome.findings]}
            data = json.dumps(content, ensure_ascii=False, indent=1)
            out.joinpath(f"{outcome.doc}.json").write_text(data, encoding="utf-8")
            yield outcome


def read_gold(path: Path) -> dict[str, list[Row]]:
    """The rows of the gold by document."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["doc"]: row["findings"] for row in rows}


def _places(text: str, row: Row) -> Iterator[tuple[int, int]]:
    """Where the quotes of a gold row stand in the text as it was read, which has other line breaks than the file."""
    for quote in (row["quote"], row["other"]):
        pieces = quote.split()
        if not pieces:
            continue
        start = -1
        while (start := text.find(pieces[0], start + 1)) >= 0:
            end = _end_of(text, start, pieces)
            if end is not None:
                yield start, end


def _end_of(text: str, start: int, pieces: Sequence[str]) -> int | None:
    """Where ``pieces`` with any blanks between them end, if they begin at ``start``."""
    position = start
    for piece in pieces:
        while position < len(text) and text[position].isspace():
            position += 1
        if not text.startswith(piece, position):
            return None
        position += len(piece)
    return position


def _meets(finding: Finding, places: Sequence[tuple[int, int]]) -> bool:
    return any(start < evidence.end and evidence.start < end for evidence in finding.evidence for start, end in places)


if __name__ == "__main__":
    main()
