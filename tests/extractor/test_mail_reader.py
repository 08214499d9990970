"""Mails: the best attachment is the contract, the mail its context."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from docx_builder import docx, paragraph

from extractor.errors import EmptyDocument, EncryptedDocument, ExtractionError, LimitReached, UnreadableDocument
from extractor.readers import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def mail(body: str = "See attached.", **attachments: bytes | EmailMessage) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = "<1@example.org>"
    message["Subject"] = "Rédline"
    message["From"] = "Mia <mia@example.org>"
    message["Date"] = "Mon, 02 Feb 2026 10:00:00 +0000"
    message.set_content(body)
    for name, data in attachments.items():
        if isinstance(data, EmailMessage):
            message.add_attachment(data)
        else:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_the_word_file_is_the_contract_and_the_mail_its_margin() -> None:
    data = mail(notes=b"Plain notes", contract=docx(paragraph("Fees are due."))).as_bytes()
    document = read(data, "offer.eml")

    assert (document.text, document.name, document.media_type) == ("Fees are due.", "offer.eml", "message/rfc822")
    (margin,) = document.margins
    assert margin.kind == "mail"
    assert margin.text.splitlines() == [
        "Subject: Rédline",
        "From: Mia <mia@example.org>",
        "Date: Mon, 02 Feb 2026 10:00:00 +0000",
        "Attachment: contract",
        "",
        "See attached.",
    ]


def test_a_second_contract_is_told() -> None:
    document = read(mail(a=docx(paragraph("One, the longer")), b=b"{\\rtf1 Two}").as_bytes(), "a.eml")

    assert document.text == "One, the longer"
    assert [problem.code for problem in document.problems] == ["other_attachments_not_read"]


def test_a_mail_in_a_mail_is_opened() -> None:
    assert read(mail(inner=mail(contract=docx(paragraph("Fees")))).as_bytes(), "a.eml").text == "Fees"


def test_a_mail_without_attachments_is_read_itself() -> None:
    assert read(mail("We agree to pay.").as_bytes(), "a.eml").text == "We agree to pay."


def test_a_logo_is_no_attachment_that_had_to_be_read() -> None:
    assert read(mail("We agree.", logo=b"\x89PNG\r\n").as_bytes(), "a.eml").text == "We agree."


@pytest.mark.parametrize(
    ("message", "error", "words"),
    [
        (mail(contract=docx(paragraph("x"))[:-100]), UnreadableDocument, "attachment contract"),
        (mail(contract=OLE + "EncryptedPackage".encode("utf-16-le")), EncryptedDocument, "attachment contract"),
        (mail(" "), EmptyDocument, "no attachment"),
        (mail(a=mail(b=mail(c=mail(d=docx(paragraph("x")))))), ExtractionError, "deep"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(
    message: EmailMessage, error: type[ExtractionError], words: str
) -> None:
    with pytest.raises(error, match=words):
        read(message.as_bytes(), "a.eml")


def test_parts_nested_without_end_are_refused() -> None:
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2_000))

    with pytest.raises(LimitReached):
        read(b"MIME-Version: 1.0\nMessage-ID: <1>\n" + parts, "a.eml")


def test_a_page_saved_with_its_pictures_is_read() -> None:
    page = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n'
        b"<html><p>Lease</p></html>\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    )

    assert read(page, "a.mht").text == "Lease"


def test_words_that_only_begin_like_a_mail_are_text() -> None:
    document = read(b"To: Supplier\nDate: 1 May\n\nWe order ten.", "a.txt")

    assert document.media_type == "text/plain"
