"""Matches the clauses of a contract to the entries and positions of a library."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from clause_library.classification import TypedSpan
from clause_library.matching.explanation import agreeing_words, why, why_not
from clause_library.matching.index import LibraryIndex, library_index, library_vectors, roles_of
from clause_library.matching.odds import MATCH_THRESHOLD
from clause_library.matching.positions import choose_position
from clause_library.matching.scores import LEXICAL_CONTAINED, LEXICAL_RATIO, Query, Scores, score
from clause_library.matching.told import Told
from clause_library.matching.units import Unit, units_of, windows_of
from clause_library.tracked_changes import Struck, TrackedChanges, split_heading
from clause_library.types import AgreementType, Alternative, Entry, Library, Match, Position
from clause_library.wording.normalize import Roles, Wording, wording
from extractor.types import Clause, Contract, Span
from models.interfaces import Encoders

_ALTERNATIVES = 3
_LEAST_ALTERNATIVE = 0.3
_SAME_WORDING = 0.9999
_STILL_READABLE = 0.5
"""Less like its position than this, a revised clause is placed by what it said before."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A unit, or some sentences of it, with the entry and position it answers to.

    ``was_similar`` is how near its words were to the position's before the tracked revisions.
    """

    unit: Unit
    spans: tuple[Span, ...]
    wording: Wording
    entry: Entry
    position: Position
    score: float
    similarity: float
    was_similar: float
    method: Literal["exact", "lexical", "semantic"]
    scores: Mapping[str, float]
    words: tuple[str, ...]
    reason: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """All that matching a contract came to: what was matched, what was not, and what struck passages had been.

    ``nearest`` is the best score that any clause, or sentence of one, reached for an entry, by clause type.
    """

    matched: tuple[Matched, ...]
    unmatched: tuple[Unit, ...]
    struck: tuple[tuple[Struck, Matched | None], ...]
    nearest: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A unit with where its tokens start, and the numbers of its queries."""

    unit: Unit
    starts: Sequence[int]
    whole: int
    original: int | None
    windows: tuple[tuple[tuple[Span, ...], int], ...]


def match_clauses(contract: Contract, library: Library, encoders: Encoders) -> tuple[Match, ...]:
    """Each clause's entry and position, in reading order; clauses without an entry are left out.

    :raises models.interfaces.ModelError: when an encoder cannot be run.
    """
    matching = match_contract(contract, TrackedChanges(contract.document), library, encoders, roles_of(library))
    return public_matches(matching, contract)


def match_contract(
    contract: Contract,
    tracked: TrackedChanges,
    library: Library,
    encoders: Encoders,
    roles: Roles,
    agreement_type: AgreementType | None = None,
    typed: Sequence[TypedSpan] = (),
    taken_out: Sequence[Struck] = (),
) -> Matching:
    """Matches of all provisions and of all passages that revisions struck; ``roles`` are this contract's party names.

    ``typed`` is what ``classify`` says of this contract, ``taken_out`` passages that went without a revision.

    :raises models.interfaces.ModelError: when an encoder cannot be run.
    """
    index = library_index(library)
    units = units_of(contract, tracked, roles)
    struck = [(item, _struck_unit(item, roles)) for item in (*tracked.struck, *taken_out)]
    queries: list[Query] = []
    told = Told(typed)
    plans = [_plan(unit, queries, told) for unit in (*units, *(unit for _, unit in struck))]
    scores = score(queries, index, encoders, agreement_type)
    results = [_decide(plan, scores, index, encoders) for plan in plans]
    matched = [match for result in results[: len(units)] for match in result]
    covered = {id(match.unit) for match in matched}
    gone = [result[0] if result else None for result in results[len(units) :]]
    return Matching(
        matched=tuple(matched),
        unmatched=tuple(unit for unit in units if id(unit) not in covered),
        struck=tuple((item, match) for (item, _), match in zip(struck, gone, strict=True)),
        nearest=_nearest(plans[: len(units)], scores, index),
    )


def public_matches(matching: Matching, contract: Contract) -> tuple[Match, ...]:
    """The matches as a review shows them."""
    text = contract.document.text
    return tuple(_public(match, match.unit.clause, text) for match in matching.matched if match.unit.clause)


def _nearest(plans: Sequence[_Planned], scores: Scores, index: LibraryIndex) -> dict[str, float]:
    if not plans or not index.entries:
        return {}
    numbers = [number for plan in plans for number in (plan.whole, *(window for _, window in plan.windows))]
    best = scores.combined[numbers].max(axis=0)
    return {entry.clause_type: float(value) for entry, value in zip(index.entries, best, strict=True)}


def _public(match: Matched, clause: Clause, text: str) -> Match:
    start, end = match.spans[0].start, match.spans[-1].end
    while end > start and text[end - 1].isspace():
        end -= 1
    return Match(
        quote=text[start:end],
        start=start,
        end=end,
        page=clause.page,
        paragraph=clause.paragraph,
        clause=clause.id,
        clause_type=match.entry.clause_type,
        position=match.position.id,
        score=round(match.score, 4),
        similarity=round(match.similarity, 4),
        method=match.method,
        scores=match.scores,
        words=match.words,
        reason=match.reason,
        alternatives=match.alternatives,
    )


def _struck_unit(struck: Struck, roles: Roles) -> Unit:
    """What was struck, under the heading that it begins with; a heading alone is all that there is to match."""
    heading, rest = split_heading(struck.paragraphs[0])
    body = "\n".join(words for words in (rest, *struck.paragraphs[1:]) if words)
    return Unit(None, (), heading, bool(heading), wording(body or heading, roles))


def _plan(unit: Unit, queries: list[Query], told: Told) -> _Planned:
    starts = [token.start for token in unit.wording.tokens]

    def ask(words: Wording, spans: Sequence[Span], *, part_of: tuple[int, ...] = ()) -> int:
        own_heading = unit.own_heading and not part_of
        queries.append(Query(words, unit.heading, own_heading, told.within(spans), part_of))
        return len(queries) - 1

    whole = ask(unit.wording, unit.spans)
    original = None if unit.original is None else ask(unit.original, unit.spans)
    part_of = (whole,) if original is None else (whole, original)
    windows = tuple(
        (spans, ask(_within(unit.wording, starts, spans), spans, part_of=part_of)) for spans in windows_of(unit)
    )
    return _Planned(unit, starts, whole, original, windows)


def _decide(plan: _Planned, scores: Scores, index: LibraryIndex, encoders: Encoders) -> tuple[Matched, ...]:
    if not index.entries:
        return ()
    reads_as_one = any(
        number is not None and scores.ratio[number].max() >= LEXICAL_RATIO for number in (plan.whole, plan.original)
    )
    groups = [] if reads_as_one else _window_groups(plan, scores)
    if len(groups) > 1:
        return tuple(
            _matched(
                plan.unit,
                spans,
                _within(plan.unit.wording, plan.starts, spans),
                number,
                None,
                entry,
                scores,
                index,
                encoders,
            )
            for entry, spans, number in groups
        )
    numbers = [plan.whole] if plan.original is None else [plan.whole, plan.original]
    number = max(numbers, key=lambda n: float(scores.combined[n].max()))
    entry = int(scores.combined[number].argmax())
    if scores.combined[number, entry] < MATCH_THRESHOLD:
        return ()
    was = plan.unit.original
    unit = plan.unit
    return (_matched(unit, unit.spans, unit.wording, number, was, entry, scores, index, encoders),)


def _window_groups(plan: _Planned, scores: Scores) -> list[tuple[int, tuple[Span, ...], int]]:
    """Runs of sentences of one entry: (entry, spans, number of the best query). Those of none join their neighbour."""
    groups: list[tuple[int, tuple[Span, ...], int]] = []
    waiting: tuple[Span, ...] = ()
    for spans, number in plan.windows:
        entry = int(scores.combined[number].argmax())
        if scores.combined[number, entry] < MATCH_THRESHOLD:
            if groups:
                groups[-1] = (groups[-1][0], (*groups[-1][1], *spans), groups[-1][2])
            else:
                waiting = (*waiting, *spans)
        elif groups and groups[-1][0] == entry:
            best = max(groups[-1][2], number, key=lambda n: float(scores.combined[n, entry]))
            groups[-1] = (entry, (*groups[-1][1], *spans), best)
        else:
            groups.append((entry, (*waiting, *spans), number))
            waiting = ()
    return groups


def _within(words: Wording, starts: Sequence[int], spans: Sequence[Span]) -> Wording:
    """The tokens in some spans; ``starts`` are where the tokens start."""
    cuts = [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in spans]
    return Wording(words.text, tuple(token for first, last in cuts for token in words.tokens[first:last]))


def _matched(
    unit: Unit,
    spans: tuple[Span, ...],
    words: Wording,
    number: int,
    original: Wording | None,
    entry: int,
    scores: Scores,
    index: LibraryIndex,
    encoders: Encoders,
) -> Matched:
    cosines = _cosines(number, scores, index, encoders)
    position, similar = choose_position(words, entry, index, cosines)
    was_similar = similar
    if original is not None:
        was_position, was_similar = choose_position(original, entry, index, None)
        if similar < _STILL_READABLE < was_similar:
            position = was_position
    names = ("terms", "ratio", "heading", "types", "fast")
    parts = {name: round(float(getattr(scores, name)[number, entry]), 4) for name in names}
    if number in scores.precise:
        parts["precise"] = round(float(np.nanmax(cosines[index.rows_of(entry)])), 4)
    method = _method(number, entry, scores, revised=original is not None)
    row = next(row for row in index.rows_of(entry) if index.rows[row][1] is position)
    agreeing = agreeing_words(words, row, index)
    in_our_words = parts["ratio"] >= LEXICAL_RATIO
    return Matched(
        unit=unit,
        spans=spans,
        wording=words,
        entry=index.entries[entry],
        position=position,
        score=float(scores.combined[number, entry]),
        similarity=similar,
        was_similar=was_similar,
        method=method,
        scores=parts,
        words=agreeing,
        reason=why(parts, agreeing, same_words=method == "exact", in_our_words=in_our_words),
        alternatives=_alternatives(number, entry, cosines, scores, index),
    )


def _cosines(number: int, scores: Scores, index: LibraryIndex, encoders: Encoders) -> NDArray[np.float32]:
    """How near a query is in meaning to all positions, by the precise encoder where it was asked, shape (rows,)."""
    if number in scores.precise:
        return scores.precise[number]
    library = library_vectors(index, encoders.fast, range(len(index.rows)))
    return np.asarray(library @ scores.vectors[number], dtype=np.float32)


def _method(number: int, entry: int, scores: Scores, *, revised: bool) -> Literal["exact", "lexical", "semantic"]:
    if scores.ratio[number, entry] >= _SAME_WORDING and not revised:
        return "exact"
    by_words = scores.ratio[number, entry] >= LEXICAL_RATIO or scores.contained[number, entry] >= LEXICAL_CONTAINED
    return "lexical" if by_words else "semantic"


def _alternatives(
    number: int, entry: int, cosines: NDArray[np.float32], scores: Scores, index: LibraryIndex
) -> tuple[Alternative, ...]:
    order = np.argsort(-scores.combined[number], kind="stable")
    found: list[Alternative] = []
    for other in order[: _ALTERNATIVES + 1].tolist():
        value = float(scores.combined[number, other])
        if other == entry or value < _LEAST_ALTERNATIVE:
            continue
        rows = index.rows_of(other)
        row = rows[int(np.nan_to_num(cosines[rows], nan=-1.0).argmax())]
        reason = why_not(number, other, entry, scores, index)
        found.append(Alternative(index.entries[other].clause_type, index.rows[row][1].id, round(value, 4), reason))
    return tuple(found[:_ALTERNATIVES])
