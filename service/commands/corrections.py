"""``clausecheck corrections``: what people said about fields, as data and as a measure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.common import check_ending, errors_of, settings_for, stdout

if TYPE_CHECKING:
    from service.decisions.measuring import Count
    from service.decisions.storage import CorrectionStorage

corrections_app = typer.Typer(help="What people said about fields: as data, and as a measure.", no_args_is_help=True)

_ENDINGS = (".jsonl", ".ndjson")

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="The PostgreSQL that keeps them. Best set by CLAUSECHECK_DATABASE_URL, which other users cannot see.",
    ),
]


@corrections_app.command("export")
def export_corrections(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH.jsonl", help="Write the rows here, whole or not at all.")
    ],
    database: DatabaseOption = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Also the whole text of the contract, where a review of it is kept.")
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Also corrections that a later one of the same field supersedes.")
    ] = False,
) -> None:
    """Write corrections as training and test data, one JSON object a line.

    Each row is the last word on one field: what the machine read with its confidence and method, what is right, the
    words of the contract with the paragraph around them, who says so, when and why. Rows hold contract text and names.

    Try:

      clausecheck corrections export -o corrections.jsonl
    """
    from service.decisions.exporting import write_rows

    check_ending(output, "JSON Lines", _ENDINGS)
    with errors_of():
        kept = _open(database)
        text_of = kept.text_of if with_text else None
        written = write_rows(kept.all(), kept.last_ids(), output, history=history, text_of=text_of)
    stdout().print(f"Corrections: {output} ({written} rows)", soft_wrap=True)


@corrections_app.command()
def summary(database: DatabaseOption = None) -> None:
    """Say how often the machine was right, by field and by confidence.

    Counts the last word on each field. Only fields that somebody looked at count, and those may be the doubtful ones;
    "missed" are fields that a person had to add.

    Try:

      clausecheck corrections summary
    """
    from service.decisions.measuring import measure

    with errors_of():
        measured = measure(_open(database).all())
    if not measured.by_name:
        stdout().print("Nobody has said anything about a field yet.")
        return
    _print_counts("field", (*measured.by_name, measured.total))
    if measured.by_band:
        stdout().print()
        _print_counts("confidence", measured.by_band)


def _open(database: str | None) -> CorrectionStorage:
    from service.database import open_database
    from service.decisions.storage import CorrectionStorage

    settings = settings_for(database_url=database)
    return CorrectionStorage(open_database(settings.postgres_url, settings.data_dir))


def _print_counts(heading: str, counts: Sequence[Count]) -> None:
    from service.reports.wording import visible

    width = max(len(heading), *(len(one.name) for one in counts))
    kinds = ("confirmed", "corrected", "rejected", "missed", "precision")
    lines = [f"{heading:<{width}}  {'  '.join(kinds)}"]
    for one in counts:
        precision = "" if one.precision is None else f"{one.precision:.2f}"
        cells = (one.confirmed, one.corrected, one.rejected, one.missed, precision)
        numbers = "  ".join(f"{cell:>{len(kind)}}" for cell, kind in zip(cells, kinds, strict=True))
        lines.append(f"{visible(one.name):<{width}}  {numbers}".rstrip())
    stdout().print("\n".join(lines), soft_wrap=True)
