"""What is wrong in a library beyond the form of one file: unknown names, limits that are no limits, contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from clause_library.deviations.comparable_fields import COMPARABLE_FIELDS, Comparable
from clause_library.errors import LibraryProblem
from clause_library.loading.schema import EntryForm, LibraryForm, PositionForm, ToleranceForm
from clause_library.loading.yaml_source import Place, Source
from clause_library.types import ConditionOperator, DeviationKind, Tolerance, ToleranceOperator
from clause_library.wording.normalize import Roles, wording
from clause_library.wording.values import Value, parse_value

OPERATORS: tuple[ToleranceOperator, ...] = get_args(ToleranceOperator)
_EXAMPLES = {
    "duration": "an ISO 8601 duration such as P45D, P12M or PT4H",
    "number": "a number such as 99.5, without sign or unit",
    "date": "a date such as 2026-03-31",
}


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """``library.yaml`` as read."""

    source: Source
    form: LibraryForm


@dataclass(frozen=True, slots=True)
class EntryFile:
    """One entry's file as read."""

    source: Source
    form: EntryForm


def operator_of(tolerance: ToleranceForm) -> ToleranceOperator | None:
    """The one operator that the limit has; None where it has none or several."""
    given = [name for name in OPERATORS if getattr(tolerance, name) is not None]
    return given[0] if len(given) == 1 else None


def roles_in(library: LibraryFile | None) -> Roles:
    """The names of the two sides; none where ``library.yaml`` could not be read."""
    return Roles(tuple(library.form.our_roles), tuple(library.form.their_roles)) if library else Roles()


def tolerance_of(form: ToleranceForm) -> Tolerance | None:
    """The limit that the form states; None where it has no operator or several."""
    operator = operator_of(form)
    if operator is None:
        return None
    limit = getattr(form, operator)
    return Tolerance(
        field=form.field,
        operator=operator,
        value=tuple(limit) if isinstance(limit, list) else limit,
        severity=form.severity,
        reason=form.reason,
        part=form.part,
        approver=form.approver,
    )


def one_of(name: str, allowed: Iterable[str]) -> str:
    """What is allowed instead of ``name``, the likeliest first."""
    names = sorted(allowed)
    close = get_close_matches(name, names, n=1)
    return (f"did you mean '{close[0]}'? " if close else "") + f"allowed: {', '.join(names)}"


def check_settings(library: LibraryFile) -> Iterator[LibraryProblem]:
    """Problems of ``library.yaml``."""
    form, source = library.form, library.source
    missing = [kind for kind in get_args(DeviationKind) if kind not in form.severities]
    if missing:
        yield source.problem(
            ("severities",), f"'severities' must name every deviation kind; missing: {', '.join(missing)}"
        )
    roles = [approver.role for approver in form.approvers]
    for n, role in enumerate(roles):
        if role in roles[:n]:
            yield source.problem(("approvers", n), f"approver '{role}' is defined twice")
    for severity, role in form.escalations.items():
        if role not in roles:
            yield source.problem(("escalations", severity), f"unknown approver '{role}'; {one_of(role, roles)}")
    ours = {role.casefold() for role in form.our_roles}
    for n, role in enumerate(form.their_roles):
        if role.casefold() in ours:
            yield source.problem(("their_roles", n), f"'{role}' stands in our_roles as well; a name is ours or theirs")


def check_entry(entry: EntryFile, library: LibraryFile | None) -> Iterator[LibraryProblem]:
    """Problems of one entry; approvers are not judged where ``library.yaml`` could not be read."""
    form, source = entry.form, entry.source
    stem = source.file.removeprefix("entries/").removesuffix(".yaml")
    if form.clause_type != stem:
        yield source.problem(
            ("clause_type",),
            f"clause_type is '{form.clause_type}' but the file is named '{stem}.yaml'; make them equal",
        )
    for n, agreement in enumerate(form.required_for):
        if agreement not in form.used_in:
            yield source.problem(("required_for", n), f"required_for names '{agreement}', which used_in does not")
    for n, tolerance in enumerate(form.tolerances):
        yield from _check_tolerance(tolerance, ("tolerances", n), source)
    if library is not None:
        yield from _check_approvers(entry, [approver.role for approver in library.form.approvers])
    yield from _check_positions(entry, roles_in(library))


def check_together(entries: Sequence[EntryFile]) -> Iterator[LibraryProblem]:
    """Problems between entries: a clause type in two files, limits that no value can keep."""
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.form.clause_type
        if name in seen:
            yield entry.source.problem(("clause_type",), f"clause_type '{name}' stands in {seen[name]} as well")
        seen.setdefault(name, entry.source.file)
    lower: dict[tuple[str, str | None], tuple[Value, str]] = {}
    for _, _, tolerance, value in _limits(entries, "at_least"):
        key = (tolerance.field, tolerance.part)
        if key not in lower or value.size > lower[key][0].size:
            lower[key] = (value, str(tolerance.at_least))
    for entry, n, tolerance, value in _limits(entries, "at_most"):
        found = lower.get((tolerance.field, tolerance.part))
        if found and found[0].kind == value.kind and value.size < found[0].size:
            yield entry.source.problem(
                ("tolerances", n, "at_most"),
                f"at_most {tolerance.at_most} contradicts at_least {found[1]} for the same field: no value keeps both",
            )


def _limits(
    entries: Sequence[EntryFile], operator: ToleranceOperator
) -> Iterator[tuple[EntryFile, int, ToleranceForm, Value]]:
    for entry in entries:
        for n, tolerance in enumerate(entry.form.tolerances):
            limit = getattr(tolerance, operator)
            value = parse_value(limit) if limit is not None else None
            if value is not None:
                yield entry, n, tolerance, value


def _check_tolerance(tolerance: ToleranceForm, place: Place, source: Source) -> Iterator[LibraryProblem]:
    operator = operator_of(tolerance)
    if operator is None:
        yield source.problem(place, f"a tolerance has exactly one of {', '.join(OPERATORS)}")
    stated = Stated(tolerance.field, tolerance.part, operator, getattr(tolerance, operator) if operator else "")
    yield from check_stated(stated, OPERATORS, place, source)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a limit or a condition says of a field; ``operator`` None where it has none or several."""

    field: str
    part: str | None
    operator: ConditionOperator | None
    limit: str | Sequence[str]


def check_stated(
    stated: Stated, operators: Sequence[ConditionOperator], place: Place, source: Source
) -> Iterator[LibraryProblem]:
    """Problems of what is said of a field: unknown names, and values that cannot be compared with it."""
    parts = COMPARABLE_FIELDS.get(stated.field)
    if parts is None:
        said = f"unknown field '{stated.field}'; {one_of(stated.field, COMPARABLE_FIELDS)}"
        yield source.problem((*place, "field"), said)
    elif stated.part not in parts:
        yield source.problem((*place, "part"), _part_message(stated, parts))
    elif stated.operator is not None:
        yield from _check_limit(stated, stated.operator, parts[stated.part], operators, place, source)


def _part_message(stated: Stated, parts: Iterable[str | None]) -> str:
    named = [part for part in parts if part is not None]
    if not named:
        return f"field '{stated.field}' has no parts; leave 'part' out"
    if stated.part is None:
        return f"field '{stated.field}' needs 'part', one of: {', '.join(named)}"
    return f"unknown part '{stated.part}' of field '{stated.field}'; {one_of(stated.part, named)}"


def _check_limit(
    stated: Stated,
    operator: ConditionOperator,
    kind: Comparable,
    operators: Sequence[ConditionOperator],
    place: Place,
    source: Source,
) -> Iterator[LibraryProblem]:
    lists = [name for name in operators if name in ("one_of", "none_of")]
    right = lists if kind == "text" else [name for name in operators if name not in lists]
    if operator not in right:
        said = f"'{stated.field}' is a {kind} here; use {', '.join(right[:-1])} or {right[-1]}"
        yield source.problem((*place, operator), said)
    elif (wrong := wrong_form(str(stated.limit), kind)) is not None:
        yield source.problem((*place, operator), wrong)


def wrong_form(limit: str, kind: Comparable) -> str | None:
    """What is wrong with a value of that kind; None where nothing is."""
    value = None if kind == "text" else parse_value(limit)
    fits = kind == "text" or (value is not None and value.kind == kind)
    return None if fits else f"'{limit}' is not {_EXAMPLES[kind]}"


def _check_approvers(entry: EntryFile, roles: Sequence[str]) -> Iterator[LibraryProblem]:
    form = entry.form
    named: list[tuple[Place, str | None]] = [(("approver",), form.approver)]
    for key in ("fallbacks", "prohibited", "tolerances"):
        named += [((key, n, "approver"), item.approver) for n, item in enumerate(getattr(form, key))]
    for place, role in named:
        if role is not None and role not in roles:
            yield entry.source.problem(place, f"unknown approver '{role}'; {one_of(role, roles)}")


def _check_positions(entry: EntryFile, roles: Roles) -> Iterator[LibraryProblem]:
    """Two positions with one wording: nobody could tell which of them a contract has reached."""
    form = entry.form
    seen: dict[tuple[str, ...], str] = dict.fromkeys(_folded(form.standard.text, roles), "the standard position")
    named: list[tuple[str, Sequence[PositionForm]]] = [("fallbacks", form.fallbacks), ("prohibited", form.prohibited)]
    for key, positions in named:
        for n, position in enumerate(positions):
            folded = _folded(position.text, roles)
            same = next((seen[words] for words in folded if words in seen), None)
            if same is not None:
                yield entry.source.problem(
                    (key, n, "text"), f"this text reads as {same} does: a review sees no difference"
                )
            for words in folded:
                seen.setdefault(words, f"{key} item {n + 1}")


def _folded(text: str, roles: Roles) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words alone, and the tokens that a review compares: there "thirty (30) days" is "30 days"."""
    words = tuple(re.findall(r"\w+", text.casefold()))
    return words, tuple(token.key for token in wording(text, roles).tokens) or words
