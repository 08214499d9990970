"""Many ways to say one thing: each line of ``phrasings/`` is a provision with the fields that it states.

None: it states none. A renewal without ``renewal_type``, or a date without ``effective_date``, is not asked for it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fields_builder import fields, value, values

from extractor.fields.confidence import MEASURED_METHODS, UNMEASURED_METHODS

OPENING = (
    'This Services Agreement (this "Agreement") is made as of March 1, 2020 (the "Effective Date") by and between '
    'Acme Software, Inc., a Delaware corporation ("Provider"), and Borealis GmbH ("Customer").'
)
FIRST_TERM = 'The initial term of this Agreement is three (3) years from the Effective Date (the "Initial Term").'


def cases(name: str) -> list[Any]:
    path = Path(__file__).parent / "phrasings" / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=str(row.get("words") or row["paragraphs"][0])[:60]) for row in rows]


@pytest.mark.parametrize("case", cases("term"))
def test_how_long_it_runs(case: dict[str, Any]) -> None:
    assert value("expiration_date", OPENING, case["words"]) == case["expiration_date"]
    if case["initial_term"] is not None or case["expiration_date"] is None:
        assert value("initial_term", OPENING, case["words"]) == case["initial_term"]


@pytest.mark.parametrize("case", cases("renewal"))
def test_how_it_renews(case: dict[str, Any]) -> None:
    words = (OPENING, FIRST_TERM, case["words"])
    assert value("renewal_term", *words) == case["renewal_term"]
    assert value("renewal_notice_period", *words) == case["renewal_notice_period"]
    if case["renewal_type"] is not None:
        assert value("renewal_type", *words) == case["renewal_type"]


@pytest.mark.parametrize("case", cases("parties"))
def test_who_the_parties_are(case: dict[str, Any]) -> None:
    named = [party["name"] for party in values("party", *case["paragraphs"]) if isinstance(party, dict)]
    assert named == case["names"]


@pytest.mark.parametrize("case", cases("dates"))
def test_when_it_was_made_and_holds(case: dict[str, Any]) -> None:
    assert value("agreement_date", *case["paragraphs"]) == case["agreement_date"]
    if case["effective_date"] is not None:
        assert value("effective_date", *case["paragraphs"]) == case["effective_date"]


@pytest.mark.parametrize("case", cases("law"))
def test_which_law_governs(case: dict[str, Any]) -> None:
    assert value("governing_law", "1. Miscellaneous", case["words"]) == case["governing_law"]


@pytest.mark.parametrize("name", ["term", "renewal", "parties", "dates", "law"])
def test_every_rule_is_measured_or_known_not_to_be(name: str) -> None:
    rows = [case.values[0] for case in cases(name)]
    found = [fields(*row.get("paragraphs", (OPENING, FIRST_TERM, row.get("words")))) for row in rows]
    assert {field.method for ones in found for field in ones} <= MEASURED_METHODS | UNMEASURED_METHODS


def test_no_rule_is_both() -> None:
    assert not MEASURED_METHODS & UNMEASURED_METHODS
