"""The day by which one must say no to a renewal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from fields_builder import PREAMBLE, fields
from hypothesis import given
from hypothesis import strategies as st

from extractor.fields.deadlines import WEEKDAYS, Calendar, renewal_notice_deadline, with_deadline
from extractor.types import Field

TERM = "1. Term. The initial term of this Agreement shall be one (1) year from the Effective Date."
RENEWAL = (
    "It shall automatically renew for successive one (1) year terms unless either party gives written notice of "
    "non-renewal at least sixty (60) days before the end of the then-current term."
)


def test_before_the_first_end_the_deadline_is_end_minus_notice() -> None:
    found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2024, 6, 1))

    assert found is not None
    assert (found.day, found.ends) == (date(2024, 12, 31), date(2025, 3, 1))
    assert found.sums == (
        "term ends 2025-03-01",
        "2025-03-01 − notice P60D = 2024-12-31",
        "the notice must be given by then",
    )


def test_after_it_the_terms_are_counted_on() -> None:
    found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2026, 1, 1))

    assert found is not None
    assert (found.day, found.ends) == (date(2026, 12, 31), date(2027, 3, 1))
    assert found.sums[1] == "+ 2 × renewal term P1Y = 2027-03-01"


def test_the_day_itself_still_counts() -> None:
    found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2024, 12, 31))

    assert found is not None
    assert found.day == date(2024, 12, 31)


def test_once_the_last_renewal_has_begun_there_is_none() -> None:
    limited = RENEWAL.replace("successive one (1) year terms", "up to two (2) successive terms of one (1) year")
    known = fields(PREAMBLE, f"{TERM} {limited}")

    found = renewal_notice_deadline(known, date(2025, 6, 1))
    assert found is not None
    assert found.ends == date(2026, 3, 1)
    assert renewal_notice_deadline(known, date(2026, 6, 1)) is None  # it ends on 2027-03-01 whatever anybody says


def test_that_the_day_for_the_term_which_runs_has_passed_is_told() -> None:
    found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2025, 1, 10))

    assert found is not None
    assert found.day == date(2025, 12, 31)
    assert "the day for the end on 2025-03-01 was 2024-12-31 and has passed" in found.sums


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
    *same, counted, following = with_deadline(known, date(2026, 1, 1))

    assert tuple(same) == known
    assert following.name == "next_renewal"
    assert (counted.name, counted.value) == ("renewal_notice_deadline", "2026-12-31")
    assert "sixty (60) days" in counted.quote
    assert counted.derived_from[2] == "2027-03-01 − notice P60D = 2026-12-31"
    assert counted.confidence == min(
        f.confidence for f in known if f.name in ("expiration_date", "renewal_notice_period", "renewal_term")
    )


def test_where_nothing_renews_the_fields_stay_as_they_are() -> None:
    known = fields(PREAMBLE, TERM)
    assert with_deadline(known, date(2024, 6, 1)) == known


def added(known: tuple[Field, ...], today: date, calendar: Calendar = WEEKDAYS) -> dict[str, object]:
    """What is counted from the fields, by name."""
    return {field.name: field.value for field in with_deadline(known, today, calendar)[len(known) :]}


class TestTheNextRenewal:
    def test_it_says_what_happens_if_nobody_says_no(self) -> None:
        assert added(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2024, 6, 1))["next_renewal"] == {
            "date": "2025-03-01",
            "until": "2026-03-01",
            "notice_by": "2024-12-31",
            "term": "P1Y",
            "then_notice_by": "2025-12-31",
        }

    def test_a_renewal_that_can_no_longer_be_kept_away_is_still_the_next_one(self) -> None:
        *_, renewal = with_deadline(fields(PREAMBLE, f"{TERM} {RENEWAL}"), date(2025, 1, 10))

        assert renewal.name == "next_renewal"
        assert renewal.value["date"] == "2025-03-01"  # type: ignore[index,call-overload]
        assert "the day to say no to it, 2024-12-31, has passed" in renewal.derived_from

    def test_after_the_last_one_there_is_no_further_notice(self) -> None:
        once = RENEWAL.replace("successive one (1) year terms", "one additional term of one (1) year")
        known = stated(renewal_limit="1", of=fields(PREAMBLE, f"{TERM} {once}"))
        *_, renewal = with_deadline(known, date(2024, 6, 1))

        assert renewal.value["then_notice_by"] is None  # type: ignore[index,call-overload]
        assert "that is the last renewal which the contract allows" in renewal.derived_from

    def test_it_needs_no_notice(self) -> None:
        known = terms("2026-03-01", "P1Y", None)
        assert added(known, date(2026, 1, 1))["next_renewal"] == {
            "date": "2026-03-01",
            "until": "2027-03-01",
            "notice_by": None,
            "term": "P1Y",
            "then_notice_by": None,
        }


class TestMonthsByTheCalendar:
    @pytest.mark.parametrize(
        ("ends", "term", "notice", "today", "deadline"),
        [
            ("2028-02-29", "P1Y", "P60D", "2028-06-01", "2028-12-30"),  # the term ends on 28 February 2029
            ("2028-02-29", "P4Y", "P1M", "2031-06-01", "2032-01-29"),  # and in a leap year on the 29th again
            ("2026-01-31", "P1M", "P10D", "2026-02-01", "2026-02-18"),  # before 28 February
            ("2026-01-31", "P1M", "P10D", "2026-03-01", "2026-03-21"),  # before 31 March, not the 28th
            ("2026-05-31", "P1Y", "P3M", "2026-01-01", "2026-02-28"),
            ("2026-05-31", "P1Y", "P90D", "2026-01-01", "2026-03-02"),
            ("2026-03-31", "P1Y", "P8W", "2026-01-01", "2026-02-03"),
        ],
    )
    def test_a_day_that_the_month_lacks_is_its_last(
        self, ends: str, term: str, notice: str, today: str, deadline: str
    ) -> None:
        found = renewal_notice_deadline(terms(ends, term, notice), date.fromisoformat(today))
        assert found is not None
        assert found.day.isoformat() == deadline

    def test_terms_of_a_month_are_counted_over_decades(self) -> None:
        found = renewal_notice_deadline(terms("1999-12-31", "P1M", "P10D"), date(2026, 11, 30))
        assert found is not None
        assert found.day == date(2026, 12, 21)

    @pytest.mark.parametrize("term", ["P9000Y", "P0D", "P1.5Y", "PT4H", "soon"])
    def test_what_is_no_term_of_this_calendar_ends_the_count(self, term: str) -> None:
        known = terms("2020-03-01", term, "P60D")
        assert renewal_notice_deadline(known, date(2026, 1, 1)) is None
        assert "next_renewal" not in added(known, date(2026, 1, 1))

    @pytest.mark.parametrize("ends", ["perpetual", "2026-03", "2026-02-30"])
    def test_without_a_day_for_the_end_there_is_no_deadline(self, ends: str) -> None:
        assert added(terms(ends, "P1Y", "P60D"), date(2026, 1, 1)) == {}


class TestBusinessDays:
    NOTICE = RENEWAL.replace("sixty (60) days", "ten (10) business days")

    def test_they_are_counted_without_weekends(self) -> None:
        found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {self.NOTICE}"), date(2024, 6, 1))

        assert found is not None
        assert found.day == date(2025, 2, 17)  # 1 March 2025 is a Saturday
        assert found.sums[1] == "2025-03-01 − notice 10 business days (Monday to Friday) = 2025-02-17"

    def test_and_without_the_holidays_of_the_calendar_that_was_chosen(self) -> None:
        calendar = Closed(frozenset({date(2025, 2, 17), date(2025, 2, 14)}))
        found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {self.NOTICE}"), date(2024, 6, 1), calendar)

        assert found is not None
        assert found.day == date(2025, 2, 13)
        assert "10 business days (as they have it in Erewhon)" in found.sums[1]

    def test_a_deadline_on_a_weekend_stays_and_the_friday_before_is_told(self) -> None:
        known = terms("2027-03-03", "P1Y", "P60D")
        found = added(known, date(2026, 6, 1))

        assert found["renewal_notice_deadline"] == "2027-01-02"
        assert found["renewal_notice_send_by"] == "2027-01-01"
        deadline = next(f for f in with_deadline(known, date(2026, 6, 1)) if f.name == "renewal_notice_deadline")
        assert deadline.derived_from[-1] == "2027-01-02 is a Saturday: send by Friday 2027-01-01"

    def test_on_a_holiday_too(self) -> None:
        known = terms("2027-03-02", "P1Y", "P60D")
        assert "renewal_notice_send_by" not in added(known, date(2026, 6, 1))
        closed = Closed(frozenset({date(2027, 1, 1)}))
        *_, sent, _ = with_deadline(known, date(2026, 6, 1), closed)
        assert (sent.name, sent.value) == ("renewal_notice_send_by", "2026-12-31")
        assert sent.derived_from[-1] == "2027-01-01 is no business day of XX: send by Thursday 2026-12-31"

    def test_a_friday_that_has_passed_is_no_day_to_send(self) -> None:
        found = renewal_notice_deadline(terms("2027-03-03", "P1Y", "P60D"), date(2027, 1, 2))

        assert found is not None
        assert (found.day, found.send_by) == (date(2027, 1, 2), None)
        assert found.sums[-1] == "2027-01-02 is a Saturday: too late since 2027-01-01"

    def test_only_renewals_that_are_not_over_are_counted(self) -> None:
        counting = Counting()
        known = terms("1900-01-31", "P1M", {"value": "P300D", "business": True})
        assert renewal_notice_deadline(known, date(2026, 6, 1), counting) is not None
        assert counting.asked < 10_000

    @pytest.mark.parametrize(("days", "counted"), [(400, True), (401, False)])
    def test_more_than_four_hundred_are_none_that_a_contract_asks_for(self, days: int, counted: bool) -> None:
        known = terms("2030-03-03", "P9Y", {"value": f"P{days}D", "business": True})
        assert (renewal_notice_deadline(known, date(2026, 6, 1)) is not None) is counted


class TestReceipt:
    MAIL = "Notices shall be deemed received three (3) business days after deposit in the mail."

    @pytest.mark.parametrize(
        ("words", "counted_to"),
        [
            ("either party gives written notice", "the notice must be given by then"),
            ("written notice is received by the other party", "the notice must be received by then"),
            ("either party mails written notice to the other", "it is enough that the notice is sent by then"),
        ],
    )
    def test_the_deadline_says_what_it_is_counted_to(self, words: str, counted_to: str) -> None:
        text = RENEWAL.replace("either party gives written notice", words)
        found = renewal_notice_deadline(fields(PREAMBLE, f"{TERM} {text}"), date(2024, 6, 1))
        assert found is not None
        assert found.sums[2] == counted_to

    def test_the_last_day_for_the_mail_is_told_where_the_contract_says_when_it_arrives(self) -> None:
        found = added(fields(PREAMBLE, f"{TERM} {RENEWAL}", f"9. Notices. {self.MAIL}"), date(2024, 6, 1))

        assert found["renewal_notice_deadline"] == "2024-12-31"
        assert found["renewal_notice_send_by"] == "2024-12-26"

    def test_of_a_notice_that_need_only_be_sent_it_does_not_matter_when_it_arrives(self) -> None:
        sent = RENEWAL.replace("either party gives written notice", "either party mails written notice")
        found = added(fields(PREAMBLE, f"{TERM} {sent}", f"9. Notices. {self.MAIL}"), date(2024, 6, 1))
        assert "renewal_notice_send_by" not in found

    def test_a_day_for_the_mail_that_has_passed_is_told_as_such(self) -> None:
        known = fields(PREAMBLE, f"{TERM} {RENEWAL}", f"9. Notices. {self.MAIL}")
        found = renewal_notice_deadline(known, date(2024, 12, 30))

        assert found is not None
        assert (found.day, found.send_by) == (date(2024, 12, 31), None)
        assert found.sums[-1] == "sent by mail it counts as received 3 business days later: too late since 2024-12-26"


class TestAnOptionToRenew:
    OPTION = (
        "Customer may extend this Agreement for one (1) further year by giving written notice at least ninety (90) "
        "days before the end of the initial term."
    )

    def test_the_last_day_to_take_it_up(self) -> None:
        known = fields(PREAMBLE, f"{TERM} {self.OPTION}")
        *_, counted = with_deadline(known, date(2024, 6, 1))

        assert (counted.name, counted.value) == ("renewal_option_deadline", "2024-12-01")
        assert counted.derived_from[1:] == (
            "2025-03-01 − notice P90D = 2024-12-01",
            "2024-12-01 is a Sunday: send by Friday 2024-11-29",
            "the end was counted from a length: whoever counts its first day as well acts a day earlier",
        )
        assert "Customer may extend" in counted.quote

    def test_after_that_nothing_is_counted_for_nobody_knows_here_whether_it_was_taken_up(self) -> None:
        assert "renewal_option_deadline" not in added(fields(PREAMBLE, f"{TERM} {self.OPTION}"), date(2025, 1, 1))


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LENGTHS = st.builds("P{}{}".format, st.integers(1, 400), st.sampled_from("DWM"))


@given(
    ends=DAYS, again=LENGTHS, notice=st.builds("P{}D".format, st.integers(1, 90)), today=DAYS, business=st.booleans()
)
def test_a_deadline_is_never_past_and_lies_before_the_end_that_it_concerns(
    ends: date, again: str, notice: str, today: date, business: bool
) -> None:
    stated = {"value": notice, "business": True} if business else notice
    found = renewal_notice_deadline(terms(ends.isoformat(), again, stated), today)
    if found is None:
        return
    assert today <= found.day < found.ends
    assert found.send_by is None or today <= found.send_by <= found.day
    assert found.send_by is None or WEEKDAYS.is_business_day(found.send_by)
    assert found.ends >= ends


@given(ends=DAYS, count=st.integers(1, 90))
def test_so_many_business_days_lie_between_a_deadline_and_the_end(ends: date, count: int) -> None:
    found = renewal_notice_deadline(
        terms(ends.isoformat(), "P1Y", {"value": f"P{count}D", "business": True}), ends.replace(year=1999, day=1)
    )
    assert found is not None
    between = [found.day + timedelta(days=after) for after in range((ends - found.day).days)]
    assert WEEKDAYS.is_business_day(found.day)
    assert sum(WEEKDAYS.is_business_day(day) for day in between) == count


def terms(ends: str, term: str, notice: object) -> tuple[Field, ...]:
    """The fields of a contract that renews of its own accord."""
    values = {"expiration_date": ends, "renewal_type": "automatic", "renewal_term": term}
    return stated(**values, **({} if notice is None else {"renewal_notice_period": notice}))


def stated(of: tuple[Field, ...] = (), **values: object) -> tuple[Field, ...]:
    """``of`` and fields with these values."""
    evidence = {"quote": "so", "start": 0, "end": 2, "confidence": 0.9, "method": "stated"}
    return (*of, *(Field(name=name, value=value, **evidence) for name, value in values.items()))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Closed:
    """Monday to Friday, and closed on some days more."""

    days: frozenset[date]
    name: str = "XX"
    description: str = "as they have it in Erewhon"

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.days


class Counting:
    """Monday to Friday, and how many days were asked for."""

    name = "XX"
    description = "as they have it in Erewhon"

    def __init__(self) -> None:
        self.asked = 0

    def is_business_day(self, day: date) -> bool:
        self.asked += 1
        return day.weekday() < 5
