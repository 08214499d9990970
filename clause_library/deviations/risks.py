"""How risky words read: the signs in ``data/risks.yaml``, found in a text, and the severity of clause types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from clause_library.types import SEVERITIES, Severity
from extractor.fields.phrasing import plain
from extractor.types import Span

DATA = Path(__file__).parent.parent / "data" / "risks.yaml"

_GAP = r"(?:(?!(?:not?|never|neither|nor)\b)[\w$€£%'/-]{1,30}[,() ]{1,3}){0,8}?"
"""Up to eight words; one that denies what comes after turns it round."""
_DENIED = re.compile(r"\b(?:not|no|never|neither|nor)[ ]{1,3}(?:[\w,'-]{1,20}[ ]{1,3}){0,3}$", re.IGNORECASE)
_DENIED_CHARS = 60
_WORD_END = r"[\w'-]{0,20}"


@dataclass(frozen=True, slots=True)
class Sign:
    """What some words come to, and how serious that is where it binds us."""

    says: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Found:
    """A sign and the words that show it."""

    sign: Sign
    span: Span


@dataclass(frozen=True, slots=True)
class Risks:
    """All signs, as one pattern with a group each, and the severity of clause types; ``nothing`` are no provisions."""

    signs: tuple[Sign, ...]
    pattern: re.Pattern[str]
    types: Mapping[str, Severity]
    nothing: frozenset[str]

    def find(self, text: str) -> Iterator[Found]:
        """Every sign in the text, in order, that no word before it denies; of two at one place, the more serious."""
        words = plain(text)
        for found in self.pattern.finditer(words):
            number = int((found.lastgroup or "s0")[1:])
            if not _DENIED.search(words, max(0, found.start() - _DENIED_CHARS), found.start()):
                yield Found(self.signs[number], Span(*found.span()))


@cache
def risks() -> Risks:
    """The data, read once."""
    data: dict[str, Any] = yaml.load(DATA.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    signs = tuple(Sign(sign["says"], _severity(sign["severity"])) for sign in data["signs"])
    groups = (f"(?P<s{number}>{'|'.join(map(_phrase, sign['phrases']))})" for number, sign in enumerate(data["signs"]))
    types = {kind: _severity(level) for level, kinds in data["types"].items() if level != "nothing" for kind in kinds}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)
    return Risks(signs, pattern, types, frozenset(data["types"]["nothing"]))


def _severity(name: str) -> Severity:
    return next(severity for severity in SEVERITIES if severity == name)


def _phrase(phrase: str) -> str:
    """The pattern of a phrase: one blank is any white space, ``...`` up to eight words between."""
    pieces = [" ".join(piece.split()) for piece in phrase.split("...")]
    return f" {_GAP}".join(r"[ ]{1,3}".join(map(_word, piece.split())) for piece in pieces)


def _word(word: str) -> str:
    forms = (re.escape(form.rstrip("*")) + (_WORD_END if form.endswith("*") else "") for form in word.split("|"))
    return f"(?:{'|'.join(forms)})"
