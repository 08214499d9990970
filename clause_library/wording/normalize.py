"""Turns wording into tokens that compare equal where lawyers see no difference.

Case, punctuation, quotes, numbering, articles, spelling variants and the names by which the parties are called do not
count; quantities compare by value. Every token knows its place in the text that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from clause_library.wording.values import CLOCK, DATE, QUANTITY, Value, read_clock, read_date, read_quantity
from extractor.types import Span

OUR_SIDE = "@us"
THEIR_SIDE = "@them"
REFERENCE = "@reference"

_IGNORED = frozenset({"a", "an", "the", "this", "such", "said"})
_SPELLINGS = {
    "licence": "license",
    "licences": "licenses",
    "defence": "defense",
    "offence": "offense",
    "judgement": "judgment",
    "fulfil": "fulfill",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "programme": "program",
    "centre": "center",
    "acknowledgement": "acknowledgment",
    "mths": "months",
}
_ISE = re.compile(r"(?<=[a-z]{4})is(?=(?:e[sd]?|ing|ations?)$)")
# What a reference, a date and a quantity can begin with: most words are none of them after a letter or two, which makes
# the pattern below twice as fast.
_BEGINS_REFERENCE = "[scapeSCAPE]"
_BEGINS_DATE = r"[jfmasondJFMASOND\d]"
_BEGINS_QUANTITY = (
    r"[\d$€£¥]|[uU][sS]|[eE][uUiIlL]|[gG][bB]|[cC][aAhH]|[aA][uU]|[jJ][pP]|[zZ][eE]|[oO][nN]|[tT][wWhHeE]"
    "|[fF][oOiI]|[sS][iIeE]|[nN][iI]|[hH][uU]|[mM][iI]|[bB][iI]"
)
_BEGINS_CLOCK = r"[\dnmNM]"
_COUNTED = r"%|percent|(?:business\s|calendar\s|working\s)?(?:minute|hour|day|week|month|year)"
_POSSESSIVE = re.compile(r"['’][sS]?$")
_OUR = re.compile(r"(?<=[a-z]{2}[lvb])our(?=$|s$|ed$|able$|ing$)")
_REFERENCE = (
    r"\b(?:sections?|clauses?|articles?|paragraphs?|exhibits?|schedules?|annex(?:es)?|appendix|attachments?)\s"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,5}\b|[A-Z]\b(?!['’]))(?:\s?\([a-z0-9]{1,4}\)){0,4}"
)


_LISTS = re.compile(r"[a-z]{4,10}s\s", re.IGNORECASE)
"""What a reference to several clauses begins with: Sections 3, 7 and 9."""
_JOINS = frozenset({"and", "or", "to", "through"})
_IN_A_ROW = "consecutive"
_OPENED = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, quantity, reference or placeholder; ``key`` is what is compared.

    ``word`` is what it reads where the key is only a stem; empty where the key is the word itself.
    """

    key: str
    start: int
    end: int
    value: Value | None = None
    placeholder: bool = False
    word: str = ""

    @property
    def reads(self) -> str:
        """The word, in small letters and plain spelling."""
        return self.word or self.key


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with its tokens; their offsets count in ``text``."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What is compared, without placeholders, which stand for any words."""
        return tuple(token.key for token in self.tokens if not token.placeholder)

    def words(self, start: int, end: int) -> str:
        """The text from the first to the last of ``tokens[start:end]``, white space collapsed."""
        if start >= end:
            return ""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())


@dataclass(frozen=True, slots=True)
class Roles:
    """The names by which a text calls us and the other side."""

    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


def wording(text: str, roles: Roles, spans: Sequence[Span] | None = None) -> Wording:
    """The tokens of ``text``, or only of the given ``spans`` of it."""
    parts = [Span(0, len(text))] if spans is None else spans
    return Wording(text, tuple(token for part in parts for token in _tokens(text, part, roles)))


def fold_heading(heading: str) -> str:
    """A heading in the form in which headings are compared: its words, without case, numbers and fillers."""
    words = re.findall(r"[^\W\d_]+", heading.casefold())
    return " ".join(word for word in words if word not in _IGNORED and word not in ("and", "of", "or", "for"))


def _tokens(text: str, part: Span, roles: Roles) -> Iterable[Token]:
    listed = _Listed(text)
    for match in _pattern(roles).finditer(text, part.start, part.end):
        if match.lastgroup == "word":  # nearly all are
            key = _word_key(match.group())
            if key not in _IGNORED:
                yield Token(key, match.start(), match.end())
            if listed.since is not None:
                listed.pass_by(key, match.start())
            continue
        token = _token(match, roles)
        if token is not None:
            yield listed.seen(token)
            if token.value is not None and token.value.kind == "duration" and match["day_kind"]:
                yield from _in_a_row(match)


class _Listed:
    """Knows which numbers belong to a list of clauses that are referred to: ``Sections 3 (Payment), 7 and 9``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.since: int | None = None  # where the last number of a list ended that may go on

    def pass_by(self, word: str, start: int) -> None:
        """Go on behind a word: in brackets it is a heading, elsewhere what joins no numbers ends the list."""
        if word not in _JOINS and not self._in_brackets(start):
            self.since = None

    def seen(self, token: Token) -> Token:
        """The token, as a reference where it goes on with a list."""
        if token.key == REFERENCE:
            self.since = token.end if _LISTS.match(self._text, token.start) else None
        elif self.since is not None and not self._in_brackets(token.start):
            number = token.value is not None and token.value.kind == "number" and not token.value.unit
            self.since = token.end if number else None
            return replace(token, key=REFERENCE, value=None) if number else token
        return token

    def _in_brackets(self, place: int) -> bool:
        depth = 0
        for sign in _OPENED.findall(self._text, self.since or 0, place):
            depth += 1 if sign == "(" else -1
        return depth > 0


def _in_a_row(match: re.Match[str]) -> Iterable[Token]:
    """That days or months follow each other is said beside how many they are."""
    if match["day_kind"].casefold() in (_IN_A_ROW, "successive"):
        yield Token(_IN_A_ROW, match.start("day_kind"), match.end())


def _token(match: re.Match[str], roles: Roles) -> Token | None:
    """The token of a match that is no mere word; None where it does not count."""
    kind, found = match.lastgroup, match.group()
    start, end = match.span()
    if kind == "placeholder":
        return Token(" ".join(found[1 : found.index("]")].casefold().split()), start, end, placeholder=True)
    if kind == "reference":
        return Token(REFERENCE, start, end)
    if kind in ("enumerator", "number"):
        return None
    if kind == "sign":
        return Token(found, start, end)
    if kind == "date":
        value = read_date(found)
        return Token(value.key, start, end, value)
    if kind == "clock":
        value = read_clock(found)
        return Token(value.key, start, end, value)
    if kind == "quantity":
        trimmed = found.rstrip()
        value = read_quantity(match)
        return Token(value.key, start, start + len(trimmed), value)
    return Token(_role_key(found, roles), start, end)


def _role_key(found: str, roles: Roles) -> str:
    name = " ".join(_POSSESSIVE.sub("", found).casefold().split())
    return OUR_SIDE if name in {" ".join(role.casefold().split()) for role in roles.ours} else THEIR_SIDE


@lru_cache(maxsize=65_536)
def _word_key(word: str) -> str:
    key = _POSSESSIVE.sub("", word.casefold()).replace("’", "'")
    key = _SPELLINGS.get(key, key)
    return _OUR.sub("or", _ISE.sub("iz", key))


@lru_cache(maxsize=256)
def _pattern(roles: Roles) -> re.Pattern[str]:
    names = sorted({*roles.ours, *roles.theirs}, key=lambda name: (-len(name), name))
    # Roles count only where they are written as defined terms: "any customer" is not the Customer.
    spelled = [form for name in names for form in (re.escape(name), re.escape(name.upper()))]
    role = rf"\b(?:{'|'.join(spelled)})\b(?:['’]s?)?" if spelled else r"(?!)"
    return re.compile(
        rf"""
        (?P<placeholder>\[[^\[\]\n]{{1,60}}\](?:\s(?:business\s)?(?:days?|months?|years?|hours?)\b)?)
        |(?P<reference>(?={_BEGINS_REFERENCE})(?i:{_loose(_REFERENCE)}))
        |(?P<number>(?:(?<![^\n])|(?<=[.;:]\s))\d{{1,2}}(?:(?:\.\d{{1,2}}){{1,4}}\.?|\.)(?=\s["“(]?[A-Z]))
        |(?P<clock>(?={_BEGINS_CLOCK})(?i:{CLOCK}))
        |(?P<date>(?={_BEGINS_DATE})(?i:{_loose(DATE)}))
        |(?P<quantity>(?={_BEGINS_QUANTITY})(?i:{QUANTITY}))
        |(?P<enumerator>\((?:[a-zA-Z]|[ivx]{{1,5}}|\d{{1,2}}(?!\)\s?(?:{_COUNTED})))\))
        |(?P<sign>[<>≤≥])
        |(?P<role>{_loose(role)})
        |(?P<word>[^\W\d_]+(?:['’][^\W\d_]{{0,12}})?|\d+\w*)
        """,
        re.VERBOSE,
    )


def _loose(pattern: str) -> str:
    return pattern.replace(r"\ ", r"\s")
