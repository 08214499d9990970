from __future__ import annotations

import pytest
from redlines import agreement, contract, field

from clause_library.findings import find_findings
from clause_library.places import Places
from clause_library.types import Finding
from extractor.types import Contract, Field

BODY = tuple((name, f"The parties agree on {name} as follows.") for name in "Alpha Beta Gamma Delta Epsilon".split())


def find(of: Contract, *fields: Field) -> tuple[Finding, ...]:
    return find_findings(of, fields, Places(of))


def test_a_contract_that_ends_before_it_begins() -> None:
    of = contract("Effective 2026-05-01.", "Ends 2026-04-01.")
    effective = field(of.document, "effective_date", "2026-05-01", "2026-05-01")
    expiration = field(of.document, "expiration_date", "2026-04", "2026-04-01")
    [finding] = find(of, effective, expiration)
    assert (finding.kind, finding.evidence) == ("expires_before_effective", (effective, expiration))


def test_dates_in_order_known_only_to_the_month_or_perpetual_are_fine() -> None:
    of = contract("2026-05-01 and 2026-05 and perpetual")
    effective = field(of.document, "effective_date", "2026-05-01", "2026-05-01")
    for value in ("2026-05", "2026", "2027-01-01", "perpetual"):
        assert find(of, effective, field(of.document, "expiration_date", value, "2026-05")) == ()


def test_a_reference_to_a_clause_that_is_not_there() -> None:
    [finding] = find(agreement(*BODY, ("Zeta", "Notice is given under Section 14.2 and Section 3.")))
    assert finding.kind == "dead_reference"
    assert finding.evidence[0].quote == "Section 14.2"
    assert finding.evidence[0].clause == "6"


@pytest.mark.parametrize(
    "words",
    [
        "as Section 409 of the Internal Revenue Code says",
        "under Article 28 GDPR",
        "under Section 12 of the Master Agreement",
        "clause 99 of that contract",
    ],
)
def test_references_to_other_papers_are_not_dead(words: str) -> None:
    assert find(agreement(*BODY, ("Zeta", f"This applies {words}."))) == ()


def test_an_unnumbered_contract_has_no_dead_references() -> None:
    assert find(contract("See Section 9.", "Nothing is numbered here.")) == ()


def test_one_fact_with_two_values() -> None:
    of = contract("Pay in 30 days.", "Schedule: pay in 45 days.")
    body = field(of.document, "payment_term", {"duration": "P30D", "trigger": "invoice_date"}, "30 days")
    schedule = field(of.document, "payment_term", {"duration": "P45D"}, "45 days")
    [finding] = find(of, body, schedule)
    assert (finding.kind, finding.evidence) == ("conflicting_values", (body, schedule))
    assert "“30 days” and “45 days”" in finding.message


def test_one_fact_said_twice_is_no_conflict() -> None:
    of = contract("Pay in 30 days.", "Again: thirty days.")
    one = field(of.document, "payment_term", {"duration": "P30D", "trigger": "invoice_date"}, "30 days")
    two = field(of.document, "payment_term", {"duration": "P30D"}, "thirty days")
    assert find(of, one, two) == ()
