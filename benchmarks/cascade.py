"""Typing and matching against the clock: ``python -m benchmarks.cascade --data DIR [--files N]``.

DIR has ``pdf/*.pdf``, as CUAD has. Two races, each in one run and taking turns file by file:

- ours (read, segment, fields, clause types, match) against pypdf's bare extraction of text, one core each;
- the whole of matching, with and without telling clause types first, against the bare transformer, which encodes every
  clause and takes the nearest position: clauses a second on one core, then with a process on each of two.

Models and library are loaded before the clock starts, and no vector is kept from file to file.
"""

from __future__ import annotations

import argparse
import io
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import pypdf
import torch
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.library_size import match_clauses_of
from clause_library.classification import TypedSpan, classify
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.matching.index import library_index, library_vectors, roles_of
from clause_library.matching.scores import text_of
from clause_library.matching.units import units_of
from clause_library.tracked_changes import TrackedChanges
from clause_library.types import Library
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Contract
from models.interfaces import ClauseTyper, Encoder, Encoders, SentenceSplitter
from models.loading import load_clause_typer, load_encoder, load_sentences, load_static_encoder

CORES = 2
BARE, CASCADE, TYPED = "bare transformer", "cascade", "cascade with clause types"
T = TypeVar("T")


class Counting:
    """An encoder that counts the texts of contracts that it is shown."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.id = encoder.id
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As ``Encoder.encode``."""
        self.texts += len(texts)
        return self._encoder.encode(texts)


@dataclass(frozen=True, slots=True)
class Engine:
    """All that a review needs, loaded and warm, on one core."""

    library: Library
    encoders: Encoders
    precise: Counting
    typer: ClauseTyper
    sentences: SentenceSplitter


@cache
def engine() -> Engine:
    """The engine of this process; the library's vectors are computed before it is handed out."""
    torch.set_num_threads(1)
    threadpool_limits(1)
    library, precise = load_library(STANDARD_LIBRARY), Counting(load_encoder())
    encoders = Encoders(load_static_encoder(), precise)
    index = library_index(library)
    for encoder in (encoders.fast, encoders.precise):
        library_vectors(index, encoder, range(len(index.rows)))
    made = Engine(library, encoders, precise, load_clause_typer(), load_sentences())
    _typed(segment(read(b"1. Law. Swiss law governs.\n\n2. Fees. Fees are due in May.", "warm.txt")), made)
    return made


def _typed(contract: Contract, using: Engine) -> tuple[TypedSpan, ...]:
    return classify(contract, using.typer, using.sentences, extract_fields(contract, using.sentences))


def with_pypdf(data: bytes) -> int:
    """Extract the text of all pages; the answer is their number."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    for page in pages:
        page.extract_text()
    return len(pages)


def with_ours(data: bytes, name: str, using: Engine, spent: dict[str, float]) -> int:
    """Read, type and match; ``spent`` takes the seconds of each stage. The answer is the number of clauses."""

    def stage(what: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        done = work()
        spent[what] += time.perf_counter() - start
        return done

    contract = stage("read and segment", lambda: segment(read(data, name)))
    fields = stage("fields", lambda: extract_fields(contract, using.sentences))
    typed = stage("clause types", lambda: classify(contract, using.typer, using.sentences, fields))
    return stage("match", lambda: match_clauses_of(contract, using.library, using.encoders, typed))


def bare(contract: Contract, using: Engine) -> int:
    """The nearest position of each clause by the transformer alone; the answer is the number of clauses."""
    index = library_index(using.library)
    units = units_of(contract, TrackedChanges(contract.document), roles_of(using.library))
    vectors = using.precise.encode([text_of(unit.wording) for unit in units])
    (vectors @ library_vectors(index, using.precise, range(len(index.rows))).T).argmax(axis=1)
    return len(units)


def race_pypdf(files: Sequence[Path]) -> None:
    """Print who is first."""
    using, spent = engine(), defaultdict[str, float](float)
    theirs = ours = 0.0
    pages = first = 0
    for number, path in enumerate(files):
        data = path.read_bytes()
        seconds: dict[str, float] = {}
        for name in ("ours", "pypdf") if number % 2 else ("pypdf", "ours"):
            start = time.perf_counter()
            if name == "ours":
                with_ours(data, path.name, using, spent)
            else:
                pages += with_pypdf(data)
            seconds[name] = time.perf_counter() - start
        ours, theirs = ours + seconds["ours"], theirs + seconds["pypdf"]
        first += seconds["ours"] < seconds["pypdf"]
    print(
        f"{len(files)} files, {pages} pages: pypdf alone {theirs:.1f} s, ours {ours:.1f} s ({theirs / ours:.2f} times)"
    )
    print(f"ours is first on {first} files")
    for name, took in spent.items():
        print(f"  {name:18} {took:6.2f} s")


def match_all(files: Sequence[Path], how: str) -> tuple[int, float, int]:
    """Clauses, seconds without reading, and how many texts the transformer saw, in this process."""
    using, clauses, seconds = engine(), 0, 0.0
    seen = using.precise.texts
    for path in files:
        contract = segment(read(path.read_bytes(), path.name))
        fields = extract_fields(contract, using.sentences)
        start = time.perf_counter()
        if how == BARE:
            clauses += bare(contract, using)
        else:
            typed = classify(contract, using.typer, using.sentences, fields)
            start = start if how == TYPED else time.perf_counter()
            clauses += match_clauses_of(contract, using.library, using.encoders, typed)
        seconds += time.perf_counter() - start
    return clauses, seconds, using.precise.texts - seen


def race_transformer(files: Sequence[Path]) -> None:
    """Print clauses a second."""
    for cores in (1, CORES):
        speeds = {}
        for how in (BARE, CASCADE, TYPED):
            with ProcessPoolExecutor(cores) as pool:
                parts = [files[part::cores] for part in range(cores)]
                found = list(pool.map(match_all, parts, [how] * cores))
            clauses, seen = sum(count for count, _, _ in found), sum(texts for _, _, texts in found)
            speeds[how] = clauses / max(seconds for _, seconds, _ in found)
            times = speeds[how] / speeds[BARE]
            print(
                f"{cores} core(s), {how:28} {speeds[how]:7,.0f} clauses/s, {times:5.1f} times as fast; the transformer "
                f"saw {seen} texts for {clauses} clauses"
            )


def main() -> None:
    """Run both races."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with pdf/*.pdf")
    parser.add_argument("--files", type=int, default=90, help="how many of them")
    arguments = parser.parse_args()
    files = sorted((arguments.data / "pdf").glob("*.pdf"))[: arguments.files]
    race_pypdf(files)
    race_transformer(files[::3])


if __name__ == "__main__":
    main()
