"""Renders the templates of the upload page and the report; everything that goes into them is escaped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.reports.wording import counted, one_line, visible

TEMPLATES = Path(__file__).parent / "templates"

AUTHOR_COLOURS = 6
"""Colours for authors in ``report.css``; a seventh author gets the first again."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment of all templates, with the filters that they use."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"visible": visible, "one_line": one_line, "colour": _colour}
    made.globals["counted"] = counted
    return made


def _colour(author: int) -> str:
    """The class that colours what the ``author``-th author changed."""
    return f"by-{(author - 1) % AUTHOR_COLOURS + 1}" if author else ""
