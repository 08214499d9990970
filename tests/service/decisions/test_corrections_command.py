"""``clausecheck corrections``: rows for training and testing, and a measure."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spoken import TEXT, a_review, say
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

import service.database
from service.cli import app
from service.decisions.storage import CorrectionStorage
from service.storage import Storage

Run = Callable[..., Result]


@pytest.fixture
def corrections(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(service.database, "open_database", lambda url, data_dir: engine)

    def run(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(app, ["corrections", *(str(one) for one in arguments)])

    return run


@pytest.fixture
def kept(engine: Engine) -> CorrectionStorage:
    kept = CorrectionStorage(engine)
    for one in (
        say("governing_law", "rejected", index=1),
        say("governing_law", "confirmed", index=1),
        say("fee", "rejected", index=2),
        say("venue", "added", value="Utah", quote="Nothing else matters"),
    ):
        kept.add(one)
    return kept


@pytest.mark.usefixtures("kept")
def test_the_last_words_are_exported(corrections: Run, tmp_path: Path) -> None:
    result = corrections("export", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip().endswith("(3 rows)")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(row["field"], row["action"]) for row in rows] == [
        ("governing_law", "confirmed"),
        ("fee", "rejected"),
        ("venue", "added"),
    ]


@pytest.mark.usefixtures("kept")
def test_the_history_and_the_texts_come_where_they_are_asked_for(
    corrections: Run, tmp_path: Path, engine: Engine
) -> None:
    Storage(engine).save_review(a_review(), "engine-1")
    assert corrections("export", "-o", tmp_path / "out.jsonl", "--history", "--with-text").exit_code == 0
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["superseded"] for row in rows] == [True, False, False, False]
    assert {row["text"] for row in rows} == {TEXT}


def test_another_ending_or_folder_is_refused(corrections: Run, tmp_path: Path) -> None:
    assert corrections("export", "-o", tmp_path / "out.csv").exit_code == 2
    result = corrections("export", "-o", tmp_path / "nowhere" / "out.jsonl")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


@pytest.mark.usefixtures("kept")
def test_the_summary_tells_how_often_the_machine_was_right(corrections: Run) -> None:
    lines = [line.split() for line in corrections("summary").stdout.splitlines()]
    assert lines == [
        ["field", "confirmed", "corrected", "rejected", "missed", "precision"],
        ["fee", "0", "0", "1", "0", "0.00"],
        ["governing_law", "1", "0", "0", "0", "1.00"],
        ["venue", "0", "0", "0", "1"],
        ["all", "1", "0", "1", "1", "0.50"],
        [],
        ["confidence", "confirmed", "corrected", "rejected", "missed", "precision"],
        ["0.6", "to", "0.7", "0", "0", "1", "0", "0.00"],
        ["0.8", "to", "0.9", "1", "0", "0", "0", "1.00"],
    ]


def test_where_nobody_has_spoken_the_summary_says_so(corrections: Run) -> None:
    result = corrections("summary")
    assert result.exit_code == 0
    assert "Nobody has said anything" in result.stdout


def test_the_database_can_be_named(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    asked: list[str | None] = []

    def opened(url: str | None, data_dir: Path) -> Engine:
        asked.append(url)
        return engine

    monkeypatch.setattr(service.database, "open_database", opened)
    CliRunner().invoke(app, ["corrections", "summary", "--database", "postgresql://me@here/them"])
    assert asked == ["postgresql://me@here/them"]
