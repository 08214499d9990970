from __future__ import annotations

import csv
import gc
import os
import stat
import tempfile
import uuid
import warnings
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

import service.export_workbook
from clause_library.types import Deviation, DocumentSummary, Review
from extractor.types import Clause, Field, Problem, Span
from service.decisions.correcting import correct
from service.decisions.types import Correction, Proposal
from service.errors import ExportError
from service.export import export
from service.export_rows import CONTRACT_COLUMNS, FIELD_COLUMNS, FileRows
from service.export_workbook import as_day
from service.storage import ImportedFile, ImportKey, Storage

TEXT = "=SUM(A1) GmbH pays USD 10."


def a_field(name: str, value: object) -> Field:
    return Field(name=name, value=value, confidence=0.9, method="rule", quote=TEXT[:8], start=0, end=8, clause="c1")  # type: ignore[arg-type]


def a_review(*fields: Field, problems: tuple[Problem, ...] = ()) -> Review:
    deviation = Deviation(
        id="d1",
        kind="text_changed",
        severity="high",
        direction="adverse",
        title="Fees",
        reason="Fees changed.",
        changes=(),
        answer="",
        guidance="",
        confidence=0.8,
        method="diff",
        quote=TEXT[:8],
        start=0,
        end=8,
        clause="c1",
        authors=("Ann",),
        approver="finance",
    )
    span = Span(0, len(TEXT))
    return Review(
        document=DocumentSummary("a" * 64, "a.txt", "text/plain", 3, 5, TEXT, TEXT, (), (), problems),
        agreement_type="order_form",
        library="standard",
        library_version="1",
        today="2026-01-01",
        models=(),
        clauses=(Clause(id="c1", number="4.1", heading="Fees", text=TEXT, span=span, extent=span, level=0),),
        matches=(),
        deviations=(deviation,),
        fields=fields,
        findings=(),
        approvals=(),
    )


@pytest.fixture
def files() -> list[ImportedFile]:
    fields = (
        a_field("party", {"name": "=SUM(A1) GmbH", "role": "customer"}),
        a_field("party", {"name": "Larkspur"}),
        a_field("payment_term", {"duration": "P30D", "trigger": "invoice_date"}),
    )
    good = ImportedFile("a.txt", "a" * 64, 0.25, review=a_review(*fields))
    bad = ImportedFile("b.pdf", "b" * 64, 0.5, error_code="encrypted_document", error_message="It needs a password.")
    return [good, bad]


def test_a_contract_is_one_row_with_a_column_a_field(files: list[ImportedFile]) -> None:
    row = FileRows(files[0]).contract()
    assert tuple(row) == CONTRACT_COLUMNS
    assert row["status"] == "ok"
    assert row["parties"] == "=SUM(A1) GmbH (customer); Larkspur"
    assert row["payment_term"] == "30 days, trigger invoice date"
    assert row["high_deviations"] == 1
    assert row["uptime_commitment"] is None


def decided(files: list[ImportedFile]) -> ImportedFile:
    """The good file, with a party corrected, the payment term rejected and a governing law added."""
    file = files[0]
    assert file.review is not None
    said: list[Correction] = []
    for proposal in (
        Proposal(field="party", action="corrected", index=1, value={"name": "Lark"}, person="=Ann", reason="+It is."),
        Proposal(field="payment_term", action="rejected", index=2, person="Ann", reason="None is stated."),
        Proposal(field="governing_law", action="added", value="=Utah", quote="USD 10", person="Ann"),
    ):
        made = correct(
            file.review,
            proposal,
            said,
            review_id=uuid.UUID(int=1),
            engine="engine-1",
            correction_id=uuid.uuid4(),
            time=datetime(2026, 11, 30, tzinfo=UTC),
        )
        said.append(made)
    return replace(file, corrections=tuple(said), review_id=uuid.UUID(int=1))


def test_what_a_person_decided_wins_and_is_marked(files: list[ImportedFile]) -> None:
    row = FileRows(decided(files)).contract()
    assert row["parties"] == "=SUM(A1) GmbH (customer); Lark"
    assert row["payment_term"] is None
    assert row["governing_law"] == "=Utah"
    assert row["decided"] == "governing_law, party, payment_term"
    assert row["review_id"] == "00000000-0000-0000-0000-000000000001"
    assert FileRows(files[0]).contract()["decided"] is None


def test_the_machines_value_stands_beside_the_persons(files: list[ImportedFile]) -> None:
    rows = FileRows(decided(files)).fields()
    assert [tuple(row) for row in rows] == [FIELD_COLUMNS] * 4
    first, party, term, law = rows
    assert (first["decision"], first["confidence"], first["index"]) == (None, 0.9, 0)
    assert (party["value"], party["machine_value"]) == ('{"name": "Lark"}', '{"name": "Larkspur"}')
    assert (party["decision"], party["confidence"], party["method"]) == ("corrected", None, None)
    assert (term["value"], term["decision"], term["reason"]) == (None, "rejected", "None is stated.")
    assert (law["value"], law["machine_value"], law["quote"], law["index"]) == ("=Utah", None, "USD 10", None)


def test_words_of_people_are_no_formulas(files: list[ImportedFile], tmp_path: Path) -> None:
    export([decided(files)], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["governing_law"] == "'=Utah"
    export([decided(files)], tmp_path / "out.xlsx")
    cells = [cell for line in openpyxl.load_workbook(tmp_path / "out.xlsx")["Fields"].iter_rows() for cell in line]
    assert {"=Ann", "+It is.", "=Utah"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_failed_file_is_a_row_with_its_reason(files: list[ImportedFile]) -> None:
    row = FileRows(files[1]).contract()
    assert (row["status"], row["error_code"], row["error_message"]) == (
        "failed",
        "encrypted_document",
        "It needs a password.",
    )


def test_a_result_with_problems_is_partial() -> None:
    review = a_review(problems=(Problem("page_without_text", "Page 2 has no text.", 2),))
    assert FileRows(ImportedFile("a", "a" * 64, 0.1, review=review)).contract()["status"] == "partial"


def test_fields_and_deviations_name_the_clause_as_a_reader_would(files: list[ImportedFile]) -> None:
    assert [row["clause"] for row in FileRows(files[0]).fields()] == ["4.1 Fees"] * 3
    assert FileRows(files[0]).deviations()[0]["clause"] == "4.1 Fees"
    assert FileRows(files[1]).fields() == FileRows(files[1]).deviations() == []


def test_csv_neutralises_formulas(files: list[ImportedFile], tmp_path: Path) -> None:
    assert export(files, tmp_path / "out.csv") == 2
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert first["parties"] == "'=SUM(A1) GmbH (customer); Larkspur"
    assert second["error_code"] == "encrypted_document"


def test_parquet_keeps_numbers_as_numbers(files: list[ImportedFile], tmp_path: Path) -> None:
    assert export(files, tmp_path / "out.parquet") == 2
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert rows[0]["pages"] == 3
    assert rows[1]["pages"] is None
    assert rows[0]["parties"] == "=SUM(A1) GmbH (customer); Larkspur"


def test_the_workbook_has_three_sheets_and_no_formula(files: list[ImportedFile], tmp_path: Path) -> None:
    assert export(iter(files), tmp_path / "out.xlsx") == 2
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Contracts", "Fields", "Deviations"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert book["Contracts"].max_row == 3
    assert book["Fields"].max_row == 4


@pytest.mark.parametrize("name", ["out.doc", "out"])
def test_another_ending_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.csv, \.ics, \.parquet, \.xlsx"):
        export([], tmp_path / name)


def test_a_failed_export_leaves_the_old_file_and_nothing_half_written(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")

    def broken() -> object:
        raise OSError(28, "No space left on device")
        yield

    with pytest.raises(ExportError, match="No space left"):
        export(broken(), target)  # type: ignore[arg-type]
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot write to"):
        export([], tmp_path / "missing" / "out.csv")


def test_a_row_reads_the_same_after_the_database(engine: Engine) -> None:
    fields = (
        a_field("fee", {"amount": "1000", "currency": "USD", "per": "month", "unit": "user"}),
        a_field("payment_term", {"duration": "P30D", "trigger": "invoice_date"}),
        a_field("uptime_commitment", {"percent": "99.9", "measurement_period": "P1M"}),
        a_field("expiration_date", "2027-03-31"),
        a_field("renewal_notice_deadline", "2027-01-30"),
        a_field("renewal_notice_send_by", "2027-01-29"),
        a_field("next_renewal", {"date": "2027-03-31", "until": "2028-03-31", "term": "P1Y"}),
        a_field("initial_term", "P12M"),
    )
    storage = Storage(engine)
    storage.save_import("/in", ImportedFile("a.txt", "a" * 64, 0.25, review=a_review(*fields)), ImportKey("1", "1"))
    (file,) = storage.imported("/in")
    row = FileRows(file).contract()
    assert row["fees"] == "USD 1,000 per month (user)"
    assert row["payment_term"] == "30 days, trigger invoice date"
    assert row["uptime_commitment"] == "99.9%, measurement period 1 month"
    assert (row["expiration_date"], row["initial_term"]) == ("2027-03-31", "12 months")
    days = [row[name] for name in ("renewal_notice_deadline", "renewal_notice_send_by", "next_renewal")]
    assert days == ["2027-01-30", "2027-01-29", "2027-03-31"]


def test_the_row_of_a_file_that_is_gone_says_so(files: list[ImportedFile]) -> None:
    assert FileRows(files[0]).contract()["missing"] is None
    assert [FileRows(replace(file, missing=True)).contract()["missing"] for file in files] == ["yes", "yes"]


def test_a_workbook_that_a_sheet_cannot_hold_is_refused(
    files: list[ImportedFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.export_workbook, "XLSX_ROWS", 4)
    assert export(files, tmp_path / "fits.xlsx") == 2  # three fields and the heading
    monkeypatch.setattr(service.export_workbook, "XLSX_ROWS", 3)
    with pytest.raises(ExportError, match=r"Fields.*\.csv or \.parquet"):
        export(files, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_full_disk_is_an_export_error_for_a_workbook_too(
    files: list[ImportedFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "out").mkdir()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # xlsxwriter drops its open files there
        assert "No space left" in export_error(files, tmp_path / "out" / "table.xlsx")
        gc.collect()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["out", "tmp"]


def export_error(files: list[ImportedFile], target: Path) -> str:
    try:
        export(files, target)
    except ExportError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.xlsx"])
def test_a_table_has_the_permissions_that_the_umask_gives(files: list[ImportedFile], tmp_path: Path, name: str) -> None:
    before = os.umask(0o027)
    try:
        export(files, tmp_path / name)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o640


def test_dates_of_a_workbook_can_be_sorted_and_subtracted(files: list[ImportedFile], tmp_path: Path) -> None:
    review = files[0].review
    assert review is not None
    end = replace(review.fields[0], name="expiration_date", value="2027-03-01")
    export([replace(files[0], review=replace(review, fields=(end,)))], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Contracts"]
    heading, row = sheet.iter_rows(values_only=True)
    assert row[heading.index("expiration_date")] == datetime(2027, 3, 1)


@pytest.mark.parametrize("cell", ["2027-02-30", "1899-12-31", "2027-03", "on 2027-03-01", "", None, 20270301])
def test_what_is_no_day_of_the_calendar_stays_as_it_is(cell: str | int | None) -> None:
    assert as_day(cell) is None
