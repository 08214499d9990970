"""Every bad file ends in one clear error, the same on the command line, the API and in a backfill."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import ExtractionError
from service.settings import Settings
from service.wiring import Reviewer

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(document: str | None = None, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONSHIPS)
        if document is not None:
            archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def body(text: str, declarations: str = "") -> str:
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'{declarations}<w:document xmlns:w="{WORD}"><w:body>{paragraph}</w:body></w:document>'


def pdf(draw: Callable[[Canvas], object] = lambda canvas: canvas.drawString(72, 720, "Payment is due.")) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=True)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("open sesame", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def claims_two_gigabytes() -> bytes:
    """A zip whose directory says that its document has 2 GB."""
    data = bytearray(docx(body("x")))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    struct.pack_into("<I", data, entry + 24, 2**31 - 1)
    return bytes(data)


def external_entity() -> str:
    return body("&secret;", '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>')


def billion_laughs() -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return body("&e9;", f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>')


BAD_FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    # name: bytes, code, words of the message
    "empty.docx": (lambda: b"", "empty_document", "empty"),
    "blank.txt": (lambda: b" \n\t ", "empty_document", "no words"),
    "truncated.docx": (lambda: docx(body("Payment is due. " * 500))[:-200], "unreadable_document", "damaged|cut off"),
    "truncated.pdf": (lambda: pdf()[:400], "unreadable_document", "damaged|cut off"),
    "encrypted.pdf": (encrypted_pdf, "encrypted_document", "password"),
    "claim.docx": (claims_two_gigabytes, "limit_reached", "MiB|GiB|larger|MB"),
    "bomb.docx": (lambda: docx(body("x"), bomb=b"0" * 120 * 2**20), "limit_reached", "."),
    "entity.docx": (lambda: docx(external_entity()), "unreadable_document", "DOCTYPE|document type"),
    "laughs.docx": (lambda: docx(billion_laughs()), "unreadable_document", "DOCTYPE|document type"),
    "partless.docx": (lambda: docx(None), "unreadable_document", "document part"),
    "noise.docx": (lambda: bytes(range(256)) * 40, "unsupported_document", "."),
    "scan.pdf": (lambda: pdf(lambda canvas: canvas.rect(72, 72, 300, 500, fill=1)), "no_text_layer", "picture"),
    "program.pdf": (lambda: b"MZ" + bytes(4_000), "unsupported_document", "."),
}


@pytest.fixture(scope="module")
def reviewer() -> Iterator[Reviewer]:
    with Reviewer(Settings()) as reviewer:
        yield reviewer


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_reason(name: str, reviewer: Reviewer) -> None:
    make, code, message = BAD_FILES[name]
    with pytest.raises(ExtractionError, match=f"(?is){message}") as raised:
        reviewer.review_bytes(make(), name, today=date(2026, 3, 31))
    assert raised.value.code == code
    assert len(str(raised.value)) > 30, "says what to do, not only what is wrong"


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("really-word.pdf", docx(body("Payment is due within thirty days.")), "wordprocessingml"),
        ("really-pdf.docx", pdf(), "application/pdf"),
        ("really-text.pdf", b"Payment is due within thirty days.", "text/"),
    ],
)
def test_content_decides_the_type_not_the_name(name: str, data: bytes, media_type: str, reviewer: Reviewer) -> None:
    assert media_type in reviewer.read_bytes(data, name).media_type


def test_the_reader_goes_on_after_all_of_them(reviewer: Reviewer, tmp_path: Path) -> None:
    assert reviewer.read_bytes(pdf(), "good.pdf").text == "Payment is due."
