from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest
from review_factory import calm_review
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

import service.database
import service.wiring
from clause_library.types import FieldProfile
from service.cli import app
from service.decisions.correcting import correct
from service.decisions.storage import CorrectionStorage
from service.decisions.types import Proposal
from service.workforce import Failure, Task, Workforce
from service.workforce import Result as Outcome

PROFILE = (FieldProfile(field="governing_law", label="Law of the contract"),)


class FakeReviewer:
    """Stands where ``service.wiring.Reviewer`` does; only its library and engine are asked for."""

    library = SimpleNamespace(version="lib-1", profile=PROFILE)
    engine_id = "engine-1"

    def __init__(self, settings: Any) -> None:  # noqa: ANN401
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def backfill(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    """Runs the command; a file named ``bad`` cannot be read."""

    def run_tasks(self: Workforce, tasks: Sequence[Task]) -> Iterator[Outcome]:
        for task in tasks:
            yield task, Failure("told", "It is bad.") if "bad" in task.shown else calm_review(), 0.1

    monkeypatch.setattr(service.wiring, "Reviewer", FakeReviewer)
    monkeypatch.setattr(service.database, "open_database", lambda url, data_dir: engine)
    monkeypatch.setattr(Workforce, "run", run_tasks)

    def run(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(app, ["backfill", *(str(one) for one in arguments)])

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "bad.txt", "c.txt"):
        path = tmp_path / "contracts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path / "contracts"


def table(path: Path) -> dict[str, tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["path"]: (row["status"], row["missing"]) for row in csv.DictReader(stream)}


def test_a_folder_becomes_a_table_with_the_failures_told(backfill: Any, folder: Path, tmp_path: Path) -> None:  # noqa: ANN401
    result = backfill(folder, "-e", tmp_path / "out.csv")
    assert result.exit_code == 0
    assert "2 reviewed, 1 could not be read." in result.stdout
    assert "bad.txt: It is bad." in result.stdout
    assert table(tmp_path / "out.csv") == {"a.txt": ("ok", ""), "bad.txt": ("failed", ""), "c.txt": ("ok", "")}


def test_results_of_files_that_are_gone_stay_until_they_are_to_be_forgotten(
    backfill: Any,  # noqa: ANN401
    folder: Path,
    tmp_path: Path,
) -> None:
    backfill(folder)
    (folder / "a.txt").unlink()
    result = backfill(folder, "-e", tmp_path / "out.csv")
    assert "1 earlier result of files that were not seen this time: kept" in result.stdout
    assert "--forget-missing" in result.stdout
    assert table(tmp_path / "out.csv")["a.txt"] == ("ok", "yes")
    assert "earlier result" not in backfill(folder, "-e", tmp_path / "out.csv", "--forget-missing").stdout
    assert "a.txt" not in table(tmp_path / "out.csv")


def test_a_folder_without_a_file_is_refused(backfill: Any, folder: Path, tmp_path: Path) -> None:  # noqa: ANN401
    backfill(folder)
    for path in folder.iterdir():
        path.unlink()
    result = backfill(folder, "-e", tmp_path / "out.csv", "--forget-missing")
    assert result.exit_code == 1
    assert "holds no file" in result.stderr
    assert not (tmp_path / "out.csv").exists()


def test_the_fields_that_the_library_tracks_are_in_the_table(backfill: Any, folder: Path, tmp_path: Path) -> None:  # noqa: ANN401
    backfill(folder, "-e", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["path"]: row["Law of the contract"] for row in csv.DictReader(stream)}
    assert rows == {"a.txt": "England and Wales", "bad.txt": "", "c.txt": "England and Wales"}


def test_the_help_says_that_nothing_is_deleted_unless_asked(backfill: Any) -> None:  # noqa: ANN401
    shown = " ".join(backfill("--help").stdout.split())
    assert "Delete the results of files that are gone. Default: keep them." in shown


def test_what_a_person_decided_is_in_the_table(
    backfill: Any,  # noqa: ANN401
    folder: Path,
    tmp_path: Path,
    engine: Engine,
) -> None:
    backfill(folder)
    review = calm_review()
    said = correct(
        review,
        Proposal(field=review.fields[0].name, action="rejected", index=0, person="Ann", reason="It is a heading."),
        (),
        review_id=uuid.uuid4(),
        engine="engine-1",
        correction_id=uuid.uuid4(),
        time=datetime(2026, 11, 30, tzinfo=UTC),
    )
    CorrectionStorage(engine).add(said)
    backfill(folder, "-e", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["path"]: row for row in csv.DictReader(stream)}
    assert rows["a.txt"]["decided"] == review.fields[0].name
    assert uuid.UUID(rows["a.txt"]["review_id"])
    assert rows["bad.txt"]["decided"] == rows["bad.txt"]["review_id"] == ""
