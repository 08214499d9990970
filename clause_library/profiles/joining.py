"""Tells a value once: a tracked field whose value a deviation is about points to it and asks nobody itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clause_library.deviations.kinds import VALUE_KINDS
from clause_library.types import Deviation, DeviationKind, Library, TrackedField
from extractor.types import Field

_OF_VALUES: frozenset[DeviationKind] = frozenset({*VALUE_KINDS.values(), "law_or_venue_changed"})
_OF_POSITIONS: frozenset[DeviationKind] = frozenset({"tolerance_exceeded", "fallback_position", "prohibited_position"})
_OF_ABSENCE: frozenset[DeviationKind] = frozenset({"missing_clause", "clause_removed"})


def joined(
    tracked: Sequence[TrackedField], fields: Sequence[Field], deviations: Sequence[Deviation], library: Library
) -> tuple[TrackedField, ...]:
    """The tracked fields, each that departs with the most serious deviation that tells of the same value.

    That is a deviation at the words of the field: of a value there, or of a limit or position of an entry that is
    about the field. Of what is missing it is the deviation that says that the clause is.
    """
    return tuple(_joined(one, fields, deviations, library) if one.departs else one for one in tracked)


def _joined(
    tracked: TrackedField, fields: Sequence[Field], deviations: Sequence[Deviation], library: Library
) -> TrackedField:
    about = _entries_about(tracked.name.partition(".")[0], library)
    field = None if tracked.index is None else fields[tracked.index]
    # Deviations are sorted, the most serious first.
    same = next((one for one in deviations if one.needs_attention and _tells_of(one, field, about)), None)
    if same is None:
        return tracked
    return replace(tracked, deviation=same.id, severity=same.severity, approver=same.approver)


def _tells_of(deviation: Deviation, field: Field | None, about: frozenset[str]) -> bool:
    if field is None:
        return deviation.kind in _OF_ABSENCE and deviation.clause_type in about
    if not (deviation.start < field.end and field.start < deviation.end):
        return False
    return deviation.kind in _OF_VALUES or (deviation.kind in _OF_POSITIONS and deviation.clause_type in about)


def _entries_about(field: str, library: Library) -> frozenset[str]:
    """The clause types that are about a field: those that limit it, and the one of its name."""
    return frozenset(
        entry.clause_type
        for entry in library.entries
        if entry.clause_type == field or any(limit.field == field for limit in entry.tolerances)
    )
