"""Tracked changes outside of the text: those of headers and footers are shown, those of form only are counted."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx_builder import (
    NAMESPACES,
    RELATIONSHIPS,
    change,
    deleted,
    ins,
    package,
    paragraph,
    relationships,
    row,
    run,
    table,
    zipped,
)

from extractor.readers import read
from extractor.types import Document, FormChanges, Margin, Revision, Span

R_NS = f'xmlns:r="{RELATIONSHIPS}"'
DAY = "2026-03-02"


def with_margins(*parts: tuple[str, str]) -> Document:
    """A document with these headers and footers: kind and markup."""
    references = "".join(f'<w:{kind}Reference {R_NS} r:id="r{number}"/>' for number, (kind, _) in enumerate(parts))
    entries = package(paragraph("Body"), f"<w:sectPr>{references}</w:sectPr>")
    targets = [(kind, f"{kind}{number}.xml") for number, (kind, _) in enumerate(parts)]
    entries["word/_rels/document.xml.rels"] = relationships(*targets)
    for (kind, markup), (_, name) in zip(parts, targets, strict=True):
        tag = "hdr" if kind == "header" else "ftr"
        entries[f"word/{name}"] = f"<w:{tag} {NAMESPACES}>{markup}</w:{tag}>"
    return read(zipped(entries), "a.docx")


def messages(document: Document) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in document.problems]


def test_a_version_changed_in_a_header_is_a_revision_of_the_header_and_not_of_the_text() -> None:
    document = with_margins(
        ("header", paragraph("MSA v", deleted("1", author="Ann"), ins("2", author="Ann"), " draft"))
    )
    (margin,) = document.margins

    assert (document.text, document.original_text, document.revisions) == ("Body", "Body", ())
    assert (margin.kind, margin.text, margin.original) == ("header", "MSA v2 draft", "MSA v1 draft")
    assert margin.revisions == (
        Revision("header1-1", "deletion", "1", Span(5, 5), Span(5, 6), "Ann", "2026-03-02T09:30:00Z"),
        Revision("header1-1.2", "insertion", "2", Span(5, 6), Span(6, 6), "Ann", "2026-03-02T09:30:00Z"),
    )


def test_the_reader_of_the_review_is_told_who_changed_a_header_how_and_when() -> None:
    document = with_margins(
        ("header", paragraph("v", deleted("1"), ins("2"), ins("3", author="Bob"))), ("footer", paragraph("Same"))
    )

    said = f"deleted “1”; inserted “2” (Ann, {DAY}); inserted “3” (Bob, {DAY})"
    assert messages(document) == [
        ("margin_changed", f"The header has tracked changes, which belong to no clause: {said}.")
    ]


def test_a_header_that_is_struck_out_whole_still_tells() -> None:
    document = with_margins(("footer", paragraph(deleted("Confidential"), mark=change("del"))))

    (margin,) = document.margins
    assert (margin.text, margin.original) == ("", "Confidential")
    assert [code for code, _ in messages(document)] == ["margin_changed"]


def test_the_same_change_on_first_and_other_pages_is_told_once() -> None:
    markup = paragraph("v", deleted("1"), ins("2"))
    document = with_margins(("header", markup), ("header", markup.replace('w:id="1"', 'w:id="9"')))

    assert len(document.margins) == len(document.problems) == 1


def test_ids_of_changes_in_several_margins_are_unique() -> None:
    document = with_margins(("header", paragraph(ins("a"))), ("footer", paragraph(ins("b"))))

    ids = [revision.id for margin in document.margins for revision in margin.revisions]
    assert ids == ["header1-1", "footer2-1"]


def test_many_and_long_changes_are_told_in_short() -> None:
    many = "".join(ins(f"{number} " + "long " * 40, author=f"A{number}", id=number) for number in range(9))
    ((_, message),) = messages(with_margins(("header", paragraph(many))))

    assert message.endswith("; and 3 more.")
    assert len(message) < 1_000


def test_blanks_put_into_a_header_are_no_news() -> None:
    assert messages(with_margins(("header", paragraph("v1", ins("  "))))) == []


def test_a_change_in_the_header_of_a_rich_text_file() -> None:
    data = rb"{\rtf1{\*\revtbl{Unknown;}{Mia;}}{\header v{\deleted\revauthdel1 1}{\revised\revauth1 2}\par}Body\par}"
    document = read(data, "a.rtf")

    (margin,) = document.margins
    assert (margin.text, margin.original, document.text) == ("v2", "v1", "Body")
    assert messages(document)[0][1].endswith("deleted “1”; inserted “2” (Mia).")


# -- OpenDocument -----------------------------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "style"))
_INFO = "<office:change-info><dc:creator>Mia</dc:creator><dc:date>2026-01-21T09:04:00</dc:date></office:change-info>"


def odt(body: str, header: str = "") -> Document:
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    styles = f"<style:master-page><style:header>{header}</style:header></style:master-page>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_SPACES} {dc}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {_SPACES} {dc}><office:master-styles>{styles}</office:master-styles>"
            "</office:document-styles>",
        )
    return read(data.getvalue(), "a.odt")


def test_a_change_in_the_header_of_an_opendocument_text() -> None:
    regions = (
        f'<text:changed-region text:id="d"><text:deletion>{_INFO}<text:p>1</text:p></text:deletion>'
        f'</text:changed-region><text:changed-region text:id="i"><text:insertion>{_INFO}</text:insertion>'
        "</text:changed-region>"
    )
    line = (
        '<text:p>v<text:change text:change-id="d"/><text:change-start text:change-id="i"/>2'
        '<text:change-end text:change-id="i"/></text:p>'
    )
    document = odt("<text:p>Body</text:p>", f"<text:tracked-changes>{regions}</text:tracked-changes>{line}")

    (margin,) = document.margins
    assert (margin.text, margin.original, document.text) == ("v2", "v1", "Body")
    assert messages(document)[0][1].endswith("deleted “1”; inserted “2” (Mia, 2026-01-21).")


def test_changes_of_form_in_an_opendocument_text_are_counted() -> None:
    region = f'<text:changed-region text:id="f"><text:format-change>{_INFO}</text:format-change></text:changed-region>'
    document = odt(f"<text:tracked-changes>{region}</text:tracked-changes><text:p>Body</text:p>")

    assert (document.revisions, document.form_changes) == ((), (FormChanges("Mia", 1),))


# -- form only --------------------------------------------------------------------------------------------------------

BOLD = change("rPrChange", "<w:rPr><w:b/></w:rPr>")


def form_changes(*body: str) -> tuple[FormChanges, ...]:
    return read(zipped(package(*body)), "a.docx").form_changes


def test_the_runs_of_one_paragraph_are_one_place() -> None:
    assert form_changes(paragraph(run("one ", BOLD), run("two", BOLD))) == (FormChanges("Ann", 1),)


def test_places_are_counted_by_author_most_first() -> None:
    bob = change("pPrChange", "<w:pPr/>", author="Bob")
    body = [paragraph("A", properties=bob), paragraph(run("B", BOLD), properties=bob)]
    rows = table(row("C", properties=change("trPrChange", "<w:trPr/>", author="Bob")))

    assert form_changes(*body, rows) == (FormChanges("Bob", 3), FormChanges("Ann", 1))


def test_a_paragraph_that_was_put_into_a_list_changed_its_form() -> None:
    listed = paragraph("A", properties=f"<w:numPr>{change('ins')}</w:numPr>")

    assert form_changes(listed) == (FormChanges("Ann", 1),)


@pytest.mark.parametrize("body", [paragraph("A"), paragraph(ins("A"), mark=change("ins"))], ids=["plain", "words"])
def test_changes_of_words_are_no_changes_of_form(body: str) -> None:
    assert form_changes(body) == ()


def test_changes_of_form_in_headers_count_too() -> None:
    document = with_margins(("header", paragraph(run("A", BOLD))))

    assert (document.form_changes, document.margins) == ((FormChanges("Ann", 1),), (Margin("header", "A"),))
