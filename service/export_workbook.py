"""A backfill as a workbook: a sheet for contracts, fields and deviations each, and what the tracked fields come to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from service.errors import ExportError
from service.export_rows import (
    DEVIATION_COLUMNS,
    FIELD_COLUMNS,
    Cell,
    FileRows,
    Profile,
    Row,
    contract_columns,
)
from service.reports.workbook import CELL_CHARS
from service.storage import ImportedFile
from service.tracked_columns import COUNT_COLUMNS, ChoiceCounts

_DAY = re.compile(r"(?:19|2\d)\d\d-\d\d-\d\d")
XLSX_ROWS = 1_048_576
"""Excel's own limit on a sheet's rows, the heading among them."""


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet of the workbook: its title, its columns, and the rows that a file has in it."""

    title: str
    columns: Sequence[str]
    rows: Callable[[FileRows], list[Row]]


def _tables(profile: Profile) -> tuple[_Table, ...]:
    return (
        _Table("Contracts", contract_columns(profile), lambda file: [file.contract()]),
        _Table("Fields", FIELD_COLUMNS, FileRows.fields),
        _Table("Deviations", DEVIATION_COLUMNS, FileRows.deviations),
    )


def write_workbook(files: Iterable[ImportedFile], target: Path, profile: Profile) -> int:
    """Write a workbook with a sheet for each table, and one that counts the tracked fields; give the number of files.

    :raises ExportError: when a sheet cannot hold the rows.
    :raises OSError: when the disk cannot.
    """
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
            day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
            sheets = [_Sheet(book.add_worksheet(table.title), table, heading, day) for table in _tables(profile)]
            counts = ChoiceCounts(profile)
            for file in files:
                rows = FileRows(file, profile)
                for sheet in sheets:
                    sheet.add(rows)
                counts.add(rows.tracked)
            if profile:
                counted = _Table("Tracked fields", COUNT_COLUMNS, lambda file: [])
                sheets.append(_Sheet(book.add_worksheet(counted.title), counted, heading, day))
                sheets[-1].add_rows(counts.rows())
            for sheet in sheets:
                sheet.finish()
    except XlsxFileError as error:  # how xlsxwriter wraps what the disk says
        raise OSError(str(error)) from error
    return sheets[0].written


def as_day(cell: Cell) -> datetime | None:
    """The day, as Excel can sort and subtract it, where the cell is an ISO date from 1900 on and nothing else."""
    if not isinstance(cell, str) or not _DAY.fullmatch(cell):
        return None
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return None


class _Sheet:
    """A sheet as it fills from top to bottom."""

    def __init__(self, sheet: Any, table: _Table, heading: object, day: object) -> None:  # noqa: ANN401  # xlsxwriter is untyped
        self._sheet = sheet
        self._table = table
        self._day = day
        self.written = 0
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(table.columns) - 1, 18)
        sheet.write_row(0, 0, table.columns, heading)

    def add(self, file: FileRows) -> None:
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
        day = as_day(cell)
        if day is not None:
            self._sheet.write_datetime(self.written, position, day, self._day)
        elif isinstance(cell, str):
            self._sheet.write_string(self.written, position, cell[:CELL_CHARS])
        elif isinstance(cell, int | float):
            self._sheet.write_number(self.written, position, cell)
