"""Corrections in the database: a history that only grows, and that outlives the reviews."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from spoken import FEE, LAW, TEXT, a_review, say
from sqlalchemy import Engine, inspect, text

from service.database import MIGRATIONS, open_database
from service.decisions.exporting import write_rows
from service.decisions.storage import CorrectionStorage, corrections
from service.errors import ReviewNotKept, StorageError
from service.storage import ImportedFile, ImportKey, Storage

EUROS = {"amount": "100", "currency": "EUR", "per": "month"}
KEY = ImportKey("lib-1", "engine-1")


@pytest.fixture
def kept(engine: Engine) -> CorrectionStorage:
    return CorrectionStorage(engine)


def test_a_correction_comes_back_as_it_was(kept: CorrectionStorage) -> None:
    said = (
        say("fee", "corrected", index=2, value=EUROS),
        say("governing_law", "rejected", index=1),
        say("venue", "added", value="Texas", quote="Nothing else matters"),
    )
    for one in said:
        kept.add(one)
    assert kept.of_document("a" * 64) == said
    assert tuple(kept.all()) == said


def test_the_history_of_a_field_stays_in_order_and_the_last_counts(kept: CorrectionStorage) -> None:
    said = [say("governing_law", "corrected", index=1, value=value) for value in ("Texas", "Utah", "Ohio")]
    other = say("fee", "confirmed", index=2)
    for one in (said[0], other, *said[1:]):
        kept.add(one)
    assert [one.value for one in kept.of_document("a" * 64)] == ["Texas", FEE.value, "Utah", "Ohio"]
    assert kept.last_ids() == {other.id, said[-1].id}


def test_a_document_has_its_own_corrections(kept: CorrectionStorage) -> None:
    kept.add(say("governing_law", "confirmed", index=1))
    kept.add(say("governing_law", "confirmed", review=a_review(sha256="b" * 64), index=1))
    assert [one.sha256 for one in kept.of_document("b" * 64)] == ["b" * 64]
    assert kept.documents() == {"a" * 64, "b" * 64}
    assert kept.of_document("c" * 64) == ()


def test_corrections_outlive_the_review_that_a_newer_backfill_replaces(kept: CorrectionStorage, engine: Engine) -> None:
    storage = Storage(engine)
    storage.save_import("/in", ImportedFile("a.pdf", "a" * 64, 0.5, review=a_review()), KEY)
    kept.add(say("governing_law", "corrected", index=1, value="Texas"))
    newer = a_review(replace(LAW, value="Utah"))
    storage.save_import("/in", ImportedFile("a.pdf", "a" * 64, 0.5, review=newer), replace(KEY, engine="engine-2"))
    (file,) = kept.attached(storage.imported("/in"))
    assert file.review == newer
    assert [one.value for one in file.corrections] == ["Texas"]


def test_files_that_nobody_spoke_of_have_none(kept: CorrectionStorage) -> None:
    kept.add(say("governing_law", "confirmed", review=a_review(sha256="b" * 64), index=1))
    files = [
        ImportedFile("a", "a" * 64, 0.1, review=a_review()),
        ImportedFile("b", "b" * 64, 0.1, error_code="x", error_message="y"),
    ]
    assert [file.corrections for file in kept.attached(files)] == [(), ()]


def test_the_engine_of_a_review_is_known(kept: CorrectionStorage, engine: Engine) -> None:
    assert kept.engine_of(Storage(engine).save_review(a_review(), "engine-9")) == "engine-9"
    assert kept.engine_of(uuid.uuid4()) is None


def test_the_text_is_that_in_which_the_places_count(kept: CorrectionStorage, engine: Engine) -> None:
    one = say("governing_law", "confirmed", index=1)
    assert kept.text_of(one) is None
    Storage(engine).save_review(a_review(text="A newer engine reads\n" + TEXT), "engine-2")
    assert kept.text_of(one) is None
    Storage(engine).save_review(a_review(), "engine-3")
    assert kept.text_of(one) == TEXT


def test_characters_beyond_the_first_plane_count_as_one(kept: CorrectionStorage, engine: Engine) -> None:
    review = a_review(replace(LAW, start=2, end=17, quote="laws of Delawar"), text="🖋 laws of Delawar")
    Storage(engine).save_review(review, "engine-1")
    one = say("governing_law", "confirmed", review=review, index=0)
    assert kept.text_of(one) == "🖋 laws of Delawar"


def test_what_no_database_takes_is_refused_without_its_words(kept: CorrectionStorage) -> None:
    with pytest.raises(ReviewNotKept) as told:
        kept.add(replace(say("governing_law", "confirmed", index=1), reason="secret \0"))
    assert "secret" not in str(told.value)
    assert kept.of_document("a" * 64) == ()


def test_words_are_data_to_the_database(kept: CorrectionStorage) -> None:
    hostile = "'); DROP TABLE corrections; -- {{7*7}} %s :x"
    kept.add(say("governing_law", "corrected", index=1, value=hostile, person=hostile, reason=hostile))
    (one,) = kept.of_document("a" * 64)
    assert (one.value, one.person, one.reason) == (hostile, hostile, hostile)


def test_a_database_that_fails_is_a_storage_error(kept: CorrectionStorage, engine: Engine) -> None:
    one = say("governing_law", "confirmed", index=1)
    calls = (
        lambda: kept.add(one),
        lambda: kept.of_document("a"),
        lambda: list(kept.all()),
        kept.last_ids,
        kept.documents,
    )
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE corrections RENAME TO other_corrections"))
    try:
        for call in calls:
            with pytest.raises(StorageError):
                call()
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE other_corrections RENAME TO corrections"))


def test_the_schema_has_the_columns_of_the_table(engine: Engine) -> None:
    there = {column["name"] for column in inspect(engine).get_columns("corrections")}
    assert there == {column.name for column in corrections.c}


def test_a_database_from_before_corrections_keeps_its_reviews(kept: CorrectionStorage, engine: Engine) -> None:
    review_id = Storage(engine).save_review(a_review(), "engine-1")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.commit()
    assert "corrections" not in inspect(engine).get_table_names()
    open_database(engine.url.render_as_string(hide_password=False), Path("unused")).dispose()
    assert Storage(engine).find_review(review_id) == a_review()
    kept.add(say("governing_law", "confirmed", index=1))
    assert len(kept.of_document("a" * 64)) == 1


class TestRows:
    def test_a_row_holds_what_training_needs(self, tmp_path: Path) -> None:
        one = say("governing_law", "corrected", index=1, value="Texas", quote="Nothing else matters")
        assert write_rows([one], {one.id}, tmp_path / "out.jsonl") == 1
        (line,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
        row = json.loads(line)
        assert row["machine"] == {
            "value": "Delaware",
            "confidence": 0.85,
            "method": "rule",
            "quote": "laws of Delaware",
            "start": LAW.start,
            "end": LAW.end,
        }
        assert (row["sha256"], row["field"], row["action"], row["value"]) == (
            "a" * 64,
            "governing_law",
            "corrected",
            "Texas",
        )
        assert row["passage"] == "Nothing else matters."
        assert row["passage"][row["quote_start"] : row["quote_end"]] == row["quote"] == "Nothing else matters"
        assert (row["person"], row["reason"], row["time"]) == ("Ann", "It says so.", "2026-11-30T12:00:00+00:00")
        assert (row["engine"], row["superseded"]) == ("engine-1", False)
        assert "text" not in row

    def test_only_the_last_words_unless_the_history_is_wanted(self, tmp_path: Path) -> None:
        said = [say("governing_law", "corrected", index=1, value=value) for value in ("Texas", "Utah")]
        last = {said[1].id}
        assert write_rows(said, last, tmp_path / "last.jsonl") == 1
        assert write_rows(said, last, tmp_path / "all.jsonl", history=True) == 2
        rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
        assert [(row["value"], row["superseded"]) for row in rows] == [("Texas", True), ("Utah", False)]

    def test_the_whole_text_comes_only_where_it_is_asked_for(self, tmp_path: Path) -> None:
        one = say("governing_law", "confirmed", index=1)
        write_rows([one], {one.id}, tmp_path / "out.jsonl", text_of=lambda _: TEXT)
        assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["text"] == TEXT

    def test_hostile_words_stay_in_their_line(self, tmp_path: Path) -> None:
        hostile = 'x"}\n{"y": "\x9b31m\u2028\u202e'
        one = replace(say("governing_law", "confirmed", index=1), reason=hostile, person=hostile)
        write_rows([one], {one.id}, tmp_path / "out.jsonl")
        written = (tmp_path / "out.jsonl").read_text("utf-8")
        assert written.count("\n") == 1
        assert not {"\x9b", "\u2028", "\u202e"} & set(written)
        assert json.loads(written)["reason"] == hostile
