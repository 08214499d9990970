"""Joins the files of one deal into a family; a file that cannot be read is told and does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from clause_library.families import Family, join
from clause_library.types import Review
from extractor.errors import ExtractionError
from extractor.fields.deadlines import Calendar
from models.interfaces import SentenceSplitter
from service.errors import TooFewDocuments
from service.files import SentFile

LEAST_DOCUMENTS = 2
MOST_DOCUMENTS = 100
"""A deal of more documents than that is a folder of contracts."""


class Joining(Protocol):
    """What a family needs of a reviewer; ``service.wiring.Reviewer`` is one."""

    @property
    def sentences(self) -> SentenceSplitter:
        """Finds the sentences of what an amendment made of a clause."""
        ...

    @property
    def calendar(self) -> Calendar:
        """Tells business days."""
        ...

    def review_bytes(self, data: bytes, name: str, *, today: date) -> Review:
        """Review one file.

        :raises ExtractionError: when it cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: its name, the code of the error, and what to do about it."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class JoinedFiles:
    """The family of all files that could be read, and the others."""

    family: Family
    unread: tuple[Unread, ...]


def join_files(
    reviewer: Joining,
    files: Sequence[SentFile],
    today: date,
    unread: Sequence[Unread] = (),
    showing: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext(),
) -> JoinedFiles:
    """Review each file and join them.

    :param unread: files that could not be opened, told with those that cannot be read.
    :param showing: what goes on while the file of that name is reviewed.
    :raises TooFewDocuments: when fewer than two can be read.
    :raises LibraryError: when the clause library cannot be used.
    :raises ModelError: when a model's weights cannot be used.
    """
    reviews, failed = [], list(unread)
    for file in files:
        try:
            with showing(file.name):
                reviews.append(reviewer.review_bytes(file.data, file.name, today=today))
        except ExtractionError as error:
            failed.append(Unread(file.name, error.code, str(error)))
    if len(reviews) < LEAST_DOCUMENTS:
        said = "; ".join(f"{one.name}: {one.message}" for one in failed)
        raise TooFewDocuments(f"A family has two documents at least, and {len(reviews)} could be read. {said}".strip())
    ordered = tuple(sorted(failed, key=lambda one: one.name))
    return JoinedFiles(join(reviews, reviewer.sentences, reviewer.calendar), ordered)
