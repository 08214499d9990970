"""``clausecheck family``: the documents of one deal, and the terms in force after all amendments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.common import (
    HtmlOption,
    LibraryOption,
    TodayOption,
    check_reports,
    errors_of,
    name_reports,
    settings_for,
    stdout,
    working,
    write_reports,
)

if TYPE_CHECKING:
    from service.families import JoinedFiles
    from service.settings import Settings

_LEAST = 2


def family(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Master agreement, order forms, SLA, exhibits and amendments of one deal, in any order.",
        ),
    ],
    as_json: Annotated[
        Path | None, typer.Option("--json", metavar="PATH.json", help="Also write the whole family as JSON.")
    ] = None,
    as_html: HtmlOption = None,
    library: LibraryOption = None,
    today: TodayOption = None,
) -> None:
    """Join the documents of one deal and say what is in force.

    Tells what each document is and what it amends, which prevails and by which clause, where they contradict each
    other, and each term and clause as it stands after all amendments, with the words that say so. What cannot be
    decided or carried out is told, never guessed. Nothing leaves this machine.

    Exit codes: 0 told, 1 fewer than two files can be read or the library cannot be used, 2 wrong usage.

    Try:

      clausecheck family msa.docx order-form.pdf amendment-1.docx amendment-2.docx

      clausecheck family deal/* --html deal.html --json deal.json
    """
    if len(files) < _LEAST:
        raise typer.BadParameter("a family has two documents at least", param_hint="FILE")
    check_reports(files, as_json, as_html)
    from service.reports.html_family import render_family_html
    from service.reports.json import render_family_json
    from service.reports.terminal_family import print_family

    with errors_of():
        told = _joined(files, settings_for(library), today.date() if today else date.today())
        write_reports((as_json, lambda: render_family_json(told)), (as_html, lambda: render_family_html(told)))
    print_family(told, stdout())
    name_reports(as_html, as_json)


def _joined(files: Sequence[Path], settings: Settings, today: date) -> JoinedFiles:
    """The family of the files that can be read.

    :raises TooFewDocuments: when fewer than two can be.
    :raises LibraryError: when the clause library cannot be used.
    :raises ModelError: when a model's weights cannot be used.
    """
    from extractor.errors import ExtractionError
    from service.families import Unread, join_files
    from service.files import SentFile, read_file
    from service.wiring import Reviewer

    opened, unread = [], []
    for file in files:
        try:
            opened.append(SentFile(read_file(file, settings.limits.file_bytes), file.name))
        except ExtractionError as error:
            unread.append(Unread(file.name, error.code, str(error)))
    with Reviewer(settings) as reviewer:
        return join_files(reviewer, opened, today, unread, lambda name: working(f"Reviewing {name} …"))
