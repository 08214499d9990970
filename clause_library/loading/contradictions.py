"""Where a library speaks against itself: positions outside their own limits, and headings that name two entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clause_library.deviations.reasons import plain
from clause_library.deviations.tolerances import field_keeps, is_within, part_of, speaks_about
from clause_library.errors import LibraryProblem
from clause_library.loading.checking import EntryFile, tolerance_of
from clause_library.loading.yaml_source import Place
from clause_library.types import Tolerance
from clause_library.wording.normalize import Roles, Wording, fold_heading, wording
from clause_library.wording.values import parse_value
from extractor.fields import extract_fields
from extractor.limits import Limits
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Field

_SENTENCE_BREAK = re.compile(r"(?<=[.;:])\s+(?=[A-Z(\[])|\n+")


class _PositionSentences:
    """Splits positions into sentences: they are tidy prose, for which no language model needs to be loaded."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        breaks = [match.span() for match in _SENTENCE_BREAK.finditer(text)]
        starts = [0, *(end for _, end in breaks)]
        ends = [*(start for start, _ in breaks), len(text)]
        return tuple((start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def check_limits_against_positions(entry: EntryFile, roles: Roles) -> Iterator[LibraryProblem]:
    """Wordings that we send or accept although their own words state a value outside a limit of the entry."""
    limits = [(n, limit) for n, form in enumerate(entry.form.tolerances) if (limit := tolerance_of(form))]
    if not limits:
        return
    accepted: list[tuple[Place, str, str]] = [(("standard", "text"), "the standard position", entry.form.standard.text)]
    accepted += [
        (("fallbacks", n, "text"), "a fallback, which we accept,", item.text)
        for n, item in enumerate(entry.form.fallbacks)
    ]
    for place, name, text in accepted:
        stated, words = _fields(text), wording(text, roles)
        for n, limit in limits:
            outside = _outside(limit, stated)
            if outside is None and all(field.name != limit.field for field in stated):
                outside = _only_outside(limit, [known for _, known in limits], words)
            if outside is not None:
                line = entry.source.line(("tolerances", n))
                yield entry.source.problem(place, f"{name} says {outside}, outside {_said(limit)} on line {line}")


def _outside(limit: Tolerance, stated: Sequence[Field]) -> str | None:
    """The value outside the limit that a review would find in the wording."""
    if isinstance(limit.value, tuple) and any(parse_value(value) for value in limit.value):
        return None  # a list of quantities is a mistake of its own
    broken = (field for field in stated if field.name == limit.field and not field_keeps(limit, field.value))
    return next((plain(part) for field in broken if (part := part_of(limit, field.value))), None)


def _only_outside(limit: Tolerance, limits: Sequence[Tolerance], words: Wording) -> str | None:
    """The value outside the limit, where the wording's values can only be what the limit is about, and none keeps it.

    A placeholder that is named after the field stands for the value: then the others are about something else.
    """
    named = set(limit.field.split("_"))
    if any(token.placeholder and named & set(token.key.split()) for token in words.tokens):
        return None
    tokens = [token for token in words.tokens if token.value and speaks_about(limit, token.value)]
    alone = all(
        (known.field, known.part) == (limit.field, limit.part)
        for known in limits
        for token in tokens
        if token.value and speaks_about(known, token.value)
    )
    if not tokens or not alone or any(token.value and is_within(limit, token.value) for token in tokens):
        return None
    return words.text[tokens[0].start : tokens[0].end]


def check_headings(entries: Sequence[EntryFile]) -> Iterator[LibraryProblem]:
    """Headings that name two entries of one type of agreement: there, a heading must tell which clause it is."""
    named: dict[str, list[EntryFile]] = {}
    headings: list[tuple[EntryFile, Place, str, str]] = [
        (entry, ("title",), "title", entry.form.title) for entry in entries
    ]
    headings += [
        (entry, ("aliases", n), "alias", alias) for entry in entries for n, alias in enumerate(entry.form.aliases)
    ]
    for entry, place, key, heading in headings:
        folded = fold_heading(heading)
        other = next((known for known in named.get(folded, ()) if _stand_together(known, entry)), None)
        if other is not None:
            said = f"{key} '{heading}' names {other.source.file} as well; leave it in one of the two"
            yield entry.source.problem(place, said)
        named.setdefault(folded, []).append(entry)


def _stand_together(one: EntryFile, other: EntryFile) -> bool:
    different = one.form.clause_type != other.form.clause_type
    return different and not set(one.form.used_in).isdisjoint(other.form.used_in)


def _fields(text: str) -> tuple[Field, ...]:
    return extract_fields(segment(read(text.encode(), "position.txt", Limits())), _PositionSentences())


def _said(limit: Tolerance) -> str:
    allowed = limit.value if isinstance(limit.value, str) else ", ".join(limit.value)
    name = limit.field if limit.part is None else f"{limit.field}, {limit.part}"
    return f"the limit {limit.operator}: {allowed} of {name}"
