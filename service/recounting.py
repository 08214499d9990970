"""Deadlines as they are today: counted again from the fields as they stand, for reviews that were made earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractor.fields.deadlines import COUNTED_FROM, Calendar, with_deadline
from service.decisions.applying import as_fields, current_fields
from service.storage import ImportedFile


def recounted(file: ImportedFile, today: date, calendar: Calendar) -> ImportedFile:
    """The file, with the deadlines of its review counted for ``today`` and from what people corrected.

    What a person has said of a deadline itself stays as it is. A file without a review is given back.
    """
    review = file.review
    if review is None:
        return file
    current = current_fields(review.document.sha256, review.fields, file.corrections)
    stated = as_fields(one for one in current if one.name not in COUNTED_FROM)
    counted = with_deadline(stated, today, calendar)[len(stated) :]
    read = tuple(field for field in review.fields if field.name not in COUNTED_FROM)
    return replace(file, review=replace(review, fields=(*read, *counted)))
