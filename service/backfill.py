"""Reviews every file below a folder into the database, over all cores; may be stopped and taken up again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from clause_library.types import Review
from service.settings import Settings
from service.storage import ImportedFile, ImportKey, Storage
from service.workforce import Failure, Task, Workforce


@dataclass(frozen=True, slots=True)
class Plan:
    """What a backfill of ``root`` has to do: ``tasks`` still open, ``done`` files that keep their earlier result."""

    root: Path
    tasks: tuple[Task, ...]
    done: int


@dataclass(slots=True)
class Tally:
    """What a backfill did, counted as it goes."""

    reviewed: int = 0
    pages: int = 0
    failures: list[ImportedFile] = field(default_factory=list)

    def add(self, file: ImportedFile) -> None:
        """Count one outcome."""
        if file.review is None:
            self.failures.append(file)
        else:
            self.reviewed += 1
            self.pages += file.review.document.pages or 0


def plan(root: Path, storage: Storage, key: ImportKey, *, retry_failed: bool = False) -> Plan:
    """The files below ``root``, less those that have a result for the same bytes, library and engine.

    A file that failed counts as done, since the same bytes fail again, unless ``retry_failed``. Results of files that
    are no longer there are forgotten.
    """
    finished = storage.finished(str(root), key, failed=not retry_failed)
    tasks, shown = [], []
    for path in find_files(root):
        task = Task(path=path, shown=shown_path(path, root), sha256=_digest(path))
        shown.append(task.shown)
        if finished.get(task.shown) != task.sha256:
            tasks.append(task)
    storage.keep_only(str(root), shown)
    return Plan(root=root, tasks=tuple(tasks), done=len(shown) - len(tasks))


def run(plan: Plan, storage: Storage, key: ImportKey, settings: Settings, today: date) -> Iterator[ImportedFile]:
    """Review the open files of ``plan``; each outcome is kept before it is handed out.

    A file that cannot be read, takes too long or kills its process is an outcome with a reason, and the others go on.
    """
    size = min(settings.workers or os.cpu_count() or 1, max(1, len(plan.tasks)))
    with Workforce(size, settings, today) as workforce:
        for task, result, seconds in workforce.run(plan.tasks):
            file = _outcome(task, result, seconds)
            storage.save_import(str(plan.root), file, key)
            yield file


def find_files(root: Path) -> Iterator[Path]:
    """The files below ``root`` in order of path; hidden files and folders, and Word's lock files, are left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(folder) / name


def shown_path(path: Path, root: Path) -> str:
    """The path below ``root`` as text; bytes of a name that are not UTF-8 become replacement characters."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def _outcome(task: Task, result: Review | Failure, seconds: float) -> ImportedFile:
    if isinstance(result, Failure):
        return ImportedFile(task.shown, task.sha256, seconds, error_code=result.code, error_message=result.message)
    return ImportedFile(task.shown, task.sha256, seconds, review=result)


def _digest(path: Path) -> str:
    """SHA-256 of the file's bytes; that of nothing where it cannot be read, which its own task will tell."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(b"").hexdigest()
