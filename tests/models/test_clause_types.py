"""What sentences are about: features, passages, and a small model trained here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.clause_types.convolution import ConvolutionScores, read
from models.clause_types.features import features_of
from models.clause_types.passage_odds import PassageOdds
from models.clause_types.runs import candidates_of
from models.clause_types.stored import LABELS_FILE, WEIGHTS_FILE
from models.interfaces import ModelError, Passage
from models.loading import SHIPPED_STATIC_ENCODER, load_clause_typer
from models.training.clause_types import FOLDS, fit_first, fold_of, load_rows, train
from models.training.convolution import Network
from models.word_pieces import WordPieces

LAWS = ["This contract is governed by the laws of Ohio.", "The law of Kenya governs this deed.", "Swiss law governs."]
FEES = ["Fees are due within thirty days.", "Customer pays each invoice in 30 days.", "Invoices fall due on receipt."]
PIECES = [WordPieces(SHIPPED_STATIC_ENCODER)] * (FOLDS + 1)
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


def log_odds(chances: list[list[float]]) -> NDArray[np.float32]:
    kept = np.clip(np.array(chances, dtype=np.float32), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float32)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clause_types")
    train(load_rows(passages_file(folder)), PIECES, folder / "model", folder / "folds")
    return folder


def test_a_sentence_is_told_by_its_words(trained: Path) -> None:
    typer = load_clause_typer(trained / "model")

    found = typer.types(
        [
            Passage("The laws of Peru govern this contract.", 0),
            Passage("Fees are due within 14 days.", 1),
            Passage("Hi.", 2),
        ]
    )

    likely = {(typed.label, typed.first, typed.last) for typed in found if typed.probability > 0.2}
    assert likely == {("governing_law", 0, 0), ("payment_term", 1, 1)}


def test_the_first_step_of_a_fold_has_not_seen_the_labels_of_its_contracts(trained: Path, tmp_path: Path) -> None:
    rows = load_rows(passages_file(tmp_path))
    left_out = fold_of(rows.docs[0])
    own = np.array([fold_of(doc) == left_out for doc in rows.docs])[rows.contracts]

    again = fit_first(replace(rows, known=np.where(own[:, None], 1 - rows.known, rows.known)), PIECES)

    for fold in range(FOLDS):
        with np.load(trained / "folds" / str(fold) / WEIGHTS_FILE) as before:
            same = all(np.array_equal(before[name], values) for name, values in again[fold].items())
        assert same is (fold == left_out)


def test_equal_input_gives_equal_weights(trained: Path, tmp_path: Path) -> None:
    train(load_rows(passages_file(tmp_path)), PIECES, tmp_path / "again", None)

    ids = [load_clause_typer(folder).id.split("@")[1] for folder in (tmp_path / "again", trained / "model")]
    assert ids[0] == ids[1]


def test_nothing_to_read_has_no_type(trained: Path) -> None:
    assert load_clause_typer(trained / "model").types([]) == ()


@pytest.mark.parametrize(
    "damage",
    [
        "no weights",
        "no labels",
        "another number of labels",
        "other word pieces",
        "no archive",
        "cut off",
        "a flipped byte",
        "arrays that do not fit",
    ],
)
def test_a_damaged_model_says_so(trained: Path, tmp_path: Path, damage: str) -> None:
    weights, labels = ((trained / "model" / name).read_bytes() for name in (WEIGHTS_FILE, LABELS_FILE))
    if damage != "no weights":
        middle = len(weights) // 2
        flipped = weights[:middle] + bytes([weights[middle] ^ 255]) + weights[middle + 1 :]
        damaged = {"no archive": b"PK", "cut off": weights[:middle], "a flipped byte": flipped}
        (tmp_path / WEIGHTS_FILE).write_bytes(damaged.get(damage, weights))
    if damage == "arrays that do not fit":
        with np.load(tmp_path / WEIGHTS_FILE) as stored:
            arrays = {name: stored[name] for name in stored.files}
        np.savez(tmp_path / "weights", **(arrays | {"hidden": arrays["hidden"][:-1]}))
    if damage != "no labels":
        described = json.loads(labels)
        if damage == "another number of labels":
            described["labels"] = ["one"]
        if damage == "other word pieces":
            described["word_pieces"] = "000000000000"
        (tmp_path / LABELS_FILE).write_text(json.dumps(described), encoding="utf-8")

    with pytest.raises(ModelError, match=tmp_path.name):
        load_clause_typer(tmp_path)


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
    passages = [Passage("It is so.", clause) for clause in (0, 0, 1, 1)]

    found = candidates_of([log_odds([[0.9], [0.8], [0.7], [0.0]])], passages, ["law"])

    assert set(zip(found.firsts.tolist(), found.lasts.tolist(), strict=True)) == {(0, 0), (1, 1), (2, 2), (0, 1)}


def test_the_chance_of_a_passage_rises_with_the_score_of_its_sentence(trained: Path) -> None:
    with np.load(trained / "model" / WEIGHTS_FILE) as arrays:
        odds = PassageOdds.from_arrays(dict(arrays))
    names, passages = ["governing_law", "payment_term"], [Passage(LAWS[0]), Passage(FEES[0]), Passage(OTHER[0])]

    low = candidates_of([log_odds([[0.05, 0], [0, 0], [0, 0]])] * 2, passages, names)
    high = candidates_of([log_odds([[0.95, 0], [0, 0], [0, 0]])] * 2, passages, names)

    assert odds.probabilities(high)[0] > odds.probabilities(low)[0]


def test_a_hint_of_an_unknown_label_counts_for_nothing() -> None:
    odds = log_odds([[0.9, 0.9]])

    told, untold = (candidates_of([odds], [Passage("So.", hints=hints)], ["a", "b"]) for hints in ({"c": 0.9}, {}))

    assert np.array_equal(told.features, untold.features)


def test_a_hint_counts_for_its_label_only() -> None:
    hinted = [Passage("So it is."), Passage("Oslo law.", hints={"law": 0.7})]
    even = np.zeros((2, 2), dtype=np.float32)

    with_hint, without = (
        candidates_of([even], passages, ["fees", "law"])
        for passages in (hinted, [replace(passage, hints={}) for passage in hinted])
    )

    changed = np.any(with_hint.features != without.features, axis=1)
    assert set(with_hint.labels[changed].tolist()) == {1}


def network(pieces: WordPieces, seed: int = 3) -> ConvolutionScores:
    """A network of chance weights with 8 units, 6 hidden ones and 2 labels."""
    chance, d = np.random.default_rng(seed), pieces.table.shape[1]
    shapes = [(d, 3 * 8), (8,), (2 * 8 + 4 * d + 2, 6), (6,), (6, 2), (2,)]
    arrays = [chance.normal(size=shape, scale=0.3).astype(np.float32) for shape in shapes]
    return ConvolutionScores(dict(zip(ConvolutionScores.names(), arrays, strict=True)), pieces)


def test_the_order_of_words_counts_for_the_convolution() -> None:
    scores = network(WordPieces(SHIPPED_STATIC_ENCODER))

    one, other = (scores.log_odds([Passage(text)]) for text in ("Provider pays Customer", "Customer pays Provider"))

    assert not np.allclose(one, other, atol=1e-3)


def test_the_convolution_reads_no_passage_across_its_end_and_none_differently_in_company() -> None:
    scores = network(WordPieces(SHIPPED_STATIC_ENCODER))
    passages = [Passage("Fees are due."), Passage("", 1), Passage("Swiss law governs.", 2, "Law", "General")]

    together = scores.log_odds(passages)

    assert together == pytest.approx(np.vstack([scores.log_odds([passage]) for passage in passages]), abs=1e-4)


def test_training_and_reading_compute_the_same() -> None:
    pieces = WordPieces(SHIPPED_STATIC_ENCODER)
    passages = [Passage("Fees are due.", 0, "Fees"), Passage("They bear interest.", 0, "Fees"), Passage("Law.", 1)]
    torch.manual_seed(5)
    trained = Network(pieces.table, 2)
    torch.nn.init.normal_(trained.top.weight)
    trained.eval()

    class Never(np.random.Generator):
        def random(self, size: object = None) -> object:  # type: ignore[override]
            return 1.0 if size is None else np.ones(size)

    with torch.no_grad():
        wanted = trained(read(passages, pieces), [0, 1, 2], Never(np.random.PCG64(0))).numpy()

    assert ConvolutionScores(trained.arrays(), pieces).log_odds(passages) == pytest.approx(wanted, abs=0.02)
