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
    from clause_library.types import FieldProfile
    from service.backfill import Plan, Tally
    from service.decisions.storage import CorrectionStorage
    from service.settings import Settings
    from service.storage import ImportedFile, ImportKey, Storage

EXIT_INTERRUPTED = 130
"""What shells use for a program that Ctrl-C ended."""

FAILURES_SHOWN = 20
"""Failures listed at the end; all of them are in the table."""

UNREAD_SHOWN = 20
"""Folders and files listed at the end because they could not be read."""


def backfill(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Every file below it is reviewed.")],
    export: Annotated[
        Path | None,
        typer.Option(
            "--export", "-e", metavar="PATH", help="Write the table (.csv, .parquet, .xlsx) or deadlines (.ics) here."
        ),
    ] = None,
    retry_failed: Annotated[bool, typer.Option(help="Try files again that could not be read before.")] = False,
    forget_missing: Annotated[
        bool, typer.Option("--forget-missing", help="Delete the results of files that are gone. Default: keep them.")
    ] = False,
    library: LibraryOption = None,
    today: TodayOption = None,
) -> None:
    """Review every contract below a folder and keep the results.

    Works on all cores. Results go into the database (an embedded PostgreSQL; your own with CLAUSECHECK_DATABASE_URL),
    each as soon as it is there: stop with Ctrl-C at any time and run the same command to go on. Files that have not
    changed since are not read again. A file that cannot be read is listed with its reason and the others go on.
    Results of files that are gone, or lie in a folder that cannot be read just now, are kept and marked in the table.

    The table has one row a contract, with the fields that the library tracks. A workbook (.xlsx) has all fields and
    deviations with their words beside it, and how many contracts agree on what. A calendar (.ics) has the deadlines,
    renewals and ends to come of all contracts.

    Try:

      clausecheck backfill contracts/ --export contracts.xlsx
    """
    from service.backfill import outcomes_of, plan
    from service.export import check_target
    from service.export import export as write_table
    from service.holidays import calendar_of
    from service.recounting import recounted

    if not folder.is_dir():
        fail(f"{folder} is no folder; for one file use `clausecheck review`.")
    with errors_of():
        if export is not None:
            check_target(export)
        settings = settings_for(library)
        storage, corrections, key, profile = _open(settings)
        planned = plan(
            folder.resolve(),
            storage,
            key,
            retry_failed=retry_failed,
            forget_missing=forget_missing,
            limits=settings.limits,
        )
        day = today.date() if today else date.today()
        _review_all(planned, storage, key, settings, day)
        if export is not None:
            files = corrections.attached(outcomes_of(planned, storage))
            calendar = calendar_of(settings.holidays)
            count = write_table((recounted(file, day, calendar) for file in files), export, profile)
            stdout().print(f"Table: {export} ({count} files)", soft_wrap=True)


def _open(settings: Settings) -> tuple[Storage, CorrectionStorage, ImportKey, tuple[FieldProfile, ...]]:
    """The database, the library and engine whose results count, and the fields that the library tracks."""
    from service.database import open_database
    from service.decisions.storage import CorrectionStorage
    from service.storage import ImportKey, Storage
    from service.wiring import Reviewer

    with Reviewer(settings) as reviewer:
        key = ImportKey(reviewer.library.version, reviewer.engine_id)
        profile = reviewer.library.profile
    engine = open_database(settings.postgres_url, settings.data_dir)
    return Storage(engine), CorrectionStorage(engine), key, profile


def _review_all(planned: Plan, storage: Storage, key: ImportKey, settings: Settings, today: date) -> None:
    from service.backfill import Tally, run

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
    _print_not_seen(planned)


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


def _print_not_seen(planned: Plan) -> None:
    """What of the folder could not be looked at, and the results that are kept all the same."""
    from service.reports.wording import counted, visible

    console = stdout()
    for one in planned.unread[:UNREAD_SHOWN]:
        console.print(f"  {visible(one.path)}: {visible(one.reason)}; not looked at", soft_wrap=True)
    if len(planned.unread) > UNREAD_SHOWN:
        console.print(f"  … and {len(planned.unread) - UNREAD_SHOWN} more that could not be looked at")
    if planned.missing:
        kept = counted(len(planned.missing), "earlier result")
        console.print(f"{kept} of files that were not seen this time: kept, marked in the table.", soft_wrap=True)
        console.print("--forget-missing deletes those of files that are gone.", soft_wrap=True)
