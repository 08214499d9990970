"""A backfill as tables: one row a contract as CSV or Parquet, or a workbook with fields and deviations beside it."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from clause_library.types import SEVERITIES, Review
from extractor.types import Field, FieldValue
from service.errors import ExportError
from service.storage import ImportedFile

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
    "governing_law",
    "payment_term",
    "uptime_commitment",
    "liability_cap",
)
"""Fields that get a column of their own, in this order; parties and fees, of which there are several, are joined."""

CONTRACT_COLUMNS = (
    "path",
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
    "seconds",
    "sha256",
)
FIELD_COLUMNS = ("path", "field", "value", "confidence", "quote", "page", "clause", "method", "derived_from")
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

NUMBER_COLUMNS = frozenset({"pages", "words", "page", *(f"{severity}_deviations" for severity in SEVERITIES)})
FRACTION_COLUMNS = frozenset({"seconds", "confidence"})

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection)."""

XLSX_CELL_CHARS = 32_767
"""Excel's own limit on a cell's text."""


def export(files: Iterable[ImportedFile], target: Path) -> int:
    """Write ``files`` to ``target`` in the format of its ending (.csv, .parquet, .xlsx); give the number of contracts.

    The file appears whole or not at all.

    :raises ExportError: for another ending, or when the place cannot be written to.
    """
    check_target(target)
    writer = WRITERS[target.suffix.lower()]
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".clausecheck-", suffix=target.suffix)
        os.close(handle)
    except OSError as error:
        raise ExportError(f"cannot write to {target.parent}: {error.strerror}") from error
    part = Path(name)
    try:
        count = writer(files, part)
        os.replace(part, target)
    except OSError as error:
        raise ExportError(f"cannot write {target}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def check_target(target: Path) -> None:
    """Refuse a target that cannot be exported to, before hours of work end there.

    :raises ExportError: for an unknown ending or a folder that is not there.
    """
    if target.suffix.lower() not in WRITERS:
        raise ExportError(f"cannot export to {target.name!r}: use an ending of {', '.join(sorted(WRITERS))}")
    if not target.parent.is_dir():
        raise ExportError(f"cannot write to {target.parent}: there is no such folder")


def contract_row(file: ImportedFile) -> Row:
    """One contract as a row of ``CONTRACT_COLUMNS``; what it does not state is None."""
    row: Row = dict.fromkeys(CONTRACT_COLUMNS)
    row |= {"path": file.path, "sha256": file.sha256, "seconds": round(file.seconds, 3)}
    if file.review is None:
        return row | {"status": "failed", "error_code": file.error_code, "error_message": file.error_message}
    review = file.review
    row |= {"status": "partial" if review.document.problems else "ok", "severity": review.severity}
    row |= {"pages": review.document.pages, "words": review.document.words}
    row |= {f"{severity}_deviations": count for severity, count in review.counts().items()}
    row["approvals"] = ", ".join(approval.role for approval in review.approvals) or None
    row |= {name: _joined(review, name) for name in SINGLE_FIELDS}
    row["parties"] = _joined(review, "party")
    row["fees"] = _joined(review, "fee")
    return row


def field_rows(file: ImportedFile) -> list[Row]:
    """The fields of one contract, a row of ``FIELD_COLUMNS`` each."""
    titles = _clause_titles(file)
    return [
        {
            "path": file.path,
            "field": field.name,
            "value": json.dumps(field.value, ensure_ascii=False) if _has_parts(field.value) else readable(field.value),
            "confidence": field.confidence,
            "quote": field.quote,
            "page": field.page,
            "clause": titles.get(field.clause),
            "method": field.method,
            "derived_from": "; ".join(field.derived_from) or None,
        }
        for field in (file.review.fields if file.review else ())
    ]


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


def readable(value: FieldValue) -> str:
    """A field's value for a person: ``99.9 · P1M`` for an object, the name alone for a party."""
    if isinstance(value, dict):
        if "name" in value:
            return str(value["name"])
        return " · ".join(readable(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        return ", ".join(readable(part) for part in value)
    return "" if value is None else str(value)


def _has_parts(value: FieldValue) -> bool:
    return isinstance(value, dict | list)


def _joined(review: Review, name: str) -> str | None:
    def text(field: Field) -> str:
        return readable(field.value)

    return "; ".join(dict.fromkeys(text(field) for field in review.fields if field.name == name)) or None


def _neutral(cell: Cell) -> Cell:
    """The cell as a spreadsheet must not run it: a leading apostrophe makes text of a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _write_csv(files: Iterable[ImportedFile], target: Path) -> int:
    written = 0
    with target.open("w", encoding="utf-8-sig", newline="") as stream:  # Excel needs the mark to see UTF-8
        writer = csv.DictWriter(stream, CONTRACT_COLUMNS)
        writer.writeheader()
        for file in files:
            writer.writerow({name: _neutral(cell) for name, cell in contract_row(file).items()})
            written += 1
    return written


def _write_parquet(files: Iterable[ImportedFile], target: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _arrow_type(name)) for name in CONTRACT_COLUMNS])
    rows = [contract_row(file) for file in files]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), target)
    return len(rows)


def _arrow_type(column: str) -> str:
    if column in NUMBER_COLUMNS:
        return "int64"
    return "float64" if column in FRACTION_COLUMNS else "string"


def _write_xlsx(files: Iterable[ImportedFile], target: Path) -> int:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    tables: Sequence[tuple[str, Sequence[str], Callable[[ImportedFile], list[Row]]]] = (
        ("Contracts", CONTRACT_COLUMNS, lambda file: [contract_row(file)]),
        ("Fields", FIELD_COLUMNS, field_rows),
        ("Deviations", DEVIATION_COLUMNS, deviation_rows),
    )
    lines: Counter[str] = Counter()
    with xlsxwriter.Workbook(str(target), options) as book:
        heading = book.add_format({"bold": True, "bottom": 1})
        for title, columns, _ in tables:
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, len(columns) - 1, 18)
            sheet.write_row(0, 0, columns, heading)
        for file in files:
            for title, columns, rows in tables:
                sheet = book.get_worksheet_by_name(title)
                for row in rows(file):
                    lines[title] += 1
                    for position, name in enumerate(columns):
                        _write_cell(sheet, lines[title], position, row[name])
        for title, columns, _ in tables:
            book.get_worksheet_by_name(title).autofilter(0, 0, max(lines[title], 1), len(columns) - 1)
    return lines["Contracts"]


def _write_cell(sheet: object, line: int, position: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(line, position, cell[:XLSX_CELL_CHARS])  # type: ignore[attr-defined]  # xlsxwriter is untyped
    else:
        sheet.write_number(line, position, cell)  # type: ignore[attr-defined]


WRITERS: dict[str, Callable[[Iterable[ImportedFile], Path], int]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
}
