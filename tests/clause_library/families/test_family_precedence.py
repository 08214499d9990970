"""Which document prevails, as the clauses say; what they leave open, and what they contradict each other in."""

from __future__ import annotations

import pytest
from deal import AGREEMENT_FIRST, ORDER_FORM_FIRST, amendment, contradiction, duration, family, master, order_form, term

from clause_library.families import Family

ITSELF_FIRST = (
    "Precedence. In the event of a conflict between this Order Form and the Agreement, this Order Form prevails."
)
FORTY_FIVE = "Payment. Customer shall pay each invoice within forty-five (45) days after the invoice date."
SLA = (
    "SERVICE LEVEL AGREEMENT\n\nThis Service Level Agreement is part of the Master Services Agreement dated January "
    "15, 2024.\n\n1. Provider shall keep the Service available with an uptime of at least 99.9% in each calendar month."
)
DPA = (
    "DATA PROCESSING ADDENDUM\n\nThis Data Processing Addendum is part of the Master Services Agreement dated January "
    "15, 2024.\n\n1. Provider shall notify Customer of a security breach within twenty-four (24) hours after becoming "
    "aware of it."
)


def ranked(made: Family) -> list[tuple[str, str]]:
    return [(one.higher, one.lower) for one in made.precedence.rankings if one.basis == "stated"]


def with_clause(words: str, *more: str) -> Family:
    return family(master(precedence=words), order_form(FORTY_FIVE), *more)


class TestWhatAClauseSays:
    @pytest.mark.parametrize(
        ("words", "first"),
        [
            (ORDER_FORM_FIRST, "order-form"),
            (AGREEMENT_FIRST, "master-agreement"),
            (
                "If an Order Form conflicts with this Agreement, the terms of the Order Form shall control.",
                "order-form",
            ),
            ("The terms of an Order Form prevail over any conflicting terms of this Agreement.", "order-form"),
            ("This Agreement takes precedence over any inconsistent provision of an Order Form.", "master-agreement"),
            ("In case of any inconsistency, this Agreement governs over the Order Forms.", "master-agreement"),
            ("If this Agreement and any Order conflict, this Agreement prevails.", "master-agreement"),
            (
                "In the event of a conflict between this Agreement and an Order Form, the latter shall prevail.",
                "order-form",
            ),
            (
                "In the event of any inconsistency between the documents, the following order of precedence applies: "
                "(a) the Order Form; (b) this Agreement.",
                "order-form",
            ),
            (
                "The documents apply in the following descending order of precedence:\n\n(a) this Agreement;\n\n(b) "
                "the Service Level Agreement; and\n\n(c) each Order Form.",
                "master-agreement",
            ),
        ],
    )
    def test_it_ranks_the_documents(self, words: str, first: str) -> None:
        other = {"order-form": "master-agreement", "master-agreement": "order-form"}[first]
        assert ranked(with_clause(words)) == [(first, other)]

    @pytest.mark.parametrize(
        "words",
        [
            "This Agreement is governed by the laws of Texas without regard to its conflict of laws rules.",
            "In the event of a conflict between this Agreement and an Order Form, the Documentation shall prevail.",
            "Each party shall avoid conflicts of interest, and the customer's policy controls access to its sites.",
            "In the event of a conflict between this Agreement and a purchase order, this Agreement prevails.",
            "In the event of a conflict between this Agreement and the Documentation, this Agreement prevails.",
        ],
    )
    def test_what_ranks_none_of_the_documents_is_passed_over(self, words: str) -> None:
        assert ranked(with_clause(words)) == []

    def test_the_order_form_may_say_it(self) -> None:
        said = ITSELF_FIRST
        made = family(master(precedence=""), order_form(FORTY_FIVE, said))
        assert ranked(made) == [("order-form", "master-agreement")]

    def test_an_addendum_may_say_it_for_what_it_is_about(self) -> None:
        said = (
            "\n\n2. In the event of a conflict between this Addendum and the Agreement with respect to the processing "
            "of personal data, this Addendum prevails."
        )
        breach = "7. Security. Provider shall notify Customer of a security breach within seventy-two (72) hours."
        made = family(master(breach, precedence=""), DPA + said, amendment(1, "Section 5.1 is hereby deleted."))
        assert ranked(made) == [("data-protection", "master-agreement")]
        assert made.precedence.rankings[0].scope == ("breach_notification",)
        assert contradiction(made, "breach_notification").prevails == "data-protection"
        assert made.precedence.levels == (("amendment-1",), ("master-agreement",))
        assert made.precedence.unranked == ("data-protection",)

    def test_an_amendment_of_two_documents_ranks_as_the_one_whose_words_it_changes(self) -> None:
        said = (
            "\n\n2. Conflict. In the event of a conflict between this Addendum and the Agreement with respect to "
            "personal data, this Addendum prevails."
        )
        breach = "7. Security. Provider shall notify Customer of a security breach within seventy-two (72) hours."
        change = (
            'Section 1 of the Data Processing Addendum is amended by replacing "twenty-four (24)" with "twelve (12)".'
        )
        made = family(master(breach, precedence=""), DPA + said, amendment(1, change))
        assert contradiction(made, "breach_notification").prevails == "amendment-1"
        assert duration(term(made, "breach_notification")) == "PT12H"

    def test_an_exception_ranks_the_other_way_for_what_it_names(self) -> None:
        made = with_clause(
            "If there is a conflict between this Agreement and an Order Form, this Agreement shall control, except "
            "that the Order Form shall control with respect to pricing and payment terms."
        )
        assert [(one.higher, "payment_term" in one.scope, one.condition) for one in made.precedence.rankings] == [
            ("master-agreement", False, ""),
            ("order-form", True, ""),
        ]
        assert contradiction(made, "payment_term").prevails == "order-form"

    def test_the_words_are_quoted_with_their_place(self) -> None:
        ranking = with_clause(ORDER_FORM_FIRST).precedence.rankings[0]
        assert [(one.member, one.where, one.quote) for one in ranking.passages] == [
            ("master-agreement", "section 6.2", ORDER_FORM_FIRST)
        ]


class TestLists:
    LIST = (
        "In the event of a conflict, the following order of precedence applies, the first prevailing: (a) the Data "
        "Processing Addendum; (b) the Order Form; (c) the Service Level Agreement; (d) this Agreement; (e) the manuals."
    )

    def test_one_may_prevail_for_some_terms_only(self) -> None:
        said = (
            "If documents conflict, they apply in the following order of precedence: (i) the Order Form, but only as "
            "to pricing; (ii) this Agreement; (iii) the Service Level Agreement."
        )
        made = family(master(precedence=said), order_form(FORTY_FIVE), SLA)
        assert [(one.higher, one.lower, bool(one.scope)) for one in made.precedence.rankings] == [
            ("order-form", "master-agreement", True),
            ("order-form", "sla", True),
            ("master-agreement", "sla", False),
        ]

    def test_each_prevails_over_those_behind_it(self) -> None:
        made = family(master(precedence=self.LIST), order_form(FORTY_FIVE), SLA, DPA)
        order = ("data-protection", "order-form", "sla", "master-agreement")
        assert ranked(made) == [(a, b) for place, a in enumerate(order) for b in order[place + 1 :]]
        assert made.precedence.levels == tuple((id,) for id in order)

    def test_a_rising_list_is_read_from_its_end(self) -> None:
        words = "The documents are listed in ascending order of precedence: (a) this Agreement; (b) the Order Form."
        assert ranked(with_clause(words)) == [("order-form", "master-agreement")]

    def test_the_first_of_three_that_differ_is_in_force(self) -> None:
        made = family(master(precedence=self.LIST), order_form("Availability. The uptime is at least 99.0%."), SLA, DPA)
        assert [one.prevails for one in made.contradictions] == ["order-form", "sla", "order-form"]
        found = term(made, "uptime_commitment")
        assert found.stated[0].member == "order-form"
        assert {one.statement.member for one in found.superseded} == {"sla", "master-agreement"}


class TestWhatIsLeftOpen:
    def test_without_a_clause_nothing_is_decided(self) -> None:
        found = contradiction(family(master(precedence=""), order_form(FORTY_FIVE)), "payment_term")
        assert (found.prevails, found.basis, found.grounds, found.severity) == (None, "silent", (), "high")

    def test_and_the_term_is_undecided_with_both_values(self) -> None:
        found = term(family(master(precedence=""), order_form(FORTY_FIVE)), "payment_term")
        assert (found.status, found.value) == ("undecided", None)
        assert {one.member for one in found.stated} == {"master-agreement", "order-form"}

    def test_two_clauses_that_contradict_each_other_decide_nothing(self) -> None:
        said = ITSELF_FIRST
        made = family(master(precedence=AGREEMENT_FIRST), order_form(FORTY_FIVE, said))
        found = contradiction(made, "payment_term")
        assert (found.prevails, found.basis) == (None, "disputed")
        assert {one.member for one in found.grounds} == {"master-agreement", "order-form"}
        assert {(one.higher, one.lower) for one in made.precedence.disputed} == {
            ("master-agreement", "order-form"),
            ("order-form", "master-agreement"),
        }
        assert ranked(made) == []


class TestWithAnAmendment:
    def test_a_later_amendment_prevails_over_what_it_amends(self) -> None:
        made = family(
            master(),
            amendment(
                1, "Section 5.1 is deleted.", "Except as amended, the Agreement remains in full force and effect."
            ),
            amendment(2, "Section 4.3 is deleted.", day="June 1, 2025"),
        )
        assert made.precedence.levels == (("amendment-2",), ("amendment-1",), ("master-agreement",))
        first = next(one for one in made.precedence.rankings if one.higher == "amendment-1")
        assert first.basis == "amended"
        assert "remains in full force" in first.passages[0].quote

    def test_it_ranks_as_what_it_amends_against_others(self) -> None:
        made = with_clause(
            ORDER_FORM_FIRST, amendment(1, 'Section 4.2 is amended by replacing "thirty (30)" with "sixty (60)".')
        )
        assert made.precedence.levels[0] == ("order-form",)
        assert contradiction(made, "payment_term").prevails == "order-form"

    def test_unless_it_says_that_it_prevails_over_them(self) -> None:
        made = with_clause(
            ORDER_FORM_FIRST,
            amendment(
                1,
                'Section 4.2 is amended by replacing "thirty (30)" with "sixty (60)".',
                "In the event of a conflict between this Amendment and any Order Form, this Amendment prevails.",
            ),
        )
        assert contradiction(made, "payment_term").prevails == "amendment-1"

    def test_it_can_turn_the_order_round(self) -> None:
        made = with_clause(
            AGREEMENT_FIRST,
            amendment(1, f'Section 6.2 is deleted and replaced with: "6.2 Order of Precedence. {ORDER_FORM_FIRST}"'),
        )
        assert ranked(made) == [("order-form", "master-agreement")]
        found = contradiction(made, "payment_term")
        assert found.prevails == "order-form"
        assert found.grounds[0].member == "amendment-1"

    def test_a_clause_that_was_deleted_ranks_nothing(self) -> None:
        assert ranked(with_clause(ORDER_FORM_FIRST, amendment(1, "Section 6.2 is hereby deleted."))) == []


class TestConditions:
    SPECIFIC = (
        "In the event of a conflict between this Agreement and an Order Form, this Agreement prevails, unless the "
        "Order Form expressly states that it deviates from this Agreement."
    )

    def test_the_condition_is_told(self) -> None:
        ranking = with_clause(self.SPECIFIC).precedence.rankings[0]
        assert ranking.condition.startswith("unless the Order Form expressly states")

    def test_an_order_form_that_says_nothing_gives_way(self) -> None:
        assert contradiction(with_clause(self.SPECIFIC), "payment_term").prevails == "master-agreement"

    def test_one_that_sets_the_agreement_aside_prevails(self) -> None:
        aside = "Payment. Notwithstanding Section 4.2 of the Agreement, " + FORTY_FIVE[9:]
        found = contradiction(family(master(precedence=self.SPECIFIC), order_form(aside)), "payment_term")
        assert (found.prevails, found.basis) == ("order-form", "overridden")
        assert found.grounds[0].quote.startswith("Notwithstanding Section 4.2")

    def test_where_the_agreement_lets_nothing_deviate_that_is_disputed(self) -> None:
        aside = "Payment. Notwithstanding Section 4.2 of the Agreement, " + FORTY_FIVE[9:]
        found = contradiction(family(master(precedence=AGREEMENT_FIRST), order_form(aside)), "payment_term")
        assert (found.prevails, found.basis) == (None, "disputed")

    def test_an_agreement_that_leaves_it_to_the_order_form(self) -> None:
        payment = (
            "Unless otherwise stated in the applicable Order Form, Customer shall pay each invoice within thirty (30) "
            "days after the invoice date."
        )
        found = contradiction(
            family(master(payment=payment, precedence=AGREEMENT_FIRST), order_form(FORTY_FIVE)), "payment_term"
        )
        assert (found.prevails, found.basis) == ("order-form", "deferred")
        assert "Unless otherwise stated" in found.grounds[0].quote

    def test_a_ranking_for_some_terms_alone(self) -> None:
        words = (
            "In the event of a conflict between this Agreement and an Order Form, this Agreement prevails, except that "
            "the Order Form prevails with respect to pricing and payment."
        )
        made = family(
            master(precedence=words),
            order_form(FORTY_FIVE, "Availability. The uptime of the Service is at least 99.9%."),
        )
        assert contradiction(made, "payment_term").prevails == "order-form"
        assert contradiction(made, "uptime_commitment").prevails == "master-agreement"
        assert duration(term(made, "payment_term")) == "P45D"
