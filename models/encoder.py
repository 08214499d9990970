"""The text encoder: a sentence-transformers model from a local folder, never from the network."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models.importing import TORCH_IMPORT
from models.interfaces import ModelError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

BATCH_SIZE = 32
"""Texts a forward pass; larger batches only add padding on a CPU."""

WEIGHTS_FILE = "model.safetensors"


class SentenceEncoder:
    """An ``Encoder`` over any sentence-transformers folder; the weights load at the first ``encode``.

    Most reviews of our own paper are decided without the transformer, so importing torch has to wait until a text
    asks for it.
    """

    def __init__(self, folder: Path) -> None:
        """Take the model in ``folder``.

        :raises ModelError: when the folder holds no safetensors weights (pickled weights are never loaded).
        """
        weights = folder / WEIGHTS_FILE
        if not weights.is_file():
            raise ModelError(f"no encoder in {folder.name!r}: {WEIGHTS_FILE} is missing; set another folder")
        self._folder = folder
        self._model: SentenceTransformer | None = None

    @cached_property
    def id(self) -> str:
        """Folder name and the first 12 hex digits of the SHA-256 of the weights."""
        return weights_id(self._folder)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (n, d), float32, rows of unit length; ``(0, d)`` for no texts.

        :raises ModelError: when the weights cannot be loaded.
        """
        model = self._model or self._load()
        if not texts:
            return np.zeros((0, model.get_embedding_dimension() or 0), dtype=np.float32)
        computed: Any = model.encode(
            list(texts), batch_size=BATCH_SIZE, convert_to_tensor=True, show_progress_bar=False
        )
        vectors = np.asarray(computed.float(), dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)  # here: in half precision lengths are off by 1 %
        return vectors

    def _load(self) -> SentenceTransformer:
        with TORCH_IMPORT:
            if self._model is None:
                model = load_sentence_transformer(self._folder)
                model.to(fastest_type())
                self._model = model  # only now: no other thread is to see it in between
            return self._model


def weights_id(folder: Path) -> str:
    """Folder name and the first 12 hex digits of the SHA-256 of the weights in it."""
    with (folder / WEIGHTS_FILE).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{folder.name}@{digest[:12]}"


def fastest_type() -> torch.dtype:
    """What this machine's CPU computes a transformer fastest in, among the types that agree to three digits.

    bfloat16 where there are instructions for it (AMX, AVX512-BF16): about three times as fast as float32, at a cosine
    of 0.9999 between the two. Elsewhere it is emulated, seven times slower. Dynamic int8 is not among them: without
    VNNI its cosine is 0.94, for a third more speed.
    """
    import torch

    able = torch.cpu.get_capabilities()
    return torch.bfloat16 if able.get("amx_bf16") or able.get("avx512_bf16") else torch.float32


def load_sentence_transformer(folder: Path) -> SentenceTransformer:
    """The model in ``folder`` in float32 on the CPU, with every way to the network and to remote code closed.

    :raises ModelError: when sentence-transformers refuses the folder.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    import torch
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    settings: dict[str, Any] = {"dtype": torch.float32, "use_safetensors": True}
    try:
        if _is_bert(folder):
            settings["add_pooling_layer"] = False  # else its missing weights are made up, with a warning
        return SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, trust_remote_code=False, model_kwargs=settings
        )
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        raise ModelError(f"the encoder in {folder.name!r} cannot be loaded: {error}") from error


def _is_bert(folder: Path) -> bool:
    config = folder / "config.json"
    return config.is_file() and json.loads(config.read_text(encoding="utf-8")).get("model_type") == "bert"
