"""What each provision of a contract is about: its sentences, as a model of clause types sees them, and what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clause_library.hints import hints_of
from clause_library.opening import OPENING_CHARS, OPENING_TYPES, may_tell, pieces_of
from clause_library.places import Places
from clause_library.types import TypedWords
from extractor.types import Clause, Contract, Evidence, Field, Span
from models.interfaces import ClauseTyper, Passage, SentenceSplitter


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """Words of a contract that are about a clause type, with the calibrated ``probability`` that they are."""

    clause_type: str
    clause: str
    span: Span
    probability: float


LIKELY = 0.5
"""From this probability on words are rather about a type than not."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a piece of one, of a contract: its place, its clause, and the passage that a model is shown."""

    span: Span
    clause: Clause
    passage: Passage


def classify(
    contract: Contract, typer: ClauseTyper, splitter: SentenceSplitter, fields: Sequence[Field] = ()
) -> tuple[TypedSpan, ...]:
    """What the sentences of ``contract`` are about, in reading order; one may have several types, or none.

    Its ``fields`` give hints: what a term was read from is likely to be about it.

    :raises models.interfaces.ModelError: when the model cannot be run.
    """
    sentences = sentences_of(contract, splitter, fields)
    typed = typer.types([sentence.passage for sentence in sentences])
    spans = (
        TypedSpan(
            found.label,
            sentences[found.first].clause.id,
            Span(sentences[found.first].span.start, sentences[found.last].span.end),
            found.probability,
        )
        for found in typed
        if sentences[found.first].passage.clause >= 0 or found.label in OPENING_TYPES
    )
    return tuple(sorted(spans, key=lambda found: (found.span.start, found.span.end, found.clause_type)))


def likely(typed: Sequence[TypedSpan], places: Places) -> tuple[TypedWords, ...]:
    """What is told with at least :data:`LIKELY`, as a review shows it; of overlapping words of a type the likeliest."""
    kept: dict[str, list[TypedSpan]] = {}
    some = (found for found in typed if found.probability >= LIKELY)
    for found in sorted(some, key=lambda found: (-found.probability, found.span.start, found.span.end)):
        others = kept.setdefault(found.clause_type, [])
        # Those kept are in order and apart: only the two around a place can overlap what stands there.
        at = bisect_left(others, found.span.start, key=lambda other: other.span.start)
        if not any(_overlap(found.span, other.span) for other in others[max(0, at - 1) : at + 1]):
            others.insert(at, found)
    ordered = sorted(
        (found for some in kept.values() for found in some), key=lambda one: (one.span.start, one.span.end)
    )
    return tuple(_typed_words(found, places.evidence(found.span)) for found in ordered)


def _typed_words(found: TypedSpan, at: Evidence) -> TypedWords:
    return TypedWords(
        quote=at.quote,
        start=at.start,
        end=at.end,
        page=at.page,
        paragraph=at.paragraph,
        clause=found.clause,
        clause_type=found.clause_type,
        probability=round(found.probability, 4),
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def sentences_of(contract: Contract, splitter: SentenceSplitter, fields: Sequence[Field] = ()) -> tuple[Sentence, ...]:
    """The pieces of the opening, then the sentences of all clauses, in reading order, with the headings over them."""
    found = [sentence for root in contract.clauses for sentence in _under(root, "", contract, splitter)]
    shown = [*_pieces(contract, found), *_by_clause(found)]
    hints = hints_of(contract.document.text, [sentence.span for sentence in shown], fields)
    return tuple(
        replace(sentence, passage=replace(sentence.passage, hints=told))
        for sentence, told in zip(shown, hints, strict=True)
    )


def _pieces(contract: Contract, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The pieces of each sentence of the opening stand beside each other and apart from all else; each once."""
    text = contract.document.text
    known: set[tuple[str, str]] = set()
    for number, sentence in enumerate(sentences, start=1):
        if sentence.span.start < OPENING_CHARS and may_tell(sentence.passage.text):
            for kind, span in pieces_of(text, Span(sentence.span.start, min(sentence.span.end, OPENING_CHARS))):
                words = text[span.start : span.end]
                if kind == "words" or (kind, words) not in known:
                    known.add((kind, words))
                    yield Sentence(span, sentence.clause, Passage(words, -number, f"opening {kind}"))


def _by_clause(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    numbers: dict[str, int] = {}
    for sentence in sentences:
        number = numbers.setdefault(sentence.clause.id, len(numbers))
        yield replace(sentence, passage=replace(sentence.passage, clause=number))


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
