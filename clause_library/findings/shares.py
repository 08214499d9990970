"""Shares of a whole that do not make 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from clause_library.findings.amounts import (
    FEWEST_PARTS,
    LONGEST_ITEM_CHARS,
    MOST_ROWS,
    NOT_A_PART,
    TOTAL,
    Part,
    check_sum,
    money,
    percents,
)
from clause_library.findings.paper import Paper
from clause_library.types import Finding
from extractor.types import Span

_TOGETHER = re.compile(
    r"\b(?:together|in\s{1,3}total|in\s{1,3}all|in\s{1,3}aggregate|add(?:s|ing)?\s{1,3}up\s{1,3}to"
    r"|sum(?:s|ming)?\s{1,3}(?:up\s{1,3})?to|total(?:s|ling|ing)?|"
    r"amount(?:s|ing)?\s{1,3}(?:together\s{1,3})?to)\b[^.;:%\n]{0,30}?(?P<total>\b100\s?(?:%"
    r"|percent)|one\s{1,3}hundred\s{1,3}per\s?cent\s{0,3}(?:\(\s?100\s?%\s?\))?)",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\b(?:proportions?|share[sd]?|weight(?:s|ing|ings|ed)?|percentages?|allocat\w{0,4}|split|divided"
    r"|instal?lments?|apportion\w{0,4}|distribut\w{0,4})\b",
    re.IGNORECASE,
)
_LEAST, _MOST = Decimal(80), Decimal(120)
"""Shares that make less or more are not shares of one whole."""
_FEWEST_SHARES = 3
_LEAD_CHARS = 240
_OTHER_PERCENT = re.compile(
    r"\b(?:discount|interest|royalt\w{1,3}|commission|tax|vat|increase|uptime|availab\w{1,6}|below|above|credit|late"
    r"|less|more|than|own(?:s|ed|ing)?|stock|voting|if|unless|where|until)\b|[<>]",
    re.IGNORECASE,
)
"""Percentages of these are no shares that one adds up."""


def find_faulty_shares(paper: Paper) -> Iterator[Finding]:
    """Shares that are said to make 100 %, or are listed as those of one whole, and do not."""
    for place, stretch in enumerate(paper.paragraphs):
        match = _TOGETHER.search(paper.figured, stretch.body, stretch.span.end)
        if match is not None:
            within = [part for part in percents(paper, stretch.body, stretch.span.end) if not _inside(part, match)]
            parts = within if len(within) >= FEWEST_PARTS else _items_before(paper, place)
            total = Part(Decimal(100), "%", Span(*match.span("total")))
            yield from check_sum(paper, total, parts, total.span)
            continue
        words = paper.figured[stretch.body : stretch.span.end]
        if "%" not in words and "percent" not in words and "per cent" not in words and not words.rstrip().endswith(":"):
            continue
        if words.rstrip().endswith(":") and _SHARES.search(words):
            yield from _whole(paper, _items_after(paper, place))
        else:
            for sentence in paper.sentences(stretch):
                yield from _whole(paper, _in_sentence(paper, sentence))


def _whole(paper: Paper, parts: Sequence[Part]) -> Iterator[Finding]:
    added = sum((part.value for part in parts), Decimal(0))
    if len(parts) >= _FEWEST_SHARES and _LEAST <= added <= _MOST and added != 100:
        total = Part(Decimal(100), "%", Span(parts[0].span.start, parts[-1].span.end))
        yield from check_sum(paper, total, parts, total.span)


def _in_sentence(paper: Paper, sentence: Span) -> Sequence[Part]:
    """The percentages of a sentence that lists shares, in words or figures; none where they are of different things."""
    words = paper.figured[sentence.start : sentence.end]
    if _SHARES.search(words) is None or NOT_A_PART.search(words) or _OTHER_PERCENT.search(words):
        return ()
    return list(percents(paper, sentence.start, sentence.end))


def _items_after(paper: Paper, place: int) -> list[Part]:
    """The one percentage of each of the paragraphs that follow, as long as they have just one and are no total."""
    found: list[Part] = []
    for stretch in paper.paragraphs[place + 1 : place + 1 + MOST_ROWS]:
        words = paper.figured[stretch.body : stretch.span.end]
        parts = list(percents(paper, stretch.body, stretch.span.end))
        if any(money(paper, stretch.body, stretch.span.end)):
            return []  # percentages by sums are no shares
        if len(parts) != 1 or len(words) > LONGEST_ITEM_CHARS or TOTAL.match(words) or NOT_A_PART.search(words):
            return [] if TOTAL.match(words) else found
        found.append(parts[0])
    return found


def _items_before(paper: Paper, place: int) -> list[Part]:
    """The one percentage of each of the paragraphs before, as long as they have just one."""
    found: list[Part] = []
    while place > 0 and len(found) < MOST_ROWS:
        place -= 1
        stretch = paper.paragraphs[place]
        parts = list(percents(paper, stretch.body, stretch.span.end))
        if len(parts) != 1:
            break
        found.insert(0, parts[0])
    return found


def _inside(part: Part, match: re.Match[str]) -> bool:
    return match.start() <= part.span.start < match.end() + 8
