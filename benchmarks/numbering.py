"""What LibreOffice shows as the number of each paragraph, beside what we read: the cases of ``tests/extractor``.

``python -m benchmarks.numbering`` writes every case as a Word file, lets one LibreOffice run turn them all into text,
and compares the labels. A case that says why LibreOffice differs is listed apart.
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Protocol

from extractor.readers import read

_SECONDS = 300
_WORD = re.compile(r"^(.{0,40}?)\s*\bw\d\s*$")


class Case(Protocol):
    """A case of the tests, as far as it matters here."""

    name: str
    differs: str

    def file(self) -> bytes:
        """The Word file."""


def all_cases() -> tuple[Case, ...]:
    """The cases, from where the tests keep them."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "extractor"))
    cases: tuple[Case, ...] = importlib.import_module("numbering_cases").CASES
    return cases


def shown_by_libreoffice(cases: tuple[Case, ...]) -> list[tuple[str | None, ...]]:
    """The labels of each case's paragraphs, as LibreOffice writes them before the words."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, case in enumerate(cases):
            path = Path(folder) / f"{number}.docx"
            path.write_bytes(case.file())
            files.append(str(path))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=_SECONDS)
        return [_labels((Path(folder) / f"{number}.txt").read_text("utf-8-sig")) for number in range(len(cases))]


def _labels(text: str) -> tuple[str | None, ...]:
    matches = (_WORD.match(line.strip()) for line in text.splitlines())
    return tuple(match[1].strip() or None for match in matches if match)


def main() -> int:
    """Compare and print; 1 where a case differs from LibreOffice without a stated reason."""
    agreed, explained, open_cases = 0, [], []
    cases = all_cases()
    for case, theirs in zip(cases, shown_by_libreoffice(cases), strict=True):
        ours = tuple(block.label for block in read(case.file(), "a.docx").blocks)
        if ours == theirs:
            agreed += 1
            if case.differs:
                open_cases.append(f"{case.name}: agrees, though it is said that {case.differs}")
            continue
        line = f"{case.name}: ours {ours}, LibreOffice {theirs}"
        if case.differs:
            explained.append(f"{line}; {case.differs}")
        else:
            open_cases.append(line)
    print(f"{len(cases)} cases: {agreed} as LibreOffice shows them, {len(explained)} differ for a stated reason")
    print("\n".join(["", "for a stated reason:", *explained, "", "open:", *open_cases]))
    return 1 if open_cases else 0


if __name__ == "__main__":
    sys.exit(main())
