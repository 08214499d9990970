"""How well segmentation keeps provisions whole: ``python -m benchmarks.segmentation --data DIR [--limit N]``.

DIR is laid out like CUAD: ``gold.jsonl`` with ``doc`` and ``spans`` (category -> texts), ``txt/``, and ``pdf/`` for
some. The main figure is the share of annotated spans that lie inside one clause (its number, heading and own wording,
without its children's); spans whose words are not found in the document's text are counted apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import ExtractionError
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Clause, Contract, Span

LARGE_CLAUSE_WORDS = 400
_OMITTED = "<omitted>"


@dataclass
class Tally:
    """The counts over all contracts."""

    contracts: int = 0
    pdfs: int = 0
    unreadable: int = 0
    spans: int = 0
    lost: int = 0
    kept: int = 0
    kept_in_subtree: int = 0
    words: int = 0
    words_covered: int = 0
    words_in_large: int = 0
    clauses: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    seconds_per_mega: list[float] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)


class Letters:
    """A text reduced to its letters and digits, so that blanks, breaks and quotes do not hide a quotation."""

    def __init__(self, text: str) -> None:
        kept = [(letter.lower(), place) for place, letter in enumerate(text) if letter.isalnum()]
        self.text = "".join(letter[:1] for letter, _ in kept)
        self._places = [place for _, place in kept]

    def find(self, quotation: str) -> Span | None:
        """Where ``quotation`` first stands in the full text."""
        wanted = "".join(letter.lower()[:1] for letter in quotation if letter.isalnum())
        start = self.text.find(wanted) if wanted else -1
        return None if start < 0 else Span(self._places[start], self._places[start + len(wanted) - 1] + 1)


def own_span(clause: Clause) -> Span:
    """Number, heading and own wording of ``clause``."""
    return Span(clause.extent.start, max(clause.span.end, clause.extent.start))


def sources(data: Path, limit: int | None) -> Iterator[tuple[dict[str, list[str]], Path]]:
    """The annotated spans of each contract and its file: the PDF where there is one."""
    rows = (data / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, rows[:limit]):
        pdf = data / "pdf" / f"{row['doc']}.pdf"
        yield row["spans"], pdf if pdf.exists() else data / "txt" / f"{row['doc']}.txt"


def count_spans(tally: Tally, contract: Contract, spans: dict[str, list[str]], name: str) -> None:
    """Count which quotations lie in one clause."""
    letters = Letters(contract.document.text)
    clauses = list(contract.walk())
    for category, quotations in spans.items():
        for quotation in (part for whole in quotations for part in whole.split(_OMITTED) if part.strip()):
            tally.spans += 1
            place = letters.find(quotation)
            if place is None:
                tally.lost += 1
            elif any(own_span(clause).covers(place) for clause in clauses):
                tally.kept += 1
            else:
                deepest = any(clause.extent.covers(place) for clause in clauses)
                tally.kept_in_subtree += deepest
                tally.torn.append(f"{name} {category}: {quotation[:90]!r}")


def count_sizes(tally: Tally, contract: Contract) -> None:
    """Count clauses and words, and the words in clauses that are too large to be one provision."""
    tally.words += len(contract.document.text.split())
    for clause in contract.walk():
        words = len(clause.text.split())
        tally.clauses += 1
        tally.parts[clause.part] += words
        tally.words_covered += len(contract.document.quote(own_span(clause)).split())
        tally.words_in_large += words if words > LARGE_CLAUSE_WORDS and clause.part in ("body", "exhibit") else 0


def measure(data: Path, limit: int | None) -> Tally:
    """Segment every contract in ``data`` and count."""
    tally = Tally()
    for spans, path in sources(data, limit):
        tally.contracts += 1
        tally.pdfs += path.suffix == ".pdf"
        try:
            document = read(path.read_bytes(), path.name)
        except ExtractionError:
            tally.unreadable += 1
            continue
        start = time.process_time()
        contract = segment(document)
        tally.seconds.append(time.process_time() - start)
        tally.seconds_per_mega.append(tally.seconds[-1] / max(len(document.text), 1) * 1e6)
        count_spans(tally, contract, spans, path.name)
        count_sizes(tally, contract)
    return tally


def show(tally: Tally, torn: int) -> None:
    """Print the figures."""
    found = max(tally.spans - tally.lost, 1)
    in_parts = max(tally.parts["body"] + tally.parts["exhibit"], 1)
    median_ms, longest_ms = statistics.median(tally.seconds) * 1e3, max(tally.seconds) * 1e3
    print(f"contracts                    {tally.contracts} ({tally.pdfs} PDF), unreadable {tally.unreadable}")
    print(f"clauses                      {tally.clauses}")
    print(f"gold spans                   {tally.spans}, words not found {tally.lost}")
    print(f"kept in one clause           {tally.kept / found:.2%}")
    print(f"kept with its sub-clauses    {(tally.kept + tally.kept_in_subtree) / found:.2%}")
    print(f"words in some clause         {tally.words_covered / max(tally.words, 1):.2%}")
    print(f"words by part                {dict(tally.parts.most_common())}")
    print(f"words in clauses > {LARGE_CLAUSE_WORDS} words {tally.words_in_large / in_parts:.2%} of body and exhibits")
    print(f"ms a contract                median {median_ms:.1f}, max {longest_ms:.0f}")
    print(f"ms a million characters      median {statistics.median(tally.seconds_per_mega) * 1e3:.0f}")
    for line in tally.torn[:torn]:
        print("torn:", line)


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=None, help="only the first N contracts")
    parser.add_argument("--torn", type=int, default=0, help="print that many spans that were torn apart")
    arguments = parser.parse_args()
    show(measure(arguments.data, arguments.limit), arguments.torn)


if __name__ == "__main__":
    main()
