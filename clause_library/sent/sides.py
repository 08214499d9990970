"""One text as the words that count when versions are compared, with their lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clause_library.wording.normalize import Roles, Token, wording
from extractor.types import Document, Span

Line = tuple[int, int]
"""A line as the half-open range of its tokens."""

# 8.2   8.   (b)   iv)   B.1   Section 8.2.   Exhibit A   at the beginning of a line
DECIMAL = r"\d{1,3}(?:\.\d{1,3}){0,5}"
_NAMED = "article|section|clause|part|exhibit|schedule|annex|appendix|attachment|addendum"
CLAUSE_NUMBER = re.compile(
    rf"\s{{0,8}}(?:(?:{_NAMED})\s{{1,3}}(?:{DECIMAL}|[ivxlc]{{1,6}}\b|[a-z]\b(?:[-.]\d{{1,2}})?)[.:)]?"
    rf"|\(?(?:{DECIMAL}|[a-z]|[ivxlc]{{1,6}})[.)]|\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}\.?|[a-z]{{1,2}}\.{DECIMAL}\.?)"
    r"(?:\(\w{1,4}\)){0,4}(?=\s|$)",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){4}\d{1,4}\s{0,3}$")
_SPACES = re.compile(r"[ \u00a0]{2,}")
_BOX = re.compile("[☐☑☒]")


@dataclass(frozen=True, slots=True)
class Side:
    """One text with the tokens that count; ``breaks`` are the tokens that begin a line, and the end of all."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    breaks: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """From the first to the last of the tokens; empty, behind the token before, where there are none."""
        if start < end:
            return Span(self.tokens[start].start, self.tokens[end - 1].end)
        place = self.tokens[start - 1].end if start else 0
        return Span(place, place)

    def lines(self, start: int, end: int) -> list[Line]:
        """The whole lines inside a range of tokens."""
        first = bisect_right(self.breaks, start - 1)
        inside = self.breaks[first : bisect_right(self.breaks, end)]
        return list(pairwise(inside))


def side_of(text: str, contents: frozenset[str], margins: frozenset[tuple[str, ...]]) -> Side:
    """The tokens of a text without the numbers of its clauses and pages, and without lines that are ``margins``."""
    boxes = [Token(box[0], box.start(), box.end()) for box in _BOX.finditer(text)]
    every = sorted((*_tokens(text), *boxes), key=lambda token: token.start)
    kept: list[Token] = []
    breaks: list[int] = []
    at = start = 0
    for line in text.split("\n"):
        end = start + len(line) + 1
        first = at
        while at < len(every) and every[at].start < end:
            at += 1
        tokens = _counting(every[first:at], line, start, line in contents)
        if tokens and tuple(token.key for token in tokens) not in margins:
            breaks.append(len(kept))
            kept += tokens
        start = end
    keys = tuple(f"\0{token.key}" if token.placeholder else token.key for token in kept)
    return Side(text, tuple(kept), keys, (*breaks, len(kept)))


def _tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, of which quantities may have more than one space in them."""
    pieces: list[str] = []
    moved: list[tuple[int, int]] = [(0, 0)]  # places in the text without further spaces, and how many went before them
    at = gone = 0
    for spaces in _SPACES.finditer(text):
        pieces.append(text[at : spaces.start() + 1])
        at = spaces.end()
        gone += len(spaces[0]) - 1
        moved.append((at - gone, gone))
    tokens = wording("".join([*pieces, text[at:]]), Roles()).tokens
    starts = [place for place, _ in moved]
    for token in tokens:
        start = token.start + moved[bisect_right(starts, token.start) - 1][1]
        end = token.end + moved[bisect_right(starts, token.end - 1) - 1][1]
        yield replace(token, start=start, end=end)


def _counting(tokens: Sequence[Token], line: str, start: int, in_contents: bool) -> list[Token]:
    """The tokens of a line without its number and, in a table of contents, its page."""
    number = CLAUSE_NUMBER.match(line)
    counted = list(tokens)
    if number and not (tokens and _measures(tokens[0])):
        counted = [token for token in tokens if token.start >= start + number.end()]
    paged = in_contents or _LEADERS.search(line) is not None
    if paged and counted and is_number(counted[-1]):
        counted.pop()
    return counted


def is_number(token: Token) -> bool:
    """Whether a token is a bare number, of a page or a clause."""
    return token.key.isdigit() if token.value is None else token.value.kind == "number"


def _measures(token: Token) -> bool:
    """Whether a token is a quantity, which is no clause number: ``1.5 hours``."""
    return token.value is not None and token.value.kind != "number"


def contents_lines(document: Document) -> frozenset[str]:
    """The lines of a table of contents, which end in page numbers."""
    return frozenset(
        document.quote(block.span) for block in document.blocks if (block.style or "").casefold().startswith("toc")
    )
