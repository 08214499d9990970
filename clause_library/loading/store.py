"""Loads a clause library from its folder: ``library.yaml``, ``fields.yaml`` and one file an entry under ``entries/``.

All files are read before anything is refused, so that its author sees every mistake at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from clause_library.errors import InvalidLibrary, LibraryProblem
from clause_library.loading.approvals import check_approvals, rule_of
from clause_library.loading.checking import (
    EntryFile,
    LibraryFile,
    check_entry,
    check_settings,
    check_together,
    roles_in,
    tolerance_of,
)
from clause_library.loading.contradictions import check_headings, check_limits_against_positions
from clause_library.loading.examples import Example, check_expectations, examples_of
from clause_library.loading.form_problems import fill
from clause_library.loading.profile_checks import STAND_IN, check_profile
from clause_library.loading.profiles import FieldsFile, limits_by_field, parts_of, profile_of
from clause_library.loading.schema import EntryForm, FieldForm, FieldsForm, LibraryForm, PositionForm
from clause_library.loading.yaml_source import Plain, read_yaml
from clause_library.types import Approver, Entry, Library, Position, PositionKind

STANDARD_LIBRARY = Path(__file__).parents[1] / "data" / "standard"
"""The library that comes with clausecheck; copy the folder to start your own."""

MAX_ENTRIES = 10_000
VERSION_CHARS = 12


def load_library(path: Path) -> Library:
    """The clause library in the folder ``path``.

    :raises InvalidLibrary: when a file breaks the format or the files contradict each other; it lists all problems.
    """
    library, problems = _read(path)
    if library is None or problems:
        raise InvalidLibrary(problems)
    return library


def check_library(path: Path) -> tuple[LibraryProblem, ...]:
    """All that is wrong with the library in the folder ``path``, sorted by file and line; empty when it can be used."""
    return _read(path)[1]


def load_examples(path: Path) -> tuple[Example, ...]:
    """The examples of the library in the folder ``path``, by file; those of files with mistakes may be left out.

    They are no part of a :class:`Library`: no review depends on them, so its version does not either.
    """
    return tuple(example for entry in _read_entries(path, None, []) for example in examples_of(entry))


def _read(path: Path) -> tuple[Library | None, tuple[LibraryProblem, ...]]:
    problems: list[LibraryProblem] = []
    if not path.is_dir():
        return None, (LibraryProblem(str(path), None, "is not a folder; a library is a folder with a library.yaml"),)
    settings = _read_settings(path, problems)
    entries = list(_read_entries(path, settings, problems))
    fields = _read_fields(path, problems)
    if settings is not None:
        problems.extend(check_settings(settings))
        problems.extend(check_approvals(settings, _clause_types(path, entries)))
    for entry in entries:
        problems.extend(check_entry(entry, settings))
        problems.extend(check_limits_against_positions(entry, roles_in(settings)))
        problems.extend(check_expectations(entry))
    problems.extend(check_together(entries))
    problems.extend(check_headings(entries))
    if fields is not None:
        problems.extend(check_profile(fields, settings, entries))
    ordered = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
    if settings is None or ordered:
        return None, ordered
    tracked = fields.form.fields if fields else ()
    return _library(settings.form, [entry.form for entry in entries], tracked), ()


def _read_settings(path: Path, problems: list[LibraryProblem]) -> LibraryFile | None:
    source = read_yaml(path / "library.yaml", "library.yaml", problems)
    form = fill(LibraryForm, source, problems) if source else None
    return LibraryFile(source, form) if source and form else None


def _read_fields(path: Path, problems: list[LibraryProblem]) -> FieldsFile | None:
    """The tracked fields; None where the library tracks none, or nothing is left to look at."""
    if (path / "fields.yml").exists():
        problems.append(LibraryProblem("fields.yml", None, "must be named fields.yaml to be read"))
    if not (path / "fields.yaml").exists():
        return None
    source = read_yaml(path / "fields.yaml", "fields.yaml", problems)
    form = fill(FieldsForm, source, problems, {"name": STAND_IN}) if source else None
    return FieldsFile(source, form) if source and form else None


def _read_entries(path: Path, settings: LibraryFile | None, problems: list[LibraryProblem]) -> Iterator[EntryFile]:
    role = settings.form.approvers[0].role if settings else "unknown"
    folder = path / "entries"
    files = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    if not files:
        problems.append(LibraryProblem("entries", None, "holds no entries; put one file for each clause type here"))
    if len(files) > MAX_ENTRIES:
        problems.append(LibraryProblem("entries", None, f"holds more than {MAX_ENTRIES} files"))
    for file in files[:MAX_ENTRIES]:
        name = f"entries/{file.name}"
        if file.suffix != ".yaml":
            problems.append(LibraryProblem(name, None, f"must be named {file.stem}.yaml to be read"))
            continue
        source = read_yaml(file, name, problems)
        known: dict[str, Plain] = {"clause_type": file.stem, "approver": role}
        form = fill(EntryForm, source, problems, known) if source else None
        if source and form:
            yield EntryFile(source, form)


def _clause_types(path: Path, entries: Sequence[EntryFile]) -> frozenset[str]:
    """Of all entries, also of those whose files could not be read."""
    return frozenset(file.stem for file in (path / "entries").glob("*.yaml")) | {e.form.clause_type for e in entries}


def _library(form: LibraryForm, forms: Sequence[EntryForm], fields: Sequence[FieldForm]) -> Library:
    entries = tuple(sorted(map(_entry, forms), key=lambda entry: entry.clause_type))
    limits = limits_by_field(
        replace(limit, approver=limit.approver or entry.approver) for entry in entries for limit in entry.tolerances
    )
    library = Library(
        name=form.name,
        version="",
        entries=entries,
        approvers=tuple(
            sorted((Approver(**a.model_dump()) for a in form.approvers), key=lambda a: (a.order, a.role)),
        ),
        severities=dict(form.severities),
        escalations=dict(form.escalations),
        our_roles=tuple(form.our_roles),
        their_roles=tuple(form.their_roles),
        description=" ".join(form.description.split()),
        approvals=tuple(map(rule_of, form.approvals)),
        profile=tuple(profile_of(field, limits.get(parts_of(field), ())) for field in fields),
    )
    return replace(library, version=_version(library))


def _version(library: Library) -> str:
    """Equal for libraries that say the same, however their files are laid out.

    A library without tracked fields keeps the version that it had before there were any.
    """
    said = {name: value for name, value in asdict(library).items() if name != "profile" or value}
    content = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:VERSION_CHARS]


def _entry(form: EntryForm) -> Entry:
    standard = Position(kind="standard", rank=0, text=form.standard.text)
    return Entry(
        clause_type=form.clause_type,
        title=form.title,
        description=form.description,
        positions=(standard, *_positions("fallback", form.fallbacks), *_positions("prohibited", form.prohibited)),
        guidance=form.guidance,
        approver=form.approver,
        severity=form.severity,
        missing_severity=form.missing_severity,
        protects=form.protects,
        aliases=tuple(form.aliases),
        used_in=tuple(form.used_in),
        required_for=tuple(form.required_for),
        tolerances=tuple(filter(None, map(tolerance_of, form.tolerances))),
        severities=dict(form.severities),
    )


def _positions(kind: PositionKind, forms: Sequence[PositionForm]) -> Iterator[Position]:
    for rank, form in enumerate(forms, start=1):
        yield Position(kind, rank, form.text, form.reason, form.approver, form.severity)
