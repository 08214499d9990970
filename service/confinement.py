"""What a process that reads hostile files may do to the machine: compute, within bounds, and write to its own folder.

The kernel holds memory, processor time, file sizes and the number of open files, and takes the network away where
users may make namespaces (containers often forbid it). An audit hook holds the rest for all that Python does: no
sockets, no programs, no signals to others, no writing beside the folder. Native code that a file has taken over is
past the hook; the kernel's bounds, the parent's clock and its suspicious reading of the answer are what is left then.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET of linux/sched.h
_OPEN_FILES = 256
_PROCESSES = 256
"""Threads count, too: recognising text runs one or two a core."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = frozenset(
    """
    socket.__new__ socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr socket.getnameinfo
    os.fork os.forkpty os.exec os.posix_spawn os.spawn os.system pty.spawn subprocess.Popen
    os.kill os.killpg os.chroot os.setxattr os.removexattr
    """.split()
)
_CHANGING = frozenset(
    """
    os.chflags os.chmod os.chown os.link os.mkdir os.remove os.rename os.rmdir os.symlink os.truncate os.utime
    """.split()
)


def confine(memory_bytes: int, file_bytes: int, folder: Path) -> None:
    """Bind this process for good: it may write files of up to ``file_bytes`` in ``folder`` and nothing else."""
    leave_network()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold contract text
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    if sys.platform == "linux":  # macOS knows the limit but does not hold it
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing too much is an error, not the end
    _hold_python(os.path.realpath(folder))


def leave_network() -> None:
    """Move into a network of our own, with nothing in it, where the system lets us."""
    if sys.platform != "linux":
        return
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK) == 0:
        # Counted by namespace since Linux 5.14; outside of one it would count all that the user runs.
        resource.setrlimit(resource.RLIMIT_NPROC, (_PROCESSES, _PROCESSES))


def _hold_python(folder: str) -> None:
    inside = folder + os.sep

    def refuse(event: str) -> NoReturn:
        raise PermissionError(f"a reader may not do this: {event}")

    def within(path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return isinstance(path, int)  # a descriptor that was opened under these rules
        real = os.path.realpath(os.fsdecode(path))
        return real in (os.devnull, folder) or real.startswith(inside)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FORBIDDEN:
            refuse(event)
        if event == "open":
            path, _, flags = arguments
            if flags & _WRITING and not within(path):
                refuse("open for writing")
        elif event in _CHANGING and not all(within(path) for path in arguments if isinstance(path, str | bytes)):
            refuse(event)

    sys.addaudithook(hook)
