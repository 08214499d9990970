"""The zip guard: what a compressed package may cost before anybody looks inside.

Sizes are measured while inflating; what the headers claim only ever makes us refuse sooner. Nothing is written to disk,
so entry names are keys and never paths, and archives inside the archive are never opened.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise

from extractor.errors import EncryptedDocument, LimitReached, UnreadableDocument
from extractor.limits import MEBIBYTE, Limits

_CHUNK_BYTES = 64 * 1024
_READABLE_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED_FLAG = 0x1
_END_RECORD = b"PK\x05\x06"
_CENTRAL_ENTRY = b"PK\x01\x02"
_END_RECORD_TAIL_BYTES = 22 + 65_535  # the record and the longest comment behind it
_LOCAL_HEADER_BYTES = 30
_ZIP64_MARK = 0xFFFFFFFF
_DAMAGED = (
    "The file is cut short or damaged: it begins like a Word file (a zip package) but cannot be unpacked. "
    "Open it in Word and save it again, or ask the sender for a fresh copy."
)
_TOO_LARGE = "The file unpacks to more than {limit} MiB, which no contract needs. It was not opened any further."
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)


def inflate(data: bytes, limits: Limits, keep: Callable[[str], bool]) -> dict[str, bytes]:
    """The unpacked entries whose name ``keep`` wants; every other entry is measured and thrown away.

    :raises UnreadableDocument: truncated, damaged, the same name twice, or entries that overlap.
    :raises EncryptedDocument: an entry needs a password.
    :raises LimitReached: too many entries, too large, or compressed beyond ``limits.archive_ratio``.
    """
    if _central_entries(data) > limits.archive_entries:
        raise _too_many(limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, limits)
            return _inflate_entries(archive, entries, limits, keep)
    except _FAULTS as fault:
        raise UnreadableDocument(_DAMAGED) from fault


def entry_names(data: bytes, limits: Limits) -> list[str]:
    """The names in the directory of the archive; nothing is unpacked.

    :raises UnreadableDocument: truncated, damaged, the same name twice, or entries that overlap.
    :raises EncryptedDocument: an entry needs a password.
    :raises LimitReached: too many entries, or too large by their own account.
    """
    if _central_entries(data) > limits.archive_entries:
        raise _too_many(limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            return archive.namelist()
    except _FAULTS as fault:
        raise UnreadableDocument(_DAMAGED) from fault


def inflate_one(data: bytes, name: str, limits: Limits) -> bytes:
    """The unpacked entry of that name; the others are not unpacked.

    :raises UnreadableDocument: damaged, the same name twice, entries that overlap, or no entry of that name.
    :raises EncryptedDocument: an entry needs a password.
    :raises LimitReached: too many entries, too large, or compressed beyond ``limits.archive_ratio``.
    """
    if _central_entries(data) > limits.archive_entries:
        raise _too_many(limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            content, _ = _inflate_entry(archive, archive.getinfo(name), limits, limits.archive_total_bytes, wanted=True)
            return content
    except (*_FAULTS, KeyError) as fault:
        raise UnreadableDocument(_DAMAGED) from fault


def _central_entries(data: bytes) -> int:
    """How many entries the central directory holds, counted before ``zipfile`` builds an object for each."""
    end = data.rfind(_END_RECORD, max(0, len(data) - _END_RECORD_TAIL_BYTES))
    if end < 0 or end + 16 > len(data):
        return 0
    size_bytes = int.from_bytes(data[end + 12 : end + 16], "little")
    start = 0 if size_bytes == _ZIP64_MARK else max(0, end - size_bytes)
    return data.count(_CENTRAL_ENTRY, start, end)


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what the directory alone gives away, before a byte is inflated."""
    if len(entries) > limits.archive_entries:
        raise _too_many(limits)
    if sum(entry.file_size for entry in entries) > limits.archive_total_bytes:
        raise LimitReached(_TOO_LARGE.format(limit=limits.archive_total_bytes // MEBIBYTE))
    names: set[str] = set()
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedDocument("The package is protected with a password. Remove it and send the file again.")
        if entry.compress_type not in _READABLE_METHODS:
            raise UnreadableDocument("The package uses a compression that Word does not write. Save it again in Word.")
        named = part_name(entry.filename)
        if named in names:
            raise UnreadableDocument("The package holds two parts of the same name, so it reads differently by reader.")
        names.add(named)
    _check_places(entries)


def part_name(entry_name: str) -> str:
    """What a part is called, however its entry spells it: parts differ in more than case, says the packaging standard.

    Some writers separate folders as Windows does, or begin at the root.
    """
    return entry_name.replace("\\", "/").lstrip("/").casefold()


def _check_places(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share bytes, as in archives that are small and unpack to much: each pays for its own."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for entry, following in pairwise(placed):
        if entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size > following.header_offset:
            raise UnreadableDocument("Parts of the package overlap, which no program writes and a zip bomb does.")


def _inflate_entries(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits, keep: Callable[[str], bool]
) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total_bytes = 0
    for entry in entries:
        if entry.filename.endswith("/"):  # is_dir() stumbles over an empty name
            continue
        wanted = keep(entry.filename)
        content, size_bytes = _inflate_entry(archive, entry, limits, limits.archive_total_bytes - total_bytes, wanted)
        total_bytes += size_bytes
        if wanted:
            parts[entry.filename] = content
    return parts


def _inflate_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, room_bytes: int, wanted: bool
) -> tuple[bytes, int]:
    """The content of ``entry`` (empty unless ``wanted``) and its measured size."""
    allowed_bytes = min(limits.archive_entry_bytes, room_bytes)
    ratio_bytes = max(limits.archive_ratio_floor_bytes, entry.compress_size * limits.archive_ratio)
    kept: list[bytes] = []
    size_bytes = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            size_bytes += len(chunk)
            if size_bytes > allowed_bytes:
                raise LimitReached(_TOO_LARGE.format(limit=allowed_bytes // MEBIBYTE))
            if size_bytes > ratio_bytes:
                raise LimitReached(
                    f"A part of the package unpacks to more than {limits.archive_ratio} times its size, "
                    "which looks like a zip bomb. It was not opened any further."
                )
            if wanted:
                kept.append(chunk)
    return b"".join(kept), size_bytes


def _too_many(limits: Limits) -> LimitReached:
    return LimitReached(f"The package holds more than {limits.archive_entries:,} parts, which no contract needs.")
