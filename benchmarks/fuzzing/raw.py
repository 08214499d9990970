"""Damage to bytes, whatever they mean."""

from __future__ import annotations

from random import Random

LARGEST = 4 * 1024 * 1024
"""No mutant grows beyond that: what size alone does is tested elsewhere."""
_TELLING = (b"\x00", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x80", b"-1", b"9" * 20)


def flip(data: bytes, rng: Random, other: bytes) -> bytes:
    """Some bits turned over."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 32, 256))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def truncate(data: bytes, rng: Random, other: bytes) -> bytes:
    """The end or the beginning missing."""
    at = rng.randrange(1, len(data) + 1)
    return data[:at] if rng.random() < 0.8 else data[at:] or data[:1]


def splice(data: bytes, rng: Random, other: bytes) -> bytes:
    """The beginning of this file and the end of another."""
    return data[: rng.randrange(1, len(data) + 1)] + other[rng.randrange(len(other)) :]


def duplicate(data: bytes, rng: Random, other: bytes) -> bytes:
    """A stretch repeated."""
    start = rng.randrange(len(data))
    piece = data[start : start + rng.choice((1, 16, 512, 8192))]
    times = min(rng.choice((2, 10, 1000)), max(2, (LARGEST - len(data)) // len(piece)))
    return data[:start] + piece * times + data[start:]


def cut(data: bytes, rng: Random, other: bytes) -> bytes:
    """A stretch missing from the middle."""
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice((1, 8, 128, 4096)) :] or data[:1]


def overwrite(data: bytes, rng: Random, other: bytes) -> bytes:
    """Bytes that programs stumble upon, in the place of others."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 10))):
        telling = rng.choice(_TELLING)
        at = rng.randrange(len(changed))
        changed[at : at + len(telling)] = telling
    return bytes(changed)


RAW = (flip, truncate, splice, duplicate, cut, overwrite)
