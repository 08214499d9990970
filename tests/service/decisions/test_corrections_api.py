"""``/v1/reviews/{id}/corrections``: what a program gets, and what is refused."""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from spoken import LAW, TEXT, a_review
from sqlalchemy import Engine

from service.api import create_app
from service.decisions.storage import CorrectionStorage
from service.storage import Storage

CONFIRMED = {"field": "governing_law", "action": "confirmed", "index": 1, "person": "Ann"}
CORRECTED = CONFIRMED | {"action": "corrected", "value": "Texas", "reason": "It was amended."}


class NoReviewer:
    """Reads nothing; only its engine is asked for."""

    engine_id = "engine-1"


@pytest.fixture
def client(engine: Engine) -> Iterator[TestClient]:
    app = create_app(
        NoReviewer(),  # type: ignore[arg-type]
        Storage(engine),
        max_file_bytes=10_000_000,
        corrections=CorrectionStorage(engine),
    )
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def url(engine: Engine) -> str:
    return f"/v1/reviews/{Storage(engine).save_review(a_review(), 'engine-7')}/corrections"


def test_a_correction_is_kept_with_the_machines_value_from_the_review(client: TestClient, url: str) -> None:
    answer = client.post(url, json=CORRECTED)
    assert answer.status_code == 201
    assert answer.headers["location"] == url
    body = answer.json()
    assert (body["machine"]["value"], body["value"], body["person"]) == ("Delaware", "Texas", "Ann")
    assert (body["engine"], body["quote"]) == ("engine-7", LAW.quote)
    assert re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z$", body["time"])
    assert client.get(url).json()["corrections"] == [body]


def test_the_fields_as_they_stand_show_both_values(client: TestClient, url: str) -> None:
    client.post(url, json=CORRECTED)
    client.post(
        url,
        json={
            "field": "payment_term",
            "action": "added",
            "value": {"duration": "P30D"},
            "quote": "due within 30 days",
            "person": "Ben",
        },
    )
    date, law, fee, term = client.get(url).json()["fields"]
    assert (date["value"], date["correction"]) == ("2026-03-01", None)
    assert (law["value"], law["machine"]["value"], law["correction"]["action"]) == ("Texas", "Delaware", "corrected")
    assert fee["index"] == 2
    assert (term["name"], term["value"], term["machine"]) == ("payment_term", {"duration": "P30D"}, None)


def test_a_later_correction_counts_and_the_history_stays(client: TestClient, url: str) -> None:
    for value in ("Texas", "Utah"):
        client.post(url, json=CORRECTED | {"value": value})
    body = client.get(url).json()
    assert [one["value"] for one in body["corrections"]] == ["Texas", "Utah"]
    assert body["fields"][1]["value"] == "Utah"


def test_an_addition_is_taken_back_by_its_subject(client: TestClient, url: str) -> None:
    added = {"field": "venue", "action": "added", "value": "Utah", "quote": "Nothing else matters", "person": "Ann"}
    subject = client.post(url, json=added).json()["subject"]
    gone = {"field": "venue", "action": "rejected", "addition": subject, "person": "Ben", "reason": "It is none."}
    assert client.post(url, json=gone).status_code == 201
    assert [one["name"] for one in client.get(url).json()["fields"]] == ["agreement_date", "governing_law", "fee"]


def test_the_review_stays_as_the_machine_made_it(client: TestClient, url: str) -> None:
    before = client.get(url.removesuffix("/corrections")).json()
    client.post(url, json=CORRECTED)
    assert client.get(url.removesuffix("/corrections")).json() == before


def test_the_machines_value_is_never_the_callers(client: TestClient, url: str) -> None:
    answer = client.post(url, json=CONFIRMED | {"machine": {"value": "Mars"}})
    assert (answer.status_code, answer.json()["invalid_params"][0]["name"]) == (400, "machine")
    for part in ("time", "id", "sha256", "engine"):
        assert client.post(url, json=CONFIRMED | {part: "x"}).status_code == 400


def test_the_time_is_the_servers(client: TestClient, url: str) -> None:
    answer = client.post(url, json=CONFIRMED, headers={"Date": "Mon, 01 Jan 1990 00:00:00 GMT"})
    assert not answer.json()["time"].startswith("1990")


def test_an_unknown_review_is_a_problem(client: TestClient) -> None:
    nowhere = f"/v1/reviews/{uuid.uuid4()}/corrections"
    for answer in (client.get(nowhere), client.post(nowhere, json=CONFIRMED)):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("changed", "status", "part", "told"),
    [
        ({"index": 9}, 422, "index", "the fields 0 to 2"),
        ({"field": "venue"}, 422, "field", "is governing_law"),
        ({"action": "corrected", "value": "Delaware", "reason": "x"}, 422, "value", "confirm it instead"),
        ({"field": "fee", "index": 2, "action": "corrected", "reason": "x",
          "value": {"amount": "1", "currency": "$"}}, 422, "value.currency", "ISO 4217"),
        ({"action": "corrected", "value": "x"}, 422, "reason", "is needed"),
        ({"person": " "}, 422, "person", "is needed"),
        ({"person": "x" * 201}, 400, "person", "at most 200"),
        ({"person": None}, 400, "person", "valid string"),
        ({"action": "deleted"}, 400, "action", "'confirmed'"),
        ({"index": "first"}, 400, "index", "valid integer"),
        ({"index": 10**30}, 422, "index", "the fields 0 to 2"),
        ({"addition": "x"}, 400, "addition", "valid UUID"),
        ({"field": "x" * 101}, 400, "field", "at most 100"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_a_problem_that_names_the_part(
    client: TestClient, url: str, changed: dict[str, Any], status: int, part: str, told: str
) -> None:
    answer = client.post(url, json=CONFIRMED | changed)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == ("invalid_correction" if status == 422 else "invalid_request")
    (named,) = problem["invalid_params"]
    assert named["name"] == part
    assert told in named["reason"]
    assert client.get(url).json()["corrections"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"field": "\\ud800", "action": "confirmed", "index": 1, "person": "x"}',
        b'{"value": "\\ud800", "field": "venue", "action": "corrected", "index": 1, "person": "x", "reason": "y"}',
        b'{"value": NaN, "field": "governing_law", "action": "corrected", "index": 1, "person": "x", "reason": "y"}',
        b'{"person": "half \\ud800 a pair \\u0000", "field": "governing_law", "action": "confirmed", "index": 1}',
        b'{"value": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xff\xfe",
    ],
    ids=range(10),
)
def test_no_body_makes_the_service_fail(client: TestClient, url: str, body: bytes) -> None:
    answer = client.post(url, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422), answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_large_body_or_one_of_unknown_length_is_refused_unread(client: TestClient, url: str) -> None:
    large = client.post(url, json=CONFIRMED | {"value": "x" * 300_000})
    unknown = client.post(url, content=iter([b"{}"]), headers={"Content-Type": "application/json"})
    assert (large.status_code, unknown.status_code) == (413, 413)
    assert "256 KiB" in large.json()["detail"]


def test_a_form_or_a_query_is_no_correction(client: TestClient, url: str) -> None:
    assert client.post(url, data={"field": "governing_law"}).status_code == 400
    assert client.post(f"{url}?force=yes", json=CONFIRMED).status_code == 400


def test_a_page_of_another_site_corrects_nothing(client: TestClient, url: str) -> None:
    answer = client.post(url, json=CONFIRMED, headers={"Origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")


def test_hostile_words_are_kept_as_words(client: TestClient, url: str) -> None:
    hostile = '<script>alert(1)</script> =cmd|"/c calc"!A1 \x1b[2J\u202e'
    body = client.post(url, json=CONFIRMED | {"person": hostile, "reason": hostile}).json()
    assert body["person"] == '<script>alert(1)</script> =cmd|"/c calc"!A1 [2J'
    assert client.get(url).headers["content-type"] == "application/json"


def test_nothing_of_it_is_logged(client: TestClient, url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client.post(url, json=CORRECTED | {"reason": "the secret reason", "person": "Secret Ann"})
    client.post(url, json=CORRECTED | {"value": 7, "reason": "the secret reason"})
    client.get(url)
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore", "asyncio"))]
    said = " ".join(record.getMessage() for record in ours)
    assert "ecret" not in said
    assert TEXT[:20] not in said


def test_openapi_describes_the_routes(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operations = document["paths"]["/v1/reviews/{review_id}/corrections"]
    assert set(operations["post"]["responses"]) == {"201", "400", "404", "413", "422", "default"}
    assert set(operations["get"]["responses"]) == {"200", "400", "404", "default"}
    schemas = document["components"]["schemas"]
    assert all(part["description"] for part in schemas["CorrectionRequest"]["properties"].values())
    assert not [name for name in schemas if "__" in name or name.startswith(("Body_", "HTTPValidation"))]
    assert set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document))) <= set(schemas)


def test_the_docs_page_lists_what_a_correction_has(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "<code>person</code> (JSON)" in page
    assert "<code>baseline</code> (form field)" in page


def test_without_a_place_to_keep_them_no_corrections_are_taken(engine: Engine) -> None:
    app = create_app(NoReviewer(), Storage(engine), max_file_bytes=1_000_000)  # type: ignore[arg-type]
    with TestClient(app) as client:
        assert client.get(f"/v1/reviews/{uuid.uuid4()}/corrections").status_code == 404
