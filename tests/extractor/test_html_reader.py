"""Web pages: what a browser shows, block by block; ``ins`` and ``del`` are revisions; tables for looks are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ExtractionError, LimitReached
from extractor.readers import read
from extractor.types import Document


def html(body: str) -> Document:
    return read(f"<!doctype html><html><body>{body}</body></html>".encode(), "a.html")


def labels(document: Document) -> list[tuple[str, str | None]]:
    return [(document.quote(block.span), block.label) for block in document.blocks]


def test_inserted_and_deleted_words_are_revisions() -> None:
    document = html(
        '<p>Within <del cite="mailto:Mia%20Falk" datetime="2026-01-21T09:04">thirty</del>'
        '<ins cite="mailto:Mia%20Falk" datetime="2026-01-21T09:04">sixty</ins> days.</p>'
    )

    assert (document.text, document.original_text) == ("Within sixty days.", "Within thirty days.")
    assert [(r.kind, r.text, r.author, r.date) for r in document.revisions] == [
        ("deletion", "thirty", "Mia Falk", "2026-01-21T09:04"),
        ("insertion", "sixty", "Mia Falk", "2026-01-21T09:04"),
    ]


def test_list_numbers_are_labels() -> None:
    document = html(
        '<ol start="3"><li>C</li><li>D<ol type="a"><li>one</li><li value="5">five</li></ol></li>'
        "<li><del>gone</del></li></ol><ul><li>dot</li></ul>"
    )

    assert labels(document) == [("C", "3."), ("D", "4."), ("one", "a."), ("five", "e."), ("dot", "•")]


def test_the_number_that_word_writes_before_a_paragraph_is_a_label() -> None:
    filtered = "<p>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>Fees</p>"
    full = "<p><span style='mso-list:Ignore'>(a)<span>&nbsp; </span></span>Late fees</p>"

    assert labels(html(filtered + full)) == [("Fees", "1."), ("Late fees", "(a)")]


def commented(id: str, words: str, more: str = "") -> str:
    """Words with a comment as Word writes them."""
    mark = f"<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_{id}'>[AL{id}]</a></span>"
    return f"<a style='mso-comment-reference:AL_{id};mso-comment-date:20260302T0930;{more}'>{words}</a>{mark}"


def note(id: str, words: str) -> str:
    """The comment itself, in the list at the end."""
    author = "<span style='mso-comment-author:\"Ann Lee\"'></span>"
    text = f"<p class=MsoCommentText><a class=msocomoff href='#_anchor'>[AL{id}]</a>{words}</p>"
    return f"<div style='mso-element:comment'><div id='_com_{id}' class=msocomtxt>{author}{text}</div></div>"


def test_comments_of_a_page_that_word_saved() -> None:
    body = f"<p>Pay {commented('1', 'in 60 days')}{commented('2', '', 'mso-comment-parent:1')}.</p>"
    stray = note("9", "Nobody refers to it.")
    document = html(
        f"{body}<div style='mso-element:comment-list'>{note('1', 'Why so <b>long</b>?')}{note('2', 'Why not?')}"
        f"{note('1', 'Again.')}{stray}</div>"
    )

    assert document.text == "Pay in 60 days."
    assert [(c.id, c.text, c.quote, c.author, c.initials, c.date, c.parent) for c in document.comments] == [
        ("1", "Why so long?", "in 60 days", "Ann Lee", "AL", "2026-03-02T09:30:00", None),
        ("2", "Why not?", "", "Ann Lee", "AL", "2026-03-02T09:30:00", "1"),
    ]


def test_what_a_browser_does_not_show_is_not_read() -> None:
    document = html("<style>p{}</style><script>x</script><p>A</p><p style='display: none'>B</p><p hidden>C</p>")

    assert document.text == "A"
    assert [problem.code for problem in document.problems] == ["hidden_words_not_read"]


def test_blanks_entities_and_breaks() -> None:
    document = html("<p>a \n b&nbsp;&amp; c<br>d</p>e<br><br>f<h2>G</h2>")

    assert document.text == "a b\u00a0& c d\ne\nf\nG"
    assert document.blocks[-1].kind == "heading"
    assert document.blocks[-1].level == 1


def test_a_table_of_facts_has_rows_without_cells_that_only_space() -> None:
    document = html(
        "<table><tr><th>Users</th><td></td><th>Fee</th></tr><tr><td>10</td><td></td><td>$</td><td>5</td></tr></table>"
    )

    assert document.text == "Users\tFee\n10\t$5"
    assert {block.kind for block in document.blocks} == {"table_row"}


def test_a_table_that_sets_a_mark_before_a_paragraph_is_a_paragraph() -> None:
    document = html("<table><tr><td><p>(a)</p></td><td><p>Customer pays.</p></td></tr></table>")

    assert [(document.quote(block.span), block.kind) for block in document.blocks] == [
        ("(a) Customer pays.", "paragraph")
    ]


def test_a_table_around_tables_is_no_table() -> None:
    document = html("<table><tr><td><p>A</p><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>")

    assert [(document.quote(block.span), block.table) for block in document.blocks] == [("A", None), ("x\ty", 1)]


def test_the_encoding_is_the_one_that_the_page_states() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Да</p></html>'

    assert read(page.encode("cp1251"), "a.html").text == "Да"


def test_an_edgar_exhibit_is_read_without_its_envelope() -> None:
    page = (
        b"<DOCUMENT>\n<TYPE>EX-10.1\n<SEQUENCE>2\n<TEXT>\n<HTML><BODY><P>Lease</P></BODY></HTML>\n</TEXT>\n</DOCUMENT>"
    )

    assert read(page, "a.htm").text == "Lease"


@pytest.mark.parametrize(
    "body", ["<div>" * 100_000, "<p " + " ".join(f"a{n}=1" for n in range(5_000)) + ">x", "<p " + "a " * 5_000 + ">x"]
)
def test_pages_built_to_cost_time_are_refused(body: str) -> None:
    with pytest.raises(LimitReached):
        html(body)


@given(
    st.lists(
        st.sampled_from(
            "<p> </p> <del> </del> <ins> <table> <tr> <td> </table> <li> <ol> <br> <pre> word 1. &lt; <b".split()
        )
    )
)
def test_any_order_of_tags_reads_with_exact_offsets_or_says_why_not(tags: list[str]) -> None:
    try:
        document = html("".join(tags))
    except ExtractionError:
        return
    for revision in document.revisions:
        if revision.kind == "insertion" and not revision.superseded:
            assert document.quote(revision.span) == revision.text
    assert document.text == "\n".join(document.quote(block.span) for block in document.blocks)
