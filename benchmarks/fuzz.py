"""Damages contracts in thousands of ways and looks what the reader makes of them.

``python -m benchmarks.fuzz --data DIR --minutes 5`` takes the files under DIR, damages each in one to three ways and
gives it to a reading process as the service does. There the document, if it is one, is checked, segmented and searched
for fields as well. Whatever is neither a sound document nor a refusal in time is a failure: it is kept under ``--out``
with its number, and ``--only NUMBER`` makes it again. The same seed, folders and code make the same inputs.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.fuzzing.packages import PACKAGES
from benchmarks.fuzzing.pdf import PDFS
from benchmarks.fuzzing.raw import LARGEST, RAW
from benchmarks.fuzzing.target import UNSOUND
from extractor.errors import ExtractionError, OutOfMemory, OutputTooLarge, ReaderCrashed, TimedOut
from extractor.limits import MEBIBYTE, Limits
from service.bounds import Bounds
from service.sandbox import Reader

Damage = Callable[[bytes, Random, bytes], bytes]

PATIENCE_S = 20.0
"""How long one input may take; the corpus files themselves take less than one second."""
CONTAINED = (TimedOut, OutOfMemory, OutputTooLarge, ReaderCrashed)
"""Ends that the sandbox survives and a reader should not come to."""
TARGET = "benchmarks.fuzzing.target:read_and_use"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One damaged file: its number, what it was made from, and how."""

    number: int
    source: Path
    damage: tuple[str, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a mutant: ``failure`` says what is wrong, None where it ended as it must."""

    ending: str
    failure: str | None
    seconds: float


def damages_for(data: bytes) -> tuple[Damage, ...]:
    """The ways to damage a file of that kind."""
    if data.startswith(b"PK"):
        return (*PACKAGES * 4, *RAW)
    return (*PDFS * 3, *RAW) if b"%PDF-" in data[:1024] else RAW


def mutant(number: int, seed: int, sources: list[Path]) -> Mutant:
    """The mutant of that number: the same for the same seed and sources."""
    rng = Random(f"{seed}:{number}")
    source, other = rng.choice(sources), rng.choice(sources).read_bytes()
    data = source.read_bytes()
    ways = damages_for(data)
    done = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        damage = rng.choice(ways)
        data = damage(data, rng, other)[:LARGEST] or b"\0"
        done.append(damage.__name__)
    return Mutant(number, source, tuple(done), data)


def try_out(reader: Reader, one: Mutant) -> Outcome:
    """Have the mutant read."""
    start = time.monotonic()
    failure = None
    try:
        document = reader.read(one.data, one.source.name)
        ending = "document"
        faults = [problem.message for problem in document.problems if problem.code == UNSOUND]
        if faults:
            ending, failure = "unsound", "; ".join(faults[:3])
    except CONTAINED as error:
        ending, failure = error.code, f"{error.code}: {error}"
    except ExtractionError as error:
        ending = error.code
    return Outcome(ending, failure, time.monotonic() - start)


def sources_in(folders: list[Path], kinds: list[str], largest_bytes: int) -> list[Path]:
    """The files to start from, by name."""
    found = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    chosen = [path for path in sorted(found) if not kinds or path.suffix.lower().lstrip(".") in kinds]
    return [path for path in chosen if 0 < path.stat().st_size <= largest_bytes]


def numbers(arguments: argparse.Namespace) -> Iterator[int]:
    """The numbers of the mutants to try, until the time is up."""
    if arguments.only is not None:
        yield arguments.only
        return
    end = time.monotonic() + 60 * arguments.minutes
    number = arguments.first
    while time.monotonic() < end and number < arguments.first + arguments.inputs:
        yield number
        number += 1


def main() -> int:
    """Try mutants and print what came of them; 1 where one failed."""
    arguments = _arguments()
    os.nice(10)
    os.environ["PYTHONPATH"] = os.pathsep.join(
        [str(Path(__file__).resolve().parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    )
    sources = sources_in(arguments.data, arguments.kind or [], arguments.largest_kib * 1024)
    if not sources:
        print("no files to start from", file=sys.stderr)
        return 2
    endings: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    slowest: list[tuple[float, int]] = []
    bounds = Bounds(timeout_s=PATIENCE_S, silence_s=PATIENCE_S, memory_bytes=1536 * MEBIBYTE, documents=1_000)
    with Reader(Limits(recognised_pages=arguments.pictures), bounds, TARGET) as reader:
        reader.read(b"Warm up.", "warm.txt")
        for number in numbers(arguments):
            one = mutant(number, arguments.seed, sources)
            outcome = try_out(reader, one)
            endings[outcome.ending] += 1
            slowest = sorted([*slowest, (outcome.seconds, number)], reverse=True)[:5]
            if outcome.failure:
                failures[outcome.failure[:160]] += 1
                _keep(arguments.out, one, outcome.failure, arguments.seed)
    _report(len(sources), endings, failures, slowest)
    return 1 if failures else 0


def _keep(folder: Path, one: Mutant, failure: str, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{seed}-{one.number}{one.source.suffix}").write_bytes(one.data)
    with (folder / "failures.txt").open("a", encoding="utf-8") as file:
        file.write(f"{seed}:{one.number} {one.source.name} {','.join(one.damage)}: {failure}\n")
    print(f"{one.number} {one.source.name} {','.join(one.damage)}: {failure}", flush=True)


def _report(sources: int, endings: Counter[str], failures: Counter[str], slowest: list[tuple[float, int]]) -> None:
    print(f"\n{sum(endings.values()):,} inputs from {sources} files, {sum(failures.values())} failures")
    for ending, count in endings.most_common():
        print(f"{count:8,}  {ending}")
    print("slowest: " + ", ".join(f"{seconds:.1f} s (number {number})" for seconds, number in slowest))
    for failure, count in failures.most_common():
        print(f"{count:8,}  {failure}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders of files, searched recursively")
    parser.add_argument("--minutes", type=float, default=5.0, help="when to stop (default 5)")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="how many to try at most")
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other inputs (default 0)")
    parser.add_argument("--kind", nargs="+", help="only files with these endings: docx, pdf, txt, ...")
    parser.add_argument("--largest-kib", type=int, default=200, help="largest file to start from (default 200)")
    parser.add_argument(
        "--pictures", type=int, default=0, help="pages of a file to read by OCR (default 0: it is slow)"
    )
    parser.add_argument("--first", type=int, default=0, help="the number to begin at (default 0)")
    parser.add_argument("--only", type=int, help="try this one input again")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="where failures are kept (default out/fuzz)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
