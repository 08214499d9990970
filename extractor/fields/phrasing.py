"""How the rules write their patterns: one blank stands for any white space, so that a line break hides nothing."""

from __future__ import annotations

import re

_PLAIN = tuple(
    (
        {"\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " "}
        | dict.fromkeys("“”„‟″«»", '"')
        | dict.fromkeys("’‘‛′`", "'")
        | dict.fromkeys("‐‑‒–—−", "-")
    ).items()
)


def plain(text: str) -> str:
    """``text`` with straight quotes, plain hyphens and blanks for all white space; every offset stays what it was."""
    for sign, straight in _PLAIN:  # several times as fast as one translation
        text = text.replace(sign, straight)
    return text


def plain_lines(text: str) -> str:
    """The same, but every line break stays."""
    return "\n".join(plain(line) for line in text.split("\n"))


def phrase(pattern: str, *, exact_case: bool = False) -> re.Pattern[str]:
    """A compiled pattern in which a blank matches one or more blanks, and " ?" any number, also none.

    ``[^.;]`` matches what does not end a sentence: a stop inside a number, as in "clause 13.3", ends none.

    Letters match in either case by default. Write no blank inside a character class.
    """
    pattern = pattern.replace("[^.;]", r"(?:[^.;]|\.(?=\d))").replace(" ?", r"\s{0,20}").replace(" ", r"\s{1,20}")
    return re.compile(pattern, 0 if exact_case else re.IGNORECASE)


def squeeze(text: str) -> str:
    """``text`` with each run of white space as one blank, none at the ends."""
    return " ".join(text.split())
