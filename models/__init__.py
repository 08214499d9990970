"""The language models behind narrow interfaces; importing this package loads none of them."""

from models.interfaces import Encoder, ModelError, SentenceSplitter

__all__ = ["Encoder", "ModelError", "SentenceSplitter"]
