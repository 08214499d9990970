"""Corrections as rows of training and test data, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from service.decisions.types import Correction
from service.files import writing_whole
from service.reports.json import ESCAPED


def as_row(correction: Correction, *, superseded: bool) -> dict[str, Any]:
    """One correction as a row: ``passage[quote_start:quote_end] == quote``, what the machine read, and what is right.

    ``machine`` is None where the machine had overlooked the field, ``value`` where the contract states none.
    """
    machine = correction.machine
    start = correction.start - correction.passage_start
    return {
        "sha256": correction.sha256,
        "field": correction.field,
        "action": correction.action,
        "machine": None
        if machine is None
        else {
            "value": machine.value,
            "confidence": machine.confidence,
            "method": machine.method,
            "quote": machine.quote,
            "start": machine.start,
            "end": machine.end,
        },
        "value": correction.value,
        "quote": correction.quote,
        "start": correction.start,
        "end": correction.end,
        "passage": correction.passage,
        "quote_start": start,
        "quote_end": start + len(correction.quote),
        "person": correction.person,
        "time": correction.time.isoformat(),
        "reason": correction.reason,
        "engine": correction.engine,
        "review_id": str(correction.review_id),
        "id": str(correction.id),
        "subject": str(correction.subject),
        "superseded": superseded,
    }


def write_rows(
    corrections: Iterable[Correction],
    last: Collection[UUID],
    target: Path,
    *,
    history: bool = False,
    text_of: Callable[[Correction], str | None] | None = None,
) -> int:
    """Write the corrections to ``target``, whole or not at all, and give the number of rows.

    :param last: ids of those that no later one supersedes; the others are left out unless ``history``.
    :param text_of: gives the whole text of the contract for a column ``text``; None for no such column.
    :raises ExportError: when the place cannot be written to.
    :raises StorageError: when the database fails.
    """
    written = 0
    with writing_whole(target) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        for one in corrections:
            superseded = one.id not in last
            if superseded and not history:
                continue
            row = as_row(one, superseded=superseded)
            if text_of is not None:
                row["text"] = text_of(one)
            stream.write(_line(row))
            written += 1
    return written


def _line(row: dict[str, Any]) -> str:
    """The row as one line; what a terminal would obey is escaped."""
    dumped = json.dumps(row, ensure_ascii=False)
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped) + "\n"
