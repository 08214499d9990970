"""Ends what takes too long: as a whole, or since it last gave a sign of life."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Literal, Self

Expiry = Literal["total", "silence"]


class Watchdog:
    """Calls ``end`` once, from a thread of its own, unless the ``with`` block is left in time."""

    def __init__(self, total_s: float, silence_s: float, end: Callable[[], None]) -> None:
        """Allow ``total_s`` for the whole block and ``silence_s`` between two beats."""
        self._total_s = total_s
        self._silence_s = silence_s
        self._end = end
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._last_beat = 0.0
        self.expired: Expiry | None = None

    def __enter__(self) -> Self:
        """Start the clock."""
        self._started = self._last_beat = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the clock."""
        self._left.set()
        self._thread.join()

    def beat(self) -> None:
        """Say that there was a sign of life."""
        self._last_beat = time.monotonic()

    def allow(self, seconds: float) -> None:
        """Give the whole block that much more time."""
        self._total_s += seconds

    def _watch(self) -> None:
        while True:
            now = time.monotonic()
            total_s = self._started + self._total_s - now
            silence_s = self._last_beat + self._silence_s - now
            if total_s <= 0 or silence_s <= 0:
                self.expired = "total" if total_s <= 0 else "silence"
                self._end()
                return
            if self._left.wait(min(total_s, silence_s)):
                return
