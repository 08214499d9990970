from __future__ import annotations

import pytest

import clause_library.errors
import extractor.errors
import models.interfaces
import service.errors
from clause_library.errors import InvalidLibrary, LibraryError, UnknownEntry
from extractor.errors import (
    EmptyDocument,
    EncryptedDocument,
    ExtractionError,
    LimitReached,
    NoTextLayer,
    OutOfMemory,
    OutputTooLarge,
    ReaderCrashed,
    TimedOut,
    UnreadableDocument,
    UnsupportedDocument,
)
from models.interfaces import ModelError
from service.errors import (
    EXPECTED_ERRORS,
    HTTP_STATUS,
    BackfillError,
    ExportError,
    InvalidCorrection,
    ReviewNotKept,
    ServiceError,
    SettingsError,
    StorageError,
    TooFewDocuments,
    http_status,
)


def error_classes() -> list[type[Exception]]:
    modules = (extractor.errors, clause_library.errors, models.interfaces, service.errors)
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, EXPECTED_ERRORS)
    }
    return sorted(found, key=lambda kind: kind.__name__)


ROWS: dict[type[Exception], type[Exception]] = {
    ExtractionError: ExtractionError,
    EmptyDocument: EmptyDocument,
    EncryptedDocument: EncryptedDocument,
    LimitReached: LimitReached,
    NoTextLayer: NoTextLayer,
    UnreadableDocument: UnreadableDocument,
    UnsupportedDocument: UnsupportedDocument,
    ReaderCrashed: UnreadableDocument,
    TimedOut: LimitReached,
    OutOfMemory: LimitReached,
    OutputTooLarge: LimitReached,
    LibraryError: LibraryError,
    TooFewDocuments: TooFewDocuments,
    InvalidLibrary: LibraryError,
    UnknownEntry: LibraryError,
    ModelError: ModelError,
    ServiceError: ServiceError,
    SettingsError: ServiceError,  # a service with one does not start
    StorageError: StorageError,
    ReviewNotKept: ReviewNotKept,
    InvalidCorrection: InvalidCorrection,
    BackfillError: ServiceError,  # the command line alone has backfills and exports
    ExportError: ServiceError,
}
"""Whose row of the table each error is shown by: a new error has to choose."""


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_code_and_a_meaning_of_its_own(kind: type[Exception]) -> None:
    assert "code" in vars(kind)
    assert "__doc__" in vars(kind)


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
def test_every_error_is_shown_by_the_row_that_was_chosen_for_it(kind: type[Exception]) -> None:
    assert http_status(kind.__new__(kind)) == HTTP_STATUS[ROWS[kind]]


def test_every_row_is_of_an_error_that_there_is() -> None:
    assert set(HTTP_STATUS) == set(ROWS.values()) <= set(error_classes())


def test_codes_are_distinct() -> None:
    codes = [vars(kind)["code"] for kind in error_classes()]
    assert len(codes) == len(set(codes))
    assert len(codes) >= 12


def test_a_defect_of_ours_is_no_fault_of_the_document() -> None:
    assert http_status(RuntimeError())[0] == 500
