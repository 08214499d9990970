"""The day by which one must say no to a renewal."""

from __future__ import annotations

from datetime import date

import pytest
from fields_builder import PREAMBLE, fields

from extractor.fields.deadlines import renewal_notice_deadline, with_deadline

TERM = "1. Term. The initial term of this Agreement shall be one (1) year from the Effective Date."
RENEWAL = (
    "It shall automatically renew for successive one (1) year terms unless either party gives written notice of "
    "non-renewal at least sixty (60) days before the end of the then-current term."
)


def test_before_the_first_end_the_deadline_is_end_minus_notice() -> None:
    found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2024, 6, 1))

    assert found is not None
    assert (found.day, found.ends) == (date(2024, 12, 31), date(2025, 3, 1))
    assert found.sums == ("term ends 2025-03-01", "2025-03-01 − notice P60D = 2024-12-31")


def test_after_it_the_terms_are_counted_on() -> None:
    found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2026, 1, 1))

    assert found is not None
    assert (found.day, found.ends) == (date(2026, 12, 31), date(2027, 3, 1))
    assert found.sums[1] == "+ 2 × renewal term P1Y = 2027-03-01"


def test_the_day_itself_still_counts() -> None:
    found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2024, 12, 31))

    assert found is not None
    assert found.day == date(2024, 12, 31)


def test_after_the_last_renewal_there_is_none() -> None:
    limited = RENEWAL.replace("successive one (1) year terms", "up to two (2) successive terms of one (1) year")

    assert renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {limited}"), date(2026, 6, 1)) is not None
    assert renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {limited}"), date(2027, 6, 1)) is None


@pytest.mark.parametrize(
    "text",
    [
        TERM,
        f"{TERM} It may be renewed by mutual agreement of the parties on sixty (60) days' notice.",
        RENEWAL,
    ],
    ids=["no_renewal", "by_agreement", "no_end"],
)
def test_what_is_not_stated_gives_no_deadline(text: str) -> None:
    assert renewal_notice_deadline(fields(PREAMBLE, f"1. Term. {text}"), date(2024, 6, 1)) is None


def test_it_joins_the_fields_with_the_words_about_the_notice() -> None:
    known = fields(PREAMBLE, f"{TERM} {RENEWAL}")
    *same, counted = with_deadline(known, date(2026, 1, 1))

    assert tuple(same) == known
    assert (counted.name, counted.value) == ("renewal_notice_deadline", "2026-12-31")
    assert "sixty (60) days" in counted.quote
    assert counted.derived_from[-1] == "2027-03-01 − notice P60D = 2026-12-31"
    assert counted.confidence == min(
        f.confidence for f in known if f.name in ("expiration_date", "renewal_notice_period", "renewal_term")
    )


def test_where_nothing_renews_the_fields_stay_as_they_are() -> None:
    known = fields(PREAMBLE, TERM)
    assert with_deadline(known, date(2024, 6, 1)) == known
