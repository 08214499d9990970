from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from review_factory import calm_review, make_review, partial_review, with_document

from clause_library.types import Change, Deviation, Review
from extractor.readers import read
from service.reports.word import PASSAGE_CHARS, render_word

HOSTILE = "</w:t>\x00\x08\x0b\x1b[2J\x9b\ud83d\ufffe\u202e& =cmd|' /C calc'!A0"
SHOWN = "</w:t>"
"""What begins the hostile words and is harmless: it must come through as words."""


def opened(review: Review) -> Document:
    return docx.Document(io.BytesIO(render_word(review)))


def under(document: Document, heading: str) -> Table:
    """The table under that heading."""
    found = False
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            if found:
                return part
        elif part.text == heading:
            found = True
    raise AssertionError(f"no table under {heading!r}")


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def issues(review: Review) -> list[_Row]:
    """The rows of the issues table, without its head."""
    return list(under(opened(review), "Issues").rows)[1:]


def with_first_deviation(**changes: object) -> Review:
    first, *others = make_review().deviations
    return make_review(deviations=(replace(first, **changes), *others))  # type: ignore[arg-type]


def styled(cell: _Cell, style: str) -> list[str]:
    """The words of ``cell`` in that character style."""
    return [run.text for line in cell.paragraphs for run in line.runs if run.style.name == style]


def headings(document: Document) -> list[str]:
    return [line.text for line in document.paragraphs if line.style.name == "Heading 1"]


def test_the_title_block_says_what_was_reviewed_and_what_to_do() -> None:
    lines = [line.text for line in opened(make_review()).paragraphs]
    assert lines[:2] == ["Issues list", "Ferrous MSA redline.docx"]
    assert "Agreement\tMaster agreement" in lines
    assert "Parties\tNorthlight Systems, Inc. · Ferrous Retail Group plc" in lines
    assert "Reviewed\t5 March 2026" in lines
    assert "Library\tNorthlight standard library, version 3f2a9c41d0b7" in lines
    assert any(line.startswith("Not ready to sign: 1 critical") for line in lines)


def test_parts_come_in_the_order_in_which_one_decides() -> None:
    assert headings(opened(make_review())) == [
        "Approvals, in this order",
        "Issues",
        "Missing clauses",
        "Inconsistencies",
        "Key facts",
    ]


def test_parts_without_content_are_left_out() -> None:
    document = opened(replace(calm_review(), fields=()))
    assert headings(document) == ["Issues"]
    assert document.tables == []
    assert document.paragraphs[-1].text == "No clause differs from our approved language."


def test_a_review_of_half_a_file_says_so() -> None:
    lines = [line for line in opened(partial_review()).paragraphs if line.style.name == "Problem"]
    assert [line.text for line in lines] == [
        "This review is incomplete: Page 7 is a picture without text; it was not read. (page 7)"
    ]


def test_approvals_name_order_role_reason_and_issues() -> None:
    assert rows(under(opened(make_review()), "Approvals, in this order")) == [
        ["Order", "Who", "Severity", "Why", "Issues"],
        ["1", "Finance", "High", "The payment term is over 45 days.", "3"],
        ["2", "Legal", "Medium", "A required clause is missing.", "4"],
        ["3", "General Counsel", "Critical", "Liability and indemnity.", "1, 2"],
    ]


def test_many_issues_of_one_approver_are_told_as_ranges() -> None:
    review = make_review()
    finance = replace(review.approvals[0], deviations=("d5", "d1", "d2", "d3"))
    table = under(opened(replace(review, approvals=(finance,))), "Approvals, in this order")
    assert rows(table)[1][-1] == "1–3, 5"


def test_an_issue_has_a_column_for_each_question() -> None:
    document = opened(make_review())
    head, first, *_ = rows(under(document, "Issues"))
    assert head == ["No.", "Clause", "What changed", "Severity", "Our answer", "Approver", "Status"]
    assert first[:2] == ["1", "8.1 Limitation of Liability"]
    assert "\nOmar Reyes, 2 March 2026, 09:41\n" in first[2]
    assert first[3:] == [
        "Critical",
        "Each party’s total liability under this Agreement shall not exceed the fees paid in the twelve (12) months "
        "before the event.",
        "General Counsel",
        "",
    ]


def test_struck_and_inserted_words_are_runs_in_styles_that_show_it() -> None:
    changed = issues(make_review())[0].cells[2]
    assert styled(changed, "Deleted Words") == ["the fees paid in the twelve (12) months before the event"]
    assert styled(changed, "Inserted Words") == ["three (3) times the fees paid and payable during the Term"]
    assert "The cap rises from twelve months of fees" in changed.text
    styles = opened(make_review()).styles
    assert styles["Deleted Words"].font.strike
    assert styles["Inserted Words"].font.underline
    assert styles["Deleted Words"].font.color.rgb != styles["Inserted Words"].font.color.rgb


def test_a_change_with_one_side_has_no_other() -> None:
    added = issues(make_review())[1].cells[2]
    assert styled(added, "Deleted Words") == []
    assert len(styled(added, "Inserted Words")) == 1


def test_an_issue_without_changes_shows_the_words_that_it_is_about() -> None:
    changed = issues(with_first_deviation(changes=()))[0].cells[2]
    assert "three (3) times the fees paid and payable during the Term" in changed.text


def test_comments_stand_with_the_change_and_guidance_stays_with_us() -> None:
    review = make_review()
    changed = issues(review)[0].cells[2].text
    assert changed.index("Comment by Omar Reyes") < changed.index("Answer by Dana Whitfield")
    words = "".join(part.decode() for part in parts(review).values() if part.startswith(b"<?xml"))
    for deviation in review.deviations:
        assert not deviation.guidance or deviation.guidance not in words


def test_an_issue_that_is_good_for_us_says_so() -> None:
    assert "in our favour" in issues(with_first_deviation(direction="favourable"))[0].cells[3].text
    assert "in our favour" not in issues(make_review())[0].cells[3].text


def test_a_silent_change_is_told_from_a_tracked_one() -> None:
    silent = with_first_deviation(authors=(), revisions=(), tracked=False)
    [row] = list(under(opened(silent), "Changed without tracking").rows)[1:]
    assert "\nNot tracked" in row.cells[2].text
    assert row.cells[0].text not in [other[0] for other in rows(under(opened(silent), "Other issues"))]


def test_missing_clauses_keep_their_number_and_bring_our_text() -> None:
    table = rows(under(opened(make_review()), "Missing clauses"))
    assert table[1] == [
        "4",
        "Force Majeure",
        "Our master agreement requires a force majeure clause; none was found.",
        "Medium",
        "Neither party is liable for delay caused by events beyond its reasonable control.",
        "Legal",
        "",
    ]
    assert "4" not in [row.cells[0].text for row in issues(make_review())]


def test_facts_carry_their_words_and_place_and_doubts() -> None:
    facts = {row[0]: row[1:] for row in rows(under(opened(make_review()), "Key facts"))}
    assert facts["Renewal notice period"] == ["60 days", "at least sixty (60) days", "12.4 Renewal"]
    assert facts["Governing law"][0] == "England and Wales  60% sure: check"


def test_the_head_of_every_table_repeats_on_each_page() -> None:
    for table in opened(make_review()).tables:
        first, *others = [row._tr.trPr for row in table.rows]
        assert first.find(qn("w:tblHeader")) is not None
        assert [one for one in others if one is not None and one.find(qn("w:tblHeader")) is not None] == []
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_only_long_rows_break_across_pages() -> None:
    long, short, *_ = issues(with_first_deviation(answer="Our answer takes its time. " * 100))
    assert long._tr.trPr is None
    assert short._tr.trPr.find(qn("w:cantSplit")) is not None


def test_pages_are_landscape_and_numbered() -> None:
    section = opened(make_review()).sections[0]
    assert section.page_width > section.page_height
    footer = section.footer.paragraphs[0]
    assert footer.text.startswith("Ferrous MSA redline.docx · 5 March 2026 · Internal")
    fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_table_is_as_wide_as_the_text_on_any_paper() -> None:
    document = opened(make_review())
    section = document.sections[0]
    wide = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert sum(column.width for column in table.columns) == pytest.approx(wide, rel=0.001)
        width = table._tbl.tblPr.find(qn("w:tblW"))
        assert (width.get(qn("w:type")), width.get(qn("w:w"))) == ("pct", "5000")


def test_the_file_describes_itself_and_knows_only_the_reviews_day() -> None:
    about = opened(make_review()).core_properties
    assert (about.title, about.subject) == ("Issues list: Ferrous MSA redline.docx", "Master agreement")
    assert (about.author, about.language, about.comments) == ("clausecheck", "en-GB", "")
    assert {about.created.replace(tzinfo=None), about.modified.replace(tzinfo=None)} == {datetime(2026, 3, 5)}


def test_a_name_longer_than_word_takes_as_a_title_is_cut() -> None:
    long = "a very long name " * 40
    document = opened(with_document(make_review(), name=long))
    assert len(document.core_properties.title) <= 255
    assert document.paragraphs[1].text == long.strip()


def parts(review: Review) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(render_word(review))) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_equal_reviews_give_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    once = render_word(make_review())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert render_word(make_review()) == once
    with ZipFile(io.BytesIO(once)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_the_template_is_left_that_no_reader_needs() -> None:
    assert [name for name in parts(make_review()) if re.search(r"thumbnail|customXml|Effects|numbering", name)] == []


def hostile_review() -> Review:
    """A review whose every word that comes from outside holds what XML forbids and what would end a run."""
    review = make_review()
    document = review.document

    def hostile(one: Deviation) -> Deviation:
        return replace(
            one,
            title=HOSTILE,
            reason=HOSTILE,
            answer=f"{HOSTILE}\n\n{HOSTILE}",
            quote=HOSTILE,
            authors=(HOSTILE,),
            approver=HOSTILE,
            changes=(Change(HOSTILE, HOSTILE), Change(HOSTILE * 200, "")),
        )

    return replace(
        with_document(
            review,
            name=HOSTILE,
            revisions=tuple(replace(one, author=HOSTILE, date=HOSTILE) for one in document.revisions),
            comments=tuple(replace(one, author=HOSTILE, text=HOSTILE, date=HOSTILE) for one in document.comments),
        ),
        library=HOSTILE,
        library_version=HOSTILE,
        clauses=tuple(replace(one, number=HOSTILE, heading=HOSTILE) for one in review.clauses),
        deviations=tuple(map(hostile, review.deviations)),
        fields=tuple(replace(one, value={"name": HOSTILE}, quote=HOSTILE) for one in review.fields),
        findings=tuple(replace(one, message=HOSTILE) for one in review.findings),
        approvals=tuple(replace(one, title=HOSTILE, reason=HOSTILE) for one in review.approvals),
    )


def test_words_from_outside_stay_words() -> None:
    document = opened(hostile_review())
    first = under(document, "Issues").rows[1].cells
    for cell in first[1:3] + first[4:6]:
        assert SHOWN in cell.text
    assert len(under(document, "Issues").rows) == len(issues(make_review())) + 1
    words = "".join(document.element.itertext())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff\ufffe]", words)
    assert [*document.element.iter(qn("w:hyperlink")), *document.element.iter(qn("w:fldSimple"))] == []


@pytest.mark.parametrize("make", [make_review, calm_review, partial_review, hostile_review])
def test_our_own_reader_takes_the_file(make: Callable[[], Review]) -> None:
    document = read(render_word(make()), "issues.docx")
    assert "Issues list" in document.text
    assert document.revisions == ()


def test_a_passage_that_is_longer_than_a_page_is_cut_in_its_middle() -> None:
    changes = (Change("", "Begins here. " + "and so on " * 1000 + "Ends here."),)
    (shown,) = styled(issues(with_first_deviation(changes=changes))[0].cells[2], "Inserted Words")
    assert shown.startswith("Begins here.")
    assert shown.endswith("Ends here.")
    assert len(shown) <= PASSAGE_CHARS


def test_our_answer_is_never_cut_for_it_is_sent_back() -> None:
    answer = "\n".join(f"({number}) Our approved words go on. " * 20 for number in range(20))
    shown = issues(with_first_deviation(answer=answer))[0].cells[4].text
    assert shown.split() == answer.split()


def test_the_paragraphs_of_a_change_stay_apart() -> None:
    changes = (Change("", "First paragraph.\nSecond paragraph."),)
    cell = issues(with_first_deviation(changes=changes))[0].cells[2]
    assert "First paragraph.\nSecond paragraph." in cell.text


def test_no_row_drags_the_next_one_along_to_another_page() -> None:
    styles = {style.name: style for style in opened(make_review()).styles}
    for name in ("Cell", "Cell Title", "Cell Words", "Cell Note"):
        assert styles[name].paragraph_format.keep_with_next is None
