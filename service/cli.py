"""The command ``clausecheck``: one table of commands, each in a module of its own that loads nothing heavy."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated

import typer

from service.commands.backfill import backfill
from service.commands.corrections import corrections_app
from service.commands.demo import demo
from service.commands.extract import extract
from service.commands.family import family
from service.commands.library import library_app
from service.commands.review import review
from service.commands.rounds import rounds
from service.commands.serve import serve

EXIT_DEFECT = 70
"""A defect of ours (``EX_SOFTWARE`` in sysexits.h)."""

COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("review", review),
    ("rounds", rounds),
    ("family", family),
    ("extract", extract),
    ("backfill", backfill),
    ("serve", serve),
    ("demo", demo),
)
"""In the order in which ``--help`` lists them; each function's signature is its command line."""

app = typer.Typer(
    name="clausecheck",
    help="Review contracts against your approved clause library, on your own machine.",
    epilog="Start with: clausecheck demo. Each command has its own --help with examples. Settings: docs/settings.md.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command in COMMANDS:
    app.command(name)(command)
app.add_typer(library_app, name="library")
app.add_typer(corrections_app, name="corrections")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clausecheck {version('clausecheck')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options that stand before the command."""


def main() -> None:
    """Run the command line; a defect of ours ends in one line that says where, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal shows a question mark, not an error
    try:
        app()
    except Exception as error:  # the process edge
        from service.defects import place_of

        sys.stderr.write(f"clausecheck: a defect of ours, {place_of(error)}. Please report it.\n")
        sys.exit(EXIT_DEFECT)
