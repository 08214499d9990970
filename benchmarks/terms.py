"""Predicts the SLA and pricing fields of passages: ``python -m benchmarks.terms --data GOLD.jsonl --out DIR``.

Of each row of GOLD.jsonl only ``id``, ``contract`` (to part the rows) and ``text`` are read; each passage is read as a
plain text file of its own. Writes one ``<id>.json`` a passage, ``{"fields": [{"name", "value", "confidence", ...}]}``,
and prints how fast it went. ``--part dev`` takes the contracts, about five sixths, from whose words rules may be
written, ``--part held`` the others, whose words nobody reads; ``--gold`` writes the rows taken, to score against.
What was held out in an earlier round is halved by another byte of the hash: one half has been learned from since and
belongs to ``dev``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.interfaces import SentenceSplitter
from models.loading import load_sentences

PARTS = ("dev", "held", "all")


def part_of(contract: str) -> str:
    """``dev`` or ``held``: all passages of one contract fall in one part, whatever else the file holds."""
    third, half = hashlib.sha256(contract.encode()).digest()[:2]
    return "held" if third % 3 == 0 and half % 2 == 1 else "dev"


def rows_of(path: Path, part: str) -> list[dict[str, Any]]:
    """The rows of ``part``, in the order of the file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if part in ("all", part_of(str(row["contract"])))]


def predict(text: str, sentences: SentenceSplitter) -> dict[str, Any]:
    """The content of one prediction file, from the words of the passage alone."""
    contract = segment(read(text.encode(), "passage.txt"))
    return {"fields": [asdict(field) for field in extract_fields(contract, sentences)]}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the passages: gold.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder for the predictions")
    parser.add_argument("--part", choices=PARTS, default="all", help="which contracts; default: all")
    parser.add_argument("--gold", type=Path, help="also write the rows of this part here")
    arguments = parser.parse_args()
    if arguments.gold and arguments.gold.resolve() == arguments.data.resolve():
        parser.error("--gold is a file to write, and this is the one that --data reads: name another")
    arguments.out.mkdir(parents=True, exist_ok=True)
    rows = rows_of(arguments.data, arguments.part)
    if arguments.gold:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        arguments.gold.write_text("".join(lines), encoding="utf-8")
    sentences = load_sentences()
    start = time.perf_counter()
    for row in rows:
        found = predict(str(row["text"]), sentences)
        path = arguments.out / f"{row['id']}.json"
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    seconds = time.perf_counter() - start
    speed = len(rows) / max(seconds, 1e-9)
    print(f"{len(rows)} passages ({arguments.part}) in {seconds:.1f} s: {speed:.1f} passages/s")


if __name__ == "__main__":
    main()
