"""A backfill as tables: one row a contract as CSV or Parquet, or a workbook with fields and deviations beside it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from clause_library.types import Review
from service.errors import ExportError
from service.export_rows import FRACTION_COLUMNS, NUMBER_COLUMNS, Cell, FileRows, Profile, contract_columns
from service.export_workbook import write_workbook
from service.files import writing_whole
from service.reports.workbook import FORMULA_STARTS
from service.storage import ImportedFile


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
            row = FileRows(file, profile).contract()
            writer.writerow([_neutral(row[name]) for name in columns])
            written += 1
    return written


def _write_parquet(files: Iterable[ImportedFile], target: Path, profile: Profile) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _arrow_type(name)) for name in contract_columns(profile)])
    rows = [FileRows(file, profile).contract() for file in files]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), target)
    return len(rows)


def _arrow_type(column: str) -> str:
    if column in NUMBER_COLUMNS:
        return "int64"
    return "float64" if column in FRACTION_COLUMNS else "string"


def _write_ics(files: Iterable[ImportedFile], target: Path, profile: Profile) -> int:
    from service.reports.ics import render_ics

    written = 0

    def still_there() -> Iterator[Review]:
        nonlocal written
        for file in files:
            written += 1
            if file.review is not None and not file.missing:
                yield file.review

    target.write_bytes(render_ics(still_there()))
    return written


WRITERS: dict[str, Callable[[Iterable[ImportedFile], Path, Profile], int]] = {
    ".csv": _write_csv,
    ".ics": _write_ics,
    ".parquet": _write_parquet,
    ".xlsx": write_workbook,
}
