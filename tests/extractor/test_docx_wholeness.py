"""Nothing that a Word file says gets lost, wherever it stands and however the file was damaged."""

from __future__ import annotations

import base64

import pytest
from docx_builder import (
    NAMESPACES,
    RELATIONSHIPS,
    STRICT_NS,
    W_NS,
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
    relationships,
    row,
    run,
    style,
    table,
    zipped,
)

from extractor.errors import ExtractionError, UnreadableDocument
from extractor.readers import read
from extractor.types import Document, FormChanges, Margin

R_NS = f'xmlns:r="{RELATIONSHIPS}"'


def document(*body: str, **parts: str) -> Document:
    return read(docx(*body, **parts), "contract.docx")


def with_parts(body: str, *related: tuple[str, str, str | bytes]) -> dict[str, bytes | str]:
    """A package whose main part relates to more: kind, name and content; their ids are ``r0``, ``r1`` ..."""
    entries = package(body)
    entries["word/_rels/document.xml.rels"] = relationships(*((kind, name) for kind, name, _ in related))
    entries.update((f"word/{name}", content) for _, name, content in related)
    return entries


def codes(read_document: Document) -> list[str]:
    return [problem.code for problem in read_document.problems]


def field(instruction: str, result: str | None = None, form: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    words = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    separate = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return f'{begin}{words}{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmark(name: str, content: str = "") -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{content}<w:bookmarkEnd w:id="1"/>'


# -- revisions, wherever they stand -----------------------------------------------------------------------------------

EDITED = ins("new") + deleted("old", id=2)
BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(EDITED)}</w:txbxContent></v:textbox></w:pict></w:r>"


@pytest.mark.parametrize(
    "body",
    [
        paragraph(f"<w:hyperlink>{EDITED}</w:hyperlink>"),
        paragraph(f"<w:sdt><w:sdtContent>{EDITED}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtContent>{paragraph(EDITED)}</w:sdtContent></w:sdt>",
        paragraph(f'<w:fldSimple w:instr="TITLE">{EDITED}</w:fldSimple>'),
        paragraph(field("TITLE", EDITED)),
        paragraph(f"<w:smartTag>{EDITED}</w:smartTag>"),
        paragraph(BOX),
        table(row(cell(paragraph(EDITED)))),
        table(row(cell(table(row(cell(paragraph(EDITED))))))),
        paragraph(f"<w:unheardOf>{EDITED}</w:unheardOf>"),
    ],
    ids=[
        "hyperlink", "control in a line", "control around", "simple field", "field", "smart tag", "text box", "table",
        "nested table", "unknown element",
    ],
)  # fmt: skip
def test_changes_are_found(body: str) -> None:
    read_document = document(body)

    assert (read_document.text, read_document.original_text) == ("new", "old")
    assert [revision.kind for revision in read_document.revisions] == ["insertion", "deletion"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_changes_in_notes_are_found(kind: str) -> None:
    body = paragraph("Body", f'<w:r><w:{kind}Reference w:id="2"/></w:r>')
    notes = f'<w:{kind} w:id="2">{paragraph(EDITED)}</w:{kind}>'

    assert [revision.text for revision in document(body, **{f"{kind}s": notes}).revisions] == ["new", "old"]


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("Same", change("rPrChange", "<w:rPr><w:b/></w:rPr>"))),
        paragraph("Same", properties=change("pPrChange", "<w:pPr><w:jc/></w:pPr>")),
        paragraph("Same", mark=change("rPrChange", "<w:rPr/>")),
        paragraph("Same", properties=f"<w:numPr>{change('ins')}{change('numberingChange')}</w:numPr>"),
        paragraph("Same") + f"<w:sectPr>{change('sectPrChange', '<w:sectPr/>')}</w:sectPr>",
        f"<w:tbl><w:tblPr>{change('tblPrChange', '<w:tblPr/>')}</w:tblPr>{row('Same')}</w:tbl>",
        table(row("Same", properties=change("trPrChange", "<w:trPr/>"))),
        table(row(cell("Same", properties=change("tcPrChange", "<w:tcPr/>")))),
        table(row(cell("Same", properties=change("cellMerge")))),
    ],
    ids=["run", "paragraph", "mark", "numbering", "section", "table", "row", "cell", "merged cells"],
)
def test_changes_of_form_are_no_changes_of_text(body: str) -> None:
    read_document = document(body)

    assert (read_document.text, read_document.original_text, read_document.revisions) == ("Same", "Same", ())
    assert read_document.form_changes == (FormChanges("Ann", 1),)


def test_a_comment_with_a_reply_on_struck_out_words() -> None:
    comments = comment(1, "Why?", paragraph_id="0A") + comment(2, "Because.", author="Bob", paragraph_id="0B")
    extended = '<w15:commentEx w15:paraId="0A"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="1"/>'
    body = paragraph("Pay ", commented(1, deleted("late")), " fees")
    first, reply = document(body, comments=comments, commentsExtended=extended).comments

    assert [(first.quote, first.parent), (reply.quote, reply.parent, reply.resolved)] == (
        [("late", None), ("late", "1", True)]
    )


# -- fields -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (field("SEQ Table", run("3")), "See 3."),
        (field("FORMCHECKBOX", form="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"), "See ☒."),
        (field("FORMCHECKBOX", form='<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'), "See ☐."),
        (
            field(
                "FORMDROPDOWN",
                form='<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/>'
                "</w:ddList></w:ffData>",
            ),
            "See b.",
        ),
        (field("MACROBUTTON Nothing [Name here]"), "See [Name here]."),
        (field("LISTNUM NumberDefault \\l 4"), "See (1)."),
        (field("UNHEARDOF"), "See ."),
    ],
)
def test_a_field_reads_as_word_shows_it(markup: str, expected: str) -> None:
    assert document(paragraph("See ", markup, ".")).text == expected


def test_a_number_field_that_is_struck_out_is_not_counted() -> None:
    one = field("LISTNUM")

    assert document(paragraph(change("del", one), "a", one, "b", one)).text == "a1)b2)"


REFERRING = [
    field("REF _Ref1 \\r \\h", run("2.1")),
    field("PAGEREF _Ref1 \\h", run("2.1")),
    field("NOTEREF _Ref1 \\h", run("2.1")),
    field("REF _ref1 \\w", run("2.1")),
    field('HYPERLINK \\l "_Ref1"', run("2.1")),
    f'<w:fldSimple w:instr=" REF _Ref1 \\n ">{run("2.1")}</w:fldSimple>',
    f'<w:hyperlink w:anchor="_Ref1">{run("2.1")}</w:hyperlink>',
    field("IF x", field("REF _Ref1", run("2.1"))),
]


@pytest.mark.parametrize("markup", REFERRING)
def test_a_cross_reference_keeps_its_words_and_its_target(markup: str) -> None:
    read_document = document(
        paragraph("See Section ", markup, "."), paragraph("Other"), paragraph(bookmark("_Ref1"), "T")
    )

    assert read_document.text.startswith("See Section 2.1.")
    assert [(read_document.quote(ref.span), ref.paragraph) for ref in read_document.references] == [("2.1", 3)]


def test_references_to_nowhere_and_those_struck_out_are_none() -> None:
    body = paragraph(
        field("REF gone", run("Error!")), change("del", field("REF here", run("1"))), bookmark("here"), "x"
    )

    assert document(body).references == ()


def test_a_reference_into_a_table_row() -> None:
    read_document = document(
        paragraph(field("REF x", run("row 2"))), table(row("a"), row(cell(paragraph(bookmark("x"), "b"))))
    )

    assert read_document.references[0].paragraph == 3


# -- hidden words, margins --------------------------------------------------------------------------------------------


def test_hidden_words_stay_in_the_text_and_are_marked() -> None:
    styles = style("Secret", run_properties="<w:vanish/>") + style("Sign", run_properties="<w:vanish/>").replace(
        'w:type="paragraph"', 'w:type="character"'
    )
    body = (
        paragraph("shown ", run("one ", "<w:vanish/>"), run("two", "<w:vanish/>"), " shown"),
        paragraph("by style", style="Secret"),
        paragraph(
            run("by sign", '<w:rStyle w:val="Sign"/>'), run(" shown", '<w:rStyle w:val="Sign"/><w:vanish w:val="0"/>')
        ),
        paragraph(run("twice hidden is shown", '<w:rStyle w:val="Sign"/>'), style="Secret"),
    )
    read_document = document(*body, styles=styles)

    assert [read_document.quote(span) for span in read_document.hidden] == ["one two", "by style", "by sign"]


def header(kind: str, words: str) -> str:
    return f"<w:{kind} {NAMESPACES}>{words}</w:{kind}>"


def test_headers_and_footers_are_kept_apart_and_a_watermark_too() -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    sections = "".join(
        f'<w:{kind}Reference {R_NS} r:id="r{number}"/>' for number, kind in enumerate(("header", "footer"))
    )
    body = paragraph("Body") + f"<w:sectPr>{sections}</w:sectPr>"
    entries = with_parts(
        body,
        ("header", "header1.xml", header("hdr", paragraph("Acme", mark))),
        ("footer", "footer1.xml", header("ftr", paragraph("Page ", field("PAGE", run("1"))))),
    )
    read_document = read(zipped(entries), "a.docx")

    assert read_document.text == "Body"
    assert read_document.margins == (Margin("header", "Acme"), Margin("stamp", "DRAFT"), Margin("footer", "Page 1"))
    assert codes(read_document) == []


def test_a_header_that_several_sections_share_is_given_once() -> None:
    section = f'<w:sectPr><w:headerReference {R_NS} r:id="r0"/></w:sectPr>'
    body = paragraph("One", properties=section) + paragraph("Two") + section
    entries = with_parts(body, ("header", "header1.xml", header("hdr", paragraph("Acme"))))

    assert read(zipped(entries), "a.docx").margins == (Margin("header", "Acme"),)


# -- files inside the file --------------------------------------------------------------------------------------------

CHUNK = f'<w:altChunk {R_NS} r:id="r0"/>'
PAGE = "<html><body><h1>Fees</h1><p>Ten pounds.</p></body></html>"
MIME = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{PAGE}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", PAGE),
        ("a.mht", MIME),
        ("a.txt", "Fees\n\nTen pounds."),
        ("a.rtf", "{\\rtf1 Fees\\par Ten pounds.\\par}"),
        ("a.docx", docx(paragraph("Fees"), paragraph("Ten pounds."))),
    ],
)
def test_a_file_that_word_would_merge_in_is_read_in_its_place(name: str, content: str | bytes) -> None:
    entries = with_parts(paragraph("Before") + CHUNK + paragraph("After"), ("aFChunk", name, content))
    read_document = read(zipped(entries), "a.docx")

    assert read_document.text == "Before\nFees\nTen pounds.\nAfter"
    assert codes(read_document) == []


def test_the_table_of_a_file_merged_in_keeps_its_cells() -> None:
    inner = docx(table(row("Plan", "Fee")))
    read_document = read(zipped(with_parts(CHUNK, ("aFChunk", "a.docx", inner))), "a.docx")

    assert [read_document.quote(span) for span in read_document.blocks[0].cells] == ["Plan", "Fee"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 no", b"\x00\x01\x02", b"PK\x03\x04 cut"])
def test_a_file_merged_in_that_cannot_be_read_is_a_problem(content: bytes) -> None:
    read_document = read(zipped(with_parts(paragraph("Before") + CHUNK, ("aFChunk", "a.dat", content))), "a.docx")

    assert (read_document.text, codes(read_document)) == ("Before", ["embedded_content_not_read"])


def test_a_file_merged_in_that_merges_in_another_goes_no_deeper() -> None:
    data = docx(paragraph("Innermost"))
    for depth in range(3):
        data = zipped(with_parts(paragraph(f"Depth {depth}") + CHUNK, ("aFChunk", "a.docx", data)))
    read_document = read(data, "a.docx")

    assert read_document.text == "Depth 2\nDepth 1"
    assert codes(read_document) == ["embedded_content_not_read"]


def test_one_file_merged_in_a_thousand_times_is_read_once() -> None:
    read_document = read(zipped(with_parts(CHUNK * 1_000, ("aFChunk", "a.txt", "Fees."))), "a.docx")

    assert (read_document.text, codes(read_document)) == ("Fees.", ["embedded_content_not_read"])


def test_changes_in_a_file_merged_in_are_owned_up_to() -> None:
    inner = docx(paragraph("Fees ", ins("new"), deleted("old", id=2)))
    read_document = read(zipped(with_parts(CHUNK, ("aFChunk", "a.docx", inner))), "a.docx")

    assert (read_document.text, codes(read_document)) == ("Fees new", ["embedded_changes_not_read"])


@pytest.mark.parametrize(
    "drawing", ["<w:object/>", '<w:drawing><a:graphicData xmlns:a="{}" uri="x/chart"/></w:drawing>']
)
def test_a_drawing_that_may_hold_words_is_a_problem(drawing: str) -> None:
    markup = drawing.format("http://schemas.openxmlformats.org/drawingml/2006/main")

    assert codes(document(paragraph("x", f"<w:r>{markup}</w:r>"))) == ["embedded_content_not_read"]


# -- paragraphs inside cells ------------------------------------------------------------------------------------------


def test_the_paragraphs_of_a_cell_keep_their_numbers() -> None:
    numbering = definition(level(0, "(%1)", "lowerLetter")) + instance()
    listed = [paragraph(text, properties=in_list(1)) for text in ("first", "second")]
    third = paragraph("third", properties=in_list(1))
    rows = (row(cell("Term", deleted("no"), *listed), "x"), row("plain", "row"), row(cell("two", "lines"), ""))
    body = table(*rows, row("x", cell(third)))
    read_document = document(body, numbering=numbering)

    assert read_document.text == "Term first second\tx\nplain\trow\ntwo lines\t\nx\tthird"
    assert [
        [(read_document.quote(inner.span), inner.label) for inner in block.paragraphs] for block in read_document.blocks
    ] == [
        [("Term", None), ("first", "(a)"), ("second", "(b)"), ("x", None)],
        [],
        [("two", None), ("lines", None)],
        [("x", None), ("third", "(c)")],
    ]


# -- other packages ---------------------------------------------------------------------------------------------------


def test_one_flat_xml_file_reads_like_a_package() -> None:
    namespace = "http://schemas.microsoft.com/office/2006/xmlPackage"
    body = paragraph("Body ", ins("new")) + CHUNK
    parts = with_parts(body, ("aFChunk", "a.html", PAGE))
    rows = []
    for name, content in parts.items():
        if name == "[Content_Types].xml":
            continue
        if name.endswith(".html"):
            data = base64.b64encode(str(content).encode()).decode()
            rows.append(f'<pkg:part pkg:name="/{name}"><pkg:binaryData>{data}</pkg:binaryData></pkg:part>')
        else:
            rows.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>')
    flat = f'<?xml version="1.0"?><pkg:package xmlns:pkg="{namespace}">{"".join(rows)}</pkg:package>'
    read_document = read(flat.encode(), "contract.xml")

    assert read_document.text == "Body new\nFees\nTen pounds."
    assert (codes(read_document), len(read_document.revisions)) == ([], 1)


def test_a_word_file_of_2003_in_one_xml_file() -> None:
    lists = (
        '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="4"/>'
        '<w:lvlText w:val="(%1)"/></w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
    )
    placed = '<w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr></w:pPr>'

    def annotated(kind: str, text: str) -> str:
        start = (
            f'<aml:annotation aml:id="1" aml:author="Ann" aml:createdate="2004-01-02T03:04:05Z" w:type="Word.{kind}">'
        )
        return f"{start}<aml:content>{text}</aml:content></aml:annotation>"

    struck = annotated("Deletion", "<w:r><w:delText>old</w:delText></w:r>")
    body = f"<wx:sect><w:p>{placed}{run('Pay ')}{annotated('Insertion', run('new'))}{struck}</w:p></wx:sect>"
    file = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        f'xmlns:aml="http://schemas.microsoft.com/aml/2001/core">{lists}<w:body>{body}</w:body></w:wordDocument>'
    )
    read_document = read(file.encode(), "contract.xml")

    assert (read_document.text, read_document.original_text) == ("Pay new", "Pay old")
    assert (read_document.blocks[0].label, codes(read_document)) == ("(a)", [])
    assert [(revision.author, revision.date) for revision in read_document.revisions] == (
        [("Ann", "2004-01-02T03:04:05Z")] * 2
    )


def test_macros_and_templates_read_like_documents_and_are_never_touched() -> None:
    entries = package(paragraph("Body"))
    kind = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    entries["[Content_Types].xml"] = str(entries["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind
    )
    entries["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 not even a macro"
    entries["word/_rels/document.xml.rels"] = relationships(("attachedTemplate", "vbaProject.bin"))

    assert (read(zipped(entries), "a.dotm").text, codes(read(zipped(entries), "a.dotm"))) == ("Body", [])


def test_strict_packages_find_their_parts_too() -> None:
    entries = package(paragraph("One", properties=in_list(1)), numbering=definition(level(0, "%1.")) + instance())
    strict = {
        name: str(content)
        .replace(W_NS, STRICT_NS)
        .replace(
            "openxmlformats.org/officeDocument/2006/relationships", "purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, content in entries.items()
    }

    assert [block.label for block in read(zipped(strict), "a.docx").blocks] == ["1."]


BROKEN = {
    "no list of parts": ("[Content_Types].xml", None, ["package_damaged"]),
    "no relationships": ("_rels/.rels", None, ["package_damaged"]),
    "relationships that lead nowhere": ("_rels/.rels", relationships(("officeDocument", "x.xml")), ["package_damaged"]),
    "relationships of the text lost": ("word/_rels/document.xml.rels", None, ["package_damaged"]),
    "styles missing": ("word/styles.xml", None, ["part_missing", "styles_missing"]),
    "styles damaged": ("word/styles.xml", "no markup", ["part_damaged", "styles_missing"]),
    "comments cut off": ("word/comments.xml", f"<w:comments {NAMESPACES}>", ["markup_damaged"]),
}


@pytest.mark.parametrize(("name", "content", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_damaged_package_is_read_with_a_problem(name: str, content: str | None, expected: list[str]) -> None:
    entries = package(paragraph("Body", style="A"), styles=style("A"), comments="")
    if content is None:
        del entries[name]
    else:
        entries[name] = content
    read_document = read(zipped(entries), "a.docx")

    assert (read_document.text, codes(read_document)) == ("Body", expected)


def test_missing_lists_are_a_problem() -> None:
    entries = package(paragraph("Body", properties=in_list(1)), numbering=definition(level(0, "%1.")) + instance())
    del entries["word/numbering.xml"]

    assert codes(read(zipped(entries), "a.docx")) == ["part_missing", "numbering_missing"]


def test_a_header_whose_relationship_is_missing_is_a_problem() -> None:
    section = f'<w:sectPr><w:headerReference {R_NS} r:id="r9"/></w:sectPr>'

    assert codes(document(paragraph("Body"), section)) == ["part_missing"]


def test_markup_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    entries = package(paragraph("One"), paragraph("Two"), paragraph("Three"))
    whole = str(entries["word/document.xml"])
    entries["word/document.xml"] = whole[: whole.index("Three")]
    read_document = read(zipped(entries), "a.docx")

    assert (read_document.text, codes(read_document)) == ("One\nTwo", ["markup_damaged"])


def test_a_prefix_that_nobody_declared_does_not_cost_the_file() -> None:
    read_document = document(paragraph("One"), "<lost:thing/>", paragraph("Two"))

    assert (read_document.text, codes(read_document)) == ("One\nTwo", ["markup_damaged"])


def test_a_main_part_whose_own_prefix_nobody_declared_is_refused() -> None:
    entries = package(paragraph("One"))
    entries["word/document.xml"] = "<w:document><w:body><w:p/></w:body></w:document>"

    with pytest.raises(UnreadableDocument):
        read(zipped(entries), "a.docx")


def test_words_in_unknown_elements_are_read_and_reported() -> None:
    body = (f"<w:future>{paragraph('One')}</w:future>", f"<w:future>{run('Two')}</w:future>", paragraph("Three"))
    read_document = document(*body)

    assert (read_document.text, codes(read_document)) == ("One\nTwo\nThree", ["unknown_markup"])


@pytest.mark.parametrize("rename", [lambda name: "/" + name, lambda name: name.replace("/", "\\"), str.upper])
def test_part_names_of_careless_writers(rename: object) -> None:
    assert callable(rename)
    entries = {
        rename(name) if name.startswith("word/") and not name.endswith(".rels") else name: content
        for name, content in package(paragraph("Body", style="A"), styles=style("A", name="House")).items()
    }

    assert read(zipped(entries), "a.docx").blocks[0].style == "House"


def test_external_parts_are_never_fetched() -> None:
    body = paragraph("Body") + f'<w:sectPr><w:headerReference {R_NS} r:id="r0"/></w:sectPr>'
    entries = with_parts(body, ("header", "header1.xml", header("hdr", paragraph("Acme"))))
    relation = str(entries["word/_rels/document.xml.rels"])
    entries["word/_rels/document.xml.rels"] = relation.replace("/>", ' TargetMode="External"/>')

    assert (read(zipped(entries), "a.docx").text, read(zipped(entries), "a.docx").margins) == ("Body", ())


def test_another_kind_of_xml_is_refused() -> None:
    with pytest.raises(ExtractionError):
        read(b'<?xml version="1.0"?><a xmlns="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "a.xml")
