"""A correction: what a person said about one field, and what the machine had read there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from extractor.types import Field, FieldValue

Action = Literal["confirmed", "corrected", "rejected", "added"]
"""The value is right; it is another one; the contract states none; the machine has overlooked it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What one person said about one field of one document; never changed, only followed by a later one.

    ``subject`` names the field: all corrections with the same subject are about the same one, and the last of them
    counts. ``machine`` is the field as the review has it, None where a person added the field. ``value`` is the right
    value in the form of docs/fields.md, None where the contract states none (``rejected``). ``quote`` is the words of
    the contract that state it, at ``[start, end)`` of the text of that review, and ``passage`` the paragraph around
    them, which begins at ``passage_start``. ``person`` is who the caller says it is. ``reason`` may be empty where a
    value is confirmed or added. ``engine`` read the document.
    """

    id: uuid.UUID
    subject: uuid.UUID
    review_id: uuid.UUID
    sha256: str
    engine: str
    field: str
    action: Action
    machine: Field | None
    value: FieldValue
    quote: str
    start: int
    end: int
    passage: str
    passage_start: int
    person: str
    reason: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a person wants to say: about the field at ``index`` of the review, or about the ``addition`` of a person.

    Both are None where a field is added. ``value`` and ``quote`` are None where they are not given; ``start`` tells
    which of several places with these words is meant.
    """

    field: str
    action: Action
    person: str
    reason: str = ""
    index: int | None = None
    addition: uuid.UUID | None = None
    value: FieldValue = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
