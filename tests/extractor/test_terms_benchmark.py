"""The benchmark of SLA and pricing passages: whole contracts on one side, passages read from their words alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from fields_builder import FullStops

from benchmarks import terms as benchmark


def test_all_passages_of_a_contract_fall_in_one_part_and_the_parts_are_all(tmp_path: Path) -> None:
    rows = [{"id": f"p{n}", "contract": f"c{n // 3}", "text": "x"} for n in range(90)]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    dev, held = (benchmark.rows_of(path, part) for part in ("dev", "held"))

    assert len(dev) > len(held) > 0
    assert {row["contract"] for row in dev}.isdisjoint(row["contract"] for row in held)
    assert len(dev) + len(held) == len(benchmark.rows_of(path, "all"))


def test_a_prediction_has_names_values_and_quotes() -> None:
    found = benchmark.predict("Overdue amounts bear interest at 1% per month.", FullStops())["fields"]
    (interest,) = [field for field in found if field["name"] == "late_interest"]

    assert interest["value"] == {"percent": "1", "per": "month"}
    assert interest["quote"] == "Overdue amounts bear interest at 1% per month."


def test_the_passages_that_are_read_are_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "p", "contract": "c", "text": "x"}) + "\n", encoding="utf-8")
    before = path.read_bytes()
    arguments = ["terms", "--data", str(path), "--out", str(tmp_path / "out"), "--gold", str(path)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit):
        benchmark.main()
    assert path.read_bytes() == before
