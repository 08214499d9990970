"""Inconsistencies inside one contract: what is told, and what only looks like one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redlines import contract, field

from clause_library.findings import find_findings
from clause_library.places import Places
from clause_library.types import Finding
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Contract, Field
from models.loading import load_sentences

AGREEMENT = """SERVICES AGREEMENT

This Services Agreement is made on 3 March 2025 between Larkspur Software, Inc. ("Provider") and Halden Freight plc
("Customer").

1. Definitions
"Fees" means the amounts that Exhibit A states.
"Services" means the hosting that Provider performs for Customer.
"Secrets" means what a party tells the other in confidence.
"Notice" means a signed letter.

2. Services
Provider shall perform the Services with reasonable care, as Section 3 and Exhibit A provide.

3. Payment
Customer shall pay the Fees within thirty (30) days of the invoice date.

4. Confidentiality
Each party shall keep the Secrets of the other party from all who need not know them in confidence.

5. Termination
Either party may terminate this agreement on sixty (60) days' Notice.

Larkspur Software, Inc.
By: ____________________
Name: Ada Berg

Halden Freight plc
By: ____________________
Name: Ola Lind

Exhibit A - Fees
The Fees are USD 1,000 a month.
"""


def contract_of(text: str) -> Contract:
    return segment(read(text.encode(), "agreement.txt"))


def find(text: str) -> tuple[Finding, ...]:
    of = contract_of(text)
    return find_findings(of, extract_fields(of, load_sentences()), Places(of))


def find_with(of: Contract, *fields: Field) -> tuple[Finding, ...]:
    return find_findings(of, fields, Places(of))


def test_a_sound_contract_has_no_findings() -> None:
    assert find(AGREEMENT) == ()


@pytest.mark.parametrize(
    ("old", "new", "kind", "quote"),
    [
        ("thirty (30) days", "thirty (60) days", "words_figures_mismatch", "thirty (60)"),
        ("as Section 3 and", "as Section 9 and", "dead_reference", "Section 9"),
        ("as Section 3 and Exhibit A", "as Section 3 and Exhibit C", "missing_attachment", "Exhibit C"),
        ("4. Confidentiality", "5. Confidentiality", "numbering_duplicate", "5"),
        ("within thirty (30) days", "within [●] days", "placeholder", "[●]"),
        ("within thirty (30) days", "within thirty (30) days [Note to draft: check]", "drafting_note", "Note to draft"),
        ("Larkspur Software, Inc.\nBy:", "Larkspur Software LLC\nBy:", "party_name_mismatch", "Larkspur Software LLC"),
        (
            "sixty (60) days' Notice",
            "sixty (60) days' notice until 31 June 2026",
            "impossible_dates",
            "31 June",
        ),
    ],
)
def test_a_planted_fault_is_told_where_it_stands(old: str, new: str, kind: str, quote: str) -> None:
    assert old in AGREEMENT
    found = [finding for finding in find(AGREEMENT.replace(old, new)) if finding.kind == kind]
    assert found, f"no {kind}"
    assert any(quote in evidence.quote for finding in found for evidence in finding.evidence)
    assert all(finding.message.endswith(".") and 0 < finding.confidence <= 1 for finding in found)


@pytest.mark.parametrize(
    "words",
    [
        "This applies as Section 409 of the Internal Revenue Code says.",
        "This applies under Article 28 GDPR.",
        "This applies under Section 12 of the Master Agreement dated 1 May 2020.",
        "The parties paid ninety-nine point five percent (99.5%) of it.",
        "Clause 4.2 of the Lease stays as it is.",
        "Name: ____________________",
    ],
)
def test_what_only_looks_like_a_fault_is_not_told(words: str) -> None:
    assert find(AGREEMENT.replace("in confidence.", f"in confidence. {words}")) == ()


def test_a_contract_that_ends_before_it_begins() -> None:
    of = contract("Effective 2026-05-01.", "Ends 2026-04-01.")
    effective = field(of.document, "effective_date", "2026-05-01", "2026-05-01")
    expiration = field(of.document, "expiration_date", "2026-04", "2026-04-01")
    [finding] = find_with(of, effective, expiration)
    assert finding.kind == "impossible_dates"
    assert {evidence.quote for evidence in finding.evidence} == {"2026-05-01", "2026-04-01"}


def test_dates_in_order_known_only_to_the_month_or_perpetual_are_fine() -> None:
    of = contract("2026-05-01 and 2026-05 and perpetual")
    effective = field(of.document, "effective_date", "2026-05-01", "2026-05-01")
    for value in ("2026-05", "2026", "2027-01-01", "perpetual"):
        assert find_with(of, effective, field(of.document, "expiration_date", value, "2026-05")) == ()


def test_one_fact_with_two_values() -> None:
    of = contract("Secrets are kept for 3 years.", "Schedule: secrets are kept for 5 years.")
    [finding] = find_with(of, field(of.document, "confidentiality_term", "P3Y", "3 years"))
    assert finding.kind == "conflicting_values"
    assert "3 years" in finding.message
    assert "5 years" in finding.message
    assert "The review uses that of" in finding.message


def test_one_fact_said_twice_is_no_conflict() -> None:
    of = contract("Secrets are kept for 3 years.", "Again: three years.")
    assert find_with(of, field(of.document, "confidentiality_term", "P3Y", "3 years")) == ()


def test_payment_terms_of_different_things_are_no_conflict() -> None:
    of = contract("Pay the deposit in 10 days.", "Pay royalties 45 days after each quarter.")
    deposit = field(of.document, "payment_term", {"duration": "P10D", "trigger": "effective_date"}, "10 days")
    royalties = field(of.document, "payment_term", {"duration": "P45D", "trigger": "end_of_quarter"}, "45 days")
    assert find_with(of, deposit, royalties) == ()


PLANTED = Path(__file__).parents[2] / "benchmarks" / "data" / "planted"
GOLD = [json.loads(line) for line in (PLANTED / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
DEVELOPED_ON = re.compile(r"[pq](?:0\d|10)$")


@pytest.mark.parametrize("row", [r for r in GOLD if DEVELOPED_ON.match(r["doc"])], ids=lambda row: str(row["doc"]))
def test_a_whole_contract_shows_its_planted_faults_and_no_others(row: dict[str, Any]) -> None:
    found = find((PLANTED / f"{row['doc']}.txt").read_text(encoding="utf-8"))
    assert {finding.kind for finding in found} == {fault["kind"] for fault in row["findings"]}


LINES = st.sampled_from(
    [*AGREEMENT.split("\n"), "[●]", "See Section 14.2.", "ninety (60) days", '"Portal" means a door.']
)


@given(st.lists(LINES, max_size=40))
def test_every_place_is_an_exact_quote_and_the_order_is_that_of_the_text(lines: list[str]) -> None:
    of = contract_of("\n".join(["Agreement", *lines]))
    found = find_with(of)
    assert [f.evidence[0].start for f in found] == sorted(f.evidence[0].start for f in found)
    for finding in found:
        for evidence in finding.evidence:
            assert of.document.text[evidence.start : evidence.end] == evidence.quote
