"""Lets whoever started a reading follow it page by page, and stop it where the text so far is worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

STOPPED_EARLY = "stopped_early"
"""The code of the problem that labels a document whose last pages were left out."""

Ask = Callable[[], bool]
Expect = Callable[[int], None]


def _always() -> bool:
    return True


def _nobody(pages: int) -> None:
    """Tells no one."""


_ask: ContextVar[Ask] = ContextVar("ask", default=_always)
_expect: ContextVar[Expect] = ContextVar("expect", default=_nobody)


def keep_going() -> bool:
    """Whether to read on: readers ask before each page, so that silence means that they are stuck on one.

    Where the answer is no, a reader makes a document of what it has and says so with ``STOPPED_EARLY``.
    """
    return _ask.get()()


def recognising(pages: int) -> None:
    """Tell that so many pages are about to be read by OCR, each of which takes as long as hundreds of others."""
    _expect.get()(pages)


@contextmanager
def followed_by(ask: Ask, expect: Expect = _nobody) -> Iterator[None]:
    """Have ``ask`` answer ``keep_going`` and ``expect`` hear of ``recognising`` in the ``with`` block."""
    tokens = _ask.set(ask), _expect.set(expect)
    try:
        yield
    finally:
        _ask.reset(tokens[0])
        _expect.reset(tokens[1])
