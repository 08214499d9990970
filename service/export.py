"""A backfill as tables: one row a contract as CSV or Parquet, or a workbook with fields and deviations beside it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clause_library.types import SEVERITIES, FieldProfile
from extractor.types import Field, FieldValue
from service.decisions.applying import CurrentField, current_fields
from service.errors import ExportError
from service.files import writing_whole
from service.reports.wording import value_in_words
from service.reports.workbook import CELL_CHARS, FORMULA_STARTS
from service.storage import ImportedFile
from service.tracked_columns import (
    COUNT_COLUMNS,
    ChoiceCounts,
    tracked_cells,
    tracked_columns,
    tracked_now,
)

Cell = str | int | float | None
Row = dict[str, Cell]

SINGLE_FIELDS = (
    "title",
    "agreement_type",
    "agreement_date",
    "effective_date",
    "expiration_date",
    "initial_term",
    "renewal_type",
    "renewal_term",
    "renewal_notice_period",
    "renewal_notice_deadline",
    "renewal_notice_send_by",
    "next_renewal",
    "renewal_option_deadline",
    "governing_law",
    "payment_term",
    "uptime_commitment",
    "liability_cap",
)
"""Fields that get a column of their own, in this order; parties and fees, of which there are several, are joined."""

CONTRACT_COLUMNS = (
    "path",
    "missing",
    "status",
    "error_code",
    "error_message",
    "pages",
    "words",
    "severity",
    *(f"{severity}_deviations" for severity in reversed(SEVERITIES)),
    "approvals",
    "parties",
    *SINGLE_FIELDS,
    "fees",
    "decided",
    "seconds",
    "sha256",
    "review_id",
)
FIELD_COLUMNS = (
    "path",
    "field",
    "value",
    "confidence",
    "quote",
    "page",
    "clause",
    "method",
    "derived_from",
    "also_stated",
    "decision",
    "machine_value",
    "person",
    "reason",
    "index",
)
DEVIATION_COLUMNS = (
    "path",
    "severity",
    "direction",
    "kind",
    "clause",
    "title",
    "reason",
    "quote",
    "authors",
    "approver",
)

NUMBER_COLUMNS = frozenset({"pages", "words", "page", "index", *(f"{severity}_deviations" for severity in SEVERITIES)})
FRACTION_COLUMNS = frozenset({"seconds", "confidence"})

XLSX_ROWS = 1_048_576
"""Excel's own limit on a sheet's rows, the heading among them."""


Profile = Sequence[FieldProfile]


def export(files: Iterable[ImportedFile], target: Path, profile: Profile = ()) -> int:
    """Write ``files`` to ``target`` in the format of its ending; give the number of contracts.

    A table (.csv, .parquet, .xlsx), or a calendar of the deadlines (.ics). ``profile`` is the tracked fields of the
    library, which have columns of their own. The file appears whole or not at all.

    :raises ExportError: for another ending, when the place cannot be written to, or when a sheet cannot hold the rows.
    """
    check_target(target)
    with writing_whole(target) as part:
        return WRITERS[target.suffix.lower()](files, part, profile)


def check_target(target: Path) -> None:
    """Refuse a target that cannot be exported to, before hours of work end there.

    :raises ExportError: for an unknown ending or a folder that is not there.
    """
    if target.suffix.lower() not in WRITERS:
        raise ExportError(f"cannot export to {target.name!r}: use an ending of {', '.join(sorted(WRITERS))}")
    if not target.parent.is_dir():
        raise ExportError(f"cannot write to {target.parent}: there is no such folder")


def contract_columns(profile: Profile) -> tuple[str, ...]:
    """The columns of a contract: what every library has, then the tracked fields."""
    return CONTRACT_COLUMNS + tracked_columns(profile)


def contract_row(file: ImportedFile, profile: Profile = ()) -> Row:
    """One contract as a row of ``contract_columns``; what it does not state is None.

    ``decided`` names the fields about which a person has said something; their values are the person's.
    """
    row: Row = dict.fromkeys(contract_columns(profile))
    row |= {"path": file.path, "sha256": file.sha256, "seconds": round(file.seconds, 3)}
    row |= {"missing": "yes" if file.missing else None, "review_id": str(file.review_id) if file.review_id else None}
    if file.review is None:
        return row | {"status": "failed", "error_code": file.error_code, "error_message": file.error_message}
    review = file.review
    row |= {"status": "partial" if review.document.problems else "ok", "severity": review.severity}
    row |= {"pages": review.document.pages, "words": review.document.words}
    row |= {f"{severity}_deviations": count for severity, count in review.counts().items()}
    row["approvals"] = ", ".join(approval.role for approval in review.approvals) or None
    fields = _fields(file)
    row |= {name: _joined(fields, name) for name in SINGLE_FIELDS}
    row["parties"] = _joined(fields, "party")
    row["fees"] = _joined(fields, "fee")
    row["decided"] = ", ".join(sorted({one.name for one in fields if one.correction})) or None
    return row | tracked_cells(tracked_now(file, fields, profile))


def field_rows(file: ImportedFile) -> list[Row]:
    """The fields of one contract, a row of ``FIELD_COLUMNS`` each.

    Where a person has decided, value and words are the person's, ``machine_value`` is what was read, and
    ``confidence`` and ``method``, which are about what was read, stay only where that was confirmed.
    """
    titles = _clause_titles(file)
    return [_field_row(one, titles) | {"path": file.path} for one in _fields(file)]


def _field_row(one: CurrentField, titles: dict[str | None, str]) -> Row:
    row: Row = dict.fromkeys(FIELD_COLUMNS)
    row |= {"field": one.name, "value": None if one.value is None else _as_data(one.value), "index": one.index}
    machine, said = one.machine, one.correction
    if machine is not None and (said is None or said.action == "confirmed"):
        row |= {"confidence": machine.confidence, "method": machine.method}
        row["derived_from"] = "; ".join(machine.derived_from) or None
    if machine is not None:
        row |= {"quote": machine.quote, "page": machine.page, "clause": titles.get(machine.clause)}
        row["also_stated"] = _others(machine, titles)
    if said is not None:
        row |= {"decision": said.action, "person": said.person, "reason": said.reason or None}
        row["machine_value"] = None if machine is None else _as_data(machine.value)
        if machine is None or said.quote != machine.quote:
            row |= {"quote": said.quote, "page": None, "clause": None}
    return row


def _others(field: Field, titles: dict[str | None, str]) -> str | None:
    """The other values that the contract states for a field, each with its clause."""
    said = [(_as_data(other.value), titles.get(other.clause)) for other in field.alternatives]
    return "; ".join(f"{value} ({title})" if title else str(value) for value, title in said) or None


def _fields(file: ImportedFile) -> tuple[CurrentField, ...]:
    if file.review is None:
        return ()
    return current_fields(file.review.document.sha256, file.review.fields, file.corrections)


def deviation_rows(file: ImportedFile) -> list[Row]:
    """The deviations of one contract, a row of ``DEVIATION_COLUMNS`` each."""
    titles = _clause_titles(file)
    return [
        {
            "path": file.path,
            "severity": deviation.severity,
            "direction": deviation.direction,
            "kind": deviation.kind,
            "clause": titles.get(deviation.clause),
            "title": deviation.title,
            "reason": deviation.reason,
            "quote": deviation.quote,
            "authors": ", ".join(deviation.authors) or None,
            "approver": deviation.approver,
        }
        for deviation in (file.review.deviations if file.review else ())
    ]


def _clause_titles(file: ImportedFile) -> dict[str | None, str]:
    roots = file.review.clauses if file.review else ()
    return {clause.id: clause.title for root in roots for clause in root.walk()}


def _as_data(value: FieldValue) -> str:
    """The value as a program reads it: text as it is, everything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _joined(fields: Sequence[CurrentField], name: str) -> str | None:
    texts = (_as_text(one.name, one.value) for one in fields if one.name == name and one.value is not None)
    return "; ".join(dict.fromkeys(texts)) or None


def _as_text(name: str, value: FieldValue) -> str:
    """The value as a person reads it; a date stays as it is, so that a column of dates can be sorted.

    Of a party its name and role: addresses and signatories stand in the sheet of fields.
    """
    if name == "party" and isinstance(value, dict):
        value = {part: value.get(part) for part in ("name", "role", "defined_as")}
    if name == "next_renewal" and isinstance(value, dict):
        value = value.get("date")
    is_day = name == "next_renewal" or name.endswith(("_date", "_deadline", "_send_by"))
    return value if is_day and isinstance(value, str) else value_in_words(value)


def _neutral(cell: Cell) -> Cell:
    """The cell as a spreadsheet must not run it: a leading apostrophe makes text of a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _write_csv(files: Iterable[ImportedFile], target: Path, profile: Profile) -> int:
    written = 0
    columns = contract_columns(profile)
    with target.open("w", encoding="utf-8-sig", newline="") as stream:  # Excel needs the mark to see UTF-8
        writer = csv.writer(stream)
        writer.writerow(map(_neutral, columns))
        for file in files:
            row = contract_row(file, profile)
            writer.writerow([_neutral(row[name]) for name in columns])
            written += 1
    return written


def _write_parquet(files: Iterable[ImportedFile], target: Path, profile: Profile) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _arrow_type(name)) for name in contract_columns(profile)])
    rows = [contract_row(file, profile) for file in files]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), target)
    return len(rows)


def _arrow_type(column: str) -> str:
    if column in NUMBER_COLUMNS:
        return "int64"
    return "float64" if column in FRACTION_COLUMNS else "string"


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet of the workbook: its title, its columns, and the rows that a file has in it."""

    title: str
    columns: Sequence[str]
    rows: Callable[[ImportedFile], list[Row]]


def _tables(profile: Profile) -> tuple[_Table, ...]:
    return (
        _Table("Contracts", contract_columns(profile), lambda file: [contract_row(file, profile)]),
        _Table("Fields", FIELD_COLUMNS, field_rows),
        _Table("Deviations", DEVIATION_COLUMNS, deviation_rows),
    )


def _write_xlsx(files: Iterable[ImportedFile], target: Path, profile: Profile) -> int:
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxFileError

    options: dict[str, object] = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        # A folder of our own for its temporary files: it leaves them, with their words, where it fails.
        with (
            TemporaryDirectory(prefix="clausecheck-") as folder,
            xlsxwriter.Workbook(str(target), options | {"tmpdir": folder}) as book,
        ):
            book.use_zip64()
            heading = book.add_format({"bold": True, "bottom": 1})
            sheets = [_Sheet(book.add_worksheet(table.title), table, heading) for table in _tables(profile)]
            counts = ChoiceCounts(profile)
            for file in files:
                for sheet in sheets:
                    sheet.add(file)
                counts.add(tracked_now(file, _fields(file), profile))
            if profile:
                counted = _Table("Tracked fields", COUNT_COLUMNS, lambda file: [])
                sheets.append(_Sheet(book.add_worksheet(counted.title), counted, heading))
                sheets[-1].add_rows(counts.rows())
            for sheet in sheets:
                sheet.finish()
    except XlsxFileError as error:  # how xlsxwriter wraps what the disk says
        raise OSError(str(error)) from error
    return sheets[0].written


class _Sheet:
    """A sheet as it fills from top to bottom."""

    def __init__(self, sheet: Any, table: _Table, heading: object) -> None:  # noqa: ANN401  # xlsxwriter is untyped
        self._sheet = sheet
        self._table = table
        self.written = 0
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(table.columns) - 1, 18)
        sheet.write_row(0, 0, table.columns, heading)

    def add(self, file: ImportedFile) -> None:
        """Write the rows of ``file``.

        :raises ExportError: when the sheet is full; Excel's format has no more rows.
        """
        self.add_rows(self._table.rows(file))

    def add_rows(self, rows: Iterable[Mapping[str, Cell]]) -> None:
        """Write the rows.

        :raises ExportError: when the sheet is full; Excel's format has no more rows.
        """
        for row in rows:
            self.written += 1
            if self.written >= XLSX_ROWS:
                raise ExportError(
                    f"the sheet {self._table.title} would have more than {XLSX_ROWS:,} rows, which no workbook can; "
                    "export to .csv or .parquet, which have one row a contract and no limit"
                )
            for position, name in enumerate(self._table.columns):
                self._write(position, row[name])

    def finish(self) -> None:
        """Let the reader filter all rows."""
        self._sheet.autofilter(0, 0, max(self.written, 1), len(self._table.columns) - 1)

    def _write(self, position: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self._sheet.write_string(self.written, position, cell[:CELL_CHARS])
        elif cell is not None:
            self._sheet.write_number(self.written, position, cell)


def _write_ics(files: Iterable[ImportedFile], target: Path, profile: Profile) -> int:
    from service.reports.ics import render_ics

    read = list(files)
    target.write_bytes(render_ics(file.review for file in read if file.review is not None and not file.missing))
    return len(read)


WRITERS: dict[str, Callable[[Iterable[ImportedFile], Path, Profile], int]] = {
    ".csv": _write_csv,
    ".ics": _write_ics,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
}
