"""By which way a request comes or an answer goes: telephone, e-mail, chat, a portal, a visit."""

from __future__ import annotations

from extractor.fields.phrasing import phrase

_CHANNELS = (
    ("telephone", phrase(r"\b(?:telephone|phone|hot-?line|voice ?mail)\b")),
    ("email", phrase(r"\be-?mail(?:s|ed)?\b")),
    ("chat", phrase(r"\bchats?\b")),
    ("portal", phrase(r"\b(?:portal|web ?form|web tickets?|ticketing (?:system|tool))\b")),
    ("on_site", phrase(r"\bon-?site\b|\bat (?:the |its )?(?:site|premises)\b")),
)
_AFTER_CHARS = 60


def channel_of(before: str, after: str) -> str | None:
    """The one way that is named beside a time, before it, or after it; None where none is, or several are."""
    beside = [name for name, pattern in _CHANNELS if pattern.match(after.lstrip(" -"))]
    if len(beside) == 1:
        return beside[0]
    ahead = [name for name, pattern in _CHANNELS if pattern.search(before)]
    if ahead:
        return ahead[0] if len(ahead) == 1 else None
    behind = [name for name, pattern in _CHANNELS if pattern.search(after[:_AFTER_CHARS])]
    return behind[0] if len(behind) == 1 else None
