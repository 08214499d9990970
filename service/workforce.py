"""Processes that review files side by side; one that hangs or dies costs its file and is replaced."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from clause_library.types import Review
from extractor.errors import ExtractionError, ReaderCrashed, TimedOut
from extractor.limits import Limits
from service.archives import read_member
from service.defects import place_of
from service.files import named, read_file
from service.settings import Settings
from service.wiring import Reviewer

GRACE_S = 2.0
"""How long a worker may take to leave by itself, closing its reading process."""

_RECOGNISING = 0.7
"""Share of a review's time after which no more pages are recognised, so that a long scan is reviewed in part."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file: where it lies, how it is shown, and the SHA-256 of its bytes.

    ``member`` is its name in the zip archive at ``path``, None where it is the file at ``path`` itself.
    """

    path: Path
    shown: str
    sha256: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file has no review."""

    code: str
    message: str


Result = tuple[Task, Review | Failure, float]
"""A task, what came of it, and the wall-clock seconds that it took."""


Work = Callable[[Connection, Settings, date], None]
"""What a worker process runs: takes paths from the connection until None, answers each with its result.

For a member of an archive it is the archive's path and the member's name."""


class Workforce:
    """``size`` worker processes, each with its own models; use as a context manager."""

    def __init__(self, size: int, settings: Settings, today: date, work: Work | None = None) -> None:
        """Review as ``settings`` say, with ``today`` on the reviews; processes start when there is work for them.

        :param work: what a process runs; ``review_paths`` when None.
        """
        self._size = size
        self._settings = settings
        self._today = today
        self._work = work or review_paths
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        """Give the workforce itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.ask_to_leave()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def run(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """Every task with its result, in the order in which they end."""
        waiting = deque(tasks)
        busy: dict[Connection, _Worker] = {}
        idle = list(self._workers)
        while waiting or busy:
            while waiting and len(busy) < self._size:
                worker = idle.pop() if idle else self._hire()
                worker.start(waiting.popleft())
                busy[worker.connection] = worker
            timeout_s = max(0.0, min(worker.deadline for worker in busy.values()) - time.monotonic())
            ready = {c for c in wait(list(busy), timeout_s) if isinstance(c, Connection)}
            now = time.monotonic()
            for connection, worker in list(busy.items()):
                if connection in ready:
                    result = worker.finish()
                elif now >= worker.deadline:
                    result = worker.give_up(self._settings.review_timeout_s)
                else:
                    continue
                del busy[connection]
                if worker.alive:
                    idle.append(worker)
                else:
                    self._workers.remove(worker)
                yield result

    def _hire(self) -> _Worker:
        worker = _Worker(self._settings, self._today, self._work)
        self._workers.append(worker)
        return worker


class _Worker:
    """One process and the task that it is at."""

    def __init__(self, settings: Settings, today: date, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._timeout_s = settings.review_timeout_s
        self._process: BaseProcess = context.Process(target=work, args=(theirs, settings, today), daemon=False)
        self._process.start()
        theirs.close()
        self._task: Task | None = None
        self._started = 0.0
        self.alive = True

    @property
    def deadline(self) -> float:
        """When the task at hand has taken too long, on the monotonic clock."""
        return self._started + self._timeout_s

    def start(self, task: Task) -> None:
        """Take on ``task``."""
        self._task, self._started = task, time.monotonic()
        with suppress(BrokenPipeError):  # it died idle; finish() will say so
            self.connection.send(task.path if task.member is None else (task.path, task.member))

    def finish(self) -> Result:
        """What came of the task: its answer, or that the process died over it."""
        try:
            result = self.connection.recv()
        except (EOFError, ConnectionResetError):
            self.end()
            reason = "Reviewing the file ended its process, most likely for want of memory."
            result = Failure(ReaderCrashed.code, reason)
        return self._result(result)

    def give_up(self, timeout_s: float) -> Result:
        """End the process, and with it the task, at once: it is stuck, and the other results wait."""
        self._process.kill()
        self.end()
        return self._result(Failure(TimedOut.code, f"Reviewing took longer than {timeout_s:g} s and was stopped."))

    def _result(self, result: Review | Failure) -> Result:
        assert self._task is not None
        return self._task, result, time.monotonic() - self._started

    def ask_to_leave(self) -> None:
        """Let the process end by itself once its task is done."""
        with suppress(OSError):
            self.connection.send(None)

    def end(self) -> None:
        """End the process, by force where it does not leave."""
        self.alive = False
        self.connection.close()
        self._process.join(GRACE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def review_paths(connection: Connection, settings: Settings, today: date) -> None:
    """The process: review the paths that come in until None does or the parent is gone."""
    os.environ["OMP_NUM_THREADS"] = "1"  # the processes share the cores already; set before torch is imported
    settings = settings.model_copy(update={"ocr_threads": 1})
    longest_s = _RECOGNISING * settings.review_timeout_s
    with Reviewer(settings, longest_s=longest_s) as reviewer, suppress(EOFError, KeyboardInterrupt):
        while (place := connection.recv()) is not None:
            path, member = place if isinstance(place, tuple) else (place, None)
            connection.send(_review(reviewer, path, member, settings.limits, today))


def _review(reviewer: Reviewer, path: Path, member: str | None, limits: Limits, today: date) -> Review | Failure:
    try:
        data = read_file(path, limits.file_bytes) if member is None else read_member(path, member, limits)
        return reviewer.review_bytes(data, member or path.name, today=today)
    except ExtractionError as error:
        return Failure(error.code, named(error, path))
    except Exception as error:  # the process edge: a defect costs this file, and is told by its place
        reason = f"A defect in clausecheck kept the file from being reviewed ({place_of(error)})."
        return Failure(ReaderCrashed.code, reason)
