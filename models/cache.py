"""Vectors kept on disk: boilerplate repeats across contracts and runs, and equal clauses are computed once."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.interfaces import Encoder

BUSY_TIMEOUT_S = 30
"""How long a writer waits for another process of a backfill before it gives up keeping its vectors."""

KEYS_PER_QUERY = 500
"""SQLite allows 999 bound values in a statement on old builds."""

UNIT_TOLERANCE = 1e-3
"""Rows are of unit length; one that is further from it is damaged and computed again."""


class CachedEncoder:
    """An ``Encoder`` that asks another one only for texts it has not seen.

    The file holds SHA-256 digests and vectors, no text. It may be shared by processes and deleted at any time; a file
    that cannot be used is passed by, never an error.
    """

    def __init__(self, encoder: Encoder, file: Path) -> None:
        """Keep the vectors of ``encoder`` in ``file``, which is made where it does not exist."""
        self._encoder = encoder
        self._file = file

    @property
    def id(self) -> str:
        """The id of the encoder behind the cache: both give the same vectors."""
        return self._encoder.id

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (n, d), float32, rows of unit length, in the order of ``texts``."""
        keys = [self._key(text) for text in texts]
        known = self._read(keys)
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if unknown or not texts:
            fresh = self._encoder.encode(list(unknown.values()))
            if not texts:
                return fresh
            computed = dict(zip(unknown, fresh, strict=True))
            self._write(computed)
            known |= computed
        if len({len(vector) for vector in known.values()}) > 1:  # a damaged file
            return self._encoder.encode(texts)
        return np.stack([known[key] for key in keys])

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.id}\0{text}".encode("utf-8", "surrogatepass")).digest()

    def _connect(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file, timeout=BUSY_TIMEOUT_S)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")  # a lost vector is computed again
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        return connection

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        found: dict[bytes, NDArray[np.float32]] = {}
        try:
            connection = self._connect()
        except (OSError, sqlite3.Error):
            return found
        try:
            for start in range(0, len(keys), KEYS_PER_QUERY):
                some = keys[start : start + KEYS_PER_QUERY]
                marks = ",".join("?" * len(some))
                rows = connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)
                vectors = ((key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)
                found |= {key: vector for key, vector in vectors if abs(np.linalg.norm(vector) - 1) < UNIT_TOLERANCE}
        except (sqlite3.Error, ValueError):
            return {}
        finally:
            connection.close()
        return found

    def _write(self, vectors: dict[bytes, NDArray[np.float32]]) -> None:
        try:
            connection = self._connect()
        except (OSError, sqlite3.Error):
            return
        rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
        try:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        except sqlite3.Error:
            return
        finally:
            connection.close()
