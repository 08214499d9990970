"""Our tracked changes and comments in somebody's Word file: exact, reversible, and in nothing else's way."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx_builder import (
    STRICT_NS,
    W_NS,
    cell,
    change,
    comment,
    commented,
    deleted,
    docx,
    in_list,
    ins,
    package,
    paragraph,
    relationships,
    row,
    run,
    style,
    table,
    zipped,
)
from hypothesis import assume, given
from hypothesis import strategies as st
from test_docx_round_trip import Move, Paragraph, Table, moves, paragraphs, tables
from word_layer import W, as_read, check_markup, document_of, parts_of, resolved

from extractor.errors import LimitReached, UnreadableDocument, UnsupportedDocument
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers import read
from extractor.writers.docx import writer
from extractor.writers.docx.orders import (
    Edit,
    NewParagraph,
    Proposal,
    Replacement,
    RestoredParagraph,
    Signature,
    Written,
)
from extractor.writers.docx.writer import write_layer

US = "clausecheck"
SIGNATURE = Signature(US, "CL", "2026-03-05T00:00:00Z")


def propose(text: str, words: str, becomes: str | None = None, edit: Edit = ()) -> Proposal:
    """A proposal about ``words``, which become ``becomes``."""
    start = text.index(words)
    if becomes is not None:
        edit = (Replacement(start, start + len(words), becomes),)
    return Proposal(start, start + len(words), ("Why.", "Who."), ("Our answer.",), edit)


def written(data: bytes, *proposals: Proposal) -> Written:
    """The file with the proposals in it; whatever they are, it reads as before without them."""
    made = write_layer(data, proposals, SIGNATURE, DEFAULT_LIMITS)
    check_markup(data, made.data, US)
    assert as_read(resolved(made.data, US, accept=False)) == as_read(data)
    return made


def accepted(made: Written) -> str:
    """The text with our layer taken over."""
    return read(resolved(made.data, US, accept=True), "a.docx").text


def answered(data: bytes, words: str, becomes: str) -> Written:
    return written(data, propose(read(data, "a.docx").text, words, becomes))


def test_words_are_replaced_at_their_place_and_keep_their_looks() -> None:
    data = docx(paragraph("Pay in ", run("ninety (90) days of the ", "<w:b/>"), "invoice."))
    made = answered(data, "ninety (90)", "thirty (30)")

    assert accepted(made) == "Pay in thirty (30) days of the invoice."
    found = read(made.data, "a.docx")
    assert [(one.kind, one.text, one.author, one.date) for one in found.revisions] == [
        ("deletion", "ninety (90)", US, "2026-03-05T00:00:00Z"),
        ("insertion", "thirty (30)", US, "2026-03-05T00:00:00Z"),
    ]
    inserted = next(document_of(made.data).iter(W + "ins"))
    assert inserted.find(f"{W}r/{W}rPr/{W}b") is not None


def test_the_comment_hangs_on_the_words_and_our_change() -> None:
    made = answered(docx(paragraph("Pay in ninety days.")), "ninety", "thirty")
    (note,) = read(made.data, "a.docx").comments

    assert (note.quote, note.text, note.author, note.initials) == ("thirty", "Why.\nWho.", US, "CL")
    assert note.date == "2026-03-05T00:00:00Z"


def test_a_comment_alone_says_what_we_would_have_written() -> None:
    data = docx(paragraph("Pay in ninety days."))
    (note,) = read(written(data, propose("Pay in ninety days.", "ninety")).data, "a.docx").comments
    assert (note.quote, note.text) == ("ninety", "Why.\nWho.\nOur answer.")


def test_their_insertion_is_struck_inside_itself_and_ours_stands_behind_it() -> None:
    data = docx(paragraph("Pay in ", deleted("thirty", "Ann", 1), ins("ninety", "Ann", 2), " days."))
    made = answered(data, "ninety", "thirty")

    tracked = [
        (one.tag.removeprefix(W), one.get(W + "author")) for one in document_of(made.data).iter(W + "ins", W + "del")
    ]
    assert tracked == [("del", "Ann"), ("ins", "Ann"), ("del", US), ("ins", US)]
    nested = document_of(made.data).find(f".//{W}ins/{W}del")
    assert nested is not None
    assert nested.get(W + "author") == US
    assert accepted(made) == "Pay in thirty days."


def test_words_within_their_insertion_part_it_in_two() -> None:
    data = docx(paragraph("We ", ins("shall pay all costs now", "Ann", 5), "."))
    made = answered(data, "all costs", "no costs")

    assert accepted(made) == "We shall pay no costs now."
    theirs = [one for one in document_of(made.data).iter(W + "ins") if one.get(W + "author") == "Ann"]
    assert len({one.get(W + "id") for one in theirs}) == len(theirs) == 2
    assert [
        one.text for one in read(made.data, "a.docx").revisions if one.kind == "insertion" and not one.superseded
    ] == [
        "shall pay ",
        "no costs",
        " now",
    ]


def test_words_that_they_struck_come_back_behind_their_deletion() -> None:
    data = docx(paragraph("It will perform ", deleted("materially "), "as described."))
    place = len("It will perform ")
    made = written(data, Proposal(place, place, ("Why.",), (), (Replacement(place, place, "materially "),)))

    tracked = [one.get(W + "author") for one in document_of(made.data).iter(W + "ins", W + "del")]
    assert tracked == ["Ann", US]
    assert accepted(made) == "It will perform materially as described."
    assert read(made.data, "a.docx").comments[0].quote == "materially "


def test_a_change_over_several_runs_and_a_link_is_one_change_to_the_reader() -> None:
    link = f"<w:hyperlink>{run('the Services')}</w:hyperlink>"
    data = docx(paragraph("All loss from ", link, " and ", run("otherwise", "<w:i/>"), " is ours."))
    made = answered(data, "from the Services and otherwise", "that we cause")

    assert accepted(made) == "All loss that we cause is ours."
    assert [one.text for one in read(made.data, "a.docx").revisions] == [
        "from the Services and otherwise",
        "that we cause",
    ]


def test_paragraphs_that_lose_all_their_words_go_with_their_marks() -> None:
    data = docx(paragraph("One."), paragraph("Two."), paragraph("Three."), paragraph("End."))
    assert accepted(answered(data, "One.\nTwo.\nThree.", "Ours.")) == "Ours.\nEnd."
    assert accepted(answered(data, "Two.", "")) == "One.\nThree.\nEnd."


def test_their_new_paragraph_is_struck_whole() -> None:
    data = docx(paragraph("One."), paragraph(ins("Most favoured."), mark=change("ins")), paragraph("End."))
    made = answered(data, "Most favoured.", "")

    looks = document_of(made.data).findall(f".//{W}pPr/{W}rPr")[-1]
    assert [one.tag for one in looks] == [W + "ins", W + "del"]
    assert accepted(made) == "One.\nEnd."


def test_a_struck_clause_comes_back_as_a_paragraph_with_its_heading_and_number() -> None:
    heading = deleted("Suspension. ").replace("<w:rPr>", "<w:rPr><w:b/>")
    struck = paragraph(heading, deleted("We may suspend."), properties=in_list(1), mark=change("del"))
    data = docx(paragraph("One."), struck, paragraph("End."))
    place = read(data, "a.docx").revisions[0].span.start
    edit = RestoredParagraph(("1",), "We may suspend it.", "Suspension. ")
    made = written(data, Proposal(place, place, ("Why.",), (), edit))

    assert accepted(made) == "One.\nSuspension. We may suspend it.\nEnd."
    new = document_of(made.data).findall(f".//{W}p")[2]
    assert new.find(f"{W}pPr/{W}numPr") is not None
    assert [one.find(f"{W}rPr/{W}b") is not None for one in new.iter(W + "r") if one.find(W + "t") is not None] == [
        True,
        False,
    ]
    assert read(made.data, "a.docx").comments[0].quote == "Suspension. We may suspend it."


def test_words_struck_in_a_paragraph_that_stays_come_back_in_it() -> None:
    data = docx(paragraph("One."), paragraph(deleted("We may suspend.")), paragraph("End."))
    made = written(data, Proposal(5, 5, ("Why.",), (), RestoredParagraph(("1",), "We may suspend.")))
    assert accepted(made) == "One.\nWe may suspend.\nEnd."
    assert len(document_of(made.data).findall(f".//{W}p")) == 3


def test_a_missing_clause_goes_in_without_a_number_of_its_neighbour() -> None:
    data = docx(paragraph("One and more.", properties=in_list(1)), table(row("By", "By")), paragraph("Annex"))
    made = written(data, *(Proposal(13, 13, ("Why.",), (), NewParagraph(14, words, "Cap. ")) for words in ("A.", "B.")))

    assert accepted(made) == "One and more.\nCap. A.\nCap. B.\nBy\tBy\nAnnex"
    assert len(list(document_of(made.data).iter(W + "numPr"))) == 1


def test_a_clause_behind_a_table_does_not_go_into_it() -> None:
    data = docx(paragraph("One."), table(row("a", "b"), row("c", "d")), paragraph("End."))
    text = read(data, "a.docx").text
    made = written(data, Proposal(0, 4, ("Why.",), (), NewParagraph(text.index("c") - 1, "New.")))
    assert accepted(made) == "One.\na\tb\nc\td\nNew.\nEnd."


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Section 9")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('In a box')}</w:txbxContent></v:textbox></w:pict></w:r>"
BOUND = (
    f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>{run("Bound words")}</w:sdtContent></w:sdt>'
)
MOVED = (
    f'<w:moveToRangeStart w:id="8" w:name="m"/>{change("moveTo", run("Moved here"), id=9)}<w:moveToRangeEnd w:id="8"/>'
)
NOTED = '<w:r><w:t>Noted</w:t><w:footnoteReference w:id="2"/></w:r>'


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (FIELD, "Section 9"),
        ('<w:fldSimple w:instr="REF a">' + run("Section 9") + "</w:fldSimple>", "Section 9"),
        (BOX, "In a box"),
        (BOUND, "Bound words"),
        (MOVED, "Moved here"),
        (NOTED, "Noted"),
    ],
)
def test_what_is_not_plain_words_gets_a_comment_and_no_change(markup: str, words: str) -> None:
    data = docx(paragraph("See ", markup, " there."))
    made = answered(data, words, "other words")

    assert not made.edits
    (note,) = read(made.data, "a.docx").comments
    assert note.text.endswith("Our answer.")
    assert accepted(made) == read(data, "a.docx").text


def test_a_change_across_cells_is_not_made() -> None:
    data = docx(table(row("Fee", "USD 5"), row("Tax", "USD 1")))
    for words in ("Fee\tUSD 5", "USD 5\nTax"):
        assert not answered(data, words, "x").edits
    assert accepted(answered(data, "USD 5", "USD 9")) == "Fee\tUSD 9\nTax\tUSD 1"


def test_of_two_changes_of_the_same_words_the_first_is_made() -> None:
    text = "Pay in ninety days."
    made = written(docx(paragraph(text)), propose(text, "ninety days", "a week"), propose(text, "ninety", "thirty"))

    assert list(made.edits) == [0]
    assert [one.text for one in read(made.data, "a.docx").comments] == ["Why.\nWho.", "Why.\nWho.\nOur answer."]
    assert accepted(made) == "Pay in a week."


def test_their_comments_and_threads_stay_and_ours_are_numbered_behind() -> None:
    notes = comment(7, "Ours?", paragraph_id="0A000001") + comment(8, "Yes.", paragraph_id="0A000002")
    threads = '<w15:commentEx w15:paraId="0A000001"/><w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001"/>'
    body = paragraph("Pay in ", commented(7, commented(8, run("ninety"))), " days.")
    data = docx(body, comments=notes, commentsExtended=threads)
    made = answered(data, "ninety", "thirty")

    found = read(made.data, "a.docx").comments
    assert [(one.id, one.parent, one.author) for one in found] == [
        ("7", None, "Ann"),
        ("8", "7", "Ann"),
        ("9", None, US),
    ]


def test_a_comment_is_styled_where_the_file_has_the_style() -> None:
    styled = docx(paragraph("Pay."), styles=style("CommentText") + style("CommentReference"))
    assert b'w:val="CommentText"' in parts_of(answered(styled, "Pay", "Go").data)["word/comments.xml"]
    assert b"CommentText" not in parts_of(answered(docx(paragraph("Pay.")), "Pay", "Go").data)["word/comments.xml"]


def test_numbers_of_changes_are_free_ones() -> None:
    mark = '<w:bookmarkStart w:id="41" w:name="b"/><w:bookmarkEnd w:id="41"/>'
    made = answered(docx(paragraph(mark, ins("Pay", id=12), " in ninety days.")), "ninety", "thirty")
    ours = [
        one.get(W + "id") for one in document_of(made.data).iter(W + "ins", W + "del") if one.get(W + "author") == US
    ]
    assert ours == ["42", "43"]


def test_a_strict_file_stays_strict() -> None:
    entries = package(paragraph("Pay in ninety days."))
    strict = {
        name: (content if isinstance(content, str) else content.decode())
        .replace(W_NS, STRICT_NS)
        .replace("http://schemas.openxmlformats.org/officeDocument", "http://purl.oclc.org/ooxml/officeDocument")
        for name, content in entries.items()
    }
    data = zipped(dict(strict))
    made = write_layer(data, [propose("Pay in ninety days.", "ninety", "thirty")], SIGNATURE, DEFAULT_LIMITS)

    parts = parts_of(made.data)
    for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        assert b"http://schemas.openxmlformats.org/officeDocument" not in parts[name]
        assert W_NS.encode() not in parts[name]
    assert read(made.data, "a.docx").text == "Pay in thirty days."


def test_the_same_file_gives_the_same_bytes() -> None:
    data = docx(paragraph("Pay in ninety days."))
    assert answered(data, "ninety", "thirty").data == answered(data, "ninety", "thirty").data


def test_what_is_no_zipped_word_file_is_refused() -> None:
    flat = f'<w:document xmlns:w="{W_NS}"/>'.encode()
    with pytest.raises((UnsupportedDocument, UnreadableDocument)):
        write_layer(flat, [], SIGNATURE, DEFAULT_LIMITS)
    with pytest.raises(UnsupportedDocument):
        write_layer(zipped({"xl/workbook.xml": "<a/>"}), [], SIGNATURE, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.ms-word.document.macroEnabled.main+xml",
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_what_word_would_not_open_as_docx_is_refused(kind: str) -> None:
    entries = package(paragraph("Pay."))
    usual = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    entries["[Content_Types].xml"] = str(entries["[Content_Types].xml"]).replace(usual, kind)
    with pytest.raises(UnsupportedDocument, match="macros or is a template"):
        write_layer(zipped(entries), [], SIGNATURE, DEFAULT_LIMITS)


def test_an_edit_after_which_the_file_reads_wrong_is_left_out_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Pay in ninety days, or twelve."
    reads = writer._reads_as_proposed

    def suspicious(made: Written, *others: Any) -> bool:  # noqa: ANN401
        return b"thirty" not in parts_of(made.data)["word/document.xml"] and reads(made, *others)

    monkeypatch.setattr(writer, "_reads_as_proposed", suspicious)
    made = written(docx(paragraph(text)), propose(text, "ninety", "thirty"), propose(text, "twelve", "ten"))
    assert accepted(made) == "Pay in ninety days, or ten."
    assert [one.text for one in read(made.data, "a.docx").comments] == ["Why.\nWho.\nOur answer.", "Why.\nWho."]


def test_a_number_that_word_works_out_is_not_left_behind() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LISTNUM LegalDefault </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data = docx(paragraph("One."), paragraph(field, "Two."), paragraph("End."))
    assert not answered(data, "One.\nTwo.", "Ours.").edits
    assert not answered(data, "Two.", "").edits
    assert accepted(answered(data, "Two.", "2.")) == "One.\n2.\nEnd."


def test_a_damaged_file_is_not_written_into() -> None:
    entries = package(paragraph("Pay."))
    entries["word/document.xml"] = str(entries["word/document.xml"]).replace("</w:body>", "")
    with pytest.raises(UnreadableDocument, match="damaged"):
        write_layer(zipped(entries), [Proposal(0, 3, ("Why.",))], SIGNATURE, DEFAULT_LIMITS)


def test_a_lost_comments_part_is_not_made_anew() -> None:
    entries = package(paragraph("Pay."))
    entries["word/_rels/document.xml.rels"] = relationships(("comments", "comments.xml"))
    with pytest.raises(UnreadableDocument, match="damaged"):
        write_layer(zipped(entries), [Proposal(0, 3, ("Why.",))], SIGNATURE, DEFAULT_LIMITS)


def test_the_limits_of_reading_hold() -> None:
    with pytest.raises(LimitReached):
        write_layer(docx(paragraph("Pay.")), [], SIGNATURE, Limits(archive_entries=2))


def test_entities_are_off() -> None:
    entries = package(paragraph("Pay."))
    attack = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    entries["word/comments.xml"] = attack + f'<w:comments xmlns:w="{W_NS}">&b;</w:comments>'
    entries["word/_rels/document.xml.rels"] = relationships(("comments", "comments.xml"))
    with pytest.raises(UnreadableDocument):
        write_layer(zipped(entries), [], SIGNATURE, DEFAULT_LIMITS)


@st.composite
def proposals_for(draw: st.DrawFn, text: str) -> list[Proposal]:
    made = []
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        new = draw(st.sampled_from(["", "Z", " Q ", "new (1)\twords"]))
        edit: Edit = (Replacement(start, end, new),)
        if draw(st.booleans()) and draw(st.booleans()):
            edit = NewParagraph(end, "A clause.", "Head. ")
        made.append(Proposal(start, end, ("Why.",), ("Else.",), edit))
    return made


@given(st.lists(st.one_of(paragraphs, tables, moves), max_size=5), st.data())
def test_any_layer_on_any_redline_can_be_taken_off_or_over(
    blocks: list[Paragraph | Table | Move], data: st.DataObject
) -> None:
    file = docx(paragraph("Start"), *(block.redline() for block in blocks), paragraph("End"))
    before = read(file, "a.docx")
    proposed = data.draw(proposals_for(before.text))
    made = written(file, *proposed)

    after = read(made.data, "a.docx")
    assert after.original_text == before.original_text
    assert [one.text for one in after.comments if one.author == US] == [
        "Why." if index in made.edits else "Why.\nElse." for index in range(len(proposed))
    ]
    assume(after.text)  # a file without a word is refused
    assert accepted(made).split() == after.text.split()


@given(st.text("ab cd", min_size=1, max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_plain_words_can_always_be_changed(text: str, one: int, other: int) -> None:
    assume(text.strip() == text and text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    proposal = Proposal(start, end, ("Why.",), (), (Replacement(start, end, "Z"),))
    assert accepted(written(docx(paragraph(text)), proposal)) == text[:start] + "Z" + text[end:]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    body = [
        paragraph("Pay in ", deleted("thirty"), ins("ninety", id=2), " days."),
        paragraph(deleted("We may suspend."), mark=change("del", id=3)),
        table(row(cell("Fee"), cell("USD 5"))),
        paragraph("End."),
    ]
    data = docx(*body)
    text = read(data, "a.docx").text
    place = text.index("\nFee")
    restored = Proposal(place, place, ("Why.",), (), RestoredParagraph(("1.2",), "We may suspend."))
    made = written(data, propose(text, "ninety", "thirty"), propose(text, "USD 5", "USD 9"), restored)
    (tmp_path / "a.docx").write_bytes(made.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
