from __future__ import annotations

import pytest
from findings_of import BODY, agreement, findings_of, told


def test_a_reference_to_a_clause_that_is_not_there() -> None:
    [finding] = findings_of(agreement("6. More\n\n6.1 The duty in section 4.7 ends with this agreement."))
    assert finding.kind == "dead_reference"
    assert finding.message == (
        "Section 6.1 refers to “section 4.7”, but there is no 4.7 in this contract; the last is 4.1."
    )


@pytest.mark.parametrize(
    "words",
    [
        "section 3.2",
        "sections 2.1, 3 and 4.1",
        "section 4.7 of the Master Contract",
        "section 30 of the Trade Marks Act 1994",
        "Article 28 GDPR",
        "48 C.F.R. §52.222",
        "paragraph 9 of Schedule 4 to the lease",
    ],
)
def test_references_that_are_not_dead(words: str) -> None:
    assert "dead_reference" not in dict(told(agreement(f"6. More\n\n6.1 This applies subject to {words}.")))


def test_a_reference_under_a_wrong_title() -> None:
    [finding] = findings_of(agreement("6. More\n\n6.1 The duty in section 3 (Confidentiality) lasts for ever."))
    assert (finding.kind, finding.evidence[0].quote) == ("wrong_reference", "section 3 (Confidentiality)")
    assert "3 is “Payment”, and 4 is “Confidentiality”" in finding.message


@pytest.mark.parametrize("words", ["section 4 (Confidentiality)", "section 3 (as amended)", "section 3.1 (Payment)"])
def test_titles_that_fit(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 The duty in {words} lasts for ever.")) == []


def test_a_schedule_that_is_not_attached() -> None:
    body = BODY + "\n6. More\n\n6.1 The rates stand in Schedule 1 and the sites in Schedule 2.\n"
    [finding] = findings_of(agreement(body=body, after="SCHEDULE 1 - RATES\n\n1. One rate for all hours worked.\n"))
    assert (finding.kind, finding.evidence[0].quote) == ("missing_attachment", "Schedule 2")
    assert finding.message.endswith("is not attached; attached is Schedule 1.")


def test_schedules_that_were_all_filed_apart_are_one_finding() -> None:
    [finding] = findings_of(agreement("6. More\n\n6.1 The rates stand in Schedule 1 and the sites in Schedule 2."))
    assert (finding.severity, len(finding.evidence)) == ("low", 2)


def test_the_schedule_of_another_paper() -> None:
    assert told(agreement("6. More\n\n6.1 The rates stand in Schedule 1 to the Main Contract.")) == []


def test_a_number_that_is_left_out() -> None:
    text = agreement(body=BODY.replace("3.2 Provider", "3.3 Provider"))
    [finding] = findings_of(text)
    assert finding.kind == "numbering_gap"
    assert finding.message.startswith("Number 3.2 is missing: “3.3 Provider may suspend")


def test_a_number_that_two_clauses_bear() -> None:
    [finding] = findings_of(agreement(body=BODY.replace("3.2 Provider", "3.1 Provider")))
    assert (finding.kind, finding.evidence[0].quote[:16]) == ("numbering_duplicate", "3.1 Provider may")


@pytest.mark.parametrize(
    "words",
    [
        "the lease and its section 9",
        "section 7-204 of the code",
        "Article 14 MDR",
        "the letter of intent, whose section 12 ends today",
    ],
)
def test_numbers_of_other_papers_are_not_dead(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 This applies subject to {words}.")) == []


def test_an_attachment_of_another_paper_is_not_missing() -> None:
    words = "The letter of intent of 3 May 2024, together with its Exhibit B, is superseded."
    assert told(agreement(f"6. More\n\n6.1 {words}")) == []


@pytest.mark.parametrize(("item", "kinds"), [("(b)", []), ("(g)", ["dead_reference"])])
def test_an_item_of_a_list(item: str, kinds: list[str]) -> None:
    more = (
        "6. Reports\n\n(a) Provider writes a report each month.\n\n(b) Customer reads each report.\n\n"
        f"7. More\n\n7.1 The duty in section 6{item} ends with this agreement."
    )
    assert [kind for kind, _ in told(agreement(more))] == kinds


def test_two_items_under_one_letter() -> None:
    items = ["(a) Provider writes a report.", "(b) Customer reads it.", "(b) Both meet on it.", "(c) All is well."]
    assert [kind for kind, _ in told(agreement("6. Reports\n\n" + "\n\n".join(items)))] == ["numbering_duplicate"]


LETTERED = [
    *("A.1 Provider runs the Service.", "A.2 Customer uses the Documentation.", "B.1 Customer pays the Fees."),
    *("B.2 The Fees exclude tax.", "C.1 Both keep the Customer Data secret.", "C.2 Advisers may read it."),
    *("D.1 Customer shows the Licensed Marks.", "D.2 Ireland has the law.", "E.1 Letters are sent by post."),
]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("E.2 They arrive in two days.", []),
        ("E.1 They arrive in two days.", ["numbering_duplicate"]),
        ("E.3 They arrive in two days.", ["numbering_gap"]),
    ],
)
def test_clauses_numbered_with_letters(line: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in told(agreement(body="\n\n".join([*LETTERED, line]) + "\n"))] == kinds


def test_a_list_of_the_parties_is_no_section() -> None:
    head = (
        "SERVICES AGREEMENT\n\nTHIS AGREEMENT is made on 3 March 2025 BETWEEN:\n\n"
        '1. LARKSPUR SOFTWARE, INC., of Cork ("Provider");\n\n2. HALDEN FREIGHT PLC, of Hull ("Customer"); and\n\n'
        '3. NORTH QUAY LIMITED, of Leith ("Agent").\n'
    )
    more = "6. More\n\n6.1 The duty in section 5 (Confidentiality) lasts for ever."
    text = agreement(more).split("\n1. Definitions", 1)[1]
    assert ("wrong_reference", "section 5 (Confidentiality)") in told(head + "\n1. Definitions" + text)
