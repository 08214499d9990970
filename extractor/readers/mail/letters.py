"""What a mail is, whichever program saved it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file, or another mail (``mail``) that was attached whole."""

    name: str
    data: bytes = b""
    mail: Mail | None = None


@dataclass(slots=True)
class Mail:
    """One mail; ``headers`` are those that a person reads, by name and in order."""

    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    html: bytes = b""
    html_charset: str | None = None
    rich: bytes = b""
    """Its words as RTF, where it has them in no other form."""
    attachments: list[Attachment] = field(default_factory=list)
