"""Whatever is found points at its words; whatever the text, nothing breaks and nothing is made up."""

from __future__ import annotations

from fields_builder import PREAMBLE, FullStops, contract, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.fields import extract_fields
from extractor.fields.confidence import PRECISION
from extractor.types import Contract, Document

PIECES = [
    PREAMBLE,
    "1. Term. This Agreement shall continue for two (2) years and renew automatically for one year periods.",
    "2. Governing Law\nThis Agreement is governed by the laws of Texas.",
    "3. Fees. Customer shall pay “$500” per month\u00a0within 30 days of invoice.",
    "the ____ day of ____, 20__",
    'between among and and ( ( ( " " \' $ % [***] §',
    "By:\nDate: 1/2/2003",
    "may May may 2019 through until terminated",
    "\tA\tB\t$5.00 per unit\t",
]


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=("C",)), max_size=60)), max_size=9
    )
)
def test_every_field_quotes_its_place(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    if not text.strip():
        return
    source = contract(text)

    for field in extract_fields(source, FullStops()):
        assert source.document.text[field.start : field.end] == field.quote
        assert field.quote
        assert 0 <= field.confidence <= 1
        assert field.method


def test_a_field_knows_its_clause_and_paragraph() -> None:
    law = next(
        field
        for field in fields(
            PREAMBLE, "1. Services. As agreed.", "2. Law. This Agreement is governed by the laws of Texas."
        )
        if field.name == "governing_law"
    )

    assert law.quote == "This Agreement is governed by the laws of Texas."
    assert law.clause is not None
    assert law.paragraph == 3


def test_a_sentence_broken_over_two_blocks_is_read_as_one() -> None:
    found = fields(PREAMBLE, "1. Law. This Agreement is governed by the laws of", "the State of Texas.")

    assert [field.value for field in found if field.name == "governing_law"] == ["Texas"]


def test_a_sentence_under_a_heading_without_full_stop_is_found() -> None:
    found = fields(PREAMBLE, "GOVERNED BY", "This Agreement is governed by the laws of Texas.")

    assert [field.value for field in found if field.name == "governing_law"] == ["Texas"]


def test_equal_contracts_give_equal_fields() -> None:
    assert fields(*PIECES) == fields(*PIECES)


def test_a_contract_without_words_has_no_fields() -> None:
    empty = Document("0" * 64, "a.txt", "text/plain", "", "", ())

    assert extract_fields(Contract(empty), FullStops()) == ()


def test_a_rule_that_was_measured_gives_its_precision_as_confidence() -> None:
    law = next(
        f
        for f in fields(PREAMBLE, "1. Law. This Agreement is governed by the laws of Texas.")
        if f.name == "governing_law"
    )

    assert law.confidence == PRECISION[law.method]
