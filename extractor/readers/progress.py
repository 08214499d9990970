"""Lets whoever started a reading follow it page by page, and stop it where the text so far is worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

STOPPED_EARLY = "stopped_early"
"""The code of the problem that labels a document whose last pages were left out."""

Ask = Callable[[], bool]


def _always() -> bool:
    return True


_ask: ContextVar[Ask] = ContextVar("ask", default=_always)


def keep_going() -> bool:
    """Whether to read on: readers ask before each page, so that silence means that they are stuck on one.

    Where the answer is no, a reader makes a document of what it has and says so with ``STOPPED_EARLY``.
    """
    return _ask.get()()


@contextmanager
def followed_by(ask: Ask) -> Iterator[None]:
    """Have ``ask`` answer ``keep_going`` in the ``with`` block."""
    token = _ask.set(ask)
    try:
        yield
    finally:
        _ask.reset(token)
