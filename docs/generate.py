"""Writes the pages of this folder that come from the code: ``python docs/generate.py``. The tests hold them current."""

from __future__ import annotations

from pathlib import Path

from clause_library.taxonomy import ClauseType, Taxonomy, load_taxonomy
from service.reports.json import render_schema
from service.settings import settings_page

FOLDER = Path(__file__).parent


def main() -> None:
    """Write ``settings.md``, ``review.schema.json`` and ``clause_types.md``."""
    (FOLDER / "settings.md").write_text(settings_page(), encoding="utf-8")
    (FOLDER / "review.schema.json").write_text(render_schema(), encoding="utf-8")
    (FOLDER / "clause_types.md").write_text(clause_types_page(load_taxonomy()), encoding="utf-8")


def clause_types_page(taxonomy: Taxonomy) -> str:
    """``clause_types.md``: a table of the types for each group."""
    mapped = len(taxonomy.by_cuad)
    lines = [
        "# Clause types",
        "",
        "<!-- Written by docs/generate.py from clause_library/data/taxonomy.yaml: edit there. -->",
        "",
        f"{len(taxonomy.types)} types of clause. A clause may be of several. All {mapped} categories of the Contract",
        "Understanding Atticus Dataset (CUAD) map onto them, each onto one; why onto this one, the head of the data",
        "file says. A library may have types of its own beside these: see [library.md](library.md).",
    ]
    for group, title in taxonomy.groups.items():
        lines += ["", f"## {title}", "", "| type | what it is about | CUAD |", "| --- | --- | --- |"]
        lines += [_clause_type_row(kind) for kind in taxonomy.types if kind.group == group]
    return "\n".join(lines) + "\n"


def _clause_type_row(kind: ClauseType) -> str:
    wider = f" A kind of `{kind.parent}`." if kind.parent else ""
    return f"| **{kind.name}** `{kind.id}` | {kind.definition}{wider} | {', '.join(kind.cuad)} |"


if __name__ == "__main__":
    main()
