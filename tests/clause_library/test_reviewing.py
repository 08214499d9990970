from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redlines import ANNA, BORIS, agreement, contract, entry, fake_encoders, field, library

from clause_library.deviations import in_revisions
from clause_library.deviations.answers import answer
from clause_library.deviations.case import Case
from clause_library.deviations.finding import find_deviations
from clause_library.matching.index import roles_of
from clause_library.matching.matcher import Matching, match_contract
from clause_library.places import Places
from clause_library.reviewing import party_roles, review_fields
from clause_library.tracked_changes import TrackedChanges, has_words
from clause_library.types import Change, Deviation, Position, Review, Tolerance
from clause_library.wording.normalize import Roles, Wording, wording
from extractor.types import Contract, Field, FormChanges, Margin, Revision, Span

TODAY = date(2026, 3, 1)
PAYMENT = "Customer shall pay each undisputed invoice within thirty (30) days after the invoice date, without set-off."
CAP = (
    "Provider's total liability under this Agreement is limited to the fees paid in the twelve (12) months before "
    "the event that gave rise to it."
)
SECRETS = (
    "Each party shall keep the other party's confidential information secret for three (3) years after disclosure."
)
LAW = "This Agreement is governed by the laws of [governing law], and the courts of New York decide all disputes."
TERM = "This Agreement runs for an initial term of [initial term] from the effective date of the first order form."

LIBRARY = library(
    entry(
        "payment",
        PAYMENT,
        Position("fallback", 1, PAYMENT.replace("thirty (30)", "forty-five (45)"), "large buyers need it", None, "low"),
        severity="medium",
        approver="finance",
        tolerances=(Tolerance("payment_term", "at_most", "P45D", "high", "it finances them", "duration", "cfo"),),
    ),
    entry(
        "liability_cap",
        CAP,
        Position(
            "prohibited", 1, "Provider's liability is unlimited and uncapped.", "nobody insures that", "cfo", "critical"
        ),
        severity="critical",
        required_for=("master_agreement",),
    ),
    entry("confidentiality", SECRETS, protects="both", required_for=("master_agreement",)),
    entry("governing_law", LAW, protects="both"),
    entry("initial_term", TERM, protects="both"),
)
OURS = (("Fees", PAYMENT), ("Liability", CAP), ("Secrets", SECRETS), ("Law", LAW), ("Term", TERM))


def review(of: Contract, fields: tuple[Field, ...] = ()) -> Review:
    return review_fields(of, LIBRARY, fields, encoders=fake_encoders(), today=TODAY)


def redline(**texts: str) -> Contract:
    """Our agreement with some clauses' text replaced, by heading."""
    return agreement(*((heading, texts.get(heading, text)) for heading, text in OURS))


def only(of: Contract, fields: tuple[Field, ...] = ()) -> Deviation:
    [deviation] = review(of, fields).deviations
    return deviation


def test_our_own_agreement_has_no_deviations_and_needs_nobody() -> None:
    result = review(redline())
    assert result.deviations == ()
    assert result.approvals == ()
    assert [match.method for match in result.matches] == ["exact"] * 5


def test_what_changed_outside_of_the_clauses_travels_with_the_review() -> None:
    struck = Revision("header1-1", "deletion", "v1", Span(0, 0), Span(0, 2), ANNA)
    of = redline()
    document = replace(
        of.document,
        margins=(Margin("header", "", original="v1", revisions=(struck,)),),
        form_changes=(FormChanges(ANNA, 2),),
    )
    result = review(replace(of, document=document))

    assert (result.document.margins, result.document.form_changes) == (document.margins, document.form_changes)


def test_a_tracked_value_beyond_our_limit_names_author_limit_and_answer() -> None:
    deviation = only(redline(Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+A:seventy-five (75)+}")))
    assert (deviation.kind, deviation.severity, deviation.direction) == ("tolerance_exceeded", "high", "adverse")
    assert deviation.changes == (Change("thirty (30) days", "seventy-five (75) days"),)
    assert deviation.quote == "seventy-five (75) days"
    assert deviation.reason == ("The payment term is seventy-five (75) days; our limit is 45 days (it finances them).")
    assert deviation.answer == PAYMENT
    assert (deviation.authors, deviation.revisions, deviation.approver) == ((BORIS, ANNA), ("r1", "r2"), "cfo")


def test_a_value_that_moved_inside_our_limit_is_low() -> None:
    deviation = only(redline(Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+forty (40)+}")))
    assert (deviation.kind, deviation.severity, deviation.direction) == ("duration_changed", "low", "adverse")


def test_a_value_that_helps_us_needs_nobody() -> None:
    result = review(redline(Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+ten (10)+}")))
    assert [(d.kind, d.direction, d.severity) for d in result.deviations] == [
        ("duration_changed", "favourable", "info")
    ]
    assert result.approvals == ()


def test_an_approved_fallback_is_said_to_be_one() -> None:
    deviation = only(redline(Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+forty-five (45)+}")))
    assert (deviation.kind, deviation.severity, deviation.position) == ("fallback_position", "low", "fallback-1")
    assert deviation.approver is None
    assert deviation.revisions == ("r1", "r2")
    assert "large buyers need it" in deviation.reason


def test_prohibited_wording_says_why_we_never_sign_it() -> None:
    deviation = only(redline(Liability="Provider's liability is unlimited and uncapped in all cases."))
    assert (deviation.kind, deviation.severity) == ("prohibited_position", "critical")
    assert "nobody insures that" in deviation.reason
    assert deviation.answer == CAP


UNCAPPED = "Provider's liability is unlimited and uncapped."


def test_prohibited_wording_beside_our_own_is_to_be_struck_and_strikes_nothing() -> None:
    deviation = only(agreement(*OURS, ("More liability", "{+" + UNCAPPED + "+}")))
    assert deviation.changes == (Change("", UNCAPPED),)
    assert deviation.answer == ""
    assert deviation.reason.endswith("Strike it: our language stands in 2.")


def test_prohibited_wording_in_the_place_of_none_is_answered_with_our_own() -> None:
    others = [clause for clause in OURS if clause[0] != "Liability"]
    deviation = only(agreement(*others, ("More liability", "{+" + UNCAPPED + "+}")))
    assert deviation.changes == (Change("", UNCAPPED),)
    assert deviation.answer == CAP


@pytest.mark.parametrize(
    ("defined_as", "said"),
    [
        ("Client", "Client shall protect Client Data."),
        ("Customer", "Customer shall protect Customer Data."),
        (None, "Acme Freight plc shall protect Customer Data."),
    ],
)
def test_answers_call_the_parties_as_the_contract_does(defined_as: str | None, said: str) -> None:
    of = agreement(("Names", "Acme Freight plc and Bolt Inc. agree as follows."))
    parties = (
        field(of.document, "party", {"name": "Bolt Inc.", "role": None, "defined_as": "Provider"}, "Bolt Inc."),
        field(
            of.document,
            "party",
            {"name": "Acme Freight plc", "role": None, "defined_as": defined_as},
            "Acme Freight plc",
        ),
    )
    position = Position("standard", 0, "Customer shall protect Customer Data.")
    assert answer(position, LIBRARY, party_roles(LIBRARY, parties), {}, ()) == said


def test_a_carve_out_from_a_clause_that_protects_us_is_against_us() -> None:
    deviation = only(
        redline(Liability=CAP.replace(" is limited", "{+, except for breach of data protection,+} is limited"))
    )
    assert (deviation.kind, deviation.direction, deviation.severity) == ("scope_changed", "adverse", "critical")


def test_words_that_went_are_shown_in_the_sentence_where_they_stood() -> None:
    deviation = only(redline(Fees=PAYMENT.replace(", without set-off", "{-, without set-off-}")))
    assert (deviation.kind, deviation.direction) == ("text_removed", "adverse")
    assert deviation.changes == (Change("without set-off", ""),)
    assert deviation.quote.startswith("Customer shall pay")


def test_where_nothing_is_tracked_no_change_is_silent() -> None:
    deviation = only(redline(Fees=PAYMENT.replace("thirty (30)", "ten")))
    assert deviation.tracked is None


def test_a_silent_change_in_a_redline_is_told_as_one() -> None:
    silent = redline(
        Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+ten+}"), Secrets=SECRETS.replace("three (3)", "two")
    )
    tracked, untracked = sorted(review(silent).deviations, key=lambda d: not d.revisions)
    assert (tracked.tracked, untracked.tracked) == (True, False)
    assert (tracked.subject, untracked.subject) == ("Payment", "Confidentiality")
    assert untracked.reason.endswith("no tracked change shows this.")
    assert untracked.authors == ()


def test_in_a_document_without_revisions_nothing_is_called_silent() -> None:
    deviation = only(redline(Secrets=SECRETS.replace("three (3)", "two (2)")))
    assert "tracked" not in deviation.method


def test_a_struck_clause_is_removed_and_not_missing_as_well() -> None:
    deviation = only(redline(Secrets="{-" + SECRETS + "-}"))
    assert (deviation.kind, deviation.clause_type) == ("clause_removed", "confidentiality")
    assert deviation.revisions == ("r1", "r2")
    assert deviation.quote == ""


def test_a_required_clause_that_was_never_there_is_missing() -> None:
    deviation = only(agreement(*(clause for clause in OURS if clause[0] != "Secrets")))
    assert (deviation.kind, deviation.clause_type, deviation.severity) == ("missing_clause", "confidentiality", "high")
    assert deviation.quote == ""
    assert deviation.answer == SECRETS


@pytest.mark.parametrize(("nearest", "kinds"), [(0.29, ["missing_clause"]), (0.3, [])])
def test_what_some_words_come_near_to_is_not_missing(nearest: float, kinds: list[str]) -> None:
    of = agreement(*OURS)
    case = Case(of, LIBRARY, Roles((), ()), (), TrackedChanges(of.document), Places(of))
    near = {"liability_cap": 1.0, "confidentiality": nearest}
    told = find_deviations(case, Matching((), (), (), near), "master_agreement")
    assert [deviation.kind for deviation in told] == kinds


def test_one_sentence_of_a_long_clause_counts_as_near_too() -> None:
    told_otherwise = "Information disclosed to a party that is confidential stays secret with that party for years."
    filler = " ".join(f"Visitors sign book number {n} at the northern door of building {n}." for n in range(12))
    alone, within = (
        match_contract(
            of, TrackedChanges(of.document), LIBRARY, fake_encoders(), roles_of(LIBRARY), "master_agreement"
        ).nearest
        for of in (agreement(("Visits", told_otherwise)), agreement(("Visits", f"{filler} {told_otherwise}")))
    )
    assert within["confidentiality"] == pytest.approx(alone["confidentiality"], rel=0.1)


def test_what_a_field_states_is_not_missing() -> None:
    of = agreement(*(clause for clause in OURS if clause[0] != "Liability"), ("Other", "Net 30 for all of it."))
    capped = replace(
        LIBRARY.entry("liability_cap"), tolerances=(Tolerance("liability_cap", "at_least", "10", "high", "", "amount"),)
    )
    own = library(*(capped if e.clause_type == "liability_cap" else e for e in LIBRARY.entries))
    stated = (field(of.document, "liability_cap", {"amount": "500"}, "Net 30"),)
    with_field, without = (
        review_fields(of, own, fields, encoders=fake_encoders(), today=TODAY).deviations for fields in (stated, ())
    )
    assert [d.kind for d in with_field] == []
    assert [d.kind for d in without] == ["missing_clause"]


def test_the_review_counts_the_last_day_for_a_notice_of_non_renewal() -> None:
    of = agreement(*OURS, ("Renewal", "It renews each year unless a party gives sixty days' notice."))
    stated = (
        field(of.document, "expiration_date", "2026-12-31", "each year"),
        field(of.document, "renewal_type", "automatic", "It renews"),
        field(of.document, "renewal_term", "P1Y", "each year"),
        field(of.document, "renewal_notice_period", "P60D", "sixty days' notice"),
    )
    assert [(f.name, f.value, f.quote) for f in review(of, stated).fields[len(stated) : len(stated) + 2]] == [
        ("renewal_notice_deadline", "2026-11-01", "sixty days' notice"),
        ("renewal_notice_send_by", "2026-10-30", "sixty days' notice"),  # the first of November is a Sunday
    ]
    assert review(of, stated).fields[-1].name == "next_renewal"
    assert review(of, stated[:2]).fields == stated[:2]


def test_business_days_are_those_of_the_calendar_that_the_review_is_given() -> None:
    of = agreement(*OURS, ("Renewal", "It renews each year unless a party gives sixty days' notice."))
    stated = (
        field(of.document, "expiration_date", "2026-12-31", "each year"),
        field(of.document, "renewal_type", "automatic", "It renews"),
        field(of.document, "renewal_notice_period", "P60D", "sixty days' notice"),
    )

    class Closed:
        name = "XX"
        description = "never on a Friday"

        def is_business_day(self, day: date) -> bool:
            return day.weekday() < 4

    made = review_fields(of, LIBRARY, stated, encoders=fake_encoders(), today=TODAY, calendar=Closed())
    assert [(f.name, f.value) for f in made.fields[len(stated) :]] == [
        ("renewal_notice_deadline", "2026-11-01"),
        ("renewal_notice_send_by", "2026-10-29"),
    ]


def test_a_conjunction_that_moved_with_the_items_of_a_list_is_not_told() -> None:
    items = "A party may disclose what is (a) public; (b) known already"
    own = library(entry("disclosure", f"{items}; (c) received from others; or (d) developed alone."))
    of = agreement(("Disclosure", f"{items}; or (c) received from others."))
    told = review_fields(of, own, (), encoders=fake_encoders(), today=TODAY).deviations
    assert [[(c.before, c.after) for c in d.changes] for d in told] == [[("or (d) developed alone", "")]]


def test_one_conjunction_for_another_is_told() -> None:
    own = library(entry("exit", "A party may leave when the other is insolvent and stops paying its invoices."))
    of = agreement(("Exit", "A party may leave when the other is insolvent or stops paying its invoices."))
    told = review_fields(of, own, (), encoders=fake_encoders(), today=TODAY).deviations
    assert [deviation.kind for deviation in told] == ["scope_changed"]


def test_many_edits_of_one_sentence_outside_of_any_entry_are_told_together() -> None:
    crowded = "Visitors {-must-}{+may+} sign {-a book-}{+some list+} at {-the-}{+each+} door of {-our-}{+any+} offices."
    sparse = "Visitors {-must-}{+may+} sign a book at the door of {-our-}{+any+} offices today."
    told = [
        [d.revisions for d in review(agreement(*OURS, ("Visitors", text))).deviations] for text in (crowded, sparse)
    ]
    assert [len(deviations) for deviations in told] == [1, 2]


def test_an_inserted_clause_without_an_entry_is_added_and_weighs_by_its_words() -> None:
    new = "Provider shall never work for any competitor of Customer anywhere, an exclusivity without end."
    deviation = only(agreement(*OURS, ("Exclusivity", "{+" + new + "+}")))
    assert (deviation.kind, deviation.severity) == ("clause_added", "critical")
    assert deviation.quote == new
    assert deviation.revisions == ("r1", "r2")


def test_tracked_figures_in_a_table_are_told_in_their_own_words() -> None:
    table = contract("Order Form", "Item\tPrice", "Seat licence\t{-$100-}{+$80+}", "Support\t{-20%-}{+15%+} of fees")
    changed = [d for d in review(table).deviations if d.revisions]
    assert [(d.kind, d.changes) for d in changed] == [
        ("amount_changed", (Change("$100", "$80"),)),
        ("percentage_changed", (Change("20%", "15%"),)),
    ]


def test_a_tracked_value_in_a_placeholder_is_told_though_any_value_matches() -> None:
    filled = TERM.replace("[initial term]", "{-one (1) year-}{+three (3) years+}")
    deviation = only(redline(Term=filled))
    assert (deviation.kind, deviation.clause_type) == ("duration_changed", "initial_term")
    assert deviation.changes == (Change("one (1) year", "three (3) years"),)


def test_the_answer_keeps_the_contracts_own_values_and_names() -> None:
    of = redline(Law=LAW.replace("[governing law]", "Ohio").replace("New York", "{-New York-}{+Delaware+}"))
    assert only(of).answer == LAW.replace("[governing law]", "Ohio")


def test_third_party_paper_gets_one_deviation_a_clause() -> None:
    theirs = agreement(
        (
            "Payment",
            "Undisputed invoices of Provider fall due for payment by Customer ninety days after the invoice date.",
        ),
        (
            "Confidentiality",
            "All confidential information that one party learns of the other party it shall keep secret.",
        ),
        ("Limitation of Liability", CAP),
    )
    result = review(theirs)
    assert sorted(d.kind for d in result.deviations if d.clause_type == "confidentiality") == ["text_changed"]
    assert not [d for d in result.deviations if d.kind in ("text_added", "text_removed")]


def rewritten(clause_type: str, heading: str, text: str, *fields: tuple[str, Any, str]) -> Deviation:
    """What is told of one clause of our agreement in words of their own as a whole."""
    of = agreement(*((name, text if name == heading else ours) for name, ours in OURS))
    stated = tuple(field(of.document, *one) for one in fields)
    told = [one for one in review(of, stated).deviations if one.clause_type == clause_type]
    return next(one for one in told if one.kind == "text_changed")


def test_their_words_that_no_insurer_covers_weigh_though_they_are_not_compared() -> None:
    told = rewritten("liability_cap", "Liability", "What Provider owes under this Agreement has an unlimited amount.")
    assert (told.kind, told.severity, "“unlimited”" in told.reason) == ("text_changed", "high", True)


@pytest.mark.parametrize(("period", "severity"), [("P30D", "low"), ("P60D", "medium")])
def test_a_short_clause_of_theirs_whose_value_we_accept_is_hardly_a_remark(period: str, severity: str) -> None:
    words = "Fees are payable within 30 days of invoice."
    told = rewritten("payment", "Fees", words, ("payment_term", {"duration": period}, "30 days"))
    assert told.severity == severity


def test_a_field_beyond_a_limit_is_told_even_where_no_clause_matches() -> None:
    of = contract("Order Form", "Payment falls due net 60 after receipt.")
    found = (field(of.document, "payment_term", {"duration": "P60D", "trigger": "receipt"}, "net 60"),)
    [deviation] = [d for d in review(of, found).deviations if d.kind == "tolerance_exceeded"]
    assert (deviation.quote, deviation.approver) == ("net 60", "cfo")
    assert "60 days; our limit is 45 days" in deviation.reason


def test_a_limit_and_the_change_that_broke_it_are_one_deviation() -> None:
    of = redline(Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+sixty (60)+}"))
    found = (field(of.document, "payment_term", {"duration": "P60D"}, "sixty (60) days"),)
    deviation = only(of, found)
    assert (deviation.kind, deviation.revisions) == ("tolerance_exceeded", ("r1", "r2"))


def test_a_library_that_is_loaded_twice_is_one_library() -> None:
    of = redline(Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+seventy-five (75)+}"))
    stated = (field(of.document, "payment_term", {"duration": "P75D"}, "seventy-five (75) days"),)
    again = replace(LIBRARY, entries=tuple(replace(entry) for entry in LIBRARY.entries))
    once, twice = (
        review_fields(of, library, stated, encoders=fake_encoders(), today=TODAY) for library in (LIBRARY, again)
    )
    assert once.deviations == twice.deviations


def test_parties_changed_throughout_a_clause_are_one_change() -> None:
    one_sided = SECRETS.replace("Each party", "{-Each party-}{+Provider+}").replace(
        "the other party's", "{-the other party's-}{+Customer's+}"
    )
    deviation = only(redline(Secrets=one_sided))
    assert deviation.kind == "party_changed"
    assert [change.after for change in deviation.changes] == ["Provider", "Customer's"]
    assert deviation.revisions == ("r1", "r2", "r3", "r4")


def test_tables_and_their_captions_are_no_words_of_the_clause_above() -> None:
    paragraphs = ["Master Services Agreement", "1. Fees", PAYMENT, "Table of prices", "Item\tPrice", "Seat\t$100"]
    assert "text_added" not in [d.kind for d in review(contract(*paragraphs)).deviations]


def test_a_run_in_heading_is_no_text_added() -> None:
    assert only(redline(Fees="Payment. " + PAYMENT.replace("thirty (30)", "forty (40)"))).kind == "duration_changed"


def test_the_work_for_an_edit_does_not_grow_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def tokens_for(edits: int) -> int:
        made: list[int] = []

        def counted(*args: Any) -> Wording:  # noqa: ANN401
            words = wording(*args)
            made.append(len(words.tokens))
            return words

        with monkeypatch.context() as patch:
            patch.setattr(in_revisions, "wording", counted)
            review(contract("Agreement", "visitor {+badge+} " * edits))
        return sum(made)

    assert tokens_for(200) < 2.5 * tokens_for(100)


def test_comments_on_the_words_are_named() -> None:
    of = agreement(*OURS)
    marked = of.document.text.split("\n")
    marked[2] = PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+sixty (60)+}")
    assert only(contract(*marked, comments=[("sixty (60) days", "Our policy.")])).comments == ("c1",)


def test_deviations_are_numbered_worst_first_then_by_place() -> None:
    result = review(redline(Fees=PAYMENT.replace("thirty (30)", "{+about +}thirty (30)"), Liability="{-" + CAP + "-}"))
    ranks = [("info", "low", "medium", "high", "critical").index(d.severity) for d in result.deviations]
    assert ranks == sorted(ranks, reverse=True)
    assert [d.id for d in result.deviations] == [f"D{n}" for n in range(1, len(ranks) + 1)]


def test_equal_arguments_give_an_equal_review() -> None:
    of = redline(Fees=PAYMENT.replace("thirty (30)", "{-thirty (30)-}{+sixty (60)+}"))
    assert review(of) == review(of)


def test_party_names_of_the_contract_count_as_ours_and_theirs() -> None:
    of = contract('This is between Acme Ltd ("Acme") and Big Corp ("Client").')
    parties = (
        field(of.document, "party", {"name": "Acme Ltd", "defined_as": "Acme"}, "Acme Ltd"),
        field(of.document, "party", {"name": "Big Corp", "defined_as": "Client"}, "Big Corp"),
    )
    roles = party_roles(LIBRARY, parties)
    assert roles.ours[:2] == ("Acme", "Acme Ltd")
    assert roles.theirs[:2] == ("Client", "Big Corp")


_WORDS = st.text(alphabet="abc 1%$.,;\n", min_size=1, max_size=12)
_PIECES = st.lists(st.tuples(st.sampled_from(["keep", "+A", "+B", "-A", "-B"]), _WORDS), min_size=1, max_size=6).map(
    lambda pieces: "".join(_marked(*piece) for piece in pieces)
)


def _marked(how: str, words: str) -> str:
    words = re.sub(r"\n", " ", words)
    return words if how == "keep" else f"{{{how[0]}{how[1]}:{words}{how[0]}}}"


@given(st.lists(_PIECES, min_size=1, max_size=5), st.sampled_from([PAYMENT, CAP, SECRETS]))
def test_every_revision_with_words_is_told_and_every_quote_stands_where_it_says(pieces: list[str], ours: str) -> None:
    of = contract(
        "Agreement", *(f"{ours[:30]}{piece}{ours[30:]}" if n % 2 else piece for n, piece in enumerate(pieces))
    )
    result = review(of)
    told = {revision for deviation in result.deviations for revision in deviation.revisions}
    assert {r.id for r in of.document.revisions if has_words(r)} <= told
    for deviation in result.deviations:
        assert of.document.text[deviation.start : deviation.end] == deviation.quote


@pytest.mark.parametrize("text", ["", "Milk, eggs, bread and two lemons.", "Bitte nicht auf den Rasen treten."])
def test_what_is_no_contract_is_said_to_be_none_and_misses_nothing(text: str) -> None:
    result = review(contract(text))

    assert result.deviations == ()
    assert result.approvals == ()
    [problem] = result.document.problems
    assert problem.code == "not_covered"
    assert problem.message.startswith(
        "This does not look like a contract that the library covers: no clause matched, and the type of agreement was "
        "assumed."
    )


def test_a_title_or_a_given_type_says_what_a_document_without_clauses_is() -> None:
    titled = review(contract("Master Services Agreement", "One line without anything."))
    given = review_fields(
        contract("One line."), LIBRARY, (), encoders=fake_encoders(), today=TODAY, agreement_type="master_agreement"
    )

    for result in (titled, given):
        assert {d.kind for d in result.deviations} == {"missing_clause"}
        assert result.document.problems == ()


def test_a_few_clauses_of_ours_are_compared_though_they_do_not_tell_what_it_is() -> None:
    result = review(contract(PAYMENT.replace("thirty (30)", "ninety (90)"), LAW))

    assert "missing_clause" not in {d.kind for d in result.deviations}
    assert "duration_changed" in {d.kind for d in result.deviations} or "tolerance_exceeded" in {
        d.kind for d in result.deviations
    }
    assert "only 2 clauses matched" in result.document.problems[0].message
