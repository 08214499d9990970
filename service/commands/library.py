"""``clausecheck library``: look after a clause library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.commands.common import EXIT_FAILED, errors_of, stdout

library_app = typer.Typer(help="Look after a clause library.", no_args_is_help=True)


@library_app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the library's YAML files.")],
) -> None:
    """Check a clause library and list every problem.

    Each problem is one line, FILE:LINE: what is wrong, and the exit code is then 1. Clause types of your own are
    allowed, and named in case one is misspelt.

    Try:

      clausecheck library check ./our-clauses
    """
    from clause_library.loading.store import check_library, load_library
    from clause_library.taxonomy import load_taxonomy, own_types
    from service.reports.wording import counted, visible

    with errors_of():
        problems = check_library(folder)
        for problem in problems:
            stdout().print(visible(str(problem)), soft_wrap=True)
        if problems:
            raise typer.Exit(EXIT_FAILED)
        library = load_library(folder)
        for remark in own_types(library, load_taxonomy()):
            stdout().print(visible(f"Note: {remark}"), soft_wrap=True)
    positions = sum(len(entry.positions) for entry in library.entries)
    entries = counted(len(library.entries), "entry", "entries")
    stdout().print(
        visible(
            f"{library.name}: {entries} with {counted(positions, 'position')}, version {library.version[:12]}. Fine."
        ),
        soft_wrap=True,
    )
