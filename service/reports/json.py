"""Reviews, fields and what comes of several documents as JSON; the form is published as ``docs/review.schema.json``."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from clause_library.rounds import History
from clause_library.types import Review
from extractor.types import Field
from service.families import JoinedFiles

ESCAPED = re.compile(r"[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What JSON lets stand as it is though a terminal obeys it or reads it the other way round."""


@lru_cache(maxsize=1)
def review_adapter() -> TypeAdapter[Review]:
    """Turns reviews into JSON and back; building it takes a while, so there is one."""
    return TypeAdapter(Review)


def render_json(review: Review) -> str:
    """The whole review as indented JSON, ending in a newline."""
    return _escaped(review_adapter().dump_json(review, indent=2))


def render_fields_json(fields: tuple[Field, ...]) -> str:
    """The fields as an indented JSON array, ending in a newline."""
    return _escaped(TypeAdapter(tuple[Field, ...]).dump_json(fields, indent=2))


def render_history_json(history: History) -> str:
    """The history of a negotiation as indented JSON, ending in a newline."""
    return _escaped(TypeAdapter(History).dump_json(history, indent=2))


def render_family_json(joined: JoinedFiles) -> str:
    """A family, and the files that could not be read, as indented JSON, ending in a newline."""
    return _escaped(TypeAdapter(JoinedFiles).dump_json(joined, indent=2))


def review_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``render_json``."""
    schema = review_adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def render_schema() -> str:
    """The schema as it stands in ``docs/review.schema.json``."""
    return json.dumps(review_schema(), indent=2, ensure_ascii=False) + "\n"


def _escaped(dumped: bytes) -> str:
    """The JSON text; these characters stand in strings only, where an escape means the same."""
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped.decode()) + "\n"
