"""Comments: who answers whom and when, whatever program wrote the parts beside them, and on which words they hang."""

from __future__ import annotations

import pytest
from docx_builder import (
    DATE,
    NAMESPACES,
    cell,
    change,
    comment,
    commented,
    deleted,
    package,
    paragraph,
    relationships,
    row,
    run,
    table,
    zipped,
)

from extractor.readers import read
from extractor.types import Comment, Document

CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
DU = 'xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du"'
UTC = "2026-03-02T08:30:00Z"


def document(body: str, comments: str, *, extended: str = "", ids: str = "", extensible: str = "") -> Document:
    """A document with comments and the parts beside them, whose inner markup is given."""
    entries = package(body)
    parts = {
        "comments": f"<w:comments {NAMESPACES}>{comments}</w:comments>",
        "commentsExtended": f"<w15:commentsEx {NAMESPACES}>{extended}</w15:commentsEx>",
        "commentsIds": f'<c:commentsIds xmlns:c="{CID}">{ids}</c:commentsIds>',
        "commentsExtensible": f'<c:commentsExtensible xmlns:c="{CEX}">{extensible}</c:commentsExtensible>',
    }
    entries["word/_rels/document.xml.rels"] = relationships(*((kind, f"{kind}.xml") for kind in parts))
    entries |= {f"word/{kind}.xml": markup for kind, markup in parts.items()}
    return read(zipped(entries), "a.docx")


def hung(*ids: int) -> str:
    """A paragraph on whose words these comments hang."""
    markup = run("30 days")
    for number in ids:
        markup = commented(number, markup)
    return paragraph(markup)


def extended(*rows: tuple[str, str | None]) -> str:
    """Entries of commentsExtended: paragraph id, and that of the comment answered."""
    return "".join(
        f'<w15:commentEx w15:paraId="{name}" w15:done="0"' + (f' w15:paraIdParent="{parent}"/>' if parent else "/>")
        for name, parent in rows
    )


def threads(remarks: tuple[Comment, ...]) -> list[tuple[str, str | None]]:
    return [(remark.id, remark.parent) for remark in remarks]


# -- threads ----------------------------------------------------------------------------------------------------------


def test_where_ids_of_paragraphs_repeat_the_entries_go_to_the_comments_in_order() -> None:
    comments = "".join(comment(number, f"c{number}", paragraph_id="0A") for number in (1, 2))
    comments += "".join(comment(number, f"c{number}", paragraph_id="0B") for number in (3, 4))
    entries = extended(("0A", None), ("0A", None), ("0B", "0A"), ("0B", "0A"))

    found = document(hung(1, 2, 3, 4), comments, extended=entries).comments
    assert threads(found) == [("1", None), ("2", None), ("3", "2"), ("4", "2")]


def test_each_reply_goes_to_the_nearest_comment_before_it_of_that_id() -> None:
    comments = "".join(comment(number, "x", paragraph_id="0A" if number % 2 else "0B") for number in (1, 2, 3, 4))
    entries = extended(("0A", None), ("0B", "0A"), ("0A", None), ("0B", "0A"))

    found = document(hung(1, 2, 3, 4), comments, extended=entries).comments
    assert threads(found) == [("1", None), ("2", "1"), ("3", None), ("4", "3")]


@pytest.mark.parametrize("named", ["0a", "0A"])
def test_ids_are_numbers_in_whatever_letters(named: str) -> None:
    comments = comment(1, "a", paragraph_id="0A") + comment(2, "b", paragraph_id="0B")

    found = document(hung(1, 2), comments, extended=extended((named, None), ("0b", named))).comments
    assert threads(found) == [("1", None), ("2", "1")]


def test_an_entry_may_name_the_first_paragraph_of_a_comment_as_other_programs_do() -> None:
    two = comment(1, "first", paragraph_id="0A") + comment(2, "answer", paragraph_id="0B")
    two = two.replace("</w:comment>", f'<w:p w14:paraId="0C">{run("second")}</w:p></w:comment>', 1)

    found = document(hung(1, 2), two, extended=extended(("0A", None), ("0B", "0A"))).comments
    assert threads(found) == [("1", None), ("2", "1")]
    assert found[0].text == "first\nsecond"


@pytest.mark.parametrize(
    "entries",
    ['<w15:commentEx w15:done="1"/>', extended(("0A", "0A")), extended(("0A", "7F")), extended(("7F", "0A"))],
    ids=["without an id", "answers itself", "answers nobody", "about nobody"],
)
def test_entries_that_make_no_sense_make_no_thread(entries: str) -> None:
    found = document(hung(1), comment(1, "a", paragraph_id="0A"), extended=entries).comments

    assert threads(found) == [("1", None)]


def test_a_reply_to_a_comment_that_is_not_shown_stands_for_itself() -> None:
    comments = comment(1, "a", paragraph_id="0A") + comment(2, "b", paragraph_id="0B")

    found = document(hung(2), comments, extended=extended(("0A", None), ("0B", "0A"))).comments
    assert threads(found) == [("2", None)]


# -- dates ------------------------------------------------------------------------------------------------------------


def test_the_utc_date_is_taken_where_the_file_has_it() -> None:
    comments = comment(1, "a", paragraph_id="0A") + comment(2, "b", paragraph_id="0B")
    ids = "".join(
        f'<c:commentId c:paraId="{name}" c:durableId="{durable}"/>' for name, durable in (("0A", "1F"), ("0B", "2F"))
    )
    extensible = f'<c:commentExtensible c:durableId="1F" c:dateUtc="{UTC}"/>'

    found = document(hung(1, 2), comments, ids=ids, extensible=extensible).comments
    assert [(remark.date, remark.date_utc) for remark in found] == [(DATE, UTC), (DATE, None)]


def test_a_change_may_state_its_utc_date_itself() -> None:
    inserted = change("ins", run("new")).replace("w:author", f'{DU} w16du:dateUtc="{UTC}" w:author')
    found = document(paragraph(inserted, change("ins", run(" old"), author="Bob", id=2)), "")

    assert [(one.date, one.date_utc) for one in found.revisions] == [(DATE, UTC), (DATE, None)]


# -- comments on words that are gone ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        (paragraph("Pay ", commented(1, deleted("late")), " fees"), "late"),
        (
            paragraph(
                "Pay ",
                change("del", commented(1, run("late").replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText "))),
            ),
            "late",
        ),
        (paragraph("Pay") + paragraph(commented(1, deleted("Gone."))), "Gone."),
        (paragraph("Pay") + table(row(cell(paragraph(commented(1, run("Gone")))), properties=change("del"))), "Gone"),
        (paragraph("Pay ", commented(1, change("moveFrom", run("late")))), "late"),
        (paragraph("Pay ", commented(1, deleted("thirty") + change("ins", run("sixty"), id=3))), "sixty"),
    ],
    ids=["words", "inside the deletion", "all of a paragraph", "row", "moved away", "replaced words"],
)
def test_a_comment_on_words_that_are_gone_quotes_them_and_stands_where_they_were(body: str, quote: str) -> None:
    found = document(body, comment(1, "Why?"))
    (remark,) = found.comments

    assert remark.quote == quote
    assert 0 <= remark.span.start <= remark.span.end <= len(found.text)
    assert (found.quote(remark.span) == quote) == (len(remark.span) > 0)
