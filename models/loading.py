"""Where the shipped models lie and how each is built; the one place that knows concrete classes."""

from __future__ import annotations

from pathlib import Path

from models.interfaces import ClauseTyper, Encoder, Encoders, SentenceSplitter

WEIGHTS = Path(__file__).parent / "weights"
SHIPPED_ENCODER = WEIGHTS / "encoder"
SHIPPED_STATIC_ENCODER = WEIGHTS / "static"
SHIPPED_CLAUSE_TYPER = WEIGHTS / "clause_types"


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

    return StaticEncoder(folder or SHIPPED_STATIC_ENCODER)


def load_encoders(folder: Path | None = None, cache: Path | None = None) -> Encoders:
    """The static encoder as the fast one and, as the precise one, what ``load_encoder`` gives.

    :raises ModelError: when a folder holds no usable weights.
    """
    return Encoders(load_static_encoder(), load_encoder(folder, cache))


def load_sentences() -> SentenceSplitter:
    """The sentence splitter for English contracts."""
    from models.linguistics import ContractSentences

    return ContractSentences()


def load_clause_typer(folder: Path | None = None) -> ClauseTyper:
    """The shipped model of clause types, or the one in ``folder``; both read the static encoder's word pieces.

    :raises ModelError: when the folder holds no usable weights.
    """
    from models.clause_types.typer import TwoStepTyper
    from models.word_pieces import WordPieces

    return TwoStepTyper(folder or SHIPPED_CLAUSE_TYPER, WordPieces(SHIPPED_STATIC_ENCODER))
