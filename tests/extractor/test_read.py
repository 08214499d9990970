"""``read``: content decides what a file is, and whoever sends a bad one is told what to do."""

from __future__ import annotations

import hashlib
import random
import struct
from typing import get_args

import pytest
from docx_builder import W_NS, docx, package, paragraph, zipped

from extractor.errors import (
    EmptyDocument,
    EncryptedDocument,
    ExtractionError,
    LimitReached,
    UnreadableDocument,
    UnsupportedDocument,
)
from extractor.limits import Limits
from extractor.readers import READERS, read
from extractor.readers.sniffing import Format, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
CONTENT_TYPES: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>"}


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0" * 64


@pytest.mark.parametrize("name", ["contract.docx", "contract.pdf", "contract", "contract.txt"])
def test_a_word_file_is_one_whatever_it_is_called(name: str) -> None:
    document = read(docx(paragraph("Words")), name)

    assert document.media_type.endswith("wordprocessingml.document")
    assert (document.text, document.name) == ("Words", name)


@pytest.mark.parametrize("name", ["contract.docx", "contract.pdf", "contract.txt"])
def test_text_is_text_whatever_it_is_called(name: str) -> None:
    assert read(b"Plain words", name).media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7", "a.docx", "pdf"),
        (b"junk before \n%PDF-1.4", "a", "pdf"),
        (b"word " * 300 + b"%PDF-1.4", "a", "text"),  # too late for a header
        (b"PK\x03\x04", "a.txt", "zip"),
        (b"words", "a.md", "markdown"),
        (b"# Agreement\n\ntext\n\n## Term\n", "a.txt", "markdown"),
        (b"# 5 items\n\nThe rest is plain.\n", "a.txt", "text"),
    ],
)
def test_sniffing(data: bytes, name: str, expected: str) -> None:
    assert sniff(data, name) == expected


def test_the_readers_are_a_table() -> None:
    assert set(READERS) == set(get_args(Format))


def test_a_document_is_known_by_the_hash_of_its_bytes() -> None:
    assert read(b"Words", "a.txt").sha256 == hashlib.sha256(b"Words").hexdigest()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/etc/../contract.docx", "contract.docx"),
        (r"C:\deals\contract.docx", "contract.docx"),
        ("a\x1b[2J\nb.txt", "a[2Jb.txt"),
    ],
)
def test_a_name_is_shown_and_never_a_path(name: str, shown: str) -> None:
    assert read(b"Words", name).name == shown


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"", EmptyDocument, "empty"),
        (OLE, UnsupportedDocument, "old Office"),
        (ole("WordDocument"), UnsupportedDocument, r"\.doc\)\. Open it and save it as \.docx"),
        (ole("Workbook"), UnsupportedDocument, "Excel"),
        (ole("__substg1.0"), UnreadableDocument, "Outlook message is damaged"),
        (ole("EncryptedPackage"), EncryptedDocument, "remove the password"),
        (b"{\\rtf1 }", EmptyDocument, "no words"),
        (b"\x89PNG\r\n", UnreadableDocument, "image is damaged"),
        (b"\xff\xd8\xff\xe0", UnreadableDocument, "image is damaged"),
        (b"GIF89a", UnsupportedDocument, "picture"),
        (b"<!DOCTYPE html><p>", EmptyDocument, "no words"),
        (b"<?xml version='1.0'?><a/>", UnsupportedDocument, "XML file"),
        (b"\x1f\x8b\x08", UnsupportedDocument, "gzip"),
        (random.Random(7).randbytes(5_000), UnsupportedDocument, "neither Word, PDF nor text"),
        (zipped({"a.txt": "x"}), UnsupportedDocument, "zip archive"),
        (zipped(CONTENT_TYPES | {"xl/workbook.xml": "<x/>"}), UnsupportedDocument, "Excel"),
        (zipped({"content.xml": "<x/>"}), UnsupportedDocument, "OpenDocument"),
        (zipped(CONTENT_TYPES), UnreadableDocument, "no document part"),
        (docx(paragraph("Words"))[:-200], UnreadableDocument, "cut short"),
        (docx(paragraph()), EmptyDocument, "no words"),
    ],
)
def test_bad_input_says_what_it_is_and_what_to_do(data: bytes, error: type[ExtractionError], message: str) -> None:
    with pytest.raises(error, match=message):
        read(data, "contract.docx")


def test_a_word_file_whose_document_part_is_missing() -> None:
    entries = package(paragraph("Words"))
    del entries["word/document.xml"]

    with pytest.raises(UnreadableDocument, match="no document part"):
        read(zipped(entries), "a.docx")


def test_a_main_part_that_is_no_document_is_not_read() -> None:
    entries = package(paragraph("Words")) | {"word/document.xml": f'<w:glossaryDocument xmlns:w="{W_NS}"/>'}

    with pytest.raises(UnreadableDocument, match="no document part"):
        read(zipped(entries), "a.docx")


def test_xml_that_is_not_well_formed() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(zipped(package("<w:p>")), "a.docx")


EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "customXml/item1.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_a_doctype_in_any_part_is_refused(part: str, encoding: str) -> None:
    entries = package(paragraph("Words"), styles="") | {part: EXTERNAL.encode(encoding)}

    with pytest.raises(UnreadableDocument, match="DOCTYPE"):
        read(zipped(entries), "a.docx")


def test_a_doctype_in_an_encoding_that_no_scan_of_the_bytes_knows() -> None:
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-'
    entries = package(paragraph("Words")) | {"word/document.xml": hidden}

    with pytest.raises(UnreadableDocument, match="DOCTYPE"):
        read(zipped(entries), "a.docx")


@pytest.mark.parametrize("depth", [201, 300, 20_000])
def test_xml_that_is_nested_too_deeply_is_refused(depth: int) -> None:
    with pytest.raises(LimitReached):
        read(docx("<w:sdt>" * depth + "</w:sdt>" * depth), "a.docx")


def test_nesting_within_the_limit_does_not_exhaust_the_stack() -> None:
    controls = ("<w:sdt><w:sdtContent>" * 95, "</w:sdtContent></w:sdt>" * 95)

    assert read(docx(controls[0], paragraph("Words"), controls[1]), "a.docx").text == "Words"


def test_two_gigabytes_claimed_in_a_header() -> None:
    data = docx(paragraph("Words"))
    at = data.rindex(b"PK\x01\x02") + 24

    with pytest.raises(LimitReached, match="unpacks to more than"):
        read(data[:at] + struct.pack("<I", 2**31 - 1) + data[at + 4 :], "a.docx")


def test_a_zip_bomb() -> None:
    with pytest.raises(LimitReached, match="zip bomb"):
        read(zipped(package(paragraph("Words")) | {"word/media/image1.png": b"\0" * 8_000_000}), "a.docx")


def test_a_file_larger_than_the_limit() -> None:
    with pytest.raises(LimitReached, match="are read"):
        read(b"x" * 11, "a.txt", Limits(file_bytes=10))


def test_more_words_than_the_limit() -> None:
    with pytest.raises(LimitReached, match="more than 10 characters"):
        read(docx(paragraph("more than ten characters")), "a.docx", Limits(text_chars=10))


def test_what_lies_outside_the_package_is_never_read() -> None:
    entries = package(paragraph("Words"))
    entries["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="x/styles" TargetMode="External" Target="file:///etc/passwd"/>'
        '<Relationship Id="e" Type="x/comments" TargetMode="External" Target="broken.xml"/>'
        '<Relationship Id="s" Type="x/numbering" Target="../../../etc/passwd"/></Relationships>'
    )
    entries["word/broken.xml"] = "not even XML"

    assert read(zipped(entries), "a.docx").text == "Words"
