"""``/v1/reviews/{id}/corrections``: what people say about the fields of a review."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Depends, HTTPException, Path, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from clause_library.types import Review
from service.api.description import problems
from service.api.guards import refuse_unknown
from service.decisions.applying import CurrentField, current_fields
from service.decisions.correcting import PERSON_CHARS, QUOTE_CHARS, REASON_CHARS, correct
from service.decisions.types import Action, Correction, Proposal

BODY_BYTES = 256 * 1024
"""A correction is a sentence or two; what is parsed into memory need not be larger."""

NAME_CHARS = 100

_NOT_FOUND = problems({400: "The request is not valid", 404: "There is no such review"})
_PROBLEMS = _NOT_FOUND | problems({413: "The request is too large", 422: "The correction cannot be kept"})

_ReviewId = Annotated[uuid.UUID, Path(description="The `id` with which `POST /v1/reviews` answered")]


class Finding(Protocol):
    """What corrections need of the storage of reviews; ``service.storage.Storage`` is one."""

    def find_review(self, review_id: uuid.UUID) -> Review | None:
        """The review with that id, None when there is none."""
        ...


class KeepingCorrections(Protocol):
    """What the API needs of the storage of corrections; ``service.decisions.storage.CorrectionStorage`` is one."""

    def add(self, correction: Correction) -> None:
        """Keep one more correction."""
        ...

    def of_document(self, sha256: str) -> tuple[Correction, ...]:
        """All corrections of a document, oldest first."""
        ...

    def engine_of(self, review_id: uuid.UUID) -> str | None:
        """What a review was made with, None when there is none with that id."""
        ...


class CorrectionRequest(BaseModel):
    """What a person says about one field."""

    model_config = ConfigDict(extra="forbid")

    field: str = Field(max_length=NAME_CHARS, description="Name of the field, as in `review.fields`")
    action: Action = Field(
        description="`confirmed`: the value is right; `corrected`: it is `value`; `rejected`: the contract states "
        "none; `added`: the machine has overlooked the field"
    )
    person: str = Field(max_length=PERSON_CHARS, description="Who says so")
    reason: str = Field(
        default="", max_length=REASON_CHARS, description="Why; needed where a value is corrected or rejected"
    )
    index: int | None = Field(
        default=None, ge=0, description="Which field of the review it is about: its place in `review.fields`, from 0"
    )
    addition: uuid.UUID | None = Field(
        default=None, description="In the place of `index`, the `subject` of a field that a person has added"
    )
    value: JsonValue = Field(default=None, description="The right value, in the form of the table of fields")
    quote: str | None = Field(
        default=None,
        max_length=QUOTE_CHARS,
        description="The words of the contract that state the value, letter by letter; needed where a field is added",
    )
    start: int | None = Field(
        default=None, ge=0, description="Where the quote begins, needed where its words stand at several places"
    )
    end: int | None = Field(default=None, ge=0, description="Where the quote ends; follows from the quote")


class CorrectionHistory(BaseModel):
    """What was said about the document of a review, and its fields as they stand."""

    review_id: uuid.UUID
    corrections: tuple[Correction, ...] = Field(description="All of them, oldest first; the last of a `subject` counts")
    fields: tuple[CurrentField, ...] = Field(description="The fields of the review, corrected, then those added")


class SmallBodyRoute(APIRoute):
    """Refuses a body that is large or does not announce its length, before it is read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler behind the check."""
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            announced = request.headers.get("content-length", "")
            small = announced.isdecimal() and int(announced[:20]) <= BODY_BYTES
            if request.method == "POST" and not small:
                detail = f"A correction may have {BODY_BYTES // 1024} KiB and must announce its length."
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
            return await handle(request)

        return checked


def _utc_now() -> datetime:
    return datetime.now(UTC)


def corrections_router(reviews: Finding, kept: KeepingCorrections, now: Callable[[], datetime] = _utc_now) -> APIRouter:
    """The routes of corrections. The review stays as the machine made it.

    :param now: the server's clock.
    """
    router = APIRouter(
        prefix="/v1", tags=["corrections"], dependencies=[Depends(refuse_unknown)], route_class=SmallBodyRoute
    )

    @router.post(
        "/reviews/{review_id}/corrections", status_code=201, responses=_PROBLEMS, summary="Correct a field of a review"
    )
    def create_correction(review_id: _ReviewId, request: CorrectionRequest, response: Response) -> Correction:
        review = _found(reviews, review_id)
        made = correct(
            review,
            Proposal(**dict(request)),
            kept.of_document(review.document.sha256),
            review_id=review_id,
            engine=kept.engine_of(review_id) or "unknown",
            correction_id=uuid.uuid4(),
            time=now(),
        )
        kept.add(made)
        response.headers["Location"] = f"/v1/reviews/{review_id}/corrections"
        return made

    @router.get(
        "/reviews/{review_id}/corrections",
        responses=_NOT_FOUND,
        summary="What people said about the fields of a review, and the fields as they stand",
    )
    def get_corrections(review_id: _ReviewId) -> CorrectionHistory:
        review = _found(reviews, review_id)
        said = kept.of_document(review.document.sha256)
        fields = current_fields(review.document.sha256, review.fields, said)
        return CorrectionHistory(review_id=review_id, corrections=said, fields=fields)

    return router


def _found(reviews: Finding, review_id: uuid.UUID) -> Review:
    review = reviews.find_review(review_id)
    if review is None:
        raise HTTPException(404, f"There is no review {review_id}; it may have been replaced by a newer backfill.")
    return review
