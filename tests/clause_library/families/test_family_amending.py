"""What amendments say is carried out on the clauses that they name, and told where that cannot be done."""

from __future__ import annotations

import pytest
from deal import amendment, clause, family, master, order_form

from clause_library.families import AmendedClause, Family

JUNE = "June 1, 2025"
NEW_PAYMENT = '"4.2 Payment. Customer shall pay each invoice within forty-five (45) days after the invoice date."'


def amended(*changes: str) -> Family:
    return family(master(), amendment(1, *changes))


def only(made: Family) -> AmendedClause:
    assert len(made.clauses) == 1, made.unresolved
    return made.clauses[0]


class TestNewWordsForAClause:
    @pytest.mark.parametrize(
        "words",
        [
            f"Section 4.2 of the Agreement is deleted in its entirety and replaced with:\n\n{NEW_PAYMENT}",
            f"Section 4.2 (Payment) of the Agreement is amended and restated to read as follows: {NEW_PAYMENT}",
            f"The parties agree to replace Section 4.2 of the Agreement with the following:\n\n{NEW_PAYMENT}",
            f"Delete Section 4.2 in its entirety and replace it with the following: {NEW_PAYMENT}",
            f"Section 4.2 is deleted and the following is substituted in lieu thereof:\n\n{NEW_PAYMENT}",
            f"Section 4.2 shall read as follows: {NEW_PAYMENT}",
            f"Section 4.2 is hereby deleted and in its place the following shall be inserted: {NEW_PAYMENT}",
            f"Section 4.2 shall be, and hereby is, amended in its entirety to read: {NEW_PAYMENT}",
            "Section 4.2 is deleted and replaced by the following:\n\n" + NEW_PAYMENT.strip('"'),
        ],
    )
    def test_they_stand_in_its_place(self, words: str) -> None:
        assert clause(amended(words), "4.2") == NEW_PAYMENT.strip('"')

    def test_number_and_heading_stay_where_the_new_words_bring_none(self) -> None:
        made = amended('Section 4.2 is deleted and replaced with: "Customer shall pay in advance."')
        assert clause(made, "4.2") == "4.2 Payment. Customer shall pay in advance."

    def test_new_words_stand_apart_from_a_heading_that_stays(self) -> None:
        made = amended('Section 4 is deleted and replaced with: "Customer shall pay what the Order Form states."')
        assert clause(made, "4") == "4. Fees and Payment\nCustomer shall pay what the Order Form states."

    def test_a_whole_section_can_be_replaced(self) -> None:
        made = amended(
            "Section 5 of the Agreement is deleted in its entirety and replaced with the following:\n\n"
            '"5. Termination\n\n5.1 Customer may terminate this Agreement at any time.\n\n5.2 Provider may not."'
        )
        assert clause(made, "5").startswith("5. Termination")
        assert "5.2 Provider may not." in clause(made, "5")

    def test_defined_terms_in_the_new_words_do_not_end_them(self) -> None:
        made = amended(
            'Section 4.2 is replaced with: "4.2 Payment. Fees (the "Charges") are due at once (the "Due Date")."'
        )
        assert clause(made, "4.2") == '4.2 Payment. Fees (the "Charges") are due at once (the "Due Date").'

    def test_one_sentence_can_be_replaced(self) -> None:
        made = amended('The second sentence of Section 4.1 is deleted and replaced with: "Fees include tax."')
        assert clause(made, "4.1").endswith("Order Form. Fees include tax. Fees are not refundable.")

    def test_a_definition_can_be_replaced(self) -> None:
        made = amended(
            'The definition of "Service" in Section 1.1 is deleted and replaced with the following: "Service" means '
            "the hosted application and its mobile client."
        )
        assert only(made).text.endswith("the hosted application and its mobile client.")

    def test_a_definition_without_a_number_is_named_by_its_term(self) -> None:
        signed = master().replace('1.1 "Service" means', '"Service" means')
        made = family(
            signed,
            amendment(1, 'the definition of "Service" is replaced with: "Service" means the hosted application.; and'),
        )
        assert (only(made).heading, only(made).text) == ("“Service”", '"Service" means the hosted application.')

    def test_the_number_stays_where_the_new_words_bring_only_the_heading(self) -> None:
        made = amended('Section 4.2 is revised to read: "Payment. Customer shall pay in advance."')
        assert clause(made, "4.2") == "4.2 Payment. Customer shall pay in advance."

    def test_an_attachment_can_be_replaced_by_one_of_the_amendment(self) -> None:
        signed = master() + "\n\nEXHIBIT A\n\nRates\n\nThe rate is USD 100 per hour."
        text = amendment(1, "Exhibit A is deleted in its entirety and replaced with Exhibit A attached hereto.")
        made = family(signed, text + "\n\nEXHIBIT A\n\nRates\n\nThe rate is USD 140 per hour.")
        assert "USD 140" in clause(made, "Exhibit A")
        assert "USD 100" not in clause(made, "Exhibit A")


class TestOtherWordsInAClause:
    @pytest.mark.parametrize(
        "words",
        [
            'Section 4.2 is amended by replacing "thirty (30) days" with "sixty (60) days".',
            'Section 4.2 is amended by deleting "thirty (30) days" and inserting "sixty (60) days" in lieu thereof.',
            'In Section 4.2, the words "thirty (30) days" are deleted and replaced with "sixty (60) days".',
            'The reference to "thirty (30) days" in Section 4.2 is hereby changed to "sixty (60) days".',
            'Section 4.2 is amended by substituting "sixty (60) days" for "thirty (30) days".',
            'Section 4.2 is amended by striking "thirty (30) days" and inserting in its place "sixty (60) days".',
            'Section 4.2 shall be amended by the deletion of the words "thirty (30) days" and the insertion of the '
            'words "sixty (60) days".',
            'In Section 4.2, "thirty (30) days" is increased to "sixty (60) days".',
            'Section 4.2: replace "thirty (30) days" with "sixty (60) days".',
            'Section 4.2: omit "thirty (30) days", substitute "sixty (60) days".',
            "The payment period in Section 4.2 is changed from thirty (30) days to sixty (60) days.",
            "From May 2025, the payment period in Section 4.2 will increase from thirty (30) days to sixty (60) days.",
            'Section 4.2 is amended so that what previously read:\n\n"thirty (30) days"\n\nnow reads "sixty (60) days"',
        ],
    )
    def test_they_give_way(self, words: str) -> None:
        assert clause(amended(words), "4.2").endswith("within sixty (60) days after the invoice date.")

    def test_words_can_be_put_in_behind_others_that_are_named_first(self) -> None:
        made = amended('In Section 4.2, after "undisputed" the words "and correct" are inserted.')
        assert "each undisputed and correct invoice" in clause(made, "4.2")

    def test_one_sentence_can_change_several_words(self) -> None:
        made = amended(
            'Section 4.2 is amended by inserting "and correct" after "undisputed" and by replacing "thirty (30)" with '
            '"sixty (60)".'
        )
        assert "each undisputed and correct invoice within sixty (60) days" in clause(made, "4.2")

    def test_words_that_stand_once_need_no_clause(self) -> None:
        fee = "Fees. Customer shall pay a fee of USD 1,000 per month."
        made = family(
            master(),
            order_form(fee),
            amendment(1, "In the Order Form, the fee is changed from USD 1,000 to USD 1,200."),
        )
        assert "USD 1,200 per month" in clause(made, "1", "order-form")

    def test_where_they_stand_in_no_numbered_clause_their_line_is_shown(self) -> None:
        made = family(
            master(),
            order_form() + "\n\nFee\nUSD 1,000 per month",
            amendment(1, "In the Order Form, the fee is changed from USD 1,000 to USD 1,200."),
        )
        assert only(made).text == "USD 1,200 per month"

    def test_words_can_be_put_in_behind_others(self) -> None:
        made = amended('Section 4.2 is amended by inserting the words "and correct" after "undisputed".')
        assert "each undisputed and correct invoice" in clause(made, "4.2")

    def test_words_can_be_taken_out(self) -> None:
        made = amended('Section 4.2 is amended by deleting the word "undisputed".')
        assert "pay each invoice within" in " ".join(clause(made, "4.2").split())

    def test_curly_quotes_and_line_breaks_hide_no_words(self) -> None:
        made = amended("Section 4.2 is amended by replacing “thirty\n(30) days” with “sixty (60) days”.")
        assert "sixty (60) days" in clause(made, "4.2")

    def test_words_can_be_added_at_the_end(self) -> None:
        made = amended(
            'Section 4.3 is amended by adding the following at the end thereof: "No interest runs on disputes."'
        )
        assert clause(made, "4.3") == (
            "4.3 Late Payment. Overdue amounts bear interest at 1.5% per month. No interest runs on disputes."
        )


class TestClausesThatComeAndGo:
    def test_a_clause_can_be_deleted(self) -> None:
        gone = only(amended("Section 5.1 of the Agreement is hereby deleted in its entirety."))
        assert (gone.number, gone.text, gone.passages, gone.deleted) == ("5.1", "", (), True)
        assert gone.original is not None
        assert gone.original.quote.startswith("5.1 Convenience.")

    @pytest.mark.parametrize("how", ["cancelled", "of no further force or effect"])
    def test_in_other_words(self, how: str) -> None:
        assert only(amended(f"Section 5.1 is {how}.")).deleted

    def test_several_clauses_can_be_deleted_at_once(self) -> None:
        made = amended("Sections 4.3 and 5.1 of the Agreement are hereby deleted.")
        assert {one.number for one in made.clauses if one.deleted} == {"4.3", "5.1"}

    @pytest.mark.parametrize(
        "words",
        [
            'A new Section 4.4 is hereby added to the Agreement as follows: "4.4 Audit. Customer may audit invoices."',
            'The Agreement is amended by adding a new Section 4.4: "4.4 Audit. Customer may audit invoices."',
            'The following is inserted as a new Section 4.4:\n\n"4.4 Audit. Customer may audit invoices."',
            'Insert after Section 4.3: "4.4 Audit. Customer may audit invoices."',
        ],
    )
    def test_a_new_clause_stands_behind_its_neighbour(self, words: str) -> None:
        made = amended(words, 'Section 4 of the Agreement is amended by deleting the word "refundable".')
        assert clause(made, "4.4") == "4.4 Audit. Customer may audit invoices."
        whole = clause(made, "4")
        assert whole.index("4.3 Late") < whole.index("4.4 Audit")

    def test_a_later_amendment_finds_what_an_earlier_one_added(self) -> None:
        made = family(
            master(),
            amendment(1, 'A new Section 4.4 is added as follows: "4.4 Audit. Customer may audit once a year."'),
            amendment(2, 'Section 4.4 is amended by replacing "once" with "twice".', day="June 1, 2025"),
        )
        assert clause(made, "4.4") == "4.4 Audit. Customer may audit twice a year."

    def test_it_finds_the_clauses_inside_new_words(self) -> None:
        made = family(
            master(),
            amendment(1, 'Section 5 is replaced with:\n\n"5. Termination\n\n5.1 On notice.\n\n5.2 On breach at once."'),
            amendment(2, "Section 5.2 is hereby deleted.", day="June 1, 2025"),
        )
        assert "5.2" not in clause(made, "5")


class TestAnAmendmentOfAnAmendment:
    @pytest.mark.parametrize(
        "words",
        [
            "Amendment No. 1 is hereby rescinded in its entirety and shall have no force or effect.",
            "The parties hereby revoke Amendment No. 1 as if it had never been made.",
            "Amendment No. 1 is hereby deleted in its entirety.",
            "Amendment No. 1, Section 1, is of no further effect.",
        ],
    )
    def test_one_that_is_rescinded_changes_nothing(self, words: str) -> None:
        made = family(master(), amendment(1, "Section 5.1 of the Agreement is deleted."), amendment(2, words, day=JUNE))
        assert [one for one in made.clauses if one.document == "master-agreement"] == []
        assert made.unresolved == ()

    def test_what_was_deleted_in_it_is_not_carried_out(self) -> None:
        made = family(
            master(),
            amendment(1, "Section 5.1 of the Agreement is deleted.", "Section 4.3 of the Agreement is deleted."),
            amendment(2, "Section 1 of Amendment No. 1 is hereby deleted.", day="June 1, 2025"),
        )
        assert [(one.document, one.number) for one in made.clauses if one.deleted] == [
            ("amendment-1", "1"),
            ("master-agreement", "4.3"),
        ]

    def test_other_words_in_it_are_carried_out(self) -> None:
        made = family(
            master(),
            amendment(1, 'Section 4.2 is replaced with: "4.2 Payment. Customer pays within ten (10) days of invoice."'),
            amendment(
                2,
                'Section 1 of Amendment No. 1 is amended by replacing "ten (10)" with "twenty (20)".',
                day="June 1, 2025",
            ),
        )
        assert clause(made, "4.2") == "4.2 Payment. Customer pays within twenty (20) days of invoice."
        found = next(one for one in made.clauses if one.number == "4.2")
        assert [one.member for one in found.passages] == ["amendment-1", "amendment-2", "amendment-1"]


class TestProvenance:
    def test_every_stretch_of_a_clause_says_where_it_comes_from(self) -> None:
        found = only(amended('Section 4.2 is amended by replacing "thirty (30) days" with "sixty (60) days".'))
        assert [(one.member, one.quote) for one in found.passages] == [
            ("master-agreement", "4.2 Payment. Customer shall pay each undisputed invoice within"),
            ("amendment-1", "sixty (60) days"),
            ("master-agreement", "after the invoice date."),
        ]

    def test_each_step_has_the_words_before_and_after_and_the_instruction(self) -> None:
        made = family(
            master(),
            amendment(1, f"Section 4.2 is deleted and replaced with the following:\n\n{NEW_PAYMENT}"),
            amendment(2, 'Section 4.2 is amended by replacing "forty-five (45)" with "ten (10)".', day="June 1, 2025"),
        )
        first, second = only(made).steps
        assert [(one.kind, one.by) for one in (first, second)] == [
            ("replaced", "amendment-1"),
            ("reworded", "amendment-2"),
        ]
        assert first.before.startswith("4.2 Payment. Customer shall pay each undisputed")
        assert first.after == second.before == NEW_PAYMENT.strip('"')
        assert second.instruction.quote.startswith("Section 4.2 is amended by replacing")
        assert second.instruction.where == "section 1"

    def test_a_change_from_a_later_day_says_so(self) -> None:
        made = amended("Effective as of July 1, 2025, Section 5.1 of the Agreement is deleted.")
        assert only(made).steps[0].from_day == "2025-07-01"


class TestWhatCannotBeCarriedOut:
    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("Section 9.9 of the Agreement is hereby deleted.", "there is no section 9.9"),
            ('Section 4.2 (Audit Rights) is replaced with: "4.2 None."', "is headed “Payment”, not “Audit Rights”"),
            (
                'Section 4.2 is amended by replacing "fifty days" with "ten days".',
                "the words “fifty days” do not stand",
            ),
            ('The fifth sentence of Section 4.1 is replaced with: "No."', "has no such sentence"),
            (
                "Section 4.2 of the Agreement is hereby amended to provide that invoices are sent by mail.",
                "which words give way",
            ),
            ('Solely with respect to the French sites, Section 4.2 is replaced with: "4.2 None."', "for a part only"),
            ("Exhibit A is deleted and replaced with Exhibit A attached hereto.", "Exhibit A"),
            ('The definition of "Users" is replaced with: "Users" means people.', "no definition of “Users”"),
            ('A new Section 4.2 is added as follows: "4.2 New."', "there is already section 4.2"),
            ("Section 3 of the Hosting Terms is hereby deleted.", "not among the documents"),
            ("The monthly fee is increased from USD 100 to USD 120.", "which clause it changes"),
            ("Section 4.2 is deleted and other words agreed by email are substituted.", "new words could not be read"),
        ],
    )
    def test_it_is_told_and_nothing_is_changed(self, words: str, reason: str) -> None:
        made = amended(words)
        assert made.clauses == ()
        assert [reason in one.reason for one in made.unresolved] == [True], made.unresolved
        assert words.startswith(made.unresolved[0].instruction.quote[:30])

    @pytest.mark.parametrize(
        "words",
        [
            "This Amendment may be amended only in writing.",
            "Except as expressly amended by this Amendment, the Agreement remains in full force and effect.",
            "Section 4.2 may be changed by the parties at any time.",
            "Any payment in breach of Section 4.2 is of no force or effect.",
            "WHEREAS, the parties previously amended Section 4.2 of the Agreement.",
        ],
    )
    def test_what_changes_nothing_is_no_instruction(self, words: str) -> None:
        made = amended(words)
        assert (made.clauses, made.unresolved) == ((), ())

    def test_one_that_fails_does_not_stop_the_next(self) -> None:
        made = amended("Section 9.9 is hereby deleted.", "Section 5.1 is hereby deleted.")
        assert only(made).number == "5.1"
        assert len(made.unresolved) == 1
