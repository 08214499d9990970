"""What a document *is*: reading, clauses, fields. The functions load on first use; the types are here at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractionError
from extractor.limits import Limits
from extractor.types import Clause, Contract, Document, Evidence, Field

if TYPE_CHECKING:
    from extractor.fields import extract_fields
    from extractor.readers import read
    from extractor.segmentation import segment

__all__ = [
    "Clause",
    "Contract",
    "Document",
    "Evidence",
    "ExtractionError",
    "Field",
    "Limits",
    "extract_fields",
    "read",
    "segment",
]

_FUNCTIONS = {"extract_fields": "extractor.fields", "read": "extractor.readers", "segment": "extractor.segmentation"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # the functions of three modules
    """The function of that name, from the module that has it (PEP 562).

    :raises AttributeError: when there is none.
    """
    if name not in _FUNCTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_FUNCTIONS[name]), name)
