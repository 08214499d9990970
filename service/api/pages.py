"""The upload page."""

from __future__ import annotations

from service.web.environment import environment


def render_upload_page(error_title: str | None = None, error_detail: str | None = None) -> str:
    """The page where a person drops a contract; with what went wrong with the last one, if it did."""
    return environment().get_template("upload.html").render(error_title=error_title, error_detail=error_detail)
