"""Where the time of a review goes: ``python -m benchmarks.stages --data DIR [--limit N]``.

Reviews every PDF, Word and text file below DIR in one process, without a cache of vectors and with the models loaded
before the clock starts, and prints the share of each stage, contracts and pages a second. A backfill does the same in
one process a core; ``clausecheck backfill`` prints its own speed.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clause_library.classification import classify
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.reviewing import review_fields
from extractor.errors import ExtractionError
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.interfaces import Encoder, Encoders
from models.loading import load_clause_typer, load_encoder, load_sentences, load_static_encoder
from service.backfill import find_files
from service.reports.json import render_json

TODAY = date(2026, 11, 23)


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside as ``name``'s."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - started


class TimedEncoder:
    """Counts the time of another encoder, and its texts; each text is computed once, as with the cache on disk."""

    def __init__(self, encoder: Encoder, clock: Clock) -> None:
        self._encoder, self._clock = encoder, clock
        self._known: dict[str, NDArray[np.float32]] = {}
        self.id = encoder.id
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As ``Encoder.encode``."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        with self._clock.stage("encode"):
            fresh = self._encoder.encode(unknown)
        self.texts += len(unknown)
        self._known |= dict(zip(unknown, fresh, strict=True))
        return np.stack([self._known[text] for text in texts]) if texts else fresh


def main() -> None:
    """Run over the folder and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=None)
    options = parser.parse_args()
    clock = Clock()
    library, sentences = load_library(STANDARD_LIBRARY), load_sentences()
    sentences.split("Load it.")
    typer, fast = load_clause_typer(), load_static_encoder()
    encoder = TimedEncoder(load_encoder(), clock)
    encoder.encode([position.text for entry in library.entries for position in entry.positions])
    clock.seconds.clear()
    encoder.texts = reviewed = pages = refused = 0
    for path in list(find_files(options.data, unread=[]))[: options.limit]:
        try:
            with clock.stage("read"):
                document = read(path.read_bytes(), path.name)
        except ExtractionError:
            refused += 1
            continue
        with clock.stage("segment"):
            contract = segment(document)
        with clock.stage("fields"):
            fields = extract_fields(contract, sentences)
        with clock.stage("clause types"):
            typed = classify(contract, typer, sentences, fields)
        before = clock.seconds["encode"]
        with clock.stage("match and compare"):
            made = review_fields(contract, library, fields, encoders=Encoders(fast, encoder), typed=typed, today=TODAY)
        clock.seconds["match and compare"] -= clock.seconds["encode"] - before
        with clock.stage("write"):
            render_json(made)
        reviewed, pages = reviewed + 1, pages + (document.pages or 0)
    total = sum(clock.seconds.values())
    print(f"{reviewed} contracts, {pages} pages, {refused} refused, {encoder.texts} texts encoded, {total:.1f} s")
    print(f"{reviewed / total:.2f} contracts/s, {pages / total:.1f} pages/s in one process")
    for name, seconds in sorted(clock.seconds.items(), key=lambda stage: -stage[1]):
        print(f"  {name:18} {seconds:8.2f} s  {seconds / total:6.1%}")


if __name__ == "__main__":
    main()
