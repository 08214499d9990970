"""The pieces of a contract's opening words: names, quoted terms, dates, and the words that join them.

Who the parties are and from when an agreement runs is said in parts of a sentence, which are judged one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.dates import find_dates
from extractor.types import Span

OPENING_TYPES = frozenset({"agreement_title", "parties", "agreement_date", "effective_date"})
"""What a name, a term or a date in the opening can be about."""

OPENING_CHARS = 6_000
"""So far into a contract its opening may stand: cover pages and contents come before it."""

_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w&.'’/-]{0,40}|\d[\w&.'’-]{0,20}[A-Z][\w&.'’-]{0,20})"
_FORM = r"(?:inc|llc|l\.l\.c|ltd|limited|corp|co|lp|l\.p|llp|plc|gmbh|n\.a|s\.a|b\.v|jr|sr)\b\.?"
_NEXT = rf"(?:(?:of|the|de|for)\s{{1,3}}){{0,2}}{_CAPITAL}|&\s{{1,3}}{_CAPITAL}"
_NAME = rf"{_CAPITAL}(?:,?\s{{1,3}}(?i:{_FORM})|\s{{1,3}}(?:{_NEXT})){{0,11}}"
_QUOTED = r"[\"“”‟ʺ]{1,2}\s{0,3}(?P<term>[^\"“”‟ʺ()\n]{1,60}?)[\s,.]{0,3}[\"“”‟ʺ]{1,2}"
_PIECE = re.compile(rf"(?P<quoted>{_QUOTED})|(?P<name>{_NAME})|(?P<mark>[(),;:])")
_WORD = re.compile(r"\w")
_SAYS_WHO = re.compile(
    r"\b(?:between|among|parties|party|entered into|made (?:this|as of|on|effective)|dated|date"
    r"|hereinafter|referred to as|effective|by and|collectively|agreement)\b|[\"“”‟ʺ]",
    re.IGNORECASE,
)
_TITLE_WORDS = 12


def may_tell(text: str) -> bool:
    """Whether a sentence can say who agrees, from when, or on what: such words, or no more than a title has."""
    return len(text.split()) <= _TITLE_WORDS or _SAYS_WHO.search(text) is not None


def pieces_of(text: str, sentence: Span) -> Iterator[tuple[str, Span]]:
    """The pieces of a sentence, in order, each with its kind: ``date``, ``quoted``, ``name`` or ``words``."""
    at = sentence.start
    for date in find_dates(text, sentence.start, sentence.end):
        if date.span.start >= at:
            yield from _without_dates(text, Span(at, date.span.start))
            yield "date", date.span
            at = date.span.end
    yield from _without_dates(text, Span(at, sentence.end))


def _without_dates(text: str, part: Span) -> Iterator[tuple[str, Span]]:
    at = part.start
    for found in _PIECE.finditer(text, part.start, part.end):
        yield from _words(text, at, found.start())
        if found.lastgroup == "name":
            yield "name", Span(*found.span())
        elif found["term"] is not None:
            yield "quoted", Span(*found.span("term"))
        at = found.end()
    yield from _words(text, at, part.end)


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    first = _WORD.search(text, start, end)
    if first:
        stop = end
        while not _WORD.match(text, stop - 1):
            stop -= 1
        yield "words", Span(first.start(), stop)
