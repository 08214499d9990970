"""What can go wrong in the service itself, and the one table that says how each error is shown.

ServiceError
├── SettingsError       a setting has a value that cannot be used
├── StorageError        the database cannot be opened, reached or used
│   └── ReviewNotKept   the database works and refuses one review
├── BackfillError       a folder cannot be backfilled
├── TooFewDocuments     a family has not enough documents that can be read
├── InvalidCorrection   what a person says about a field cannot be taken as it is
└── ExportError         a table or report cannot be written where it was asked for
"""

from __future__ import annotations

from http import HTTPStatus

from clause_library.errors import LibraryError
from extractor.errors import (
    EmptyDocument,
    EncryptedDocument,
    ExtractionError,
    LimitReached,
    NoTextLayer,
    UnreadableDocument,
    UnsupportedDocument,
)
from models.interfaces import ModelError


class ServiceError(Exception):
    """The service cannot do what was asked, through no fault of the document."""

    code = "service_error"


class SettingsError(ServiceError):
    """A setting has a value that cannot be used."""

    code = "settings_error"


class StorageError(ServiceError):
    """The database cannot be opened, reached or used."""

    code = "storage_error"


class ReviewNotKept(StorageError):
    """The database works and refuses what one file's review holds; other files are not concerned."""

    code = "review_not_kept"


class BackfillError(ServiceError):
    """A folder cannot be backfilled: there is nothing in it to review."""

    code = "backfill_error"


class TooFewDocuments(ServiceError):
    """Fewer than two documents of a family can be read: there is nothing to hold against each other."""

    code = "too_few_documents"


class InvalidCorrection(ServiceError):
    """What a person says about a field cannot be taken: ``part`` of it is wrong, ``reason`` says what is expected."""

    code = "invalid_correction"

    def __init__(self, part: str, reason: str) -> None:
        """Name the part as the caller does, ``value.currency``."""
        super().__init__(f"{part}: {reason}")
        self.part = part
        self.reason = reason


class ExportError(ServiceError):
    """A table or report cannot be written: an unknown ending, or a place that cannot be written to."""

    code = "export_error"


ClausecheckError = ExtractionError | LibraryError | ModelError | ServiceError
EXPECTED_ERRORS = (ExtractionError, LibraryError, ModelError, ServiceError)
"""The four roots; whatever else escapes is a defect of ours."""

HTTP_STATUS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    EmptyDocument: (HTTPStatus.UNPROCESSABLE_ENTITY, "The document is empty"),
    EncryptedDocument: (HTTPStatus.UNPROCESSABLE_ENTITY, "The document is encrypted"),
    NoTextLayer: (HTTPStatus.UNPROCESSABLE_ENTITY, "The document is a scan"),
    UnreadableDocument: (HTTPStatus.UNPROCESSABLE_ENTITY, "The document cannot be read"),
    UnsupportedDocument: (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The format is not supported"),
    LimitReached: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The document is over a limit"),
    ExtractionError: (HTTPStatus.UNPROCESSABLE_ENTITY, "The document cannot be read"),
    LibraryError: (HTTPStatus.INTERNAL_SERVER_ERROR, "The clause library cannot be used"),
    ModelError: (HTTPStatus.INTERNAL_SERVER_ERROR, "A language model cannot be used"),
    ReviewNotKept: (HTTPStatus.INTERNAL_SERVER_ERROR, "The review cannot be kept"),
    TooFewDocuments: (HTTPStatus.UNPROCESSABLE_ENTITY, "Too few documents can be read"),
    InvalidCorrection: (HTTPStatus.UNPROCESSABLE_ENTITY, "The correction cannot be kept"),
    StorageError: (HTTPStatus.SERVICE_UNAVAILABLE, "The database cannot be used"),
    ServiceError: (HTTPStatus.INTERNAL_SERVER_ERROR, "The service failed"),
}
"""Status and title of each error on the API; an error without a row of its own takes that of its nearest ancestor."""


def http_status(error: Exception) -> tuple[HTTPStatus, str]:
    """The row of ``HTTP_STATUS`` for the class of ``error`` or its nearest ancestor there."""
    for kind in type(error).__mro__:
        if kind in HTTP_STATUS:
            return HTTP_STATUS[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR, "The service failed"
