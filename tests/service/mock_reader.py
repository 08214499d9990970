"""A reader that does what the file says: everything that a reading process must survive, be stopped at, or not reach.

The file holds the name of one of the functions below and, after a space, what it is to work on.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from extractor.errors import LimitReached
from extractor.limits import Limits
from extractor.readers.progress import STOPPED_EARLY, keep_going
from extractor.types import Block, Document, Problem, Span


def obey(data: bytes, name: str, limits: Limits) -> Document:
    order, _, argument = data.decode().partition(" ")
    return document(DEEDS[order](argument) or "done")


def document(text: str, *problems: Problem) -> Document:
    return Document("0" * 64, "x", "text/plain", text, text, (Block(Span(0, len(text))),), problems=problems)


def pages(data: bytes, name: str, limits: Limits) -> Document:
    """Reads ``data`` letter by letter, as pages; what a capital letter does is in ``_DEADLY``."""
    text = ""
    for number, letter in enumerate(data.decode(), start=1):
        if not keep_going():
            return document(text, Problem(STOPPED_EARLY, f"stopped before page {number}", number))
        if letter in _DEADLY:
            DEEDS[_DEADLY[letter]]("")
        text += letter
        time.sleep(0.01)
    return document(text)


_DEADLY = {"L": "loop", "S": "sleep", "X": "segfault", "M": "eat_memory", "K": "raise_key_error", "R": "refuse"}


def read_well(argument: str) -> str:
    return argument


def own_number(argument: str) -> str:
    return str(os.getpid())


def refuse(argument: str) -> None:
    raise LimitReached("It is too much.")


def loop(argument: str) -> None:
    while True:
        pass


def sleep(argument: str) -> None:
    time.sleep(60)


def ignore_signals(argument: str) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU, signal.SIGALRM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(60)


def hold_the_lock(argument: str) -> None:
    """Never lets another thread of Python run."""
    ctypes.PyDLL(None).sleep(60)


def eat_memory(argument: str) -> None:
    kept = []
    while True:
        kept.append(bytes(16 << 20))


def eat_memory_natively(argument: str) -> str:
    malloc = ctypes.CDLL(None).malloc
    malloc.restype, malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    taken = 0
    while malloc(16 << 20):
        taken += 16
    return str(taken)


def flood(argument: str) -> str:
    return "x" * 4_000_000


def signs_of_life(argument: str) -> None:
    while keep_going():
        pass


def segfault(argument: str) -> None:
    ctypes.string_at(0)


def abort(argument: str) -> None:
    os.abort()


def leave(argument: str) -> None:
    os._exit(0)


def recurse(argument: str) -> None:
    recurse(argument)


def raise_key_error(argument: str) -> None:
    raise KeyError("secret words")


def raise_system_exit(argument: str) -> None:
    raise SystemExit("secret words")


def raise_keyboard_interrupt(argument: str) -> None:
    raise KeyboardInterrupt


def raise_unspeakable(argument: str) -> None:
    class Unspeakable(Exception):
        def __str__(self) -> str:
            raise ValueError("cannot even be said")

    raise Unspeakable


def raise_group(argument: str) -> None:
    raise ExceptionGroup("several", [ValueError("secret words"), OSError()])


def fork(argument: str) -> str:
    if os.fork() == 0:
        time.sleep(60)
    return "forked"


def fork_natively(argument: str) -> str:
    """A child that the hook does not see, and that outlives an honest end; its number goes to no file but to us."""
    child = int(ctypes.CDLL(None).fork())
    if child == 0:
        time.sleep(60)
        os._exit(0)
    return str(child)


def run_program(argument: str) -> None:
    subprocess.run(["true"], check=True)


def run_shell(argument: str) -> None:
    os.system("true")


def kill_parent(argument: str) -> None:
    os.kill(os.getppid(), signal.SIGCONT)


def connect(argument: str) -> None:
    host, _, port = argument.partition(":")
    socket.create_connection((host, int(port)), timeout=2).close()


def look_up(argument: str) -> None:
    socket.getaddrinfo("localhost", 80)


def connect_natively(argument: str) -> str:
    """What ``connect`` of the C library says to an address of this machine, past Python and its hook."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.socket(2, 1, 0)
    address = b"\x02\x00" + int(argument).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    return "connected" if libc.connect(descriptor, address, len(address)) == 0 else "no network"


def write_beside(argument: str) -> None:
    Path(argument).write_text("x")


def delete(argument: str) -> None:
    Path(argument).unlink()


def write_own(argument: str) -> str:
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write("x")
    return f"{file.name} {len(os.listdir(tempfile.gettempdir()))}"


def write_much(argument: str) -> None:
    with tempfile.TemporaryFile() as file:
        for _ in range(64):
            file.write(bytes(1 << 20))


def open_many(argument: str) -> None:
    _kept.extend(open(os.devnull, "rb") for _ in range(10_000))  # noqa: SIM115  # never closing them is the point


_kept: list[object] = []


def print_noise(argument: str) -> str:
    sys.stdout.write("noise " * 10_000)
    sys.stdout.flush()
    os.write(1, b"\x00" * 64)
    os.write(2, b"noise" * 10_000)
    return "quiet"


def close_all(argument: str) -> None:
    os.closerange(0, 100)


def start_thread(argument: str) -> str:
    threading.Thread(target=time.sleep, args=(60,)).start()
    return "went on"


def environment(argument: str) -> str:
    return ",".join(sorted(os.environ))


DEEDS: dict[str, Callable[[str], str | None]] = {
    name: deed
    for name, deed in list(globals().items())
    if callable(deed) and getattr(deed, "__module__", "") == __name__
}
