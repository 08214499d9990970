"""Which part of one document prevails over the others, the body or its exhibits, where the contract says so plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Reading, Sentence
from extractor.types import Clause

_CUE = phrase(
    r"\b(?:conflict(?:s|ing)?(?! of laws?\b)|inconsisten\w{1,5}|contradict\w{1,6}|discrepanc\w{1,3}|"
    r"order of (?:precedence|priority))\b"
)
_WORDS = ("conflict", "inconsisten", "contradict", "discrepanc", "order of pr")
_PREVAILS = phrase(
    r"\b(?:prevails?|controls?|governs?|supersedes?|overrides?|(?:take|takes|have|has) (?:precedence|priority)|"
    r"be controlling)\b"
)
_LIST = phrase(r"\b(?:order of (?:precedence|priority)|following order|descending order|order listed)\b")
_UNCLEAR = phrase(
    r"\b(?:unless|except|save|provided,? (?:however,? )?that|other than|ascending|reverse|solely|with (?:respect|"
    r"regard) to)\b"
)
_MENTION = phrase(
    r"\b(?P<own>this (?:(?!agreement)[\w-]{1,20} )?)?(?P<exhibit>(?:exhibit|schedule|annex|appendi|attachment|addend)"
    r"(?:es|s|x|ices|xes|ure|um|a)?(?: (?-i:[A-Z]|\d)[\w.-]{0,5}\b)?|order forms?|statements? of work|sows?)\b|"
    r"\b(?P<body>(?:this|the|said) (?:(?:main|master|general|standard|entire) (?:[\w-]{1,20} ){0,2})?(?:agreement|"
    r"contract|terms and conditions)|(?:main )?body)\b"
)
_BELONGS = phrase(r" ?(?:(?:hereto|attached|annexed|exhibited|to|of|under|in) ){1,4}")
"""Between an exhibit and the contract whose exhibit it is."""
_HOLDS = phrase(r"\b(?:attached|annexed|appended|exhibited|incorporated) (?:in)?to $")
"""Before the contract that something belongs to."""
_TO_VERB = phrase(
    r"(?:,? ?(?:hereto|attached|annexed|to|of|under|in|this|the|main|master|agreement|contract)\b){0,8},? ?"
    r"(?:(?:shall|will|must|does|do|to) ?)?(?:always |at all times )?"
)
_SECTION = phrase(r" (?:over|to) (?:any |the )?(?:section|clause|article|paragraph)\b")
_WHICH = phrase(r"\bthe (latter|former)\b")
_NOWHERE = "\n"
"""The label of an exhibit that was not told from the body."""
_LABEL = re.compile(r"\s(?=[A-Z\d])")


@dataclass(frozen=True, slots=True)
class Prevailing:
    """What prevails: the body, or exhibits; of these the one called ``label`` (lower case), all where that is empty."""

    part: Literal["body", "exhibit"]
    label: str = ""

    def is_at(self, reading: Reading, offset: int) -> bool:
        """Whether what stands at ``offset`` belongs to it."""
        root = exhibit_at(reading, offset)
        if root is None or self.part == "body":
            return (root is None) == (self.part == "body")
        return self.label in _names_at(reading, root)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A part of the contract that is named in a sentence."""

    what: Prevailing
    start: int
    end: int


def exhibit_at(reading: Reading, offset: int) -> Clause | None:
    """The exhibit that holds ``offset``; None in the body."""
    for root in reading.contract.clauses:
        if root.part == "exhibit" and root.extent.start <= offset < root.extent.end:
            return root
    return None


def _names_at(reading: Reading, root: Clause) -> str:
    """What an exhibit is called, in lower case; "Exhibit A" may stand on a line of its own above its title."""
    names = [root.number or "", root.heading]
    for above, below in pairwise(reading.contract.clauses):
        if below is root and root.number is None and above.part == "exhibit" and not above.text and not above.children:
            names.insert(0, above.number or above.heading)
    return " ".join(names).lower()


def prevailing(reading: Reading) -> Prevailing | None:
    """What the contract says prevails between its body and its exhibits.

    None where it says nothing, makes exceptions, or says two things: no order is then known.
    """
    stated = {found for sentence in reading.find(_CUE, *_WORDS) if (found := _stated(reading, sentence)) is not None}
    return stated.pop() if len(stated) == 1 else None


def _stated(reading: Reading, sentence: Sentence) -> Prevailing | None:
    text, mentions = sentence.text, _mentions(reading, sentence)
    if _UNCLEAR.search(text) or {one.what.part for one in mentions} != {"body", "exhibit"}:
        return None
    listed = _LIST.search(text)
    if listed is not None:
        return next((one.what for one in mentions if one.start > listed.end()), None)
    verb = _PREVAILS.search(text)
    before = [one for one in mentions if verb is not None and one.start < verb.start()]
    if verb is None or not before or _SECTION.match(text, verb.end()):
        return None
    which = _WHICH.search(text, 0, verb.end())
    if which is None:
        return before[-1].what if _TO_VERB.fullmatch(text, before[-1].end, verb.start()) else None
    pair = [one.what for one in before]
    if len(pair) != 2 or pair[0].part == pair[1].part:
        return None
    return pair[1] if which[1].lower() == "latter" else pair[0]


def _mentions(reading: Reading, sentence: Sentence) -> list[_Mention]:
    """What is named; "Exhibit A to this Agreement" is the exhibit alone."""
    text = sentence.text
    found: list[_Mention] = []
    for match in _MENTION.finditer(text):
        if match["exhibit"]:
            label = _own_label(reading, sentence) if match["own"] else _label(match["exhibit"])
            found.append(_Mention(Prevailing("exhibit", label), match.start(), match.end()))
            continue
        of_last = found and found[-1].what.part == "exhibit" and _BELONGS.fullmatch(text, found[-1].end, match.start())
        if not of_last and not _HOLDS.search(text, max(0, match.start() - 30), match.start()):
            found.append(_Mention(Prevailing("body"), match.start(), match.end()))
    return found


def _own_label(reading: Reading, sentence: Sentence) -> str:
    """What the exhibit that calls itself "this Exhibit" is called."""
    root = exhibit_at(reading, sentence.span.start)
    return _NOWHERE if root is None else (root.number or root.heading).lower()


def _label(words: str) -> str:
    """``exhibit a`` of a single exhibit, ``order form`` of its kind; empty of exhibits in general."""
    name = " ".join(words.split())
    if _LABEL.search(name):
        return name.lower()
    return name.lower().rstrip("s") if name[:1] in "oO" else ""
