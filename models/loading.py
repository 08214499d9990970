"""Where the shipped models lie and how each is built; the one place that knows concrete classes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from models.interfaces import ClauseTyper, Encoder, Encoders, ProvisionTyper, SentenceSplitter

if TYPE_CHECKING:
    from models.word_pieces import WordPieces

WEIGHTS = Path(__file__).parent / "weights"
SHIPPED_ENCODER = WEIGHTS / "encoder"
SHIPPED_STATIC_ENCODER = WEIGHTS / "static"
SHIPPED_CLAUSE_TYPER = WEIGHTS / "clause_types"
SHIPPED_PROVISION_TYPER = WEIGHTS / "provisions"
WORD_PIECES = "word_pieces"
"""The folder, within that of a model of clause types, of word pieces of its own."""


@lru_cache(maxsize=2)
def _word_pieces(folder: Path) -> WordPieces:
    """The word pieces in a folder, loaded once a process for all that read them."""
    from models.word_pieces import WordPieces

    return WordPieces(folder)


def load_encoder(folder: Path | None = None, cache: Path | None = None) -> Encoder:
    """The shipped encoder, or the sentence-transformers model in ``folder``; vectors are kept in the file ``cache``.

    :raises ModelError: when the folder holds no usable weights.
    """
    from models.cache import CachedEncoder
    from models.encoder import SentenceEncoder

    encoder = SentenceEncoder(folder or SHIPPED_ENCODER)
    return encoder if cache is None else CachedEncoder(encoder, cache)


def load_static_encoder(folder: Path | None = None) -> Encoder:
    """The shipped static encoder, or the one in ``folder``: for the cheap stage, without torch.

    :raises ModelError: when the folder holds no usable weights.
    """
    from models.static import StaticEncoder

    return StaticEncoder(_word_pieces(folder or SHIPPED_STATIC_ENCODER))


def load_encoders(folder: Path | None = None, cache: Path | None = None) -> Encoders:
    """The static encoder as the fast one, what ``load_encoder`` gives as the precise one, the model of provisions.

    :raises ModelError: when a folder holds no usable weights.
    """
    return Encoders(load_static_encoder(), load_encoder(folder, cache), load_provision_typer())


def load_sentences() -> SentenceSplitter:
    """The sentence splitter for English contracts."""
    from models.linguistics import ContractSentences

    return ContractSentences()


def load_clause_typer(folder: Path = SHIPPED_CLAUSE_TYPER) -> ClauseTyper:
    """The model of clause types in ``folder``; it reads the word pieces of the shipped static encoder, or its own.

    :raises ModelError: when the folder holds no usable weights.
    """
    from models.clause_types.typer import TwoStepTyper

    own = folder / WORD_PIECES
    return TwoStepTyper(folder, _word_pieces(own if own.is_dir() else SHIPPED_STATIC_ENCODER))


def load_provision_typer(folder: Path = SHIPPED_PROVISION_TYPER) -> ProvisionTyper:
    """The model of whole provisions in ``folder``, which reads the shipped static encoder's vectors.

    :raises ModelError: when the folder holds no usable weights.
    """
    from models.clause_types.provisions import LogisticProvisions

    return LogisticProvisions(folder, static_digest())


def static_digest() -> str:
    """Names the weights of the shipped static encoder, wherever they lie."""
    return _word_pieces(SHIPPED_STATIC_ENCODER).digest
