"""The static encoder: a vector for each word piece, added up. No network of neurons, no torch; for the cheap stage."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.encoder import WEIGHTS_FILE, weights_id
from models.interfaces import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENIZER_FILE = "tokenizer.json"

WINDOW = 1024
"""Word pieces that are read of a text: more than nearly every clause has."""

WINDOW_CHARACTERS = 8 * WINDOW
"""What is handed to the tokenizer; a word piece with the space after it is rarely as long."""

TEXTS_AT_ONCE = 64
"""So that what is gathered for them stays in the processor's cache, and memory does not grow with the contract."""


class StaticEncoder:
    """An ``Encoder`` whose vector of a text is the sum of the vectors of its word pieces, made to unit length.

    Word order is not seen. The weights load at the first ``encode``.
    """

    def __init__(self, folder: Path) -> None:
        """Take the model in ``folder``.

        :raises ModelError: when a file is missing.
        """
        for name in (WEIGHTS_FILE, TOKENIZER_FILE):
            if not (folder / name).is_file():
                raise ModelError(f"no static encoder in {folder.name!r}: {name} is missing")
        self._folder = folder
        self._tokenizer: Tokenizer | None = None
        self._table = np.zeros((0, 0), dtype=np.float32)
        self._nothing = 0
        self._id: str | None = None

    @property
    def id(self) -> str:
        """Folder name and the first 12 hex digits of the SHA-256 of the weights."""
        if self._id is None:
            self._id = weights_id(self._folder)
        return self._id

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (n, d), float32, rows of unit length; ``(0, d)`` for no texts.

        A text without a word, and one longer than :data:`WINDOW`, gives a valid row.

        :raises ModelError: when the weights cannot be loaded.
        """
        tokenizer = self._tokenizer or self._load()
        vectors = np.empty((len(texts), self._table.shape[1]), dtype=np.float32)
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            some = [text[:WINDOW_CHARACTERS] for text in texts[start : start + TEXTS_AT_ONCE]]
            encoded = tokenizer.encode_batch_fast(some, add_special_tokens=False)
            pieces = [encoding.ids or [self._nothing] for encoding in encoded]
            starts = np.cumsum([0, *map(len, pieces[:-1])])
            gathered = self._table[np.fromiter(chain.from_iterable(pieces), dtype=np.intp)]
            np.add.reduceat(gathered, starts, axis=0, out=vectors[start : start + len(some)])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _load(self) -> Tokenizer:
        table, tokenizer = _table_in(self._folder), _tokenizer_in(self._folder)
        if len(table) != tokenizer.get_vocab_size():
            raise ModelError(f"the static encoder in {self._folder.name!r} has another vocabulary than its tokenizer")
        self._nothing = tokenizer.token_to_id("[UNK]") or 0
        self._table, self._tokenizer = table, tokenizer
        return tokenizer


def _table_in(folder: Path) -> NDArray[np.float32]:
    """The vectors of the word pieces, stored as whole steps in eight bits, shape (vocabulary, d)."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        arrays = load_file(folder / WEIGHTS_FILE)
        table: NDArray[np.float32] = arrays["pieces"].astype(np.float32)
        table *= arrays["steps"][:, None]
    except (OSError, KeyError, IndexError, ValueError, SafetensorError) as error:
        raise ModelError(f"the static encoder in {folder.name!r} cannot be loaded: {error}") from error
    return table


def _tokenizer_in(folder: Path) -> Tokenizer:
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # else it warns in every process that a backfill forks
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    except Exception as error:  # the library raises no class of its own
        raise ModelError(f"the tokenizer in {folder.name!r} cannot be loaded: {error}") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(WINDOW)
    return tokenizer
