"""Mails as they are sent (.eml) and pages saved as one (.mht), by the standard library's parser."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message

from extractor.errors import LimitReached, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.html.charset import decode_page
from extractor.readers.mail.choosing import contract_of
from extractor.readers.mail.letters import Attachment, Mail
from extractor.types import Document

MEDIA_TYPE = "message/rfc822"
_SHOWN_HEADERS = ("Subject", "From", "To", "Cc", "Date")
_LONGEST_HEADER_CHARS = 2_000
_MOST_BOUNDARIES = 500  # the parser compares each line with those of all parts around it
_NEVER_CONTRACTS = frozenset(
    "application/pgp-signature application/pkcs7-signature application/x-pkcs7-signature text/calendar text/vcard "
    "text/x-vcard application/pgp-keys message/delivery-status message/disposition-notification".split()
)
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


def read_mail(data: bytes, name: str, limits: Limits, depth: int = 0) -> Document:
    """The contract in the mail that ``data`` is; ``depth`` counts the mails around it.

    :raises ExtractionError: as its attachment does, where none can be read.
    :raises EmptyDocument: neither an attachment nor a word.
    :raises LimitReached: too many parts, or parts nested too deeply.
    """
    if data.count(b"oundary=") + data.count(b"OUNDARY=") > _MOST_BOUNDARIES:
        raise LimitReached(f"The mail has more than {_MOST_BOUNDARIES} groups of parts, which no mail needs.")
    start = data.find(b"\n") + 1 if data.startswith(b"From ") else 0  # the line that mailboxes put before a message
    try:
        message = email.message_from_bytes(data[start:], policy=policy.compat32)
        mail = _mail(message, limits)
    except RecursionError as fault:
        raise LimitReached("The mail's parts are nested too deeply to be read.") from fault
    except _FAULTS as fault:
        raise UnreadableDocument("The mail is damaged. Save its attachment and send that.") from fault
    return contract_of(mail, data, name, MEDIA_TYPE, limits, depth)


def _mail(message: Message, limits: Limits) -> Mail:
    mail = Mail(headers={name: header(message, name) for name in _SHOWN_HEADERS})
    for part, related in _parts(message, limits):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                shown = header(inner[0], "Subject") or "mail"
                mail.attachments.append(Attachment(f"{shown}.eml", mail=_mail(inner[0], limits)))
            continue
        _take(mail, part, kind, related=related)
    return mail


def _take(mail: Mail, part: Message, kind: str, *, related: bool) -> None:
    """Add one part to ``mail``: its words, an attachment, or nothing that matters."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or kind in _NEVER_CONTRACTS:
        return
    disposition = str(part.get("Content-Disposition", "")).lower().lstrip()
    name = _file_name(part)
    attached = disposition.startswith("attachment") or (name and kind not in ("text/plain", "text/html"))
    if not attached and kind == "text/plain":
        mail.text += decode_page(payload, part.get_content_charset()) + "\n"
    elif not attached and kind == "text/html":
        if not mail.html:
            mail.html, mail.html_charset = payload, part.get_content_charset()
    elif attached or (not related and not kind.startswith(("text/", "image/", "multipart/"))):
        mail.attachments.append(Attachment(name or "attachment", payload))


def _parts(message: Message, limits: Limits) -> Iterator[tuple[Message, bool]]:
    """The parts that hold something, in order, and whether each only belongs to a page beside it."""
    waiting = [(message, False)]
    seen = 0
    while waiting:
        part, related = waiting.pop()
        seen += 1
        if seen > limits.archive_entries:
            raise LimitReached(f"The mail has more than {limits.archive_entries:,} parts, which no mail needs.")
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            joined = related or part.get_content_subtype() == "related"
            waiting.extend((child, joined) for child in reversed(inside) if isinstance(child, Message))
        else:
            yield part, related


def header(message: Message, name: str) -> str:
    """The header as a person reads it, on one line."""
    return decoded_header(str(message.get(name, "")))


def decoded_header(raw: str) -> str:
    """A header with its encoded words decoded, on one line."""
    raw = raw[:_LONGEST_HEADER_CHARS]
    try:
        words = "".join(
            part if isinstance(part, str) else part.decode(charset or "utf-8", "replace")
            for part, charset in decode_header(raw)
        )
    except (HeaderParseError, LookupError, ValueError):
        words = raw
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (TypeError, ValueError, LookupError):
        return "attachment"
    return decoded_header(name).replace("\\", "/").rsplit("/", 1)[-1]
