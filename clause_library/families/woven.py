"""Text that is woven of stretches of several documents, each with its place in the document that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.types import Span


@dataclass(frozen=True, slots=True)
class Strand:
    """A stretch of the text of ``member``; None where the words are no document's: the line break between two."""

    member: str | None
    start: int
    length: int

    def cut(self, start: int, end: int) -> Strand:
        """The part ``[start, end)`` of the stretch."""
        return Strand(self.member, self.start + start, end - start)


@dataclass(frozen=True)
class Woven:
    """A text and the strands that it consists of, in order; their lengths add up to that of the text."""

    text: str
    strands: tuple[Strand, ...]

    @classmethod
    def of(cls, member: str, text: str, span: Span | None = None) -> Woven:
        """The text of a document, or the part of it at ``span``."""
        whole = Span(0, len(text)) if span is None else span
        return cls(text[whole.start : whole.end], (Strand(member, whole.start, len(whole)),) if len(whole) else ())

    @classmethod
    def glue(cls, text: str) -> Woven:
        """Words that no document holds."""
        return cls(text, (Strand(None, 0, len(text)),) if text else ())

    def __add__(self, other: Woven) -> Woven:
        """Both, one after the other."""
        return Woven(self.text + other.text, _joined((*self.strands, *other.strands)))

    def part(self, start: int, end: int) -> Woven:
        """The text from ``start`` to ``end`` with its strands."""
        return Woven(self.text[start:end], tuple(strand for strand, _ in self._within(start, end)))

    def without(self, start: int, end: int, instead: Woven | None = None) -> Woven:
        """The text with other words, or none, from ``start`` to ``end``."""
        middle = instead or Woven("", ())
        return self.part(0, start) + middle + self.part(end, len(self.text))

    def places(self, start: int, end: int) -> tuple[tuple[str, Span], ...]:
        """In which documents the words from ``start`` to ``end`` stand, without white space at the ends of each."""
        found = []
        for strand, at in self._within(start, end):
            words = self.text[at : at + strand.length]
            left, right = len(words) - len(words.lstrip()), len(words.rstrip())
            if strand.member is not None and left < right:
                found.append((strand.member, Span(strand.start + left, strand.start + right)))
        return tuple(found)

    def find(self, member: str, span: Span) -> Span | None:
        """Where the words at ``span`` of a document stand, all in one stretch; None where they do not any more."""
        for strand, at in zip(self.strands, self._starts, strict=False):
            if strand.member == member and strand.start <= span.start and span.end <= strand.start + strand.length:
                return Span(at + span.start - strand.start, at + span.end - strand.start)
        return None

    @cached_property
    def _starts(self) -> Sequence[int]:
        starts, at = [], 0
        for strand in self.strands:
            starts.append(at)
            at += strand.length
        return starts

    def _within(self, start: int, end: int) -> Iterator[tuple[Strand, int]]:
        """The parts of the strands from ``start`` to ``end``, each with where it stands in the text."""
        for strand, at in zip(self.strands, self._starts, strict=False):
            left, right = max(start, at), min(end, at + strand.length)
            if left < right:
                yield strand.cut(left - at, right - at), left


def _joined(strands: Sequence[Strand]) -> tuple[Strand, ...]:
    """The strands with those that go on in the same document as one."""
    found: list[Strand] = []
    for strand in strands:
        last = found[-1] if found else Strand(None, 0, 0)
        if last.member is not None and last.member == strand.member and last.start + last.length == strand.start:
            found[-1] = Strand(last.member, last.start, last.length + strand.length)
        else:
            found.append(strand)
    return tuple(found)
