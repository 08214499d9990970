"""What each document is, since when it has effect, and what it belongs to."""

from __future__ import annotations

import pytest
from deal import amendment, family, master, order_form, remarks

from clause_library.families import Member

SLA = (
    "SERVICE LEVEL AGREEMENT\n\nThis Service Level Agreement is part of the Master Services Agreement dated January "
    "15, 2024.\n\n1. Provider shall keep the Service available 99.9% of each calendar month."
)
DPA = (
    "DATA PROCESSING ADDENDUM\n\nThis Data Processing Addendum supplements the Master Services Agreement dated January "
    "15, 2024.\n\n1. Provider shall notify Customer of a breach within 24 hours after becoming aware of it."
)


def members(*texts: str) -> dict[str, Member]:
    return {one.id: one for one in family(*texts).members}


class TestWhatADocumentIs:
    @pytest.mark.parametrize(
        ("text", "role"),
        [
            (master(), "master_agreement"),
            (order_form("Fees. USD 100 per year."), "order_form"),
            (order_form("Fees. USD 100 per year.", title="STATEMENT OF WORK"), "order_form"),
            (SLA, "sla"),
            (DPA, "data_protection"),  # an addendum that amends nothing
            (amendment(1, "Section 5.1 is deleted."), "amendment"),
            ("EXHIBIT B\n\nAcceptable Use\n\n1. Customer shall not resell the Service to others.", "exhibit"),
            ("MUTUAL NON-DISCLOSURE AGREEMENT\n\n1. Each party keeps the other's secrets.", "nda"),
        ],
    )
    def test_by_its_title(self, text: str, role: str) -> None:
        made = family(text, "SUPPLY AGREEMENT\n\n1. Seller shall deliver the goods.")
        assert role in [one.role for one in made.members]

    @pytest.mark.parametrize(
        ("title", "number"),
        [
            ("AMENDMENT NO. 2 TO MASTER SERVICES AGREEMENT", 2),
            ("Second Amendment to Master Services Agreement", 2),
            ("Amendment #2 to the Master Services Agreement", 2),
            ("Amendment Number Two to the Master Services Agreement", 2),
            ("MASTER SERVICES AGREEMENT AMENDMENT NO. II", 2),
        ],
    )
    def test_an_amendment_bears_its_number(self, title: str, number: int) -> None:
        text = f'{title}\n\nThis amendment (this "Amendment") is made as of May 2, 2025.\n\n1. Section 5.1 is deleted.'
        found = [one for one in family(master(), text).members if one.role == "amendment"]
        assert [one.number for one in found] == [number]

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            (
                "DEED OF VARIATION\n\nTHIS DEED is dated 12 June 2024\n\n1. Clause 5.1 shall be deleted.",
                "Deed of Variation",
            ),
            ("VARIATION AGREEMENT NO 3\n\nMaster Services Agreement\n\n1. Clause 5.1 is repealed.", "Amendment No. 3"),
            (
                "Halden Freight plc\n\n3 May 2025\n\nDear Ada\n\nWe refer to the Master Services Agreement dated "
                'January 15, 2024 (the "Agreement").\n\n1. The term of the Agreement is hereby extended until 15 '
                "January 2029.",
                "Letter",
            ),
            (
                "Amendment No. 1 to Amended and Restated Master Services Agreement\n\nThis Amendment No. 1 is made "
                "as of May 2, 2025.\n\n1. Section 5.1 is deleted.",
                "Amendment No. 1",
            ),
        ],
    )
    def test_a_deed_of_variation_and_a_letter_amend_as_well(self, text: str, label: str) -> None:
        found = [one for one in family(master(), text).members if one.role == "amendment"]
        assert [(one.label, one.amends) for one in found] == [(label, "master-agreement")]

    def test_a_letter_that_changes_nothing_is_no_amendment(self) -> None:
        text = "Dear Ada\n\nWe refer to the Master Services Agreement. The invoice is attached. Fees are USD 100."
        assert "amendment" not in [one.role for one in family(master(), text).members]

    def test_the_first_line_is_the_title_where_none_was_found(self) -> None:
        terms = (
            "CLOUD SUBSCRIPTION TERMS\n\nThese Cloud Subscription Terms apply from 3 January 2024.\n\n1. Fees are due."
        )
        found = family(terms, order_form("Fees. USD 100 per year.")).members[0]
        assert (found.role, found.label) == ("master_agreement", "Cloud Subscription Terms")

    def test_nor_is_an_order_under_it(self) -> None:
        text = (
            "SALES ORDER SO-3\n\nSubject to the Master Services Agreement dated January 15, 2024\n\nFees: "
            "USD 10 per month"
        )
        assert members(master(), text)["order-form"].label == "Sales Order So-3"

    def test_an_attachment_to_an_agreement_is_not_that_agreement(self) -> None:
        text = (
            "SCHEDULE 2\n\nService Levels\n\nto the Master Services Agreement dated January 15, 2024\n\n1. "
            "Uptime is 99.9%."
        )
        found = members(master(), text)["sla"]
        assert (found.label, found.belongs_to) == ("Schedule 2", "master-agreement")

    def test_a_clause_on_amendments_makes_no_amendment(self) -> None:
        text = master(
            "7. Amendments", "7.1 This Agreement, including any exhibit, rider or amendment, is all we agreed."
        )
        assert [one.role for one in family(text, order_form("Fees.")).members] == ["master_agreement", "order_form"]

    def test_an_agreement_beside_a_master_is_another_agreement(self) -> None:
        escrow = "ESCROW AGREEMENT\n\nThis Escrow Agreement is made as of May 1, 2024.\n\n1. The agent keeps the code."
        assert members(master(), escrow)["other-agreement"].title == "ESCROW AGREEMENT"

    def test_the_words_that_say_so_are_quoted(self) -> None:
        found = members(master(), amendment(2, "Section 5.1 is deleted."))["amendment-2"]
        assert found.basis.quote == "AMENDMENT NO. 2 TO MASTER SERVICES AGREEMENT"


class TestSinceWhen:
    def test_an_amendment_has_its_own_date_and_not_that_of_its_agreement(self) -> None:
        found = members(master(), amendment(1, "Section 5.1 is deleted.", day="March 1, 2025"))["amendment-1"]
        assert found.date == "2025-03-01"
        assert found.dated is not None
        assert found.dated.quote == "March 1, 2025"

    def test_the_date_of_the_agreement_that_it_names_is_never_its_own(self) -> None:
        found = members(master(), SLA, DPA)
        assert (found["sla"].date, found["data-protection"].date) == (None, None)

    def test_an_order_form_has_the_date_on_its_face(self) -> None:
        assert members(master(), order_form("Fees.", day="May 6, 2024"))["order-form"].date == "2024-05-06"

    def test_it_has_the_date_behind_its_label_and_no_end_of_a_term(self) -> None:
        change = 'Section 2.1 is replaced with: "2.1 This Agreement continues until 31 December 2027."'
        text = (
            f"ADDENDUM 2 TO MASTER SERVICES AGREEMENT\n\nDate: 1 October 2024\n\nThe parties amend it.\n\n1. {change}"
        )
        assert members(master(), text)["amendment-2"].date == "2024-10-01"

    def test_a_letter_has_the_date_at_its_head(self) -> None:
        text = (
            "Halden Freight plc\n\n3 May 2025\n\nDear Ada\n\nThe Master Services Agreement is hereby extended until 15 "
            "January 2029.\n\nAgreed:\n\nDate: 9 May 2025"
        )
        assert members(master(), text)["amendment"].date == "2025-05-03"

    def test_without_a_date_of_its_own_it_has_that_beside_the_signatures(self) -> None:
        text = amendment(1, "Section 5.1 is deleted.", day=None) + "\n\nDate: April 4, 2025"
        assert members(master(), text)["amendment-1"].date == "2025-04-04"

    def test_a_document_without_any_date_has_none(self) -> None:
        assert members(master(), amendment(1, "Section 5.1 is deleted.", day=None))["amendment-1"].date is None


class TestWhatItBelongsTo:
    def test_an_amendment_amends_what_its_title_names(self) -> None:
        supply = "SUPPLY AGREEMENT\n\nThis Supply Agreement is made as of May 1, 2023.\n\n1. Seller delivers."
        assert (
            members(supply, master(), amendment(1, "Section 5.1 is deleted."))["amendment-1"].amends
            == "master-agreement"
        )

    def test_an_order_form_can_be_amended(self) -> None:
        changed = amendment(
            1, "Section 1 is deleted.", of="Order Form dated February 1, 2024", title="AMENDMENT NO. 1 TO ORDER FORM"
        )
        assert members(master(), order_form("Fees. None."), changed)["amendment-1"].amends == "order-form"

    def test_two_order_forms_are_told_apart_by_their_dates(self) -> None:
        changed = amendment(
            1, "Section 1 is deleted.", of="Order Form dated May 6, 2024", title="AMENDMENT NO. 1 TO ORDER FORM"
        )
        made = family(master(), order_form("Fees. A."), order_form("Fees. B.", day="May 6, 2024"), changed)
        amended = next(one for one in made.members if one.role == "amendment").amends
        assert amended is not None
        assert made.member(amended).date == "2024-05-06"

    def test_what_is_made_under_an_agreement_belongs_to_it(self) -> None:
        found = members(master(), order_form("Fees."), SLA, DPA)
        assert {found[id].belongs_to for id in ("order-form", "sla", "data-protection")} == {"master-agreement"}

    def test_an_amendment_of_an_agreement_that_is_not_there_is_told(self) -> None:
        lost = amendment(
            1,
            "Section 5.1 is deleted.",
            of="Hosting Agreement dated May 1, 2019",
            title="AMENDMENT NO. 1 TO HOSTING AGREEMENT",
        )
        made = family(master(), lost)
        assert next(one for one in made.members if one.role == "amendment").amends is None
        assert "Hosting Agreement" in remarks(made)["missing_base"].title()

    def test_an_agreement_under_another_date_is_told(self) -> None:
        made = family(
            master(), amendment(1, "Section 5.1 is deleted.", of="Master Services Agreement dated May 9, 2022")
        )
        assert "2022-05-09" in remarks(made)["other_date"]

    def test_the_date_of_an_earlier_amendment_is_not_that_of_the_agreement(self) -> None:
        recital = "WHEREAS, the parties made the Amendment to Master Services Agreement dated as of March 1, 2025."
        made = family(master(), amendment(2, recital, "Section 5.1 is deleted.", day="June 1, 2025"))
        assert "other_date" not in remarks(made)

    def test_files_with_the_same_words_are_one_document(self) -> None:
        made = family(master(), order_form("Fees."), master())
        assert len(made.members) == 2
        assert remarks(made)["same_document"] == "3.txt has the same words as 1.txt and is left out."


class TestTheOrderOfFiles:
    def test_it_does_not_matter(self) -> None:
        texts = [master(), order_form("Fees. A."), amendment(1, "Section 5.1 is deleted."), SLA, DPA]
        forward = family(*texts)
        backward = family(*texts[::-1])
        assert [one.id for one in forward.members] == [one.id for one in backward.members]
        assert forward.terms == backward.terms
        assert forward.clauses == backward.clauses
        assert forward.precedence == backward.precedence
