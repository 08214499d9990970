"""Reads untrusted files in a process of their own, with bounds on memory, time, output, files and everything outside.

A file that loops, swells or crashes costs its own process, never ours: the caller gets one of the errors of
``extractor.errors``, or the document up to the page that did it, labelled so. The worker (``service.sandbox_worker``,
bound by ``service.confinement``) is a plain subprocess rather than a ``multiprocessing`` one, so that it imports
nothing of our main program and starts in 0.2 s; it serves many files before it is replaced.

Documents come back as JSON (``service.messages``): a hostile file might take over the worker, and what it then sends
builds the types of a document and nothing else.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

import extractor.errors
from extractor.errors import (
    ExtractionError,
    LimitReached,
    OutOfMemory,
    OutputTooLarge,
    ReaderCrashed,
    TimedOut,
    UnreadableDocument,
)
from extractor.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from extractor.types import Document
from service.bounds import DEFAULT_BOUNDS, Bounds
from service.errors import ServiceError
from service.messages import EXPECTED, MessageTooLong, Nonsense, Request, parse_answer, receive, send, write_request
from service.watchdog import Watchdog

logger = logging.getLogger(__name__)

DEFAULT_READER = "extractor.readers:read"

ERRORS: dict[str, type[ExtractionError]] = {
    kind.code: kind
    for kind in vars(extractor.errors).values()
    if isinstance(kind, type) and issubclass(kind, ExtractionError)
}
"""Every error that reading may end in, by its code."""
_INHERITED = frozenset("PATH LANG LC_ALL LC_CTYPE TZ PYTHONPATH LD_LIBRARY_PATH OMP_NUM_THREADS".split())
"""Of our environment; the rest, with its passwords, is no business of a process that reads hostile files."""
_START_S = 60.0
_DYING_S = 1.0
"""How long a process that gave no answer is waited for, to learn how it ended."""


class Reader:
    """One reading process, started when first needed. Use it from one thread at a time, as a context manager."""

    def __init__(
        self, limits: Limits = DEFAULT_LIMITS, bounds: Bounds = DEFAULT_BOUNDS, reader: str = DEFAULT_READER
    ) -> None:
        """Read with ``reader``, a ``module:function`` that the process imports."""
        self._limits = limits
        self._bounds = bounds
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._read_so_far = 0
        self._pages_begun = 0

    def __enter__(self) -> Self:
        """Give the reader itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process, whatever it started, and its folder; the next ``read`` starts another."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):  # what was not written no longer matters
                        stream.close()
            process.wait()
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is for display.

        Where a page ends the process, the pages before it are read again and come labelled ``stopped_early``.

        :raises ExtractionError: as ``extractor.readers.read`` does.
        :raises TimedOut: when it takes too long.
        :raises OutOfMemory: when it takes too much memory.
        :raises OutputTooLarge: when it holds more than a contract can.
        :raises ReaderCrashed: when it makes the reader fail or crash.
        :raises ServiceError: when no process can be started to read it.
        """
        if len(data) > self._limits.file_bytes:  # refused before it is copied
            mebibytes = self._limits.file_bytes // MEBIBYTE
            raise LimitReached(f"The file has {len(data) / MEBIBYTE:,.0f} MiB; up to {mebibytes:,} MiB are read.")
        try:
            return self._attempt(data, name, None)
        except (TimedOut, OutOfMemory, ReaderCrashed) as error:
            if self._pages_begun < 2:
                raise
            try:
                return self._attempt(data, name, self._pages_begun - 1)
            except ExtractionError:
                raise error from None

    def _attempt(self, data: bytes, name: str, pages: int | None) -> Document:
        """The document, or its first ``pages``."""
        process = self._running()
        request = write_request(Request(name, self._limits, pages))
        self._pages_begun = 0
        with Watchdog(self._bounds.timeout_s, self._bounds.silence_s, lambda: _kill(process)) as watchdog:
            try:
                answer = self._ask(process, request, data, watchdog)
            except MessageTooLong:
                self.close()
                raise OutputTooLarge("The file holds more than a contract can and was not read.") from None
        if answer is None:
            raise self._failure(process, watchdog)
        if watchdog.expired:  # the answer came with the last tick
            self.close()
        self._read_so_far += 1
        self._empty_folder()
        return self._unpack(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._read_so_far >= self._bounds.documents or _ending(self._process) is not None:
            self.close()
            self._process = process = self._start()
            self._read_so_far = 0
            assert process.stdout is not None
            with Watchdog(_START_S, _START_S, lambda: _kill(process)):  # the file's own time begins when we are ready
                if receive(process.stdout, limit_bytes=0) is None:
                    self.close()
                    raise ServiceError("The process that reads files does not start; is there enough memory for it?")
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        self._folder = Path(tempfile.mkdtemp(prefix="clausecheck-reading-"))
        # -P: never import from the folder that the user happens to stand in. -B: the process may not write there.
        interpreter = [sys.executable, "-P", "-B", "-m", "service.sandbox_worker"]
        folders = dict.fromkeys(("HOME", "TMPDIR"), str(self._folder))
        return subprocess.Popen(
            [*interpreter, self._reader, json.dumps(asdict(self._bounds)), str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            env={name: value for name, value in os.environ.items() if name in _INHERITED} | folders,
            start_new_session=True,  # Ctrl-C is for us; and what it starts ends with it
        )

    def _ask(self, process: subprocess.Popen[bytes], request: bytes, data: bytes, watchdog: Watchdog) -> bytes | None:
        """The answer, None where the process ended, was killed by the watchdog or answers too much."""
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, request)
            send(process.stdin, data)
            expected = 0
            while (answer := receive(process.stdout, self._bounds.answer_bytes)) is not None:
                if len(answer) == EXPECTED.size:
                    pages = min(EXPECTED.unpack(answer)[0], self._limits.recognised_pages - expected)
                    expected += pages
                    watchdog.allow(pages * self._bounds.recognition_s)
                elif answer:
                    return answer
                else:
                    self._pages_begun += 1
                watchdog.beat()
            return None
        except BrokenPipeError:
            return None

    def _empty_folder(self) -> None:
        """Leave nothing of one file for the next."""
        if self._folder is None:
            return
        for entry in self._folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink()

    def _failure(self, process: subprocess.Popen[bytes], watchdog: Watchdog) -> ExtractionError:
        """Why there is no answer; the process is ended."""
        patience = time.monotonic() + _DYING_S
        while (ended := _ending(process)) is None and time.monotonic() < patience:
            time.sleep(0.01)
        self.close()
        if watchdog.expired == "total":
            seconds = self._bounds.timeout_s
            return TimedOut(f"Reading took longer than {seconds:g} s and was stopped. Is the file what it seems?")
        if watchdog.expired == "silence":
            seconds = self._bounds.silence_s
            return TimedOut(f"Reading came no further for {seconds:g} s and was stopped. Is the file what it seems?")
        if ended == -signal.SIGXCPU:
            return TimedOut(f"Reading took more than {self._bounds.cpu_s} s of processor time and was stopped.")
        if ended == -signal.SIGKILL:
            return OutOfMemory("Reading was stopped by the system, most likely for want of memory.")
        logger.warning("a reading process ended with %s", ended)
        return ReaderCrashed(
            "The file makes the reader crash, so it is damaged. Open it, save it anew and try that copy."
        )

    def _unpack(self, message: bytes) -> Document:
        try:
            answer = parse_answer(message)
        except Nonsense:
            self.close()  # it no longer does what we wrote
            raise ReaderCrashed("The file makes the reader answer nonsense; it was not read.") from None
        if answer.document is not None:
            return answer.document
        if answer.kind == "error":
            raise ERRORS.get(answer.code, UnreadableDocument)(answer.reason)
        if answer.kind == "memory":
            self.close()  # a process at its limit serves nobody else
            mebibytes = self._bounds.memory_bytes // MEBIBYTE
            raise OutOfMemory(f"Reading needs more than {mebibytes:,} MiB of memory and was stopped.")
        logger.error("defect while reading: %s", answer.reason)
        self.close()  # what it left open or half done is nobody else's
        raise ReaderCrashed(
            f"The file cannot be read because of a defect in the reader ({answer.reason}). Please report it."
        )


class ReaderPool:
    """Several reading processes behind one ``read`` that any thread may call; more callers than processes wait."""

    def __init__(
        self, size: int, limits: Limits = DEFAULT_LIMITS, bounds: Bounds = DEFAULT_BOUNDS, reader: str = DEFAULT_READER
    ) -> None:
        """Keep up to ``size`` processes; each starts when first needed."""
        self._readers = [Reader(limits, bounds, reader) for _ in range(size)]
        self._idle: queue.LifoQueue[Reader] = queue.LifoQueue()  # the one used last is the one that runs
        for one in self._readers:
            self._idle.put(one)

    def __enter__(self) -> Self:
        """Give the pool itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End all processes."""
        self.close()

    def close(self) -> None:
        """End all processes."""
        for one in self._readers:
            one.close()

    def read(self, data: bytes, name: str) -> Document:
        """As ``Reader.read``.

        :raises ExtractionError: when the file cannot be read.
        """
        with self._borrowed() as one:
            return one.read(data, name)

    @contextmanager
    def _borrowed(self) -> Iterator[Reader]:
        one = self._idle.get()
        try:
            yield one
        finally:
            self._idle.put(one)


def read_safely(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, bounds: Bounds = DEFAULT_BOUNDS) -> Document:
    """The document in ``data``, read by a process that serves this one file.

    :raises ExtractionError: when the file cannot be read.
    """
    with Reader(limits, bounds) as reader:
        return reader.read(data, name)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started; it was not waited for yet, so its number is still its own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _ending(process: subprocess.Popen[bytes]) -> int | None:
    """How the process ended, a signal as a negative number; None while it runs. It can still be waited for."""
    found = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if found is None:
        return None
    return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status
