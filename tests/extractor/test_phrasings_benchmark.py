"""The benchmark of phrasings that were written blind: it counts what it says it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import phrasings as benchmark


def test_odd_rows_are_learnt_from_and_even_ones_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"right": ["a", "b"], "found": ["a"]}, {"right": ["a"], "found": ["b", "b"]}]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(benchmark, "DATA", tmp_path)
    benchmark.measure("rows.jsonl", lambda row: iter([("party", row["right"], row["found"])]))
    learnt, unread = capsys.readouterr().out.splitlines()
    assert learnt.split() == ["learnt", "from", "party", "F1", "0.667", "right", "1,", "false", "0"]
    assert unread.split() == ["unread", "party", "F1", "0.000", "right", "0,", "false", "2"]


def test_a_length_beside_an_end_alone_is_neither_right_nor_wrong() -> None:
    row: dict[str, str | None] = {"words": "This Agreement expires on March 1, 2023.", "expiration_date": "2023-03-01"}
    row |= dict.fromkeys(("initial_term", "renewal_term", "renewal_notice_period", "renewal_type"))
    said = {name: (right, found) for name, right, found in benchmark.term_of(row)}
    assert "initial_term" not in said
    assert said["expiration_date"] == (["2023-03-01"], ["2023-03-01"])
