"""Which part of a mail is the contract: the best attachment that can be read, else the mail's own words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.errors import EmptyDocument, ExtractionError, UnsupportedDocument
from extractor.limits import Limits
from extractor.readers import READERS
from extractor.readers.html.reader import read_html
from extractor.readers.mail.letters import Attachment, Mail
from extractor.readers.plain import read_text
from extractor.readers.rtf.reader import read_rtf
from extractor.readers.sniffing import Format, sniff
from extractor.types import Document, Margin, Problem

_DEEPEST = 3
_MOST_TRIED = 20
_RANKS: dict[Format, int] = {"zip": 0, "odt": 1, "rtf": 2, "pdf": 3, "fodt": 4, "html": 5, "markdown": 6, "text": 7}
_OTHER_RANK = 8
_CONTRACT_RANKS = range(5)
"""What people send contracts as; a second one of these is worth a word."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_TOO_DEEP = f"Mails within mails are read up to {_DEEPEST} deep."


@dataclass(slots=True)
class _Tried:
    """What came of the attachments."""

    failures: list[tuple[str, ExtractionError]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def contract_of(mail: Mail, data: bytes, name: str, media_type: str, limits: Limits, depth: int = 0) -> Document:
    """The contract that ``mail`` brings, with the mail itself as a margin.

    :raises EmptyDocument: neither an attachment nor a word.
    :raises ExtractionError: as its attachment does, where none can be read.
    """
    tried = _Tried()
    found = _from_attachments(mail, media_type, limits, depth, tried)
    if found is None and tried.failures:
        shown, error = tried.failures[0]
        raise type(error)(f"The mail's attachment {shown} cannot be read. {error}")
    margin = _margin(mail, None if found is None else found[0], limits)
    document = _from_words(mail, limits) if found is None else found[1]
    return replace(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        margins=(*margin, *document.margins),
        problems=(*document.problems, *_problems(tried)),
    )


def _from_attachments(
    mail: Mail, media_type: str, limits: Limits, depth: int, tried: _Tried
) -> tuple[str, Document] | None:
    """The first attachment in order of rank that can be read, and its name."""
    ranked = sorted(_ranked(mail.attachments, tried), key=lambda entry: (entry[0], -len(entry[2].data)))
    for index, (_, shape, attachment) in enumerate(ranked[:_MOST_TRIED]):
        try:
            document = _read(attachment, shape, media_type, limits, depth)
        except ExtractionError as error:
            tried.failures.append((attachment.name, error))
            continue
        tried.left = [other.name for rank, _, other in ranked[index + 1 :] if rank in _CONTRACT_RANKS]
        return attachment.name, document
    return None


def _ranked(attachments: list[Attachment], tried: _Tried) -> Iterator[tuple[int, Format, Attachment]]:
    for attachment in attachments:
        if attachment.mail is not None:
            yield _OTHER_RANK, "mail", attachment
            continue
        if not attachment.data or attachment.data.startswith(_PICTURES):
            continue
        try:
            shape = sniff(attachment.data, attachment.name)
        except ExtractionError as error:
            tried.failures.append((attachment.name, error))
        else:
            yield _RANKS.get(shape, _OTHER_RANK), shape, attachment


def _read(attachment: Attachment, shape: Format, media_type: str, limits: Limits, depth: int) -> Document:
    if attachment.mail is not None:
        if depth + 1 >= _DEEPEST:
            raise UnsupportedDocument(_TOO_DEEP)
        return contract_of(attachment.mail, attachment.data, attachment.name, media_type, limits, depth + 1)
    if shape in ("mail", "outlook") and depth + 1 >= _DEEPEST:
        raise UnsupportedDocument(_TOO_DEEP)
    if shape == "mail":
        from extractor.readers.mail.reader import read_mail

        return read_mail(attachment.data, attachment.name, limits, depth + 1)
    if shape == "outlook":
        from extractor.readers.mail.outlook import read_outlook

        return read_outlook(attachment.data, attachment.name, limits, depth + 1)
    return READERS[shape](attachment.data, attachment.name, limits)


def _from_words(mail: Mail, limits: Limits) -> Document:
    if mail.text.strip():
        return read_text(mail.text.encode("utf-8", "replace"), "", limits)
    if mail.html:
        return read_html(mail.html, "", limits, mail.html_charset)
    if mail.rich:
        return read_rtf(mail.rich, "", limits)
    raise EmptyDocument("The mail has no attachment that can be read and no words of its own.")


def _margin(mail: Mail, attachment: str | None, limits: Limits) -> tuple[Margin, ...]:
    """Who sent what when, and, where the contract is an attachment, with which words."""
    lines = [f"{header}: {value}" for header, value in mail.headers.items() if value]
    if attachment is not None:
        lines.append(f"Attachment: {attachment}")
        body = _body(mail, limits)
        if body:
            lines.extend(("", body))
    return (Margin("mail", "\n".join(lines)),) if lines else ()


def _body(mail: Mail, limits: Limits) -> str:
    try:
        return mail.text.strip() or _from_words(mail, limits).text
    except ExtractionError:  # the covering words are context; the contract reads without them
        return ""


def _problems(tried: _Tried) -> Iterator[Problem]:
    if tried.left:
        names = ", ".join(tried.left)
        yield Problem("other_attachments_not_read", f"The mail also brings {names}; send each by itself to review it.")
    for name, error in tried.failures:
        yield Problem("attachment_not_read", f"The attachment {name} was not read. {error}")
