"""Exhibits, list text in heading styles and numbers in tables: what a lawyer would not call a heading or a table."""

from __future__ import annotations

import pytest
from segmentation_documents import document, item, outline, paragraph, row

from extractor.segmentation import segment
from extractor.segmentation.headings import is_sentence
from extractor.types import Clause, Contract

PREAMBLE = (
    "This Agreement is made between Orchid Systems Inc., a company that sells software to other companies, and "
    "Bramble Ltd., a company that buys it, on the date on which the last of the two has signed it."
)
AGREED = "NOW, THEREFORE, the parties agree as follows:"
BODY = ("1. Term", "1.1 It lasts.", "1.2 It ends.", "2. Fees", "2.1 They are due.")


def contract_of(*parts: object) -> Contract:
    return segment(document("SERVICE AGREEMENT", PREAMBLE, AGREED, *parts))  # type: ignore[arg-type]


def rest(contract: Contract) -> list[tuple[str | None, str]]:
    """Number and heading of each clause after the front."""
    return [(number, heading) for part, number, heading in outline(contract) if part != "front"]


def exhibits(contract: Contract) -> list[Clause]:
    return [clause for clause in contract.clauses if clause.part == "exhibit"]


# Exhibits.


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("Exhibit A:", "Exhibit A"),
        ("Schedule 1", "Schedule 1"),
        ("ANNEX B", "Annex B"),
        ("Appendix 2", "Appendix 2"),
        ("Attachment C", "Attachment C"),
        ("EXHIBIT A TO THE MASTER AGREEMENT", "Exhibit A"),
        ("Schedule 1 to the Agreement between Orchid and Bramble", "Schedule 1"),
    ],
)
def test_every_kind_of_attachment_is_a_root_with_its_own_numbers(caption: str, number: str) -> None:
    contract = contract_of(*BODY, caption, "SERVICE LEVELS", "1. Uptime", "1.1 It is high.", "2. Credits")
    (root,) = exhibits(contract)
    assert (root.number, root.heading) == (number, "SERVICE LEVELS")
    assert [(clause.number, clause.level) for clause in root.walk()][1:] == [
        (f"{number}, 1", 1),
        (f"{number}, 1.1", 2),
        (f"{number}, 2", 1),
    ]


def test_a_line_that_mentions_an_exhibit_is_no_caption() -> None:
    contract = contract_of(*BODY, "Exhibit A to this Agreement says what they are.", "2.2 They rise.")
    assert exhibits(contract) == []


def test_a_caption_in_a_heading_style_opens_an_exhibit_even_where_the_numbers_would_go_on() -> None:
    contract = contract_of(*BODY, paragraph("Exhibit A", kind="heading", level=0), "3. Uptime", "3.1 It is high.")
    assert [clause.number for clause in exhibits(contract)[0].walk()] == [
        "Exhibit A", "Exhibit A, 3", "Exhibit A, 3.1",
    ]  # fmt: skip


@pytest.mark.parametrize("lead", ["It does not count where it is caused by", "It is limited to", "It is made up of"])
def test_a_list_may_begin_after_a_preposition(lead: str) -> None:
    contract = contract_of(*BODY, "Exhibit B", "B.1 Uptime. It is high.", f"B.2 {lead}", "(a) storms,", "(b) floods.")
    assert [clause.number for clause in exhibits(contract)[0].walk()] == [
        "Exhibit B", "B.1", "B.2", "B.2(a)", "B.2(b)",
    ]  # fmt: skip


# List text and sentences in heading styles.


@pytest.mark.parametrize(
    "words",
    [
        "use it to build a rival product, or",
        "Storms and floods,",
        "Its people; and",
        "Neither party may name the other in public lists of customers without its consent.",
    ],
)
def test_list_text_in_a_heading_style_is_text_of_the_clause(words: str) -> None:
    contract = contract_of(item("1.", "Use", kind="heading"), paragraph(words, kind="heading", level=1))
    assert rest(contract) == [("1", "Use")]
    assert words in contract.clauses[-1].text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Neither party may name the other.", True),
        ("Governing law.", False),
        ("Publicity and the use of names", False),
        ("storms and floods", True),
        ("Storms and", True),
        ("The Oslo District Court of Norway, its appeal courts and no other court anywhere at all in the world.", True),
    ],
)
def test_a_sentence_is_told_from_a_heading(words: str, sentence: bool) -> None:
    assert is_sentence(words) is sentence


def test_a_styled_paragraph_with_a_run_in_heading_is_a_clause_with_words() -> None:
    contract = contract_of(
        item("1.", "Law", level=0, kind="heading"),
        paragraph("Publicity. Neither party may name the other.", kind="heading", level=0),
        item("2.", "Term", level=0, kind="heading"),
    )
    assert [(clause.number, clause.heading, clause.text, clause.level) for clause in contract.clauses[1:]] == [
        ("1", "Law", "", 0),
        (None, "Publicity", "Neither party may name the other.", 0),
        ("2", "Term", "", 0),
    ]


@pytest.mark.parametrize("words", ["SEE THE TERM SHEET, WHICH IS ATTACHED", "THIS PAGE IS INTENTIONALLY LEFT BLANK"])
def test_a_sentence_in_capitals_is_no_heading(words: str) -> None:
    contract = contract_of("1. Term", "It lasts.", words, "It says more. " * 8)
    assert rest(contract) == [("1", "Term")]


# Numbers in tables.


def test_a_row_of_a_number_and_words_is_a_numbered_clause() -> None:
    contract = contract_of(
        *BODY, "Exhibit B: Service Levels",
        row("B.1", "Uptime. It is high."), row("B.2", "It is not counted for:"), row("(a)", "storms, or"),
        row("(b)", "floods."), row("B.3", "Credits. They are low."),
    )  # fmt: skip
    assert rest(contract)[-6:] == [
        ("Exhibit B", "Service Levels"),
        ("B.1", "Uptime"),
        ("B.2", ""),
        ("B.2(a)", ""),
        ("B.2(b)", ""),
        ("B.3", "Credits"),
    ]
    assert exhibits(contract)[0].children[0].text == "It is high."


def test_a_contract_laid_out_as_a_table_has_clauses() -> None:
    contract = contract_of(row("1.", "Term"), row("1.1", "It lasts."), row("2.", "Fees"), row("2.1", "They are due."))
    assert rest(contract) == [("1", "Term"), ("1.1", ""), ("2", "Fees"), ("2.1", "")]


@pytest.mark.parametrize(
    "rows",
    [
        [("No.", "Item"), ("1.", "Dispatch"), ("2.", "Carrier")],
        [("1", "Dispatch"), ("2", "Carrier")],
        [("2.", "Dispatch", "USD 10"), ("3.", "Carrier", "USD 20")],
        [("1.2", "5%"), ("1.3", "7%")],
    ],
)
def test_a_table_of_things_stays_one(rows: list[tuple[str, ...]]) -> None:
    contract = contract_of("1. Term", "1.1 Parts. These are listed:", *(row(*cells) for cells in rows), "2. Law")
    assert rest(contract) == [("1", "Term"), ("1.1", "Parts"), ("2", "Law")]


# Numbers.


def test_the_numeral_i_right_after_g_is_no_letter() -> None:
    contract = contract_of(
        "1. Law", *(f"({letter}) the {letter} case;" for letter in "abcdefg"), "(i) first;", "(ii) second;",
        "(h) the h case;", "(i) the i case;", "(j) the j case.",
    )  # fmt: skip
    assert [number for number, _ in rest(contract)][-6:] == ["1(g)", "1(g)(i)", "1(g)(ii)", "1(h)", "1(i)", "1(j)"]


def test_numbers_with_blanks_between_their_parts_are_one_number() -> None:
    contract = contract_of(
        "1. TERM 1. 1. It lasts.", "1. 2. It ends.", "2. FEES 2. 1 They are due.", "2. 2. They rise for:",
        "2. 2. 1. Work; and", "2. 2. 2. Travel.", "3. LAW", "3. 1. Ohio.",
    )  # fmt: skip
    assert [number for number, _ in rest(contract)] == [
        "1",
        "1.1",
        "1.2",
        "2",
        "2.1",
        "2.2",
        "2.2.1",
        "2.2.2",
        "3",
        "3.1",
    ]


def test_one_number_before_an_amount_stays_a_section() -> None:
    contract = contract_of("1. Term", "2. 12 Month Plan. It is cheap.", "3. Law")
    assert [number for number, _ in rest(contract)] == ["1", "2", "3"]


def test_a_letter_may_touch_the_word_after_it() -> None:
    contract = contract_of("1. Term", "a.It lasts.", "b.It ends.", "2. Fees")
    assert [number for number, _ in rest(contract)] == ["1", "1.a", "1.b", "2"]


def test_sections_do_not_go_below_the_items_of_a_list_of_parties() -> None:
    contract = contract_of(
        "1. Term", "2. Fees", "EXHIBIT A", "DEPOSIT", "(1) Orchid;", "(2) Bramble;", "(A) One holds code.",
        "(B) One needs it.", "1. Duties", "1.1 They deposit.", "1.2 They pay.", "2. Law", "2.1 Ohio.",
    )  # fmt: skip
    (root,) = exhibits(contract)
    assert [child.number for child in root.children][-2:] == ["Exhibit A, 1", "Exhibit A, 2"]


def test_a_list_that_starts_again_after_a_colon_goes_below_it() -> None:
    contract = contract_of(
        "1. Pay", "a. First it is low.", "b. Then it is high.", "For this purpose, cause means:",
        "a. theft;", "b. fraud.", "2. Law",
    )  # fmt: skip
    assert [number for number, _ in rest(contract)] == ["1", "1.a", "1.b", "1.b.a", "1.b.b", "2"]


# Parts.


def test_recitals_after_the_words_of_agreement_are_still_the_front() -> None:
    agreed = "The parties agree as follows:"
    contract = segment(
        document(PREAMBLE, agreed, "RECITALS", "WHEREAS, Orchid sells.", "ARTICLE I", "TERM", "It lasts.")
    )
    assert outline(contract)[-2:] == [("front", None, "RECITALS"), ("body", "Article I", "TERM")]


@pytest.mark.parametrize(
    "words",
    ["APPROVED AND AGREED", "ACKNOWLEDGED AND AGREED TO:", "Agreed to and accepted by", "THUS DONE AND SIGNED at Oslo"],
)
def test_the_signatures_begin_with_what_they_say(words: str) -> None:
    contract = contract_of("1. Term", "It lasts.", words, "ORCHID SYSTEMS INC.", "By: ____")
    assert [clause.part for clause in contract.clauses[-2:]] == ["body", "signature"]


def test_the_table_of_contents_may_lack_its_page_numbers_and_end_in_prose() -> None:
    entries = ("TABLE OF CONTENTS", "Page", "1. DEFINITIONS", "1.1 Background", "2. TERM", "2.1 Initial Term", "3. LAW")
    contract = segment(
        document(
            "SERVICE AGREEMENT", *entries, PREAMBLE, "The parties agree as follows:",
            "1. DEFINITIONS", "1.1 Background. It is long.", "2. TERM",
            "2.1 Initial Term. A year.", "3. LAW", "It is that of Ohio.",
        )
    )  # fmt: skip
    assert [number for number, _ in rest(contract)] == ["1", "1.1", "2", "2.1", "3"]


@pytest.mark.parametrize("entry", ["Schedule B (records);", "Schedule B (records)", "Exhibit C, and", "Exhibit C or"])
def test_an_entry_in_a_list_of_references_is_no_caption(entry: str) -> None:
    contract = contract_of(*BODY, "These survive its end:", entry, "what was paid by then and all of the rest of it.")
    assert exhibits(contract) == []


def test_a_mention_amid_the_items_of_a_section_is_no_caption() -> None:
    contract = contract_of(
        "1. Term", "2. These survive:", "(a) the records in", "Schedule B", "(b) what is paid.", "3. Law", "4. Notices"
    )
    assert exhibits(contract) == []
    assert [number for number, _ in rest(contract)][-2:] == ["3", "4"]


def test_a_list_of_exhibits_opens_none_of_them() -> None:
    contract = contract_of(
        "1. Term", "It lasts.", "In witness whereof, they sign.", "Exhibit A – Prices", "Exhibit B – Levels",
        "Exhibit C – Forms", "This page is otherwise blank.",
        "Exhibit A", "Ten crowns.", "Exhibit B", "High.", "Exhibit C", "Blank.",
    )  # fmt: skip
    assert [root.number for root in exhibits(contract)] == ["Exhibit A", "Exhibit B", "Exhibit C"]


def test_a_list_that_starts_behind_its_heading_is_one() -> None:
    contract = contract_of(
        "1. Miscellaneous. (a) It may be signed in counterparts.", "(b) Its headings say nothing.", "(c) Ohio law.",
        "2. Term",
    )  # fmt: skip
    assert rest(contract) == [
        ("1", "Miscellaneous"), ("1(a)", ""), ("1(b)", ""), ("1(c)", ""), ("2", "Term"),
    ]  # fmt: skip
    assert contract.clauses[-2].children[0].text == "It may be signed in counterparts."


def test_a_list_whose_second_item_was_run_into_the_first_is_one() -> None:
    contract = contract_of("1. Duties", "(a) They sell and (b) they buy.", "(c) They pay.", "(d) They rest.", "2. Term")
    assert [number for number, _ in rest(contract)] == ["1", "1(a)", "1(c)", "1(d)", "2"]


def test_a_section_may_be_numbered_like_the_one_before_by_mistake() -> None:
    contract = contract_of(
        "3. Fees", "(a) low;", "(b) high.", "4. Pay", "(a) cash.", "(b) none.", "4. Law", "It is Ohio's."
    )
    assert rest(contract)[-4:] == [("4", "Pay"), ("4(a)", ""), ("4(b)", ""), ("4", "Law")]


def test_a_reference_to_regulations_starts_no_section() -> None:
    contract = contract_of("1. Pay. It is due.", "Section 1.409A-1(b)(4) shall hold for it.", "2. Law")
    assert [number for number, _ in rest(contract)] == ["1", "2"]


def test_numbered_provisions_may_begin_with_the_words_of_agreement() -> None:
    contract = segment(document(PREAMBLE, "(1) NOW THEREFORE, they settle.", "(2) They pay.", "(3) They rest."))
    assert [number for number, _ in rest(contract)] == ["(1)", "(2)", "(3)"]


def test_a_list_of_numbers_after_a_colon_goes_below_the_section_that_announces_it() -> None:
    contract = contract_of(
        "5. Fees", "6. Services", "6.1 Transfers. They are made.", "A. Definitions. In this section:", "1. one is one;",
        "2. two is two.", "B. Duties. They are many.", "7. Law",
    )  # fmt: skip
    assert [number for number, _ in rest(contract)][-6:] == ["6.1", "6.1.A", "6.1.A.1", "6.1.A.2", "6.1.B", "7"]


def test_the_word_section_may_stand_before_a_lettered_number() -> None:
    contract = contract_of(*BODY, "Exhibit A", "Section A.1 Fees. They are low.", "Section A.2 Taxes. None.")
    assert [child.number for child in exhibits(contract)[0].children] == ["A.1", "A.2"]


def test_the_outer_list_goes_on_after_an_inner_one_in_the_paragraph() -> None:
    contract = contract_of("1. Fees", "(a) Amount. They are: (a) One; (b) Two.", "(b) Time. They are due.", "2. Law")
    assert [number for number, _ in rest(contract)] == ["1", "1(a)", "1(b)", "2"]


def test_a_top_list_that_starts_again_after_a_paragraph_of_its_own_is_not_below_the_last_item() -> None:
    contract = contract_of(
        "A. Scope. It is wide.", "B. Term. It is long.", "The following holds for all other units:", "A. Low ones.",
        "B. High ones.",
    )  # fmt: skip
    assert [number for number, _ in rest(contract)] == ["A", "B", "A", "B"]


@pytest.mark.parametrize(
    "words",
    [
        "In this Agreement: “Fees” means what is due.",
        "For the purposes of this Section: “Fees” means it.",
        "The Schedules form part of this Agreement. They are four.",
    ],
)
def test_the_opening_words_of_a_section_are_no_heading(words: str) -> None:
    contract = contract_of("1. Terms", f"1.1 {words}", "1.2 Term of this Agreement. It is long.")
    assert rest(contract) == [("1", "Terms"), ("1.1", ""), ("1.2", "Term of this Agreement")]
