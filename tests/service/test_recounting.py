"""The deadlines of a table are those of the day on which it is written, from the values as people corrected them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

from review_factory import make_review

from clause_library.types import Review
from extractor.fields.deadlines import WEEKDAYS, with_deadline
from extractor.types import Field, FieldValue
from service.decisions.correcting import correct
from service.decisions.types import Correction, Proposal
from service.export import contract_row
from service.recounting import recounted
from service.storage import ImportedFile

THEN, TODAY = date(2024, 6, 1), date(2026, 11, 30)


def reviewed(**values: FieldValue) -> Review:
    """A review made ``THEN`` of a contract that states these values."""
    made = make_review()
    quote = made.document.text[:10]
    fields = tuple(
        Field(name=name, value=value, confidence=0.9, method="rule", quote=quote, start=0, end=10)
        for name, value in values.items()
    )
    return replace(made, fields=with_deadline(fields, THEN))


def file(*corrections: Correction) -> ImportedFile:
    review = reviewed(
        expiration_date="2025-03-31", renewal_type="automatic", renewal_term="P1Y", renewal_notice_period="P60D"
    )
    return ImportedFile("a.txt", "a" * 64, 0.25, review=review, corrections=corrections)


def said(index: int, value: str) -> Correction:
    review = file().review
    assert review is not None
    proposal = Proposal(
        field=review.fields[index].name,
        action="corrected",
        index=index,
        value=value,
        person="Dana",
        reason="Section 9.",
    )
    id, time = uuid.uuid4(), datetime(2026, 1, 1, tzinfo=UTC)
    return correct(review, proposal, (), review_id=uuid.uuid4(), engine="1", correction_id=id, time=time)


def test_a_deadline_of_an_old_review_has_passed_and_the_next_is_told() -> None:
    assert contract_row(file())["renewal_notice_deadline"] == "2025-01-30"
    row = contract_row(recounted(file(), TODAY, WEEKDAYS))
    assert (row["renewal_notice_deadline"], row["next_renewal"]) == ("2027-01-30", "2027-03-31")
    assert row["renewal_notice_send_by"] == "2027-01-29"  # the thirtieth is a Saturday


def test_it_follows_what_a_person_corrected() -> None:
    corrected = file(said(3, "P90D"))
    assert contract_row(recounted(corrected, TODAY, WEEKDAYS))["renewal_notice_deadline"] == "2026-12-31"


def test_what_a_person_said_of_the_deadline_itself_stands() -> None:
    corrected = file(said(4, "2027-01-15"))
    row = contract_row(recounted(corrected, TODAY, WEEKDAYS))
    assert (row["renewal_notice_deadline"], row["decided"]) == ("2027-01-15", "renewal_notice_deadline")


def test_a_file_that_failed_stays_as_it_is() -> None:
    failed = ImportedFile("a.txt", "a" * 64, 0.1, error_code="unreadable", error_message="It is not.")
    assert recounted(failed, TODAY, WEEKDAYS) is failed
