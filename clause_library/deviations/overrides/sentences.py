"""The sentences that may take a protection away, each with its references masked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clause_library.deviations.case import Case
from clause_library.deviations.overrides.phrases import CITED, OTHER, OWN, TRIGGER
from clause_library.deviations.overrides.protections import Cited, Protections
from clause_library.matching.matcher import Matched, Matching
from clause_library.matching.units import Unit
from clause_library.wording.normalize import Wording, wording
from extractor.fields.phrasing import plain
from extractor.types import Span

_LONGEST_CHARS = 1_500


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the provision that it stands in and what that was matched to.

    ``words`` are its tokens, ``masked`` its text in small letters with its references masked: both count from its
    beginning, white space squeezed. ``cited`` are its references, each with its place in ``masked``; ``places`` tell
    for each offset of the sentence as it stands in the contract the one in ``masked``.
    """

    span: Span
    unit: Unit
    match: Matched | None
    words: Wording
    masked: str
    cited: tuple[tuple[tuple[int, int], Cited], ...]
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> Span:
        """Where in the text of the contract a part of ``masked`` stands."""
        first, last = (bisect_left(self.places, place) for place in (start, end))
        return Span(self.span.start + first, min(self.span.start + last, self.span.end))


def sentences_of(case: Case, matching: Matching, protections: Protections) -> Iterator[Sentence]:
    """Those with a telling word or the number of a clause, in reading order.

    What stands in no provision (tables, signatures) is left out.
    """
    text = case.contract.document.text
    parts = sorted(_parts(matching), key=lambda part: part[0].start)
    starts = [span.start for span, _, _ in parts]
    done = -1
    said = (found.start() for found in TRIGGER.finditer(plain(text)))
    for place in sorted({*said, *protections.referred}):
        at = bisect_right(starts, place) - 1
        if place < done or at < 0 or place >= parts[at][0].end:
            continue
        part, unit, match = parts[at]
        span = case.places.sentence(place, part)
        done = span.end
        if place < span.end and len(span) <= _LONGEST_CHARS:
            yield _sentence(case, span, unit, match, protections.cited(span))


def _parts(matching: Matching) -> Iterator[tuple[Span, Unit, Matched | None]]:
    yield from ((span, match.unit, match) for match in matching.matched for span in match.spans)
    yield from ((span, unit, None) for unit in matching.unmatched for span in unit.spans)


def _sentence(case: Case, span: Span, unit: Unit, match: Matched | None, cited: Iterable[Cited]) -> Sentence:
    squeezed, places = _squeezed(plain(case.contract.document.quote(span)))
    placed = tuple(
        ((places[max(one.span.start, span.start) - span.start], places[one.span.end - span.start]), one)
        for one in cited
    )
    masked = squeezed.lower() if len(squeezed.lower()) == len(squeezed) else squeezed
    for (start, end), one in placed:
        sign = OWN if one.own else CITED if one.protections else OTHER
        masked = f"{masked[:start]}{sign * (end - start)}{masked[end:]}"
    return Sentence(span, unit, match, wording(squeezed, case.roles), masked, placed, tuple(places))


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with single blanks, and for each of its offsets (its end too) the one in the squeezed text."""
    kept: list[str] = []
    places = []
    for sign in text:
        blank = sign == " " and kept[-1:] == [" "]
        places.append(len(kept) - blank)
        if not blank:
            kept.append(sign)
    return "".join(kept), [*places, len(kept)]
