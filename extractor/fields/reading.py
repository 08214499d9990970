"""A contract as the field rules read it: plain text with the document's own offsets, sentences only where asked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.phrasing import plain
from extractor.fields.word_index import WordIndex
from extractor.segmentation import clause_at, clauses_at
from extractor.types import Clause, Contract, FieldValue, Lost, Span
from models.interfaces import SentenceSplitter

PIECE_CHARS = 600
"""Sentences are split in pieces of about this size: a cue in a long paragraph costs milliseconds, not the paragraph."""

_STOP = re.compile(r"[.;]\s{1,20}(?=[A-Z\"(])")
_JOINED_BLOCKS = 3
_SENTENCE_ENDS = (".", "!", "?", ":", ";", '"', ")", "]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its plain text and its place in the document."""

    text: str
    span: Span

    def place(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the document."""
        return Span(self.span.start + start, self.span.start + end)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a rule found, before one is chosen. ``span`` is what will be quoted."""

    name: str
    value: FieldValue
    span: Span
    method: str
    weight: float = 0.0
    """How well the rule's own signals speak for it, to choose among candidates; not a probability."""
    derived_from: tuple[str, ...] = ()
    others: tuple[Candidate, ...] = ()
    """The candidates of the same name that it was chosen over, the likeliest first."""
    lost: Lost | None = None
    """Why another was chosen; None where it was chosen itself, or where nothing was."""


class Reading:
    """One contract, ready to be searched. Sentences are split on demand and kept."""

    def __init__(self, contract: Contract, sentences: SentenceSplitter) -> None:
        self.contract = contract
        self.text = plain(contract.document.text)
        self._splitter = sentences
        starts = _paragraph_starts(self.text, contract)
        self._paragraphs = [Span(start, end) for start, end in zip(starts, [*starts[1:], len(self.text)], strict=True)]
        self._words = WordIndex([self.text[span.start : span.end].lower() for span in self._paragraphs])
        self._cuts: dict[int, list[int]] = {}
        self._pieces: dict[int, tuple[Sentence, ...]] = {}

    def clause(self, offset: int) -> Clause | None:
        """The deepest clause at ``offset``."""
        return clause_at(self.contract, offset)

    def in_exhibit(self, offset: int) -> bool:
        """Whether the clause at ``offset`` is one of an exhibit."""
        clause = self.clause(offset)
        return clause is not None and clause.part == "exhibit"

    def heading(self, offset: int) -> str:
        """The heading of the clause at ``offset``, in lower case; empty where it has none."""
        clause = self.clause(offset)
        return clause.heading.lower() if clause else ""

    def topic(self, offset: int) -> str:
        """The nearest heading over ``offset``, its own clause's or one further out, in lower case."""
        around = clauses_at(self.contract.clauses, offset)
        return next((clause.heading.lower() for clause in reversed(around) if clause.heading), "")

    def find(self, cue: re.Pattern[str], *words: str) -> Iterator[Sentence]:
        """The sentences in which ``cue`` matches, in order, each once; a match over two sentences does not count.

        Only paragraphs that hold one of ``words`` (lower case) are searched: a plain search for a word is some ten
        times as fast as a pattern.
        """
        for span in self.paragraphs(*words):
            yield from self._find_within(cue, span)

    def paragraphs(self, *words: str) -> Iterator[Span]:
        """The paragraphs that hold one of ``words`` (lower case), in order."""
        for number in self._words.holding(*words):
            yield self._paragraphs[number]

    def _find_within(self, cue: re.Pattern[str], span: Span) -> Iterator[Sentence]:
        start = span.start
        while (match := cue.search(self.text, start, span.end)) is not None:
            sentence = self.sentence_at(match.start())
            start = max(sentence.span.end, match.start() + 1)
            if match.end() <= sentence.span.end or cue.search(sentence.text):
                yield sentence

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset``; between two, the one before."""
        piece = self._piece(offset)
        place = bisect_right(piece, offset, key=lambda sentence: sentence.span.start) - 1
        return piece[max(place, 0)]

    def after(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the same paragraph; None where the paragraph ends."""
        end = self._paragraphs[self._paragraph(sentence.span.start)].end
        start = sentence.span.end
        while start < end and self.text[start].isspace():
            start += 1
        return self.sentence_at(start) if start < end else None

    def _paragraph(self, offset: int) -> int:
        return max(0, bisect_right(self._paragraphs, offset, key=lambda span: span.start) - 1)

    def _piece(self, offset: int) -> tuple[Sentence, ...]:
        paragraph = self._paragraph(offset)
        if paragraph not in self._cuts:
            self._cuts[paragraph] = self._cut(self._paragraphs[paragraph])
        cuts = self._cuts[paragraph]
        place = min(max(1, bisect_right(cuts, offset)), len(cuts) - 1)
        start, end = cuts[place - 1], cuts[place]
        if start not in self._pieces:
            self._pieces[start] = self._split(start, end)
        return self._pieces[start]

    def _cut(self, span: Span) -> list[int]:
        """Where the pieces of a paragraph begin, and where the last one ends."""
        cuts = [span.start]
        while span.end - cuts[-1] > PIECE_CHARS * 3 // 2:
            limit = min(span.end, cuts[-1] + 6 * PIECE_CHARS)
            stop = _STOP.search(self.text, cuts[-1] + PIECE_CHARS, limit)
            cuts.append(stop.end() if stop else limit)
        return cuts if cuts[-1] == span.end and len(cuts) > 1 else [*cuts, span.end]

    def _split(self, start: int, end: int) -> tuple[Sentence, ...]:
        piece = self.text[start:end]
        found = [
            Sentence(piece[first:last], Span(start + first, start + last))
            for first, last in self._splitter.split(piece)
            if last > first
        ]
        return tuple(found) or (Sentence(piece, Span(start, end)),)


def _paragraph_starts(text: str, contract: Contract) -> list[int]:
    """Where paragraphs start; a block that plainly goes on where the last one broke off belongs to it."""
    starts, joined = [0], 0
    for block in contract.document.blocks:
        start, end = block.span.start, block.span.end
        if start == 0 or start >= end:
            continue
        goes_on = block.kind == "paragraph" and joined < _JOINED_BLOCKS and _goes_on(text, starts[-1], start)
        joined = joined + 1 if goes_on else 0
        if not goes_on:
            starts.append(start)
    return starts


def _goes_on(text: str, last_start: int, start: int) -> bool:
    """Whether a sentence runs over the break before ``start``: the next word is in lower case, the last no ending."""
    before = text[last_start:start].rstrip()
    return text[start].islower() and bool(before) and not before.endswith(_SENTENCE_ENDS)
