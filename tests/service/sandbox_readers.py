"""Readers that misbehave, for the reading process to import."""

from __future__ import annotations

import ctypes
import os
import pickle
import stat
import sys
import time
from contextlib import suppress
from typing import Any

from extractor.errors import EncryptedDocument
from extractor.limits import Limits
from extractor.readers import progress
from extractor.types import (
    Block,
    Comment,
    Document,
    FormChanges,
    Margin,
    Problem,
    RecognisedPage,
    Reference,
    Revision,
    Span,
)
from service.messages import FRAME


def document(text: str = "read", name: str = "x") -> Document:
    return Document("0" * 64, name, "text/plain", text, text, (Block(Span(0, len(text))),))


def process_id(data: bytes, name: str, limits: Limits) -> Document:
    return document(str(os.getpid()))


def rich(data: bytes, name: str, limits: Limits) -> Document:
    return Document(
        "0" * 64,
        name,
        "text/plain",
        data.decode(),
        "before",
        (Block(Span(0, 1), cells=(Span(0, 1),)),),
        (Revision("r1", "insertion", "a", Span(0, 1), Span(0, 0), author="A"),),
        (Comment("1", "why", Span(0, 1), "a"),),
        pages=limits.pages,
        problems=(Problem("code", "message", 2),),
        margins=(Margin("header", "v2", 1, "v1", (Revision("h1", "deletion", "v1", Span(0, 0), Span(0, 2)),)),),
        references=(Reference(Span(0, 1), 1),),
        hidden=(Span(0, 1),),
        recognised=(RecognisedPage(1, 0.97),),
        form_changes=(FormChanges("A", 2),),
    )


def refuses(data: bytes, name: str, limits: Limits) -> Document:
    raise EncryptedDocument("It opens only with a password.")


def loops(data: bytes, name: str, limits: Limits) -> Document:
    while True:
        pass


def sleeps(data: bytes, name: str, limits: Limits) -> Document:
    time.sleep(60)
    return document()


def swells(data: bytes, name: str, limits: Limits) -> Document:
    return document(str(len(bytearray(1 << 30))))


def exits(data: bytes, name: str, limits: Limits) -> Document:
    os._exit(7)


def crashes(data: bytes, name: str, limits: Limits) -> Document:
    ctypes.string_at(0)
    return document()


def recurses(data: bytes, name: str, limits: Limits) -> Document:
    return recurses(data, name, limits)


def fails(data: bytes, name: str, limits: Limits) -> Document:
    raise KeyError("secret words of the contract")


def prints(data: bytes, name: str, limits: Limits) -> Document:
    sys.stdout.write("noise " * 10_000)
    sys.stdout.flush()
    os.write(1, b"\x00" * 64)
    return document("quiet")


def chatters(data: bytes, name: str, limits: Limits) -> Document:
    return document("x" * 4_000_000)


def writes(data: bytes, name: str, limits: Limits) -> Document:
    with open(data.decode(), "w", encoding="utf-8") as file:
        file.write("x" * 10)
    return document()


def environment(data: bytes, name: str, limits: Limits) -> Document:
    return document(",".join(sorted(os.environ)))


class _Evil:
    def __reduce__(self) -> Any:  # noqa: ANN401
        return os.system, ("touch owned",)


def _say(message: bytes) -> None:
    """What a reading process that a file has taken over could send: anything, on the pipe to its parent."""
    for descriptor in range(3, 32):
        with suppress(OSError):
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                os.write(descriptor, FRAME.pack(len(message)) + message)


def attacks(data: bytes, name: str, limits: Limits) -> Document:
    _say(pickle.dumps(_Evil()))
    return document()


def babbles(data: bytes, name: str, limits: Limits) -> Document:
    _say(data)
    return document()


def fails_on_demand(data: bytes, name: str, limits: Limits) -> Document:
    if data == b"die":
        os._exit(1)
    return document(data.decode())


def recognises_while_it_may(data: bytes, name: str, limits: Limits) -> Document:
    progress.recognising(int(data))
    pages = 0
    while pages < int(data) and progress.keep_going():
        time.sleep(0.05)
        pages += 1
    return document(f"{pages} pages")


def slow_recognition(data: bytes, name: str, limits: Limits) -> Document:
    progress.recognising(int(data))
    time.sleep(1.5)
    return document()
