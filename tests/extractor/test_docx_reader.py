"""What a Word file says: with all changes accepted, with all refused, and every change and comment in its place."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

import docx as python_docx
import pytest
from docx_builder import (
    DATE,
    cell,
    change,
    comment,
    commented,
    definition,
    deleted,
    docx,
    in_list,
    ins,
    instance,
    level,
    package,
    paragraph,
    row,
    run,
    style,
    table,
    zipped,
)
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers import read
from extractor.types import Document, Revision, Span


def document(*body: str, **parts: str) -> Document:
    return read(docx(*body, **parts), "contract.docx")


def both(*body: str, **parts: str) -> tuple[str, str]:
    read_document = document(*body, **parts)
    return read_document.text, read_document.original_text


def assert_exact_places(read_document: Document) -> None:
    """The promises of ``Revision``, ``Block`` and ``Comment``."""
    assert read_document.text == "\n".join(read_document.quote(block.span) for block in read_document.blocks)
    for block in read_document.blocks:
        assert "\n" not in read_document.quote(block.span)
        if block.cells:
            assert "\t".join(map(read_document.quote, block.cells)) == read_document.quote(block.span)
    for revision in read_document.revisions:
        assert_exact_place(read_document, revision)
    for remark in read_document.comments:
        assert len(remark.span) == 0 or read_document.quote(remark.span) == remark.quote


def assert_exact_place(read_document: Document, revision: Revision) -> None:
    here, there = revision.span, revision.original_span
    assert revision.text
    if revision.superseded:
        assert len(here) == len(there) == 0
    elif revision.kind in ("insertion", "move_to"):
        assert read_document.quote(here) == revision.text
        assert len(there) == 0
    else:
        assert read_document.original_text[there.start : there.end] == revision.text
        assert len(here) == 0
    assert 0 <= here.start <= here.end <= len(read_document.text)
    assert 0 <= there.start <= there.end <= len(read_document.original_text)


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b"),  # a block is one line
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>compete</w:t></w:r>", "non-compete"),
        ("<w:r><w:t>con</w:t><w:softHyphen/><w:t>tract</w:t></w:r>", "contract"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> yes</w:t></w:r>', "☒ yes"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Symbol" w:char="57"/></w:r>', "αΩ"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06F"/><w:t> no</w:t></w:r>', "☐ no"),
        ('<w:r><w:sym w:font="Symbol" w:char="nonsense"/><w:t>yes</w:t></w:r>', "yes"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>today</w:t></w:r></w:fldSimple>', "today"),
        ("<w:r><w:t>two\nlines</w:t></w:r>", "two lines"),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "base",
        ),
    ],
)
def test_inline_markup_reads_as_word_shows_it(markup: str, expected: str) -> None:
    assert document(paragraph(markup)).text == expected


def field(*parts: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return begin + parts[0] + separate + parts[1] + end


def test_of_a_field_only_the_result_is_text() -> None:
    inner = field("<w:r><w:instrText>PAGE</w:instrText></w:r>", run("7"))
    markup = field(f"<w:r><w:instrText>IF </w:instrText></w:r>{inner}", run("result"))

    assert document(paragraph("see ", markup, " there")).text == "see result there"


def test_a_field_that_never_ends_does_not_swallow_the_document() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert document(paragraph(begun, "lost"), paragraph("kept")).text == "kept"


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    words = f"<w:txbxContent>{paragraph('Boxed')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{words}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{words}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert document(paragraph("Before ", box, "after"), paragraph("Next")).text == "Before after\nBoxed\nNext"


def test_a_text_box_whose_alternatives_lie_inside_the_drawing_is_read_once() -> None:
    words = f"<w:txbxContent>{paragraph('Boxed')}</w:txbxContent>"
    alternatives = (
        f"<mc:AlternateContent><mc:Choice>{words}</mc:Choice><mc:Fallback>{words}</mc:Fallback></mc:AlternateContent>"
    )

    assert document(paragraph("Host", f"<w:r><w:drawing>{alternatives}</w:drawing></w:r>")).text == "Host\nBoxed"


def test_a_text_box_does_not_part_what_a_deleted_mark_joins() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></v:textbox></w:pict></w:r>"

    assert document(paragraph("One ", box, mark=change("del")), paragraph("two")).text == "One two\nBoxed"


def test_blank_paragraphs_are_no_blocks_and_blanks_around_a_paragraph_are_dropped() -> None:
    assert document(paragraph("  One "), paragraph(), paragraph("   "), paragraph("Two")).text == "One\nTwo"


def test_notes_follow_at_the_end_and_only_those_referred_to() -> None:
    noted = paragraph("Body", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="1"/></w:r>')
    footnotes = "".join(f'<w:footnote w:id="{id}">{paragraph(f"Foot {id}")}</w:footnote>' for id in (1, 2))
    endnotes = f'<w:endnote w:id="1">{paragraph("End")}</w:endnote>'

    assert document(noted, footnotes=footnotes, endnotes=endnotes).text == "Body\nFoot 2\nEnd"


def test_a_note_referred_to_twice_is_read_once() -> None:
    noted = paragraph("Body", '<w:r><w:footnoteReference w:id="2"/></w:r>' * 2)

    assert document(noted, footnotes=f'<w:footnote w:id="2">{paragraph("Foot")}</w:footnote>').text == "Body\nFoot"


def test_the_note_of_a_deleted_reference_is_deleted() -> None:
    noted = paragraph("Body", change("del", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    footnotes = f'<w:footnote w:id="2">{paragraph("Foot")}</w:footnote>'

    assert both(noted, footnotes=footnotes) == ("Body", "Body\nFoot")


# -- form -------------------------------------------------------------------------------------------------------------


def test_headings_are_told_by_style_name_outline_level_and_ancestors() -> None:
    styles = (
        style("berschrift2", name="heading 2")
        + style("House", based_on="berschrift2")
        + style("Outlined", properties='<w:outlineLvl w:val="0"/>')
        + style("Body", properties='<w:outlineLvl w:val="9"/>')
    )
    body = [paragraph("x", style=name) for name in ("berschrift2", "House", "Outlined", "Body", "")]
    body.append(paragraph("x", properties='<w:outlineLvl w:val="3"/>'))

    kinds = [(block.kind, block.level) for block in document(*body, styles=styles).blocks]

    assert kinds == (
        [("heading", 1), ("heading", 1), ("heading", 0), ("paragraph", None), ("paragraph", None), ("heading", 3)]
    )


def test_bold_means_all_words_whether_by_run_or_by_style() -> None:
    styles = style("Strong", run_properties="<w:b/>")
    body = (
        paragraph(run("all ", "<w:b/>"), run("bold", "<w:b/>")),
        paragraph(run("half ", "<w:b/>"), run("bold")),
        paragraph("by style", style="Strong"),
        paragraph(run("style undone", '<w:b w:val="0"/>'), style="Strong"),
    )

    assert [block.bold for block in document(*body, styles=styles).blocks] == [True, False, True, False]


def test_the_indent_is_the_paragraphs_own_or_its_lists_or_its_styles() -> None:
    numbering = definition(level(0, "%1", properties='<w:ind w:left="400"/>')) + instance()
    styles = style("Deep", properties='<w:ind w:left="1440"/>')
    body = (
        paragraph("own", properties=in_list(1) + '<w:ind w:start="720"/>'),
        paragraph("list", properties=in_list(1)),
        paragraph("style", style="Deep"),
        paragraph("none"),
    )

    assert [block.indent for block in document(*body, styles=styles, numbering=numbering).blocks] == [36, 20, 72, None]


# -- tables -----------------------------------------------------------------------------------------------------------


def test_a_row_is_one_block_with_its_cells_joined_by_tabs() -> None:
    read_document = document(
        paragraph("Prices"), table(row("Plan", "", "Fee"), row("Basic", "x", "10")), table(row("Z"))
    )

    assert read_document.text == "Prices\nPlan\t\tFee\nBasic\tx\t10\nZ"
    assert [block.table for block in read_document.blocks] == [None, 1, 1, 2]
    assert [read_document.quote(span) for span in read_document.blocks[1].cells] == ["Plan", "", "Fee"]
    assert_exact_places(read_document)


def test_paragraphs_tabs_and_tables_inside_a_cell_are_flattened() -> None:
    nested = table(row("inner", "table"))
    tabbed = paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>")

    assert document(table(row(cell("one", "two"), cell(tabbed, nested)))).text == "one two\ta b inner table"


def test_rows_in_content_controls_are_rows() -> None:
    assert document(table(f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>")).text == "a\tb"


def test_inserted_and_deleted_rows_follow_their_mark_even_where_the_words_carry_none() -> None:
    rows = (row("a", "1"), row("b", "2", properties=change("ins")), row("c", "3", properties=change("del")))
    read_document = document(paragraph("T"), table(*rows))

    assert read_document.text == "T\na\t1\nb\t2"
    assert read_document.original_text == "T\na\t1\nc\t3"
    assert [(revision.kind, revision.text) for revision in read_document.revisions] == (
        [("insertion", "b\t2"), ("deletion", "c\t3")]
    )
    assert_exact_places(read_document)


def test_inserted_and_deleted_cells() -> None:
    cells = (cell("a", properties=change("cellDel")), cell("b"), cell("c", properties=change("cellIns")))

    assert both(table(row(*cells))) == ("b\tc", "a\tb")


# -- revisions --------------------------------------------------------------------------------------------------------


def test_insertion_and_deletion_are_placed_in_both_texts() -> None:
    read_document = document(paragraph("Pay in ", deleted("60", "Bob", 7), ins("30", "Ann", 8), " days."))

    assert (read_document.text, read_document.original_text) == ("Pay in 30 days.", "Pay in 60 days.")
    removed, added = read_document.revisions
    assert removed == Revision("7", "deletion", "60", Span(7, 7), Span(7, 9), "Bob", DATE, 1)
    assert added == Revision("8", "insertion", "30", Span(7, 9), Span(9, 9), "Ann", DATE, 1)


def test_runs_of_one_change_are_one_revision_and_those_of_another_author_are_not() -> None:
    read_document = document(paragraph(ins("a", id=1), ins("b", id=2), ins("c", "Bob", id=3), "-", ins("d", id=4)))

    assert [(revision.text, revision.author) for revision in read_document.revisions] == (
        [("ab", "Ann"), ("c", "Bob"), ("d", "Ann")]
    )


def test_without_a_date_the_id_tells_changes_apart() -> None:
    undated = [change("ins", run(text), id=id).replace(f' w:date="{DATE}"', "") for text, id in (("a", 1), ("b", 2))]

    assert [(revision.text, revision.date) for revision in document(paragraph(*undated)).revisions] == (
        [("a", None), ("b", None)]
    )


def test_ids_that_a_file_repeats_or_leaves_out_are_made_unique() -> None:
    changes = [change("ins", run(f"word {n} "), id=id) for n, id in enumerate(("0", "0", "", "0.2", "", "0"))]
    ids = [revision.id for revision in document(*(paragraph("kept ", one) for one in changes)).revisions]
    assert ids[0] == "0"
    assert len(set(ids)) == len(changes)


def test_a_deleted_paragraph_mark_joins_two_paragraphs_in_the_accepted_text() -> None:
    body = (paragraph("One ", mark=change("del")), paragraph("two"))

    assert both(*body) == ("One two", "One\ntwo")


def test_an_inserted_paragraph_mark_joins_two_paragraphs_in_the_original_text() -> None:
    read_document = document(paragraph("One ", mark=change("ins")), paragraph("two"))

    assert (read_document.text, read_document.original_text) == ("One\ntwo", "One two")
    assert [revision.text for revision in read_document.revisions] == ["\n"]
    assert_exact_places(read_document)


def test_a_joined_paragraph_looks_like_the_one_whose_mark_is_left() -> None:
    body = (paragraph("One ", style="A", mark=change("del")), paragraph("two", style="B"))

    assert document(*body, styles=style("A") + style("B")).blocks[0].style == "B"


def test_a_whole_paragraph_can_be_inserted_or_deleted() -> None:
    read_document = document(
        paragraph("A"),
        paragraph(ins("new"), mark=change("ins")),
        paragraph(deleted("old"), mark=change("del")),
        paragraph("Z"),
    )

    assert (read_document.text, read_document.original_text) == ("A\nnew\nZ", "A\nold\nZ")
    assert [(r.kind, r.text, r.paragraph) for r in read_document.revisions] == [
        ("insertion", "new", 2),
        ("deletion", "old", 3),
    ]
    assert_exact_places(read_document)


def test_a_deleted_paragraph_before_a_table_leaves_nothing_behind() -> None:
    assert document(paragraph("A"), paragraph(deleted("x"), mark=change("del")), table(row("b"))).text == "A\nb"


def test_words_put_in_and_struck_out_again_are_in_neither_text_but_are_reported() -> None:
    struck = change("ins", run("very ") + deleted("un", "Bob", 2) + run("fair"), "Ann", id=1)
    read_document = document(paragraph("It is ", struck))

    assert (read_document.text, read_document.original_text) == ("It is very fair", "It is")
    assert [(r.kind, r.text, r.author, r.superseded) for r in read_document.revisions] == [
        ("insertion", "very ", "Ann", False),
        ("insertion", "un", "Ann", True),
        ("deletion", "un", "Bob", True),
        ("insertion", "fair", "Ann", False),
    ]
    assert_exact_places(read_document)


def test_the_two_halves_of_a_move_share_the_name_of_their_ranges() -> None:
    def moved(direction: Literal["From", "To"], id: int) -> str:
        start = f'<w:move{direction}RangeStart w:id="{id}" w:name="move1" w:author="Ann"/>'
        return start + change(f"move{direction}", run("Notice. "), id=id) + f'<w:move{direction}RangeEnd w:id="{id}"/>'

    read_document = document(paragraph(moved("From", 1), "Term."), paragraph("Fees. ", moved("To", 2), ins("New.")))

    assert (read_document.text, read_document.original_text) == ("Term.\nFees. Notice. New.", "Notice. Term.\nFees.")
    assert [(r.kind, r.text, r.move_id) for r in read_document.revisions] == [
        ("move_from", "Notice. ", "move1"),
        ("move_to", "Notice. ", "move1"),
        ("insertion", "New.", None),
    ]
    assert_exact_places(read_document)


def test_a_moved_run_outside_of_any_range_is_still_a_move() -> None:
    ended = '<w:moveToRangeStart w:id="1" w:name="move1"/><w:moveToRangeEnd w:id="1"/>'

    assert [(r.kind, r.move_id) for r in document(paragraph(ended, change("moveTo", run("x")))).revisions] == (
        [("move_to", None)]
    )


def test_changes_inside_a_formula() -> None:
    struck = change("del", "<m:t>2</m:t>")

    assert both(paragraph(f"<m:oMath><m:r><m:t>A=</m:t></m:r><m:r>{struck}</m:r></m:oMath>")) == ("A=", "A=2")


def test_changes_of_format_are_no_revisions() -> None:
    changed = run("Words", f"<w:b/>{change('rPrChange', '<w:rPr/>')}")

    assert document(paragraph(changed, properties=change("pPrChange", "<w:pPr/>"))).revisions == ()


def test_a_file_whose_words_are_all_deleted_still_reads() -> None:
    assert both(paragraph(deleted("gone"))) == ("", "gone")


State = Literal["plain", "ins", "del", "both"]


@dataclass(frozen=True)
class Planned:
    """A paragraph as it is planned: its words with their fate, and the fate of its mark."""

    words: list[tuple[str, State]]
    mark: State

    def markup(self) -> str:
        marks = {"plain": "", "ins": change("ins"), "del": change("del"), "both": change("ins") + change("del")}
        return paragraph(*(self._run(text, state) for text, state in self.words), mark=marks[self.mark])

    @staticmethod
    def _run(text: str, state: State) -> str:
        if state == "both":
            return change("ins", deleted(text, "Bob"), "Ann")
        if state == "ins":
            return ins(text)
        return deleted(text) if state == "del" else run(text)


def planned_text(plan: list[Planned], gone: set[State]) -> str:
    """Paragraph by paragraph what is left when all that is ``gone`` is taken out."""
    lines, line = [], ""
    for item in plan:
        line += "".join(text for text, state in item.words if state not in gone)
        if item.mark not in gone:
            lines.append(line)
            line = ""
    return "\n".join(stripped for text in [*lines, line] if (stripped := text.strip()))


states: st.SearchStrategy[State] = st.sampled_from(["plain", "ins", "del", "both"])
plans = st.lists(
    st.builds(Planned, st.lists(st.tuples(st.text("ab .", min_size=1, max_size=4), states), max_size=4), states),
    max_size=5,
)


@given(plans)
def test_whatever_is_tracked_both_texts_are_as_planned_and_every_place_is_exact(plan: list[Planned]) -> None:
    read_document = document(paragraph("Start"), *(item.markup() for item in plan), paragraph("End"))
    whole = [Planned([("Start", "plain")], "plain"), *plan, Planned([("End", "plain")], "plain")]

    assert read_document.text == planned_text(whole, {"del", "both"})
    assert read_document.original_text == planned_text(whole, {"ins", "both"})
    assert_exact_places(read_document)


@given(st.lists(st.lists(st.tuples(st.text("ab ", max_size=3), states), min_size=1, max_size=3), max_size=3), plans)
def test_places_are_exact_in_tables_too(rows: list[list[tuple[str, State]]], plan: list[Planned]) -> None:
    cells = [row(*(cell(Planned([(text, state)], "plain").markup()) for text, state in line)) for line in rows]

    assert_exact_places(document(paragraph("Start"), *(item.markup() for item in plan), table(*cells)))


# -- comments ---------------------------------------------------------------------------------------------------------


def test_a_comment_hangs_on_its_words() -> None:
    body = paragraph("Pay in ", commented(4, run("30 days")), ".")
    remark = document(body, comments=comment(4, "Too short.", "Make it 60.", initials="AB")).comments[0]

    assert (remark.id, remark.text, remark.quote, remark.span) == (
        "4",
        "Too short.\nMake it 60.",
        "30 days",
        Span(7, 14),
    )
    assert (remark.author, remark.initials, remark.date, remark.paragraph) == ("Ann", "AB", DATE, 1)
    assert (remark.parent, remark.resolved) == (None, None)


def test_a_comment_may_span_paragraphs() -> None:
    body = (
        paragraph("One ", '<w:commentRangeStart w:id="1"/>', "two"),
        paragraph("three", '<w:commentRangeEnd w:id="1"/>'),
    )

    assert document(*body, comments=comment(1, "Why?")).comments[0].quote == "two\nthree"


def test_a_comment_on_deleted_words_quotes_them() -> None:
    body = paragraph("Pay ", commented(1, deleted("never")), "now")
    remark = document(body, comments=comment(1, "No.")).comments[0]

    assert (remark.quote, remark.span) == ("never", Span(4, 4))


def test_a_comment_without_a_range_stands_where_it_is_referred_to() -> None:
    body = paragraph("Pay", '<w:r><w:commentReference w:id="1"/></w:r>', " now")
    remark = document(body, comments=comment(1, "When?")).comments[0]

    assert (remark.quote, remark.span) == ("", Span(3, 3))


def test_replies_know_their_comment_and_whether_it_is_resolved() -> None:
    body = paragraph(commented(1, commented(2, run("30 days"))))
    comments = comment(1, "Short.", paragraph_id="0A") + comment(2, "Agreed.", author="Bob", paragraph_id="0B")
    first_thread = '<w15:commentEx w15:paraId="0A" w15:done="1"/>'
    reply_thread = '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/>'
    extended = first_thread + reply_thread
    first, reply = document(body, comments=comments, commentsExtended=extended).comments

    assert (first.parent, first.resolved, reply.parent, reply.resolved) == (None, True, "1", False)


def test_a_reply_without_a_place_of_its_own_stands_where_its_comment_does() -> None:
    comments = comment(1, "Short.", paragraph_id="0A") + comment(2, "Agreed.", paragraph_id="0B")
    extended = '<w15:commentEx w15:paraId="0A"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/>'
    read_document = document(paragraph(commented(1, run("30 days"))), comments=comments, commentsExtended=extended)

    assert [(remark.id, remark.quote) for remark in read_document.comments] == [("1", "30 days"), ("2", "30 days")]


def test_a_comment_that_nothing_refers_to_is_not_shown_by_word_nor_here() -> None:
    assert document(paragraph("x"), comments=comment(1, "Stray.")).comments == ()


def test_a_file_of_another_writer_reads_the_same() -> None:
    written = python_docx.Document()
    written.add_heading("Term", level=2)
    written.add_paragraph("One year.").add_run(" Renewed.").bold = True
    cells = written.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Fee", "10"
    buffer = io.BytesIO()
    written.save(buffer)
    read_document = read(buffer.getvalue(), "a.docx")

    assert read_document.text == "Term\nOne year. Renewed.\nFee\t10"
    assert [(block.kind, block.level, block.style) for block in read_document.blocks[:2]] == (
        [("heading", 1, "heading 2"), ("paragraph", None, "Normal")]
    )


# -- packages ---------------------------------------------------------------------------------------------------------


def test_the_strict_kind_of_the_format_is_read_like_the_usual_one() -> None:
    entries = {
        name: str(content)
        .replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
        .replace("/2006/", "/")
        if name.startswith("word/document.xml") or name == "_rels/.rels"
        else content
        for name, content in package(paragraph("Strict")).items()
    }
    entries["_rels/.rels"] = str(entries["_rels/.rels"]).replace(
        "http://purl.oclc.org/ooxml/package/relationships",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    )

    assert read(zipped(entries), "strict.docx").text == "Strict"


def test_a_file_that_word_would_merge_in_and_that_is_not_there_is_reported() -> None:
    assert [problem.code for problem in document(paragraph("x"), "<w:altChunk/>").problems] == ["part_missing"]
