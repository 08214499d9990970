"""What the core asks of a language model. Texts in, arrays or offsets out; no domain type, no heavy import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ModelError(Exception):
    """A model could not be loaded or run: weights missing, damaged, or not what their card says."""

    code = "model_error"


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their similarity of meaning."""

    @property
    def id(self) -> str:
        """Name and content hash of the weights; a cache key and part of every review."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (n, d), float32, rows of unit length; ``(0, d)`` for no texts.

        A text longer than the model's window is read up to the window; an empty text gives a valid row.
        """
        ...


class SentenceSplitter(Protocol):
    """Finds sentences in contract prose."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        """Half-open offsets of the sentences of ``text``, in order, without surrounding white space."""
        ...
