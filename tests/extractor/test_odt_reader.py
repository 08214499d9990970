"""OpenDocument: tracked changes, comments, the numbers that lists show; the archive and the XML are not trusted."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractor.errors import EncryptedDocument, ExtractionError, LimitReached, UnreadableDocument
from extractor.readers import read
from extractor.types import Document

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{short}="{_ODF}{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" '
    'style:num-suffix=")"/></text:list-style>'
)


def content(body: str) -> str:
    return (
        f'<office:document-content {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>'
        f"{_LISTS}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def packed(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def odt(body: str) -> Document:
    return read(packed({"content.xml": content(body)}), "a.odt")


def region(name: str, kind: str, words: str = "") -> str:
    info = "<office:change-info><dc:creator>Mia</dc:creator><dc:date>2026-01-21T09:04:00</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{words}</text:{kind}></text:changed-region>'


def test_both_texts_and_who_changed_what_when() -> None:
    head = region("d", "deletion", "<text:p>thirty</text:p>") + region("i", "insertion")
    document = odt(
        f"<text:tracked-changes>{head}</text:tracked-changes><text:p>Within "
        '<text:change text:change-id="d"/><text:change-start text:change-id="i"/>sixty'
        '<text:change-end text:change-id="i"/> days.</text:p>'
    )

    assert (document.text, document.original_text) == ("Within sixty days.", "Within thirty days.")
    assert [(r.kind, r.text, r.author, r.date) for r in document.revisions] == [
        ("deletion", "thirty", "Mia", "2026-01-21T09:04:00"),
        ("insertion", "sixty", "Mia", "2026-01-21T09:04:00"),
    ]


def test_a_deleted_paragraph_mark_parts_the_original_only() -> None:
    head = region("d", "deletion", "<text:p><text:s/>one.</text:p><text:p>Two</text:p>")
    document = odt(
        f'<text:tracked-changes>{head}</text:tracked-changes><text:p>Is<text:change text:change-id="d"/> it.</text:p>'
    )

    assert (document.text, document.original_text) == ("Is it.", "Is one.\nTwo it.")


def test_lists_number_on_across_levels_and_other_text() -> None:
    document = odt(
        '<text:list text:style-name="L"><text:list-item><text:p>A</text:p><text:list><text:list-item><text:p>B</text:p>'
        "</text:list-item><text:list-item><text:p>C</text:p><text:p>D</text:p></text:list-item></text:list>"
        '</text:list-item></text:list><text:p>E</text:p><text:list text:style-name="L" text:continue-numbering="true">'
        "<text:list-item><text:p>F</text:p></text:list-item></text:list>"
    )

    assert [(document.quote(block.span), block.label, block.level) for block in document.blocks] == [
        ("A", "1.", 0),
        ("B", "(a)", 1),
        ("C", "(b)", 1),
        ("D", None, None),
        ("E", None, None),
        ("F", "2.", 0),
    ]


def test_a_deleted_item_is_not_counted() -> None:
    gone = '<text:list text:style-name="L"><text:list-item><text:p>Gone</text:p></text:list-item></text:list>'
    document = odt(
        f'<text:tracked-changes>{region("d", "deletion", gone)}</text:tracked-changes><text:change text:change-id="d"/>'
        '<text:list text:style-name="L"><text:list-item><text:p>Left</text:p></text:list-item></text:list>'
    )

    assert [block.label for block in document.blocks] == ["1."]


def test_a_comment_hangs_on_its_words() -> None:
    document = odt(
        '<text:p>Pay <office:annotation office:name="c"><dc:creator>Mia</dc:creator><text:p>Why?</text:p>'
        '</office:annotation>now<office:annotation-end office:name="c"/>.</text:p>'
    )

    (comment,) = document.comments
    assert (document.text, comment.quote, comment.text, comment.author) == ("Pay now.", "now", "Why?", "Mia")


def test_tables_headings_blanks_and_notes() -> None:
    document = odt(
        '<text:h text:outline-level="2">Fees</text:h><table:table><table:table-row><table:table-cell><text:p>Ten'
        "</text:p></table:table-cell><table:table-cell><text:p>a\n  b<text:s text:c='2'/>c</text:p></table:table-cell>"
        "</table:table-row></table:table><text:p>End<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Note</text:p></text:note-body></text:note></text:p>"
    )

    assert document.text == "Fees\nTen\ta b  c\nEnd\nNote"
    assert [(block.kind, block.level) for block in document.blocks][:2] == [("heading", 1), ("table_row", None)]


def test_a_deletion_that_contains_itself_is_read_once() -> None:
    head = region("d", "deletion", '<text:p>x<text:change text:change-id="d"/></text:p>')
    document = odt(
        f'<text:tracked-changes>{head}</text:tracked-changes><text:p>a<text:change text:change-id="d"/></text:p>'
    )

    assert (document.text, document.original_text) == ("a", "ax")


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"content.xml": content("<text:p>" * 300 + "x" + "</text:p>" * 300)}, LimitReached),
        ({"content.xml": "<!DOCTYPE a>" + content("<text:p>x</text:p>")}, UnreadableDocument),
        ({"content.xml": "<a"}, UnreadableDocument),
        ({"other.xml": "<a/>"}, UnreadableDocument),
        ({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}, EncryptedDocument),
    ],
)
def test_what_is_wrong_is_told(parts: dict[str, str], error: type[ExtractionError]) -> None:
    with pytest.raises(error):
        read(packed(parts), "a.odt")
