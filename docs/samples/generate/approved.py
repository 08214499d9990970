"""The approved wording of the standard library, as it stands in the agreement that we send out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.types import Library
from docs.samples.generate.model import Paragraph, Style, paragraph


@lru_cache(maxsize=1)
def _library() -> Library:
    return load_library(STANDARD_LIBRARY)


def wording(clause_type: str, filled: Mapping[str, str] | None = None, *, position: int = 0) -> str:
    """The text of a position on one line, typographic, its placeholders filled; position 0 is the standard one.

    :raises LookupError: when a placeholder is left open.
    """
    entry = _library().entry(clause_type)
    text = typographic(" ".join(entry.positions[position].text.split()))
    for name, words in (filled or {}).items():
        text = text.replace(f"[{name}]", words)
    if "[" in text:
        raise LookupError(f"{clause_type}: an open placeholder in {text!r}")
    return text


def prohibited(clause_type: str, rank: int = 1) -> str:
    """The text of a wording that we never sign."""
    found = [p for p in _library().entry(clause_type).positions if p.kind == "prohibited"]
    return typographic(" ".join(found[rank - 1].text.split()))


def clause(
    clause_type: str, heading: str, style: Style = "section", filled: Mapping[str, str] | None = None
) -> Paragraph:
    """A section with the approved wording; its key is the clause type."""
    return paragraph(clause_type, style, wording(clause_type, filled), heading)


def listed(clause_type: str, heading: str, style: Style = "section", item: Style = "item") -> Iterator[Paragraph]:
    """A section whose list (a), (b), (c) is set as sub-clauses of their own, numbered by the word processor."""
    text = wording(clause_type)
    start = text.index("(a) ")
    yield paragraph(clause_type, style, text[:start].rstrip(), heading)
    letters = iter("bcdefgh")
    rest = text[start + 4 :]
    number = 1
    while rest:
        part, _, rest = rest.partition(f"({next(letters)}) ")
        yield paragraph(f"{clause_type}.{number}", item, part.rstrip())
        number += 1


def typographic(text: str) -> str:
    """The text with the quotation marks and apostrophes of a printed contract."""
    text = text.replace("'", "’")
    pieces = text.split('"')
    return "".join(piece + ("“" if number % 2 == 0 else "”") for number, piece in enumerate(pieces))[:-1]
