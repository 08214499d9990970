"""What sentences are about: features, passages, and a small model trained here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.clause_types.features import features_of
from models.clause_types.passage_odds import PassageOdds
from models.clause_types.runs import candidates_of
from models.clause_types.typer import LABELS_FILE, WEIGHTS_FILE, LinearTyper
from models.interfaces import ModelError, Passage
from models.training.clause_types import fold_of, load_rows, train

LAWS = ["This contract is governed by the laws of Ohio.", "The law of Kenya governs this deed.", "Swiss law governs."]
FEES = ["Fees are due within thirty days.", "Customer pays each invoice in 30 days.", "Invoices fall due on receipt."]
OTHER = ["The parties met in Lima.", "Notices go to the address above.", "Each party keeps its copy.", "Goods are red."]


def passages_file(folder: Path) -> Path:
    """Sixty contracts of three sentences: one about law, one about fees, one about neither."""
    rows = [{"labels": ["governing_law", "payment_term"], "cuad": {"governing_law": [], "payment_term": []}}]
    for number in range(60):
        texts = [LAWS[number % 3], FEES[number % 3], OTHER[number % 4]]
        rows.append(
            {
                "doc": f"contract {number}",
                "passages": [[text, place, "", "", {}] for place, text in enumerate(texts)],
                "labels": [["governing_law"], ["payment_term"], []],
                "unknown": [[], [], []],
                "marked": {"governing_law": [texts[0]], "payment_term": [texts[1]]},
            }
        )
    path = folder / "passages.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clause_types")
    train(load_rows(passages_file(folder)), folder / "model", folder / "folds")
    return folder


def test_a_sentence_is_told_by_its_words(trained: Path) -> None:
    typer = LinearTyper(trained / "model")

    found = typer.types(
        [
            Passage("The laws of Peru govern this contract.", 0),
            Passage("Fees are due within 14 days.", 1),
            Passage("Hi.", 2),
        ]
    )

    likely = {(typed.label, typed.first, typed.last) for typed in found if typed.probability > 0.2}
    assert likely == {("governing_law", 0, 0), ("payment_term", 1, 1)}


def test_the_model_of_a_fold_has_not_seen_its_contracts(trained: Path, tmp_path: Path) -> None:
    rows = load_rows(passages_file(tmp_path))
    left_out = fold_of(rows.docs[0])

    assert len({fold_of(doc) for doc in rows.docs}) == 5
    assert (trained / "folds" / str(left_out) / WEIGHTS_FILE).read_bytes() != (
        trained / "model" / WEIGHTS_FILE
    ).read_bytes()


def test_equal_input_gives_equal_weights(trained: Path, tmp_path: Path) -> None:
    train(load_rows(passages_file(tmp_path)), tmp_path / "again", None)

    assert LinearTyper(tmp_path / "again").id.split("@")[1] == LinearTyper(trained / "model").id.split("@")[1]


def test_nothing_to_read_has_no_type(trained: Path) -> None:
    assert LinearTyper(trained / "model").types([]) == ()


@pytest.mark.parametrize("damage", ["no weights", "no labels", "another number of labels", "no archive"])
def test_a_damaged_model_says_so(trained: Path, tmp_path: Path, damage: str) -> None:
    weights, labels = ((trained / "model" / name).read_bytes() for name in (WEIGHTS_FILE, LABELS_FILE))
    if damage != "no weights":
        (tmp_path / WEIGHTS_FILE).write_bytes(b"PK" if damage == "no archive" else weights)
    if damage != "no labels":
        (tmp_path / LABELS_FILE).write_bytes(b'["one"]' if damage == "another number of labels" else labels)

    with pytest.raises(ModelError, match=tmp_path.name):
        LinearTyper(tmp_path)


def test_a_row_of_features_has_the_same_length_however_long_the_sentence() -> None:
    found = features_of([Passage("Fees."), Passage("Fees are due in full " * 40)])

    norms = [
        float(np.square(found.values[a:b]).sum()) for a, b in zip(found.starts[:-1], found.starts[1:], strict=True)
    ]
    assert norms == pytest.approx([1.25, 1.25])


def test_numbers_are_alike_and_neighbours_count_only_within_a_clause() -> None:
    def buckets(*passages: Passage) -> set[int]:
        found = features_of(passages)
        return set(found.buckets[: found.starts[1]].tolist())

    assert buckets(Passage("pay in 30 days")) == buckets(Passage("pay in 45 days"))
    alone = buckets(Passage("Fees.", 0))
    assert buckets(Passage("Fees.", 0), Passage("Law.", 0)) != alone
    assert buckets(Passage("Fees.", 0), Passage("Law.", 1)) == alone


def test_likely_sentences_of_a_clause_are_tried_together() -> None:
    scores = np.array([[0.9], [0.8], [0.7], [0.0]], dtype=np.float32)

    found = candidates_of(scores, [Passage("It is so.", clause) for clause in (0, 0, 1, 1)], ["law"])

    assert set(zip(found.firsts.tolist(), found.lasts.tolist(), strict=True)) == {(0, 0), (1, 1), (2, 2), (0, 1)}


def test_the_chance_of_a_passage_rises_with_the_score_of_its_sentence(trained: Path) -> None:
    with np.load(trained / "model" / WEIGHTS_FILE) as arrays:
        odds = PassageOdds.from_arrays(dict(arrays))
    names, passages = ["governing_law", "payment_term"], [Passage(LAWS[0]), Passage(FEES[0]), Passage(OTHER[0])]

    low = candidates_of(np.array([[0.05, 0], [0, 0], [0, 0]], np.float32), passages, names)
    high = candidates_of(np.array([[0.95, 0], [0, 0], [0, 0]], np.float32), passages, names)

    assert odds.probabilities(high)[0] > odds.probabilities(low)[0]


def test_a_hint_counts_for_its_label_only() -> None:
    hinted = [Passage("So it is."), Passage("Oslo law.", hints={"law": 0.7})]
    scores = np.full((2, 2), 0.5, dtype=np.float32)

    with_hint, without = (
        candidates_of(scores, passages, ["fees", "law"])
        for passages in (hinted, [replace(passage, hints={}) for passage in hinted])
    )

    changed = np.any(with_hint.features != without.features, axis=1)
    assert set(with_hint.labels[changed].tolist()) == {1}
