"""``POST /v1/families``: the documents of one deal in, what they come to out, problems as elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from deal import amendment, master, order_form
from deal import review as reviewed
from fastapi.testclient import TestClient

from clause_library.types import Review
from extractor.errors import EncryptedDocument
from extractor.fields.deadlines import WEEKDAYS
from models.loading import load_sentences
from service.api import create_app

LIMIT_BYTES = 50_000
MASTER, ORDER, AMENDMENT = master(), order_form("Fees. None."), amendment(1, "Section 5.1 is hereby deleted.")


class FakeReviewer:
    """Reviews any text; ``locked.pdf`` needs a password."""

    engine_id = "engine-1"
    sentences = load_sentences()
    calendar = WEEKDAYS

    def review_bytes(self, data: bytes, name: str, *, today: date, **_: object) -> Review:
        if name == "locked.pdf":
            raise EncryptedDocument("It needs a password.")
        return reviewed(name, data.decode())


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = create_app(FakeReviewer(), None, max_file_bytes=LIMIT_BYTES)  # type: ignore[arg-type]  # nothing is kept
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def send(client: TestClient, *files: tuple[str, str], **data: str) -> Any:  # noqa: ANN401  # a response
    return client.post("/v1/families", files=[("files", (name, text.encode())) for name, text in files], data=data)


def test_the_answer_is_the_whole_family(client: TestClient) -> None:
    answer = send(client, ("msa.txt", MASTER), ("order.txt", ORDER), ("a1.txt", AMENDMENT), today="2026-03-31")
    assert answer.status_code == 200
    body = answer.json()
    assert [one["id"] for one in body["family"]["members"]] == ["master-agreement", "order-form", "amendment-1"]
    assert [one["number"] for one in body["family"]["clauses"]] == ["5.1"]
    assert body["unread"] == []


def test_a_file_that_cannot_be_read_is_told_with_the_code_of_its_error(client: TestClient) -> None:
    body = send(client, ("msa.txt", MASTER), ("a1.txt", AMENDMENT), ("locked.pdf", "x")).json()
    assert body["unread"] == [{"name": "locked.pdf", "code": "encrypted_document", "message": "It needs a password."}]
    assert len(body["family"]["members"]) == 2


def test_fewer_than_two_readable_files_are_a_problem(client: TestClient) -> None:
    answer = send(client, ("msa.txt", MASTER), ("locked.pdf", "x"))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "too_few_documents"
    assert "locked.pdf: It needs a password." in answer.json()["detail"]


@pytest.mark.parametrize("number", [1, 101])
def test_too_few_and_too_many_files_are_refused(client: TestClient, number: int) -> None:
    answer = send(client, *[(f"{place}.txt", "x") for place in range(number)])
    assert answer.status_code == 400
    assert answer.json()["invalid_params"][0]["name"] == "files"


def test_fields_that_nobody_knows_are_refused(client: TestClient) -> None:
    answer = send(client, ("msa.txt", MASTER), ("a1.txt", AMENDMENT), agreement_type="sla")
    assert answer.status_code == 400
    assert answer.json()["invalid_params"][0]["name"] == "agreement_type"


def test_all_files_together_stay_below_the_limit_of_one(client: TestClient) -> None:
    answer = send(client, *[(f"{place}.txt", "x" * LIMIT_BYTES) for place in range(3)])
    assert answer.status_code == 413
    assert answer.json()["code"] == "limit_reached"


def test_it_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    form = described["paths"]["/v1/families"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert form == {"$ref": "#/components/schemas/FamilyRequest"}
