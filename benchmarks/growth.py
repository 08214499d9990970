"""How the time of a review grows with the pages: ``python -m benchmarks.growth --data DIR [--pages 10 50 200 500]``.

DIR has ``txt/*.txt``, as CUAD has: contracts follow each other until there are so many pages of 500 words. Before them
stands the bundled redline, cold (a new process) and warm.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path

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


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 50, 200, 500])
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
        for pages in arguments.pages:
            spent = seconds(reviewer, long_contract(arguments.data, pages), f"{pages} pages.txt")
            print(f"{pages:4} pages: {spent:6.2f} s, {1000 * spent / pages:5.1f} ms a page")


if __name__ == "__main__":
    main()
