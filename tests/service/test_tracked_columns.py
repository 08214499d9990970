"""Tracked fields in the table of a backfill, by what people corrected."""

from __future__ import annotations

import csv
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import openpyxl
import pyarrow.parquet as pq
import pytest
from review_factory import make_review, partial_review, with_document

import service.export_rows
from clause_library.agreement import NOT_COVERED
from clause_library.types import Choice, ConditionOperator, FieldCondition, FieldProfile
from extractor.types import Problem
from service.decisions.applying import current_fields
from service.decisions.correcting import correct
from service.decisions.types import Proposal
from service.export import export
from service.export_rows import CONTRACT_COLUMNS, FileRows
from service.storage import ImportedFile
from service.tracked_columns import tracked_now


def payment(operator: ConditionOperator, value: Any) -> FieldCondition:  # noqa: ANN401
    return FieldCondition("payment_term", operator, value, "duration")


PAYMENT = FieldProfile(
    field="payment_term",
    part="duration",
    label="Payment term",
    choices=(
        Choice("Net 30", (payment("one_of", ("P30D",)),)),
        Choice("Over 60 days", (payment("more_than", "P60D"),)),
    ),
    standard=((payment("at_most", "P30D"),),),
    standard_in_words="at most 30 days",
)
LAW = FieldProfile(field="governing_law", label="=Law")
CAP = FieldProfile(
    field="liability_cap", part="fees_paid_in", label="Cap", required=True, agreement_types=("master_agreement",)
)
PROFILE = (PAYMENT, LAW, CAP)
CHOICE, STATUS = "Payment term", "Payment term: status"


def a_file(path: str = "a.docx", **changes: Any) -> ImportedFile:  # noqa: ANN401
    return ImportedFile(path, "a" * 64, 0.1, review=make_review(**changes), review_id=uuid.UUID(int=1))


def said(file: ImportedFile, **proposal: Any) -> ImportedFile:  # noqa: ANN401
    assert file.review is not None
    made = correct(
        file.review,
        Proposal(person="Ann", reason="I looked.", **proposal),
        file.corrections,
        review_id=uuid.UUID(int=1),
        engine="engine-1",
        correction_id=uuid.uuid4(),
        time=datetime(2026, 11, 30, tzinfo=UTC),
    )
    return replace(file, corrections=(*file.corrections, made))


def tracked_row(file: ImportedFile) -> list[Any]:
    row = FileRows(file, PROFILE).contract()
    return [row[name] for name in (CHOICE, STATUS, "=Law", "=Law: status", "Cap", "Cap: status")]


def test_each_tracked_field_has_its_choice_and_its_status() -> None:
    assert tracked_row(a_file()) == [
        "Over 60 days",
        "not our standard",
        "England and Wales",
        "stated; please check",
        None,
        "missing",
    ]


def test_a_corrected_value_is_judged_and_not_the_machines() -> None:
    file = said(a_file(), field="payment_term", action="corrected", index=4, value={"duration": "P30D"})
    assert tracked_row(file)[:2] == ["Net 30", "standard"]


def test_a_rejected_value_is_not_stated_and_an_added_one_is() -> None:
    rejected = said(a_file(), field="governing_law", action="rejected", index=8)
    assert tracked_row(rejected)[2:4] == [None, "not stated"]
    added = said(a_file(), field="liability_cap", action="added", value={"fees_paid_in": "P12M"}, quote="the Term")
    assert tracked_row(added)[4:] == ["12 months", "stated"]


def test_what_a_person_confirmed_needs_no_check_any_more() -> None:
    law = PROFILE.index(LAW)
    assert FileRows(a_file(), PROFILE).tracked[law].check is True
    confirmed = said(a_file(), field="governing_law", action="confirmed", index=8)
    assert FileRows(confirmed, PROFILE).tracked[law].check is False


def test_other_agreements_are_not_asked_and_nothing_is_missing_where_the_type_was_assumed() -> None:
    assert tracked_row(a_file(agreement_type="nda"))[4:] == [None, None]
    assumed = with_document(make_review(), problems=(Problem(NOT_COVERED, "It is no contract."),))
    assert tracked_row(ImportedFile("a", "a" * 64, 0.1, review=assumed))[5] == "not stated"
    partial = ImportedFile("a", "a" * 64, 0.1, review=partial_review())
    assert tracked_row(partial)[5] == "missing"


def test_a_date_stays_as_it_is_so_that_the_column_can_be_sorted() -> None:
    signed = FieldProfile(field="agreement_date", label="Signed")
    assert FileRows(a_file(), (signed,)).contract()["Signed"] == "2026-03-02"


def test_a_file_that_failed_has_empty_cells() -> None:
    assert tracked_row(ImportedFile("a", "a" * 64, 0.1, error_code="x", error_message="y")) == [None] * 6


def test_csv_has_the_columns_last_and_no_formula_in_its_head(tmp_path: Path) -> None:
    export([a_file()], tmp_path / "out.csv", PROFILE)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        head, row = csv.reader(stream)
    assert head[-6:] == [CHOICE, STATUS, "'=Law", "'=Law: status", "Cap", "Cap: status"]
    assert row[-6:-4] == ["Over 60 days", "not our standard"]


def test_parquet_has_them_as_text(tmp_path: Path) -> None:
    export([a_file()], tmp_path / "out.parquet", PROFILE)
    (row,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert (row[CHOICE], row["Cap"]) == ("Over 60 days", None)


def test_the_workbook_counts_the_contracts_by_choice(tmp_path: Path) -> None:
    corrected = said(a_file("b"), field="payment_term", action="corrected", index=4, value={"duration": "P40D"})
    files = [a_file(), corrected, a_file("c"), ImportedFile("d", "d" * 64, 0.1, error_code="x", error_message="y")]
    export(files, tmp_path / "out.xlsx", PROFILE)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Contracts", "Fields", "Deviations", "Tracked fields"]
    head, *rows = ([cell.value for cell in row] for row in book["Tracked fields"].iter_rows())
    assert head == ["field", "choice", "contracts", "standard", "stated", "outside", "not_allowed", "missing"]
    assert rows == [
        ["Payment term", "Net 30", 0, None, None, None, None, None],
        ["Payment term", "Over 60 days", 2, None, None, 2, None, None],
        ["Payment term", "Other", 1, None, None, 1, None, None],
        ["Payment term", "(not stated)", 0, None, None, None, None, None],
        ["=Law", "(stated)", 3, None, 3, None, None, None],
        ["=Law", "(not stated)", 0, None, None, None, None, None],
        ["Cap", "(stated)", 0, None, None, None, None, None],
        ["Cap", "(not stated)", 3, None, None, None, None, 3],
    ]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_a_library_that_tracks_nothing_adds_nothing(tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "xlsx"):
        assert export([a_file()], tmp_path / f"out.{ending}") == 1
    head, _ = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert tuple(head.split(",")) == CONTRACT_COLUMNS
    assert tuple(pq.read_schema(tmp_path / "out.parquet").names) == CONTRACT_COLUMNS
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Contracts", "Fields", "Deviations"]
    assert tuple(cell.value for cell in book["Contracts"][1]) == CONTRACT_COLUMNS


def test_a_label_that_is_a_column_already_takes_nothing_from_it(tmp_path: Path) -> None:
    labels = ("path", "Status", "title", "severity", "Law", "Law: status")
    profile = tuple(FieldProfile(field="governing_law", label=label) for label in labels)
    rows = FileRows(a_file(), profile)
    own = {name: cell for name, cell in FileRows(a_file()).contract().items() if cell is not None}
    row = rows.contract()
    assert own.items() <= row.items()
    assert tuple(row) == (
        *CONTRACT_COLUMNS,
        *("path (tracked)", "path: status", "Status (tracked)", "Status: status", "title (tracked)", "title: status"),
        *("severity (tracked)", "severity: status", "Law", "Law: status"),
        *("Law: status (tracked)", "Law: status: status"),
    )
    assert (row["title (tracked)"], row["Law: status"]) == ("England and Wales", "stated; please check")
    assert row["Law: status (tracked)"] == "England and Wales"
    export([a_file()], tmp_path / "out.parquet", profile)
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == [row]


def test_the_workbook_works_out_the_fields_of_a_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    current, tracked = Mock(wraps=current_fields), Mock(wraps=tracked_now)
    monkeypatch.setattr(service.export_rows, "current_fields", current)
    monkeypatch.setattr(service.export_rows, "tracked_now", tracked)
    export([a_file()], tmp_path / "out.xlsx", PROFILE)
    assert (current.call_count, tracked.call_count) == (1, 1)
