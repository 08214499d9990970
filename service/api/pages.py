"""The upload page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

TEMPLATES = Path(__file__).parent.parent / "web" / "templates"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("upload.html")


def render_upload_page(error_title: str | None = None, error_detail: str | None = None) -> str:
    """The page where a person drops a contract; with what went wrong with the last one, if it did."""
    return _template().render(error_title=error_title, error_detail=error_detail)
