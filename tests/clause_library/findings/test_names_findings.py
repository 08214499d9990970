"""Who is a party, under which name, and who signs; in the styles in which contracts open and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from findings_of import BODY, TERMS, told

PROVIDER, CUSTOMER = "Larkspur Software Limited", "Halden Freight plc"
STRANGER = "Northgate Seed Ventures Limited"
Sign = Callable[[tuple[str, ...]], str]
CLOSING = "\nIN WITNESS WHEREOF the parties have signed this Agreement.\n\n"
HEAD = "SERVICES AGREEMENT\n\n"
OPENINGS = {
    "terms in brackets": HEAD
    + 'This Agreement is made on 3 March 2025 between {0} ("Provider") and {1} ("Customer").\n',
    "numbered list": HEAD + "PARTIES\n\n(1) {0} incorporated in England with company number 0123 (Provider); and\n\n"
    "(2) {1} incorporated in England with company number 0124 (Customer).\n",
    "labels": HEAD + "Provider: {0}, 1 Road, Hull\n\nCustomer: {1}, 2 Road, Hull\n",
    "table": HEAD + "| Provider | {0} |\n| --- | --- |\n| Customer | {1} |\n",
    "lines": HEAD + 'between\n\n{0}\n1 Road, Hull\n- hereinafter "Provider" -\n\nand\n\n{1}\n2 Road, Hull\n'
    '- hereinafter "Customer" -\n',
}


def _by(names: tuple[str, ...]) -> str:
    return "\n".join(f"{name.upper()}\n\nBy: ____________________\nName: Ada Berg\n" for name in names)


def _signed_for(names: tuple[str, ...]) -> str:
    return "\n".join(f"Signed for and on behalf of {name} by:\n\n......................\nAda Berg\n" for name in names)


def _deed(names: tuple[str, ...]) -> str:
    return "\n".join(f"EXECUTED as a DEED by {name} acting by a director\n\n____________________\n" for name in names)


def _table(names: tuple[str, ...]) -> str:
    lines = ("Signature: ____________", "Name: Ada Berg")
    rows = [names, *((line,) * len(names) for line in lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _columns(names: tuple[str, ...]) -> str:
    rows = [names, ("____________________",) * len(names), ("Ada Berg",) * len(names)]
    return "\n".join("     ".join(f"{cell:32}" for cell in row) for row in rows) + "\n"


def _for(names: tuple[str, ...]) -> str:
    return "\n".join(f"For {name}:\n\nSignature: ____________________\n" for name in names)


def _below(names: tuple[str, ...]) -> str:
    return "\n".join(f"____________________\nAda Berg\nDirector, {name}\n" for name in names)


STYLES = [_by, _signed_for, _deed, _table, _columns, _for, _below]
every_style = pytest.mark.parametrize("sign", STYLES)
every_opening = pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS)


def _kinds(opening: str, signatures: str, more: str = "") -> set[str]:
    text = "\n".join([opening.format(PROVIDER, CUSTOMER), TERMS, BODY + more, CLOSING, signatures])
    return {kind for kind, _ in told(text)}


@every_opening
@every_style
def test_both_parties_sign(opening: str, sign: Sign) -> None:
    assert _kinds(opening, sign((PROVIDER, CUSTOMER))) == set()


@every_opening
@every_style
def test_a_stranger_signs_beside_the_parties(opening: str, sign: Sign) -> None:
    assert _kinds(opening, sign((PROVIDER, CUSTOMER, STRANGER))) == {"signature_mismatch"}


@every_opening
@every_style
def test_a_stranger_signs_in_place_of_a_party(opening: str, sign: Sign) -> None:
    assert "signature_mismatch" in _kinds(opening, sign((PROVIDER, STRANGER)))


@every_opening
@every_style
def test_a_party_signs_under_another_legal_form(opening: str, sign: Sign) -> None:
    assert "party_name_mismatch" in _kinds(opening, sign(("Larkspur Software LLP", CUSTOMER)))


@every_opening
def test_a_party_does_not_sign(opening: str) -> None:
    assert _kinds(opening, _by((PROVIDER,))) == {"signature_mismatch"}


@pytest.mark.parametrize(
    "name",
    [
        "Larkspur Software LLC",  # another form
        "Larkspur Softwares Limited",  # a letter
        "Software Larkspur Limited",  # another order
        "Larkspur Soft Ware LLP",  # other blanks and form
        "Larkspur Services Limited",  # a word
    ],
)
def test_a_party_under_another_name_in_the_body(name: str) -> None:
    more = f"\n6. Notices\n\n6.1 Notices go to {name} at 1 Quay Street, Cork.\n"
    assert _kinds(OPENINGS["terms in brackets"], _by((PROVIDER, CUSTOMER)), more) == {"party_name_mismatch"}


@pytest.mark.parametrize(
    "words",
    [
        "LARKSPUR SOFTWARE LTD",
        "its affiliate Larkspur Software LLC",
        "Larkspur Software LLC, a company of the same group",
        "Halden Insurance Company",
    ],
)
def test_names_of_the_party_and_of_others(words: str) -> None:
    more = f"\n6. Notices\n\n6.1 Notices go to {words} at 1 Quay Street, Cork.\n"
    assert _kinds(OPENINGS["terms in brackets"], _by((PROVIDER, CUSTOMER)), more) == set()


def test_a_guarantor_whom_the_contract_names_may_sign() -> None:
    more = f"\n6. Guarantee\n\n6.1 {STRANGER} guarantees what Customer owes.\n"
    signatures = _by((PROVIDER, CUSTOMER, STRANGER))
    assert _kinds(OPENINGS["terms in brackets"], signatures, more) == set()
