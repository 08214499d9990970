from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from clause_library.types import DocumentSummary, Review
from service.database import open_database
from service.errors import StorageError
from service.storage import ImportedFile, ImportKey, Storage

KEY = ImportKey(library_version="lib-1", engine="engine-1")


@pytest.fixture
def storage(engine: Engine) -> Storage:
    return Storage(engine)


def a_review(sha256: str = "a" * 64) -> Review:
    document = DocumentSummary(
        sha256=sha256,
        name="msa.docx",
        media_type="text/plain",
        pages=None,
        words=2,
        text="Hello contract",
        original_text="Hello contract",
        revisions=(),
        comments=(),
        problems=(),
    )
    return Review(
        document=document,
        agreement_type="master_agreement",
        library="standard",
        library_version="lib-1",
        today="2026-03-31",
        models=("encoder@1",),
        clauses=(),
        matches=(),
        deviations=(),
        fields=(),
        findings=(),
        approvals=(),
    )


def test_a_review_comes_back_as_it_was(storage: Storage) -> None:
    review = a_review()
    assert storage.find_review(storage.save_review(review, "engine-1")) == review


def test_an_unknown_id_finds_nothing(storage: Storage) -> None:
    assert storage.find_review(uuid.uuid4()) is None


def test_an_import_counts_as_finished_for_its_library_and_engine_only(storage: Storage) -> None:
    storage.save_import("/in", ImportedFile("a.pdf", "a" * 64, 0.5, review=a_review()), KEY)
    assert storage.finished("/in", KEY) == {"a.pdf": "a" * 64}
    assert storage.finished("/other", KEY) == {}
    assert storage.finished("/in", dataclasses.replace(KEY, engine="engine-2")) == {}
    assert storage.finished("/in", dataclasses.replace(KEY, library_version="lib-2")) == {}


def test_importing_again_replaces_the_outcome_and_its_review(storage: Storage, engine: Engine) -> None:
    storage.save_import("/in", ImportedFile("a.pdf", "a" * 64, 0.5, review=a_review()), KEY)
    failed = ImportedFile("a.pdf", "b" * 64, 0.1, error_code="encrypted_document", error_message="needs a password")
    storage.save_import("/in", failed, KEY)
    assert list(storage.imported("/in")) == [failed]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar_one() == 0


def test_imported_files_come_in_order_of_path(storage: Storage) -> None:
    for path in ("b.pdf", "a.pdf", "c/d.pdf"):
        storage.save_import("/in", ImportedFile(path, "a" * 64, 0.5, review=a_review()), KEY)
    assert [file.path for file in storage.imported("/in")] == ["a.pdf", "b.pdf", "c/d.pdf"]


def test_files_that_are_gone_are_forgotten(storage: Storage, engine: Engine) -> None:
    for path in ("a.pdf", "b.pdf"):
        storage.save_import("/in", ImportedFile(path, "a" * 64, 0.5, review=a_review()), KEY)
    storage.keep_only("/in", ["b.pdf"])
    assert [file.path for file in storage.imported("/in")] == ["b.pdf"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar_one() == 1


def test_failed_files_can_be_asked_for_again(storage: Storage) -> None:
    storage.save_import("/in", ImportedFile("a.pdf", "a" * 64, 0.5, error_code="x", error_message="y"), KEY)
    assert storage.finished("/in", KEY) == {"a.pdf": "a" * 64}
    assert storage.finished("/in", KEY, failed=False) == {}


def test_a_nul_in_the_text_does_not_lose_the_review(storage: Storage) -> None:
    review = a_review()
    damaged = dataclasses.replace(review, document=dataclasses.replace(review.document, text="a\0b"))
    found = storage.find_review(storage.save_review(damaged, "engine-1"))
    assert found is not None
    assert found.document.text == "a\ufffdb"


def test_opening_twice_migrates_once(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert {"reviews", "imports", "alembic_version"} <= set(inspect(engine).get_table_names())
    url = engine.url.render_as_string(hide_password=False)
    again = open_database(url, Path("unused"))
    assert Storage(again).finished("/nowhere", KEY) == {}
    again.dispose()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("no url at all", "not one"),
        ("sqlite:///x.db", "must be PostgreSQL"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_used_is_a_storage_error(url: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=message):
        open_database(url, tmp_path)
