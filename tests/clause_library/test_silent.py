"""Silent changes as deviations: marked, told once, first of their severity, no milder than the same change tracked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from redlines import agreement, entry, fake_encoders, library

from clause_library.deviations.silent import METHOD
from clause_library.reviewing import review_fields
from clause_library.types import SEVERITIES, Baseline, Change, Deviation, Position, Review, Tolerance
from extractor.types import Contract, Document, Margin

PAYMENT = "Customer shall pay each undisputed invoice within thirty (30) days after the invoice date, without set-off."
CAP = (
    "Provider's total liability under this Agreement is limited to the fees paid in the twelve (12) months before "
    "the event that gave rise to it."
)
SECRETS = "Each party shall keep the other party's confidential information secret for three (3) years."
SPORT = "The annual tennis match of both teams takes place on the second Friday of July at the club in Oslo."
LIBRARY = library(
    entry(
        "payment",
        PAYMENT,
        severity="medium",
        approver="finance",
        tolerances=(Tolerance("payment_term", "at_most", "P45D", "high", "it finances them", "duration", "cfo"),),
    ),
    entry(
        "liability_cap",
        CAP,
        Position("prohibited", 1, "Provider's liability is unlimited and uncapped.", "nobody insures that", "cfo"),
        severity="critical",
        required_for=("master_agreement",),
    ),
    entry("confidentiality", SECRETS, protects="both"),
)
OURS = (("Fees", PAYMENT), ("Liability", CAP), ("Secrets", SECRETS), ("Sport", SPORT))


def contract(**texts: str) -> Contract:
    """Our agreement with some clauses' text replaced; an empty text leaves the clause out."""
    clauses = ((heading, texts.get(heading, text)) for heading, text in OURS)
    return agreement(*((heading, text) for heading, text in clauses if text))


def review(returned: Contract, sent: Contract | Document | None = None) -> Review:
    baseline = sent.document if isinstance(sent, Contract) else sent
    encoders = fake_encoders()
    return review_fields(returned, LIBRARY, (), encoders=encoders, today=date(2026, 3, 1), baseline=baseline)


def only(returned: Contract, sent: Contract) -> Deviation:
    [deviation] = review(returned, sent).deviations
    return deviation


def test_what_came_back_as_it_was_sent_has_none_and_says_with_what_it_was_compared() -> None:
    sent = contract()
    result = review(contract(), replace(sent.document, name="sent.docx"))
    assert result.deviations == ()
    assert result.document.baseline == Baseline("sent.docx", sent.document.sha256)
    assert review(contract()).document.baseline is None


def test_the_ordinary_deviation_is_kept_and_marked() -> None:
    deviation = only(contract(Fees=PAYMENT.replace("thirty (30)", "ninety (90)")), contract())
    assert deviation.tracked is False
    assert deviation.clause_type == "payment"
    assert deviation.changes == (Change("thirty (30) days", "ninety (90) days"),)
    assert deviation.reason.endswith("no tracked change shows this, and the version that we sent reads otherwise.")
    assert deviation.method.endswith(METHOD)
    assert deviation.quote == "ninety (90) days"


def test_a_change_that_the_library_does_not_see_is_told_in_its_own_words() -> None:
    deviation = only(contract(Sport=SPORT.replace("second Friday", "third Friday")), contract())
    assert (deviation.tracked, deviation.clause_type, deviation.method) == (False, None, METHOD)
    assert deviation.changes == (Change("second", "third"),)
    assert deviation.answer == "second"
    assert deviation.quote == "third"


def test_a_negotiated_wording_that_was_changed_again_is_told_against_what_we_sent() -> None:
    sent = contract(Fees=PAYMENT.replace("thirty (30)", "forty (40)"))
    deviation = only(contract(Fees=PAYMENT.replace("thirty (30)", "ninety (90)")), sent)
    assert deviation.tracked is False
    assert deviation.changes[0].after == "ninety (90) days"


def test_what_we_sent_ourselves_was_not_changed_silently() -> None:
    negotiated = {"Fees": PAYMENT.replace("thirty (30)", "forty (40)")}
    tracked = SECRETS.replace("three (3)", "{-three (3)-}{+five (5)+}")
    returned = contract(**negotiated, Secrets=tracked)
    alone, compared = review(returned), review(returned, contract(**negotiated))
    before, after = ({one.clause_type: one.tracked for one in made.deviations} for made in (alone, compared))
    assert before == {"payment": False, "confidentiality": True}
    assert after == {"payment": None, "confidentiality": True}


def test_a_required_clause_that_went_silently_is_removed_and_not_missing_too() -> None:
    result = review(contract(Liability=""), contract())
    [deviation] = [one for one in result.deviations if one.clause_type == "liability_cap"]
    assert (deviation.kind, deviation.tracked, deviation.severity) == ("clause_removed", False, "high")
    assert [one.kind for one in review(contract(Liability="")).deviations] == ["missing_clause"]


def test_a_clause_that_came_silently_is_told() -> None:
    added = "Provider shall indemnify the tennis club for every broken racket of the season and its strings."
    deviation = only(contract(Sport=f"{SPORT}\n{added}"), contract())
    assert (deviation.kind, deviation.tracked, deviation.severity) == ("clause_added", False, "high")
    assert deviation.changes == (Change("", added.rstrip(".")),)


def test_wording_that_we_never_sign_and_that_came_silently_is_marked() -> None:
    deviation = only(contract(Liability="Provider's liability is unlimited and uncapped."), contract())
    assert (deviation.kind, deviation.tracked) == ("prohibited_position", False)


def test_a_moved_clause_is_told_once() -> None:
    order = [OURS[0], OURS[2], OURS[3], OURS[1]]
    deviation = only(agreement(*order), contract())
    assert (deviation.kind, deviation.tracked, deviation.severity) == ("clause_moved", False, "low")


def test_words_that_went_have_their_sentence_for_evidence() -> None:
    deviation = only(contract(Sport=SPORT.replace(" at the club", "")), contract())
    assert deviation.changes == (Change("at club", ""),) or deviation.changes[0].before == "at the club"
    assert "tennis match" in deviation.quote


def test_many_changes_of_one_sentence_are_one_card() -> None:
    changed = SPORT.replace("annual", "monthly").replace("second", "third").replace("July", "August")
    changed = changed.replace("tennis", "golf")
    deviation = only(contract(Sport=changed), contract())
    assert len(deviation.changes) >= 3


def test_a_header_is_told_as_one() -> None:
    sent, back = (
        replace(contract(), document=replace(contract().document, margins=(Margin("header", words),)))
        for words in ("Between Larkspur and Halden", "Between Larkspur and Halden Nordic")
    )
    deviation = only(back, sent)
    assert (deviation.subject, deviation.tracked, deviation.quote) == ("Header", False, "")
    assert deviation.changes == (Change("Between Larkspur and Halden", "Between Larkspur and Halden Nordic"),)


def test_silent_changes_come_first_in_their_severity() -> None:
    tracked = PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+sixty (60)+}")
    returned = contract(Fees=tracked, Sport=SPORT.replace("second Friday", "third Friday"))
    found = review(returned, contract()).deviations
    assert [deviation.id for deviation in found] == ["D1", "D2"]
    order = [(-SEVERITIES.index(one.severity), one.tracked is not False) for one in found]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("heading", "before", "after"),
    [
        ("Fees", "thirty (30)", "ninety (90)"),
        ("Fees", "thirty (30)", "ten (10)"),
        ("Fees", "shall", "may"),
        ("Fees", ", without set-off", ""),
        ("Liability", "limited", "not limited"),
        ("Secrets", "Each party", "Provider"),
        ("Sport", "club", "stadium"),
        ("Sport", "of both", "for both"),
    ],
)
def test_no_silent_change_is_milder_than_the_same_one_tracked(heading: str, before: str, after: str) -> None:
    text = dict(OURS)[heading]
    marked = f"{{-{before}-}}" + (f"{{+{after}+}}" if after else "")
    [tracked] = review(contract(**{heading: text.replace(before, marked, 1)}), contract()).deviations
    silent = only(contract(**{heading: text.replace(before, after, 1)}), contract())
    assert tracked.tracked is True
    assert silent.tracked is False
    assert SEVERITIES.index(silent.severity) >= max(SEVERITIES.index(tracked.severity), SEVERITIES.index("low"))


def test_another_contract_is_no_baseline() -> None:
    lines = [(f"Garden {number}", f"Tenant {number} waters roses and cuts hedge {number}.") for number in range(40)]
    result = review(contract(), agreement(*lines, title="House rules"))
    assert [problem.code for problem in result.document.problems] == ["other_contract"]
    assert result.deviations == review(contract()).deviations
