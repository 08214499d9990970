"""Reads what a user names and writes reports and tables whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ExtractionError, LimitReached, UnreadableDocument
from extractor.limits import MEBIBYTE
from service.errors import ExportError


def read_file(path: Path, limit_bytes: int) -> bytes:
    """The bytes of the file at ``path``.

    :raises LimitReached: when it is larger than ``limit_bytes``; it is not read then.
    :raises UnreadableDocument: when it is no file, is not there or may not be read.
    """
    try:
        if path.is_dir():
            raise UnreadableDocument(f"{path} is a folder; name one file, or use `clausecheck backfill` for folders.")
        if not path.is_file() and path.exists():
            raise UnreadableDocument(f"{path} is a device or a pipe; name a file.")
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except FileNotFoundError:
        raise UnreadableDocument(f"There is no file {path}; check the path.") from None
    except OSError as error:
        raise UnreadableDocument(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > limit_bytes:
        raise LimitReached(f"{path} is larger than {limit_bytes // MEBIBYTE:,} MiB (set CLAUSECHECK_MAX_FILE_MIB).")
    return data


BASELINE = "The version that was sent"
"""Begins the message of an error about the file that a returned one is compared with."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """The file that we sent: its bytes, and its name for display only."""

    data: bytes
    name: str


def read_sent(path: Path, limit_bytes: int) -> SentFile:
    """The file that we sent, at ``path``.

    :raises ExtractionError: as ``read_file``; the message says that it is about the version that was sent.
    """
    try:
        return SentFile(read_file(path, limit_bytes), path.name)
    except ExtractionError as error:
        raise type(error)(f"{BASELINE}: {error}") from error


def named(error: ExtractionError, path: Path) -> str:
    """The message of ``error``, beginning with the file that it is about."""
    message = str(error)
    return message if str(path) in message or message.startswith(BASELINE) else f"{path.name}: {message}"


@contextmanager
def writing_whole(path: Path) -> Iterator[Path]:
    """A new file beside ``path`` to write to; it takes the place of ``path`` once the block ends, else it is gone.

    :raises ExportError: when the place cannot be written to.
    """
    part = path.with_name(f".clausecheck-{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))  # less what the umask takes away
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        yield part
        os.replace(part, path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, replacing what is there only once all of it is written.

    :raises ExportError: when the place cannot be written to.
    """
    with writing_whole(path) as part:
        part.write_bytes(data)


def _not_written(path: Path, error: OSError) -> ExportError:
    return ExportError(f"{path} cannot be written: {error.strerror or error}. Choose another place.")
