from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from redlines import FakeEncoder, agreement, entry, fake_encoders, library

from clause_library.classification import TypedSpan
from clause_library.matching import odds
from clause_library.matching.index import roles_of
from clause_library.matching.matcher import match_clauses, match_contract
from clause_library.tracked_changes import TrackedChanges
from clause_library.types import Match, Position

PAYMENT = (
    "Customer shall pay each undisputed invoice within thirty (30) days after the invoice date, without set-off, "
    "in the currency that the order form names."
)
PAYMENT_45 = PAYMENT.replace("thirty (30)", "forty-five (45)")
PAYMENT_90 = "Customer shall pay approved invoices within ninety (90) days and may withhold or set off any amount."
CONFIDENTIALITY = (
    "Each party shall keep the other party's confidential information secret, use it only to perform this Agreement "
    "and protect it with the care that it gives to its own secrets."
)
LAW = "This Agreement is governed by the laws of [governing law], without regard to its conflict of laws rules."

LIBRARY = library(
    entry(
        "payment",
        PAYMENT,
        Position("fallback", 1, PAYMENT_45, "common"),
        Position("prohibited", 1, PAYMENT_90, "no due date"),
        aliases=("Invoicing",),
    ),
    entry("confidentiality", CONFIDENTIALITY),
    entry("governing_law", LAW),
)


def match(*clauses: tuple[str, str], precise: FakeEncoder | None = None) -> tuple[Match, ...]:
    return match_clauses(agreement(*clauses), LIBRARY, fake_encoders(precise=precise))


def test_our_own_text_matches_exactly_whatever_its_typography() -> None:
    [found] = match(("Fees", PAYMENT.upper().replace("THIRTY (30)", "30")))
    assert (found.clause_type, found.position, found.method) == ("payment", "standard", "exact")
    assert found.score == 1.0
    assert found.clause == "1"


def test_the_precise_encoder_is_not_called_when_words_decide() -> None:
    encoder = FakeEncoder()
    found = match(("Fees", PAYMENT), ("Secrets", CONFIDENTIALITY), ("Law", LAW), precise=encoder)
    assert [m.clause_type for m in found] == ["payment", "confidentiality", "governing_law"]
    assert encoder.batches == []


def test_the_precise_encoder_sees_all_undecided_clauses_in_one_batch_and_the_positions_in_question_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(odds, "OPEN_BAND", 2.9)
    encoder = FakeEncoder("asked once")
    own = replace(LIBRARY, version="asked once")
    unclear = agreement(
        (
            "Other",
            "Customer shall pay invoices of Provider in the order form's currency a month after the invoice date.",
        ),
        ("More", "Customer shall pay each invoice in the currency that the parties agree."),
    )
    for _ in range(2):
        match_clauses(unclear, own, fake_encoders(precise=encoder))
    sizes = [len(batch) for batch in encoder.batches if batch]
    assert sizes == [2, 3, 2], "clauses, positions of the one entry in question, and the clauses again"


def test_a_placeholder_does_not_keep_a_clause_from_its_entry() -> None:
    [found] = match(("Law", LAW.replace("[governing law]", "the State of New York")))
    assert (found.clause_type, found.method) == ("governing_law", "lexical")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (PAYMENT_45, "fallback-1"),
        (PAYMENT.replace("thirty (30)", "sixty (60)"), "standard"),  # as far from both: the approved one
        (PAYMENT_90, "prohibited-1"),
        (PAYMENT.replace("without set-off", "without deduction"), "standard"),  # not enough of what is prohibited
    ],
)
def test_the_nearest_position_is_taken_and_a_prohibited_one_only_on_evidence(text: str, position: str) -> None:
    [found] = match(("Fees", text))
    assert (found.clause_type, found.position) == ("payment", position)


def test_their_promise_to_us_is_not_ours_to_them() -> None:
    promise = "Provider shall indemnify Customer against all losses of any kind, whether or not foreseeable."
    indemnity = library(
        entry("indemnity", "Provider shall defend Customer against patent claims.", Position("prohibited", 1, promise))
    )
    swapped = (
        "Customer will hold harmless and indemnify Provider against losses of any kind, whether foreseeable or not."
    )
    reversed_, ours = (
        match_clauses(agreement(("Indemnity", text)), indemnity, fake_encoders())
        for text in (swapped, swapped.replace("Customer", "X").replace("Provider", "Customer").replace("X", "Provider"))
    )
    assert [m.position for m in reversed_] == ["standard"]
    assert [m.position for m in ours] == ["prohibited-1"]


def test_foreign_clauses_have_no_entry() -> None:
    assert match(("Dress Code", "Employees of the restaurant wear white shirts and black shoes at all times.")) == ()


def test_a_heading_helps_a_clause_in_other_words() -> None:
    text = "Undisputed invoices are payable by Customer one month after the invoice date in the currency of the order."
    with_heading, without = match(("Invoicing", text)), match(("Miscellaneous", text))
    assert with_heading[0].scores["heading"] == 1.0
    assert with_heading[0].score > (without[0].score if without else 0)


def test_a_long_clause_answers_to_several_entries_each_with_its_own_words() -> None:
    filler = " ".join(f"Provider keeps record number {n} of the meetings of the committee." for n in range(6))
    found = match(("General", f"{PAYMENT} {CONFIDENTIALITY} {filler}"))
    assert [m.clause_type for m in found] == ["payment", "confidentiality"]
    assert found[0].quote == PAYMENT
    assert found[1].quote.startswith(CONFIDENTIALITY)


def test_a_gutted_clause_is_recognised_by_what_it_said_before() -> None:
    kept, gone = PAYMENT[:20], PAYMENT[20:]
    gutted = kept + "{-" + gone + "-}{+at its own discretion whenever convenient to it.+}"
    [found] = match(("Fees", gutted))
    assert (found.clause_type, found.position) == ("payment", "standard")
    assert found.similarity < 0.5


def test_a_gutted_fallback_is_compared_with_the_fallback_that_it_was() -> None:
    gutted = PAYMENT_45[:9] + "{-" + PAYMENT_45[9:] + "-}{+may pay invoices of Provider after the currency is agreed.+}"
    [found] = match(("Fees", gutted))
    assert (found.clause_type, found.position) == ("payment", "fallback-1")


def test_a_struck_clause_is_matched_for_what_it_was() -> None:
    contract = agreement(("Fees", PAYMENT), ("Secrets", "{-" + CONFIDENTIALITY + "-}"))
    matching = match_contract(contract, TrackedChanges(contract.document), LIBRARY, fake_encoders(), roles_of(LIBRARY))
    [(struck, was)] = matching.struck
    assert was is not None
    assert was.entry.clause_type == "confidentiality"
    assert struck.paragraphs == ("2. Secrets", CONFIDENTIALITY)


def test_runners_up_are_listed_best_first_without_the_winner() -> None:
    [found] = match(("Fees", PAYMENT))
    scores = [alternative.score for alternative in found.alternatives]
    assert scores == sorted(scores, reverse=True)
    assert "payment" not in [alternative.clause_type for alternative in found.alternatives]


def test_an_empty_library_and_an_empty_contract_match_nothing() -> None:
    assert match_clauses(agreement(("Fees", PAYMENT)), library(), fake_encoders()) == ()
    assert match() == ()


def test_a_clause_in_other_words_is_found_by_what_its_sentences_are_about() -> None:
    of = agreement(
        (
            "Miscellaneous provisions",
            "What a party discloses in confidence its receiver keeps secret and will use only for this Agreement.",
        )
    )
    [line] = [clause for clause in of.walk() if "in confidence" in of.document.quote(clause.span)]
    typed = TypedSpan("confidentiality", line.id, line.span, 0.99)

    def entries(*told: TypedSpan) -> list[str]:
        tracked = TrackedChanges(of.document)
        matching = match_contract(of, tracked, LIBRARY, fake_encoders(), roles_of(LIBRARY), typed=told)
        return [match.entry.clause_type for match in matching.matched]

    assert entries() == []
    assert entries(typed) == ["confidentiality"]


def test_a_match_names_the_telling_words_and_no_others() -> None:
    [found] = match(("Invoicing", "Undisputed invoices are payable by Customer one month after the invoice date."))
    assert {word.lower() for word in found.words} >= {"undisputed", "invoice"}
    assert not {"the", "by", "are", "its"} & set(found.words)
    assert all(f"“{word}”" in found.reason for word in found.words)


class FakeProvisions:
    """Is sure that every provision is about one clause type, and of no other that it knows."""

    id = "fake-provisions"
    labels = ("payment", "confidentiality")

    def __init__(self, sure_of: str) -> None:
        self._row = [9.0 if label == sure_of else -9.0 for label in self.labels]

    def log_odds(
        self, words: NDArray[np.float32], headings: NDArray[np.float32], told: Sequence[Mapping[str, float]]
    ) -> NDArray[np.float32]:
        assert len(words) == len(headings) == len(told)
        return np.array([self._row] * len(words), dtype=np.float32)


def test_what_the_model_of_provisions_says_counts_for_the_entries_that_it_knows() -> None:
    clause = agreement(("Other", "Sums that fall due are settled by Customer a month after Provider has billed them."))
    said = {
        sure_of: match_clauses(clause, LIBRARY, replace(fake_encoders(), provisions=FakeProvisions(sure_of)))
        for sure_of in ("payment", "confidentiality")
    }
    assert [match.clause_type for match in said["payment"]] == ["payment"]
    assert [match.clause_type for match in said["confidentiality"]] == ["confidentiality"]
