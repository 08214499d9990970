"""When matching leaves a clause open, and what is told of a place: the small parts of the cascade."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from redlines import FakeEncoder, agreement, entry, fake_encoders, library

from clause_library.classification import TypedSpan
from clause_library.matching import odds
from clause_library.matching.matcher import match_clauses
from clause_library.matching.told import Told
from extractor.types import Span

NEEDED = float(np.log(odds.MATCH_THRESHOLD / (1 - odds.MATCH_THRESHOLD)))
BAND = odds.OPEN_BAND

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(
    ("best", "second", "is_open"),
    [
        (NEEDED + BAND / 2, NEEDED - 9, True),  # near the threshold, from above
        (NEEDED - BAND / 2, NEEDED - 9, True),  # and from below
        (NEEDED + 9, NEEDED + 9 - BAND / 2, True),  # two entries near each other
        (NEEDED + 9, NEEDED + 9 - 2 * BAND, False),
        (NEEDED - 9, NEEDED - 9, False),  # none of them, whoever comes first
    ],
)
def test_a_clause_is_open_near_the_threshold_and_between_two_entries(best: float, second: float, is_open: bool) -> None:
    assert odds.is_open(np.array([[second, best]], dtype=np.float32)).tolist() == [is_open]
    if second == NEEDED - 9:
        assert odds.is_open(np.array([[best]], dtype=np.float32)).tolist() == [is_open], "a library of one entry"


def test_only_entries_near_the_best_are_in_question_and_only_so_many() -> None:
    near, far = [0.01 * BAND * number for number in range(odds.MOST_RIVALS + 3)], [-9.0] * 4

    asked = odds.in_question(np.array([near + far], dtype=np.float32))[0]

    assert np.flatnonzero(asked).tolist() == list(range(3, odds.MOST_RIVALS + 3))


@given(
    st.lists(st.tuples(SPANS, st.sampled_from("ab"), st.sampled_from([0.001, 0.2, 0.9])), max_size=12),
    st.lists(SPANS, min_size=1, max_size=3),
)
def test_what_is_told_of_a_place_is_what_mostly_lies_in_it(
    typed: list[tuple[Span, str, float]], asked: list[Span]
) -> None:
    wanted: dict[str, float] = {}
    for span, kind, probability in typed:
        shared = sum(max(0, min(span.end, piece.end) - max(span.start, piece.start)) for piece in asked)
        if probability >= odds.LEAST_TYPE and shared >= len(span) / 2:
            wanted[kind] = max(wanted.get(kind, 0.0), probability)

    assert Told([TypedSpan(kind, "1", span, chance) for span, kind, chance in typed]).within(asked) == wanted


def test_the_score_of_a_clause_does_not_depend_on_the_other_clauses_of_its_contract(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(odds, "OPEN_BAND", 2.5)
    own = replace(
        library(
            entry("payment", "Customer shall pay each undisputed invoice within thirty days after the invoice date."),
            entry("taxes", "Fees are exclusive of taxes and Customer shall pay all taxes on each invoice but ours."),
            entry("governing_law", "This Agreement is governed by the laws of New York, whatever its conflict rules."),
        ),
        version="alone or not",
    )
    clauses = [
        ("Other", "Customer shall pay invoices of Provider a month after the invoice date."),
        ("More", "Customer shall pay the taxes that an invoice shows beside the fees."),
        ("Rest", "The laws of New York apply to this Agreement and to what follows from it."),
    ]
    encoder = FakeEncoder("alone or not")

    together = match_clauses(agreement(*clauses), own, fake_encoders(precise=encoder))
    alone = [
        match for clause in clauses for match in match_clauses(agreement(clause), own, fake_encoders(precise=encoder))
    ]

    assert sum(map(len, encoder.batches[:1])) > 1, "not two of them are open: the test says nothing"
    assert [match.scores for match in together] == [match.scores for match in alone]
    assert [match.score for match in together] == [match.score for match in alone]
