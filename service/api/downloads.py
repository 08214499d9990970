"""Files that a kept review is handed out as: media type, name, and what OpenAPI says of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from fastapi import Response

from service.reports.ics import MEDIA_TYPE as CALENDAR
from service.reports.markdown import MEDIA_TYPE as MARKDOWN
from service.reports.wording import one_line
from service.reports.workbook import MEDIA_TYPE as XLSX

NAME_CHARS = 80
"""Of the contract's own name; some systems take no more than 255 bytes in all."""

UNSAFE = re.compile(r'[\\/:*?"<>|%;]')
"""What a file's name may not hold on some system, or what ends it in a header."""


class XlsxResponse(Response):
    """A workbook; the class tells OpenAPI its media type."""

    media_type = XLSX


class CalendarResponse(Response):
    """A calendar; the class tells OpenAPI its media type."""

    media_type = CALENDAR


class MarkdownResponse(Response):
    """Markdown, in UTF-8."""

    media_type = MARKDOWN


def attachment(document: str, ending: str) -> dict[str, str]:
    """The header that names the file after the contract that it is about: ``msa.docx`` gives ``msa-issues.xlsx``."""
    stem = UNSAFE.sub("_", one_line(PurePosixPath(document).stem)).strip(" .")[:NAME_CHARS] or "contract"
    plain = stem.encode("ascii", "replace").decode().replace("?", "_")
    named = f'attachment; filename="{plain}-{ending}"'
    if plain != stem:
        named += f"; filename*=UTF-8''{quote(f'{stem}-{ending}')}"
    return {"Content-Disposition": named}


def described(media_type: str, text: str, *, binary: bool = False) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the answer."""
    schema = {"type": "string", "format": "binary"} if binary else {"type": "string"}
    return {200: {"description": text, "content": {media_type: {"schema": schema}}}}
