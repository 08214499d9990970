"""Reviews and imports in the database; rows become domain values and back only here."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import PydanticSerializationError
from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Double,
    Engine,
    ForeignKey,
    MetaData,
    Table,
    Text,
    any_,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID, insert

from clause_library.types import Review
from service.database import storage_errors
from service.decisions.types import Correction
from service.errors import ReviewNotKept
from service.reports.json import review_adapter

metadata = MetaData()

reviews = Table(
    "reviews",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("library_version", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("today", Date, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

imports = Table(
    "imports",
    metadata,
    Column("root", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("library_version", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("review_id", UUID(as_uuid=True), ForeignKey("reviews.id", ondelete="CASCADE")),
    Column("error_code", Text),
    Column("error_message", Text),
    Column("seconds", Double, nullable=False),
    Column("finished_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""The escape of NUL in JSON; behind an odd number of backslashes the last of them is escaped itself."""

EXPORT_BATCH_ROWS = 50
"""Reviews held in memory at a time while exporting; a long one is 3 MB."""


@dataclass(frozen=True, slots=True)
class ImportKey:
    """What makes an earlier result still good: the same library and the same engine."""

    library_version: str
    engine: str


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file: a review, or an error's code and message; ``missing`` where it is not there any more.

    ``review_id`` is that of a review that is kept. ``corrections`` are what people said about the document, oldest
    first, where somebody has asked for them.
    """

    path: str
    sha256: str
    seconds: float
    review: Review | None = None
    error_code: str | None = None
    error_message: str | None = None
    missing: bool = False
    review_id: uuid.UUID | None = None
    corrections: tuple[Correction, ...] = ()


class Storage:
    """Saves and finds reviews and the outcomes of a backfill.

    Every method raises ``StorageError`` when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        """Use the database behind ``engine``, whose schema is up to date."""
        self._engine = engine

    def save_review(self, review: Review, engine_id: str) -> uuid.UUID:
        """Keep ``review`` and give the id under which ``find_review`` finds it.

        :raises ReviewNotKept: when the database refuses what it holds.
        """
        with storage_errors(), self._engine.begin() as connection:
            return _insert_review(connection, review, engine_id)

    def find_review(self, review_id: uuid.UUID) -> Review | None:
        """The review with that id, None when there is none."""
        query = select(reviews.c.body).where(reviews.c.id == review_id)
        with storage_errors(), self._engine.connect() as connection:
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else review_adapter().validate_python(body)

    def finished(self, root: str, key: ImportKey, *, failed: bool = True) -> dict[str, str]:
        """SHA-256 by path of the files under ``root`` that have a result for this library and engine.

        :param failed: count files that ended in an error too.
        """
        query = select(imports.c.path, imports.c.sha256).where(
            imports.c.root == root,
            imports.c.library_version == key.library_version,
            imports.c.engine == key.engine,
        )
        if not failed:
            query = query.where(imports.c.review_id.is_not(None))
        with storage_errors(), self._engine.connect() as connection:
            return {row.path: row.sha256 for row in connection.execute(query)}

    def paths(self, root: str) -> frozenset[str]:
        """The files under ``root`` that have an outcome, of whatever library and engine."""
        with storage_errors(), self._engine.connect() as connection:
            return frozenset(connection.execute(select(imports.c.path).where(imports.c.root == root)).scalars())

    def forget(self, root: str, paths: Collection[str]) -> None:
        """Delete the outcomes of these files under ``root``, and their reviews."""
        named = literal(list(paths), ARRAY(Text))  # one bound value: PostgreSQL takes 65,535 of them at most
        gone = (imports.c.root == root) & (imports.c.path == any_(named))
        with storage_errors(), self._engine.begin() as connection:
            review_ids = connection.execute(imports.delete().where(gone).returning(imports.c.review_id)).scalars().all()
            there = literal([one for one in review_ids if one is not None], ARRAY(UUID(as_uuid=True)))
            connection.execute(reviews.delete().where(reviews.c.id == any_(there)))

    def save_import(self, root: str, file: ImportedFile, key: ImportKey) -> None:
        """Keep one file's outcome, in the place of an older one; the review and the outcome land together or not.

        :raises ReviewNotKept: when the database refuses what it holds.
        """
        with storage_errors(), self._engine.begin() as connection:
            review_id = _insert_review(connection, file.review, key.engine) if file.review else None
            _put_import(connection, root, file, key, review_id)

    def imported(self, root: str) -> Iterator[ImportedFile]:
        """The outcomes of all files under ``root``, by path, a few in memory at a time."""
        query = (
            select(imports, reviews.c.body)
            .outerjoin(reviews, imports.c.review_id == reviews.c.id)
            .where(imports.c.root == root)
            .order_by(imports.c.path)
        )
        with storage_errors(), self._engine.connect().execution_options(yield_per=EXPORT_BATCH_ROWS) as connection:
            for row in connection.execute(query):
                yield ImportedFile(
                    path=row.path,
                    sha256=row.sha256,
                    seconds=row.seconds,
                    review=None if row.body is None else review_adapter().validate_python(row.body),
                    error_code=row.error_code,
                    error_message=row.error_message,
                    review_id=row.review_id,
                )


def _put_import(
    connection: Connection, root: str, file: ImportedFile, key: ImportKey, review_id: uuid.UUID | None
) -> None:
    """Keep the outcome and delete the review of the one that it replaces."""
    values: dict[str, Any] = {
        "root": root,
        "path": file.path,
        "sha256": file.sha256,
        "library_version": key.library_version,
        "engine": key.engine,
        "review_id": review_id,
        "error_code": file.error_code,
        "error_message": file.error_message,
        "seconds": file.seconds,
        "finished_at": func.now(),
    }
    where = (imports.c.root == root) & (imports.c.path == file.path)
    replaced = connection.execute(select(imports.c.review_id).where(where)).scalar_one_or_none()
    connection.execute(
        insert(imports).values(values).on_conflict_do_update(index_elements=["root", "path"], set_=values)
    )
    if replaced is not None:
        connection.execute(reviews.delete().where(reviews.c.id == replaced))


def _body(review: Review) -> str:
    """The review as JSON that PostgreSQL takes: it has no NUL character, which a damaged text layer may hold.

    :raises ReviewNotKept: when it holds what is no character at all, half a surrogate pair.
    """
    try:
        dumped = review_adapter().dump_json(review).decode()
    except PydanticSerializationError:
        raise ReviewNotKept("the review of this file holds what is no text") from None
    return NUL.sub("\\1\ufffd", dumped)


def _insert_review(connection: Connection, review: Review, engine_id: str) -> uuid.UUID:
    review_id = uuid.uuid4()
    connection.execute(
        reviews.insert().values(
            id=review_id,
            sha256=review.document.sha256,
            library_version=review.library_version,
            engine=engine_id,
            today=date.fromisoformat(review.today),
            body=literal(_body(review), Text).cast(JSONB),
        )
    )
    return review_id
