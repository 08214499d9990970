"""Defined terms that one wording calls by another name throughout: ``Fees`` that became ``Charges``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from clause_library.wording.normalize import Token, Wording

Name: TypeAlias = tuple[str, ...]

_LONGEST_WORDING = 600
_LONGEST_TERM = 3
_LEAST_USES = 2
"""A term that stands once may have been exchanged for another one; twice in the same way, it was renamed."""
TERM_NOUNS = frozenset(
    (
        "service services platform software product products goods solution application system deliverable "
        "deliverables fee fees charge charges price prices subscription order form agreement contract addendum "
        "statement work term period data information materials documentation policy schedule plan licence license "
        "site territory report reports party customer provider client vendor supplier licensor licensee consultant "
        "contractor agency company distributor reseller buyer seller manufacturer principal agent controller "
        "processor recipient discloser user users credit credits incident maintenance support upgrade update "
        "equipment premises programme project tool tools"
    ).split()
)
"""Nouns of which defined terms are made; a place or a person's name is not renamed but exchanged."""


def renames(approved: Wording, other: Wording) -> Mapping[str, str]:
    """The terms of ``approved`` that ``other`` calls otherwise each time, both in small letters.

    A term counts as renamed where its old name is gone from ``other``, its new one was not in ``approved``, and both
    are written as defined terms.
    """
    if max(len(approved.tokens), len(other.tokens)) > _LONGEST_WORDING:
        return {}
    keys = [[token.key for token in side.tokens] for side in (approved, other)]
    pairs: set[tuple[Name, Name]] = set()
    for tag, start, end, other_start, other_end in SequenceMatcher(
        None, keys[0], keys[1], autojunk=False
    ).get_opcodes():
        old, new = approved.tokens[start:end], other.tokens[other_start:other_end]
        if tag == "replace" and _is_term(approved, old) and _is_term(other, new):
            pairs.add(_once(_name(old), _name(new)))
    olds, news = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    return {
        " ".join(old): " ".join(new)
        for old, new in sorted(pairs)
        if olds[old] == news[new] == 1
        and _count(approved, old) == _count(other, new) >= _LEAST_USES
        and not _count(other, old)
        and not _count(approved, new)
    }


def under_one_name(words: Wording, names: Mapping[str, str]) -> Wording:
    """The wording with each of the terms, where it stands, as one token that goes by what ``names`` calls it."""
    if not names:
        return words
    known = {tuple(term.split()): name for term, name in names.items()}
    kept: list[Token] = []
    at = 0
    while at < len(words.tokens):
        for length in range(_LONGEST_TERM, 0, -1):
            tokens = words.tokens[at : at + length]
            name = known.get(_name(tokens)) if len(tokens) == length else None
            if name is not None:
                kept.append(Token(name, tokens[0].start, tokens[-1].end))
                at += length
                break
        else:
            kept.append(words.tokens[at])
            at += 1
    return Wording(words.text, tuple(kept))


def _is_term(words: Wording, tokens: Sequence[Token]) -> bool:
    """Whether the tokens are written with capitals, as defined terms are, and are no side, value or place."""
    if not 0 < len(tokens) <= _LONGEST_TERM:
        return False
    if any(token.value or token.placeholder or token.key.startswith("@") for token in tokens):
        return False
    capitals = all(words.text[token.start].isupper() for token in tokens)
    return capitals and any(token.reads in TERM_NOUNS for token in tokens)


def _name(tokens: Sequence[Token]) -> Name:
    return tuple(token.reads for token in tokens)


def _once(old: Name, new: Name) -> tuple[Name, Name]:
    """A name that stands several times in a row, on both sides, as one."""
    each = set(zip(old, new, strict=False))
    return ((old[0],), (new[0],)) if len(old) == len(new) and len(each) == 1 else (old, new)


def _count(words: Wording, name: Name) -> int:
    """How often the name stands in the wording."""
    reads = _name(words.tokens)
    return sum(reads[start : start + len(name)] == name for start in range(len(reads) - len(name) + 1))
