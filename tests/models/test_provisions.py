"""What whole provisions are about: a small model trained here, and the shipped one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models.clause_types.provisions import LogisticProvisions, told_of
from models.clause_types.stored import LABELS_FILE, WEIGHTS_FILE
from models.interfaces import ModelError
from models.loading import load_provision_typer, load_static_encoder, static_digest
from models.training.clause_types import FOLDS, fold_of
from models.training.provisions import LEAST_EXAMPLES, train

LAW = "This contract is governed by the laws of Ohio."
FEES = "Customer pays each invoice within thirty days of its date."
OTHER = "The parties met in Lima and liked each other."


def row(text: str, *types: str, heading: str = "", **told: float) -> dict[str, object]:
    return {"doc": "one", "text": text, "heading": heading, "told": told, "types": list(types)}


ROWS = [
    *[row(LAW, "governing_law", governing_law=0.9)] * LEAST_EXAMPLES,
    *[row(FEES, "payment_term", heading="Payment", payment_term=0.8)] * LEAST_EXAMPLES,
    *[row(OTHER)] * LEAST_EXAMPLES,
    *[row(OTHER, "publicity")] * (LEAST_EXAMPLES - 1),
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("provisions")
    train(ROWS, folder)
    return folder


def odds(typer: LogisticProvisions, text: str, heading: str = "", **told: float) -> dict[str, float]:
    encoder = load_static_encoder()
    found = typer.log_odds(encoder.encode([text]), encoder.encode([heading]), [told])
    assert found.shape == (1, len(typer.labels))
    assert found.dtype == np.float32
    return dict(zip(typer.labels, found[0].tolist(), strict=True))


def test_a_provision_is_most_likely_about_what_it_was_trained_to_be(trained: Path) -> None:
    typer = LogisticProvisions(trained, static_digest())
    said = odds(typer, FEES, "Payment", payment_term=0.8)
    assert max(said, key=said.__getitem__) == "payment_term"


def test_each_of_words_heading_and_sentences_has_a_say(trained: Path) -> None:
    typer = LogisticProvisions(trained, static_digest())
    bare = odds(typer, OTHER)["payment_term"]
    assert odds(typer, FEES)["payment_term"] > bare
    assert odds(typer, OTHER, "Payment")["payment_term"] > bare
    assert odds(typer, OTHER, payment_term=0.8)["payment_term"] > bare


def test_a_type_with_too_few_examples_is_left_out(trained: Path) -> None:
    assert LogisticProvisions(trained, static_digest()).labels == ("governing_law", "payment_term")


def test_untold_types_count_as_nothing_and_unknown_ones_are_passed_over() -> None:
    told = told_of([{"fees": 0.5, "unheard_of": 1.0}, {"fees": 0.001}, {}], ["fees", "taxes"])
    assert told.tolist() == [[pytest.approx(np.log(50)), 0.0], [0.0, 0.0], [0.0, 0.0]]


def test_a_model_for_other_word_pieces_is_refused(trained: Path) -> None:
    with pytest.raises(ModelError, match="other word pieces"):
        LogisticProvisions(trained, "0123456789ab")


@pytest.mark.parametrize("file", [WEIGHTS_FILE, LABELS_FILE])
def test_a_damaged_model_is_refused(trained: Path, tmp_path: Path, file: str) -> None:
    for name in (WEIGHTS_FILE, LABELS_FILE):
        (tmp_path / name).write_bytes((trained / name).read_bytes())
    (tmp_path / file).write_bytes(b"{}")
    with pytest.raises(ModelError, match="no usable model of provisions"):
        LogisticProvisions(tmp_path, static_digest())


def test_the_shipped_model_knows_a_cap_from_an_exclusion_of_damages() -> None:
    typer = load_provision_typer()
    assert isinstance(typer, LogisticProvisions)
    cap = odds(typer, "Neither party's total liability shall exceed the amounts paid in the preceding twelve months.")
    kinds = odds(typer, "In no event shall either party be liable for lost profits or consequential damages.")
    assert cap["limitation_of_liability"] > cap["exclusion_of_damages"]
    assert kinds["exclusion_of_damages"] > kinds["limitation_of_liability"]


def test_no_contract_of_the_matching_benchmark_is_trained_on() -> None:
    root = Path(__file__).parents[2]
    trained_on, tried_on = (
        {json.loads(line)["doc"] for line in (root / path).read_text(encoding="utf-8").splitlines()}
        for path in ("models/training/data/provisions.jsonl", "benchmarks/data/matching.jsonl")
    )
    assert not trained_on & tried_on
    assert {fold_of(doc) for doc in trained_on} == set(range(FOLDS))
