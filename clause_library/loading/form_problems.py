"""Says in a library author's words what pydantic found wrong in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from clause_library.errors import LibraryProblem
from clause_library.loading.checking import one_of
from clause_library.loading.repairing import repaired
from clause_library.loading.yaml_source import Place, Plain, Source

Form = TypeVar("Form", bound=BaseModel)

_PLAIN = {
    "string_type": "must be text",
    "list_type": "must be a list: [one, two], or lines that start with '- '",
    "dict_type": "must be a group of 'key: value' lines",
    "model_type": "must be a group of 'key: value' lines",
    "int_parsing": "must be a whole number",
    "bool_parsing": "must be true or false",
    "string_too_short": "must not be empty",
    "too_short": "must have at least one item",
    "string_pattern_mismatch": "must be a name such as payment_term: small letters, digits and underscores",
}


def fill(
    form: type[Form], source: Source, problems: list[LibraryProblem], known: Mapping[str, Plain] | None = None
) -> Form | None:
    """The file's values as ``form``, with all that does not fit added to ``problems``.

    What does not fit is replaced by stand-ins, ``known`` among them, so that the rest can be checked as well; None
    where nothing can stand in for it.
    """
    try:
        return form.model_validate(source.data)
    except ValidationError as error:
        problems.extend(_problems(error, form, source))
        mistakes = [(place, detail["type"], _keys(form, place[:-1])) for detail, place in _details(error)]
    try:
        return form.model_validate(repaired(source.data, mistakes, known or {}))
    except ValidationError:
        return None


def _problems(error: ValidationError, form: type[BaseModel], source: Source) -> Iterator[LibraryProblem]:
    for detail, place in _details(error):
        yield source.problem(place, _message(detail, place, form))


def _details(error: ValidationError) -> Iterator[tuple[ErrorDetails, Place]]:
    for detail in error.errors(include_url=False, include_context=True):
        yield detail, tuple(part for part in detail["loc"] if part != "[key]")


def _message(detail: ErrorDetails, place: Place, form: type[BaseModel]) -> str:
    kind = detail["type"]
    name = _name(place)
    if kind == "missing":
        return f"'{name}' is missing"
    if kind == "extra_forbidden":
        return f"unknown key '{place[-1]}'; {one_of(str(place[-1]), _keys(form, place[:-1]))}"
    if kind == "literal_error":
        allowed = re.findall(r"'([^']{1,60})'", str(detail.get("ctx", {}).get("expected", "")))
        return f"'{name}' cannot be '{detail['input']}'; {one_of(str(detail['input']), allowed)}"
    if kind == "value_error":
        return f"'{name}': {detail['ctx']['error']}"
    return f"'{name}' {_PLAIN.get(kind, detail['msg'])}"


def _name(place: Place) -> str:
    """``fallbacks item 2, text``: list positions count from 1 for people."""
    words = ""
    for part in place:
        words += f" item {part + 1}" if isinstance(part, int) else f"{', ' if words else ''}{part}"
    return words or "the file"


def _keys(form: type[BaseModel], place: Place) -> list[str]:
    """The keys that may stand at ``place``."""
    model = form
    for part in place:
        if isinstance(part, str):
            field = model.model_fields.get(part)
            model = (_model(field.annotation) if field else None) or model
    return list(model.model_fields)


def _model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model, get_args(annotation))), None)
