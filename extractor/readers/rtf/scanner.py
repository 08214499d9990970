"""RTF as a stream of groups, control words and text; knows nothing of what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["open", "close", "word", "symbol", "byte", "text"]

_ITEM = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_LARGEST_NUMBER = 2**31


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of RTF. ``name`` is the control word or symbol, ``number`` its parameter, ``data`` the bytes."""

    kind: ItemKind
    name: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Item("open"), Item("close")


def scan(data: bytes) -> Iterator[Item]:
    r"""The items of ``data`` in order; the raw bytes behind a ``\bin`` are left out."""
    at = 0
    while (match := _ITEM.match(data, at)) is not None:
        at = match.end()
        word, number, byte, symbol, brace, text = match.groups()
        if text is not None:
            yield Item("text", data=text)
        elif word is not None:
            item = Item("word", word.decode("ascii"), _number(number))
            if item.name == "bin":
                at += max(item.number or 0, 0)
            else:
                yield item
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif byte is not None:
            yield Item("byte", data=bytes.fromhex(byte.decode("ascii")))
        elif symbol is not None:
            yield Item("symbol", symbol.decode("latin-1"))


def _number(digits: bytes | None) -> int | None:
    return None if digits is None else max(-_LARGEST_NUMBER, min(int(digits), _LARGEST_NUMBER))
