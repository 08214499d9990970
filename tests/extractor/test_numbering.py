"""Automatic numbers are those that Word shows: computed, kept out of the text, one label a level."""

from __future__ import annotations

import pytest
from docx_builder import change, definition, docx, in_list, instance, level, listed, paragraph, style

from extractor.readers import read
from extractor.readers.docx.numerals import numeral

LEGAL = definition(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "(%4)", "lowerRoman"))


def labels(*body: str, numbering: str = LEGAL + instance(), styles: str = "") -> list[str | None]:
    return [block.label for block in read(docx(*body, numbering=numbering, styles=styles), "a.docx").blocks]


def test_levels_count_on_and_restart_under_the_next_higher_one() -> None:
    depths = [0, 1, 1, 2, 2, 3, 1, 2, 0, 1, 2]

    assert labels(*(listed("Words", depth) for depth in depths)) == (
        ["1.", "1.1", "1.2", "(a)", "(b)", "(i)", "1.3", "(a)", "2.", "2.1", "(a)"]
    )


def test_labels_and_levels_stand_beside_the_text_and_not_in_it() -> None:
    document = read(docx(listed("Term"), listed("One year", 1), numbering=LEGAL + instance()), "a.docx")

    assert document.text == "Term\nOne year"
    assert [block.level for block in document.blocks] == [0, 1]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", ["1", "4", "26", "27", "53"]),
        ("decimalZero", ["01", "04", "26", "27", "53"]),
        ("lowerLetter", ["a", "d", "z", "aa", "aaa"]),  # Word repeats the letter, it does not count in base 26
        ("upperLetter", ["A", "D", "Z", "AA", "AAA"]),
        ("lowerRoman", ["i", "iv", "xxvi", "xxvii", "liii"]),
        ("upperRoman", ["I", "IV", "XXVI", "XXVII", "LIII"]),
        ("ordinal", ["1st", "4th", "26th", "27th", "53rd"]),
        ("cardinalText", ["One", "Four", "Twenty-six", "Twenty-seven", "Fifty-three"]),
        ("ordinalText", ["First", "Fourth", "Twenty-sixth", "Twenty-seventh", "Fifty-third"]),
        ("none", ["", "", "", "", ""]),
        ("hebrew1", ["1", "4", "26", "27", "53"]),  # unknown here: as decimal
    ],
)
def test_number_formats(style: str, expected: list[str]) -> None:
    assert [numeral(number, style) for number in (1, 4, 26, 27, 53)] == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(11, "11th"), (12, "12th"), (13, "13th"), (22, "22nd"), (112, "112th")]
)
def test_ordinals_of_the_teens(number: int, expected: str) -> None:
    assert numeral(number, "ordinal") == expected


@pytest.mark.parametrize("style", ["lowerRoman", "lowerLetter", "ordinalText", "cardinalText"])
@pytest.mark.parametrize("number", [0, 10**6, -3])
def test_absurd_counts_still_give_a_short_label(style: str, number: int) -> None:
    assert len(numeral(number, style)) <= 40


def test_legal_numbering_shows_all_levels_as_decimal() -> None:
    roman = definition(level(0, "Article %1", "upperRoman"), level(1, "%1.%2", extra="<w:isLgl/>"))

    assert labels(listed("A"), listed("B", 1), numbering=roman + instance()) == ["Article I", "1.1"]


def test_a_start_value_other_than_one() -> None:
    assert labels(listed("A"), listed("B"), numbering=definition(level(0, "%1)", start=7)) + instance()) == ["7)", "8)"]


def test_a_level_can_be_told_never_to_restart() -> None:
    running = definition(level(0, "%1."), level(1, "(%2)", "lowerLetter", extra='<w:lvlRestart w:val="0"/>'))

    assert labels(*(listed("x", depth) for depth in (0, 1, 0, 1)), numbering=running + instance()) == (
        ["1.", "(a)", "2.", "(b)"]
    )


def test_two_lists_of_one_definition_count_on_unless_the_second_starts_afresh() -> None:
    fresh = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = LEGAL + instance(1) + instance(2) + instance(3, overrides=fresh)

    assert labels(*(listed("x", num=num) for num in (1, 2, 3, 3)), numbering=numbering) == ["1.", "2.", "1.", "2."]


def test_a_list_can_override_the_look_of_a_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "Schedule %1", "upperLetter")}</w:lvlOverride>'

    assert labels(listed("x"), numbering=LEGAL + instance(overrides=own)) == ["Schedule A"]


def test_numbers_come_from_styles_over_their_ancestors_and_by_the_level_that_links_to_them() -> None:
    linked = definition(
        level(0, "%1.", extra='<w:pStyle w:val="Section"/>'), level(1, "%1.%2", extra='<w:pStyle w:val="Clause"/>')
    )
    styles = (
        style("Section", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Clause", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Tight", based_on="Clause")
    )
    body = [paragraph("words", style=name) for name in ("Section", "Clause", "Tight", "Section")]

    assert labels(*body, numbering=linked + instance(), styles=styles) == ["1.", "1.1", "1.2", "2."]


def test_number_zero_takes_a_paragraph_out_of_the_list_of_its_style() -> None:
    styles = style("Section", properties=in_list(1))

    assert labels(paragraph("x", style="Section", properties=in_list(0)), styles=styles) == [None]


@pytest.mark.parametrize("styled", [True, False], ids=["style there", "style missing"])
def test_a_definition_may_stand_behind_a_numbering_style(styled: bool) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="House"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="House"/>{level(0, "§ %1")}</w:abstractNum>'
    )
    styles = style("House", properties=in_list(2)) if styled else ""

    assert labels(listed("x"), numbering=numbering + instance(1, 1) + instance(2, 2), styles=styles) == ["§ 1"]


def test_bullets_are_shown_as_bullets() -> None:
    bullets = definition(level(0, "\uf0b7", "bullet"), level(1, "o", "bullet"), level(2, "–", "bullet"))

    assert labels(*(listed("x", depth) for depth in range(3)), numbering=bullets + instance()) == ["•", "•", "–"]


def test_a_paragraph_whose_mark_is_deleted_is_part_of_the_next_and_not_counted() -> None:
    assert labels(listed("A"), listed("B", mark=change("del")), listed("C"), listed("D")) == ["1.", "2.", "3."]


def test_an_inserted_paragraph_is_counted() -> None:
    assert labels(listed("A"), listed("B", mark=change("ins")), listed("C")) == ["1.", "2.", "3."]


def test_an_empty_paragraph_is_counted_but_a_bare_section_break_is_not() -> None:
    bare = paragraph(properties=in_list(1) + "<w:sectPr/>")
    worded = paragraph("C", properties=in_list(1) + "<w:sectPr/>")

    assert labels(bare, listed("A"), paragraph(properties=in_list(1)), listed("B"), worded) == ["1.", "3.", "4."]


def test_a_table_row_carries_the_number_of_its_first_paragraph() -> None:
    body = f"<w:tbl><w:tr><w:tc>{listed('Price')}</w:tc><w:tc>{paragraph('10')}</w:tc></w:tr></w:tbl>"

    assert labels(listed("A"), body, listed("B")) == ["1.", "2.", "3."]


def test_a_list_that_is_not_defined_gives_no_label() -> None:
    assert labels(listed("x", num=9), listed("y", level=8)) == [None, None]


def test_styles_that_are_based_on_each_other_end_somewhere() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A", properties=in_list(1))

    assert labels(paragraph("x", style="B"), styles=styles) == ["1."]
