"""Old Word files by way of LibreOffice: without it one is told what to install; a stuck one is ended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractor.errors import LimitReached, UnreadableDocument, UnsupportedDocument
from extractor.limits import Limits
from service.conversion import to_docx

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def pretend(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make ``script`` what is found as LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))


def test_without_libreoffice_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(UnsupportedDocument, match="Install LibreOffice"):
        to_docx(DOC, Limits(), 5)


def test_what_libreoffice_writes_is_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, 'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; cp "$3" "$2/contract.docx"', monkeypatch)

    assert to_docx(DOC, Limits(), 20) == DOC


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, "sleep 60", monkeypatch)

    with pytest.raises(LimitReached, match="longer than 1 s"):
        to_docx(DOC, Limits(), 1)


def test_a_file_that_libreoffice_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, "exit 1", monkeypatch)

    with pytest.raises(UnreadableDocument, match="LibreOffice cannot open it"):
        to_docx(DOC, Limits(), 20)
