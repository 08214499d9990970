"""The tracked fields of ``fields.yaml``: what the forms come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clause_library.loading.bands import operators_of, values_of
from clause_library.loading.schema import BandForm, FieldForm, FieldsForm
from clause_library.loading.yaml_source import Source
from clause_library.profiles.telling import way_in_words
from clause_library.types import SEVERITIES, Choice, FieldCondition, FieldProfile, Severity, Tolerance

Way = tuple[FieldCondition, ...]
"""Conditions that must all hold."""


@dataclass(frozen=True, slots=True)
class FieldsFile:
    """``fields.yaml`` as read."""

    source: Source
    form: FieldsForm


def parts_of(form: FieldForm) -> tuple[str, str | None]:
    """The field's name and its part, None where it has none."""
    field, _, part = form.name.partition(".")
    return field, part or None


def label_meant(word: str, form: FieldForm) -> str | None:
    """The line of the picklist that is called so, however it is capitalised."""
    return next((label for label in form.values if label.casefold() == word.casefold()), None)


def alternatives(form: FieldForm) -> Iterator[tuple[str, BandForm]]:
    """What keeps the standard that the form states: each with its label, empty where it is no line of the picklist."""
    if form.standard is None:
        return
    plain: list[str] = []
    for word in values_of(form.standard, "one_of"):
        label = label_meant(word, form)
        if label is None:
            plain.append(word)
        else:
            yield label, form.values[label]
    if plain:
        yield "", BandForm(one_of=plain)
    elif form.standard.one_of is None:
        yield "", form.standard


def profile_of(form: FieldForm, limits: Sequence[Tolerance]) -> FieldProfile:
    """The tracked field that a form without problems states.

    ``limits`` are those of the library's entries on this field and part: they are the standard where the form has none,
    with their severity (the worst) and their approver where it names none either.
    """
    field, part = parts_of(form)
    where = tuple(FieldCondition(field, "one_of", tuple(words), name) for name, words in form.where.items())
    currency = form.where["currency"][0] if part == "amount" and len(form.where.get("currency", ())) == 1 else None
    ways = [(label, _conditions(band, field, part, currency)) for label, band in alternatives(form)]
    own = form.standard is not None
    if not own and limits:
        inherited = tuple(FieldCondition(field, one.operator, one.value, part, currency) for one in limits)
        ways = [("", tuple(dict.fromkeys(inherited)))]
    severities: list[Severity] = [] if own else [limit.severity for limit in limits]
    approvers = [] if own else [limit.approver for limit in limits]
    return FieldProfile(
        field=field,
        label=form.label,
        part=part,
        agreement_types=tuple(form.agreement_types),
        where=where,
        required=form.required,
        choices=tuple(Choice(label, _conditions(band, field, part, currency)) for label, band in form.values.items()),
        other_allowed=form.other == "allowed",
        standard=tuple(way for _, way in ways),
        standard_in_words=" or ".join(label or way_in_words(way) for label, way in ways),
        severity=form.severity or _worst(severities),
        approver=form.approver or next((one for one in approvers if one is not None), None),
        reason=form.reason or "",
    )


def _worst(severities: Sequence[Severity]) -> Severity:
    return max(severities, key=SEVERITIES.index) if severities else "medium"


def limits_by_field(tolerances: Iterable[Tolerance]) -> Mapping[tuple[str, str | None], list[Tolerance]]:
    """Limits by the field and the part that they are about."""
    found: dict[tuple[str, str | None], list[Tolerance]] = {}
    for tolerance in tolerances:
        found.setdefault((tolerance.field, tolerance.part), []).append(tolerance)
    return found


def _conditions(band: BandForm, field: str, part: str | None, currency: str | None) -> Way:
    """What a value must meet to be one of these."""
    found = []
    for operator in operators_of(band):
        values = values_of(band, operator)
        value = values if operator in ("one_of", "none_of") else values[0]
        found.append(FieldCondition(field, operator, value, part, currency))
    return tuple(found)
