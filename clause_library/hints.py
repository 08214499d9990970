"""What the fields of a contract tell about its sentences: words that a term was read from are about that term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.fields.dates import find_dates
from extractor.types import Field, Span

_NAMED = {
    "title": "agreement_title",
    "party": "parties",
    "agreement_date": "agreement_date",
    "effective_date": "effective_date",
}
"""Fields that are read from a few words, and the clause types that those words have."""

_STATED = {
    "expiration_date": "initial_term",
    "initial_term": "initial_term",
    "renewal_type": "renewal",
    "renewal_term": "renewal",
    "renewal_notice_period": "non_renewal_notice",
    "governing_law": "governing_law",
    "termination_for_convenience": "termination_for_convenience",
    "liability_cap": "limitation_of_liability",
}
"""Fields that are read from sentences, and the clause types that those sentences have."""

_SAME_WORDS = 0.9
"""The words of a field have its type elsewhere too, if less surely."""

Hints = Mapping[str, float]
"""Clause types that fields give to some words, each with how surely, in [0, 1]."""


def hints_of(text: str, spans: Sequence[Span], fields: Sequence[Field]) -> tuple[Hints, ...]:
    """What the fields of the contract with this ``text`` tell about each of its ``spans``."""
    by_name = [field for field in fields if field.name in _NAMED]
    named = [(_NAMED[field.name], words, field) for field in by_name for words in _of(text, field)]
    stated = [(_STATED[field.name], field) for field in fields if field.name in _STATED]
    alike = {(kind, _plain(text, words)): field.confidence * _SAME_WORDS for kind, words, field in named}
    kinds = {kind for kind, _, _ in named}
    return tuple(_best(_hints(span, _plain(text, span), named, stated, alike, kinds)) for span in spans)


def _hints(
    span: Span,
    words: str,
    named: Sequence[tuple[str, Span, Field]],
    stated: Sequence[tuple[str, Field]],
    alike: Mapping[tuple[str, str], float],
    kinds: set[str],
) -> Iterator[tuple[str, float]]:
    for kind, place, field in named:
        shared = _shared(span, place)
        if shared > 0:
            yield kind, field.confidence * shared / max(len(span), len(place))
    for kind, field in stated:
        if _shared(span, field.span) * 2 > min(len(span), len(field.span)):
            yield kind, field.confidence
    for kind in kinds:
        yield kind, alike.get((kind, words), 0.0)


def _best(hints: Iterator[tuple[str, float]]) -> Hints:
    best: dict[str, float] = {}
    for kind, confidence in hints:
        if confidence > best.get(kind, 0.0):
            best[kind] = round(confidence, 4)
    return best


def _of(text: str, field: Field) -> Iterator[Span]:
    """The words that a named field was read from: the date, or the name and the defined term of a party."""
    if isinstance(field.value, dict):
        for part in ("name", "defined_as"):
            words = str(field.value.get(part) or "")
            at = text.find(words, field.start, field.end) if words else -1
            if at >= 0:
                yield Span(at, at + len(words))
    else:
        yield next((date.span for date in find_dates(text, field.start, field.end)), field.span)


def _plain(text: str, span: Span) -> str:
    return text[span.start : span.end].lower()


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
