"""What each provision of a contract is about: its sentences, as a model of clause types sees them, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.types import Clause, Contract, Span
from models.interfaces import ClauseTyper, Passage, SentenceSplitter


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """Words of a contract that are about a clause type, with the calibrated ``probability`` that they are."""

    clause_type: str
    clause: str
    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a contract: its place, its clause, and the passage that a model is shown."""

    span: Span
    clause: Clause
    passage: Passage


def classify(contract: Contract, typer: ClauseTyper, splitter: SentenceSplitter) -> tuple[TypedSpan, ...]:
    """What the sentences of ``contract`` are about, in reading order; one may have several types, or none.

    :raises models.interfaces.ModelError: when the model cannot be run.
    """
    sentences = sentences_of(contract, splitter)
    typed = typer.types([sentence.passage for sentence in sentences])
    spans = (
        TypedSpan(
            found.label,
            sentences[found.first].clause.id,
            Span(sentences[found.first].span.start, sentences[found.last].span.end),
            found.probability,
        )
        for found in typed
    )
    return tuple(sorted(spans, key=lambda found: (found.span.start, found.span.end, found.clause_type)))


def sentences_of(contract: Contract, splitter: SentenceSplitter) -> tuple[Sentence, ...]:
    """The sentences of all clauses, in reading order, each with the headings that it stands under."""
    found = [sentence for root in contract.clauses for sentence in _under(root, "", contract, splitter)]
    return tuple(
        Sentence(sentence.span, sentence.clause, _numbered(sentence.passage, number))
        for number, sentence in _by_clause(found)
    )


def _by_clause(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    numbers: dict[str, int] = {}
    for sentence in sentences:
        yield numbers.setdefault(sentence.clause.id, len(numbers)), sentence


def _numbered(passage: Passage, number: int) -> Passage:
    return Passage(passage.text, number, passage.heading, passage.above)


def _under(clause: Clause, above: str, contract: Contract, splitter: SentenceSplitter) -> Iterator[Sentence]:
    """The sentences of a clause (its number and heading among its words) and then of those below it."""
    text = contract.document.text
    start, end = clause.extent.start, max(clause.span.end, clause.extent.start)
    for first, last in splitter.split(text[start:end]):
        span = Span(start + first, start + last)
        yield Sentence(span, clause, Passage(text[span.start : span.end], 0, clause.heading, above))
    below = f"{above} / {clause.heading}".strip(" /")
    for child in clause.children:
        yield from _under(child, below, contract, splitter)
