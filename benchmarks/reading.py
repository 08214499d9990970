"""How fast and how faithfully PDFs are read: our reader beside bare PDFium and pypdf, in one run on one process.

``python -m benchmarks.reading --data DIR`` takes the PDFs under DIR, by name. Bare PDFium gives the characters of a
page and nothing about lines, columns or furniture: it is the floor that no reader built on it can beat. The readers
take turns at each file, and the quickest of ``--repeat`` turns counts, so that other work on the machine hardly shows.
Files with pages that go through OCR are left out of the times. With ``--texts DIR``, where ``DIR/NAME.txt`` is the
text of ``NAME.pdf``, the readings are compared with these texts; ``benchmarks/fidelity.py`` says how.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean, median

import pypdf
import pypdfium2

from benchmarks.fidelity import Fidelity, Reading, compare
from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf

Read = Callable[[bytes], Reading]
_LOWEST = 5
_WITHOUT_OCR = replace(DEFAULT_LIMITS, recognised_pages=0)


@dataclass(frozen=True, slots=True)
class File:
    """A PDF that our reader reads without OCR."""

    name: str
    data: bytes
    pages: int


def ours(data: bytes) -> Reading:
    """What read_pdf makes of it."""
    document = read_pdf(data, "", _WITHOUT_OCR)
    return Reading(document.text, "\n".join(margin.text for margin in document.margins))


def bare_pdfium(data: bytes) -> Reading:
    """PDFium's text layer, page by page."""
    return Reading("\n".join(pdfium_pages(data)))


def pypdf_text(data: bytes) -> Reading:
    """Pypdf's extract_text, page by page."""
    return Reading("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


READERS: dict[str, Read] = {"read_pdf": ours, "bare PDFium": bare_pdfium, "pypdf": pypdf_text}


def pdfium_pages(data: bytes) -> list[str]:
    """PDFium's text of each page."""
    texts = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return texts


def readable(paths: Sequence[Path]) -> list[File]:
    """Those of the files whose words are all in their text layer."""
    found = []
    for path in paths:
        data = path.read_bytes()
        try:
            document = read_pdf(data, "", _WITHOUT_OCR)
        except ExtractionError:
            continue
        if not any(problem.code == "page_without_text" for problem in document.problems):
            found.append(File(path.stem, data, document.pages or 0))
    return found


def measure(files: Sequence[File], readers: dict[str, Read], repeat: int) -> dict[str, float]:
    """Processor seconds of each reader over all files."""
    total: dict[str, float] = defaultdict(float)
    for file in files:
        best = dict.fromkeys(readers, float("inf"))
        for turn in range(repeat):
            for name, read in readers.items():
                if turn and name == "pypdf":
                    continue  # slow enough for one turn to tell
                start = time.process_time()
                read(file.data)
                best[name] = min(best[name], time.process_time() - start)
        for name, seconds in best.items():
            total[name] += seconds
    return total


def print_speed(files: Sequence[File], given: int, readers: dict[str, Read], repeat: int) -> None:
    """Measure the times and print them."""
    pages = sum(file.pages for file in files)
    print(f"{len(files)} of {given} files readable without OCR, {pages} pages; processor time, one process")
    seconds = measure(files, readers, repeat)
    for name, spent in seconds.items():
        speed = f"{pages / spent:7.1f} pages/s  {1000 * spent / pages:7.2f} ms/page"
        print(f"{name:12} {speed}  {seconds['bare PDFium'] / spent:6.1%} of bare PDFium's speed")


def print_fidelity(paths: Sequence[Path], texts: Path, readers: dict[str, Read]) -> None:
    """Compare the readings of the files that have a text and print means, medians and the lowest."""
    scores: dict[str, dict[str, Fidelity]] = {name: {} for name in readers}
    for path in paths:
        text = texts / f"{path.stem}.txt"
        if not text.exists():
            continue
        data, reference = path.read_bytes(), text.read_text(encoding="utf-8", errors="replace")
        pages = pdfium_pages(data)
        for name, read in readers.items():
            scores[name][path.stem] = compare(read(data), reference, pages)
    print(f"\nbeside the texts of {len(scores['read_pdf'])} files, shares of words in the mean")
    for name, found in scores.items():
        similar = [score.similarity for score in found.values()]
        shares = {
            part: fmean(getattr(score, part) for score in found.values())
            for part in ("plain", "noise", "missing", "set_aside", "lone_numbers")
        }
        print(
            f"{name:12} similarity {fmean(similar):.4f}, median {median(similar):.4f}, lowest {min(similar):.4f};"
            f" with furniture {shares['plain']:.4f}; furniture among its words {shares['noise']:.2%};"
            f" missing {shares['missing']:.2%}, of these set aside {shares['set_aside']:.2%};"
            f" lone numbers a page {shares['lone_numbers']:.2f}"
        )
    lowest = sorted(scores["read_pdf"].items(), key=lambda item: item[1].similarity)[:_LOWEST]
    for stem, score in lowest:
        others = ", ".join(f"{name} {found[stem].similarity:.4f}" for name, found in scores.items())
        print(f"  lowest: {stem:12} {others}; missing {score.missing:.2%}, furniture {score.noise:.2%}")
    noisy = sorted(scores["read_pdf"].items(), key=lambda item: -item[1].noise)[:_LOWEST]
    print("  most furniture: " + ", ".join(f"{stem} {score.noise:.2%}" for stem, score in noisy))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with PDFs, searched recursively")
    parser.add_argument("--files", type=int, default=40, help="how many to read (default 40)")
    parser.add_argument("--repeat", type=int, default=3, help="turns of each reader; the quickest counts (default 3)")
    parser.add_argument("--texts", type=Path, help="a folder with a text for each PDF, to compare with")
    parser.add_argument("--without-pypdf", action="store_true", help="leave out pypdf, by far the slowest")
    arguments = parser.parse_args()
    paths = sorted(arguments.data.rglob("*.pdf"))[: arguments.files]
    files = readable(paths)
    if not files:
        print(f"no readable PDF under {arguments.data}", file=sys.stderr)
        return 2
    readers = {name: read for name, read in READERS.items() if name != "pypdf" or not arguments.without_pypdf}
    print_speed(files, len(paths), readers, arguments.repeat)
    if arguments.texts:
        print_fidelity(paths, arguments.texts, readers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
