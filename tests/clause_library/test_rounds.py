"""A negotiation is told round by round: what moved, who moved it, what is open, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from negotiation import OURS, round_files
from redlines import ANNA, BORIS, agreement, entry, fake_encoders, library

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.reviewing import review_fields
from clause_library.rounds import ClauseHistory, History, Move, history
from clause_library.types import Position, Review
from docs.samples.generate.redline import LEGAL, PROCUREMENT
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Comment, Span

PAYMENT = "Customer shall pay each undisputed invoice within thirty (30) days after the invoice date, without set-off."
CAP = (
    "Provider's total liability under this Agreement is limited to the fees paid in the twelve (12) months before "
    "the event that gave rise to it."
)
SECRETS = (
    "Each party shall keep the other party's confidential information secret for three (3) years after disclosure."
)
UNLIMITED = "Provider's liability is unlimited and uncapped."
TRAINING = "Provider trains ten people of Customer at its offices in Oslo once a year, at no further charge."

LIBRARY = library(
    entry(
        "payment",
        PAYMENT,
        Position("fallback", 1, PAYMENT.replace("thirty (30)", "forty-five (45)"), "large buyers need it", None, "low"),
        severity="medium",
        protects="us",
    ),
    entry("liability_cap", CAP, Position("prohibited", 1, UNLIMITED, "nobody insures that", None, "critical")),
    entry("confidentiality", SECRETS, required_for=("master_agreement",)),
)
Clauses = tuple[tuple[str, str], ...]
SENT: Clauses = (("Fees", PAYMENT), ("Liability", CAP), ("Secrets", SECRETS))


def days(before: str, after: str, author: str = "B") -> str:
    """The payment clause with its period changed, tracked."""
    return PAYMENT.replace("thirty (30) days", f"{{-{author}:{before} days-}}{{+{author}:{after} days+}}")


def with_days(period: str) -> str:
    return PAYMENT.replace("thirty (30)", period)


def review(clauses: Sequence[tuple[str, str]]) -> Review:
    return review_fields(
        agreement(*clauses),
        LIBRARY,
        (),
        encoders=fake_encoders(),
        today=date(2026, 3, 1),
        agreement_type="master_agreement",
    )


def named(made: Review, name: str) -> Review:
    """The same words in a file of another name."""
    return replace(made, document=replace(made.document, name=name))


def told(*rounds: Sequence[tuple[str, str]]) -> History:
    return history([review(clauses) for clauses in rounds])


def changed(clauses: Clauses, heading: str, text: str) -> Clauses:
    return tuple((name, text if name == heading else words) for name, words in clauses)


def clause_of(made: History, heading: str) -> ClauseHistory:
    return next(clause for clause in made.clauses if clause.title.endswith(heading))


def positions(clause: ClauseHistory) -> list[str]:
    return [standing.position for standing in clause.standings]


def moves(made: History) -> list[Move]:
    return [move for clause in made.clauses for move in clause.moves]


class TestWhereAClauseStands:
    def test_a_clause_has_one_standing_for_each_round(self) -> None:
        made = told(
            SENT,
            changed(SENT, "Liability", UNLIMITED),
            changed(SENT, "Liability", "Each of us is fair to the other about losses."),
            SENT[:1] + SENT[2:],
        )
        assert positions(clause_of(made, "Liability")) == ["standard", "prohibited-1", "own_wording", "absent"]

    def test_a_fallback_is_named_with_its_rank(self) -> None:
        made = told(SENT, changed(SENT, "Fees", days("thirty (30)", "forty-five (45)")))
        assert positions(clause_of(made, "Fees")) == ["standard", "fallback-1"]

    def test_a_clause_that_no_entry_covers_stands_in_own_words(self) -> None:
        made = told((*SENT, ("Training", TRAINING)), SENT)
        assert positions(clause_of(made, "Training")) == ["own_wording", "absent"]

    def test_the_worst_departure_is_its_severity(self) -> None:
        standing = clause_of(told(SENT, changed(SENT, "Liability", UNLIMITED)), "Liability").standings[1]
        assert (standing.severity, standing.approved, len(standing.departures)) == ("critical", False, 1)


class TestFollowing:
    def test_renumbering_breaks_no_history(self) -> None:
        made = told(SENT, (("Training", TRAINING), *SENT))
        assert [clause.title for clause in made.clauses][1:] == ["1 Training", "2 Fees", "3 Liability", "4 Secrets"]
        assert [(move.happening, move.round) for move in moves(made)] == [("came", 2)]

    def test_moving_breaks_no_history(self) -> None:
        assert moves(told(SENT, SENT[::-1], SENT)) == []

    def test_a_clause_is_followed_by_its_entry_when_every_word_of_it_is_new(self) -> None:
        made = told(SENT, changed(SENT, "Liability", UNLIMITED))
        assert [move.happening for move in moves(made)] == ["changed"]

    def test_a_clause_without_an_entry_is_followed_by_its_words(self) -> None:
        fewer = TRAINING.replace("ten people", "four people")
        made = told((*SENT, ("Training", TRAINING)), (("Courses", fewer), *SENT))
        assert [(change.before, change.after) for move in moves(made) for change in move.changes] == [("ten", "four")]

    def test_the_name_of_a_clause_does_not_hide_that_it_came_back(self) -> None:
        best = ("Best price", UNLIMITED)
        made = told(SENT, (*SENT, best), SENT, (("Fair dealing", UNLIMITED), *SENT))
        assert [move.happening for move in clause_of(made, "Fair dealing").moves] == ["came", "went", "came_back"]

    @pytest.mark.parametrize("turned", [False, True])
    def test_a_clause_that_was_split_or_merged_goes_on_in_one_part(self, turned: bool) -> None:
        whole = (*SENT, ("Training", f"{TRAINING} Travel to Oslo is booked and paid by Customer, in economy class."))
        parts = (*SENT, ("Training", TRAINING), ("Travel", "Travel to Oslo is booked and paid by Customer."))
        made = told(*((parts, whole) if turned else (whole, parts)))
        assert {move.happening for move in moves(made)} == {"changed", "went" if turned else "came"}


class TestMoves:
    def test_words_kind_direction_and_author_of_a_move_are_told(self) -> None:
        (move,) = moves(told(SENT, changed(SENT, "Fees", days("thirty (30)", "ninety (90)"))))
        assert [(one.before, one.after) for one in move.changes] == [("thirty (30) days", "ninety (90) days")]
        assert (move.kinds, move.direction, move.authors) == (("duration_changed",), "adverse", (BORIS,))
        assert (move.untracked, move.round, move.happening) == (False, 2, "changed")

    def test_a_change_that_no_revision_shows_is_untracked(self) -> None:
        (move,) = moves(told(SENT, changed(SENT, "Fees", with_days("ninety (90)"))))
        assert (move.authors, move.untracked) == ((), True)

    def test_an_untracked_change_beside_a_tracked_one_is_not_hidden(self) -> None:
        silent = days("thirty (30)", "ninety (90)").replace("undisputed ", "")
        (move,) = moves(told(SENT, changed(SENT, "Fees", silent)))
        assert (move.authors, move.untracked) == ((BORIS,), True)
        assert {one.before: one.tracked for one in move.changes} == {"undisputed": False, "thirty (30) days": True}

    def test_a_revision_that_stood_there_before_moved_nothing(self) -> None:
        tracked = changed(SENT, "Fees", days("thirty (30)", "ninety (90)"))
        assert [move.round for move in moves(told(SENT, tracked, tracked))] == [2]
        both = tracked[0][1].replace("without set-off", "without {-A:set-off-}{+A:any deduction+}")
        second = clause_of(told(SENT, tracked, changed(SENT, "Fees", both)), "Fees").moves[1]
        assert (second.round, second.authors) == (3, (ANNA,))

    def test_going_back_to_our_words_is_in_our_favour_and_says_so(self) -> None:
        back = clause_of(told(SENT, changed(SENT, "Fees", with_days("ninety (90)")), SENT), "Fees").moves[1]
        assert (back.direction, back.as_in) == ("favourable", 1)

    @pytest.mark.parametrize(
        ("first", "second", "direction"),
        [
            ("ninety (90)", "sixty (60)", "favourable"),
            ("sixty (60)", "ninety (90)", "adverse"),
            ("ninety (90)", "forty-five (45)", "favourable"),
        ],
    )
    def test_a_value_that_goes_on_moving_helps_whom_it_moves_to(self, first: str, second: str, direction: str) -> None:
        made = told(SENT, *(changed(SENT, "Fees", with_days(period)) for period in (first, second)))
        assert clause_of(made, "Fees").moves[1].direction == direction

    def test_a_struck_clause_is_gone_by_whom_struck_it(self) -> None:
        (move,) = moves(told(SENT, changed(SENT, "Liability", f"{{-A:{CAP}-}}")))
        assert (move.happening, move.direction, move.authors) == ("went", "adverse", (ANNA,))
        assert (move.before[0].text, move.after) == (CAP, ())

    def test_both_sides_hold_all_words_with_the_differences_marked(self) -> None:
        (move,) = moves(told(SENT, changed(SENT, "Fees", with_days("ninety (90)"))))
        assert "".join(piece.text for piece in move.before) == PAYMENT
        assert [piece.text for piece in move.before if piece.changed] == ["thirty (30) days"]
        assert [piece.text for piece in move.after if piece.changed] == ["ninety (90) days"]

    def test_a_side_without_words_of_its_own_is_cut_at_the_same_places(self) -> None:
        (move,) = moves(told(SENT, changed(SENT, "Fees", PAYMENT.replace("undisputed ", ""))))
        assert [piece.changed for piece in move.before] == [piece.changed for piece in move.after]
        assert [piece.text for piece in move.after if piece.changed] == [""]

    def test_other_words_for_the_same_are_told_as_such(self) -> None:
        (move,) = moves(told(SENT, changed(SENT, "Fees", PAYMENT.replace("shall pay", "must pay"))))
        assert (move.kinds, move.direction) == (("wording_only",), "neutral")


class TestWhatIsOpen:
    def test_open_is_what_departs_in_the_last_round_since_when_it_does(self) -> None:
        theirs = changed(SENT, "Fees", days("thirty (30)", "ninety (90)"))
        (point,) = told(SENT, theirs, changed(SENT, "Fees", with_days("ninety (90)"))).open
        assert (point.since, point.authors, point.deviation.kind) == (2, (BORIS,), "duration_changed")

    def test_a_required_clause_that_never_stood_there_is_open_from_the_start(self) -> None:
        made = told(SENT[:2], SENT[:2])
        (point,) = made.open
        assert (point.deviation.kind, point.since) == ("missing_clause", 1)
        assert positions(made.clause(point.clause)) == ["absent", "absent"]

    def test_an_edit_that_brings_our_words_back_is_no_departure(self) -> None:
        theirs = changed(SENT, "Fees", with_days("ninety (90)"))
        made = told(SENT, theirs, changed(SENT, "Fees", days("ninety (90)", "thirty (30)", "A")))
        assert (made.open, clause_of(made, "Fees").moves[1].authors) == ((), (ANNA,))

    def test_striking_what_they_put_in_is_no_departure(self) -> None:
        added = (*SENT, ("Training", TRAINING))
        assert told(SENT, added, changed(added, "Training", f"{{-A:{TRAINING}-}}")).open == ()

    def test_a_clause_of_ours_that_went_without_a_trace_is_told_as_gone(self) -> None:
        more = (*SENT, ("Training", TRAINING))
        assert [clause.title for clause in told(more, SENT).gone] == ["4 Training"]
        assert told(SENT, more, SENT).gone == ()

    def test_a_missing_clause_is_open_and_not_told_twice(self) -> None:
        made = told(SENT, SENT[:2])
        assert ([point.deviation.kind for point in made.open], made.gone) == (["missing_clause"], ())

    def test_the_gravest_comes_first(self) -> None:
        theirs = changed(changed(SENT, "Fees", with_days("ninety (90)")), "Liability", UNLIMITED)
        assert [point.deviation.severity for point in told(SENT, theirs).open] == ["critical", "medium"]

    def test_comments_count_until_they_are_resolved(self) -> None:
        asked = Comment("c1", "Why so short?", Span(0, 5), "Maste", author=BORIS)
        answer = replace(asked, id="c2", text="Cash.", parent="c1", author=ANNA)
        done = replace(asked, id="c3", text="Fine.", resolved=True)

        def commented(*comments: Comment) -> Review:
            made = review(SENT)
            return replace(made, document=replace(made.document, comments=comments))

        (comment,) = history([review(SENT), commented(asked), commented(asked, answer, done)]).comments
        assert (comment.comment, comment.answers, comment.since) == (asked, (answer,), 2)


class TestWhatIsAgreed:
    def test_agreed_is_an_approved_position_in_the_same_words_for_two_rounds(self) -> None:
        at_fallback = changed(SENT, "Fees", with_days("forty-five (45)"))
        assert not clause_of(told(SENT, at_fallback), "Fees").agreed
        made = told(SENT, at_fallback, at_fallback)
        assert clause_of(made, "Fees").agreed
        assert made.open == ()

    def test_what_departs_is_not_agreed_however_long_it_stands(self) -> None:
        theirs = changed(SENT, "Fees", with_days("ninety (90)"))
        assert not clause_of(told(SENT, theirs, theirs, theirs), "Fees").agreed

    def test_a_single_round_agrees_nothing(self) -> None:
        assert told(SENT).agreed == ()

    def test_a_move_says_that_it_opens_what_had_been_agreed(self) -> None:
        theirs = changed(SENT, "Fees", with_days("ninety (90)"))
        assert [move.reopens for move in moves(told(SENT, SENT, theirs))] == [True]
        assert [move.reopens for move in moves(told(SENT, theirs))] == [False]


class TestWhatCameBack:
    THEIRS = changed(SENT, "Fees", with_days("ninety (90)"))

    def test_a_deviation_that_was_dropped_and_is_there_again_came_back(self) -> None:
        tracked = changed(SENT, "Fees", days("thirty (30)", "ninety (90)", "A"))
        (back,) = told(SENT, self.THEIRS, SENT, tracked).returned
        assert (back.stood, back.dropped, back.round, back.authors, back.open) == (2, 3, 4, (ANNA,), True)

    def test_the_same_limit_in_other_figures_is_the_same_demand(self) -> None:
        made = told(SENT, self.THEIRS, SENT, changed(SENT, "Fees", with_days("eighty (80)")))
        assert [back.round for back in made.returned] == [4]

    def test_what_came_back_and_went_again_is_told_as_closed(self) -> None:
        made = told(SENT, self.THEIRS, SENT, self.THEIRS, SENT)
        assert [(back.round, back.open) for back in made.returned] == [(4, False)]

    def test_what_stands_all_along_never_came_back(self) -> None:
        assert told(SENT, self.THEIRS, self.THEIRS, changed(SENT, "Fees", with_days("eighty (80)"))).returned == ()

    def test_what_is_still_open_is_told_first(self) -> None:
        unlimited = changed(SENT, "Liability", UNLIMITED)
        made = told(SENT, unlimited, SENT, unlimited, self.THEIRS, SENT, self.THEIRS)
        assert [(back.deviation.severity, back.open) for back in made.returned] == [
            ("medium", True),
            ("critical", False),
        ]


@lru_cache(maxsize=1)
def sample() -> tuple[Review, ...]:
    """The four rounds of the bundled agreement."""
    shipped = load_library(STANDARD_LIBRARY)
    return tuple(
        review_fields(segment(read(data, name)), shipped, (), encoders=fake_encoders(), today=date(2026, 2, 14))
        for name, data in round_files().items()
    )


class TestTheBundledNegotiation:
    def test_what_they_had_given_up_and_brought_back_is_told_first(self) -> None:
        told = history(sample())
        found = {(told.clause(back.clause).title, back.deviation.kind): back.authors for back in told.returned}
        assert found[("3.4 Best terms", "prohibited_position")] == (PROCUREMENT,)
        assert found[("8.3 Disclaimer", "negation_changed")] == (LEGAL,)
        assert found[("13.2 Force majeure", "scope_changed")] == ()
        assert all(back.open and back.round == 4 for back in told.returned)

    def test_a_round_counts_what_nobody_tracked_in_it(self) -> None:
        assert [one.untracked for one in history(sample()).rounds] == [0, 1, 0, 1]

    def test_every_round_has_its_authors(self) -> None:
        assert [one.authors for one in history(sample()).rounds] == [
            (),
            (LEGAL, PROCUREMENT),
            (OURS,),
            (LEGAL, PROCUREMENT),
        ]

    def test_only_what_nobody_tracked_is_untracked(self) -> None:
        told = history(sample())
        silent = [(clause.title, move.round) for clause in told.clauses for move in clause.moves if move.untracked]
        assert silent == [("13.2 Force majeure", 2), ("13.2 Force majeure", 4)]

    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("2.6 Suspension", ["standard", "absent", "standard", "standard"]),
            ("3.1 Fees", ["standard", "fallback-1", "fallback-1", "fallback-1"]),
            ("3.4 Best terms", ["absent", "prohibited-1", "absent", "prohibited-1"]),
            ("10.2 Limit of liability", ["standard", "prohibited-1", "standard", "own_wording"]),
        ],
    )
    def test_positions_round_by_round(self, title: str, expected: list[str]) -> None:
        assert positions(next(clause for clause in history(sample()).clauses if clause.title == title)) == expected

    def test_what_we_accepted_at_an_approved_position_is_agreed(self) -> None:
        agreed = {clause.title for clause in history(sample()).agreed}
        assert {"3.1 Fees", "2.6 Suspension", "12.1 Governing law", "13.4 Publicity"} <= agreed
        assert not agreed & {"13.2 Force majeure", "4.2 Renewal", "10.2 Limit of liability"}

    def test_the_answer_that_we_sent_departs_from_nothing_that_it_put_back(self) -> None:
        told = history(sample()[:3])
        open_now = {told.clause(point.clause).title for point in told.open}
        assert not open_now & {"8.3 Disclaimer", "12.1 Governing law", "13.1 Assignment", "10.2 Limit of liability"}


@given(st.integers(1, 6), st.sampled_from(range(4)))
def test_the_same_file_again_and_again_moves_nothing(times: int, number: int) -> None:
    made = history([sample()[number]] * times)
    assert moves(made) == []
    assert made.returned == ()
    assert {point.since for point in made.open} <= {1}


@given(st.lists(st.integers(0, 3), min_size=2, max_size=5), st.data())
def test_equal_rounds_can_be_swapped(order: list[int], data: st.DataObject) -> None:
    rounds = [named(sample()[number], name) for number in order for name in ("first.docx", "second.docx")]
    place = 2 * data.draw(st.integers(0, len(order) - 1))
    swapped = [*rounds[:place], rounds[place + 1], rounds[place], *rounds[place + 2 :]]
    one, other = history(rounds), history(swapped)
    assert (one.clauses, one.returned, one.open, one.comments) == (
        other.clauses,
        other.returned,
        other.open,
        other.comments,
    )


@given(st.lists(st.integers(0, 3), min_size=1, max_size=5), st.integers(0, 4))
def test_a_round_that_is_sent_twice_adds_no_move(order: list[int], place: int) -> None:
    place = min(place, len(order) - 1)
    once = history([sample()[number] for number in order])
    twice = history([sample()[number] for number in [*order[: place + 1], *order[place:]]])

    def words(made: History) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        return [
            (move.happening, tuple((one.before, one.after) for one in move.changes))
            for move in moves(made)
            if move.happening != "relocated"
        ]

    assert words(twice) == words(once)
    assert len(twice.returned) == len(once.returned)
    if place + 1 < len(order):  # else what stands at a fallback in both copies is agreed
        assert [point.deviation for point in twice.open] == [point.deviation for point in once.open]


def test_nothing_told_of_nothing() -> None:
    assert history([]) == History((), (), (), (), ())
