"""The benchmark's predictions: one file a document, whatever the document is like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fields_builder import PREAMBLE, fields

from benchmarks import fields as benchmark


def test_a_damaged_file_is_a_row_with_a_reason_and_an_empty_prediction(tmp_path: Path) -> None:
    damaged = tmp_path / "a.pdf"
    damaged.write_bytes(b"%PDF-1.7 nothing follows")

    outcome = benchmark.predict("a", damaged, tmp_path, False)

    assert outcome.reason.startswith("UnreadableDocument")
    assert json.loads((tmp_path / "a.json").read_text()) == {"fields": []}


def test_a_pdf_is_taken_where_there_is_one_unless_text_is_asked_for(tmp_path: Path) -> None:
    for kind in ("pdf", "txt"):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / f"a.{kind}").touch()

    assert benchmark.source_of(tmp_path, "a", None).suffix == ".pdf"
    assert benchmark.source_of(tmp_path, "a", "txt").suffix == ".txt"
    assert benchmark.source_of(tmp_path, "b", None) is None


def test_a_prediction_carries_value_confidence_and_evidence() -> None:
    rows = benchmark.prediction(fields(PREAMBLE), published=False)["fields"]
    party = next(row for row in rows if row["name"] == "party")

    assert party["value"]["name"] == "Acme Software, Inc."
    assert {"confidence", "quote", "start", "end", "method"} <= set(party)


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("Vela L.L.C.", "Vela LLC"),
        ("Lund & Berg, Incorporated", "Lund and Berg, Inc."),
        ("Nord Corporation", "Nord Corporation"),
    ],
)
def test_names_are_written_as_kleister_writes_them(printed: str, published: str) -> None:
    assert benchmark.published_name(printed) == published
