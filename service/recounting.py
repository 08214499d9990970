"""Deadlines as they are today: counted again from the fields as they stand, for reviews that were made earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clause_library.types import Review
from extractor.fields.deadlines import COUNTED_FROM, Calendar, with_deadline
from extractor.fields.totals import NAME as TOTAL
from service.decisions.applying import CurrentField, as_fields, current_fields
from service.decisions.types import Correction
from service.storage import ImportedFile

_TOTAL_FROM = frozenset({"fee", "initial_term"})
"""The fields of which people's words make a total of the machine's stale; only reading the contract tells another."""


def recounted(file: ImportedFile, today: date, calendar: Calendar) -> ImportedFile:
    """The file, with the deadlines of its review counted anew; a file without a review is given back."""
    if file.review is None:
        return file
    return replace(file, review=recounted_review(file.review, file.corrections, today, calendar))


def recounted_review(review: Review, corrections: Sequence[Correction], today: date, calendar: Calendar) -> Review:
    """The review, with its deadlines counted for ``today`` and from what people corrected.

    What a person has said of a deadline itself stays as it is. The total of the fees is left out where a fee or the
    initial term is another now, unless a person has said something of it.
    """
    current = current_fields(review.document.sha256, review.fields, corrections)
    stated = as_fields(one for one in current if one.name not in COUNTED_FROM)
    counted = with_deadline(stated, today, calendar)[len(stated) :]
    stale = {*COUNTED_FROM, TOTAL} if any(map(_changes_total, current)) else COUNTED_FROM.keys()
    read = tuple(field for field in review.fields if field.name not in stale)
    return replace(review, fields=(*read, *counted))


def _changes_total(one: CurrentField) -> bool:
    """Whether a person has said another value of what the total of the fees is counted from."""
    if one.name not in _TOTAL_FROM or one.correction is None:
        return False
    return one.machine is None or one.value != one.machine.value
