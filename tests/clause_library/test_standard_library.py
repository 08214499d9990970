from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from clause_library.loading.store import STANDARD_LIBRARY, check_library, load_library
from clause_library.types import AgreementType, Entry, Library, Position
from clause_library.wording.normalize import Roles, wording

PROHIBITED_AND_FALLBACK_SHARE = 0.6
"""Most entries have both; a few (counterparts, notices) have nothing to give or to refuse."""

GUIDANCE_WORDS = 12
"""Below this nothing has been said."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(STANDARD_LIBRARY)


def positions(library: Library) -> Iterator[tuple[Entry, Position]]:
    for entry in library.entries:
        for position in entry.positions:
            yield entry, position


def test_the_shipped_library_has_no_problems() -> None:
    assert check_library(STANDARD_LIBRARY) == ()


def test_it_covers_the_agreements_of_a_software_vendor(library: Library) -> None:
    assert len(library.entries) >= 40
    required: dict[AgreementType, int] = {
        agreement: sum(agreement in entry.required_for for entry in library.entries)
        for agreement in ("master_agreement", "order_form", "sla", "data_protection", "nda")
    }
    assert all(count >= 2 for count in required.values()), required
    assert all(entry.used_in for entry in library.entries)


def test_every_entry_tells_a_negotiator_what_to_do(library: Library) -> None:
    thin = [entry.clause_type for entry in library.entries if len(entry.guidance.split()) < GUIDANCE_WORDS]

    assert thin == []


def test_most_entries_have_something_to_offer_and_something_to_refuse(library: Library) -> None:
    both = [
        entry
        for entry in library.entries
        if {position.kind for position in entry.positions} == {"standard", "fallback", "prohibited"}
    ]

    assert len(both) >= PROHIBITED_AND_FALLBACK_SHARE * len(library.entries)


def test_every_concession_and_refusal_says_why(library: Library) -> None:
    silent = [
        f"{entry.clause_type}/{position.id}"
        for entry, position in positions(library)
        if position.kind != "standard" and len(position.reason.split()) < 4
    ]

    assert silent == []


def test_no_two_positions_have_the_same_wording(library: Library) -> None:
    roles = Roles(library.our_roles, library.their_roles)
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for entry, position in positions(library):
        name = f"{entry.clause_type}/{position.id}"
        first = seen.setdefault(wording(position.text, roles).keys, name)
        if first != name:
            twice.append((first, name))

    assert twice == []


def test_positions_are_wording_that_can_be_pasted_into_a_contract(library: Library) -> None:
    odd = [
        f"{entry.clause_type}/{position.id}"
        for entry, position in positions(library)
        if not re.search(r'[.;]"?$', position.text) or re.match(r"\d|\(", position.text) or "  " in position.text
    ]

    assert odd == []


def test_numbers_written_out_agree_with_their_figures(library: Library) -> None:
    figures = [
        (f"{entry.clause_type}/{position.id}", found.group())
        for entry, position in positions(library)
        for found in re.finditer(r"\b([a-z]+(?:-[a-z]+)?) \((\d+)\)", position.text)
        if wording(f"{found[1]} days", Roles()).keys != wording(f"{found[2]} days", Roles()).keys
    ]

    assert figures == []


def test_roles_that_approve_are_all_used(library: Library) -> None:
    used = {entry.approver for entry in library.entries} | set(library.escalations.values())
    used |= {position.approver for _, position in positions(library) if position.approver}

    assert {approver.role for approver in library.approvers} == used


def test_playbook_limits_of_a_vendor_are_there_as_data(library: Library) -> None:
    limits = {
        (tolerance.field, tolerance.part, tolerance.operator): tolerance.value
        for entry in library.entries
        for tolerance in entry.tolerances
    }

    assert limits["payment_term", "duration", "at_most"] == "P45D"
    assert limits["liability_cap", "fees_paid_in", "at_least"] == "P12M"
    assert limits["liability_cap", "fees_paid_in", "at_most"] == "P24M"
    assert ("uptime_commitment", "percent", "at_most") in limits or (
        "uptime_commitment",
        "percent",
        "at_least",
    ) in limits
    assert ("breach_notification", "duration", "at_least") in limits
