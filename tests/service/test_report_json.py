from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from review_factory import make_review, partial_review, with_document

from extractor.types import Clause, Span
from service.reports.json import render_fields_json, render_json, render_schema, review_adapter, review_schema

SCHEMA = Path(__file__).parents[2] / "docs" / "review.schema.json"


def test_a_review_survives_the_round_trip() -> None:
    for review in (make_review(), partial_review()):
        assert review_adapter().validate_json(render_json(review)) == review


def test_equal_reviews_give_equal_bytes() -> None:
    assert render_json(make_review()) == render_json(make_review())


def test_what_steers_a_terminal_is_escaped_and_comes_back() -> None:
    hostile = with_document(make_review(), name="\x1b]0;owned\x07 \x9b2J \u202egnp.docx")
    text = render_json(hostile)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert json.loads(text)["document"]["name"] == hostile.document.name


def test_fields_alone_are_an_array() -> None:
    rows = json.loads(render_fields_json(make_review().fields))
    assert rows[3]["name"] == "agreement_date"
    assert rows[3]["value"] == "2026-03-02"
    assert {"quote", "start", "end", "confidence", "method", "clause", "page", "paragraph"} <= set(rows[3])


def test_the_published_schema_is_current() -> None:
    assert SCHEMA.read_text("utf-8") == render_schema(), "run python docs/generate.py"


def test_the_schema_names_every_part_of_a_review() -> None:
    nested = Clause("c9", "9", "Heading", "text", Span(0, 1), Span(0, 1), 0, children=make_review().clauses[:1])
    review = json.loads(render_json(make_review(clauses=(nested,))))
    assert_described(review, review_schema(), review_schema()["$defs"])


def assert_described(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> None:  # noqa: ANN401
    """Every key of every object that the schema describes stands in its properties, and the required ones are there."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[-1]]
    if isinstance(value, list):
        for part in value:
            assert_described(part, schema.get("items", {}), definitions)
    elif isinstance(value, dict) and "properties" in schema:
        assert set(value) <= set(schema["properties"])
        assert set(schema.get("required", ())) <= set(value)
        for key, part in value.items():
            assert_described(part, schema["properties"][key], definitions)
