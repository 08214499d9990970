"""The words by which an amendment changes a contract, and which clause of which document they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clause_library.families.names import ATTACHMENT, SECTION_NUMBER
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_PASSIVE = r"(?:(?:is|are|be|hereby|been|further|also|each|here by|therefore|accordingly|shall|will|by),? ){1,5}"
_DOES = (
    r"(?:deleted|removed|stricken|struck|omitted|repealed|replaced|superseded|substituted|amended|modified|revised"
    r"|changed|corrected|restated|supplemented|added|inserted|included|extended|attached|increased|reduced|decreased"
    r"|raised|lowered|cancell?ed|of no (?:further )?(?:force|effect))"
)
_ACTIVE = (
    r"(?:(?-i:Delete|Replace|Amend|Add|Insert|Strike|Remove|Extend|Omit|Substitute)|(?:hereby|agree to|shall)"
    r" (?:further )?(?:delete|replace|amend|modify|revise|add|insert|extend|strike|remove|restate|change)"
    r"|(?:will|shall) (?:increase|decrease|rise|change)(?= from\b)|(?:will|shall) (?:now )?read(?= as follows)"
    r"|(?<=[,:]\s)(?:delete|replace|omit|insert|add|substitute)(?= (?:the )?(?:(?:word|phrase|figure|amount)s? )?\"))"
)
OPERATIVE = phrase(rf"\b(?:{_PASSIVE}(?P<passive>{_DOES})|(?P<active>{_ACTIVE}))\b")
"""What changes a contract by its own words: ``is hereby deleted``, ``Replace``, ``agree to extend``."""
_HINDERED = phrase(
    r"\b(?:may|can|cannot|not|to|never|unless|until|if|when|as|expressly|otherwise|previously|only|has|have|had|were|was)"
    r"(?: (?:so|hereafter|only|hereby|been|later|from time to time))? ?$"
)
_GENERAL = phrase(
    r"\b(?:except as|all other (?:terms|provisions)|remains? (?:in full|unchanged|unmodified)|may only be"
    r"|except to the)\b"
)
_ABOUT = phrase(
    rf"\b(?:(?:section|clause|article|paragraph|{ATTACHMENT})s? (?-i:[\dA-Z(])|definition of|term|sentence\b)|\""
)
_HEADING = (
    r"(?:,? ?(?:\(\"?(?P<heading>(?-i:[A-Z])[^\"()\n]{2,70}?)[,.]?\"?\)"
    r"|\(?(?:entitled|titled|captioned) \"(?P<entitled>[^\"\n]{3,70}?)[,.]?\"\)?))?"
)
_TARGET = phrase(
    rf"(?:(?:sub-?)?(?:section|clause|article|paragraph)s?|§) ?(?P<number>{SECTION_NUMBER})"
    rf"(?P<range> (?:to|through|-) {SECTION_NUMBER})?{_HEADING}"
    rf"(?: (?:of|in|to|under) (?P<within>{ATTACHMENT} [\w-]{{1,6}}))?"
    rf"|(?P<attachment>{ATTACHMENT} (?-i:[A-Z]{{1,2}}|\d{{1,3}})(?:[-.]\w{{1,3}}){{0,2}})\b"
    r"|\bdefinition of (?:the (?:defined )?term )?\"(?P<term>[^\"\n]{1,60})\""
)
_MORE = phrase(
    r"(?: ?\([^()]{3,60}\))?(?:, ?(?:and )?| and )(?:(?:section|clause|article)s? )?"
    rf"(?P<number>{SECTION_NUMBER})"
)
_MOST_NUMBERS = 12
_INSIDE = phrase(
    r"\b(?:(?:paragraph|clause|sub-?(?:section|clause|paragraph)|item) )?(?P<mark>\([a-z0-9]{1,4}\))"
    r" (?:of|in|to|under) ?$"
)
_WHICH = (
    r"(?P<which>first|second|third|fourth|fifth|sixth|last|final|penultimate) (?:full )?(?P<what>sentence|paragraph)"
)
_PART = phrase(rf"\b{_WHICH}(?: (?:of|in|to|under))? ?$")
_PART_BEHIND = phrase(rf"[^.;:]{{0,60}}?,? (?:the|so that the) {_WHICH}\b")
_OF_DOCUMENT = phrase(
    r",? ?(?:\([^()]{1,80}\),? ?)?(?:\"[^\"\n]{1,60}\",? ?)?(?:of|to|in|under)(?! its\b| their\b| full\b)"
    r"(?: the| that| this| said| existing| original){0,2} (?P<document>(?:\bNo\.|[^,.;:\n]){3,70})"
)
_AMENDMENT_BEFORE = phrase(r"\b(?P<document>(?:\w{3,10} )?amendment(?: (?:no\.?|number|#) ?\w{1,5})?), ?$")
_VERB = phrase(r" ?(?:\(|\"|\b(?:is|are|was|shall|will|as|that|hereby|entitled|so|in|and|to|with|by)\b)")
_PLACES = "first second third fourth fifth sixth last final penultimate"
_PARTS = dict(zip(_PLACES.split(), (0, 1, 2, 3, 4, 5, -1, -1, -2), strict=True))
_BEFORE_CHARS, _BEHIND_CHARS = 80, 160


@dataclass(frozen=True, slots=True)
class Target:
    """What is changed: a clause by its number, several by a range of numbers, an attachment or a definition.

    ``part`` is a sentence or paragraph of it by name and place (``("sentence", -1)`` is the last), None for all of it.
    ``document`` are the words that say whose it is, empty where none do; ``heading`` is what the amendment calls it.
    ``span`` are the words that name it.
    """

    span: Span
    number: str = ""
    term: str = ""
    heading: str = ""
    part: tuple[str, int] | None = None
    document: str = ""


def is_instruction(opening: str) -> bool:
    """Whether words begin with a change of the contract."""
    if _ABOUT.search(opening) is None:
        return False
    return any(not is_hindered(opening, found.start()) for found in OPERATIVE.finditer(opening))


def is_hindered(text: str, start: int) -> bool:
    """Whether the words before ``start`` make of a change a possibility, a memory or an exception."""
    before = text[max(0, start - 200) : start]
    sentence = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    return _HINDERED.search(before[-40:]) is not None or _GENERAL.search(sentence) is not None


def targets_in(text: str, start: int, end: int) -> list[Target]:
    """The clauses, attachments and definitions that ``text[start:end]`` names, in order."""
    found: list[Target] = []
    for match in _TARGET.finditer(text, start, end):
        if found and found[-1].term and not match["term"]:  # the definition of "X" in section 1
            found[-1] = replace(found[-1], document=_document(text, match.end()))
            continue
        found.append(_target(text, match, start))
        if match["number"] and not match["within"] and not match["range"]:
            found += _others(text, match.end(), end, found[-1])
    return found


def _target(text: str, match: re.Match[str], start: int) -> Target:
    before = text[max(start, match.start() - _BEFORE_CHARS) : match.start()]
    number = squeeze(match["number"] or match["attachment"] or "")
    inside = _INSIDE.search(before) if match["number"] else None
    if inside:
        number, before = number + inside["mark"], before[: inside.start()]
    if match["range"]:
        number = f"{number} {squeeze(match['range'])}"
    if match["within"]:
        number = f"{squeeze(match['within'])}, {number}"
    earlier = _AMENDMENT_BEFORE.search(before)
    part = _PART.search(before) or _PART_BEHIND.match(text, match.end(), match.end() + _BEHIND_CHARS)
    return Target(
        span=Span(*match.span()),
        number=number,
        term=match["term"] or "",
        heading=squeeze(match["heading"] or match["entitled"] or ""),
        part=(part["what"].lower(), _PARTS[part["which"].lower()]) if part else None,
        document=_document(text, match.end()) or (squeeze(earlier["document"]) if earlier else ""),
    )


def _others(text: str, start: int, end: int, first: Target) -> list[Target]:
    """The further numbers of ``Sections 5.2, 5.3 and 7``."""
    found: list[Target] = []
    while len(found) < _MOST_NUMBERS and (more := _MORE.match(text, start, end)) is not None:
        found.append(replace(first, span=Span(*more.span("number")), number=squeeze(more["number"]), heading=""))
        start = more.end()
    return found


def _document(text: str, start: int) -> str:
    found = _OF_DOCUMENT.match(text, start, start + _BEHIND_CHARS)
    if found is None:
        return ""
    verb = _VERB.search(found["document"])
    return squeeze(found["document"][: verb.start()] if verb else found["document"])
