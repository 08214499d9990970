"""What benchmarks.calibration says of predictions: as the scorer of CUAD counts them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibration import Judgements, area, calibration_error, judge, precision_at, reliability

LAW = "This Agreement is governed by the laws of Ohio."


@pytest.fixture
def judgements(tmp_path: Path) -> Judgements:
    """Two marked passages; the first is found twice, the second never, and one prediction is wrong."""
    gold = {"doc": "one", "spans": {"Governing Law": [LAW], "Insurance": ["Provider insures itself.<omitted> "]}}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    spans = [
        {"category": "Governing Law", "text": f"{LAW} Venue is Ohio.", "score": 0.6},
        {"category": "Governing Law", "text": LAW, "score": 0.9},
        {"category": "Insurance", "text": LAW, "score": 0.7},
    ]
    (tmp_path / "one.json").write_text(json.dumps({"spans": spans}), encoding="utf-8")
    return judge(tmp_path, tmp_path)


def test_a_passage_counts_once_and_its_second_prediction_not_at_all(judgements: Judgements) -> None:
    assert judgements.marked.tolist() == [1, 1]
    assert judgements.stated.tolist() == [0.9, 0.7, 0.6]
    assert judgements.right.tolist() == [True, False, True]
    assert judgements.repeats.tolist() == [False, False, True]


def test_precision_and_recall_are_pooled_or_of_one_category(judgements: Judgements) -> None:
    precision, recall = judgements.of()
    assert precision.tolist() == [1.0, 0.5]
    assert recall.tolist() == [0.5, 0.5]
    assert area(precision, recall) == 0.5
    assert precision_at(precision, recall, 0.5) == 1.0
    assert precision_at(precision, recall, 0.8) == 0.0
    assert area(*judgements.of("Governing Law")) == 1.0
    assert area(*judgements.of("Insurance")) == 0.0


def test_what_was_judged_comes_back_from_its_file(judgements: Judgements, tmp_path: Path) -> None:
    judgements.save(tmp_path / "kept.npz")
    again = Judgements.load(tmp_path / "kept.npz")

    assert again.categories == judgements.categories
    assert again.stated == pytest.approx(judgements.stated)
    assert np.array_equal(again.of()[0], judgements.of()[0])


def test_the_calibration_error_is_the_mean_distance_of_stated_and_true() -> None:
    stated, right = np.repeat([0.2, 0.8], 50), np.tile([True, False], 50)

    table = reliability(stated, right)

    assert sum(size for size, _, _ in table) == 100
    assert calibration_error(table) == pytest.approx(0.3)
