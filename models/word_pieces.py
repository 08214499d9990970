"""A vector for each word piece: what the static encoder adds up, and what the model of clause types reads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.encoder import WEIGHTS_FILE, weights_id
from models.interfaces import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENIZER_FILE = "tokenizer.json"

LONGEST_PIECE = 8
"""Characters; a word piece with the space after it is rarely as long, and no more of a text is handed on."""


class WordPieces:
    """The word pieces in a folder; they load when first asked for."""

    def __init__(self, folder: Path) -> None:
        """Take the vectors and the tokenizer in ``folder``.

        :raises ModelError: when a file is missing.
        """
        for name in (WEIGHTS_FILE, TOKENIZER_FILE):
            if not (folder / name).is_file():
                raise ModelError(f"no static encoder in {folder.name!r}: {name} is missing")
        self._folder = folder
        self._tokenizer: Tokenizer | None = None
        self._table = np.zeros((0, 0), dtype=np.float32)

    @cached_property
    def id(self) -> str:
        """Folder name and the first 12 hex digits of the SHA-256 of the weights."""
        return weights_id(self._folder)

    @property
    def digest(self) -> str:
        """What of the id names the weights alone, wherever they lie."""
        return self.id.partition("@")[2]

    @property
    def table(self) -> NDArray[np.float32]:
        """The vectors, shape (vocabulary, d).

        :raises ModelError: when the weights cannot be loaded.
        """
        self._load()
        return self._table

    @property
    def unknown(self) -> int:
        """The number of the piece that stands for what no piece covers.

        :raises ModelError: when the tokenizer cannot be loaded.
        """
        return self._load().token_to_id("[UNK]") or 0

    def copy_to(self, folder: Path) -> None:
        """Copy the files to ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in (WEIGHTS_FILE, TOKENIZER_FILE):
            shutil.copyfile(self._folder / name, folder / name)

    def numbers(self, texts: Sequence[str], window: int) -> list[list[int]]:
        """The numbers of the first ``window`` word pieces of each text; none for a text without a word.

        :raises ModelError: when the tokenizer cannot be loaded.
        """
        some = [text[: LONGEST_PIECE * window] for text in texts]
        encoded = self._load().encode_batch_fast(some, add_special_tokens=False)
        return [encoding.ids[:window] for encoding in encoded]

    def _load(self) -> Tokenizer:
        if self._tokenizer is None:
            table, tokenizer = _table_in(self._folder), _tokenizer_in(self._folder)
            if len(table) != tokenizer.get_vocab_size():
                told = f"the static encoder in {self._folder.name!r} has another vocabulary than its tokenizer"
                raise ModelError(told)
            self._table, self._tokenizer = table, tokenizer
        return self._tokenizer


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
    tokenizer.no_truncation()
    return tokenizer
