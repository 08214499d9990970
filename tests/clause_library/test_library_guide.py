"""docs/library.md teaches the format; what it says must be true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from library_files import PAYMENT_TERM_FILE, write_library
from pydantic import BaseModel

from clause_library.deviations.comparable_fields import COMPARABLE_FIELDS
from clause_library.loading.schema import EntryForm, FieldForm, LibraryForm
from clause_library.loading.store import load_library
from clause_library.types import TrackedStatus

GUIDE = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")


def test_the_example_entry_is_valid_and_has_every_key(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None

    entry = load_library(write_library(tmp_path, {PAYMENT_TERM_FILE: example[1]})).entry("payment_term")

    assert [position.id for position in entry.positions] == ["standard", "fallback-1", "prohibited-1"]
    assert set(re.findall(r"^(\w+):", example[1], re.MULTILINE)) == set(EntryForm.model_fields)


def test_the_example_of_tracked_fields_is_valid_and_has_every_key(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(fields:.*?)```", GUIDE, re.DOTALL)
    assert example is not None

    profile = load_library(write_library(tmp_path, {"fields.yaml": example[1]})).profile

    assert [one.label for one in profile][:2] == ["Payment term", "Governing law"]
    assert set(re.findall(r"^  [- ] (\w+):", example[1], re.MULTILINE)) == set(FieldForm.model_fields)


@pytest.mark.parametrize(
    ("heading", "form"),
    [("## library.yaml", LibraryForm), ("## entries/", EntryForm), ("## fields.yaml", FieldForm)],
)
def test_every_key_is_explained(heading: str, form: type[BaseModel]) -> None:
    section = GUIDE[GUIDE.index(heading) :].split("\n## ")[0].split("| status |")[0]
    first_cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)

    assert [key for cell in first_cells for key in re.findall(r"`(\w+)`", cell)] == list_of_keys(form, first_cells)


def list_of_keys(form: type[BaseModel], cells: list[str]) -> list[str]:
    """All keys of ``form``, in the order in which the table explains them."""
    table = re.findall(r"`(\w+)`", " ".join(cells))
    return sorted(form.model_fields, key=lambda key: table.index(key) if key in table else len(table))


def test_every_status_of_a_tracked_field_is_explained() -> None:
    table = GUIDE[GUIDE.index("| status |") : GUIDE.index("**Several values**")]

    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == get_args(TrackedStatus)


def test_every_field_that_a_tolerance_can_limit_is_listed_with_its_parts() -> None:
    table = GUIDE[GUIDE.index("<!-- fields -->") : GUIDE.index("<!-- /fields -->")]
    rows = {
        cells[0]: tuple(re.findall(r"`(\w+)` \((\w+)\)", cells[1]) or [(None, cells[1].strip())])
        for cells in re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.MULTILINE)
    }

    assert rows == {name: tuple(parts.items()) for name, parts in COMPARABLE_FIELDS.items()}
