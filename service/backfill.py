"""Reviews every file below a folder into the database, over all cores; may be stopped and taken up again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from clause_library.types import Review
from extractor.errors import ExtractionError
from extractor.limits import DEFAULT_LIMITS, Limits
from service.archives import digests
from service.errors import BackfillError, ReviewNotKept
from service.settings import Settings
from service.storage import ImportedFile, ImportKey, Storage
from service.workforce import Failure, Task, Workforce

NO_BYTES = hashlib.sha256(b"").hexdigest()
"""Stands for the bytes of a file that cannot be read; its own task tells why."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder below the root that could not be read just now, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a backfill of ``root`` has to do: ``tasks`` still open, ``done`` files that keep their earlier result.

    ``missing`` are the files that have a result and were not seen this time: they are gone or lie in what is
    ``unread``. Their results stay.
    """

    root: Path
    tasks: tuple[Task, ...]
    done: int
    missing: frozenset[str] = frozenset()
    unread: tuple[Unread, ...] = ()


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


def plan(
    root: Path,
    storage: Storage,
    key: ImportKey,
    *,
    retry_failed: bool = False,
    forget_missing: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Plan:
    """The files below ``root``, less those that have a result for the same bytes, library and engine.

    A file that failed counts as done, since the same bytes fail again, unless ``retry_failed``. Results of files that
    were not seen are kept, unless ``forget_missing``; those of files in what cannot be read are kept even then.
    The members of a zip archive count as files, unless ``limits`` refuse it.

    :raises BackfillError: when there is no file, as where a share is not mounted.
    """
    finished = storage.finished(str(root), key, failed=not retry_failed)
    known = storage.paths(str(root))
    unread: list[Unread] = []
    seen: dict[str, Task] = {}
    for path in find_files(root, unread):
        task = _look_at(path, root)
        if isinstance(task, Unread):
            unread.append(task)
            if task.path in known:
                continue
            task = Task(path, task.path, NO_BYTES)
        seen.update((one.shown, one) for one in _opened(task, limits))
    if not seen and not known & {one.path for one in unread}:
        raise BackfillError(_nothing_in(root, unread))
    missing = known - seen.keys()
    if forget_missing:
        gone = _surely_gone(missing, unread)
        storage.forget(str(root), gone)
        missing -= gone
    tasks = tuple(task for task in seen.values() if finished.get(task.shown) != task.sha256)
    told = tuple(one for one in unread if one.path not in seen)
    return Plan(root, tasks, len(seen) - len(tasks), missing, told)


def run(plan: Plan, storage: Storage, key: ImportKey, settings: Settings, today: date) -> Iterator[ImportedFile]:
    """Review the open files of ``plan``; each outcome is kept before it is handed out.

    A file that cannot be read, takes too long, kills its process or has a review that the database refuses is an
    outcome with a reason, and the others go on.

    :raises StorageError: when the database fails.
    """
    size = min(settings.workers or os.cpu_count() or 1, max(1, len(plan.tasks)))
    with Workforce(size, settings, today) as workforce:
        for task, result, seconds in workforce.run(plan.tasks):
            file = _outcome(task, result, seconds)
            try:
                storage.save_import(str(plan.root), file, key)
            except ReviewNotKept as error:
                file = _outcome(task, Failure(error.code, str(error)), seconds)
                storage.save_import(str(plan.root), file, key)
            yield file


def outcomes_of(plan: Plan, storage: Storage) -> Iterator[ImportedFile]:
    """All kept outcomes of the planned folder, by path; those of files that were not seen are marked."""
    for file in storage.imported(str(plan.root)):
        yield replace(file, missing=file.path in plan.missing)


def find_files(root: Path, unread: list[Unread]) -> Iterator[Path]:
    """The files below ``root`` in order of path; hidden files and folders, and Word's lock files, are left out.

    :param unread: takes the folders that cannot be read.
    """

    def tell(error: OSError) -> None:
        folder = Path(os.fsdecode(error.filename or root))
        unread.append(Unread(shown_path(folder, root), error.strerror or type(error).__name__))

    for folder, folders, names in os.walk(root, onerror=tell):
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


def _look_at(path: Path, root: Path) -> Task | Unread:
    shown = shown_path(path, root)
    try:
        with path.open("rb") as file:
            return Task(path, shown, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        return Unread(shown, error.strerror or type(error).__name__)


def _opened(task: Task, limits: Limits) -> list[Task]:
    """The task itself, or one for each member where it is a zip archive; one that is refused stays and tells why."""
    try:
        members = digests(task.path, limits)
    except ExtractionError:
        return [task]
    return [Task(task.path, f"{task.shown}/{name}", digest, name) for name, digest in members.items()] or [task]


def _surely_gone(missing: frozenset[str], unread: list[Unread]) -> frozenset[str]:
    """The missing files that lie in nothing that is unread."""
    unsure = {one.path for one in unread}
    return frozenset(path for path in missing if unsure.isdisjoint((path, *map(str, PurePosixPath(path).parents))))


def _nothing_in(root: Path, unread: list[Unread]) -> str:
    why = f" that can be read ({unread[0].reason})" if unread else ""
    return f"{root} holds no file{why}; is the folder mounted? Earlier results are kept."
