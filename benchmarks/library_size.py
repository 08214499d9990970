"""How matching grows with the library: ``python -m benchmarks.library_size --data DIR [--contracts N]``.

Makes libraries of 700 and 5,000 entries out of the standard one: every further entry has another clause type, title and
words (every third word of a position is replaced by one that no other entry has). Prints what the index costs when it
is made, once a process and library version, and what a clause of a contract below DIR costs to match, the first time
(the transformer computes the positions in question) and again.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from clause_library.classification import TypedSpan
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.matching.index import library_index, library_vectors, roles_of
from clause_library.matching.matcher import match_contract
from clause_library.tracked_changes import TrackedChanges
from clause_library.types import Entry, Library
from extractor.errors import ExtractionError
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Contract
from models.interfaces import Encoders
from models.loading import load_encoders
from service.backfill import find_files

SIZES = (None, 700, 5_000)


def library_of(size: int, standard: Library) -> Library:
    """The standard library, filled up to ``size`` entries."""
    entries = [*standard.entries]
    while len(entries) < size:
        entries.append(_other(standard.entries[len(entries) % len(standard.entries)], len(entries)))
    return replace(standard, entries=tuple(entries), version=f"{standard.version}-{size}")


def _other(entry: Entry, number: int) -> Entry:
    positions = tuple(replace(position, text=_reworded(position.text, number)) for position in entry.positions)
    return replace(
        entry, clause_type=f"{entry.clause_type}_{number}", title=f"{entry.title} {number}", positions=positions
    )


def _reworded(text: str, number: int) -> str:
    words = text.split(" ")
    return " ".join(f"{word}{number:x}" if at % 3 == 0 else word for at, word in enumerate(words))


def contracts_below(folder: Path, count: int) -> list[Contract]:
    """The first contracts of a folder that can be read."""
    found: list[Contract] = []
    for path in find_files(folder, unread=[]):
        if len(found) == count:
            break
        try:
            found.append(segment(read(path.read_bytes(), path.name)))
        except ExtractionError:
            continue
    return found


def measure(library: Library, contracts: list[Contract], encoders: Encoders) -> str:
    """One row of the table."""
    start = time.perf_counter()
    index = library_index(library)
    library_vectors(index, encoders.fast, range(len(index.rows)))
    built = time.perf_counter() - start
    spent = []
    for _ in range(2):
        start = time.perf_counter()
        clauses = sum(match_clauses_of(contract, library, encoders) for contract in contracts)
        spent.append(1000 * (time.perf_counter() - start) / clauses)
    return f"{len(library.entries):7,}  {len(index.rows):9,}  {built:7.2f} s  {spent[0]:7.2f} ms  {spent[1]:7.2f} ms"


def match_clauses_of(contract: Contract, library: Library, encoders: Encoders, typed: Sequence[TypedSpan] = ()) -> int:
    """Match a contract; the answer is how many clauses it has."""
    matching = match_contract(
        contract, TrackedChanges(contract.document), library, encoders, roles_of(library), typed=typed
    )
    return len({id(match.unit) for match in matching.matched}) + len(matching.unmatched)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder of contracts")
    parser.add_argument("--contracts", type=int, default=10, help="how many of them")
    arguments = parser.parse_args()
    contracts = contracts_below(arguments.data, arguments.contracts)
    standard = load_library(STANDARD_LIBRARY)
    with TemporaryDirectory() as folder:
        encoders = load_encoders(cache=Path(folder) / "vectors.sqlite")
        measure(standard, contracts, encoders)  # the transformer's vectors are kept from here on
        print("entries  positions      index  a clause, first   and again")
        for size in SIZES:
            print(measure(library_of(size or len(standard.entries), standard), contracts, encoders))


if __name__ == "__main__":
    main()
