"""``clausecheck rounds``: the rounds of one negotiation, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clause_library.types import AgreementType, Review
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
    from service.settings import Settings

_LEAST = 2


def rounds(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="ROUND...",
            help="All versions of one contract in the order in which they were sent, the one that you sent first.",
        ),
    ],
    as_json: Annotated[
        Path | None, typer.Option("--json", metavar="PATH.json", help="Also write the whole history as JSON.")
    ] = None,
    as_html: HtmlOption = None,
    library: LibraryOption = None,
    agreement_type: Annotated[
        AgreementType | None, typer.Option(help="What the contract is. Default: told from its text.")
    ] = None,
    today: TodayOption = None,
) -> None:
    """Follow a negotiation through its rounds, clause by clause.

    Says what came back after it had been given up, what is still open, and what every round did to each clause: the
    words, whom it helps and who did it, by the tracked changes of that round. A clause is followed by what it is about
    and by its words, so renumbering and moving do not matter. Nothing leaves this machine.

    Exit codes: 0 told, 1 a file or the library cannot be used (then nothing is told), 2 wrong usage.

    Try:

      clausecheck rounds sent.docx redline.docx our-answer.docx their-answer.docx

      clausecheck rounds v1.docx v2.docx v3.docx --html rounds.html

      clausecheck rounds v*.docx --json rounds.json
    """
    _check(files, as_json, as_html)
    from clause_library.rounds import history
    from service.reports.html_rounds import render_history_html
    from service.reports.json import render_history_json
    from service.reports.terminal_rounds import print_history

    with errors_of():
        reviews = _reviews(files, settings_for(library), today.date() if today else date.today(), agreement_type)
        told = history(reviews)
        write_reports((as_json, lambda: render_history_json(told)), (as_html, lambda: render_history_html(told)))
    print_history(told, stdout())
    name_reports(as_html, as_json)


def _reviews(
    files: Sequence[Path], settings: Settings, today: date, agreement_type: AgreementType | None
) -> list[Review]:
    """The review of each file; the first that cannot be read ends it all, for a history with a hole would mislead.

    :raises LibraryError: when the clause library cannot be used.
    :raises ModelError: when a model's weights cannot be used.
    """
    from service.files import read_file
    from service.wiring import Reviewer

    contents = []
    for file in files:
        with errors_of(file):
            contents.append(read_file(file, settings.limits.file_bytes))
    reviews = []
    with Reviewer(settings) as reviewer:
        for number, (file, data) in enumerate(zip(files, contents, strict=True), start=1):
            with errors_of(file), working(f"Reviewing {file.name} ({number} of {len(files)}) …"):
                reviews.append(reviewer.review_bytes(data, file.name, today=today, agreement_type=agreement_type))
    return reviews


def _check(files: Sequence[Path], as_json: Path | None, as_html: Path | None) -> None:
    """Refuse, before time is spent, too few rounds and places where no report can go.

    :raises typer.BadParameter: when something is wrong with them.
    """
    if len(files) < _LEAST:
        raise typer.BadParameter("a negotiation has two rounds at least; name the files in order", param_hint="ROUND")
    check_reports(files, as_json, as_html)
