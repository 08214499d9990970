"""How well tracked changes are read from PDFs: what LibreOffice prints with changes shown, beside the Word file.

``python -m benchmarks.pdf_redlines --data DIR`` prints every Word file under DIR that has at least ``--words`` tracked
words, reads the PDF, and compares the words of its revisions with those that our Word reader finds: a multiset of words
put in and one of words struck out, moves on both sides. Numbers at the beginning of a line are left out: a PDF shows
those that Word makes. ``--plain DIR`` counts the revisions found in PDFs that have none.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.docx.reader import read_docx
from extractor.readers.pdf.reader import read_pdf
from extractor.types import Document

_LABEL = re.compile(
    r"^(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[a-z]{1,2}|[ivxlcIVXLC]{1,6}|[A-Z])[.)]{1,2}|\d+(?:\.\d+)*|\S)\s+"
)
_SIDES = {"insertion": "in", "move_to": "in", "deletion": "out", "move_from": "out"}
_SECONDS = 120


def words_of(document: Document) -> Counter[tuple[str, str]]:
    """The words that revisions put in or struck out, as often as they did."""
    found: Counter[tuple[str, str]] = Counter()
    for revision in document.revisions:
        if not revision.superseded:
            for line in revision.text.splitlines():
                found.update((_SIDES[revision.kind], word) for word in re.findall(r"\w+", _LABEL.sub("", line)))
    return found


def printed(path: Path, folder: Path) -> bytes:
    """The file as LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return (folder / f"{path.stem}.pdf").read_bytes()


def f1(hits: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 1 where nothing was to be found and nothing was."""
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def redlines(folder: Path, least: int) -> Iterator[tuple[Path, Document]]:
    """The Word files with enough tracked words, and what our reader says of them."""
    for path in sorted(folder.rglob("*.docx")):
        try:
            document = read_docx(path.read_bytes(), path.name, DEFAULT_LIMITS)
        except ExtractionError:
            continue
        if sum(words_of(document).values()) >= least:
            yield path, document


def compare(files: Sequence[tuple[Path, Document]], keep: Path | None) -> None:
    """Print a line for each file, and the sum."""
    total = Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        for path, word in files:
            kept = keep / f"{path.stem}.pdf" if keep else None
            data = kept.read_bytes() if kept and kept.exists() else printed(path, Path(scratch))
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(data)
            found, wanted = words_of(read_pdf(data, path.name, DEFAULT_LIMITS)), words_of(word)
            hits = sum((found & wanted).values())
            score = f1(hits, found.total(), wanted.total())
            print(f"{path.stem[:24]:24} F1 {score:.4f}  {hits:5} of {wanted.total():5}, {found.total():5} found")
            total.update(hits=hits, found=found.total(), wanted=wanted.total(), files=1)
            total.update(good=score >= 0.95)
    overall = f1(total["hits"], total["found"], total["wanted"])
    print(f"{total['files']} files: revision token F1 {overall:.4f}; {total['good']} of them at least 0.95")


def count_false(folder: Path) -> None:
    """Print the files without tracked changes in which some were found."""
    files = hits = 0
    for path in sorted(folder.rglob("*.pdf")):
        try:
            document = read_pdf(path.read_bytes(), path.name, DEFAULT_LIMITS)
        except ExtractionError:
            continue
        files += 1
        hits += bool(document.revisions)
        for revision in document.revisions[:8]:
            print(f"{path.stem[:40]:40} {revision.kind:10} {revision.text[:60]!r}")
    print(f"{folder}: {files} files, {hits} with revisions")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a folder with Word files, searched recursively")
    parser.add_argument("--words", type=int, default=8, help="tracked words that a file has at least (default 8)")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs, printed once and read again the next time")
    parser.add_argument("--plain", type=Path, action="append", default=[], help="a folder with PDFs without changes")
    arguments = parser.parse_args()
    if arguments.data:
        compare(list(redlines(arguments.data, arguments.words)), arguments.keep)
    for folder in arguments.plain:
        count_false(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
