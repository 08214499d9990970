from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from review_factory import calm_review, with_document
from sqlalchemy import Engine

import service.workforce
from service.backfill import Tally, find_files, outcomes_of, plan, run, shown_path
from service.errors import BackfillError
from service.settings import Settings
from service.storage import ImportedFile, ImportKey, Storage
from service.workforce import Failure, Result, Task, Workforce

KEY = ImportKey("lib-1", "engine-1")
TODAY = date(2026, 3, 31)


def scripted(connection: Connection, settings: Settings, today: date) -> None:
    """A worker that does what the file's name says."""
    while (path := connection.recv()) is not None:
        if path.name == "hang":
            time.sleep(600)
        if path.name == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        connection.send(Failure("told", f"{path.name} on {today}"))


def task(name: str) -> Task:
    return Task(Path(name), name, "a" * 64)


def outcomes(names: list[str], size: int = 2, **settings: float) -> dict[str, str]:
    with Workforce(size, Settings(**settings), TODAY, scripted) as workforce:  # type: ignore[arg-type]
        return {done.shown: result.code for done, result, _ in workforce.run([task(name) for name in names])}  # type: ignore[union-attr]


def test_every_task_gets_its_result() -> None:
    names = [f"file-{number}" for number in range(9)]
    assert outcomes(names) == dict.fromkeys(names, "told")


def test_a_worker_that_dies_costs_its_file_only() -> None:
    assert outcomes(["a", "die", "b", "die ", "c"], size=1) == {
        "a": "told",
        "die": "crashed",
        "b": "told",
        "die ": "told",
        "c": "told",
    }


def test_a_worker_that_hangs_is_stopped_at_the_deadline() -> None:
    # the deadline leaves room for a process to start on a busy machine
    assert outcomes(["a", "hang", "b"], review_timeout_s=6) == {"a": "told", "hang": "timeout", "b": "told"}


def test_the_others_do_not_wait_for_one_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.workforce, "GRACE_S", 30.0)
    before = time.monotonic()
    with Workforce(1, Settings(review_timeout_s=3), TODAY, scripted) as workforce:
        assert next(workforce.run([task("hang")]))[1] == Failure(
            "timeout", "Reviewing took longer than 3 s and was stopped."
        )
    assert time.monotonic() - before < 20


def test_no_tasks_start_no_process() -> None:
    assert outcomes([]) == {}


@pytest.fixture
def storage(engine: Engine) -> Storage:
    return Storage(engine)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.pdf", "sub/c.docx", ".hidden", ".git/x", "~$b.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_files_are_found_in_order_without_hidden_ones(folder: Path) -> None:
    assert [shown_path(path, folder) for path in find_files(folder, [])] == ["a.pdf", "b.txt", "sub/c.docx"]


def test_a_name_that_is_not_utf8_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.pdf")
    assert shown_path(path, tmp_path) == "caf\ufffd.pdf"


def save(storage: Storage, root: Path, open_task: Task, *, failed: bool = False) -> None:
    error = {"error_code": "told", "error_message": "why"} if failed else {"review": calm_review()}
    storage.save_import(str(root), ImportedFile(open_task.shown, open_task.sha256, 0.1, **error), KEY)  # type: ignore[arg-type]


def finish(storage: Storage, folder: Path) -> None:
    for open_task in plan(folder, storage, KEY).tasks:
        save(storage, folder, open_task)


def kept(storage: Storage, folder: Path) -> list[str]:
    return [file.path for file in storage.imported(str(folder)) if file.review is not None]


def test_a_stopped_backfill_goes_on_where_it_was(folder: Path, storage: Storage) -> None:
    first = plan(folder, storage, KEY)
    assert [open_task.shown for open_task in first.tasks] == ["a.pdf", "b.txt", "sub/c.docx"]
    save(storage, folder, first.tasks[0])
    save(storage, folder, first.tasks[1], failed=True)
    again = plan(folder, storage, KEY)
    assert ([open_task.shown for open_task in again.tasks], again.done) == (["sub/c.docx"], 2)
    retried = plan(folder, storage, KEY, retry_failed=True)
    assert [open_task.shown for open_task in retried.tasks] == ["b.txt", "sub/c.docx"]


def test_a_changed_file_and_a_new_library_are_reviewed_again(folder: Path, storage: Storage) -> None:
    finish(storage, folder)
    assert plan(folder, storage, KEY).tasks == ()
    (folder / "b.txt").write_text("another text")
    assert [open_task.shown for open_task in plan(folder, storage, KEY).tasks] == ["b.txt"]
    assert len(plan(folder, storage, ImportKey("lib-2", "engine-1")).tasks) == 3


def test_the_result_of_a_file_that_is_gone_is_kept_and_marked(folder: Path, storage: Storage) -> None:
    finish(storage, folder)
    (folder / "a.pdf").unlink()
    planned = plan(folder, storage, KEY)
    assert planned.missing == {"a.pdf"}
    assert [(file.path, file.missing) for file in outcomes_of(planned, storage)] == [
        ("a.pdf", True),
        ("b.txt", False),
        ("sub/c.docx", False),
    ]


def test_only_when_asked_is_the_result_of_a_file_that_is_gone_forgotten(folder: Path, storage: Storage) -> None:
    finish(storage, folder)
    (folder / "a.pdf").unlink()
    assert plan(folder, storage, KEY, forget_missing=True).missing == frozenset()
    assert kept(storage, folder) == ["b.txt", "sub/c.docx"]


def test_a_folder_without_a_file_is_refused_and_nothing_forgotten(folder: Path, storage: Storage) -> None:
    finish(storage, folder)
    away = folder.rename(folder.with_name("away"))
    folder.mkdir()
    (folder / ".mounted-here").touch()
    with pytest.raises(BackfillError, match="no file"):
        plan(folder, storage, KEY, forget_missing=True)
    assert len(kept(storage, folder)) == len(list(find_files(away, [])))


def test_an_unreadable_folder_is_told_and_the_results_of_its_files_are_kept(
    folder: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(storage, folder)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)  # as root every folder can be read
    planned = plan(folder, storage, KEY, forget_missing=True)
    assert [(one.path, one.reason) for one in planned.unread] == [("sub", "Permission denied")]
    assert planned.missing == {"sub/c.docx"}
    assert kept(storage, folder) == ["a.pdf", "b.txt", "sub/c.docx"]


def test_a_file_that_cannot_be_read_just_now_keeps_its_result(
    folder: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(storage, folder)
    readable = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "b.txt":
            raise OSError(116, "Stale file handle", str(path))
        return readable(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    planned = plan(folder, storage, KEY, forget_missing=True)
    assert [(one.path, one.reason) for one in planned.unread] == [("b.txt", "Stale file handle")]
    assert (planned.tasks, planned.done, planned.missing) == ((), 2, {"b.txt"})
    assert kept(storage, folder) == ["a.pdf", "b.txt", "sub/c.docx"]


def test_a_file_that_was_never_read_and_cannot_be_is_an_open_task(folder: Path, storage: Storage) -> None:
    (folder / "z.txt").symlink_to("nowhere")
    planned = plan(folder, storage, KEY)
    assert "z.txt" in [open_task.shown for open_task in planned.tasks]
    assert planned.unread == ()


def test_a_review_that_cannot_be_kept_is_an_outcome_and_the_others_go_on(
    folder: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = with_document(calm_review(), text="half a pair: \ud800")
    reviews = {"a.pdf": calm_review(), "b.txt": damaged, "sub/c.docx": calm_review()}

    def run_tasks(self: Workforce, tasks: Sequence[Task]) -> Iterator[Result]:
        yield from ((one, reviews[one.shown], 0.1) for one in tasks)

    monkeypatch.setattr(Workforce, "run", run_tasks)
    files = list(run(plan(folder, storage, KEY), storage, KEY, Settings(workers=1), TODAY))
    assert [file.error_code for file in files] == [None, "review_not_kept", None]
    assert kept(storage, folder) == ["a.pdf", "sub/c.docx"]
    assert plan(folder, storage, KEY).tasks == ()


def test_the_tally_counts_pages_and_failures() -> None:
    tally = Tally()
    tally.add(ImportedFile("a", "a" * 64, 0.1, review=calm_review()))
    tally.add(ImportedFile("b", "b" * 64, 0.1, error_code="told", error_message="why"))
    assert (tally.reviewed, [file.path for file in tally.failures]) == (1, ["b"])
