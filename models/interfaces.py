"""What the core asks of a language model. Texts in, arrays or offsets out; no domain type, no heavy import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


class ProvisionTyper(Protocol):
    """Tells what whole provisions are about."""

    @property
    def id(self) -> str:
        """Name and content hash of the weights; a part of every review."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """Every clause type that it knows."""
        ...

    def log_odds(
        self, words: NDArray[np.float32], headings: NDArray[np.float32], told: Sequence[Mapping[str, float]]
    ) -> NDArray[np.float32]:
        """The log odds of each label for n provisions, shape (n, labels).

        ``words`` and ``headings`` are the fast encoder's vectors, shape (n, d); ``told`` are the types of the sentences
        of each, with the best probability.
        """
        ...


@dataclass(frozen=True, slots=True)
class Encoders:
    """Two encoders: ``fast`` is asked about every text, ``precise`` about the few that nothing else decides.

    ``provisions`` reads the vectors of the fast one; None: nothing knows clause types by whole provisions.
    """

    fast: Encoder
    precise: Encoder
    provisions: ProvisionTyper | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all, which name what a review was made with."""
        return self.fast.id, self.precise.id, *([self.provisions.id] if self.provisions else [])


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a contract as a classifier sees it: its words, and what stands around them.

    ``clause`` numbers the clauses of one contract: sentences of one clause share it and follow each other. ``heading``
    is the clause's own, ``above`` the headings over it, outermost first. Pieces of a sentence of the opening share a
    negative number. ``hints`` are labels that other readers of the contract gave to the words, in [0, 1].
    """

    text: str
    clause: int = 0
    heading: str = ""
    above: str = ""
    hints: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typed:
    """Passages ``first`` to ``last``, both included, that together are about ``label``; ``probability`` holds."""

    label: str
    first: int
    last: int
    probability: float


class ClauseTyper(Protocol):
    """Tells what the sentences of one contract are about."""

    @property
    def id(self) -> str:
        """Name and content hash of the weights; a part of every review."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that can be given."""
        ...

    def types(self, passages: Sequence[Passage]) -> tuple[Typed, ...]:
        """What the passages of one contract, in reading order, are about: by label, then by place.

        Several labels may hold of one passage; passages of one label may overlap (a sentence, and it with the next).
        """
        ...


class SentenceSplitter(Protocol):
    """Finds sentences in contract prose."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        """Half-open offsets of the sentences of ``text``, in order, without surrounding white space."""
        ...
