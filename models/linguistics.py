"""Sentences of contract prose, by spaCy's tokenizer and a rule for where contracts do not stop.

SpaCy's sentencizer would end a sentence at every full stop that the tokenizer splits off; "Acme, Inc.", "Section 8."
and "Dec. 31" need no model but the few rules below. No statistical pipeline is loaded: 10,000 words/s is too slow for a
backfill, this is 50 times that.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from models.importing import TORCH_IMPORT

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc, Token

ENDINGS = frozenset(".?!")
CLOSERS = frozenset("\"'”’)]")
ABBREVIATIONS = frozenset(
    """
    inc corp co ltd llc lp llp plc n.v s.a b.v p.a no nos sec secs art arts para paras cl ex exh sched app dept
    approx est vs v cf al seq e.g i.e d/b/a jr sr mr mrs ms dr prof st ave blvd u.s u.k a.m p.m
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
"""Words before whose full stop a sentence goes on, in lower case and without their last full stop."""

_BEGINNERS = "\"'“‘([§"
_POSSIBLE_START = re.compile(r"[.?!][\s\"'”’)\]]*\s(?=[^\W_]|[\"'“‘(\[§])")
"""An ending, closing marks, white space and what can begin a sentence; the tokens decide."""

LONGEST_TEXT_CHARS = 1_000_000
"""The tokenizer's own default bound; a longer line is cut there."""


class ContractSentences:
    """A ``SentenceSplitter`` for contracts: full stops after numbers, initials and abbreviations do not end one."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        """Half-open offsets of the sentences, in order, without surrounding white space; line breaks always end one."""
        found: list[tuple[int, int]] = []
        start = 0
        for line in text.split("\n"):
            for left in range(0, len(line), LONGEST_TEXT_CHARS):
                found.extend(_split_line(line[left : left + LONGEST_TEXT_CHARS], start + left))
            start += len(line) + 1
        return tuple(found)


def _split_line(line: str, offset: int) -> list[tuple[int, int]]:
    possible = {found.end() for found in _POSSIBLE_START.finditer(line)}
    # A line in which no second sentence can begin needs no tokens.
    starts = list(_starts(contract_tokenizer()(line), possible)) if possible else []
    found = []
    for start, end in pairwise([0, *starts, len(line)]):
        words = line[start:end].strip()
        if words:
            first = offset + start + len(line[start:end]) - len(line[start:end].lstrip())
            found.append((first, first + len(words)))
    return found


def _starts(doc: Doc, possible: set[int]) -> Iterator[int]:
    """The offsets at which sentences begin, of those that are possible.

    spaCy's own sentence marks are not used: setting them looks through the whole text for each token.
    """
    for number, start in enumerate(doc.to_array("IDX").tolist()):
        if start in possible and _starts_sentence(doc[number]):
            yield start


@lru_cache(maxsize=1)
def contract_tokenizer() -> Tokenizer:
    """The tokenizer of spaCy for English; built once a process (0.2 s)."""
    with TORCH_IMPORT, _torch_left_out():
        import spacy

    return spacy.blank("en").tokenizer


@contextmanager
def _torch_left_out() -> Iterator[None]:
    """Keep spaCy from importing torch, which it only asks whether it is there: that takes two thirds of its start."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]  # what makes "import torch" fail
    try:
        yield
    finally:
        del sys.modules["torch"]


def _starts_sentence(token: Token) -> bool:
    """Whether a sentence begins here: after an ending, closing marks and white space, at a word that can begin one."""
    doc, before = token.doc, token.i - 1
    apart = bool(doc[before].whitespace_)
    while before > 0 and doc[before].is_space:  # what is more than one blank is a token
        before, apart = before - 1, True
    if not apart:
        return False
    ending = before
    while before > 0 and doc[before].text in CLOSERS:
        before -= 1
    last = doc[before]
    closed = before < ending
    return last.text[-1] in ENDINGS and _can_begin(token) and not _is_abbreviation(doc, before, closed=closed)


def _can_begin(token: Token) -> bool:
    first = token.text[0]
    return first.isupper() or first.isdigit() or first in _BEGINNERS


def _is_abbreviation(doc: Doc, position: int, *, closed: bool) -> bool:
    """Whether the full stop at ``position`` belongs to a number, an initial or an abbreviation.

    ``closed``: a bracket or quote closes after it, so a single letter is no initial ("see Exhibit A.)").
    """
    token = doc[position]
    word = token.text.rstrip(".")
    if not word and position > 0 and not doc[position - 1].whitespace_:
        word = doc[position - 1].text
    if token.text[-1] != "." or not word:
        return False
    lowered = word.lower()
    starts_line = position - (0 if token.text != "." else 1) == 0
    is_list_number = starts_line and (word.isdigit() or len(word) <= 3)
    return lowered in ABBREVIATIONS or (len(word) == 1 and word.isupper() and not closed) or is_list_number
