"""Corrections in the database: they are added and read, never changed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, DateTime, Engine, Identity, Integer, Row, Table, Text, func, select
from sqlalchemy.dialects.postgresql import JSONB, UUID

from extractor.types import Field
from service.database import storage_errors
from service.decisions.types import Correction
from service.storage import ImportedFile, metadata, reviews

corrections = Table(
    "corrections",
    metadata,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("id", UUID(as_uuid=True), nullable=False, unique=True),
    Column("subject", UUID(as_uuid=True), nullable=False),
    Column("review_id", UUID(as_uuid=True), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("machine", JSONB(none_as_null=True)),
    Column("value", JSONB(none_as_null=True)),
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("passage", Text, nullable=False),
    Column("passage_start", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("time", DateTime(timezone=True), nullable=False),
)

BATCH_ROWS = 500
"""Corrections held in memory at a time while exporting; one is some kilobytes."""


class CorrectionStorage:
    """Keeps corrections and finds them by document.

    They are the document's, not the review's: they stay when a newer review of the same bytes takes its place.
    Every method raises ``StorageError`` when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        """Use the database behind ``engine``, whose schema is up to date."""
        self._engine = engine

    def add(self, correction: Correction) -> None:
        """Keep one more correction.

        :raises ReviewNotKept: when the database refuses what it holds.
        """
        values = {column.name: getattr(correction, column.name) for column in corrections.c if column.name != "number"}
        if correction.machine is not None:
            values["machine"] = _field_adapter().dump_python(correction.machine, mode="json")
        with storage_errors(), self._engine.begin() as connection:
            connection.execute(corrections.insert().values(values))

    def of_document(self, sha256: str) -> tuple[Correction, ...]:
        """All that was ever said about the document with these bytes, oldest first."""
        query = select(corrections).where(corrections.c.sha256 == sha256).order_by(corrections.c.number)
        with storage_errors(), self._engine.connect() as connection:
            return tuple(_correction(row) for row in connection.execute(query))

    def all(self) -> Iterator[Correction]:
        """All corrections of all documents, oldest first, a few in memory at a time."""
        query = select(corrections).order_by(corrections.c.number)
        with storage_errors(), self._engine.connect().execution_options(yield_per=BATCH_ROWS) as connection:
            for row in connection.execute(query):
                yield _correction(row)

    def last_ids(self) -> frozenset[uuid.UUID]:
        """The corrections that no later one supersedes."""
        last = select(func.max(corrections.c.number)).group_by(corrections.c.subject)
        query = select(corrections.c.id).where(corrections.c.number.in_(last))
        with storage_errors(), self._engine.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def documents(self) -> frozenset[str]:
        """The SHA-256 of each document about which something was said."""
        with storage_errors(), self._engine.connect() as connection:
            return frozenset(connection.execute(select(corrections.c.sha256).distinct()).scalars())

    def attached(self, files: Iterable[ImportedFile]) -> Iterator[ImportedFile]:
        """The files, each with what people said about its document."""
        spoken_of = self.documents()
        for file in files:
            sha256 = file.review.document.sha256 if file.review else ""
            yield replace(file, corrections=self.of_document(sha256)) if sha256 in spoken_of else file

    def engine_of(self, review_id: uuid.UUID) -> str | None:
        """What the review was made with, None when there is no such review."""
        query = select(reviews.c.engine).where(reviews.c.id == review_id)
        with storage_errors(), self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def text_of(self, correction: Correction) -> str | None:
        """The text that the correction's places count in; None when its review is gone and no other has that text."""
        body = reviews.c.body["document"]["text"].astext
        query = (
            select(body)
            .where(reviews.c.sha256 == correction.sha256)
            .where(func.substr(body, correction.start + 1, len(correction.quote)) == correction.quote)
            .order_by(reviews.c.id != correction.review_id)
            .limit(1)
        )
        with storage_errors(), self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()


@lru_cache(maxsize=1)
def _field_adapter() -> TypeAdapter[Field]:
    return TypeAdapter(Field)


def _correction(row: Row[Any]) -> Correction:
    values = dict(row._mapping)
    del values["number"]
    if values["machine"] is not None:
        values["machine"] = _field_adapter().validate_python(values["machine"])
    return Correction(**values)
