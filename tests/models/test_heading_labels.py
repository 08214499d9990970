"""What headings tell about clause types, and where they must keep silent."""

from __future__ import annotations

import pytest

from models.training.headings import HeadingLabeller

HEADINGS = {
    "governing_law": ["governing law"],
    "venue": ["jurisdiction", "governing law and venue"],
    "initial_term": ["term", "term of agreement", "term of the agreement"],
    "amendment": ["amendment", "amendment and waiver"],
    "waiver": ["waiver", "amendment and waiver"],
    "orders": ["purchase orders"],
    "payment_term": ["payment"],
    "delivery": ["delivery"],
    "third_party_beneficiaries": ["no third-party rights", "third party rights"],
    "trademark_license": ["use of marks"],
}


@pytest.mark.parametrize(
    ("heading", "types"),
    [
        ("Governing Law", ("governing_law",)),
        ("12.1 GOVERNING LAW.", ("governing_law",)),
        ("Article XII: The Term of this Agreement", ("initial_term",)),
        ("Purchase Orders 20", ("orders",)),  # a line of the contents, with its page
        ("Governing Law; Jurisdiction", ("governing_law", "venue")),
        ("Payment & Delivery", ("payment_term", "delivery")),
        ("Amendment and Waiver", ("amendment", "waiver")),  # known as a whole, for two types
        ("Placement of Purchase Orders", ("orders",)),  # two words that make up half of it
        ("No Third Party Rights", ("third_party_beneficiaries",)),
        ("Scope; Payment", ("payment_term",)),
    ],
)
def test_a_heading_names_types(heading: str, types: tuple[str, ...]) -> None:
    assert HeadingLabeller(HEADINGS).types(heading) == types


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Miscellaneous",
        "Payment of Salaries",  # one known word is no phrase
        "Scope and Payment",  # what is joined is known as a whole or not at all
        "No Use of Marks",  # denied
        "Non-Infringement of Third Party Rights",
        "Changes that affect shipment under purchase orders of former years",  # too small a part
        "The term of this agreement and any purchase orders that were placed under it before today",  # a sentence
    ],
)
def test_a_heading_that_tells_nothing_has_no_types(heading: str) -> None:
    assert HeadingLabeller(HEADINGS).types(heading) == ()


def test_without_any_headings_nothing_is_named() -> None:
    assert HeadingLabeller({}).types("Governing Law") == ()
