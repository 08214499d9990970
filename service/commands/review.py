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

Format = Literal["json", "html", "word", "xlsx", "markdown", "ics"]


def review(
    file: FileArgument,
    as_json: Annotated[bool, typer.Option("--json", help="The whole review as JSON.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="The report as one self-contained HTML file.")] = False,
    output: OutputOption = None,
    xlsx: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH.xlsx", help="Also write the issues list as a workbook, to filter, fill in and send around."
        ),
    ] = None,
    markdown: Annotated[
        Path | None, typer.Option(metavar="PATH.md", help="Also write the report as Markdown, for a terminal or Git.")
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option(metavar="PATH.ics", help="Also write its deadlines, next renewal and end as a calendar."),
    ] = None,
    redline: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH.docx",
            help="Also write the contract itself with our answer in it: tracked changes and comments. Word files only.",
        ),
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="In whose name --redline changes and comments. Default: clausecheck."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The version that you sent, in any format: tells what was changed in it without tracking.",
        ),
    ] = None,
    library: LibraryOption = None,
    agreement_type: Annotated[
        AgreementType | None, typer.Option(help="What the contract is. Default: told from its text.")
    ] = None,
    today: TodayOption = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            help="End with exit code 3 when a deviation of this severity or worse is not in our favour, or a tracked "
            "field departs that much."
        ),
    ] = None,
) -> None:
    """Review a contract against your clause library.

    Says what differs from your approved language, how much it matters, what to answer and who must approve. Tracked
    changes and comments of a Word redline are read with their authors; changes without a trace are found by comparing
    each clause with the library, and all of them with the version that you sent (--baseline). Nothing leaves this
    machine.

    Exit codes: 0 reviewed, 1 the file or the library cannot be used, 2 wrong usage, 3 see --fail-on.

    Try:

      clausecheck review redline.docx

      clausecheck review redline.docx -o report.html

      clausecheck review redline.docx -o issues.docx   # an issues list in Word, to work through and mail on

      clausecheck review redline.docx --xlsx issues.xlsx --markdown report.md   # the same in both, one review

      clausecheck review redline.docx --redline answer.docx --author "Legal"   # their file, with our answer in it

      clausecheck review returned.docx --baseline sent.docx   # and what they changed without tracking it

      clausecheck review contract.pdf --json | jq '.deviations[].title'

      clausecheck review redline.docx --fail-on high && echo "sales may sign"
    """
    check_output(file, output)
    _check_baseline(file, baseline, output, redline, xlsx, markdown, ics)
    _check_redline(file, output, redline, author)
    copies = _copies(file, (output, redline), {"xlsx": xlsx, "markdown": markdown, "ics": ics})
    from service.reports.summary import is_not_covered

    chosen = _format(as_json, as_html, output)
    with errors_of(file):
        settings = settings_for(library)
        data = None if redline is None else _word_file(file, settings)
        made = review_file(file, settings, today.date() if today else date.today(), agreement_type, baseline)
        if data is not None and redline is not None:
            _answer(data, made, redline, author, settings)
        _deliver(made, chosen, output)
        _write_copies(made, copies)
        if redline is not None:
            stderr().print(f"Answer: {redline}")
    if fail_on is None:
        return
    if is_not_covered(made):
        fail(f"{file.name} does not look like a contract that the library covers; --fail-on cannot tell.")
    if reaches(made, fail_on):
        raise typer.Exit(EXIT_GATED)


def review_file(
    file: Path,
    settings: Settings,
    today: date,
    agreement_type: AgreementType | None = None,
    baseline: Path | None = None,
) -> Review:
    """The review of the file at that path, compared with that at ``baseline``.

    :raises ExtractionError: when one of them cannot be read; what is wrong with the baseline begins with its name.
    :raises LibraryError: when the clause library cannot be used.
    :raises ModelError: when a model's weights cannot be used.
    """
    from service.files import read_file, read_sent
    from service.wiring import Reviewer

    data = read_file(file, settings.limits.file_bytes)
    sent = None if baseline is None else read_sent(baseline, settings.limits.file_bytes)
    with working(f"Reviewing {file.name} …"), Reviewer(settings) as reviewer:
        return reviewer.review_bytes(data, file.name, today=today, agreement_type=agreement_type, baseline=sent)


def _check_baseline(file: Path, baseline: Path | None, *written: Path | None) -> None:
    """Refuse a baseline that is the contract itself, or where a report would be written.

    :raises typer.BadParameter: when it is one of them.
    """
    if baseline is None or not baseline.exists():
        return
    if file.exists() and baseline.samefile(file):
        raise typer.BadParameter("that is the contract itself; name the version that you sent", param_hint="--baseline")
    if any(path is not None and path.exists() and path.samefile(baseline) for path in written):
        raise typer.BadParameter("that is where a report goes; choose another place for it", param_hint="--baseline")


def _check_redline(file: Path, output: Path | None, redline: Path | None, author: str | None) -> None:
    """Refuse, before time is spent, a place where the answer cannot go.

    :raises typer.BadParameter: when the options do not fit together or the place cannot be written to.
    """
    if redline is None:
        if author is not None:
            raise typer.BadParameter("it names who answers; add --redline answer.docx", param_hint="--author")
        return
    try:
        check_output(file, redline)
        check_ending(redline, "a Word file", (".docx",))
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint="--redline") from None
    if output is not None and output.absolute() == redline.absolute():
        raise typer.BadParameter("that is where the report goes; choose another place", param_hint="--redline")
    if author is not None and not author.strip():
        raise typer.BadParameter("a name is needed", param_hint="--author")


def _copies(file: Path, taken: tuple[Path | None, ...], asked: dict[Format, Path | None]) -> dict[Format, Path]:
    """The files to write beside the report, refused before time is spent where they cannot be.

    :raises typer.BadParameter: when a place cannot be written to, is ``taken``, or has another format's ending.
    """
    copies = {kind: path for kind, path in asked.items() if path is not None}
    places = {path.absolute() for path in taken if path is not None}
    for kind, path in copies.items():
        try:
            check_output(file, path)
            check_ending(path, _NAMES[kind], tuple(ending for ending, written in _ENDINGS.items() if written == kind))
        except typer.BadParameter as error:
            raise typer.BadParameter(error.message, param_hint=f"--{kind}") from None
        if path.absolute() in places:
            raise typer.BadParameter("another report goes there; choose another place", param_hint=f"--{kind}")
    return copies


def _write_copies(made: Review, copies: dict[Format, Path]) -> None:
    from service.files import write_whole

    for kind, path in copies.items():
        write_whole(path, render(made, kind))
        stderr().print(f"{_NAMES[kind].removeprefix('a ').capitalize()}: {path}")


def _word_file(file: Path, settings: Settings) -> bytes:
    """The bytes of the file, which can be a Word file."""
    from service.files import read_file
    from service.reports.redline import refuse_unless_word

    data = read_file(file, settings.limits.file_bytes)
    refuse_unless_word(data)
    return data


def _answer(data: bytes, made: Review, redline: Path, author: str | None, settings: Settings) -> None:
    """The contract with our answer in it, to its file."""
    from service.files import write_whole
    from service.reports.redline import DEFAULT_AUTHOR, render_redline

    write_whole(redline, render_redline(data, made, author or DEFAULT_AUTHOR, settings.limits))


def reaches(made: Review, severity: Severity) -> bool:
    """Whether a deviation that is not in our favour, or a tracked field that departs, is as serious as ``severity``."""
    counted = [deviation.severity for deviation in made.deviations if deviation.may_harm]
    counted += [field.severity for field in made.tracked_fields if field.departs]
    return any(SEVERITIES.index(one) >= SEVERITIES.index(severity) for one in counted)


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


def _xlsx(made: Review) -> bytes:
    from service.reports.xlsx import render_xlsx

    return render_xlsx(made)


def _markdown(made: Review) -> bytes:
    from service.reports.markdown import render_markdown

    return render_markdown(made).encode()


def _ics(made: Review) -> bytes:
    from service.reports.ics import render_ics

    return render_ics([made])


_RENDERERS: dict[Format, Callable[[Review], bytes]] = {
    "json": _json,
    "html": _html,
    "word": _word,
    "xlsx": _xlsx,
    "markdown": _markdown,
    "ics": _ics,
}

_ENDINGS: dict[str, Format] = {
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".docx": "word",
    ".xlsx": "xlsx",
    ".md": "markdown",
    ".ics": "ics",
}

_NAMES: dict[Format, str] = {"xlsx": "a workbook", "markdown": "Markdown", "ics": "a calendar"}
"""What the files are called that are written beside the report."""


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
            "cannot tell the format from the ending; use .html, .docx, .xlsx, .md, .ics or .json",
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
