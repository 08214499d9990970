"""Quoted words in amending language: short ones within a sentence, and new text that runs over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.places import trimmed
from extractor.types import Span

LONGEST_QUOTE_CHARS = 4_000
_CLOSING = re.compile(r"\"[\s.;,)]{0,4}(?=\n|$)")
_DEFINES = re.compile(r"\s{0,3}(?:means?|shall|has|is|are|refers?|includes?|will)\b", re.IGNORECASE)
"""Behind a quotation it makes of this a defined term."""
_LIST_END = re.compile(r"[;,]\s{0,3}(?:and|or)?\s{0,3}$")
"""What an item of a list of changes ends with."""
_OPENS_BEFORE = " \n\t([-:"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks; ``span`` is without the marks, ``end`` behind the closing one."""

    span: Span
    end: int


def quoted_at(text: str, start: int, limit: int) -> Quoted | None:
    """The quotation that begins at ``start``, which is a mark; None where it is not closed before ``limit``.

    Marks within are counted: one after white space opens, another one closes.
    """
    depth, at = 0, start
    while 0 <= at < limit:
        opens = at <= start + 1 or (text[at - 1] in _OPENS_BEFORE and not text[at + 1 : at + 2].isspace())
        depth += 1 if opens else -1
        if depth == 0:
            return Quoted(trimmed(text, Span(start + 1, at)), at + 1)
        at = text.find('"', at + 1, limit)
    return None


def quotes_in(text: str, start: int, limit: int) -> Iterator[Quoted]:
    """The quotations of ``text[start:limit]``, in order."""
    at = text.find('"', start, limit)
    while at >= 0:
        found = quoted_at(text, at, min(limit, at + LONGEST_QUOTE_CHARS))
        if found is not None and len(found.span):
            yield found
        at = text.find('"', found.end if found is not None else at + 1, limit)


def new_text(text: str, start: int, limit: int) -> Quoted | None:
    """The new words that begin at or after ``start``, quoted or not, up to ``limit``; None where there are none."""
    while start < limit and (text[start].isspace() or text[start] in ":,-"):
        start += 1
    if start >= limit:
        return None
    if text[start] != '"':
        span = _item(text, start, limit)
        return Quoted(span, limit) if len(span) else None
    whole = quoted_at(text, start, limit)
    if whole is not None and _DEFINES.match(text, whole.end, limit):
        return Quoted(_item(text, start, limit), limit)
    last = max((found.start() for found in _CLOSING.finditer(text, start + 1, limit)), default=-1)
    if whole is not None and (last < whole.end or text[whole.end : limit].strip(" .;,)\n") == ""):
        return whole
    if whole is not None and "\n" not in text[whole.end : last]:
        return whole
    if last > start:  # paragraphs that each begin with a mark, of which the last one closes
        return Quoted(trimmed(text, Span(start + 1, last)), last + 1)
    return whole or Quoted(trimmed(text, Span(start + 1, limit)), limit)


def _item(text: str, start: int, end: int) -> Span:
    """Words without what leads to the next item of a list behind them: ``; and``."""
    span = trimmed(text, Span(start, end))
    listed = _LIST_END.search(text, max(span.start, span.end - 8), span.end)
    return Span(span.start, listed.start()) if listed else span
