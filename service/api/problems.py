"""Errors as RFC 9457 problem documents."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from service.errors import EXPECTED_ERRORS, ClausecheckError, InvalidCorrection, http_status

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class InvalidParameter(BaseModel):
    """One part of a request that is not as it should be."""

    name: str
    reason: str


class ProblemDetails(BaseModel):
    """An RFC 9457 problem: ``type`` names the kind of error, ``detail`` says what to do about this one."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    invalid_params: list[InvalidParameter] | None = None


def problem(
    status: HTTPStatus,
    title: str,
    detail: str,
    code: str,
    invalid_params: list[InvalidParameter] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """The response for one problem; ``type`` is ``urn:clausecheck:problem:`` and the code."""
    body = ProblemDetails(
        type=f"urn:clausecheck:problem:{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        invalid_params=invalid_params,
    )
    return JSONResponse(body.model_dump(exclude_none=True), status, headers, media_type=MEDIA_TYPE)


def error_problem(error: ClausecheckError) -> JSONResponse:
    """The response for an error of ours."""
    status, title = http_status(error)
    parts = [InvalidParameter(name=error.part, reason=error.reason)] if isinstance(error, InvalidCorrection) else None
    return problem(status, title, str(error), error.code, parts)


def add_handlers(app: FastAPI) -> None:
    """Answer every error of ``app`` with a problem document."""

    def expected(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, EXPECTED_ERRORS)
        return error_problem(error)

    def invalid(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        parts = [
            InvalidParameter(name=".".join(str(step) for step in item["loc"][1:]), reason=item["msg"])
            for item in error.errors()
        ]
        detail = "; ".join(f"{part.name}: {part.reason}" for part in parts)
        return problem(HTTPStatus.BAD_REQUEST, "The request is not valid", detail, "invalid_request", parts)

    def refused(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        status = HTTPStatus(error.status_code)
        code = status.phrase.lower().replace(" ", "_").replace("-", "_")
        return problem(status, status.phrase, str(error.detail), code, headers=dict(error.headers or {}))

    def defect(request: Request, error: Exception) -> JSONResponse:
        logger.error("defect in %s %s", request.method, request.url.path, exc_info=error)
        detail = "This is a defect of ours, not of your document. The service's log tells where."
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The service failed", detail, "internal_error")

    for kind in EXPECTED_ERRORS:
        app.add_exception_handler(kind, expected)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(Exception, defect)
