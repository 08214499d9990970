"""How fast fields are found: ``python -m benchmarks.field_speed --data DIR [--texts 40] [--peer lexnlp=PYTHON]``.

DIR has ``txt/*.txt``, as CUAD has. Prints, as a Markdown table, words per second of processor time on one core, warm,
the fastest of some runs over the same texts: all our fields of contracts that are read and split into clauses, the same
with segmentation, and our finders of single values (every date, duration, amount and percentage of a text), which is
what the peers do: :mod:`benchmarks.field_peers`, each in a process of the interpreter that has it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from pathlib import Path

from benchmarks import field_peers
from benchmarks.field_peers import Find, fastest
from extractor.fields import extract_fields
from extractor.fields.dates import find_dates
from extractor.fields.durations import find_durations
from extractor.fields.money import find_money
from extractor.fields.percents import find_percents
from extractor.fields.phrasing import plain
from extractor.readers import read
from extractor.segmentation import segment
from models.loading import load_sentences

RUNS = 3
_PEER_SECONDS = 1_800
_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_VALUES: dict[str, Find] = {
    "dates": find_dates,
    "durations": find_durations,
    "money": find_money,
    "percents": find_percents,
}
Row = tuple[str, float, str]
"""What was run, processor seconds, what it found."""


class PeerSkipped(Exception):
    """A peer that could not run, with the reason."""


def our_rows(texts: list[str]) -> list[Row]:
    """Our figures, that of all fields first."""
    sentences = load_sentences()
    documents = [read(text.encode(), "contract.txt") for text in texts]
    contracts = [segment(document) for document in documents]
    extract_fields(contracts[0], sentences)
    found = fastest(lambda contract: extract_fields(contract, sentences), contracts, RUNS)
    whole = fastest(lambda document: extract_fields(segment(document), sentences), documents, RUNS)
    rows = [("all fields", found[0], f"{found[1]:,} fields"), ("segmentation and all fields", whole[0], "the same")]
    values = {kind: fastest(_on_plain(find), texts, RUNS) for kind, find in _VALUES.items()}
    return [*rows, *_value_rows("clausecheck", values)]


def peer_rows(peer: str, python: str, paths: list[Path]) -> list[Row]:
    """The figures of a peer, from a process of its own interpreter.

    :raises PeerSkipped: it is not installed there, fails, or takes longer than half an hour.
    """
    command = [python, str(Path(field_peers.__file__).resolve()), peer, str(RUNS)]
    listed = "\n".join(str(path.resolve()) for path in paths)
    environment = {**os.environ, **_ONE_CORE}
    try:
        ran = subprocess.run(
            command,
            input=listed,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_PEER_SECONDS,
            check=False,
        )
    except FileNotFoundError as fault:
        raise PeerSkipped(f"no interpreter {python}") from fault
    except subprocess.TimeoutExpired as fault:
        raise PeerSkipped(f"not done after {_PEER_SECONDS} s") from fault
    if ran.returncode == field_peers.NOT_INSTALLED:
        raise PeerSkipped("not installed")
    if ran.returncode:
        raise PeerSkipped(f"failed: {ran.stderr[-200:].strip()}")
    return _value_rows(peer, json.loads(ran.stdout.splitlines()[-1]))


def _on_plain(find: Find) -> Find:
    return lambda text: find(plain(text))


def _value_rows(name: str, found: dict[str, tuple[float, int]]) -> list[Row]:
    """A row a kind of value, and one of all of them where there are several."""
    rows = [(f"{name}: {kind}", seconds, f"{count:,}") for kind, (seconds, count) in found.items()]
    total = (
        f"{name}: {', '.join(found)}",
        sum(row[1] for row in rows),
        f"{sum(c for _, c in found.values()):,} values",
    )
    return [total, *rows] if len(rows) > 1 else rows


def _peer(text: str) -> tuple[str, str]:
    name, _, python = text.partition("=")
    if name not in field_peers.PEERS or not python:
        raise argparse.ArgumentTypeError(f"not PEER=PYTHON with one of {', '.join(field_peers.PEERS)}: {text}")
    return name, python


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--texts", type=int, default=40, help="how many texts, spread over all of them")
    parser.add_argument("--peer", action="append", type=_peer, default=[], metavar="PEER=PYTHON")
    arguments = parser.parse_args()
    paths = sorted(arguments.data.glob("txt/*.txt"))
    paths = paths[:: max(1, len(paths) // arguments.texts)][: arguments.texts]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    words = sum(len(text.split()) for text in texts)
    rows, skipped = our_rows(texts), []
    for peer, python in arguments.peer:
        try:
            rows += peer_rows(peer, python, paths)
        except PeerSkipped as reason:
            skipped.append(f"{peer}: skipped, {reason}")
    print(f"{len(texts)} texts, {words:,} words; processor time of one core, warm, the fastest of {RUNS} runs\n")
    print("| what | words/s | beside all our fields | found |\n| --- | --- | --- | --- |")
    for name, seconds, found in rows:
        print(f"| {name} | {words / seconds:,.0f} | {rows[0][1] / seconds:.2f} | {found} |")
    print("\n".join(skipped))


if __name__ == "__main__":
    main()
