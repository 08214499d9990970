from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from math import cos, sin
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.cache import KEYS_PER_QUERY, CachedEncoder


class CountingEncoder:
    """Gives each text a direction made of its length, and counts the texts it was asked for."""

    def __init__(self, name: str = "counting@1") -> None:
        self.id = name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.extend(texts)
        return np.array([vector(text) for text in texts], dtype=np.float32).reshape(-1, 2)


def vector(text: str) -> list[float]:
    return [cos(len(text)), sin(len(text))]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.sqlite"


def test_a_text_is_computed_once_across_runs(file: Path) -> None:
    first = CachedEncoder(CountingEncoder(), file).encode(["a", "bb", "a"])
    inner = CountingEncoder()
    again = CachedEncoder(inner, file).encode(["bb", "ccc", "a"])
    assert inner.asked == ["ccc"]
    assert np.allclose(first, [vector("a"), vector("bb"), vector("a")])
    assert np.allclose(again, [vector("bb"), vector("ccc"), vector("a")])


def test_vectors_of_another_model_are_not_taken(file: Path) -> None:
    CachedEncoder(CountingEncoder("one@1"), file).encode(["a"])
    inner = CountingEncoder("two@1")
    CachedEncoder(inner, file).encode(["a"])
    assert inner.asked == ["a"]


def test_no_texts_keep_the_width(file: Path) -> None:
    assert CachedEncoder(CountingEncoder(), file).encode([]).shape == (0, 2)


def test_more_texts_than_one_query_holds(file: Path) -> None:
    texts = [str(number) for number in range(KEYS_PER_QUERY * 2 + 1)]
    inner = CountingEncoder()
    cached = CachedEncoder(inner, file)
    assert cached.encode(texts).tolist() == cached.encode(texts).tolist()
    assert len(inner.asked) == len(texts)


def test_a_damaged_file_is_passed_by(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 100)
    assert CachedEncoder(CountingEncoder(), file).encode(["a"])[0].tolist() == pytest.approx(vector("a"))


@pytest.mark.parametrize("damage", [b"", b"1234", b"12345678", b"123", b"\0" * 8])
def test_a_damaged_vector_is_computed_again(file: Path, damage: bytes) -> None:
    cache = CachedEncoder(CountingEncoder(), file)
    cache.encode(["a", "bb"])
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE vectors SET vector = ? WHERE key = ?", (damage, cache._key("a")))
    connection.close()
    for _ in range(2):
        assert np.allclose(cache.encode(["a", "bb"]), [vector("a"), vector("bb")])


def test_vectors_of_different_width_are_all_computed_again(file: Path) -> None:
    cache = CachedEncoder(CountingEncoder(), file)
    cache.encode(["a", "bb"])
    with sqlite3.connect(file) as connection:
        one = np.array([1.0], dtype=np.float32).tobytes()
        connection.execute("UPDATE vectors SET vector = ? WHERE key = ?", (one, cache._key("a")))
    connection.close()
    assert np.allclose(cache.encode(["a", "bb"]), [vector("a"), vector("bb")])


def test_a_place_that_cannot_be_written_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert CachedEncoder(CountingEncoder(), tmp_path / "file" / "v.sqlite").encode(["a"])[0].tolist() == pytest.approx(
        vector("a")
    )


def test_the_file_holds_no_text(file: Path) -> None:
    CachedEncoder(CountingEncoder(), file).encode(["the secret price is 12"])
    assert b"secret" not in b"".join(part.read_bytes() for part in file.parent.iterdir())
