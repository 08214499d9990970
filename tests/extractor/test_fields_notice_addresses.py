"""Where notices go: lists, prose, tables; copies to lawyers are none."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, FullStops, contract, values

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment

NOTICES = "15. Notices. All notices under this Agreement must be in writing and be sent to the following addresses:"
ACME = {
    "party": "Provider",
    "address": "12 Canal Street, Suite 300, Boston, MA 02110",
    "email": "legal@acme.example",
    "attention": "General Counsel",
}


def test_a_list_with_a_line_for_each_part() -> None:
    block = (
        "If to Provider:\nAcme Software, Inc.\n12 Canal Street, Suite 300\nBoston, MA 02110\nAttention: "
        "General Counsel\n"
        "Email: legal@acme.example\nTelephone: (617) 555-0100"
    )
    assert values("notice_address", PREAMBLE, NOTICES, *block.split("\n")) == [ACME]


def test_one_line_that_runs_on() -> None:
    block = (
        "If to Provider: Acme Software, Inc. 12 Canal Street, Suite 300, Boston, MA 02110 Attn: General Counsel "
        "Email: legal@acme.example"
    )
    assert values("notice_address", PREAMBLE, NOTICES, block) == [ACME]


def test_each_party_has_one_and_the_copy_to_a_lawyer_is_none() -> None:
    ours = "If to Provider, to: Acme Software, Inc., 1 Main Street, Dover, DE 19901"
    copy = "with a copy to: Good & Law LLP, 9 Court Square, Dover, DE 19901"
    theirs = "If to Customer, to: Borealis GmbH, Hauptstrasse 7, 10115 Berlin, Germany, Attention: Legal Department"
    found = values("notice_address", PREAMBLE, NOTICES, ours, copy, theirs)
    assert [(one["party"], one["address"]) for one in found if isinstance(one, dict)] == [
        ("Provider", "1 Main Street, Dover, DE 19901"),
        ("Customer", "Hauptstrasse 7, 10115 Berlin, Germany"),
    ]


def test_an_e_mail_address_alone() -> None:
    block = "To Customer: contracts@borealis.example"
    assert values("notice_address", PREAMBLE, NOTICES, block) == [
        {"party": "Customer", "address": None, "email": "contracts@borealis.example", "attention": None}
    ]


def test_a_table() -> None:
    table = (
        "| Party | Address |\n|---|---|\n"
        "| If to Provider: | 12 Canal Street, Boston, MA 02110, Attention: Chief Financial Officer |\n"
    )
    made = segment(read(f"# Services Agreement\n\nNotices are sent as follows.\n\n{table}".encode(), "agreement.md"))
    [found] = [field.value for field in extract_fields(made, FullStops()) if field.name == "notice_address"]
    assert found == {
        "party": "Provider",
        "address": "12 Canal Street, Boston, MA 02110",
        "email": None,
        "attention": "Chief Financial Officer",
    }


@pytest.mark.parametrize(
    "block",
    [
        "If to Provider: at the address first written above.",
        "If to Provider: ____________________",
        "If to Provider: 12 [***] Street, Boston, MA 02110",
        "If to Provider: 12 Canal Street, as specified in Exhibit A",
        "If to Provider: [***] Main Street, [***]",
        "If to such other address as a party may give, 10 days after that notice.",
    ],
)
def test_what_states_no_address(block: str) -> None:
    assert values("notice_address", PREAMBLE, NOTICES, block) == []


def test_an_address_that_is_not_for_notices_is_none() -> None:
    assert values("notice_address", PREAMBLE, "3. Delivery. If to Provider: 12 Canal Street, Boston, MA 02110") == []


def test_the_quote_is_the_block() -> None:
    made = contract(PREAMBLE, NOTICES, "If to Provider: 12 Canal Street, Boston, MA 02110", "16. Waiver. None.")
    [field] = [one for one in extract_fields(made, FullStops()) if one.name == "notice_address"]
    assert field.quote == "If to Provider: 12 Canal Street, Boston, MA 02110"
