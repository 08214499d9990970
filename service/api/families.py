"""``POST /v1/families``: the documents of one deal in, what they come to together out."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.exceptions import RequestValidationError

from service.api.description import problems
from service.api.guards import refuse_unknown
from service.families import LEAST_DOCUMENTS, MOST_DOCUMENTS, JoinedFiles, Joining, join_files
from service.files import SentFile

_PROBLEMS = problems(
    {
        400: "The request is not valid",
        413: "The documents are over a limit",
        422: "Too few documents can be read",
    }
)


def families_router(reviewer: Joining) -> APIRouter:
    """The route of families. Nothing is kept: the answer is the whole family, and the files that could not be read."""
    router = APIRouter(prefix="/v1", tags=["families"], dependencies=[Depends(refuse_unknown)])

    @router.post("/families", responses=_PROBLEMS, summary="The documents of one deal, and the terms in force")
    def create_family(
        files: Annotated[
            list[UploadFile],
            File(
                description="Master agreement, order forms, SLA, amendments, in any order. Together they stay below "
                "the limit of one."
            ),
        ],
        today: Annotated[date | None, Form(description="Date of the reviews; the server's today when left out")] = None,
    ) -> JoinedFiles:
        if not LEAST_DOCUMENTS <= len(files) <= MOST_DOCUMENTS:
            said = f"a family has {LEAST_DOCUMENTS} to {MOST_DOCUMENTS} documents; {len(files)} came"
            raise RequestValidationError([{"loc": ("body", "files"), "msg": said}])
        sent = [SentFile(file.file.read(), file.filename or "document") for file in files]
        return join_files(reviewer, sent, today or date.today())

    return router
