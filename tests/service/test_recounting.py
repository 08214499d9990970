"""The deadlines of a table are those of the day on which it is written, from the values as people corrected them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from review_factory import make_review

from clause_library.types import Review
from extractor.fields.deadlines import WEEKDAYS, with_deadline
from extractor.types import Field, FieldValue
from service.decisions.correcting import correct
from service.decisions.types import Correction, Proposal
from service.export_rows import FileRows
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


def said(
    index: int,
    value: FieldValue,
    *,
    review: Review | None = None,
    action: Any = "corrected",  # noqa: ANN401
    **words: Any,  # noqa: ANN401
) -> Correction:
    review = review or file().review
    assert review is not None
    proposal = Proposal(
        field=review.fields[index].name,
        action=action,
        index=index,
        value=value,
        person="Dana",
        reason="Section 9.",
        **words,
    )
    id, time = uuid.uuid4(), datetime(2026, 1, 1, tzinfo=UTC)
    return correct(review, proposal, (), review_id=uuid.uuid4(), engine="1", correction_id=id, time=time)


def test_a_deadline_of_an_old_review_has_passed_and_the_next_is_told() -> None:
    assert FileRows(file()).contract()["renewal_notice_deadline"] == "2025-01-30"
    row = FileRows(recounted(file(), TODAY, WEEKDAYS)).contract()
    assert (row["renewal_notice_deadline"], row["next_renewal"]) == ("2027-01-30", "2027-03-31")
    assert row["renewal_notice_send_by"] == "2027-01-29"  # the thirtieth is a Saturday


def test_it_follows_what_a_person_corrected() -> None:
    corrected = file(said(3, "P90D"))
    assert FileRows(recounted(corrected, TODAY, WEEKDAYS)).contract()["renewal_notice_deadline"] == "2026-12-31"


def test_what_a_person_said_of_the_deadline_itself_stands() -> None:
    corrected = file(said(4, "2027-01-15"))
    row = FileRows(recounted(corrected, TODAY, WEEKDAYS)).contract()
    assert (row["renewal_notice_deadline"], row["decided"]) == ("2027-01-15", "renewal_notice_deadline")


def test_a_file_that_failed_stays_as_it_is() -> None:
    failed = ImportedFile("a.txt", "a" * 64, 0.1, error_code="unreadable", error_message="It is not.")
    assert recounted(failed, TODAY, WEEKDAYS) is failed


def test_a_deadline_quotes_the_words_that_the_person_named() -> None:
    old = file().review
    assert old is not None
    elsewhere = old.document.text[20:40]
    row = recounted(file(said(3, "P90D", quote=elsewhere, start=20)), TODAY, WEEKDAYS)
    assert row.review is not None
    counted = next(field for field in row.review.fields if field.name == "renewal_notice_deadline")
    assert (counted.quote, counted.start, counted.end) == (elsewhere, 20, 40)


@pytest.mark.parametrize(
    ("index", "action", "value", "left"),
    [
        pytest.param(0, "corrected", {"amount": "200", "currency": "USD", "per": "month"}, False, id="another fee"),
        pytest.param(1, "corrected", "P24M", False, id="another term"),
        pytest.param(1, "rejected", None, False, id="no term"),
        pytest.param(1, "confirmed", None, True, id="the same term"),
        pytest.param(2, "corrected", "Texas", True, id="something else"),
        pytest.param(3, "corrected", {"amount": "99", "currency": "USD"}, True, id="the total itself"),
    ],
)
def test_a_total_of_other_fees_or_another_term_is_left_out(
    index: int,
    action: Any,  # noqa: ANN401
    value: FieldValue,
    left: bool,
) -> None:
    review = reviewed(
        fee={"amount": "100", "currency": "USD", "per": "month"},
        initial_term="P12M",
        governing_law="Utah",
        total_fees={"amount": "1200", "currency": "USD", "over": "P12M"},
    )
    correction = said(index, value, review=review, action=action)
    made = ImportedFile("a.txt", "a" * 64, 0.25, review=review, corrections=(correction,))
    names = [row["field"] for row in FileRows(recounted(made, TODAY, WEEKDAYS)).fields()]
    assert ("total_fees" in names) == left
