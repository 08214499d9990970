"""What training may rely on: enough provisions of every type, each once, none of them the library's own words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.taxonomy import load_taxonomy
from models.training.sentences import Provision, load_provisions

LEAST_OF_A_TYPE = 12
LEAST_NEAR_MISSES = 2


@pytest.fixture(scope="module")
def provisions() -> tuple[Provision, ...]:
    return load_provisions()


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_every_type_of_the_taxonomy_has_enough_provisions(provisions: tuple[Provision, ...]) -> None:
    written = Counter(provision.types[0] for provision in provisions if provision.resembles is None)

    assert {kind: written[kind] for kind in load_taxonomy().ids if written[kind] < LEAST_OF_A_TYPE} == {}


def test_every_type_has_near_misses_that_are_another_type(provisions: tuple[Provision, ...]) -> None:
    near = [provision for provision in provisions if provision.resembles is not None]
    written = Counter(provision.resembles for provision in near)

    assert {kind: written[kind] for kind in load_taxonomy().ids if written[kind] < LEAST_NEAR_MISSES} == {}
    assert [provision.text for provision in near if provision.resembles in provision.types] == []


def test_all_types_are_of_the_taxonomy(provisions: tuple[Provision, ...]) -> None:
    named = {kind for provision in provisions for kind in (*provision.types, provision.resembles) if kind}

    assert named - set(load_taxonomy().ids) == set()


def test_no_provision_stands_there_twice(provisions: tuple[Provision, ...]) -> None:
    written = Counter(words(provision.text) for provision in provisions)

    assert [text for text, times in written.items() if times > 1] == []


def test_no_provision_is_a_sentence_of_the_standard_library(provisions: tuple[Provision, ...]) -> None:
    library = load_library(STANDARD_LIBRARY)
    approved = " | ".join(words(position.text) for entry in library.entries for position in entry.positions)

    assert [
        provision.text
        for provision in provisions
        if len(provision.text.split()) > 5 and words(provision.text) in approved
    ] == []


def test_a_provision_can_have_several_types(tmp_path: Path) -> None:
    file = tmp_path / "fees.yaml"
    file.write_text(
        "fees:\n"
        "  texts:\n"
        "    - The price is 5 euros.\n"
        "    - {text: 'The price is 5 euros, VAT included.', also: [taxes]}\n"
        "  near_misses:\n"
        "    - {text: VAT is added., type: taxes}\n",
        encoding="utf-8",
    )

    assert load_provisions(tmp_path) == (
        Provision("The price is 5 euros.", ("fees",)),
        Provision("The price is 5 euros, VAT included.", ("fees", "taxes")),
        Provision("VAT is added.", ("taxes",), resembles="fees"),
    )


@pytest.mark.parametrize("written", ["fees: [a]", "fees: {texts: [a]}", "fees: {texts: [{text: a}], near_misses: []}"])
def test_a_file_that_is_laid_out_otherwise_is_named(tmp_path: Path, written: str) -> None:
    (tmp_path / "fees.yaml").write_text(written, encoding="utf-8")

    with pytest.raises(ValueError, match=r"fees\.yaml: 'fees' is not laid out"):
        load_provisions(tmp_path)
