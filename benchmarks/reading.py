"""How fast PDFs are read: our reader beside pypdf and bare PDFium, in one run on one process.

``python -m benchmarks.reading --data DIR`` takes the first ``--files`` PDFs under DIR, by name. Bare PDFium gives the
characters of a page and nothing about lines, columns or furniture: it is the floor that no reader built on it can beat.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2

from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf

Read = Callable[[bytes], int]


def ours(data: bytes) -> int:
    """Characters that read_pdf finds."""
    return len(read_pdf(data, "", DEFAULT_LIMITS).text)


def bare_pdfium(data: bytes) -> int:
    """Characters of PDFium's text layer, page by page."""
    chars = 0
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            textpage = page.get_textpage()
            chars += len(textpage.get_text_range())
            textpage.close()
            page.close()
    return chars


def pypdf_text(data: bytes) -> int:
    """Characters of pypdf's extract_text, page by page."""
    return sum(len(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


READERS: dict[str, Read] = {"read_pdf": ours, "bare PDFium": bare_pdfium, "pypdf": pypdf_text}


def count_pages(data: bytes) -> int:
    """Pages of a PDF that our reader reads, 0 for one that it refuses."""
    try:
        return read_pdf(data, "", DEFAULT_LIMITS).pages or 0
    except ExtractionError:
        return 0


def measure(read: Read, files: list[bytes], repeat: int) -> tuple[float, int]:
    """Processor seconds of the quickest of several runs over all files, and the characters found."""
    best, chars = float("inf"), 0
    for _ in range(repeat):
        start = time.process_time()
        chars = sum(read(data) for data in files)
        best = min(best, time.process_time() - start)
    return best, chars


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with PDFs, searched recursively")
    parser.add_argument("--files", type=int, default=40, help="how many to read (default 40)")
    parser.add_argument("--repeat", type=int, default=2, help="runs of each reader; the quickest counts (default 2)")
    parser.add_argument("--without-pypdf", action="store_true", help="leave out pypdf, by far the slowest")
    arguments = parser.parse_args()
    paths = sorted(arguments.data.rglob("*.pdf"))[: arguments.files]
    counted = [(data, count_pages(data)) for data in (path.read_bytes() for path in paths)]
    files, pages = [data for data, count in counted if count], sum(count for _, count in counted)
    if not files:
        print(f"no readable PDF under {arguments.data}", file=sys.stderr)
        return 2
    print(f"{len(files)} of {len(paths)} files readable, {pages} pages; processor time, one process")
    baseline = 0.0
    for name, read in READERS.items():
        if name == "pypdf" and arguments.without_pypdf:
            continue
        seconds, chars = measure(read, files, 1 if name == "pypdf" else arguments.repeat)
        baseline = baseline or seconds
        speed = f"{pages / seconds:7.1f} pages/s  {1000 * seconds / pages:7.2f} ms/page"
        print(f"{name:12} {speed}  {seconds / baseline:6.2f} x read_pdf's time  {chars:>10,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
