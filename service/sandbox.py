"""Reads untrusted files in a process of their own, with bounds on memory, processor time, wall-clock time and output.

A file that loops, swells or crashes costs its own process, never ours: the caller gets one of the errors of
``extractor.errors``. The worker (``service.sandbox_worker``) is a plain subprocess rather than a ``multiprocessing``
one, so that it imports nothing of our main program and starts in 0.2 s; it serves many files before it is replaced.

Documents come back pickled, the cheapest form for ten thousand small objects. A pickle can run code, and a hostile
file might take over the worker, so ours is read by an unpickler that builds ``extractor.types`` and nothing else.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, is_dataclass
from types import TracebackType
from typing import Any, Self

import extractor.errors
import extractor.types
from extractor.errors import ExtractionError, LimitReached, UnreadableDocument
from extractor.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from extractor.types import Document
from service.sandbox_worker import receive, send

logger = logging.getLogger(__name__)

DEFAULT_READER = "extractor.readers:read"

ERRORS: dict[str, type[ExtractionError]] = {
    kind.code: kind
    for kind in vars(extractor.errors).values()
    if isinstance(kind, type) and issubclass(kind, ExtractionError)
}
"""Every error that reading may end in, by its code."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may cost the machine, beside the ``Limits`` that the readers themselves hold."""

    timeout_s: float = 60.0
    cpu_s: int = 60
    memory_bytes: int = 2_048 * MEBIBYTE
    answer_bytes: int = 512 * MEBIBYTE
    documents: int = 100
    """Files after which the process is replaced, so that what they leave behind does not add up."""


DEFAULT_BOUNDS = Bounds()


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
        self._read_so_far = 0

    def __enter__(self) -> Self:
        """Give the reader itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process; the next ``read`` starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was not written no longer matters
                    stream.close()
        process.wait()

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is for display.

        :raises ExtractionError: as ``extractor.readers.read`` does.
        :raises LimitReached: when it takes too long or too much memory.
        :raises UnreadableDocument: when it makes the reader fail or crash.
        """
        if len(data) > self._limits.file_bytes:  # refused before it is copied
            mebibytes = self._limits.file_bytes // MEBIBYTE
            raise LimitReached(f"The file has {len(data) / MEBIBYTE:,.0f} MiB; up to {mebibytes:,} MiB are read.")
        process = self._running()
        expired = threading.Event()
        answer = self._ask(process, pickle.dumps((name, self._limits, data)), expired)
        if answer is None:
            raise self._failure(process, expired.is_set())
        if expired.is_set():  # the answer came with the last tick
            self.close()
        self._read_so_far += 1
        return self._unpack(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._read_so_far >= self._bounds.documents:
            self.close()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = self._start()
            self._read_so_far = 0
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: never import from the folder that the user happens to stand in. -B: the process may not write files.
        interpreter = [sys.executable, "-P", "-B", "-m", "service.sandbox_worker"]
        bounds = [str(self._bounds.cpu_s), str(self._bounds.memory_bytes)]
        # The database password among our settings is no business of a process that reads hostile files.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAUSECHECK_")}
        return subprocess.Popen(
            [*interpreter, self._reader, *bounds],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # Ctrl-C is for us; we end the process in an orderly way
        )

    def _ask(self, process: subprocess.Popen[bytes], request: bytes, expired: threading.Event) -> bytes | None:
        """The answer, None where the process ended, was killed at the deadline or answers too much."""
        assert process.stdin is not None
        assert process.stdout is not None

        def end() -> None:
            expired.set()
            process.kill()

        watchdog = threading.Timer(self._bounds.timeout_s, end)
        watchdog.daemon = True
        watchdog.start()
        try:
            send(process.stdin, request)
            return receive(process.stdout, self._bounds.answer_bytes)
        except BrokenPipeError:
            return None
        finally:
            watchdog.cancel()
            watchdog.join()

    def _failure(self, process: subprocess.Popen[bytes], expired: bool) -> ExtractionError:
        """Why there is no answer; the process is ended."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)  # one that died is given time to be seen as dead, to learn how
        ended = process.returncode
        self.close()
        if expired:
            seconds = self._bounds.timeout_s
            return LimitReached(f"Reading took longer than {seconds:g} s and was stopped. Is the file what it seems?")
        if ended is None:
            return LimitReached("The file holds more than a contract can and was not read.")
        if ended == -signal.SIGXCPU:
            return LimitReached(f"Reading took more than {self._bounds.cpu_s} s of processor time and was stopped.")
        if ended == -signal.SIGKILL:
            return LimitReached("Reading was stopped by the system, most likely for want of memory.")
        logger.warning("a reading process ended with %s", ended)
        return UnreadableDocument(
            "The file makes the reader crash, so it is damaged. Open it, save it anew and try that copy."
        )

    def _unpack(self, answer: bytes) -> Document:
        try:
            kind, content = _DocumentUnpickler(io.BytesIO(answer)).load()
        except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, LookupError) as error:
            self.close()  # it no longer does what we wrote
            raise UnreadableDocument("The file makes the reader answer nonsense; it was not read.") from error
        if kind == "document" and isinstance(content, Document):
            return content
        if kind == "error":
            code, message = content
            raise ERRORS.get(code, UnreadableDocument)(message)
        if kind == "memory":
            self.close()  # a process at its limit serves nobody else
            mebibytes = self._bounds.memory_bytes // MEBIBYTE
            raise LimitReached(f"Reading needs more than {mebibytes:,} MiB of memory and was stopped.")
        logger.error("defect while reading: %s", content)
        raise UnreadableDocument(
            f"The file cannot be read because of a defect in the reader ({content}). Please report it."
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


class _DocumentUnpickler(pickle.Unpickler):
    """Builds the types of a document and nothing else."""

    ALLOWED = frozenset(name for name, kind in vars(extractor.types).items() if is_dataclass(kind))

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  # the base class's signature
        """The class of that name.

        :raises pickle.UnpicklingError: for anything but a document's types.
        """
        if module == extractor.types.__name__ and name in self.ALLOWED:
            return getattr(extractor.types, name)
        raise pickle.UnpicklingError("not a part of a document")
