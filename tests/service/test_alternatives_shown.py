"""The other values of a field, wherever people and programs read a review."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl
from docx import Document as WordDocument
from review_factory import make_review
from rich.console import Console

from clause_library.types import Review
from extractor.types import FieldAlternative
from service.export_rows import FileRows
from service.reports.html import render_html
from service.reports.json import render_json, review_adapter
from service.reports.markdown import render_markdown
from service.reports.terminal import print_fields, print_review
from service.reports.word import render_word
from service.reports.xlsx import render_xlsx
from service.storage import ImportedFile


def review() -> Review:
    """A review whose first plain field has another value elsewhere: at the place of the last field."""
    made = make_review()
    first, last = made.fields[0], made.fields[-1]
    other = FieldAlternative(
        value="P61D",
        confidence=0.7,
        method="rule",
        lost="less_plain",
        quote=last.quote,
        start=last.start,
        end=last.end,
        page=last.page,
        paragraph=last.paragraph,
        clause=last.clause,
    )
    return replace(made, fields=(replace(first, alternatives=(other,)), *made.fields[1:]))


def printed(width: int = 200) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_review(review(), console)
    print_fields(review().fields, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_terminal_says_it_behind_the_value() -> None:
    assert printed().count("also stated: 61 days") == 2


def test_html_and_markdown_say_it_with_the_place() -> None:
    assert "also stated: <bdi>61 days (" in render_html(review())
    assert "also stated: 61 days (" in render_markdown(review()).replace("\\", "")


def test_word_says_it_in_the_cell_of_the_value() -> None:
    file = WordDocument(io.BytesIO(render_word(review())))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert any("also stated: 61 days (" in text for text in cells)


def test_the_workbook_has_a_column_for_it() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(review())))["Fields"]
    titles = [cell.value for cell in next(sheet.iter_rows(min_row=1, max_row=1))]
    column = titles.index("Also stated")
    said = [row[column] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert str(said[0]).startswith("61 days (")
    assert not any(said[1:])


def test_json_carries_value_place_method_and_why_it_does_not_count() -> None:
    [told] = json.loads(render_json(review()))["fields"][0]["alternatives"]
    assert told["value"] == "P61D"
    assert told["lost"] == "less_plain"
    assert told["quote"]
    assert review_adapter().validate_json(render_json(review())) == review()


def test_a_review_that_was_kept_before_there_were_alternatives_can_still_be_read() -> None:
    old = json.loads(render_json(make_review()))
    for field in old["fields"]:
        del field["alternatives"]
    assert review_adapter().validate_python(old) == make_review()


def test_the_sheet_of_fields_of_a_backfill_has_a_column_for_it() -> None:
    made = review()
    [first, *others] = FileRows(ImportedFile("a.txt", made.document.sha256, 0.25, review=made)).fields()
    assert str(first["also_stated"]).startswith("P61D (")
    assert not any(row["also_stated"] for row in others)
