"""``POST /v1/rounds``: the versions of one contract in, the history of their negotiation out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.exceptions import RequestValidationError

from clause_library.rounds import History, history
from clause_library.types import AgreementType, Review
from extractor.errors import ExtractionError
from service.api.description import problems
from service.api.guards import refuse_unknown

MOST_ROUNDS = 50
"""A negotiation of more rounds than that is a folder of contracts."""

_LEAST = 2
_PROBLEMS = problems(
    {
        400: "The request is not valid",
        413: "The documents are over a limit",
        415: "A format is not supported",
        422: "A document cannot be read",
    }
)


class Reviewing(Protocol):
    """What rounds need of a reviewer; ``service.wiring.Reviewer`` is one."""

    def review_bytes(
        self, data: bytes, name: str, *, today: date, agreement_type: AgreementType | None = None
    ) -> Review:
        """Review one file.

        :raises ExtractionError: when it cannot be read.
        """
        ...


def rounds_router(reviewer: Reviewing) -> APIRouter:
    """The route of rounds. Nothing is kept: the answer is the whole history."""
    router = APIRouter(prefix="/v1", tags=["negotiations"], dependencies=[Depends(refuse_unknown)])

    @router.post("/rounds", responses=_PROBLEMS, summary="The rounds of a negotiation, clause by clause")
    def create_history(
        files: Annotated[
            list[UploadFile],
            File(
                description="All versions of one contract in the order in which they were sent, the one that you sent "
                "first. Together they stay below the limit of one."
            ),
        ],
        agreement_type: Annotated[AgreementType | None, Form(description="Told from the text when left out")] = None,
        today: Annotated[date | None, Form(description="Date of the reviews; the server's today when left out")] = None,
    ) -> History:
        if not _LEAST <= len(files) <= MOST_ROUNDS:
            said = f"a negotiation has {_LEAST} to {MOST_ROUNDS} rounds; {len(files)} came"
            raise RequestValidationError([{"loc": ("body", "files"), "msg": said}])
        day = today or date.today()
        return history([_reviewed(reviewer, number, file, day, agreement_type) for number, file in enumerate(files, 1)])

    return router


def _reviewed(
    reviewer: Reviewing, number: int, file: UploadFile, today: date, agreement_type: AgreementType | None
) -> Review:
    name = file.filename or "document"
    try:
        return reviewer.review_bytes(file.file.read(), name, today=today, agreement_type=agreement_type)
    except ExtractionError as error:
        raise type(error)(f"Round {number}, {name}: {error}") from error
