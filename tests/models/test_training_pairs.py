"""What the encoders are tuned on: what counts as the same provision, what as another, what is kept for measuring."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from models.loading import load_static_encoder
from models.training.clause_types import fold_of
from models.training.contrast import ranking_loss
from models.training.pairs import (
    HELD_OUT,
    Example,
    Sampler,
    Text,
    candidates_of,
    is_held_out,
    library_positions,
    load_passages,
)
from models.training.sentences import load_paraphrases
from models.training.static import Table, save, tune

ENTRIES = STANDARD_LIBRARY / "entries"
NAMES = [f"contract-{number}" for number in range(30)]
TRAINED = [name for name in NAMES if fold_of(name) != HELD_OUT]
KEPT = [name for name in NAMES if fold_of(name) == HELD_OUT]


def row(doc: str, marked: dict[str, list[str]], *sentences: tuple[str, int, list[str]]) -> str:
    return json.dumps(
        {
            "doc": doc,
            "passages": [[words, clause, "", ""] for words, clause, _ in sentences],
            "labels": [labels for _, _, labels in sentences],
            "unknown": [[] for _ in sentences],
            "marked": marked,
        }
    )


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    head = json.dumps({"labels": ["audit", "notices", "fees"], "cuad": {"audit": ["Audit Rights"]}})
    both = "Notices go to the address on the first page."
    rows = [
        row(TRAINED[0], {"audit": ["Licensor may inspect the books once a year."]}, (both, 1, ["notices"])),
        row(TRAINED[1], {"audit": ["Books may be examined on ten days' notice."]}, (both, 1, ["notices", "fees"])),
        row(TRAINED[2], {"audit": ["Audit Rights"]}),
        row(
            TRAINED[3],
            {},
            ("Send it to the office named below.", 4, ["notices"]),
            ("Mail counts too, we think.", 4, []),
        ),
        row(KEPT[0], {"audit": ["The auditor is let in at reasonable times."]}),
        row("written-7", {}, ("Pay us monthly.", 0, ["fees"])),
    ]
    path = tmp_path / "passages.jsonl"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def text(label: str, position: str = "", words: str = "") -> Text:
    return Text(words or label, frozenset({label}), "somewhere", position)


def test_texts_have_all_labels_that_they_have_anywhere(passages: Path) -> None:
    found = {one.words: one.labels for one in load_passages(passages)}

    assert found["Notices go to the address on the first page."] == {"notices", "fees"}
    assert found["Licensor may inspect the books once a year."] == {"audit"}
    assert found["Pay us monthly."] == {"fees"}


def test_a_clause_under_a_telling_heading_counts_whole_and_by_sentence(passages: Path) -> None:
    words = {one.words for one in load_passages(passages) if one.source == TRAINED[3]}

    assert words == {
        "Send it to the office named below. Mail counts too, we think.",
        "Send it to the office named below.",
    }


def test_short_passages_are_left_out(passages: Path) -> None:
    assert "Audit Rights" not in {one.words for one in load_passages(passages)}


def test_contracts_are_either_trained_on_or_held_out(passages: Path) -> None:
    assert {one.source for one in load_passages(passages, held_out=True)} == {KEPT[0]}
    assert KEPT[0] not in {one.source for one in load_passages(passages)}


def test_positions_are_those_of_the_library() -> None:
    library = load_library(STANDARD_LIBRARY)

    assert library_positions(ENTRIES) == {
        (entry.clause_type, position.id): " ".join(position.text.split())
        for entry in library.entries
        for position in entry.positions
    }


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        (text("fees"), text("fees"), True),
        (text("fees"), text("taxes"), False),
        (text("fees", "fees/standard"), text("fees"), True),
        (text("fees", "fees/standard"), text("fees", "fees/standard"), True),
        (text("fees", "fees/standard"), text("fees", "fees/prohibited-1"), False),
    ],
)
def test_what_may_be_the_same_provision_does_not_count_as_different(one: Text, other: Text, like: bool) -> None:
    assert one.is_like(other) is like


def test_the_own_positive_counts_and_what_is_like_it_does_not() -> None:
    edited = text("fees", "fees/standard/changed-0")
    batch = [
        Example(text("fees", "fees/standard"), text("fees", "fees/standard"), edited),
        Example(text("fees"), text("fees")),
        Example(text("taxes"), text("taxes")),
    ]

    candidates, ignored = candidates_of(batch)

    assert candidates[3] is edited
    assert ignored.tolist() == [
        [False, True, False, False],
        [True, False, False, True],
        [False, False, False, False],
    ]


def test_batches_pair_contracts_and_positions_and_repeat_with_the_seed(passages: Path) -> None:
    def drawn() -> list[tuple[Example, ...]]:
        sampler = Sampler(load_passages(passages), load_paraphrases(), library_positions(ENTRIES), 0.5, seed=3)
        return list(sampler.batches(steps=20, size=8))

    examples = [example for batch in drawn() for example in batch]

    assert drawn() == drawn()
    for example in examples:
        assert example.anchor.labels & example.positive.labels
        assert (example.anchor.source != example.positive.source) or example.anchor.source == "library"
        assert example.negative is None or not example.anchor.is_like(example.negative)
    assert sum(example.negative is not None for example in examples) == len(examples) / 2


def test_entries_that_are_held_out_are_never_drawn() -> None:
    written = load_paraphrases()
    kept = {one.clause_type for one in written if is_held_out(one.clause_type)}
    plain = [text("fees"), Text("other", frozenset({"fees"}), "elsewhere")]
    sampler = Sampler(plain, written, library_positions(ENTRIES), 1.0)

    drawn = {label for batch in sampler.batches(40, 32) for example in batch for label in example.anchor.labels}

    assert kept
    assert not drawn & kept


def test_the_loss_falls_when_the_positive_comes_near_and_ignores_what_does_not_count() -> None:
    anchors = torch.eye(2)
    near, far = torch.eye(2), torch.eye(2).flip(0)
    none = torch.zeros(2, 2, dtype=torch.bool)

    assert ranking_loss(anchors, near, none) < 0.01 < ranking_loss(anchors, far, none)
    same = torch.cat([near, near])
    ignored = torch.tensor([[False, False, True, False], [False, False, False, True]])
    assert ranking_loss(anchors, same, ignored) < 0.01


def test_a_static_encoder_learns_that_other_words_mean_the_same(tmp_path: Path) -> None:
    words = ("[UNK]", "money", "coins", "judge", "court")
    vocabulary = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    vocabulary.save(str(tmp_path / "tokenizer.json"))
    start = np.random.default_rng(0).normal(size=(len(words), 8)).astype(np.float32)
    table = Table(start, vocabulary)
    passages = [
        Text(word, frozenset({label}), source)
        for word, label, source in [("money", "a", "1"), ("coins", "a", "2"), ("judge", "b", "1"), ("court", "b", "2")]
    ]

    tune(table, Sampler(passages, [], {}, 0.0), steps=300, size=8)
    save(table.vectors(), tmp_path / "tokenizer.json", tmp_path / "static")

    money, coins, judge = start[1:4] / np.linalg.norm(start[1:4], axis=1, keepdims=True)
    assert money @ coins - money @ judge < 0.2
    money, coins, judge = load_static_encoder(tmp_path / "static").encode(["money", "coins", "judge"])
    assert money @ coins - money @ judge > 0.45
