from __future__ import annotations

from redlines import contract, field

from clause_library.hints import hints_of
from extractor.types import Span

OF = contract("Agreement", "This deed of March 1, 2031 binds Blue Harbour, Inc. (the “Vendor”).", "Vendor sells fish.")
TEXT = OF.document.text
PARTY = field(OF.document, "party", {"name": "Blue Harbour, Inc.", "defined_as": "Vendor"}, TEXT[10:76])
DATE = field(OF.document, "agreement_date", "2031-03-01", "This deed of March 1, 2031")


def hints(words: str, *fields: object) -> dict[str, float]:
    start = TEXT.index(words)
    [found] = hints_of(TEXT, [Span(start, start + len(words))], fields)  # type: ignore[arg-type]
    return dict(found)


def test_words_that_a_field_was_read_from_have_its_type_as_surely_as_the_field() -> None:
    assert hints("March 1, 2031", DATE) == {"agreement_date": DATE.confidence}
    assert hints("Blue Harbour, Inc.", PARTY) == {"parties": PARTY.confidence}


def test_equal_words_elsewhere_have_it_less_surely() -> None:
    at = TEXT.rindex("Vendor")
    [found] = hints_of(TEXT, [Span(at, at + 6)], [PARTY])
    assert 0 < found["parties"] < PARTY.confidence


def test_words_beside_it_have_none() -> None:
    assert hints("sells fish", DATE, PARTY) == {}


def test_a_sentence_has_the_type_of_the_term_that_it_states() -> None:
    law = field(OF.document, "governing_law", "Peru", "Vendor sells fish.")
    assert hints("Vendor sells fish.", law) == {"governing_law": law.confidence}
