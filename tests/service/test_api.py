from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from clause_library.types import AgreementType, Baseline, DocumentSummary, Review
from extractor.errors import EncryptedDocument, LimitReached, UnsupportedDocument
from service.api import create_app
from service.api.description import DEVIATION_PARTS
from service.errors import StorageError
from service.files import SentFile

LIMIT_BYTES = 200_000


class FakeReviewer:
    """Reviews any text; raises the error that the file's name stands for."""

    engine_id = "engine-1"

    def review_bytes(
        self,
        data: bytes,
        name: str,
        *,
        today: date,
        agreement_type: AgreementType | None = None,
        baseline: SentFile | None = None,
    ) -> Review:
        errors = {
            "locked.pdf": EncryptedDocument("It needs a password."),
            "x.exe": UnsupportedDocument("This is a program."),
            "bomb.docx": LimitReached("It unpacks to 2 GB."),
        }
        if name in errors:
            raise errors[name]
        if name == "defect.txt":
            raise RuntimeError("the secret clause")
        text = data.decode()
        sent = None if baseline is None else Baseline(baseline.name, hashlib.sha256(baseline.data).hexdigest())
        summary = DocumentSummary(
            "a" * 64, name, "text/plain", None, len(text.split()), text, text, (), (), (), baseline=sent
        )
        return Review(
            document=summary,
            agreement_type=agreement_type or "nda",
            library="standard",
            library_version="1",
            today=today.isoformat(),
            models=(),
            clauses=(),
            matches=(),
            deviations=(),
            fields=(),
            findings=(),
            approvals=(),
        )


class FakeStorage:
    """Keeps reviews in memory."""

    def __init__(self) -> None:
        self.reviews: dict[uuid.UUID, Review] = {}
        self.full = False

    def save_review(self, review: Review, engine_id: str) -> uuid.UUID:
        if self.full:
            raise StorageError("the database cannot be reached")
        key = uuid.uuid4()
        self.reviews[key] = review
        return key

    def find_review(self, review_id: uuid.UUID) -> Review | None:
        return self.reviews.get(review_id)


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage()


@pytest.fixture
def client(storage: FakeStorage) -> Iterator[TestClient]:
    app = create_app(FakeReviewer(), storage, max_file_bytes=LIMIT_BYTES)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_file_gives_its_review_and_where_to_find_it_again(client: TestClient) -> None:
    answer = client.post("/v1/reviews", files={"file": ("nda.txt", b"Hello there")}, data={"today": "2026-03-31"})
    assert answer.status_code == 201
    body = answer.json()
    assert answer.headers["location"] == body["url"] == f"/v1/reviews/{body['id']}"
    assert body["review"]["document"]["words"] == 2
    assert body["review"]["today"] == "2026-03-31"
    assert client.get(body["url"]).json() == body


def test_the_agreement_type_can_be_given(client: TestClient) -> None:
    answer = client.post("/v1/reviews", files={"file": ("a.txt", b"x")}, data={"agreement_type": "sla"})
    assert answer.json()["review"]["agreement_type"] == "sla"


def test_the_version_that_was_sent_is_a_second_file(client: TestClient) -> None:
    files = {"file": ("back.txt", b"Hello there"), "baseline": ("sent.txt", b"Hello")}
    baseline = client.post("/v1/reviews", files=files).json()["review"]["document"]["baseline"]
    assert baseline == {"name": "sent.txt", "sha256": hashlib.sha256(b"Hello").hexdigest()}


def test_both_files_count_against_the_limit(client: TestClient) -> None:
    half = b"x" * (LIMIT_BYTES * 3 // 4)
    assert client.post("/v1/reviews", files={"file": ("back.txt", half)}).status_code == 201
    answer = client.post("/v1/reviews", files={"file": ("back.txt", half), "baseline": ("sent.txt", half)})
    assert answer.status_code == 413


def test_the_baseline_is_described(client: TestClient) -> None:
    form = client.get("/openapi.json").json()["components"]["schemas"]["ReviewRequest"]["properties"]
    assert "no tracked change shows" in form["baseline"]["description"]


def test_the_report_is_a_page(client: TestClient) -> None:
    body = client.post("/v1/reviews", files={"file": ("nda.txt", b"Hello <script>")}).json()
    report = client.get(body["report_url"])
    assert report.headers["content-type"].startswith("text/html")
    assert "Hello &lt;script&gt;" in report.text


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("locked.pdf", 422, "encrypted_document"),
        ("x.exe", 415, "unsupported_document"),
        ("bomb.docx", 413, "limit_reached"),
    ],
)
def test_a_bad_file_is_a_problem_document(client: TestClient, name: str, status: int, code: str) -> None:
    answer = client.post("/v1/reviews", files={"file": (name, b"x")})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == code
    assert problem["type"] == f"urn:clausecheck:problem:{code}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


def test_an_invalid_request_names_the_parameter(client: TestClient) -> None:
    problem = client.post("/v1/reviews", files={"file": ("a.txt", b"x")}, data={"today": "soon"}).json()
    assert problem["status"] == 400
    assert problem["invalid_params"][0]["name"] == "today"
    assert client.post("/v1/reviews").json()["invalid_params"][0]["name"] == "file"


@pytest.mark.parametrize("path", ["/v1/reviews/00000000-0000-0000-0000-000000000000", "/nowhere"])
def test_what_is_not_there_is_a_problem_document(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_a_database_that_is_gone_is_said(client: TestClient, storage: FakeStorage) -> None:
    storage.full = True
    answer = client.post("/v1/reviews", files={"file": ("a.txt", b"x")})
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_error")


def test_a_defect_tells_no_contract_text(client: TestClient) -> None:
    answer = client.post("/v1/reviews", files={"file": ("defect.txt", b"x")})
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"
    assert "secret" not in answer.text


def test_a_body_over_the_limit_is_refused_by_its_announced_length(client: TestClient) -> None:
    answer = client.post("/v1/reviews", files={"file": ("a.txt", b"x" * (LIMIT_BYTES * 2))})
    assert (answer.status_code, answer.json()["code"]) == (413, "limit_reached")


def test_a_body_that_announces_no_length_is_counted(client: TestClient) -> None:
    def body() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(20):
            yield b"x" * (LIMIT_BYTES // 5)
        yield b"\r\n--b--\r\n"

    answer = client.post("/v1/reviews", content=body(), headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert (answer.status_code, answer.json()["code"]) == (413, "limit_reached")


def test_a_page_of_another_site_may_not_send_documents(client: TestClient) -> None:
    foreign = client.post("/v1/reviews", files={"file": ("a.txt", b"x")}, headers={"Origin": "https://evil.example"})
    own = client.post("/v1/reviews", files={"file": ("a.txt", b"x")}, headers={"Origin": "http://testserver"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "cross_site_request")
    assert own.status_code == 201


def test_the_upload_page_leads_to_the_report(client: TestClient) -> None:
    assert "multipart/form-data" in client.get("/").text
    answer = client.post("/", files={"file": ("nda.txt", b"Hello")}, follow_redirects=False)
    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200


def test_the_upload_page_says_what_was_wrong(client: TestClient) -> None:
    answer = client.post("/", files={"file": ("locked.pdf", b"x")})
    assert answer.status_code == 422
    assert "The document is encrypted" in answer.text
    assert "It needs a password." in answer.text


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/health"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_openapi_documents_the_problems(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    answers = paths["/v1/reviews"]["post"]["responses"]
    assert set(answers) == {"201", "400", "413", "415", "422", "default"}
    for path, operation in paths.items():
        for status, answer in next(iter(operation.values()))["responses"].items():
            if not status.startswith("2"):
                assert list(answer["content"]) == ["application/problem+json"], path
                schema = answer["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ProblemDetails"}
    assert set(paths["/v1/reviews/{review_id}"]["get"]["responses"]) == {"200", "400", "404", "default"}


def test_openapi_names_and_describes_what_a_caller_reads(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert {"ProblemDetails", "Problem", "ReviewRequest"} <= set(schemas)
    assert not [name for name in schemas if "__" in name or name.startswith(("Body_", "HTTPValidation"))]
    assert all(part["description"] for part in schemas["Deviation"]["properties"].values())
    assert set(DEVIATION_PARTS) == set(schemas["Deviation"]["properties"])
    (parameter,) = document["paths"]["/v1/reviews/{review_id}"]["get"]["parameters"]
    assert "POST /v1/reviews" in parameter["description"]


def test_every_reference_in_openapi_leads_somewhere(client: TestClient) -> None:
    text = client.get("/openapi.json").text
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert set(re.findall(r"#/components/schemas/(\w+)", text)) <= set(schemas)


def test_the_docs_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert "POST /v1/reviews" in page.text
    assert "agreement_type" in page.text
    assert "//" not in page.text.replace("<!doctype", "")


def test_an_unknown_query_parameter_is_named(client: TestClient) -> None:
    answer = client.post("/v1/reviews?agreement_type=foo", files={"file": ("a.txt", b"words")})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    (parameter,) = answer.json()["invalid_params"]
    assert parameter["name"] == "agreement_type"


def test_an_unknown_form_field_is_named(client: TestClient) -> None:
    answer = client.post("/v1/reviews", files={"file": ("a.txt", b"words")}, data={"agrement_type": "nda"})
    assert answer.status_code == 400
    said = "agrement_type: unknown form field; known are file, agreement_type, today, baseline"
    assert answer.json()["detail"] == said
