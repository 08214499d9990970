"""Rich text as Outlook packs it into a message (LZFu, MS-OXRTFCP): a window of 4,096 bytes that begins half written."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from extractor.errors import LimitReached, UnreadableDocument

_HEADER = struct.Struct(
    "<III4x"
)  # what follows, the size unpacked, the kind; the checksum is not worth refusing a mail
_COUNTED_BYTES = 4  # the first number counts what stands behind it
_COMPRESSED, _STORED = 0x75465A4C, 0x414C454D
_WINDOW = 4096
_SHORTEST = 2
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_DAMAGED = "The rich text inside the Outlook message is damaged."


def unpacked(data: bytes, largest_bytes: int) -> bytes:
    """The rich text in ``data``, as far as it goes where its end is missing.

    :raises UnreadableDocument: not packed in this way.
    :raises LimitReached: it says that it is larger than ``largest_bytes`` unpacked.
    """
    if len(data) < _HEADER.size:
        raise UnreadableDocument(_DAMAGED)
    packed_bytes, size, kind = _HEADER.unpack_from(data)
    if size > largest_bytes:
        raise LimitReached("The rich text inside the Outlook message is larger than a contract can be.")
    body = data[_HEADER.size : packed_bytes + _COUNTED_BYTES]
    if kind == _STORED:
        return body[:size]
    if kind != _COMPRESSED:
        raise UnreadableDocument(_DAMAGED)
    return _decompressed(body, size)


def _decompressed(body: bytes, size: int) -> bytes:
    window = bytearray(_BEGINNING.ljust(_WINDOW, b"\0"))
    write = len(_BEGINNING)
    out = bytearray()
    at = 0
    while at < len(body) and len(out) < size:
        flags, at = body[at], at + 1
        for bit in range(8):
            refers = flags >> bit & 1
            if at + refers >= len(body):
                return bytes(out[:size])
            if refers:
                pair = body[at] << 8 | body[at + 1]
                read, count = pair >> 4, (pair & 0xF) + _SHORTEST
                if read == write:  # the end
                    return bytes(out[:size])
                letters: Iterator[int] = (window[(read + step) % _WINDOW] for step in range(count))
            else:
                letters = iter((body[at],))
            at += 1 + refers
            for letter in letters:  # one by one, since a reference may reach into what it writes
                out.append(letter)
                window[write] = letter
                write = (write + 1) % _WINDOW
    return bytes(out[:size])
