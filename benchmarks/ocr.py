"""How well and how fast scans are read: pages with a text layer, made into scans, read by our reader and by RapidOCR.

``python -m benchmarks.ocr --data DIR`` takes one page of each of the first ``--limit`` PDFs under DIR that have a page
full of text. The page is drawn at ``--dpi``, every second one turned by one to two degrees, with noise and JPEG at
quality 70, and put into a PDF that holds nothing but the picture. What our reader reads on the text layer is the
truth. Plain RapidOCR gets the same picture, where it is installed (``--rapidocr``). Seconds are processor seconds.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from rapidfuzz.distance import Levenshtein

from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf

_TURNS = (0.0, 1.0, 0.0, -1.5, 0.0, 2.0)
_FULL = 1_200
"""Characters from which a page counts as full of text."""
_SAME = str.maketrans("“”‘’–—", "\"\"''--")


@dataclass(frozen=True, slots=True)
class Case:
    """One page: its name, its words, and the scan made of it."""

    name: str
    text: str
    scan: Image.Image
    turned: bool


@dataclass(slots=True)
class Score:
    """Sums over pages."""

    pages: int = 0
    letters: int = 0
    letter_errors: int = 0
    words: int = 0
    word_errors: int = 0
    seconds: float = 0.0
    worst: float = 1.0

    def add(self, truth: str, read: str, seconds: float) -> None:
        """Count one page."""
        truth, read = (" ".join(text.translate(_SAME).split()) for text in (truth, read))
        length, errors = max(len(truth), len(read)), Levenshtein.distance(truth, read)
        self.pages += 1
        self.letters += length
        self.letter_errors += errors
        self.worst = min(self.worst, 1 - errors / length)
        self.words += len(truth.split())
        self.word_errors += Levenshtein.distance(truth.split(), read.split())
        self.seconds += seconds

    def row(self, name: str) -> str:
        """The figures as a line of the table."""
        similarity, wrong = 1 - self.letter_errors / self.letters, self.word_errors / self.words
        return (
            f"{name:24} {self.pages:5d} {similarity:10.2%} {self.worst:10.2%} {wrong:10.2%}"
            f" {self.seconds / self.pages:10.2f}"
        )


def cases(folder: Path, limit: int, dpi: int) -> Iterator[Case]:
    """One case for each of the first files that have a page full of text."""
    found = 0
    for path in sorted(folder.rglob("*.pdf")):
        if found == limit:
            return
        page = full_page(path, found)
        if page is not None:
            turn = _TURNS[found % len(_TURNS)]
            yield Case(path.stem, page[1], scanned(page[0], dpi, turn, found), turn != 0)
            found += 1


def full_page(path: Path, seed: int) -> tuple[bytes, str] | None:
    """A page full of text as a file of its own, with its words; pages differ from file to file."""
    with pypdfium2.PdfDocument(path) as source:
        for place in range(min(len(source), 6)):
            with pypdfium2.PdfDocument.new() as single:
                single.import_pages(source, [(place + seed) % len(source)])
                out = io.BytesIO()
                single.save(out)
            try:
                document = read_pdf(out.getvalue(), "", DEFAULT_LIMITS)
            except ExtractionError:
                continue
            if len(document.text) >= _FULL and not document.recognised and not document.revisions:
                return out.getvalue(), document.text
    return None


def scanned(page: bytes, dpi: int, turn: float, seed: int) -> Image.Image:
    """The page as a scanner would have it."""
    with pypdfium2.PdfDocument(page) as document:
        image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    if turn:
        image = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(seed).normal(0, 6, (image.height, image.width))
    out = io.BytesIO()
    Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=70)
    return Image.open(out)


def ours(dpi: int) -> Callable[[Image.Image], str]:
    """Our reader, on a PDF of the picture, one page at a time."""

    def read(scan: Image.Image) -> str:
        out = io.BytesIO()
        scan.save(out, "PDF", resolution=dpi, quality=95)
        try:
            return read_pdf(out.getvalue(), "", DEFAULT_LIMITS).text
        except ExtractionError:
            return ""

    return read


def rapidocr() -> Callable[[Image.Image], str]:
    """RapidOCR as it is installed, on the picture."""
    from rapidocr import RapidOCR  # type: ignore[import-not-found]

    engine = RapidOCR()

    def read(scan: Image.Image) -> str:
        return "\n".join(engine(np.asarray(scan.convert("RGB"))).txts or ())

    return read


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with PDFs, searched recursively")
    parser.add_argument("--limit", type=int, default=36, help="how many pages (default 36)")
    parser.add_argument("--dpi", type=int, default=150, help="resolution of the scans (default 150)")
    parser.add_argument("--rapidocr", action="store_true", help="read the same pages with RapidOCR, too")
    arguments = parser.parse_args()
    readers = {"clausecheck": ours(arguments.dpi)} | ({"RapidOCR": rapidocr()} if arguments.rapidocr else {})
    scores: dict[str, Score] = {}
    for case in cases(arguments.data, arguments.limit, arguments.dpi):
        for name, read in readers.items():
            start = time.process_time()
            text = read(case.scan)
            seconds = time.process_time() - start
            for group in (name, f"{name}, {'turned' if case.turned else 'straight'}"):
                scores.setdefault(group, Score()).add(case.text, text, seconds)
    if not scores:
        print("no page full of text found", file=sys.stderr)
        return 1
    print(f"{'reader':24} {'pages':>5} {'similarity':>10} {'worst page':>10} {'words off':>10} {'s a page':>10}")
    for name in sorted(scores):
        print(scores[name].row(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
