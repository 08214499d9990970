from __future__ import annotations

from docx_builder import cell, deleted, docx, ins, paragraph, row, run, table
from hypothesis import given
from hypothesis import strategies as st
from test_docx_round_trip import Move, Paragraph, Table, moves, paragraphs, tables

from extractor.limits import DEFAULT_LIMITS
from extractor.readers import read
from extractor.readers.docx.runs import shown
from extractor.readers.docx.tracing import raw_offset, trace_docx


@given(st.lists(st.one_of(paragraphs, tables, moves), max_size=6))
def test_the_places_hold_the_words_of_the_accepted_text(blocks: list[Paragraph | Table | Move]) -> None:
    data = docx(paragraph("Start"), *(block.redline() for block in blocks), paragraph("End"))
    trace, document = trace_docx(data, DEFAULT_LIMITS), read(data, "a.docx")

    assert trace.accepted.text == document.text
    assert set(trace.revisions) == {revision.id for revision in document.revisions}
    covered = [" "] * len(document.text)
    for place in trace.places():
        words = shown(place.element.text or "")[place.lead :][: place.end - place.start]
        covered[place.start : place.end] = words
    assert "".join(covered).split() == document.text.split()


def test_words_that_word_works_out_or_keeps_elsewhere_have_no_place() -> None:
    form = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
    )
    field = f'{form}<w:instrText> FORMCHECKBOX </w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    trace = trace_docx(docx(paragraph("Agreed ", field)), DEFAULT_LIMITS)

    assert trace.accepted.text == "Agreed ☒"
    assert [trace.accepted.text[one.start : one.end] for one in trace.places()] == ["Agreed "]


def test_a_soft_hyphen_is_counted_in_the_file_alone() -> None:
    trace = trace_docx(docx(paragraph("  liabil\u00adity is capped")), DEFAULT_LIMITS)
    (place,) = trace.places()

    assert trace.accepted.text == "liability is capped"
    assert place.lead == 2
    assert (place.element.text or "")[: raw_offset(place.element, 2 + 9)] == "  liabil\u00adity"


def test_struck_words_have_a_source_and_no_place() -> None:
    trace = trace_docx(docx(paragraph("in ", deleted("30"), ins("90", id=2), " days")), DEFAULT_LIMITS)

    assert [trace.accepted.text[one.start : one.end] for one in trace.places()] == ["in ", "90", " days"]
    first, last = trace.revisions["1"]
    assert first == last
    assert trace.sources[first].element.text == "30"


def test_cells_are_told_apart() -> None:
    trace = trace_docx(docx(table(row(cell("Fee"), cell(paragraph(run("USD 5")))))), DEFAULT_LIMITS)
    assert [trace.accepted.text[one.start : one.end] for one in trace.places()] == ["Fee", "USD 5"]
