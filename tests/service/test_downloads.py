from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from fastapi.testclient import TestClient
from review_factory import make_review, with_document

from clause_library.types import AgreementType, Review
from extractor.fields.deadlines import WEEKDAYS, with_deadline
from extractor.types import Field
from service.api import create_app
from service.api.downloads import attachment
from service.decisions.correcting import correct
from service.decisions.types import Correction, Proposal
from service.recounting import recounted_review
from service.reports.ics import render_ics
from service.reports.markdown import render_markdown
from service.reports.xlsx import render_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OneReview:
    """Reviewer and storage in one, of a single review."""

    engine_id = "engine-1"
    calendar = WEEKDAYS

    def __init__(self) -> None:
        self.review = make_review()
        self.key = uuid.uuid4()

    def review_bytes(
        self, data: bytes, name: str, *, today: date, agreement_type: AgreementType | None = None, **_: object
    ) -> Review:
        return with_document(self.review, name=name)

    def save_review(self, review: Review, engine_id: str) -> uuid.UUID:
        self.review = review
        return self.key

    def find_review(self, review_id: uuid.UUID) -> Review | None:
        return self.review if review_id == self.key else None


class Corrected:
    """Corrections of one document, as storage gives them."""

    def __init__(self, *said: Correction) -> None:
        self.said = said

    def of_document(self, sha256: str) -> tuple[Correction, ...]:
        return self.said

    def add(self, correction: Correction) -> None:
        raise AssertionError("nothing is corrected here")

    def engine_of(self, review_id: uuid.UUID) -> str | None:
        return None


def automatic(review: Review, end: date) -> Review:
    """The review of a contract that renews by itself at ``end`` unless refused sixty days before."""
    stated = {"expiration_date": end.isoformat(), "renewal_type": "automatic", "renewal_notice_period": "P60D"}
    quote = review.document.text[:10]
    fields = (
        Field(name=name, value=value, confidence=0.9, method="rule", quote=quote, start=0, end=10)
        for name, value in stated.items()
    )
    return replace(review, fields=with_deadline(tuple(fields), date.today()))


@pytest.fixture
def kept() -> OneReview:
    return OneReview()


@pytest.fixture
def client(kept: OneReview) -> Iterator[TestClient]:
    with TestClient(create_app(kept, kept, max_file_bytes=100_000), raise_server_exceptions=False) as client:
        yield client


def test_a_review_says_where_its_issues_list_and_markdown_are(client: TestClient, kept: OneReview) -> None:
    body = client.post("/v1/reviews", files={"file": ("Acme MSA.docx", b"x")}).json()
    issues, markdown = client.get(body["issues_url"]), client.get(body["markdown_url"])
    assert issues.headers["content-type"] == XLSX
    assert issues.headers["content-disposition"] == 'attachment; filename="Acme MSA-issues.xlsx"'
    assert issues.content == render_xlsx(kept.review)
    assert openpyxl.load_workbook(io.BytesIO(issues.content)).sheetnames[0] == "Issues"
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert markdown.headers["content-disposition"] == 'attachment; filename="Acme MSA-review.md"'
    assert markdown.text == render_markdown(kept.review)


def test_a_review_says_where_its_calendar_is(client: TestClient, kept: OneReview) -> None:
    body = client.post("/v1/reviews", files={"file": ("Acme MSA.docx", b"x")}).json()
    answer = client.get(body["calendar_url"])
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="Acme MSA-deadlines.ics"'
    assert answer.content == render_ics([recounted_review(kept.review, (), date.today(), WEEKDAYS)])


def test_the_calendar_follows_what_a_person_corrected(kept: OneReview) -> None:
    end = date.today() + timedelta(days=400)
    kept.review = automatic(kept.review, end)
    proposal = Proposal(
        field="renewal_notice_period", action="corrected", index=2, value="P90D", person="Dana", reason="Section 9"
    )
    ids = {"review_id": kept.key, "correction_id": uuid.uuid4()}
    said = correct(kept.review, proposal, (), engine="engine-1", time=datetime.now(UTC), **ids)
    app = create_app(kept, kept, max_file_bytes=100_000, corrections=Corrected(said))
    with TestClient(app, raise_server_exceptions=False) as client:
        calendar = client.get(f"/v1/reviews/{kept.key}/deadlines.ics").text
    assert f"DTSTART;VALUE=DATE:{end - timedelta(days=90):%Y%m%d}" in calendar
    assert f"DTSTART;VALUE=DATE:{end - timedelta(days=60):%Y%m%d}" not in calendar


@pytest.mark.parametrize("path", ["issues.xlsx", "report.md", "deadlines.ics"])
def test_what_is_not_there_is_a_problem_document(client: TestClient, kept: OneReview, path: str) -> None:
    answer = client.get(f"/v1/reviews/{uuid.uuid4()}/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.get(f"/v1/reviews/{kept.key}/{path}?format=x").status_code == 400


@pytest.mark.parametrize(
    ("path", "media_type"), [("issues.xlsx", XLSX), ("report.md", "text/markdown"), ("deadlines.ics", "text/calendar")]
)
def test_openapi_names_the_media_types(client: TestClient, path: str, media_type: str) -> None:
    operation = client.get("/openapi.json").json()["paths"][f"/v1/reviews/{{review_id}}/{path}"]["get"]
    assert list(operation["responses"]["200"]["content"]) == [media_type]
    assert set(operation["responses"]) == {"200", "400", "404", "default"}
    assert path in client.get("/docs").text


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("msa.docx", 'attachment; filename="msa-issues.xlsx"'),
        ('a"; filename="x\r\nSet-Cookie: y.pdf', 'attachment; filename="a__ filename=_x Set-Cookie_ y-issues.xlsx"'),
        ("../../etc/passwd", 'attachment; filename="passwd-issues.xlsx"'),
        (
            "Verträge.docx",
            "attachment; filename=\"Vertr_ge-issues.xlsx\"; filename*=UTF-8''Vertr%C3%A4ge-issues.xlsx",
        ),
        ("\ud83d.docx", 'attachment; filename="contract-issues.xlsx"'),
        ("", 'attachment; filename="contract-issues.xlsx"'),
    ],
)
def test_a_file_is_named_after_the_contract_and_stays_in_its_header(name: str, header: str) -> None:
    assert attachment(name, "issues.xlsx") == {"Content-Disposition": header}
