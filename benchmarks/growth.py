"""How the time of a review grows with the pages: ``python -m benchmarks.growth --data DIR [--pages 10 50 ...]``.

DIR has ``txt/*.txt``, as CUAD has: contracts follow each other until there are so many pages of 500 words, some 3,200
characters. For each number of pages: milliseconds of processor time a page, for segmentation, for all fields and for
the whole review, and the review's seconds by the clock. Before them stands the bundled redline, cold (a new process)
and warm.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.interfaces import SentenceSplitter
from models.loading import load_sentences
from service.settings import Settings
from service.wiring import Reviewer

WORDS_A_PAGE = 500
SAMPLE = Path("docs/samples/saas-agreement-redline.docx")
TODAY = date(2026, 1, 31)
RUNS = 5


def long_contract(folder: Path, pages: int) -> bytes:
    """So many pages of contracts, one after the other."""
    parts: list[str] = []
    words = 0
    for path in sorted(folder.glob("txt/*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for line in lines:
            parts.append(line)
            words += len(line.split())
            if words >= pages * WORDS_A_PAGE:
                return "\n".join(parts).encode()
    raise ValueError(f"{folder} has fewer than {pages} pages of text")


def seconds(reviewer: Reviewer, data: bytes, name: str) -> float:
    """The time of one review."""
    start = time.perf_counter()
    reviewer.review_bytes(data, name, today=TODAY)
    return time.perf_counter() - start


def stages(sentences: SentenceSplitter, data: bytes) -> tuple[float, float]:
    """Processor seconds of segmentation and of fields."""
    document = read(data, "contract.txt")
    start = time.process_time()
    contract = segment(document)
    middle = time.process_time()
    extract_fields(contract, sentences)
    return middle - start, time.process_time() - middle


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 50, 200, 500, 1000])
    arguments = parser.parse_args()
    command = [str(Path(sys.executable).with_name("clausecheck")), "review", str(SAMPLE)]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    print(f"the bundled redline, a new process: {time.perf_counter() - start:.2f} s")
    with Reviewer(Settings()) as reviewer:
        reviewer.warm_up()
        sample = SAMPLE.read_bytes()
        times = sorted(islice(iter(lambda: seconds(reviewer, sample, SAMPLE.name), None), RUNS))
        print(f"the same, warm: {times[RUNS // 2]:.2f} s (median of {RUNS})")
        sentences = load_sentences()
        stages(sentences, long_contract(arguments.data, min(arguments.pages)))  # loads what is loaded once
        print("| pages | segmentation, ms a page | fields, ms a page | review, ms a page | review by the clock, s |")
        print("| --- | --- | --- | --- | --- |")
        for pages in arguments.pages:
            data = long_contract(arguments.data, pages)
            parts, start = stages(sentences, data), time.process_time()
            clock = seconds(reviewer, data, f"{pages} pages.txt")
            spent = *parts, time.process_time() - start
            each = " | ".join(f"{1000 * part / pages:.2f}" for part in spent)
            print(f"| {pages:,} | {each} | {clock:.1f} |", flush=True)


if __name__ == "__main__":
    main()
