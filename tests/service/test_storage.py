from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from clause_library.types import DocumentSummary, Review
from service.database import open_database
from service.errors import ReviewNotKept, StorageError
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


def with_text(text: str) -> Review:
    review = a_review()
    return dataclasses.replace(review, document=dataclasses.replace(review.document, text=text))


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


def test_files_can_be_forgotten_with_their_reviews(storage: Storage, engine: Engine) -> None:
    for path in ("a.pdf", "b.pdf"):
        storage.save_import("/in", ImportedFile(path, "a" * 64, 0.5, review=a_review()), KEY)
    storage.forget("/in", ["a.pdf"])
    assert [file.path for file in storage.imported("/in")] == ["b.pdf"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar_one() == 1


def test_failed_files_can_be_asked_for_again(storage: Storage) -> None:
    storage.save_import("/in", ImportedFile("a.pdf", "a" * 64, 0.5, error_code="x", error_message="y"), KEY)
    assert storage.finished("/in", KEY) == {"a.pdf": "a" * 64}
    assert storage.finished("/in", KEY, failed=False) == {}


def test_a_nul_in_the_text_does_not_lose_the_review(storage: Storage) -> None:
    found = storage.find_review(storage.save_review(with_text("a\0b"), "engine-1"))
    assert found is not None
    assert found.document.text == "a\ufffdb"


@pytest.mark.parametrize("text", [r"\u0000", r"\\u0000", "a\\", '"\\u0000"', r"C:\u0000\x"])
def test_backslashes_are_no_nul(storage: Storage, text: str) -> None:
    found = storage.find_review(storage.save_review(with_text(text), "engine-1"))
    assert found is not None
    assert found.document.text == text


@pytest.mark.parametrize(
    ("text", "kept"), [("\\\0", "\\\ufffd"), ("\0\0", "\ufffd\ufffd"), ("\0\\u0000", "\ufffd\\u0000")]
)
def test_a_nul_is_told_from_a_backslash_before_it(storage: Storage, text: str, kept: str) -> None:
    found = storage.find_review(storage.save_review(with_text(text), "engine-1"))
    assert found is not None
    assert found.document.text == kept


def test_what_no_database_takes_is_an_error_about_the_one_review(storage: Storage) -> None:
    with pytest.raises(ReviewNotKept) as told:
        storage.save_review(with_text("half a pair \ud800 of a secret"), "engine-1")
    assert "secret" not in str(told.value)
    nul = ImportedFile("a.txt", "a" * 64, 0.1, error_code="told", error_message="secret \0")
    with pytest.raises(ReviewNotKept) as told:
        storage.save_import("/in", nul, KEY)
    assert "secret" not in str(told.value)


def test_a_database_that_fails_is_a_storage_error_and_none_about_a_review(storage: Storage, engine: Engine) -> None:
    calls: list[Callable[[], object]] = [
        lambda: storage.save_review(a_review(), "engine-1"),
        lambda: storage.find_review(uuid.uuid4()),
        lambda: storage.finished("/in", KEY),
        lambda: storage.save_import("/in", ImportedFile("a", "a" * 64, 0.1), KEY),
        lambda: list(storage.imported("/in")),
        lambda: storage.paths("/in"),
        lambda: storage.forget("/in", ["a"]),
    ]
    with renamed_tables(engine):
        for call in calls:
            with pytest.raises(StorageError) as told:
                call()
            assert not isinstance(told.value, ReviewNotKept)


@contextmanager
def renamed_tables(engine: Engine) -> Iterator[None]:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE imports RENAME TO other_imports"))
        connection.execute(text("ALTER TABLE reviews RENAME TO other_reviews"))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE other_imports RENAME TO imports"))
            connection.execute(text("ALTER TABLE other_reviews RENAME TO reviews"))


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
