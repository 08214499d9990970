"""What the commands share: options, consoles, and the one place where errors become exit codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from clause_library.errors import InvalidLibrary
from extractor.errors import ExtractionError
from service.errors import EXPECTED_ERRORS
from service.files import named

if TYPE_CHECKING:
    from rich.console import Console

    from service.settings import Settings

EXIT_FAILED = 1
EXIT_GATED = 3
"""A deviation as severe as ``--fail-on`` or worse is not in our favour; 2 is a usage error."""

FileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="The contract: Word, PDF, OpenDocument, RTF, HTML, a mail with one, or text. Its content decides.",
    ),
]
LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="Clause library to review against. Default: the shipped one."),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write the report here, whole or not at all.")
]
HtmlOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="PATH.html", help="Also write the report as one self-contained HTML file."),
]
TodayOption = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Date on the report. Default: today."),
]


def stdout() -> Console:
    """Where results go: coloured on a terminal, plain in a pipe."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def stderr() -> Console:
    """Where progress and errors go."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def fail(message: str) -> NoReturn:
    """Say on standard error what is wrong and end with ``EXIT_FAILED``."""
    from service.reports.wording import visible

    stderr().print(f"clausecheck: {visible(message)}")
    raise typer.Exit(EXIT_FAILED)


@contextmanager
def errors_of(file: Path | None = None) -> Iterator[None]:
    """Turn the errors that we expect, about ``file`` or in general, into a message and an exit code."""
    try:
        yield
    except ExtractionError as error:
        fail(named(error, file) if file else str(error))
    except InvalidLibrary as error:
        first, *more = error.problems
        others = f" and {len(more)} more" if more else ""
        fail(f"the clause library cannot be used: {first}{others}; `clausecheck library check DIR` lists everything.")
    except EXPECTED_ERRORS as error:
        fail(str(error))


@contextmanager
def working(message: str) -> Iterator[None]:
    """Show on a terminal that something is going on; be silent in a pipe."""
    console = stderr()
    if not console.is_terminal:
        yield
        return
    with console.status(message):
        yield


def settings_for(library: Path | None = None, **chosen: str | int | None) -> Settings:
    """The settings, with the library and whatever else the command names; None leaves a setting as it is.

    :raises SettingsError: when one has a value that cannot be used.
    """
    from service.settings import load_settings

    return load_settings(library=library, **chosen)


def write_out(report: bytes) -> None:
    """Write a report to standard output as it is, whatever the terminal's own encoding is."""
    typer.echo(report, nl=False)


def check_ending(output: Path, wanted: str, endings: tuple[str, ...]) -> None:
    """Refuse a file whose ending promises something else than the ``wanted`` format that would be written into it.

    :raises typer.BadParameter: when it has none of ``endings``.
    """
    if output.suffix.lower() not in endings:
        called = f"ends with {output.suffix}" if output.suffix else "has no ending"
        raise typer.BadParameter(
            f"{output.name} {called}, but {wanted} would be written; use {' or '.join(endings)}", param_hint="--output"
        )


def write_reports(*reports: tuple[Path | None, Callable[[], str]]) -> None:
    """Write each report to its place, whole or not at all; what has no place is not made."""
    from service.files import write_whole

    for place, made in reports:
        if place is not None:
            write_whole(place, made().encode())


def name_reports(*places: Path | None) -> None:
    """Say on standard error where the reports are."""
    for place in places:
        if place is not None:
            stderr().print(f"Report: {place}")


def check_reports(files: Sequence[Path], as_json: Path | None, as_html: Path | None) -> None:
    """Refuse, before time is spent, places where no report about ``files`` can go.

    :raises typer.BadParameter: naming the option.
    """
    for option, output, wanted, endings in (
        ("--json", as_json, "JSON", (".json",)),
        ("--html", as_html, "HTML", (".html", ".htm")),
    ):
        if output is None:
            continue
        try:
            check_ending(output, wanted, endings)
            for file in files:
                check_output(file, output)
        except typer.BadParameter as error:
            raise typer.BadParameter(error.message, param_hint=option) from None


def check_output(file: Path, output: Path | None) -> None:
    """Refuse a place for the report before time is spent on it.

    :raises typer.BadParameter: when it is the contract itself, a folder or in no folder.
    """
    if output is None:
        return
    if output.exists() and file.exists() and output.samefile(file):
        raise typer.BadParameter("that is the contract itself; choose another place", param_hint="--output")
    if output.is_dir():
        raise typer.BadParameter(f"{output} is a folder; name a file in it", param_hint="--output")
    if not output.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {output.parent}; make it first", param_hint="--output")
