"""The table of Word readers side by side: one that cannot run is left out with its reason and spoils nothing."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from docx_builder import docx, paragraph

from benchmarks import docx as benchmark


def corpus(folder: Path) -> Path:
    """A folder with one Word file."""
    (folder / "files").mkdir()
    (folder / "files" / "a.docx").write_bytes(docx(paragraph("Fees")))
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["docx", *arguments])
    return benchmark.main()


def test_a_reader_whose_environment_is_not_there_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fails = tmp_path / "python"
    fails.write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    fails.chmod(fails.stat().st_mode | stat.S_IXUSR)
    peers = (
        "--peer", "docling=/nowhere/python", "--peer", f"mammoth={fails}", "--peer", f"python-docx={sys.executable}",
    )  # fmt: skip

    assert run(monkeypatch, "--data", str(corpus(tmp_path)), "--out", str(tmp_path / "out"), *peers) == 0

    shown = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()[2:]}
    assert shown["docling"].endswith("skipped: no interpreter /nowhere/python")
    assert shown["mammoth"].endswith("skipped: failed: broken")
    assert "skipped" not in shown["python-docx"]


def test_a_reader_that_is_not_installed_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(benchmark.PeerSkipped, match="not installed"):
        benchmark.run_peer("docling", sys.executable, [], tmp_path)


@pytest.mark.parametrize("peer", ["docling", "docling=", "nobody=python"])
def test_a_reader_is_named_with_its_interpreter(
    peer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(monkeypatch, "--data", str(tmp_path), "--out", str(tmp_path), "--peer", peer)

    assert "READER=PYTHON" in capsys.readouterr().err
