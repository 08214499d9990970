"""Writes the pages of this folder that come from the code: ``python docs/generate.py``. The tests hold them current."""

from __future__ import annotations

from pathlib import Path

from service.reports.json import render_schema
from service.settings import settings_page

FOLDER = Path(__file__).parent


def main() -> None:
    """Write ``settings.md`` and ``review.schema.json``."""
    (FOLDER / "settings.md").write_text(settings_page(), encoding="utf-8")
    (FOLDER / "review.schema.json").write_text(render_schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
