"""The process that reads hostile files: ``python -m service.sandbox_worker MODULE:FUNCTION CPU_S MEMORY_BYTES``.

It takes requests on standard input and answers on standard output until its input ends; see ``service.sandbox`` for
the parent's side and the reasons. It loads the readers and no language model.
"""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import struct
import sys
from collections.abc import Callable
from typing import IO, Any

from extractor.errors import ExtractionError
from extractor.limits import Limits
from extractor.types import Document
from service.defects import place_of

FRAME = struct.Struct(">Q")
"""Before each message: its length in bytes."""

Read = Callable[[bytes, str, Limits], Document]


def receive(stream: IO[bytes], limit_bytes: int) -> bytes | None:
    """The next message, None where the stream ends before it is whole or announces more than ``limit_bytes``."""
    header = stream.read(FRAME.size)
    if len(header) < FRAME.size:
        return None
    (length,) = FRAME.unpack(header)
    if length > limit_bytes:
        return None
    message = stream.read(length)
    return message if len(message) == length else None


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message and push it out."""
    stream.write(FRAME.pack(len(message)))
    stream.write(message)
    stream.flush()


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    reader_name, cpu_s, memory_bytes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not look like an answer
    _confine(memory_bytes)
    module, function = reader_name.split(":")
    read: Read = getattr(importlib.import_module(module), function)
    while (request := receive(requests, limit_bytes=sys.maxsize)) is not None:
        _allow_cpu(cpu_s)
        send(answers, pickle.dumps(_answer(read, request), protocol=pickle.HIGHEST_PROTOCOL))


def _confine(memory_bytes: int) -> None:
    """No core dumps with contract text in them, no files, no more memory than ``memory_bytes``."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":  # macOS knows the limit but does not hold it
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _allow_cpu(seconds: int) -> None:
    """Let the next file use that much processor time on top of what earlier ones used; then the kernel kills us."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _answer(read: Read, request: bytes) -> tuple[str, Any]:
    """``("document", Document)``, ``("error", code, message)``, ``("memory", "")`` or ``("defect", where)``."""
    name, limits, data = pickle.loads(request)  # from our own parent
    try:
        return "document", read(data, name, limits)
    except ExtractionError as error:
        return "error", (error.code, str(error))
    except MemoryError:
        return "memory", ""
    except RecursionError:
        return "error", ("limit_reached", "The file is nested too deeply to be read.")
    except Exception as error:  # the process edge: the parent decides what a defect means for the file
        return "defect", place_of(error)


if __name__ == "__main__":
    main()
