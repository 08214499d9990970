"""How the rules write their patterns: one blank stands for any white space, so that a line break hides nothing."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(
    {"\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " "}
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("’‘‛′`", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
)


def plain(text: str) -> str:
    """``text`` with straight quotes, plain hyphens and blanks for all white space; every offset stays what it was."""
    return text.translate(_PLAIN)


def plain_lines(text: str) -> str:
    """The same, but every line break stays."""
    return "\n".join(plain(line) for line in text.split("\n"))


def phrase(pattern: str, *, exact_case: bool = False) -> re.Pattern[str]:
    """A compiled pattern in which a blank matches one or more blanks, and " ?" any number, also none.

    Letters match in either case by default. Write no blank inside a character class.
    """
    return re.compile(pattern.replace(" ?", r"\s{0,20}").replace(" ", r"\s{1,20}"), 0 if exact_case else re.IGNORECASE)


def squeeze(text: str) -> str:
    """``text`` with each run of white space as one blank, none at the ends."""
    return " ".join(text.split())
