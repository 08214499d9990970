"""Writes small Outlook messages: a compound file with the streams of a message, and packed rich text."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, FAT, NOBODY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
ROOT, STORAGE, STREAM = 5, 1, 2
Folder = Mapping[str, "bytes | Folder"]
"""What a storage holds, by name: streams and further storages."""


@dataclass
class Entry:
    """A row of the directory."""

    name: str
    kind: int
    content: bytes = b""
    child: int = NOBODY
    sibling: int = NOBODY
    start: int = END
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        row = struct.pack("<64sHBBIII", name, len(name) + 2, self.kind, 1, NOBODY, self.sibling, self.child)
        return row + bytes(36) + struct.pack("<IQ", self.start, self.size)


@dataclass
class Sectors:
    """Chunks of one size and the chains that they form."""

    size: int
    chunks: list[bytes] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)

    def add(self, content: bytes, mark: int | None = None) -> int:
        """Where ``content`` begins."""
        start = len(self.chunks)
        for at in range(0, len(content), self.size):
            self.chunks.append(content[at : at + self.size].ljust(self.size, b"\0"))
            self.chain.append(len(self.chunks) if mark is None else mark)
        if mark is None and len(self.chunks) > start:
            self.chain[-1] = END
        return start if len(self.chunks) > start else END


def compound(folder: Folder) -> bytes:
    """A compound file (OLE) with these streams and storages."""
    entries = [Entry("Root Entry", ROOT)]
    _list(folder, 0, entries)
    big, small = Sectors(SECTOR), Sectors(SMALL)
    for entry in entries[1:]:
        if entry.kind == STREAM:
            entry.size = len(entry.content)
            entry.start = (small if entry.size < CUTOFF else big).add(entry.content)
    mini = b"".join(small.chunks)
    entries[0].start, entries[0].size = big.add(mini), len(mini)
    small_fat = big.add(_numbers(small.chain))
    small_fats = -(-len(small.chain) * 4 // SECTOR)
    directory = big.add(b"".join(entry.packed() for entry in entries))
    fats = 1
    while fats * SECTOR // 4 < len(big.chunks) + fats:
        fats += 1
    first_fat = len(big.chunks)
    table = _numbers([*big.chain, *[FAT] * fats]).ljust(fats * SECTOR, b"\xff")
    big.add(table, FAT)
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6,
        0, fats, directory, 0, CUTOFF, small_fat, small_fats, END, 0,
    )  # fmt: skip
    difat = [first_fat + number for number in range(fats)]
    return head + _numbers([*difat, *[FREE] * (109 - fats)]) + b"".join(big.chunks)


def _list(folder: Folder, parent: int, entries: list[Entry]) -> None:
    """Append what ``folder`` holds; its rows hang on each other as a list, which is a tree that nobody balanced."""
    rows = []
    for name, content in sorted(folder.items(), key=lambda item: (len(item[0]), item[0].upper())):
        rows.append(len(entries))
        if isinstance(content, bytes):
            entries.append(Entry(name, STREAM, content))
        else:
            entries.append(Entry(name, STORAGE))
            _list(content, rows[-1], entries)
    for row, after in pairwise(rows):
        entries[row].sibling = after
    if rows:
        entries[parent].child = rows[0]


def _numbers(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def message(*attachments: Folder, rich: bytes = b"", html: bytes = b"", **texts: str) -> dict[str, bytes | Folder]:
    """The streams of a message: ``subject``, ``sender``, ``body``, ``headers``, and its attachments."""
    numbers = {"subject": "0037", "sender": "0C1A", "body": "1000", "headers": "007D"}
    folder: dict[str, bytes | Folder] = {
        f"__substg1.0_{numbers[name]}001F": text.encode("utf-16-le") for name, text in texts.items()
    }
    folder["__properties_version1.0"] = bytes(32)
    if rich:
        folder["__substg1.0_10090102"] = rich
    if html:
        folder["__substg1.0_10130102"] = html
    for number, attachment in enumerate(attachments):
        folder[f"__attach_version1.0_#{number:08X}"] = attachment
    return folder


def attached(name: str, content: bytes | Folder) -> Folder:
    """An attachment: a file, or another message."""
    where = "__substg1.0_37010102" if isinstance(content, bytes) else "__substg1.0_3701000D"
    return {"__substg1.0_3707001F": name.encode("utf-16-le"), where: content}


def stored(rich: bytes) -> bytes:
    """Rich text as a message keeps it, not compressed."""
    return struct.pack("<III4x", len(rich) + 12, len(rich), 0x414C454D) + rich


def compressed(body: bytes, size: int) -> bytes:
    """Rich text as a message keeps it: ``body`` is compressed already, ``size`` what it unpacks to."""
    return struct.pack("<III4x", len(body) + 12, size, 0x75465A4C) + body
