"""What our Word reader makes of every file of a folder, in the form that a scorer of readers compares.

``python -m benchmarks.docx --data DIR --out OUT`` writes one ``<sha256>.json`` a file of ``DIR/files/*.docx``: both
texts, revisions, comments and labelled paragraphs, or the error of a file that was refused. ``--peers`` runs other
readers over the same files, as far as ``--python`` (the interpreter of an environment made for them) can import them,
writes theirs to ``OUT/<reader>/``, and prints all side by side: milliseconds a file, what was found, and where DIR has
a ``compare_oracle.py``, its scores over the files on which its witnesses agree. Readers that need an environment of
their own are given one by one: ``--peer docling=VENV/bin/python``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import docx_peers
from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.docx.reader import read_docx
from extractor.types import Document

_KINDS = {"insertion": "ins", "deletion": "del", "move_from": "moveFrom", "move_to": "moveTo"}
_OURS = "ours"
_FIRM = 0.97  # witnesses that differ more than that leave open who is right
_PEER_SECONDS = 1_800


class PeerSkipped(Exception):
    """Another reader has no row in the table, for the reason given."""


def told(document: Document) -> dict[str, Any]:
    """The document in the scorer's form."""
    return {
        "accepted_text": document.text,
        "rejected_text": document.original_text,
        "revisions": [
            {"kind": _KINDS[revision.kind], "author": revision.author, "date": revision.date, "text": revision.text}
            for revision in document.revisions
        ],
        "comments": [
            {"author": comment.author, "date": comment.date, "text": comment.text} for comment in document.comments
        ],
        "paragraphs": [
            {"label": paragraph.label, "text": document.quote(paragraph.span)}
            for block in document.blocks
            for paragraph in block.paragraphs or (block,)
        ],
    }


def outcome(data: bytes) -> dict[str, Any]:
    """What a file reads as, or why it was refused."""
    try:
        return told(read_docx(data, "", DEFAULT_LIMITS))
    except ExtractionError as refusal:
        return {"error": f"{refusal.code}: {refusal}"}


def run_ours(paths: list[Path], out: Path) -> list[float]:
    """Write our outputs; milliseconds a file."""
    times = []
    for path in paths:
        data = path.read_bytes()
        start = time.perf_counter()
        found = outcome(data)
        times.append(1000 * (time.perf_counter() - start))
        target = out / f"{hashlib.sha256(data).hexdigest()}.json"
        target.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return times


def run_peer(peer: str, python: str, paths: list[Path], out: Path) -> list[float]:
    """Write a peer's outputs, from a process of its own interpreter.

    :raises PeerSkipped: it is not installed there, fails as a whole, or takes longer than half an hour.
    """
    out.mkdir(parents=True, exist_ok=True)
    command = [python, str(Path(docx_peers.__file__).resolve()), peer, str(out)]
    listed = "\n".join(str(path.resolve()) for path in paths)
    try:
        ran = subprocess.run(command, input=listed, capture_output=True, text=True, timeout=_PEER_SECONDS, check=False)
    except FileNotFoundError as fault:
        raise PeerSkipped(f"no interpreter {python}") from fault
    except subprocess.TimeoutExpired as fault:
        raise PeerSkipped(f"not done after {_PEER_SECONDS} s") from fault
    if ran.returncode == docx_peers.NOT_INSTALLED:
        raise PeerSkipped("not installed")
    if ran.returncode:
        raise PeerSkipped(f"failed: {ran.stderr[-200:].strip()}")
    times: list[float] = json.loads(ran.stdout.splitlines()[-1])
    return times


def scores(data: Path, out: Path) -> list[dict[str, Any]]:
    """What the folder's own scorer says of these outputs, file by file; nothing where there is none."""
    scorer, report = data / "compare_oracle.py", out / "scores.json"
    if not scorer.exists():
        return []
    command = [sys.executable, str(scorer), str(out), "--corpus", str(data), "--json", str(report)]
    subprocess.run(command, check=True, capture_output=True, timeout=_PEER_SECONDS)
    scored: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    firm = _firm_files(data)
    return [score for score in scored if score["sha256"] in firm and "accepted" in score]


def _firm_files(data: Path) -> set[str]:
    """The files on whose texts the witnesses agree."""
    lines = (data / "witness.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        row["sha256"]
        for row in map(json.loads, lines)
        if min((agreed for key, agreed in row.items() if key != "sha256" and "gold" not in key), default=1.0) >= _FIRM
    }


def summary(name: str, times: list[float], out: Path, data: Path) -> str:
    """One line of the table."""
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.json"))]
    refused = sum("error" in found for found in read)
    counted = " ".join(f"{sum(len(found.get(key) or ()) for found in read):>9}" for key in ("revisions", "comments"))
    scored = scores(data, out)
    parts = (("accepted", "sim"), ("rejected", "sim"), ("rev_xml", "token_f1"), ("com_xml", "f1"), ("labels", "exact"))
    means = " ".join(_mean([score.get(part, {}).get(key) for score in scored]) for part, key in parts)
    return f"{name:14} {statistics.median(times):8.1f} {refused:7} {counted} {means}"


def _mean(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{statistics.fmean(known):8.4f}" if known else f"{'-':>8}"


def main() -> int:
    """Read, write and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with files/*.docx")
    parser.add_argument("--out", type=Path, required=True, help="where the outputs go")
    parser.add_argument("--peers", action="store_true", help="other readers too, side by side")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that can import the other readers")
    parser.add_argument(
        "--peer", action="append", type=_peer, default=[], metavar="READER=PYTHON", help="a reader and its interpreter"
    )
    arguments = parser.parse_args()
    paths = sorted((arguments.data / "files").glob("*.docx"))
    if not paths:
        print(f"no files/*.docx under {arguments.data}", file=sys.stderr)
        return 2
    arguments.out.mkdir(parents=True, exist_ok=True)
    times = run_ours(paths, arguments.out)
    print(f"{len(paths)} files, {1000 * len(paths) / sum(times):.1f} files/s, median {statistics.median(times):.1f} ms")
    peers: dict[str, str] = dict.fromkeys(docx_peers.PEERS, arguments.python) if arguments.peers else {}
    peers.update(arguments.peer)
    if not peers:
        return 0
    print(f"{'reader':14} {'ms/file':>8} {'refused':>7} {'revisions':>9} {'comments':>9} "
          f"{'accepted':>8} {'original':>8} {'rev F1':>8} {'comm F1':>8} {'labels':>8}")  # fmt: skip
    print(summary(_OURS, times, arguments.out, arguments.data))
    for peer, python in peers.items():
        folder = arguments.out / peer
        try:
            line = summary(peer, run_peer(peer, python, paths, folder), folder, arguments.data)
        except PeerSkipped as reason:
            line = f"{peer:14} skipped: {reason}"
        print(line, flush=True)
    return 0


def _peer(text: str) -> tuple[str, str]:
    """``docling=VENV/bin/python`` as reader and interpreter."""
    reader, _, python = text.partition("=")
    if reader not in docx_peers.PEERS or not python:
        raise argparse.ArgumentTypeError(f"not READER=PYTHON with one of {', '.join(docx_peers.PEERS)}: {text}")
    return reader, python


if __name__ == "__main__":
    sys.exit(main())
