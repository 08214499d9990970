"""The upload page, and the page that describes the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.web.environment import environment


def render_upload_page(error_title: str | None = None, error_detail: str | None = None) -> str:
    """The page where a person drops a contract; with what went wrong with the last one, if it did."""
    return environment().get_template("upload.html").render(error_title=error_title, error_detail=error_detail)


def render_docs_page(document: Mapping[str, Any]) -> str:
    """The OpenAPI document as a plain page; it loads nothing from elsewhere."""
    return environment().get_template("docs.html").render(document=document)
