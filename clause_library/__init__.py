"""What we *conclude*: the approved language, and a review of a contract against it. Functions load on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clause_library.errors import InvalidLibrary, LibraryError
from clause_library.types import Approval, Deviation, Entry, Finding, Library, Match, Review

if TYPE_CHECKING:
    from clause_library.loading.store import STANDARD_LIBRARY, load_library
    from clause_library.reviewing import review

__all__ = [
    "STANDARD_LIBRARY",
    "Approval",
    "Deviation",
    "Entry",
    "Finding",
    "InvalidLibrary",
    "Library",
    "LibraryError",
    "Match",
    "Review",
    "load_library",
    "review",
]

_FUNCTIONS = {
    "STANDARD_LIBRARY": "clause_library.loading.store",
    "load_library": "clause_library.loading.store",
    "review": "clause_library.reviewing",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # what three names of two modules are
    """The object of that name, from the module that has it (PEP 562).

    :raises AttributeError: when there is none.
    """
    if name not in _FUNCTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_FUNCTIONS[name]), name)
