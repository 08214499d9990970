"""What ``/openapi.json`` says beyond what the routes say themselves: problems, and what a deviation's parts mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.api.problems import MEDIA_TYPE, ProblemDetails

_COMPONENTS = "#/components/schemas/"
_FORMS = {
    "/v1/reviews": "ReviewRequest",
    "/v1/redlines": "RedlineRequest",
    "/v1/rounds": "RoundsRequest",
    "/v1/families": "FamilyRequest",
}
"""What the form of each path is called, which FastAPI names after our functions."""

DEVIATION_PARTS: Mapping[str, str] = {
    "quote": "The words of the contract that it is about; empty for a missing clause.",
    "start": "Where the quote begins, in code points of `document.text`.",
    "end": "Where the quote ends.",
    "page": "The page, counted from 1, where the format has pages.",
    "paragraph": "The paragraph, counted from 1, where the format has no pages.",
    "clause": "Id of the clause that it stands in.",
    "id": "Its name in this review; approvals refer to it.",
    "kind": "In which way the clause differs.",
    "severity": "How much it matters, from `info` to `critical`.",
    "direction": "Whom it helps: `adverse` is against us, `favourable` for us.",
    "title": "Clause and kind of the deviation, for a list.",
    "subject": "What it is about, without its kind.",
    "reason": "One sentence for a business reader.",
    "changes": "The differences of words, ours before and theirs after.",
    "answer": "The approved language to send back.",
    "guidance": "What the library tells the negotiator.",
    "confidence": "How sure we are, between 0 and 1.",
    "method": "How it was found.",
    "clause_type": "Type of the library's entry that it was compared with.",
    "position": "The entry's position that it was compared with or has reached.",
    "approver": "The role that must agree; null where nobody need.",
    "authors": "Who made the tracked changes behind it.",
    "revisions": "Ids of the tracked changes behind it.",
    "comments": "Ids of the margin comments on these words.",
    "tracked": "False where our text, or what we sent (`baseline`), was changed without a tracked change.",
}


def problems(texts: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """The problem documents that a route answers with, by status, and any other error."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{_COMPONENTS}{ProblemDetails.__name__}"}}}
    answers: dict[int | str, dict[str, Any]] = {
        status: {"description": text, "content": content} for status, text in texts.items()
    }
    return answers | {"default": {"description": "Any other error", "content": content}}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of ``app``."""
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document["components"]["schemas"]
    problem = ProblemDetails.model_json_schema(ref_template=f"{_COMPONENTS}{{model}}")
    schemas |= problem.pop("$defs", {}) | {ProblemDetails.__name__: problem}
    for path, form in _FORMS.items():
        content = document["paths"][path]["post"]["requestBody"]["content"]
        given = content["multipart/form-data"]["schema"]["$ref"].removeprefix(_COMPONENTS)
        schemas[form] = schemas.pop(given) | {"title": form}
        content["multipart/form-data"] = {"schema": {"$ref": f"{_COMPONENTS}{form}"}}
    for name, part in schemas["Deviation"]["properties"].items():
        part["description"] = DEVIATION_PARTS[name]
    return document
