"""Tracked fields in the table of a backfill, by what people corrected."""

from __future__ import annotations

import csv
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from review_factory import make_review, partial_review, with_document

from clause_library.agreement import NOT_COVERED
from clause_library.types import Choice, ConditionOperator, FieldCondition, FieldProfile
from extractor.types import Problem
from service.decisions.correcting import correct
from service.decisions.types import Proposal
from service.export import contract_row, export
from service.storage import ImportedFile


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
    row = contract_row(file, PROFILE)
    return [row[name] for name in (CHOICE, STATUS, "=Law", "=Law: status", "Cap", "Cap: status")]


def test_each_tracked_field_has_its_choice_and_its_status() -> None:
    assert tracked_row(a_file()) == [
        "Over 60 days",
        "not our standard",
        "England and Wales",
        "stated",
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
    from service.decisions.applying import as_fields, current_fields

    file = said(a_file(), field="governing_law", action="confirmed", index=8)
    assert file.review is not None
    fields = as_fields(current_fields(file.review.document.sha256, file.review.fields, file.corrections))
    assert (file.review.fields[8].confidence, fields[8].confidence) == (0.6, 1.0)


def test_other_agreements_are_not_asked_and_nothing_is_missing_where_the_type_was_assumed() -> None:
    assert tracked_row(a_file(agreement_type="nda"))[4:] == [None, None]
    assumed = with_document(make_review(), problems=(Problem(NOT_COVERED, "It is no contract."),))
    assert tracked_row(ImportedFile("a", "a" * 64, 0.1, review=assumed))[5] == "not stated"
    partial = ImportedFile("a", "a" * 64, 0.1, review=partial_review())
    assert tracked_row(partial)[5] == "missing"


def test_a_date_stays_as_it_is_so_that_the_column_can_be_sorted() -> None:
    signed = FieldProfile(field="agreement_date", label="Signed")
    assert contract_row(a_file(), (signed,))["Signed"] == "2026-03-02"


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
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_a_library_that_tracks_nothing_adds_nothing(tmp_path: Path, ending: str) -> None:
    assert export([a_file()], tmp_path / f"out.{ending}") == 1
    if ending == "xlsx":
        assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames == ["Contracts", "Fields", "Deviations"]
