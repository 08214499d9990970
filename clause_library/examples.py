"""Tests a library by its examples: each clause goes through a review, and must come out as its author says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clause_library.errors import LibraryProblem
from clause_library.loading.examples import Example
from clause_library.loading.schema import Outcome
from clause_library.reviewing import review
from clause_library.types import SEVERITIES, DeviationKind, Entry, Library, Review, Severity
from extractor.limits import Limits
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Contract
from models.interfaces import ClauseTyper, Encoders, SentenceSplitter


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a review says of an example; ``kinds`` in the order of the review, ``severity`` the worst against us."""

    outcome: Outcome
    kinds: tuple[DeviationKind, ...]
    severity: Severity


def check_examples(
    examples: Sequence[Example],
    library: Library,
    *,
    encoders: Encoders,
    typer: ClauseTyper,
    sentences: SentenceSplitter,
) -> Iterator[LibraryProblem]:
    """A problem for each example that does not come out as expected, as they are found.

    Each is reviewed as a contract of this one clause, under the entry's title, of the first type of agreement that the
    entry is used in. What such a contract lacks is not told.

    :raises models.interfaces.ModelError: when a language model cannot be run.
    """
    for example in examples:
        entry = library.entry(example.clause_type)
        made = review(
            _contract_of(example, entry),
            library,
            encoders=encoders,
            typer=typer,
            sentences=sentences,
            today=date.min,
            agreement_type=entry.used_in[0],
        )
        told = _difference(example, made)
        if told:
            yield example.problem(told)


def outcome_of(made: Review) -> Verdict:
    """What the review comes to: ``approved`` where nobody has to look at anything."""
    told = [deviation for deviation in made.deviations if deviation.kind != "missing_clause"]
    kinds = tuple(dict.fromkeys(deviation.kind for deviation in told))
    worst = max((SEVERITIES.index(deviation.severity) for deviation in told if deviation.may_harm), default=0)
    outcome: Outcome = "approved"
    if "prohibited_position" in kinds:
        outcome = "prohibited"
    elif any(deviation.needs_attention for deviation in told):
        outcome = "deviation"
    return Verdict(outcome, kinds, SEVERITIES[worst])


def _contract_of(example: Example, entry: Entry) -> Contract:
    paragraphs = example.text.replace("\n", "\n\n")
    return segment(read(f"1. {entry.title}\n\n{paragraphs}\n".encode(), "example.txt", Limits()))


def _difference(example: Example, made: Review) -> str | None:
    """How the review differs from what was expected; None where it does not."""
    taken = tuple(dict.fromkeys(match.clause_type for match in made.matches))
    expected = _in_words(example.outcome, example.kinds, example.severity)
    if example.clause_type not in taken:
        return f"expected {expected}, got a clause that was taken for {' and '.join(taken) or 'none of the entries'}"
    found = outcome_of(made)
    as_expected = (
        found.outcome == example.outcome
        and set(example.kinds) <= set(found.kinds)
        and example.severity in (None, found.severity)
    )
    return None if as_expected else f"expected {expected}, got {_in_words(found.outcome, found.kinds, found.severity)}"


def _in_words(outcome: Outcome, kinds: Sequence[DeviationKind], severity: Severity | None) -> str:
    parts = [*([", ".join(kinds)] if kinds else []), *([f"severity {severity}"] if severity else [])]
    return f"{outcome} ({'; '.join(parts)})" if parts else outcome
