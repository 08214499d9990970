"""The table of field speeds: a library that cannot run is left out with its reason and spoils nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import field_peers, field_speed


def corpus(folder: Path) -> Path:
    (folder / "txt").mkdir()
    (folder / "txt" / "a.txt").write_text("1. Term. The initial term is two (2) years from March 3, 2024 for $5 or 3%.")
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["field_speed", *arguments])
    field_speed.main()


def test_our_fields_and_values_stand_in_the_table_and_a_peer_that_is_not_there_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--data", str(corpus(tmp_path)), "--peer", "lexnlp=/nowhere/python")

    lines = capsys.readouterr().out.splitlines()
    found = {cells[1].strip(): cells[4].strip() for line in lines if len(cells := line.split("|")) == 6}
    assert found["clausecheck: dates, durations, money, percents"] == "4 values"
    assert found["all fields"].endswith(" fields")
    assert lines[-1] == "lexnlp: skipped, no interpreter /nowhere/python"


def test_a_library_that_is_not_installed_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(field_speed.PeerSkipped, match="not installed"):
        field_speed.peer_rows("dateparser", sys.executable, [corpus(tmp_path) / "txt" / "a.txt"])


@pytest.mark.parametrize("peer", ["lexnlp", "lexnlp=", "nobody=python"])
def test_a_library_is_named_with_its_interpreter(
    peer: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(monkeypatch, "--data", ".", "--peer", peer)

    assert "PEER=PYTHON" in capsys.readouterr().err


def test_the_fastest_run_counts_what_it_found() -> None:
    seconds, count = field_peers.fastest(str.split, ["a b", "c"], 2)
    assert count == 3
    assert 0 <= seconds < 1
