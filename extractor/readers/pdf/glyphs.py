"""Characters as PDFs paint them, turned into characters as contracts write them."""

from __future__ import annotations

import re
from typing import Final

LINE_END_HYPHEN: Final = "\ufffe"
"""What PDFium puts in place of a hyphen and the line break that follows it."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffd\uffff"
)
_SYMBOL_BULLETS = "\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc\uf076\uf06e\uf06c\uf071"

_CONTROL = [*range(0x20), *range(0x7F, 0xA0)]
_PRIVATE = range(0xE000, 0xF900)

# A soft hyphen that reached the page was painted: many producers encode their visible hyphen this way.
_CLEAN: Final[dict[int, str]] = (
    dict.fromkeys(_CONTROL, "")
    | dict.fromkeys(_PRIVATE, "")
    | dict.fromkeys(map(ord, _INVISIBLE), "")
    | dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _SYMBOL_BULLETS), "•")
    | {ord(glyph): letters for glyph, letters in _LIGATURES.items()}
    | {ord(LINE_END_HYPHEN): "-", 0x00AD: "-", 0x2010: "-", 0x2011: "-"}
)
_ODD = re.compile("[\ufb00-\ufb06\u2010\u2011\ufffd]")
"""What is cleaned although Python calls it printable."""
_UNUSABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_RULE = re.compile(r"[-–—=\s]{3,}")


def clean(text: str) -> str:
    """The text of one line with ligatures spelled out, plain spaces and nothing invisible."""
    text = text.replace("\xa0", " ")
    if not text.isprintable() or (not text.isascii() and _ODD.search(text)):
        return " ".join(text.translate(_CLEAN).split())
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text


def is_rule(text: str) -> bool:
    """Whether a fragment is a line drawn with dashes, as typed documents underline and separate."""
    return _RULE.fullmatch(text) is not None


def is_usable(text: str) -> bool:
    """Whether a page's text layer holds words: not empty, and not mostly glyphs that stand for no character."""
    if not _UNUSABLE.search(text):
        return bool(text) and not text.isspace()
    return 2 * len(_UNUSABLE.findall(text)) < len("".join(text.split()))
