"""``GET /v1/library/fields``: what a CLM builds its picklists from."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from service.api import create_app


@pytest.fixture
def client() -> TestClient:
    app = create_app(None, None, max_file_bytes=1_000, library=load_library(STANDARD_LIBRARY))  # type: ignore[arg-type]
    return TestClient(app)


def test_it_gives_the_picklists_and_standards_of_the_library(client: TestClient) -> None:
    library = load_library(STANDARD_LIBRARY)
    answer = client.get("/v1/library/fields")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["library"], body["library_version"]) == (library.name, library.version)
    assert [field["label"] for field in body["fields"]] == [one.label for one in library.profile]
    (term,) = (field for field in body["fields"] if field["name"] == "payment_term.duration")
    assert term["compared"] == "duration"
    assert term["choices"][1:3] == [
        {"label": "Net 30", "means": "30 days"},
        {"label": "31 to 45 days", "means": "more than 30 days and at most 45 days"},
    ]
    assert (term["standard"], term["severity"], term["approver"]) == ("at most 30 days", "low", "finance")
    (first,) = (field for field in body["fields"] if field["name"] == "response_time.duration")
    assert "P1" in first["where"]["severity"]


def test_an_unknown_parameter_is_refused(client: TestClient) -> None:
    assert client.get("/v1/library/fields?agreement=nda").status_code == 400


def test_openapi_describes_it(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert "/v1/library/fields" in document["paths"]
    assert {"LibraryFields", "FieldResource", "ChoiceResource"} <= set(document["components"]["schemas"])
