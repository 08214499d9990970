"""``clausecheck backfill``: whole folders into the database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.common import LibraryOption, TodayOption, errors_of, fail, settings_for, stderr, stdout

if TYPE_CHECKING:
    from service.backfill import Plan, Tally
    from service.settings import Settings
    from service.storage import ImportedFile

EXIT_INTERRUPTED = 130
"""What shells use for a program that Ctrl-C ended."""

FAILURES_SHOWN = 20
"""Failures listed at the end; all of them are in the table."""


def backfill(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Every file below it is reviewed.")],
    export: Annotated[
        Path | None,
        typer.Option("--export", "-e", metavar="PATH", help="Write the table here: .csv, .parquet or .xlsx."),
    ] = None,
    retry_failed: Annotated[bool, typer.Option(help="Try files again that could not be read before.")] = False,
    library: LibraryOption = None,
    today: TodayOption = None,
) -> None:
    """Review every contract below a folder and keep the results.

    Works on all cores. Results go into the database (an embedded PostgreSQL; your own with CLAUSECHECK_DATABASE_URL),
    each as soon as it is there: stop with Ctrl-C at any time and run the same command to go on. Files that have not
    changed since are not read again. A file that cannot be read is listed with its reason and the others go on.

    The table has one row a contract. A workbook (.xlsx) has all fields and deviations with their words beside it.

    Try:

      clausecheck backfill contracts/ --export contracts.xlsx
    """
    from service.export import check_target

    if not folder.is_dir():
        fail(f"{folder} is no folder; for one file use `clausecheck review`.")
    with errors_of():
        if export is not None:
            check_target(export)
        _backfill(
            folder.resolve(), settings_for(library), today.date() if today else date.today(), export, retry_failed
        )


def _backfill(root: Path, settings: Settings, today: date, export: Path | None, retry_failed: bool) -> None:
    from service.backfill import Tally, plan, run
    from service.database import open_database
    from service.export import export as write_table
    from service.storage import ImportKey, Storage
    from service.wiring import Reviewer

    with Reviewer(settings) as reviewer:
        key = ImportKey(reviewer.library.version, reviewer.engine_id)
    storage = Storage(open_database(settings.postgres_url, settings.data_dir))
    planned = plan(root, storage, key, retry_failed=retry_failed)
    tally, started = Tally(), time.monotonic()
    try:
        with _progress(planned) as advance:
            for file in run(planned, storage, key, settings, today):
                tally.add(file)
                advance(file)
    except KeyboardInterrupt:
        stderr().print("\nStopped. What is done is kept; run the same command to go on.")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    _print_summary(planned, tally, time.monotonic() - started)
    if export is not None:
        count = write_table(storage.imported(str(root)), export)
        stdout().print(f"Table: {export} ({count} files)", soft_wrap=True)


@contextmanager
def _progress(planned: Plan) -> Iterator[Callable[[ImportedFile], None]]:
    """A bar on a terminal; silence in a pipe."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = stderr()
    columns = (TextColumn("Reviewing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=len(planned.tasks))
        yield lambda file: bar.advance(task)


def _print_summary(planned: Plan, tally: Tally, seconds: float) -> None:
    from service.reports.wording import visible

    console = stdout()
    parts = [f"{tally.reviewed} reviewed", f"{len(tally.failures)} could not be read"]
    if planned.done:
        parts.append(f"{planned.done} had a result already")
    console.print(", ".join(parts) + ".", soft_wrap=True)
    if tally.reviewed and seconds:
        speed = f"{tally.reviewed / seconds:.1f} contracts/s, {tally.pages / seconds:.1f} pages/s"
        console.print(f"{seconds:.1f} s, {speed}, {tally.pages} pages.", soft_wrap=True)
    for file in tally.failures[:FAILURES_SHOWN]:
        console.print(f"  {visible(file.path)}: {visible(file.error_message or '')}", soft_wrap=True)
    if len(tally.failures) > FAILURES_SHOWN:
        console.print(f"  … and {len(tally.failures) - FAILURES_SHOWN} more; --export lists all of them.")
