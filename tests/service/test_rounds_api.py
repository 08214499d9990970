"""``POST /v1/rounds``: what a program gets for the versions of one contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from review_factory import make_review

from clause_library.types import AgreementType, Review
from extractor.errors import EncryptedDocument
from service.api.problems import add_handlers
from service.api.rounds import MOST_ROUNDS, rounds_router


class FakeReviewer:
    """Gives one review for any file, under the file's name; ``locked.docx`` cannot be read."""

    def review_bytes(
        self, data: bytes, name: str, *, today: date, agreement_type: AgreementType | None = None
    ) -> Review:
        if name == "locked.docx":
            raise EncryptedDocument("It opens only with a password.")
        made = make_review()
        return replace(made, document=replace(made.document, name=name))


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.include_router(rounds_router(FakeReviewer()))
    add_handlers(app)
    return TestClient(app)


def sent(*names: str) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, b"words")) for name in names]


def test_the_versions_come_back_as_rounds_in_the_order_in_which_they_were_sent(client: TestClient) -> None:
    answer = client.post("/v1/rounds", files=sent("ours.docx", "theirs.docx", "ours2.docx"))
    assert answer.status_code == 200, answer.text
    told = [(one["number"], one["name"]) for one in answer.json()["rounds"]]
    assert told == [(1, "ours.docx"), (2, "theirs.docx"), (3, "ours2.docx")]


@pytest.mark.parametrize("count", [1, MOST_ROUNDS + 1])
def test_one_file_is_no_negotiation_and_a_folder_is_none(client: TestClient, count: int) -> None:
    answer = client.post("/v1/rounds", files=sent(*["a.docx"] * count))
    assert answer.status_code == 400
    assert f"{count} came" in answer.json()["detail"]


def test_which_round_cannot_be_read_is_said(client: TestClient) -> None:
    answer = client.post("/v1/rounds", files=sent("ours.docx", "locked.docx"))
    assert (answer.status_code, answer.json()["code"]) == (422, "encrypted_document")
    assert answer.json()["detail"].startswith("Round 2, locked.docx: ")


def test_a_misspelt_field_is_not_passed_over(client: TestClient) -> None:
    answer = client.post("/v1/rounds", files=sent("a.docx", "b.docx"), data={"tody": "2026-01-01"})
    assert answer.status_code == 400
    assert "known are files, agreement_type, today" in answer.json()["detail"]
