"""``clausecheck extract``: the facts of one contract."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.common import (
    FileArgument,
    OutputOption,
    check_ending,
    check_output,
    errors_of,
    settings_for,
    stdout,
    working,
    write_out,
)


def extract(
    file: FileArgument,
    as_json: Annotated[bool, typer.Option("--json", help="The facts as a JSON array.")] = False,
    output: OutputOption = None,
) -> None:
    """Extract the facts of a contract, with their words.

    Parties, dates, terms, renewal and notice, governing law, payment, fees, uptime. Every fact comes with the words it
    rests on and how sure we are. What a contract does not state is absent.

    Try:

      clausecheck extract agreement.pdf

      clausecheck extract agreement.pdf --json | jq '.[] | select(.name == "governing_law") | .value'

      clausecheck extract agreement.pdf -o facts.json
    """
    from service.files import read_file, write_whole
    from service.reports.json import render_fields_json
    from service.reports.terminal import print_fields
    from service.wiring import Reviewer

    check_output(file, output)
    if output:
        check_ending(output, "JSON", (".json",))
    with errors_of(file):
        settings = settings_for()
        data = read_file(file, settings.limits.file_bytes)
        with working(f"Reading {file.name} …"), Reviewer(settings) as reviewer:
            fields = reviewer.extract_bytes(data, file.name)
        if output:
            write_whole(output, render_fields_json(fields).encode())
    if as_json and not output:
        write_out(render_fields_json(fields).encode())
    else:
        print_fields(fields, stdout())
