"""Builds the FastAPI application around a reviewer and a storage; no global app, no settings read here."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from functools import cache, partial
from importlib.metadata import version
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, FastAPI, File, Form, HTTPException, Path, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from clause_library.types import AgreementType, Library, Review
from extractor.fields.deadlines import Calendar
from extractor.limits import DEFAULT_LIMITS, Limits
from models.interfaces import SentenceSplitter
from service.api.corrections import KeepingCorrections, corrections_router
from service.api.description import describe, problems
from service.api.downloads import CalendarResponse, MarkdownResponse, XlsxResponse, attachment, described
from service.api.families import families_router
from service.api.guards import BodyLimit, SameOrigin, refuse_unknown
from service.api.library import library_router
from service.api.pages import render_docs_page, render_upload_page
from service.api.problems import add_handlers
from service.api.rounds import rounds_router
from service.errors import EXPECTED_ERRORS, http_status
from service.files import SentFile
from service.recounting import recounted_review
from service.reports.html import render_html
from service.reports.ics import MEDIA_TYPE as CALENDAR
from service.reports.ics import render_ics
from service.reports.markdown import MEDIA_TYPE as MARKDOWN
from service.reports.markdown import render_markdown
from service.reports.redline import AUTHOR_CHARS, DEFAULT_AUTHOR, WORD_TYPE, refuse_unless_word, render_redline
from service.reports.workbook import MEDIA_TYPE as XLSX
from service.reports.xlsx import render_xlsx

DESCRIPTION = """
Reviews contracts against your approved clause library, on your own machine. Send a Word, PDF, text or Markdown file to
`POST /v1/reviews`; the answer is the whole review: clauses, matches, deviations with severity, evidence and answer,
fields, findings and approvals; and where the same is as a page, an issues list (.xlsx) and Markdown.
`POST /v1/redlines` answers with the contract itself, a Word file, with our tracked changes and comments in it, and
`POST /v1/rounds` with the history of a negotiation, of which it is sent all versions. `POST /v1/families` joins the
documents of one deal: which prevails, where they contradict each other, and what is in force. A review tells in
`tracked_fields` what the contract says of each field that the library tracks; `GET /v1/library/fields` has their
picklists and standards. What a person says about a field goes to `POST /v1/reviews/{id}/corrections`; the review stays
as it was made. All offsets count code points of `review.document.text`. Errors are RFC 9457 problems.
"""

PROBLEMS = problems(
    {
        400: "The request is not valid",
        413: "The document is over a limit",
        415: "The format is not supported",
        422: "The document cannot be read",
    }
)
BASELINE_PART = (
    "The version that you sent, in any format: what differs from it and no tracked change shows is told. Both files "
    "together stay below the limit of one."
)
WORD_CONTENT = {WORD_TYPE: {"schema": {"type": "string", "format": "binary"}}}
NOT_FOUND = problems({400: "The request is not valid", 404: "There is no such review"})

ReviewId = Annotated[uuid.UUID, Path(description="The `id` with which `POST /v1/reviews` answered")]


class Reviewing(Protocol):
    """What the API needs of a reviewer; ``service.wiring.Reviewer`` is one."""

    @property
    def engine_id(self) -> str:
        """Names the code and the models behind the reviews."""
        ...

    @property
    def sentences(self) -> SentenceSplitter:
        """Finds the sentences of what an amendment made of a clause."""
        ...

    @property
    def calendar(self) -> Calendar:
        """Tells business days."""
        ...

    def review_bytes(
        self,
        data: bytes,
        name: str,
        *,
        today: date,
        agreement_type: AgreementType | None = None,
        baseline: SentFile | None = None,
    ) -> Review:
        """Review one file, and tell what was changed in it silently since ``baseline`` was sent.

        :raises ExtractionError: when one of the two cannot be read.
        """
        ...


class Keeping(Protocol):
    """What the API needs of storage; ``service.storage.Storage`` is one."""

    def save_review(self, review: Review, engine_id: str) -> uuid.UUID:
        """Keep a review and give its id."""
        ...

    def find_review(self, review_id: uuid.UUID) -> Review | None:
        """The review with that id, None when there is none."""
        ...


class ReviewResource(BaseModel):
    """A kept review: where to find it again and its reports (HTML, .xlsx, Markdown, .ics), and the review itself."""

    id: uuid.UUID
    url: str
    report_url: str
    issues_url: str
    markdown_url: str
    calendar_url: str
    review: Review


def create_app(
    reviewer: Reviewing,
    storage: Keeping,
    *,
    max_file_bytes: int,
    corrections: KeepingCorrections | None = None,
    library: Library | None = None,
) -> FastAPI:
    """The application: ``/v1/reviews`` for programs, ``/`` and the reports for people, ``/docs`` for developers.

    :param corrections: where corrections are kept; None where none are taken.
    :param library: the clause library that is reviewed with; None where its tracked fields are not shown.
    """
    app = FastAPI(
        title="clausecheck",
        version=version("clausecheck"),
        description=DESCRIPTION,
        docs_url=None,  # Swagger UI loads its script from another site
        redoc_url=None,
    )
    app.include_router(_api(reviewer, storage, replace(DEFAULT_LIMITS, file_bytes=max_file_bytes)))
    app.include_router(_downloads(reviewer, storage, corrections))
    app.include_router(rounds_router(reviewer))
    app.include_router(families_router(reviewer))
    if corrections is not None:
        app.include_router(corrections_router(storage, corrections))
    if library is not None:
        app.include_router(library_router(library))
    app.include_router(_pages(reviewer, storage))
    add_handlers(app)
    app.openapi = cache(partial(describe, app))  # type: ignore[method-assign]  # FastAPI's own way to extend it
    app.add_middleware(BodyLimit, limit_bytes=max_file_bytes)
    app.add_middleware(SameOrigin)
    return app


def _api(reviewer: Reviewing, storage: Keeping, limits: Limits) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["reviews"], dependencies=[Depends(refuse_unknown)])

    @router.post("/reviews", status_code=201, responses=PROBLEMS, summary="Review a document")
    def create_review(
        response: Response,
        file: Annotated[
            UploadFile, File(description="Word, PDF, OpenDocument, RTF, HTML, a mail or text; content decides")
        ],
        agreement_type: Annotated[AgreementType | None, Form(description="Told from the text when left out")] = None,
        today: Annotated[date | None, Form(description="Date on the report; the server's today when left out")] = None,
        baseline: Annotated[UploadFile | None, File(description=BASELINE_PART)] = None,
    ) -> ReviewResource:
        review = _review(reviewer, file.file.read(), file.filename, agreement_type, today, baseline)
        resource = _resource(storage.save_review(review, reviewer.engine_id), review)
        response.headers["Location"] = resource.url
        return resource

    @router.get("/reviews/{review_id}", responses=NOT_FOUND, summary="A review, as JSON")
    def get_review(review_id: ReviewId) -> ReviewResource:
        return _resource(review_id, _find(storage, review_id))

    @router.get(
        "/reviews/{review_id}/report", responses=NOT_FOUND, response_class=HTMLResponse, summary="A review, as a page"
    )
    def get_report(review_id: ReviewId) -> str:
        return render_html(_find(storage, review_id))

    @router.post(
        "/redlines",
        status_code=201,
        responses=PROBLEMS | {201: {"description": "The Word file with our answer in it", "content": WORD_CONTENT}},
        response_class=Response,
        summary="A Word document, answered with tracked changes and comments",
    )
    def create_redline(
        file: Annotated[UploadFile, File(description="A Word file (.docx); all but our layer stays as it is")],
        author: Annotated[
            str, Form(description="In whose name the changes and comments are", max_length=AUTHOR_CHARS)
        ] = DEFAULT_AUTHOR,
        agreement_type: Annotated[AgreementType | None, Form(description="Told from the text when left out")] = None,
        today: Annotated[date | None, Form(description="Date on the changes; the server's today when left out")] = None,
        baseline: Annotated[UploadFile | None, File(description=BASELINE_PART)] = None,
    ) -> Response:
        data = file.file.read()
        refuse_unless_word(data)
        review = _review(reviewer, data, file.filename, agreement_type, today, baseline)
        answer = render_redline(data, review, author, limits)
        resource = _resource(storage.save_review(review, reviewer.engine_id), review)
        headers = {"Location": resource.url, "Content-Disposition": 'attachment; filename="answer.docx"'}
        return Response(answer, status_code=201, headers=headers, media_type=WORD_TYPE)

    return router


def _downloads(reviewer: Reviewing, storage: Keeping, corrections: KeepingCorrections | None) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["reviews"], dependencies=[Depends(refuse_unknown)])

    @router.get(
        "/reviews/{review_id}/issues.xlsx",
        responses=NOT_FOUND | described(XLSX, "The issues list, with its summary, fields and findings", binary=True),
        response_class=XlsxResponse,
        summary="A review, as a workbook",
    )
    def get_issues(review_id: ReviewId) -> XlsxResponse:
        review = _find(storage, review_id)
        return XlsxResponse(render_xlsx(review), headers=attachment(review.document.name, "issues.xlsx"))

    @router.get(
        "/reviews/{review_id}/report.md",
        responses=NOT_FOUND | described(MARKDOWN, "The report, with the contract's words escaped"),
        response_class=MarkdownResponse,
        summary="A review, as Markdown",
    )
    def get_markdown(review_id: ReviewId) -> MarkdownResponse:
        review = _find(storage, review_id)
        return MarkdownResponse(render_markdown(review), headers=attachment(review.document.name, "review.md"))

    @router.get(
        "/reviews/{review_id}/deadlines.ics",
        responses=NOT_FOUND | described(CALENDAR, "Its deadlines, next renewal and end, as of today and as corrected"),
        response_class=CalendarResponse,
        summary="The deadlines of a review, as a calendar",
    )
    def get_deadlines(review_id: ReviewId) -> CalendarResponse:
        review = _find(storage, review_id)
        said = corrections.of_document(review.document.sha256) if corrections is not None else ()
        review = recounted_review(review, said, date.today(), reviewer.calendar)
        return CalendarResponse(render_ics([review]), headers=attachment(review.document.name, "deadlines.ics"))

    return router


def _pages(reviewer: Reviewing, storage: Keeping) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/", response_class=HTMLResponse)
    def upload_page() -> str:
        return render_upload_page()

    @router.get("/docs", response_class=HTMLResponse)
    def docs_page(request: Request) -> str:
        return render_docs_page(request.app.openapi())

    @router.post("/")
    def upload(request: Request, file: UploadFile) -> Response:
        try:
            review = _review(reviewer, file.file.read(), file.filename, None, None, None)
            review_id = storage.save_review(review, reviewer.engine_id)
        except EXPECTED_ERRORS as error:
            status, title = http_status(error)
            return HTMLResponse(render_upload_page(title, str(error)), status)
        return RedirectResponse(request.url_for("get_report", review_id=review_id).path, status_code=303)

    @router.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok", "engine": reviewer.engine_id}

    return router


def _review(
    reviewer: Reviewing,
    data: bytes,
    name: str | None,
    agreement_type: AgreementType | None,
    today: date | None,
    baseline: UploadFile | None,
) -> Review:
    return reviewer.review_bytes(
        data,
        name or "document",
        today=today or date.today(),
        agreement_type=agreement_type,
        baseline=None if baseline is None else SentFile(baseline.file.read(), baseline.filename or "baseline"),
    )


def _resource(review_id: uuid.UUID, review: Review) -> ReviewResource:
    url = f"/v1/reviews/{review_id}"
    return ReviewResource(
        id=review_id,
        url=url,
        report_url=f"{url}/report",
        issues_url=f"{url}/issues.xlsx",
        markdown_url=f"{url}/report.md",
        calendar_url=f"{url}/deadlines.ics",
        review=review,
    )


def _find(storage: Keeping, review_id: uuid.UUID) -> Review:
    review = storage.find_review(review_id)
    if review is None:
        raise HTTPException(404, f"There is no review {review_id}; it may have been replaced by a newer backfill.")
    return review
