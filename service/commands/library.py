"""``clausecheck library``: look after a clause library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.common import EXIT_FAILED, errors_of, settings_for, stdout, working

if TYPE_CHECKING:
    from clause_library.errors import LibraryProblem
    from clause_library.loading.examples import Example
    from clause_library.types import Library

library_app = typer.Typer(help="Look after a clause library.", no_args_is_help=True)


@library_app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the library's YAML files.")],
    examples: Annotated[bool, typer.Option(help="Review the entries' examples, which takes some seconds.")] = True,
) -> None:
    """Check a clause library and list every problem.

    Each problem is one line, FILE:LINE: what is wrong, and the exit code is then 1. Clause types of your own are
    allowed, and named in case one is misspelt. Where the files are in order, the examples of the entries are reviewed:
    one that does not come out as its author expects is a problem like any other.

    Try:

      clausecheck library check ./our-clauses

      clausecheck library check ./our-clauses --no-examples   # the files alone, in no time
    """
    from clause_library.loading.store import check_library, load_examples, load_library
    from clause_library.taxonomy import load_taxonomy, own_types
    from service.reports.wording import counted, visible

    with errors_of():
        _list_problems(check_library(folder))
        library = load_library(folder)
        tried = load_examples(folder) if examples else ()
        _list_problems(_failures(folder, library, tried))
        for remark in own_types(library, load_taxonomy()):
            stdout().print(visible(f"Note: {remark}"), soft_wrap=True)
    positions = sum(len(entry.positions) for entry in library.entries)
    entries = counted(len(library.entries), "entry", "entries")
    tested = f" and {counted(len(tried), 'example')}" if tried else ""
    tracked = f", {counted(len(library.profile), 'tracked field')}" if library.profile else ""
    stdout().print(
        visible(
            f"{library.name}: {entries} with {counted(positions, 'position')}"
            f"{tested}, version {library.version[:12]}{tracked}. Fine."
        ),
        soft_wrap=True,
    )


def _list_problems(problems: Sequence[LibraryProblem]) -> None:
    """Print the problems and end with ``EXIT_FAILED`` where there are any."""
    from service.reports.wording import visible

    for problem in problems:
        stdout().print(visible(str(problem)), soft_wrap=True)
    if problems:
        raise typer.Exit(EXIT_FAILED)


def _failures(folder: Path, library: Library, examples: Sequence[Example]) -> Sequence[LibraryProblem]:
    """The examples that do not come out as expected; no model is loaded where there is none."""
    if not examples:
        return ()
    from clause_library.examples import check_examples
    from service.wiring import Reviewer

    with working("Reviewing the examples ..."), Reviewer(settings_for(library=folder)) as reviewer:
        found = check_examples(
            examples, library, encoders=reviewer.encoders, typer=reviewer.typer, sentences=reviewer.sentences
        )
        return tuple(found)
