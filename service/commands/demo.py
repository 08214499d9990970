"""``clausecheck demo``: the bundled redline, reviewed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from service.commands.common import errors_of, fail, settings_for, stdout
from service.commands.review import render, review_file


def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where report.html and review.json go.")] = Path("out"),
) -> None:
    """Review the bundled redline and write both reports.

    Prints the summary and writes out/report.html and out/review.json.

    Try:

      clausecheck demo && open out/report.html
    """
    from service.files import write_whole
    from service.reports.terminal import print_review

    with errors_of():
        settings = settings_for()
        if not settings.sample.exists():
            fail(f"there is no {settings.sample}. The demo needs a checkout of clausecheck; a package has no samples.")
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            fail(f"{out} cannot be made: {error.strerror}. Choose another folder with --out.")
        made = review_file(settings.sample, settings, date.today())
        write_whole(out / "report.html", render(made, "html"))
        write_whole(out / "review.json", render(made, "json"))
    console = stdout()
    print_review(made, console)
    console.print(f"\nReport: {out / 'report.html'}\nJSON:   {out / 'review.json'}", soft_wrap=True)
