"""Outlook messages (.msg): the few MAPI properties that say who wrote what, and the attachments."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass

import olefile

from extractor.errors import LimitReached, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.mail.choosing import contract_of
from extractor.readers.mail.compressed import unpacked
from extractor.readers.mail.letters import Attachment, Mail
from extractor.types import Document

MEDIA_TYPE = "application/vnd.ms-outlook"
_SUBJECT, _SENDER, _SENDER_ADDRESS, _SMTP_ADDRESS, _TO, _CC = "0037", "0C1A", "0C1F", "5D01", "0E04", "0E03"
_BODY, _HTML, _RICH_TEXT, _HEADERS = "1000", "1013", "1009", "007D"
_DATA, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_ATTACHMENT = "__attach_version1.0_#"
_EMBEDDED = "__substg1.0_3701000D"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DEEPEST = 3
_DAMAGED = "The Outlook message is damaged. Save its attachment and send that."
_FAULTS = (OSError, struct.error, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


def read_outlook(data: bytes, name: str, limits: Limits, depth: int = 0) -> Document:
    """The contract in the Outlook message that ``data`` is; ``depth`` counts the mails around it.

    :raises ExtractionError: as its attachment does, where none can be read.
    :raises UnreadableDocument: damaged.
    :raises EmptyDocument: neither an attachment nor a word.
    :raises LimitReached: too many parts.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            entries = container.listdir(streams=True, storages=False)
            if len(entries) > limits.archive_entries * 10:  # a message keeps each property in a stream of its own
                raise LimitReached("The Outlook message has more parts than a mail can have.")
            mail = _Message(container, _tree(entries), (), limits).mail()
    except _FAULTS as fault:
        raise UnreadableDocument(_DAMAGED) from fault
    return contract_of(mail, data, name, MEDIA_TYPE, limits, depth)


_Tree = dict[tuple[str, ...], list[str]]


def _tree(entries: list[list[str]]) -> _Tree:
    """Every storage with the names of what stands right in it."""
    tree: dict[tuple[str, ...], dict[str, None]] = {}
    for path in entries:
        for depth in range(min(len(path), _DEEPEST * 2 + 2)):
            tree.setdefault(tuple(path[:depth]), {})[path[depth]] = None
    return {folder: list(names) for folder, names in tree.items()}


@dataclass(slots=True)
class _Message:
    """One message in the container, at ``at``."""

    container: olefile.OleFileIO
    tree: _Tree
    at: tuple[str, ...]
    limits: Limits
    read_bytes: int = 0

    def mail(self) -> Mail:
        """What the message says and brings."""
        sender = self._text(_SENDER)
        address = self._text(_SMTP_ADDRESS) or self._text(_SENDER_ADDRESS)
        headers = {
            "Subject": self._text(_SUBJECT),
            "From": f"{sender} <{address}>" if "@" in address and address != sender else sender,
            "To": self._text(_TO),
            "Cc": self._text(_CC),
            "Date": self._sent(),
        }
        mail = Mail(headers={name: " ".join(value.split()) for name, value in headers.items()})
        mail.text = self._text(_BODY).replace("\r", "")
        mail.html = self._bytes(_HTML, "0102") or self._text(_HTML).encode("utf-8", "replace")
        if not mail.text.strip() and not mail.html:
            mail.rich = self._rich_text()
        for name in self.tree.get(self.at, ()):
            if name.startswith(_ATTACHMENT):
                mail.attachments.extend(self._attachment((*self.at, name)))
        return mail

    def _attachment(self, at: tuple[str, ...]) -> list[Attachment]:
        part = _Message(self.container, self.tree, at, self.limits, self.read_bytes)
        name = part._text(_LONG_NAME) or part._text(_SHORT_NAME) or "attachment"
        shown = name.replace("\\", "/").rsplit("/", 1)[-1]
        inner = (*at, _EMBEDDED)
        if inner in self.tree:
            if len(inner) > _DEEPEST * 2:
                return []
            return [Attachment(shown, mail=_Message(self.container, self.tree, inner, self.limits).mail())]
        data = part._bytes(_DATA, "0102")
        self.read_bytes = part.read_bytes
        return [Attachment(shown, data)]

    def _rich_text(self) -> bytes:
        """The words where the message keeps them as packed RTF alone; empty where it has none, or damaged ones."""
        packed = self._bytes(_RICH_TEXT, "0102")
        try:
            return unpacked(packed, self.limits.archive_entry_bytes) if packed else b""
        except UnreadableDocument:  # an attachment may still be the contract
            return b""

    def _sent(self) -> str:
        """The date as the mail's own headers have it."""
        for line in self._text(_HEADERS).splitlines():
            if line.lower().startswith("date:"):
                return line[5:].strip()
        return ""

    def _text(self, number: str) -> str:
        wide = self._bytes(number, "001F")
        words = wide.decode("utf-16-le", "replace") if wide else self._bytes(number, "001E").decode("cp1252", "replace")
        return _CONTROLS.sub("", words)

    def _bytes(self, number: str, kind: str) -> bytes:
        """The value of a property; empty where the message has none."""
        name = f"__substg1.0_{number}{kind}"
        if name not in self.tree.get(self.at, ()):
            return b""
        with self.container.openstream([*self.at, name]) as stream:
            value: bytes = stream.read()
        self.read_bytes += len(value)
        if self.read_bytes > self.limits.archive_total_bytes:
            raise LimitReached("The Outlook message holds more than a mail can.")
        return value
