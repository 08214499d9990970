"""Cross-references that lead to another clause than before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from clause_library.sent.as_sent import AsSent
from clause_library.sent.sides import CLAUSE_NUMBER, DECIMAL, Side
from clause_library.sent.types import Silent
from clause_library.wording.alignment import equal_runs
from clause_library.wording.comparison import Difference
from clause_library.wording.normalize import REFERENCE
from extractor.types import Document, Span

_NAMED_NUMBER = re.compile(rf"{DECIMAL}(?:\s?\(\w{{1,4}}\)){{0,4}}")


def referred(
    found: Sequence[Difference], before: Side, after: Side, was: AsSent, sent: Document, returned: Document
) -> Iterator[Silent]:
    """References that lead to another clause than before; one that only follows its clause's number is none."""
    same = {
        old + offset: new + offset
        for old, new, length in equal_runs(found, (len(before.keys), len(after.keys)))
        for offset in range(length)
    }
    changed = [
        (old, new)
        for old, new in same.items()
        if before.keys[old] == REFERENCE and _cited(before, old) != _cited(after, new)
    ]
    if not changed:
        return
    numbered_before, numbered_after = _numbered(sent), _numbered(returned)
    starts = [token.start for token in before.tokens]
    for old, new in changed:
        was_there, is_there = numbered_before.get(_cited(before, old)), numbered_after.get(_cited(after, new))
        if was_there is None or is_there is None:
            continue
        first, last = (bisect_left(starts, place) for place in (was_there.start, was_there.end))
        kept = next((same[place] for place in range(first, last) if place in same), None)
        if kept is None:
            continue
        stands = after.span(kept, kept + 1)
        if not is_there.overlaps(was.place(stands.start, stands.end)):
            span = after.span(new, new + 1)
            yield Silent("referred", before.span(old, old + 1), span, was.place(span.start, span.end))


def _cited(side: Side, token: int) -> str:
    """The number that a reference names, without white space: ``8.2(b)``; empty for an exhibit's letter."""
    found = _NAMED_NUMBER.search(side.text, side.tokens[token].start, side.tokens[token].end)
    return "".join(found[0].split()) if found else ""


def _numbered(document: Document) -> dict[str, Span]:
    """Where the clause of each number stands; a number that several lines have is left out."""
    places: dict[str, Span] = {}
    repeated: set[str] = set()
    for block in document.blocks:
        typed = CLAUSE_NUMBER.match(document.text, block.span.start, block.span.end)
        found = _NAMED_NUMBER.search(block.label or (typed[0] if typed else ""))
        number = "".join(found[0].split()) if found else ""
        if number in places:
            repeated.add(number)
        places[number] = block.span
    return {number: span for number, span in places.items() if number and number not in repeated}
