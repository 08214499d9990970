from __future__ import annotations

import pytest
from redlines import contract, entry, field

from clause_library.agreement import agreement_type_by_clauses, agreement_type_by_title, kind_not_covered, not_covered


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("MUTUAL NON-DISCLOSURE AGREEMENT", "nda"),
        ("Confidentiality and Non-Competition Agreement", "nda"),
        ("Service Level Agreement", "sla"),
        ("Data Processing Addendum", "data_protection"),
        ("Order Form No. 3 to the Master Services Agreement", "order_form"),
        ("Software as a Service Subscription Agreement", "master_agreement"),
        ("Master Services Agreement", "master_agreement"),
        ("Terms of Service", "master_agreement"),
        ("Lease", None),
    ],
)
def test_the_title_names_the_type(title: str, kind: str | None) -> None:
    assert agreement_type_by_title(contract(title, "Some words follow here.")) == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        (
            "EXHIBIT M This Non-Disclosure Agreement is entered into by the parties named below, as of the last date.",
            "nda",
        ),
        ("This Agreement is made between the parties and refers to the Master Services Agreement of last year.", None),
    ],
)
def test_without_a_title_a_contract_may_call_itself_something(opening: str, kind: str | None) -> None:
    assert agreement_type_by_title(contract("Lease", opening)) == kind


def test_a_sentence_that_mentions_an_agreement_is_no_title() -> None:
    long = (
        "Provider and Customer have signed a non-disclosure agreement before and refer to it here for all purposes now."
    )
    assert agreement_type_by_title(contract("Lease", long)) is None


def test_without_a_title_the_clauses_vote() -> None:
    uptime = entry("uptime", "Up.", used_in=("sla",))
    law = entry("law", "Law.", used_in=("master_agreement", "sla", "nda"))
    assert agreement_type_by_clauses([uptime, uptime, law]) == "sla"
    assert agreement_type_by_clauses([]) == "master_agreement"


def test_three_clauses_are_enough_to_tell_that_it_is_a_contract() -> None:
    assert not_covered({"payment", "law"}) is not None
    assert not_covered({"payment", "law", "term"}) is None


@pytest.mark.parametrize(
    ("kind", "title", "other"),
    [
        ("reseller_agreement", "Reseller Agreement", "reseller agreement"),
        ("consulting_agreement", "Consulting Agreement", "consulting agreement"),
        ("license_agreement", "Software License Agreement", None),
        ("statement_of_work", "Statement of Work", None),
        (None, "Clinical Trial Agreement", "Clinical Trial Agreement"),
        (None, "Agreement", None),
        (None, "Retirement Plan", None),
        (None, None, None),
    ],
)
def test_a_title_of_another_kind_is_told(kind: str | None, title: str | None, other: str | None) -> None:
    stated = {"agreement_type": kind, "title": title}
    words = contract("Some words.").document
    fields = [field(words, name, value, "words") for name, value in stated.items() if value]

    assert kind_not_covered(fields) == other
