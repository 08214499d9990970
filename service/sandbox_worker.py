"""The process that reads hostile files; see ``service.sandbox`` for the parent's side and the reasons.

``python -m service.sandbox_worker MODULE:FUNCTION BOUNDS FOLDER``, where ``BOUNDS`` are the fields of ``Bounds`` in
JSON. It takes requests on standard input and answers on standard output until its input ends; an empty message is a
sign of life, the first when it is ready. It loads the readers and no language model.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from extractor.errors import ExtractionError, LimitReached
from extractor.limits import Limits
from extractor.readers.progress import followed_by
from extractor.types import Document
from service.bounds import Bounds
from service.confinement import confine
from service.defects import place_of
from service.messages import EXPECTED, Answer, parse_request, receive, send, write_answer

_STOP_AT = 0.8
"""The part of the time after which a reader that asks is told to stop and hand in what it has."""
_ORPHANED_S = 10.0
"""How much longer than allowed we run when nobody is left to end us."""

Read = Callable[[bytes, str, Limits], Document]


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    reader_name, bounds, folder = sys.argv[1], Bounds(**json.loads(sys.argv[2])), Path(sys.argv[3])
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not look like an answer
    confine(bounds.memory_bytes, bounds.file_bytes, folder)
    module, function = reader_name.split(":")
    read: Read = getattr(importlib.import_module(module), function)
    send(answers, b"")
    while (request := receive(requests, limit_bytes=sys.maxsize)) is not None:
        _allow_time(bounds)
        wanted = parse_request(request)
        data = receive(requests, limit_bytes=sys.maxsize) or b""
        steps = _Steps(answers, bounds, wanted.pages)
        with followed_by(steps.ask, steps.expect):
            answer = _answer(read, data, wanted.name, wanted.limits)
        send(answers, answer)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _allow_time(bounds: Bounds, more_s: float = 0.0) -> None:
    """Let the file at hand use its time, and ``more_s``, from now on; then the kernel kills us."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    cpu_s = int(used.ru_utime + used.ru_stime + bounds.cpu_s + more_s) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, hard))
    signal.setitimer(signal.ITIMER_REAL, bounds.timeout_s + more_s + _ORPHANED_S)


class _Steps:
    """Tells the parent of each page begun, and the reader when to stop."""

    def __init__(self, answers: IO[bytes], bounds: Bounds, pages: int | None) -> None:
        self._answers = answers
        self._bounds = bounds
        self._left = pages
        self._clock_s = time.monotonic() + _STOP_AT * bounds.timeout_s
        self._last_s = time.monotonic() + bounds.longest_s
        self._cpu_s = time.process_time() + _STOP_AT * bounds.cpu_s

    def expect(self, pages: int) -> None:
        """Take the time that ``pages`` need which are read by OCR; the parent hears of it, and has the last word."""
        more_s = pages * self._bounds.recognition_s
        self._clock_s = min(self._clock_s + _STOP_AT * more_s, self._last_s)
        self._cpu_s += _STOP_AT * more_s
        _allow_time(self._bounds, more_s)
        send(self._answers, EXPECTED.pack(pages))

    def ask(self) -> bool:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                return False
        if time.monotonic() > self._clock_s or time.process_time() > self._cpu_s:
            return False
        send(self._answers, b"")
        return True


def _answer(read: Read, data: bytes, name: str, limits: Limits) -> bytes:
    try:
        return write_answer(Answer("document", read(data, name, limits)))
    except ExtractionError as error:
        return write_answer(Answer("error", code=error.code, reason=str(error)))
    except MemoryError:
        return write_answer(Answer("memory"))
    except RecursionError:
        return write_answer(Answer("error", code=LimitReached.code, reason="The file is nested too deeply to be read."))
    except Exception as error:  # the process edge: the parent decides what a defect means for the file
        return write_answer(Answer("defect", reason=place_of(error)))


if __name__ == "__main__":
    main()
