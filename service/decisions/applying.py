"""The fields of a document as they stand: a person's last word where there is one, else what the machine read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.types import Field, FieldValue
from service.decisions.correcting import subject_of
from service.decisions.types import Correction
from service.decisions.values import SEVERAL, SHAPES


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentField:
    """One field as it stands.

    ``index`` and ``machine`` are the field of the review, None where a person has added it. ``correction`` is the last
    word of a person, None where nobody has said anything. ``value`` is None where a person says that the contract
    states none, or gave the one value of that name elsewhere.
    """

    name: str
    value: FieldValue
    index: int | None
    machine: Field | None
    correction: Correction | None


def last_words(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The last correction of each field, in the order in which the fields were first spoken of.

    :param corrections: oldest first.
    """
    last: dict[uuid.UUID, Correction] = {}
    for one in corrections:
        last[one.subject] = one
    return tuple(last.values())


def current_fields(sha256: str, fields: Sequence[Field], corrections: Iterable[Correction]) -> tuple[CurrentField, ...]:
    """The fields of a review of the document, corrected, then those that only people know of.

    Corrections of an earlier review of the same bytes count too. Where the newer one reads the field otherwise they
    are matched by value, then by place; a rejection is of a value, and says nothing about another at its place.

    :param corrections: all of the document, oldest first.
    """
    last = last_words(corrections)
    matched = _matched(sha256, fields, last)
    used = {one.id for one in matched.values()}
    alone = [one for one in last if one.id not in used and one.action != "rejected"]
    only = {one.field: one for one in alone if one.field in SHAPES and one.field not in SEVERAL}
    read = tuple(_read(index, field, matched.get(index), only) for index, field in enumerate(fields))
    return read + tuple(
        CurrentField(name=one.field, value=one.value, index=None, machine=None, correction=one) for one in alone
    )


def as_fields(fields: Iterable[CurrentField]) -> tuple[Field, ...]:
    """The fields that the contract states as they stand, in their order; what a person said of is certain."""
    return tuple(_as_field(one) for one in fields if one.value is not None)


def _as_field(one: CurrentField) -> Field:
    """The machine's field where nobody says otherwise; else the person's, with the person's words as its evidence."""
    said, machine = one.correction, one.machine
    if machine is not None and said is None:
        return machine
    assert said is not None  # what no machine has read, a person has added
    if machine is not None and said.action == "confirmed" and said.value == machine.value:
        return replace(machine, confidence=1.0)
    same = machine is not None and (said.quote, said.start) == (machine.quote, machine.start)
    place = machine if same else None
    return Field(
        name=one.name,
        value=one.value,
        confidence=1.0,
        method=said.action,
        quote=said.quote,
        start=said.start,
        end=said.end,
        page=place.page if place else None,
        paragraph=place.paragraph if place else None,
        clause=place.clause if place else None,
    )


def _read(index: int, field: Field, correction: Correction | None, only: dict[str, Correction]) -> CurrentField:
    """A field of the review as it stands."""
    if correction is not None:
        return CurrentField(name=field.name, value=correction.value, index=index, machine=field, correction=correction)
    elsewhere = only.get(field.name)
    value = field.value if elsewhere is None else None
    return CurrentField(name=field.name, value=value, index=index, machine=field, correction=elsewhere)


def _matched(sha256: str, fields: Sequence[Field], last: Sequence[Correction]) -> dict[int, Correction]:
    """The correction of each field, by the field's index."""
    by_subject = {one.subject: one for one in last}
    matched: dict[int, Correction] = {}
    for index, field in enumerate(fields):
        exact = by_subject.get(subject_of(sha256, field))
        if exact is not None:
            matched[index] = exact
    for same in (_same_value, _same_place):
        used = {one.id for one in matched.values()}
        for one in last:
            found = [index for index, field in enumerate(fields) if index not in matched and same(field, one)]
            if one.id not in used and len(found) == 1:
                matched[found[0]] = one
    return matched


def _same_value(field: Field, one: Correction) -> bool:
    """Whether the field reads what the correction is about; of an addition, the same words too."""
    if field.name != one.field:
        return False
    if one.machine is not None:
        return field.value == one.machine.value
    return field.value == one.value and field.start < one.end and one.start < field.end


def _same_place(field: Field, one: Correction) -> bool:
    if one.machine is None or one.action == "rejected" or field.name != one.field:
        return False
    return (field.start, field.end) == (one.machine.start, one.machine.end)
