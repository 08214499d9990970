"""Contracts that are laid out in tables read as clauses; tables of things stay tables."""

from __future__ import annotations

import pytest
from docx_builder import cell, definition, docx, instance, level, listed, paragraph, row, table
from segmentation_documents import outline

from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Contract

SKILL = "The Provider shall perform the services with reasonable skill and care."
PAY = "The Customer shall pay all fees within thirty days after the invoice."
CAP = "The liability of each party is limited to the fees paid in one year."
GERMAN = "Der Anbieter erbringt die Leistungen mit der dabei üblichen Sorgfalt, soweit nicht anders vereinbart."
LISTS = "".join(definition(level(0, "%1."), level(1, "%1.%2"), id=id) + instance(id, id) for id in (1, 2))


def contract_of(*rows: str, before: tuple[str, ...] = ("SERVICES AGREEMENT",)) -> Contract:
    body = (*(paragraph(words) for words in before), table(*rows))
    return segment(read(docx(*body, numbering=LISTS), "a.docx"))


def body(contract: Contract) -> list[tuple[str | None, str, str]]:
    return [(clause.number, clause.heading, clause.text) for clause in contract.walk() if clause.part == "body"]


def test_numbered_headings_beside_their_text() -> None:
    contract = contract_of(row("1. Services", SKILL), row("2. Fees", PAY), row("3. Liability", CAP))

    assert body(contract) == [("1", "Services", SKILL), ("2", "Fees", PAY), ("3", "Liability", CAP)]


def test_numbers_beside_several_paragraphs() -> None:
    contract = contract_of(
        row("1.", cell("Services.", f"(a) {SKILL}", f"(b) {PAY}")),
        row("2.", cell("Liability.", f"(a) {CAP}", f"(b) {PAY}")),
    )

    assert [(number, text) for number, _, text in body(contract)] == [
        ("1", ""), ("1(a)", SKILL), ("1(b)", PAY), ("2", ""), ("2(a)", CAP), ("2(b)", PAY),
    ]  # fmt: skip


@pytest.mark.parametrize("automatic", [False, True])
def test_a_whole_contract_in_one_cell(automatic: bool) -> None:
    provisions = (("Services", SKILL), ("Fees", PAY), ("Liability", CAP))
    if automatic:
        words = [line for heading, text in provisions for line in (listed(heading, 0), listed(text, 1))]
    else:
        words = [
            line
            for number, (heading, text) in enumerate(provisions, start=1)
            for line in (f"{number}. {heading}", f"{number}.1 {text}")
        ]
    contract = contract_of(row(cell(*words)))

    assert body(contract) == [
        ("1", "Services", ""), ("1.1", "", SKILL), ("2", "Fees", ""), ("2.1", "", PAY), ("3", "Liability", ""),
        ("3.1", "", CAP),
    ]  # fmt: skip


@pytest.mark.parametrize("automatic", [False, True])
def test_of_two_languages_the_second_stands_apart_below_the_first(automatic: bool) -> None:
    def side(list_id: int, number: int, heading: str, text: str) -> str:
        if automatic:
            return cell(listed(heading, 0, list_id), listed(text, 1, list_id))
        return cell(f"{number}. {heading}", f"{number}.1 {text}")

    rows = (("Services", "Leistungen", SKILL), ("Fees", "Gebühren", PAY), ("Liability", "Haftung", CAP))
    contract = contract_of(
        *(
            row(side(1, number, english, text), side(2, number, german, GERMAN))
            for number, (english, german, text) in enumerate(rows, start=1)
        )
    )

    clauses = list(contract.walk())
    numbered = [(clause.number, clause.text) for clause in clauses if clause.number]
    apart = [clause.text for clause in clauses if clause.part == "body" and clause.number is None]
    assert numbered == [("1", ""), ("1.1", SKILL), ("2", ""), ("2.1", PAY), ("3", ""), ("3.1", CAP)]
    assert [GERMAN in text for text in apart] == [True] * 3


def test_a_number_with_two_languages() -> None:
    contract = contract_of(row("1.1", SKILL, GERMAN), row("1.2", PAY, GERMAN), row("1.3", CAP, GERMAN))

    assert [(number, text) for number, _, text in body(contract) if number] == [
        ("1.1", SKILL), ("1.2", PAY), ("1.3", CAP),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [("1. Setup", "EUR 5,000"), ("2. Training", "EUR 800"), ("3. Support", "free")],
        [("1.1", "Setup of the whole service for all of your users", "EUR 500"), ("1.2", "Training", "EUR 80")],
        [("Start date", "1 March 2026"), ("Term", "one year from the start date, unless it is ended before")],
    ],
    ids=["prices", "numbered prices", "particulars"],
)
def test_rows_of_things_stay_rows(rows: list[tuple[str, ...]]) -> None:
    contract = contract_of(*(row(*cells) for cells in rows))

    words = " ".join(clause.text for clause in contract.walk())
    assert all("\t".join(cells) in words for cells in rows if len(cells) == 2)
    assert "EUR 500" not in [clause.text for clause in contract.walk()]


def test_a_table_amid_text_stays_one() -> None:
    before = ("SERVICES AGREEMENT", f"1. Services. {SKILL} " + SKILL * 3, f"2. Fees. {PAY}", "3. Severities.")
    contract = contract_of(row("4. Down", "nobody can work with it, and there is no way round"), before=before)

    assert [number for _, number, _ in outline(contract)] == [None, "1", "2", "3"]
