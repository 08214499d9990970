"""The terms in force after all amendments: the value, its words, what it took the place of, and what contradicts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from deal import (
    AGREEMENT_FIRST,
    PARTIES,
    amendment,
    clause,
    contradiction,
    duration,
    family,
    master,
    order_form,
    passages,
    remarks,
    review,
    term,
)

from clause_library.families import Family, join
from clause_library.families.values import comparable, scope_of
from extractor.fields.deadlines import with_deadline
from extractor.types import FieldValue
from models.loading import load_sentences

PAY_45 = (
    'Section 4.2 is replaced with: "4.2 Payment. Customer pays within forty-five (45) days after the invoice date."'
)
PAY_10 = "Payment. Customer shall pay each invoice within ten (10) days after the invoice date."
PAY_60 = 'Section 4.2 is amended by replacing "forty-five (45) days" with "sixty (60) days".'


def superseded(made: Family, name: str, unit: str = "") -> list[tuple[object, str, str]]:
    return [(one.statement.value, one.by, one.why) for one in term(made, name, unit).superseded]


class TestAfterAmendments:
    def test_the_last_amendment_decides_and_the_others_are_told(self) -> None:
        made = family(master(), amendment(1, PAY_45), amendment(2, PAY_60, day="June 1, 2025"))
        assert duration(term(made, "payment_term")) == "P60D"
        assert [(one.statement.member, one.by, one.why) for one in term(made, "payment_term").superseded] == [
            ("amendment-1", "amendment-2", "amended"),
            ("master-agreement", "amendment-1", "amended"),
        ]

    def test_a_value_in_words_of_two_documents_quotes_both(self) -> None:
        made = family(master(), amendment(1, PAY_45), amendment(2, PAY_60, day="June 1, 2025"))
        stated = term(made, "payment_term").stated[0]
        assert stated.member == "amendment-2"
        assert [(one.member, one.quote) for one in stated.passages] == [
            ("amendment-1", "Customer pays within"),
            ("amendment-2", "sixty (60) days"),
            ("amendment-1", "after the invoice date."),
        ]

    def test_a_fact_of_a_deleted_clause_is_not_in_force_any_more(self) -> None:
        made = family(master(), amendment(1, "Section 5.1 is hereby deleted."))
        found = term(made, "termination_for_convenience")
        assert (found.status, found.value, found.stated) == ("removed", None, ())
        assert [(one.by, one.why) for one in found.superseded] == [("amendment-1", "deleted")]

    def test_words_that_change_around_a_value_do_not_change_it(self) -> None:
        made = family(master(), amendment(1, 'Section 4.2 is amended by deleting the word "undisputed".'))
        found = term(made, "payment_term")
        assert (duration(found), found.superseded, found.stated[0].member) == ("P30D", (), "master-agreement")

    def test_an_amendment_that_states_a_fact_of_the_agreement_decides_it(self) -> None:
        made = family(
            master(), amendment(1, "Governing law. The Agreement is governed by the laws of Texas from now on.")
        )
        assert term(made, "governing_law").value == "Texas"
        assert superseded(made, "governing_law") == [("New York", "amendment-1", "amended")]

    def test_what_it_says_of_itself_or_of_the_past_does_not(self) -> None:
        made = family(
            master(),
            amendment(
                1,
                "Section 5.1 is deleted.",
                "This Amendment is governed by the laws of Texas.",
            ),
        )
        assert term(made, "governing_law").value == "New York"
        assert remarks(made)["other_law"] == (
            "Amendment No. 1 is under the law of Texas, Master Services Agreement under that of New York."
        )

    def test_terms_that_nothing_touched_are_as_signed(self) -> None:
        made = family(master(), amendment(1, PAY_45))
        found = term(made, "renewal_notice_period")
        assert (found.value, found.superseded, found.stated[0].member) == ("P60D", (), "master-agreement")

    def test_a_new_value_is_in_force_though_its_clause_was_not_found(self) -> None:
        made = family(master(), amendment(1, PAY_45.replace("Section 4.2", "Section 14.2")))
        assert duration(term(made, "payment_term")) == "P45D"
        assert len(made.unresolved) == 1

    def test_a_change_for_a_part_only_is_not_the_term(self) -> None:
        made = family(master(), amendment(1, "Solely with respect to France, " + PAY_45))
        assert duration(term(made, "payment_term")) == "P30D"


class TestTheEndOfTheTerm:
    def test_it_can_be_moved_to_a_day(self) -> None:
        made = family(master(), amendment(1, "The Term of the Agreement is hereby extended through January 15, 2029."))
        assert term(made, "expiration_date").value == "2029-01-15"
        assert superseded(made, "expiration_date") == [("2027-01-15", "amendment-1", "amended")]

    def test_it_can_be_moved_by_a_length_of_time_again_and_again(self) -> None:
        longer = "The Term of the Agreement is hereby extended for an additional period of two (2) years."
        made = family(master(), amendment(1, longer), amendment(2, longer, day="June 1, 2025"))
        found = term(made, "expiration_date")
        assert found.value == "2031-01-15"
        assert found.stated[0].derived_from == ("2029-01-15 + P2Y",)
        assert [one.statement.value for one in found.superseded] == ["2029-01-15", "2027-01-15"]

    def test_not_where_the_end_before_is_not_stated(self) -> None:
        endless = (
            "CONSULTING AGREEMENT\n\nThis Consulting Agreement is made as of May 1, 2020.\n\n1. Work is done well."
        )
        longer = amendment(
            1,
            "The term of the Agreement is extended for one (1) year.",
            of="Consulting Agreement dated May 1, 2020",
            title="AMENDMENT NO. 1 TO CONSULTING AGREEMENT",
        )
        made = family(endless, longer)
        assert [one for one in made.terms if one.name == "expiration_date"] == []
        assert "whose end is not stated" in made.unresolved[0].reason

    def test_a_new_length_of_the_initial_term_moves_it_too(self) -> None:
        made = family(
            master(), amendment(1, 'Section 2.1 is amended by replacing "three (3) years" with "five (5) years".')
        )
        assert term(made, "initial_term").value == "P5Y"
        assert term(made, "expiration_date").value == "2029-01-15"


class TestTheOrderOfAmendments:
    def test_the_day_of_effect_decides_not_the_number(self) -> None:
        made = family(
            master(),
            amendment(
                1,
                'Section 4.2 is replaced with: "4.2 Customer pays within ten (10) days of invoice."',
                day="May 4, 2026",
            ),
            amendment(2, 'Section 4.2 is replaced with: "4.2 Customer pays within twenty (20) days of invoice."'),
        )
        assert clause(made, "4.2") == "4.2 Customer pays within ten (10) days of invoice."
        assert made.precedence.levels[0] == ("amendment-1",)
        assert remarks(made)["out_of_order"].startswith(
            "Amendment No. 2 has effect from 2025-03-01, before Amendment No. 1"
        )

    def test_one_without_a_day_stands_by_its_number(self) -> None:
        texts = [
            amendment(number, f'Section 4.2 is replaced with: "4.2 Pay in {number}0 days of invoice."', day=day)
            for number, day in ((1, "March 1, 2025"), (2, None), (3, "March 1, 2026"))
        ]
        made = family(master(), *texts[::-1])
        assert [one.by for one in made.clauses[0].steps] == ["amendment-1", "amendment-2", "amendment-3"]
        assert "unknown_order" not in remarks(made)

    def test_two_that_nothing_orders_are_told(self) -> None:
        one = amendment(1, PAY_45, title="AMENDMENT TO MASTER SERVICES AGREEMENT", day=None).replace(" No. 1", "")
        other = one.replace("forty-five (45)", "ninety (90)")
        assert "unknown_order" in remarks(family(master(), one, other))

    def test_a_removed_term_names_the_amendment_that_took_it_out(self) -> None:
        renewal = 'Section 2.2 is replaced with: "2.2 Renewal. This Agreement ends with its initial term."'
        later = 'Section 2.2 is amended by replacing "ends" with "expires".'
        made = family(master(), amendment(1, renewal), amendment(2, later, day="June 1, 2025"))
        assert [one.by for one in term(made, "renewal_notice_period").superseded] == ["amendment-1"]

    def test_two_of_one_number_are_told(self) -> None:
        made = family(master(), amendment(1, PAY_45), amendment(1, "Section 5.1 is deleted.", day="June 1, 2025"))
        assert "number 1" in remarks(made)["same_number"]

    def test_one_in_which_no_change_is_read_is_told(self) -> None:
        made = family(master(), amendment(1, "The parties have agreed on new prices by email."))
        assert "No change" in remarks(made)["nothing_read"]
        assert "nothing_read" not in remarks(family(master(), amendment(1, PAY_45)))

    def test_an_amendment_that_is_missing_is_told(self) -> None:
        made = family(master(), amendment(1, PAY_45), amendment(3, PAY_60, day="June 1, 2025"))
        assert remarks(made)["missing_amendment"].startswith("Amendment No. 2 is not among the documents")


class TestAcrossDocuments:
    def test_the_value_that_prevails_is_in_force(self) -> None:
        made = family(
            master(precedence=AGREEMENT_FIRST), order_form("Payment. Customer pays within 45 days of invoice.")
        )
        assert duration(term(made, "payment_term")) == "P30D"
        assert [(one.by, one.why) for one in term(made, "payment_term").superseded] == [
            ("master-agreement", "outranked")
        ]
        assert term(made, "payment_term").contradictions == (contradiction(made, "payment_term").id,)

    def test_equal_values_are_one_term_and_no_contradiction(self) -> None:
        made = family(master(), order_form("Law. This Order Form is governed by the laws of the State of New York."))
        assert made.contradictions == ()
        assert {one.member for one in term(made, "governing_law").stated} == {"master-agreement", "order-form"}

    def test_an_order_form_has_a_term_of_its_own(self) -> None:
        made = family(master(), order_form("Term. The initial term of this Order Form is twelve (12) months."))
        assert made.contradictions == ()
        assert term(made, "initial_term", "order-form").value == "P12M"
        assert term(made, "initial_term", "master-agreement").value == "P3Y"

    def test_an_order_form_is_terminated_for_itself(self) -> None:
        own = "Termination. Customer may terminate this Order Form for convenience on ten (10) days' written notice."
        made = family(master(), order_form(own))
        assert made.contradictions == ()
        assert len([one for one in made.terms if one.name == "termination_for_convenience"]) == 2

    def test_an_order_form_that_the_agreement_gives_way_to(self) -> None:
        pay = (
            "Unless an Order Form states otherwise, Customer shall pay within thirty (30) days after the invoice date."
        )
        made = family(master(payment=pay, precedence=""), order_form(PAY_10))
        found = contradiction(made, "payment_term")
        assert (found.prevails, found.basis) == ("order-form", "deferred")

    def test_two_order_forms_do_not_contradict_each_other(self) -> None:
        made = family(
            master(precedence=""),
            order_form("Law. This Order Form is governed by the laws of the State of New York."),
            order_form(
                "Payment. Customer shall pay each invoice within thirty (30) days after the invoice date.",
                day="May 6, 2024",
            ),
            order_form(
                "Availability. The uptime of the Service is at least 99.5% in each calendar month.", day="May 7, 2024"
            ),
        )
        assert made.contradictions == ()

    def test_the_amended_value_is_what_others_contradict(self) -> None:
        order = order_form(
            "Payment. Customer shall pay each invoice within forty-five (45) days after the invoice date."
        )
        assert len(family(master(), order).contradictions) == 1
        assert family(master(), order, amendment(1, PAY_45)).contradictions == ()

    def test_names_titles_and_dates_contradict_nothing(self) -> None:
        made = family(master(), order_form("Fees. Customer shall pay a fee of USD 1,000 per month."))
        assert made.contradictions == ()
        assert not {one.name for one in made.terms} & {"title", "party", "agreement_date", "effective_date"}

    def test_a_company_that_is_no_party_is_told(self) -> None:
        other = PARTIES.replace("Halden Freight plc", "Halden Logistics Holding GmbH")
        made = family(master(), order_form("Fees. Customer shall pay a fee of USD 1,000 per month.", parties=other))
        assert "“Halden Logistics Holding GmbH”, which is no party" in remarks(made)["other_party"]

    def test_the_title_of_a_document_is_no_company(self) -> None:
        change = amendment(1, PAY_45).replace(PARTIES, f"{PARTIES} and Data Processing Addendum")
        assert "other_party" not in remarks(family(master(), change))

    def test_the_same_company_under_another_form_is_not(self) -> None:
        other = PARTIES.replace("Halden Freight plc", "HALDEN FREIGHT PLC")
        assert remarks(family(master(), order_form("Fees. None.", parties=other))) == {}


class TestComparing:
    @pytest.mark.parametrize(
        ("name", "one", "other"),
        [
            ("initial_term", "P1Y", "P12M"),
            ("breach_notification", {"duration": "PT24H"}, {"duration": "P1D"}),
            ("late_interest", {"percent": "1.5", "per": "month"}, {"percent": "18", "per": "year"}),
            ("uptime_commitment", {"percent": "99.90", "scope": "Service"}, {"percent": "99.9", "scope": "Platform"}),
            ("payment_term", {"duration": "P30D", "trigger": "invoice_date"}, {"duration": "P30D", "trigger": None}),
            ("governing_law", "New York", "new york"),
        ],
    )
    def test_what_means_the_same_is_equal(self, name: str, one: FieldValue, other: FieldValue) -> None:
        assert comparable(name, one) == comparable(name, other)
        assert scope_of(name, one) == scope_of(name, other)

    @pytest.mark.parametrize(
        ("name", "one", "other"),
        [
            ("breach_notification", {"duration": "P2D"}, {"duration": "P2D", "business": True}),
            ("payment_term", {"duration": "P30D"}, {"duration": "P1M"}),
            ("liability_cap", {"fees_paid_in": "P12M"}, {"multiple": "1", "of": "fees"}),
            ("governing_law", "New York", "Texas"),
        ],
    )
    def test_what_does_not_is_not(self, name: str, one: FieldValue, other: FieldValue) -> None:
        assert comparable(name, one) != comparable(name, other)

    @pytest.mark.parametrize(
        ("name", "one", "other"),
        [
            ("response_time", {"severity": "Severity 1"}, {"severity": "Severity 2"}),
            ("fee", {"amount": "5", "unit": "user", "per": "month"}, {"amount": "5", "unit": "device", "per": "month"}),
            ("uptime_commitment", {"percent": "99", "scope": "Payment API"}, {"percent": "99", "scope": "Archive"}),
        ],
    )
    def test_facts_of_other_scope_are_other_facts(self, name: str, one: FieldValue, other: FieldValue) -> None:
        assert scope_of(name, one) != scope_of(name, other)


class TestARestatedAgreement:
    def test_it_takes_the_place_of_the_one_before(self) -> None:
        restated = master(
            title="AMENDED AND RESTATED MASTER SERVICES AGREEMENT",
            day="May 1, 2026",
            payment="Customer shall pay each invoice within ten (10) days after the invoice date.",
        )
        made = family(master(), restated)
        old = next(one for one in made.members if one.restated_by)
        assert old.date == "2024-01-15"
        assert duration(term(made, "payment_term")) == "P10D"
        assert [one.why for one in term(made, "payment_term").superseded] == ["restated"]
        assert "restated" in remarks(made)

    def test_what_only_replaces_a_thing_replaces_no_document(self) -> None:
        other = master("8. The hosted Service replaces the Hosted Software of Customer.", title="HOSTING AGREEMENT")
        made = family(master(title="HOSTED SOFTWARE AGREEMENT", day="May 1, 2020"), other)
        assert [one.restated_by for one in made.members] == [None, None]

    def test_its_own_order_of_precedence_is_read(self) -> None:
        restated = master(
            "8. This Agreement amends and restates the Master Services Agreement dated January 15, 2024.",
            title="AMENDED AND RESTATED MASTER SERVICES AGREEMENT",
            day="May 1, 2026",
        )
        made = family(master(), restated, order_form(PAY_10, day="June 1, 2026"))
        assert contradiction(made, "payment_term").prevails == "order-form"
        assert made.member("order-form").belongs_to == "master-agreement.2"

    def test_its_amendments_go_with_the_one_before(self) -> None:
        restated = master(title="AMENDED AND RESTATED MASTER SERVICES AGREEMENT", day="May 1, 2026")
        made = family(master(), amendment(1, PAY_45), restated)
        assert duration(term(made, "payment_term")) == "P30D"
        assert made.clauses == ()
        assert made.precedence.unranked == ()

    def test_an_order_form_that_replaces_another_one(self) -> None:
        first = order_form("Fees. Customer shall pay a fee of USD 1,000 per month.", title="ORDER FORM OF-7")
        second = order_form(
            "This Renewal Order Form renews and replaces Order Form OF-7.",
            "Fees. Customer shall pay a fee of USD 1,200 per month.",
            title="RENEWAL ORDER FORM",
            day="February 1, 2026",
        )
        made = family(master(), first, second)
        found = term(made, "fee")
        assert isinstance(found.value, dict)
        assert found.value["amount"] == "1200"
        assert [one.why for one in found.superseded] == ["restated"]


class TestAnAgreementThatWasTerminated:
    @pytest.mark.parametrize(
        "words",
        [
            "The Agreement is hereby terminated with effect from December 31, 2025.",
            "The parties hereby terminate the Agreement effective December 31, 2025.",
            "Order Form No. 1 is hereby cancelled and terminated.",
        ],
    )
    def test_that_is_told(self, words: str) -> None:
        made = family(master(), amendment(1, words))
        assert "terminated" in remarks(made)["terminated"]

    def test_a_right_to_terminate_is_none(self) -> None:
        change = 'Section 5.1 is replaced with: "5.1 Customer may terminate. The Agreement is then terminated at once."'
        assert "terminated" not in remarks(family(master(), amendment(1, change)))


class TestTheRenewalNoticeDeadline:
    """Counted for November 30, 2026; as signed it is November 16, 2027."""

    @pytest.mark.parametrize(
        ("change", "day"),
        [
            ("Section 5.1 is hereby deleted.", "2027-11-16"),
            ("The Term of the Agreement is hereby extended through January 15, 2029.", "2028-11-16"),
            ('Section 2.2 is amended by replacing "sixty (60)" with "ninety (90)".', "2027-10-17"),
            ('Section 2.1 is amended by replacing "three (3) years" with "five (5) years".', "2028-11-16"),
        ],
    )
    def test_it_is_counted_from_the_terms_in_force(self, change: str, day: str) -> None:
        found = term(family(master(), amendment(1, change)), "renewal_notice_deadline")
        assert (found.value, found.stated[0].passages[0].where) == (day, "section 2.2")

    def test_the_next_renewal_is_too(self) -> None:
        change = "The Term of the Agreement is hereby extended through January 15, 2029."
        found = term(family(master(), amendment(1, change)), "next_renewal")
        assert found.value == {
            "date": "2029-01-15",
            "until": "2030-01-15",
            "notice_by": "2028-11-16",
            "term": "P1Y",
            "then_notice_by": "2029-11-16",
        }
        assert found.stated[0].derived_from[0] == "term ends 2029-01-15"

    def test_its_business_days_are_those_of_the_calendar(self) -> None:
        class Closed:
            name = "XX"
            description = "in Erewhon"

            def is_business_day(self, day: date) -> bool:
                return day < date(2027, 11, 10)

        made = join(
            [review("a.txt", master()), review("b.txt", amendment(1, "Section 9 is deleted."))],
            load_sentences(),
            Closed(),
        )
        assert term(made, "renewal_notice_send_by").value == "2027-11-09"
        assert "is no business day of XX: send by" in term(made, "renewal_notice_deadline").stated[0].derived_from[-1]

    def test_there_is_none_where_the_renewal_is_gone(self) -> None:
        made = family(master(), amendment(1, "Section 2.2 is hereby deleted."))
        assert [one.name for one in made.terms if one.name == "renewal_notice_deadline"] == []

    def test_that_of_the_review_is_told_as_the_one_before(self) -> None:
        signed = review("a.txt", master())
        counted = replace(signed, fields=with_deadline(signed.fields, date(2026, 11, 30)))
        change = review("b.txt", amendment(1, "The Term of the Agreement is hereby extended through January 15, 2029."))
        found = term(join([counted, change], load_sentences()), "renewal_notice_deadline")
        assert found.value == "2028-11-16"
        assert [(one.statement.value, one.by) for one in found.superseded] == [("2027-11-16", "amendment-1")]


class TestADocumentOfAnotherDeal:
    LEASE = (
        "EQUIPMENT LEASE AGREEMENT\n\nThis Equipment Lease Agreement is made as of June 2, 2020 between Oakhurst "
        "Leasing Corp., an Ohio corporation, and Dunmore Bakeries Inc., an Ohio corporation.\n\n1. Law. This Lease is "
        "governed by the laws of the State of Ohio."
    )

    def test_it_is_told_and_its_terms_are_left_out(self) -> None:
        made = family(self.LEASE, master(), order_form("Fees. USD 100 per year."))
        assert remarks(made)["stranger"].startswith("1.txt names no party")
        assert term(made, "governing_law").unit == "master-agreement"
        assert made.members[-1].title == "EQUIPMENT LEASE AGREEMENT"
        assert made.precedence.unranked == ()

    def test_an_amendment_of_another_deal_changes_nothing_and_is_told_once(self) -> None:
        theirs = (
            "AMENDMENT NO. 1 TO SUPPLY AGREEMENT\n\nThis Amendment No. 1 is made as of May 1, 2024 between Oakhurst "
            "Leasing Corp., an Ohio corporation, and Dunmore Bakeries Inc., an Ohio corporation.\n\n1. Section "
            "5.1 is deleted."
        )
        made = family(theirs, master(), order_form("Fees. USD 100 per year."))
        assert (made.clauses, made.unresolved) == ((), ())
        assert list(remarks(made)) == ["stranger"]

    def test_one_that_names_a_party_is_none(self) -> None:
        made = family(self.LEASE.replace("Dunmore Bakeries Inc.", "Halden Freight plc"), master(), order_form("Fees."))
        assert "stranger" not in remarks(made)


class TestAnAmendmentForATime:
    def test_its_end_is_told_and_is_not_that_of_the_agreement(self) -> None:
        made = family(master(), amendment(1, PAY_45, "This Amendment shall expire on December 31, 2025."))
        assert term(made, "expiration_date").value == "2027-01-15"
        assert "ends on 2025-12-31" in remarks(made)["for_a_time"]


class TestEvidence:
    def whole(self) -> tuple[Family, dict[str, str]]:
        texts = {
            "1.txt": master(),
            "2.txt": order_form(
                "Payment. Customer pays within 45 days of invoice.", "Law. The laws of Texas govern it."
            ),
            "3.txt": amendment(1, PAY_45, "Section 5.1 is deleted.", "Section 9.9 is deleted."),
            "4.txt": amendment(2, PAY_60, "Section 2 of Amendment No. 1 is deleted.", day="June 1, 2025"),
        }
        return family(*texts.values()), texts

    def test_every_quote_stands_at_its_place(self) -> None:
        made, texts = self.whole()
        names = {one.id: one.name for one in made.members}
        found = list(passages(made))
        assert len(found) > 30
        for one in found:
            text = "\n".join(line for line in texts[names[one.member]].split("\n") if line)
            assert text[one.start : one.end] == one.quote

    def test_the_stretches_of_a_clause_are_its_text(self) -> None:
        made, _ = self.whole()
        for one in made.clauses:
            assert " ".join(part.quote for part in one.passages).split() == one.text.split()


class TestWordsThatOnlyAChangeQuotes:
    def test_the_old_and_new_words_of_a_change_are_no_terms_of_their_own(self) -> None:
        signed = master("7. Liability", "7.1 Provider's liability under this Agreement shall not exceed £250,000.")
        made = family(
            signed, amendment(1, 'in Section 7.1, the words "£250,000" shall be deleted and replaced with "£400,000";')
        )
        assert [one.name for one in made.terms if "000" in str(one.value)] == ["liability_cap"]
        assert term(made, "liability_cap").value == {"amount": "400000", "currency": "GBP"}

    def test_nor_are_those_of_one_that_could_not_be_read(self) -> None:
        made = family(master(), amendment(1, "The monthly fee is increased from USD 100 to USD 120 per month."))
        assert [one.name for one in made.terms if one.name == "fee"] == []

    @pytest.mark.parametrize(
        "words",
        [
            "The fee in Section 4.1 becomes USD 120 per month as from January 1, 2026.",
            "In 2026 only, the fee in Section 4.1 shall be USD 120 per month.",
        ],
    )
    def test_words_on_a_clause_in_which_no_change_is_read_are_no_term_but_told(self, words: str) -> None:
        made = family(master(), amendment(1, words))
        assert [one.name for one in made.terms if one.name == "fee"] == []
        assert [one.clauses for one in made.unresolved] == [("4.1",)]

    def test_and_the_term_of_that_clause_says_so(self) -> None:
        made = family(
            master(), amendment(1, "In 2026 only, invoices under Section 4.2 shall be paid within forty (40) days.")
        )
        assert [one.by for one in term(made, "payment_term").unresolved] == ["amendment-1"]

    def test_a_term_whose_clause_a_change_names_that_was_not_carried_out_says_so(self) -> None:
        failed = 'Section 4.2 is amended by replacing "fifty (50) days" with "sixty (60) days".'
        made = family(master(), amendment(1, failed))
        assert duration(term(made, "payment_term")) == "P30D"
        assert term(made, "payment_term").unresolved == made.unresolved
        assert term(made, "governing_law").unresolved == ()
        assert len(made.unresolved) == 1
