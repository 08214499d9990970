"""Which types of clause there are: what each means, its headings, and the categories of CUAD that mean it.

The taxonomy is data, ``data/taxonomy.yaml``. A library may have types of its own beside it: see :func:`own_types`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from clause_library.errors import InvalidLibrary, LibraryProblem, UnknownEntry
from clause_library.loading.checking import one_of
from clause_library.loading.form_problems import fill
from clause_library.loading.schema import Line, Name
from clause_library.loading.yaml_source import Place, Source, read_yaml
from clause_library.types import Library

TAXONOMY = Path(__file__).parent / "data" / "taxonomy.yaml"

_HEADING = re.compile(r"[a-z0-9'-]+(?: [a-z0-9'-]+){0,9}")


@dataclass(frozen=True, slots=True)
class ClauseType:
    """What a clause can be about.

    ``headings`` are section headings, in small letters, that tell the type without reading on. ``cuad`` are the
    categories of the Contract Understanding Atticus Dataset that mean it, usually one or none. ``parent`` is the wider
    type of which this one is a special case; ``related`` are types that a reader might take it for.
    """

    id: str
    name: str
    definition: str
    group: str
    headings: tuple[str, ...]
    cuad: tuple[str, ...] = ()
    parent: str | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All clause types in the order of the file; ``groups`` maps the id of each group to its title."""

    types: tuple[ClauseType, ...]
    groups: Mapping[str, str]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all types, in order."""
        return tuple(kind.id for kind in self.types)

    @property
    def by_cuad(self) -> dict[str, ClauseType]:
        """The type that each category of CUAD means."""
        return {category: kind for kind in self.types for category in kind.cuad}

    def type(self, clause_type: str) -> ClauseType:
        """The type with that id.

        :raises UnknownEntry: when there is none; it names the nearest.
        """
        found = next((kind for kind in self.types if kind.id == clause_type), None)
        if found is None:
            raise UnknownEntry(f"'{clause_type}' is no clause type{_nearest(clause_type, self.ids)}")
        return found


class _TypeForm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name
    name: Line
    definition: Line
    group: Name
    headings: list[Line] = Field(min_length=1, max_length=12)
    cuad: list[Line] = []
    parent: Name | None = None
    related: list[Name] = []


class _TaxonomyForm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: dict[Name, Line]
    types: list[_TypeForm] = Field(min_length=1)


def load_taxonomy(path: Path = TAXONOMY) -> Taxonomy:
    """The taxonomy in the file ``path``.

    :raises InvalidLibrary: when the file breaks the format, names what it does not define, or defines a thing twice;
        it lists all problems.
    """
    problems: list[LibraryProblem] = []
    source = read_yaml(path, path.name, problems)
    form = fill(_TaxonomyForm, source, problems) if source else None
    if source and form:
        problems.extend(_check(form, source))
    if form is None or problems:
        raise InvalidLibrary(sorted(problems, key=lambda problem: problem.line or 0))
    return Taxonomy(tuple(map(_clause_type, form.types)), dict(form.groups))


def own_types(library: Library, taxonomy: Taxonomy) -> tuple[LibraryProblem, ...]:
    """A remark for each entry whose type the taxonomy does not have: it may be the company's own, or misspelt.

    Such an entry is used like any other; only the model of clause types cannot help to find it.
    """
    unknown = (entry.clause_type for entry in library.entries if entry.clause_type not in taxonomy.ids)
    return tuple(
        LibraryProblem(
            f"entries/{name}.yaml",
            None,
            f"'{name}' is a clause type of your own{_nearest(name, taxonomy.ids)}; it is found by its headings and "
            "its wording alone",
        )
        for name in unknown
    )


def _clause_type(form: _TypeForm) -> ClauseType:
    return ClauseType(
        id=form.id,
        name=form.name,
        definition=form.definition,
        group=form.group,
        headings=tuple(form.headings),
        cuad=tuple(form.cuad),
        parent=form.parent,
        related=tuple(form.related),
    )


def _nearest(name: str, ids: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(ids), n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _check(form: _TaxonomyForm, source: Source) -> Iterator[LibraryProblem]:
    ids = [kind.id for kind in form.types]
    yield from _twice(((("types", n, "id"), kind.id) for n, kind in enumerate(form.types)), "clause type", source)
    yield from _twice(_listed(form.types, "cuad"), "CUAD category", source)
    for n, kind in enumerate(form.types):
        if kind.group not in form.groups:
            said = f"unknown group '{kind.group}'; {one_of(kind.group, form.groups)}"
            yield source.problem(("types", n, "group"), said)
        yield from _check_headings(kind.headings, ("types", n, "headings"), source)
    parents = [(("types", n, "parent"), kind.parent) for n, kind in enumerate(form.types) if kind.parent is not None]
    for place, other in [*parents, *_listed(form.types, "related")]:
        named_by = form.types[int(place[1])].id
        if other not in ids:
            yield source.problem(place, f"unknown clause type '{other}'{_nearest(other, ids)}")
        elif other == named_by:
            yield source.problem(place, f"'{other}' names itself")


def _check_headings(headings: Sequence[str], place: Place, source: Source) -> Iterator[LibraryProblem]:
    for n, heading in enumerate(headings):
        if not _HEADING.fullmatch(heading):
            yield source.problem((*place, n), f"heading '{heading}' must be one to ten words in small letters")
        elif heading in headings[:n]:
            yield source.problem((*place, n), f"heading '{heading}' stands here twice")


def _listed(types: Sequence[_TypeForm], key: str) -> Iterator[tuple[Place, str]]:
    for n, kind in enumerate(types):
        for m, name in enumerate(getattr(kind, key)):
            yield ("types", n, key, m), name


def _twice(named: Iterable[tuple[Place, str]], what: str, source: Source) -> Iterator[LibraryProblem]:
    seen: Counter[str] = Counter()
    for place, name in named:
        if seen[name]:
            yield source.problem(place, f"{what} '{name}' stands here twice")
        seen[name] += 1
