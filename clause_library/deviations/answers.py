"""The approved language to send back, in the contract's own names and with its own values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from clause_library.types import Library, Position
from clause_library.wording.normalize import Roles
from extractor.types import Field

_PLACEHOLDER = re.compile(r"\[([^\[\]\n]{1,60})\]")


def answer(
    position: Position, library: Library, roles: Roles, bindings: Mapping[str, str], fields: Sequence[Field]
) -> str:
    """The position's text with placeholders filled where the contract tells how, and with the contract's party names.

    ``bindings`` are the words that stood in the placeholders' places; a placeholder that nothing fills stays.
    """
    known = {field.name.replace("_", " "): field.quote for field in reversed(fields) if 0 < len(field.quote) <= 60}

    def fill(found: re.Match[str]) -> str:
        name = " ".join(found.group(1).casefold().split())
        return bindings.get(name) or _short(known.get(name)) or found.group()

    text = _PLACEHOLDER.sub(fill, position.text)
    for library_names, contract_names in ((library.our_roles, roles.ours), (library.their_roles, roles.theirs)):
        if contract_names:
            text = _renamed(text, library_names, contract_names[0])  # a defined term comes first
    return text


def _short(quote: str | None) -> str | None:
    return " ".join(quote.split()) if quote and len(quote.split()) <= 6 else None


def _renamed(text: str, names: Sequence[str], own: str) -> str:
    if not names:
        return text
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    # "Customer Data" stays a term of its own where the party has no short name to make "Client Data" of.
    alone = "" if " " not in own else r"(?!\s[A-Z])"
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b{alone}", lambda _: own, text)
