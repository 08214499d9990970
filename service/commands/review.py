"""``clausecheck review``: one contract against the clause library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clause_library.types import SEVERITIES, AgreementType, Review, Severity
from service.commands.common import (
    EXIT_GATED,
    FileArgument,
    LibraryOption,
    OutputOption,
    TodayOption,
    check_ending,
    check_output,
    errors_of,
    fail,
    settings_for,
    stderr,
    stdout,
    working,
    write_out,
)

if TYPE_CHECKING:
    from service.settings import Settings

Format = Literal["json", "html", "word"]


def review(
    file: FileArgument,
    as_json: Annotated[bool, typer.Option("--json", help="The whole review as JSON.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="The report as one self-contained HTML file.")] = False,
    output: OutputOption = None,
    library: LibraryOption = None,
    agreement_type: Annotated[
        AgreementType | None, typer.Option(help="What the contract is. Default: told from its text.")
    ] = None,
    today: TodayOption = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(help="End with exit code 3 when a deviation of this severity or worse is not in our favour."),
    ] = None,
) -> None:
    """Review a contract against your clause library.

    Says what differs from your approved language, how much it matters, what to answer and who must approve. Tracked
    changes and comments of a Word redline are read with their authors; changes without a trace are found by comparing
    each clause with the library. Nothing leaves this machine.

    Exit codes: 0 reviewed, 1 the file or the library cannot be used, 2 wrong usage, 3 see --fail-on.

    Try:

      clausecheck review redline.docx

      clausecheck review redline.docx -o report.html

      clausecheck review redline.docx -o issues.docx   # an issues list in Word, to work through and mail on

      clausecheck review contract.pdf --json | jq '.deviations[].title'

      clausecheck review redline.docx --fail-on high && echo "sales may sign"
    """
    check_output(file, output)
    from service.reports.summary import is_not_covered

    chosen = _format(as_json, as_html, output)
    with errors_of(file):
        made = review_file(file, settings_for(library), today.date() if today else date.today(), agreement_type)
        _deliver(made, chosen, output)
    if fail_on is None:
        return
    if is_not_covered(made):
        fail(f"{file.name} does not look like a contract that the library covers; --fail-on cannot tell.")
    if reaches(made, fail_on):
        raise typer.Exit(EXIT_GATED)


def review_file(file: Path, settings: Settings, today: date, agreement_type: AgreementType | None = None) -> Review:
    """The review of the file at that path.

    :raises ExtractionError: when it cannot be read.
    :raises LibraryError: when the clause library cannot be used.
    :raises ModelError: when a model's weights cannot be used.
    """
    from service.files import read_file
    from service.wiring import Reviewer

    data = read_file(file, settings.limits.file_bytes)
    with working(f"Reviewing {file.name} …"), Reviewer(settings) as reviewer:
        return reviewer.review_bytes(data, file.name, today=today, agreement_type=agreement_type)


def reaches(made: Review, severity: Severity) -> bool:
    """Whether a deviation that is not in our favour is as serious as ``severity``."""
    counted = (deviation for deviation in made.deviations if deviation.may_harm)
    return any(SEVERITIES.index(deviation.severity) >= SEVERITIES.index(severity) for deviation in counted)


def render(made: Review, chosen: Format) -> bytes:
    """The review in that format; text is UTF-8."""
    return _RENDERERS[chosen](made)


def _json(made: Review) -> bytes:
    from service.reports.json import render_json

    return render_json(made).encode()


def _html(made: Review) -> bytes:
    from service.reports.html import render_html

    return render_html(made).encode()


def _word(made: Review) -> bytes:
    from service.reports.word import render_word

    return render_word(made)


_RENDERERS: dict[Format, Callable[[Review], bytes]] = {"json": _json, "html": _html, "word": _word}


_ENDINGS: dict[str, Format] = {".json": "json", ".html": "html", ".htm": "html", ".docx": "word"}


def _format(as_json: bool, as_html: bool, output: Path | None) -> Format | None:
    """What the options ask for, None for the summary alone.

    :raises typer.BadParameter: when they contradict each other or leave the format open.
    """
    if as_json and as_html:
        raise typer.BadParameter("choose one of --json and --html; run it twice for both", param_hint="--json")
    if as_json or as_html:
        chosen: Format = "json" if as_json else "html"
        if output is not None:
            endings = tuple(ending for ending, written in _ENDINGS.items() if written == chosen)
            check_ending(output, chosen.upper(), endings)
        return chosen
    if output is None:
        return None
    try:
        return _ENDINGS[output.suffix.lower()]
    except KeyError:
        raise typer.BadParameter(
            "cannot tell the format from the ending; use .html, .docx or .json",
            param_hint="--output",
        ) from None


def _deliver(made: Review, chosen: Format | None, output: Path | None) -> None:
    """The report to its file and the summary to the terminal, or one of them."""
    from service.files import write_whole
    from service.reports.terminal import print_review

    if chosen and not output:
        if chosen == "html" and stdout().is_terminal:
            raise typer.BadParameter(
                "an HTML page is no reading for a terminal; add -o report.html", param_hint="--html"
            )
        write_out(render(made, chosen))
        return
    if chosen and output:
        write_whole(output, render(made, chosen))
    print_review(made, stdout())
    if output:
        stderr().print(f"\nReport: {output}")
