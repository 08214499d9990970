"""What is wrong in ``fields.yaml``: unknown fields, values that nothing can be, two lines for one, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from clause_library.deviations.comparable_fields import Comparable
from clause_library.errors import LibraryProblem
from clause_library.loading.bands import PERPETUAL, limits_of, means, mistakes, overlaps, values_of
from clause_library.loading.checking import EntryFile, LibraryFile, one_of, tolerance_of
from clause_library.loading.profiles import FieldsFile, alternatives, limits_by_field, parts_of
from clause_library.loading.schema import BandForm, FieldForm
from clause_library.loading.yaml_source import Place, Source
from clause_library.profiles.trackable import OTHER, TRACKABLE_FIELDS, kind_of
from clause_library.types import AgreementType, Tolerance

STAND_IN = "name_not_read"
"""The name of a field whose own name could not be read; nothing more is said of it."""

_MOST_PROBLEMS_OF_A_LIST = 3


def check_profile(
    file: FieldsFile, library: LibraryFile | None, entries: Sequence[EntryFile]
) -> Iterator[LibraryProblem]:
    """Problems of the tracked fields; approvers are not judged where ``library.yaml`` could not be read."""
    roles = None if library is None else [approver.role for approver in library.form.approvers]
    limits = limits_by_field(
        [limit for entry in entries for form in entry.form.tolerances if (limit := tolerance_of(form))]
    )
    for n, form in enumerate(file.form.fields):
        if form.name == STAND_IN:
            continue
        place: Place = ("fields", n)
        if roles is not None and form.approver is not None and form.approver not in roles:
            said = f"unknown approver '{form.approver}'; {one_of(form.approver, roles)}"
            yield file.source.problem((*place, "approver"), said)
        yield from _check_field(form, limits, place, file.source)
    yield from _check_twice(file)


def _check_field(
    form: FieldForm, limits: Mapping[tuple[str, str | None], list[Tolerance]], place: Place, source: Source
) -> Iterator[LibraryProblem]:
    field, part = parts_of(form)
    wrong = _wrong_name(field, part)
    if wrong is not None:
        yield source.problem((*place, "name"), wrong)
        return
    meant = list(_check_where(form, place, source))
    yield from meant
    kind = kind_of(field, part)
    if kind is None:
        yield from _check_presence(form, place, source)
        return
    problems = list(_check_values(form, kind, place, source))
    problems += _check_standard_form(form, kind, place, source)
    yield from problems
    if not meant:
        yield from _check_currency(form, place, source)
    known = limits.get((field, part), [])
    if not problems:
        yield from _check_standard(form, known, place, source)
    yield from _check_use(form, bool(form.standard or known), place, source)


def _wrong_name(field: str, part: str | None) -> str | None:
    parts = TRACKABLE_FIELDS.get(field)
    if parts is None:
        return f"unknown field '{field}'; {one_of(field, TRACKABLE_FIELDS)}"
    named = [name for name in parts if name is not None]
    if part is None or part in named:
        return None
    if not named:
        return f"field '{field}' has no parts that can be tracked; write '{field}' alone"
    return f"field '{field}' has no part '{part}'; {one_of(part, named)}"


def _check_presence(form: FieldForm, place: Place, source: Source) -> Iterator[LibraryProblem]:
    """Of a field without its part nothing can be compared."""
    field, _ = parts_of(form)
    named = [f"{field}.{part}" for part in TRACKABLE_FIELDS[field]]
    instead = f"name a part: {', '.join(named)}" if named else "leave it out"
    for key, given in (("values", form.values), ("standard", form.standard), ("other", form.other == "not_allowed")):
        if given:
            said = f"'{key}' needs a value to compare, and '{field}' alone only tells whether it is stated; {instead}"
            yield source.problem((*place, key), said)
    yield from _check_use(form, False, place, source)


def _check_where(form: FieldForm, place: Place, source: Source) -> Iterator[LibraryProblem]:
    field, part = parts_of(form)
    texts = [name for name, kind in TRACKABLE_FIELDS[field].items() if name and kind == "text" and name != part]
    for name in form.where:
        if name not in texts:
            instead = one_of(name, texts) if texts else f"'{field}' has no other part that is a text"
            yield source.problem((*place, "where", name), f"'where' names another part of the field; {instead}")


def _check_currency(form: FieldForm, place: Place, source: Source) -> Iterator[LibraryProblem]:
    """An amount can only be compared in one currency."""
    field, part = parts_of(form)
    if part != "amount" or "currency" not in TRACKABLE_FIELDS[field] or not (form.values or form.standard):
        return
    codes = form.where.get("currency", [])
    if len(codes) != 1:
        said = "an amount is compared in one currency only; add 'where: {currency: USD}' with yours"
        yield source.problem((*place, "where"), said)


def _check_values(form: FieldForm, kind: Comparable, place: Place, source: Source) -> Iterator[LibraryProblem]:
    labels: dict[str, str] = {}
    sound: dict[str, BandForm] = {}
    for label, band in form.values.items():
        here = (*place, "values", label)
        if label.casefold() == OTHER:
            yield source.problem(here, f"'{label}' is what every value is called that is none of the others; rename it")
        if label.casefold() in labels:
            yield source.problem(here, f"'{label}' differs from '{labels[label.casefold()]}' in capitals alone")
        labels.setdefault(label.casefold(), label)
        wrong = list(_wrong(form, band, kind))
        if band.none_of is not None:
            wrong.append("'none_of' belongs to a standard; name the values that are called so")
        if not wrong:
            sound[label] = band
        yield from (source.problem(here, said) for said in wrong[:_MOST_PROBLEMS_OF_A_LIST])
    order = list(form.values)
    for label, other, value in overlaps(sound):
        first, second = sorted((label, other), key=order.index)
        said = f"'{first}' and '{second}' both mean {value}: a value has one place in a picklist"
        if not value:
            said = f"the limits of '{first}' and '{second}' overlap; write less_than or more_than for one of them"
        yield source.problem((*place, "values", second), said)


def _check_standard_form(form: FieldForm, kind: Comparable, place: Place, source: Source) -> Iterator[LibraryProblem]:
    for label, band in alternatives(form):
        if not label:
            wrong = list(_wrong(form, band, kind))
            if wrong and form.values and form.standard and form.standard.one_of is not None:
                wrong[0] += f"; or use a line of the picklist: {', '.join(form.values)}"
            yield from (source.problem((*place, "standard"), said) for said in wrong[:_MOST_PROBLEMS_OF_A_LIST])


def _wrong(form: FieldForm, band: BandForm, kind: Comparable) -> Iterable[str]:
    return (said for _, said in mistakes(band, kind, form.name))


def _check_standard(
    form: FieldForm, limits: Sequence[Tolerance], place: Place, source: Source
) -> Iterator[LibraryProblem]:
    """A standard that can be met: on the picklist where nothing else may stand, within the limits of the entries."""
    if form.standard is None:
        return
    here = (*place, "standard")
    for label, band in alternatives(form):
        for value in values_of(band, "one_of") if not label else ():
            listed = any(means(line, value) for line in form.values.values())
            if form.values and form.other == "not_allowed" and not listed:
                yield source.problem(
                    here, f"'{value}' is not on the picklist, and 'other' is not_allowed; add it there"
                )
        for limit in limits:
            if not _within(band, limit):
                allowed = limit.value if isinstance(limit.value, str) else ", ".join(limit.value)
                said = f"the entries limit {form.name} to {limit.operator}: {allowed}; a standard keeps such limits"
                yield source.problem(here, f"{f'{label!r} is' if label else 'is'} outside our own limit: {said}")


def _within(band: BandForm, limit: Tolerance) -> bool:
    """Whether all that the band means keeps a limit of an entry."""
    listed = values_of(band, "one_of")
    value = limit.value if isinstance(limit.value, str) else list(limit.value)
    bound = BandForm.model_validate({limit.operator: value})
    if listed:
        return all(means(bound, word) or (word == PERPETUAL[1] and bound.one_of is None) for word in listed)
    if limit.operator in ("one_of", "none_of"):
        return band.none_of is not None and limit.operator == "none_of"
    inner = limits_of(band)
    return limits_of(bound).meet(inner) == inner


def _check_use(form: FieldForm, has_standard: bool, place: Place, source: Source) -> Iterator[LibraryProblem]:
    """Who approves, and how much it weighs, is said of what departs: something must be able to."""
    if has_standard or form.required or form.other == "not_allowed":
        return
    for key in ("severity", "approver", "reason"):
        if getattr(form, key) is not None:
            said = f"'{key}' is about what departs, and nothing can: add 'standard', 'required' or 'other: not_allowed'"
            yield source.problem((*place, key), said)
            return


def _check_twice(file: FieldsFile) -> Iterator[LibraryProblem]:
    """Two columns with one head, and one field twice in one type of agreement."""
    heads: dict[str, Place] = {}
    asked: dict[tuple[object, ...], Place] = {}
    for n, form in enumerate(file.form.fields):
        if form.name == STAND_IN:
            continue
        label: Place = ("fields", n, "label")
        columns = (form.label, f"{form.label}: status")  # of the table of a backfill
        taken = next((head for head in columns if head.casefold() in heads), None)
        if taken is not None:
            yield _twice(file.source, label, f"the column '{taken}'", heads[taken.casefold()])
        heads |= {head.casefold(): label for head in columns}
        name: Place = ("fields", n, "name")
        others = [one for key in _askings(form) if (one := asked.setdefault(key, name)) != name]
        if others:
            yield _twice(file.source, name, f"the field '{form.name}' for the same agreements", others[0])


def _askings(form: FieldForm) -> Iterator[tuple[object, ...]]:
    """What the field asks for, once for each type of agreement."""
    where = tuple(sorted((part, *sorted(word.casefold() for word in words)) for part, words in form.where.items()))
    for agreement_type in form.agreement_types or get_args(AgreementType):
        yield form.name, where, agreement_type


def _twice(source: Source, place: Place, what: str, first: Place) -> LibraryProblem:
    return source.problem(place, f"{what} stands here twice; first on line {source.line(first)}")
