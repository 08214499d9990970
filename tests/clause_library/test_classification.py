from __future__ import annotations

from redlines import FakeTyper, contract, field

from clause_library import hints
from clause_library.classification import TypedSpan, classify, likely, sentences_of
from clause_library.opening import OPENING_CHARS
from clause_library.places import Places
from clause_library.taxonomy import load_taxonomy
from extractor.types import Contract, Span
from models.loading import load_clause_typer


class Lines:
    """Takes every line for a sentence."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        found, at = [], 0
        for line in text.split("\n"):
            found += [(at, at + len(line))] if line else []
            at += len(line) + 1
        return tuple(found)


def texts(of: Contract) -> list[str]:
    return [sentence.passage.text for sentence in sentences_of(of, Lines()) if sentence.passage.clause >= 0]


def test_every_sentence_is_shown_once_in_order() -> None:
    assert texts(contract("Services Agreement", "1. Term", "It runs.", "2. Fees", "They are due.")) == [
        "Services Agreement",
        "1. Term",
        "It runs.",
        "2. Fees",
        "They are due.",
    ]


def test_sentences_of_one_clause_share_its_number_and_its_heading() -> None:
    of = contract("Services Agreement", "1. Term", "It runs.", "It ends.", "2. Fees", "They are due.")
    shown = {s.passage.text: s.passage for s in sentences_of(of, Lines()) if s.passage.clause >= 0}
    assert shown["It runs."].clause == shown["It ends."].clause != shown["They are due."].clause
    assert shown["It runs."].heading == "Term"


def test_the_opening_is_shown_in_pieces_too_and_apart() -> None:
    of = contract(
        "Agreement of March 1, 2031 between Blue Harbour and Green Hill", "1. Term", "x " * OPENING_CHARS, "End"
    )
    pieces = [s.passage for s in sentences_of(of, Lines()) if s.passage.clause < 0]
    assert ("March 1, 2031", "opening date") in [(piece.text, piece.heading) for piece in pieces]
    assert "End" not in [piece.text for piece in pieces], "it stands too far into the contract"
    assert len({piece.clause for piece in pieces}) > 1, "each sentence's pieces have a number of their own"


def test_what_is_found_points_at_its_words() -> None:
    of = contract("Agreement", "1. Term", "It runs on.", "2. Fees", "They are due.")
    found = classify(of, FakeTyper(0.8, runs="renewal"), Lines())
    assert {(one.clause_type, one.probability) for one in found} == {("renewal", 0.8)}
    assert "It runs on." in [of.document.quote(one.span) for one in found]


def test_a_review_tells_what_is_likely_and_of_overlapping_words_the_likeliest() -> None:
    of = contract("Agreement", "1. Term", "It runs on.", "2. Fees", "They are due.")
    text = of.document.text
    at = text.index("It runs")
    sentence, clause = Span(at, at + 11), Span(at - 8, at + 11)
    typed = [
        TypedSpan("renewal", "1", clause, 0.6),
        TypedSpan("renewal", "1", sentence, 0.9),
        TypedSpan("fees", "1", sentence, 0.4),
        TypedSpan("survival", "1", clause, 0.7),
    ]
    assert [(one.clause_type, one.quote, one.probability) for one in likely(typed, Places(of))] == [
        ("survival", text[at - 8 : at + 11], 0.7),
        ("renewal", "It runs on.", 0.9),
    ]


def test_what_fields_were_read_from_is_a_hint() -> None:
    of = contract("Agreement", "1. Term", "It runs on for a year.", "2. Law", "Oslo law governs.")
    term = field(of.document, "renewal_type", "automatic", "It runs on for a year.")
    hinted = [s.passage for s in sentences_of(of, Lines(), [term]) if s.passage.hints]
    assert {(passage.text, *passage.hints) for passage in hinted if passage.clause >= 0} == {
        ("It runs on for a year.", "renewal")
    }


def test_an_endless_first_line_is_cut_into_pieces_only_where_an_opening_stands() -> None:
    of = contract("This agreement is between the parties " + "a, " * OPENING_CHARS)
    pieces = [s for s in sentences_of(of, Lines()) if s.passage.clause < 0]
    assert pieces
    assert all(piece.span.end <= OPENING_CHARS for piece in pieces)


def test_every_type_that_a_field_hints_at_is_in_the_taxonomy_and_in_the_model() -> None:
    hinted = {*hints._NAMED.values(), *hints._STATED.values()}
    assert hinted <= set(load_taxonomy().ids)
    assert set(load_clause_typer().labels) == set(load_taxonomy().ids)


def test_a_piece_of_the_opening_is_about_who_agrees_and_from_when_and_nothing_else() -> None:
    of = contract("Agreement of March 1, 2031 between Blue Harbour and Green Hill", "1. Term", "It runs.")
    typer = FakeTyper(0.8, Blue="notices", March="agreement_date")
    told = [(one.clause_type, of.document.quote(one.span)) for one in classify(of, typer, Lines())]
    assert ("agreement_date", "March 1, 2031") in told
    assert all(len(words.split()) > 3 for kind, words in told if kind == "notices"), "sentences may be, names are not"
