from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from review_factory import calm_review, make_review, with_document

from clause_library.types import AgreementType, Approval
from extractor.types import Clause, FormChanges, Problem, Span
from service.reports.summary import AGREEMENTS, agreement_line, changes_line, numbers_by_id, revisers, verdict
from service.reports.wording import counted, joined, moment, one_line, shortened, spoken, value_in_words, visible


def test_every_agreement_type_has_a_name() -> None:
    assert set(AGREEMENTS) == set(get_args(AgreementType))


def test_the_verdict_says_what_stands_in_the_way_and_who_decides() -> None:
    assert verdict(make_review()) == (
        "Not ready to sign: 1 critical, 2 high and 1 low deviation, and 1 required clause missing (1 medium); "
        "Finance, Legal and General Counsel must approve."
    )


def test_the_verdict_begins_with_missing_clauses_where_they_are_the_worst() -> None:
    missing = next(one for one in make_review().deviations if one.kind == "missing_clause")
    low = next(one for one in make_review().deviations if one.severity == "low")
    gone = (replace(missing, severity="critical"), replace(missing, severity="high"))

    said = verdict(make_review(deviations=(*gone, low)))

    assert said.startswith("Not ready to sign: 2 required clauses missing (1 critical, 1 high), and 1 low deviation; ")


def test_what_is_no_contract_is_not_called_calm() -> None:
    review = with_document(calm_review(), problems=(Problem("not_covered", "This does not look like a contract."),))

    assert verdict(review) == "Look at it yourself: this does not look like a contract that the library covers."
    assert agreement_line(review) == "Master agreement (assumed)"


def test_a_contract_of_another_kind_is_said_to_be_held_against_ours() -> None:
    kind = replace(calm_review().fields[0], name="agreement_type", value="reseller_agreement")

    assert agreement_line(calm_review()) == "Master agreement"
    assert agreement_line(make_review(fields=(kind,))) == (
        "Reviewed as a master agreement (the library has no reseller agreement)"
    )
    assert agreement_line(make_review(fields=(kind,), agreement_type="order_form")).startswith("Reviewed as an order")


def test_changes_of_form_are_told_in_one_line_beside_those_of_words() -> None:
    by = [FormChanges("Ann", 4), FormChanges(None, 2), FormChanges("B\x1bob", 1), FormChanges("Cy", 1)]
    formed = with_document(calm_review(), revisions=(), comments=(), form_changes=tuple(by[:1]))

    assert changes_line(calm_review()) == "10 tracked changes, 2 comments"
    assert changes_line(formed) == "4 changes of form only (by Ann)"
    assert changes_line(with_document(formed, form_changes=tuple(by))) == (
        "8 changes of form only (by Ann, unknown and Bob, …)"
    )
    assert changes_line(with_document(formed, form_changes=())) == ""


def test_the_verdict_on_remarks_alone_asks_nobody() -> None:
    low = tuple(one for one in make_review().deviations if one.severity == "low")
    assert verdict(make_review(deviations=low, approvals=())) == "No approval is needed; 1 low deviation to note."


def test_the_verdict_on_our_own_language_is_calm() -> None:
    nothing = "Nothing in it differs from our approved language in a way that matters"
    assert verdict(calm_review()) == f"{nothing}; no approval is needed."
    terms = Approval("finance", "Finance", 1, "high", "Long credit.", ())
    agreed = verdict(make_review(deviations=(), approvals=(terms,)))
    assert agreed == f"{nothing}, but Finance must approve what it says."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P30D", "30 days"),
        ("P1M", "1 month"),
        ("P1Y6M", "1 year 6 months"),
        ("PT4H", "4 hours"),
        ("P", "P"),
        ("2026-03-31", "31 March 2026"),
        ("2026-03", "March 2026"),
        ("2026-13-01", "2026-13-01"),
        ("perpetual", "perpetual"),
        ("by_agreement", "by agreement"),
        (3, "3"),
        (True, "yes"),
        (None, ""),
        (["P1M", "P2M"], "1 month; 2 months"),
        ({"duration": "P30D", "trigger": "invoice_date"}, "30 days, trigger invoice date"),
        ({"duration": "P10D", "business": True}, "10 days, business time"),
        ({"value": "P10D", "business": True}, "10 days, business time"),
        ({"severity": "1", "duration": "PT4H", "business": False}, "4 hours, severity 1"),
        (
            {"event": "price_change", "timing": "before", "duration": "P60D", "party": "Provider"},
            "price change: 60 days before, by Provider",
        ),
        (
            {"event": "defect", "timing": "after", "duration": "P2D", "party": None, "business": True},
            "defect: 2 business days after",
        ),
        (
            {"date": "2027-03-01", "until": "2028-03-01", "term": "P1Y", "notice_by": "2026-12-31"}
            | {"then_notice_by": "2027-12-31"},
            "1 March 2027 until 1 March 2028 (1 year), unless refused by 31 December 2026; "
            "the one after by 31 December 2027",
        ),
        (
            {"date": "2027-03-01", "until": "2028-03-01", "term": "P1Y", "notice_by": None, "then_notice_by": None},
            "1 March 2027 until 1 March 2028 (1 year)",
        ),
        ({"amount": "1250000.50", "currency": "USD", "per": "year"}, "USD 1,250,000.50 per year"),
        ({"amount": "900", "currency": "EUR", "per": "one_time", "unit": None}, "EUR 900 once"),
        ({"amount": "4.50", "currency": "USD", "per": "unit", "unit": "bookings"}, "USD 4.50 per bookings"),
        ({"amount": "7", "currency": None, "per": "month", "unit": "user"}, "7 per month (user)"),
        ({"percent": "99.9", "measurement_period": "P1M"}, "99.9%, measurement period 1 month"),
        ({"name": "Acme, Inc.", "role": "provider", "defined_as": "Provider"}, "Acme, Inc. (provider, “Provider”)"),
        ({"name": "Acme, Inc.", "role": None, "defined_as": None}, "Acme, Inc."),
    ],
)
def test_values_are_said_in_words(value: Any, words: str) -> None:  # noqa: ANN401
    assert value_in_words(value) == words


def test_small_words() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(1_200, "entry", "entries") == "1,200 entries"
    assert spoken("renewal_notice_period") == "Renewal notice period"
    assert moment("2026-03-02T09:41:00Z") == "2 March 2026, 09:41"
    assert moment(None) == ""


def test_text_is_shown_without_what_steers_a_terminal_or_turns_words_round() -> None:
    assert visible("a\x1b[2Jb\x9b\u202ec\td\n") == "a[2Jbc\td\n"
    assert visible("a\udcffb\ufffec\uffffd") == "abcd"
    assert one_line("a\n\tb\u2028c\x0bd") == "a b c d"


def test_long_text_is_cut_in_the_middle() -> None:
    cut = shortened("begins here " + "x" * 500 + " ends here", 60)
    assert len(cut) <= 60
    assert cut.startswith("begins here")
    assert cut.endswith("ends here")


def test_authors_come_in_the_order_of_the_text() -> None:
    assert revisers(make_review()) == ["Dana Whitfield", "Omar Reyes"]


def test_a_clause_without_a_number_is_placed_by_the_one_above_it() -> None:
    def clause(id: str, number: str | None, *children: Clause) -> Clause:
        return Clause(id, number, "", "", Span(0, 0), Span(0, 0), 0, children=children)

    roots = (clause("1", "1", clause("body~1", None, clause("body~2", None)), clause("1.1", "1.1")), clause("f", None))
    review = replace(make_review(), clauses=roots)
    assert numbers_by_id(review) == {"1": "1", "body~1": "1", "body~2": "1", "1.1": "1.1"}
