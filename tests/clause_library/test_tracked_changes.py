from __future__ import annotations

from redlines import ANNA, BORIS, document

from clause_library.tracked_changes import TrackedChanges
from extractor.types import Span


def test_neighbouring_revisions_of_one_author_are_one_edit() -> None:
    tracked = TrackedChanges(document("Pay within {-thirty-}{+sixty+} days and {+A:promptly+} report."))
    assert [edit.ids for edit in tracked.edits()] == [("r1", "r2"), ("r3",)]


def test_two_authors_make_two_edits() -> None:
    tracked = TrackedChanges(document("Pay {+A:all +}{+B:undisputed +}invoices."))
    assert [edit.revisions[0].author for edit in tracked.edits()] == [ANNA, BORIS]


def test_an_edit_inside_a_word_is_one_edit() -> None:
    tracked = TrackedChanges(document("Pay within 1{-2-}{+4+}0{-5-}{+9+} days."))
    assert len(tracked.edits()) == 1


def test_what_stood_there_before_is_put_together_again() -> None:
    tracked = TrackedChanges(document("Pay within {-thirty-}{+sixty+} days."))
    assert tracked.original_words([Span(0, len(tracked.document.text))]) == "Pay within thirty days."


def test_a_place_without_revisions_has_no_other_original() -> None:
    tracked = TrackedChanges(document("First {+new+} paragraph.", "Second paragraph."))
    start = tracked.document.text.index("Second")
    assert tracked.original_words([Span(start, start + 17)]) is None


def test_paragraphs_struck_one_after_the_other_are_one_passage() -> None:
    tracked = TrackedChanges(
        document("Kept.", "{-Old heading-}", "{-Old words.-}", "Kept too {-mostly-}.", "{-Gone.-}")
    )
    assert [struck.paragraphs for struck in tracked.struck] == [("Old heading", "Old words."), ("Gone.",)]


def test_a_struck_heading_begins_another_passage_after_words_of_one() -> None:
    tracked = TrackedChanges(
        document("{-1. Fees-}", "{-Pay all.-}", "{-2. Tax-}", "{-Pay it.-}", "{-Notices. All in writing.-}", "Kept.")
    )
    assert [struck.paragraphs[0] for struck in tracked.struck] == ["1. Fees", "2. Tax", "Notices. All in writing."]


def test_the_neighbours_of_a_struck_paragraph_do_not_get_its_words() -> None:
    tracked = TrackedChanges(document("Kept {+here+}.", "{-Struck words.-}", "Kept too."))
    assert tracked.original_words([Span(0, len("Kept here."))]) == "Kept ."


def test_an_inserted_passage_is_told_from_one_with_old_words_in_it() -> None:
    tracked = TrackedChanges(document("{+All of this is new.+}", "{+Not all+} of this."))
    new = Span(0, len("All of this is new."))
    mixed = Span(new.end + 1, len(tracked.document.text))
    assert [revision.id for revision in tracked.inserted_whole(new)] == ["r1"]
    assert tracked.inserted_whole(mixed) == ()
