"""Builds the FastAPI application around a reviewer and a storage; no global app, no settings read here."""

from __future__ import annotations

import uuid
from datetime import date
from functools import cache, partial
from importlib.metadata import version
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, FastAPI, File, Form, HTTPException, Path, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from clause_library.types import AgreementType, Review
from service.api.description import describe, problems
from service.api.guards import BodyLimit, SameOrigin, refuse_unknown
from service.api.pages import render_docs_page, render_upload_page
from service.api.problems import add_handlers
from service.errors import EXPECTED_ERRORS, http_status
from service.reports.html import render_html

DESCRIPTION = """
Reviews contracts against your approved clause library, on your own machine. Send a Word, PDF, text or Markdown file to
`POST /v1/reviews`; the answer is the whole review: clauses, matches, deviations with severity, evidence and answer,
fields, findings and approvals. All offsets count code points of `review.document.text`. Errors are RFC 9457 problems.
"""

PROBLEMS = problems(
    {
        400: "The request is not valid",
        413: "The document is over a limit",
        415: "The format is not supported",
        422: "The document cannot be read",
    }
)
NOT_FOUND = problems({400: "The request is not valid", 404: "There is no such review"})

ReviewId = Annotated[uuid.UUID, Path(description="The `id` with which `POST /v1/reviews` answered")]


class Reviewing(Protocol):
    """What the API needs of a reviewer; ``service.wiring.Reviewer`` is one."""

    @property
    def engine_id(self) -> str:
        """Names the code and the models behind the reviews."""
        ...

    def review_bytes(
        self, data: bytes, name: str, *, today: date, agreement_type: AgreementType | None = None
    ) -> Review:
        """Review one file.

        :raises ExtractionError: when it cannot be read.
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
    """A kept review: where to find it again, where its HTML report is, and the review itself."""

    id: uuid.UUID
    url: str
    report_url: str
    review: Review


def create_app(reviewer: Reviewing, storage: Keeping, *, max_file_bytes: int) -> FastAPI:
    """The application: ``/v1/reviews`` for programs, ``/`` and the reports for people, ``/docs`` for developers."""
    app = FastAPI(
        title="clausecheck",
        version=version("clausecheck"),
        description=DESCRIPTION,
        docs_url=None,  # Swagger UI loads its script from another site
        redoc_url=None,
    )
    app.include_router(_api(reviewer, storage))
    app.include_router(_pages(reviewer, storage))
    add_handlers(app)
    app.openapi = cache(partial(describe, app))  # type: ignore[method-assign]  # FastAPI's own way to extend it
    app.add_middleware(BodyLimit, limit_bytes=max_file_bytes)
    app.add_middleware(SameOrigin)
    return app


def _api(reviewer: Reviewing, storage: Keeping) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["reviews"], dependencies=[Depends(refuse_unknown)])

    @router.post("/reviews", status_code=201, responses=PROBLEMS, summary="Review a document")
    def create_review(
        response: Response,
        file: Annotated[
            UploadFile, File(description="Word, PDF, OpenDocument, RTF, HTML, a mail or text; content decides")
        ],
        agreement_type: Annotated[AgreementType | None, Form(description="Told from the text when left out")] = None,
        today: Annotated[date | None, Form(description="Date on the report; the server's today when left out")] = None,
    ) -> ReviewResource:
        review = _review(reviewer, file, agreement_type, today)
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
            review = _review(reviewer, file, None, None)
            review_id = storage.save_review(review, reviewer.engine_id)
        except EXPECTED_ERRORS as error:
            status, title = http_status(error)
            return HTMLResponse(render_upload_page(title, str(error)), status)
        return RedirectResponse(request.url_for("get_report", review_id=review_id).path, status_code=303)

    @router.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok", "engine": reviewer.engine_id}

    return router


def _review(reviewer: Reviewing, file: UploadFile, agreement_type: AgreementType | None, today: date | None) -> Review:
    data = file.file.read()
    return reviewer.review_bytes(
        data, file.filename or "document", today=today or date.today(), agreement_type=agreement_type
    )


def _resource(review_id: uuid.UUID, review: Review) -> ReviewResource:
    url = f"/v1/reviews/{review_id}"
    return ReviewResource(id=review_id, url=url, report_url=f"{url}/report", review=review)


def _find(storage: Keeping, review_id: uuid.UUID) -> Review:
    review = storage.find_review(review_id)
    if review is None:
        raise HTTPException(404, f"There is no review {review_id}; it may have been replaced by a newer backfill.")
    return review
