"""The stretches of an amendment: its paragraphs and numbered items, and which of them begin something new."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.families.operative import is_instruction
from extractor.fields.phrasing import phrase

_BREAK = re.compile(r"\n|(?<=[.;:\")\]]) {1,3}(?=(?:\d{1,2}(?:\.0)?\.? |\(?[a-z]\) |[a-z]\. )(?:[A-Z\"]))")
_MARK = re.compile(
    r"\s{0,20}(?:(?:section|article|§)\s{1,3})?(?:(?P<figure>\d{1,2})(?:\.0)?[.)]?|\(?(?P<letter>[a-z])[.)])\s{1,20}(?=\S)",
    re.IGNORECASE,
)
_HEADING = r"(?:[A-Z][\w ,&/'-]{2,60}[.:] ?)?"
_BOILERPLATE = phrase(
    rf"\W{{0,3}}(?:\d{{1,2}}[.)]{{0,2}} ?)?(?-i:{_HEADING})(?:except (?:as|to the extent)|all (?:other|remaining)"
    r"|in witness|capitali[sz]ed terms|no other (?:changes|amend)|the agreement,? as amended|other than as|save as"
    r"|in the event of (?:a|any|an) (?:conflict|incons)|unless otherwise|this (?:\w{1,12} )?(?:amendment|addendum)"
    r"(?: no\.? \d)? (?:may be|shall be|is governed|constitutes|and the|will be))"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph or item from ``start`` to ``end``; ``mark`` is the number or letter that it begins with."""

    start: int
    end: int
    body: int
    mark: str


class Stretches:
    """The stretches of a plain text, in order."""

    def __init__(self, text: str, stop: int) -> None:
        """Cut ``text``; nothing that begins before ``stop``, where the signatures are, runs over it."""
        self._text = text
        self._stop = stop
        starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        ends = [*starts[1:], len(text)]
        self._all = [
            _stretch(text, start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()
        ]
        self._starts = [one.start for one in self._all]

    def at(self, offset: int) -> Stretch:
        """The stretch that holds ``offset``; between two the one before."""
        place = bisect_right(self._starts, offset) - 1
        return self._all[max(place, 0)] if self._all else Stretch(0, 0, 0, "")

    def limit(self, after: int) -> int:
        """Where what begins at ``after`` must have ended: at the next change, at closing words, or the next number."""
        own = self.at(after)
        for one in self._from(after):
            if after < self._stop <= one.start:
                return self._stop
            if self.begins_anew(one) or _follows(own.mark, one.mark):
                return one.start
        return self._stop if after < self._stop else len(self._text)

    def begins_anew(self, one: Stretch) -> bool:
        """Whether it is a change of its own, or closing words."""
        opening = self._text[one.body : min(one.end, one.body + 400)]
        return is_instruction(opening) or _BOILERPLATE.match(self._text, one.start, one.end) is not None

    def follows(self, offset: int) -> Stretch | None:
        """The first stretch that begins at or behind ``offset``; None at the end."""
        rest = self._from(offset - 1)
        return rest[0] if rest else None

    def _from(self, after: int) -> Sequence[Stretch]:
        return self._all[bisect_right(self._starts, after) :]


def _stretch(text: str, start: int, end: int) -> Stretch:
    mark = _MARK.match(text, start, end)
    if mark is None:
        return Stretch(start, end, start, "")
    return Stretch(start, end, mark.end(), (mark["figure"] or mark["letter"] or "").lower())


def _follows(own: str, other: str) -> bool:
    """Whether a mark is the next one after ``own``: ``4`` after ``3``, ``c`` after ``b``."""
    if own.isdigit() and other.isdigit():
        return int(other) == int(own) + 1
    return len(own) == len(other) == 1 and own.isalpha() and other.isalpha() and ord(other) == ord(own) + 1
