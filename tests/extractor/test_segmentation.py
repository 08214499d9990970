"""Documents in, trees of clauses out: numbers, headings, texts and parts, as a lawyer would read them."""

from __future__ import annotations

import pytest
from segmentation_documents import document, item, outline, paragraph, row, texts

from extractor.segmentation import segment
from extractor.types import Clause, Contract

PREAMBLE = (
    "This Agreement is made between Orchid Systems Inc., a company that sells software to other companies, and "
    "Bramble Ltd., a company that buys it, on the date on which the last of the two has signed it."
)
AGREED = "NOW, THEREFORE, the parties agree as follows:"


def typed(*lines: str) -> Contract:
    """The contract of plain typed lines after the words of agreement."""
    return segment(document("SERVICE AGREEMENT", PREAMBLE, AGREED, *lines))


def body(contract: Contract) -> list[Clause]:
    return [clause for clause in contract.walk() if clause.part == "body"]


def numbers(contract: Contract) -> list[str | None]:
    return [clause.number for clause in body(contract)]


# Typed numbers, and what they are cited as.
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. Term", "1.1 It lasts.", "1.2 It ends.", "2. Fees", "2.1 They are due."], ["1", "1.1", "1.2", "2", "2.1"]),
        (["1.1 Scope. It is wide.", "1.1.1 Part one.", "1.1.2 Part two."], ["1.1", "1.1.1", "1.1.2"]),
        (["ARTICLE I", "TERM", "Section 1.1 Start. Now.", "Section 1.2 End. Then."], ["Article I", "1.1", "1.2"]),
        (
            ["ARTICLE IV", "1. First point made.", "2. Second point made."],
            ["Article IV", "Article IV, 1", "Article IV, 2"],
        ),
        (["Section 1. Term. It lasts.", "Section 2. Fees. They are due."], ["1", "2"]),
        (["§ 1 Term", "It lasts.", "§ 2 Fees", "They are due."], ["1", "2"]),
        (
            ["1. Term", "(a) one;", "(b) two;", "(i) inner;", "(ii) inmost."],
            ["1", "1(a)", "1(b)", "1(b)(i)", "1(b)(ii)"],
        ),
        (["1. Term", "a) one;", "b) two;", "2. Fees"], ["1", "1(a)", "1(b)", "2"]),
        (["I. TERM", "A. It lasts.", "B. It ends.", "II. FEES"], ["I", "I.A", "I.B", "II"]),
        (["1. Term", "(A) one;", "(B) two;", "(1) three;", "(2) four."], ["1", "1(A)", "1(B)", "1(B)(1)", "1(B)(2)"]),
        (["PART I", "TERM", "1.1 It lasts.", "1.2 It ends."], ["Part I", "1.1", "1.2"]),
        (["1.0 TERM", "1.1 It lasts.", "2.0 FEES", "2.1 They are due."], ["1.0", "1.1", "2.0", "2.1"]),
    ],
)
def test_numbers_are_composed_as_a_lawyer_cites_them(lines: list[str], expected: list[str]) -> None:
    assert numbers(typed(*lines)) == expected


def test_the_letter_i_follows_h_and_the_numeral_i_begins_a_list() -> None:
    letters = [f"({letter}) the {letter} case;" for letter in "abcdefghij"]
    assert numbers(typed("1. Cases", *letters))[-2:] == ["1(i)", "1(j)"]
    nested = [f"({letter}) the {letter} case;" for letter in "abcdefgh"]
    found = numbers(typed("1. Cases", *nested, "(i) an inner one;", "(ii) another;", "(i) the next case;", "2. Term"))
    assert found[-4:-2] == ["1(h)(i)", "1(h)(ii)"]


# What carries a number and is no clause: it does not fit the numbers around it.
@pytest.mark.parametrize(
    "stray",
    [
        "30. days after the invoice the payment is late.",
        "Section 8.2 shall apply to all of this.",
        "12.5 percent of the fee is due at once.",
        "1 January 2030 is the last day.",
        "7",
        "(q) of the list in the other agreement.",
    ],
)
def test_a_number_outside_the_sequence_starts_no_clause(stray: str) -> None:
    contract = typed("1. Term", "1.1 It lasts.", stray, "1.2 It ends.")
    assert numbers(contract) == ["1", "1.1", "1.2"]
    assert stray in body(contract)[1].text


def test_a_reference_that_a_line_break_put_first_starts_no_clause() -> None:
    contract = typed("1. Term", "1.1 It lasts as set forth in", "Section 1.2.", "1.2 It ends.", "2. Fees")
    assert numbers(contract) == ["1", "1.1", "1.2", "2"]
    assert body(contract)[2].text == "It ends."


def test_the_sequence_survives_a_gap() -> None:
    assert numbers(typed("1. Term", "1.1 One.", "1.4 Four.", "3. Fees", "3.1 One.")) == ["1", "1.1", "1.4", "3", "3.1"]


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("1. Cap on liability. In no event is it more.", "Cap on liability", "In no event is it more."),
        ("1. GOVERNING LAW The law of Ruritania applies.", "GOVERNING LAW", "The law of Ruritania applies."),
        ("1. Term and Termination: Either party may end it.", "Term and Termination", "Either party may end it."),
        ("1. Term – The term is a year.", "Term", "The term is a year."),
        ("Section 1. Term. It lasts a year.", "Term", "It lasts a year."),
        ("1. Confidentiality", "Confidentiality", ""),
        ("1. Orchid Systems Inc. may end this.", "", "Orchid Systems Inc. may end this."),
        ("1. The parties shall cooperate. They are friends.", "", "The parties shall cooperate. They are friends."),
        ("1. “Fees” means what is due.", "", "“Fees” means what is due."),
        ("1. Injunctive relief. Despite Section 12.3 it is.", "Injunctive relief", "Despite Section 12.3 it is."),
    ],
)  # fmt: skip
def test_run_in_headings_are_parted_from_their_text(line: str, heading: str, text: str) -> None:
    first = body(typed(line, "2. Last. This is the last one."))[0]
    assert (first.heading, first.text) == (heading, text)


def test_a_number_alone_takes_the_next_line_as_its_heading() -> None:
    first = body(typed("ARTICLE I", "DEFINITIONS", "Words mean what they say.", "ARTICLE II", "TERM", "It lasts."))[0]
    assert (first.number, first.heading, first.text) == ("Article I", "DEFINITIONS", "Words mean what they say.")


def test_unnumbered_headings_make_clauses() -> None:
    contract = typed(
        "CONFIDENTIALITY", "Each party keeps what it learns from the other one to itself, and tells nobody about it.",
        "GOVERNING LAW", "The law of Ruritania governs this agreement and all that follows from it, and no other law.",
    )  # fmt: skip
    assert [clause.heading for clause in body(contract)] == ["CONFIDENTIALITY", "GOVERNING LAW"]


def test_a_caption_between_the_items_of_a_list_does_not_break_it() -> None:
    contract = typed("5. Fees", "5.1 One.", "Late Payment", "5.2 What is late bears interest.", "5.3 Three.", "6. Term")
    five, six = contract.clauses[-2:]
    assert (five.number, six.number) == ("5", "6")
    assert [clause.number for clause in five.walk() if clause.number] == ["5", "5.1", "5.2", "5.3"]


def test_without_numbers_and_headings_each_paragraph_is_a_clause() -> None:
    contract = typed("The supplier supplies the goods.", "The buyer pays for the goods.")
    assert [clause.text for clause in body(contract)] == [
        "The supplier supplies the goods.",
        "The buyer pays for the goods.",
    ]


def test_a_paragraph_after_a_number_belongs_to_it() -> None:
    first = body(typed("1. Term", "1.1 It lasts.", "The foregoing applies to both.", "1.2 It ends."))[1]
    assert first.text == "It lasts.\nThe foregoing applies to both."


def test_an_outdented_paragraph_returns_to_the_clause_whose_edge_it_has() -> None:
    contract = segment(
        document(
            PREAMBLE,
            AGREED,
            paragraph("1. Duties. The buyer does this:", indent=50),
            paragraph("(a) it pays;", indent=80),
            paragraph("(b) it takes delivery.", indent=80),
            paragraph("The foregoing applies to each order.", indent=50),
            paragraph("2. Term. It lasts a year.", indent=50),
        )
    )
    duties = contract.clauses[-2]
    assert [(child.number, child.text) for child in duties.children] == [
        ("1(a)", "it pays;"),
        ("1(b)", "it takes delivery."),
        (None, "The foregoing applies to each order."),
    ]


def test_the_left_edge_tells_a_nested_list_from_the_outer_one() -> None:
    contract = segment(
        document(
            PREAMBLE,
            AGREED,
            *(paragraph(f"{number}. Point {number} is made.", indent=50) for number in (1, 2, 3)),
            paragraph("A. Detail of three.", indent=80),
            *(paragraph(f"{number}. Small point {number}.", indent=110) for number in (1, 2, 3)),
            paragraph("B. More detail of three.", indent=80),
            paragraph("4. Point 4 is made.", indent=50),
        )
    )
    assert numbers(contract) == ["1", "2", "3", "3.A", "3.A.1", "3.A.2", "3.A.3", "3.B", "4"]


def test_enumerations_inside_a_paragraph_stay_in_its_text() -> None:
    line = "1.1 The buyer (a) pays the fees; (b) takes the goods; and (c) tells the supplier."
    assert body(typed("1. Duties", line))[1].text == line.removeprefix("1.1 ")


def test_provisions_that_were_pasted_into_one_line_come_apart() -> None:
    line = "2. FEES 2.1 Amount. The fee is ten crowns. 2.2 Due date. It is due at once. 3. TERM 3.1 It lasts a year."
    found = body(typed("1. SCOPE 1.1 It is wide.", line))
    assert [(clause.number, clause.heading) for clause in found] == [
        ("1", "SCOPE"), ("1.1", ""), ("2", "FEES"), ("2.1", "Amount"), ("2.2", "Due date"), ("3", "TERM"), ("3.1", ""),
    ]  # fmt: skip


def test_each_definition_is_a_clause_below_the_definitions() -> None:
    contract = typed(
        "1. Definitions", "In this agreement:", "“Affiliate” means a company under the same control.",
        "“Fees” means what is due.", "(a) monthly; and", "(b) yearly.", "“Term” has the meaning given in Section 2.",
        "2. Term", "It lasts.",
    )  # fmt: skip
    definitions = contract.clauses[-2]
    assert definitions.text == "In this agreement:"
    assert [child.text.split()[0] for child in definitions.children] == ["“Affiliate”", "“Fees”", "“Term”"]
    assert [child.number for child in definitions.children[1].children] == ["1(a)", "1(b)"]


def test_table_rows_belong_to_the_clause_before_them() -> None:
    contract = segment(
        document(PREAMBLE, AGREED, "1. Prices. They are:", row("Gold", "10"), row("Tin", "1"), "2. Term")
    )
    assert body(contract)[0].text == "They are:\nGold\t10\nTin\t1"


def test_an_overlong_clause_is_parted_at_its_paragraphs() -> None:
    long = " ".join(["The supplier does all that it has promised."] * 30)
    first = body(typed("1. Duties. It does this.", long, long, "2. Term"))[0]
    assert first.text == "It does this."
    assert [child.text for child in first.children] == [long, long]


# Automatic numbers, as Word shows them.


def test_automatic_numbers_are_believed_and_composed() -> None:
    contract = segment(
        document(
            PREAMBLE,
            AGREED,
            item("8.", "Liability", level=0, kind="heading"),
            item("8.1", "Cap. In no event shall it exceed the fees.", level=1),
            item("8.2", "Exceptions. The cap does not hold for:", level=1),
            item("(a)", "death;", level=2),
            item("(b)", "fraud of:", level=2),
            item("(i)", "the supplier; or", level=3),
            item("•", "not counted", level=3),
            item("(ii)", "its people.", level=3),
            item("9.", "Term", level=0, kind="heading"),
        )
    )
    assert numbers(contract) == ["8", "8.1", "8.2", "8.2(a)", "8.2(b)", "8.2(b)(i)", "8.2(b)(ii)", "9"]
    assert body(contract)[5].text == "the supplier; or\nnot counted"


def test_a_sentence_in_a_heading_style_is_no_heading() -> None:
    clause = body(segment(document(PREAMBLE, AGREED, item("1.", "It ends if a party fails to pay.", kind="heading"))))[
        0
    ]
    assert (clause.heading, clause.text) == ("", "It ends if a party fails to pay.")


def test_an_item_in_a_heading_style_is_text_where_it_begins_low() -> None:
    items = [item(f"({letter})", f"amounts of kind {letter}", level=1, kind="heading") for letter in "ab"]
    contract = segment(document(PREAMBLE, AGREED, item("1.", "It does not hold for", kind="heading"), *items))
    assert [(clause.heading, clause.text) for clause in body(contract)[1:]] == [
        ("", "amounts of kind a"),
        ("", "amounts of kind b"),
    ]


def test_heading_styles_nest_by_their_level() -> None:
    contract = segment(
        document(
            PREAMBLE, AGREED,
            paragraph("Data", kind="heading", level=0), "We keep it.",
            paragraph("Security", kind="heading", level=1), "It is safe.",
            paragraph("Term", kind="heading", level=0), "It lasts.",
        )
    )  # fmt: skip
    data, term = contract.clauses[-2:]
    assert [child.heading for child in data.children] == ["Security"]
    assert term.heading == "Term"


# Parts.


def test_the_front_holds_title_parties_and_recitals() -> None:
    recitals = ("RECITALS", "A. Orchid sells.", "B. Bramble buys.")
    contract = segment(document("SERVICE AGREEMENT", PREAMBLE, *recitals, AGREED, "1. Term", "It lasts."))
    assert outline(contract) == [("front", None, ""), ("front", None, "RECITALS"), ("body", "1", "Term")]
    assert "A. Orchid sells." in contract.clauses[1].text


@pytest.mark.parametrize(
    "entries",
    [
        ["TABLE OF CONTENTS", "1. Term ........ 1", "2. Fees ........ 2", "3. Law ........ 3"],
        ["TABLE OF CONTENTS", "Page", "1. Term 1", "2. Fees 2", "3. Law 3"],
        ["TABLE OF CONTENTS", "1. Term", "2. Fees", "3. Law"],
        ["1. Term\t1", "2. Fees . . . . . . 2", "3. Law . . . . . . 3", "4. Notices . . . . . . 4"],
    ],
)
def test_a_table_of_contents_makes_no_clauses(entries: list[str]) -> None:
    contract = segment(
        document("SERVICE AGREEMENT", *entries, PREAMBLE, AGREED, "1. Term", "It lasts.", "2. Fees", "Due.")
    )
    assert numbers(contract) == ["1", "2"]


def test_exhibits_are_roots_and_hold_what_follows() -> None:
    contract = typed(
        "1. Term", "It lasts as Exhibit A says.", "2. Fees", "They are due.", "EXHIBIT A", "SERVICE LEVELS",
        "1. Uptime", "It is high.", "1.1 Credits. They are low.", "Schedule 2 – Prices", "Ten crowns.",
    )  # fmt: skip
    roots = [clause for clause in contract.clauses if clause.part == "exhibit"]
    assert [(root.number, root.heading) for root in roots] == [
        ("Exhibit A", "SERVICE LEVELS"),
        ("Schedule 2", "Prices"),
    ]
    assert [clause.number for clause in roots[0].walk()] == ["Exhibit A", "Exhibit A, 1", "Exhibit A, 1.1"]


def test_the_automatic_labels_of_exhibits_and_their_sections_are_believed() -> None:
    contract = segment(
        document(
            PREAMBLE, AGREED,
            item("1.", "Term", kind="heading"), item("1.1", "It lasts."),
            item("Exhibit A:", "Order Form", kind="heading"), item("A.1", "Fees. They are low."),
            item("Exhibit B:", "Service Levels", kind="heading"),
            item("B.1", "Uptime. It is high.", kind="heading"), item("B.2", "It is not counted for:", kind="heading"),
            item("(a)", "maintenance, or", level=2, kind="heading"), item("(b)", "storms", level=2, kind="heading"),
            item("B.3", "Credits. They are due.", kind="heading"),
        )
    )  # fmt: skip
    assert outline(contract)[-9:] == [
        ("body", "1.1", ""),
        ("exhibit", "Exhibit A", "Order Form"),
        ("exhibit", "A.1", "Fees"),
        ("exhibit", "Exhibit B", "Service Levels"),
        ("exhibit", "B.1", "Uptime"),
        ("exhibit", "B.2", ""),
        ("exhibit", "B.2(a)", ""),
        ("exhibit", "B.2(b)", ""),
        ("exhibit", "B.3", "Credits"),
    ]


def test_the_typed_numbers_of_an_exhibit_may_bear_its_letter() -> None:
    contract = typed(
        "1. Term", "1.1 It lasts.", "EXHIBIT A: ORDER FORM", "A.1 Fees. They are low.", "A.2 Taxes. None.",
        "A.2.1 Except these.",
    )  # fmt: skip
    assert [number for _, number, _ in outline(contract)][-4:] == ["Exhibit A", "A.1", "A.2", "A.2.1"]


def test_a_lettered_section_goes_below_its_letter() -> None:
    contract = typed("A. Scope", "A.1 It is wide.", "A.2 It is deep.", "B. Term", "B.1 It is long.")
    assert numbers(contract) == ["A", "A.1", "A.2", "B", "B.1"]
    assert [clause.level for clause in body(contract)] == [0, 1, 1, 0, 1]


def test_a_section_whose_words_are_all_in_its_items_keeps_its_number() -> None:
    contract = typed("7. License. None is given.", "8. (a) The law of Ohio holds.", "(b) Its courts decide.", "9. Term")
    assert numbers(contract) == ["7", "8", "8(a)", "8(b)", "9"]


def test_a_mention_of_an_exhibit_amid_the_sections_is_none() -> None:
    contract = typed("1. Term", "1.1 It lasts.", "Exhibit A", "1.2 It ends.", "2. Fees")
    assert [clause.part for clause in contract.walk()].count("exhibit") == 0


def test_the_signatures_are_a_part_of_their_own() -> None:
    contract = typed(
        "1. Term", "It lasts.", "IN WITNESS WHEREOF, the parties have signed.", "ORCHID SYSTEMS INC.", "By: ____"
    )
    last = contract.clauses[-1]
    assert (last.part, last.text.endswith("By: ____")) == ("signature", True)


def test_terms_after_the_signatures_are_provisions_still() -> None:
    contract = segment(
        document("ORDER", PREAMBLE, AGREED, "Signed by the parties: ____", "TERMS AND CONDITIONS", "1. Term", "2. Fees")
    )
    assert numbers(contract) == [None, "1", "2"]


def test_a_document_without_words_has_no_clauses() -> None:
    assert segment(document()).clauses == ()


def test_numbers_that_come_again_have_ids_of_their_own() -> None:
    contract = typed(
        "1. Term", "It lasts.", "2. Fees", "Due.", "SPECIAL PROVISIONS", "1. Term", "It lasts.", "2. Fees", "Due."
    )
    ids = [clause.id for clause in contract.walk()]
    assert len(set(ids)) == len(ids)
    assert texts(contract) == texts(segment(contract.document))
