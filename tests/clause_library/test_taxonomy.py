"""The taxonomy: what the shipped one promises, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from library_files import PAYMENT_TERM, write_library

from clause_library.errors import InvalidLibrary, UnknownEntry
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.taxonomy import Taxonomy, load_taxonomy, own_types
from docs.generate import clause_types_page

ROOT = Path(__file__).parents[2]

CUAD_CATEGORIES = (
    "Affiliate License-Licensee|Affiliate License-Licensor|Agreement Date|Anti-Assignment|Audit Rights|"
    "Cap on Liability|Change of Control|Competitive Restriction Exception|Covenant Not to Sue|Document Name|"
    "Effective Date|Exclusivity|Expiration Date|Governing Law|IP Ownership Assignment|Insurance|"
    "Irrevocable or Perpetual License|"
    "Joint IP Ownership|License Grant|Liquidated Damages|Minimum Commitment|Most Favored Nation|"
    "No-Solicit of Customers|No-Solicit of Employees|Non-Compete|Non-Disparagement|Non-Transferable License|"
    "Notice Period to Terminate Renewal|Parties|Post-Termination Services|Price Restrictions|Renewal Term|"
    "Revenue/Profit Sharing|Rofr/Rofo/Rofn|Source Code Escrow|Termination for Convenience|Third Party Beneficiary|"
    "Uncapped Liability|Unlimited/All-You-Can-Eat-License|Volume Restriction|Warranty Duration"
).split("|")


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


def test_it_has_the_types_of_commercial_contracts(taxonomy: Taxonomy) -> None:
    assert len(taxonomy.types) >= 80
    assert {kind.group for kind in taxonomy.types} == set(taxonomy.groups)


def test_every_category_of_cuad_maps_onto_one_type(taxonomy: Taxonomy) -> None:
    assert sorted(taxonomy.by_cuad) == sorted(CUAD_CATEGORIES)


def test_every_entry_of_the_shipped_library_is_a_type_of_the_taxonomy(taxonomy: Taxonomy) -> None:
    assert own_types(load_library(STANDARD_LIBRARY), taxonomy) == ()


def test_every_type_has_a_definition_in_sentences_and_headings(taxonomy: Taxonomy) -> None:
    assert [kind.id for kind in taxonomy.types if not re.match(r"[A-Z].{20,}\.$", kind.definition)] == []
    assert [kind.id for kind in taxonomy.types if not 3 <= len(kind.headings) <= 12] == []


def test_a_heading_of_two_types_names_both_of_them(taxonomy: Taxonomy) -> None:
    owners: dict[str, list[str]] = {}
    for kind in taxonomy.types:
        for heading in kind.headings:
            owners.setdefault(heading, []).append(kind.id)

    assert {heading: types for heading, types in owners.items() if len(types) > 1} == {
        "amendment and waiver": ["amendment", "waiver"],
        "amendments and waivers": ["amendment", "waiver"],
        "governing law and jurisdiction": ["governing_law", "venue"],
        "governing law and venue": ["governing_law", "venue"],
        "law and jurisdiction": ["governing_law", "venue"],
    }


def test_a_type_is_found_by_its_id(taxonomy: Taxonomy) -> None:
    assert taxonomy.type("uptime").name == "Uptime commitment"
    with pytest.raises(UnknownEntry, match=r"'uptimes' is no clause type.*did you mean 'uptime'"):
        taxonomy.type("uptimes")


def test_the_page_of_clause_types_is_current(taxonomy: Taxonomy) -> None:
    page = (ROOT / "docs" / "clause_types.md").read_text("utf-8")

    assert page == clause_types_page(taxonomy), "run python docs/generate.py"


def test_a_type_of_a_companys_own_is_allowed_and_named(tmp_path: Path, taxonomy: Taxonomy) -> None:
    entry = PAYMENT_TERM.replace("clause_type: payment_term", "clause_type: payment_terms").replace("Payment", "Paying")
    own = {"entries/payment_terms.yaml": entry}
    library = load_library(write_library(tmp_path, own))

    [remark] = own_types(library, taxonomy)

    assert str(remark) == (
        "entries/payment_terms.yaml: 'payment_terms' is a clause type of your own (did you mean 'payment_term'?); "
        "it is found by its headings and its wording alone"
    )


TYPE: Mapping[str, str] = {
    "id": "waiver",
    "name": "Waiver",
    "group": "general",
    "definition": "Not enforcing a right does not give it up.",
    "headings": "[waiver]",
}


def taxonomy_file(folder: Path, *types: Mapping[str, str]) -> Path:
    lines = ["groups:", "  general: General provisions", "types:"]
    for given in types:
        keys = [f"{key}: {value}" for key, value in {**TYPE, **given}.items()]
        lines += [f"  - {keys[0]}", *(f"    {key}" for key in keys[1:])]
    path = folder / "taxonomy.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_taxonomy_of_one_type(tmp_path: Path) -> None:
    [kind] = load_taxonomy(taxonomy_file(tmp_path, {})).types

    assert (kind.id, kind.headings, kind.cuad, kind.parent) == ("waiver", ("waiver",), (), None)


@pytest.mark.parametrize(
    ("types", "message"),
    [
        ([{}, {}], "clause type 'waiver' stands here twice"),
        ([{"cuad": "[Insurance, Insurance]"}], "CUAD category 'Insurance' stands here twice"),
        ([{"cuad": "[Audit]"}, {"id": "audit", "cuad": "[Audit]"}], "CUAD category 'Audit' stands here twice"),
        ([{"related": "[waivers]"}], "unknown clause type 'waivers' (did you mean 'waiver'?)"),
        ([{"parent": "notices"}], "unknown clause type 'notices'"),
        ([{"parent": "waiver"}], "'waiver' names itself"),
        ([{"related": "[waiver]"}], "'waiver' names itself"),
        ([{"group": "genral"}], "unknown group 'genral'; did you mean 'general'?"),
        ([{"headings": "[No Waiver]"}], "heading 'No Waiver' must be one to ten words in small letters"),
        ([{"headings": "[waiver, waiver]"}], "heading 'waiver' stands here twice"),
        ([{"headings": "[]"}], "must have at least one item"),
        ([{"colour": "red"}], "unknown key 'colour'"),
        ([{"id": "No Waiver"}], "must be a name such as payment_term"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, types: list[dict[str, str]], message: str) -> None:
    path = taxonomy_file(tmp_path, *types)

    with pytest.raises(InvalidLibrary, match=r"^taxonomy\.yaml:\d+: ") as caught:
        load_taxonomy(path)

    assert message in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidLibrary, match=r"taxonomy\.yaml: cannot be read"):
        load_taxonomy(tmp_path / "taxonomy.yaml")
